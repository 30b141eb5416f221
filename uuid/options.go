package uuid

import (
	"fmt"
	"io"
	"math/big"
	"time"
)

// A UUIDOption is a keyword argument of [NewUUID].
type UUIDOption interface{ uuidOption() }

// Hex is a UUID's text in any of the forms that [Parse] takes.
type Hex string

// Bytes is a UUID's 16 bytes in network order.
type Bytes []byte

// BytesLE is a UUID's 16 bytes with the first three fields in little-endian order.
type BytesLE []byte

// Fields holds the six fields of a UUID. They are wider than what they hold, so
// that a number that does not fit is an error of [NewUUID] and never cut down.
type Fields struct {
	TimeLow           uint64 // 32 bits
	TimeMid           uint64 // 16 bits
	TimeHiVersion     uint64 // 16 bits
	ClockSeqHiVariant uint64 // 8 bits
	ClockSeqLow       uint64 // 8 bits
	Node              uint64 // 48 bits
}

// Version, 1 to 8, sets the version bits, and the variant to [RFC4122],
// whatever the source has there. By default they stay as they are.
type Version int

// Int is a UUID as a 128-bit integer.
func Int[T int | int8 | int16 | int32 | int64 | uint | uint8 | uint16 | uint32 | uint64 | uintptr | *big.Int](n T) UUIDOption {
	switch n := any(n).(type) {
	case int:
		return fromInt64(int64(n))
	case int8:
		return fromInt64(int64(n))
	case int16:
		return fromInt64(int64(n))
	case int32:
		return fromInt64(int64(n))
	case int64:
		return fromInt64(n)
	case uint:
		return intOption{lo: uint64(n)}
	case uint8:
		return intOption{lo: uint64(n)}
	case uint16:
		return intOption{lo: uint64(n)}
	case uint32:
		return intOption{lo: uint64(n)}
	case uint64:
		return intOption{lo: n}
	case uintptr:
		return intOption{lo: uint64(n)}
	case *big.Int:
		return fromBig(n)
	}
	return intOption{bad: true} // no other type is in the constraint
}

type intOption struct {
	hi, lo uint64
	bad    bool // out of range
}

func fromInt64(n int64) intOption { return intOption{lo: uint64(n), bad: n < 0} }

func fromBig(n *big.Int) intOption {
	if n == nil || n.Sign() < 0 || n.BitLen() > 128 {
		return intOption{bad: true}
	}
	var u UUID
	n.FillBytes(u[:])
	return intOption{hi: u.high(), lo: u.low()}
}

func (Hex) uuidOption()       {}
func (Bytes) uuidOption()     {}
func (BytesLE) uuidOption()   {}
func (Fields) uuidOption()    {}
func (Version) uuidOption()   {}
func (intOption) uuidOption() {}

// NewUUID returns the UUID that one source describes, as Python's [uuid.UUID]
// does. Exactly one of Hex, Bytes, BytesLE, Fields and Int must be given, else
// the error is a [TypeError]; a source of the wrong length or out of range is a [ValueError].
//
// The keywords are [Hex], [Bytes], [BytesLE], [Fields], [Int] and [Version].
// For text alone, [Parse] is shorter.
//
// [uuid.UUID]: https://docs.python.org/3.15/library/uuid.html#uuid.UUID
func NewUUID(options ...UUIDOption) (UUID, error) {
	var (
		u       UUID
		err     error
		sources int
		version Version
		set     bool
	)
	for _, o := range options {
		if v, ok := o.(Version); ok {
			version, set = v, true
		} else if o != nil {
			sources++
		}
	}
	if sources != 1 {
		return UUID{}, errSources
	}
	for _, o := range options {
		switch o := o.(type) {
		case Hex:
			u, err = Parse(o)
		case Bytes:
			u, err = fromBytes(o)
		case BytesLE:
			u, err = fromBytesLE(o)
		case Fields:
			u, err = o.uuid()
		case intOption:
			u.put(o.hi, o.lo)
			if o.bad {
				err = errInt
			}
		}
	}
	if err != nil {
		return UUID{}, err
	}
	if !set {
		return u, nil
	}
	if version < 1 || version > 8 {
		return UUID{}, errVersion
	}
	return fromHalves(u.high(), u.low(), uint64(version)), nil
}

