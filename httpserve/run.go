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
// in the system's queue: until none comes for the time of backlog, twice, or for
// maxBacklog in all.
const (
	backlog    = 10 * time.Millisecond
	maxBacklog = 3 * time.Second
)

// A run is one call of ServeForever or HandleRequest: a net/http server, and
// the listener it takes connections from, which can end while the socket stays
// open.
type run struct {
	server   *HTTPServer
	engine   *http.Server
	socket   *net.TCPListener
	stopping atomic.Pointer[time.Time] // since when
	stop     sync.Once
	closed   chan struct{} // closed when Accept takes no more
	closing  sync.Once
	done     chan struct{} // closed when all is drained
	err      error         // of the drain; read it after done

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
	r := &run{server: s, socket: s.listener, done: make(chan struct{}), closed: make(chan struct{})}
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

// Accept waits for a connection, and for a free slot.
func (r *run) Accept() (net.Conn, error) {
	if r.single != nil && r.accepted {
		r.closing.Do(func() { close(r.closed) })
		return nil, errGateClosed
	}
	s := r.server
	if s.slots != nil {
		s.slots <- struct{}{}
	}
	c, err := r.next()
	if err != nil {
		s.release()
		r.closing.Do(func() { close(r.closed) })
		return nil, err
	}
	r.accepted = true
	cn := &conn{Conn: c, server: s}
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
		since := r.stopping.Load()
		if since != nil {
			if empty == 2 || time.Since(*since) > maxBacklog {
				return nil, errGateClosed
			}
			asked := time.Now()
			r.socket.SetDeadline(asked.Add(backlog))
			if time.Since(asked) > backlog/2 {
				continue // on a busy machine; Accept may not look at the queue once the deadline is past
			}
		}
		c, err := r.socket.Accept()
		if err == nil || !errors.Is(err, os.ErrDeadlineExceeded) {
			return c, err
		}
		if since != nil {
			empty++
		} else if r.stopping.Load() == nil {
			return nil, err
		}
	}
}

// Close is called by the engine; the socket is the server's.
func (r *run) Close() error { return nil }

// Addr returns the socket's address.
func (r *run) Addr() net.Addr { return r.socket.Addr() }

func (r *run) connState(c net.Conn, state http.ConnState) {
	switch state {
	case http.StateHijacked:
		c.(*conn).pass.Store(true)
	case http.StateClosed:
		if r.single != nil {
			close(r.single)
		}
	}
}

// shutdown ends the run and waits until it is drained.
func (r *run) shutdown(ctx context.Context) error {
	r.stop.Do(func() {
		now := time.Now()
		r.stopping.Store(&now)
		r.socket.SetDeadline(now) // wakes Accept
		select {
		case <-r.closed:
		case <-ctx.Done():
		case <-time.After(maxBacklog):
		}
		if err := r.engine.Shutdown(ctx); err != nil {
			r.engine.Close()
			r.err = err
		}
		close(r.done)
	})
	<-r.done
	return r.err
}
