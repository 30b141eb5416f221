package xmlrpc

import (
	"github.com/gobatteries/batteries/httpserve"
)

// An XMLRPCDocGenerator makes the documentation page of a server. Its methods
// may be called at any time.
//
// It is Python's [xmlrpc.server.XMLRPCDocGenerator].
//
// [xmlrpc.server.XMLRPCDocGenerator]: https://docs.python.org/3.15/library/xmlrpc.server.html
type XMLRPCDocGenerator struct {
	ServerTitle         string // the page's title
	ServerName          string // the heading
	ServerDocumentation string // the text below it

	dispatcher *SimpleXMLRPCDispatcher
}

// NewXMLRPCDocGenerator returns a generator with Python's texts, for the
// functions of dispatcher.
func NewXMLRPCDocGenerator(dispatcher *SimpleXMLRPCDispatcher) *XMLRPCDocGenerator {
	return &XMLRPCDocGenerator{
		ServerTitle:         "XML-RPC Server Documentation",
		ServerName:          "XML-RPC Server Documentation",
		ServerDocumentation: "This server exports the following methods through the XML-RPC protocol.",
		dispatcher:          dispatcher,
	}
}

// SetServerTitle sets the page's title.
func (g *XMLRPCDocGenerator) SetServerTitle(serverTitle string) { g.ServerTitle = serverTitle }

// SetServerName sets the heading of the page.
func (g *XMLRPCDocGenerator) SetServerName(serverName string) { g.ServerName = serverName }

// SetServerDocumentation sets the text below the heading.
func (g *XMLRPCDocGenerator) SetServerDocumentation(serverDocumentation string) {
	g.ServerDocumentation = serverDocumentation
}

// GenerateHTMLDocumentation returns the page.
func (g *XMLRPCDocGenerator) GenerateHTMLDocumentation() string {
	var d ServerHTMLDoc
	body := d.DocServer(g.ServerName, g.ServerDocumentation, g.dispatcher.docObjects())
	return d.Page(htmlEscapeTitle(g.ServerTitle), body)
}

// docObjects returns what there is to say of each method.
func (d *SimpleXMLRPCDispatcher) docObjects() map[string]DocObject {
	funcs := d.listed()
	d.mu.RLock()
	inst := d.instance
	d.mu.RUnlock()
	out := map[string]DocObject{}
	for _, name := range d.methodNames() {
		switch f := funcs[name]; {
		case f != nil:
			out[name] = DocObject{f.argstring(), f.doc}
		case inst != nil:
			out[name] = inst.docObject(name)
		}
	}
	return out
}

func (i *instance) docObject(name string) DocObject {
	var o DocObject
	args, hasArgs := i.value.(MethodArgstringer)
	help, hasHelp := i.value.(MethodHelper)
	if hasArgs {
		o.ArgSpec = args.GetMethodArgstring(name)
	}
	if hasHelp {
		o.Doc = help.MethodHelp(name)
	}
	if f := i.methods[name]; f != nil && !hasArgs {
		o.ArgSpec = f.argstring()
	}
	return o
}

// A DocXMLRPCRequestHandler is a [SimpleXMLRPCRequestHandler] that answers GET
// with the documentation page.
//
// It is Python's [xmlrpc.server.DocXMLRPCRequestHandler].
//
// [xmlrpc.server.DocXMLRPCRequestHandler]: https://docs.python.org/3.15/library/xmlrpc.server.html#xmlrpc.server.DocXMLRPCRequestHandler
type DocXMLRPCRequestHandler struct{ SimpleXMLRPCRequestHandler }

// DoGET answers with the page, or the style sheet at /pydoc.css.
func (h *DocXMLRPCRequestHandler) DoGET() {
	if h.server == nil || h.server.docs == nil || !h.IsRPCPathValid() {
		h.Report404()
		return
	}
	contentType, body := "text/html", ""
	if h.Path == "/pydoc.css" {
		contentType, body = "text/css", styleSheet
	} else {
		body = h.server.docs.GenerateHTMLDocumentation()
	}
	h.SendResponse(httpserve.HTTPStatusOK)
	h.SendHeader("Content-Type", contentType+"; charset=UTF-8")
	h.SendHeader("Content-length", len(body))
	h.EndHeaders()
	h.WFile.Write([]byte(body))
}

// A DocXMLRPCServer is a [SimpleXMLRPCServer] that documents itself: GET of / or
// /RPC2 gives a page of its methods, their signatures and help texts.
//
// It is Python's [xmlrpc.server.DocXMLRPCServer].
//
// [xmlrpc.server.DocXMLRPCServer]: https://docs.python.org/3.15/library/xmlrpc.server.html#xmlrpc.server.DocXMLRPCServer
type DocXMLRPCServer struct {
	*SimpleXMLRPCServer
	*XMLRPCDocGenerator
}

// NewDocXMLRPCServer returns a server that is bound to the address "host:port".
// It takes the keywords of [NewSimpleXMLRPCServer]; [RequestHandler] is by
// default [*DocXMLRPCRequestHandler].
func NewDocXMLRPCServer(addr string, opts ...ServerOption) (*DocXMLRPCServer, error) {
	shared := &rpcServer{docs: NewXMLRPCDocGenerator(nil)}
	s, err := newServer(addr, serverOptions(opts, &DocXMLRPCRequestHandler{}), shared)
	if err != nil {
		return nil, err
	}
	shared.docs.dispatcher = s.SimpleXMLRPCDispatcher
	return &DocXMLRPCServer{s, shared.docs}, nil
}
