package jsonx

import (
	"bytes"
	"io"

	"github.com/gobatteries/batteries/internal/wtf8"
)

// A window is the part of a stream that is being parsed. What is before next has
// been taken; only its lines and code points are remembered.
type window struct {
	r    io.Reader
	buf  []byte
	next int   // the first byte that has not been taken
	err  error // of the reader, once everything before it is in buf

	began bool

	counted int // how much of buf the position accounts for
	position
}

// A position is a place in a stream.
type position struct {
	points int // code points before it
	lines  int // line ends before it
	column int // code points since the last of these
}

// advance moves the position over text.
func (p *position) advance(text []byte) {
	n := wtf8.RuneCountInString(string(text))
	p.points += n
	p.column += n
	if nl := bytes.LastIndexByte(text, '\n'); nl >= 0 {
		p.lines += bytes.Count(text, []byte{'\n'})
		p.column = wtf8.RuneCountInString(string(text[nl+1:]))
	}
}

const (
	windowSize = 64 << 10
	maxEmpty   = 100 // reads in a row that give nothing
)

// more reads on. It reports false at the end of the stream. Places in buf change:
// what has been taken is dropped.
func (w *window) more() bool {
	if w.err != nil {
		return false
	}
	w.drop()
	if w.buf == nil {
		w.buf = make([]byte, 0, windowSize)
	}
	if len(w.buf) == cap(w.buf) {
		w.buf = append(w.buf, make([]byte, cap(w.buf))...)[:len(w.buf)]
	}
	for range maxEmpty {
		n, err := w.r.Read(w.buf[len(w.buf):cap(w.buf)])
		w.buf = w.buf[:len(w.buf)+n]
		if err != nil {
			w.err = err
			return n > 0
		}
		if n > 0 {
			return true
		}
	}
	w.err = io.ErrNoProgress
	return false
}

// drop forgets what has been taken.
func (w *window) drop() {
	if w.next == 0 {
		return
	}
	w.locate(w.next)
	w.buf = w.buf[:copy(w.buf, w.buf[w.next:])]
	w.next, w.counted = 0, 0
}

// locate returns the position of buf[at], which has been taken.
func (w *window) locate(at int) position {
	w.advance(w.buf[w.counted:at])
	w.counted = at
	return w.position
}

// start checks the encoding of a stream's first bytes: it must be UTF-8, with or
// without a byte order mark.
func (w *window) start() error {
	if w.began {
		return nil
	}
	w.began = true
	for len(w.buf) < 4 && w.more() {
	}
	switch encoding := DetectEncoding(w.buf); encoding {
	case "utf-8":
	case "utf-8-sig":
		w.buf = w.buf[len(bom):]
	default:
		return &ValueError{Text: "a stream must be UTF-8, not " + encoding}
	}
	return nil
}

// readError returns the reader's error, or nil at a proper end.
func (w *window) readError() error {
	if w.err == io.EOF {
		return nil
	}
	return w.err
}

// fail returns the error for a failure at buf[at], or the reader's if the text
// ends there because of it.
func (w *window) fail(msg string, at int) error {
	if err := w.readError(); err != nil && at >= len(w.buf) {
		return err
	}
	p := w.locate(w.next) // what has been taken is counted once, however many lines fail
	p.advance(w.buf[w.next:at])
	return p.fail(msg)
}

// fail returns the error for a failure at p.
func (p position) fail(msg string) error {
	return &JSONDecodeError{Msg: msg, Pos: p.points, Lineno: p.lines + 1, Colno: p.column + 1}
}

// space takes white space and returns the byte after it, or 0 at the end.
func (w *window) space() byte {
	for {
		for ; w.next < len(w.buf); w.next++ {
			switch c := w.buf[w.next]; c {
			case ' ', '\t', '\n', '\r':
			default:
				return c
			}
		}
		if !w.more() {
			return 0
		}
	}
}

// extent returns where the value that starts at next ends, without looking at more
// than its brackets and strings; reading on as far as that. A value beyond limit
// bytes, if that is not 0, is not read to its end.
func (w *window) extent(limit int) (end int, ok bool) {
	depth, i := 0, w.next
	quoted := false
	for {
		for ; i < len(w.buf); i++ {
			c := w.buf[i]
			switch {
			case quoted && c == '\\':
				i++ // whatever comes next is part of the string
			case quoted && c != '"':
			case c == '"':
				if !quoted && depth == 0 && i > w.next {
					return i, true // behind a number or a word
				}
				quoted = !quoted
				if !quoted && depth == 0 {
					return i + 1, true
				}
			case c == '[' || c == '{':
				if depth == 0 && i > w.next {
					return i, true
				}
				depth++
			case c == ']' || c == '}':
				if depth == 0 {
					return i, true
				}
				if depth--; depth == 0 {
					return i + 1, true
				}
			case depth == 0 && (c <= ' ' || c == ',' || c == ':'):
				return i, true
			}
		}
		if limit > 0 && i-w.next > limit {
			return 0, false
		}
		offset := i - w.next // reading moves the text
		if !w.more() {
			return len(w.buf), true
		}
		i = w.next + offset
	}
}
