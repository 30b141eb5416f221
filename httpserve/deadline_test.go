package httpserve

import (
	"errors"
	"net"
	"os"
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
