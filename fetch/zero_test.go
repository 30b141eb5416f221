package fetch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/fetch"
)

// Handlers that embed ours, as they come out of a literal.
type (
	embedsHTTP     struct{ fetch.HTTPHandler }
	embedsRedirect struct{ fetch.HTTPRedirectHandler }
	embedsCookies  struct{ fetch.HTTPCookieProcessor }
	embedsFTP      struct{ fetch.CacheFTPHandler }
)

// TestZeroHandlers: the zero value of a handler has the defaults, and no
// answer makes one panic.
func TestZeroHandlers(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write([]byte("hello"))
	z.Close()
	mux := http.NewServeMux()
	mux.Handle("/redirect", http.RedirectHandler("/", http.StatusFound))
	mux.HandleFunc("/basic", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Www-Authenticate", `Basic realm="R"`)
		w.WriteHeader(401)
	})
	mux.HandleFunc("/digest", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Www-Authenticate", `Digest realm="R", nonce="n", qop="auth"`)
		w.WriteHeader(401)
	})
	mux.HandleFunc("/gzip", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(zipped.Bytes())
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Set-Cookie", "a=b")
		io.WriteString(w, "hello")
	})
	base := serve(t, mux.ServeHTTP)
	ftp := new(embedsFTP)
	ftp.SetTimeout(time.Second)
	ftp.SetMaxConns(1)
	ftp.CheckCache()
	for _, c := range []struct {
		path    string
		handler fetch.Handler
		want    string
	}{
		{"/", new(embedsHTTP), ""},
		{"/redirect", new(embedsRedirect), ""},
		{"/redirect", new(fetch.HTTPRedirectHandler), ""},
		{"/", new(embedsCookies), ""},
		{"/", ftp, ""},
		{"/gzip", new(fetch.DecodeHandler), ""},
		{"/basic", new(fetch.HTTPBasicAuthHandler), "HTTP Error 401: Unauthorized"},
		{"/digest", new(fetch.HTTPDigestAuthHandler), "HTTP Error 401: Unauthorized"},
		{"/", new(fetch.ProxyBasicAuthHandler), ""},
		{"/", new(fetch.ProxyDigestAuthHandler), ""},
	} {
		o := new(fetch.OpenerDirector)
		for _, h := range fetch.BuildOpener(noProxy(), c.handler).Handlers {
			o.AddHandler(h)
		}
		r, err := o.Open(base + c.path)
		if c.want != "" {
			if err == nil || err.Error() != c.want {
				t.Errorf("%T: %v", c.handler, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%T: %v", c.handler, err)
			continue
		}
		if b, err := r.ReadAll(100); string(b) != "hello" || err != nil {
			t.Errorf("%T: %q, %v", c.handler, b, err)
		}
		r.Close()
	}
	var none *fetch.OpenerDirector
	if _, err := none.Open(base); err == nil {
		t.Error("an opener that is nil opens")
	}
	if _, err := fetch.URLOpen((*fetch.Request)(nil)); err == nil {
		t.Error("a request that is nil is opened")
	}
	req, _ := fetch.NewRequest(base)
	if _, err := new(fetch.HTTPRedirectHandler).HTTPError302(req, nil, 302, "Found", http.Header{"Location": {"/"}}); err == nil {
		t.Error("a handler without an opener opens")
	}
}

// TestZeroErrors: Python's texts for what is None.
func TestZeroErrors(t *testing.T) {
	for want, err := range map[string]error{
		"<urlopen error None>":             new(fetch.URLError),
		"HTTP Error None: None":            new(fetch.HTTPError),
		"address invalid AddrPort refused": new(fetch.GuardError),
	} {
		if got := err.Error(); got != want || errors.Is(err, io.EOF) {
			t.Errorf("%T: %s", err, got)
		}
	}
	var short *fetch.ContentTooShortError
	if err := error(new(fetch.ContentTooShortError)); !errors.As(err, &short) || err.Error() != "<urlopen error None>" {
		t.Error(err)
	}
	if got := new(fetch.HTTPError).GoString(); got != "<HTTPError None: None>" {
		t.Error(got)
	}
}

// TestDigestReopened: the limit on retries counts those of one opening, however
// often the request is opened.
func TestDigestReopened(t *testing.T) {
	nonce := 0
	base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if nonce++; nonce%2 == 1 { // each answer is good for one request
			w.Header().Set("Www-Authenticate", `Digest realm="R", nonce="n", qop="auth"`)
			w.WriteHeader(401)
		}
	})
	h := fetch.NewHTTPDigestAuthHandler(nil)
	h.AddPassword("R", base, "user", "secret")
	o := fetch.BuildOpener(noProxy(), h)
	req, err := fetch.NewRequest(base)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		r, err := o.OpenRequest(context.Background(), req)
		if err != nil {
			t.Fatalf("opening %d: %v", i, err)
		}
		r.Close()
	}
}

