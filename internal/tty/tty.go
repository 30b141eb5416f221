// Package tty tells whether a program's output goes to a terminal.
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
