package cookiejar_test

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gobatteries/batteries/cookies/cookiejar"
)

func TestOneBadHeader(t *testing.T) {
	j := cookiejar.NewCookieJar(cookiejar.Policy(cookiejar.NewDefaultCookiePolicy()))
	extract(j, "http://foo.com/", "a=1", "b=2; max-age", "c=3; expires=Wed, 01 Jxx 2031 00:00:00 GMT", "d=4")
	if got := sent(j, "http://foo.com/"); got != "a=1; c=3; d=4" {
		t.Error(got)
	}
}

func TestHTTPOnlyInFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "cookies.txt")
	for _, spelling := range []string{"HttpOnly", "HTTPOnly", "httponly"} {
		j := cookiejar.NewMozillaCookieJar(name)
		extract(&j.CookieJar, "http://foo.com/", "a=1; max-age=9; "+spelling)
		if err := j.Save(); err != nil {
			t.Fatal(err)
		}
		data, _ := os.ReadFile(name)
		if !strings.Contains(string(data), "\n#HttpOnly_foo.com\tFALSE\t/\tFALSE\t1700000009\ta\t1\n") {
			t.Errorf("%s: %s", spelling, data)
		}
	}
	write(t, name, "# Netscape HTTP Cookie File\nfoo.com\tFALSE\t/\tFALSE\t0\ta\t1\n")
	j := cookiejar.NewMozillaCookieJar(name)
	if err := j.Load(); err != nil || j.Len() != 0 {
		t.Error(err, j)
	}
	if err := j.Load(cookiejar.IgnoreDiscard(true)); err != nil || j.Len() != 1 {
		t.Error(err, j)
	}
	j.ClearSessionCookies()
	if j.Len() != 0 {
		t.Error(j)
	}
}

func TestLWPLines(t *testing.T) {
	name := filepath.Join(t.TempDir(), "cookies.txt")
	write(t, name, "#LWP-Cookies-2.0\nSet-Cookie3: a=1; path=/; domain=foo.com\nSet-Cookie3: b=1; domain=foo.com; version=0\n")
	j := cookiejar.NewLWPCookieJar(name)
	var le *cookiejar.LoadError
	var oe *cookiejar.OSError
	if err := j.Load(cookiejar.IgnoreDiscard(true)); !errors.As(err, &le) || le.Line != 3 || !errors.As(err, &oe) || j.Len() != 1 {
		t.Error(err, j)
	}
	if got := j.AsLWPStr(); got != "Set-Cookie3: a=1; path=\"/\"; domain=foo.com; discard; version=0\n" {
		t.Error(got)
	}
	if got := j.AsLWPStr(cookiejar.IgnoreDiscard(false)); got != "" {
		t.Error(got)
	}
}

func TestFarMaxAge(t *testing.T) {
	name := filepath.Join(t.TempDir(), "cookies.txt")
	j := cookiejar.NewLWPCookieJar(name, cookiejar.Policy(cookiejar.NewDefaultCookiePolicy()))
	extract(&j.CookieJar, "http://foo.com/", "a=1; max-age=99999999999999999999999")
	if err := j.Save(); err != nil {
		t.Fatal(err)
	}
	if got := j.AsLWPStr(); !strings.Contains(got, `expires="9999-12-31 23:59:59Z"`) {
		t.Error(got)
	}
}

type noTrackers struct{ *cookiejar.DefaultCookiePolicy }

func (p noTrackers) SetOK(c *cookiejar.Cookie, r cookiejar.Request) bool {
	return c.Name != "tracker" && p.DefaultCookiePolicy.SetOK(c, r)
}

func (p noTrackers) SetOKName(*cookiejar.Cookie, cookiejar.Request) bool { return false }

type onlyA struct{ *cookiejar.ModernCookiePolicy }

func (p onlyA) ReturnOK(c *cookiejar.Cookie, r cookiejar.Request) bool {
	return c.Name == "a" && p.ModernCookiePolicy.ReturnOK(c, r)
}

func TestOwnPolicy(t *testing.T) {
	j := cookiejar.NewCookieJar(cookiejar.Policy(noTrackers{cookiejar.NewDefaultCookiePolicy()}))
	extract(j, "http://foo.com/", "a=1", "tracker=2")
	if got := sent(j, "http://www.foo.com/"); got != "a=1" {
		t.Error(got)
	}
	j = cookiejar.NewCookieJar(cookiejar.Policy(onlyA{cookiejar.NewModernCookiePolicy()}))
	extract(j, "http://foo.com/", "a=1", "b=2", "c=3; domain=com")
	if got := sent(j, "http://foo.com/"); got != "a=1" || j.Len() != 2 {
		t.Error(got, j)
	}
}

