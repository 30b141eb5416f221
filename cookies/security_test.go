package cookies_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/cookies"
)

// within fails if f takes some seconds: a thousand times what it takes when its
// time is linear, and a fraction of what it takes when it is quadratic.
func within(t *testing.T, f func()) {
	t.Helper()
	start := time.Now()
	f()
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("took %v", d)
	}
}

// Row 94, CVE-2024-7592.
func TestQuadraticUnquote(t *testing.T) {
	for _, value := range []string{
		`"` + strings.Repeat(`\`, 400_000) + `"`,
		`"` + strings.Repeat(`\042`, 200_000) + `"`,
		`"` + strings.Repeat(`\"`, 200_000) + `"`,
	} {
		within(t, func() {
			var c cookies.SimpleCookie
			c.Load("a=" + value)
			c.ValueDecode(value)
		})
	}
}

// Any header is read in one pass.
func TestLinearLoad(t *testing.T) {
	for _, piece := range []string{"a=1; ", `a="`, `a= "`, " ", "a=b=", `a="\`, "=", "a ", "a\t= ", "Thu, ", "$a=1; ", "a=1;;", "a=1; path=/; "} {
		header := strings.Repeat(piece, 150_000/len(piece))
		within(t, func() {
			new(cookies.SimpleCookie).Load(header)
			new(cookies.SimpleCookie).Load("a=1; " + header)
			new(cookies.SimpleCookie).Load("a=" + header)
			new(cookies.SimpleCookie).LoadLenient(header)
		})
	}
	var many strings.Builder
	for i := range 100_000 {
		many.WriteString("; n" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + "=1")
	}
	within(t, func() { new(cookies.SimpleCookie).Load(many.String()[2:]) })
}

// Row 95, CVE-2026-0672.
func TestHeaderInjection(t *testing.T) {
	const attack = "b\r\nSet-Cookie: x=y"
	var c cookies.SimpleCookie
	wantCookieError(t, c.SetItem("a", attack), `Control characters are not allowed in cookies 'a' 'b\r\nSet-Cookie: x=y' '"b\\015\\012Set-Cookie: x=y"'`)
	wantCookieError(t, c.SetItem("a\r\nX: y", "b"), `Illegal key 'a\r\nX: y'`)
	base, _ := cookies.NewBaseCookie(nil)
	wantCookieError(t, base.SetItem("a", attack), `Control characters are not allowed in cookies 'a' 'b\r\nSet-Cookie: x=y' 'b\r\nSet-Cookie: x=y'`)
	m := cookies.NewMorsel()
	wantCookieError(t, m.SetItem("path", "/\r\nX: y"), `Control characters are not allowed in cookies 'path' '/\r\nX: y'`)
	wantCookieError(t, m.Set("a", "b", "b\n"), `Control characters are not allowed in cookies 'a' 'b' 'b\n'`)
	if c.Output() != "" || base.Output() != "" {
		t.Errorf("stored: %q %q", c.Output(), base.Output())
	}
}

func wantCookieError(t *testing.T, err error, text string) {
	t.Helper()
	var ce *cookies.CookieError
	if !errors.As(err, &ce) || err.Error() != text {
		t.Errorf("got %v, want %s", err, text)
	}
}

// Row 96, CVE-2026-3644.
func TestNoUncheckedSetter(t *testing.T) {
	m := cookies.NewMorsel()
	m.Set("a", "b", "b")
	for _, v := range []any{"x\r\ny", []byte("\n"), shifty("\n"), "\x7f"} {
		for _, k := range []string{"path", "Comment", "max-age", "secure", "expires"} {
			m.SetItem(k, v)
			m.SetItem(k, v, cookies.Separators(true))
			m.Update(map[string]any{k: v})
			m.SetDefault(k, v)
		}
	}
	if s := m.Output(); strings.ContainsAny(s, "\r\n\x7f") {
		t.Errorf("%q", s)
	}
}

// A shifty value prints otherwise when it is asked again.
type shifty string

func (s shifty) String() string { return string(s) }

func FuzzNoControlCharacter(f *testing.F) {
	f.Add("a", "b\r\n", "path", "/\n", `a="\012"; path="\015"`)
	f.Add("a", "b", "comment", "x", "a=1; path=/x; $Domain=d")
	f.Fuzz(func(t *testing.T, name, value, attr, text, header string) {
		var c cookies.SimpleCookie
		base, _ := cookies.NewBaseCookie(nil)
		for _, c := range []*cookies.BaseCookie{&c.BaseCookie, base} {
			c.Load(header)
			c.LoadLenient(header)
			c.SetItem(name, value)
			c.Load(map[string]string{name: value})
			for _, m := range c.All() {
				m.SetItem(attr, text)
				m.Update(map[string]any{attr: text}, cookies.Separators(true))
			}
			for _, m := range c.All() {
				for _, r := range m.Output() {
					if r < ' ' || r == 0x7f {
						t.Fatalf("%q", m.Output())
					}
				}
			}
		}
	})
}

// Row 97, CVE-2026-6019.
func TestScriptInjection(t *testing.T) {
	base, _ := cookies.NewBaseCookie(nil)
	if err := base.SetItem("a", "</script><script>alert(1)</script>"); err != nil {
		t.Fatal(err)
	}
	const want = `document.cookie = decodeURIComponent("a%3D%3C%2Fscript%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E");`
	if s := base.JSOutput(); !strings.Contains(s, want) || strings.Count(s, "<script") != 1 {
		t.Errorf("%s", s)
	}
}

// Row 98.
func TestAttributeInjection(t *testing.T) {
	const attack = "/; HttpOnly; Domain=evil.com"
	m := cookies.NewMorsel()
	m.Set("a", "b", "b")
	wantCookieError(t, m.SetItem("path", attack), `Separators are not allowed in attributes 'path' '/; HttpOnly; Domain=evil.com'`)
	wantCookieError(t, m.Update(map[string]any{"domain": "a,b"}), `Separators are not allowed in attributes 'domain' 'a,b'`)
	for k, v := range map[string]string{"expires": "Thu, 01 Jan 1970 00:00:00 GMT", "comment": "a;b,c"} {
		if err := m.SetItem(k, v); err != nil {
			t.Error(err)
		}
	}
	if got, want := m.OutputString(), `a=b; Comment="a\073b\054c"; expires=Thu, 01 Jan 1970 00:00:00 GMT`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	m.SetItem("path", attack, cookies.Separators(true)) // as in CPython
	if got := m.OutputString(cookies.Attrs{"path"}); got != "a=b; Path="+attack {
		t.Error(got)
	}
}

// Row 99.
func TestOneBadCookie(t *testing.T) {
	const header = `a=1; j={"x":1}; c=3`
	var strict, lenient cookies.SimpleCookie
	if err := strict.Load(header); err != nil || strict.Len() != 1 {
		// CPython stops at what it can't read.
		t.Errorf("Load: %v, %v", err, &strict)
	}
	if err := strict.Load(`a=1; b; c=3`); err != nil || strict.Len() != 1 {
		t.Errorf("Load: %v, %v", err, &strict)
	}
	skipped := lenient.LoadLenient(header + "; b; caf\u00e9=1; x=\x01; =5;; d=\"q\\054\"")
	if got, want := lenient.String(), "Set-Cookie: a=1\r\nSet-Cookie: c=3\r\nSet-Cookie: d=\"q\\054\"\r\nSet-Cookie: j={\"x\":1}"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var texts []string
	for _, s := range skipped {
		texts = append(texts, s.Text+": "+s.Err.Error())
	}
	const want = "b: No '=' in cookie|caf\u00e9=1: Illegal key 'caf\u00e9'|x=\x01: Control characters are not allowed in cookies 'x' '\\x01' '\\x01'|=5: Illegal key ''"
	if got := strings.Join(texts, "|"); got != want {
		t.Errorf("skipped\n got %s\nwant %s", got, want)
	}
	if lenient.Value("d") != "q," {
		t.Error(lenient.Value("d"))
	}
}

// Row 100.
func TestCookieNamedAsAttribute(t *testing.T) {
	var c cookies.SimpleCookie
	skipped := c.LoadLenient("a=1; path=/evil; secure; b=2")
	if got := c.String(); got != "Set-Cookie: a=1\r\nSet-Cookie: b=2" || len(skipped) != 2 {
		t.Errorf("%q, skipped %v", got, skipped)
	}
}

// Row 168, CVE-2025-58186.
func TestManyTinyCookies(t *testing.T) {
	header := strings.Repeat("a=;", 300_000)
	var c cookies.SimpleCookie
	within(t, func() {
		skipped := c.LoadLenient(header)
		if len(skipped) != 1 || skipped[0].Err.Error() != "More than 3000 cookies" || len(skipped[0].Text) != len(header)-3000*3 {
			t.Errorf("%d skipped", len(skipped))
		}
	})
	if skipped := c.LoadLenient("a=1; b=2; c=3", cookies.MaxCookies(2)); len(skipped) != 1 || skipped[0].Text != " c=3" {
		t.Error(skipped)
	}
}
