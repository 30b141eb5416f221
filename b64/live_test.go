package b64

import (
	"math/rand/v2"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
)

// TestLive compares with a running CPython: valid texts, mutated ones and noise.
func TestLive(t *testing.T) {
	live.Compare(t, "b64", 80_000, randomCall, call)
}

// A codec is a pair of functions with their keywords and values to choose from.
type codec struct {
	enc, dec   string
	digits     string
	encKeyword map[string][]any
	decKeyword map[string][]any
}

var (
	bools   = []any{false, true}
	wraps   = []any{int64(0), int64(1), int64(2), int64(3), int64(4), int64(5), int64(8), int64(15), int64(16), int64(76), int64(-1), int64(1 << 31)}
	alts    = []any{b("-_"), b("-_"), b("+/"), b("/+"), b("AB"), b("!!"), b("=+"), b("+="), b("\xff\xfe"), b("-/"), b("a"), "-_", "ab", "=!"}
	ignores = []any{b(""), b("\n"), b(" \t\r\n"), b("="), b("\n="), b("A-"), b("a0="), b("\xff\x00!"), b("+/"), b("zy~<>"), b("_-")}
	ones    = []any{b("L"), b("I"), "L", "i", b("l"), b("="), b("0"), b("\n"), b("LI")}
	codecs  = []codec{
		{"b64encode", "b64decode", alphabetStandard, kw("altchars", alts[:11], "padded", bools, "wrapcol", wraps),
			kw("altchars", alts, "validate", bools, "padded", bools, "ignorechars", ignores, "canonical", bools)},
		{"standard_b64encode", "standard_b64decode", alphabetStandard, nil, nil},
		{"urlsafe_b64encode", "urlsafe_b64decode", alphabetURLSafe, kw("padded", bools), kw("padded", bools)},
		{"b32encode", "b32decode", alphabet32, kw("padded", bools, "wrapcol", wraps),
			kw("casefold", bools, "map01", ones, "padded", bools, "ignorechars", ignores, "canonical", bools)},
		{"b32hexencode", "b32hexdecode", alphabet32Hex, kw("padded", bools, "wrapcol", wraps),
			kw("casefold", bools, "padded", bools, "ignorechars", ignores, "canonical", bools)},
		{"b16encode", "b16decode", hexDigits, kw("wrapcol", wraps), kw("casefold", bools, "ignorechars", ignores)},
		{"a85encode", "a85decode", "!\"#5Nsu", kw("foldspaces", bools, "wrapcol", wraps, "pad", bools, "adobe", bools),
			kw("foldspaces", bools, "adobe", bools, "ignorechars", ignores, "canonical", bools)},
		{"b85encode", "b85decode", alphabet85, kw("pad", bools, "wrapcol", wraps), kw("ignorechars", ignores, "canonical", bools)},
		{"z85encode", "z85decode", alphabetZ85, kw("pad", bools, "wrapcol", wraps), kw("ignorechars", ignores, "canonical", bools)},
		{"encodebytes", "decodebytes", alphabetStandard, nil, nil},
		{"encode", "decode", alphabetStandard, nil, nil},
	}
)

func b(s string) []byte { return []byte(s) }

func kw(pairs ...any) map[string][]any {
	m := map[string][]any{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1].([]any)
	}
	return m
}

// randomCall makes a call that encodes, or decodes something like a text.
func randomCall(r *rand.Rand) golden.Call {
	c := codecs[r.IntN(len(codecs))]
	raw := randomBytes(r)
	enc := golden.Call{Fn: c.enc, Args: []any{raw}, Kw: someKeywords(r, c.encKeyword)}
	if r.IntN(4) == 0 {
		return enc
	}
	dec := golden.Call{Fn: c.dec, Kw: someKeywords(r, c.decKeyword)}
	s, _ := call(enc).Ret.([]byte)
	for _, k := range []string{"altchars", "padded", "foldspaces", "adobe"} {
		if v, ok := enc.Kw[k]; ok && c.decKeyword[k] != nil && r.IntN(5) > 0 {
			dec.Kw[k] = v
		}
	}
	switch r.IntN(6) {
	case 0:
	case 1:
		s = randomText(r, c.digits)
	default:
		s = mutate(r, s)
	}
	dec.Args = []any{s}
	if r.IntN(4) == 0 && c.dec != "decodebytes" && c.dec != "decode" {
		dec.Args[0] = latin1(s)
	}
	return dec
}

func randomBytes(r *rand.Rand) []byte {
	raw := make([]byte, []int{r.IntN(8), r.IntN(40), r.IntN(40), r.IntN(400)}[r.IntN(4)])
	for i := range raw {
		raw[i] = byte(r.Uint32())
	}
	if r.IntN(3) == 0 { // what ascii85 shortens
		for i := 0; i+4 <= len(raw); i += 4 {
			copy(raw[i:i+4], []string{"\x00\x00\x00\x00", "    ", "\xff\xff\xff\xff", ""}[r.IntN(4)])
		}
	}
	return raw
}

func randomText(r *rand.Rand, digits string) []byte {
	digits += "==\n"
	s := make([]byte, r.IntN(30))
	for i := range s {
		s[i] = digits[r.IntN(len(digits))]
	}
	return s
}

const junk = "=====\n\n\r \t-_+/~<>zyYZ!\x00\x80\xffaA019"

func mutate(r *rand.Rand, s []byte) []byte {
	s = append([]byte(nil), s...)
	for range []int{1, 1, 2, 3, 8}[r.IntN(5)] {
		i := r.IntN(len(s) + 1)
		j := min(len(s), i+r.IntN(4))
		var put []byte
		switch r.IntN(4) {
		case 0:
			j = i
			for range 1 + r.IntN(3) {
				put = append(put, junk[r.IntN(len(junk))])
			}
		case 1:
			put = []byte{junk[r.IntN(len(junk))]}
		case 2:
			put = []byte{byte(r.Uint32())}
		}
		s = append(s[:i:i], append(put, s[j:]...)...)
	}
	return s
}

// latin1 returns a str with the characters that have the numbers of the bytes.
func latin1(s []byte) string {
	rs := make([]rune, len(s))
	for i, c := range s {
		rs[i] = rune(c)
	}
	return string(rs)
}

func someKeywords(r *rand.Rand, values map[string][]any) map[string]any {
	kw := map[string]any{}
	for _, k := range []string{"altchars", "validate", "padded", "ignorechars", "canonical", "casefold", "map01", "wrapcol", "pad", "foldspaces", "adobe"} {
		if vs := values[k]; vs != nil && r.IntN(5) < 2 {
			kw[k] = vs[r.IntN(len(vs))]
		}
	}
	return kw
}
