package main

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"strings"

	"github.com/gobatteries/batteries/httpserve"
	"github.com/gobatteries/batteries/jsonx"
	"github.com/gobatteries/batteries/xmlrpc"
)

//go:embed static
var static embed.FS

// policy lets the page load its own style sheet and script, talk to its own
// server, and nothing else. The last line keeps the script from making HTML of
// text, should it ever try.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types 'none'"

// maxBody is how many bytes a request may have.
const maxBody = 64 << 10

// A Playground serves the files of the page with GET, as its embedded handler
// does, and answers its forms with POST. Each request gets a copy of it.
type Playground struct {
	httpserve.SimpleHTTPRequestHandler

	service *xmlrpc.SimpleXMLRPCDispatcher // answers at /RPC2
	cookies []string                       // Set-Cookie headers of the response
}

// An endpoint reads a form's fields from JSON and returns what becomes the JSON
// of the response.
type endpoint func(p *Playground, form []byte) (any, error)

// endpoints are the addresses under /api/ that the page's forms are sent to.
var endpoints = map[string]endpoint{
	"split":        form(splitURL),
	"join":         form(joinURL),
	"quote":        form(quote),
	"encode":       form(encode),
	"decode":       form(decode),
	"uuid-make":    form(makeUUID),
	"uuid-parse":   form(parseUUID),
	"json":         form(prettyJSON),
	"robots":       form(testRobots),
	"cookie-set":   form(setCookie),
	"cookie-back":  form(readCookies),
	"cookie-parse": form(parseCookies),
	"rpc-methods":  form(listMethods),
	"rpc-call":     form(callMethod),
	"fetch":        form(fetchPath),
	"open":         form(openCommands),
}

// form makes an endpoint of a function of the form's fields.
func form[Fields any](answer func(*Playground, Fields) (any, error)) endpoint {
	return func(p *Playground, form []byte) (any, error) {
		var fields Fields
		err := jsonx.LoadsInto(form, &fields, jsonx.UTF8Only(true), jsonx.DisallowUnknownFields(true), jsonx.MaxDepth(4))
		if err != nil {
			return nil, badForm{err}
		}
		return answer(p, fields)
	}
}

// A badForm is a request that the page doesn't send.
type badForm struct{ error }

// newServer returns a server that listens on addr, "host:port".
func newServer(addr string) (*httpserve.ThreadingHTTPServer, error) {
	service, err := newService()
	if err != nil {
		return nil, err
	}
	p := &Playground{service: service}
	if p.FS, err = fs.Sub(static, "static"); err != nil {
		return nil, err
	}
	return httpserve.NewThreadingHTTPServer(addr, p)
}

// address returns the server's own URL, without a slash at its end.
func address(server *httpserve.HTTPServer) string {
	addr := server.Addr().(*net.TCPAddr)
	if addr.IP.IsUnspecified() {
		return fmt.Sprintf("http://127.0.0.1:%d", addr.Port)
	}
	return "http://" + addr.String()
}

// LogMessage drops the log lines, which Python writes to the standard error.
func (p *Playground) LogMessage(string, ...any) {}

// HandleOneRequest answers requests to this machine by its own names alone: a site
// that makes its name point here, for its pages to read ours, gets no answer.
func (p *Playground) HandleOneRequest() {
	p.AllowedHosts = []string{"localhost", "127.0.0.1", "::1", p.Server.ServerAddress.Host}
	p.SimpleHTTPRequestHandler.HandleOneRequest()
}

// EndHeaders adds to every response what keeps the page to itself.
func (p *Playground) EndHeaders() {
	p.SendHeader("Content-Security-Policy", policy)
	p.SendHeader("X-Content-Type-Options", "nosniff")
	p.SendHeader("Referrer-Policy", "no-referrer")
	p.SendHeader("Cross-Origin-Resource-Policy", "same-origin")
	p.SendHeader("Cache-Control", "no-store")
	p.SimpleHTTPRequestHandler.EndHeaders()
}

// DoPOST answers the page's forms, and calls by XML-RPC.
func (p *Playground) DoPOST() {
	// A browser says which site's page makes a POST. Other programs do not.
	if origin := p.Headers.Get("Origin"); origin != "" && origin != "http://"+p.Headers.Get("Host") {
		p.SendError(httpserve.HTTPStatusForbidden, httpserve.Message("Cross-origin request"))
		return
	}
	if p.Path == "/RPC2" {
		p.service.ServeHTTP(p.ResponseWriter, p.Request)
		return
	}
	name, _ := strings.CutPrefix(p.Path, "/api/")
	answer, ok := endpoints[name]
	if !ok {
		p.SendError(httpserve.HTTPStatusNotFound)
		return
	}
	// A form of another site can't have this type.
	if p.Headers.Get("Content-Type") != "application/json" {
		p.SendError(httpserve.HTTPStatusUnsupportedMediaType)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(p.ResponseWriter, p.Request.Body, maxBody))
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		p.SendError(httpserve.HTTPStatusContentTooLarge)
		return
	}
	if err != nil {
		p.SendError(httpserve.HTTPStatusBadRequest)
		return
	}
	p.sendJSON(answer(p, body))
}

// sendJSON sends what an endpoint returned. What is wrong with the user's input
// is an answer as well: {"error": {"type": ..., "text": ...}}.
func (p *Playground) sendJSON(v any, err error) {
	status := httpserve.HTTPStatusOK
	if bad := new(badForm); errors.As(err, bad) {
		status = httpserve.HTTPStatusBadRequest
	}
	p.SendResponse(status)
	for _, cookie := range p.cookies {
		if e := p.SendHeader("Set-Cookie", cookie); e != nil {
			err = e
		}
	}
	if err != nil {
		v = failure(err)
	}
	text, err := jsonx.Dumps(v)
	if err != nil {
		text, _ = jsonx.Dumps(failure(err))
	}
	p.SendHeader("Content-Type", "application/json")
	p.SendHeader("Content-Length", len(text))
	p.EndHeaders()
	io.WriteString(p.WFile, text)
}

func failure(err error) any {
	type problem struct {
		Type   string `json:"type"`
		Text   string `json:"text"`
		Line   int    `json:"line,omitempty"`
		Column int    `json:"column,omitempty"`
		Pos    int    `json:"pos,omitempty"`
	}
	p := problem{Type: fmt.Sprintf("%T", err), Text: err.Error()}
	if malformed := new(jsonx.JSONDecodeError); errors.As(err, &malformed) {
		p.Line, p.Column, p.Pos = malformed.Lineno, malformed.Colno, malformed.Pos
	}
	return struct {
		Error problem `json:"error"`
	}{p}
}
