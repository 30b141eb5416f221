package main

import (
	"context"
	"errors"
	"net"
	"os"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/gobatteries/batteries/examples/internal/menu"
	"github.com/gobatteries/batteries/examples/internal/menu/menutest"
	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/httpserve"
	"github.com/gobatteries/batteries/robots"
)

func TestPrograms(t *testing.T) {
	inBubble := make([]menu.Program, len(programs))
	for i, p := range programs {
		if run := p.Run; run != nil {
			// The time that a program sleeps is not ours.
			p.Run = func() (err error) {
				synctest.Test(t, func(*testing.T) { err = run() })
				return err
			}
		}
		inBubble[i] = p
	}
	menutest.Compare(t, inBubble, nil)
}

// A status that is an error's says what may be fetched, too.
func TestStatuses(t *testing.T) {
	for status, want := range map[httpserve.HTTPStatus]string{
		401: "False", 403: "False", 404: "True", 410: "True", 429: "True", 500: "False", 503: "False",
	} {
		got := menutest.Run(t, menu.Program{
			Serve: func(ctx context.Context, addr string, ready func(net.Addr)) error {
				return serveStatus(ctx, addr, ready, status)
			},
			Visit: simple,
		})
		if n := strings.Count(got.Stdout, want+" : "); n != 8 {
			t.Errorf("%d: %d of 8 answers are %s", status, n, want)
		}
	}
}

// Without a server the error is Python's, and the programs' exit status is 1.
func TestRefused(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + l.Addr().String()
	l.Close()
	err = simple(t.Context(), url)
	var urlError *fetch.URLError
	if !errors.As(err, &urlError) || !strings.HasSuffix(err.Error(), "Connection refused>") {
		t.Errorf("got the error %v", err)
	}
}

// The page's own URL, which longlived can't have: it is opened from the working
// directory.
func TestRelativeFileURL(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("robots.txt", []byte(rules), 0o600); err != nil {
		t.Fatal(err)
	}
	parser := robots.NewRobotFileParser("file:robots.txt", robots.AnyScheme(true))
	if err := parser.Read(); err != nil {
		t.Fatal(err)
	}
	if !parser.CanFetch(agentName, "/") || parser.CanFetch(agentName, "/admin/") {
		t.Error("wrong answers")
	}
}
