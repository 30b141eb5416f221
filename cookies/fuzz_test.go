package cookies_test

import (
	"testing"

	"github.com/gobatteries/batteries/cookies"
)

// What was loaded and is written is loaded again as it was.
func FuzzLoad(f *testing.F) {
	for _, h := range headerParts {
		f.Add("a=1; " + h + "; b=2")
	}
	f.Fuzz(func(t *testing.T, header string) {
		var c, lenient cookies.SimpleCookie
		err := c.Load(header)
		skipped := lenient.LoadLenient(header)
		for _, s := range skipped {
			if s.Err == nil {
				t.Fatal("skipped without a reason")
			}
		}
		if err != nil {
			return
		}
		for _, m := range c.All() {
			var again cookies.SimpleCookie
			if err := again.Load(m.OutputString(cookies.Attrs{})); err != nil {
				t.Fatalf("%q: %v", m.OutputString(), err)
			}
			if n, ok := again.Get(m.Key()); !ok || n.Value() != m.Value() || n.CodedValue() != m.CodedValue() {
				t.Fatalf("%#v became %#v", m, n)
			}
		}
	})
}

// What is set is quoted so that loading gives it back.
func FuzzQuote(f *testing.F) {
	f.Add("a b;c\"\\\u00e9\u20ac")
	f.Fuzz(func(t *testing.T, value string) {
		var c, d cookies.SimpleCookie
		if c.SetItem("k", value) != nil {
			return // a control character
		}
		m, _ := c.Get("k")
		if err := d.Load(m.OutputString()); err != nil || d.Value("k") != value {
			t.Fatalf("%q became %q: %v", value, d.Value("k"), err)
		}
		if skipped := d.LoadLenient(m.OutputString()); skipped != nil || d.Value("k") != value {
			t.Fatalf("%q became %q: %v", value, d.Value("k"), skipped)
		}
	})
}
