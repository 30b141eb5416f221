package cookiejar_test

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/cookies/cookiejar"
)

// extract lets a response from url set cookies.
func extract(j *cookiejar.CookieJar, url string, headers ...string) {
	j.ExtractCookies(cookiejar.ResponseHeader{"Set-Cookie": headers}, newRequest(url, nil))
}

// sent returns the Cookie header of a request to url.
func sent(j *cookiejar.CookieJar, url string) string {
	r := newRequest(url, nil)
	j.AddCookieHeader(r)
	return r.headers["Cookie"]
}

// both runs a test with the modern policy and with CPython's.
func both(t *testing.T, f func(t *testing.T, j *cookiejar.CookieJar)) {
	t.Run("modern", func(t *testing.T) { f(t, cookiejar.NewCookieJar()) })
	t.Run("default", func(t *testing.T) {
		f(t, cookiejar.NewCookieJar(cookiejar.Policy(cookiejar.NewDefaultCookiePolicy())))
	})
}

// Nor does MakeCookies delete what no answer by http may replace.
func TestSecureStaysWithMakeCookies(t *testing.T) {
	j := cookiejar.NewCookieJar()
	extract(j, "https://example.com/", "a=1; secure", "b=2")
	j.MakeCookies(cookiejar.ResponseHeader{"Set-Cookie": {"a=; max-age=0", "b=; max-age=0"}}, newRequest("http://example.com/", nil))
	if got := sent(j, "https://example.com/"); got != "a=1" {
		t.Errorf("%q", got)
	}
}

// No server can make a saved file unreadable, or be read as more than it said.
func TestLWPReadable(t *testing.T) {
	name := filepath.Join(t.TempDir(), "jar")
	both(t, func(t *testing.T, j *cookiejar.CookieJar) {
		policy := cookiejar.Policy(cookiejar.NewDefaultCookiePolicy())
		jar, back := cookiejar.NewLWPCookieJar(name, policy), cookiejar.NewLWPCookieJar(name, policy)
		extract(j, "http://foo.com/", "good=1; HttpOnly; port_spec; x, y=2; path_spec; domain_dot", "z, sid=evil", "a b=1", "a,=2", "\u00a0\u2003x=3", "last=\"v; w\"; a b")
		for c := range j.All() {
			jar.SetCookie(c)
		}
		if err := jar.Save(cookiejar.IgnoreDiscard(true)); err != nil {
			t.Fatal(err)
		}
		if err := back.Load(cookiejar.IgnoreDiscard(true)); err != nil {
			t.Fatal(err)
		}
		var got []string
		for c := range back.All() {
			got = append(got, fmt.Sprintf("%s=%s %v %v %v", c.Name, c.Value, c.Rest, c.PathSpecified, c.PortSpecified))
		}
		if len(got) < 2 || got[0] != "good=1 map[HttpOnly:None] false false" || !strings.HasPrefix(got[len(got)-1], "last=") {
			t.Errorf("%q", got)
		}
		for _, s := range got {
			if strings.Contains(s, "evil") {
				t.Errorf("%q", got)
			}
		}
	})
}

// A redirect can name a host of a million labels.
func TestEndlessHost(t *testing.T) {
	long := &url.URL{Scheme: "http", Host: strings.Repeat("a.", 500_000) + "com", Path: "/"}
	both(t, func(t *testing.T, j *cookiejar.CookieJar) {
		for i := range 200 {
			extract(j, fmt.Sprintf("http://www%d.com/", i), "a=b")
		}
		start := time.Now()
		j.SetCookies(long, []*http.Cookie{{Raw: "c=d"}, {Raw: "e=f; domain=com"}, {Raw: "g=h; domain=a.a.com"}})
		got := j.Cookies(long)
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%v for a host of %d bytes", d, len(long.Host))
		}
		if len(got) == 0 || got[0].Name != "c" {
			t.Error(got)
		}
	})
}

// A dot behind the host is no other host to the modern policy.
func TestDotBehindHost(t *testing.T) {
	j := cookiejar.NewCookieJar()
	extract(j, "http://www.example.com./", "a=1", "b=2; domain=example.com")
	for _, url := range []string{"http://www.example.com./", "http://www.example.com/"} {
		if got := sent(j, url); got != "a=1; b=2" {
			t.Errorf("%s: %q", url, got)
		}
	}
	if got := sent(j, "http://example.com./"); got != "b=2" {
		t.Errorf("%q", got)
	}
}

