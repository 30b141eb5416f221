package jsonx_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
	"github.com/gobatteries/batteries/internal/wtf8"
	"github.com/gobatteries/batteries/jsonx"
)

func TestLiveLoads(t *testing.T) {
	live.Compare(t, "jsonx", 40_000, func(r *rand.Rand) golden.Call {
		doc := randomDocument(r)
		switch r.IntN(6) {
		case 0:
			return golden.Call{Fn: "loads", Args: []any{mutateBytes(r, doc)}}
		case 1:
			return golden.Call{Fn: "error", Args: []any{doc}}
		case 2:
			return golden.Call{Fn: "raw_decode", Args: []any{doc}}
		}
		return golden.Call{Fn: "loads", Args: []any{doc}, Kw: randomHooks(r)}
	}, call)
}

func TestLiveDumps(t *testing.T) {
	live.Compare(t, "jsonx", 40_000, func(r *rand.Rand) golden.Call {
		fn := []string{"dumps", "dumps", "dumps", "dumps_notes", "iterencode", "dump"}[r.IntN(6)]
		return golden.Call{Fn: fn, Args: []any{randomValue(r, 0, []float64{0, 0.1}[r.IntN(2)])}, Kw: randomSettings(r)}
	}, call)
}

// TestLiveFloats looks at numbers alone, where the two sides have the least in common.
func TestLiveFloats(t *testing.T) {
	live.Compare(t, "jsonx", 20_000, func(r *rand.Rand) golden.Call {
		if r.IntN(2) == 0 {
			return golden.Call{Fn: "dumps", Args: []any{randomFloat(r)}}
		}
		return golden.Call{Fn: "loads", Args: []any{randomNumberText(r)}}
	}, call)
}

// TestLiveKeys looks at the keys of mappings and their order.
func TestLiveKeys(t *testing.T) {
	kinds := []string{"text", "123", "1.", "1.f", "1f#", "1fn", "#n", "a1", "a1.", "a0", "10b", "text1xt", "xt1", "1.1.1.a", "n111111", "n1f#b"}
	live.Compare(t, "jsonx", 20_000, func(r *rand.Rand) golden.Call {
		d, kind := golden.Dict{}, pick(r, kinds...)
		seen := map[string]bool{} // the value, in one form for all numbers
		for range pick(r, 1, 2, 3, 5, 8, 12, 30) {
			k := oddKey(r, kind[r.IntN(len(kind))])
			name := golden.Return(k).String()
			if f := number(k); f != nil {
				name = f.Text('p', 0)
			}
			if !seen[name] {
				seen[name] = true
				d = append(d, golden.Pair{Key: k, Value: int64(len(d))})
			}
		}
		kw := randomSettings(r)
		kw["sort_keys"] = r.IntN(4) > 0
		return golden.Call{Fn: pick(r, "dumps", "dump", "iterencode"), Args: []any{d}, Kw: kw}
	}, call)
}

// oddKey returns a key of a kind.
func oddKey(r *rand.Rand, kind byte) any {
	switch kind {
	case 'a':
		return pick(r, "a", "b", "c", "")
	case '1':
		return int64(r.IntN(10) - 3)
	case '2', '3':
		return randomInt(r)
	case '.':
		return float64(r.IntN(20)-6) / 2
	case 'f':
		return randomFloat(r)
	case '#':
		n := new(big.Int).Lsh(big.NewInt(int64(r.IntN(9)-4)), uint(64+r.IntN(1200)))
		if r.IntN(20) == 0 {
			n.Lsh(n, 15000)
		}
		if n.IsInt64() {
			return n.Int64()
		}
		return n
	case 'n':
		return pick(r, math.NaN(), math.Inf(1), math.Inf(-1), math.Copysign(0, -1))
	case '0':
		return nil
	case 'b':
		return r.IntN(2) == 0
	case 'x':
		return []byte("x")
	case 't':
		return golden.Tuple{int64(r.IntN(3))}
	}
	return randomText(r)
}

