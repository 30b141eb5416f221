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
// its fields are the class's attributes. The constructor copies the value, and
// each request gets a copy of that: what requests share lies behind a pointer,
// and a change to the value after the constructor has no effect. A method of the
// type takes the place of one of the same name in the embedded handler, which
// calls it (LogMessage, EndHeaders, TranslatePath).
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
// # The file server
//
// [SimpleHTTPRequestHandler] serves a folder through [os.Root], or any [fs.FS].
// Its fields after Python's turn on what goes beyond it: ranges, ETags,
// compression, a listing with sizes and dates, uploads, users, CORS and a
// fallback page. examples/cmd/httpserve has an option for each.
//
// # Limits
//
// The servers bound the time for a request's head, the time of an idle or
// stalled connection, the size of heads and the number of connections; see
// [ReadHeaderTimeout] and the options after it. They speak HTTP/1.1 alone. For
// HTTP/2, give [Handler] to an [http.Server].
//
// A request costs five allocations more than net/http's own: the handler's copy
// and the headers' map; a small file costs four more than that (on Linux), and
// an [HTTPHandler] none. A listing takes time and memory by the number of its
// entries, a head by its length.
//
// # Differences from Python
//
// HTTP itself is net/http's:
//
//   - The order and spelling of header lines, the status line's version and
//     reason phrase, and keep-alive. A custom message stands in the error page
//     and in the log. ProtocolVersion is for handlers to read (TestWire).
//   - A body without a Content-Length gets one if it is short, and is chunked else;
//     chunked requests are decoded.
//     A response to HEAD, and one with status 204 or 304, has no body, whatever
//     the handler writes, nor a Content-Length for those two (TestWire).
//   - A request's body is read before the response begins; what is left then is
//     lost (TestBodyReadLate).
//   - Each request has a handler of its own, also on one connection, and
//     HTTPServer serves one request at a time rather than one connection
//     (TestOneAtATime).
//   - A handler that sends nothing answers with an empty 200, and one whose code is no status
//     with 500 (TestNoStatus). An Expect other than 100-continue is answered with 417
//     (TestWire).
//
// What is safer:
//
//   - A head that two readers could read in two ways is refused with 400, and
//     an encoding other than chunked with 501 (TestAmbiguousHeads). A head that
//     is cut short is no request (TestWire).
//   - SendHeader refuses line ends in names and values (TestResponseSplitting).
//   - Symbolic links do not lead out of the folder, unless FollowSymlinks is
//     set (TestSymlinkEscape); named pipes and devices are not found (TestFIFO),
//     nor are paths with NUL in them, which end CPython's handler (TestNULInPath).
//   - A redirect's Location stays on the host (TestOpenRedirect).
//   - Listings have X-Content-Type-Options: nosniff (TestListingInjection).
//   - A silent or slow client stops nobody (TestSlowloris, TestSilentTLSClient).
//   - Shutdown waits for the requests that were accepted, though only a part of
//     one has come (TestShutdownDrains, TestShutdownHalfHead), and not for silent
//     connections (TestShutdownSilent).
//     Before ServeForever it ends that one when it comes, without waiting for it
//     (TestShutdownFirst).
//
// Header values are the bytes that the client sent; Python decodes them as
// Latin-1. Path and the log are decoded as in Python.
//
// # Specifications
//
// RFC 9110 (HTTP semantics: conditions, ranges, codings), RFC 9112 (HTTP/1.1:
// message heads), RFC 7617 (basic authentication), RFC 7578 (forms with files),
// RFC 5958 and RFC 8018 (encrypted keys), the Fetch standard (CORS).
//
// [http.server]: https://docs.python.org/3.15/library/http.server.html
package httpserve
