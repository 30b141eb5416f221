package fetch

import (
	"bufio"
	"errors"
	"io"
	"iter"
	"net/http"
	"strings"
)

// AddBase is Python's urllib.response.addbase: a body.
type AddBase struct{ FP io.ReadCloser }

// NewAddBase makes an AddBase.
func NewAddBase(fp io.ReadCloser) *AddBase { return &AddBase{fp} }

// Read reads from the body.
func (a *AddBase) Read(p []byte) (int, error) { return a.FP.Read(p) }

// WriteTo copies the rest of the body to w, in large pieces; io.Copy uses it.
func (a *AddBase) WriteTo(w io.Writer) (int64, error) {
	buf := copyBuffers.Get().(*[]byte)
	defer copyBuffers.Put(buf)
	for done := int64(0); ; {
		n, err := a.FP.Read(*buf)
		if n > 0 {
			m, werr := w.Write((*buf)[:n])
			done += int64(m)
			if werr == nil && m < n {
				werr = io.ErrShortWrite
			}
			if werr != nil {
				return done, werr
			}
		}
		if err == io.EOF {
			return done, nil
		}
		if err != nil {
			return done, err
		}
	}
}

// Close closes the body.
func (a *AddBase) Close() error { return a.FP.Close() }

// AddCloseHook is Python's urllib.response.addclosehook: a body that calls a
// function when it is closed.
type AddCloseHook struct {
	AddBase
	CloseHook func()
}

// NewAddCloseHook makes an AddCloseHook.
func NewAddCloseHook(fp io.ReadCloser, closehook func()) *AddCloseHook {
	return &AddCloseHook{AddBase{fp}, closehook}
}

// Close calls the hook, the first time, and closes the body.
func (a *AddCloseHook) Close() error {
	if hook := a.CloseHook; hook != nil {
		a.CloseHook = nil
		defer a.FP.Close()
		hook()
	}
	return a.FP.Close()
}

// AddInfo is Python's urllib.response.addinfo: a body with headers.
type AddInfo struct {
	AddBase
	Headers http.Header
}

// NewAddInfo makes an AddInfo.
func NewAddInfo(fp io.ReadCloser, headers http.Header) *AddInfo {
	return &AddInfo{AddBase{fp}, headers}
}

// Info returns the headers.
func (a *AddInfo) Info() http.Header { return a.Headers }

// AddInfoURL is Python's name for a [Response] that a handler makes.
type AddInfoURL = Response

// A Response is what an opener returns: Python's http.client.HTTPResponse and
// [urllib.response.addinfourl] in one. It must be closed, unless it was read to
// its end.
//
// [urllib.response.addinfourl]: https://docs.python.org/3.15/library/urllib.request.html#urllib.response.addinfourl
type Response struct {
	AddInfo
	URL     string // where the answer came from in the end, after redirects
	Code    int    // the HTTP status, 0 if the scheme has none
	Msg     string // the server's phrase for it: "Not Found"
	Version int    // 10, 11 or 20 for HTTP/1.0, HTTP/1.1 and HTTP/2; 0 for other schemes
}

// NewAddInfoURL makes a Response. code is 0 if the scheme has none.
func NewAddInfoURL(fp io.ReadCloser, headers http.Header, url string, code int) *Response {
	return &Response{AddInfo: AddInfo{AddBase{fp}, headers}, URL: url, Code: code}
}

// GetCode returns Code.
func (r *Response) GetCode() int { return r.Code }

// Status returns Code.
func (r *Response) Status() int { return r.Code }

// Reason returns Msg.
func (r *Response) Reason() string { return r.Msg }

// GetURL returns URL.
func (r *Response) GetURL() string { return r.URL }

// GetHeader returns the value of a header, whatever its name's case; those of
// a header that was sent more than once are joined with ", ".
func (r *Response) GetHeader(name string) (value string, ok bool) {
	switch v := r.Headers.Values(name); len(v) {
	case 0:
		return "", false
	case 1:
		return v[0], true
	default:
		return strings.Join(v, ", "), true
	}
}

// Lines returns the body's lines, each with its line end. A line that is longer
// than 16 MiB ends the iteration with bufio.ErrTooLong. The slice is valid until
// the next one. Lines reads the body to its end but doesn't close it.
func (r *Response) Lines() iter.Seq2[[]byte, error] {
	const maxLine = 16 << 20
	return func(yield func([]byte, error) bool) {
		br := bufio.NewReaderSize(r, 32<<10)
		var long []byte
		for {
			line, err := br.ReadSlice('\n')
			if err == bufio.ErrBufferFull {
				if long = append(long, line...); len(long) > maxLine {
					yield(nil, bufio.ErrTooLong)
					return
				}
				continue
			}
			if len(long) > 0 {
				line = append(long, line...)
			}
			long = long[:0]
			if len(line) > 0 && !yield(line, nil) || err == io.EOF {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// ErrTooLarge says that a body is longer than the caller allows.
var ErrTooLarge = errors.New("fetch: body too large")

// ReadAll returns the rest of the body, at most limit bytes of it: if there are
// more, the error is [ErrTooLarge]. A negative limit is none. Memory grows with
// what comes, whatever the server announced.
func (r *Response) ReadAll(limit int64) ([]byte, error) {
	b := make([]byte, 0, 4<<10)
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := r.FP.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if limit >= 0 && int64(len(b)) > limit {
			return b[:limit], ErrTooLarge
		}
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return b, err
		}
	}
}

// maxDrain is how much of an answer that nobody wants is read to keep its connection.
const maxDrain = 64 << 10

// discard ends a response that is not to be read.
func (r *Response) discard() {
	if r == nil || r.FP == nil {
		return
	}
	io.CopyN(io.Discard, r.FP, maxDrain)
	r.Close()
}
