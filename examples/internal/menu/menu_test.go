package menu

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"

	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

// echo says hello to each visitor.
func echo(ctx context.Context, addr string, ready func(net.Addr)) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "hello") })}
	ready(l.Addr())
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	server.Serve(l)
	return nil
}

func TestExitStatus(t *testing.T) {
	visits := 0
	programs := []Program{
		{Name: "plain", Run: func() error { return nil }},
		{Name: "broken", Run: func() error { return errors.New("broken") }},
		{Name: "echo", Serve: echo, Visit: func(_ context.Context, url string) error {
			visits++
			resp, err := http.Get(url)
			if err == nil {
				err = resp.Body.Close()
			}
			return err
		}},
		{Name: "refuses", Serve: echo, Visit: func(context.Context, string) error { return errors.New("no") }},
	}
	for _, c := range []struct {
		args []string
		want int
	}{
		{nil, 0},
		{[]string{"-h"}, 0},
		{[]string{"plain"}, 0},
		{[]string{"broken"}, 1},
		{[]string{"echo"}, 0},
		{[]string{"refuses"}, 1},
		{[]string{"echo", "-listen", "256.0.0.1:0"}, 1},
		{[]string{"nothing"}, 2},
		{[]string{"plain", "more"}, 2},
		{[]string{"plain", "-no-flag"}, 2},
		{[]string{"-listen", ":0", "plain"}, 2},
	} {
		if got := run(t.Context(), "x", programs, c.args); got != c.want {
			t.Errorf("%q: exit status %d, not %d", c.args, got, c.want)
		}
	}
	if visits != 1 {
		t.Errorf("%d visits", visits)
	}
}

// With -listen a server has no visit, and goes on until the context ends.
func TestListen(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	program := Program{Name: "echo", Serve: func(ctx context.Context, addr string, ready func(net.Addr)) error {
		return echo(ctx, addr, func(a net.Addr) {
			ready(a)
			interrupt()
		})
	}}
	for _, args := range [][]string{{"echo", "-listen", "127.0.0.1:0"}, {"-listen", "127.0.0.1:0", "echo"}} {
		if got := run(ctx, "x", []Program{program}, args); got != 0 {
			t.Errorf("%q: exit status %d", args, got)
		}
	}
}
