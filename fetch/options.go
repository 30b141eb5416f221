package fetch

import (
	"crypto/tls"
	"io"
	"iter"
	"math"
	"net/http"
	"time"
)

// A RequestOption is a keyword argument of [NewRequest].
type RequestOption interface{ requestOption() }

// An OpenOption is a keyword argument of [OpenerDirector.Open]. [URLOpen] takes
// these as well.
type OpenOption interface {
	URLOpenOption
	openOption()
}

// A URLOpenOption is a keyword argument of [URLOpen].
type URLOpenOption interface{ urlOpenOption() }

// Data is the body to send; by default there is none. Data makes the request a
// POST unless [Method] says otherwise: Data("q=1") or Data(bytes). Data(nil) is
// Python's None.
type Data []byte

func (Data) requestOption()  {}
func (Data) urlOpenOption()  {}
func (Data) openOption()     {}
func (Data) retrieveOption() {}

// A DataOption is what [DataReader], [DataSeq] and [Form.Data] return: a body that
// comes piece by piece, in the place of [Data].
type DataOption struct{ body *payload }

func (DataOption) requestOption()  {}
func (DataOption) urlOpenOption()  {}
func (DataOption) openOption()     {}
func (DataOption) retrieveOption() {}

// DataReader is a body that is read from r: Python's file object as data. It is
// sent chunked, unless the caller sets a Content-length header. A body that has
// to be sent twice (after a 401, or a 307 that may be followed) is taken from
// its start again if r is an io.Seeker. r is not closed.
func DataReader(r io.Reader) DataOption { return DataOption{readerPayload(r)} }

// DataSeq is a body of pieces: Python's iterable of bytes as data. It is sent
// chunked, unless the caller sets a Content-length header. seq is run again if
// the body has to be sent twice.
func DataSeq(seq iter.Seq[[]byte]) DataOption { return DataOption{&payload{seq: seq, size: -1}} }

// HeadersOption is what [Headers] returns.
type HeadersOption struct{ m map[string]string }

func (HeadersOption) requestOption() {}

// Headers are a request's first headers, by default none.
func Headers(m map[string]string) HeadersOption { return HeadersOption{m} }

// OriginReqHost is the host of the page that the user asked for, by default
// that of the URL; see RFC 2965.
type OriginReqHost string

func (OriginReqHost) requestOption() {}

// Unverifiable, by default false, says that the user had no choice in asking
// for the URL, as with an image in a page; see RFC 2965.
type Unverifiable bool

func (Unverifiable) requestOption() {}

// Method is the HTTP method, by default POST if there is data, else GET.
type Method string

func (Method) requestOption() {}

// TimeoutOption is what [Timeout] returns.
type TimeoutOption time.Duration

func (TimeoutOption) urlOpenOption()  {}
func (TimeoutOption) openOption()     {}
func (TimeoutOption) retrieveOption() {}

// Timeout is how long to wait for something to happen: a connection, the
// answer, the next piece of its body. Numbers are seconds; Timeout(10),
// Timeout(2.5) and Timeout(10*time.Second) are all understood. By default there
// is no timeout. For a limit on the whole, use a context.
func Timeout[T ~int | ~int32 | ~int64 | ~float32 | ~float64](timeout T) TimeoutOption {
	if d, ok := any(timeout).(time.Duration); ok {
		return TimeoutOption(d)
	}
	ns := float64(timeout) * float64(time.Second)
	if !(ns < math.MaxInt64) || ns < 0 {
		return -1 // what is out of range has no conversion that is the same everywhere
	}
	return TimeoutOption(ns)
}

// ContextOption is what [Context] returns.
type ContextOption struct{ config *tls.Config }

func (ContextOption) urlOpenOption()      {}
func (ContextOption) httpsHandlerOption() {}

// Context holds the TLS settings of https requests, in the place of Python's
// ssl.SSLContext. By default, and if context is nil, they are crypto/tls's:
// certificates are checked against the system's.
func Context(context *tls.Config) ContextOption { return ContextOption{context} }

// An HTTPHandlerOption is a keyword argument of [NewHTTPHandler].
type HTTPHandlerOption interface {
	HTTPSHandlerOption
	httpHandlerOption()
}

// An HTTPSHandlerOption is a keyword argument of [NewHTTPSHandler].
type HTTPSHandlerOption interface{ httpsHandlerOption() }

// Debuglevel, by default 0, makes the handler print requests and answers to
// standard output if it is 1 or more. Credentials and cookies are left out.
type Debuglevel int

func (Debuglevel) httpHandlerOption()  {}
func (Debuglevel) httpsHandlerOption() {}

// CheckHostname, by default true, says whether the server's certificate must
// be for the URL's host.
type CheckHostname bool

func (CheckHostname) httpsHandlerOption() {}

// HTTP2, by default false, lets an HTTPSHandler speak HTTP/2 with servers that can.
type HTTP2 bool

func (HTTP2) httpsHandlerOption() {}

// KeepAlive, by default true, keeps connections for further requests. If it is
// false, each request has its own connection and says "Connection: close", as
// Python's do.
type KeepAlive bool

func (KeepAlive) httpHandlerOption()  {}
func (KeepAlive) httpsHandlerOption() {}

// MaxHeaders is the number of header lines that an answer may have, by default 100.
type MaxHeaders int

func (MaxHeaders) httpHandlerOption()  {}
func (MaxHeaders) httpsHandlerOption() {}

// TransportOption is what [Transport] returns.
type TransportOption struct{ rt http.RoundTripper }

func (TransportOption) httpHandlerOption()  {}
func (TransportOption) httpsHandlerOption() {}

// Transport makes a handler send its requests through rt instead of its own
// http.Transport. To keep proxies for https working, set [ProxyFromRequest] as
// the Proxy of rt.
func Transport(rt http.RoundTripper) TransportOption { return TransportOption{rt} }
