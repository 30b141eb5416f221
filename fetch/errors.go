package fetch

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/pyrepr"
)

// A ValueError is Python's ValueError: an argument of the right type with an
// inappropriate value, such as a URL without a scheme or a header with a line end.
type ValueError = pyerr.ValueError

// A TypeError is Python's TypeError.
type TypeError = pyerr.TypeError

// An IndexError is Python's IndexError.
type IndexError = pyerr.IndexError

// An OSError is Python's OSError: what the system answered. It wraps Go's error,
// so that errors.Is(err, fs.ErrNotExist) and the like work.
type OSError = pyerr.OSError

// A UnicodeEncodeError is Python's UnicodeEncodeError: text in a URL or a
// header that can't be sent.
type UnicodeEncodeError = pyerr.UnicodeEncodeError

// A URLError says that a URL could not be opened. It is Python's
// [urllib.error.URLError], a subclass of OSError, and wraps its reason:
// errors.Is(err, context.Canceled) and errors.As with net's types work.
//
// [urllib.error.URLError]: https://docs.python.org/3.15/library/urllib.error.html#urllib.error.URLError
type URLError struct {
	Reason   error
	Filename string
}

// NewURLError makes a URLError whose reason is a text.
func NewURLError(reason string) *URLError { return &URLError{Reason: errors.New(reason)} }

func (e *URLError) Error() string {
	reason := "None"
	if e.Reason != nil {
		reason = e.Reason.Error()
	}
	return "<urlopen error " + reason + ">"
}

// Unwrap returns the reason and the error as its base class.
func (e *URLError) Unwrap() []error {
	return []error{e.Reason, &OSError{Strerror: e.Error(), Filename: e.Filename}}
}

// An HTTPError is an answer that HTTP counts as an error, and a response at
// the same time: its body can be read. It is Python's [urllib.error.HTTPError].
//
// Nothing leaks if an HTTPError is dropped without being closed: up to 64 KiB
// of its body are read before it is returned, and that releases the connection;
// a longer body's connection ends with the HTTPError's life.
//
// [urllib.error.HTTPError]: https://docs.python.org/3.15/library/urllib.error.html#urllib.error.HTTPError
type HTTPError struct {
	*Response             // never nil
	Hdrs      http.Header // the answer's headers, as Headers
	Filename  string      // the URL, as URL
}

// NewHTTPError makes an HTTPError. fp, the body, may be nil.
func NewHTTPError(url string, code int, msg string, hdrs http.Header, fp io.ReadCloser) *HTTPError {
	if fp == nil {
		fp = http.NoBody
	}
	r := NewAddInfoURL(fp, hdrs, url, code)
	r.Msg = msg
	return &HTTPError{r, hdrs, url}
}

func (e *HTTPError) Error() string {
	if e.Response == nil {
		return "HTTP Error None: None"
	}
	return "HTTP Error " + strconv.Itoa(e.Code) + ": " + printable(e.Msg)
}

// GoString returns Python's repr of the error.
func (e *HTTPError) GoString() string {
	if e.Response == nil {
		return "<HTTPError None: None>"
	}
	return fmt.Sprintf("<HTTPError %d: %s>", e.Code, pyrepr.String(e.Msg))
}

// Unwrap returns the error as its base class.
func (e *HTTPError) Unwrap() error {
	if e.Response == nil {
		return &URLError{Filename: e.Filename}
	}
	return &URLError{errors.New(e.Msg), e.Filename}
}

// A ContentTooShortError says that [URLRetrieve] got less than the server had
// announced. It is Python's [urllib.error.ContentTooShortError].
//
// [urllib.error.ContentTooShortError]: https://docs.python.org/3.15/library/urllib.error.html#urllib.error.ContentTooShortError
type ContentTooShortError struct {
	URLError
	Content Retrieved // what URLRetrieve would have returned
}

// Retrieved is the result of a [URLRetrieve], as a [ContentTooShortError] keeps it.
type Retrieved struct {
	Filename string
	Headers  http.Header
}

// NewContentTooShortError makes a ContentTooShortError.
func NewContentTooShortError(message string, content Retrieved) *ContentTooShortError {
	return &ContentTooShortError{*NewURLError(message), content}
}

