package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/robots"
)

// A pipeListener is a network in memory, for which time can be faked.
type pipeListener chan net.Conn

func (l pipeListener) Accept() (net.Conn, error) {
	conn, ok := <-l
	if !ok {
		return nil, net.ErrClosed
	}
	return conn, nil
}

func (pipeListener) Close() error   { return nil }
func (pipeListener) Addr() net.Addr { return &net.TCPAddr{} }

func (l pipeListener) dial(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	l <- server
	return client, nil
}

// timeline crawls a site on a faked clock and returns when each request came, in
// seconds after the first. If interrupt is not 0 it comes after that time.
func timeline(t *testing.T, handler http.Handler, interrupt time.Duration, args ...string) (timeline []string, r result) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		l := make(pipeListener)
		server := http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			timeline = append(timeline, fmt.Sprint(time.Since(begun).Seconds(), " ", r.URL.Path))
			handler.ServeHTTP(w, r)
		})}
		go server.Serve(l)
		transport := &http.Transport{DialContext: l.dial}
		network := func() fetch.Handler { return fetch.NewHTTPHandler(fetch.Transport(transport)) }

		var stdout, stderr bytes.Buffer
		o, err := parse(append(args, "http://example.com/"), &stderr)
		if err != nil {
			t.Fatal(err)
		}
		c, err := newCrawler(o, &stdout, &stderr)
		if err != nil {
			t.Fatal(err)
		}
		c.opener = newOpener(o.agent, network())
		c.robots = robots.NewCache(o.agent, robots.Pause(o.delay), robots.With(robots.Opener(fetch.BuildOpener(network()))))
		ctx, cancel := context.WithCancel(t.Context())
		if interrupt > 0 {
			time.AfterFunc(interrupt, cancel)
		}
		if err := c.run(ctx); err != nil {
			fmt.Fprint(&stderr, err)
			r.code = 1
		}
		cancel()
		timeline = append(timeline, fmt.Sprint(time.Since(begun).Seconds(), " the end, left: ", c.state.left()))
		r.stderr, r.pages = stderr.String(), readPages(t, stdout.Bytes())
		transport.CloseIdleConnections()
		close(l)
		server.Close()
	})
	return timeline, r
}

// mux serves pages of HTML by their paths.
func mux(robots string, pages map[string]string) *http.ServeMux {
	m := http.NewServeMux()
	m.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, robots) })
	for path, text := range pages {
		m.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, text)
		})
	}
	return m
}

func TestPause(t *testing.T) {
	pages := map[string]string{"/{$}": "<a href=a><a href=private><a href=b><a href=c>", "/b": "", "/c": ""}
	for name, c := range map[string]struct {
		robots string
		args   []string
		want   []string
	}{
		"by default":   {"", nil, []string{"0 /robots.txt", "0 /", "1 /a", "2 /private", "3 /b", "4 /c", "4 the end, left: 0"}},
		"-delay":       {"", []string{"-delay", "2500ms"}, []string{"0 /robots.txt", "0 /", "2.5 /a", "5 /private", "7.5 /b", "10 /c", "10 the end, left: 0"}},
		"Crawl-delay":  {"User-agent: *\nCrawl-delay: 30\nDisallow: /private", nil, []string{"0 /robots.txt", "0 /", "30 /a", "60 /b", "90 /c", "90 the end, left: 0"}},
		"Request-rate": {"User-agent: *\nRequest-rate: 2/10\nDisallow: /private", []string{"-delay", "0"}, []string{"0 /robots.txt", "0 /", "5 /a", "10 /b", "15 /c", "15 the end, left: 0"}},
	} {
		m := mux(c.robots, pages)
		m.Handle("/a", http.RedirectHandler("/b", http.StatusFound)) // a redirect is no way round the pause
		got, r := timeline(t, m, 0, c.args...)
		if diff := cmp.Diff(c.want, got); diff != "" || r.code != 0 {
			t.Errorf("%s: %s%s", name, diff, r.stderr)
		}
	}
}

