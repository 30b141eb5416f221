package fetch

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// maxHeaderBytes is how long an answer's head may be, interim answers included.
const maxHeaderBytes = 1 << 20

// shared is the http.Transport of all handlers that need none of their own, so
// that openers share connections.
var shared = sync.OnceValue(func() *http.Transport { return newTransport(transportConfig{keepAlive: true}) })

// transportConfig is what handlers' options ask of a transport.
type transportConfig struct {
	tls       *tls.Config
	http2     bool
	keepAlive bool
	guard     Guard
}

func newTransport(c transportConfig) *http.Transport {
	d := &net.Dialer{KeepAlive: 30 * time.Second}
	if c.guard != nil {
		d.ControlContext = c.guard.control
	}
	t := &http.Transport{
		Proxy:                  ProxyFromRequest,
		DialContext:            dialer{d}.dial,
		TLSClientConfig:        c.tls,
		TLSHandshakeTimeout:    30 * time.Second,
		DisableCompression:     true,
		DisableKeepAlives:      !c.keepAlive,
		MaxIdleConns:           100,
		MaxIdleConnsPerHost:    16,
		IdleConnTimeout:        90 * time.Second,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: maxHeaderBytes,
		GetProxyConnectHeader:  proxyConnectHeader,
		OnProxyConnectResponse: proxyConnectResponse,
		Protocols:              new(http.Protocols),
	}
	t.Protocols.SetHTTP1(true)
	t.Protocols.SetHTTP2(c.http2)
	return t
}

// A dialer marks its errors, so that they can be told from later ones.
type dialer struct{ *net.Dialer }

type dialError struct{ error }

func (e dialError) Unwrap() error { return e.error }

func (d dialer) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	c, err := d.DialContext(ctx, network, addr)
	if err != nil {
		return nil, dialError{err}
	}
	return c, nil
}

// ProxyFromRequest is the Proxy function of the handlers' own http.Transports:
// it returns the proxy through which an https request is to be tunnelled. Set
// it on a transport that is given to [Transport].
func ProxyFromRequest(r *http.Request) (*url.URL, error) {
	if x, ok := r.Context().Value(exchangeKey{}).(*exchange); ok {
		return x.proxy, nil
	}
	return nil, nil
}

// exchangeKey is the key of the exchange in its own context.
type exchangeKey struct{}

// proxyConnectHeader adds the credentials to the CONNECT request. They are the
// proxy's alone: the tunnelled request goes without.
func proxyConnectHeader(ctx context.Context, _ *url.URL, _ string) (http.Header, error) {
	h := http.Header{"User-Agent": {""}} // none
	if x, ok := ctx.Value(exchangeKey{}).(*exchange); ok && x.proxyAuth != "" {
		h["Proxy-Authorization"] = []string{x.proxyAuth}
	}
	return h, nil
}

// A tunnelError says that a proxy refused a CONNECT.
type tunnelError struct {
	code   int
	msg    string
	header http.Header
}

func (e *tunnelError) Error() string { return "Tunnel connection failed: " + e.msg }

func proxyConnectResponse(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	return &tunnelError{resp.StatusCode, printable(resp.Status), resp.Header}
}
