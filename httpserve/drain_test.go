package httpserve

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"
)

// answered reports whether the response on a connection is gate's.
func answered(t *testing.T, c net.Conn) {
	t.Helper()
	c.SetReadDeadline(time.Now().Add(10 * time.Second))
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Error(err)
		return
	}
	if body, err := io.ReadAll(resp.Body); string(body) != "done" || err != nil {
		t.Errorf("%q, %v", body, err)
	}
}

func dial(t *testing.T, s *ThreadingHTTPServer) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// serveGate serves on a server that the test shuts down.
func serveGate(t *testing.T, g *gate, options ...ServerOption) *ThreadingHTTPServer {
	t.Helper()
	s, err := NewThreadingHTTPServer("127.0.0.1:0", g, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.ServerClose() })
	go s.ServeForever()
	return s
}

// until waits for a condition.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 10_000 {
		if ok() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("waited in vain for " + what)
}

// stopping returns when a shutdown has begun.
func stopping(t *testing.T, s *ThreadingHTTPServer) {
	t.Helper()
	until(t, "the shutdown", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return len(s.running) == 1 && s.running[0].stopping.Load()
	})
}

// TestShutdownHalfHead: a request whose head was coming when the shutdown began
// is answered.
func TestShutdownHalfHead(t *testing.T) {
	g := newGate()
	close(g.open)
	s := serveGate(t, g)
	c := dial(t, s)
	io.WriteString(c, get("/")[:9])
	kept := dial(t, s)
	io.WriteString(kept, get("/"))
	answered(t, kept)
	io.WriteString(kept, get("/")[:9])
	down := make(chan struct{})
	go func() {
		s.Shutdown()
		close(down)
	}()
	stopping(t, s)
	time.Sleep(50 * time.Millisecond)
	io.WriteString(c, get("/")[9:])
	answered(t, c)
	io.WriteString(kept, get("/")[9:])
	answered(t, kept)
	<-down
}

// TestShutdownStalledHead: the rest of a head has its time, but not that of an
// idle connection.
func TestShutdownStalledHead(t *testing.T) {
	g := newGate()
	close(g.open)
	s := serveGate(t, g, ReadHeaderTimeout(100*time.Millisecond))
	c := dial(t, s)
	io.WriteString(c, get("/"))
	answered(t, c)
	io.WriteString(c, "GE")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := s.ShutdownContext(ctx); err != nil {
		t.Error(err)
	}
}

// TestShutdownFull: a connection that waits in the system's queue, because there
// are as many as may be, is answered when it gets its turn.
func TestShutdownFull(t *testing.T) {
	g := newGate()
	s := serveGate(t, g, MaxConnections(1))
	first := dial(t, s)
	io.WriteString(first, get("/"))
	until(t, "the first request", func() bool { return g.inside.Load() == 1 })
	second := dial(t, s)
	io.WriteString(second, get("/"))
	down := make(chan struct{})
	go func() {
		s.Shutdown()
		close(down)
	}()
	stopping(t, s)
	time.Sleep(50 * time.Millisecond)
	close(g.open)
	answered(t, first)
	answered(t, second)
	<-down
}

// A busyListener has connections that are read from only when it says so, as on
// a machine that has too much to do.
type busyListener struct {
	*run
	free chan struct{}
	took chan *conn
}

func (l busyListener) Accept() (net.Conn, error) {
	nc, err := l.run.Accept()
	if err != nil {
		return nil, err
	}
	c := nc.(*conn)
	c.Conn = &busyConn{Conn: c.Conn, free: l.free}
	l.took <- c
	return c, nil
}

type busyConn struct {
	net.Conn
	free chan struct{}
}

func (c *busyConn) Read(p []byte) (int, error) {
	<-c.free
	return c.Conn.Read(p)
}

// serveBusy serves on a busyListener.
func serveBusy(t *testing.T, h RequestHandler, options ...ServerOption) (*ThreadingHTTPServer, busyListener) {
	s, err := NewThreadingHTTPServer("127.0.0.1:0", h, options...)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.start(false)
	if err != nil {
		t.Fatal(err)
	}
	l := busyListener{r, make(chan struct{}), make(chan *conn, 10)}
	var served sync.WaitGroup
	served.Go(func() {
		defer close(r.closed)
		r.engine.Serve(l)
	})
	t.Cleanup(func() {
		s.ServerClose()
		served.Wait()
	})
	return s, l
}

