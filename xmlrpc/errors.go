package xmlrpc

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/pyrepr"
)

// Python's built-in exceptions that this package returns.
type (
	// A TypeError is Python's TypeError: a value of a type that can't be
	// marshalled, a boolean that is none, arguments that don't fit a function.
	TypeError = pyerr.TypeError
	// A ValueError is Python's ValueError: a number or a date that can't be read.
	ValueError = pyerr.ValueError
	// An OverflowError is Python's OverflowError: an integer that has no XML-RPC form.
	OverflowError = pyerr.OverflowError
	// A RecursionError is Python's RecursionError: values nested more deeply than [MaxDepth].
	RecursionError = pyerr.RecursionError
	// An OSError is Python's OSError: a URL that no [ServerProxy] can be made for, a
	// connection that couldn't be made, or broke. It has the fields Errno (0 if there
	// is none) and Strerror, and wraps the error of package net.
	OSError = pyerr.OSError
	// A LookupError is Python's LookupError: an encoding that isn't known.
	LookupError = pyerr.LookupError
	// A UnicodeEncodeError is Python's UnicodeEncodeError: characters that have no place where they stand.
	UnicodeEncodeError = pyerr.UnicodeEncodeError
)

// Error is the base of the errors of this package. [Fault], [ProtocolError],
// [ResponseError] and [LimitError] lead to it with Unwrap, so that
//
//	var e *xmlrpc.Error
//	errors.As(err, &e)
//
// says whether an error is one of them.
//
// It is Python's [xmlrpc.client.Error].
//
// [xmlrpc.client.Error]: https://docs.python.org/3.15/library/xmlrpc.client.html
type Error struct{ Text string }

func (e *Error) Error() string { return e.Text }

// A Fault is an error that a server sent, or that a function of a server wants
// to be sent as it is: a code and a text.
//
// It is Python's [xmlrpc.client.Fault].
//
// [xmlrpc.client.Fault]: https://docs.python.org/3.15/library/xmlrpc.client.html#fault-objects
type Fault struct {
	FaultCode   int    `xmlrpc:"faultCode"`
	FaultString string `xmlrpc:"faultString"`
}

// NewFault returns a Fault with that code and text.
func NewFault(faultCode int, faultString string) *Fault {
	return &Fault{faultCode, faultString}
}

// Error returns what Python prints of it: <Fault 4: 'Too many parameters.'>.
func (f *Fault) Error() string {
	return "<Fault " + strconv.Itoa(f.FaultCode) + ": " + pyrepr.String(f.FaultString) + ">"
}

// Unwrap returns the error as its base class.
func (f *Fault) Unwrap() error { return &Error{f.Error()} }

// A ProtocolError is an answer with another HTTP status than 200.
//
// It is Python's [xmlrpc.client.ProtocolError].
//
// [xmlrpc.client.ProtocolError]: https://docs.python.org/3.15/library/xmlrpc.client.html#protocolerror-objects
type ProtocolError struct {
	URL     string // host and path, without a password
	ErrCode int    // the HTTP status
	ErrMsg  string // and its text
	Headers http.Header
}

// NewProtocolError returns a ProtocolError. A password in the url is made unreadable.
func NewProtocolError(url string, errCode int, errMsg string, headers http.Header) *ProtocolError {
	return &ProtocolError{redact(url), errCode, errMsg, headers}
}

func (e *ProtocolError) Error() string {
	return fmt.Sprintf("<ProtocolError for %s: %d %s>", redact(e.URL), e.ErrCode, e.ErrMsg)
}

// Unwrap returns the error as its base class.
func (e *ProtocolError) Unwrap() error { return &Error{e.Error()} }

// A ResponseError is a document that is XML but no XML-RPC.
//
// It is Python's [xmlrpc.client.ResponseError]. Where CPython stumbles over a
// document with an error from deep within (IndexError, or a TypeError for a
// fault that isn't a structure), it is a ResponseError here too.
//
// [xmlrpc.client.ResponseError]: https://docs.python.org/3.15/library/xmlrpc.client.html
type ResponseError struct{ Text string }

func (e *ResponseError) Error() string {
	if e.Text == "" {
		return "ResponseError()"
	}
	return "ResponseError(" + pyrepr.String(e.Text) + ")"
}

// Unwrap returns the error as its base class.
func (e *ResponseError) Unwrap() error { return &Error{e.Error()} }

// A LimitError is a document that goes beyond a limit: [MaxBytes], [MaxDepth].
// It has no counterpart in Python, which has no such limits.
type LimitError struct {
	What  string // what there was too much of
	Limit int64  // how much there may be
}

func (e *LimitError) Error() string { return fmt.Sprintf("more than %d %s", e.Limit, e.What) }

// Unwrap returns the error as its base class.
func (e *LimitError) Unwrap() error { return &Error{e.Error()} }

// An UnmarshalTypeError is a value that doesn't fit the Go type it was to be
// decoded into.
type UnmarshalTypeError struct {
	Value string // what the document holds: "int", "array", "int 300"
	Type  string // the Go type
	// Path is where it stands, as in "[3].price"; empty at the top. If
	// [LoadsInto] had several targets it begins with "params[1]".
	Path string
}

func (e *UnmarshalTypeError) Error() string {
	return "cannot unmarshal " + e.Value + " into Go value of type " + e.Type + atPath(e.Path)
}

