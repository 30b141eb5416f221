package xmlrpc

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"math"
	"sync"
)

// A GzipOption is a keyword argument of [GzipDecode].
type GzipOption interface{ gzipOption() }

// MaxDecode, by default 20 MiB (20971520), is how long unpacked data may be.
// There is no limit if it is negative.
type MaxDecode int64

func (MaxDecode) gzipOption() {}

var gzipWriters = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is a valid one
	return w
}}

// GzipEncode returns data compressed with gzip, for speed rather than size.
//
// It is Python's [xmlrpc.client.gzip_encode]. The compressed bytes are Go's.
//
// [xmlrpc.client.gzip_encode]: https://docs.python.org/3.15/library/xmlrpc.client.html
func GzipEncode(data []byte) []byte {
	var b bytes.Buffer
	w := gzipWriters.Get().(*gzip.Writer)
	w.Reset(&b)
	w.Write(data) // a Buffer takes all
	w.Close()
	gzipWriters.Put(w)
	return b.Bytes()
}

// GzipDecode returns the data that was compressed with gzip. It returns a
// [*ValueError] for data that is not or is damaged, and for more than
// [MaxDecode] bytes, and an [*EOFError] for data that breaks off.
//
// Keyword: [MaxDecode] (20971520).
//
// It is Python's [xmlrpc.client.gzip_decode].
//
// [xmlrpc.client.gzip_decode]: https://docs.python.org/3.15/library/xmlrpc.client.html
func GzipDecode(data []byte, opts ...GzipOption) ([]byte, error) {
	limit := int64(defaultMaxDecode)
	for _, o := range opts {
		if m, ok := o.(MaxDecode); ok {
			limit = int64(m)
		}
	}
	if limit < 0 {
		limit = math.MaxInt64 - 1
	}
	limit = min(limit, math.MaxInt64-1) // there can be one more
	var z gzip.Reader
	var out bytes.Buffer
	for in := bytes.NewReader(data); in.Len() > 0; skipZeros(in) {
		if !bytes.HasPrefix(data[len(data)-in.Len():], []byte("\x1f\x8b")) {
			return nil, gzipError(gzip.ErrHeader)
		}
		if err := z.Reset(in); err != nil {
			return nil, gzipError(err)
		}
		z.Multistream(false)
		if _, err := out.ReadFrom(io.LimitReader(&z, limit+1-int64(out.Len()))); err != nil {
			return nil, gzipError(err)
		}
		if int64(out.Len()) > limit {
			return nil, &ValueError{Text: "max gzipped payload length exceeded"}
		}
	}
	return out.Bytes(), nil
}

// skipZeros passes over the padding that may stand behind a member.
func skipZeros(in *bytes.Reader) {
	for {
		if c, err := in.ReadByte(); err != nil {
			return
		} else if c != 0 {
			in.UnreadByte()
			return
		}
	}
}

func gzipError(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return &EOFError{"Compressed file ended before the end-of-stream marker was reached"}
	}
	return &ValueError{Text: "invalid data"}
}

// An EOFError is Python's EOFError: compressed data that breaks off. It is an
// [io.ErrUnexpectedEOF].
type EOFError struct{ Text string }

func (e *EOFError) Error() string { return e.Text }

// Unwrap returns [io.ErrUnexpectedEOF].
func (e *EOFError) Unwrap() error { return io.ErrUnexpectedEOF }

// A GzipDecodedResponse reads a body that is compressed with gzip. It ends where
// the first compressed part does: HTTP has no use for more.
//
// It is Python's [xmlrpc.client.GzipDecodedResponse].
//
// [xmlrpc.client.GzipDecodedResponse]: https://docs.python.org/3.15/library/xmlrpc.client.html
type GzipDecodedResponse struct{ z *gzip.Reader }

var gzipReaders sync.Pool // of *gzip.Reader

// NewGzipDecodedResponse returns a reader of response's data. Data that isn't
// compressed is a [*ValueError].
func NewGzipDecodedResponse(response io.Reader) (*GzipDecodedResponse, error) {
	return newGzipReader(response)
}

func newGzipReader(r io.Reader) (*GzipDecodedResponse, error) {
	z, _ := gzipReaders.Get().(*gzip.Reader)
	var err error
	if z == nil {
		z, err = gzip.NewReader(r)
	} else {
		err = z.Reset(r)
	}
	if err != nil {
		return nil, notGzip(err)
	}
	z.Multistream(false)
	return &GzipDecodedResponse{z}, nil
}

// notGzip tells bad data and a broken connection apart.
func notGzip(err error) error {
	var corrupt flate.CorruptInputError
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt) ||
		err == io.EOF || err == io.ErrUnexpectedEOF {
		return gzipError(err)
	}
	return err
}

// Read reads unpacked data.
func (g *GzipDecodedResponse) Read(p []byte) (int, error) {
	if g.z == nil {
		return 0, io.ErrClosedPipe
	}
	n, err := g.z.Read(p)
	if err != nil && err != io.EOF {
		err = notGzip(err)
	}
	return n, err
}

// Close ends the reading; what was underneath stays open.
func (g *GzipDecodedResponse) Close() error {
	if g.z != nil {
		gzipReaders.Put(g.z)
		g.z = nil
	}
	return nil
}
