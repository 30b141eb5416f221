package xmlrpc_test

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/gobatteries/batteries/xmlrpc"
)

// A connection that is refused has Python's text and wraps package net's error.
func TestConnectionRefused(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	_, err = ping(t, "http://user:secret@"+l.Addr().String())
	var system *xmlrpc.OSError
	var op *net.OpError
	if !errors.As(err, &system) || !errors.As(err, &op) || op.Op != "dial" || !errors.Is(err, syscall.ECONNREFUSED) {
		t.Fatalf("got %T %v, want an OSError of dialling", err, err)
	}
	if want := "[Errno 111] Connection refused"; runtime.GOOS == "linux" && err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
}

// A server that closes the connection has Python's text, for both calls failed.
func TestRemoteEndClosed(t *testing.T) {
	url := closing(t, "")
	_, err := ping(t, url)
	var system *xmlrpc.OSError
	if !errors.As(err, &system) || !errors.Is(err, io.EOF) || err.Error() != "Remote end closed connection without response" {
		t.Errorf("got %T %v", err, err)
	}
}

// An answer that is not HTTP has net/http's text.
func TestNotHTTP(t *testing.T) {
	_, err := ping(t, closing(t, "hello\r\n"))
	if err == nil || !strings.Contains(err.Error(), `malformed HTTP response "hello"`) {
		t.Errorf("got %T %v", err, err)
	}
}

// ping calls a method of the server at url.
func ping(t *testing.T, url string) (any, error) {
	t.Helper()
	proxy, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		t.Fatal(err)
	}
	defer proxy.Close()
	return proxy.Call(t.Context(), "ping")
}

// closing returns the URL of a server that sends text for each request and
// closes the connection.
func closing(t *testing.T, text string) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			req, err := http.ReadRequest(bufio.NewReader(conn))
			if err == nil {
				io.Copy(io.Discard, req.Body)
				io.WriteString(conn, text)
			}
			conn.Close()
		}
	}()
	return "http://" + l.Addr().String()
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
