package robots

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/gobatteries/batteries/internal/pystr"
	"github.com/gobatteries/batteries/urlparse"
)

// A Cache keeps the robots.txt of many hosts for a crawler, and paces its requests.
// It is an addition to Python's, and safe for concurrent use.
//
//	cache := robots.NewCache("mybot/1.0")
//	ok, err := cache.CanFetch(ctx, url)
//	if ok {
//		err = cache.Wait(ctx, url) // for as long as the site asks
//	}
//
// A file is kept for a day (RFC 9309, section 2.4). If it can't be reached then, the
// old one is used on; if there is none, nothing may be fetched, and after a few
// minutes it is tried again (section 2.3.1.4).
type Cache struct {
	agent   string
	opts    []Option
	maxAge  time.Duration
	retry   time.Duration
	pause   time.Duration
	maxSize int
	timeout time.Duration
	clock   clock

	mu    sync.Mutex
	hosts map[string]*host
}

// A host is a scheme, a name and a port: what has a robots.txt of its own.
type host struct {
	turn   chan struct{} // holds a token while the file is read, so that it is read once
	parser *RobotFileParser
	until  time.Time // when it is to be read anew; zero: it was not read
	err    error     // of the last reading
	used   time.Time // guarded by Cache.mu

	pace *pace
}

// A pace is shared by the schemes of a netloc, since it is one server that is to
// be spared.
type pace struct {
	next time.Time // when the next request may go out; guarded by Cache.mu
}

// A CacheOption is an argument of [NewCache].
type CacheOption interface{ cacheOption() }

// MaxAge is how long a Cache keeps a file, by default a day.
type MaxAge time.Duration

// RetryAfter is after how long a Cache tries again to reach a file, by default
// five minutes.
type RetryAfter time.Duration

// Pause is how long a Cache waits between two requests to a host that asks for
// nothing, by default a second.
type Pause time.Duration

// MaxHosts is how many hosts' files a Cache keeps, by default 1,000. The one that
// was not used for the longest time goes first.
type MaxHosts int

// Timeout is how long a Cache waits for a robots.txt before its host counts as one
// that can't be reached, by default 30 seconds.
type Timeout time.Duration

type parserOption struct{ option Option }

// With hands options on to the parsers of a [Cache].
func With(option Option) CacheOption { return parserOption{option} }

func (MaxAge) cacheOption()       {}
func (RetryAfter) cacheOption()   {}
func (Pause) cacheOption()        {}
func (MaxHosts) cacheOption()     {}
func (Timeout) cacheOption()      {}
func (ClockOption) cacheOption()  {}
func (parserOption) cacheOption() {}

// A clock tells the time and waits.
type clock struct {
	now   func() time.Time
	sleep func(context.Context, time.Duration) error
}

