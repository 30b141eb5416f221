package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/uuid"
)

var background = context.Background()

func TestSite(t *testing.T) {
	s := newSite(t)
	s.robots("User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /private/")
	s.html("/{$}", `<title>Home</title><a href=a>A</a> <a href="a#part">A again</a> <a href=/>home</a>
		<a href=broken>B</a><a href=file>F</a><a href=missing>M</a><a href=private/x>P</a><a href=quiet>Q</a><a href=header>H</a><a href=base/>base</a>
		<a rel=nofollow href=secret1>S</a><!-- <a href=secret2> --><script>"<a href=secret3>"</script>
		<a href=mailto:me@example.com>mail</a><a href=http://elsewhere.example/>other host</a><a href=http://user:pw@127.0.0.1/>user</a>`)
	s.html("/a", `<a href=/>loop</a><link rel=next href=a2>`)
	s.HandleFunc("/a2", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "TEXT/HTML; charset=utf-8")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		io.WriteString(z, "<map><area href=a></map><link rel=stylesheet href=secret4>")
	})
	s.html("/broken", `<html><title>Bro<ken</title><a href="/c"<p><a href='unclosed`)
	s.html("/c", "")
	s.html("/quiet", `<title>Hush</title><meta name=robots content=none><a href=secret5>`)
	s.HandleFunc("/header", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("X-Robots-Tag", "nofollow")
		io.WriteString(w, "<title>Header</title><a href=secret6>")
	})
	s.html("/base/", `<base href="/sub/dir/"><a href=../page>`)
	s.html("/sub/page", `<title>  caf&eacute;  </title>`)
	s.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/pdf")
		io.WriteString(w, "<a href=secret7>")
	})
	r := crawl(t, background, s.url)
	if r.code != 0 {
		t.Fatal(r.code, r.stderr)
	}
	want := []string{"/", "/a", "/a2", "/base/", "/broken", "/c", "/file", "/header", "/missing", "/private/x", "/quiet", "/sub/page"}
	if diff := cmp.Diff(want, paths(s, r.pages)); diff != "" {
		t.Error(diff)
	}
	asked := s.log()
	if asked[0] != "/robots.txt" || asked[1] != "/" || slices.Contains(asked, "/private/x") {
		t.Errorf("the site was asked for %q", asked)
	}
	pages := r.byPath(s)
	for path, want := range map[string]page{
		"/":          {Status: 200, Type: "text/html", Title: "Home"},
		"/a2":        {Status: 200, Type: "text/html", Links: []string{s.url + "/a"}, target: target{From: s.url + "/a", Depth: 2}},
		"/file":      {Status: 200, Type: "application/pdf", Size: 16, target: target{From: s.url + "/", Depth: 1}},
		"/missing":   {Status: 404, Error: "HTTP Error 404: Not Found", Type: "text/plain", Size: 19, target: target{From: s.url + "/", Depth: 1}},
		"/private/x": {Refused: true, Error: `robots.txt: refused by line 5, "Disallow: /private/", for "*"`, target: target{From: s.url + "/", Depth: 1}},
		"/quiet":     {Status: 200, NoIndex: true, Type: "text/html", target: target{From: s.url + "/", Depth: 1}},
		"/header":    {Status: 200, Title: "Header", Type: "text/html", target: target{From: s.url + "/", Depth: 1}},
		"/broken":    {Status: 200, Title: "Bro<ken", Type: "text/html", Links: []string{s.url + "/c"}, target: target{From: s.url + "/", Depth: 1}},
		"/sub/page":  {Status: 200, Title: "café", Type: "text/html", target: target{From: s.url + "/base/", Depth: 2}},
	} {
		got := pages[path]
		if got.ID != uuid.UUID5(uuid.NamespaceURL, s.url+path) || time.Since(got.Fetched) > time.Minute {
			t.Errorf("%s: %v, %v", path, got.ID, got.Fetched)
		}
		want.ID, want.Fetched, want.URL = got.ID, got.Fetched, got.URL
		if path == "/" {
			want.Links = got.Links
		}
		if want.Size == 0 {
			want.Size = got.Size
		}
		if want.Links == nil {
			want.Links = []string{}
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(page{})); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
	if !slices.Contains(pages["/"].Links, "http://elsewhere.example/") {
		t.Error("links to other hosts are left out of the output")
	}
}

