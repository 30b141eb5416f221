package golden_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/gobatteries/batteries/internal/golden"
	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

var values = []any{
	nil, true, int64(0), int64(-1 << 63), big.NewInt(0).Lsh(big.NewInt(1), 80), 0.5, math.Copysign(0, -1), math.Inf(1), math.NaN(),
	"", "é😀", "\xed\xa0\x80", []byte("plain"), []byte{0, 255}, golden.Repr("<x>"),
	[]any{int64(1), []any{}}, golden.Tuple{"a", nil}, golden.Dict{{"k", int64(1)}, {int64(2), "v"}},
	golden.Named{Type: "P", Fields: []golden.Pair{{"f", "v"}}},
}

// A call survives the way to Python's form and back.
func TestRoundTrip(t *testing.T) {
	in := golden.Call{Fn: "f", Args: values, Kw: map[string]any{"k": []byte{1}}}
	got, _, err := golden.Parse(golden.EncodeCall(in))
	if err != nil {
		t.Fatal(err)
	}
	big := cmp.Comparer(func(a, b *big.Int) bool { return a.Cmp(b) == 0 })
	if diff := cmp.Diff(in, got, big, cmpopts.EquateNaNs()); diff != "" {
		t.Error(diff)
	}
}

func TestEqual(t *testing.T) {
	for i, a := range values {
		for j, b := range values {
			if golden.Equal(a, b) != (i == j) {
				t.Errorf("Equal(%#v, %#v) = %v", a, b, i != j)
			}
		}
	}
	if golden.Equal([]any{int64(1)}, golden.Tuple{int64(1)}) || golden.Equal("a", []byte("a")) || golden.Equal(1.0, int64(1)) {
		t.Error("values of different Python types count as equal")
	}
}
