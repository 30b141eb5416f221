package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gobatteries/batteries/internal/neterr"
)

// An exchange is one request and its answer. It is the request's context, the
// answer's body, and holds the Response, so that all of them are one allocation.
type exchange struct {
	context.Context // the user's, or one with a timeout

	h      *AbstractHTTPHandler
	req    *Request
	method string
	url    url.URL

	proxy     *url.URL // for a tunnel
	proxyAuth string
	tunnel    *tunnelError

	trace     httptrace.ClientTrace
	connected atomic.Bool // there is a connection: errors are the server's
	interims  int
	timer     *time.Timer
	cancel    context.CancelCauseFunc

	resp    Response
	rc      io.ReadCloser
	got     int64
	length  int64 // of the answer's body; before that, the request's Content-length
	chunked bool
}

// maxInterim is how many 1xx answers may precede the answer.
const maxInterim = 100

var errInterims = &HTTPException{Text: "got more than " + strconv.Itoa(maxInterim) + " interim responses"}

// start begins the exchange and returns its context.
func (x *exchange) start() context.Context {
	x.Context = x.req.Context()
	if d := x.req.Timeout; d > 0 {
		x.Context, x.cancel = context.WithCancelCause(x.Context)
		x.timer = time.AfterFunc(d, func() { x.cancel(&TimeoutError{}) })
	}
	x.trace.GotConn = x.gotConn
	x.trace.Got1xxResponse = x.interim
	return httptrace.WithClientTrace(x, &x.trace)
}

// Value finds the exchange in its own context.
func (x *exchange) Value(key any) any {
	if _, ok := key.(exchangeKey); ok {
		return x
	}
	return x.Context.Value(key)
}

func (x *exchange) gotConn(httptrace.GotConnInfo) {
	x.connected.Store(true)
	if x.timer != nil {
		x.timer.Reset(x.req.Timeout)
	}
}

// interim counts the 1xx answers, whose heads net/http limits one by one.
func (x *exchange) interim(int, textproto.MIMEHeader) error {
	if x.interims++; x.interims > maxInterim {
		return errInterims
	}
	return nil
}

// stop ends the timer.
func (x *exchange) stop() {
	if x.timer != nil {
		x.timer.Stop()
		x.cancel(nil)
	}
}

// canceled returns the error of a context that is over: the timeout's, or the
// user's.
func (x *exchange) canceled() error {
	if user := x.req.Context(); user.Err() != nil {
		return &URLError{Reason: context.Cause(user)}
	}
	if x.timer != nil {
		var timeout *TimeoutError
		if cause := context.Cause(x.Context); errors.As(cause, &timeout) {
			return timeout
		}
	}
	return nil
}

// failed translates an error of the transport. What goes wrong before there is
// a connection is a URLError, as in Python.
func (x *exchange) failed(err error) error {
	cause := x.canceled()
	x.stop()
	if cause != nil {
		if _, ok := cause.(*TimeoutError); ok && !x.connected.Load() {
			return &URLError{Reason: cause}
		}
		return cause
	}
	if errors.As(err, &x.tunnel) {
		return &URLError{Reason: &OSError{Strerror: x.tunnel.Error(), Err: err}}
	}
	var dial dialError
	if errors.As(err, &dial) {
		return &URLError{Reason: dialReason(dial.error)}
	}
	if !x.connected.Load() {
		if reason := tlsReason(err); reason != nil {
			return &URLError{Reason: reason}
		}
	}
	return wireError(err)
}

// dialReason is the OSError for a connection that was not made.
func dialReason(err error) error {
	var refused *GuardError
	if errors.As(err, &refused) {
		return refused
	}
	return newOSError(err)
}

// tlsReason is the OSError for a failed handshake, nil for other errors.
func tlsReason(err error) error {
	var cert *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case errors.As(err, &cert):
		return &OSError{Strerror: "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: " + printable(cert.Err.Error()), Err: err}
	case errors.As(err, &record):
		return &OSError{Strerror: "[SSL] " + record.Msg, Err: err}
	case errors.As(err, &alert), strings.HasPrefix(err.Error(), "tls: "):
		return &OSError{Strerror: "[SSL] " + printable(err.Error()), Err: err}
	}
	return nil
}

// wireError translates an error on a connection.
func wireError(err error) error {
	var errno syscall.Errno
	var known *HTTPException
	text := err.Error()
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &errno):
		return newOSError(err)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), strings.Contains(text, "server closed idle connection"):
		return &RemoteDisconnected{}
	case strings.Contains(text, "response headers exceeded"):
		return &LineTooLong{"got more than " + strconv.Itoa(maxHeaderBytes) + " bytes when reading header line"}
	}
	if i := strings.Index(text, "malformed HTTP "); i >= 0 {
		if what, quoted, ok := strings.Cut(text[i:], ` "`); ok && (what == "malformed HTTP response" || what == "malformed HTTP version" || what == "malformed HTTP status code") {
			if line, err := strconv.Unquote(`"` + quoted); err == nil {
				return &BadStatusLine{printable(line)}
			}
		}
	}
	return &HTTPException{printable(text), err}
}

// newOSError is the OSError of a network error, without the addresses that Go
// puts into its text.
func newOSError(err error) *OSError {
	e := neterr.New(err)
	if e == nil {
		e = osError(err)
	}
	if e.Errno == 0 {
		e.Strerror = printable(e.Strerror)
	}
	return e
}

// verifyChain checks a certificate's chain, but not its name.
func verifyChain(s tls.ConnectionState, roots *x509.CertPool, clock func() time.Time) error {
	if len(s.PeerCertificates) == 0 {
		return errors.New("tls: no certificate")
	}
	opts := x509.VerifyOptions{Roots: roots, Intermediates: x509.NewCertPool()}
	if clock != nil {
		opts.CurrentTime = clock()
	}
	for _, c := range s.PeerCertificates[1:] {
		opts.Intermediates.AddCert(c)
	}
	_, err := s.PeerCertificates[0].Verify(opts)
	return err
}

var _ http.RoundTripper = (*http.Transport)(nil)
