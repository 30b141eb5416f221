// Crawler visits the pages of a site and writes down what it finds, politely.
//
//	go run ./examples/crawler -o site.jsonl -state site.state https://go.dev/
//
// Before anything else it reads the robots.txt, and it asks for no page that this
// refuses. It makes one request at a time and pauses as long as the site asks, by
// default a second. It stays on the host of the URL and on those that -hosts names.
//
// Each page is a line of JSON: its URL and a UUID made of that, the status, type and
// size, the title, the links, and what went wrong. Redirects are pages of their own,
// whose target is visited if it may be.
//
// With -state, a crawl that was interrupted or came to -max pages goes on when the same
// command is given again. No page is fetched twice, and none is lost. With -o, that holds
// even if the program is killed, but for the one page that is under way: the lines
// of the output that the state does not know of yet are read back. A page that was
// refused or failed is done as well.
//
// Progress goes to the standard error if that is a terminal, and a summary always.
// The exit status is 0 if the crawl is done or came to -max, 1 after an error, 2 if the
// command line makes no sense, and 130 after an interrupt.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// options are what the command line says.
type options struct {
	start, agent   string
	hosts          string
	max, depth     int
	delay, timeout time.Duration
	outputFile     string
	stateFile      string
}

func parse(args []string, stderr io.Writer) (o options, err error) {
	f := flag.NewFlagSet("crawler", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.Usage = func() {
		fmt.Fprint(stderr, "usage: crawler [flags] URL\n\nVisits the pages of a site and writes a line of JSON for each.\n\n")
		f.PrintDefaults()
	}
	f.StringVar(&o.agent, "agent", "batteries-crawler/1.0 (+https://github.com/gobatteries/batteries)", "the crawler's `name`, for the site's robots.txt and its log")
	f.StringVar(&o.hosts, "hosts", "", "further hosts to visit, `name[:port],...`")
	f.IntVar(&o.max, "max", 1000, "stop after this many `pages`")
	f.IntVar(&o.depth, "depth", 10, "follow so many `links` in a row")
	f.DurationVar(&o.delay, "delay", time.Second, "pause between requests where robots.txt asks for no other")
	f.DurationVar(&o.timeout, "timeout", 30*time.Second, "how long a page may take")
	f.StringVar(&o.outputFile, "o", "", "write to this `file` (default: standard output)")
	f.StringVar(&o.stateFile, "state", "", "keep what is done and what is left in this `file`, to go on later")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	switch {
	case f.NArg() != 1:
		err = errors.New("one URL is needed; flags come before it")
	case o.max < 1 || o.depth < 0 || o.delay < 0 || o.timeout <= 0:
		err = errors.New("-max and -timeout must be positive, -depth and -delay not negative")
	case strings.TrimSpace(o.agent) == "" || strings.ContainsAny(o.agent, "\r\n"):
		err = errors.New("-agent must be a name on one line")
	case o.outputFile != "" && filepath.Clean(o.outputFile) == filepath.Clean(o.stateFile):
		err = errors.New("-o and -state must be two files")
	default:
		o.start, err = resolve("", f.Arg(0))
	}
	if err != nil {
		fmt.Fprintln(stderr, "crawler:", err)
	}
	return o, err
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	c, err := newCrawler(o, stdout, stderr)
	if err == nil {
		err = c.run(ctx)
		if failure := c.close(); failure != nil {
			err = failure
		}
		c.summary(stderr)
	}
	switch {
	case err == nil:
		return 0
	case err == context.Canceled:
		fmt.Fprintln(stderr, "crawler: interrupted")
		return 130
	default:
		fmt.Fprintln(stderr, "crawler:", err)
		return 1
	}
}
