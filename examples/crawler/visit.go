package main

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"time"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/robots"
	"github.com/gobatteries/batteries/uuid"
)

const (
	maxBody       = 5 << 20          // how much of a page is read
	maxRedirects  = 10               // how many redirects in a row are followed
	maxTries      = 3                // how often a busy server is asked for a page
	maxRetryAfter = 2 * time.Minute  // the longest pause that a busy server gets
	retryAfter    = 10 * time.Second // the pause if it names none
	grace         = 3 * time.Second  // how long an interrupt waits for the answer that is under way
)

// A target is a page to visit.
type target struct {
	URL   string `json:"url"`
	From  string `json:"from,omitempty"` // the first page that leads there
	Depth int    `json:"depth"`          // how many links away from the start
	Hops  int    `json:"hops,omitempty"` // how many redirects in a row led there
}

// A page is a line of the output.
type page struct {
	ID uuid.UUID `json:"id"` // made of the URL: the same in every crawl
	target
	Fetched   time.Time `json:"fetched"`
	Status    int       `json:"status,omitempty"`
	Type      string    `json:"type,omitempty"`
	Size      int64     `json:"size"` // of what was read; without reading, what the server says
	Title     string    `json:"title,omitempty"`
	Links     []string  `json:"links"` // those that may be followed, to all hosts
	Redirect  string    `json:"redirect,omitempty"`
	NoIndex   bool      `json:"noindex,omitempty"`   // the page wants no index to show it
	Truncated bool      `json:"truncated,omitempty"` // it is longer than what is read of a page
	Refused   bool      `json:"refused,omitempty"`   // by robots.txt: it was not fetched
	Error     string    `json:"error,omitempty"`
}

func newPage(t target) page {
	return page{ID: uuid.UUID5(uuid.NamespaceURL, t.URL), target: t, Fetched: time.Now().UTC().Truncate(time.Millisecond)}
}

// noRedirects leaves each redirect to the crawler, as an HTTPError, since robots.txt
// has to be asked about the next URL, too.
type noRedirects struct{}

func (noRedirects) RedirectRequest(*fetch.Request, *fetch.Response, int, string, http.Header, string) (*fetch.Request, error) {
	return nil, nil
}

// newOpener returns an opener that takes compressed answers and follows no redirect.
func newOpener(agent string, handlers ...fetch.Handler) *fetch.OpenerDirector {
	redirects := fetch.NewHTTPRedirectHandler()
	redirects.Redirector = noRedirects{}
	opener := fetch.BuildOpener(append(handlers, redirects, fetch.NewDecodeHandler())...)
	opener.AddHeaders = []fetch.HeaderItem{{Name: "User-agent", Value: agent}}
	return opener
}

// visit asks robots.txt about a page, waits for its turn and fetches it. The error is
// the context's or a closedError; what else goes wrong is part of the page.
func (c *crawler) visit(ctx context.Context, t target) (page, error) {
	rules, err := c.rules(ctx, t.URL)
	if err != nil {
		return page{}, err
	}
	if !rules.CanFetch(c.agent, t.URL) {
		p := newPage(t)
		p.Refused = true
		if why, err := rules.Explain(c.agent, t.URL); err == nil {
			p.Error = "robots.txt: " + why.String()
		}
		return p, nil
	}
	for try := 1; ; try++ {
		if err := c.robots.Wait(ctx, t.URL); err != nil {
			return page{}, err
		}
		p, pause, err := c.request(ctx, t)
		switch {
		case err != nil:
			return page{}, err
		case pause > maxRetryAfter:
			return page{}, &closedError{host(t.URL), fmt.Sprintf("it asks to come back in %v", pause)}
		case pause == 0 || try == maxTries:
			return p, c.listen(p)
		}
		c.progress.show(c.pages, len(c.state.Queue), fmt.Sprintf("busy, waiting %v for %s", pause, t.URL))
		if err := sleep(ctx, pause); err != nil {
			return page{}, err
		}
	}
}

