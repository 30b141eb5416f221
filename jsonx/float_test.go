package jsonx

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// checkFloat holds the package's own conversions against the plain ones.
func checkFloat(t *testing.T, f float64) {
	t.Helper()
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return
	}
	if got, want := string(appendFloat(nil, f, 64)), pyrepr.Float(f); got != want {
		t.Errorf("appendFloat(%x): got %s, want %s", math.Float64bits(f), got, want)
	}
}

func checkDecimal(t *testing.T, text string) {
	t.Helper()
	v, err := Loads(text, ParseInt(nil))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	want, _ := strconv.ParseFloat(text, 64)
	if f, ok := v.(float64); ok && math.Float64bits(f) != math.Float64bits(want) {
		t.Errorf("%s: got %v, want %v", text, f, want)
	}
}

func TestFloats(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	n := 60_000
	if testing.Short() {
		n = 10_000
	}
	for range n {
		checkFloat(t, math.Float64frombits(r.Uint64()))
		checkFloat(t, math.Ldexp(r.Float64(), r.IntN(80)-20))
		checkFloat(t, float64(r.Int64N(1e17))/math.Pow10(r.IntN(22)))
		checkFloat(t, math.Nextafter(float64(r.Int64N(1e6))/math.Pow10(r.IntN(8)), float64(r.IntN(2))*1e9))
		checkFloat(t, float64(r.Int64N(1<<53))/float64(int64(1)<<r.IntN(60)))
		checkDecimal(t, strconv.FormatUint(r.Uint64()>>r.IntN(64), 10)+"."+strconv.FormatUint(r.Uint64()>>(1+r.IntN(63)), 10))
		checkDecimal(t, strconv.FormatUint(r.Uint64()>>r.IntN(64), 10)+"e"+strconv.Itoa(r.IntN(60)-30))
		n := int64(r.Uint64()) >> r.IntN(64)
		if got, want := string(appendInt(nil, n)), strconv.FormatInt(n, 10); got != want {
			t.Errorf("appendInt: got %s, want %s", got, want)
		}
		// Halfway between two floats, and next to it.
		m := r.Uint64()>>11 | 1<<52
		half := strconv.FormatUint(m, 10) + ".5"
		checkDecimal(t, half)
		checkDecimal(t, half+"0000001")
		checkDecimal(t, strconv.FormatUint(m/2*2+1, 10)+"e"+strconv.Itoa(r.IntN(20)))
	}
	for e := -1074; e < 1024; e++ {
		checkFloat(t, math.Ldexp(1, e))
		checkFloat(t, math.Nextafter(math.Ldexp(1, e), 0))
		checkFloat(t, math.Nextafter(math.Ldexp(1, e), 1e300))
	}
	for p := int64(1); p < 1e18; p *= 10 {
		for _, n := range []int64{p - 1, p, p + 1, -p, 1 - p} {
			if got := string(appendInt(nil, n)); got != strconv.FormatInt(n, 10) {
				t.Errorf("appendInt(%d): %s", n, got)
			}
		}
	}
	for e := -20; e < 25; e++ {
		p := math.Pow10(e)
		for range 20 {
			checkFloat(t, p)
			p = math.Nextafter(p, 0)
		}
	}
}

func FuzzFloat(f *testing.F) {
	f.Add(0.1, uint64(15), int8(-3))
	f.Fuzz(func(t *testing.T, x float64, man uint64, exp int8) {
		checkFloat(t, x)
		checkDecimal(t, strconv.FormatUint(man, 10)+"e"+strconv.Itoa(int(exp)))
	})
}
