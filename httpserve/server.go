package httpserve

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"
)

// An HTTPServer serves a handler type, one request at a time: Python's
// [http.server.HTTPServer]. Its connections are net/http's, so that a client
// that is slow to send a request keeps nobody waiting.
//
// The fields are for reading, Timeout aside. The methods may be called from
// several goroutines.
//
// [http.server.HTTPServer]: https://docs.python.org/3.15/library/http.server.html#http.server.HTTPServer
type HTTPServer struct {
	ServerAddress       Address        // where the server listens, by number
	ServerName          string         // its name: "localhost", or the machine's where it listens on all addresses
	ServerPort          int            // the port, also if the system picked it
	RequestHandlerClass RequestHandler // the value that the constructor was given
	// Timeout, by default 0 for none, is how long HandleRequest waits for a
	// connection.
	Timeout time.Duration

	address string
	config  serverConfig
	class   *class
	one     bool // one request at a time
	turn    sync.Mutex

	mu       sync.Mutex
	listener *net.TCPListener

	tls     *tls.Config
	running []*run
	// stopped is set by a Shutdown without a ServeForever to end: the next one
	// ends at once.
	stopped bool
	slots   chan struct{} // one for each connection allowed
}

// A ThreadingHTTPServer is an [HTTPServer] that serves many requests at once,
// each in a goroutine: Python's [http.server.ThreadingHTTPServer].
//
// [http.server.ThreadingHTTPServer]: https://docs.python.org/3.15/library/http.server.html#http.server.ThreadingHTTPServer
type ThreadingHTTPServer struct{ HTTPServer }

// An HTTPSServer is an [HTTPServer] over TLS: Python's [http.server.HTTPSServer].
//
// [http.server.HTTPSServer]: https://docs.python.org/3.15/library/http.server.html#http.server.HTTPSServer
type HTTPSServer struct{ HTTPServer }

// A ThreadingHTTPSServer is a [ThreadingHTTPServer] over TLS: Python's
// [http.server.ThreadingHTTPSServer].
//
// [http.server.ThreadingHTTPSServer]: https://docs.python.org/3.15/library/http.server.html#http.server.ThreadingHTTPSServer
type ThreadingHTTPSServer struct{ HTTPServer }

// NewHTTPServer makes a server for a handler type, and binds it to the address
// "host:port"; without a host it listens on every interface, and port 0 is one
// that the system picks. The handler value is copied here, and the copy is copied
// for each request, so that changes to the value come too late.
//
//	server, err := httpserve.NewHTTPServer("localhost:8000", new(Hello))
//
// Keywords: [BindAndActivate] (true); [ReadHeaderTimeout] (10 s), [IdleTimeout]
// (2 min), [StallTimeout] (1 min), [DrainTimeout] (30 s), [MaxHeaderBytes]
// (1 MiB), [MaxConnections] (10,000). See [http.server.HTTPServer].
//
// The error is a [*TypeError] for a handler type that is none, else that of
// [net.Listen].
//
// [http.server.HTTPServer]: https://docs.python.org/3.15/library/http.server.html#http.server.HTTPServer
func NewHTTPServer(serverAddress string, requestHandlerClass RequestHandler, options ...ServerOption) (*HTTPServer, error) {
	s := new(HTTPServer)
	return s, setUp(s, serverAddress, requestHandlerClass, true, false, options)
}

// NewThreadingHTTPServer is [NewHTTPServer] for a server of many requests at
// once: see [http.server.ThreadingHTTPServer]. The errors are the same.
//
// Keywords: those of [NewHTTPServer].
//
// [http.server.ThreadingHTTPServer]: https://docs.python.org/3.15/library/http.server.html#http.server.ThreadingHTTPServer
func NewThreadingHTTPServer(serverAddress string, requestHandlerClass RequestHandler, options ...ServerOption) (*ThreadingHTTPServer, error) {
	s := new(ThreadingHTTPServer)
	return s, setUp(&s.HTTPServer, serverAddress, requestHandlerClass, false, false, options)
}

