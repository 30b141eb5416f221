package b64

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/gobatteries/batteries/internal/golden"
)

// TestStreams cuts texts into random pieces: the streaming forms give what the
// functions give.
func TestStreams(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	n := 20_000
	if testing.Short() {
		n = 2000
	}
	for range n {
		c := randomCall(r)
		checkStream(t, r, c)
		if t.Failed() {
			return
		}
	}
}

// checkStream makes a call in the streaming form and compares.
func checkStream(t *testing.T, r *rand.Rand, c golden.Call) {
	src, ok := c.Args[0].([]byte)
	if !ok {
		return
	}
	var got bytes.Buffer
	var err error
	if e := newEncoder(c, &got); e != nil {
		err = writePieces(r, e, src)
	} else if d := newDecoder(c, pieces(r, src)); d != nil {
		_, err = got.ReadFrom(d)
	} else {
		return
	}
	want := call(c)
	if want.Exc != nil {
		if err == nil {
			t.Errorf("%s: no error, want %s", c, want)
		} else if !twoErrors(c) && !golden.EqualOutcome(raised(err), want) {
			t.Errorf("%s: %v, want %s", c, err, want)
		}
		return
	}
	if err != nil || !bytes.Equal(got.Bytes(), want.Ret.([]byte)) {
		t.Errorf("%s: got %q, %v; want %s", c, got.Bytes(), err, want)
	}
}

// twoErrors reports whether a function may report another error than its
// streaming form: the errors that Python looks for first in all of the text.
func twoErrors(c golden.Call) bool {
	return c.Fn == "b16decode" && c.Kw["casefold"] != true || c.Fn == "a85decode" && c.Kw["adobe"] == true
}

func newEncoder(c golden.Call, w io.Writer) *Encoder {
	switch c.Fn {
	case "b64encode":
		return NewB64Encoder(w, keywords[B64EncodeOption](c)...)
	case "b32encode":
		return NewB32Encoder(w, keywords[B32EncodeOption](c)...)
	case "b32hexencode":
		return NewB32HexEncoder(w, keywords[B32EncodeOption](c)...)
	case "b16encode":
		return NewB16Encoder(w, keywords[B16EncodeOption](c)...)
	case "a85encode":
		return NewA85Encoder(w, keywords[A85EncodeOption](c)...)
	case "b85encode":
		return NewB85Encoder(w, keywords[B85EncodeOption](c)...)
	case "z85encode":
		return NewZ85Encoder(w, keywords[B85EncodeOption](c)...)
	}
	return nil
}

func newDecoder(c golden.Call, r io.Reader) *Decoder {
	switch c.Fn {
	case "b64decode":
		return NewB64Decoder(r, keywords[B64DecodeOption](c)...)
	case "b32decode":
		return NewB32Decoder(r, keywords[B32DecodeOption](c)...)
	case "b32hexdecode":
		return NewB32HexDecoder(r, keywords[B32HexDecodeOption](c)...)
	case "b16decode":
		return NewB16Decoder(r, keywords[B16DecodeOption](c)...)
	case "a85decode":
		return NewA85Decoder(r, keywords[A85DecodeOption](c)...)
	case "b85decode":
		return NewB85Decoder(r, keywords[B85DecodeOption](c)...)
	case "z85decode":
		return NewZ85Decoder(r, keywords[B85DecodeOption](c)...)
	}
	return nil
}

func writePieces(r *rand.Rand, e *Encoder, src []byte) error {
	for len(src) > 0 {
		n := r.IntN(min(len(src), 1+r.IntN(40)) + 1)
		m, err := e.Write(src[:n])
		if err != nil {
			return err
		}
		if m != n {
			return errors.New("short write without an error")
		}
		src = src[n:]
	}
	return e.Close()
}

// pieces returns a reader that gives src in pieces, and the end with or after
// the last one.
func pieces(r *rand.Rand, src []byte) io.Reader {
	var rd io.Reader = &pieceReader{r, src}
	if r.IntN(2) == 0 {
		rd = iotest.DataErrReader(rd)
	}
	return rd
}

type pieceReader struct {
	r   *rand.Rand
	src []byte
}

func (p *pieceReader) Read(b []byte) (int, error) {
	if len(p.src) == 0 {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), p.r.IntN(1+p.r.IntN(40)))], p.src)
	p.src = p.src[n:]
	return n, nil
}