// TestShutdownBusy: a request that has come counts, though nobody has been able
// to read it for longer than a silent connection is waited for.
func TestShutdownBusy(t *testing.T) {
	if !canPeek {
		t.Skip("the system does not say whether bytes have come")
	}
	g := newGate()
	close(g.open)
	s, l := serveBusy(t, g)
	var all []net.Conn
	for range 3 {
		c := dial(t, s)
		io.WriteString(c, get("/"))
		(<-l.took).since -= 2 * patience
		all = append(all, c)
	}
	dial(t, s) // says nothing
	(<-l.took).since -= 2 * patience
	down := make(chan struct{})
	go func() {
		s.Shutdown()
		close(down)
	}()
	stopping(t, s)
	select {
	case <-down:
		t.Error("Shutdown did not wait")
	case <-time.After(50 * time.Millisecond):
	}
	close(l.free)
	for _, c := range all {
		answered(t, c)
	}
	<-down
}

// TestBusyMachine: the time for a request's head is the client's. What came within
// it is answered, though nobody looked before it was over.
func TestBusyMachine(t *testing.T) {
	if !canPeek {
		t.Skip("the system does not say whether bytes have come")
	}
	g := newGate()
	close(g.open)
	s, l := serveBusy(t, g, ReadHeaderTimeout(50*time.Millisecond))
	c := dial(t, s)
	io.WriteString(c, get("/")[:9])
	silent := dial(t, s)
	time.Sleep(200 * time.Millisecond)
	close(l.free)
	time.Sleep(10 * time.Millisecond)
	io.WriteString(c, get("/")[9:])
	answered(t, c)
	silent.SetReadDeadline(time.Now().Add(5 * time.Second))
	if _, err := silent.Read(make([]byte, 1)); err != io.EOF {
		t.Error(err)
	}
	c.Close()
	s.Shutdown()
}

// TestBusyMachineBody: nor is a body that has come a stalled one.
func TestBusyMachineBody(t *testing.T) {
	if !canPeek {
		t.Skip("the system does not say whether bytes have come")
	}
	s, l := serveBusy(t, new(echoQuiet), StallTimeout(50*time.Millisecond))
	c := dial(t, s)
	l.free <- struct{}{} // one read
	io.WriteString(c, "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 4\r\n\r\n")
	time.Sleep(20 * time.Millisecond)
	io.WriteString(c, "body")
	time.Sleep(200 * time.Millisecond)
	close(l.free)
	c.SetReadDeadline(time.Now().Add(10 * time.Second))
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(resp.Body); err != nil || string(text) != "/ body" {
		t.Errorf("%s: %q, %v", resp.Status, text, err)
	}
	s.Shutdown()
}

// only returns a server's one connection.
func only(t *testing.T, s *ThreadingHTTPServer) (c *conn) {
	t.Helper()
	until(t, "the connection", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		if len(s.running) != 1 {
			return false
		}
		r := s.running[0]
		r.mu.Lock()
		defer r.mu.Unlock()
		for c = range r.conns {
		}
		return len(r.conns) == 1
	})
	return c
}

// TestShutdownSilent: connections without a request do not hold a shutdown up,
// but for the moments that a new one has to say something.
func TestShutdownSilent(t *testing.T) {
	g := newGate()
	close(g.open)
	s, err := NewThreadingHTTPServer("127.0.0.1:0", g)
	if err != nil {
		t.Fatal(err)
	}
	defer s.ServerClose()
	for _, age := range []time.Duration{0, patience - 300*time.Millisecond, patience + time.Second} {
		served := make(chan error, 1)
		go func() { served <- s.ServeForever() }()
		silent := dial(t, s)
		only(t, s).since -= age
		idle := dial(t, s)
		io.WriteString(idle, get("/"))
		answered(t, idle)
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		if age == 0 {
			ctx, cancel = context.WithTimeout(t.Context(), 100*time.Millisecond)
		}
		began := time.Now()
		err := s.ShutdownContext(ctx)
		cancel()
		switch took := time.Since(began); {
		case age == 0 && !errors.Is(err, context.DeadlineExceeded):
			t.Error("a new connection was not waited for:", err)
		case age != 0 && err != nil:
			t.Errorf("a connection silent for %v held the shutdown up: %v", age, err)
		case age < patience && took < 100*time.Millisecond:
			t.Errorf("a connection silent for %v was waited for %v", age, took)
		}
		silent.SetReadDeadline(time.Now().Add(5 * time.Second))
		if _, err := silent.Read(make([]byte, 1)); err != io.EOF {
			t.Error(err)
		}
		<-served
	}
}
