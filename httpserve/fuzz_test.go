package httpserve

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// FuzzHead: a head's verdict does not depend on how it arrives, and what is let
// through as it stands is a request that net/http reads in the same way.
func FuzzHead(f *testing.F) {
	for _, c := range wireCases() {
		if len(c.raw) < 1000 {
			f.Add([]byte(c.raw))
		}
	}
	policy := headPolicy{plain: true, max: 1 << 20}
	f.Fuzz(func(t *testing.T, b []byte) {
		whole := checkHead(b, policy)
		for n := range min(len(b), 300) {
			part := checkHead(b[:n], policy)
			if part.verdict != headIncomplete && part.verdict != whole.verdict {
				t.Fatalf("verdict %d after %d bytes, then %d", part.verdict, n, whole.verdict)
			}
		}
		if whole.verdict == headOverride && whole.length > 0 && len(whole.engine) > 0 {
			b = append([]byte(whole.engine+"\r\n"), b[whole.line:]...)
			whole.length += len(whole.engine) + 2 - whole.line
			whole.verdict = headPlain
			if whole.override.bare {
				return
			}
		}
		if whole.verdict != headPlain {
			return
		}
		r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(b[:whole.length])))
		if err != nil {
			t.Fatalf("net/http: %v: %q", err, b[:whole.length])
		}
		if !whole.chunked && r.ContentLength != whole.body {
			t.Fatalf("a body of %d bytes, net/http says %d", whole.body, r.ContentLength)
		}
	})
}

// FuzzChunks: where a chunked body is whole, net/http reads neither less nor more
// of it, and it makes no difference how it arrives.
func FuzzChunks(f *testing.F) {
	for _, s := range []string{
		"0\r\n\r\nGET", "3\r\nabc\r\n0\r\n\r\n", "a;x=\"y\"\r\n0123456789\r\n00 \t\r\nA: b\r\nC: d\r\n\r\nGET /", "3\nabc\n0\n\n",
		"0\r\nA: b\n\nGET", "-1\r\n\r\n", "0x3\r\nabc\r\n0\r\n\r\n", "ffffffffffffffff\r\n", "1\r\n\r\r\n0\r\n\r\n", ";\r\n\r\n", "0\r\n\r\r\n\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s := chunkScan{state: chunkSize}
		n, ok := s.scan(b)
		one, m := chunkScan{state: chunkSize}, 0
		for m < n {
			if k, ok := one.scan(b[m : m+1]); k != 1 || !ok {
				t.Fatalf("%q: byte %d is refused if it comes by itself", b, m)
			}
			m++
		}
		if one != s && ok {
			t.Fatalf("%q: %v by bytes, else %v", b, one, s)
		}
		if s.state != chunkDone || !ok {
			return
		}
		in := bytes.NewReader(b)
		r := bufio.NewReader(io.MultiReader(strings.NewReader("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"), in))
		req, err := http.ReadRequest(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, req.Body); err != nil {
			return // net/http is stricter: it ends the connection
		}
		if read := len(b) - in.Len() - r.Buffered(); read != n {
			t.Fatalf("%q: %d bytes, net/http reads %d", b, n, read)
		}
	})
}

// A memoryConn has what a client sent, and then its end.
type memoryConn struct {
	net.Conn
	in  *bytes.Reader
	out bytes.Buffer
}

func (c *memoryConn) Read(p []byte) (int, error)       { return c.in.Read(p) }
func (c *memoryConn) Write(p []byte) (int, error)      { return c.out.Write(p) }
func (c *memoryConn) Close() error                     { return nil }
func (c *memoryConn) SetDeadline(time.Time) error      { return nil }
func (c *memoryConn) SetReadDeadline(time.Time) error  { return nil }
func (c *memoryConn) SetWriteDeadline(time.Time) error { return nil }
func (c *memoryConn) LocalAddr() net.Addr              { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }
func (c *memoryConn) RemoteAddr() net.Addr {
	return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 9999}
}

// FuzzServer: whatever a client sends, the server goes through it without a
// panic, and answers it with responses or not at all.
func FuzzServer(f *testing.F) {
	for _, c := range wireCases() {
		if len(c.raw) < 1000 {
			f.Add([]byte(c.raw))
		}
	}
	f.Add([]byte("G\x10T /odd/ HTTP/0.9\r\n\r\n"))
	var log syncBuffer
	h := new(echo)
	h.LogOutput = &log
	s, err := NewThreadingHTTPServer("", h, BindAndActivate(false), MaxConnections(0))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		engine := s.newEngine(&run{server: &s.HTTPServer})
		inner := &memoryConn{in: bytes.NewReader(b)}
		l := &oneConn{conn: &conn{Conn: inner, server: &s.HTTPServer}, done: make(chan struct{})}
		state := engine.ConnState
		engine.ConnState = func(c net.Conn, cs http.ConnState) {
			state(c, cs)
			if cs == http.StateClosed {
				close(l.done)
			}
		}
		go engine.Serve(l)
		select {
		case <-l.done:
		case <-time.After(10 * time.Second):
			t.Fatalf("no end; so far %q", inner.out.String())
		}
		if text := log.take(); strings.Contains(text, "Exception occurred") || strings.Contains(text, "panic") {
			t.Fatal(text)
		}
		out := inner.out.String()
		bare := bytes.Contains(b, []byte("GET")) || bytes.Contains(b, []byte("HTTP/0.")) // no head in the answer
		if out != "" && !bare && !strings.HasPrefix(out, "HTTP/1.") {
			t.Fatalf("%q", out)
		}
	})
}

// FuzzTranslatePath: no target leaves the folder.
func FuzzTranslatePath(f *testing.F) {
	for _, s := range []string{"/", "/../x", "/%2e%2e%2fx", "//x", "/a/b/../../..", "/%ED%B3%BF", "/a%00", `/..\..`} {
		f.Add(s)
	}
	h, _ := bareHandler("GET", "/")
	f.Fuzz(func(t *testing.T, target string) {
		name := h.TranslatePath(target)
		if name != "/D" && !strings.HasPrefix(name, "/D/") {
			t.Fatalf("%q: %q", target, name)
		}
		if rel, ok := h.relative(name); ok && !filepath.IsLocal(rel) {
			t.Fatalf("%q: %q", target, rel)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"Thu, 02 Jan 2020 03:04:05 GMT", "Thursday, 02-Jan-20 03:04:05 GMT", "Thu Jan  2 03:04:05 2020", ",", "1 jan 1 1:1 -"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if at, ok := parseDate(s); ok && (at.Year() < 1 || at.Year() > 9999) {
			t.Fatal(at)
		}
	})
}

func FuzzListing(f *testing.F) {
	f.Add("a&b<c>\xff")
	f.Fuzz(func(t *testing.T, name string) {
		page := string(appendListing(nil, name, []entry{{name: name, key: sortKey(name)}}))
		if strings.Count(page, "<a ") != 1 || strings.Count(page, "<") != strings.Count(page, ">") {
			t.Fatalf("%q", page)
		}
		if escapeControl(name) != "" && strings.ContainsAny(escapeControl(name), "\x00\x1b\x7f\r\n") {
			t.Fatal(escapeControl(name))
		}
	})
}
