package robots

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"
)

// serve returns the URL of a robots.txt that a handler answers for.
func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL + "/robots.txt"
}

// Row 50: a digit that is none must not end the reading.
func TestSuperscriptDigit(t *testing.T) {
	p := parsed("User-agent: *\nCrawl-delay: \u00b2\nDisallow: /a")
	if p.CanFetch("x", "/a") {
		t.Error("the rule behind the Crawl-delay is lost")
	}
	if _, ok := p.CrawlDelay("x"); ok {
		t.Error("a superscript counts as a number")
	}
}

// Row 51: nor may a number that is too long for Python's int().
func TestLongNumber(t *testing.T) {
	for _, line := range []string{"Crawl-delay: " + strings.Repeat("9", 5000), "Request-rate: " + strings.Repeat("9", 5000) + "/1", "Request-rate: 1/" + strings.Repeat("9", 5000)} {
		p := parsed("User-agent: *\n" + line + "\nDisallow: /a")
		if p.CanFetch("x", "/a") {
			t.Errorf("%.20s…: the rule behind it is lost", line)
		}
	}
	p := parsed("User-agent: *\nCrawl-delay: " + strings.Repeat("9", 5000))
	if d, ok := p.CrawlDelay("x"); !ok || d <= 0 {
		t.Errorf("CrawlDelay = %d, %v; want the largest int", d, ok)
	}
	if d, ok := p.Delay("x"); !ok || d <= 0 {
		t.Errorf("Delay = %d, %v; want the largest Duration", d, ok)
	}
}

// Files that list names again and again, or thousands of them, take the time and
// memory of other files of their length.
func TestManyNames(t *testing.T) {
	const n = 15_000
	var names, groups strings.Builder
	for i := range n {
		fmt.Fprintf(&names, "User-agent:%d\n", i)
		fmt.Fprintf(&groups, "User-agent:%d\nAllow:/\n", i)
	}
	once := names.String() + "Disallow:/a\n"
	for kind, text := range map[string]string{
		"one name in one list":   strings.Repeat("User-agent:x\n", n) + strings.Repeat("Disallow:/a\n", n),
		"one name in many lists": strings.Repeat("User-agent:x\nDisallow:/a\n", n),
		"one name in two lists":  strings.Repeat(strings.Repeat("User-agent:x\n", n)+"Disallow:/a\n", 2),
		"many names":             once,
		"many names in two":      once + once,
		"a list, then groups":    once + groups.String(),
		"groups, then a list":    groups.String() + names.String() + strings.Repeat("Disallow:/a\n", n),
	} {
		t.Run(kind, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			p := NewRobotFileParser("")
			p.ParseText(text)
			for _, agent := range []string{"x", "17", "nobody", "xx14999/1"} {
				p.CanFetch(agent, "/a")
				p.Explain(agent, "/a")
				p.CrawlDelay(agent)
			}
			Lint(text)
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("%v for %d bytes", d, len(text))
			}
			runtime.ReadMemStats(&after)
			if n := after.TotalAlloc - before.TotalAlloc; n > 200<<20 {
				t.Errorf("%d MB for %d bytes", n>>20, len(text))
			}
		})
	}
}

// Row 52: what a status means.
func TestStatus(t *testing.T) {
	for _, c := range []struct {
		status int
		opts   []Option
		allow  bool
	}{
		{401, nil, false}, {403, nil, false}, {400, nil, true}, {404, nil, true}, {410, nil, true}, {429, nil, true}, {451, nil, true},
		{500, nil, false}, {503, nil, false}, {599, nil, false}, {429, []Option{TooManyRequests(true)}, false},
	} {
		url := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(c.status) })
		p := NewRobotFileParser(url, c.opts...)
		if err := p.Read(); err != nil {
			t.Errorf("%d: %v", c.status, err)
		}
		if got := p.CanFetch("x", "/a"); got != c.allow {
			t.Errorf("%d %v: CanFetch = %v, want %v", c.status, c.opts, got, c.allow)
		}
	}
}

