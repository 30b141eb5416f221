// Package httpserve is Python's [http.server] on top of net/http: handler types
// with a method for each request method, servers for them, and a file server.
//
//	type Hello struct{ httpserve.BaseHTTPRequestHandler }
//
//	func (h *Hello) DoGET() {
//		h.SendResponse(200)
//		h.SendHeader("Content-Type", "text/plain")
//		h.EndHeaders()
//		io.WriteString(h.WFile, "Hello from "+h.Path)
//	}
//
//	func main() {
//		server, err := httpserve.NewHTTPServer("localhost:8000", new(Hello))
//		if err != nil {
//			log.Fatal(err)
//		}
//		log.Fatal(server.ServeForever())
//	}
//
// What Python calls the handler class is here a value of the type, new(Hello):
// its fields are the class's attributes, and each request gets a copy of it. A
// method of the type takes the place of one of the same name in the embedded
// handler, which calls it (LogMessage, EndHeaders, TranslatePath).
//
// [Handler] makes an [http.Handler] of a handler type, for any mux;
// [HTTPHandler] makes a handler type of an http.Handler, for our servers.
//
// # Names
//
//	http.server                          httpserve
//	HTTPServer((host, port), Hello)      NewHTTPServer("host:port", new(Hello))
//	ThreadingHTTPServer                  NewThreadingHTTPServer
//	HTTPSServer(..., certfile=, ...)     NewHTTPSServer(..., Certfile(...), ...)
//	ThreadingHTTPSServer                 NewThreadingHTTPSServer
//	serve_forever, handle_request        ServeForever, HandleRequest; with a context: ServeForeverContext, HandleRequestContext
//	shutdown, server_close               Shutdown (ShutdownContext), ServerClose
//	BaseHTTPRequestHandler               BaseHTTPRequestHandler, to embed
//	do_GET, do_SPAM                      DoGET, DoSPAM
//	command, path, headers, rfile, ...   Command, Path, Headers, RFile, ...
//	send_response(200)                   SendResponse(200)
//	send_error(404, 'Gone', 'Long')      SendError(404, Message("Gone"), Explain("Long"))
//	SimpleHTTPRequestHandler             SimpleHTTPRequestHandler
//	partial(Simple..., directory='/srv') &SimpleHTTPRequestHandler{Directory: "/srv"}
//	HTTPStatus.NOT_FOUND                 HTTPStatusNotFound
//	HTTPMethod.GET                       HTTPMethodGET
//
// [http.server]: https://docs.python.org/3.15/library/http.server.html
package httpserve