var (
	errSources = &TypeError{Text: "one of the hex, bytes, bytes_le, fields, or int arguments must be given"}
	errInt     = valueError("int is out of range (need a 128-bit value)")
	errVersion = valueError("illegal version number")
	errBytes   = valueError("bytes is not a 16-char string")
	errBytesLE = valueError("bytes_le is not a 16-char string")
)

func fromBytes(b []byte) (UUID, error) {
	if len(b) != 16 {
		return UUID{}, errBytes
	}
	return UUID(b), nil
}

func fromBytesLE(b []byte) (UUID, error) {
	if len(b) != 16 {
		return UUID{}, errBytesLE
	}
	u := UUID(b)
	swapFields(&u)
	return u, nil
}

// uuid puts the fields together.
func (f Fields) uuid() (u UUID, err error) {
	if err := f.check(); err != nil {
		return UUID{}, err
	}
	u.put(f.TimeLow<<32|f.TimeMid<<16|f.TimeHiVersion, f.ClockSeqHiVariant<<56|f.ClockSeqLow<<48|f.Node)
	return u, nil
}

func (f Fields) check() error {
	for i, v := range [...]struct {
		value uint64
		bits  int
	}{{f.TimeLow, 32}, {f.TimeMid, 16}, {f.TimeHiVersion, 16}, {f.ClockSeqHiVariant, 8}, {f.ClockSeqLow, 8}, {f.Node, 48}} {
		if v.value>>v.bits != 0 {
			return fieldError(i+1, v.bits)
		}
	}
	return nil
}

func fieldError(field, bits int) error {
	article := "a"
	if bits == 8 {
		article = "an"
	}
	return valueError(fmt.Sprintf("field %d out of range (need %s %d-bit value)", field, article, bits))
}

// A TimeOption is a keyword argument of [UUID1] and [UUID6].
type TimeOption interface{ timeOption() }

// Node is the 48-bit number that says where a UUID was made, by default
// [GetNode]'s: the address of this machine's network card, which whoever sees
// the UUID can read. See [RandomNode].
type Node uint64

// ClockSeq is the clock sequence, of which the lowest 14 bits count. By default
// it is a random number, drawn once as that of [RandomNode] is.
type ClockSeq int

// RandomNode, by default false, puts a random number in the place of [Node],
// with the multicast bit set so that it is no card's (RFC 9562, section 6.10).
// It is drawn once, for the functions of the package and for each [Generator].
// RFC 9562, section 8 advises it wherever UUIDs leave the house.
type RandomNode bool

func (Node) timeOption()       {}
func (ClockSeq) timeOption()   {}
func (RandomNode) timeOption() {}

// A UUID8Option is a keyword argument of [UUID8].
type UUID8Option interface{ uuid8Option() }

// A is the first part of a version 8 UUID, of which the lowest 48 bits count.
// By default it is random.
type A uint64

// B is the middle part of a version 8 UUID, of which the lowest 12 bits count.
// By default it is random.
type B uint64

// C is the last part of a version 8 UUID, of which the lowest 62 bits count.
// By default it is random.
type C uint64

func (A) uuid8Option() {}
func (B) uuid8Option() {}
func (C) uuid8Option() {}

// A GeneratorOption sets up a [Generator].
type GeneratorOption interface{ generatorOption() }

// Pool is the number of random bytes that a [Generator] reads from its source
// at once and keeps, rather than going there for each UUID. By default it is 0.
//
// A pool makes UUIDs faster and has a price: what is in it is in memory, where
// a dump shows UUIDs to come, and a virtual machine that is copied while it
// runs takes the pool along, so that both copies make the same UUIDs. Used
// bytes are overwritten.
type Pool int

// Clock is the time of day that a [Generator] uses, asked for each UUID. By
// default it is the system's. The Generator calls it under a lock.
func Clock(now func() time.Time) GeneratorOption { return clockOption{now} }

// Rand is the random source of a [Generator], by default crypto/rand; another
// one is for tests. Methods return its errors.
func Rand(source io.Reader) GeneratorOption { return randOption{source} }

type clockOption struct{ now func() time.Time }
type randOption struct{ source io.Reader }

func (Node) generatorOption()        {}
func (ClockSeq) generatorOption()    {}
func (RandomNode) generatorOption()  {}
func (Pool) generatorOption()        {}
func (clockOption) generatorOption() {}
func (randOption) generatorOption()  {}