// Unwrap returns the error as its base class.
func (e *UnmarshalTypeError) Unwrap() error { return &TypeError{Text: e.Error()} }

// A MarshalerError is an error of a [Marshaler].
type MarshalerError struct {
	Type string
	Err  error
}

func (e *MarshalerError) Error() string {
	return "cannot marshal " + e.Type + " objects: " + e.Err.Error()
}

// Unwrap returns the marshaler's error.
func (e *MarshalerError) Unwrap() error { return e.Err }

// An UnmarshalerError is an error of an [Unmarshaler].
type UnmarshalerError struct {
	Type string // the Go type
	Path string // as in [UnmarshalTypeError]
	Err  error
}

func (e *UnmarshalerError) Error() string {
	return "cannot unmarshal into Go value of type " + e.Type + atPath(e.Path) + ": " + e.Err.Error()
}

// Unwrap returns the unmarshaler's error.
func (e *UnmarshalerError) Unwrap() error { return e.Err }

// atPath tells a path, if it isn't empty.
func atPath(path string) string {
	if path == "" {
		return ""
	}
	return " at " + path
}

// namesTypes reports whether an error of writing tells of a program's types or
// of what its methods said, rather than of XML-RPC.
func namesTypes(err error) bool {
	return is[*MarshalerError](err) || strings.HasPrefix(err.Error(), "cannot marshal ") && strings.HasSuffix(err.Error(), " objects")
}

// An ExpatError is a document that isn't well-formed XML. Its codes and texts
// are those of the expat library, which CPython reads XML with.
//
// It is Python's [xml.parsers.expat.ExpatError].
//
// [xml.parsers.expat.ExpatError]: https://docs.python.org/3.15/library/pyexpat.html#expaterror-exceptions
type ExpatError struct {
	Code   int // expat's number of the error
	Lineno int // the line, from 1
	Offset int // the column in characters, from 0
}

func (e *ExpatError) Error() string {
	return fmt.Sprintf("%s: line %d, column %d", expatTexts[e.Code], e.Lineno, e.Offset)
}

// expat's numbers of its errors. The last is our own.
const (
	errSyntax             = 2
	errNoElements         = 3
	errInvalidToken       = 4
	errUnclosedToken      = 5
	errPartialChar        = 6
	errTagMismatch        = 7
	errDuplicateAttribute = 8
	errJunkAfterElement   = 9
	errParamEntityRef     = 10
	errUndefinedEntity    = 11
	errBadCharRef         = 14
	errMisplacedXMLPI     = 17
	errIncorrectEncoding  = 19
	errUnclosedCDATA      = 20
	errXMLDecl            = 30
	errDoctype            = -1
)

var expatTexts = map[int]string{
	errSyntax:             "syntax error",
	errNoElements:         "no element found",
	errInvalidToken:       "not well-formed (invalid token)",
	errUnclosedToken:      "unclosed token",
	errPartialChar:        "partial character",
	errTagMismatch:        "mismatched tag",
	errDuplicateAttribute: "duplicate attribute",
	errJunkAfterElement:   "junk after document element",
	errParamEntityRef:     "illegal parameter entity reference",
	errUndefinedEntity:    "undefined entity",
	errBadCharRef:         "reference to invalid character number",
	errMisplacedXMLPI:     "XML or text declaration not at start of entity",
	errIncorrectEncoding:  "encoding specified in XML declaration is incorrect",
	errUnclosedCDATA:      "unclosed CDATA section",
	errXMLDecl:            "XML declaration not well-formed",
	errDoctype:            "document type declarations are not allowed",
}

func (s *scanner) errorAt(code, off int) error {
	line, col := s.position(off)
	return &ExpatError{Code: code, Lineno: line + 1, Offset: col}
}

// className returns the name of the Python class that an error counts as, for
// the text of a fault.
func className(err error) string {
	switch {
	case is[*UnicodeEncodeError](err):
		return "UnicodeEncodeError"
	case is[*pyerr.KeyError](err):
		return "KeyError"
	case is[*LookupError](err):
		return "LookupError"
	case is[*ValueError](err):
		return "ValueError"
	case is[*TypeError](err):
		return "TypeError"
	case is[*OverflowError](err):
		return "OverflowError"
	case is[*RecursionError](err):
		return "RecursionError"
	case is[*ExpatError](err):
		return "xml.parsers.expat.ExpatError"
	case is[*ResponseError](err):
		return "xmlrpc.client.ResponseError"
	case is[*ProtocolError](err):
		return "xmlrpc.client.ProtocolError"
	case is[*Error](err):
		return "xmlrpc.client.Error"
	}
	return "Exception"
}

func is[E error](err error) bool {
	var e E
	return errors.As(err, &e)
}

// redact makes the password in a URL, or in the authority of one, unreadable.
func redact(url string) string {
	start := 0
	if i := strings.Index(url, "://"); i >= 0 && !strings.ContainsAny(url[:i], "/?#@") { // not in the query
		start = i + 3
	}
	end := len(url)
	if i := strings.IndexAny(url[start:], "/?#"); i >= 0 {
		end = start + i
	}
	at := strings.LastIndexByte(url[start:end], '@')
	if at < 0 {
		return url
	}
	colon := strings.IndexByte(url[start:start+at], ':')
	if colon < 0 {
		return url
	}
	return url[:start+colon] + ":xxxxx" + url[start+at:]
}
