// Package xmlrpc is Python's [xmlrpc.client] and [xmlrpc.server]: remote
// procedure calls by XML over HTTP, with the same documents to the byte.
//
// A client:
//
//	proxy, err := xmlrpc.NewServerProxy("http://localhost:8000")
//	result, err := proxy.Call(ctx, "pow", 2, 3)         // any
//	n, err := xmlrpc.Call[int](ctx, proxy, "pow", 2, 3) // int
//
// A server:
//
//	server, err := xmlrpc.NewSimpleXMLRPCServer("localhost:8000")
//	server.RegisterFunction(pow)
//	server.ServeForever()
//
// Functions are Go functions of ordinary types, with a context.Context before
// the parameters if they want one and an error behind the result. Structs go
// over the wire by their exported fields, under the names of their tags:
//
//	type User struct {
//		ID    int       `xmlrpc:"id"`
//		Name  string    `xmlrpc:"name"`
//		Since time.Time `xmlrpc:"since,omitempty"`
//	}
//
// Every server is an [http.Handler], as is a [SimpleXMLRPCDispatcher] alone, and
// a client may sit on any [http.Client] ([HTTPClient]).
//
// # Names
//
//	xmlrpc.client                          here
//	ServerProxy(uri, allow_none=True)      NewServerProxy(uri, AllowNone(true))
//	proxy.system.listMethods()             proxy.Method("system").Method("listMethods").Call(ctx)
//	proxy("close"), proxy("transport")     proxy.Close(), proxy.Transport()
//	multi.ping(); multi()                  multi.Add("ping"); multi.Call(ctx)
//	results[0]; for r in results           results.GetItem(0), Item[T](results, 0); results.All()
//	dumps(params, "m"); dumps(Fault(…))    Dumps(params, MethodName("m")); Dumps(fault)
//	loads(data)                            Loads(data), LoadsInto(data, targets)
//	getparser()                            GetParser()
//	Fault, ProtocolError, ResponseError    the same, to be found with errors.As
//	dict, Decimal                          Struct, Decimal
//
//	xmlrpc.server                          here
//	SimpleXMLRPCServer((host, port))       NewSimpleXMLRPCServer("host:port")
//	register_function(f, "dir")            RegisterFunction(f, Name("dir"))
//	register_instance(obj)                 RegisterInstance(obj); ListContents is list_contents
//	_dispatch, _listMethods, _methodHelp   Dispatcher, MethodLister, MethodHelper
//	docstrings, parameter names            Doc, ArgNames
//	raise Fault(1, "text")                 return nil, NewFault(1, "text")
//
// # Differences from Python
//
//   - Documents have no document types and no entities but XML's five
//     (TestEntityExpansion). Nesting, size and the length of unpacked data are
//     limited: [MaxDepth], [MaxBytes], [MaxDecode] (TestDeepNesting,
//     TestGzipBombToClient, TestGzipBombToServer).
//   - Characters that XML doesn't allow are refused on the way out, unless
//     [AllowControl] is set (TestControlCharactersOut); so are dates with markup
//     in them, and encodings that aren't known (TestMethodNameInjection).
//   - What goes wrong within a function is logged, and the client learns no more
//     than that it did, unless [ExposeErrors] is set or the error is a [*Fault]
//     (TestErrorTextsToClients). Errors of the call itself are told as in Python.
//   - A structure's names are strings, and a fault has a number and a text: other
//     documents, which CPython gives odd values or errors for, are a
//     [*ResponseError] (TestMalformedFaults).
//   - Where CPython has an AssertionError or a zlib.error, of parameters that
//     make no document and of damaged gzip data, there is a [*TypeError] and a
//     [*ValueError] (TestDumpsAssertions, TestDamagedGzip).
//   - A UTF-16 document that declares a single-byte encoding is refused for that,
//     and not for its first NUL. Multi-byte encodings that Python has and this
//     module doesn't are unknown (TestEncodings).
//   - Requests are answered concurrently, and functions must bear that, unless
//     [Serial] is set (TestSerial). A call of system.multicall may hold 1000
//     calls and no system.multicall ([MaxCalls], TestMulticallAmplification).
//   - system.methodSignature tells the signature, which Python's servers do not
//     (TestMethodSignature); a wrong type of an argument is an error before the
//     call (TestPythonClient).
//   - On the documentation page, signatures are Go's in Python's words, and
//     everything is escaped (TestDocumentationScripts).
//   - Passwords are left out of all texts (TestPasswordsInTexts).
//   - Status lines, the order and spelling of headers and keep-alive are
//     net/http's. Compressed bytes are compress/gzip's; HTTP bodies end with the
//     first gzip member (TestEmptyGzipMembers).
//   - A call is sent a second time only if the connection broke before the first
//     byte of an answer. CPython does it within the answer as well, if the
//     connection was reset (TestRetry).
//   - Errors of crypto/tls, and of answers that aren't HTTP, have the texts of Go's
//     packages (TestNotHTTP). Where an error names a type, it is Go's
//     (TestGoTypeNames).
//   - An empty method name and none are both "" from [Loads];
//     [Unmarshaller.GetMethodName] tells them apart.
//
// # Specifications
//
// http://xmlrpc.com/spec.md, https://ws.apache.org/xmlrpc/types.html (what is
// read beyond it), XML 1.0 (https://www.w3.org/TR/xml/), and for HTTP
// authentication RFC 7617.
//
// [xmlrpc.client]: https://docs.python.org/3.15/library/xmlrpc.client.html
// [xmlrpc.server]: https://docs.python.org/3.15/library/xmlrpc.server.html
package xmlrpc
