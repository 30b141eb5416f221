package uuid

import "github.com/gobatteries/batteries/internal/pyerr"

// A ValueError is Python's [ValueError]: text that is no UUID, or a number or a
// length out of range. Its text is Python's.
//
// [ValueError]: https://docs.python.org/3.15/library/exceptions.html#ValueError
type ValueError = pyerr.ValueError

// A TypeError is Python's [TypeError]: no source or more than one in [NewUUID],
// and a column of a type that [UUID.Scan] does not take.
//
// [TypeError]: https://docs.python.org/3.15/library/exceptions.html#TypeError
type TypeError = pyerr.TypeError

func valueError(text string) error { return &ValueError{Text: text} }

// errMalformed is for text of the wrong length or shape.
var errMalformed = valueError("badly formed hexadecimal UUID string")