func TestRedirects(t *testing.T) {
	other := newSite(t)
	other.html("/", "other")
	s := newSite(t)
	s.robots("User-agent: *\nDisallow: /private/")
	s.html("/{$}", `<a href=self><a href=ping><a href=out><a href=into><a href=hop?n=0><a href=ftp><a href=none><a href=good>`)
	s.redirect("/self", "/self")
	s.redirect("/ping", "SITE/pong")
	s.redirect("/pong", "ping")
	s.redirect("/out", other.url+"/")
	s.redirect("/into", "/private/x#y")
	s.redirect("/good", "sub/")
	s.html("/sub/", "<a href=deeper>")
	s.html("/sub/deeper", "")
	s.redirect("/ftp", "ftp://127.0.0.1/")
	s.HandleFunc("/none", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusFound) })
	s.HandleFunc("/hop", func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscan(r.FormValue("n"), &n)
		http.Redirect(w, r, fmt.Sprint("/hop?n=", n+1), http.StatusMovedPermanently)
	})

	r := crawl(t, background, s.url)
	pages := r.byPath(s)
	for path, to := range map[string]string{
		"/self": s.url + "/self", "/ping": s.url + "/pong", "/pong": s.url + "/ping", "/out": other.url + "/", "/into": s.url + "/private/x", "/good": s.url + "/sub/",
	} {
		if p := pages[path]; p.Status != 302 || p.Redirect != to || p.Error != "" {
			t.Errorf("%s: %+v", path, p)
		}
	}
	for _, path := range []string{"/ftp", "/none"} {
		if p := pages[path]; p.Status != 302 || p.Redirect != "" || !strings.HasPrefix(p.Error, "HTTP Error 302: ") {
			t.Errorf("%s: %+v", path, p)
		}
	}
	if p := pages["/private/x"]; !p.Refused || p.From != s.url+"/into" {
		t.Errorf("%+v", p)
	}
	if p := pages["/sub/"]; p.Status != 200 || p.Depth != 1 || p.Hops != 1 || pages["/sub/deeper"].Depth != 2 || pages["/sub/deeper"].Hops != 0 {
		t.Errorf("%+v", p)
	}
	if p, ok := pages[fmt.Sprint("/hop?n=", maxRedirects)]; !ok || p.Error != "too many redirects" || p.Hops != maxRedirects {
		t.Errorf("%+v", p)
	}
	if _, ok := pages[fmt.Sprint("/hop?n=", maxRedirects+1)]; ok {
		t.Error("redirects without end")
	}
	if asked := s.log(); slices.Contains(asked, "/private/x") {
		t.Errorf("the site was asked for %q", asked)
	}
	if asked := other.log(); asked != nil {
		t.Errorf("the other host was asked for %q", asked)
	}

	// With -hosts it is visited, but its robots.txt is asked first.
	other.HandleFunc("/robots.txt", http.NotFound)
	crawl(t, background, "-hosts", " x.example, "+strings.TrimPrefix(other.url, "http://"), s.url)
	if diff := cmp.Diff([]string{"/robots.txt", "/"}, other.log()); diff != "" {
		t.Error(diff)
	}
}

func TestSlowPages(t *testing.T) {
	s := newSite(t)
	s.html("/{$}", "<a href=slow><a href=drip><a href=fine>")
	s.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	s.HandleFunc("/drip", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for r.Context().Err() == nil {
			io.WriteString(w, "<a href=fine2>")
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	})
	s.html("/fine", "")
	s.html("/fine2", "")
	r := crawl(t, background, "-timeout", "1s", s.url)
	pages := r.byPath(s)
	if p := pages["/slow"]; p.Status != 0 || p.Error != "no end after 1s" {
		t.Errorf("%+v", p)
	}
	if p := pages["/drip"]; p.Status != 200 || p.Error != "no end after 1s" {
		t.Errorf("%+v", p)
	}
	if pages["/fine"].Status != 200 || pages["/fine2"].Status != 200 || r.code != 0 {
		t.Errorf("%+v", r)
	}
}

