package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/gobatteries/batteries/xmlrpc"
)

// An exampleService is what clients are shown. Its methods are offered under their
// names in snake case, show_type for ShowType.
type exampleService struct{}

// Ping says that the server is there.
func (exampleService) Ping() bool { return true }

// Now returns the server's date and time.
func (exampleService) Now() time.Time { return time.Now() }

// ShowType returns how a value arrived: its text, its type and itself.
func (exampleService) ShowType(arg any) []any {
	return []any{fmt.Sprint(arg), fmt.Sprintf("%T", arg), arg}
}

// RaisesException always fails.
func (exampleService) RaisesException(msg string) error { return errors.New(msg) }

// SendBackBinary returns the data it was given.
func (exampleService) SendBackBinary(bin xmlrpc.Binary) xmlrpc.Binary {
	fmt.Printf("send_back_binary(%q)\n", bin.Data)
	return xmlrpc.NewBinary(bin.Data)
}

// serveExamples follows xmlrpc_server. The last two options are Python's ways: to
// tell clients the texts of errors, and to write characters that XML doesn't allow,
// with which the program Binary has something to show.
func serveExamples(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := xmlrpc.NewSimpleXMLRPCServer(addr,
		xmlrpc.LogRequests(true), xmlrpc.AllowNone(true),
		xmlrpc.ExposeErrors(true), xmlrpc.AllowControl(true))
	if err != nil {
		return err
	}
	server.RegisterIntrospectionFunctions()
	server.RegisterMulticallFunctions()
	server.RegisterInstance(exampleService{})
	return serve(ctx, server, ready)
}

// serve is the end of each server here.
func serve(ctx context.Context, server *xmlrpc.SimpleXMLRPCServer, ready func(net.Addr)) error {
	defer server.ServerClose()
	fmt.Println("Use Control-C to exit")
	ready(server.Addr())
	if err := server.ServeForeverContext(ctx); err != nil {
		return err
	}
	fmt.Println("Exiting")
	return nil
}

// visitExamples makes three calls, so that there is something to see on the server's
// side: each is logged, the one that fails as well.
func visitExamples(ctx context.Context, url string) error {
	server, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer server.Close()
	if _, err := server.Call(ctx, "ping"); err != nil {
		return err
	}
	if _, err := server.Call(ctx, "send_back_binary", []byte("data")); err != nil {
		return err
	}
	if _, err := server.Call(ctx, "raises_exception", "A message"); err == nil {
		return errors.New("there was no fault")
	}
	return nil
}
