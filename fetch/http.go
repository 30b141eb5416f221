package fetch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// An AbstractHTTPHandler is what [HTTPHandler] and [HTTPSHandler] share.
type AbstractHTTPHandler struct {
	BaseHandler

	rt         http.RoundTripper // nil for the shared transport
	own        bool              // rt is the handler's own, to be closed with it
	maxHeaders int               // zero for the default
	close      bool              // Connection: close
	debug      debugLevel
}

// An HTTPHandler opens http URLs. It is Python's [urllib.request.HTTPHandler].
//
// [urllib.request.HTTPHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.HTTPHandler
type HTTPHandler struct{ AbstractHTTPHandler }

// An HTTPSHandler opens https URLs. It is Python's [urllib.request.HTTPSHandler].
//
// [urllib.request.HTTPSHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.HTTPSHandler
type HTTPSHandler struct{ AbstractHTTPHandler }

// NewHTTPHandler makes an HTTPHandler.
//
// Keywords: [Debuglevel], by default 0; [KeepAlive], true; [MaxHeaders], 100;
// [AddressGuard], none; [Transport], the package's own.
func NewHTTPHandler(options ...HTTPHandlerOption) *HTTPHandler {
	h := new(HTTPHandler)
	var c handlerConfig
	for _, o := range options {
		c.set(o)
	}
	h.configure(c)
	return h
}

// NewHTTPSHandler makes an HTTPSHandler.
//
// Keywords: [Debuglevel], by default 0; [Context], the TLS settings,
// crypto/tls's own; [CheckHostname], true; [HTTP2], false; [KeepAlive], true;
// [MaxHeaders], 100; [AddressGuard], none; [Transport], the package's own, which
// makes the handler ignore the other connection settings.
func NewHTTPSHandler(options ...HTTPSHandlerOption) *HTTPSHandler {
	h := new(HTTPSHandler)
	var c handlerConfig
	for _, o := range options {
		c.set(o)
	}
	h.configure(c)
	return h
}

// handlerConfig are the decoded keywords of NewHTTPHandler and NewHTTPSHandler.
type handlerConfig struct {
	transportConfig
	rt         http.RoundTripper
	maxHeaders int
	close      bool
	debug      Debuglevel
	anyHost    bool
}

func (c *handlerConfig) set(o HTTPSHandlerOption) {
	switch o := o.(type) {
	case Debuglevel:
		c.debug = o
	case ContextOption:
		c.tls = o.config
	case CheckHostname:
		c.anyHost = !bool(o)
	case HTTP2:
		c.http2 = bool(o)
	case KeepAlive:
		c.close = !bool(o)
	case MaxHeaders:
		c.maxHeaders = int(o)
	case GuardOption:
		c.guard = o.guard
	case TransportOption:
		c.rt = o.rt
	}
}

func (h *AbstractHTTPHandler) configure(c handlerConfig) {
	h.rt, h.maxHeaders, h.close = c.rt, c.maxHeaders, c.close
	h.SetHTTPDebuglevel(int(c.debug))
	if h.rt == nil && (c.tls != nil || c.anyHost || c.http2 || c.close || c.guard != nil) {
		c.keepAlive = !c.close
		if c.anyHost {
			c.tls = withoutHostname(c.tls)
		}
		h.rt, h.own = newTransport(c.transportConfig), true
	}
}

// withoutHostname changes TLS settings so that the certificate's chain is
// checked, but not its name.
func withoutHostname(config *tls.Config) *tls.Config {
	c := new(tls.Config)
	if config != nil {
		c = config.Clone()
	}
	if c.InsecureSkipVerify {
		return c
	}
	c.InsecureSkipVerify = true
	roots, clock, next := c.RootCAs, c.Time, c.VerifyConnection
	c.VerifyConnection = func(s tls.ConnectionState) error {
		if err := verifyChain(s, roots, clock); err != nil || next == nil {
			return err
		}
		return next(s)
	}
	return c
}

// SetHTTPDebuglevel changes [Debuglevel]; it is Python's set_http_debuglevel.
func (h *AbstractHTTPHandler) SetHTTPDebuglevel(level int) { h.debug = debugLevel(level) }

// Close closes the handler's idle connections, if it has its own.
func (h *AbstractHTTPHandler) Close() error {
	if t, ok := h.rt.(*http.Transport); ok && h.own {
		t.CloseIdleConnections()
	}
	return nil
}

func (*HTTPHandler) isHTTPHandler()   {}
func (*HTTPSHandler) isHTTPSHandler() {}

// OpenSchemes returns http.
func (*HTTPHandler) OpenSchemes() []string { return []string{"http"} }

// RequestSchemes returns http.
func (*HTTPHandler) RequestSchemes() []string { return []string{"http"} }

// OpenSchemes returns https.
func (*HTTPSHandler) OpenSchemes() []string { return []string{"https"} }

// RequestSchemes returns https.
func (*HTTPSHandler) RequestSchemes() []string { return []string{"https"} }

