package httpserve

import (
	"errors"

	"github.com/gobatteries/batteries/internal/pyerr"
)

// A ValueError is Python's [ValueError]: an argument of the right type but with
// an inappropriate value, such as a header with a line end in it.
//
// [ValueError]: https://docs.python.org/3.15/library/exceptions.html#ValueError
type ValueError = pyerr.ValueError

// A TypeError is Python's [TypeError]: a handler type whose methods have the
// wrong signature, or an argument that is missing.
//
// [TypeError]: https://docs.python.org/3.15/library/exceptions.html#TypeError
type TypeError = pyerr.TypeError

// A UnicodeEncodeError is Python's [UnicodeEncodeError]: a header with
// characters that Latin-1 lacks.
//
// [UnicodeEncodeError]: https://docs.python.org/3.15/library/exceptions.html#UnicodeEncodeError
type UnicodeEncodeError = pyerr.UnicodeEncodeError

// ErrServerClosed is returned by ServeForever and HandleRequest of a server
// that is not bound, or no longer.
var ErrServerClosed = errors.New("httpserve: server closed")
