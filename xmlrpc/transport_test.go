package xmlrpc_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gobatteries/batteries/internal/live"
	"github.com/gobatteries/batteries/xmlrpc"
)

// An https server's certificate must be one that the Context trusts, and the
// server's own.
func TestHTTPS(t *testing.T) {
	d := newDispatcher(t)
	d.RegisterFunction(func(a, b int) int { return a + b }, xmlrpc.Name("add"))
	s := httptest.NewUnstartedServer(d)
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // of the handshakes that fail
	s.StartTLS()
	defer s.Close()
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	trusting := xmlrpc.Context(&tls.Config{RootCAs: pool})
	ctx := context.Background()
	for name, p := range map[string]*xmlrpc.ServerProxy{
		"proxy":     newProxy(t, s.URL, trusting),
		"transport": newProxy(t, s.URL, xmlrpc.NewSafeTransport(trusting)),
		"client":    newProxy(t, s.URL, xmlrpc.HTTPClient(s.Client())),
		"both":      newProxy(t, s.URL, trusting, xmlrpc.HTTPClient(&http.Client{Timeout: time.Minute})),
	} {
		if n, err := xmlrpc.Call[int](ctx, p, "add", 2, 3); err != nil || n != 5 {
			t.Errorf("%s: %v, %v", name, n, err)
		}
	}
	var unknown x509.UnknownAuthorityError
	for name, p := range map[string]*xmlrpc.ServerProxy{
		"proxy":     newProxy(t, s.URL),
		"empty":     newProxy(t, s.URL, xmlrpc.Context(&tls.Config{})),
		"transport": newProxy(t, s.URL, xmlrpc.NewSafeTransport()),
		"none":      newProxy(t, s.URL, xmlrpc.Context(&tls.Config{RootCAs: x509.NewCertPool()})),
	} {
		if v, err := p.Call(ctx, "add", 2, 3); !errors.As(err, &unknown) {
			t.Errorf("%s: %v, %v", name, v, err)
		}
	}
	var hostname x509.HostnameError
	if _, err := newProxy(t, strings.Replace(s.URL, "127.0.0.1", "localhost", 1), trusting).Call(ctx, "add", 2, 3); !errors.As(err, &hostname) {
		t.Error(err)
	}
}

// A flaky server answers a connection's requests as a script says. It counts
// the requests that it read whole.
type flaky struct {
	url      string
	requests atomic.Int32
}

const (
	answerAll  = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 92\r\n\r\n<methodResponse><params><param><value><int>7</int></value></param></params></methodResponse>"
	answerNone = ""
)

// newFlaky starts a server. The n-th answer goes to the n-th request, the last
// to those that follow; answers that are cut short end the connection, abruptly
// if reset is set.
func newFlaky(t *testing.T, reset bool, answers ...string) *flaky {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	f := &flaky{url: "http://" + l.Addr().String()}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go f.serve(c.(*net.TCPConn), reset, answers)
		}
	}()
	return f
}

func (f *flaky) serve(c *net.TCPConn, reset bool, answers []string) {
	defer c.Close()
	c.SetDeadline(time.Now().Add(10 * time.Second))
	for r := bufio.NewReader(c); ; {
		req, err := http.ReadRequest(r)
		if err != nil {
			return
		}
		io.Copy(io.Discard, req.Body)
		answer := answers[min(int(f.requests.Add(1)), len(answers))-1]
		io.WriteString(c, answer)
		if answer != answerAll {
			if reset {
				time.Sleep(20 * time.Millisecond) // so that what was written arrives first
				c.SetLinger(0)
			}
			return
		}
	}
}

