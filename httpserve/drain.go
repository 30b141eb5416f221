package httpserve

import "time"

// The phases of a connection, by which a shutdown knows whether a request is
// owed an answer on it. net/http's states will not do: the one it calls active
// begins when a head has been read.
const (
	phaseNew     uint32 = iota // nothing has come yet
	phaseHead                  // a head has begun to come
	phaseServing               // a handler has it
	phaseIdle                  // between requests
)

// patience is how long a shutdown waits for the first byte of a new connection.
const patience = 5 * time.Second

// came notes that bytes have come.
func (c *conn) came() {
	if p := c.phase.Load(); p == phaseNew || p == phaseIdle {
		c.phase.Store(phaseHead)
	}
}

// idle notes that a response is complete. The first bytes of the next request
// may be there.
func (c *conn) idle() {
	c.excused = false
	if len(c.head) > 0 {
		c.phase.Store(phaseHead)
		return
	}
	c.phase.Store(phaseIdle)
}

// expected reports whether a request may still come on a connection that a
// shutdown has found.
func (c *conn) expected() bool {
	switch c.phase.Load() {
	case phaseNew:
		return time.Since(programStart)-c.since < patience || waiting(c.socket)
	case phaseIdle:
		return waiting(c.socket)
	}
	return true
}

// dismiss wakes the connection's reader if nothing is expected of it. Whether
// that is so is then for the reader to say: it alone knows what it has read.
func (c *conn) dismiss() {
	if !c.expected() {
		c.limit.wake(c.Conn)
	}
}

// dismissed reports whether a read is to end because a shutdown has come and no
// request with it.
func (c *conn) dismissed() bool {
	return c.ending() && !c.expected()
}

// ending reports whether the server is being shut down.
func (c *conn) ending() bool { return c.run != nil && c.run.stopping.Load() }
