package fetch

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/urlparse"
)

// An FTPHandler opens ftp URLs: files, or the listings of directories. It is
// Python's [urllib.request.FTPHandler].
//
// [urllib.request.FTPHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.FTPHandler
type FTPHandler struct {
	BaseHandler
	dialer net.Dialer
	cache  *ftpCache // nil for one connection a request
}

// An FTPHandlerOption is an option of [NewFTPHandler] and [NewCacheFTPHandler].
type FTPHandlerOption interface{ ftpHandlerOption() }

// NewFTPHandler makes an FTPHandler.
//
// Option: [AddressGuard], by default none.
func NewFTPHandler(options ...FTPHandlerOption) *FTPHandler {
	h := new(FTPHandler)
	h.configure(options)
	return h
}

func (h *FTPHandler) configure(options []FTPHandlerOption) {
	for _, o := range options {
		if g, ok := o.(GuardOption); ok && g.guard != nil {
			h.dialer.ControlContext = g.guard.control
		}
	}
}

func (*FTPHandler) isFTPHandler() {}

// OpenSchemes returns ftp.
func (*FTPHandler) OpenSchemes() []string { return []string{"ftp"} }

// SchemeOpen is FTPOpen.
func (h *FTPHandler) SchemeOpen(req *Request) (*Response, error) { return h.FTPOpen(req) }

// An ftpTarget is an ftp URL's parts, percent-decoded.
type ftpTarget struct {
	user, passwd, addr, dir, file, kind string
}

// parseFTP takes the URL apart: ftp://user:password@host:port/dir/file;type=i.
func parseFTP(req *Request) (ftpTarget, error) {
	var t ftpTarget
	if req.Host == "" {
		return t, NewURLError("ftp error: no host given")
	}
	userinfo, host, ok := cutLast(req.Host, '@')
	if !ok {
		userinfo, host = "", req.Host
	}
	if err := checkHost(host); err != nil {
		return t, err
	}
	t.user, t.passwd, _ = strings.Cut(userinfo, ":")
	name, port := host, "21"
	if i := strings.LastIndexByte(host, ':'); i > strings.LastIndexByte(host, ']') {
		if name = host[:i]; i+1 < len(host) {
			port = host[i+1:]
		}
	}
	t.addr = net.JoinHostPort(strings.Trim(name, "[]"), port)
	attrs := strings.Split(req.Selector, ";")
	segments := strings.Split(attrs[0], "/")
	for i, s := range segments {
		segments[i] = unquote(s)
	}
	last := len(segments) - 1
	t.file = segments[last]
	if segments = segments[:last]; len(segments) > 0 && segments[0] == "" {
		segments = segments[1:]
	}
	t.dir = strings.Join(segments, "/")
	if t.kind = "I"; t.file == "" {
		t.kind = "D"
	}
	for _, a := range attrs[1:] {
		if k, v, _ := strings.Cut(a, "="); strings.EqualFold(k, "type") && len(v) == 1 && strings.Contains("aAiIdD", v) {
			t.kind = strings.ToUpper(v)
		}
	}
	return t, checkFTP(t.user, t.passwd, t.dir, t.file)
}

// FTPOpen opens a file or a directory. Whatever goes wrong is a URLError that
// begins with "ftp error: ".
func (h *FTPHandler) FTPOpen(req *Request) (*Response, error) {
	t, err := parseFTP(req)
	if err != nil {
		return nil, ftpFailure(err)
	}
	c, err := h.connect(req, t)
	if err != nil {
		return nil, ftpFailure(err)
	}
	data, size, err := c.retrieve(t.file, t.kind)
	if err != nil {
		c.close()
		return nil, ftpFailure(err)
	}
	headers := make(http.Header, 2)
	if u, err := urlparse.URLParse(req.FullURL()); err == nil {
		if m := knownType(u.Path); m != "" {
			headers["Content-Type"] = []string{m}
		}
	}
	if size >= 0 {
		headers["Content-Length"] = []string{strconv.FormatInt(size, 10)}
	}
	body := &ftpBody{c: c, data: data, release: func(ok bool) { h.release(t, c, ok) }}
	return NewAddInfoURL(body, headers, req.FullURL(), 0), nil
}

// ftpFailure makes a URLError of an error. Those that are URLErrors already
// keep their text within another, as in Python.
func ftpFailure(err error) error {
	var e *URLError
	if errors.As(err, &e) && strings.HasPrefix(e.Reason.Error(), "ftp error: no host") {
		return e
	}
	return &URLError{Reason: &ftpCause{err}}
}

// An ftpCause adds Python's prefix.
type ftpCause struct{ error }

func (e *ftpCause) Error() string { return "ftp error: " + e.error.Error() }
func (e *ftpCause) Unwrap() error { return e.error }

