package fetch

import (
	"bufio"
	"cmp"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strings"
)

// A DecodeHandler asks servers to compress their answers, and undoes it: gzip
// and deflate. Python has no such thing; without this handler, here too, an
// answer is returned as it comes.
//
// A body is an [ErrTooLarge] where it exceeds the handler's limits.
type DecodeHandler struct {
	BaseHandler
	maxSize  int64 // zero for the default, as below
	maxRatio int64
}

const (
	defaultMaxSize  = 1 << 30
	defaultMaxRatio = 200
)

// A DecodeOption is an option of [NewDecodeHandler].
type DecodeOption interface{ decodeOption() }

// MaxSize is how many bytes may come out of the decoding, by default 1 GiB.
type MaxSize int64

func (MaxSize) decodeOption() {}

// MaxRatio is how many bytes may come out for each that goes in, once there is
// more than 1 MiB of them, by default 200.
type MaxRatio int64

func (MaxRatio) decodeOption() {}

// NewDecodeHandler makes a DecodeHandler.
//
// Options: [MaxSize], by default 1 GiB; [MaxRatio], 200.
func NewDecodeHandler(options ...DecodeOption) *DecodeHandler {
	h := new(DecodeHandler)
	for _, o := range options {
		switch o := o.(type) {
		case MaxSize:
			h.maxSize = int64(o)
		case MaxRatio:
			h.maxRatio = int64(o)
		}
	}
	return h
}

// RequestSchemes returns http and https.
func (*DecodeHandler) RequestSchemes() []string { return []string{"http", "https"} }

// ResponseSchemes returns http and https.
func (*DecodeHandler) ResponseSchemes() []string { return []string{"http", "https"} }

// SchemeRequest asks for gzip and deflate, unless the request says what it
// accepts or wants a part of the body.
func (*DecodeHandler) SchemeRequest(req *Request) (*Request, error) {
	if !req.HasHeader("Accept-encoding") && !req.HasHeader("Range") {
		req.AddUnredirectedHeader("Accept-encoding", "gzip, deflate")
	}
	return req, nil
}

// SchemeResponse decodes the body.
func (h *DecodeHandler) SchemeResponse(req *Request, response *Response) (*Response, error) {
	coding := strings.ToLower(strings.TrimSpace(response.Headers.Get("Content-Encoding")))
	switch coding {
	case "gzip", "x-gzip", "deflate":
	default:
		return response, nil
	}
	if req.GetMethod() == "HEAD" || response.Code == 204 || response.Code == 304 {
		return response, nil
	}
	response.Headers.Del("Content-Encoding")
	response.Headers.Del("Content-Length")
	d := &decoder{src: response.FP, gzip: coding != "deflate"}
	d.maxSize, d.maxRatio = cmp.Or(h.maxSize, defaultMaxSize), cmp.Or(h.maxRatio, defaultMaxRatio)
	d.in = bufio.NewReader(countReader{d})
	response.FP = d
	return response, nil
}

// A decoder is a body that is decoded while it is read.
type decoder struct {
	src  io.ReadCloser
	in   *bufio.Reader
	gzip bool
	r    io.Reader // nil before the first Read
	nin  int64
	nout int64

	maxSize, maxRatio int64
	failure           error
}

// countReader counts what a decoder takes in.
type countReader struct{ d *decoder }

func (c countReader) Read(p []byte) (int, error) {
	n, err := c.d.src.Read(p)
	c.d.nin += int64(n)
	return n, err
}

func (d *decoder) Read(p []byte) (int, error) {
	if d.failure != nil {
		return 0, d.failure
	}
	if d.r == nil {
		if d.failure = d.start(); d.failure != nil {
			return 0, d.failure
		}
	}
	n, err := d.r.Read(p)
	d.nout += int64(n)
	if d.nout > d.maxSize || d.nout > 1<<20 && d.nout/d.maxRatio > d.nin {
		d.failure = ErrTooLarge
		return 0, ErrTooLarge
	}
	if err == io.EOF {
		io.CopyN(io.Discard, d.in, maxDrain) // what follows counts for nothing
	}
	if err != nil {
		d.failure = err
	}
	return n, err
}

// start reads the coding's head.
func (d *decoder) start() error {
	first, err := d.in.Peek(2)
	if len(first) == 0 {
		return err // nothing at all is an empty body
	}
	if d.gzip {
		z, err := gzip.NewReader(d.in)
		if err != nil {
			return decodeError(err)
		}
		z.Multistream(false)
		d.r = z
		return nil
	}
	// Deflate is meant to have zlib's head, but some servers send it bare.
	if len(first) == 2 && first[0]&15 == 8 && (int(first[0])<<8|int(first[1]))%31 == 0 {
		d.r, err = zlib.NewReader(d.in)
		return decodeError(err)
	}
	d.r = flate.NewReader(d.in)
	return nil
}

func decodeError(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// Close closes the body.
func (d *decoder) Close() error {
	if d.failure == nil {
		d.failure = errors.New("fetch: read after close")
	}
	return d.src.Close()
}
