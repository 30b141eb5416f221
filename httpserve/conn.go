package httpserve

import (
	"bytes"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// connKey is the context key of the connection a request came by.
type connKey struct{}

// A conn stands between the socket and net/http. It sees each request's head
// first, so that malformed ones are answered with the handler's error page and
// Python's leniencies hold; it ends connections that stall; and it sends files
// in large pieces.
//
// What it tells net/http to read is never longer than what the client sent as
// that request, and after a refusal it ends the stream: a difference between
// its reading and net/http's can lose a request, but not make one up.
type conn struct {
	net.Conn
	server *HTTPServer
	run    *run
	socket net.Conn      // beneath Conn
	tls    *tls.Conn     // the same as Conn, or nil
	since  time.Duration // when it was accepted, after programStart
	phase  atomic.Uint32

	// Of reading. net/http reads from one goroutine at a time.
	head      []byte // bytes of the next head, not yet judged
	delivered int    // how many of them net/http has (its background read takes one)
	pending   []byte // bytes for net/http that need no look
	body      int64  // bytes of the request's body still to come
	chunks    chunkScan
	pass      atomic.Bool // hijacked: what comes is the handler's
	ended     bool        // no more is to be read
	refused   atomic.Bool
	excused   bool // the next head has been given more time
	deadline  bool // net/http has set a read deadline
	limit     readLimit

	override *override // of the current request

	// Of writing.
	bare     int           // HTTP/0.9: 1 + how much of the head's end was seen
	extended time.Duration // when the write deadline was last moved, after programStart
	ownLimit bool          // the write deadline is the handler's own
	released sync.Once
}

const headEnd = "\r\n\r\n"

// Read gives net/http the next bytes.
func (c *conn) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(c.pending) > 0 {
		n := copy(p, c.pending)
		c.pending = c.pending[n:]
		return n, nil
	}
	switch {
	case c.ended:
		return 0, io.EOF
	case c.pass.Load():
		return c.readPast(p)
	case c.body > 0:
		p = p[:min(int64(len(p)), c.body)]
		n, err := c.readPast(p)
		c.body -= int64(n)
		return n, err
	case c.chunks.state != chunkNone:
		return c.readChunks(p)
	case len(p) == 1:
		return c.readOne(p)
	}
	return c.readHead(p)
}

// readChunks reads from a chunked body. What comes behind it is the next head.
func (c *conn) readChunks(p []byte) (int, error) {
	n, err := c.readPast(p)
	used, ok := c.chunks.scan(p[:n])
	switch {
	case !ok:
		c.ended = true
		if used == 0 {
			return 0, io.EOF
		}
		return used, nil
	case c.chunks.state == chunkDone:
		c.chunks = chunkScan{}
		c.head = append(slices.Clone(p[used:n]), c.head...)
	}
	return used, err
}

// readPast reads what needs no look: first what the head's check has left.
func (c *conn) readPast(p []byte) (int, error) {
	if len(c.head) > c.delivered {
		n := copy(p, c.head[c.delivered:])
		c.head = c.head[c.delivered+n:]
		c.delivered = 0
		return n, nil
	}
	c.head, c.delivered = nil, 0
	return c.readRaw(p)
}

// readRaw reads from the socket. Where net/http has set no deadline, a body is
// being read, and a client that stalls is given up.
func (c *conn) readRaw(p []byte) (int, error) {
	stall := c.server.config.stall
	if len(p) == 1 || stall <= 0 || c.deadline { // one byte: net/http's background read, during which it moves deadlines
		return c.read(p)
	}
	for {
		c.limit.want(c.Conn, time.Now().Add(stall))
		n, err := c.read(p)
		if n == 0 && errors.Is(err, os.ErrDeadlineExceeded) && waiting(c.socket) {
			continue // the machine was too busy to look, not the client too slow
		}
		c.limit.want(c.Conn, time.Time{})
		return n, err
	}
}

