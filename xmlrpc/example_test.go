package xmlrpc_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"math"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/gobatteries/batteries/xmlrpc"
)

func Example() {
	dispatcher, err := xmlrpc.NewSimpleXMLRPCDispatcher()
	if err != nil {
		log.Fatal(err)
	}
	dispatcher.RegisterFunction(math.Pow, xmlrpc.Name("pow"))
	server := httptest.NewServer(dispatcher)
	defer server.Close()

	ctx := context.Background()
	proxy, err := xmlrpc.NewServerProxy(server.URL)
	if err != nil {
		log.Fatal(err)
	}
	defer proxy.Close()
	n, err := xmlrpc.Call[float64](ctx, proxy, "pow", 2, 3)
	fmt.Println(n, err)
	_, err = proxy.Call(ctx, "nope")
	var fault *xmlrpc.Fault
	if errors.As(err, &fault) {
		fmt.Println(fault.FaultCode, fault.FaultString)
	}
	// Output:
	// 8 <nil>
	// 1 <class 'Exception'>:method "nope" is not supported
}

func ExampleDumps() {
	document, err := xmlrpc.Dumps([]any{7, "a < b", []any{true, 2.5}}, xmlrpc.MethodName("example"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(document)
	// Output:
	// <?xml version='1.0'?>
	// <methodCall>
	// <methodName>example</methodName>
	// <params>
	// <param>
	// <value><int>7</int></value>
	// </param>
	// <param>
	// <value><string>a &lt; b</string></value>
	// </param>
	// <param>
	// <value><array><data>
	// <value><boolean>1</boolean></value>
	// <value><double>2.5</double></value>
	// </data></array></value>
	// </param>
	// </params>
	// </methodCall>
}

func ExampleLoads() {
	params, method, err := xmlrpc.Loads("<methodCall><methodName>m</methodName><params><param><value><i8>5</i8></value></param><param><value>text</value></param></params></methodCall>")
	fmt.Println(method, params, err)
	_, _, err = xmlrpc.Loads("<params><param></params>")
	fmt.Println(err)
	// Output:
	// m [5 text] <nil>
	// mismatched tag: line 1, column 17
}

func ExampleLoadsInto() {
	type user struct {
		ID   int    `xmlrpc:"id"`
		Name string `xmlrpc:"name"`
	}
	var u user
	_, err := xmlrpc.LoadsInto("<params><param><value><struct><member><name>id</name><value><int>7</int></value></member><member><name>name</name><value>Ada</value></member></struct></value></param></params>", []any{&u})
	fmt.Printf("%+v %v\n", u, err)
	// Output: {ID:7 Name:Ada} <nil>
}

// A Folder is served by its methods.
type Folder struct{ files []string }

// ListContents is list_contents to clients.
func (f *Folder) ListContents() []string { return f.files }

// Remove is remove to clients.
func (f *Folder) Remove(ctx context.Context, name string) error {
	return xmlrpc.NewFault(2, "no file "+name)
}

func ExampleSimpleXMLRPCDispatcher_RegisterInstance() {
	d, err := xmlrpc.NewSimpleXMLRPCDispatcher()
	if err != nil {
		log.Fatal(err)
	}
	d.RegisterInstance(&Folder{[]string{"a.txt", "b.txt"}})
	d.RegisterIntrospectionFunctions()
	server := httptest.NewServer(d)
	defer server.Close()
	proxy, err := xmlrpc.NewServerProxy(server.URL)
	if err != nil {
		log.Fatal(err)
	}
	defer proxy.Close()
	ctx := context.Background()
	names, err := xmlrpc.Call[[]string](ctx, proxy, "system.listMethods")
	fmt.Println(strings.Join(names[:2], " "), err)
	files, err := xmlrpc.Call[[]string](ctx, proxy, "list_contents")
	fmt.Println(files, err)
	_, err = proxy.Call(ctx, "remove", "c.txt")
	fmt.Println(err)
	// Output:
	// list_contents remove <nil>
	// [a.txt b.txt] <nil>
	// <Fault 2: 'no file c.txt'>
}

func ExampleMultiCall() {
	d, err := xmlrpc.NewSimpleXMLRPCDispatcher()
	if err != nil {
		log.Fatal(err)
	}
	d.RegisterFunction(func(a, b int) int { return a + b }, xmlrpc.Name("add"))
	d.RegisterMulticallFunctions()
	server := httptest.NewServer(d)
	defer server.Close()
	proxy, err := xmlrpc.NewServerProxy(server.URL)
	if err != nil {
		log.Fatal(err)
	}
	defer proxy.Close()
	multi := xmlrpc.NewMultiCall(proxy)
	multi.Add("add", 1, 2)
	multi.Add("add", 1)
	results, err := multi.Call(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	for v, err := range results.All() {
		fmt.Println(v, err)
	}
	// Output:
	// 3 <nil>
	// <nil> <Fault 1: "<class 'TypeError'>:add() missing 1 required positional argument: 'arg2'">
}

func ExampleCGIXMLRPCRequestHandler() {
	handler, err := xmlrpc.NewCGIXMLRPCRequestHandler()
	if err != nil {
		log.Fatal(err)
	}
	handler.RegisterFunction(func(s string) string { return strings.ToUpper(s) }, xmlrpc.Name("upper"))
	handler.Stdout = os.Stdout // as it is by default
	handler.HandleRequest([]byte("<methodCall><methodName>upper</methodName><params><param><value>abc</value></param></params></methodCall>"))
	// Output:
	// Content-Type: text/xml
	// Content-Length: 129
	//
	// <?xml version='1.0'?>
	// <methodResponse>
	// <params>
	// <param>
	// <value><string>ABC</string></value>
	// </param>
	// </params>
	// </methodResponse>
}
