package robots

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A fakeClock moves only when it is told to, or when somebody sleeps.
type fakeClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *fakeClock) time() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// A site serves a robots.txt that the test changes, and counts how often it is
// asked for it.
type site struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	text   string
	asked  atomic.Int32
	agent  atomic.Value
}

func newSite(t *testing.T, text string) *site {
	s := &site{status: 200, text: text}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked.Add(1)
		s.agent.Store(r.UserAgent())
		s.mu.Lock()
		defer s.mu.Unlock()
		w.WriteHeader(s.status)
		io.WriteString(w, s.text)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) change(status int, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status, s.text = status, text
}

func newTestCache(clock *fakeClock, opts ...CacheOption) *Cache {
	c := NewCache("mybot/1.0", append(opts, Clock(clock.time))...)
	c.clock.sleep = func(ctx context.Context, d time.Duration) error {
		clock.add(d)
		return ctx.Err()
	}
	return c
}

var ctx = context.Background()

func TestCacheLifetime(t *testing.T) {
	clock := &fakeClock{now: time.Unix(1e9, 0)}
	s := newSite(t, "User-agent: mybot\nDisallow: /a")
	c := newTestCache(clock)
	ask := func(path string, want bool, asked int32) {
		t.Helper()
		got, err := c.CanFetch(ctx, s.URL+path)
		if err != nil || got != want || s.asked.Load() != asked {
			t.Errorf("CanFetch(%s) = %v, %v, asked %d times; want %v, asked %d times", path, got, err, s.asked.Load(), want, asked)
		}
	}
	ask("/a", false, 1)
	ask("/b", true, 1)
	s.change(200, "User-agent: *\nDisallow: /b")
	clock.add(23 * time.Hour)
	ask("/b", true, 1)
	clock.add(2 * time.Hour)
	ask("/b", false, 2)
	// A status that says "come back later" is asked about sooner.
	s.change(503, "")
	clock.add(25 * time.Hour)
	ask("/a", false, 3)
	clock.add(time.Minute)
	ask("/a", false, 3)
	s.change(404, "")
	clock.add(5 * time.Minute)
	ask("/b", true, 4)
	if a := s.agent.Load(); a != "mybot/1.0" {
		t.Errorf("it was asked by %q", a)
	}
}

// A host that can't be reached: nothing may be fetched, or what the old file said.
func TestCacheUnreachable(t *testing.T) {
	clock := &fakeClock{now: time.Unix(1e9, 0)}
	s := newSite(t, "User-agent: *\nDisallow: /a")
	gone := newSite(t, "")
	gone.Close()
	c := newTestCache(clock, MaxAge(time.Hour))
	if ok, err := c.CanFetch(ctx, gone.URL+"/x"); ok || err != nil {
		t.Errorf("CanFetch on a host that is gone: %v, %v", ok, err)
	}
	if _, err := c.Get(ctx, gone.URL+"/x"); err == nil {
		t.Error("Get does not say why")
	}
	if ok, _ := c.CanFetch(ctx, s.URL+"/b"); !ok {
		t.Fatal("CanFetch(/b) is false")
	}
	s.Close()
	clock.add(2 * time.Hour)
	a, _ := c.CanFetch(ctx, s.URL+"/a")
	b, _ := c.CanFetch(ctx, s.URL+"/b")
	if a || !b {
		t.Errorf("the old file is not used on: %v %v", a, b)
	}
	for _, url := range []string{"ftp://h/", "/path", "http:///x", "http://[x"} {
		if p, err := c.Get(ctx, url); p != nil || !errors.As(err, new(*ValueError)) {
			t.Errorf("Get(%q) = %v, %v; want a ValueError", url, p, err)
		}
		if err := c.Wait(ctx, url); !errors.As(err, new(*ValueError)) {
			t.Errorf("Wait(%q) = %v; want a ValueError", url, err)
		}
	}
}

// Many who ask at once make one request, and who gives up leaves the others alone.
func TestCacheOneRequest(t *testing.T) {
	s := newSite(t, "User-agent: *\nDisallow: /a")
	c := NewCache("mybot")
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if ok, err := c.CanFetch(ctx, s.URL+"/b"); !ok || err != nil {
				t.Error(ok, err)
			}
		})
	}
	wg.Wait()
	if n := s.asked.Load(); n != 1 {
		t.Errorf("asked %d times", n)
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	other := newSite(t, "User-agent: *\nDisallow: /a")
	if ok, err := c.CanFetch(gone, other.URL+"/b"); ok || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v, %v", ok, err)
	}
	if ok, err := c.CanFetch(ctx, other.URL+"/b"); !ok || err != nil {
		t.Errorf("after somebody gave up: %v, %v", ok, err)
	}
}

