package browser

import (
	"strings"

	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/pystr"
)

// An Error is Python's webbrowser.Error: no browser could be found, or one was
// asked for something that it can't do.
type Error struct{ Text string }

func (e *Error) Error() string { return e.Text }

// A ValueError is Python's ValueError. It is returned for a URL that must not
// reach a command line.
type ValueError = pyerr.ValueError

// A HeadlessError says that the session has no display and no text browser, so
// that a program can print the URL instead of opening it. It unwraps to an [Error].
type HeadlessError struct{ URL string }

func (e *HeadlessError) Error() string {
	return "no display to open a browser on (neither DISPLAY nor WAYLAND_DISPLAY is set)"
}

// Unwrap returns the error that Python's get raises in such a session.
func (e *HeadlessError) Unwrap() error { return errNotFound }

// A SchemeError says that a URL's scheme is not among those that may be opened.
// It unwraps to a [ValueError].
type SchemeError struct {
	Scheme string // in lower case; empty if the URL has none
	URL    string
}

func (e *SchemeError) Error() string {
	if e.Scheme == "" {
		return "URL without a scheme: " + pyrepr.String(e.URL)
	}
	if e.Scheme == "file" {
		return "file: URL refused: " + pyrepr.String(e.URL)
	}
	return "URL scheme refused: " + e.Scheme
}

// Unwrap returns the error as its base class.
func (e *SchemeError) Unwrap() error { return &ValueError{Text: e.Error()} }

// A CommandError says that a command could not be started, or that it failed.
type CommandError struct {
	Args []string // the command's argv
	Err  error    // from os/exec
}

func (e *CommandError) Error() string { return strings.Join(e.Args[:1], " ") + ": " + e.Err.Error() }

// Unwrap returns the cause, such as an *exec.ExitError.
func (e *CommandError) Unwrap() error { return e.Err }

var errNotFound = &Error{"could not locate runnable browser"}

// checkURL refuses what must not reach a command line, whatever the command.
func checkURL(url string, o *openOptions) error {
	for i := range len(url) {
		if url[i] < ' ' || url[i] == 0x7f {
			return &ValueError{Text: "Invalid URL (control characters disallowed): " + pyrepr.String(url)}
		}
	}
	if err := checkDash(url); err != nil {
		return err
	}
	scheme := schemeOf(url)
	switch {
	case scheme == "http" || scheme == "https":
		return nil
	case scheme == "file" && o.anyFile:
		return nil
	case !o.allows(scheme):
		return &SchemeError{scheme, url}
	case scheme == "file" && !isPage(url):
		return &SchemeError{scheme, url}
	}
	return nil
}

// checkDash refuses a URL that a command would take for an option. White space
// before the dash is skipped, as Python's str.lstrip does.
func checkDash(url string) error {
	if strings.HasPrefix(strings.TrimLeftFunc(url, pystr.IsSpace), "-") {
		return &ValueError{Text: "Invalid URL (leading dash disallowed): " + pyrepr.String(url)}
	}
	return nil
}

// schemeOf returns the scheme of a URL (RFC 3986 section 3.1) in lower case, or "".
func schemeOf(url string) string {
	for i := range len(url) {
		switch c := url[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return strings.ToLower(url[:i])
		default:
			return ""
		}
	}
	return ""
}

// isPage reports whether the path of a file: URL ends like a page's.
func isPage(url string) bool {
	path, _, _ := strings.Cut(url, "#")
	path, _, _ = strings.Cut(path, "?")
	path = strings.ToLower(path)
	return strings.HasSuffix(path, ".html") || strings.HasSuffix(path, ".htm") || strings.HasSuffix(path, ".xhtml")
}
