package xmlrpc_test

import (
	"errors"
	"net"
	"testing"

	"github.com/gobatteries/batteries/xmlrpc"
)

// Where CPython raises ConnectionRefusedError, the error is package net's.
func TestConnectionRefused(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	proxy, err := xmlrpc.NewServerProxy("http://" + l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer proxy.Close()
	_, err = proxy.Call(t.Context(), "ping")
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "dial" {
		t.Errorf("got %T %v, want an error of dialling", err, err)
	}
}

// A value that can't be sent is named by its Go type.
func TestGoTypeNames(t *testing.T) {
	for _, test := range []struct {
		value any
		want  string
	}{
		{func() {}, "cannot marshal func() objects"},
		{make(chan int), "cannot marshal chan int objects"},
		{xmlrpc.Decimal("1.5"), "cannot marshal xmlrpc.Decimal objects"},
	} {
		_, err := xmlrpc.Dumps(xmlrpc.Params{test.value})
		var typeError *xmlrpc.TypeError
		if !errors.As(err, &typeError) || err.Error() != test.want {
			t.Errorf("%T: %v, want %s", test.value, err, test.want)
		}
	}
}
