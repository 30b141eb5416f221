package neterr

import (
	"errors"
	"io"
	"net"
	"net/url"
	"os"
	"syscall"
	"testing"

	_ "github.com/gobatteries/batteries/internal/live" // for the flag -python
)

func TestNew(t *testing.T) {
	refused := &net.OpError{Op: "dial", Net: "tcp", Addr: &net.TCPAddr{Port: 1}, Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	for _, c := range []struct {
		err  error
		want string
	}{
		{refused, "[Errno 111] Connection refused"},
		{&url.Error{Op: "Post", URL: "http://h/", Err: refused}, "[Errno 111] Connection refused"},
		{&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "h", IsNotFound: true}}, "[Errno -2] Name or service not known"},
		{&net.DNSError{Err: "server misbehaving", Name: "h", IsTemporary: true}, "[Errno -3] Temporary failure in name resolution"},
		{&net.DNSError{Err: "odd", Name: "h"}, ""},
		{&net.OpError{Op: "dial", Net: "tcp", Err: &net.AddrError{Err: "missing port in address", Addr: "h"}}, "address h: missing port in address"},
		{io.EOF, ""},
	} {
		e := New(c.err)
		if c.want == "" {
			if e != nil {
				t.Errorf("%v: %v, want nil", c.err, e)
			}
			continue
		}
		if e == nil || e.Error() != c.want && syscall.ECONNREFUSED == 111 || !errors.Is(e, c.err) {
			t.Errorf("%v: %v, want %s", c.err, e, c.want)
		}
	}
}
