package xmlrpc

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"github.com/gobatteries/batteries/internal/neterr"
)

// UserAgent is the default of the field of that name: what CPython 3.15 sends.
const UserAgent = "Python-xmlrpc/3.15"

// A Transport carries documents to a server and back over HTTP. The fields are
// Python's class attributes, to be set before it is used; then several
// goroutines may use it at once.
//
// It is Python's [xmlrpc.client.Transport].
//
// [xmlrpc.client.Transport]: https://docs.python.org/3.15/library/xmlrpc.client.html
type Transport struct {
	// UserAgent is the header of that name, by default [UserAgent].
	UserAgent string
	// AcceptGzipEncoding, by default true, asks for answers compressed with gzip.
	AcceptGzipEncoding bool
	// EncodeThreshold is how many bytes a request must have more than to be
	// compressed with gzip; by default, and if negative, none is. Not every
	// server reads such a request.
	EncodeThreshold int
	// Output is where Verbose prints, by default os.Stdout.
	Output io.Writer

	scheme  string
	client  *http.Client
	owned   *http.Transport // made by us, so that Close may close it
	direct  http.RoundTripper
	headers [][2]string
	load    loadConfig

	mu      sync.Mutex
	request *preparedURL // of the last call
}

// A SafeTransport is a [Transport] over HTTPS.
//
// It is Python's [xmlrpc.client.SafeTransport].
//
// [xmlrpc.client.SafeTransport]: https://docs.python.org/3.15/library/xmlrpc.client.html
type SafeTransport struct{ Transport }

// Headers are sent with each request, beside the ones that are sent anyway.
// Their names keep their spelling.
type Headers [][2]string

// Verbose, by default false, prints each request and response to standard
// output, passwords left out.
type Verbose bool

// A ContextOption is what [Context] returns.
type ContextOption struct{ config *tls.Config }

// Context is the TLS configuration for https, by default Go's: the certificate
// must be valid and the server's.
func Context(context *tls.Config) ContextOption { return ContextOption{context} }

// A ClientOption is what [HTTPClient] returns.
type ClientOption struct{ client *http.Client }

// HTTPClient has the requests go through an http.Client of the program's: its
// transport, cookies and timeout. Redirects are never followed. If the client
// has a transport, [Context] doesn't count.
func HTTPClient(client *http.Client) ClientOption { return ClientOption{client} }

func (*Transport) proxyOption()      {}
func (*SafeTransport) proxyOption()  {}
func (Encoding) proxyOption()        {}
func (Verbose) proxyOption()         {}
func (AllowNone) proxyOption()       {}
func (UseDatetime) proxyOption()     {}
func (UseBuiltinTypes) proxyOption() {}
func (Headers) proxyOption()         {}
func (ContextOption) proxyOption()   {}
func (ClientOption) proxyOption()    {}
func (Strict) proxyOption()          {}
func (MaxDepth) proxyOption()        {}
func (MaxBytes) proxyOption()        {}
func (AllowControl) proxyOption()    {}
func (EscapeCR) proxyOption()        {}

func (UseDatetime) transportOption()     {}
func (UseBuiltinTypes) transportOption() {}
func (Headers) transportOption()         {}
func (ClientOption) transportOption()    {}
func (Strict) transportOption()          {}
func (MaxDepth) transportOption()        {}
func (MaxBytes) transportOption()        {}

func (UseDatetime) safeTransportOption()     {}
func (UseBuiltinTypes) safeTransportOption() {}
func (Headers) safeTransportOption()         {}
func (ContextOption) safeTransportOption()   {}
func (ClientOption) safeTransportOption()    {}
func (Strict) safeTransportOption()          {}
func (MaxDepth) safeTransportOption()        {}
func (MaxBytes) safeTransportOption()        {}

// transportConfig is what the options of a transport say.
type transportConfig struct {
	load    loadConfig
	headers Headers
	tls     *tls.Config
	client  *http.Client
}

func (c *transportConfig) set(opt any) {
	switch o := opt.(type) {
	case Headers:
		c.headers = o
	case ContextOption:
		c.tls = o.config
	case ClientOption:
		c.client = o.client
	default:
		c.load.set(o)
	}
}

// NewTransport returns a transport for http.
//
// Keywords: [UseDatetime] (false), [UseBuiltinTypes] (false), [Headers] (none);
// additions: [HTTPClient], [Strict] (false), [MaxDepth] (1000), [MaxBytes]
// (64 MiB).
func NewTransport(opts ...TransportOption) *Transport {
	c := transportConfig{load: loadConfig{maxDepth: defaultMaxDepth, maxBytes: defaultMaxResponse}}
	for _, o := range opts {
		c.set(o)
	}
	return c.transport(false, "")
}