// NewHTTPSServer is [NewHTTPServer] over TLS: see [http.server.HTTPSServer].
//
// Keywords: those of [NewHTTPServer]; [Certfile], which must be given, or
// [TLSConfig]; [Keyfile] (Certfile's file), [Password] (none), [ALPNProtocols]
// ("http/1.1").
//
// Without a Certfile the error is a [*TypeError]; those of reading the files and
// of what is in them come on top of NewHTTPServer's.
//
// [http.server.HTTPSServer]: https://docs.python.org/3.15/library/http.server.html#http.server.HTTPSServer
func NewHTTPSServer(serverAddress string, requestHandlerClass RequestHandler, options ...TLSServerOption) (*HTTPSServer, error) {
	s := new(HTTPSServer)
	return s, setUp(&s.HTTPServer, serverAddress, requestHandlerClass, true, true, options)
}

// NewThreadingHTTPSServer is [NewThreadingHTTPServer] over TLS: see
// [http.server.ThreadingHTTPSServer]. The errors are those of [NewHTTPSServer].
//
// Keywords: those of [NewHTTPSServer].
//
// [http.server.ThreadingHTTPSServer]: https://docs.python.org/3.15/library/http.server.html#http.server.ThreadingHTTPSServer
func NewThreadingHTTPSServer(serverAddress string, requestHandlerClass RequestHandler, options ...TLSServerOption) (*ThreadingHTTPSServer, error) {
	s := new(ThreadingHTTPSServer)
	return s, setUp(&s.HTTPServer, serverAddress, requestHandlerClass, false, true, options)
}

func setUp[O TLSServerOption](s *HTTPServer, address string, handler RequestHandler, one, secure bool, options []O) error {
	s.address, s.one = address, one
	s.RequestHandlerClass = handler
	s.config = defaultServerConfig()
	for _, o := range options {
		s.config.set(o)
	}
	var err error
	if s.class, err = newClass(handler); err != nil {
		return err
	}
	if secure {
		if s.tls, err = s.config.tlsConfig(); err != nil {
			return err
		}
	}
	if s.config.maxConnections > 0 {
		s.slots = make(chan struct{}, s.config.maxConnections)
	}
	if !s.config.bind {
		return nil
	}
	if err := s.ServerBind(); err != nil {
		return err
	}
	return s.ServerActivate()
}

// ServerBind opens the socket; the constructors call it. The error is that of
// [net.Listen]. See [socketserver.BaseServer.server_bind].
//
// [socketserver.BaseServer.server_bind]: https://docs.python.org/3.15/library/socketserver.html#socketserver.BaseServer.server_bind
func (s *HTTPServer) ServerBind() error {
	l, err := net.Listen("tcp", s.address)
	if err != nil {
		return err
	}
	s.use(l.(*net.TCPListener))
	return nil
}

func (s *HTTPServer) use(l *net.TCPListener) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listener = l
	at := l.Addr().(*net.TCPAddr)
	host, _, _ := net.SplitHostPort(s.address)
	if host == "" {
		host = "0.0.0.0"
	}
	s.ServerAddress = Address{host, at.Port}
	if ip := at.IP; !ip.IsUnspecified() {
		s.ServerAddress.Host = ip.String()
	}
	s.ServerPort = at.Port
	s.ServerName = serverName(host, at.IP)
}

// serverName is what socket.getfqdn finds in the common cases, without asking
// the network.
func serverName(host string, ip net.IP) string {
	switch {
	case ip.IsLoopback():
		return "localhost"
	case ip.IsUnspecified():
		if name, err := os.Hostname(); err == nil {
			return name
		}
	}
	return host
}

// ServerActivate begins to listen; the constructors call it. With net/http,
// binding has done that, and without it the error is [ErrServerClosed]. See
// [socketserver.BaseServer.server_activate].
//
// [socketserver.BaseServer.server_activate]: https://docs.python.org/3.15/library/socketserver.html#socketserver.BaseServer.server_activate
func (s *HTTPServer) ServerActivate() error {
	if s.bound() == nil {
		return ErrServerClosed
	}
	return nil
}

