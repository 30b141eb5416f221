package b64

import (
	"bytes"
	"io"
)

// Sizes of the lines that [Encode] and [EncodeBytes] write, in characters
// without the newline and in bytes: Python's [base64.MAXLINESIZE] and
// base64.MAXBINSIZE.
//
// [base64.MAXLINESIZE]: https://docs.python.org/3.15/library/base64.html#legacy-interface
const (
	MAXLINESIZE = 76
	MAXBINSIZE  = MAXLINESIZE / 4 * 3
)

// EncodeBytes returns s in base64, in lines of 76 characters that each end in
// a newline (RFC 2045, section 6.8), as Python's [base64.encodebytes] does.
//
// [base64.encodebytes]: https://docs.python.org/3.15/library/base64.html#base64.encodebytes
func EncodeBytes[T ~string | ~[]byte](s T) []byte {
	return AppendEncodeBytes([]byte{}, s)
}

// AppendEncodeBytes appends to dst what [EncodeBytes] returns. It allocates
// nothing if dst has room. s must not lie in the room of dst.
func AppendEncodeBytes[T ~string | ~[]byte](dst []byte, s T) []byte {
	if len(s) == 0 {
		return dst
	}
	e := mimeEncoder()
	return append(e.all(dst, view(s)), '\n')
}

func mimeEncoder() groupEncoder {
	e := encoder64()
	e.line = MAXBINSIZE
	return e
}

// DecodeBytes returns the bytes that the base64 text s stands for, as Python's
// [base64.decodebytes] does. It skips what is no base64. It returns an [Error]
// if the end of the text is missing.
//
// [base64.decodebytes]: https://docs.python.org/3.15/library/base64.html#base64.decodebytes
func DecodeBytes[T ~string | ~[]byte](s T) ([]byte, error) {
	return noBytes(AppendDecodeBytes([]byte{}, s))
}

// AppendDecodeBytes appends to dst what [DecodeBytes] returns. About dst it is
// like [AppendB64Decode].
func AppendDecodeBytes[T ~string | ~[]byte](dst []byte, s T) ([]byte, error) {
	d := decoder64()
	return d.all(dst, view(s))
}

// Encode reads all of input and writes its base64 to output, in lines of 76
// characters that each end in a newline, as Python's [base64.encode] does. It
// uses constant memory.
//
// [base64.encode]: https://docs.python.org/3.15/library/base64.html#base64.encode
func Encode(input io.Reader, output io.Writer) error {
	e := mimeEncoder()
	w := &Encoder{w: output, enc: &e}
	n, err := io.Copy(w, input)
	if err != nil {
		return err
	}
	if err = w.Close(); err == nil && n > 0 {
		_, err = output.Write([]byte{'\n'})
	}
	return err
}

// heldLine is how much of a line [Decode] holds back until it knows that the
// line is sound.
const heldLine = 64 << 10

// Decode reads base64 from input and writes the bytes that it stands for to
// output, as Python's [base64.decode] does: each line is a text of its own, in
// which what is no base64 is skipped. It returns an [Error] if the end of a
// line is missing; the bytes of the lines before it have been written then. It
// uses constant memory: of a line that stands for more than 64 KiB, the first
// bytes may have been written too.
//
// [base64.decode]: https://docs.python.org/3.15/library/base64.html#base64.decode
func Decode(input io.Reader, output io.Writer) error {
	d := lineDecoder{w: output, dec: decoder64()}
	buf := make([]byte, pieceSize)
	for empty := 0; empty < 100; empty++ {
		n, err := input.Read(buf)
		if n > 0 {
			empty = 0
		}
		if derr := d.feed(buf[:n]); derr != nil {
			return derr
		}
		if err == io.EOF {
			return d.close()
		}
		if err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}

// A lineDecoder decodes lines one by one.
type lineDecoder struct {
	w     io.Writer
	dec   bitsDecoder
	out   []byte
	sound int // how much of out comes from lines that are sound
}

// feed takes a piece of the text.
func (d *lineDecoder) feed(src []byte) error {
	for len(src) > 0 {
		line, rest, ended := bytes.Cut(src, []byte{'\n'})
		src = rest
		d.out, _ = d.dec.feed(d.out, line) // skips what it can't decode
		if ended {
			if err := d.endLine(); err != nil {
				return err
			}
		}
		if len(d.out) >= heldLine {
			if d.sound == 0 {
				d.sound = len(d.out)
			}
			if err := d.flush(); err != nil {
				return err
			}
		}
	}
	return d.flush()
}

// endLine ends a line. If it is not sound, what comes before it is written.
func (d *lineDecoder) endLine() (err error) {
	if d.out, err = d.dec.end(d.out); err != nil {
		if werr := d.flush(); werr != nil {
			return werr
		}
		return err
	}
	d.sound = len(d.out)
	d.dec = decoder64()
	return nil
}

// flush writes what comes from sound lines.
func (d *lineDecoder) flush() error {
	if d.sound == 0 {
		return nil
	}
	if _, err := d.w.Write(d.out[:d.sound]); err != nil {
		return err
	}
	d.out = append(d.out[:0], d.out[d.sound:]...)
	d.sound = 0
	return nil
}

// close ends the last line, which has no newline.
func (d *lineDecoder) close() error {
	if err := d.endLine(); err != nil {
		return err
	}
	return d.flush()
}