// SchemeOpen is HTTPOpen.
func (h *HTTPHandler) SchemeOpen(req *Request) (*Response, error) { return h.HTTPOpen(req) }

// SchemeOpen is HTTPSOpen.
func (h *HTTPSHandler) SchemeOpen(req *Request) (*Response, error) { return h.HTTPSOpen(req) }

// HTTPOpen sends a request and returns the answer, whatever its code.
func (h *HTTPHandler) HTTPOpen(req *Request) (*Response, error) { return h.DoOpen(req) }

// HTTPSOpen sends a request and returns the answer, whatever its code.
func (h *HTTPSHandler) HTTPSOpen(req *Request) (*Response, error) { return h.DoOpen(req) }

// HTTPRequest adds the default headers to a request.
func (h *HTTPHandler) HTTPRequest(request *Request) (*Request, error) {
	return h.DoRequest(request)
}

// HTTPSRequest adds the default headers to a request.
func (h *HTTPSHandler) HTTPSRequest(request *Request) (*Request, error) {
	return h.DoRequest(request)
}

// SchemeRequest is HTTPRequest, and HTTPSRequest of an HTTPSHandler.
func (h *AbstractHTTPHandler) SchemeRequest(req *Request) (*Request, error) { return h.DoRequest(req) }

var errNoHost = NewURLError("no host given")

// DoRequest adds the default headers to a request.
func (h *AbstractHTTPHandler) DoRequest(req *Request) (*Request, error) {
	if req.Host == "" {
		return nil, errNoHost
	}
	if req.unredirHdrs == nil {
		req.unredirHdrs = make(fields, 0, 4)
	}
	if d := req.data; d != nil {
		if !req.HasHeader("Content-type") {
			req.AddUnredirectedHeader("Content-type", "application/x-www-form-urlencoded")
		}
		if !req.HasHeader("Content-length") && !req.HasHeader("Transfer-encoding") {
			if d.size >= 0 {
				req.AddUnredirectedHeader("Content-length", strconv.FormatInt(d.size, 10))
			} else {
				req.AddUnredirectedHeader("Transfer-encoding", "chunked")
			}
		}
	}
	if !req.HasHeader("Host") {
		host := req.Host
		if req.HasProxy() {
			_, rest, _ := splitType(req.Selector)
			if host, _ = splitHost(rest); host == "" {
				return nil, errNoHost
			}
		}
		req.AddUnredirectedHeader("Host", host)
	}
	if h.Parent != nil {
		for _, f := range h.Parent.AddHeaders {
			if name := capitalize(f.Name); !req.HasHeader(name) {
				req.unredirHdrs.set(name, f.Value)
			}
		}
	}
	return req, nil
}

// DoOpen sends a request through the transport.
func (h *AbstractHTTPHandler) DoOpen(req *Request) (*Response, error) {
	if req.Host == "" {
		return nil, errNoHost
	}
	x := &exchange{h: h, req: req, method: req.GetMethod()}
	r, err := x.build()
	if err != nil {
		return nil, err
	}
	h.debug.request(r)
	resp, err := h.transport().RoundTrip(r)
	if err != nil {
		err = x.failed(err)
		if t := x.tunnel; t != nil && t.code == http.StatusProxyAuthRequired {
			return h.answerProxy(req, t, err)
		}
		return nil, err
	}
	return x.answered(resp)
}

func (h *AbstractHTTPHandler) transport() http.RoundTripper {
	if h.rt != nil {
		return h.rt
	}
	return shared()
}

// answerProxy lets the handlers of proxy authentication deal with a CONNECT
// that the proxy refused. The proxy's answer is never taken for the server's.
func (h *AbstractHTTPHandler) answerProxy(req *Request, t *tunnelError, refused error) (*Response, error) {
	if h.Parent == nil {
		return nil, refused
	}
	for _, e := range h.Parent.errors[t.code] {
		fp := NewAddInfoURL(http.NoBody, t.header, req.FullURL(), t.code)
		if resp, err := e.HTTPErrorCode(req, fp, t.code, t.msg, t.header); resp != nil || err != nil {
			return resp, err
		}
	}
	return nil, refused
}

// build makes net/http's form of the request.
func (x *exchange) build() (*http.Request, error) {
	req := x.req
	target, err := x.target()
	if err != nil {
		return nil, err
	}
	if err := checkHost(req.Host); err != nil {
		return nil, err
	}
	header, host, err := x.header()
	if err != nil {
		return nil, err
	}
	x.url = url.URL{Scheme: req.Type, Host: hostForDial(req.Host), Opaque: target}
	if strings.HasPrefix(target, "//") {
		x.url.Opaque = ""
		x.url.Path, x.url.RawPath, x.url.RawQuery = splitTarget(target)
	}
	if req.tunnelHost != "" {
		if err := checkHost(req.tunnelHost); err != nil {
			return nil, err
		}
		x.proxy = &url.URL{Scheme: "http", Host: hostForDial(req.Host)}
		if x.proxyAuth != "" {
			// A tunnel must not serve those who have other credentials, and
			// the URL is the key of the transport's pool.
			sum := sha256.Sum256([]byte(x.proxyAuth))
			x.proxy.Fragment = hex.EncodeToString(sum[:])
		}
		x.url.Host = hostForDial(req.tunnelHost)
	}
	r := &http.Request{
		Method: x.method, URL: &x.url, Header: header, Host: host, Close: x.h.close,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}
	if err := x.body(r); err != nil {
		return nil, err
	}
	return r.WithContext(x.start()), nil
}