// A file that comes after an error replaces what the error meant, and the other
// way round. Python keeps both.
func TestReadReplaces(t *testing.T) {
	status := 404
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(status)
		io.WriteString(w, "User-agent: *\nDisallow: /a")
	})
	p := NewRobotFileParser(url)
	for _, c := range []struct {
		status int
		a, b   bool
	}{{404, true, true}, {200, false, true}, {503, false, false}, {200, false, true}, {404, true, true}} {
		status = c.status
		if err := p.Read(); err != nil {
			t.Fatal(err)
		}
		if a, b := p.CanFetch("x", "/a"), p.CanFetch("x", "/b"); a != c.a || b != c.b {
			t.Errorf("after %d: %v %v, want %v %v", c.status, a, b, c.a, c.b)
		}
	}
	if n := len(p.Entries()); n != 1 {
		t.Errorf("%d groups after five readings, want 1", n)
	}
}

// Row 53: an endless file ends at the cap, and a silent server at the context.
func TestEndlessFile(t *testing.T) {
	sent := make(chan int, 1)
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n := 0
		line := []byte("User-agent: *\nDisallow: /" + strings.Repeat("a", 1000) + "\n")
		for n < 100<<20 {
			m, err := w.Write(line)
			if n += m; err != nil {
				break
			}
		}
		sent <- n
	})
	p := NewRobotFileParser(url)
	if err := p.Read(); err != nil {
		t.Fatal(err)
	}
	if n := len(p.Entries()); n < 400 || n > 600 {
		t.Errorf("%d groups of a kilobyte each; want those in 500 KiB", n)
	}
	if n := <-sent; n > 20<<20 {
		t.Errorf("%d bytes were read", n)
	}
	p = NewRobotFileParser(url, MaxSize(2000))
	if err := p.Read(); err != nil || len(p.Entries()) > 2 {
		t.Errorf("MaxSize: %d groups, %v", len(p.Entries()), err)
	}
	<-sent
}

func TestSilentServer(t *testing.T) {
	done := make(chan struct{})
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { <-done })
	defer close(done)
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if err := NewRobotFileParser(url).ReadContext(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v, want the context's error", err)
	}
}

// Row 54: no pattern takes more than linear time. The test counts no time: with
// backtracking it would not end.
func TestManyStars(t *testing.T) {
	p := parsed("User-agent: *\nDisallow: /" + strings.Repeat("a*", 2000) + "b$\nDisallow: /*" + strings.Repeat("a*", 2000) + "c")
	path := "/" + strings.Repeat("a", 60_000)
	for _, mode := range []Mode{CPython, RFC9309, Google} {
		if !p.CanFetch("x", path) || p.CanFetch("x", path+"b") || p.CanFetch("x", path+"cd") {
			t.Errorf("%d: wrong answer", mode)
		}
	}
}

// Row 55.
func TestByteOrderMark(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "\ufeffUser-agent: *\nDisallow: /") })
	for _, keep := range []bool{false, true} {
		p := NewRobotFileParser(url, KeepBOM(keep))
		if err := p.Read(); err != nil {
			t.Fatal(err)
		}
		if got := p.CanFetch("x", "/a"); got != keep {
			t.Errorf("KeepBOM(%v): CanFetch = %v", keep, got)
		}
	}
}

// Row 56: what was fetched is cut at line ends of HTTP alone.
func TestSmuggledLines(t *testing.T) {
	const text = "User-agent: *\nDisallow: /a\u0085Allow: /a\nDisallow: /b\fAllow: /b\nDisallow: /c\u2028Allow: /c\rDisallow: /d\r\n"
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, text) })
	read := NewRobotFileParser(url)
	if err := read.Read(); err != nil {
		t.Fatal(err)
	}
	if rules := read.Entries()[0].RuleLines; len(rules) != 4 {
		t.Errorf("%d rules, want 4: %v", len(rules), rules)
	}
	if read.CanFetch("x", "/d") {
		t.Error("/d may be fetched")
	}
	if rules := parsed(text).Entries()[0].RuleLines; len(rules) != 7 {
		t.Errorf("ParseText: %d rules, want 7 as Python has them: %v", len(rules), rules)
	}
}