// readOne is net/http's background read, which waits for the client's going
// away. What it gets is the first byte of the next head.
func (c *conn) readOne(p []byte) (int, error) {
	if len(c.head) == 0 {
		if c.phase.Load() == phaseIdle {
			giveTurn()
		}
		n, err := c.read(p)
		if n == 0 {
			return n, err
		}
		c.head = append(c.head, p[0])
	} else {
		p[0] = c.head[0]
	}
	c.delivered = 1
	return 1, nil
}

// giveTurn is called before the wait for a connection's next request, which has
// hardly come yet. While others have their turn it may, and spares the system a
// read in vain and a wait.
func giveTurn() { runtime.Gosched() }

// readHead reads until a head can be judged.
func (c *conn) readHead(p []byte) (int, error) {
	c.override = nil
	policy := c.server.policy()
	first := c.phase.Load() == phaseNew
	if len(c.head) == 0 {
		if !first {
			giveTurn()
		}
		n, err := c.read(p)
		if n == 0 {
			return n, err
		}
		h := checkHead(p[:n], policy)
		if h.verdict == headPlain && c.accept(h, p[:n]) {
			return n, nil
		}
		c.head = slices.Clone(p[:n])
		if h.verdict != headIncomplete {
			return c.deliver(p, h)
		}
	}
	if limit := c.server.config.readHeader; limit > 0 && !first {
		// net/http takes a connection for an idle one until four bytes have come.
		c.limit.want(c.Conn, time.Now().Add(limit))
	}
	for looked, n := 0, 0; ; {
		var h head
		if headDue(c.head, looked, n) {
			h, looked = checkHead(c.head, policy), len(c.head)
		}
		if h.verdict != headIncomplete {
			return c.deliver(p, h)
		}
		var err error
		n, err = c.read(p)
		switch {
		case n > 0:
			c.head = append(c.head, p[:n]...)
		case looked == len(c.head):
			return 0, err
		default:
			looked = 0 // no more will come: what did is judged
		}
	}
}

// headDue reports whether a head that was incomplete when its first bytes were
// looked at may be another with its last n. A client that sends byte by byte is
// not to have all of it read again for each.
func headDue(head []byte, looked, n int) bool {
	return looked == 0 || len(head)-looked > maxLine || bytes.IndexByte(head[len(head)-n:], '\n') >= 0
}

// accept notes what follows a plain head at the start of p, and reports whether
// all of p can be given to net/http as it is: no byte of a later request is in it.
func (c *conn) accept(h head, p []byte) bool {
	if h.chunked {
		chunks := chunkScan{state: chunkSize}
		n, ok := chunks.scan(p[h.length:])
		if !ok || h.length+n < len(p) {
			return false
		}
		if chunks.state != chunkDone {
			c.chunks = chunks
		}
		return true
	}
	extra := int64(len(p) - h.length)
	if extra > h.body {
		return false
	}
	c.body = h.body - extra
	return true
}

// deliver gives net/http the judged head, which lies in c.head.
func (c *conn) deliver(p []byte, h head) (int, error) {
	c.override = h.override
	var out []byte
	first := c.head[0]
	had := c.delivered > 0
	switch h.verdict {
	case headEmpty:
		c.ended = true
		return 0, io.EOF
	case headRefused:
		c.ended = true
		c.refused.Store(true)
		out = []byte(engineLine(first, had, "GET / HTTP/1.1") + "\r\nHost: x\r\nConnection: close\r\n\r\n")
		c.head = nil
	case headOverride:
		out = []byte(engineLine(first, had, h.engine) + "\r\n")
		if h.override.bare {
			c.bare = 1
		}
		if h.length == h.line { // HTTP/0.9 in two words
			out = append(out, '\r', '\n')
			c.ended = true
			c.head = nil
			break
		}
		out = append(out, c.head[h.line:h.length]...)
		c.follow(h)
	default:
		out = c.head[c.delivered:h.length]
		c.follow(h)
	}
	c.delivered = 0
	n := copy(p, out)
	c.pending = out[n:]
	return n, nil
}

