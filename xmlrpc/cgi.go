package xmlrpc

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/gobatteries/batteries/httpserve"
)

// A CGIXMLRPCRequestHandler is a [SimpleXMLRPCDispatcher] that answers one
// request in the manner of CGI: what it needs to know is in the environment and
// on standard input, and the answer goes to standard output.
//
//	handler, err := xmlrpc.NewCGIXMLRPCRequestHandler()
//	handler.RegisterFunction(math.Pow, xmlrpc.Name("pow"))
//	handler.HandleRequest()
//
// It is Python's [xmlrpc.server.CGIXMLRPCRequestHandler].
//
// [xmlrpc.server.CGIXMLRPCRequestHandler]: https://docs.python.org/3.15/library/xmlrpc.server.html#xmlrpc.server.CGIXMLRPCRequestHandler
type CGIXMLRPCRequestHandler struct {
	*SimpleXMLRPCDispatcher

	Stdin  io.Reader                // os.Stdin
	Stdout io.Writer                // os.Stdout
	Getenv func(name string) string // os.Getenv

	page func() string // for GET, if there is one
}

// NewCGIXMLRPCRequestHandler returns a handler without functions. It takes the
// keywords of [NewSimpleXMLRPCDispatcher].
func NewCGIXMLRPCRequestHandler(opts ...DispatcherOption) (*CGIXMLRPCRequestHandler, error) {
	d, err := NewSimpleXMLRPCDispatcher(opts...)
	if err != nil {
		return nil, err
	}
	return &CGIXMLRPCRequestHandler{SimpleXMLRPCDispatcher: d, Stdin: os.Stdin, Stdout: os.Stdout, Getenv: os.Getenv}, nil
}

// HandleRequest answers a request: requestText if it is given, else the one that
// the environment and standard input hold. The error is one of reading or writing.
func (h *CGIXMLRPCRequestHandler) HandleRequest(requestText ...[]byte) error {
	if len(requestText) > 0 {
		return h.HandleXMLRPC(requestText[0])
	}
	if h.Getenv("REQUEST_METHOD") == "GET" {
		return h.HandleGet()
	}
	limit := h.config.load.maxBytes
	r := h.Stdin
	if n, err := strconv.ParseInt(h.Getenv("CONTENT_LENGTH"), 10, 64); err == nil && n >= 0 {
		r = io.LimitReader(r, n)
	}
	if limit >= 0 && limit < math.MaxInt64 {
		r = io.LimitReader(r, limit+1) // one more, so that the limit is noticed
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return h.HandleXMLRPC(data)
}

// HandleXMLRPC answers a call.
func (h *CGIXMLRPCRequestHandler) HandleXMLRPC(requestText []byte) error {
	response := h.MarshaledDispatch(context.Background(), requestText)
	return h.write("Content-Type: text/xml\n", response)
}

// HandleGet answers a GET with an error page: there is nothing to get.
func (h *CGIXMLRPCRequestHandler) HandleGet() error {
	if h.page != nil {
		return h.write("Content-Type: text/html\n", []byte(h.page()))
	}
	const status = httpserve.HTTPStatusBadRequest
	page := strings.NewReplacer(
		"%(code)d", status.String(), "%(code)s", status.String(),
		"%(message)s", status.Phrase(), "%(explain)s", status.Description(),
	).Replace(httpserve.DefaultErrorMessage)
	head := fmt.Sprintf("Status: %d %s\nContent-Type: %s\n", status, status.Phrase(), httpserve.DefaultErrorContentType)
	return h.write(head, []byte(page))
}

func (h *CGIXMLRPCRequestHandler) write(head string, body []byte) error {
	_, err := fmt.Fprintf(h.Stdout, "%sContent-Length: %d\n\n%s", head, len(body), body)
	return err
}

// A DocCGIXMLRPCRequestHandler is a [CGIXMLRPCRequestHandler] that answers GET
// with a documentation page.
//
// It is Python's [xmlrpc.server.DocCGIXMLRPCRequestHandler].
//
// [xmlrpc.server.DocCGIXMLRPCRequestHandler]: https://docs.python.org/3.15/library/xmlrpc.server.html#xmlrpc.server.DocCGIXMLRPCRequestHandler
type DocCGIXMLRPCRequestHandler struct {
	*CGIXMLRPCRequestHandler
	*XMLRPCDocGenerator
}

// NewDocCGIXMLRPCRequestHandler returns a handler without functions. It takes
// the keywords of [NewSimpleXMLRPCDispatcher].
func NewDocCGIXMLRPCRequestHandler(opts ...DispatcherOption) (*DocCGIXMLRPCRequestHandler, error) {
	h, err := NewCGIXMLRPCRequestHandler(opts...)
	if err != nil {
		return nil, err
	}
	g := NewXMLRPCDocGenerator(h.SimpleXMLRPCDispatcher)
	h.page = g.GenerateHTMLDocumentation
	return &DocCGIXMLRPCRequestHandler{h, g}, nil
}
