// Tour walks through all ten packages: it starts a small site on a loopback port
// and visits it as a polite client would.
//
//	go run ./examples/tour
//
// Each line of the transcript shows a call and what came back. A line that is not
// what it should be is marked, and the program exits with 1.
package main

import (
	"fmt"
	"io"
	"os"
)

func main() {
	wrong, err := run(os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "tour:", err)
		os.Exit(1)
	}
	if wrong > 0 {
		fmt.Fprintf(os.Stderr, "tour: %d answers are not what they should be\n", wrong)
		os.Exit(1)
	}
}

// run serves the site, walks it and reports how many answers were wrong.
func run(w io.Writer) (wrong int, err error) {
	s, err := serveSite()
	if err != nil {
		return 0, err
	}
	defer s.close()
	t := &transcript{w: w}
	fmt.Fprintf(w, "A small site is served at %s\n", s.url)
	err = walk(t, s)
	return t.wrong, err
}

// A transcript prints what was called and what came back.
type transcript struct {
	w     io.Writer
	wrong int
}

func (t *transcript) section(pkg, what string) {
	fmt.Fprintf(t.w, "\n%s: %s\n", pkg, what)
}

// show prints a call and its answer, and marks an answer that is not the expected
// one.
func (t *transcript) show(call string, got, want any) {
	fmt.Fprintf(t.w, "  %-58s %v\n", call, got)
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.wrong++
		fmt.Fprintf(t.w, "  %-58s %v\n", "  WRONG, it should be", w)
	}
}
