package b64

import "io"

// pieceSize is how much a stream reads or writes at once, in whole groups of
// every family.
const pieceSize = 256 * 60

// A textEncoder is the state of an [Encoder].
type textEncoder interface {
	groupSize() int
	start(dst []byte) []byte
	feed(dst, src []byte) []byte // src holds whole groups
	end(dst, src []byte) []byte  // src is the last group, not whole
}

func (e *groupEncoder) groupSize() int          { return e.family.bytesIn() }
func (e *groupEncoder) start(dst []byte) []byte { return dst }
func (e *a85Encoder) groupSize() int            { return 4 }

// An Encoder writes the text of what is written to it. It must be closed for
// the last group to be written. It uses constant memory and makes the same text
// as the function that has its name, however the bytes come. What is wrong with
// its options, the first Write or Close says.
//
// An Encoder is not for use by several goroutines at once.
type Encoder struct {
	w       io.Writer
	enc     textEncoder
	err     error
	started bool
	rest    [5]byte // the start of a group
	nRest   int
	buf     []byte
}

// NewB64Encoder returns a writer that writes to w what [B64Encode] returns for
// all that is written to it, and takes the same keywords.
func NewB64Encoder(w io.Writer, opts ...B64EncodeOption) *Encoder {
	e, err := newEncoder64(opts, new(charSet))
	return &Encoder{w: w, err: err, enc: &e}
}

// NewB32Encoder returns a writer that writes to w what [B32Encode] returns for
// all that is written to it, and takes the same keywords.
func NewB32Encoder(w io.Writer, opts ...B32EncodeOption) *Encoder {
	e, err := newEncoder32(&chars32, opts)
	return &Encoder{w: w, err: err, enc: &e}
}

// NewB32HexEncoder returns a writer that writes to w what [B32HexEncode] returns
// for all that is written to it, and takes the same keywords.
func NewB32HexEncoder(w io.Writer, opts ...B32EncodeOption) *Encoder {
	e, err := newEncoder32(&chars32Hex, opts)
	return &Encoder{w: w, err: err, enc: &e}
}

// NewB16Encoder returns a writer that writes to w what [B16Encode] returns for
// all that is written to it, and takes the same keywords.
func NewB16Encoder(w io.Writer, opts ...B16EncodeOption) *Encoder {
	e, err := newEncoder16(opts)
	return &Encoder{w: w, err: err, enc: &e}
}

// NewB85Encoder returns a writer that writes to w what [B85Encode] returns for
// all that is written to it, and takes the same keywords.
func NewB85Encoder(w io.Writer, opts ...B85EncodeOption) *Encoder {
	e, err := newEncoder85(&chars85, opts)
	return &Encoder{w: w, err: err, enc: &e}
}

// NewZ85Encoder returns a writer that writes to w what [Z85Encode] returns for
// all that is written to it, and takes the same keywords.
func NewZ85Encoder(w io.Writer, opts ...B85EncodeOption) *Encoder {
	e, err := newEncoder85(&charsZ85, opts)
	return &Encoder{w: w, err: err, enc: &e}
}

// NewA85Encoder returns a writer that writes to w what [A85Encode] returns for
// all that is written to it, and takes the same keywords.
func NewA85Encoder(w io.Writer, opts ...A85EncodeOption) *Encoder {
	e := &a85Encoder{}
	return &Encoder{w: w, err: e.options(opts), enc: e}
}

// Write encodes p. The text of a group that p leaves unfinished is written
// later. After an error, all calls return it.
func (e *Encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	e.begin()
	size := e.enc.groupSize()
	if e.nRest > 0 {
		n = copy(e.rest[e.nRest:size], p)
		if e.nRest += n; e.nRest == size {
			e.buf = e.enc.feed(e.buf, e.rest[:size])
			e.nRest = 0
		}
	}
	for whole := len(p) - (len(p)-n)%size; n < whole; {
		piece := min(whole-n, pieceSize)
		e.buf = e.enc.feed(e.buf, p[n:n+piece])
		if !e.flush() {
			return n, e.err
		}
		n += piece
	}
	e.nRest += copy(e.rest[e.nRest:], p[n:])
	if !e.flush() {
		return n, e.err
	}
	return len(p), nil
}

// begin puts what comes before the text into the buffer.
func (e *Encoder) begin() {
	if !e.started {
		e.started = true
		e.buf = e.enc.start(e.buf)
	}
}

// flush writes the buffer and reports whether that went well.
func (e *Encoder) flush() bool {
	if len(e.buf) > 0 {
		_, e.err = e.w.Write(e.buf)
		e.buf = e.buf[:0]
	}
	return e.err == nil
}

