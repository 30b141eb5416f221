// Package xmlrpc is Python's [xmlrpc.client] and [xmlrpc.server]: remote
// procedure calls by XML over HTTP.
//
// A client:
//
//	proxy, err := xmlrpc.NewServerProxy("http://localhost:8000")
//	result, err := proxy.Call(ctx, "pow", 2, 3)           // any
//	n, err := xmlrpc.Call[int](ctx, proxy, "pow", 2, 3)   // int
//
// A server:
//
//	server, err := xmlrpc.NewSimpleXMLRPCServer("localhost:8000")
//	server.RegisterFunction(pow)
//	server.ServeForever()
//
// [xmlrpc.client]: https://docs.python.org/3.15/library/xmlrpc.client.html
// [xmlrpc.server]: https://docs.python.org/3.15/library/xmlrpc.server.html
package xmlrpc
