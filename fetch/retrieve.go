package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
)

// A RetrieveOption is a keyword argument of [URLRetrieve].
type RetrieveOption interface{ retrieveOption() }

// Filename is the file to write, by default a temporary one that [URLCleanup]
// removes. A file: URL is not copied then.
type Filename string

func (Filename) retrieveOption() {}

// ReportHookOption is what [ReportHook] returns.
type ReportHookOption struct {
	hook func(blocknum, blocksize int, size int64)
}

func (ReportHookOption) retrieveOption() {}

// ReportHook is called once at the start and after each block of 8192 bytes,
// with the number of blocks, their size and the size of the whole, -1 if the
// server doesn't say.
func ReportHook(hook func(blocknum, blocksize int, size int64)) ReportHookOption {
	return ReportHookOption{hook}
}

// ProgressOption is what [Progress] returns.
type ProgressOption struct{ f func(done, size int64) }

func (ProgressOption) retrieveOption() {}

// Progress is called whenever more is on disk, with the number of bytes and
// the size of the whole, -1 if the server doesn't say.
func Progress(f func(done, size int64)) ProgressOption { return ProgressOption{f} }

// Resume, by default false, keeps what came before a failure in a file beside
// Filename, named with .part at its end, and goes on from there: at once if
// there is a [Retry], else the next time. The server must support ranges, and
// tell by an ETag or a date that the content is the same; otherwise it begins
// anew. Filename appears when it is complete.
type Resume bool

func (Resume) retrieveOption() {}

// retrieval is a URLRetrieve under way.
type retrieval struct {
	opener   *OpenerDirector
	args     openArgs
	filename string
	report   func(blocknum, blocksize int, size int64)
	progress func(done, size int64)
	resume   bool
}

// URLRetrieve copies what a URL gives to a file, and returns the file's name
// and the headers of the answer. If less came than the server announced the
// error is a [*ContentTooShortError], and the file stays. It is Python's
// [urllib.request.urlretrieve].
//
// Keywords: [Filename], by default a temporary file; [ReportHook], none; [Data],
// none. Beyond Python: [Timeout], none; [Progress], none; [Resume], false;
// [Retry], none.
//
// [urllib.request.urlretrieve]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.urlretrieve
func URLRetrieve[URL string | *Request](url URL, options ...RetrieveOption) (filename string, headers http.Header, err error) {
	return URLRetrieveContext(context.Background(), url, options...)
}

// URLRetrieveContext is URLRetrieve with a context.
func URLRetrieveContext[URL string | *Request](ctx context.Context, url URL, options ...RetrieveOption) (filename string, headers http.Header, err error) {
	req, err := asRequest(url)
	if err != nil {
		return "", nil, err
	}
	r := retrieval{opener: defaultOpener()}
	for _, o := range options {
		switch o := o.(type) {
		case Filename:
			r.filename = string(o)
		case ReportHookOption:
			r.report = o.hook
		case ProgressOption:
			r.progress = o.f
		case Resume:
			r.resume = bool(o)
		case URLOpenOption:
			r.args.set(o)
		}
	}
	if r.resume && r.filename != "" {
		return r.resuming(ctx, req)
	}
	return r.plain(ctx, req)
}

// plain is Python's urlretrieve.
func (r *retrieval) plain(ctx context.Context, req *Request) (string, http.Header, error) {
	resp, err := r.opener.start(ctx, req, &r.args)
	if err != nil {
		return "", nil, err
	}
	defer resp.Close()
	if f, ok := resp.FP.(*os.File); ok && r.filename == "" && req.Type == "file" {
		return filepath.Clean(f.Name()), resp.Headers, nil
	}
	f, err := r.create()
	if err != nil {
		return "", nil, err
	}
	size := contentLength(resp.Headers)
	n, err := r.copy(f, resp, 0, size)
	if cerr := f.Close(); err == nil && cerr != nil {
		err = writeError(cerr)
	}
	return f.Name(), resp.Headers, tooShort(err, n, size, f.Name(), resp.Headers)
}

// tooShort makes a ContentTooShortError of a copy that ended early.
func tooShort(err error, got, size int64, name string, headers http.Header) error {
	var cut *IncompleteRead
	if size >= 0 && got < size && (err == nil || errors.As(err, &cut)) {
		return NewContentTooShortError(fmt.Sprintf("retrieval incomplete: got only %d out of %d bytes", got, size), Retrieved{name, headers})
	}
	return err
}

func contentLength(h http.Header) int64 {
	v := h.Get("Content-Length")
	if n, err := strconv.ParseInt(v, 10, 64); err == nil && allDigits(v) {
		return n
	}
	return -1
}

func (r *retrieval) create() (*os.File, error) {
	if r.filename == "" {
		f, err := os.CreateTemp("", "batteries")
		if err != nil {
			return nil, osError(err)
		}
		tempFiles.add(f.Name())
		return f, nil
	}
	if strings.IndexByte(r.filename, 0) >= 0 {
		return nil, &ValueError{Text: "embedded null byte"}
	}
	f, err := os.Create(r.filename)
	if err != nil {
		return nil, osError(err)
	}
	return f, nil
}

// writeError is Python's form of an error of writing, which doesn't name the file.
func writeError(err error) error {
	e := osError(err)
	e.Filename = ""
	return e
}

const (
	reportBlock = 8192
	copyBlock   = 256 << 10
)

var copyBuffers = sync.Pool{New: func() any { b := make([]byte, copyBlock); return &b }}

