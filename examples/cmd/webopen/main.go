// Webopen shows a page in the user's browser, as python -m webbrowser does.
//
//	$ go install github.com/gobatteries/batteries/examples/cmd/webopen@latest
//	$ webopen --new-tab https://go.dev/
//
// It takes Python's options and gives its output and exit codes. Where Python
// stays silent because there is no browser, it says so on the standard error, and
// it opens http and https URLs and local pages only (TestRefused).
//
// See https://docs.python.org/3.15/library/webbrowser.html.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/gobatteries/batteries/browser"
	"github.com/gobatteries/batteries/internal/argparse"
)

func main() { os.Exit(run(os.Args[1:], browser.Open, os.Stdout, os.Stderr)) }

func run(args []string, open func(string, ...browser.OpenOption) error, stdout, stderr io.Writer) int {
	var url string
	var window, tab bool
	p := argparse.Parser{Prog: "webopen", Description: "Open URL in a web browser."}
	p.Add(argparse.Argument{Names: []string{"url"}, Help: "URL to open", Value: argparse.String(&url)})
	g := p.Group()
	g.Add(argparse.Argument{Names: []string{"-n", "--new-window"}, Nargs: argparse.Flag, Help: "open new window", Value: argparse.True(&window)})
	g.Add(argparse.Argument{Names: []string{"-t", "--new-tab"}, Nargs: argparse.Flag, Help: "open new tab", Value: argparse.True(&tab)})
	if code, ok := p.ParseArgs(args, stdout, stderr); !ok {
		return code
	}

	where := browser.New(0)
	switch {
	case window:
		where = 1
	case tab:
		where = 2
	}
	err := open(url, where, browser.Schemes("file"))
	if refused := new(browser.ValueError); errors.As(err, &refused) {
		fmt.Fprintln(stderr, "ValueError:", err)
		return 1
	}
	if err != nil {
		fmt.Fprintf(stderr, "webopen: %v\n", err)
	}
	fmt.Fprintln(stdout, "\a")
	return 0
}