// TestRedirectCodes: what is no redirect is not followed, though a handler
// passes it on.
func TestRedirectCodes(t *testing.T) {
	h := fetch.NewHTTPRedirectHandler()
	for _, c := range []struct {
		code   int
		method fetch.Method
		ok     bool
	}{{300, "GET", false}, {302, "GET", true}, {304, "HEAD", false}, {300, "POST", false}, {303, "POST", true}, {307, "POST", false}, {308, "HEAD", true}} {
		req, _ := fetch.NewRequest("http://h/", c.method)
		_, err := h.RedirectRequest(req, nil, c.code, "M", nil, "http://h/x")
		if (err == nil) != c.ok {
			t.Errorf("%d %s: %v", c.code, c.method, err)
		}
	}
}

// A memHandler opens mem: URLs, from a file of its own.
type memHandler struct {
	fetch.BaseHandler
	path string
}

func (*memHandler) OpenSchemes() []string { return []string{"mem"} }
func (h *memHandler) SchemeOpen(req *fetch.Request) (*fetch.Response, error) {
	f, err := os.Open(h.path)
	return fetch.NewAddInfoURL(f, http.Header{}, req.FullURL(), 0), err
}

// TestURLRetrieveOwnFile: only a file URL's file is returned as it stands; the
// file of another handler is copied.
func TestURLRetrieveOwnFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	os.WriteFile(path, []byte("text"), 0o600)
	defer fetch.URLCleanup()
	fetch.InstallOpener(fetch.BuildOpener(noProxy(), &memHandler{path: path}))
	name, _, err := fetch.URLRetrieve("mem:x")
	if b, _ := os.ReadFile(name); name == path || string(b) != "text" || err != nil {
		t.Error(name, err)
	}
}

// TestURLRetrieveWriteErrors: what the system says about the file to write is
// an OSError, as it is in Python.
func TestURLRetrieveWriteErrors(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("no /dev/full")
	}
	fetch.InstallOpener(fetch.BuildOpener(noProxy()))
	defer fetch.URLCleanup()
	for name, want := range map[string]string{
		"/dev/full": "[Errno 28] No space left on device",
		"/":         "[Errno 21] Is a directory: '/'",
		"a\x00b":    "embedded null byte",
	} {
		if _, _, err := fetch.URLRetrieve("data:,x", fetch.Filename(name)); err == nil || err.Error() != want {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestTimeoutRange: a number of seconds that no time has is refused on every
// processor.
func TestTimeoutRange(t *testing.T) {
	for _, n := range []float64{-1, math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e300, 1e10} {
		var v *fetch.ValueError
		if _, err := fetch.URLOpen("data:,x", fetch.Timeout(n)); !errors.As(err, &v) {
			t.Errorf("%v: %v", n, err)
		}
	}
	if _, err := fetch.URLOpen("data:,x", fetch.Timeout(9e9)); err != nil {
		t.Error(err)
	}
}

// TestFTPContentType: the media type is that of the path.
func TestFTPContentType(t *testing.T) {
	f := newFakeFTP(t, done, "data")
	for path, want := range map[string]string{
		"/a.html": "text/html", "/a.html;type=i": "text/html", "/a.html?x": "text/html", "/a.html#x": "text/html",
		"/x.html/": "", "/.html": "", "/..html": "", "": "", "/a.html;type=i/b": "",
	} {
		r, err := fetch.BuildOpener(noProxy()).Open("ftp://" + f.addr + path)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if got := r.Headers.Get("Content-Type"); got != want {
			t.Errorf("%s: %q", path, got)
		}
		r.Close()
	}
}

// TestReportHookCut: the block that a connection's end cuts short is reported,
// if the server had said how long the whole is; one of a chunked body is not.
func TestReportHookCut(t *testing.T) {
	fetch.InstallOpener(fetch.BuildOpener(noProxy()))
	defer fetch.URLCleanup()
	body := strings.Repeat("x", 10000)
	for head, want := range map[string]int{"Content-Length: 20000\r\n\r\n": 2, "Content-Length: 10000\r\n\r\n": 2, "Transfer-Encoding: chunked\r\n\r\n4000\r\n": 1, "\r\n": 2} {
		last := -1
		fetch.URLRetrieve(respond(t, "HTTP/1.1 200 OK\r\n"+head+body), fetch.ReportHook(func(n, _ int, _ int64) {
			if n != last+1 {
				t.Errorf("%q: %d after %d", head, n, last)
			}
			last = n
		}))
		if last != want {
			t.Errorf("%q: %d blocks", head, last)
		}
	}
	path := filepath.Join(t.TempDir(), "x")
	os.WriteFile(path, nil, 0o600)
	if name, _, err := fetch.URLRetrieve("file:" + filepath.ToSlash(filepath.Dir(path)) + "/./x"); name != path || err != nil {
		t.Error(name, err)
	}
}
