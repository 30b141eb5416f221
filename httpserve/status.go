package httpserve

import (
	"strconv"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// An HTTPStatus is a status code: Python's [http.HTTPStatus]. Any three-digit
// number may stand where a status is asked for; those that Python has no name
// for have an empty phrase.
//
// [http.HTTPStatus]: https://docs.python.org/3.15/library/http.html#http.HTTPStatus
type HTTPStatus int

type statusText struct{ name, phrase, description string }

// NewHTTPStatus returns the status with the number, or a [*ValueError] if
// http.HTTPStatus has no such member.
func NewHTTPStatus(value int) (HTTPStatus, error) {
	if _, ok := statusTable[HTTPStatus(value)]; !ok {
		return 0, &ValueError{Text: strconv.Itoa(value) + " is not a valid HTTPStatus"}
	}
	return HTTPStatus(value), nil
}

// Value returns the number.
func (s HTTPStatus) Value() int { return int(s) }

// Name returns the member's name in Python, "NOT_FOUND".
func (s HTTPStatus) Name() string { return statusTable[s].name }

// Phrase returns the reason phrase, "Not Found".
func (s HTTPStatus) Phrase() string { return statusTable[s].phrase }

// Description returns the explanation, "Nothing matches the given URI". For
// some statuses it is empty.
func (s HTTPStatus) Description() string { return statusTable[s].description }

// IsInformational reports whether the status is of the hundreds.
func (s HTTPStatus) IsInformational() bool { return 100 <= s && s <= 199 }

// IsSuccess reports whether the status is of the two hundreds.
func (s HTTPStatus) IsSuccess() bool { return 200 <= s && s <= 299 }

// IsRedirection reports whether the status is of the three hundreds.
func (s HTTPStatus) IsRedirection() bool { return 300 <= s && s <= 399 }

// IsClientError reports whether the status is of the four hundreds.
func (s HTTPStatus) IsClientError() bool { return 400 <= s && s <= 499 }

// IsServerError reports whether the status is of the five hundreds.
func (s HTTPStatus) IsServerError() bool { return 500 <= s && s <= 599 }

// String returns the number, as Python's str() does.
func (s HTTPStatus) String() string { return strconv.Itoa(int(s)) }

// An HTTPMethod is a request method: Python's [http.HTTPMethod].
//
// [http.HTTPMethod]: https://docs.python.org/3.15/library/http.html#http.HTTPMethod
type HTTPMethod string

// NewHTTPMethod returns the method with the name, in capitals, or a
// [*ValueError] if http.HTTPMethod has no such member.
func NewHTTPMethod(value string) (HTTPMethod, error) {
	if _, ok := methodTable[HTTPMethod(value)]; !ok {
		return "", &ValueError{Text: pyrepr.String(value) + " is not a valid HTTPMethod"}
	}
	return HTTPMethod(value), nil
}

// Value returns the method as a string.
func (m HTTPMethod) Value() string { return string(m) }

// Name returns the member's name in Python, which is the method itself.
func (m HTTPMethod) Name() string { return string(m) }

// Description returns what the method is for: "Retrieve the target."
func (m HTTPMethod) Description() string { return methodTable[m] }
