package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/gobatteries/batteries/cookies"
	"github.com/gobatteries/batteries/httpserve"
	"github.com/gobatteries/batteries/jsonx"
	"github.com/gobatteries/batteries/urlparse"
	"github.com/gobatteries/batteries/uuid"
	"github.com/gobatteries/batteries/xmlrpc"
)

// pages are the documents of the site.
var pages = map[string]string{
	"/":           `<h1>Home</h1><a href="news/">News</a> <a href="/private/plans">Plans</a>`,
	"/news/":      `<h1>News</h1><a href="../about?lang=en#team">About</a>`,
	"/about":      `<h1>About</h1>`,
	"/robots.txt": "User-agent: *\nDisallow: /private/\nAllow: /private/hello$\nCrawl-delay: 1\nSitemap: /sitemap.xml\n",
}

// A Site answers the requests. Each field that a request needs is in the embedded
// handler, as in Python.
type Site struct {
	httpserve.BaseHTTPRequestHandler
}

// LogMessage drops the log lines, which Python writes to the standard error.
func (s *Site) LogMessage(string, ...any) {}

// DoGET serves the pages, a JSON document and a page for those who are logged in.
func (s *Site) DoGET() {
	switch u, _ := urlparse.URLSplit(s.Path); {
	case pages[u.Path] != "":
		s.send("text/html", pages[u.Path])
	case u.Path == "/api/status":
		text, _ := jsonx.Dumps(jsonx.NewObject(
			jsonx.Member{Key: "ok", Value: true},
			jsonx.Member{Key: "load", Value: 1e16},
			jsonx.Member{Key: "motto", Value: "café ☕"},
		))
		s.send("application/json", text)
	case u.Path == "/welcome":
		s.welcome()
	default:
		s.SendError(httpserve.HTTPStatusNotFound)
	}
}

// DoPOST takes a form, and a login that sets a session cookie.
func (s *Site) DoPOST() {
	body, err := io.ReadAll(io.LimitReader(s.RFile, 1<<16))
	if err != nil {
		s.SendError(httpserve.HTTPStatusBadRequest)
		return
	}
	form, err := urlparse.ParseQS(string(body))
	switch {
	case err != nil:
		s.SendError(httpserve.HTTPStatusBadRequest)
	case s.Path == "/login":
		s.login(form.Get("user"))
	default:
		s.send("text/plain", fmt.Sprintf("hello %s from %s", form.Get("name"), form.Get("town")))
	}
}

// key signs the sessions of one run.
var key = []byte(rand.Text())

func newSession() *cookies.SignedCookie {
	c, err := cookies.NewSignedCookie(key)
	if err != nil {
		panic(err) // the key is long enough
	}
	return c
}

// login answers with a cookie that only this server can have made.
func (s *Site) login(user string) {
	session := newSession()
	session.SetItem("session", user)
	m, _ := session.Get("session")
	m.SetItem("path", "/")
	m.SetItem("httponly", true)
	m.SetItem("samesite", "Lax")
	s.SendResponse(httpserve.HTTPStatusOK)
	s.SendHeader("Set-Cookie", m.OutputString())
	s.EndHeaders()
}

func (s *Site) welcome() {
	session := newSession()
	if err := session.LoadString(s.Headers.Get("Cookie")); err != nil {
		s.SendError(httpserve.HTTPStatusForbidden, httpserve.Explain(err.Error()))
		return
	}
	m, ok := session.Get("session")
	if !ok {
		s.SendError(httpserve.HTTPStatusForbidden)
		return
	}
	s.send("text/plain", fmt.Sprint("welcome back, ", m.Value()))
}

func (s *Site) send(contentType, body string) {
	s.SendResponse(httpserve.HTTPStatusOK)
	s.SendHeader("Content-Type", contentType)
	s.SendHeader("Content-Length", len(body))
	s.EndHeaders()
	io.WriteString(s.WFile, body)
}

// Library is offered over XML-RPC; its methods are called as in books.find_title.
type Library struct{}

// FindTitle says what a book is called.
func (Library) FindTitle(isbn string) (string, error) {
	if isbn != "0-13-110362-8" {
		return "", &xmlrpc.Fault{FaultCode: 404, FaultString: "no such book"}
	}
	return "The C Programming Language", nil
}

// NewID names a book.
func (Library) NewID(title string) string {
	return uuid.UUID5(uuid.NamespaceURL, "http://books.example/"+title).URN()
}

// A site is served until it is closed.
type site struct {
	url    string
	server *httpserve.ThreadingHTTPServer
}

func serveSite() (*site, error) {
	calls, err := xmlrpc.NewSimpleXMLRPCDispatcher()
	if err != nil {
		return nil, err
	}
	calls.RegisterInstance(Library{})
	calls.RegisterIntrospectionFunctions()
	calls.RegisterMulticallFunctions()
	err = calls.RegisterFunction(func(_ context.Context, a, b int) int { return a + b }, xmlrpc.Name("add"))
	if err != nil {
		return nil, err
	}

	// Handler types and http.Handlers mix.
	mux := http.NewServeMux()
	mux.Handle("/", httpserve.Handler(new(Site)))
	mux.Handle("/RPC2", calls)
	server, err := httpserve.NewThreadingHTTPServer("127.0.0.1:0", httpserve.HTTPHandler(mux))
	if err != nil {
		return nil, err
	}
	go server.ServeForever()
	return &site{"http://" + server.Addr().String(), server}, nil
}

func (s *site) close() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	s.server.ShutdownContext(ctx)
	s.server.ServerClose()
}

// links returns what the href attributes of a page say.
func links(page string) []string {
	var out []string
	for _, part := range strings.Split(page, `href="`)[1:] {
		link, _, _ := strings.Cut(part, `"`)
		out = append(out, link)
	}
	return out
}