// retries are what breaks, with the number of requests for one call or two.
var retries = []struct {
	name    string
	reset   bool
	answers []string
	ok      []bool
	want    int32
	python  int32 // if it is another number
}{
	{"nothing breaks", false, []string{answerAll}, []bool{true, true}, 2, 0},
	{"kept connection", false, []string{answerAll, answerNone, answerAll}, []bool{true, true}, 3, 0},
	{"kept connection, reset", true, []string{answerAll, answerNone, answerAll}, []bool{true, true}, 3, 0},
	{"first connection", false, []string{answerNone, answerAll}, []bool{true}, 2, 0},
	{"never an answer", false, []string{answerNone}, []bool{false}, 2, 0},
	{"never an answer, reset", true, []string{answerNone}, []bool{false}, 2, 0},
	{"half a status line", false, []string{answerAll[:9], answerAll}, []bool{false}, 1, 0},
	{"half a status line, reset", true, []string{answerAll[:9], answerAll}, []bool{false}, 1, 2},
	{"half a head", false, []string{answerAll[:30], answerAll}, []bool{false}, 1, 0},
	{"half a head, reset", true, []string{answerAll[:30], answerAll}, []bool{false}, 1, 2},
	{"half a body", false, []string{answerAll[:120], answerAll}, []bool{false}, 1, 0},
	{"half a body, reset", true, []string{answerAll[:120], answerAll}, []bool{false}, 1, 2},
}

// A call is sent once more if the connection broke without an answer, and never
// after the first byte of one.
func TestRetry(t *testing.T) {
	for _, x := range retries {
		for _, client := range []*http.Client{{}, {Timeout: 10 * time.Second, Transport: &http.Transport{}}} {
			f := newFlaky(t, x.reset, x.answers...)
			p := newProxy(t, f.url, xmlrpc.HTTPClient(client))
			for i, ok := range x.ok {
				v, err := xmlrpc.Call[int](context.Background(), p, "m")
				if (err == nil) != ok || ok && v != 7 {
					t.Errorf("%s: call %d: %v, %v", x.name, i, v, err)
				}
			}
			if n := f.requests.Load(); n != x.want {
				t.Errorf("%s: %d requests, want %d", x.name, n, x.want)
			}
			p.Close()
		}
	}
	f := newFlaky(t, false, answerNone, answerAll)
	if _, err := newProxy(t, f.url).Transport().SingleRequest(context.Background(), strings.TrimPrefix(f.url, "http://"), "/", nil, false); !errors.Is(err, io.EOF) || f.requests.Load() != 1 {
		t.Error(err, f.requests.Load())
	}
}

// CPython's client sends as many requests.
func TestPythonRetry(t *testing.T) {
	python := live.Python(t)
	for _, x := range retries {
		f := newFlaky(t, x.reset, x.answers...)
		const script = "import sys, xmlrpc.client\np = xmlrpc.client.ServerProxy(sys.argv[1])\nfor i in range(int(sys.argv[2])):\n  try: p.m()\n  except Exception as e: print(type(e).__name__)\n"
		out, err := exec.Command(python, "-c", script, f.url, strconv.Itoa(len(x.ok))).CombinedOutput()
		want := x.want
		if x.python > 0 {
			want = x.python
		}
		if n := f.requests.Load(); err != nil || n != want {
			t.Errorf("%s: %d requests, want %d: %s%v", x.name, n, want, out, err)
		}
	}
}

// What is compressed is printed so, as Python's verbose mode prints it.
func TestVerboseGzip(t *testing.T) {
	packed := xmlrpc.GzipEncode([]byte("<methodResponse><params><param><value>x</value></param></params></methodResponse>"))
	url := answering(t, http.Header{"Content-Type": {"text/xml"}, "Content-Encoding": {"gzip"}}, packed)
	p := newProxy(t, url, xmlrpc.Verbose(true))
	var out bytes.Buffer
	p.Transport().Output = &out
	p.Transport().EncodeThreshold = 10
	if v, err := p.Call(context.Background(), "m"); err != nil || v != "x" {
		t.Error(v, err)
	}
	for _, want := range []string{`Content-Encoding: gzip\r\nContent-Length: `, `send: b'\x1f\x8b`, "header: Content-Encoding: gzip\n", `body: b'\x1f\x8b`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s lacks %s", out.String(), want)
		}
	}
}