// A server that falls silent is left alone, and the pages that are left are not lost.
func TestSilentServer(t *testing.T) {
	s := newSite(t)
	var links strings.Builder
	for i := range 20 {
		fmt.Fprintf(&links, "<a href=%d>", i)
	}
	var down atomic.Bool
	down.Store(true)
	s.html("/{$}", links.String())
	s.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if down.Load() {
			panic(http.ErrAbortHandler)
		}
	})
	s.HandleFunc("/robots.txt", http.NotFound)
	output, state := files(t)
	r := crawl(t, background, "-o", output, "-state", state, s.url)
	if r.code != 1 || !strings.Contains(r.stderr, "left: 16") || !strings.Contains(r.stderr, "is left alone: no answer 5 times in a row") || !strings.Contains(r.stderr, "to go on with them") {
		t.Errorf("%d: %s", r.code, r.stderr)
	}
	down.Store(false)
	r = crawl(t, background, "-o", output, "-state", state, s.url)
	if pages := readPages(t, readFile(t, output)); r.code != 0 || len(slices.Compact(paths(s, pages))) != 21 || len(pages) != 21 {
		t.Errorf("%d: %s%q", r.code, r.stderr, paths(s, pages))
	}
}

func TestNoServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	r := crawl(t, background, "http://"+l.Addr().String())
	if r.code != 1 || !strings.Contains(r.stderr, "its robots.txt can't be read") || r.pages != nil {
		t.Errorf("%+v", r)
	}
}

// What the robots.txt says when a page's turn comes is what counts.
func TestRobotsChanges(t *testing.T) {
	s := newSite(t)
	var text atomic.Value
	text.Store("User-agent: *\nDisallow: /b")
	s.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, text.Load().(string)) })
	s.html("/{$}", "<a href=a><a href=b><a href=c><a href=d>")
	s.html("/", "")
	output, state := files(t)
	crawl(t, background, "-max", "2", "-o", output, "-state", state, s.url)
	text.Store("User-agent: *\nDisallow: /c")
	if r := crawl(t, background, "-o", output, "-state", state, s.url); r.code != 0 {
		t.Error(r.stderr)
	}
	if diff := cmp.Diff([]string{"/robots.txt", "/", "/a", "/robots.txt", "/b", "/d"}, s.log()); diff != "" {
		t.Error(diff)
	}
	if p := (result{pages: readPages(t, readFile(t, output))}).byPath(s); !p["/c"].Refused || p["/b"].Refused || len(p) != 5 {
		t.Errorf("%+v", p)
	}
	text.Store("User-agent: *\nDisallow: /")
	if r := crawl(t, background, s.url); r.code != 0 || len(r.pages) != 1 || !r.pages[0].Refused {
		t.Errorf("%+v", r)
	}
}

// As long as the robots.txt can't be had nothing is fetched, and nothing lost.
func TestRobotsUnavailable(t *testing.T) {
	for _, status := range []int{401, 403, 500, 503} {
		s := newSite(t)
		var code atomic.Int32
		s.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(int(code.Load())) })
		s.html("/{$}", "<a href=a>")
		s.html("/a", "")
		output, state := files(t)
		code.Store(int32(status))
		r := crawl(t, background, "-o", output, "-state", state, s.url)
		if asked := s.log(); r.code != 1 || !strings.Contains(r.stderr, "refuses or fails to give its robots.txt") || !slices.Equal(asked, []string{"/robots.txt"}) {
			t.Errorf("%d: %+v, the site was asked for %q", status, r, asked)
		}
		code.Store(404)
		r = crawl(t, background, "-o", output, "-state", state, s.url)
		if got := paths(s, readPages(t, readFile(t, output))); r.code != 0 || !slices.Equal(got, []string{"/", "/a"}) {
			t.Errorf("%d: %+v, %q", status, r, got)
		}
	}
}

func TestSlowRobots(t *testing.T) {
	s := newSite(t)
	s.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	r := crawl(t, background, "-timeout", "200ms", s.url)
	if asked := s.log(); r.code != 1 || !strings.Contains(r.stderr, "its robots.txt can't be read") || len(asked) != 1 {
		t.Errorf("%+v, the site was asked for %q", r, asked)
	}
}

