package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/gobatteries/batteries/browser"
	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

// serve runs the server for a test and returns its address.
func serve(t *testing.T) string {
	t.Helper()
	server, err := newServer("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- server.ServeForever() }()
	t.Cleanup(func() {
		http.DefaultClient.CloseIdleConnections()
		server.Shutdown()
		if err := <-done; err != nil {
			t.Error(err)
		}
		server.ServerClose()
	})
	return address(&server.HTTPServer)
}

// start runs the program until it has printed its address and, unless open is
// nil, opened it. It returns the address, the standard error and the exit code.
func start(t *testing.T, open opener, args ...string) (url, stderr string, code int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, w := io.Pipe()
	var visit sync.WaitGroup
	visit.Go(func() {
		line, _ := io.ReadAll(io.LimitReader(r, int64(len("The playground is at http://127.0.0.1:12345/"))))
		go io.Copy(io.Discard, r)
		if _, after, ok := strings.Cut(string(line), " at "); ok {
			url, _, _ = strings.Cut(after, " ")
		}
		if resp, err := http.Get(url); err != nil {
			t.Error(err)
		} else {
			resp.Body.Close()
		}
		if open == nil {
			cancel()
		}
	})
	wrapped := func(ctx context.Context, url string, options ...browser.OpenOption) error {
		visit.Wait()
		defer cancel()
		return open(ctx, url, options...)
	}
	var errs strings.Builder
	code = run(ctx, args, wrapped, w, &errs)
	w.Close()
	visit.Wait()
	return url, errs.String(), code
}

func TestOpens(t *testing.T) {
	var opened string
	url, stderr, code := start(t, func(_ context.Context, url string, _ ...browser.OpenOption) error {
		opened = url
		return nil
	})
	if code != 0 || opened != url || stderr != "" {
		t.Errorf("opened %q, not %q; %q, exit code %d", opened, url, stderr, code)
	}
	if ip := net.ParseIP(strings.Split(strings.TrimPrefix(url, "http://"), ":")[0]); !ip.IsLoopback() {
		t.Errorf("%s is not on loopback", url)
	}
}

func TestNoOpen(t *testing.T) {
	_, stderr, code := start(t, nil, "-no-open")
	if code != 0 || stderr != "" {
		t.Errorf("%q, exit code %d", stderr, code)
	}
}

// Where there is no browser the address is enough.
func TestHeadless(t *testing.T) {
	headless := browser.NewRegistry(browser.Platform("linux"), browser.Environ([]string{}),
		browser.LookPath(func(string) (string, error) { return "", errors.New("not here") }))
	_, stderr, code := start(t, headless.OpenContext)
	if code != 0 || !strings.HasPrefix(stderr, "There is no browser in this session") {
		t.Errorf("%q, exit code %d", stderr, code)
	}
	_, stderr, code = start(t, func(context.Context, string, ...browser.OpenOption) error { return errors.New("it fell over") })
	if code != 0 || !strings.Contains(stderr, "it fell over") {
		t.Errorf("%q, exit code %d", stderr, code)
	}
}

func TestUsage(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"-h"}, 0, "-no-open"},
		{[]string{"-x"}, 2, "not defined"},
		{[]string{"x"}, 2, "unexpected argument x"},
		{[]string{"-listen", "nothing"}, 1, "missing port"},
		{[]string{"-no-open", "-listen", busy.Addr().String()}, 1, "in use"},
	} {
		var stderr strings.Builder
		if code := run(t.Context(), test.args, nil, io.Discard, &stderr); code != test.code || !strings.Contains(stderr.String(), test.want) {
			t.Errorf("%q: exit code %d, %s", test.args, code, &stderr)
		}
	}
}
