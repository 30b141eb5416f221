package codecs_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
	"github.com/gobatteries/batteries/internal/wtf8"
)

func call(c golden.Call) golden.Outcome {
	name := func(i int, unset string) string {
		if s, ok := c.Arg(i).(string); ok {
			return s
		}
		return unset
	}
	var v any
	var err error
	switch c.Fn {
	case "encode":
		v, err = codecs.Encode(c.Arg(0).(string), name(1, "utf-8"), name(2, "strict"))
	case "decode":
		v, err = codecs.Decode(c.Arg(0).([]byte), name(1, "utf-8"), name(2, "strict"))
	case "known":
		v, err = codecs.Encode("a", c.Arg(0).(string), "strict")
	}
	if err != nil {
		return golden.Raise(reflect.TypeOf(err).Elem().Name(), err.Error())
	}
	return golden.Return(v)
}

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

var (
	encodings = []string{"utf-8", "utf-8-sig", "ascii", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "iso8859-15", "koi8-r", "mac-roman"}
	handlers  = []string{"strict", "replace", "ignore", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "backslashreplace", "nonsense"}
)

func TestLive(t *testing.T) {
	live.Compare(t, "codecs", 100_000, func(r *rand.Rand) golden.Call {
		names := []any{encodings[r.IntN(len(encodings))], handlers[r.IntN(len(handlers))]}
		if r.IntN(2) == 0 {
			return golden.Call{Fn: "encode", Args: append([]any{randomText(r)}, names...)}
		}
		b := []byte(randomText(r))
		switch r.IntN(3) {
		case 0:
			b, _ = codecs.Encode(string(b), names[0].(string), "surrogatepass")
		case 1:
			for i := range b {
				if r.IntN(4) == 0 {
					b[i] = byte(r.Uint32())
				}
			}
		}
		return golden.Call{Fn: "decode", Args: append([]any{b[:r.IntN(len(b)+1)]}, names...)}
	}, call)
}

func randomText(r *rand.Rand) string {
	kinds := [][2]rune{{0, 0x80}, {0, 0x100}, {0, 0x3000}, {0, 0x110000}, {0xd800, 0xe000}, {0xdc80, 0xdd00}}
	var s []byte
	for range r.IntN(8) {
		k := kinds[r.IntN(len(kinds))]
		s = wtf8.AppendRune(s, k[0]+r.Int32N(k[1]-k[0]))
	}
	return string(s)
}

// The commonest case costs the result and nothing else.
func TestAllocs(t *testing.T) {
	s, b := "a text in UTF-8: é", []byte("a text in UTF-8: é")
	buf := make([]byte, 0, 100)
	for name, c := range map[string]struct {
		want float64
		f    func()
	}{
		"AppendEncode": {0, func() { codecs.AppendEncode(buf, s, "utf-8", "strict") }},
		"AppendDecode": {0, func() { codecs.AppendDecode(buf, b, "utf-8", "strict") }},
		"Decode":       {1, func() { codecs.Decode(b, "utf-8", "replace") }},
	} {
		if got := testing.AllocsPerRun(100, c.f); got > c.want {
			t.Errorf("%s: %v allocations, want %v", name, got, c.want)
		}
	}
}

// An error says the same after its bytes have been written over.
func TestErrorsKeepBytes(t *testing.T) {
	b := []byte("a\xff")
	_, err := codecs.Decode(b, "utf-8", "strict")
	clear(b)
	if want := "'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func FuzzRoundTrip(f *testing.F) {
	f.Add("é€😀\xed\xa0\x80\xff", uint(0), uint(3))
	f.Fuzz(func(t *testing.T, s string, e, h uint) {
		enc, handler := encodings[e%uint(len(encodings))], handlers[h%uint(len(handlers))]
		if b, err := codecs.Encode(s, enc, "strict"); err == nil {
			back, err := codecs.Decode(b, enc, "strict")
			if err != nil || back != s {
				t.Errorf("%q comes back from %s as %q, %v", s, enc, back, err)
			}
		}
		prefix := []byte("prefix")
		if out, err := codecs.AppendEncode(prefix, s, enc, handler); err != nil && string(out) != "prefix" {
			t.Errorf("AppendEncode leaves %q after an error", out)
		}
		if out, err := codecs.AppendDecode(prefix, []byte(s), enc, handler); err != nil && string(out) != "prefix" {
			t.Errorf("AppendDecode leaves %q after an error", out)
		}
		if text, err := codecs.Decode([]byte(s), enc, "surrogateescape"); err == nil && enc == "utf-8" {
			if b, err := codecs.Encode(text, enc, "surrogateescape"); err != nil || string(b) != s {
				t.Errorf("%q comes back by way of surrogateescape as %q, %v", s, b, err)
			}
		}
	})
}
