package main

import (
	"context"
	"fmt"

	"github.com/gobatteries/batteries/xmlrpc"
)

// multiCall follows xmlrpc_MultiCall: the calls are collected and go out in one
// request.
func multiCall(ctx context.Context, url string) error {
	server, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer server.Close()

	multi := xmlrpc.NewMultiCall(server)
	multi.Add("ping")
	multi.Add("show_type", 1)
	multi.Add("show_type", "string")
	results, err := multi.Call(ctx)
	if err != nil {
		return err
	}
	for i := range results.Len() {
		result, err := results.GetItem(i)
		if err != nil {
			return err
		}
		fmt.Println(i, result)
	}
	return nil
}

// multiCallException follows xmlrpc_MultiCall_exception. The server makes all the
// calls, whatever becomes of one; it's the client that stops at a fault.
func multiCallException(ctx context.Context, url string) error {
	server, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer server.Close()

	multi := xmlrpc.NewMultiCall(server)
	multi.Add("ping")
	multi.Add("show_type", 1)
	multi.Add("raises_exception", "Next to last call stops execution")
	multi.Add("show_type", "string")
	results, err := multi.Call(ctx)
	if err != nil {
		return err
	}
	for i := range results.Len() {
		result, err := results.GetItem(i)
		if err != nil {
			fmt.Println("ERROR:", err)
			break
		}
		fmt.Println(i, result)
	}
	return nil
}