// Unwrap returns the error as its base class.
func (e *ContentTooShortError) Unwrap() error { return &e.URLError }

// A TimeoutError is Python's TimeoutError: nothing happened for as long as
// [Timeout] allows. It counts as os.ErrDeadlineExceeded.
type TimeoutError struct{}

func (*TimeoutError) Error() string { return "timed out" }

// Timeout returns true, which makes the error a net.Error that timed out.
func (*TimeoutError) Timeout() bool { return true }

// Temporary returns true, as all timeouts do.
func (*TimeoutError) Temporary() bool { return true }

// Unwrap returns the error as its base class and as Go's own.
func (e *TimeoutError) Unwrap() []error {
	return []error{os.ErrDeadlineExceeded, &OSError{Strerror: e.Error()}}
}

// An HTTPException is Python's http.client.HTTPException: the server's answer,
// or our question, breaks HTTP's rules. The types [InvalidURL], [BadStatusLine],
// [RemoteDisconnected], [IncompleteRead] and [LineTooLong] unwrap to it.
type HTTPException struct {
	Text string
	Err  error // what net/http said, if it did
}

func (e *HTTPException) Error() string { return e.Text }

// Unwrap returns net/http's error, if there is one.
func (e *HTTPException) Unwrap() error { return e.Err }

// An InvalidURL is Python's http.client.InvalidURL: the URL's host or path
// can't be sent. Nothing has been.
type InvalidURL struct{ Text string }

func (e *InvalidURL) Error() string { return e.Text }

// Unwrap returns the error as its base class.
func (e *InvalidURL) Unwrap() error { return &HTTPException{e.Text, nil} }

// A BadStatusLine is Python's http.client.BadStatusLine: what came is not HTTP.
// Control characters in Line are escaped.
type BadStatusLine struct{ Line string }

func (e *BadStatusLine) Error() string { return e.Line }

// Unwrap returns the error as its base class.
func (e *BadStatusLine) Unwrap() error { return &HTTPException{e.Line, nil} }

// A RemoteDisconnected is Python's http.client.RemoteDisconnected: the server
// closed the connection instead of answering. It counts as io.ErrUnexpectedEOF.
type RemoteDisconnected struct{}

func (*RemoteDisconnected) Error() string { return "Remote end closed connection without response" }

// Unwrap returns the error as its base classes and as Go's own.
func (e *RemoteDisconnected) Unwrap() []error {
	return []error{io.ErrUnexpectedEOF, &BadStatusLine{e.Error()}, &OSError{Strerror: e.Error()}}
}

// An IncompleteRead is Python's http.client.IncompleteRead: the connection
// ended within the body. It counts as io.ErrUnexpectedEOF.
type IncompleteRead struct {
	Got      int64 // the bytes that came
	Expected int64 // the bytes that are missing, or -1 if unknown
}

func (e *IncompleteRead) Error() string {
	if e.Expected < 0 {
		return fmt.Sprintf("IncompleteRead(%d bytes read)", e.Got)
	}
	return fmt.Sprintf("IncompleteRead(%d bytes read, %d more expected)", e.Got, e.Expected)
}

// Unwrap returns the error as its base class and as Go's own.
func (e *IncompleteRead) Unwrap() []error {
	return []error{io.ErrUnexpectedEOF, &HTTPException{e.Error(), nil}}
}

// A LineTooLong is Python's http.client.LineTooLong.
type LineTooLong struct{ Text string }

func (e *LineTooLong) Error() string { return e.Text }

// Unwrap returns the error as its base class.
func (e *LineTooLong) Unwrap() error { return &HTTPException{e.Text, nil} }

// printable escapes the control characters of text that came from elsewhere,
// so that an error can be logged.
func printable(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' || c >= 0x7f {
			return escapeControls(s)
		}
	}
	return s
}

func escapeControls(s string) string {
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			r = rune(s[i]) // a terminal may take a byte for a control character, too
		}
		if r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r < 0xa0 {
			b = fmt.Appendf(b, `\x%02x`, r)
		} else {
			b = append(b, s[i:i+n]...)
		}
		i += n
	}
	return string(b)
}