func TestCacheWait(t *testing.T) {
	for _, c := range []struct {
		text string
		want time.Duration
	}{
		{"", time.Second},
		{"User-agent: *\nCrawl-delay: 3", 3 * time.Second},
		{"User-agent: *\nCrawl-delay: 0.25", 250 * time.Millisecond},
		{"User-agent: *\nCrawl-delay: 1\nRequest-rate: 1/10", 10 * time.Second},
		{"User-agent: *\nRequest-rate: 4/1", 250 * time.Millisecond},
		{"User-agent: *\nRequest-rate: 0/1", time.Second},
	} {
		clock := &fakeClock{now: time.Unix(1e9, 0)}
		s := newSite(t, c.text)
		cache := newTestCache(clock)
		if _, err := cache.Get(ctx, s.URL); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if err := cache.Wait(ctx, s.URL+"/x"); err != nil {
				t.Fatal(err)
			}
		}
		if got := clock.time().Sub(time.Unix(1e9, 0)); got != 2*c.want {
			t.Errorf("%q: three requests take %v, want %v", c.text, got, 2*c.want)
		}
	}
	cache := NewCache("x", Pause(time.Hour))
	short, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	cache.Wait(short, "http://h/")
	if err := cache.Wait(short, "http://h/"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v, want the context's error", err)
	}
}

// A host that takes a connection and says nothing counts as one that can't be
// reached, and is not asked again at once.
func TestCacheSilentHost(t *testing.T) {
	stop := make(chan struct{})
	var asked atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		asked.Add(1)
		<-stop
	}))
	defer s.Close()
	defer close(stop)
	c := NewCache("mybot", Timeout(50*time.Millisecond))
	for range 3 {
		if ok, err := c.CanFetch(ctx, s.URL+"/x"); ok || err != nil {
			t.Errorf("CanFetch = %v, %v", ok, err)
		}
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

// http and https of a host are paced together.
func TestCachePaceOfSchemes(t *testing.T) {
	clock := &fakeClock{now: time.Unix(1e9, 0)}
	c := newTestCache(clock, Pause(time.Minute))
	for _, url := range []string{"http://h/", "https://H/", "http://h/x"} {
		if err := c.Wait(ctx, url); err != nil {
			t.Fatal(err)
		}
	}
	if d := clock.time().Sub(time.Unix(1e9, 0)); d != 2*time.Minute {
		t.Errorf("three requests take %v, want two minutes", d)
	}
}

func TestCacheMaxHosts(t *testing.T) {
	clock := &fakeClock{now: time.Unix(1e9, 0)}
	c := newTestCache(clock, MaxHosts(2))
	for _, h := range []string{"http://a/", "http://b/", "http://A/x", "http://c/"} {
		clock.add(time.Hour)
		if err := c.Wait(ctx, h); err != nil {
			t.Fatal(err)
		}
	}
	if len(c.hosts) != 2 || c.hosts["http://b"] != nil {
		t.Errorf("%d hosts; the one that was not used for the longest time should be gone", len(c.hosts))
	}
}

// Questions beside readings, for the race detector.
func TestConcurrentUse(t *testing.T) {
	s := newSite(t, "User-agent: a\nDisallow: /a")
	p := NewRobotFileParser(s.URL + "/robots.txt")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 20 {
				if err := p.Read(); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for range 200 {
				p.CanFetch("a", "/a")
				p.Explain("b/1", "/b")
				p.CrawlDelay("a")
				_ = p.String()
				p.Modified()
			}
		})
	}
	wg.Wait()
	if p.CanFetch("a", "/a") || len(p.Entries()) != 1 {
		t.Errorf("%v\n%s", p.CanFetch("a", "/a"), p)
	}
}

