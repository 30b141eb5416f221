package uuid_test

import (
	"bytes"
	"errors"
	"io"
	"math/big"
	"testing"
	"time"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/uuid"
)

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

// call makes a call of vectors_uuid.py in Go.
func call(c golden.Call) golden.Outcome {
	switch c.Fn {
	case "UUID":
		return outcome(uuid.NewUUID(keywords(c.Kw)...))
	case "parse":
		return outcome(uuid.Parse(c.Arg(0).(string)))
	case "views":
		u, err := uuid.NewUUID(uuid.Int(integer(c.Arg(0))))
		if err != nil {
			return outcome(u, err)
		}
		return golden.Return(views(u))
	case "compare":
		u, _ := uuid.NewUUID(uuid.Int(integer(c.Arg(0))))
		v, _ := uuid.NewUUID(uuid.Int(integer(c.Arg(1))))
		return golden.Return(u.Compare(v))
	case "uuid3", "uuid5":
		return outcome(named(c.Fn, uuid.MustParse(c.Arg(0).(string)), c.Arg(1)), nil)
	case "uuid8":
		return outcome(uuid.UUID8(uuid.A(word(c.Arg(0))), uuid.B(word(c.Arg(1))), uuid.C(word(c.Arg(2)))), nil)
	case "constants":
		return golden.Return(constants())
	case "sequence":
		return sequence(c)
	case "sequence4":
		return sequence4(c.Arg(0).([]byte))
	}
	panic("unknown function " + c.Fn)
}

func outcome(u uuid.UUID, err error) golden.Outcome {
	var typeError *uuid.TypeError
	switch {
	case err == nil:
		return golden.Return(u.String())
	case u != uuid.Nil:
		return golden.Raise("", "a UUID along with the error: "+u.String())
	case errors.As(err, &typeError):
		return golden.Raise("TypeError", err.Error())
	case errors.As(err, new(*uuid.ValueError)):
		return golden.Raise("ValueError", err.Error())
	}
	return golden.Raise("", err.Error())
}

func integer(v any) *big.Int {
	if n, ok := v.(int64); ok {
		return big.NewInt(n)
	}
	return v.(*big.Int)
}

// word returns the lowest 64 bits of an integer, which is what masks see of it.
func word(v any) uint64 {
	n := new(big.Int).And(integer(v), new(big.Int).SetUint64(1<<64-1))
	return n.Uint64()
}

func keywords(kw map[string]any) (options []uuid.UUIDOption) {
	for k, v := range kw {
		switch k {
		case "hex":
			options = append(options, uuid.Hex(v.(string)))
		case "bytes":
			options = append(options, uuid.Bytes(v.([]byte)))
		case "bytes_le":
			options = append(options, uuid.BytesLE(v.([]byte)))
		case "int":
			options = append(options, uuid.Int(integer(v)))
		case "version":
			options = append(options, uuid.Version(v.(int64)))
		case "fields":
			f := v.(golden.Tuple)
			options = append(options, uuid.Fields{
				TimeLow: word(f[0]), TimeMid: word(f[1]), TimeHiVersion: word(f[2]),
				ClockSeqHiVariant: word(f[3]), ClockSeqLow: word(f[4]), Node: word(f[5]),
			})
		}
	}
	return options
}

func views(u uuid.UUID) []any {
	number := func(n uint64) any {
		if n>>63 != 0 {
			return new(big.Int).SetUint64(n)
		}
		return int64(n)
	}
	whole := any(u.Int())
	if u.Int().IsInt64() {
		whole = u.Int().Int64()
	}
	var version any
	if v, ok := u.Version(); ok {
		version = int64(v)
	}
	f := u.Fields()
	return []any{
		u.String(), u.Hex(), u.URN(), whole, u.Bytes(), u.BytesLE(),
		golden.Tuple{number(f.TimeLow), number(f.TimeMid), number(f.TimeHiVersion), number(f.ClockSeqHiVariant), number(f.ClockSeqLow), number(f.Node)},
		int64(u.TimeLow()), int64(u.TimeMid()), int64(u.TimeHiVersion()), int64(u.ClockSeqHiVariant()), int64(u.ClockSeqLow()),
		number(u.Node()), number(u.Time()), int64(u.ClockSeq()), u.Variant(), version, u.IsSafe().String(), f.String(),
	}
}

func named(fn string, namespace uuid.UUID, name any) uuid.UUID {
	switch name := name.(type) {
	case string:
		if fn == "uuid3" {
			return uuid.UUID3(namespace, name)
		}
		return uuid.UUID5(namespace, name)
	case []byte:
		if fn == "uuid3" {
			return uuid.UUID3(namespace, name)
		}
		return uuid.UUID5(namespace, name)
	}
	panic("a name of another type")
}

func constants() []any {
	value := func(s uuid.SafeUUID) any {
		if v, ok := s.Value(); ok {
			return int64(v)
		}
		return nil
	}
	return []any{
		uuid.NamespaceDNS.String(), uuid.NamespaceURL.String(), uuid.NamespaceOID.String(), uuid.NamespaceX500.String(), uuid.Nil.String(), uuid.Max.String(),
		uuid.ReservedNCS, uuid.RFC4122, uuid.ReservedMicrosoft, uuid.ReservedFuture,
		uuid.SafeUUIDSafe.String(), uuid.SafeUUIDUnsafe.String(), uuid.SafeUUIDUnknown.String(),
		value(uuid.SafeUUIDSafe), value(uuid.SafeUUIDUnsafe), value(uuid.SafeUUIDUnknown),
	}
}

// sequence makes UUIDs with a clock and random bytes that are the same in Python.
func sequence(c golden.Call) golden.Outcome {
	times := c.Arg(1).([]any)
	i := -1
	clock := func() time.Time {
		i++
		return time.Unix(0, integer(times[i]).Int64())
	}
	g := uuid.NewGenerator(uuid.Clock(clock), uuid.Rand(bytes.NewReader(c.Arg(2).([]byte))))
	out := []any{}
	for range times {
		var u uuid.UUID
		var err error
		switch c.Arg(0).(int64) {
		case 1:
			u, err = g.UUID1(uuid.Node(word(c.Arg(3))), uuid.ClockSeq(word(c.Arg(4))))
		case 6:
			u, err = g.UUID6(uuid.Node(word(c.Arg(3))), uuid.ClockSeq(word(c.Arg(4))))
		case 7:
			u, err = g.UUID7()
		}
		if err != nil {
			return outcome(u, err)
		}
		out = append(out, u.String())
	}
	return golden.Return(out)
}

func sequence4(data []byte) golden.Outcome {
	g := uuid.NewGenerator(uuid.Rand(bytes.NewReader(data)))
	out := []any{}
	for {
		u, err := g.UUID4()
		if err == io.ErrUnexpectedEOF {
			return golden.Return(out)
		}
		out = append(out, u.String())
	}
}
