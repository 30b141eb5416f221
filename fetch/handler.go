package fetch

import "net/http"

// A Handler is one of the parts that an [OpenerDirector] is made of. Embed
// [BaseHandler] to get these methods, and add those of one or more of
// [SchemeOpener], [DefaultOpener], [UnknownOpener], [RequestProcessor],
// [ResponseProcessor], [ErrorHandler] and [DefaultErrorHandler].
//
// An opener may be used by several goroutines, so a handler's methods must
// allow that.
type Handler interface {
	HandlerOrder() int // where it stands among the others; smaller comes first
	AddParent(parent *OpenerDirector)
	Close() error
}

// A SchemeOpener opens URLs of some schemes: Python's methods named
// <scheme>_open. If both results are nil the next handler is asked.
type SchemeOpener interface {
	Handler
	OpenSchemes() []string
	SchemeOpen(req *Request) (*Response, error)
}

// A DefaultOpener is asked before the scheme's own openers: Python's default_open.
// If both results are nil the next handler is asked.
type DefaultOpener interface {
	Handler
	DefaultOpen(req *Request) (*Response, error)
}

// An UnknownOpener is asked last, for URLs that nothing has opened: Python's
// unknown_open.
type UnknownOpener interface {
	Handler
	UnknownOpen(req *Request) (*Response, error)
}

// A RequestProcessor sees, and may change or replace, requests before they are
// opened: Python's methods named <scheme>_request.
type RequestProcessor interface {
	Handler
	RequestSchemes() []string
	SchemeRequest(req *Request) (*Request, error)
}

// A ResponseProcessor sees, and may change or replace, responses: Python's
// methods named <scheme>_response.
type ResponseProcessor interface {
	Handler
	ResponseSchemes() []string
	SchemeResponse(req *Request, response *Response) (*Response, error)
}

// An ErrorHandler deals with HTTP answers of some codes: Python's methods named
// http_error_<code>. If both results are nil the next handler is asked, and
// after the last one the [DefaultErrorHandler]. Who returns a response or an
// error closes fp, or hands it on.
type ErrorHandler interface {
	Handler
	ErrorCodes() []int
	HTTPErrorCode(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error)
}

// A DefaultErrorHandler deals with HTTP answers that no [ErrorHandler] did:
// Python's http_error_default.
type DefaultErrorHandler interface {
	Handler
	HTTPErrorDefault(req *Request, fp *Response, code int, msg string, hdrs http.Header) (*Response, error)
}

// A BaseHandler has the methods of a [Handler]. It is Python's
// [urllib.request.BaseHandler].
//
// [urllib.request.BaseHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.BaseHandler
type BaseHandler struct {
	Parent *OpenerDirector // the opener that the handler was added to
}

// NewBaseHandler makes a BaseHandler.
func NewBaseHandler() *BaseHandler { return new(BaseHandler) }

// HandlerOrder returns 500.
func (*BaseHandler) HandlerOrder() int { return 500 }

// AddParent sets Parent.
func (h *BaseHandler) AddParent(parent *OpenerDirector) { h.Parent = parent }

// Close does nothing.
func (*BaseHandler) Close() error { return nil }