// TestStreamLarge checks streams of many pieces, and that memory stays constant.
func TestStreamLarge(t *testing.T) {
	raw := make([]byte, 1<<20+7)
	r := rand.New(rand.NewPCG(1, 1))
	for i := range raw {
		raw[i] = byte(r.Uint32())
	}
	clear(raw[1000:30000])
	for _, c := range codecs[:9] {
		enc := golden.Call{Fn: c.enc, Args: []any{raw}}
		var text bytes.Buffer
		e := newEncoder(enc, &text)
		if e == nil {
			continue
		}
		if _, err := io.Copy(e, bytes.NewReader(raw)); err != nil {
			t.Fatal(err)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(text.Bytes(), call(enc).Ret.([]byte)) {
			t.Errorf("%s: stream and function differ", c.enc)
		}
		d := newDecoder(golden.Call{Fn: c.dec}, &text)
		back, err := io.ReadAll(d)
		if err != nil || !bytes.Equal(back, raw) {
			t.Errorf("%s: %v, %d bytes", c.dec, err, len(back))
		}
		if cap(e.buf)+cap(d.in)+cap(d.out) > 256<<10 {
			t.Errorf("%s: buffers of %d, %d and %d bytes", c.dec, cap(e.buf), cap(d.in), cap(d.out))
		}
	}
}

// TestStreamErrors checks what streams do when the other end fails.
func TestStreamErrors(t *testing.T) {
	broken := errors.New("broken")
	for range 2 {
		got, err := io.ReadAll(NewB64Decoder(io.MultiReader(strings.NewReader("YWJj"), iotest.ErrReader(broken))))
		if string(got) != "abc" || err != broken {
			t.Errorf("broken reader: %q, %v", got, err)
		}
	}
	if _, err := io.ReadAll(NewB64Decoder(&pieceReader{})); err != nil {
		t.Errorf("empty: %v", err)
	}
	if _, err := NewB64Decoder(stuck{}).Read(make([]byte, 1)); err != io.ErrNoProgress {
		t.Errorf("stuck reader: %v", err)
	}
	if err := Decode(stuck{}, io.Discard); err != io.ErrNoProgress {
		t.Errorf("stuck reader: %v", err)
	}
	if err := Decode(iotest.ErrReader(broken), io.Discard); err != broken {
		t.Errorf("Decode from a broken reader: %v", err)
	}
	if err := Encode(iotest.ErrReader(broken), io.Discard); err != broken {
		t.Errorf("Encode from a broken reader: %v", err)
	}
	if err := Decode(strings.NewReader("YWJj\n"), brokenWriter{broken}); err != broken {
		t.Errorf("Decode to a broken writer: %v", err)
	}
	if err := Encode(strings.NewReader("abc"), brokenWriter{broken}); err != broken {
		t.Errorf("Encode to a broken writer: %v", err)
	}
	e := NewB64Encoder(brokenWriter{broken})
	if _, err := e.Write([]byte("abcdef")); err != broken {
		t.Errorf("Write: %v", err)
	}
	if err := e.Close(); err != broken {
		t.Errorf("Close: %v", err)
	}
	e = NewB64Encoder(io.Discard)
	e.Close()
	if _, err := e.Write([]byte("a")); err != io.ErrClosedPipe {
		t.Errorf("Write after Close: %v", err)
	}
	if err := e.Close(); err != nil {
		t.Errorf("second Close: %v", err)
	}
	if n, err := NewB64Decoder(strings.NewReader("x")).Read(nil); n != 0 || err != nil {
		t.Errorf("Read(nil): %d, %v", n, err)
	}
}

type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

// TestDecodeLongLine checks that Decode holds no more of a line than it says.
func TestDecodeLongLine(t *testing.T) {
	line := strings.Repeat("YWJj", 1<<18)
	var out bytes.Buffer
	if err := Decode(strings.NewReader("YWJj\n"+line+"\nYQ=="), &out); err != nil || out.Len() != 3+3<<18+1 {
		t.Errorf("%d bytes, %v", out.Len(), err)
	}
	out.Reset()
	err := Decode(strings.NewReader("YWJj\n"+line+"Y\nYQ=="), &out)
	if err == nil || out.Len() < 3 || out.Len() > 3+3<<18 {
		t.Errorf("broken line: %d bytes, %v", out.Len(), err)
	}
	d := lineDecoder{w: io.Discard, dec: decoder64()}
	for p := range slices.Chunk([]byte(line), 1000) {
		if err := d.feed(p); err != nil {
			t.Fatal(err)
		}
	}
	if cap(d.out) > 4*heldLine {
		t.Errorf("held %d bytes", cap(d.out))
	}
}
