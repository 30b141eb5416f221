package main

import (
	"fmt"
	"io"
	"os"
)

// A progress is a line on a terminal that says what goes on.
type progress struct {
	w io.Writer // nil if there is no terminal
}

func newProgress(w io.Writer) progress {
	if !terminal(w) {
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

// terminal reports whether w is a terminal.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	st, err := f.Stat()
	if err != nil || st.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(st, null)
}
