package fetch

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"net/http"
)

// A payload is a request's data. One of its four sources is set.
type payload struct {
	b     []byte
	r     io.Reader
	start int64 // where r began, if it can seek, else -1
	seq   iter.Seq[[]byte]
	open  func() (io.ReadCloser, error)

	size        int64  // -1 if unknown
	used        bool   // r was read from
	contentType string // of a Form
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
	return p == nil || p.r == nil || !p.used || p.start >= 0
}

var errNotReplayable = errors.New("fetch: the request's data can't be sent again: it is a reader that can't seek")

// reader returns the data from its start.
func (p *payload) reader() (io.ReadCloser, error) {
	switch {
	case p.seq != nil:
		return newSeqReader(p.seq), nil
	case p.open != nil:
		return p.open()
	case p.r == nil:
		if len(p.b) == 0 {
			return http.NoBody, nil
		}
		return io.NopCloser(bytes.NewReader(p.b)), nil
	}
	if p.used {
		if p.start < 0 {
			return nil, errNotReplayable
		}
		if _, err := p.r.(io.Seeker).Seek(p.start, io.SeekStart); err != nil {
			return nil, err
		}
	}
	p.used = true
	return io.NopCloser(p.r), nil
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
