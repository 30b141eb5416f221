package main

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"

	"github.com/gobatteries/batteries/xmlrpc"
)

// binary follows xmlrpc_Binary: any bytes travel as base64. The server of the second
// call answers with a text of them, and no XML document can hold a NUL.
func binary(ctx context.Context, url string) error {
	server, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer server.Close()

	s := []byte("This is a string with control characters\x00")
	fmt.Printf("Local string: %q\n", s)

	response, err := xmlrpc.Call[[]byte](ctx, server, "send_back_binary", xmlrpc.NewBinary(s))
	if err != nil {
		return err
	}
	fmt.Printf("As binary: %q\n", response)

	shown, err := server.Call(ctx, "show_type", s)
	var malformed *xmlrpc.ExpatError
	if errors.As(err, &malformed) {
		fmt.Println("\nERROR:", err)
		return nil
	}
	fmt.Println("As string:", shown)
	return err
}

// binaryGob follows xmlrpc_Binary_pickle: a value in a form of the program's own.
// Who reads a gob gets the types that the program names and no code, unlike who
// reads a pickle.
func binaryGob(ctx context.Context, url string) error {
	server, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer server.Close()

	o := &MyObj{1, "b goes here"}
	fmt.Printf("Local: %p\n", o)
	fmt.Println(o)

	fmt.Println("\nAs object:")
	shown, err := server.Call(ctx, "show_type", o)
	if err != nil {
		return err
	}
	fmt.Println(shown)

	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(o); err != nil {
		return err
	}
	response, err := xmlrpc.Call[[]byte](ctx, server, "send_back_binary", b.Bytes())
	if err != nil {
		return err
	}
	o2 := new(MyObj)
	if err := gob.NewDecoder(bytes.NewReader(response)).Decode(o2); err != nil {
		return err
	}
	fmt.Printf("\nFrom gob: %p\n", o2)
	fmt.Println(o2)
	return nil
}
