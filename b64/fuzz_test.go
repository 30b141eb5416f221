package b64

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
)

// FuzzRoundTrip encodes and decodes with random keywords.
func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte("data to be encoded"), uint64(1))
	f.Add([]byte("\x00\x00\x00\x00    \xff\xff\xff\xffa"), uint64(2))
	f.Fuzz(func(t *testing.T, raw []byte, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		c := codecs[r.IntN(9)]
		kw := someKeywords(r, c.encKeyword)
		delete(kw, "altchars") // need not be two characters that mean something
		delete(kw, "wrapcol")
		enc := call(golden.Call{Fn: c.enc, Args: []any{raw}, Kw: kw})
		delete(kw, "pad")
		back := call(golden.Call{Fn: c.dec, Args: []any{enc.Ret}, Kw: kw})
		got, _ := back.Ret.([]byte)
		if enc.Exc != nil || back.Exc != nil || !bytes.HasPrefix(got, raw) || len(got) > len(raw)+3 {
			t.Fatalf("%s %v: %q -> %v -> %v", c.enc, kw, raw, enc, back)
		}
	})
}

// FuzzDecode decodes any text with random keywords in both forms: they agree,
// and nothing panics.
func FuzzDecode(f *testing.F) {
	for i, s := range strictTexts {
		f.Add([]byte(s), uint64(i))
	}
	f.Fuzz(func(t *testing.T, text []byte, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		c := codecs[r.IntN(len(codecs))]
		kw := someKeywords(r, c.decKeyword)
		checkStream(t, r, golden.Call{Fn: c.dec, Args: []any{text}, Kw: kw})
		call(golden.Call{Fn: c.dec, Args: []any{string(text)}, Kw: kw})
		checkStrict(t, string(text))
	})
}
