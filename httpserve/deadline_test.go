package httpserve

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A countedConn counts the deadlines that are set.
type countedConn struct {
	net.Conn
	set int
}

func (c *countedConn) SetReadDeadline(t time.Time) error {
	c.set++
	return c.Conn.SetReadDeadline(t)
}

func pipe(t *testing.T) (*conn, *countedConn, net.Conn) {
	a, b := net.Pipe()
	t.Cleanup(func() { a.Close(); b.Close() })
	counted := &countedConn{Conn: a}
	return &conn{Conn: counted, server: new(HTTPServer)}, counted, b
}

// TestDeadlinesOfARequest: what net/http asks for with each request of a
// connection sets no deadline.
func TestDeadlinesOfARequest(t *testing.T) {
	c, counted, _ := pipe(t)
	long := time.Unix(1, 0)
	c.SetReadDeadline(time.Now().Add(10 * time.Second))
	for range 100 {
		c.SetReadDeadline(time.Time{})
		c.SetReadDeadline(time.Time{})
		c.SetReadDeadline(long) // ends the background read, which has not begun
		if _, err := c.read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatal(err)
		}
		c.SetReadDeadline(time.Time{})
		c.SetReadDeadline(time.Now().Add(time.Minute))
		c.SetReadDeadline(time.Now().Add(11 * time.Second))
	}
	if counted.set != 1 {
		t.Errorf("%d deadlines were set, want 1", counted.set)
	}
}

// TestDeadlineEndsRead: a read that is under way ends at a deadline, whenever
// that was set, and goes on if it has been taken back or is wanted later.
func TestDeadlineEndsRead(t *testing.T) {
	c, _, other := pipe(t)
	read := func() chan error {
		done := make(chan error, 1)
		go func() {
			_, err := c.read(make([]byte, 1))
			done <- err
		}()
		until(t, "the read", c.limit.reading.Load)
		return done
	}
	for _, end := range []time.Time{time.Unix(1, 0), time.Now().Add(20 * time.Millisecond)} {
		done := read()
		c.SetReadDeadline(end)
		if err := <-done; !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Error(err)
		}
		c.SetReadDeadline(time.Time{})
	}
	c.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
	c.SetReadDeadline(time.Now().Add(time.Minute)) // the first stays, and strikes early
	done := read()
	c.limit.wake(c.Conn)
	select {
	case err := <-done:
		t.Error("ended early:", err)
	case <-time.After(50 * time.Millisecond):
	}
	other.Write([]byte("x"))
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// TestSlowTaker: a client that takes a piece slowly gets all of it, and one that
// takes nothing is given up.
func TestSlowTaker(t *testing.T) {
	c, _, other := pipe(t)
	c.server.config.stall = 60 * time.Millisecond
	text := bytes.Repeat([]byte("slow "), 8000)
	var got []byte
	done := make(chan struct{})
	go func() {
		defer close(done)
		for p := make([]byte, 1000); len(got) < len(text); time.Sleep(5 * time.Millisecond) {
			n, err := other.Read(p)
			if err != nil {
				return
			}
			got = append(got, p[:n]...)
		}
	}()
	if n, err := c.Write(text); n != len(text) || err != nil {
		t.Error(n, err)
	}
	<-done
	if !bytes.Equal(got, text) {
		t.Errorf("%d bytes came, want %d", len(got), len(text))
	}
	began := time.Now()
	if n, err := c.Write(text); n != 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(n, err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Error(took)
	}
}

// fileCopier copies a file to the client, as CPython programs do.
type fileCopier struct {
	BaseHTTPRequestHandler
	name string
}

func (*fileCopier) LogMessage(string, ...any) {}

func (h *fileCopier) DoGET() {
	f, err := os.Open(h.name)
	if err != nil {
		h.SendError(HTTPStatusNotFound)
		return
	}
	defer f.Close()
	h.SendResponse(200)
	h.SendHeader("Content-Length", 3_000_000)
	h.EndHeaders()
	io.Copy(h.WFile, f)
}

// TestManyTransfers: files are whole, however many transfers run.
func TestManyTransfers(t *testing.T) {
	dir := t.TempDir()
	text := strings.Repeat("0123456789", 300_000)
	if err := os.WriteFile(filepath.Join(dir, "big.txt"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	files := new(benchFiles)
	files.Directory = dir
	for _, h := range []RequestHandler{files, &fileCopier{name: filepath.Join(dir, "big.txt")}} {
		for _, busy := range []bool{false, true} {
			s, err := NewThreadingHTTPServer("127.0.0.1:0", h)
			if err != nil {
				t.Fatal(err)
			}
			go s.ServeForever()
			for busy && len(pieceLock) < maxPieces {
				pieceLock <- struct{}{}
			}
			code, got := fetch(t, "http://"+s.Addr().String()+"/big.txt")
			for len(pieceLock) > 0 {
				<-pieceLock
			}
			if code != 200 || got != text {
				t.Errorf("%T, busy %t: status %d, %d bytes", h, busy, code, len(got))
			}
			http.DefaultClient.CloseIdleConnections()
			s.Shutdown()
			s.ServerClose()
		}
	}
}