// Row 101, CVE-2018-20852.
func TestSuffixWithoutDot(t *testing.T) {
	both(t, func(t *testing.T, j *cookiejar.CookieJar) {
		extract(j, "http://foo.com/", "a=1; domain=foo.com", "b=2")
		if got := sent(j, "http://barfoo.com/"); got != "" {
			t.Error(got)
		}
		if got := sent(j, "http://foo.com/"); got != "a=1; b=2" && got != "b=2; a=1" {
			t.Error(got)
		}
	})
}

// Row 102, bpo-35647.
func TestPathPrefix(t *testing.T) {
	both(t, func(t *testing.T, j *cookiejar.CookieJar) {
		extract(j, "http://foo.com/any", "a=1; path=/any")
		for url, want := range map[string]string{"http://foo.com/anybad": "", "http://foo.com/any": "a=1", "http://foo.com/any/x": "a=1", "http://foo.com/": ""} {
			if got := sent(j, url); got != want {
				t.Errorf("%s: %q", url, got)
			}
		}
	})
}

// Row 103, bpo-38804.
func TestDateReDoS(t *testing.T) {
	for _, piece := range []string{" ", "1", "0 ", "a", ":", "1 Jan ", "-", "(", "01 Jan 2020 10:00:00 "} {
		s := strings.Repeat(piece, 150_000/len(piece))
		start := time.Now()
		for _, text := range []string{s, "1" + s, "1 Jan 2020" + s, "1 Jan 2020 10:00" + s + "x", "2020-01-01" + s} {
			cookiejar.HTTP2Time(text)
			cookiejar.ISO2Time(text)
			cookiejar.CookieDate(text)
		}
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%q: %v", piece, d)
		}
	}
	// CPython raises for these; here they are no dates.
	for _, text := range []string{"Wed, 01 Jxx 2031 00:00:00 GMT", "1 Jan " + strings.Repeat("9", 5000)} {
		if _, ok := cookiejar.HTTP2Time(text); ok {
			t.Error(text)
		}
	}
}

func TestLinearParsing(t *testing.T) {
	for _, piece := range []string{"a=b; ", `a="`, `a="\`, " ", ";", "=", ",", "path=/; ", "domain=x.com; ", `"\`, "\u2003"} {
		s := strings.Repeat(piece, 150_000/len(piece))
		start := time.Now()
		cookiejar.SplitHeaderWords([]string{s})
		cookiejar.ParseNSHeaders([]string{s})
		both(t, func(t *testing.T, j *cookiejar.CookieJar) {
			extract(j, "http://foo.com/", s, "a=b; "+s)
		})
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%q: %v", piece, d)
		}
	}
}

// Row 104, gh-160300.
func TestNegativeVersion(t *testing.T) {
	both(t, func(t *testing.T, j *cookiejar.CookieJar) {
		extract(j, "http://foo.com/", "a=1; Version=-1; domain=victim.com")
		if j.Len() != 0 {
			t.Error(j)
		}
	})
}

// Row 105.
func TestSupercookie(t *testing.T) {
	for host, domain := range map[string]string{
		"evil.co.uk": "co.uk", "evil.github.io": "github.io", "a.com": "com", "x.kobe.jp": "kobe.jp", "a.b.ck": "b.ck", "localhost": "localhost.",
	} {
		j := cookiejar.NewCookieJar()
		extract(j, "https://"+host+"/", "a=1; domain="+domain, "b=2; domain=."+domain)
		if j.Len() != 0 {
			t.Errorf("%s: %v", host, j)
		}
	}
	j := cookiejar.NewCookieJar()
	extract(j, "https://www.example.co.uk/", "a=1; domain=example.co.uk")
	extract(j, "https://github.io/", "b=2; domain=github.io") // its own cookie, and no one else's
	if got := sent(j, "https://x.example.co.uk/"); got != "a=1" {
		t.Error(got)
	}
	if got := sent(j, "https://github.io/") + "|" + sent(j, "https://x.github.io/"); got != "b=2|" {
		t.Error(got)
	}
}

