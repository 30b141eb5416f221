package main

import (
	"fmt"
	"io"

	"github.com/gobatteries/batteries/internal/tty"
)

// A progress is a line on a terminal that says what goes on.
type progress struct {
	w io.Writer // nil if there is no terminal
}

func newProgress(w io.Writer) progress {
	if !tty.Is(w) {
		return progress{}
	}
	return progress{w}
}

const (
	clearLine = "\r\x1b[K"
	width     = 79
)

// show replaces the line.
func (p progress) show(done, left int, what string) {
	if p.w == nil {
		return
	}
	line := fmt.Sprintf("%d done, %d left: %s", done, left, what)
	if len(line) > width {
		line = line[:width-3] + "..." // URLs are ASCII
	}
	io.WriteString(p.w, clearLine+line)
}

// clear makes room for other output.
func (p progress) clear() {
	if p.w != nil {
		io.WriteString(p.w, clearLine)
	}
}
