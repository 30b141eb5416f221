package xmlrpc

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/gobatteries/batteries/httpserve"
)

// LogRequests, by default true, logs each request to standard error.
type LogRequests bool

// BindAndActivate, by default true, has the constructor open the socket.
type BindAndActivate bool

// A RequestHandlerOption is what [RequestHandler] returns.
type RequestHandlerOption struct{ class RPCRequestHandler }

// RequestHandler is the handler class of a server, by default
// [*SimpleXMLRPCRequestHandler], or [*DocXMLRPCRequestHandler] for a
// [DocXMLRPCServer]: a value of a type that embeds it, with its attributes.
func RequestHandler(class RPCRequestHandler) RequestHandlerOption { return RequestHandlerOption{class} }

// An HTTPOption is what [HTTPOptions] returns.
type HTTPOption struct{ opts []httpserve.ServerOption }

// HTTPOptions are keyword arguments for the HTTP server underneath, such as
// [httpserve.StallTimeout] and [httpserve.MaxConnections].
func HTTPOptions(opts ...httpserve.ServerOption) HTTPOption { return HTTPOption{opts} }

func (LogRequests) serverOption()          {}
func (BindAndActivate) serverOption()      {}
func (RequestHandlerOption) serverOption() {}
func (HTTPOption) serverOption()           {}
func (AllowNone) serverOption()            {}
func (Encoding) serverOption()             {}
func (UseBuiltinTypes) serverOption()      {}
func (AllowControl) serverOption()         {}
func (EscapeCR) serverOption()             {}
func (Strict) serverOption()               {}
func (MaxDepth) serverOption()             {}
func (MaxBytes) serverOption()             {}
func (MaxCalls) serverOption()             {}
func (ExposeErrors) serverOption()         {}
func (Serial) serverOption()               {}
func (ErrorLog) serverOption()             {}
func (RequireXML) serverOption()           {}
func (AllowedHosts) serverOption()         {}
func (CrossOriginOption) serverOption()    {}

// serverConfig is what the options of a server say.
type serverConfig struct {
	dispatcher  dispatcherConfig
	logRequests bool
	bind        bool
	class       RPCRequestHandler
	http        []httpserve.ServerOption
}

func serverOptions(opts []ServerOption, class RPCRequestHandler) serverConfig {
	c := serverConfig{dispatcher: defaultDispatcher(), logRequests: true, bind: true, class: class}
	for _, o := range opts {
		switch o := o.(type) {
		case LogRequests:
			c.logRequests = bool(o)
		case BindAndActivate:
			c.bind = bool(o)
		case RequestHandlerOption:
			c.class = o.class
		case HTTPOption:
			c.http = append(c.http, o.opts...)
		default:
			c.dispatcher.set(o)
		}
	}
	return c
}

// An RPCRequestHandler is a pointer to a struct that embeds
// [SimpleXMLRPCRequestHandler] or [DocXMLRPCRequestHandler].
type RPCRequestHandler interface {
	httpserve.RequestHandler
	rpc() *SimpleXMLRPCRequestHandler
}

// A SimpleXMLRPCRequestHandler answers the requests of a [SimpleXMLRPCServer].
// A program's own type embeds it to set its attributes or to add methods, such
// as DoGET:
//
//	type Handler struct{ xmlrpc.SimpleXMLRPCRequestHandler }
//
//	class := &Handler{}
//	class.RPCPaths = []string{"/api"}
//	server, err := xmlrpc.NewSimpleXMLRPCServer("localhost:8000", xmlrpc.RequestHandler(class))
//
// It is Python's [xmlrpc.server.SimpleXMLRPCRequestHandler].
//
// [xmlrpc.server.SimpleXMLRPCRequestHandler]: https://docs.python.org/3.15/library/xmlrpc.server.html#xmlrpc.server.SimpleXMLRPCRequestHandler
type SimpleXMLRPCRequestHandler struct {
	httpserve.BaseHTTPRequestHandler

	// RPCPaths are the paths that are served, to the letter and with the query;
	// by default (nil) they are DefaultRPCPaths. An empty list serves all.
	RPCPaths []string
	// EncodeThreshold is how many bytes an answer must have more than to be
	// compressed, if the client takes that; 0 stands for 1400, and none is if
	// it is negative.
	EncodeThreshold int

	server *rpcServer
}

