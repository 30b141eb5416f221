package urlparse

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestFields compares the ways to the fields of a query with strings.Split.
func TestFields(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	pieces := []string{"&", "&", "=", "%41", "+", "a", "bc", ";", "é"}
	for range 20_000 {
		var b strings.Builder
		for range r.IntN(40) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		for _, separator := range []string{"&", ";", "bc"} {
			checkFields(t, b.String(), separator)
		}
	}
	for _, n := range []int{0, 1, 62, 63, 64, 65} {
		for _, s := range []string{"&", "=", "%", "x"} {
			checkFields(t, strings.Repeat("x", n)+s, "&")
			checkFields(t, strings.Repeat(s, n), "&")
		}
	}
}

func checkFields(t *testing.T, qs, separator string) {
	t.Helper()
	want := strings.Split(qs, separator)
	scan, n := newFieldScanner(qs, separator)
	long := fieldScanner{rest: qs, separator: separator} // as if it were too long to mark
	if n != len(want) {
		t.Fatalf("%q, %q: %d fields, want %d", qs, separator, n, len(want))
	}
	for i, w := range want {
		for _, f := range []*fieldScanner{&scan, &long} {
			field, equals, escaped, more := f.next()
			if field != w || equals != strings.IndexByte(w, '=') || escaped != strings.ContainsAny(w, "%+") || more != (i+1 < len(want)) {
				t.Fatalf("%q, %q, field %d: %q, %d, %t, %t", qs, separator, i, field, equals, escaped, more)
			}
		}
	}
}
