// Xmlrpc has the counterparts of the chapter's examples for xmlrpc.client and
// xmlrpc.server:
//
//	go run ./examples/xmlrpc
//	go run ./examples/xmlrpc MultiCall
//	go run ./examples/xmlrpc function -listen localhost:9000
//
// The page has a program for each server and another for each client of it. Here
// one program is both: the client calls the server and ends it, unless -listen has
// it wait for other clients, Python's among them. The clients of xmlrpc.client all
// call the service that the program server offers. Anybody who reaches the servers
// of xmlrpc.server can look into directories, and dotted_name makes and removes
// them: listen where you trust everybody.
//
// The documents on the wire are CPython's to the byte. Differences from the page:
//
//   - The server is Go's, and show_type tells Go's types and texts: int64, [a list].
//   - Errors of Go have no class, so that a fault that tells one says Exception,
//     not RuntimeError; and it tells one only because of ExposeErrors.
//   - The server answers as HTTP/1.1 and keeps the connection. net/http orders the
//     headers, which verbose shows in the alphabet's order.
//   - Python pickles; Binary_pickle uses gob. types_nested prints a member a line,
//     where the page uses pprint.
//   - Directories are listed in the order of their names, not in the system's.
//   - system.methodSignature is supported, and its help text says so.
package main

import "github.com/gobatteries/batteries/examples/internal/menu"

var programs = []menu.Program{
	// xmlrpc.client
	{Name: "server", Shows: "the service that the next programs call", Serve: serveExamples, Visit: visitExamples},
	{Name: "ServerProxy", Shows: "the smallest call", Serve: serveExamples, Visit: ping},
	{Name: "ServerProxy_verbose", Shows: "what goes over the connection", Serve: serveExamples, Visit: pingVerbose},
	{Name: "ServerProxy_encoding", Shows: "a call in another encoding", Serve: serveExamples, Visit: pingEncoding},
	{Name: "ServerProxy_allow_none", Shows: "nil, which has to be allowed", Serve: serveExamples, Visit: allowNone},
	{Name: "ServerProxy_use_datetime", Shows: "two kinds of dates", Serve: serveExamples, Visit: useDatetime},
	{Name: "types", Shows: "what becomes of each type", Serve: serveExamples, Visit: types},
	{Name: "types_nested", Shows: "types within types", Serve: serveExamples, Visit: typesNested},
	{Name: "types_object", Shows: "structs, which travel as structures", Serve: serveExamples, Visit: typesObject},
	{Name: "Binary", Shows: "bytes, and what becomes of them as text", Serve: serveExamples, Visit: binary},
	{Name: "Binary_pickle", Shows: "a Go value within bytes", Serve: serveExamples, Visit: binaryGob},
	{Name: "exception", Shows: "an error of the server", Serve: serveExamples, Visit: exception},
	{Name: "MultiCall", Shows: "several calls in one request", Serve: serveExamples, Visit: multiCall},
	{Name: "MultiCall_exception", Shows: "an error among them", Serve: serveExamples, Visit: multiCallException},

	// xmlrpc.server
	{Name: "function", Shows: "a function", Serve: serveFunction, Visit: visitFunction},
	{Name: "alternate_name", Shows: "a function under another name", Serve: serveAlternateName, Visit: visitAlternateName},
	{Name: "dotted_name", Shows: "names with a point", Serve: serveDottedName, Visit: visitDottedName},
	{Name: "arbitrary_name", Shows: "a name with a blank", Serve: serveArbitraryName, Visit: visitArbitraryName},
	{Name: "instance", Shows: "the methods of a value", Serve: serveInstance, Visit: visitInstance},
	{Name: "instance_dotted_names", Shows: "the methods of a value within a value", Serve: serveInstanceDottedNames, Visit: visitInstanceDottedNames},
	{Name: "instance_with_prefix", Shows: "a value that decides itself what is called", Serve: serveInstanceWithPrefix, Visit: visitInstanceWithPrefix},
	{Name: "introspection", Shows: "a server that tells what it offers", Serve: serveIntrospection, Visit: visitIntrospection},
}

func main() { menu.Main("xmlrpc", programs) }