// robots.txt is read anew after a day.
func TestRobotsOfTheNextDay(t *testing.T) {
	day, links := 0, ""
	for i := range 30 {
		links += fmt.Sprintf("<a href=%d>", i)
	}
	m := mux("", map[string]string{"/{$}": links})
	n := http.NewServeMux()
	n.Handle("/", m)
	n.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		if day++; day == 1 {
			io.WriteString(w, "User-agent: *\nCrawl-delay: 7200") // two hours
		} else {
			io.WriteString(w, "User-agent: *\nDisallow: /")
		}
	})
	got, r := timeline(t, n, 0)
	refused := 0
	for _, p := range r.pages {
		if p.Refused {
			refused++
		}
	}
	if len(got) != 2+13+1 || day != 2 || len(r.pages) != 31 || refused != 31-13 {
		t.Errorf("%d requests, %d refused: %q", len(got), refused, got)
	}
}

func TestBusyServer(t *testing.T) {
	for name, c := range map[string]struct {
		answers []string // Retry-After for the first requests of /a
		status  int
		want    []string
		stderr  string
	}{
		"seconds":   {[]string{"60"}, 503, []string{"1 /a", "61 /a", "62 /b", "62 the end, left: 0"}, ""},
		"date":      {[]string{"Sat, 01 Jan 2000 00:00:31 GMT"}, 429, []string{"1 /a", "31 /a", "32 /b", "32 the end, left: 0"}, ""},
		"unknown":   {[]string{"", "soon"}, 503, []string{"1 /a", "11 /a", "21 /a", "22 /b", "22 the end, left: 0"}, ""},
		"at once":   {[]string{"0"}, 503, []string{"1 /a", "2 /a", "3 /b", "3 the end, left: 0"}, ""}, // but not before the pause is over
		"the past":  {[]string{"Fri, 31 Dec 1999 00:00:00 GMT"}, 503, []string{"1 /a", "2 /a", "3 /b", "3 the end, left: 0"}, ""},
		"always":    {[]string{"20", "20", "20", "20"}, 429, []string{"1 /a", "21 /a", "41 /a", "42 /b", "42 the end, left: 0"}, ""},
		"too long":  {[]string{"3600"}, 503, []string{"1 /a", "1 the end, left: 2"}, "example.com is left alone: it asks to come back in 1h0m0s"},
		"very long": {[]string{strings.Repeat("9", 50)}, 503, []string{"1 /a", "1 the end, left: 2"}, "example.com is left alone: it asks to come back in 596523h14m7s"},
		"negative":  {[]string{"-5"}, 503, []string{"1 /a", "11 /a", "12 /b", "12 the end, left: 0"}, ""},
		"other":     {[]string{"60"}, 500, []string{"1 /a", "2 /b", "2 the end, left: 0"}, ""},
	} {
		m := mux("", map[string]string{"/{$}": "<a href=a><a href=b>", "/b": ""})
		answers := c.answers
		m.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
			if len(answers) > 0 {
				w.Header().Set("Retry-After", answers[0])
				w.WriteHeader(c.status)
				answers = answers[1:]
			}
		})
		got, r := timeline(t, m, 0)
		if diff := cmp.Diff(append([]string{"0 /robots.txt", "0 /"}, c.want...), got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if c.stderr != r.stderr {
			t.Errorf("%s: %s", name, r.stderr)
		}
		if name == "always" && (r.pages[1].Status != 429 || r.pages[1].Error != "HTTP Error 429: Too Many Requests") {
			t.Errorf("%+v", r.pages[1])
		}
	}
}

// An interrupt ends a pause at once, and waits a little for an answer. The page that was
// due is left for another run.
func TestInterruptOnTheClock(t *testing.T) {
	m := mux("User-agent: *\nCrawl-delay: 60", map[string]string{"/{$}": "<a href=slow><a href=b>"})
	m.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.(http.Flusher).Flush()
		select {
		case <-time.After(10 * time.Second):
			io.WriteString(w, "<a href=c>")
		case <-r.Context().Done():
		}
	})
	for after, want := range map[time.Duration][]string{
		50 * time.Second: {"50 the end, left: 2"},
		62 * time.Second: {"60 /slow", "65 the end, left: 2"},
		69 * time.Second: {"60 /slow", "70 the end, left: 2"}, // /b and /c
	} {
		got, r := timeline(t, m, after)
		if diff := cmp.Diff(append([]string{"0 /robots.txt", "0 /"}, want...), got); diff != "" || r.stderr != "context canceled" {
			t.Errorf("%v: %s, %s", after, diff, r.stderr)
		}
	}
}