func (s *HTTPServer) bound() *net.TCPListener {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.listener
}

// Addr returns the address of the socket, nil if there is none.
func (s *HTTPServer) Addr() net.Addr {
	if l := s.bound(); l != nil {
		return l.Addr()
	}
	return nil
}

// ServerClose closes the socket. See [socketserver.BaseServer.server_close].
//
// Running requests are not ended; Shutdown waits for them. A server that has no
// socket is left as it is.
//
// [socketserver.BaseServer.server_close]: https://docs.python.org/3.15/library/socketserver.html#socketserver.BaseServer.server_close
func (s *HTTPServer) ServerClose() error {
	s.mu.Lock()
	l := s.listener
	s.listener = nil
	s.mu.Unlock()
	if l == nil {
		return nil
	}
	return l.Close()
}

// ServeForever serves until Shutdown is called; it returns nil then, after the
// last request it had accepted. The socket stays open, so that it can be called
// again. On a server that is not bound, or closed, the error is
// [ErrServerClosed]; others are those of accepting connections. See
// [socketserver.BaseServer.serve_forever].
//
// [socketserver.BaseServer.serve_forever]: https://docs.python.org/3.15/library/socketserver.html#socketserver.BaseServer.serve_forever
func (s *HTTPServer) ServeForever() error { return s.ServeForeverContext(context.Background()) }

// ServeForeverContext is ServeForever until the context ends. It then waits for
// the requests it had accepted, at most for [DrainTimeout], and returns nil if
// all of them were answered, else [context.DeadlineExceeded].
func (s *HTTPServer) ServeForeverContext(ctx context.Context) error {
	r, err := s.start(false)
	if r == nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() {
		limit, cancel := context.Background(), context.CancelFunc(func() {})
		if s.config.drain > 0 {
			limit, cancel = context.WithTimeout(limit, s.config.drain)
		}
		defer cancel()
		r.shutdown(limit)
	})
	defer stop()
	err = r.serve()
	if errors.Is(err, errGateClosed) || errors.Is(err, http.ErrServerClosed) {
		<-r.done
		s.forget(r)
		return r.err
	}
	// The socket failed, or was closed: what runs is still drained.
	r.shutdown(context.Background())
	s.forget(r)
	if errors.Is(err, net.ErrClosed) {
		return ErrServerClosed
	}
	return err
}

// Shutdown ends ServeForever and waits until the requests it had accepted are
// answered: those whose first bytes had come, on connections that wait in the
// system's queue too, 4096 of them at most. A new connection is given five
// seconds for its first bytes, an idle one is closed. Where no ServeForever is
// running, the next one will return at once;
// Shutdown does not wait for that, as Python's does. See
// [socketserver.BaseServer.shutdown].
//
// [socketserver.BaseServer.shutdown]: https://docs.python.org/3.15/library/socketserver.html#socketserver.BaseServer.shutdown
func (s *HTTPServer) Shutdown() { s.ShutdownContext(context.Background()) }

// ShutdownContext is Shutdown with a limit: when the context ends, the
// connections that are left are closed, answered or not, and the context's error
// is returned. Shutdown itself has no limit but those of the requests:
// [ReadHeaderTimeout], [StallTimeout] and the handlers' own time.
func (s *HTTPServer) ShutdownContext(ctx context.Context) error {
	s.mu.Lock()
	running := slices.Clone(s.running)
	s.stopped = s.stopped || !slices.ContainsFunc(running, func(r *run) bool { return r.single == nil })
	s.mu.Unlock()
	var err error
	for _, r := range running {
		err = errors.Join(err, r.shutdown(ctx))
	}
	return err
}

// HandleRequest serves one request: it waits for a connection, answers the first
// request there and closes it. If none comes within Timeout, the error is
// [os.ErrDeadlineExceeded]; without a socket, it is [ErrServerClosed]. See
// [socketserver.BaseServer.handle_request].
//
// [socketserver.BaseServer.handle_request]: https://docs.python.org/3.15/library/socketserver.html#socketserver.BaseServer.handle_request
func (s *HTTPServer) HandleRequest() error { return s.HandleRequestContext(context.Background()) }

