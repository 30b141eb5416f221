package fetch

import (
	"io"
	"net/http"
	"runtime"
	"time"
)

// An HTTPErrorProcessor passes answers whose code is not one of 200 to 299 to
// the error handlers. It is Python's [urllib.request.HTTPErrorProcessor].
//
// [urllib.request.HTTPErrorProcessor]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.HTTPErrorProcessor
type HTTPErrorProcessor struct{ BaseHandler }

// NewHTTPErrorProcessor makes an HTTPErrorProcessor.
func NewHTTPErrorProcessor() *HTTPErrorProcessor { return new(HTTPErrorProcessor) }

func (*HTTPErrorProcessor) isErrorProcessor() {}

// HandlerOrder returns 1000: after all other processors.
func (*HTTPErrorProcessor) HandlerOrder() int { return 1000 }

// ResponseSchemes returns http and https.
func (*HTTPErrorProcessor) ResponseSchemes() []string { return []string{"http", "https"} }

// SchemeResponse is HTTPResponse.
func (p *HTTPErrorProcessor) SchemeResponse(req *Request, response *Response) (*Response, error) {
	return p.HTTPResponse(req, response)
}

// HTTPResponse returns the response if its code is one of 200 to 299, else
// what the error handlers make of it.
func (p *HTTPErrorProcessor) HTTPResponse(request *Request, response *Response) (*Response, error) {
	if 200 <= response.Code && response.Code < 300 {
		return response, nil
	}
	return p.Parent.Error("http", request, response, response.Code, response.Msg, response.Headers)
}

// HTTPSResponse is HTTPResponse.
func (p *HTTPErrorProcessor) HTTPSResponse(request *Request, response *Response) (*Response, error) {
	return p.HTTPResponse(request, response)
}

// An HTTPDefaultErrorHandler makes [HTTPError]s. It is Python's
// [urllib.request.HTTPDefaultErrorHandler].
//
// [urllib.request.HTTPDefaultErrorHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.HTTPDefaultErrorHandler
type HTTPDefaultErrorHandler struct{ BaseHandler }

// NewHTTPDefaultErrorHandler makes an HTTPDefaultErrorHandler.
func NewHTTPDefaultErrorHandler() *HTTPDefaultErrorHandler { return new(HTTPDefaultErrorHandler) }

func (*HTTPDefaultErrorHandler) isDefaultErrorHandler() {}

// HTTPErrorDefault returns an HTTPError.
func (*HTTPDefaultErrorHandler) HTTPErrorDefault(req *Request, fp *Response, code int, msg string, hdrs http.Header) (*Response, error) {
	return nil, raise(req.FullURL(), code, msg, hdrs, fp)
}

// raise makes an HTTPError whose connection can't leak.
func raise(url string, code int, msg string, hdrs http.Header, fp *Response) error {
	if fp == nil {
		return NewHTTPError(url, code, msg, hdrs, nil)
	}
	body := keepBody(fp)
	e := NewHTTPError(url, code, msg, hdrs, body)
	e.Version = fp.Version
	if !body.ended {
		// The caller may never close an error. The connection doesn't refer
		// to the HTTPError, so it ends when that is collected.
		runtime.AddCleanup(e.Response, func(c io.ReadCloser) { c.Close() }, body.rest)
	}
	return e
}

// A keptBody is the body of an error: its beginning in memory, and the rest
// where it comes from.
type keptBody struct {
	kept  []byte
	rest  io.ReadCloser
	err   error // of the reading of the beginning
	ended bool  // all is in memory, and rest is closed
}

// errorStall is how long the body of an error may keep its HTTPError waiting.
var errorStall = 5 * time.Second // less in tests

// keepBody reads a body, up to 64 KiB of it, so that its connection is free.
func keepBody(fp *Response) *keptBody {
	k := &keptBody{rest: fp.FP}
	x, ok := fp.FP.(*exchange)
	if !ok {
		return k
	}
	if x.length > maxDrain {
		return k
	}
	stalled := time.AfterFunc(errorStall, func() { x.rc.Close() })
	k.kept, k.err = readUpTo(x, maxDrain)
	if !stalled.Stop() || k.err != nil {
		x.Close()
		k.ended = true
	}
	return k
}

// readUpTo reads until the end, an error or n bytes. The error is io.EOF at the end.
func readUpTo(r io.Reader, n int) ([]byte, error) {
	var b []byte
	for len(b) < n {
		if len(b) == cap(b) {
			b = append(b, make([]byte, 512)...)[:len(b)]
		}
		m, err := r.Read(b[len(b):min(cap(b), n)])
		b = b[:len(b)+m]
		if err != nil {
			return b, err
		}
	}
	return b, nil
}

func (k *keptBody) Read(p []byte) (int, error) {
	if len(k.kept) > 0 {
		n := copy(p, k.kept)
		k.kept = k.kept[n:]
		return n, nil
	}
	if k.err != nil {
		return 0, k.err
	}
	return k.rest.Read(p)
}

func (k *keptBody) Close() error {
	k.ended = true
	k.kept, k.err = nil, http.ErrBodyReadAfterClose
	return k.rest.Close()
}

// An UnknownHandler refuses URLs that no other handler opens. It is Python's
// [urllib.request.UnknownHandler].
//
// [urllib.request.UnknownHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.UnknownHandler
type UnknownHandler struct{ BaseHandler }

// NewUnknownHandler makes an UnknownHandler.
func NewUnknownHandler() *UnknownHandler { return new(UnknownHandler) }

func (*UnknownHandler) isUnknownHandler() {}

// UnknownOpen returns a URLError.
func (*UnknownHandler) UnknownOpen(req *Request) (*Response, error) {
	return nil, NewURLError("unknown url type: " + printable(req.Type))
}
