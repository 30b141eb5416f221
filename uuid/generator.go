package uuid

import (
	"crypto/rand"
	"encoding/binary"
	"io"
	"slices"
	"sync"
	"time"
)

// A Generator makes UUIDs with a clock, a random source and a node of its own.
// The functions of the package, such as [UUID7], use one that has the defaults,
// as a zero Generator has them.
//
// All methods are safe for concurrent use. A method's error is that of the
// source given to [Rand], or [io.ErrUnexpectedEOF] if it had too few bytes; no
// UUID comes from a part of the bytes. Without [Rand] the random bytes are those
// of crypto/rand, which never fails.
type Generator struct {
	now     func() time.Time // nil: time.Now
	source  io.Reader        // nil: crypto/rand
	options timeSettings

	mu      sync.Mutex // guards what follows
	clock   systemClock
	pool    []byte // what a read of source fills; nil: no pool
	rest    []byte // the unused part of pool
	scratch [maxRead]byte

	drawn      bool   // whether the next two hold what was drawn for this Generator
	clockSeq   uint16 // 14 bits
	randomNode uint64 // 48 bits

	ticks  lastTicks
	serial serial7
}

// maxRead is the most bytes that a Generator needs at once.
const maxRead = 256

var std Generator // the package's functions use it

// NewGenerator returns a Generator.
//
// The keywords are [Clock], [Rand], [Pool](0), [Node], [ClockSeq] and
// [RandomNode](false), the last three as defaults for the UUIDs of versions 1 and 6.
func NewGenerator(options ...GeneratorOption) *Generator {
	g := new(Generator)
	for _, o := range options {
		switch o := o.(type) {
		case clockOption:
			g.now = o.now
		case randOption:
			g.source = o.source
		case Pool:
			g.pool = nil
			if o > 0 {
				g.pool = make([]byte, max(int(o), maxRead))
			}
		case Node:
			g.options.setNode(o)
		case RandomNode:
			g.options.setRandomNode(o)
		case ClockSeq:
			g.options.setClockSeq(o)
		}
	}
	return g
}

// take returns n random bytes, at most maxRead. The caller holds g.mu, and
// overwrites them before it lets go.
func (g *Generator) take(n int) ([]byte, error) {
	if len(g.rest) < n {
		if err := g.refill(n); err != nil {
			return nil, err
		}
	}
	b := g.rest[:n:n]
	g.rest = g.rest[n:]
	return b, nil
}

// refill fills the pool, or without one gets the n bytes that are needed.
func (g *Generator) refill(n int) error {
	g.rest = nil
	b := g.pool
	if b == nil {
		b = g.scratch[:n]
	}
	if err := g.fill(b); err != nil {
		return err
	}
	g.rest = b
	return nil
}

// take16 returns 16 random bytes as two numbers.
func (g *Generator) take16() (hi, lo uint64, err error) {
	b, err := g.take(16)
	if err != nil {
		return 0, 0, err
	}
	hi, lo = binary.BigEndian.Uint64(b), binary.BigEndian.Uint64(b[8:])
	*(*[16]byte)(b) = [16]byte{}
	return hi, lo, nil
}

// take4 returns four random bytes as a number.
func (g *Generator) take4() (uint64, error) {
	b, err := g.take(4)
	if err != nil {
		return 0, err
	}
	n := binary.BigEndian.Uint32(b)
	*(*[4]byte)(b) = [4]byte{}
	return uint64(n), nil
}

func (g *Generator) fill(p []byte) error {
	if g.source == nil {
		rand.Read(p)
		return nil
	}
	_, err := io.ReadFull(g.source, p)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF // random bytes have no end
	}
	return err
}

// UUID4 returns a random UUID, Python's [uuid.uuid4]: 122 bits of crypto/rand
// (RFC 9562, section 5.4).
//
// [uuid.uuid4]: https://docs.python.org/3.15/library/uuid.html#uuid.uuid4
func UUID4() (u UUID) {
	u.randomize()
	return u
}

// randomize makes u a UUID of version 4.
func (u *UUID) randomize() {
	rand.Read(u[:]) // crashes the program rather than fail
	u.stamp(4)
}

// UUID4 is [UUID4] with the Generator's random source.
func (g *Generator) UUID4() (u UUID, err error) {
	if g.source == nil && g.pool == nil {
		return UUID4(), nil
	}
	g.mu.Lock()
	hi, lo, err := g.take16()
	g.mu.Unlock()
	if err != nil {
		return UUID{}, err
	}
	u.put(versioned(hi, lo, 4))
	return u, nil
}

// UUID8 returns a UUID of three parts of the caller's own (RFC 9562, section
// 5.8), Python's [uuid.uuid8]. Parts that are not given are random.
//
// The keywords are [A], [B] and [C].
//
// [uuid.uuid8]: https://docs.python.org/3.15/library/uuid.html#uuid.uuid8
func UUID8(options ...UUID8Option) UUID {
	u, _ := std.UUID8(options...)
	return u
}

// UUID8 is [UUID8] with the Generator's random source.
func (g *Generator) UUID8(options ...UUID8Option) (u UUID, err error) {
	g.mu.Lock()
	hi, lo, err := g.take16()
	g.mu.Unlock()
	if err != nil {
		return UUID{}, err
	}
	for _, o := range options {
		switch o := o.(type) {
		case A:
			hi = uint64(o)<<16 | hi&0xffff
		case B:
			hi = hi&^0xfff | uint64(o)&0xfff
		case C:
			lo = uint64(o)
		}
	}
	u.put(versioned(hi, lo, 8))
	return u, nil
}