// connect returns a connection that is logged in and in the URL's directory.
func (h *FTPHandler) connect(req *Request, t ftpTarget) (*ftpConn, error) {
	if h.cache != nil {
		if c := h.cache.take(t); c != nil {
			c.ctx, c.timeout = req.Context(), req.Timeout
			if _, err := c.command("NOOP", 2); err == nil {
				return c, nil
			}
			c.close()
		}
	}
	c, err := dialFTP(req.Context(), &h.dialer, req.Timeout, t.addr, t.user, t.passwd)
	if err != nil {
		return nil, err
	}
	if err := c.cwd(t.dir); err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

// release ends a transfer. ok says that the connection can be used again.
func (h *FTPHandler) release(t ftpTarget, c *ftpConn, ok bool) {
	if ok && h.cache != nil {
		h.cache.put(t, c)
		return
	}
	c.close()
}

// An ftpBody is the data of a transfer.
type ftpBody struct {
	c       *ftpConn
	data    net.Conn
	release func(ok bool) // nil when done
	err     error         // what ended it
}

func (b *ftpBody) Read(p []byte) (int, error) {
	if b.release == nil {
		return 0, b.err
	}
	end := b.c.begin(b.data)
	n, err := b.data.Read(p)
	if cerr := end(); cerr != nil && err != nil {
		err = &URLError{Reason: cerr}
	} else if err != nil && err != io.EOF {
		err = ftpError(err)
	}
	if err == io.EOF {
		b.data.Close()
		if ferr := b.c.finish(); ferr != nil {
			err = ftpFailure(ferr) // the server says that it was not all
		}
	}
	if err != nil {
		b.end(err, err == io.EOF)
	}
	return n, err
}

func (b *ftpBody) end(err error, ok bool) {
	b.data.Close()
	b.release(ok)
	b.release, b.err = nil, err
}

// Close ends the transfer.
func (b *ftpBody) Close() error {
	if b.release != nil {
		b.end(http.ErrBodyReadAfterClose, false)
	}
	return nil
}

// A CacheFTPHandler is an FTPHandler that keeps connections for further
// requests. It is Python's [urllib.request.CacheFTPHandler].
//
// [urllib.request.CacheFTPHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.CacheFTPHandler
type CacheFTPHandler struct{ FTPHandler }

// NewCacheFTPHandler makes a CacheFTPHandler.
//
// Option: [AddressGuard], by default none.
func NewCacheFTPHandler(options ...FTPHandlerOption) *CacheFTPHandler {
	h := new(CacheFTPHandler)
	h.configure(options)
	h.cache = &ftpCache{delay: 60 * time.Second, max: 16}
	return h
}

// SetTimeout sets how long a connection is kept, by default 60 seconds.
func (h *CacheFTPHandler) SetTimeout(t time.Duration) { h.cache.set(t, -1) }

// SetMaxConns sets how many connections are kept, by default 16.
func (h *CacheFTPHandler) SetMaxConns(m int) { h.cache.set(-1, m) }

// CheckCache closes the connections that have been kept long enough.
func (h *CacheFTPHandler) CheckCache() { h.cache.set(-1, -1) }

// ClearCache closes the connections that are kept.
func (h *CacheFTPHandler) ClearCache() { h.cache.clear() }

// Close is ClearCache.
func (h *CacheFTPHandler) Close() error {
	h.ClearCache()
	return nil
}

// An ftpCache keeps connections that do nothing.
type ftpCache struct {
	mu    sync.Mutex
	delay time.Duration
	max   int
	idle  []idleFTP // the oldest first
}

type idleFTP struct {
	key   ftpTarget
	conn  *ftpConn
	until time.Time
}

// key leaves out what differs between requests that can share a connection.
func (t ftpTarget) key() ftpTarget {
	t.file, t.kind = "", ""
	return t
}

func (f *ftpCache) take(t ftpTarget) *ftpConn {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.check()
	for i, e := range f.idle {
		if e.key == t.key() {
			f.idle = append(f.idle[:i:i], f.idle[i+1:]...)
			return e.conn
		}
	}
	return nil
}

func (f *ftpCache) put(t ftpTarget, c *ftpConn) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c.ctx = context.Background()
	f.idle = append(f.idle, idleFTP{t.key(), c, time.Now().Add(f.delay)})
	f.check()
}

// check closes what is too old or too many.
func (f *ftpCache) check() {
	now := time.Now()
	for len(f.idle) > 0 && (len(f.idle) > f.max || now.After(f.idle[0].until)) {
		f.idle[0].conn.close()
		f.idle = f.idle[1:]
	}
}

func (f *ftpCache) set(delay time.Duration, max int) {
	if f == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if delay >= 0 {
		f.delay = delay
	}
	if max >= 0 {
		f.max = max
	}
	f.check()
}

func (f *ftpCache) clear() {
	if f == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, e := range f.idle {
		e.conn.close()
	}
	f.idle = nil
}

func reprText(s string) string { return pyrepr.String(s) }