// Row 106.
func TestAddressSuffix(t *testing.T) {
	j := cookiejar.NewCookieJar()
	extract(j, "http://127.0.0.1/", "a=1; domain=.0.0.1", "b=2; domain=0.1", "c=3; domain=127.0.0.1", "d=4; domain=1")
	extract(j, "http://[::1]/", "e=5; domain=::1", "f=6; domain=1]")
	if got := sent(j, "http://127.0.0.1/"); got != "c=3" {
		t.Error(got)
	}
	if got := sent(j, "http://10.0.0.1/") + sent(j, "http://x.127.0.0.1/"); got != "" {
		t.Error(got)
	}
}

// Row 107.
func TestHostOnly(t *testing.T) {
	j := cookiejar.NewCookieJar()
	extract(j, "http://foo.com/", "a=1", "b=2; domain=foo.com")
	if got := sent(j, "http://foo.com/"); got != "a=1; b=2" {
		t.Error(got)
	}
	if got := sent(j, "http://sub.foo.com/"); got != "b=2" {
		t.Error(got)
	}
	j = cookiejar.NewCookieJar(cookiejar.Policy(cookiejar.NewDefaultCookiePolicy(cookiejar.StrictNSDomain(cookiejar.DefaultCookiePolicyDomainLiberal))))
	extract(j, "http://foo.com/", "a=1")
	if got := sent(j, "http://sub.foo.com/"); got != "a=1" { // as in CPython
		t.Error(got)
	}
}

// Row 108.
func TestSecureStays(t *testing.T) {
	j := cookiejar.NewCookieJar()
	extract(j, "https://foo.com/x/y", "a=1; secure; path=/x", "__Host-h=1; secure; path=/", "__Secure-s=1; secure; path=/")
	extract(j, "http://foo.com/x/y", "a=2; path=/x", "a=3; path=/x/z", "b=4; secure", "__Secure-s=2", "__HOST-h=2; path=/")
	extract(j, "http://www.foo.com/x/y", "a=5; path=/x; domain=foo.com")
	extract(j, "https://foo.com/", "__Host-d=1; secure; path=/; domain=foo.com", "__Host-p=1; secure", "__Host-q=1; path=/", "__secure-t=1", "__Host-; secure; path=/")
	extract(j, "http://foo.com/", "a=6; path=/") // elsewhere: no shadow
	if got := sent(j, "https://foo.com/x/y"); got != "a=1; __Host-h=1; __Secure-s=1; a=6" {
		t.Error(got)
	}
	if got := sent(j, "http://foo.com/x/y"); got != "a=6" {
		t.Error(got)
	}
}