// rules returns the robots.txt that a page is subject to. As long as it can't be
// read, or is refused itself, the whole host is left alone.
func (c *crawler) rules(ctx context.Context, url string) (*robots.RobotFileParser, error) {
	limited, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	rules, err := c.robots.Get(limited, url)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case rules == nil:
		return nil, err
	case rules.DisallowAll():
		return nil, &closedError{host(url), "the server refuses or fails to give its robots.txt"}
	case err != nil && rules.LastChecked().IsZero():
		return nil, &closedError{host(url), "its robots.txt can't be read: " + err.Error()}
	}
	return rules, nil // perhaps old ones, which hold until there are others
}

// listen gives a host up that does not answer any more.
func (c *crawler) listen(p page) error {
	name := host(p.URL)
	if p.Status != 0 {
		c.silent[name] = 0
		return nil
	}
	if c.silent[name]++; c.silent[name] < maxSilence {
		return nil
	}
	return &closedError{name, fmt.Sprintf("no answer %d times in a row, the last time: %s", maxSilence, p.Error)}
}

// request makes one request. The pause is more than zero if the server is busy and
// wants to be asked again later.
func (c *crawler) request(ctx context.Context, t target) (p page, pause time.Duration, err error) {
	// An interrupt lets the answer arrive that is under way, so that the page need
	// not be fetched again.
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), c.timeout)
	defer cancel()
	defer context.AfterFunc(ctx, func() {
		time.AfterFunc(grace, cancel)
	})()

	resp, err := c.opener.OpenContext(limited, t.URL)
	p = newPage(t)
	var status *fetch.HTTPError
	switch {
	case errors.As(err, &status):
		defer status.Close()
		c.describe(&p, status.Response)
		if p.Redirect == "" {
			p.Error = status.Error()
		}
		return p, busy(status), nil
	case err == nil:
		defer resp.Close()
		c.describe(&p, resp)
		err = c.read(&p, resp)
	}
	switch {
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		return p, 0, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		p.Error = fmt.Sprintf("no end after %v", c.timeout)
	case err != nil:
		p.Error = err.Error()
	}
	return p, 0, nil
}

// describe notes what the head of an answer says.
func (c *crawler) describe(p *page, resp *fetch.Response) {
	p.Status = resp.Code
	p.Type, _, _ = mime.ParseMediaType(resp.Headers.Get("Content-Type"))
	p.Size, _ = strconv.ParseInt(resp.Headers.Get("Content-Length"), 10, 64)
	switch location := resp.Headers.Get("Location"); resp.Code {
	case 301, 302, 303, 307, 308:
		if location != "" {
			p.Redirect, _ = resolve(p.URL, location)
		}
	}
	if p.Redirect != "" && p.Hops == maxRedirects {
		p.Error = "too many redirects"
	}
}

// read reads a page of HTML. Files of other types are left on the server.
func (c *crawler) read(p *page, resp *fetch.Response) error {
	if p.Type != "text/html" && p.Type != "application/xhtml+xml" {
		return nil
	}
	body, err := resp.ReadAll(maxBody)
	p.Size = int64(len(body))
	if errors.Is(err, fetch.ErrTooLarge) {
		p.Truncated, err = true, nil
	}
	doc := parseHTML(body, c.agent)
	for _, rules := range resp.Headers["X-Robots-Tag"] {
		doc.heed(rules)
	}
	if p.NoIndex = doc.noIndex; !doc.noIndex {
		p.Title = doc.title
	}
	p.Links = doc.resolve(p.URL)
	return err
}

// busy returns how long to wait before another try, if there should be one.
func busy(e *fetch.HTTPError) time.Duration {
	if e.Code != http.StatusTooManyRequests && e.Code != http.StatusServiceUnavailable {
		return 0
	}
	after := e.Headers.Get("Retry-After")
	if n, err := strconv.ParseUint(after, 10, 31); err == nil || errors.Is(err, strconv.ErrRange) {
		return max(time.Duration(n)*time.Second, 1)
	}
	if at, err := http.ParseTime(after); err == nil {
		return max(time.Until(at), 1)
	}
	return retryAfter
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
