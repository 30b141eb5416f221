package pyerr

import (
	"errors"
	"io/fs"
	"runtime"
	"strconv"
	"syscall"
	"unicode"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// An OSError is Python's OSError: what the system answered to a call.
type OSError struct {
	Errno    int    // 0 if there is none
	Strerror string // the system's text for Errno, or the whole text if there is no Errno
	Filename string // the file concerned, if any
	Err      error  // what Go's library returned, if it did
}

func (e *OSError) Error() string {
	if e.Errno == 0 {
		return e.Strerror
	}
	kind := "Errno "
	if runtime.GOOS == "windows" {
		kind = "WinError "
	}
	s := "[" + kind + strconv.Itoa(e.Errno) + "] " + e.Strerror
	if e.Filename != "" {
		s += ": " + pyrepr.String(e.Filename)
	}
	return s
}

// Unwrap returns what Go's library returned, so that errors.Is(err, fs.ErrNotExist) works.
func (e *OSError) Unwrap() error { return e.Err }

// NewOSError makes an OSError of an error of the os or the net package. The
// system's message gets the capital that strerror gives it.
func NewOSError(err error) *OSError {
	var path *fs.PathError
	name := ""
	if errors.As(err, &path) {
		name = path.Path
	}
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		return &OSError{Strerror: err.Error(), Err: err}
	}
	text := errno.Error()
	r, n := utf8.DecodeRuneInString(text)
	return &OSError{int(errno), string(unicode.ToUpper(r)) + text[n:], name, err}
}

// LastLine returns what ends the traceback of an error of the system: Python's
// name for it, and its text with the file, which may be "", that it is about. Of
// other errors it returns the text.
func LastLine(err error, filename ...string) string {
	e := NewOSError(err)
	if e.Errno == 0 {
		return err.Error()
	}
	e.Filename = ""
	line := e.class() + ": " + e.Error()
	for _, name := range filename {
		line += ": " + pyrepr.String(name)
	}
	return line
}

// class returns the name of the subclass of OSError that Python raises.
func (e *OSError) class() string {
	switch {
	case errors.Is(e.Err, fs.ErrNotExist):
		return "FileNotFoundError"
	case errors.Is(e.Err, fs.ErrPermission):
		return "PermissionError"
	case errors.Is(e.Err, syscall.EISDIR):
		return "IsADirectoryError"
	case errors.Is(e.Err, syscall.ENOTDIR):
		return "NotADirectoryError"
	case errors.Is(e.Err, syscall.EPIPE):
		return "BrokenPipeError"
	}
	return "OSError"
}
