package pyrepr_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

func call(c golden.Call) golden.Outcome {
	s, ok := pyrepr.Value(c.Arg(0))
	if !ok {
		return golden.Raise("TypeError", "not a plain value")
	}
	return golden.Return(s)
}

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

func TestLive(t *testing.T) {
	live.Compare(t, "pyrepr", 100_000, func(r *rand.Rand) golden.Call {
		return golden.Call{Fn: "repr", Args: []any{randomValue(r)}}
	}, call)
}

func randomValue(r *rand.Rand) any {
	switch r.IntN(4) {
	case 0:
		return math.Float64frombits(r.Uint64())
	case 1:
		b := make([]byte, r.IntN(12))
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return b
	case 2:
		return []any{int64(r.Uint64()), nil, r.IntN(2) == 0, randomValue(r)}
	}
	var s []byte
	for range r.IntN(12) {
		s = wtf8.AppendRune(s, r.Int32N([]int32{0x80, 0x100, 0x3000, 0x110000}[r.IntN(4)]))
	}
	return string(s)
}
