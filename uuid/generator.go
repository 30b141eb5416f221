package uuid

import (
	"crypto/rand"
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
// source given to [Rand], or [io.ErrUnexpectedEOF] if it had too few bytes; no UUID comes
// from a part of the bytes. Without [Rand] the random bytes are those of
// crypto/rand, which never fails.
type Generator struct {
	now     func() time.Time // nil: time.Now
	source  io.Reader        // nil: crypto/rand
	options timeSettings

	mu      sync.Mutex // guards what follows
	pool    []byte     // what a read of source fills; nil: no pool
	rest    []byte     // the unused part of pool
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

func (g *Generator) time() time.Time {
	if g.now == nil {
		return time.Now()
	}
	return g.now()
}

// read fills p, of at most maxRead bytes, with random bytes. The caller holds g.mu.
func (g *Generator) read(p []byte) error {
	if g.source == nil && g.pool == nil {
		rand.Read(p) // crashes the program rather than fail
		return nil
	}
	return g.readKept(p)
}

// readKept fills p from the pool or from a source of the user. Apart from read
// so that p, which goes to neither, can stay on the caller's stack.
func (g *Generator) readKept(p []byte) error {
	if g.pool == nil {
		kept := g.scratch[:len(p)]
		if err := g.fill(kept); err != nil {
			return err
		}
		copy(p, kept)
		clear(kept)
		return nil
	}
	if len(g.rest) < len(p) {
		g.rest = nil
		if err := g.fill(g.pool); err != nil {
			return err
		}
		g.rest = g.pool
	}
	n := copy(p, g.rest)
	clear(g.rest[:n])
	g.rest = g.rest[n:]
	return nil
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

// UUID4 returns a random UUID, Python's [uuid.uuid4]: 122 bits of crypto/rand.
//
// [uuid.uuid4]: https://docs.python.org/3.15/library/uuid.html#uuid.uuid4
func UUID4() UUID {
	var u UUID
	rand.Read(u[:])
	return random4(u)
}

// UUID4 is [UUID4] with the Generator's random source.
func (g *Generator) UUID4() (UUID, error) {
	if g.source == nil && g.pool == nil {
		return UUID4(), nil
	}
	var u UUID
	g.mu.Lock()
	err := g.readKept(u[:])
	g.mu.Unlock()
	if err != nil {
		return UUID{}, err
	}
	return random4(u), nil
}

// random4 sets the version and the variant in 16 random bytes.
func random4(u UUID) UUID {
	u[6] = u[6]&0x0f | 4<<4
	u[8] = u[8]&0x3f | 0b10<<6
	return u
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
func (g *Generator) UUID8(options ...UUID8Option) (UUID, error) {
	var r UUID
	g.mu.Lock()
	err := g.read(r[:])
	g.mu.Unlock()
	if err != nil {
		return UUID{}, err
	}
	hi, lo := r.high(), r.low()
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
	return withVersion(hi, lo, 8), nil
}

// UUID7 returns a UUID that sorts by the time when it was made, Python's
// [uuid.uuid7]: 48 bits of Unix time in milliseconds, a counter of 42 bits that
// starts anew at a random number below 2^41 in every millisecond, and 32 random bits
// (RFC 9562, section 6.2, method 1).
//
// Each UUID of a process is greater than the one before, across goroutines and
// also when the clock is set back. Whoever sees it can read the time; and as neighbours differ
// in 32 random bits alone, it is no secret to give out as a password
// (RFC 9562, sections 6.12 and 8).
//
// [uuid.uuid7]: https://docs.python.org/3.15/library/uuid.html#uuid.uuid7
func UUID7() UUID {
	u, _ := std.UUID7()
	return u
}

// UUID7 is [UUID7] with the Generator's clock and random source.
func (g *Generator) UUID7() (UUID, error) {
	g.mu.Lock()
	u, err := g.next7(g.time().UnixMilli())
	g.mu.Unlock()
	return u, err
}

// A serial7 is where the UUIDs of version 7 have got to.
type serial7 struct {
	used    bool
	ms      int64  // the last Unix time
	counter uint64 // the last counter
}

const maxCounter7 = 1<<42 - 1

// next7 returns the UUID that follows the last one at the time ms.
// The caller holds g.mu.
func (g *Generator) next7(ms int64) (UUID, error) {
	next := g.serial
	counting := next.used && ms <= next.ms
	if counting {
		if ms < next.ms {
			next.ms++ // the clock went back; CPython moves on by a millisecond as well
		}
		next.counter++
		if next.counter > maxCounter7 {
			next.ms++
			counting = false
		}
	} else {
		next.ms = ms
	}
	var r [10]byte // the counter's start in front of the tail
	fresh := r[:]
	if counting {
		fresh = r[6:]
	}
	if err := g.read(fresh); err != nil {
		return UUID{}, err
	}
	if !counting {
		next.counter = nodeOf(r[:6]) & (1<<41 - 1)
	}
	next.used = true
	g.serial = next
	return next.uuid(uint64(r[6])<<24 | uint64(r[7])<<16 | uint64(r[8])<<8 | uint64(r[9])), nil
}

func (s serial7) uuid(tail uint64) UUID {
	return fromHalves(uint64(s.ms)<<16|7<<12|s.counter>>30, 0b10<<62|s.counter&(1<<30-1)<<32|tail)
}

// AppendUUID7Batch appends n UUIDs of version 7 to dst, each greater than the
// one before, as n calls of [UUID7] within one millisecond make them. It asks for the time once
// and for random bytes seldom.
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
	ms := g.time().UnixMilli()
	var tails [maxRead]byte
	for len(dst) < end {
		u, err := g.next7(ms)
		if err != nil {
			return dst, err
		}
		dst = append(dst, u)
		ms = g.serial.ms
		run := min(end-len(dst), len(tails)/4, int(min(maxCounter7-g.serial.counter, maxRead)))
		if err := g.read(tails[:4*run]); err != nil {
			return dst, err
		}
		for i := range run {
			g.serial.counter++
			r := tails[4*i : 4*i+4]
			dst = append(dst, g.serial.uuid(uint64(r[0])<<24|uint64(r[1])<<16|uint64(r[2])<<8|uint64(r[3])))
		}
	}
	return dst, nil
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
	var r UUID
	g.mu.Lock()
	err := g.read(r[6:])
	g.mu.Unlock()
	if err != nil {
		return UUID{}, err
	}
	return withVersion(uint64(ms)<<16|r.high(), r.low(), 7), nil
}
