package cookies

import (
	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/pyrepr"
)

// A CookieError is Python's [http.cookies.CookieError]: a name, a value or an
// attribute that no cookie may have.
//
// [http.cookies.CookieError]: https://docs.python.org/3.15/library/http.cookies.html#http.cookies.CookieError
type CookieError struct{ Text string }

func (e *CookieError) Error() string { return e.Text }

// A KeyError is Python's KeyError: a morsel has no such attribute.
type KeyError = pyerr.KeyError

// A TypeError is Python's TypeError: a value of a type that is not taken.
type TypeError = pyerr.TypeError

// An OverflowError is Python's OverflowError: an expires attribute too far away
// for a date.
type OverflowError = pyerr.OverflowError

// A SignatureError says that the value of a [SignedCookie] was not signed with
// any of its keys. It unwraps to a [CookieError].
type SignatureError struct{ Name string }

func (e *SignatureError) Error() string {
	return "Bad signature of cookie " + pyrepr.String(e.Name)
}

// Unwrap returns the error as its base class.
func (e *SignatureError) Unwrap() error { return &CookieError{e.Error()} }

func errIllegalKey(key string) error {
	return &CookieError{"Illegal key " + pyrepr.String(key)}
}

func errReservedKey(key string) error {
	return &CookieError{"Attempt to set a reserved key " + pyrepr.String(key)}
}

func errInvalidAttribute(key string) error {
	return &CookieError{"Invalid attribute " + pyrepr.String(key)}
}

func errControl(texts ...string) error {
	msg := "Control characters are not allowed in cookies"
	for _, t := range texts {
		msg += " " + pyrepr.String(t)
	}
	return &CookieError{msg}
}

func errSeparator(key, text string) error {
	return &CookieError{"Separators are not allowed in attributes " + pyrepr.String(key) + " " + pyrepr.String(text)}
}
