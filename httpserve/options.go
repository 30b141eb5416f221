package httpserve

import (
	"crypto/tls"
	"time"
)

// A ResponseOption is a keyword argument of SendResponse and SendResponseOnly.
type ResponseOption interface{ responseOption() }

// An ErrorOption is a keyword argument of SendError.
type ErrorOption interface{ errorOption() }

// Message, by default the status's phrase, is the short text of an error page
// and of its log line: message= of Python's send_error and send_response. The
// reason phrase on the wire is net/http's.
type Message string

func (Message) responseOption() {}
func (Message) errorOption()    {}

// Explain, by default the status's description, is the long text of an error
// page: explain= of Python's send_error.
type Explain string

func (Explain) errorOption() {}

// A ServerOption is a keyword argument of all four servers' constructors.
type ServerOption interface {
	TLSServerOption
	serverOption()
}

// A TLSServerOption is a keyword argument of [NewHTTPSServer] and
// [NewThreadingHTTPSServer].
type TLSServerOption interface{ tlsServerOption() }

// BindAndActivate, by default true, has the constructor open the socket.
// Without it, call ServerBind and ServerActivate. See
// [socketserver.TCPServer.bind_and_activate].
//
// [socketserver.TCPServer.bind_and_activate]: https://docs.python.org/3.15/library/socketserver.html#socketserver.TCPServer
type BindAndActivate bool

func (BindAndActivate) serverOption()    {}
func (BindAndActivate) tlsServerOption() {}

// ReadHeaderTimeout, by default 10 seconds, is the time that a client has to
// send the head of a request (and to shake hands over TLS). Zero is no limit.
type ReadHeaderTimeout time.Duration

func (ReadHeaderTimeout) serverOption()    {}
func (ReadHeaderTimeout) tlsServerOption() {}

// IdleTimeout, by default 2 minutes, is how long a connection without a
// request stays open. Zero is no limit.
type IdleTimeout time.Duration

func (IdleTimeout) serverOption()    {}
func (IdleTimeout) tlsServerOption() {}

// StallTimeout, by default one minute, ends a connection whose client neither
// sends the next bytes of a body nor takes those of a response for that long.
// It does not bound a transfer that goes on, however slowly, nor the time that
// a handler takes. Zero is no limit.
type StallTimeout time.Duration

func (StallTimeout) serverOption()    {}
func (StallTimeout) tlsServerOption() {}

// DrainTimeout, by default 30 seconds, is how long ServeForeverContext waits
// for running requests when its context ends. Zero is no limit.
type DrainTimeout time.Duration

func (DrainTimeout) serverOption()    {}
func (DrainTimeout) tlsServerOption() {}

// MaxHeaderBytes, by default 1 MiB, bounds the head of a request. As in
// Python, the request line and each header line have at most 65536 bytes, and
// there are at most 100 header lines.
type MaxHeaderBytes int

func (MaxHeaderBytes) serverOption()    {}
func (MaxHeaderBytes) tlsServerOption() {}

// MaxConnections, by default 10,000, is the number of connections served at
// once; more of them wait in the system's queue. Zero is no limit.
type MaxConnections int

func (MaxConnections) serverOption()    {}
func (MaxConnections) tlsServerOption() {}

// Certfile names the PEM file with the server's certificate, followed by those
// of its issuers: certfile= of [http.server.HTTPSServer]. It must be given, unless
// [TLSConfig] is.
//
// [http.server.HTTPSServer]: https://docs.python.org/3.15/library/http.server.html#http.server.HTTPSServer
type Certfile string

func (Certfile) tlsServerOption() {}

// Keyfile, by default Certfile's file, names the PEM file with the private
// key: keyfile= of [http.server.HTTPSServer].
//
// [http.server.HTTPSServer]: https://docs.python.org/3.15/library/http.server.html#http.server.HTTPSServer
type Keyfile string

func (Keyfile) tlsServerOption() {}

// Password, by default none, decrypts the private key: password= of
// [http.server.HTTPSServer]. Without it an encrypted key is an error. Keys in the
// form of PKCS #8 (RFC 5958) are read with PBES2 and PBKDF2 (RFC 8018), and
// OpenSSL's older form.
//
// [http.server.HTTPSServer]: https://docs.python.org/3.15/library/http.server.html#http.server.HTTPSServer
type Password string

func (Password) tlsServerOption() {}

// ALPNProtocols, by default "http/1.1", are the protocols that the server
// offers in the TLS handshake: alpn_protocols= of [http.server.HTTPSServer]. It
// speaks HTTP/1.1 whatever they say.
//
// [http.server.HTTPSServer]: https://docs.python.org/3.15/library/http.server.html#http.server.HTTPSServer
type ALPNProtocols []string

func (ALPNProtocols) tlsServerOption() {}

type tlsConfigOption struct{ config *tls.Config }

func (tlsConfigOption) tlsServerOption() {}

// TLSConfig has the server use a configuration of crypto/tls instead of
// [Certfile] and the other keywords, which are not looked at then.
func TLSConfig(config *tls.Config) TLSServerOption { return tlsConfigOption{config} }

// serverConfig is what the options say.
type serverConfig struct {
	bind                                 bool
	readHeader, idle, stall, drain       time.Duration
	maxHeaderBytes, maxConnections       int
	certfile, keyfile, password          string
	hasCertfile, hasKeyfile, hasPassword bool
	alpn                                 []string
	tls                                  *tls.Config
}

func defaultServerConfig() serverConfig {
	return serverConfig{
		bind:           true,
		readHeader:     10 * time.Second,
		idle:           2 * time.Minute,
		stall:          time.Minute,
		drain:          30 * time.Second,
		maxHeaderBytes: 1 << 20,
		maxConnections: 10_000,
		alpn:           []string{"http/1.1"},
	}
}

func (c *serverConfig) set(option TLSServerOption) {
	switch o := option.(type) {
	case BindAndActivate:
		c.bind = bool(o)
	case ReadHeaderTimeout:
		c.readHeader = time.Duration(o)
	case IdleTimeout:
		c.idle = time.Duration(o)
	case StallTimeout:
		c.stall = time.Duration(o)
	case DrainTimeout:
		c.drain = time.Duration(o)
	case MaxHeaderBytes:
		c.maxHeaderBytes = int(o)
	case MaxConnections:
		c.maxConnections = int(o)
	case Certfile:
		c.certfile, c.hasCertfile = string(o), true
	case Keyfile:
		c.keyfile, c.hasKeyfile = string(o), true
	case Password:
		c.password, c.hasPassword = string(o), true
	case ALPNProtocols:
		c.alpn = o
	case tlsConfigOption:
		c.tls = o.config
	}
}
