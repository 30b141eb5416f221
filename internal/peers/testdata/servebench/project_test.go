// A peer for cmd/fileserver: copy it there as project.go.
package main

import (
	"net/http"
	"strings"

	"github.com/gobatteries/batteries/httpserve"
)

type quietFiles struct {
	httpserve.SimpleHTTPRequestHandler
}

func (*quietFiles) LogMessage(string, ...any) {}

type hello struct {
	httpserve.BaseHTTPRequestHandler
}

var helloBody = []byte(strings.Repeat("x", 1024))

func (h *hello) DoGET() {
	h.SendResponse(200)
	h.EndHeaders()
	h.WFile.Write(helloBody)
}

func (*hello) LogMessage(string, ...any) {}

func serveProject(addr string, handler httpserve.RequestHandler) error {
	s, err := httpserve.NewThreadingHTTPServer(addr, handler)
	if err != nil {
		return err
	}
	return s.ServeForever()
}

func init() {
	servers["project"] = func(addr, root string) error {
		h := new(quietFiles)
		h.Directory = root
		return serveProject(addr, h)
	}
	servers["project-hello"] = func(addr, _ string) error {
		return serveProject(addr, new(hello))
	}
	// A bare handler with the same body, made once.
	servers["nethttp-hello-once"] = func(addr, _ string) error {
		return http.ListenAndServe(addr, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(helloBody) }))
	}
	servers["project-httphandler"] = func(addr, _ string) error {
		return serveProject(addr, httpserve.HTTPHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(helloBody) })))
	}
}
