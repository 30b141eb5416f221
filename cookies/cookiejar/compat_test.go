package cookiejar_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/cookies/cookiejar"
	"github.com/gobatteries/batteries/internal/live"
)

// pythonJar runs CPython's jars: it loads the file of its first argument, prints
// the cookies and saves them to the second.
const pythonJar = `
import sys, http.cookiejar
jar = getattr(http.cookiejar, sys.argv[1])()
jar.load(sys.argv[2], ignore_discard=True, ignore_expires=True)
for c in jar:
    print(repr((c.name, c.value, c.domain, c.path, c.secure, c.expires, c.has_nonstandard_attr("HTTPOnly") or c.has_nonstandard_attr("HttpOnly"))))
jar.save(sys.argv[3], ignore_discard=True, ignore_expires=True)
`

// A file written here is read by CPython, and what CPython writes then is read
// here.
func TestPythonReadsAndWrites(t *testing.T) {
	python := live.Python(t)
	for _, kind := range []string{"MozillaCookieJar", "LWPCookieJar"} {
		t.Run(kind, func(t *testing.T) {
			dir := t.TempDir()
			ours, theirs := filepath.Join(dir, "ours"), filepath.Join(dir, "theirs")
			jar := newFileJar(kind, ours)
			fillJar(&jar.CookieJar)
			if err := jar.Save(cookiejar.IgnoreDiscard(true)); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(python, "-c", pythonJar, kind, ours, theirs).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if n := strings.Count(string(out), "\n"); n != jar.Len() {
				t.Errorf("CPython read %d of %d cookies:\n%s", n, jar.Len(), out)
			}
			for _, part := range []string{`('a', '1', '.example.com', '/', True, 1700000100`, `('quoted', '"x y; z"'`, `('session', 's', 'www.example.com', '/p', False, None`, `('flag', None,`} {
				if !strings.Contains(string(out), part) {
					t.Errorf("CPython did not read %s:\n%s", part, out)
				}
			}
			back := newFileJar(kind, theirs)
			if err := back.Load(cookiejar.IgnoreDiscard(true), cookiejar.IgnoreExpires(true)); err != nil {
				t.Fatal(err)
			}
			if got, want := plain(&back.CookieJar), plain(&jar.CookieJar); got != want {
				t.Errorf("back from CPython:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func newFileJar(kind, name string) *cookiejar.FileCookieJar {
	if kind == "LWPCookieJar" {
		return &cookiejar.NewLWPCookieJar(name).FileCookieJar
	}
	return &cookiejar.NewMozillaCookieJar(name).FileCookieJar
}

func fillJar(j *cookiejar.CookieJar) {
	extract(j, "https://www.example.com/p/q",
		"a=1; domain=example.com; path=/; secure; max-age=100; HttpOnly",
		`quoted="x y"; max-age=50`, "session=s", "flag; max-age=10", "empty=; max-age=10", "k=v=w, x; path=/other; max-age=7; SameSite=Lax")
	j.SetCookie(&cookiejar.Cookie{Name: "quoted", Value: `"x y; z"`, Domain: "www.example.com", Path: "/p", Expires: time.Unix(1_700_000_050, 0)})
}

// plain writes what every format keeps of the cookies.
func plain(j *cookiejar.CookieJar) string {
	var b strings.Builder
	for c := range j.All() {
		fmt.Fprintln(&b, c.Name, c.Value, c.NoValue, c.Domain, c.Path, c.Secure, c.Expires.Unix(), c.Discard)
	}
	return b.String()
}

// curl finds curl, and skips the test without it but in CI.
func curl(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("curl")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("CI has no curl")
		}
		t.Skip("needs curl")
	}
	return path
}

// curl sends the cookies of a file written here, and its own file is read here.
func TestCurlReadsAndWrites(t *testing.T) {
	path := curl(t)
	var got string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("Cookie")
		w.Header()["Set-Cookie"] = []string{"fromcurl=1; max-age=500; path=/; HttpOnly", "curlsession=2; path=/x", `dotted="v w"; domain=example.test; path=/; max-age=500`}
	}))
	defer server.Close()
	cookiejar.SetNow(t, time.Now())
	dir := t.TempDir()
	ours, theirs := filepath.Join(dir, "ours"), filepath.Join(dir, "theirs")
	jar := cookiejar.NewMozillaCookieJar(ours)
	extract(&jar.CookieJar, "http://www.example.test/x/y", "a=1; max-age=100", `q="x y"; path=/; max-age=100; domain=example.test; HttpOnly`, "other=1; path=/other; max-age=100", "empty=; max-age=100")
	extract(&jar.CookieJar, "https://www.example.test/x/y", "sec=1; secure; max-age=100")
	extract(&jar.CookieJar, "https://www.example.test/x/y", "ses=1")
	jar.CurlSessions = true
	if err := jar.Save(cookiejar.IgnoreDiscard(true)); err != nil {
		t.Fatal(err)
	}
	port := server.URL[strings.LastIndexByte(server.URL, ':')+1:]
	cmd := exec.Command(path, "-sS", "--noproxy", "*", "--resolve", "www.example.test:"+port+":127.0.0.1", "-b", ours, "-c", theirs, "http://www.example.test:"+port+"/x/y")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"a=1", `q="x y"`, "empty=", "ses=1"} {
		if !strings.Contains("; "+got+";", "; "+want+";") {
			t.Errorf("curl sent %s, not %s", got, want)
		}
	}
	if strings.Contains(got, "sec=") || strings.Contains(got, "other=") {
		t.Errorf("curl sent %s", got)
	}
	back := cookiejar.NewMozillaCookieJar(theirs)
	if err := back.Load(cookiejar.IgnoreDiscard(true)); err != nil {
		data, _ := os.ReadFile(theirs)
		t.Fatalf("%v\n%s", err, data)
	}
	if got := sent(&back.CookieJar, "https://www.example.test/x/y"); got == "" {
		t.Error("nothing from curl's file")
	} else {
		for _, want := range []string{"a=1", `q="x y"`, "empty=", "sec=1", "ses=1", "fromcurl=1", "curlsession=2", `dotted="v w"`} {
			if !strings.Contains("; "+got+";", "; "+want+";") {
				t.Errorf("from curl's file %s, not %s", got, want)
			}
		}
	}
	for c := range back.All() {
		if http := c.Name == "q" || c.Name == "fromcurl"; c.HTTPOnly() != http {
			t.Errorf("%#v", c)
		}
		if c.Discard != (c.Name == "curlsession" || c.Name == "ses") {
			t.Errorf("%#v", c)
		}
	}
}
