package httpserve

import (
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

var programStart = time.Now()

// A readLimit is a read deadline that is set less often than it is asked for.
// net/http asks five times a request, and each is work for the runtime's timers.
// One that is set for an earlier time than is wanted can stay: when it strikes,
// it is set again. One long past, which ends a read, needs no setting where no
// read is under way.
type readLimit struct {
	stopped atomic.Bool // a time long past is wanted: no read may begin
	reading atomic.Bool // one is under way

	mu     sync.Mutex
	wanted time.Time
	set    time.Time     // zero: none
	struck bool          // set is a time long past
	next   time.Duration // where a deadline is likely wanted next, from now
}

// want asks for a deadline, zero for none.
func (l *readLimit) want(c net.Conn, t time.Time) error {
	past := !t.IsZero() && t.Before(programStart)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wanted = t
	l.stopped.Store(past) // before the look at reading; begin does it the other way round
	switch {
	case past && !l.reading.Load():
		return nil
	case past:
		l.struck = true
	case l.struck:
		l.struck = false
		if t.IsZero() && l.next > 0 {
			t = time.Now().Add(l.next)
		}
	case t.IsZero(), !l.set.IsZero() && !t.Before(l.set):
		return nil
	}
	l.set = t
	return c.SetReadDeadline(t)
}

// begin reports whether a read may begin, and notes that it does.
func (l *readLimit) begin() bool {
	l.reading.Store(true)
	if l.stopped.Load() {
		l.reading.Store(false)
		return false
	}
	return true
}

// end notes that the read is over.
func (l *readLimit) end() { l.reading.Store(false) }

// wake makes a read that is under way look around. It goes on if its deadline has
// not come.
func (l *readLimit) wake(c net.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.reading.Load() {
		l.set, l.struck = programStart, true
		c.SetReadDeadline(programStart)
	}
}

// early reports whether a deadline has struck before its time, and sets the
// right one then.
func (l *readLimit) early(c net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.wanted.IsZero() && !time.Now().Before(l.wanted) {
		return false
	}
	l.set, l.struck = l.wanted, false
	return c.SetReadDeadline(l.wanted) == nil
}

// read reads from the socket until the deadline that is wanted.
func (c *conn) read(p []byte) (int, error) {
	for c.limit.begin() {
		n, err := c.Conn.Read(p)
		c.limit.end()
		if n > 0 {
			c.came()
			return n, err
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			return n, err
		}
		if c.dismissed() {
			return 0, io.EOF
		}
		if !c.limit.early(c.Conn) && !c.overlooked() {
			return n, err
		}
	}
	return 0, os.ErrDeadlineExceeded
}

// overlooked reports whether the first bytes of a request had come when the time
// for them was over: the machine was busy, not the client slow. The head then has
// its own time to be completed, once.
func (c *conn) overlooked() bool {
	if phase := c.phase.Load(); phase != phaseNew && phase != phaseIdle || c.excused || !waiting(c.socket) {
		return false
	}
	c.excused = true
	var limit time.Time
	if d := c.server.config.readHeader; d > 0 {
		limit = time.Now().Add(d)
	}
	c.limit.want(c.Conn, limit)
	return true
}

// SetReadDeadline is called by net/http, and by handlers through an
// http.ResponseController.
func (c *conn) SetReadDeadline(t time.Time) error {
	c.deadline = !t.IsZero()
	return c.limit.want(c.Conn, t)
}

// SetDeadline sets both.
func (c *conn) SetDeadline(t time.Time) error {
	if err := c.SetReadDeadline(t); err != nil {
		return err
	}
	return c.SetWriteDeadline(t)
}

// SetWriteDeadline takes the place of the stall's. net/http takes that back after
// each request, which is nothing to do where no handler has set one.
func (c *conn) SetWriteDeadline(t time.Time) error {
	if t.IsZero() && !c.ownLimit {
		return nil
	}
	c.ownLimit, c.extended = !t.IsZero(), 0
	return c.Conn.SetWriteDeadline(t)
}

// extend moves the write deadline, at most once in a sixteenth of its length.
func (c *conn) extend() {
	stall := c.server.config.stall
	if c.ownLimit || stall <= 0 {
		return
	}
	now := time.Since(programStart)
	if c.extended > 0 && now-c.extended < stall/16 {
		return
	}
	c.extended = now
	c.Conn.SetWriteDeadline(time.Now().Add(stall))
}

// send writes to the socket. Its deadline is for clients that take nothing: where
// some of p has gone, it is moved. Where none has, the socket is asked once more:
// it may be the machine that was slow.
func (c *conn) send(p []byte) (total int, err error) {
	if c.tls != nil {
		return c.sendTLS(p)
	}
	stall := c.server.config.stall
	for again := false; ; {
		n, err := c.Conn.Write(p[total:])
		total += n
		if err == nil || c.ownLimit || stall <= 0 || n == 0 && again || !errors.Is(err, os.ErrDeadlineExceeded) {
			return total, err
		}
		limit := stall
		if again = n == 0; again {
			limit = stall / 16
		}
		c.extended = 0
		c.Conn.SetWriteDeadline(time.Now().Add(limit))
	}
}

// sendTLS writes by parts, since TLS cannot go on after a deadline.
func (c *conn) sendTLS(p []byte) (total int, err error) {
	for {
		n, err := c.Conn.Write(p[total:min(total+slowPiece, len(p))])
		total += n
		if err != nil || total == len(p) {
			return total, err
		}
		c.extend()
	}
}
