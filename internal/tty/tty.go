// Package tty tells whether a program's output goes to a terminal, how wide that
// is, and whether colours are wanted there.
package tty

import (
	"io"
	"os"

	"github.com/gobatteries/batteries/internal/pyint"
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

// Columns returns how wide Python's programs take the terminal to be: what the
// environment variable COLUMNS says, else the width of the terminal that stdout is
// (on Linux), else 80.
// See https://docs.python.org/3.15/library/shutil.html#shutil.get_terminal_size.
func Columns(stdout *os.File) int {
	if n, err := pyint.Parse(os.Getenv("COLUMNS"), 10); err == nil && n.Sign() > 0 && n.BitLen() < 31 {
		return int(n.Int64())
	}
	if n := columns(stdout); n > 0 {
		return n
	}
	return 80
}
