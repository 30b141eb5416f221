// Fetch has the counterparts of the chapter's examples for urllib.request:
//
//	go run ./examples/fetch
//	go run ./examples/fetch urlopen
//
// Each program is a client; the server that the page has it talk to runs in the
// same process. What goes over the wire differs from Python's in this:
//
//   - the client names itself Batteries-urllib;
//   - connections stay open for further requests, so that there's no Connection:
//     close, and the server, which speaks HTTP/1.1, adds a Content-Length;
//   - headers are in net/http's order.
package main

import "github.com/gobatteries/batteries/examples/internal/menu"

var programs = []menu.Program{
	{Name: "urlopen", Shows: "a response, its headers and its body", Serve: serve, Visit: urlOpen},
	{Name: "urlopen_iterator", Shows: "a body line by line", Serve: serve, Visit: urlOpenIterator},
	{Name: "http_get_args", Shows: "a query in the URL", Serve: serve, Visit: httpGetArgs},
	{Name: "request_header", Shows: "a user agent of one's own", Serve: serve, Visit: requestHeader},
	{Name: "urlopen_post", Shows: "a form sent", Serve: serve, Visit: urlOpenPost},
	{Name: "request_post", Shows: "a request that data turn into a POST", Serve: serve, Visit: requestPost},
	{Name: "upload_files", Shows: "a form with a file, built by hand", Serve: serve, Visit: uploadFiles},
	{Name: "upload_form", Shows: "a form with a file, built by a Form", Serve: serve, Visit: uploadForm},
	{Name: "nfs_handler", Shows: "a handler for a scheme of one's own", Run: nfs},
}

func main() { menu.Main("fetch", programs) }