// body sets the request's body and its length.
func (x *exchange) body(r *http.Request) error {
	d := x.req.data
	if d == nil {
		if x.length > 0 {
			return &ValueError{Text: "Content-length is " + strconv.FormatInt(x.length, 10) + " but there is no data"}
		}
		if m := strings.ToUpper(x.method); m == "POST" || m == "PUT" || m == "PATCH" {
			r.Body, r.TransferEncoding = http.NoBody, []string{"identity"} // so that Content-Length: 0 is sent
		}
		return nil
	}
	body, err := d.reader()
	if err != nil {
		return err
	}
	r.Body, r.ContentLength = body, d.size
	if d.size < 0 {
		r.ContentLength = x.length
	} else if x.length >= 0 && x.length != d.size {
		return &ValueError{Text: "Content-length is " + strconv.FormatInt(x.length, 10) + " but the data has " + strconv.FormatInt(d.size, 10) + " bytes"}
	}
	if d.size == 0 {
		r.TransferEncoding = []string{"identity"} // so that Content-Length: 0 is sent
	}
	if d.r == nil || d.start >= 0 {
		r.GetBody = d.reader
	}
	return nil
}

// splitTarget makes net/url's three forms of a path that begins with two
// slashes, which it takes for a host elsewhere. Characters that no path may
// have are percent-encoded.
func splitTarget(target string) (path, raw, query string) {
	raw, query, _ = strings.Cut(target, "?")
	u := url.URL{Path: raw}
	if p, err := url.PathUnescape(raw); err == nil {
		u.Path, u.RawPath = p, raw
	}
	return u.Path, u.EscapedPath(), query
}

// answered makes a Response of net/http's.
func (x *exchange) answered(r *http.Response) (*Response, error) {
	x.h.debug.response(r)
	if r.StatusCode < 100 {
		x.abort(r.Body)
		return nil, &BadStatusLine{printable(r.Proto + " " + r.Status)}
	}
	n := 0
	for name, values := range r.Header {
		n += len(values)
		for _, v := range values {
			if len(name)+len(v) > maxLine {
				x.abort(r.Body)
				return nil, &LineTooLong{"got more than 65536 bytes when reading header line"}
			}
		}
	}
	if limit := cmp.Or(x.h.maxHeaders, maxHeaders); n > limit {
		x.abort(r.Body)
		return nil, &HTTPException{Text: "got more than " + strconv.Itoa(limit) + " headers"}
	}
	if x.timer != nil {
		x.timer.Stop() // it runs while somebody waits, no longer
	}
	x.rc, x.length, x.chunked = r.Body, r.ContentLength, len(r.TransferEncoding) > 0
	x.resp = Response{
		AddInfo: AddInfo{AddBase{x}, r.Header},
		URL:     x.req.FullURL(),
		Code:    r.StatusCode,
		Msg:     reason(r.Status),
		Version: r.ProtoMajor*10 + r.ProtoMinor,
	}
	return &x.resp, nil
}

// maxHeaders is the default of [MaxHeaders].
const maxHeaders = 100

// maxLine is the longest header line that Python reads.
const maxLine = 65536

// reason returns the phrase of a status line: "Not Found" of "404 Not Found".
// Like Python, it takes the bytes for Latin-1.
func reason(status string) string {
	_, phrase, _ := strings.Cut(status, " ")
	phrase = strings.TrimSpace(phrase)
	if nonASCII(phrase) < 0 {
		return phrase
	}
	var b strings.Builder
	for i := 0; i < len(phrase); i++ {
		b.WriteRune(rune(phrase[i]))
	}
	return b.String()
}

// Read reads from the body.
func (x *exchange) Read(p []byte) (int, error) {
	if x.timer != nil {
		x.timer.Reset(x.req.Timeout)
	}
	n, err := x.rc.Read(p)
	if x.timer != nil {
		x.timer.Stop()
	}
	x.got += int64(n)
	if err != nil {
		x.stop()
		if err != io.EOF {
			err = x.cut(err)
		}
	}
	return n, err
}

// Close closes the body. A connection whose body was not read to its end is
// closed, too.
func (x *exchange) Close() error {
	err := x.rc.Close()
	x.stop()
	return err
}

// cut translates an error within the body.
func (x *exchange) cut(err error) error {
	if cause := x.canceled(); cause != nil {
		return cause
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		missing := int64(-1)
		if x.length >= 0 {
			missing = x.length - x.got
		}
		return &IncompleteRead{x.got, missing}
	}
	return wireError(err)
}

func (x *exchange) abort(body io.Closer) {
	body.Close()
	x.stop()
}

var _ context.Context = (*exchange)(nil)