func TestAllIsASnapshot(t *testing.T) {
	j := cookiejar.NewCookieJar()
	extract(j, "http://foo.com/", "a=1", "b=2", "c=3")
	n := 0
	for c := range j.All() {
		j.Clear(cookiejar.Domain(c.Domain), cookiejar.Path(c.Path), cookiejar.Name(c.Name))
		n++
	}
	if n != 3 || j.Len() != 0 {
		t.Error(n, j)
	}
}

func TestClear(t *testing.T) {
	var j cookiejar.CookieJar
	fill := func() {
		extract(&j, "http://foo.com/", "a=1", "b=2", "c=3; path=/x")
		extract(&j, "http://bar.com/", "d=4; max-age=5")
	}
	fill()
	for _, c := range []struct {
		options []cookiejar.ClearOption
		text    string
		left    int
	}{
		{[]cookiejar.ClearOption{cookiejar.Name("a")}, "domain and path must be given to remove a cookie by name", 4},
		{[]cookiejar.ClearOption{cookiejar.Path("/")}, "domain must be given to remove cookies by path", 4},
		{[]cookiejar.ClearOption{cookiejar.Domain("nope")}, "'nope'", 4},
		{[]cookiejar.ClearOption{cookiejar.Domain("foo.com"), cookiejar.Path("/y")}, "'/y'", 4},
		{[]cookiejar.ClearOption{cookiejar.Domain("foo.com"), cookiejar.Path("/"), cookiejar.Name("z")}, "'z'", 4},
		{[]cookiejar.ClearOption{cookiejar.Domain("foo.com"), cookiejar.Path("/"), cookiejar.Name("a")}, "", 3},
		{[]cookiejar.ClearOption{cookiejar.Domain("foo.com"), cookiejar.Path("/")}, "", 2},
		{[]cookiejar.ClearOption{cookiejar.Domain("foo.com")}, "", 1},
		{nil, "", 0},
	} {
		err := j.Clear(c.options...)
		if text := ""; err != nil {
			if text = err.Error(); text != c.text {
				t.Errorf("%v: %v", c.options, err)
			}
		} else if c.text != "" {
			t.Errorf("%v: no error", c.options)
		}
		if j.Len() != c.left {
			t.Errorf("%v: %v", c.options, &j)
		}
	}
	fill()
	j.ClearSessionCookies()
	if got := j.String(); got != "<CookieJar[<Cookie d=4 for bar.com/>]>" {
		t.Error(got)
	}
	cookiejar.SetNow(t, time.Unix(1_700_000_005, 0))
	j.ClearExpiredCookies()
	if j.Len() != 0 {
		t.Error(&j)
	}
}

func TestRevert(t *testing.T) {
	name := filepath.Join(t.TempDir(), "cookies.txt")
	j := cookiejar.NewLWPCookieJar(name)
	extract(&j.CookieJar, "http://foo.com/", "a=1; max-age=9")
	if err := j.Save(); err != nil {
		t.Fatal(err)
	}
	extract(&j.CookieJar, "http://foo.com/", "b=1; max-age=9")
	if err := j.Revert(); err != nil || sent(&j.CookieJar, "http://foo.com/") != "a=1" {
		t.Error(err, j)
	}
	extract(&j.CookieJar, "http://foo.com/", "b=1; max-age=9")
	write(t, name, "junk")
	if err := j.Revert(); err == nil || sent(&j.CookieJar, "http://foo.com/") != "a=1; b=1" {
		t.Error(err, j)
	}
}

func TestFileErrors(t *testing.T) {
	var ni *cookiejar.NotImplementedError
	if err := cookiejar.NewFileCookieJar("x").Save(); !errors.As(err, &ni) {
		t.Error(err)
	}
	var ve *cookiejar.ValueError
	const text = "a filename was not supplied (nor was the CookieJar instance initialised with one)"
	for _, f := range []func(...cookiejar.FileOption) error{
		cookiejar.NewMozillaCookieJar("").Save, cookiejar.NewLWPCookieJar("").Load, cookiejar.NewLWPCookieJar("", cookiejar.DelayLoad(true)).Revert,
	} {
		if err := f(); !errors.As(err, &ve) || err.Error() != text {
			t.Error(err)
		}
	}
	name := filepath.Join(t.TempDir(), "none")
	var oe *cookiejar.OSError
	if err := cookiejar.NewMozillaCookieJar(name).Load(); !errors.As(err, &oe) || !errors.Is(err, fs.ErrNotExist) || !strings.HasSuffix(err.Error(), "'"+name+"'") {
		t.Error(err)
	}
	write(t, name, "# Netscape HTTP Cookie File\n"+strings.Repeat("x", 2<<20))
	if err := cookiejar.NewMozillaCookieJar(name).Load(); err == nil {
		t.Error("no error for a line of 2 MiB")
	}
}

