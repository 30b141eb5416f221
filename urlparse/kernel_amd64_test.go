//go:build linux && !purego

package urlparse

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/fence"
)

// The plain code is tested in its own right by
//
//	go test -tags purego ./urlparse

// WithoutKernels runs f as on a processor that lacks what the kernels need.
func WithoutKernels(f func()) {
	defer func(has bool) { hasKernels = has }(hasKernels)
	hasKernels = false
	f()
}

// A place is where a kernel reads from and writes to, with memory around it that
// it must not touch.
type place struct{ in, out *fence.Fence }

func newPlace(t testing.TB) place { return place{fence.New(t), fence.New(t)} }

// each calls f with a copy of s and room for n bytes, each at either end.
func (p place) each(s string, n int, f func(s string, dst []byte)) {
	for i := range 4 {
		src, dst := p.in.End(len(s)), p.out.End(n)
		if i&1 != 0 {
			src = p.in.Start(len(s))
		}
		if i&2 != 0 {
			dst = p.out.Start(n)
		}
		copy(src, s)
		f(view(src), dst[:0])
	}
}

var kernelTables = func() []*escapeTable {
	odd := newEscapes(true)
	odd.keep("\x00/ %~\x7f")
	return []*escapeTable{&escapesPlain, &escapesPath, &escapesPlus, &odd}
}()

// check compares the kernels with the plain code on one text.
func (p place) check(t testing.TB, s string) {
	t.Helper()
	for i, table := range kernelTables {
		n, ascii := plainEscapedLen(s, table)
		want, _ := plainEscape(make([]byte, 0, n+slack), s, table)
		p.each(s, n, func(s string, dst []byte) {
			if gotN, gotASCII := escapedLen(s, table); gotN != n || gotASCII != ascii {
				t.Fatalf("table %d: escapedLen(%q) = %d, %t, want %d, %t", i, s, gotN, gotASCII, n, ascii)
			}
			if got, gotASCII := escape(dst, s, table); !bytes.Equal(got, want) || gotASCII != ascii {
				t.Fatalf("table %d: %q is escaped to %q, %t, want %q, %t", i, s, got, gotASCII, want, ascii)
			}
			if len(s) > maxMarked {
				return
			}
			escapes, high := markEscapes(s, table)
			if escapeMarked(dst[:n], s, table, escapes); !bytes.Equal(dst[:n], want) || high == 0 != ascii {
				t.Fatalf("table %d: %q with marks %b, %b is escaped to %q, want %q", i, s, escapes, high, dst[:n], want)
			}
		})
	}
	for _, plus := range []bool{false, true} {
		want, check := plainUnescape(make([]byte, 0, len(s)), s, plus)
		p.each(s, len(want), func(s string, dst []byte) {
			if got := unescapedLen(s); got != len(want) {
				t.Fatalf("unescapedLen(%q) = %d, want %d", s, got, len(want))
			}
			got, gotCheck := unescape(dst, s, plus)
			if !bytes.Equal(got, want) || check && !gotCheck {
				t.Fatalf("%q (plus %t) is unescaped to %q, %t, want %q, %t", s, plus, got, gotCheck, want, check)
			}
			if len(s) > shortText {
				return
			}
			var short [shortText]byte
			if n, high := unescapeShort(&short, s, plus); !bytes.Equal(short[:n], want) || high != 0 != gotCheck {
				t.Fatalf("%q (plus %t) is unescaped to %q, %b, want %q, %t", s, plus, short[:n], high, want, gotCheck)
			}
		})
	}
	p.checkMarks(t, s[:min(len(s), 64)])
	checkWhole(t, s)
}

// checkWhole compares whole functions.
func checkWhole(t testing.TB, s string) {
	t.Helper()
	all := func() (out [5]string) {
		out[0], _ = Quote(s)
		out[1], _ = QuotePlus(s)
		out[2], _ = Unquote(s)
		out[3], _ = UnquotePlus(s)
		out[4] = QuoteFromBytes(s)
		return out
	}
	got := all()
	WithoutKernels(func() {
		if want := all(); got != want {
			t.Fatalf("%q: %q, without kernels %q", s, got, want)
		}
	})
}

// checkMarks compares what is said of the bytes of a query.
func (p place) checkMarks(t testing.TB, s string) {
	t.Helper()
	want := plainMarkQuery(s)
	p.each(s, 0, func(s string, _ []byte) {
		if got := markQuery(s); got != want {
			t.Fatalf("%q: %b, want %b", s, got, want)
		}
	})
}

func needKernels(t testing.TB) {
	if !hasKernels {
		t.Skip("this processor has no AVX-512 VBMI2")
	}
}

// TestKernels has every byte at every place of texts of the lengths that matter.
func TestKernels(t *testing.T) {
	needKernels(t)
	p := newPlace(t)
	step := 1
	if raceEnabled {
		step = 11
	}
	for _, n := range []int{1, 2, 3, 20, 21, 22, 41, 42, 43, 62, 63, 64, 65, 66, 84, 126, 127, 128, 130} {
		text := bytes.Repeat([]byte("a"), n)
		for i := 0; i < 256*n; i += step + n/17*5 {
			at, c := i%n, byte(i/n)
			text[at] = c
			p.check(t, string(text))
			text[at] = 'a'
		}
	}
}

// TestKernelsRandom has texts of what means something, in every order.
func TestKernelsRandom(t *testing.T) {
	needKernels(t)
	p := newPlace(t)
	r := rand.New(rand.NewPCG(3, 4))
	pieces := []string{"%", "%4", "%41", "%e5%90%8D", "%zz", "%%", "+", " ", "&", "=", "a", "Z9", "/", "é", "名", "\xff", "\x00", "\x7f", "~", "abcdefghijklmnop"}
	texts := 10_000
	if raceEnabled {
		texts = 1000
	}
	for range texts {
		var b strings.Builder
		some := 1 + r.IntN(len(pieces))
		for range r.IntN(90) {
			b.WriteString(pieces[r.IntN(some)])
		}
		p.check(t, b.String())
	}
}

func FuzzKernels(f *testing.F) {
	needKernels(f)
	p := newPlace(f)
	f.Add("a=%41%zz+b&c%e5%90%8d %")
	f.Fuzz(func(t *testing.T, s string) {
		p.check(t, s[:min(len(s), fence.Room/3)])
	})
}