// copy copies the body to a file, done bytes of which are there already.
func (r *retrieval) copy(f *os.File, body io.Reader, done, size int64) (int64, error) {
	buf := copyBuffers.Get().(*[]byte)
	defer copyBuffers.Put(buf)
	blocks := int(done / reportBlock)
	if r.report != nil {
		r.report(blocks, reportBlock, size)
	}
	for {
		n, err := body.Read(*buf)
		if n > 0 {
			if _, werr := f.Write((*buf)[:n]); werr != nil {
				return done, writeError(werr)
			}
			done += int64(n)
			for ; r.report != nil && done >= int64(blocks+1)*reportBlock; blocks++ {
				r.report(blocks+1, reportBlock, size)
			}
			if r.progress != nil {
				r.progress(done, size)
			}
		}
		if err == nil {
			continue
		}
		// As in Python, where a body that is cut short of its length just ends.
		var cut *IncompleteRead
		if ends := err == io.EOF || size >= 0 && errors.As(err, &cut); ends && r.report != nil && done > int64(blocks)*reportBlock {
			r.report(blocks+1, reportBlock, size)
		}
		if err == io.EOF {
			return done, nil
		}
		return done, err
	}
}

// resuming retrieves by way of a .part file.
func (r *retrieval) resuming(ctx context.Context, req *Request) (string, http.Header, error) {
	retry := r.args.retry
	r.args.retry = Retry{}
	saved := req.snapshot()
	part := r.filename + ".part"
	for attempt := 1; ; attempt++ {
		headers, err := r.continuePart(ctx, req, part)
		if err == nil {
			if err = os.Rename(part, r.filename); err != nil {
				return "", headers, osError(err)
			}
			os.Remove(part + ".info")
			return r.filename, headers, nil
		}
		var short *ContentTooShortError
		if attempt >= retry.Attempts || !errors.As(err, &short) && !retry.passing(err) {
			return "", headers, err
		}
		if werr := wait(ctx, retry.pause(attempt)); werr != nil {
			return "", headers, err
		}
		req.restore(saved)
	}
}

// continuePart asks for what is missing in a .part file.
func (r *retrieval) continuePart(ctx context.Context, req *Request, part string) (http.Header, error) {
	f, err := os.OpenFile(part, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, osError(err)
	}
	defer f.Close()
	offset := int64(0)
	info, _ := os.ReadFile(part + ".info")
	if url, validator, ok := strings.Cut(string(info), "\n"); ok && url == req.FullURL() {
		if st, err := f.Stat(); err == nil && st.Size() > 0 {
			offset = st.Size()
			req.AddHeader("Range", "bytes="+strconv.FormatInt(offset, 10)+"-")
			req.AddHeader("If-Range", validator)
		}
	}
	resp, err := r.opener.start(ctx, req, &r.args)
	var h *HTTPError
	if errors.As(err, &h) && h.Code == http.StatusRequestedRangeNotSatisfiable && offset > 0 {
		h.Close()
		if h.Headers.Get("Content-Range") == "bytes */"+strconv.FormatInt(offset, 10) {
			return h.Headers, nil // it was complete
		}
		os.Remove(part + ".info")
		return h.Headers, err
	}
	if err != nil {
		return nil, err
	}
	defer resp.Close()
	size := contentLength(resp.Headers)
	if first, total, ok := contentRange(resp); ok && first == offset && offset > 0 {
		size = total
	} else {
		offset = 0
		if err := f.Truncate(0); err != nil {
			return resp.Headers, osError(err)
		}
	}
	if _, err := f.Seek(offset, io.SeekStart); err != nil {
		return resp.Headers, osError(err)
	}
	if v := validator(resp.Headers); v != "" {
		if err := os.WriteFile(part+".info", []byte(req.FullURL()+"\n"+v), 0o666); err != nil {
			return resp.Headers, osError(err)
		}
	} else {
		os.Remove(part + ".info")
	}
	n, err := r.copy(f, resp, offset, size)
	return resp.Headers, tooShort(err, n, size, part, resp.Headers)
}

// contentRange reads the Content-Range of a 206.
func contentRange(resp *Response) (first, total int64, ok bool) {
	if resp.Code != http.StatusPartialContent {
		return 0, 0, false
	}
	var last int64
	if _, err := fmt.Sscanf(resp.Headers.Get("Content-Range"), "bytes %d-%d/%d", &first, &last, &total); err != nil {
		return 0, 0, false
	}
	return first, total, last == total-1
}

// validator returns what tells one state of the content from another.
func validator(h http.Header) string {
	if tag := h.Get("ETag"); tag != "" && !strings.HasPrefix(tag, "W/") {
		return tag
	}
	return h.Get("Last-Modified")
}

// tempFiles are those that URLRetrieve made.
var tempFiles fileSet

type fileSet struct {
	mu    sync.Mutex
	names []string
}

func (s *fileSet) add(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.names = append(s.names, name)
}

// URLCleanup removes the temporary files that [URLRetrieve] made, forgets the
// opener of [InstallOpener] and closes idle connections. It is Python's
// [urllib.request.urlcleanup].
//
// [urllib.request.urlcleanup]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.urlcleanup
func URLCleanup() {
	tempFiles.mu.Lock()
	for _, name := range tempFiles.names {
		os.Remove(name)
	}
	tempFiles.names = nil
	tempFiles.mu.Unlock()
	installed.Store(nil)
	shared().CloseIdleConnections()
}
