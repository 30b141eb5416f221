package pyint_test

import (
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
	"github.com/gobatteries/batteries/internal/pyint"
	"github.com/gobatteries/batteries/internal/wtf8"
)

func call(c golden.Call) golden.Outcome {
	switch c.Fn {
	case "int":
		n, err := pyint.Parse(c.Arg(0).(string), int(c.Arg(1).(int64)))
		if err != nil {
			return golden.Raise("ValueError", err.Error())
		}
		if n.IsInt64() {
			return golden.Return(n.Int64())
		}
		return golden.Return(n)
	case "decimal":
		if d := pyint.Decimal(wtf8.Runes(c.Arg(0).(string))[0]); d >= 0 {
			return golden.Return(d)
		}
		return golden.Return(nil)
	}
	panic("unknown function " + c.Fn)
}

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

func TestLive(t *testing.T) {
	pieces := strings.Split("0,1,9,a,F,g,_,x,0x,0X,b,o,0b,0o,+,-, ,\t,\x1c,\x00,\u00a0,\u0661,\u0665,\U0001d7ce,\U0001fbf1,é,\xed\xa0\x80,\xff,'", ",")
	gen := func(r *rand.Rand) golden.Call {
		if r.IntN(10) == 0 {
			return golden.Call{Fn: "decimal", Args: []any{wtf8.FromRunes([]rune{r.Int32N(0x110000)})}}
		}
		var b strings.Builder
		for range r.IntN(8) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		base := []int64{2, 8, 10, 16}[r.IntN(4)]
		return golden.Call{Fn: "int", Args: []any{wtf8.FromRunes(wtf8.Runes(b.String())), base}}
	}
	live.Compare(t, "pyint", 20000, gen, call)
}

func FuzzParse(f *testing.F) {
	f.Add("1_0")
	f.Add(" +0x_f ")
	f.Fuzz(func(t *testing.T, s string) {
		for _, base := range []int{2, 8, 10, 16} {
			n, err := pyint.Parse(s, base)
			m, err2 := pyint.Parse([]byte(s), base)
			if (err == nil) != (err2 == nil) || err == nil && n.Cmp(m) != 0 {
				t.Fatalf("%q: %v %v as a string, %v %v as bytes", s, n, err, m, err2)
			}
			if err == nil {
				if again, err := pyint.Parse(n.Text(base), base); err != nil && base != 10 || err == nil && again.Cmp(n) != 0 {
					t.Fatalf("%q -> %v -> %v, %v", s, n, again, err)
				}
			}
		}
	})
}

func TestAppendDigits(t *testing.T) {
	got, ok := pyint.AppendDigits([]byte("x"), []byte(" -1_0 "), 10)
	if string(got) != "x-10" || !ok {
		t.Errorf("got %q, %v", got, ok)
	}
	if got, ok = pyint.AppendDigits([]byte("x"), "1__0", 10); string(got) != "x" || ok {
		t.Errorf("got %q, %v", got, ok)
	}
	if n, err := pyint.Parse("٣", 10); err != nil || n.Cmp(big.NewInt(3)) != 0 {
		t.Errorf("got %v, %v", n, err)
	}
}
