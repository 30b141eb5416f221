// Package tty tells whether a program's output goes to a terminal, and whether
// colours are wanted there.
package tty

import (
	"io"
	"os"
)

// Is reports whether w is a terminal: a character device other than the null
// device.
func Is(w io.Writer) bool {
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

// Colour reports whether Python's programs would write to w in colour: the
// environment variables PYTHON_COLORS, NO_COLOR, FORCE_COLOR and TERM=dumb decide,
// in this order, else whether w is a terminal.
// See https://docs.python.org/3.15/using/cmdline.html#using-on-controlling-color.
func Colour(w io.Writer) bool {
	switch os.Getenv("PYTHON_COLORS") {
	case "0":
		return false
	case "1":
		return true
	}
	switch {
	case os.Getenv("NO_COLOR") != "":
		return false
	case os.Getenv("FORCE_COLOR") != "":
		return true
	case os.Getenv("TERM") == "dumb":
		return false
	}
	return Is(w)
}