// NewCache returns an empty cache for an agent, which is also the User-Agent that
// it asks with.
//
// Options: [MaxAge], [RetryAfter], [Pause], [MaxHosts], [Timeout], [Clock], [With]. The
// Clock tells the time only; a test that is not to sleep runs under testing/synctest.
func NewCache(agent string, opts ...CacheOption) *Cache {
	c := &Cache{
		agent:   agent,
		opts:    []Option{Agent(agent), FractionalDelay(true)},
		maxAge:  24 * time.Hour,
		retry:   5 * time.Minute,
		pause:   time.Second,
		maxSize: 1000,
		timeout: 30 * time.Second,
		clock:   clock{time.Now, sleep},
		hosts:   map[string]*host{},
	}
	for _, opt := range opts {
		switch v := opt.(type) {
		case MaxAge:
			c.maxAge = time.Duration(v)
		case RetryAfter:
			c.retry = time.Duration(v)
		case Pause:
			c.pause = time.Duration(v)
		case MaxHosts:
			c.maxSize = max(1, int(v))
		case Timeout:
			c.timeout = time.Duration(v)
		case ClockOption:
			c.clock.now = v.now
			c.opts = append(c.opts, v)
		case parserOption:
			c.opts = append(c.opts, v.option)
		}
	}
	return c
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// CanFetch reports whether the cache's agent may fetch a URL, which must be whole.
// If need be it reads the robots.txt first. The error is that of the URL, or the
// context's; a robots.txt that can't be reached is no error, and the answer is false.
// [Cache.Get] says why.
func (c *Cache) CanFetch(ctx context.Context, url string) (bool, error) {
	p, err := c.Get(ctx, url)
	if p == nil {
		return false, err
	}
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	return p.CanFetch(c.agent, url), nil
}

// Get returns the parser for the host of a URL. If the robots.txt could not be read,
// it returns the error of that beside a parser that knows an old file or refuses
// everything. For a URL that is not of http or https the parser is nil.
func (c *Cache) Get(ctx context.Context, url string) (*RobotFileParser, error) {
	h, err := c.host(url)
	if err != nil {
		return nil, err
	}
	select {
	case h.turn <- struct{}{}:
		defer func() { <-h.turn }()
	case <-ctx.Done():
		return h.parser, ctx.Err()
	}
	now := c.clock.now()
	if now.Before(h.until) {
		return h.parser, h.err
	}
	limited, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	err = h.parser.ReadContext(limited)
	if err != nil && ctx.Err() != nil {
		return h.parser, err // it is the caller who gave up, not the host
	}
	h.err, h.until = err, now.Add(c.maxAge)
	if err != nil || h.parser.DisallowAll() {
		h.until = now.Add(min(c.retry, c.maxAge))
	}
	return h.parser, err
}

// host finds or makes the entry for a URL.
func (c *Cache) host(url string) (*host, error) {
	u, err := urlparse.URLSplit(url)
	if err != nil {
		return nil, err
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Netloc == "" {
		return nil, &ValueError{Text: "not a URL of http or https"}
	}
	lowered := server(u.Scheme, u.Netloc)
	root := u.Scheme + "://" + lowered
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.hosts[root]
	if h == nil {
		if len(c.hosts) >= c.maxSize {
			c.forget()
		}
		h = &host{turn: make(chan struct{}, 1), parser: NewRobotFileParser(root+"/robots.txt", c.opts...)}
		h.pace = new(pace)
		for _, scheme := range []string{"http://", "https://"} {
			if other := c.hosts[scheme+lowered]; other != nil {
				h.pace = other.pace
			}
		}
		c.hosts[root] = h
	}
	h.used = c.clock.now()
	return h, nil
}

// server returns what names the server in a netloc: not the user, nor the usual port,
// of which links can make any number for one server.
func server(scheme, netloc string) string {
	netloc = pystr.Lower(netloc[strings.LastIndexByte(netloc, '@')+1:])
	if scheme == "https" {
		return strings.TrimSuffix(netloc, ":443")
	}
	return strings.TrimSuffix(netloc, ":80")
}

// forget drops the host that was not used for the longest time.
func (c *Cache) forget() {
	var oldest string
	for name, h := range c.hosts {
		if oldest == "" || h.used.Before(c.hosts[oldest].used) {
			oldest = name
		}
	}
	delete(c.hosts, oldest)
}

// Wait waits until the next request to the host of a URL may go out: a Crawl-delay,
// a Request-rate or the cache's own [Pause] after the one before. Callers get
// their turns in the order in which they ask. The error is the context's, or the URL's.
func (c *Cache) Wait(ctx context.Context, url string) error {
	h, err := c.host(url)
	if err != nil {
		return err
	}
	c.mu.Lock()
	now := c.clock.now()
	start := now
	if h.pace.next.After(now) {
		start = h.pace.next
	}
	h.pace.next = start.Add(c.delay(h.parser))
	c.mu.Unlock()
	if d := start.Sub(now); d > 0 {
		return c.clock.sleep(ctx, d)
	}
	return ctx.Err()
}

// delay is the time between two requests that a file asks for.
func (c *Cache) delay(p *RobotFileParser) time.Duration {
	d, ok := p.Delay(c.agent)
	if rate, has := p.RequestRate(c.agent); has && rate.Requests > 0 {
		d, ok = max(d, seconds(float64(rate.Seconds)/float64(rate.Requests))), true
	}
	if !ok {
		return c.pause
	}
	return d
}