// HandleRequestContext is HandleRequest until the context ends: if no connection
// has come by then, the error is the context's cause.
func (s *HTTPServer) HandleRequestContext(ctx context.Context) error {
	r, err := s.start(true)
	if err != nil {
		return err
	}
	defer s.forget(r)
	if s.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, s.Timeout, os.ErrDeadlineExceeded)
		defer cancel()
	}
	r.engine.SetKeepAlivesEnabled(false)
	stop := context.AfterFunc(ctx, func() { r.shutdown(context.Background()) })
	defer stop()
	err = r.serve()
	if r.accepted {
		<-r.single
		r.shutdown(context.Background())
		return nil
	}
	if errors.Is(err, errGateClosed) || errors.Is(err, http.ErrServerClosed) {
		<-r.done
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return nil
	}
	if errors.Is(err, net.ErrClosed) {
		return ErrServerClosed
	}
	return err
}

func (s *HTTPServer) forget(r *run) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running = slices.DeleteFunc(s.running, func(other *run) bool { return other == r })
}

func (s *HTTPServer) policy() headPolicy {
	return headPolicy{plain: s.class.plain, max: s.config.maxHeaderBytes}
}

// release gives a connection's slot back.
func (s *HTTPServer) release() {
	if s.slots != nil {
		<-s.slots
	}
}

// newEngine returns the net/http server beneath.
func (s *HTTPServer) newEngine(r *run) *http.Server {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &http.Server{
		Handler:                      http.HandlerFunc(s.serveHTTP),
		ReadHeaderTimeout:            s.config.readHeader,
		IdleTimeout:                  s.config.idle,
		MaxHeaderBytes:               s.config.maxHeaderBytes,
		DisableGeneralOptionsHandler: true,
		Protocols:                    protocols,
		ErrorLog:                     log.New(engineLog{s}, "", 0),
		ConnState:                    r.connState,
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			return context.WithValue(ctx, connKey{}, c)
		},
	}
}

// engineLog writes net/http's own complaints, escaped.
type engineLog struct{ server *HTTPServer }

func (l engineLog) Write(p []byte) (int, error) {
	io.WriteString(l.server.logOutput(), escapeControl(strings.TrimRight(string(p), "\n"))+"\n")
	return len(p), nil
}

func (s *HTTPServer) logOutput() io.Writer {
	if out := s.class.proto.Addr().Interface().(RequestHandler).base().LogOutput; out != nil {
		return out
	}
	return os.Stderr
}

// serveHTTP answers a request of the engine's.
func (s *HTTPServer) serveHTTP(w http.ResponseWriter, r *http.Request) {
	cn := r.Context().Value(connKey{}).(*conn)
	cn.phase.Store(phaseServing)
	if cn.tls != nil {
		state := cn.tls.ConnectionState()
		r.TLS = &state
	}
	if s.one {
		s.turn.Lock()
		defer s.turn.Unlock()
	}
	defer s.recovered(r)
	if s.class.direct != nil && cn.override == nil {
		if cn.ending() {
			w.Header().Set("Connection", "close")
		}
		s.class.direct.ServeHTTP(w, r)
		return
	}
	s.class.serve(w, r, cn)
}

// recovered reports a handler's panic as Python reports an exception, and ends
// the connection.
func (s *HTTPServer) recovered(r *http.Request) {
	e := recover()
	if e == nil {
		return
	}
	if e != http.ErrAbortHandler {
		line := strings.Repeat("-", 40) + "\n"
		fmt.Fprintf(s.logOutput(), "%sException occurred during processing of request from %s\n%s\n%s%s",
			line, parseAddress(r.RemoteAddr), escapeControl(fmt.Sprint(e)), debug.Stack(), line)
	}
	panic(http.ErrAbortHandler)
}