// Row 57: a name that is part of another, both ways.
func TestAgentAsPartOfAnother(t *testing.T) {
	const text = "User-agent: bot\nDisallow: /"
	for _, c := range []struct {
		mode  Mode
		agent string
		allow bool
	}{
		{CPython, "bot", false}, {CPython, "notabot", false}, {CPython, "bot/2.1", false}, {CPython, "bo", true},
		{RFC9309, "bot", false}, {RFC9309, "notabot", true}, {RFC9309, "BOT/2.1", false}, {RFC9309, "botany", true},
		{Google, "bot", false}, {Google, "notabot", true}, {Google, "BOT", false},
	} {
		p := NewRobotFileParser("", c.mode)
		p.ParseText(text)
		if got := p.CanFetch(c.agent, "/x"); got != c.allow {
			t.Errorf("mode %d, %q: CanFetch = %v, want %v", c.mode, c.agent, got, c.allow)
		}
	}
}

// Row 58: the rule that matches most, or the longest rule.
func TestSpecificity(t *testing.T) {
	for mode, allow := range map[Mode]bool{CPython: false, RFC9309: true, Google: true} {
		p := NewRobotFileParser("", mode)
		p.ParseText("User-agent: *\nDisallow: /*\nAllow: /abc")
		if got := p.CanFetch("x", "/abcdefghijk"); got != allow {
			t.Errorf("mode %d: CanFetch = %v, want %v", mode, got, allow)
		}
	}
}

// Row 59: no files, and five redirects.
func TestOnlyHTTP(t *testing.T) {
	for _, url := range []string{"file:///etc/hostname", "FILE:/etc/hostname", "ftp://127.0.0.1:1/robots.txt", "data:,User-agent:", "robots.txt", ""} {
		if err := NewRobotFileParser(url).Read(); !errors.As(err, new(*ValueError)) {
			t.Errorf("%q: %v, want a ValueError", url, err)
		}
	}
	p := NewRobotFileParser("data:,User-agent:%20*%0ADisallow:%20/a", AnyScheme(true))
	if err := p.Read(); err != nil || p.CanFetch("x", "/a") {
		t.Errorf("AnyScheme: %v, CanFetch %v", err, p.CanFetch("x", "/a"))
	}
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/hostname", http.StatusFound)
	})
	if err := NewRobotFileParser(url).Read(); err == nil {
		t.Error("a redirect to a file was followed")
	}
}

func TestRedirects(t *testing.T) {
	for _, c := range []struct {
		hops int
		ok   bool
	}{{5, true}, {6, false}} {
		n := 0
		url := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if n < c.hops {
				n++
				http.Redirect(w, r, fmt.Sprint("/", n), http.StatusMovedPermanently)
				return
			}
			io.WriteString(w, "User-agent: *\nDisallow: /a")
		})
		p := NewRobotFileParser(url)
		err := p.Read()
		if got := err == nil && !p.CanFetch("x", "/a"); got != c.ok {
			t.Errorf("%d redirects: %v, want ok %v", c.hops, err, c.ok)
		}
	}
}

// A URL that Python raises a ValueError for may not be fetched.
func TestBadURL(t *testing.T) {
	p := parsed("User-agent: *\nAllow: /")
	if p.CanFetch("x", "http://[x") {
		t.Error("CanFetch of a URL that can't be parsed")
	}
	if _, err := p.Explain("x", "http://[x"); !errors.As(err, new(*ValueError)) {
		t.Errorf("Explain: %v, want a ValueError", err)
	}
}

// Nothing is left behind by requests that fail.
func TestNoGoroutineStays(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(503) })
	before := runtime.NumGoroutine()
	for range 20 {
		if err := NewRobotFileParser(url).Read(); err != nil {
			t.Fatal(err)
		}
	}
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	for range 100 {
		if runtime.NumGoroutine() <= before+8 { // connections of the pool
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}
