// Httpserve has the counterparts of the chapter's examples for http.server:
//
//	go run ./examples/httpserve
//	go run ./examples/httpserve GET
//	go run ./examples/httpserve GET -listen localhost:8080
//
// They answer as the page's do under CPython 3.15, but for what net/http does in its
// own way: it answers in HTTP/1.1 with a Content-Length, keeps connections open,
// spells Content-Type with two capitals and sorts the headers. An interrupt ends
// the server without a traceback, after the requests that it had accepted.
//
// The page's shell lines with curl are in the test; python -m http.server is
// ../cmd/httpserve.
package main

import (
	"os"

	"github.com/gobatteries/batteries/examples/internal/menu"
)

var programs = []menu.Program{
	{Name: "GET", Shows: "all that a handler knows about a request", Serve: serveGET, Visit: visitGET},
	{Name: "POST", Shows: "a form with a file", Serve: servePOST, Visit: visitPOST},
	{Name: "threads", Shows: "a goroutine for each request", Serve: serveThreads, Visit: visitThreads},
	{Name: "forking", Shows: "a process for each request", Serve: serveForking, Visit: visitThreads},
	{Name: "errors", Shows: "the error page", Serve: serveErrors, Visit: visitRoot},
	{Name: "send_header", Shows: "a header of one's own", Serve: serveSendHeader, Visit: visitRoot},
	{Name: "cli_http_server", Shows: "the file server of python -m http.server", Serve: serveFiles, Visit: visitFiles},
}

func main() {
	if os.Getenv(childVariable) != "" {
		child()
		return
	}
	menu.Main("httpserve", programs)
}
