package xmlrpc

import (
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// RequireXML, by default false, refuses requests whose Content-Type is not
// text/xml (or application/xml) with status 415. Browsers don't send those
// across sites without asking first, so that no page can make calls in the name
// of its reader.
type RequireXML bool

// AllowedHosts are the hosts that requests may name as theirs, with or without
// a port; by default all. Others are refused with status 403. It keeps pages
// from reaching a server on the reader's own machine under a name that they
// made point there.
type AllowedHosts []string

// A CrossOriginOption is what [CrossOrigin] returns.
type CrossOriginOption struct{ protection *http.CrossOriginProtection }

// CrossOrigin refuses requests that browsers send from other sites, with status 403.
func CrossOrigin(protection *http.CrossOriginProtection) CrossOriginOption {
	return CrossOriginOption{protection}
}

func (RequireXML) dispatcherOption()        {}
func (AllowedHosts) dispatcherOption()      {}
func (CrossOriginOption) dispatcherOption() {}

// A guard refuses requests by their head.
type guard struct {
	requireXML bool
	hosts      []string
	cross      *http.CrossOriginProtection
}

func (g *guard) set(opt any) {
	switch o := opt.(type) {
	case RequireXML:
		g.requireXML = bool(o)
	case AllowedHosts:
		g.hosts = o
	case CrossOriginOption:
		g.cross = o.protection
	}
}

// An httpError is a request that is answered with a status other than 200.
type httpError struct {
	status int
	text   string
}

func (e *httpError) Error() string { return e.text }

// check refuses a request.
func (g *guard) check(r *http.Request) *httpError {
	if g.hosts != nil && !g.allows(r.Host) {
		return &httpError{http.StatusForbidden, "host not allowed"}
	}
	if g.cross != nil && g.cross.Check(r) != nil {
		return &httpError{http.StatusForbidden, "cross-origin request"}
	}
	if g.requireXML {
		t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || t != "text/xml" && t != "application/xml" {
			return &httpError{http.StatusUnsupportedMediaType, "text/xml is required"}
		}
	}
	return nil
}

func (g *guard) allows(host string) bool {
	if slices.Contains(g.hosts, host) {
		return true
	}
	name, _, err := net.SplitHostPort(host)
	return err == nil && slices.Contains(g.hosts, name)
}

// An answer is what a request is answered with.
type answer struct {
	status int
	text   string // the reason of an error
	body   []byte
	gzip   bool
	buffer *[]byte // that body is in; given back by release
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// keptBuffer is how large a buffer may be to be kept for the next answer.
const keptBuffer = 1 << 20

func (a *answer) release() {
	if a.buffer != nil && cap(*a.buffer) <= keptBuffer {
		buffers.Put(a.buffer)
	}
}

// answer makes the call that a POST carries. Answers of more than threshold
// bytes are compressed if the client takes that; negative is never.
func (d *SimpleXMLRPCDispatcher) answer(r *http.Request, threshold int) answer {
	if e := d.config.guard.check(r); e != nil {
		return answer{status: e.status, text: e.text}
	}
	if r.ContentLength <= 0 && len(r.TransferEncoding) == 0 && r.Header.Get("Content-Length") == "" {
		return answer{status: http.StatusInternalServerError, text: "no Content-Length"}
	}
	buffer := buffers.Get().(*[]byte)
	out, err := d.respond(r.Context(), (*buffer)[:0], func(dec *decoder) error { return d.load(dec, r) })
	*buffer = out
	if e := (*httpError)(nil); errors.As(err, &e) {
		buffers.Put(buffer)
		return answer{status: e.status, text: e.text}
	}
	a := answer{status: http.StatusOK, body: out, buffer: buffer}
	if threshold >= 0 && len(out) > threshold {
		if q := acceptEncodings(r.Header.Get("Accept-Encoding"))["gzip"]; q > 0 {
			a.body, a.gzip = GzipEncode(out), true
		}
	}
	return a
}

// load reads the body of a request.
func (d *SimpleXMLRPCDispatcher) load(dec *decoder, r *http.Request) error {
	limit := dec.maxBytes
	if limit >= 0 && r.ContentLength > limit {
		return &httpError{http.StatusRequestEntityTooLarge, "request too long"}
	}
	body := &requestReader{r.Body}
	var err error
	switch encoding := strings.ToLower(r.Header.Get("Content-Encoding")); encoding {
	case "", "identity":
		if n := r.ContentLength; n >= 0 && n <= window {
			err = dec.runShort(body, int(n))
		} else {
			err = dec.runReader(body)
		}
	case "gzip":
		err = loadGzip(dec, body)
	default:
		return &httpError{http.StatusNotImplemented, "encoding " + pyrepr.String(encoding) + " not supported"}
	}
	if e := (*LimitError)(nil); errors.As(err, &e) && e.What == limitBytes {
		return &httpError{http.StatusRequestEntityTooLarge, "request too long"}
	}
	return err
}

func loadGzip(dec *decoder, body io.Reader) error {
	bad := &httpError{http.StatusBadRequest, "error decoding gzip content"}
	z, err := newGzipReader(body)
	if err != nil {
		return bad
	}
	defer z.Close()
	err = dec.runReader(&gzipBody{z, bad})
	if e := (*LimitError)(nil); errors.As(err, &e) && e.What == limitBytes {
		return bad
	}
	return err
}

// A gzipBody tells errors of the compression from those of what is compressed.
type gzipBody struct {
	z   *GzipDecodedResponse
	bad *httpError
}

func (b *gzipBody) Read(p []byte) (int, error) {
	n, err := b.z.Read(p)
	if err != nil && err != io.EOF {
		err = b.bad
	}
	return n, err
}

// A requestReader makes errors of a body that breaks off HTTP's.
type requestReader struct{ r io.Reader }

func (b *requestReader) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if err != nil && err != io.EOF {
		err = &httpError{http.StatusBadRequest, err.Error()}
	}
	return n, err
}

// acceptEncodings returns the codings of an Accept-Encoding header with their
// weights, which are 1 where there is none of digits and points. A coding whose
// weight is no number, as 1.2.3, is left out; CPython breaks the connection off.
func acceptEncodings(header string) map[string]float64 {
	if header == "" {
		return nil
	}
	const blanks = " \t\n\v\f\r"
	out := map[string]float64{}
	for part := range strings.SplitSeq(header, ",") {
		name := strings.TrimLeft(part, blanks)
		rest := ""
		if i := strings.IndexAny(name, blanks+";"); i >= 0 {
			name, rest = name[:i], strings.TrimLeft(name[i:], blanks)
		}
		if name == "" {
			continue
		}
		if q := weightOf(rest, blanks); q == "" {
			out[name] = 1
		} else if f, err := strconv.ParseFloat(q, 64); err == nil {
			out[name] = f
		}
	}
	return out
}

// weightOf returns the digits and points of the "; q=0.5" that s begins with, "" if it doesn't.
func weightOf(s, blanks string) string {
	for _, c := range []byte(";q=") {
		if s == "" || s[0] != c && !(c == 'q' && s[0] == 'Q') {
			return ""
		}
		s = strings.TrimLeft(s[1:], blanks)
	}
	return s[:len(s)-len(strings.TrimLeft(s, "0123456789."))]
}

// ServeHTTP answers a POST with the result of the call that it carries,
// whatever the path. Other methods get status 405.
func (d *SimpleXMLRPCDispatcher) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "only POST is supported", http.StatusMethodNotAllowed)
		return
	}
	a := d.answer(r, defaultThreshold)
	defer a.release()
	if a.status != http.StatusOK {
		http.Error(w, a.text, a.status)
		return
	}
	h := w.Header()
	h["Content-Type"] = contentTypeXML
	h["Content-Length"] = []string{strconv.Itoa(len(a.body))}
	if a.gzip {
		h["Content-Encoding"] = []string{"gzip"}
	}
	w.Write(a.body)
}

var contentTypeXML = []string{"text/xml"}

// errorAnswer is the fault of an error that has no dispatcher.
func errorAnswer(err error) answer {
	c := defaultDump()
	body, _ := c.document(nil, &Fault{1, "<class '" + className(err) + "'>:" + err.Error()})
	return answer{status: http.StatusOK, body: body}
}
