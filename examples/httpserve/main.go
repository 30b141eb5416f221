// Httpserve has the counterparts of the chapter's examples for http.server:
//
//	go run ./examples/httpserve
//	go run ./examples/httpserve GET
//	go run ./examples/httpserve GET -listen localhost:8080
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
