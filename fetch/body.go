package fetch

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"net/http"
	"sync"
	"sync/atomic"
)

// A payload is a request's data. One of its four sources is set.
type payload struct {
	b     []byte
	r     io.Reader
	start int64 // where r began, if it can seek, else -1
	seq   iter.Seq[[]byte]
	open  func() (io.ReadCloser, error)

	size        int64  // -1 if unknown
	contentType string // of a Form

	mu   sync.Mutex
	sent *sentBody // what last read from r; nil if nothing did
}

func bytesPayload(b []byte) *payload {
	if b == nil {
		return nil
	}
	return &payload{b: b, size: int64(len(b))}
}

func readerPayload(r io.Reader) *payload {
	p := &payload{r: r, start: -1, size: -1}
	if s, ok := r.(io.Seeker); ok {
		if at, err := s.Seek(0, io.SeekCurrent); err == nil {
			p.start = at
		}
	}
	return p
}

// replayable reports whether the data can be sent (once more).
func (p *payload) replayable() bool {
	if p == nil || p.r == nil || p.start >= 0 {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sent == nil
}

var errNotReplayable = errors.New("fetch: the request's data can't be sent again: it is a reader that can't seek")

// reader returns the data from its start.
func (p *payload) reader() (io.ReadCloser, error) {
	switch {
	case p.seq != nil:
		return &sentBody{body: newSeqReader(p.seq)}, nil
	case p.open != nil:
		body, err := p.open()
		if err != nil {
			return nil, err
		}
		return &sentBody{body: body}, nil
	case p.r == nil:
		if len(p.b) == 0 {
			return http.NoBody, nil
		}
		return io.NopCloser(bytes.NewReader(p.b)), nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.sent != nil {
		if p.start < 0 {
			return nil, errNotReplayable
		}
		p.sent.retire()
		if _, err := p.r.(io.Seeker).Seek(p.start, io.SeekStart); err != nil {
			return nil, err
		}
	}
	p.sent = &sentBody{body: io.NopCloser(p.r)}
	return p.sent, nil
}

// A sentBody is data on its way. net/http may close a body while it reads from
// it, and go on reading one for a while after the answer has come.
type sentBody struct {
	body   io.ReadCloser
	mu     sync.Mutex // held by who uses body
	closed atomic.Bool
	once   sync.Once
}

func (s *sentBody) Read(p []byte) (int, error) {
	s.mu.Lock()
	if s.closed.Load() {
		s.mu.Unlock()
		return 0, http.ErrBodyReadAfterClose
	}
	n, err := s.body.Read(p)
	s.mu.Unlock()
	if s.closed.Load() {
		s.Close() // for the Close that found us reading
	}
	return n, err
}

// Close closes the body, or leaves that to the Read that is running.
func (s *sentBody) Close() (err error) {
	s.closed.Store(true)
	if s.mu.TryLock() {
		s.once.Do(func() { err = s.body.Close() })
		s.mu.Unlock()
	}
	return err
}

// retire makes sure that nothing is read any more.
func (s *sentBody) retire() {
	s.closed.Store(true)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.once.Do(func() { s.body.Close() })
}

// A seqReader reads the pieces of an iterator one after another.
type seqReader struct {
	next func() ([]byte, bool)
	stop func()
	rest []byte
}

func newSeqReader(seq iter.Seq[[]byte]) *seqReader {
	next, stop := iter.Pull(seq)
	return &seqReader{next: next, stop: stop}
}

func (s *seqReader) Read(p []byte) (int, error) {
	for len(s.rest) == 0 {
		piece, ok := s.next()
		if !ok {
			return 0, io.EOF
		}
		s.rest = piece
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

func (s *seqReader) Close() error {
	s.stop()
	return nil
}