// number returns a key that is a number and not NaN exactly; nil for another one.
func number(k any) *big.Float {
	f := new(big.Float).SetPrec(20_000)
	switch k := k.(type) {
	case bool:
		if k {
			f.SetInt64(1)
		}
	case int64:
		f.SetInt64(k)
	case *big.Int:
		f.SetInt(k)
	case float64:
		if math.IsNaN(k) {
			return nil
		}
		f.SetFloat64(k + 0) // no -0
	default:
		return nil
	}
	return f
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

func chance(r *rand.Rand, p float64) bool { return r.Float64() < p }

func randomText(r *rand.Rand) string {
	var s []byte
	for range pick(r, 0, 1, 3, 8, 20) {
		s = wtf8.AppendRune(s, pick(r,
			0x20+r.Int32N(0x5f), 'a'+r.Int32N(26), r.Int32N(0x80), r.Int32N(0x100), r.Int32N(0x10000), 0x10000+r.Int32N(0x100000), 0xd800+r.Int32N(0x800), pick(r, '"', '\\', '\n', 0x7f, '/')))
	}
	return string(s)
}

func randomFloat(r *rand.Rand) float64 {
	switch r.IntN(4) {
	case 0:
		return math.Float64frombits(r.Uint64())
	case 1:
		return pick(r, 0, math.Copysign(0, -1), 1, 1e15, 1e16, 1e-4, 1e-5, 5e-324, math.Inf(1), math.Inf(-1), math.NaN(), 123456789012345680, 0.1)
	case 2:
		return float64(r.Int64N(1<<53)) / math.Pow10(r.IntN(25))
	}
	return float64(r.IntN(100000)) * math.Pow10(r.IntN(40)-20)
}

func randomInt(r *rand.Rand) any {
	switch r.IntN(3) {
	case 0:
		return int64(r.Uint64()) >> r.IntN(64)
	case 1:
		return int64(r.IntN(2000) - 1000)
	}
	n := new(big.Int).SetUint64(r.Uint64())
	n.Lsh(n, uint(r.IntN(200)))
	if r.IntN(2) == 0 {
		n.Neg(n)
	}
	if n.IsInt64() {
		return n.Int64()
	}
	return n
}

func randomKey(r *rand.Rand, odd float64) any {
	if !chance(r, odd) {
		return randomText(r)
	}
	switch r.IntN(7) {
	case 0:
		return nil
	case 1:
		return r.IntN(2) == 0
	case 2:
		return randomInt(r)
	case 3:
		return float64(r.IntN(100)) + 0.5
	case 4:
		return golden.Tuple{int64(1)}
	case 5:
		return []byte("key")
	}
	return randomText(r)
}

func randomValue(r *rand.Rand, depth int, odd float64) any {
	kind := r.IntN(10)
	if depth >= 4 {
		kind = r.IntN(6)
	}
	switch kind {
	case 0:
		return pick[any](r, nil, true, false)
	case 1:
		return randomInt(r)
	case 2:
		return randomFloat(r)
	case 3, 4:
		return randomText(r)
	case 5:
		if chance(r, odd) {
			return pick[any](r, []byte("bytes"), []byte("fail"))
		}
		return randomText(r)
	case 6, 7:
		out := []any{}
		for range pick(r, 0, 1, 2, 3, 6) {
			out = append(out, randomValue(r, depth+1, odd))
		}
		if r.IntN(5) == 0 {
			return golden.Tuple(out)
		}
		return out
	}
	d, seen := golden.Dict{}, map[string]bool{}
	for range pick(r, 0, 1, 2, 3, 8) {
		k := randomKey(r, odd)
		name := golden.Return(k).String()
		if b, ok := k.(bool); ok { // True == 1
			name = golden.Return(int64(map[bool]int{false: 0, true: 1}[b])).String()
		}
		if !seen[name] {
			seen[name] = true
			d = append(d, golden.Pair{Key: k, Value: randomValue(r, depth+1, odd)})
		}
	}
	return d
}

func randomSettings(r *rand.Rand) map[string]any {
	kw := map[string]any{}
	for name, p := range map[string]float64{"skipkeys": 0.3, "ensure_ascii": 0.5, "check_circular": 0.2, "allow_nan": 0.2, "sort_keys": 0.4} {
		if chance(r, p) {
			kw[name] = r.IntN(2) == 0
		}
	}
	if chance(r, 0.4) {
		kw["default"] = true
	}
	if chance(r, 0.5) {
		kw["indent"] = pick[any](r, nil, int64(0), int64(1), int64(2), int64(4), int64(-1), "\t", "", "--")
	}
	if chance(r, 0.3) {
		kw["separators"] = int64(r.IntN(len(separators)))
	}
	return kw
}

func randomHooks(r *rand.Rand) map[string]any {
	kw := map[string]any{}
	for _, name := range []string{"object_hook", "object_pairs_hook", "array_hook", "parse_float", "parse_int", "parse_constant"} {
		if chance(r, 0.1) {
			kw[name] = true
		}
	}
	if chance(r, 0.3) {
		kw["strict"] = r.IntN(2) == 0
	}
	return kw
}

var parts = []string{"{", "}", "[", "]", ",", ":", `"`, `\`, `\u`, `\ud83d`, `\ude00`, `\n`, "0", "1", "-", "+", ".", "e", "E", "null", "true", "false", "NaN", "Infinity", " ", "\n", "\t", "\r", "a", "\x00", "\x1f", "é", "\xed\xa0\x80", "😀", "/", "'", `"a"`, `"b":`, "[]", "{}", "1.5", "12345678901234567890", "\u00a0", "\ufeff", "        "}

func mutate(r *rand.Rand, s string) string {
	for range pick(r, 1, 1, 2, 3) {
		at := boundaries(s)
		i := r.IntN(len(at))
		j := min(len(at)-1, i+pick(r, 0, 0, 1, 1, 2, 5))
		s = s[:at[i]] + pick(r, parts...) + s[at[j]:]
	}
	return s
}

// boundaries returns where the code points of s start, and its length.
func boundaries(s string) []int {
	at := []int{0}
	for i := 0; i < len(s); {
		_, n := wtf8.DecodeRuneInString(s[i:])
		i += n
		at = append(at, i)
	}
	return at
}

func randomDocument(r *rand.Rand) string {
	if r.IntN(8) == 0 {
		var s string
		for range r.IntN(12) {
			s += pick(r, parts...)
		}
		return s
	}
	opts := []jsonx.DumpOption{jsonx.EnsureASCII(r.IntN(2) == 0)}
	switch r.IntN(5) {
	case 0:
		opts = append(opts, jsonx.Indent(2))
	case 1:
		opts = append(opts, jsonx.Indent("\t"))
	}
	s, err := jsonx.Dumps(goValue(randomValue(r, 0, 0)), opts...)
	if err != nil {
		return "null"
	}
	if r.IntN(2) == 0 {
		return mutate(r, s)
	}
	return s
}

func mutateBytes(r *rand.Rand, s string) []byte {
	b := []byte(s)
	if r.IntN(2) == 0 {
		i := r.IntN(len(b) + 1)
		j := min(len(b), i+r.IntN(3))
		tail := append([]byte{}, b[j:]...)
		b = append(b[:i:i], pick(r, "\x80", "\xc3", "\xed\xa0", "\xe2\x82", "\xf0", "\xff", "\xef\xbb\xbf", "\x00", `"`, `\`, "")...)
		b = append(b, tail...)
	}
	return b
}

func randomNumberText(r *rand.Rand) string {
	digits := func(n int) (s string) {
		for range n {
			s += string(rune('0' + r.IntN(10)))
		}
		return s
	}
	s := pick(r, "", "-") + pick(r, "0", "1", pick(r, "3", "9")+digits(r.IntN(25)))
	if r.IntN(3) > 0 {
		s += "." + digits(1+r.IntN(pick(r, 3, 10, 20, 40)))
	}
	if r.IntN(2) == 0 {
		s += pick(r, "e", "E") + pick(r, "", "+", "-") + digits(1+r.IntN(pick(r, 1, 2, 3)))
	}
	return s
}
