package httpserve

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

var errGateClosed = errors.New("httpserve: no more connections are accepted")

// A shutdown still takes the connections that clients have opened and that wait
// in the system's queue: until none comes for the time of backlog, twice, or as
// many have come as a queue usually holds.
const (
	backlog  = 5 * time.Millisecond
	maxQueue = 4096
)

// A run is one call of ServeForever or HandleRequest: a net/http server, and
// the listener it takes connections from, which can end while the socket stays
// open.
type run struct {
	server   *HTTPServer
	engine   *http.Server
	socket   *net.TCPListener
	stopping atomic.Bool   // a shutdown has begun
	cut      chan struct{} // closed when its context has ended
	late     int           // how many connections were accepted since; of Accept
	stop     sync.Once
	closed   chan struct{} // closed when the engine takes no more connections
	done     chan struct{} // closed when all is drained
	err      error         // of the drain; read it after done

	mu    sync.Mutex
	conns map[*conn]struct{} // those that are open

	single   chan struct{} // of HandleRequest: closed with its connection
	accepted bool
}

// start makes the run of a HandleRequest, or of a ServeForever: none if that was
// shut down before it began.
func (s *HTTPServer) start(single bool) (*run, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listener == nil {
		return nil, ErrServerClosed
	}
	r := &run{server: s, socket: s.listener, cut: make(chan struct{}), done: make(chan struct{}), closed: make(chan struct{})}
	if single {
		r.single = make(chan struct{})
	} else if s.stopped {
		s.stopped = false
		return nil, nil
	}
	r.socket.SetDeadline(time.Time{})
	r.engine = s.newEngine(r)
	s.running = append(s.running, r)
	return r, nil
}

// serve takes connections until there are no more.
func (r *run) serve() error {
	defer close(r.closed)
	return r.engine.Serve(r)
}

// Accept waits for a connection, and for a free slot.
func (r *run) Accept() (net.Conn, error) {
	if r.single != nil && r.accepted {
		return nil, errGateClosed
	}
	s := r.server
	if s.slots != nil {
		select {
		case s.slots <- struct{}{}:
		case <-r.cut:
			return nil, errGateClosed
		}
	}
	c, err := r.next()
	if err != nil {
		s.release()
		return nil, err
	}
	r.accepted = true
	cn := &conn{Conn: c, server: s, run: r, socket: c, since: time.Since(programStart)}
	cn.limit.next = s.config.readHeader
	if s.tls != nil {
		cn.tls = tls.Server(c, s.tls)
		cn.Conn = cn.tls
	}
	return cn, nil
}

// next returns the next connection; during a shutdown, one that is waiting.
func (r *run) next() (net.Conn, error) {
	for empty := 0; ; {
		stopping := r.stopping.Load()
		if stopping {
			if empty == 2 || r.late == maxQueue || ended(r.cut) {
				return nil, errGateClosed
			}
			asked := time.Now()
			r.socket.SetDeadline(asked.Add(backlog))
			if time.Since(asked) > backlog/2 {
				continue // on a busy machine; Accept may not look at the queue once the deadline is past
			}
		}
		c, err := r.socket.Accept()
		if err == nil && stopping {
			r.late++
		}
		if err == nil || !errors.Is(err, os.ErrDeadlineExceeded) {
			return c, err
		}
		if stopping {
			empty++
		} else if !r.stopping.Load() {
			return nil, err
		}
	}
}

// Close is called by the engine; the socket is the server's.
func (r *run) Close() error { return nil }

// Addr returns the socket's address.
func (r *run) Addr() net.Addr { return r.socket.Addr() }

func (r *run) connState(nc net.Conn, state http.ConnState) {
	c := nc.(*conn)
	switch state {
	case http.StateNew:
		r.mu.Lock()
		if r.conns == nil {
			r.conns = make(map[*conn]struct{})
		}
		r.conns[c] = struct{}{}
		r.mu.Unlock()
	case http.StateIdle:
		c.idle()
	case http.StateHijacked, http.StateClosed:
		if state == http.StateHijacked {
			c.pass.Store(true)
		}
		r.mu.Lock()
		delete(r.conns, c)
		r.mu.Unlock()
		if r.single != nil {
			close(r.single)
		}
	}
}

// shutdown ends the run and waits until it is drained.
func (r *run) shutdown(ctx context.Context) error {
	r.stop.Do(func() {
		r.stopping.Store(true)
		r.socket.SetDeadline(time.Now()) // wakes Accept
		r.err = r.drain(ctx)
		close(r.done)
	})
	<-r.done
	return r.err
}

// drain waits until no connection is left to be accepted and none is open. It
// leaves net/http's own Shutdown for the end: that drops a request whose head is
// not read yet, though all of it may have come, and takes a new connection for
// an idle one if the machine has been too busy to read from it for five seconds.
func (r *run) drain(ctx context.Context) error {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for wait := time.Millisecond; ; wait = min(2*wait, 50*time.Millisecond) {
		select {
		case <-ctx.Done():
			close(r.cut)
			r.socket.SetDeadline(time.Now())
			r.engine.Close()
			return ctx.Err()
		case <-timer.C:
		}
		if r.drained() {
			return r.engine.Shutdown(ctx)
		}
		timer.Reset(wait)
	}
}

// drained reports whether nothing is left to do, and ends the connections that
// no request is expected from.
func (r *run) drained() bool {
	closed := ended(r.closed) // before the look at conns: it may yet add to them
	r.mu.Lock()
	defer r.mu.Unlock()
	for c := range r.conns {
		c.dismiss()
	}
	return closed && len(r.conns) == 0
}

func ended(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