// Close writes what remains to be written. It doesn't close the underlying
// writer. A later Write returns [io.ErrClosedPipe], a later Close nil.
func (e *Encoder) Close() error {
	if e.err == io.ErrClosedPipe {
		return nil
	}
	if e.err != nil {
		return e.err
	}
	e.begin()
	e.buf = e.enc.end(e.buf, e.rest[:e.nRest])
	if !e.flush() {
		return e.err
	}
	e.err = io.ErrClosedPipe
	e.buf = nil
	return nil
}

// A textDecoder is the state of a [Decoder].
type textDecoder interface {
	feed(dst, src []byte) ([]byte, error)
	end(dst []byte) ([]byte, error)
}

// A Decoder reads the bytes that the text of another reader stands for. It uses
// constant memory and gives the same bytes as the function that has its name,
// however the text comes; the bytes before an error come before the error. What
// is wrong with its options, the first Read says.
//
// Its errors are the function's too, but it does not look ahead: where a text
// has more than one error, it may be the first in the text.
//
// A Decoder is not for use by several goroutines at once.
type Decoder struct {
	r   io.Reader
	dec textDecoder
	err error
	in  []byte
	out []byte // decoded, and not read from at on
	at  int
}

// NewB64Decoder returns a reader of the bytes that [B64Decode] returns for all
// of r, and takes the same keywords.
func NewB64Decoder(r io.Reader, opts ...B64DecodeOption) *Decoder {
	d, err := newDecoder64(opts, new(decodeTable))
	return &Decoder{r: r, err: err, dec: &d}
}

// NewB32Decoder returns a reader of the bytes that [B32Decode] returns for all
// of r, and takes the same keywords.
func NewB32Decoder(r io.Reader, opts ...B32DecodeOption) *Decoder {
	o := options32{padded: true}
	for _, opt := range opts {
		o.set(opt)
	}
	return newDecoderOf32(r, alphabet32, &o)
}

// NewB32HexDecoder returns a reader of the bytes that [B32HexDecode] returns for
// all of r, and takes the same keywords.
func NewB32HexDecoder(r io.Reader, opts ...B32HexDecodeOption) *Decoder {
	o := options32{padded: true}
	for _, opt := range opts {
		o.set(opt)
	}
	return newDecoderOf32(r, alphabet32Hex, &o)
}

func newDecoderOf32(r io.Reader, alphabet string, o *options32) *Decoder {
	d, err := newDecoder32(alphabet, o, new(decodeTable))
	return &Decoder{r: r, err: err, dec: &d}
}

// NewB16Decoder returns a reader of the bytes that [B16Decode] returns for all
// of r, and takes the same keywords.
func NewB16Decoder(r io.Reader, opts ...B16DecodeOption) *Decoder {
	d, ignore := newDecoder16(opts)
	d.table = d.table.ignoring(ignore, new(decodeTable))
	return &Decoder{r: r, dec: &d}
}

// NewB85Decoder returns a reader of the bytes that [B85Decode] returns for all
// of r, and takes the same keywords.
func NewB85Decoder(r io.Reader, opts ...B85DecodeOption) *Decoder {
	d, ignore := newDecoder85(&table85, opts)
	d.table = d.table.ignoring(ignore, new(decodeTable))
	return &Decoder{r: r, dec: &d}
}

// NewZ85Decoder returns a reader of the bytes that [Z85Decode] returns for all
// of r, and takes the same keywords.
func NewZ85Decoder(r io.Reader, opts ...B85DecodeOption) *Decoder {
	d, ignore := newDecoder85(&tableZ85, opts)
	d.table = d.table.ignoring(ignore, new(decodeTable))
	return &Decoder{r: r, dec: &d}
}

// NewA85Decoder returns a reader of the bytes that [A85Decode] returns for all
// of r, and takes the same keywords.
func NewA85Decoder(r io.Reader, opts ...A85DecodeOption) *Decoder {
	d, ignore := newDecoderA85(opts)
	d.table = tableA85.ignoring(ignore, new(decodeTable))
	return &Decoder{r: r, dec: &d}
}

// Read decodes.
func (d *Decoder) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for empty := 0; d.at == len(d.out); {
		if d.err != nil {
			return 0, d.err
		}
		if d.in == nil {
			d.in = make([]byte, pieceSize)
		}
		n, err := d.r.Read(d.in)
		if n == 0 && err == nil {
			if empty++; empty == 100 {
				err = io.ErrNoProgress
			}
		}
		d.decode(n, err)
	}
	n := copy(p, d.out[d.at:])
	d.at += n
	return n, nil
}

// decode decodes the first n bytes of the buffer, with which came err.
func (d *Decoder) decode(n int, err error) {
	d.at = 0
	if d.out, d.err = d.dec.feed(d.out[:0], d.in[:n]); d.err != nil {
		return
	}
	if d.err = err; err == io.EOF {
		if d.out, err = d.dec.end(d.out); err != nil {
			d.err = err
		}
	}
}