// NewSafeTransport returns a transport for https.
//
// Keywords: those of [NewTransport], and [Context] (Go's defaults).
func NewSafeTransport(opts ...SafeTransportOption) *SafeTransport {
	c := transportConfig{load: loadConfig{maxDepth: defaultMaxDepth, maxBytes: defaultMaxResponse}}
	for _, o := range opts {
		c.set(o)
	}
	t := c.transport(true, "")
	return &SafeTransport{Transport{
		UserAgent: t.UserAgent, AcceptGzipEncoding: t.AcceptGzipEncoding, EncodeThreshold: t.EncodeThreshold, Output: t.Output,
		scheme: t.scheme, client: t.client, owned: t.owned, direct: t.direct, headers: t.headers, load: t.load,
	}}
}

// transport makes the transport. Socket names a Unix socket to connect to.
func (c *transportConfig) transport(isTLS bool, socket string) *Transport {
	t := &Transport{
		UserAgent: UserAgent, AcceptGzipEncoding: true, EncodeThreshold: -1, Output: os.Stdout,
		scheme: "http", headers: c.headers, load: c.load,
	}
	if isTLS {
		t.scheme = "https"
	}
	client := http.Client{}
	if c.client != nil {
		client = *c.client
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if c.client == nil || socket != "" || c.tls != nil && client.Transport == nil {
		t.owned = &http.Transport{
			TLSClientConfig:        c.tls,
			DisableCompression:     true, // we unpack it ourselves, with a limit
			MaxIdleConnsPerHost:    16,
			MaxResponseHeaderBytes: defaultMaxHeaderBytes,
		}
		if socket != "" {
			t.owned.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, "unix", socket)
			}
		}
		client.Transport = t.owned
	}
	t.client = &client
	if client.Jar == nil && client.Timeout == 0 { // then http.Client would add nothing
		t.direct = client.Transport
		if t.direct == nil {
			t.direct = http.DefaultTransport
		}
	}
	return t
}

// Close closes the connections that no call uses.
func (t *Transport) Close() error {
	t.client.CloseIdleConnections()
	return nil
}

// GetParser returns a parser and an unmarshaller with the transport's settings.
func (t *Transport) GetParser() (*ExpatParser, *Unmarshaller) {
	u := &Unmarshaller{newDecoder(t.load, nil)}
	p := NewExpatParser(u)
	p.s = newScanner(t.load.maxDepth)
	return p, u
}

// GetHostInfo splits the authority of a URL into the host and the headers that
// user and password make (RFC 7617).
func (t *Transport) GetHostInfo(host string) (bare string, extraHeaders [][2]string) {
	at := strings.LastIndexByte(host, '@')
	if at <= 0 {
		return host[at+1:], nil
	}
	auth := base64.StdEncoding.EncodeToString(unquote(host[:at]))
	return host[at+1:], [][2]string{{"Authorization", "Basic " + auth}}
}

// unquote replaces each %xx by its byte; other signs of percent stay.
func unquote(s string) []byte {
	var b []byte
	for {
		plain, rest, ok := strings.Cut(s, "%")
		b = append(b, plain...)
		if !ok {
			return b
		}
		if c, err := hex.DecodeString(rest[:min(2, len(rest))]); err == nil && len(c) == 1 {
			b = append(b, c[0])
			rest = rest[2:]
		} else {
			b = append(b, '%')
		}
		s = rest
	}
}

// Request sends a request document to the handler (a path) on the host and
// returns the parameters of the response. If the connection breaks before the
// first byte of an answer, as one that was kept open may, it is sent once more.
//
// Errors are those of [ServerProxy.Call], those of Dumps aside.
func (t *Transport) Request(ctx context.Context, host, handler string, requestBody []byte, verbose bool) ([]any, error) {
	d := newDecoder(t.load, nil)
	if err := t.exchange(ctx, d, host, handler, requestBody, verbose); err != nil {
		return nil, err
	}
	return d.params(), nil
}

// SingleRequest is [Transport.Request] without the second try.
func (t *Transport) SingleRequest(ctx context.Context, host, handler string, requestBody []byte, verbose bool) ([]any, error) {
	d := newDecoder(t.load, nil)
	if err := t.once(ctx, d, host, handler, requestBody, verbose); err != nil {
		return nil, err
	}
	return d.params(), nil
}

func (t *Transport) exchange(ctx context.Context, d *decoder, host, handler string, body []byte, verbose bool) error {
	err := t.once(ctx, d, host, handler, body, verbose)
	if b := (*brokenError)(nil); errors.As(err, &b) {
		err = t.once(ctx, d, host, handler, body, verbose)
		if b := (*brokenError)(nil); errors.As(err, &b) {
			err = b.err
		}
	}
	return err
}

// A brokenError is a connection that broke before an answer came.
type brokenError struct{ err error }

func (e *brokenError) Error() string { return e.err.Error() }
func (e *brokenError) Unwrap() error { return e.err }

func isBroken(err error) bool {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "read" && strings.Contains(err.Error(), "transport connection broken") {
		return false // net/http had begun to read an answer
	}
	return errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.ECONNABORTED) ||
		errors.Is(err, syscall.EPIPE) || strings.Contains(err.Error(), "server closed idle connection")
}