func TestHTTPCookie(t *testing.T) {
	const line = "a=b; Domain=example.com; HttpOnly; Max-Age=60; Path=/; SameSite=Lax; Secure"
	j := cookiejar.NewCookieJar()
	extract(j, "https://www.example.com/", line, `q="x y"; SameSite=None; Secure; Partitioned`, "s=1; samesite=strict")
	got := ""
	for c := range j.All() {
		got += c.HTTPCookie().String() + "\n"
	}
	const want = "a=b; Path=/; Domain=example.com; Expires=Tue, 14 Nov 2023 22:14:20 GMT; HttpOnly; Secure; SameSite=Lax\n" +
		"q=\"x y\"; Path=/; Secure; SameSite=None; Partitioned\ns=1; Path=/; SameSite=Strict\n"
	if got != want {
		t.Error(got)
	}
}

// Goroutines that use a jar at the same time; run with -race.
func TestConcurrentUse(t *testing.T) {
	j := cookiejar.NewMozillaCookieJar(filepath.Join(t.TempDir(), "x"))
	u, _ := url.Parse("https://www.example.com/")
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for n := range 50 {
				name := string(rune('a' + (i+n)%26))
				j.SetCookies(u, []*http.Cookie{{Name: name, Value: "1", MaxAge: 60}})
				j.Cookies(u)
				for range j.All() {
					j.Len()
				}
				j.Clear(cookiejar.Domain("www.example.com"), cookiejar.Path("/"), cookiejar.Name(name))
				j.ClearExpiredCookies()
			}
			if err := j.Save(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestEmptyPlacesAreBounded(t *testing.T) {
	j := cookiejar.NewCookieJar(cookiejar.Policy(cookiejar.NewDefaultCookiePolicy()))
	for i := range 5000 {
		host := "http://h" + strings.Repeat("x", i%40) + string(rune('a'+i/200)) + ".com/"
		extract(j, host, "a=1; max-age=9")
		extract(j, host, "a=1; max-age=0")
	}
	if n := cookiejar.Places(j); n > 1100 || j.Len() != 0 {
		t.Error(n)
	}
}

func TestJarString(t *testing.T) {
	for _, c := range []struct {
		jar  fmt.Stringer
		want string
	}{
		{cookiejar.NewCookieJar(), "<CookieJar[]> <CookieJar[]>"},
		{cookiejar.NewFileCookieJar(""), "<FileCookieJar[]> <FileCookieJar[]>"},
		{cookiejar.NewMozillaCookieJar(""), "<MozillaCookieJar[]> <MozillaCookieJar[]>"},
		{cookiejar.NewLWPCookieJar(""), "<LWPCookieJar[]> <LWPCookieJar[]>"},
	} {
		if got := fmt.Sprintf("%v %#v", c.jar, c.jar); got != c.want {
			t.Error(got)
		}
	}
}

func TestCookieString(t *testing.T) {
	c := &cookiejar.Cookie{Version: 1, Name: "a", Value: "b'c", Port: "80", PortSpecified: true, Domain: ".e.com", DomainSpecified: true, Path: "/", Expires: time.Unix(5, 0), Rest: map[string]any{"z": nil, "y": "1"}}
	if got := c.String(); got != "<Cookie a=b'c for .e.com:80/>" {
		t.Error(got)
	}
	const want = `Cookie(version=1, name='a', value="b'c", port='80', port_specified=True, domain='.e.com', domain_specified=True, domain_initial_dot=False, path='/', path_specified=False, secure=False, expires=5, discard=False, comment=None, comment_url=None, rest={'y': '1', 'z': None}, rfc2109=False)`
	if got := c.GoString(); got != want {
		t.Error(got)
	}
	if v, ok := c.GetNonstandardAttr("z"); v != "" || !ok || c.HasNonstandardAttr("x") || !c.IsExpired(time.Time{}) || c.IsExpired(time.Unix(4, 0)) {
		t.Error(v, ok)
	}
}

func TestNonsense(t *testing.T) {
	policy := cookiejar.NewModernCookiePolicy()
	policy.MaxPerDomain = -1
	jar := cookiejar.NewCookieJar(cookiejar.Policy(policy))
	extract(jar, "http://example.com/", "a=1", "b=2")
	if n := jar.Len(); n != 0 {
		t.Errorf("%d cookies of at most -1", n)
	}
	var ve *cookiejar.ValueError
	if err := jar.SetCookie(nil); !errors.As(err, &ve) {
		t.Error(err)
	}
	jar.SetCookieIfOK(nil, newRequest("http://example.com/", nil))
}

// The policy may be set while a file is read.
func TestRevertAndSetPolicy(t *testing.T) {
	jar := cookiejar.NewLWPCookieJar(filepath.Join(t.TempDir(), "jar"))
	if err := jar.Save(); err != nil {
		t.Fatal(err)
	}
	done := make(chan bool)
	go func() {
		for range 100 {
			jar.SetPolicy(cookiejar.NewDefaultCookiePolicy())
		}
		close(done)
	}()
	for range 10 {
		if err := jar.Revert(); err != nil {
			t.Error(err)
		}
	}
	<-done
}
