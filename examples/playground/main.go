// Playground serves one page with all ten packages live on it, and opens it in
// the browser.
//
//	$ go run ./examples/playground
//	The playground is at http://127.0.0.1:40617/ until you press Ctrl+C.
//
// With -no-open it prints the address alone, and so it does where there is no
// browser. It listens on loopback unless -listen says otherwise.
//
// The page is plain HTML in the folder static. Each of its forms is sent, as
// JSON, to an endpoint of the same name; the endpoints of a panel are in the file
// that is called after it, panel_url.go and so on.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/gobatteries/batteries/browser"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, os.Args[1:], browser.OpenContext, os.Stdout, os.Stderr))
}

// A opener shows a page, as browser.OpenContext does.
type opener func(ctx context.Context, url string, options ...browser.OpenOption) error

func run(ctx context.Context, args []string, open opener, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("playground", flag.ContinueOnError)
	flags.SetOutput(stderr)
	noOpen := flags.Bool("no-open", false, "print the address and open no browser")
	listen := flags.String("listen", "127.0.0.1:0", "the `address` to listen on; port 0 is one that is free")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case flags.NArg() > 0:
		fmt.Fprintln(stderr, "playground: unexpected argument", flags.Arg(0))
		return 2
	}

	server, err := newServer(*listen)
	if err != nil {
		fmt.Fprintln(stderr, "playground:", err)
		return 1
	}
	defer server.ServerClose()
	url := address(&server.HTTPServer) + "/"
	fmt.Fprintf(stdout, "The playground is at %s until you press Ctrl+C.\n", url)

	if !*noOpen {
		opened := make(chan struct{})
		defer func() { <-opened }()
		go func() {
			defer close(opened)
			show(ctx, url, open, stderr)
		}()
	}
	if err := server.ServeForeverContext(ctx); err != nil {
		fmt.Fprintln(stderr, "playground:", err)
		return 1
	}
	return 0
}

// show opens the page, or says why it is for the user to do.
func show(ctx context.Context, url string, open opener, stderr io.Writer) {
	err := open(ctx, url)
	if headless := new(browser.HeadlessError); errors.As(err, &headless) {
		fmt.Fprintln(stderr, "There is no browser in this session: please open the address elsewhere.")
	} else if err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintf(stderr, "No browser took the address (%v): please open it yourself.\n", err)
	}
}
