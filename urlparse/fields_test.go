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
	marked := len(qs) <= maxMarked && separator == "&"
	var ways []queryMarks
	if marked {
		ways = append(ways, plainMarkQuery(qs))
		if hasKernels {
			ways = append(ways, markQuery(qs))
		}
	}
	for _, marks := range ways {
		if marks.fields() != len(want) {
			t.Fatalf("%q: %d fields, want %d", qs, marks.fields(), len(want))
		}
	}
	for i, w := range want {
		check := func(field string, equals int, escaped bool) {
			before, _, _ := strings.Cut(w, "=")
			if field != w || equals != len(before) || escaped != strings.ContainsAny(w, "%+") {
				t.Fatalf("%q, %q, field %d: %q, %d, %t", qs, separator, i, field, equals, escaped)
			}
		}
		check(nextField(qs, separator))
		for i := range ways {
			check(ways[i].next(qs))
		}
		qs = qs[min(len(w)+len(separator), len(qs)):]
	}
}
