package jsonx

import (
	"bytes"
	"io"
	"iter"
)

// LoadValues decodes the values of a stream one after the other, with white space
// or nothing between them; an addition to Python. It holds one value at a time
// in memory. The stream must be UTF-8.
//
// An error ends the iteration: fp's, or one of [Loads], in which a position counts
// from the start of the stream and Doc is empty. The keywords are those of Loads.
func LoadValues(fp io.Reader, opts ...LoadOption) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		t := newValueReader(fp, opts)
		for {
			if err := t.w.start(); err != nil {
				yield(nil, err)
				return
			}
			if t.w.space() == 0 && t.w.next == len(t.w.buf) {
				if err := t.w.readError(); err != nil {
					yield(nil, err)
				}
				return
			}
			v, err := t.value()
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// LoadLines decodes a stream of JSON Lines (https://jsonlines.org): one value a
// line; an addition to Python. Lines of white space alone are skipped.
//
// A malformed line yields an error with the line's number, and the iteration goes
// on if the caller does. fp's error ends it. The keywords are those of [Loads].
func LoadLines(fp io.Reader, opts ...LoadOption) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		t := newValueReader(fp, opts)
		if err := t.w.start(); err != nil {
			yield(nil, err)
			return
		}
		for {
			end, ok := t.line()
			if !ok {
				if err := t.w.readError(); err != nil {
					yield(nil, err)
				}
				return
			}
			text := t.w.buf[t.w.next:end]
			if len(bytes.Trim(text, " \t\r")) > 0 {
				v, _, err := t.parse(end, true)
				if !yield(v, err) {
					return
				}
			}
			t.w.next = min(end+1, len(t.w.buf))
		}
	}
}

// LoadItems decodes the elements of the array that a stream holds, one after the
// other; an addition to Python. It holds one element at a time in memory. The
// errors are those of [LoadValues], and the keywords those of [Loads].
func LoadItems(fp io.Reader, opts ...LoadOption) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		t := newValueReader(fp, opts)
		t.items(yield)
	}
}

func (t *TokenReader) items(yield func(any, error) bool) {
	tok, err := t.Next()
	if err == nil && tok.Kind != ArrayStart {
		err = &TypeError{Text: "LoadItems needs an array, not " + tok.Kind.String()}
	}
	if err == io.EOF {
		err = t.w.fail("Expecting value", t.w.next)
	}
	for err == nil && t.More() {
		var v any
		if v, err = t.Value(); err == nil && !yield(v, nil) {
			return
		}
	}
	if err == nil {
		if _, err = t.Next(); err == nil { // the bracket
			if _, err = t.Next(); err == io.EOF { // nothing may follow
				return
			}
		}
	}
	yield(nil, err)
}

func newValueReader(fp io.Reader, opts []LoadOption) *TokenReader {
	t := &TokenReader{w: window{r: fp}}
	t.cfg.init()
	t.cfg.apply(opts)
	return t
}

// line returns where the line that starts at next ends.
func (t *TokenReader) line() (end int, ok bool) {
	w := &t.w
	from := w.next
	for {
		if n := bytes.IndexByte(w.buf[from:], '\n'); n >= 0 {
			return from + n, true
		}
		offset := len(w.buf) - w.next
		if !w.more() {
			return len(w.buf), len(w.buf) > w.next && w.readError() == nil
		}
		from = w.next + offset
	}
}

// value decodes the value that starts at next, and takes it.
func (t *TokenReader) value() (any, error) {
	end, ok := t.w.extent(0)
	if !ok {
		return nil, t.w.fail("Value too large", t.w.next)
	}
	if err := t.w.readError(); err != nil && end == len(t.w.buf) {
		return nil, err
	}
	v, n, err := t.parse(end, false)
	if err != nil {
		return nil, err
	}
	t.w.next += n
	return v, nil
}

// parse decodes the value in buf[next:end] and returns its length. Nothing but
// white space may follow it there if it is alone.
func (t *TokenReader) parse(end int, alone bool) (any, int, error) {
	d := newDecoder(string(t.w.buf[t.w.next:end]), &t.cfg)
	defer d.release()
	d.high = highBits
	v, n := d.value(d.space(0))
	if alone {
		n = d.finish(n)
	}
	if n < 0 {
		if d.err != nil {
			return nil, 0, d.err
		}
		if d.msg == "" {
			return nil, 0, decodingFirst(d.s, nil)
		}
		return nil, 0, t.w.fail(d.msg, t.w.next+min(d.at, len(d.s)))
	}
	return v, n, nil
}