// DefaultRPCPaths are the paths that are served by default.
func DefaultRPCPaths() []string { return []string{"/", "/RPC2", "/pydoc.css"} }

// An rpcServer is what the handlers of a server share.
type rpcServer struct {
	dispatcherFor func(path string) (*SimpleXMLRPCDispatcher, error)
	logRequests   bool
	docs          *XMLRPCDocGenerator
}

func (h *SimpleXMLRPCRequestHandler) rpc() *SimpleXMLRPCRequestHandler { return h }

// IsRPCPathValid reports whether the request's path is served.
func (h *SimpleXMLRPCRequestHandler) IsRPCPathValid() bool {
	if h.RPCPaths == nil {
		return h.Path == "/RPC2" || h.Path == "/" || h.Path == "/pydoc.css"
	}
	for _, p := range h.RPCPaths {
		if p == h.Path {
			return true
		}
	}
	return len(h.RPCPaths) == 0
}

// AcceptEncodings returns the codings that the client accepts with their weights.
func (h *SimpleXMLRPCRequestHandler) AcceptEncodings() map[string]float64 {
	return acceptEncodings(h.Headers.Get("Accept-Encoding"))
}

// DecodeRequestContent unpacks a request's body by its Content-Encoding. Not ok
// means that it could not, and that the request has been answered.
func (h *SimpleXMLRPCRequestHandler) DecodeRequestContent(data []byte) (decoded []byte, ok bool) {
	switch encoding := strings.ToLower(h.Headers.Get("Content-Encoding")); encoding {
	case "", "identity":
		return data, true
	case "gzip":
		decoded, err := GzipDecode(data)
		if err != nil {
			h.refuse(http.StatusBadRequest)
		}
		return decoded, err == nil
	}
	h.refuse(http.StatusNotImplemented)
	return nil, false
}

// refuse answers with a status and nothing else.
func (h *SimpleXMLRPCRequestHandler) refuse(status int) {
	h.SendResponse(httpserve.HTTPStatus(status))
	h.SendHeader("Content-length", 0)
	h.EndHeaders()
}

// Report404 answers with status 404.
func (h *SimpleXMLRPCRequestHandler) Report404() {
	const body = "No such page"
	h.SendResponse(httpserve.HTTPStatusNotFound)
	h.SendHeader("Content-type", "text/plain")
	h.SendHeader("Content-length", len(body))
	h.EndHeaders()
	h.WFile.Write([]byte(body))
}

// DoPOST answers a call.
func (h *SimpleXMLRPCRequestHandler) DoPOST() {
	if h.server == nil { // not the class of one of our servers
		h.refuse(http.StatusInternalServerError)
		return
	}
	if !h.IsRPCPathValid() {
		h.Report404()
		return
	}
	threshold := h.EncodeThreshold
	if threshold == 0 {
		threshold = defaultThreshold
	}
	var a answer
	if d, err := h.server.dispatcherFor(h.Path); err == nil {
		a = d.answer(h.Request, threshold)
	} else {
		a = errorAnswer(err)
	}
	defer a.release()
	if a.status != http.StatusOK {
		h.refuse(a.status)
		return
	}
	h.SendResponse(httpserve.HTTPStatusOK)
	h.SendHeader("Content-type", "text/xml")
	if a.gzip {
		h.SendHeader("Content-Encoding", "gzip")
	}
	h.SendHeader("Content-length", len(a.body))
	h.EndHeaders()
	h.WFile.Write(a.body)
}

// LogRequest logs an accepted request, unless [LogRequests] is false.
func (h *SimpleXMLRPCRequestHandler) LogRequest(code httpserve.HTTPStatus, size int64) {
	if h.server == nil || h.server.logRequests {
		h.BaseHTTPRequestHandler.LogRequest(code, size)
	}
}

// A SimpleXMLRPCServer is an XML-RPC server: an HTTP server
// ([httpserve.ThreadingHTTPServer]) and a [SimpleXMLRPCDispatcher] in one.
//
//	server, err := xmlrpc.NewSimpleXMLRPCServer("localhost:8000")
//	server.RegisterFunction(listContents)
//	server.ServeForever()
//
// It is an [http.Handler] as well, and can be served by another server.
//
// It is Python's [xmlrpc.server.SimpleXMLRPCServer].
//
// [xmlrpc.server.SimpleXMLRPCServer]: https://docs.python.org/3.15/library/xmlrpc.server.html#xmlrpc.server.SimpleXMLRPCServer
type SimpleXMLRPCServer struct {
	*httpserve.ThreadingHTTPServer
	*SimpleXMLRPCDispatcher

	handler http.Handler
	shared  *rpcServer
}

