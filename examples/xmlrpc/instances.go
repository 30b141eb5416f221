package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"

	"github.com/gobatteries/batteries/xmlrpc"
)

// A directoryService is a value whose exported methods can be called.
type directoryService struct{}

// List returns the names of what a directory holds.
func (directoryService) List(dir string) ([]string, error) { return listDir(dir) }

// serveInstance follows xmlrpc_instance.
func serveInstance(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := xmlrpc.NewSimpleXMLRPCServer(addr)
	if err != nil {
		return err
	}
	server.RegisterInstance(directoryService{})
	return serve(ctx, server, ready)
}

func visitInstance(ctx context.Context, url string) error {
	proxy, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer proxy.Close()
	names, err := proxy.Call(ctx, "list", os.TempDir())
	if err != nil {
		return err
	}
	fmt.Println(names)
	return nil
}

// A serviceRoot has its services in exported fields, which become the first part of
// a method's name.
type serviceRoot struct{ Dir directoryService }

// serveInstanceDottedNames follows xmlrpc_instance_dotted_names. Names with points
// reach whatever the fields lead to, so that they have to be allowed.
func serveInstanceDottedNames(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := xmlrpc.NewSimpleXMLRPCServer(addr)
	if err != nil {
		return err
	}
	server.RegisterInstance(&serviceRoot{}, xmlrpc.AllowDottedNames(true))
	return serve(ctx, server, ready)
}

func visitInstanceDottedNames(ctx context.Context, url string) error {
	proxy, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer proxy.Close()
	names, err := proxy.Method("dir").Method("list").Call(ctx, os.TempDir())
	if err != nil {
		return err
	}
	fmt.Println(names)
	return nil
}

// A prefixService is asked for each call itself, since it has a method Dispatch.
type prefixService struct{}

// Dispatch calls what has the prefix and is meant to be called. The fault it returns
// goes to the client as it is.
func (s prefixService) Dispatch(_ context.Context, method string, params []any) (any, error) {
	exposed := map[string]func() string{"public": s.public}
	if name, ok := strings.CutPrefix(method, "prefix."); ok && exposed[name] != nil && len(params) == 0 {
		return exposed[name](), nil
	}
	return nil, xmlrpc.NewFault(1, fmt.Sprintf(`<class 'Exception'>:method "%s" is not supported`, method))
}

func (prefixService) public() string { return "This is public" }

// serveInstanceWithPrefix follows xmlrpc_instance_with_prefix. The page marks the
// functions that may be called with a decorator; here a map has them.
func serveInstanceWithPrefix(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := xmlrpc.NewSimpleXMLRPCServer(addr)
	if err != nil {
		return err
	}
	server.RegisterInstance(prefixService{})
	return serve(ctx, server, ready)
}

func visitInstanceWithPrefix(ctx context.Context, url string) error {
	proxy, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer proxy.Close()
	public, err := proxy.Call(ctx, "prefix.public")
	if err != nil {
		return err
	}
	fmt.Println("public():", public)

	for _, method := range []string{"prefix.private", "public"} {
		_, err := proxy.Call(ctx, method)
		var fault *xmlrpc.Fault
		if !errors.As(err, &fault) {
			return err
		}
		fmt.Println("\nERROR:", fault)
	}
	return nil
}