// follow keeps what comes after the head in c.head.
func (c *conn) follow(h head) {
	c.head = c.head[h.length:]
	if h.chunked {
		c.chunks = chunkScan{state: chunkSize}
		return
	}
	c.body = h.body
}

// engineLine returns the request line for net/http without what it already has:
// if its background read took the first byte, the method must begin with that.
// Its handler sees the override, not the method.
func engineLine(first byte, had bool, line string) string {
	switch {
	case !had:
		return line
	case line[0] == first:
		return line[1:]
	}
	return line[len("GET"):]
}

// Write sends a piece of a response.
func (c *conn) Write(p []byte) (int, error) {
	c.extend()
	if c.bare > 0 && c.bare <= len(headEnd) {
		return c.writeBare(p)
	}
	return c.send(p)
}

// writeBare drops the head of the response to an HTTP/0.9 request.
func (c *conn) writeBare(p []byte) (int, error) {
	for i, b := range p {
		switch {
		case b == headEnd[c.bare-1]:
			c.bare++
		case b == '\r':
			c.bare = 2
		default:
			c.bare = 1
		}
		if c.bare > len(headEnd) {
			_, err := c.send(p[i+1:])
			return len(p), err
		}
	}
	return len(p), nil
}

// Files are sent in pieces of this size; a memory copy of a large piece is
// quicker than sendfile on a fast path. When many transfers run at once, they
// have small ones, and an os.File goes by sendfile.
//
// What cannot be taken up again after a deadline is sent in pieces that a slow
// client, too, takes before it.
const (
	pieceSize = 512 << 10
	maxPieces = 32
	slowPiece = 64 << 10
)

var (
	pieces    = sync.Pool{New: func() any { return new([pieceSize]byte) }}
	pieceLock = make(chan struct{}, maxPieces)
)

// ReadFrom sends what src has. net/http calls it for files.
func (c *conn) ReadFrom(src io.Reader) (int64, error) {
	select {
	case pieceLock <- struct{}{}:
	default:
		return c.readFromKernel(src)
	}
	defer func() { <-pieceLock }()
	piece := pieces.Get().(*[pieceSize]byte)
	defer pieces.Put(piece)
	return copyPieces(c, src, piece[:])
}

// readFromKernel leaves the copy to the operating system where it can do it.
func (c *conn) readFromKernel(src io.Reader) (int64, error) {
	rf, ok := c.Conn.(io.ReaderFrom)
	if _, isFile := src.(*os.File); !ok || !isFile || c.bare > 0 {
		buf := smallBuffers.Get().(*[smallFile]byte)
		defer smallBuffers.Put(buf)
		return copyPieces(c, src, buf[:])
	}
	var total int64
	for {
		// By parts, so that the deadline moves with them.
		c.extend()
		part := io.LimitReader(src, slowPiece)
		n, err := rf.ReadFrom(part)
		total += n
		if err != nil || n == 0 {
			return total, err
		}
	}
}

func copyPieces(dst io.Writer, src io.Reader, piece []byte) (total int64, err error) {
	for {
		n, err := src.Read(piece)
		if n > 0 {
			m, werr := dst.Write(piece[:n])
			total += int64(m)
			if werr != nil {
				return total, werr
			}
		}
		if err == io.EOF {
			return total, nil
		}
		if err != nil {
			return total, err
		}
	}
}

// CloseWrite ends the sending side.
func (c *conn) CloseWrite() error {
	if w, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return w.CloseWrite()
	}
	return nil
}

// Close ends the connection. After a refusal the client may still be sending;
// taking some of it keeps the error page from being lost to a reset.
func (c *conn) Close() error {
	if c.refused.Load() {
		c.CloseWrite()
		c.Conn.SetReadDeadline(time.Now().Add(200 * time.Millisecond))
		io.CopyN(io.Discard, c.Conn, 1<<20)
	}
	err := c.Conn.Close()
	c.released.Do(c.server.release)
	return err
}
