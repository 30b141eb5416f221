package httpserve

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A feed is a connection on which the same request comes n times, each after
// the response to the one before. It takes the system's network out of the
// measurement.
type feed struct {
	net.Conn
	request []byte
	left    int
	waiting chan struct{}
	written int64
}

func newFeed(request string, n int) *feed {
	f := &feed{request: []byte(request), left: n, waiting: make(chan struct{}, 1)}
	return f
}

func (f *feed) Read(p []byte) (int, error) {
	if len(p) == 1 { // net/http's background read
		<-f.waiting
		return 0, os.ErrDeadlineExceeded
	}
	if f.left == 0 {
		return 0, io.EOF
	}
	f.left--
	return copy(p, f.request), nil
}

func (f *feed) Write(p []byte) (int, error) {
	f.written += int64(len(p))
	return len(p), nil
}

func (f *feed) SetReadDeadline(t time.Time) error {
	if !t.IsZero() && t.Before(time.Now()) {
		select {
		case f.waiting <- struct{}{}:
		default:
		}
	}
	return nil
}
func (f *feed) SetWriteDeadline(time.Time) error { return nil }
func (f *feed) SetDeadline(time.Time) error      { return nil }
func (f *feed) Close() error                     { return nil }
func (f *feed) LocalAddr() net.Addr              { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }
func (f *feed) RemoteAddr() net.Addr             { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 9999} }

// oneConn is a listener of a single connection.
type oneConn struct {
	conn net.Conn
	done chan struct{}
}

func (l *oneConn) Accept() (net.Conn, error) {
	if c := l.conn; c != nil {
		l.conn = nil
		return c, nil
	}
	<-l.done
	return nil, io.EOF
}
func (l *oneConn) Close() error   { return nil }
func (l *oneConn) Addr() net.Addr { return &net.TCPAddr{} }

const benchRequest = "GET /small.bin HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n\r\n"

// serveFeed runs n requests through a net/http server.
func serveFeed(n int, server *http.Server, wrap func(net.Conn) net.Conn) {
	l := &oneConn{conn: wrap(newFeed(benchRequest, n)), done: make(chan struct{})}
	inner := server.ConnState
	server.ConnState = func(c net.Conn, s http.ConnState) {
		if inner != nil {
			inner(c, s)
		}
		if s == http.StateClosed {
			close(l.done)
		}
	}
	server.Serve(l)
}

// serveBare runs n requests through a handler of net/http alone.
func serveBare(n int, h http.Handler) {
	serveFeed(n, &http.Server{Handler: h}, func(c net.Conn) net.Conn { return c })
}

func serveClass(n int, h RequestHandler) {
	s, err := NewThreadingHTTPServer("", h, BindAndActivate(false))
	if err != nil {
		panic(err)
	}
	s.slots = nil
	r := &run{server: &s.HTTPServer}
	serveFeed(n, s.newEngine(r), func(c net.Conn) net.Conn { return &conn{Conn: c, server: &s.HTTPServer} })
}

type benchHello struct{ BaseHTTPRequestHandler }

var benchBody = bytes.Repeat([]byte("x"), 1024)

func (h *benchHello) DoGET() {
	h.SendResponse(200)
	h.EndHeaders()
	h.WFile.Write(benchBody)
}
func (*benchHello) LogMessage(string, ...any) {}

type benchFiles struct{ SimpleHTTPRequestHandler }

func (*benchFiles) LogMessage(string, ...any) {}

func bareHello(w http.ResponseWriter, _ *http.Request) { w.Write(benchBody) }

func BenchmarkHello(b *testing.B) {
	b.ReportAllocs()
	b.Run("impl=nethttp", func(b *testing.B) { serveBare(b.N, http.HandlerFunc(bareHello)) })
	b.Run("impl=project", func(b *testing.B) { serveClass(b.N, new(benchHello)) })
	b.Run("impl=project-httphandler", func(b *testing.B) { serveClass(b.N, HTTPHandler(http.HandlerFunc(bareHello))) })
}

// benchFolder returns a folder with the file that the requests are for.
func benchFolder(tb testing.TB) string {
	dir := tb.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "small.bin"), benchBody, 0o644); err != nil {
		tb.Fatal(err)
	}
	return dir
}

func BenchmarkSmallFile(b *testing.B) {
	b.ReportAllocs()
	dir := benchFolder(b)
	b.Run("impl=nethttp", func(b *testing.B) { serveBare(b.N, http.FileServer(http.Dir(dir))) })
	b.Run("impl=project", func(b *testing.B) {
		h := new(benchFiles)
		h.Directory = dir
		serveClass(b.N, h)
	})
}

func BenchmarkListing(b *testing.B) {
	entries := make([]entry, 100_000)
	for i := range entries {
		entries[i].name = strings.Repeat("n", i%20) + ".txt"
	}
	b.ReportAllocs()
	for b.Loop() {
		appendListing(nil, "/", entries)
	}
}