// once sends the request and reads the answer into d.
func (t *Transport) once(ctx context.Context, d *decoder, host, handler string, body []byte, verbose bool) error {
	req, err := t.prepare(ctx, host, handler, body)
	if err != nil {
		return err
	}
	if verbose {
		t.printRequest(req, handler, body)
	}
	var resp *http.Response
	if t.direct != nil {
		resp, err = t.direct.RoundTrip(req)
	} else {
		resp, err = t.client.Do(req)
	}
	if err != nil {
		err = hidePassword(err)
		switch {
		case ctx.Err() != nil:
			return err
		case isBroken(err):
			return &brokenError{networkError(err)}
		}
		return networkError(err)
	}
	defer resp.Body.Close()
	if verbose {
		t.printResponse(resp)
	}
	if resp.StatusCode != http.StatusOK {
		io.CopyN(io.Discard, resp.Body, defaultMaxHeaderBytes) // so that the connection can be kept
		return NewProtocolError(host+handler, resp.StatusCode, statusText(resp), resp.Header)
	}
	return t.parseResponse(d, resp, verbose)
}

// networkError gives an error of net/http the form of Python's, if it has one.
func networkError(err error) error {
	if e := neterr.New(err); e != nil {
		return e
	}
	if isBroken(err) {
		return &OSError{Strerror: "Remote end closed connection without response", Err: err}
	}
	return err
}

func statusText(resp *http.Response) string {
	return strings.TrimPrefix(resp.Status, strconv.Itoa(resp.StatusCode)+" ")
}

// hidePassword takes the URL with a password out of net/http's errors.
func hidePassword(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		u.URL = redact(u.URL)
	}
	return err
}

// A preparedURL is a URL that was put together once.
type preparedURL struct {
	host, handler string
	url           *url.URL
	bare          string
	auth          [][2]string
}

// at returns the URL of a handler on a host.
func (t *Transport) at(host, handler string) *preparedURL {
	t.mu.Lock()
	defer t.mu.Unlock()
	if p := t.request; p != nil && p.host == host && p.handler == handler {
		return p
	}
	p := &preparedURL{host: host, handler: handler}
	p.bare, p.auth = t.GetHostInfo(host)
	u, err := url.Parse(t.scheme + "://" + p.bare + handler)
	if err != nil || u.RequestURI() != handler { // what net/http would write otherwise is sent as it is
		u = &url.URL{Scheme: t.scheme, Host: p.bare, Opaque: handler}
	}
	p.url = u
	t.request = p
	return p
}

// prepare makes the request.
func (t *Transport) prepare(ctx context.Context, host, handler string, body []byte) (*http.Request, error) {
	p := t.at(host, handler)
	if p.bare == "" {
		return nil, &OSError{Strerror: "no host given"}
	}
	h := make(http.Header, 8)
	values := make([]string, 0, 4)
	set := func(name, value string) {
		values = append(values, value)
		h[name] = values[len(values)-1 : len(values) : len(values)]
	}
	for _, x := range t.headers {
		h[x[0]] = append(h[x[0]], x[1])
	}
	for _, x := range p.auth {
		set(x[0], x[1])
	}
	if t.AcceptGzipEncoding {
		set("Accept-Encoding", "gzip")
	} else {
		set("Accept-Encoding", "identity")
	}
	set("Content-Type", "text/xml")
	set("User-Agent", t.UserAgent)
	if t.EncodeThreshold >= 0 && len(body) > t.EncodeThreshold {
		set("Content-Encoding", "gzip")
		body = GzipEncode(body)
	}
	req := (&http.Request{
		Method: http.MethodPost, URL: p.url, Host: p.bare, Header: h,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		ContentLength: int64(len(body)),
	}).WithContext(ctx)
	req.Body = &requestBody{*bytes.NewReader(body)}
	req.GetBody = func() (io.ReadCloser, error) { return &requestBody{*bytes.NewReader(body)}, nil }
	return req, nil
}

type requestBody struct{ bytes.Reader }

func (*requestBody) Close() error { return nil }

// ParseResponse reads a response's document from r and returns its parameters.
// Errors are those of [Loads], a fault among them, and those of r.
func (t *Transport) ParseResponse(r io.Reader) ([]any, error) {
	d := newDecoder(t.load, nil)
	if err := d.runReader(r); err != nil {
		return nil, err
	}
	return d.params(), nil
}

func (t *Transport) parseResponse(d *decoder, resp *http.Response, verbose bool) error {
	var r io.Reader = resp.Body
	if verbose {
		r = &bodyPrinter{r: r, out: t.Output}
	}
	if resp.Header.Get("Content-Encoding") == "gzip" {
		z, err := newGzipReader(r)
		if err != nil {
			return err
		}
		defer z.Close()
		return d.runReader(z)
	}
	if n := resp.ContentLength; n >= 0 && n <= window {
		return d.runShort(r, int(n))
	}
	return d.runReader(r)
}
