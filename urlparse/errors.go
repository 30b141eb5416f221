package urlparse

import "github.com/gobatteries/batteries/internal/pyerr"

// A ValueError is what most functions return for input that they refuse: a bad
// port or IPv6 address, a query that is too long. Its text is CPython's.
// See https://docs.python.org/3.15/library/exceptions.html#ValueError.
type ValueError = pyerr.ValueError

// A TypeError says that [Quote] got bytes together with an encoding, or that an
// error handler for encoding was asked to decode.
// See https://docs.python.org/3.15/library/exceptions.html#TypeError.
type TypeError = pyerr.TypeError

// A RecursionError says that a value for [URLEncode] is nested too deeply, which
// it always is if it holds itself.
// See https://docs.python.org/3.15/library/exceptions.html#RecursionError.
type RecursionError = pyerr.RecursionError

// A LookupError says that an encoding or an error handler is unknown.
// See https://docs.python.org/3.15/library/exceptions.html#LookupError.
type LookupError = pyerr.LookupError

// A UnicodeError is the base of [UnicodeEncodeError] and [UnicodeDecodeError],
// and itself a [ValueError].
// See https://docs.python.org/3.15/library/exceptions.html#UnicodeError.
type UnicodeError = pyerr.UnicodeError

// A UnicodeEncodeError says which characters an encoding has no bytes for.
// See https://docs.python.org/3.15/library/exceptions.html#UnicodeEncodeError.
type UnicodeEncodeError = pyerr.UnicodeEncodeError

// A UnicodeDecodeError says which bytes mean nothing in an encoding.
// See https://docs.python.org/3.15/library/exceptions.html#UnicodeDecodeError.
type UnicodeDecodeError = pyerr.UnicodeDecodeError

func valueError(text string) error { return &pyerr.ValueError{Text: text} }