// Row 109.
func TestControlCharacters(t *testing.T) {
	both(t, func(t *testing.T, j *cookiejar.CookieJar) {
		for c := range 0x80 {
			if c >= ' ' && c != 0x7f {
				continue
			}
			s := string(rune(c))
			for _, f := range []func(*cookiejar.Cookie){
				func(c *cookiejar.Cookie) { c.Name += s }, func(c *cookiejar.Cookie) { c.Value += s },
				func(c *cookiejar.Cookie) { c.Domain += s }, func(c *cookiejar.Cookie) { c.Path += s },
				func(c *cookiejar.Cookie) { c.Port += s }, func(c *cookiejar.Cookie) { c.Comment += s },
				func(c *cookiejar.Cookie) { c.CommentURL += s }, func(c *cookiejar.Cookie) { c.SetNonstandardAttr("x", s) },
				func(c *cookiejar.Cookie) { c.SetNonstandardAttr(s, "x") }, func(c *cookiejar.Cookie) { c.Domain = "" },
			} {
				cookie := &cookiejar.Cookie{Name: "a", Value: "b", Domain: "foo.com", Path: "/"}
				f(cookie)
				var ve *cookiejar.ValueError
				if err := j.SetCookie(cookie); !errors.As(err, &ve) {
					t.Errorf("%#v: %v", cookie, err)
				}
			}
			extract(j, "http://foo.com/", "a=b"+s+"c", "a"+s+"d=c", "a=b; path=/"+s+"x", "a=b; domain=foo"+s+".com", "a=b; x"+s+"y=z")
		}
		extract(j, "http://foo/", "a=b; domain=", "a=b; domain=.")
		for c := range j.All() {
			if strings.ContainsFunc(c.Name+c.Value+c.Domain+c.Path, func(r rune) bool { return r < ' ' || r == 0x7f }) || strings.Trim(c.Domain, ".") == "" {
				t.Errorf("%#v", c)
			}
		}
	})
	dir := t.TempDir()
	moz, lwp := filepath.Join(dir, "moz"), filepath.Join(dir, "lwp")
	for _, bad := range []string{"\x00", "\x01", "\v", "\x1f", "\x7f"} {
		write(t, moz, "# Netscape HTTP Cookie File\n\ne.com\tFALSE\t/\tFALSE\t1900000000\tn\tv"+bad+"\n")
		write(t, lwp, "#LWP-Cookies-2.0\n\nSet-Cookie3: a=\"b"+bad+"\"; path=/; domain=e.com; version=0\n")
		for _, err := range []error{cookiejar.NewMozillaCookieJar(moz).Load(), cookiejar.NewLWPCookieJar(lwp).Load(cookiejar.IgnoreDiscard(true))} {
			var le *cookiejar.LoadError
			if !errors.As(err, &le) || le.Line != 3 {
				t.Errorf("%q: %v", bad, err)
			}
		}
	}
	write(t, moz, "# Netscape HTTP Cookie File\n\tFALSE\t/\tFALSE\t1900000000\tn\tv\n")
	var le *cookiejar.LoadError
	if err := cookiejar.NewMozillaCookieJar(moz).Load(); !errors.As(err, &le) || le.Line != 2 {
		t.Errorf("an empty domain: %v", err)
	}
	// A cookie that was changed while in the jar.
	j := cookiejar.NewMozillaCookieJar(moz)
	c := &cookiejar.Cookie{Name: "a", Value: "b", Domain: "foo.com", Path: "/"}
	j.SetCookie(c)
	c.Value = "b\nevil.com\tTRUE"
	if err := j.Save(); err == nil {
		t.Error("saved")
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Row 110.
func TestTabInValue(t *testing.T) {
	name := filepath.Join(t.TempDir(), "cookies.txt")
	for _, policy := range []cookiejar.CookiePolicy{cookiejar.NewModernCookiePolicy(), cookiejar.NewDefaultCookiePolicy()} {
		j := cookiejar.NewMozillaCookieJar(name, cookiejar.Policy(policy))
		extract(&j.CookieJar, "http://foo.com/", "a=b\tc; max-age=999", "d=e; max-age=999")
		if err := j.Save(); err != nil {
			t.Fatal(err)
		}
		k := cookiejar.NewMozillaCookieJar(name)
		if err := k.Load(); err != nil || k.Len() != 1 {
			t.Error(err, k)
		}
	}
}

// Row 111, gh-79096.
func TestFileMode(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "cookies.txt")
	write(t, name, "old")
	if err := os.Chmod(name, 0o644); err != nil {
		t.Fatal(err)
	}
	j := cookiejar.NewLWPCookieJar(name)
	extract(&j.CookieJar, "http://foo.com/", "a=b; max-age=999")
	if err := j.Save(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Error(info.Mode())
	}
	// No half file stays behind, also if saving fails.
	if err := j.Save(cookiejar.Filename(filepath.Join(dir, "none", "x"))); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "d"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := j.Save(cookiejar.Filename(filepath.Join(dir, "d"))); err == nil {
		t.Error("a folder was replaced")
	}
	files, _ := os.ReadDir(dir)
	if len(files) != 2 {
		t.Error(files)
	}
}

// Row 112.
func TestLimits(t *testing.T) {
	j := cookiejar.NewCookieJar()
	long := strings.Repeat("x", 5_000_000)
	extract(j, "https://foo.com/", "a="+long, "a"+long+"=", "b="+long[:4095], "c="+long[:4096], "d=1; path=/"+long[:1024], "e=1; comment="+long)
	if got := sent(j, "https://foo.com/"); got != "b="+long[:4095]+"; d=1; e=1" {
		t.Errorf("%d bytes, %d cookies", len(got), j.Len())
	}
	j = cookiejar.NewCookieJar()
	extract(j, "https://foo.com/", "keep=1; secure")
	for i := range 400 {
		extract(j, "https://foo.com/", fmt.Sprintf("n%d=1", i))
	}
	if got := sent(j, "https://foo.com/"); j.Len() != 180 || !strings.Contains(got, "keep=1") || !strings.Contains(got, "n399=") || strings.Contains(got, "n0=") {
		t.Errorf("%d cookies: %s", j.Len(), got)
	}
	start := time.Now()
	for i := range 20_000 {
		extract(j, fmt.Sprintf("https://h%d.com/", i), "a=1")
	}
	if j.Len() != 3000 {
		t.Error(j.Len())
	}
	many := make([]string, 20_000)
	for i := range many {
		many[i] = fmt.Sprintf("m%d=1", i)
	}
	extract(j, "https://bar.com/", many...)
	if n := strings.Count(sent(j, "https://bar.com/"), "="); n != 180 {
		t.Error(n)
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Error(d)
	}
	// For at most 400 days.
	j = cookiejar.NewCookieJar()
	extract(j, "https://foo.com/", "a=1; max-age=99999999999999999999", "b=1; expires=Fri, 31 Dec 9999 23:59:59 GMT", "c=1; max-age=10")
	for c := range j.All() {
		days := c.Expires.Sub(time.Unix(1_700_000_000, 0)).Hours() / 24
		if c.Name != "c" && days != 400 {
			t.Errorf("%s: %v days", c.Name, days)
		}
	}
}

// Row 113.
func TestControlBytesAreNotSent(t *testing.T) {
	both(t, func(t *testing.T, j *cookiejar.CookieJar) {
		extract(j, "http://foo.com/", "a=b\x01\x00c")
		if got := sent(j, "http://foo.com/"); got != "" {
			t.Errorf("%q", got)
		}
	})
}

// Row 114.
func TestSameSite(t *testing.T) {
	j := cookiejar.NewCookieJar()
	extract(j, "https://www.foo.com/", "s=1; SameSite=Strict; HttpOnly", "l=2; samesite=LAX", "n=3; SameSite=None; secure", "bad=4; SameSite=None", "d=5")
	u, _ := url.Parse("https://www.foo.com/")
	for _, c := range []struct{ method, site, want string }{
		{"GET", "", "s=1; l=2; n=3; d=5"},
		{"POST", "", "s=1; l=2; n=3; d=5"},
		{"GET", "https://other.foo.com/page", "s=1; l=2; n=3; d=5"},
		{"GET", "http://www.foo.com/", "l=2; n=3; d=5"}, // another scheme is another site
		{"GET", "https://evil.com/", "l=2; n=3; d=5"},
		{"POST", "https://evil.com/", "n=3; d=5"},
		{"GET", "https://user@evil.com:99/", "l=2; n=3; d=5"},
	} {
		r := &http.Request{Method: c.method, URL: u}
		j.AddCookieHeader(cookiejar.HTTPRequestFrom(r, c.site))
		if got := r.Header.Get("Cookie"); got != c.want {
			t.Errorf("%s from %s: %s, want %s", c.method, c.site, got, c.want)
		}
	}
	image := newRequest("https://www.foo.com/", "evil.com") // which the user did not ask for
	j.AddCookieHeader(image)
	if got := image.headers["Cookie"]; got != "n=3; d=5" {
		t.Error(got)
	}
	j.ExtractCookies(cookiejar.ResponseHeader{"Set-Cookie": {"s=9; SameSite=Strict", "x=9; SameSite=Lax", "y=9"}}, newRequest("https://www.foo.com/", "evil.com"))
	if got := sent(j, "https://www.foo.com/"); got != "s=1; l=2; n=3; d=5; y=9" {
		t.Error(got)
	}
	for c := range j.All() {
		if c.Name == "s" && (!c.HTTPOnly() || c.SameSite() != "Strict") {
			t.Errorf("%#v", c)
		}
	}
}

// Row 187: what net/http/cookiejar lacks, in an http.Client.
func TestHTTPClient(t *testing.T) {
	name := filepath.Join(t.TempDir(), "cookies.txt")
	j := cookiejar.NewMozillaCookieJar(name)
	u, _ := url.Parse("https://www.example.com/a/b")
	j.SetCookies(u, []*http.Cookie{
		{Name: "a", Value: "1", MaxAge: 100, HttpOnly: true},
		{Name: "q", Value: "x y", Quoted: true, Path: "/", Expires: time.Unix(1_700_000_100, 0)},
		{Name: "super", Value: "1", Domain: "com"},
		{Name: "__Host-x", Value: "1"},
		{Name: "big", Value: strings.Repeat("x", 5000)},
		{Name: "gone", Value: "1", MaxAge: -1},
	})
	if err := j.Save(); err != nil {
		t.Fatal(err)
	}
	k := cookiejar.NewMozillaCookieJar(name)
	if err := k.Load(); err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, c := range k.Cookies(u) {
		got += c.String() + "|"
	}
	if got != `a=1|q="x y"|` {
		t.Error(got)
	}
	ftp, _ := url.Parse("ftp://www.example.com/a/b")
	if c := k.Cookies(ftp); c != nil {
		t.Error(c)
	}
}

// Row 195: RFC 6265bis.
func TestRFC6265bis(t *testing.T) {
	for _, c := range []struct{ url, header, ask, want string }{
		{"http://foo.com/a/b", "a=1", "http://foo.com/a/c", "a=1"},
		{"http://foo.com/a/b", "a=1", "http://foo.com/", ""},
		{"http://foo.com/a/b", "a=1; path=x", "http://foo.com/a", "a=1"},
		{"http://foo.com/a/b", "a=1; path=/; path=", "http://foo.com/", ""},
		{"http://foo.com/", "a=1; domain=FOO.com", "http://www.foo.com/", "a=1"},
		{"http://foo.com/", "a=1; domain=..foo.com", "http://foo.com/", ""},
		{"http://foo.com/", "a=1; domain=bar.com; domain=foo.com", "http://www.foo.com/", "a=1"},
		{"http://foo.com/", "a=1; domain=bar.com; domain=", "http://foo.com/", "a=1"},
		{"http://foo.com/", "a=1; domain=www.foo.com", "http://www.foo.com/", ""},
		{"http://foo.com./", "a=1", "http://foo.com/", "a=1"},
		{"http://localhost/", "a=1", "http://localhost/", "a=1"},
		{"http://localhost:8080/", "a=1", "http://localhost:9090/", "a=1"},
		{"http://foo.com/", "a", "http://foo.com/", "a"},
		{"http://foo.com/", "=a", "http://foo.com/", "a"},
		{"http://foo.com/", "=", "http://foo.com/", ""},
		{"http://foo.com/", "a=", "http://foo.com/", "a="},
		{"http://foo.com/", " a  = b c ", "http://foo.com/", "a=b c"},
		{"http://foo.com/", "a=1; max-age=x; max-age=5", "http://foo.com/", "a=1"},
		{"http://foo.com/", "a=1; max-age=-1", "http://foo.com/", ""},
		{"http://foo.com/", "a=1; max-age=0; expires=Wed, 01 Jan 2031 00:00:00 GMT", "http://foo.com/", ""},
		{"http://foo.com/", "a=1; max-age=5; expires=Wed, 01 Jan 1990 00:00:00 GMT", "http://foo.com/", "a=1"},
		{"http://foo.com/", "a=1; expires=Wed, 01 Jan 1990 00:00:00 GMT; expires=1 jan 31 1:2:3", "http://foo.com/", "a=1"},
		{"http://foo.com/", `a="1;2"`, "http://foo.com/", `a="1`},
		{"http://b\u00fccher.example/", "a=1; domain=b\u00fccher.example", "http://b\u00fccher.example/", ""}, // a host is in DNS's form
		{"http://xn--bcher-kva.example/", "a=1; domain=B\u00fccher.example", "http://www.xn--bcher-kva.example/", "a=1"},
	} {
		j := cookiejar.NewCookieJar()
		extract(j, c.url, c.header)
		if got := sent(j, c.ask); got != c.want {
			t.Errorf("%s from %s: %s gets %q, want %q", c.header, c.url, c.ask, got, c.want)
		}
	}
	// A deleted cookie is gone, one of another path stays.
	j := cookiejar.NewCookieJar()
	extract(j, "http://foo.com/", "a=1", "a=2; path=/x", "b=3; max-age=60")
	extract(j, "http://foo.com/", "a=; max-age=0")
	if got := sent(j, "http://foo.com/x"); got != "a=2; b=3" {
		t.Error(got)
	}
	cookiejar.SetNow(t, time.Unix(1_700_000_060, 0))
	if got := sent(j, "http://foo.com/x"); got != "a=2" || j.Len() != 1 {
		t.Error(got)
	}
}
