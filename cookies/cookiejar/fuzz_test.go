package cookiejar_test

import (
	"strings"
	"testing"

	"github.com/gobatteries/batteries/cookies/cookiejar"
)

// What a server sends makes no cookie with a control character, and what is
// stored is sent back in a header of one line, and saved in files that can be read.
func FuzzSetCookie(f *testing.F) {
	for _, p := range setParts {
		f.Add("a=b"+p, "http://www.example.com/foo/bar")
	}
	f.Fuzz(func(t *testing.T, header, url string) {
		for _, policy := range []cookiejar.CookiePolicy{nil, cookiejar.NewDefaultCookiePolicy(cookiejar.RFC2965(true))} {
			j := cookiejar.NewCookieJar(cookiejar.Policy(policy))
			r := newRequest(url, nil)
			j.ExtractCookies(cookiejar.ResponseHeader{"Set-Cookie": {header}, "Set-Cookie2": {header}}, r)
			for c := range j.All() {
				if oneLine(c.Name) != nil || oneLine(c.Value) != nil || oneLine(c.Domain) != nil || oneLine(c.Path) != nil || c.Domain == "" {
					t.Fatalf("%#v", c)
				}
			}
			j.AddCookieHeader(r)
			if err := oneLine(r.headers["Cookie"]); err != nil {
				t.Fatal(err)
			}
			for _, kind := range []string{"MozillaCookieJar", "LWPCookieJar"} {
				file := newFileJar(kind, "x")
				for c := range j.All() {
					file.SetCookie(c)
				}
				text := cookiejar.WriteText(file)
				if err := cookiejar.ReadText(newFileJar(kind, "x"), text); err != nil {
					t.Fatalf("%v in %q", err, text)
				}
			}
		}
	})
}

func oneLine(s string) error {
	if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return cookiejarError(s)
	}
	return nil
}

type cookiejarError string

func (e cookiejarError) Error() string { return "control character in " + string(e) }

// A file that is loaded is saved, loaded and saved again without a change.
func fuzzFile(t *testing.T, kind, text string) {
	j, k := newFileJar(kind, "x"), newFileJar(kind, "x")
	if cookiejar.ReadText(j, text) != nil {
		return
	}
	first := cookiejar.WriteText(j)
	if err := cookiejar.ReadText(k, first); err != nil {
		t.Fatalf("%v\n%q\n%q", err, text, first)
	}
	if k.Len() != j.Len() {
		t.Fatalf("%d cookies became %d\n%q\n%q", j.Len(), k.Len(), text, first)
	}
	if second := cookiejar.WriteText(k); second != first {
		t.Fatalf("%q became %q", first, second)
	}
}

func FuzzMozillaFile(f *testing.F) {
	f.Add(".e.com\tTRUE\t/\tTRUE\t1900000000\tn\tv\n#HttpOnly_e.com\tFALSE\t/\tFALSE\t\t\tv\n")
	f.Add("e.com\tFALSE\t/\tTRUE\t1e9\tn\tv w; \"x\"\r\nf.com\tFALSE\t/p\tFALSE\t0\tm\t€\r")
	f.Fuzz(func(t *testing.T, text string) {
		fuzzFile(t, "MozillaCookieJar", "# Netscape HTTP Cookie File\n"+text)
	})
}

func FuzzLWPFile(f *testing.F) {
	f.Add(`a=b; path="/"; domain="e.com"; expires="2031-01-01 00:00:00Z"; version=0`)
	f.Add(`c; path=/; domain=.e.com; path_spec; domain_dot; port="80"; port_spec; discard; secure; HttpOnly; foo="b\"ar"; version=1; comment=cc; commenturl=uu`)
	f.Fuzz(func(t *testing.T, text string) {
		fuzzFile(t, "LWPCookieJar", "#LWP-Cookies-2.0\nSet-Cookie3: "+text)
	})
}

func FuzzDates(f *testing.F) {
	f.Add("Wed, 01 Jan 2031 00:00:00 GMT")
	f.Add("1994-02-03T14:15:29 -0100")
	f.Fuzz(func(t *testing.T, text string) {
		if when, ok := cookiejar.HTTP2Time(text); ok {
			if again, ok := cookiejar.HTTP2Time(cookiejar.Time2Netscape(when)); !ok || !again.Equal(when) {
				if when.Year() >= 1970 && when.Year() < 10000 {
					t.Fatal(text, when, again)
				}
			}
		}
		if when, ok := cookiejar.ISO2Time(text); ok && when.Year() < 10000 && when.Year() >= 1970 {
			if again, ok := cookiejar.ISO2Time(cookiejar.Time2ISOZ(when)); !ok || !again.Equal(when) {
				t.Fatal(text, when, again)
			}
		}
		cookiejar.CookieDate(text)
	})
}