// NewSimpleXMLRPCServer returns a server that is bound to the address
// "host:port".
//
// Keywords: [RequestHandler] ([*SimpleXMLRPCRequestHandler]), [LogRequests]
// (true), [AllowNone] (false), [Encoding] ("utf-8"), [BindAndActivate] (true),
// [UseBuiltinTypes] (false); additions: those of [NewSimpleXMLRPCDispatcher],
// and [HTTPOptions]. Errors are [*LookupError] for an unknown encoding and those
// of [httpserve.NewThreadingHTTPServer].
func NewSimpleXMLRPCServer(addr string, opts ...ServerOption) (*SimpleXMLRPCServer, error) {
	return newServer(addr, serverOptions(opts, &SimpleXMLRPCRequestHandler{}), &rpcServer{})
}

func newServer(addr string, c serverConfig, shared *rpcServer) (*SimpleXMLRPCServer, error) {
	d, err := newDispatcher(c.dispatcher)
	if err != nil {
		return nil, err
	}
	shared.logRequests = c.logRequests
	if shared.dispatcherFor == nil {
		shared.dispatcherFor = func(string) (*SimpleXMLRPCDispatcher, error) { return d, nil }
	}
	c.class.rpc().server = shared
	http, err := httpserve.NewThreadingHTTPServer(addr, c.class, append(c.http, httpserve.BindAndActivate(c.bind))...)
	if err != nil {
		return nil, err
	}
	return &SimpleXMLRPCServer{http, d, httpserve.Handler(c.class), shared}, nil
}

// ServeHTTP answers a request as the server does.
func (s *SimpleXMLRPCServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.handler.ServeHTTP(w, r)
}

// A MultiPathXMLRPCServer is a [SimpleXMLRPCServer] with a dispatcher for each
// path. Functions that are registered with the server itself are served at no
// path. The handler class's RPCPaths must have the paths, or be empty.
//
// It is Python's [xmlrpc.server.MultiPathXMLRPCServer].
//
// [xmlrpc.server.MultiPathXMLRPCServer]: https://docs.python.org/3.15/library/xmlrpc.server.html
type MultiPathXMLRPCServer struct {
	*SimpleXMLRPCServer

	mu          sync.RWMutex
	dispatchers map[string]*SimpleXMLRPCDispatcher
}

// NewMultiPathXMLRPCServer returns a server without dispatchers. It takes the
// keywords of [NewSimpleXMLRPCServer].
func NewMultiPathXMLRPCServer(addr string, opts ...ServerOption) (*MultiPathXMLRPCServer, error) {
	m := &MultiPathXMLRPCServer{dispatchers: map[string]*SimpleXMLRPCDispatcher{}}
	shared := &rpcServer{dispatcherFor: func(path string) (*SimpleXMLRPCDispatcher, error) {
		if d := m.GetDispatcher(path); d != nil {
			return d, nil
		}
		return nil, keyError(path)
	}}
	s, err := newServer(addr, serverOptions(opts, &SimpleXMLRPCRequestHandler{}), shared)
	m.SimpleXMLRPCServer = s
	return m, err
}

// AddDispatcher has a dispatcher answer for a path, and returns it.
func (m *MultiPathXMLRPCServer) AddDispatcher(path string, dispatcher *SimpleXMLRPCDispatcher) *SimpleXMLRPCDispatcher {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.dispatchers[path] = dispatcher
	return dispatcher
}

// GetDispatcher returns the dispatcher of a path, or nil.
func (m *MultiPathXMLRPCServer) GetDispatcher(path string) *SimpleXMLRPCDispatcher {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.dispatchers[path]
}

// String names the server by its address.
func (s *SimpleXMLRPCServer) String() string {
	return fmt.Sprintf("<SimpleXMLRPCServer on %s>", s.ServerAddress.Host+":"+strconv.Itoa(s.ServerAddress.Port))
}
