package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/robots"
)

const (
	maxSilence = 5               // so many pages in a row without an answer end the visits to a host
	saveEvery  = 5 * time.Second // how often the state is written
)

// A crawler visits pages one after the other until none is left.
type crawler struct {
	options
	hosts    map[string]bool
	opener   *fetch.OpenerDirector
	robots   *robots.Cache
	state    *state
	out      *output
	progress progress

	closed map[string]error // hosts that are not to be asked again in this run
	silent map[string]int   // how many pages in a row a host did not answer for
	stats
}

// A closedError says why a host is left alone for the rest of the run. Its pages
// stay in the queue.
type closedError struct{ host, reason string }

func (e *closedError) Error() string { return e.host + " is left alone: " + e.reason }

func newCrawler(o options, stdout, stderr io.Writer) (*crawler, error) {
	c := &crawler{
		options:  o,
		hosts:    map[string]bool{host(o.start): true},
		opener:   newOpener(o.agent),
		robots:   robots.NewCache(o.agent, robots.Pause(o.delay)),
		progress: newProgress(stderr),
		closed:   make(map[string]error),
		silent:   make(map[string]int),
		stats:    stats{begun: time.Now()},
	}
	for name := range strings.SplitSeq(o.hosts, ",") {
		c.hosts[strings.ToLower(strings.TrimSpace(name))] = true
	}
	var err error
	if c.state, err = loadState(o); err != nil {
		return nil, err
	}
	if c.out, err = openOutput(o.outputFile, stdout, c.state, c.replay); err != nil {
		return nil, err
	}
	return c, c.save()
}

// replay takes over a page that an earlier run wrote after its last writing of the
// state.
func (c *crawler) replay(p page) {
	c.state.finish(p.target)
	c.follow(p)
}

func (c *crawler) run(ctx context.Context) error {
	saved := time.Now()
	for t := range c.state.targets() {
		if c.pages >= c.max || ctx.Err() != nil {
			break
		}
		if c.closed[host(t.URL)] != nil {
			c.state.postpone(t)
			continue
		}
		c.progress.show(c.pages, len(c.state.Queue), t.URL)
		p, err := c.visit(ctx, t)
		var closed *closedError
		switch {
		case errors.As(err, &closed):
			c.closed[closed.host] = closed
			continue
		case err != nil:
			return err
		}
		c.progress.clear()
		if err := c.out.write(p); err != nil {
			return err
		}
		c.state.finish(t)
		c.follow(p)
		c.count(p)
		if time.Since(saved) >= saveEvery {
			if err := c.save(); err != nil {
				return err
			}
			saved = time.Now()
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return errors.Join(slices.Collect(maps.Values(c.closed))...)
}

// save writes the state after what it counts as written.
func (c *crawler) save() error {
	if c.stateFile == "" {
		return nil
	}
	if err := c.out.sync(); err != nil {
		return err
	}
	c.state.Output = c.out.size
	return c.state.save()
}

func (c *crawler) close() error {
	c.progress.clear()
	return errors.Join(c.save(), c.out.close(), c.opener.Close())
}

// follow puts into the queue where a page leads.
func (c *crawler) follow(p page) {
	if p.Redirect != "" && p.Hops < maxRedirects {
		c.add(target{URL: p.Redirect, From: p.URL, Depth: p.Depth, Hops: p.Hops + 1})
	}
	if p.Depth >= c.depth {
		return
	}
	for _, link := range p.Links {
		c.add(target{URL: link, From: p.URL, Depth: p.Depth + 1})
	}
}

// add queues a page that is new, on one of the hosts and no trap.
func (c *crawler) add(t target) {
	if !c.hosts[host(t.URL)] {
		return
	}
	if trap(t.URL) || !c.state.add(t) {
		c.traps++
	}
}

// stats are what the summary tells of a run.
type stats struct {
	begun                             time.Time
	pages, redirects, refused, failed int
	traps                             int
	bytes                             int64
}

func (s *stats) count(p page) {
	switch {
	case p.Refused:
		s.refused++
		return // nothing was fetched
	case p.Redirect != "":
		s.redirects++
	case p.Error != "":
		s.failed++
	}
	s.pages++
	s.bytes += p.Size
}

func (c *crawler) summary(w io.Writer) {
	left := c.state.left()
	fmt.Fprintf(w, "pages: %d (redirects: %d, failures: %d), %.1f MB in %v\n",
		c.pages, c.redirects, c.failed, float64(c.bytes)/1e6, time.Since(c.begun).Round(time.Second/10))
	fmt.Fprintf(w, "refused by robots.txt: %d, links left out as traps: %d, pages left: %d\n", c.refused, c.traps, left)
	switch {
	case c.stateFile == "":
	case left > 0:
		fmt.Fprintln(w, "give the same command again to go on with them")
	case c.pages+c.refused == 0:
		fmt.Fprintf(w, "nothing is left to do; remove %s to begin anew\n", c.stateFile)
	}
}
