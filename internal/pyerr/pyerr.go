// Package pyerr holds the error types for Python's built-in exceptions that
// more than one package returns. The packages export them under aliases, so
// that errors.As works across packages:
//
//	type ValueError = pyerr.ValueError
//
// Each type's Unwrap leads to its base class:
// UnicodeDecodeError to UnicodeError to ValueError, KeyError to LookupError.
// See https://docs.python.org/3.15/library/exceptions.html.
package pyerr

import (
	"fmt"

	"github.com/gobatteries/batteries/internal/wtf8"
)

// A ValueError is Python's ValueError: an argument of the right type but with
// an inappropriate value. Its text is Python's.
type ValueError struct{ Text string }

func (e *ValueError) Error() string { return e.Text }

// A TypeError is Python's TypeError.
type TypeError struct{ Text string }

func (e *TypeError) Error() string { return e.Text }

// An OverflowError is Python's OverflowError.
type OverflowError struct{ Text string }

func (e *OverflowError) Error() string { return e.Text }

// A RecursionError is Python's RecursionError: input that is nested too deeply.
type RecursionError struct{ Text string }

func (e *RecursionError) Error() string { return e.Text }

// A LookupError is Python's LookupError, raised for unknown encodings and error handlers.
type LookupError struct{ Text string }

func (e *LookupError) Error() string { return e.Text }

// A KeyError is Python's KeyError. Text is the repr of the key.
type KeyError struct{ Text string }

func (e *KeyError) Error() string { return e.Text }

// Unwrap returns the error as its base class.
func (e *KeyError) Unwrap() error { return &LookupError{e.Text} }

// An IndexError is Python's IndexError: an index beyond the end.
type IndexError struct{ Text string }

func (e *IndexError) Error() string { return e.Text }

// Unwrap returns the error as its base class.
func (e *IndexError) Unwrap() error { return &LookupError{e.Text} }

// A UnicodeError is Python's UnicodeError.
type UnicodeError struct{ Text string }

func (e *UnicodeError) Error() string { return e.Text }

// Unwrap returns the error as its base class.
func (e *UnicodeError) Unwrap() error { return &ValueError{e.Text} }

// A UnicodeEncodeError is Python's UnicodeEncodeError: characters of Object
// that Encoding has no bytes for.
type UnicodeEncodeError struct {
	Encoding   string // the codec's name
	Object     string // what was encoded
	Start, End int    // the first character that failed and the one after the last, in code points
	Reason     string
}

func (e *UnicodeEncodeError) Error() string {
	if e.End != e.Start+1 {
		return fmt.Sprintf("'%s' codec can't encode characters in position %d-%d: %s", e.Encoding, e.Start, e.End-1, e.Reason)
	}
	var r rune
	for i, s := 0, e.Object; s != ""; i++ {
		c, n := wtf8.DecodeRuneInString(s)
		if i == e.Start {
			r = c
			break
		}
		s = s[n:]
	}
	form := `\x%02x`
	switch {
	case r > 0xffff:
		form = `\U%08x`
	case r > 0xff:
		form = `\u%04x`
	}
	return fmt.Sprintf("'%s' codec can't encode character '"+form+"' in position %d: %s", e.Encoding, r, e.Start, e.Reason)
}

// Unwrap returns the error as its base class.
func (e *UnicodeEncodeError) Unwrap() error { return &UnicodeError{e.Error()} }

// A UnicodeDecodeError is Python's UnicodeDecodeError: bytes of Object that
// mean nothing in Encoding.
type UnicodeDecodeError struct {
	Encoding   string // the codec's name
	Object     []byte // what was decoded
	Start, End int    // the first byte that failed and the one after the last
	Reason     string
}

func (e *UnicodeDecodeError) Error() string {
	if e.End == e.Start+1 && e.Start < len(e.Object) {
		return fmt.Sprintf("'%s' codec can't decode byte 0x%02x in position %d: %s", e.Encoding, e.Object[e.Start], e.Start, e.Reason)
	}
	return fmt.Sprintf("'%s' codec can't decode bytes in position %d-%d: %s", e.Encoding, e.Start, e.End-1, e.Reason)
}

// Unwrap returns the error as its base class.
func (e *UnicodeDecodeError) Unwrap() error { return &UnicodeError{e.Error()} }
