package jsonx

import (
	"fmt"
	"strings"

	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

// Python's built-in exceptions that this package returns. They are the same
// types in every package of the module, so that [errors.As] works across them.
type (
	// A ValueError is Python's ValueError: a circular reference, a float that
	// [AllowNaN] refuses, an integer with too many digits.
	ValueError = pyerr.ValueError
	// A TypeError is Python's TypeError: a value or a key that JSON has no form for.
	TypeError = pyerr.TypeError
	// A RecursionError is Python's RecursionError: nesting beyond [MaxDepth].
	RecursionError = pyerr.RecursionError
	// A UnicodeDecodeError is Python's UnicodeDecodeError: bytes that are not in
	// the encoding that [DetectEncoding] found.
	UnicodeDecodeError = pyerr.UnicodeDecodeError
	// A UnicodeEncodeError is Python's UnicodeEncodeError: a lone surrogate where
	// [Canonicalize] must write UTF-8.
	UnicodeEncodeError = pyerr.UnicodeEncodeError
)

// A JSONDecodeError says where a document is malformed. It is Python's
// [json.JSONDecodeError], with the same text. Its base class is [ValueError].
//
// All positions count code points, as Python's do. A lone surrogate is one code
// point, and so is a byte that is no UTF-8.
//
// [json.JSONDecodeError]: https://docs.python.org/3.15/library/json.html#json.JSONDecodeError
type JSONDecodeError struct {
	Msg    string // the message without the position
	Doc    string // the document; empty for an error in a stream
	Pos    int    // the index in Doc where parsing failed, counted from 0
	Lineno int    // the line of Pos, counted from 1
	Colno  int    // the column of Pos, counted from 1
}

// NewJSONDecodeError returns the error for a failure at pos, which counts the
// code points of doc.
func NewJSONDecodeError(msg, doc string, pos int) *JSONDecodeError {
	i, n := 0, 0
	for ; n < pos && i < len(doc); n++ {
		_, w := wtf8.DecodeRuneInString(doc[i:])
		i += w
	}
	return errorAt(msg, doc, i, pos)
}

// errorAt makes the error for a failure at byte i, the code point pos, of doc.
func errorAt(msg, doc string, i, pos int) *JSONDecodeError {
	before := doc[:min(i, len(doc))]
	e := &JSONDecodeError{Msg: msg, Doc: doc, Pos: pos, Lineno: 1 + strings.Count(before, "\n"), Colno: pos + 1}
	if nl := strings.LastIndexByte(before, '\n'); nl >= 0 {
		e.Colno = pos - wtf8.RuneCountInString(before[:nl])
	}
	return e
}

// Error returns Python's text: the message, the line, the column and the index.
func (e *JSONDecodeError) Error() string {
	return fmt.Sprintf("%s: line %d column %d (char %d)", e.Msg, e.Lineno, e.Colno, e.Pos)
}

// Unwrap returns the error as its base class, [ValueError].
func (e *JSONDecodeError) Unwrap() error { return &ValueError{Text: e.Error()} }

// A NotedError is an error of the encoder with the notes that CPython adds to
// the exception (its __notes__): the path to the value, innermost step first,
// in lines such as "when serializing list item 0". The notes are not part of
// the text.
type NotedError struct {
	Err   error
	Notes []string
}

// Error returns the text of Err.
func (e *NotedError) Error() string { return e.Err.Error() }

// Unwrap returns Err.
func (e *NotedError) Unwrap() error { return e.Err }

// maxNotes keeps the error of a deeply nested value from growing with it.
const maxNotes = 100

// noted returns err with one more note.
func noted(err error, format string, args ...any) error {
	e, ok := err.(*NotedError)
	if !ok {
		e = &NotedError{Err: err}
	}
	if len(e.Notes) < maxNotes {
		e.Notes = append(e.Notes, fmt.Sprintf(format, args...))
	}
	return e
}
