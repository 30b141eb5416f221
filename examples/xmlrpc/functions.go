package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"os"
	"path/filepath"
	"slices"

	"github.com/gobatteries/batteries/xmlrpc"
)

// listDir returns the names of what a directory holds.
func listDir(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	names := make([]string, 0, len(entries))
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names, err
}

// listContents is listDir with a line in the log.
func listContents(dir string) ([]string, error) {
	log.New(os.Stderr, "INFO:root:", 0).Printf("list_contents(%s)", dir)
	return listDir(dir)
}

// serveFunction follows xmlrpc_function: a func is offered with its parameters, its
// result and its error, under its own name in snake case.
func serveFunction(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := xmlrpc.NewSimpleXMLRPCServer(addr, xmlrpc.LogRequests(true))
	if err != nil {
		return err
	}
	if err := server.RegisterFunction(listContents); err != nil {
		return err
	}
	return serve(ctx, server, ready)
}

func visitFunction(ctx context.Context, url string) error {
	proxy, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer proxy.Close()
	names, err := proxy.Call(ctx, "list_contents", os.TempDir())
	if err != nil {
		return err
	}
	fmt.Println(names)
	return nil
}

// serveAlternateName follows xmlrpc_alternate_name: the server calls it what it will.
func serveAlternateName(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := xmlrpc.NewSimpleXMLRPCServer(addr)
	if err != nil {
		return err
	}
	if err := server.RegisterFunction(listDir, xmlrpc.Name("dir")); err != nil {
		return err
	}
	return serve(ctx, server, ready)
}

// visitAlternateName finds that the function has no other name than the new one.
func visitAlternateName(ctx context.Context, url string) error {
	proxy, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer proxy.Close()
	names, err := proxy.Call(ctx, "dir", os.TempDir())
	if err != nil {
		return err
	}
	fmt.Println("dir():", names)

	_, err = proxy.Call(ctx, "list_contents", os.TempDir())
	var fault *xmlrpc.Fault
	if !errors.As(err, &fault) {
		return err
	}
	fmt.Println("\nERROR:", fault)
	return nil
}

// serveDottedName follows xmlrpc_dotted_name: points in the names group functions,
// for the reader alone. Two of them have no result, which is nil on the wire.
func serveDottedName(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := xmlrpc.NewSimpleXMLRPCServer(addr, xmlrpc.AllowNone(true))
	if err != nil {
		return err
	}
	create := func(dir string) error { return os.Mkdir(dir, 0o777) }
	if err := errors.Join(
		server.RegisterFunction(listDir, xmlrpc.Name("dir.list")),
		server.RegisterFunction(create, xmlrpc.Name("dir.create")),
		server.RegisterFunction(removeDir, xmlrpc.Name("dir.remove")),
	); err != nil {
		return err
	}
	return serve(ctx, server, ready)
}

// removeDir removes an empty directory. os.Remove alone would remove files as well.
func removeDir(dir string) error {
	if info, err := os.Lstat(dir); err != nil {
		return err
	} else if !info.IsDir() {
		return fmt.Errorf("%s is no directory", dir)
	}
	return os.Remove(dir)
}

// visitDottedName makes a directory and removes it. A dotted name may also be put
// together: proxy.Method("dir").Method("create").
func visitDottedName(ctx context.Context, url string) error {
	proxy, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer proxy.Close()
	parent := os.TempDir()
	dir := filepath.Join(parent, "EXAMPLE")

	before, err := xmlrpc.Call[[]string](ctx, proxy, "dir.list", parent)
	if err != nil {
		return err
	}
	fmt.Println("BEFORE       :", slices.Contains(before, "EXAMPLE"))

	created, err := proxy.Call(ctx, "dir.create", dir)
	if err != nil {
		return err
	}
	fmt.Println("CREATE       :", created)

	between, err := xmlrpc.Call[[]string](ctx, proxy, "dir.list", parent)
	if err != nil {
		return err
	}
	fmt.Println("SHOULD EXIST :", slices.Contains(between, "EXAMPLE"))

	removed, err := proxy.Call(ctx, "dir.remove", dir)
	if err != nil {
		return err
	}
	fmt.Println("REMOVE       :", removed)

	after, err := xmlrpc.Call[[]string](ctx, proxy, "dir.list", parent)
	if err != nil {
		return err
	}
	fmt.Println("AFTER        :", slices.Contains(after, "EXAMPLE"))
	return nil
}

// serveArbitraryName follows xmlrpc_arbitrary_name: any text is a name. A func
// literal has none of its own.
func serveArbitraryName(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := xmlrpc.NewSimpleXMLRPCServer(addr)
	if err != nil {
		return err
	}
	multiply := func(a, b int) int { return a * b }
	if err := server.RegisterFunction(multiply, xmlrpc.Name("multiply args")); err != nil {
		return err
	}
	return serve(ctx, server, ready)
}

func visitArbitraryName(ctx context.Context, url string) error {
	proxy, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer proxy.Close()
	product, err := proxy.Call(ctx, "multiply args", 5, 5)
	if err != nil {
		return err
	}
	fmt.Println(product)
	return nil
}