// Links without end are followed as far as -max and -depth allow.
func TestEndlessLinks(t *testing.T) {
	s := newSite(t)
	s.HandleFunc("/robots.txt", http.NotFound)
	s.HandleFunc("/calendar", func(w http.ResponseWriter, r *http.Request) {
		var day int
		fmt.Sscan(r.FormValue("day"), &day)
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<a href=?day=%d><a href=?day=%d>", day+1, day-1)
	})
	s.HandleFunc("/x/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<a href=%sx/><a href=more/x/>", r.URL.Path[1:])
	})
	s.HandleFunc("/grow", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<a href=?%s%s>", r.URL.RawQuery, strings.Repeat("x", 500))
	})
	for _, c := range []struct {
		args  []string
		pages int
		left  bool
	}{
		{[]string{"-max", "50", "-depth", "1000", s.url + "/calendar"}, 50, true},
		{[]string{"-depth", "3", s.url + "/calendar"}, 1 + 2*3 + 1, false}, // day=0 is a page of its own
		{[]string{"-depth", "0", s.url + "/calendar"}, 1, false},
		{[]string{"-depth", "1000", s.url + "/grow"}, 4, false},
	} {
		r := crawl(t, background, c.args...)
		if r.code != 0 || len(r.pages) != c.pages || strings.Contains(r.stderr, "left: 0") == c.left {
			t.Errorf("%q: %d pages, %d: %s", c.args, len(r.pages), r.code, r.stderr)
		}
	}
	if r := crawl(t, background, "-depth", "1000", s.url+"/x/"); r.code != 0 || len(r.pages) > 20 || strings.Contains(r.stderr, "traps: 0") {
		t.Errorf("%d pages, %d: %s", len(r.pages), r.code, r.stderr)
	}
}

func TestHugePage(t *testing.T) {
	s := newSite(t)
	endless := func(contentType string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", contentType)
			io.WriteString(w, "<a href=/first>")
			for filler := strings.Repeat(" ", 64<<10); r.Context().Err() == nil; {
				if _, err := io.WriteString(w, filler); err != nil {
					return
				}
			}
		}
	}
	s.html("/{$}", "<a href=page><a href=film>")
	s.HandleFunc("/page", endless("text/html"))
	s.HandleFunc("/film", endless("video/mp4"))
	r := crawl(t, background, s.url)
	pages := r.byPath(s)
	if p := pages["/page"]; !p.Truncated || p.Size != maxBody || len(p.Links) != 1 || p.Error != "" {
		t.Errorf("%+v", p)
	}
	if p := pages["/film"]; p.Status != 200 || p.Size != 0 || p.Error != "" {
		t.Errorf("%+v", p)
	}
	if pages["/first"].Status != 404 || r.code != 0 {
		t.Errorf("%+v", r)
	}
}

func TestCommandLine(t *testing.T) {
	for _, args := range [][]string{
		{}, {"http://a/", "http://b/"}, {"nonsense"}, {"ftp://a/"}, {"-max", "0", "http://a/"}, {"-depth", "-1", "http://a/"}, {"-delay", "-1s", "http://a/"},
		{"-timeout", "0", "http://a/"}, {"-agent", " ", "http://a/"}, {"-agent", "a\nb", "http://a/"}, {"-nosuch", "http://a/"}, {"-o", "x", "-state", "./x", "http://a/"},
	} {
		if r := crawl(t, background, args...); r.code != 2 || r.stderr == "" {
			t.Errorf("%q: %+v", args, r)
		}
	}
	if r := crawl(t, background, "-h"); r.code != 0 || !strings.Contains(r.stderr, "usage: crawler") {
		t.Errorf("%+v", r)
	}
}

func TestAgent(t *testing.T) {
	s := newSite(t)
	s.robots("User-agent: testbot\nDisallow: /a\n\nUser-agent: *\nDisallow: /")
	var agents []string
	s.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) {
		agents = append(agents, r.UserAgent())
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, "<a href=a><a href=b><meta name=testbot content=noindex>")
	})
	r := crawl(t, background, "-agent", "TestBot/1.5 (me@example.com)", s.url)
	pages := r.byPath(s)
	if !slices.Equal(agents, []string{"TestBot/1.5 (me@example.com)"}) || !pages["/a"].Refused || pages["/b"].Refused || !pages["/"].NoIndex {
		t.Errorf("%q, %+v", agents, pages)
	}
}
