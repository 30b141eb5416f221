package main

import (
	"context"
	"fmt"
	"net"
	"strings"

	"github.com/gobatteries/batteries/xmlrpc"
)

// A helpfulService says what it offers. Python has docstrings for that; Go's
// comments aren't there at run time.
type helpfulService struct{ directoryService }

// ListMethods is asked by system.listMethods.
func (s helpfulService) ListMethods() []string { return xmlrpc.ListPublicMethods(s) }

// MethodHelp is asked by system.methodHelp.
func (helpfulService) MethodHelp(method string) string {
	if method == "list" {
		return "list(dir_name) => [name, ...]\n\nReturns the names of what a directory holds."
	}
	return ""
}

// serveIntrospection follows xmlrpc_introspection. A function gets its help text
// when it is registered, with [xmlrpc.Doc].
func serveIntrospection(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := xmlrpc.NewSimpleXMLRPCServer(addr)
	if err != nil {
		return err
	}
	server.RegisterIntrospectionFunctions()
	server.RegisterInstance(helpfulService{})
	return serve(ctx, server, ready)
}

func visitIntrospection(ctx context.Context, url string) error {
	proxy, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer proxy.Close()
	methods, err := xmlrpc.Call[[]string](ctx, proxy, "system.listMethods")
	if err != nil {
		return err
	}
	for _, method := range methods {
		help, err := xmlrpc.Call[string](ctx, proxy, "system.methodHelp", method)
		if err != nil {
			return err
		}
		fmt.Println(strings.Repeat("=", 60))
		fmt.Println(method)
		fmt.Println(strings.Repeat("-", 60))
		fmt.Println(help)
		fmt.Println()
	}
	return nil
}