func TestTimes(t *testing.T) {
	clock := &fakeClock{now: time.Unix(1e9, 0)}
	p := NewRobotFileParser("http://user@h:80/robots.txt", Clock(clock.time))
	if !p.MTime().IsZero() || p.CanFetch("a", "/") || p.Host() != "user@h:80" || p.Path() != "/robots.txt" || p.URL() != "http://user@h:80/robots.txt" {
		t.Errorf("a new parser: %v %q %q", p.MTime(), p.Host(), p.Path())
	}
	p.Modified()
	if !p.MTime().Equal(clock.now) || !p.CanFetch("a", "/") {
		t.Errorf("after Modified: %v, CanFetch %v", p.MTime(), p.CanFetch("a", "/"))
	}
	clock.add(time.Hour)
	p.Parse([]string{"User-agent: *", "Disallow: /"})
	if !p.LastChecked().Equal(clock.now) {
		t.Errorf("after Parse: %v", p.LastChecked())
	}
}

func TestParseReader(t *testing.T) {
	texts := []string{"", "\n", "User-agent: *\r\nDisallow: /a\rDisallow: /b\n\nDisallow: /c", "\ufeffUser-agent: *\nDisallow: /", strings.Repeat("User-agent: *\r\n\r\nDisallow: /"+strings.Repeat("x", 5000)+"\r", 5)}
	for _, text := range texts {
		for _, size := range []int{1, 2, 3, 4096, 1 << 20} {
			p := NewRobotFileParser("")
			if err := p.ParseReader(&smallReader{text, size}); err != nil {
				t.Fatal(err)
			}
			q := NewRobotFileParser("")
			q.parse(file{}, func(yield func(string)) { splitHTTPLines(strings.TrimPrefix(text, "\ufeff"), yield) })
			if p.String() != q.String() {
				t.Errorf("in pieces of %d bytes:\n%s\nwant\n%s", size, p, q)
			}
		}
	}
	p := NewRobotFileParser("")
	if err := p.ParseReader(io.MultiReader(strings.NewReader("User-agent: *\nDisallow: /"), errReader{})); err == nil || p.CanFetch("x", "/y") || p.String() != "" {
		t.Errorf("a reading that fails: %v, %q", err, p)
	}
	if err := p.ParseReader(io.LimitReader(endless{}, 8<<20)); err != nil {
		t.Error(err) // a line of 8 MiB
	}
}

type smallReader struct {
	s string
	n int
}

func (r *smallReader) Read(b []byte) (int, error) {
	if r.s == "" {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), r.n)], r.s)
	r.s = r.s[n:]
	return n, nil
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'a'
	}
	return len(b), nil
}

func TestAllocations(t *testing.T) {
	p := parsed(makeFile(2000, 4))
	p.CanFetch("bot1", "/")
	for _, url := range []string{"/dir3/sub?id=1", "https://example.com/articles/2024/title?id=3&lang=en"} {
		if n := testing.AllocsPerRun(100, func() { p.CanFetch("bot1", url) }); n > 0 {
			t.Errorf("CanFetch(%q) allocates %v times", url, n)
		}
	}
	// Without wildcards there is nothing to normalize either.
	p = parsed("User-agent: bot1\nDisallow: /caf\u00e9/\nDisallow: /addContacts*")
	for _, url := range []string{"/caf%c3%a9/a b", "http://h/CAF\u00c9", "http://h/caf%25?a=%41", "http://h"} {
		if n := testing.AllocsPerRun(100, func() { p.CanFetch("bot1", url) }); n > 0 {
			t.Errorf("CanFetch(%q) allocates %v times", url, n)
		}
	}
}

// Links can name one server in any number of ways.
func TestCacheOneServer(t *testing.T) {
	clock := &fakeClock{now: time.Unix(1e9, 0)}
	s := newSite(t, "User-agent: *\nDisallow: /a")
	c := newTestCache(clock)
	host := strings.TrimPrefix(s.URL, "http://")
	for _, url := range []string{"http://" + host + "/a", "http://1@" + host + "/a", "http://2:p@q@" + host + "/a", "HTTP://" + host + "/a"} {
		if ok, err := c.CanFetch(ctx, url); ok || err != nil {
			t.Errorf("%s: %v, %v", url, ok, err)
		}
	}
	if n := s.asked.Load(); n != 1 || len(c.hosts) != 1 {
		t.Errorf("asked %d times for %d hosts", n, len(c.hosts))
	}
	for _, url := range []string{"http://h/", "http://H:80/", "http://u@h:80/", "https://h/", "https://h:443/"} {
		if err := c.Wait(ctx, url); err != nil {
			t.Error(err)
		}
	}
	if d := clock.time().Sub(time.Unix(1e9, 0)); d != 4*time.Second {
		t.Errorf("five requests to one server in %v", d)
	}
}
