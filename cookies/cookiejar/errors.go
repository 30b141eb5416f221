package cookiejar

import (
	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/pyrepr"
)

type (
	// An OSError is Python's OSError: the system's answer to opening, reading or
	// writing a file.
	OSError = pyerr.OSError

	// A ValueError is Python's ValueError: arguments that don't go together, or
	// a cookie that can't be kept.
	ValueError = pyerr.ValueError

	// A KeyError is Python's KeyError: there is no such cookie.
	KeyError = pyerr.KeyError
)

// A LoadError is Python's [http.cookiejar.LoadError]: a file that does not have
// the format. It unwraps to an [OSError].
//
// [http.cookiejar.LoadError]: https://docs.python.org/3.15/library/http.cookiejar.html#http.cookiejar.LoadError
type LoadError struct {
	Text     string
	Filename string
	Line     int // counted from 1; 0 if no line is to blame
}

func (e *LoadError) Error() string { return e.Text }

// Unwrap returns the error as its base class.
func (e *LoadError) Unwrap() error {
	return &OSError{Strerror: e.Text, Filename: e.Filename}
}

// A NotImplementedError is Python's NotImplementedError: a [FileCookieJar] has
// no format of its own.
type NotImplementedError struct{ Text string }

func (e *NotImplementedError) Error() string { return e.Text }

func valueError(text string) error { return &ValueError{Text: text} }

func keyError(key string) error { return &KeyError{Text: pyrepr.String(key)} }

func notFormat(filename, format string) error {
	return &LoadError{Text: pyrepr.String(filename) + " does not look like a " + format + " file", Filename: filename, Line: 1}
}

// badLine names the line of a file of cookies; format is what Python calls it.
func badLine(format, filename, line string, no int) error {
	return &LoadError{
		Text:     "invalid " + format + " file " + pyrepr.String(filename) + ": " + pyrepr.String(line),
		Filename: filename, Line: no,
	}
}