// UUID7 returns a UUID that sorts by the time when it was made, Python's
// [uuid.uuid7] (RFC 9562, sections 5.7 and 6.2, method 1): 48 bits of Unix time
// in milliseconds, a counter of 42 bits that starts anew at a random number
// below 2^41 in every millisecond, and 32 random bits.
//
// Each UUID of a process is greater than the one before, across goroutines and
// also when the clock is set back. Whoever sees it can read the time; and as
// neighbours differ in 32 random bits alone, it is no secret to give out as a
// password (RFC 9562, sections 6.12 and 8).
//
// [uuid.uuid7]: https://docs.python.org/3.15/library/uuid.html#uuid.uuid7
func UUID7() UUID {
	u, _ := std.UUID7()
	return u
}

// UUID7 is [UUID7] with the Generator's clock and random source.
func (g *Generator) UUID7() (u UUID, err error) {
	g.mu.Lock()
	tail, err := g.next7(g.milliseconds())
	hi, lo := g.serial.halves(tail)
	g.mu.Unlock()
	if err != nil {
		return UUID{}, err
	}
	u.put(hi, lo)
	return u, nil
}

// A serial7 is where the UUIDs of version 7 have got to.
type serial7 struct {
	used    bool
	ms      int64  // the last Unix time
	counter uint64 // the last counter
}

const maxCounter7 = 1<<42 - 1

// next7 moves g.serial on to the next UUID at the time ms and returns its
// random tail. The caller holds g.mu.
func (g *Generator) next7(ms int64) (tail uint64, err error) {
	next := g.serial
	if next.used && ms <= next.ms {
		if ms < next.ms {
			next.ms++ // the clock went back; CPython moves on by a millisecond as well
		}
		next.counter++
		if next.counter <= maxCounter7 {
			if tail, err = g.take4(); err == nil {
				g.serial = next
			}
			return tail, err
		}
		ms = next.ms + 1
	}
	b, err := g.take(10)
	if err != nil {
		return 0, err
	}
	g.serial = serial7{used: true, ms: ms, counter: nodeOf(b[:6]) & (1<<41 - 1)}
	tail = nodeOf(b[6:])
	clear(b)
	return tail, nil
}

// halves returns the halves of the UUID with the given tail.
func (s *serial7) halves(tail uint64) (hi, lo uint64) {
	return uint64(s.ms)<<16 | 7<<12 | s.counter>>30, 0b10<<62 | s.counter&(1<<30-1)<<32 | tail
}

// AppendUUID7Batch appends n UUIDs of version 7 to dst, each greater than the
// one before, as n calls of [UUID7] within one millisecond make them. It asks
// for the time once and for random bytes seldom. Python has no such function.
func AppendUUID7Batch(dst []UUID, n int) []UUID {
	dst, _ = std.AppendUUID7Batch(dst, n)
	return dst
}

// AppendUUID7Batch is [AppendUUID7Batch] with the Generator's clock and random
// source. On an error it returns what it had appended.
func (g *Generator) AppendUUID7Batch(dst []UUID, n int) ([]UUID, error) {
	if n <= 0 {
		return dst, nil
	}
	dst = slices.Grow(dst, n)
	end := len(dst) + n
	g.mu.Lock()
	defer g.mu.Unlock()
	for ms := g.milliseconds(); len(dst) < end; ms = g.serial.ms {
		tail, err := g.next7(ms)
		if err != nil {
			return dst, err
		}
		dst = g.serial.append(dst, tail)
		run := min(end-len(dst), maxRead/4, int(min(maxCounter7-g.serial.counter, maxRead)))
		tails, err := g.take(4 * run)
		if err != nil {
			return dst, err
		}
		for i := 0; i < len(tails); i += 4 {
			g.serial.counter++
			dst = g.serial.append(dst, uint64(binary.BigEndian.Uint32(tails[i:])))
		}
		clear(tails)
	}
	return dst, nil
}

func (s *serial7) append(dst []UUID, tail uint64) []UUID {
	dst = append(dst, UUID{})
	dst[len(dst)-1].put(s.halves(tail))
	return dst
}

var errTime7 = valueError("time out of range (need 48 bits of milliseconds since 1970)")

// UUID7At returns a UUID of version 7 for the time t, with 74 random bits behind
// it: for records that are older than their UUIDs. Those of one millisecond are
// in no order. A time before 1970 or after the year 10889 is a [ValueError].
func UUID7At(t time.Time) (UUID, error) { return std.UUID7At(t) }

// UUID7At is [UUID7At] with the Generator's random source.
func (g *Generator) UUID7At(t time.Time) (UUID, error) {
	ms := t.UnixMilli()
	if t.Unix() < 0 || t.Unix() > 1<<48/1000 || ms>>48 != 0 {
		return UUID{}, errTime7
	}
	g.mu.Lock()
	hi, lo, err := g.take16()
	g.mu.Unlock()
	if err != nil {
		return UUID{}, err
	}
	return fromHalves(uint64(ms)<<16|hi&0xfff, lo, 7), nil
}
