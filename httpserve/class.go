package httpserve

import (
	"net/http"
	"reflect"
	"strings"
	"time"
)

// A RequestHandler is a pointer to a struct that embeds
// [BaseHTTPRequestHandler] (or [SimpleHTTPRequestHandler]). It stands for the
// handler class of Python: the value given to a server is the class with its
// attributes. The server keeps a copy of it, and each request gets one of its
// own. So a handler may set its fields freely; what requests share goes behind a
// pointer.
//
// The methods are those that a type may replace with its own, as a Python
// subclass does; the others call them through the type.
type RequestHandler interface {
	HandleOneRequest()
	HandleExpect100() bool
	SendError(code HTTPStatus, options ...ErrorOption)
	SendResponse(code HTTPStatus, options ...ResponseOption)
	SendResponseOnly(code HTTPStatus, options ...ResponseOption)
	EndHeaders()
	LogRequest(code HTTPStatus, size int64)
	LogError(format string, args ...any)
	LogMessage(format string, args ...any)
	VersionString() string
	DateTimeString(timestamp ...time.Time) string
	LogDateTimeString() string
	AddressString() string

	base() *BaseHTTPRequestHandler
}

// Handler returns an [http.Handler] of a handler type, for use in a mux or with
// an [http.Server]. Each request gets its own copy of the struct.
//
//	mux.Handle("/hello", httpserve.Handler(new(Hello)))
//
// It panics if that is no handler type, or if a Do method, or one of
// SimpleHTTPRequestHandler's that the type replaces, has the wrong signature.
func Handler(requestHandlerClass RequestHandler) http.Handler {
	c, err := newClass(requestHandlerClass)
	if err != nil {
		panic("httpserve: " + err.Error())
	}
	return c
}

// HTTPHandler returns a handler type whose every request goes to an
// [http.Handler], so that our servers serve it.
func HTTPHandler(handler http.Handler) RequestHandler {
	return &httpHandler{handler: handler}
}

type httpHandler struct {
	BaseHTTPRequestHandler
	handler http.Handler
}

func (h *httpHandler) HandleOneRequest() { h.handler.ServeHTTP(h.ResponseWriter, h.Request) }

// A class is what is worked out once for a handler type: its attributes with
// their defaults, and its Do methods by the request method they serve.
type class struct {
	typ     reflect.Type  // the struct
	proto   reflect.Value // of typ; copied for each request
	methods map[string]func(RequestHandler)
	// plain says that the type reads Command and Path rather than the
	// http.Request, so that it can be given what net/http has no form for.
	plain  bool
	direct http.Handler // of an HTTPHandler
	files  *fileTree    // of a SimpleHTTPRequestHandler
}

// usual are the methods that need no reflection. A type that embeds
// BaseHTTPRequestHandler has none of them by itself.
var usual = map[string]func(RequestHandler){
	"GET":     doGET,
	"HEAD":    doHEAD,
	"POST":    doPOST,
	"PUT":     doPUT,
	"DELETE":  doDELETE,
	"OPTIONS": doOPTIONS,
	"PATCH":   doPATCH,
}

func newClass(prototype RequestHandler) (*class, error) {
	v := reflect.ValueOf(prototype)
	if prototype == nil || v.Kind() != reflect.Pointer || v.IsNil() || !embedsBase(v.Type().Elem()) {
		return nil, &TypeError{Text: "a handler class is a pointer to a struct that embeds BaseHTTPRequestHandler by value"}
	}
	c := &class{typ: v.Type().Elem(), methods: make(map[string]func(RequestHandler)), plain: true}
	if f, ok := prototype.(*httpHandler); ok {
		c.plain, c.direct = false, f.handler
	}
	copied := reflect.New(c.typ)
	copied.Elem().Set(v.Elem())
	c.proto = copied.Elem()
	h := copied.Interface().(RequestHandler)
	h.base().setDefaults()
	if s, ok := h.(interface {
		simple() *SimpleHTTPRequestHandler
	}); ok {
		if _, ok := h.(simpleHandler); !ok {
			return nil, wrongSimple(v.Type())
		}
		s.simple().setSimpleDefaults()
		c.files = newFileTree(s.simple())
	}
	return c, c.collectMethods(v.Type())
}

// embedsBase reports whether the struct holds a BaseHTTPRequestHandler by
// value, in it or in a struct it embeds.
func embedsBase(t reflect.Type) bool {
	if t == reflect.TypeFor[BaseHTTPRequestHandler]() {
		return true
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Anonymous && embedsBase(f.Type) {
			return true
		}
	}
	return false
}

// collectMethods fills the table from a request method to the Do method whose
// name is "Do" and the request method, to the letter.
func (c *class) collectMethods(t reflect.Type) error {
	for i := range t.NumMethod() {
		m := t.Method(i)
		name, ok := strings.CutPrefix(m.Name, "Do")
		if !ok || name == "" {
			continue
		}
		if m.Type.NumIn() != 1 || m.Type.NumOut() != 0 {
			if name == strings.ToUpper(name) {
				return &TypeError{Text: t.String() + "." + m.Name + " must be a func()"}
			}
			continue // DoSomething(x) is not a method for requests
		}
		if do, ok := usual[name]; ok {
			c.methods[name] = do
			continue
		}
		c.methods[name] = func(h RequestHandler) { reflect.ValueOf(h).Method(i).Call(nil) }
	}
	return nil
}

// instance returns a new copy of the prototype.
func (c *class) instance() RequestHandler {
	v := reflect.New(c.typ)
	v.Elem().Set(c.proto)
	return v.Interface().(RequestHandler)
}

// ServeHTTP answers one request with a copy of the handler.
func (c *class) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	cn, _ := r.Context().Value(connKey{}).(*conn)
	c.serve(w, r, cn)
}

func (c *class) serve(w http.ResponseWriter, r *http.Request, cn *conn) {
	self := c.instance()
	h := self.base()
	h.begin(self, c, w, r, cn)
	if h.refused() {
		return
	}
	self.HandleOneRequest()
	h.finish()
}

func doGET(h RequestHandler)     { h.(interface{ DoGET() }).DoGET() }
func doHEAD(h RequestHandler)    { h.(interface{ DoHEAD() }).DoHEAD() }
func doPOST(h RequestHandler)    { h.(interface{ DoPOST() }).DoPOST() }
func doPUT(h RequestHandler)     { h.(interface{ DoPUT() }).DoPUT() }
func doDELETE(h RequestHandler)  { h.(interface{ DoDELETE() }).DoDELETE() }
func doOPTIONS(h RequestHandler) { h.(interface{ DoOPTIONS() }).DoOPTIONS() }
func doPATCH(h RequestHandler)   { h.(interface{ DoPATCH() }).DoPATCH() }
