package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/gobatteries/batteries/xmlrpc"
)

// ping follows xmlrpc_ServerProxy. A proxy connects at its first call.
func ping(ctx context.Context, url string) error {
	server, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer server.Close()
	answer, err := server.Call(ctx, "ping")
	if err != nil {
		return err
	}
	fmt.Println("Ping:", answer)
	return nil
}

// pingVerbose follows xmlrpc_ServerProxy_verbose: all that is sent and received is
// printed, passwords left out.
func pingVerbose(ctx context.Context, url string) error {
	server, err := xmlrpc.NewServerProxy(url, xmlrpc.Verbose(true))
	if err != nil {
		return err
	}
	defer server.Close()
	answer, err := server.Call(ctx, "ping")
	if err != nil {
		return err
	}
	fmt.Println("Ping:", answer)
	return nil
}

// pingEncoding follows xmlrpc_ServerProxy_encoding. The answer is in the server's
// encoding.
func pingEncoding(ctx context.Context, url string) error {
	server, err := xmlrpc.NewServerProxy(url, xmlrpc.Encoding("ISO-8859-1"))
	if err != nil {
		return err
	}
	defer server.Close()
	answer, err := server.Call(ctx, "ping")
	if err != nil {
		return err
	}
	fmt.Println("Ping:", answer)
	return nil
}

// allowNone follows xmlrpc_ServerProxy_allow_none: nil is an addition to XML-RPC, so
// that it is refused, before anything is sent, unless it is allowed.
func allowNone(ctx context.Context, url string) error {
	strict, err := xmlrpc.NewServerProxy(url, xmlrpc.AllowNone(false))
	if err != nil {
		return err
	}
	defer strict.Close()
	if _, err := strict.Call(ctx, "show_type", nil); err != nil {
		fmt.Println("ERROR:", err)
	}

	server, err := xmlrpc.NewServerProxy(url, xmlrpc.AllowNone(true))
	if err != nil {
		return err
	}
	defer server.Close()
	shown, err := server.Call(ctx, "show_type", nil)
	if err != nil {
		return err
	}
	fmt.Println("Allowed:", shown)
	return nil
}

// useDatetime follows xmlrpc_ServerProxy_use_datetime: a date is a time.Time, or the
// text as it came, which need not be in any known form.
func useDatetime(ctx context.Context, url string) error {
	for _, use := range []struct {
		title string
		xmlrpc.UseDatetime
	}{{"With:", true}, {"Without:", false}} {
		server, err := xmlrpc.NewServerProxy(url, use.UseDatetime)
		if err != nil {
			return err
		}
		defer server.Close()
		now, err := server.Call(ctx, "now")
		if err != nil {
			return err
		}
		fmt.Printf("%s %v %T\n", use.title, now, now)
	}
	return nil
}

// exception follows xmlrpc_exception: what goes wrong on the server is a Fault here.
func exception(ctx context.Context, url string) error {
	server, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer server.Close()
	_, err = server.Call(ctx, "raises_exception", "A message")
	var fault *xmlrpc.Fault
	if !errors.As(err, &fault) {
		return err
	}
	fmt.Println("Fault code:", fault.FaultCode)
	fmt.Println("Message   :", fault.FaultString)
	return nil
}
