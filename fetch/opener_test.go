package fetch_test

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gobatteries/batteries/fetch"
)

// tracer is a handler of all kinds that tells when it is asked.
type tracer struct {
	fetch.BaseHandler
	name  string
	order int
	log   *[]string
	open  bool
}

func (h *tracer) say(what string)           { *h.log = append(*h.log, h.name+" "+what) }
func (h *tracer) HandlerOrder() int         { return h.order }
func (h *tracer) OpenSchemes() []string     { return []string{"made"} }
func (h *tracer) RequestSchemes() []string  { return []string{"made"} }
func (h *tracer) ResponseSchemes() []string { return []string{"made"} }
func (h *tracer) ErrorCodes() []int         { return []int{418} }
func (h *tracer) Close() error              { h.say("close"); return nil }

func (h *tracer) DefaultOpen(*fetch.Request) (*fetch.Response, error) {
	h.say("default")
	return nil, nil
}

func (h *tracer) SchemeOpen(req *fetch.Request) (*fetch.Response, error) {
	h.say("open")
	if !h.open {
		return nil, nil
	}
	return fetch.NewAddInfoURL(io.NopCloser(strings.NewReader("made")), http.Header{}, req.FullURL(), 418), nil
}

func (h *tracer) SchemeRequest(req *fetch.Request) (*fetch.Request, error) {
	h.say("request")
	return req, nil
}

func (h *tracer) SchemeResponse(req *fetch.Request, r *fetch.Response) (*fetch.Response, error) {
	h.say("response")
	if h.name == "b" {
		return h.Parent.Error("http", req, r, r.Code, r.Msg, r.Headers)
	}
	return r, nil
}

func (h *tracer) HTTPErrorCode(_ *fetch.Request, fp *fetch.Response, _ int, _ string, _ http.Header) (*fetch.Response, error) {
	h.say("error")
	if h.open {
		return fp, nil
	}
	return nil, nil
}

// Handlers are asked by their order, equal ones in that of their adding, and
// until one answers.
func TestHandlerOrder(t *testing.T) {
	var log []string
	o := fetch.NewOpenerDirector()
	for _, h := range []*tracer{{name: "c", order: 600, open: true}, {name: "a", order: 100}, {name: "d", order: 600}, {name: "b", order: 500}} {
		h.log = &log
		o.AddHandler(h)
	}
	r, err := o.Open("made:x")
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	o.Close()
	want := "a request,b request,c request,d request,a default,b default,c default,d default,a open,b open,c open,a response,b response,a error,b error,c error,c response,d response,a close,b close,c close,d close"
	if got := strings.Join(log, ","); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// myHTTP is what a subclass is in Python: it replaces the usual handler.
type myHTTP struct{ *fetch.HTTPHandler }

func (myHTTP) SchemeOpen(req *fetch.Request) (*fetch.Response, error) {
	return fetch.NewAddInfoURL(io.NopCloser(strings.NewReader("mine")), http.Header{}, req.FullURL(), 200), nil
}

func TestBuildOpenerReplaces(t *testing.T) {
	count := func(o *fetch.OpenerDirector) (names []string) {
		for _, h := range o.Handlers {
			names = append(names, strings.TrimPrefix(fmt.Sprintf("%T", h), "*fetch."))
		}
		return names
	}
	plain := count(fetch.BuildOpener(noProxy()))
	want := []string{"UnknownHandler", "HTTPHandler", "HTTPDefaultErrorHandler", "HTTPRedirectHandler", "FTPHandler", "FileHandler", "DataHandler", "HTTPSHandler", "HTTPErrorProcessor"}
	if !slices.Equal(plain, want) {
		t.Errorf("got  %v\nwant %v", plain, want)
	}
	o := fetch.BuildOpener(noProxy(), myHTTP{fetch.NewHTTPHandler()})
	if names := count(o); slices.Contains(names, "HTTPHandler") || len(names) != len(want) {
		t.Error(names)
	}
	r, err := o.Open("http://h/")
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := io.ReadAll(r); string(b) != "mine" {
		t.Errorf("%q", b)
	}
	if names := count(fetch.BuildOpener(noProxy(), fetch.NewCacheFTPHandler())); slices.Contains(names, "FTPHandler") || !slices.Contains(names, "CacheFTPHandler") {
		t.Error(names)
	}
}

func TestInstallOpener(t *testing.T) {
	defer fetch.URLCleanup()
	fetch.InstallOpener(fetch.BuildOpener(noProxy(), myHTTP{fetch.NewHTTPHandler()}))
	for range 2 {
		r, err := fetch.URLOpen("http://h/")
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := io.ReadAll(r); string(b) != "mine" {
			t.Errorf("%q", b)
		}
	}
	req, _ := fetch.NewRequest("http://h/")
	if r, err := fetch.URLOpen(req, fetch.Data("x")); err != nil || r.URL != "http://h/" || string(req.Data()) != "x" {
		t.Error(err)
	}
}

func serve(t *testing.T, h http.HandlerFunc) string {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// An HTTPError is a response.
func TestHTTPError(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Y", "z")
		w.WriteHeader(404)
		n, _ := strconv.Atoi(r.URL.Path[1:])
		io.WriteString(w, strings.Repeat("x", n))
	})
	for _, n := range []int{0, 10, 70000, 1 << 20} {
		_, err := open(t, url+"/"+strconv.Itoa(n))
		var h *fetch.HTTPError
		var u *fetch.URLError
		var o *fetch.OSError
		if !errors.As(err, &h) || !errors.As(err, &u) || !errors.As(err, &o) {
			t.Fatalf("%T", err)
		}
		b, err := io.ReadAll(h)
		if len(b) != n || err != nil || h.Code != 404 || h.Status() != 404 || h.GetCode() != 404 || h.Reason() != "Not Found" || h.Info().Get("x-y") != "z" || h.Hdrs.Get("X-Y") != "z" || h.GetURL() != h.Filename || u.Reason.Error() != "Not Found" {
			t.Errorf("%d: %d bytes, %v, %+v", n, len(b), err, h)
		}
		if err := h.Close(); err != nil {
			t.Error(err)
		}
		if _, err := h.Read(make([]byte, 1)); err == nil {
			t.Error("read after Close")
		}
	}
}

func TestLines(t *testing.T) {
	long := strings.Repeat("y", 100000)
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "one\r\n\ntwo\n"+long+"\nlast") })
	r, err := open(t, url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var got []string
	for line, err := range r.Lines() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(line))
	}
	if want := []string{"one\r\n", "\n", "two\n", long + "\n", "last"}; !slices.Equal(got, want) {
		t.Errorf("%.60q", got)
	}
	r, err = open(t, url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if b, err := r.ReadAll(100); err != fetch.ErrTooLarge || len(b) != 100 {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}

// Retry tries what may succeed the next time, and nothing else.
func TestRetry(t *testing.T) {
	var n atomic.Int32
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) < 3 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(503)
			return
		}
		b, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s", r.Method, b)
	})
	retry := fetch.Retry{Attempts: 5, Backoff: time.Millisecond}
	o := fetch.BuildOpener(noProxy())
	for method, want := range map[string]int32{"GET": 3, "PUT": 3, "DELETE": 3, "POST": 1, "PATCH": 1} {
		for _, data := range []fetch.RequestOption{fetch.Data("body"), fetch.DataReader(strings.NewReader("body"))} {
			n.Store(0)
			req, _ := fetch.NewRequest(url, fetch.Method(method), data)
			r, err := o.OpenRequest(context.Background(), req, retry)
			if err == nil {
				if b, _ := io.ReadAll(r); string(b) != method+" body" {
					t.Errorf("%s: %q", method, b)
				}
			}
			if n.Load() != want || (err == nil) != (want == 3) {
				t.Errorf("%s: %d requests, %v", method, n.Load(), err)
			}
		}
	}
	n.Store(0)
	if _, err := o.Open(url, fetch.DataReader(io.MultiReader(strings.NewReader("x"))), retry); err == nil || n.Load() != 1 {
		t.Errorf("a reader that can't seek: %d requests, %v", n.Load(), err)
	}
	// Connections that are refused or cut are retried; what a guard refuses is not.
	addr, connections := rawServer(t, func(net.Conn, string) {})
	if _, err := o.Open("http://"+addr, retry); err == nil || connections.Load() != 5 {
		t.Errorf("%d connections, %v", connections.Load(), err)
	}
	asked := 0
	guard := func(context.Context, string, netip.AddrPort) error { asked++; return errors.New("no") }
	if _, err := fetch.NewGuardedOpener(guard).Open("http://"+addr, retry); err == nil || asked != 1 {
		t.Errorf("the guard was asked %d times, %v", asked, err)
	}
}

func TestRetryAfter(t *testing.T) {
	var n atomic.Int32
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		w.Header().Set("Retry-After", r.URL.Query().Get("after"))
		w.WriteHeader(429)
	})
	o := fetch.BuildOpener(noProxy())
	start := time.Now()
	if _, err := o.Open(url+"?after=1", fetch.Retry{Attempts: 2, Backoff: time.Millisecond}); err == nil || n.Load() != 2 || time.Since(start) < time.Second {
		t.Errorf("%d requests in %v, %v", n.Load(), time.Since(start), err)
	}
	n.Store(0)
	for _, after := range []string{"3600", "99999999999999999999", "Fri,%2031%20Dec%202199%2023:59:59%20GMT"} {
		if _, err := o.Open(url+"?after="+after, fetch.Retry{Attempts: 2, MaxDelay: time.Second}); err == nil {
			t.Error("no error")
		}
	}
	if n.Load() != 3 {
		t.Errorf("%d requests", n.Load())
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := o.OpenContext(ctx, url+"?after=5", fetch.Retry{Attempts: 3}); err == nil {
		t.Error("no error")
	}
}

func TestForm(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	os.WriteFile(path, []byte("file content"), 0o644)
	var length int64
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		length = r.ContentLength
		mr, err := r.MultipartReader()
		if err != nil {
			http.Error(w, err.Error(), 400)
			return
		}
		for {
			p, err := mr.NextPart()
			if err != nil {
				return
			}
			writePart(w, p)
		}
	})
	for _, known := range []bool{true, false} {
		form := fetch.NewForm()
		form.AddField("name", "välue\r\n--x")
		form.AddField(`na"me`+"\r\n", "")
		if err := form.AddPath("up", path); err != nil {
			t.Fatal(err)
		}
		want := "name||välue\r\n--x;na%22me%0D%0A||;up|a.txt text/plain|file content;"
		if known {
			form.AddReader("r", "x.bin", "", strings.NewReader("reader"))
		} else {
			form.AddReader("r", "x.bin", "", io.MultiReader(strings.NewReader("reader")))
		}
		want += "r|x.bin application/octet-stream|reader;"
		r, err := fetch.BuildOpener(noProxy()).Open(url, form.Data())
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := io.ReadAll(r); string(b) != want {
			t.Errorf("got  %q\nwant %q", b, want)
		}
		if (length > 0) != known {
			t.Errorf("Content-Length %d", length)
		}
	}
}

func writePart(w io.Writer, p *multipart.Part) {
	b, _ := io.ReadAll(p)
	file := ""
	if p.FileName() != "" {
		file = p.FileName() + " " + strings.Split(p.Header.Get("Content-Type"), ";")[0]
	}
	fmt.Fprintf(w, "%s|%s|%s;", p.FormName(), file, b)
}

func TestDecode(t *testing.T) {
	text := []byte(strings.Repeat("some text ", 1000))
	var z, d bytes.Buffer
	zw := zlib.NewWriter(&z)
	zw.Write(text)
	zw.Close()
	dw, _ := flate.NewWriter(&d, 9)
	dw.Write(text)
	dw.Close()
	bodies := map[string][]byte{"/gzip": zip(text), "/x-gzip": zip(text), "/deflate": z.Bytes(), "/deflate/raw": d.Bytes(), "/identity": text, "/br": text, "/gzip/empty": nil, "/gzip/cut": zip(text)[:20]}
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/plain" {
			w.Header().Set("Content-Encoding", strings.Split(r.URL.Path, "/")[1])
		}
		w.Write(bodies[r.URL.Path])
	})
	o := fetch.BuildOpener(noProxy(), fetch.NewDecodeHandler())
	for path := range bodies {
		r, err := o.Open(url + path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		r.Close()
		switch path {
		case "/gzip/empty":
			if len(b) != 0 || err != nil {
				t.Errorf("%s: %v", path, err)
			}
		case "/gzip/cut":
			if err == nil {
				t.Errorf("%s: no error", path)
			}
		default:
			if !bytes.Equal(b, text) || err != nil {
				t.Errorf("%s: %d bytes, %v", path, len(b), err)
			}
		}
	}
}

// The seam, both ways: an opener on a RoundTripper, and a RoundTripper of an opener.
func TestRoundTripper(t *testing.T) {
	o := fetch.BuildOpener(noProxy(), fetch.NewHTTPHandler(fetch.Transport(canned{})))
	r, err := o.Open("http://nowhere.invalid/")
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := io.ReadAll(r); string(b) != "hello" {
		t.Errorf("%q", b)
	}
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		if r.URL.Path == "/404" {
			w.WriteHeader(404)
		}
		fmt.Fprintf(w, "%s %s %v %s", r.Method, b, r.Header["X-A"], r.Host)
	})
	client := &http.Client{Transport: fetch.BuildOpener(noProxy()).RoundTripper()}
	req, _ := http.NewRequest("PUT", url+"/404", strings.NewReader("body"))
	req.Header["X-A"] = []string{"1", "2"}
	req.Host = "other.test"
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if b, _ := io.ReadAll(resp.Body); resp.StatusCode != 404 || resp.Status != "404 Not Found" || string(b) != "PUT body [1, 2] other.test" {
		t.Errorf("%s %q", resp.Status, b)
	}
	resp, err = client.Get("data:,hi")
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := io.ReadAll(resp.Body); string(b) != "hi" || resp.StatusCode != 200 {
		t.Errorf("%q", b)
	}
}

func TestURLRetrieve(t *testing.T) {
	defer fetch.URLCleanup()
	fetch.InstallOpener(fetch.BuildOpener(noProxy()))
	url := respond(t, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nnine here")
	name, _, err := fetch.URLRetrieve(url)
	var short *fetch.ContentTooShortError
	var u *fetch.URLError
	if !errors.As(err, &short) || !errors.As(err, &u) || err.Error() != "<urlopen error retrieval incomplete: got only 9 out of 100 bytes>" || short.Content.Filename != name {
		t.Error(name, err)
	}
	var calls []int64
	hook := fetch.ReportHook(func(n, bs int, size int64) { calls = append(calls, int64(n), int64(bs), size) })
	name, headers, err := fetch.URLRetrieve("data:,"+strings.Repeat("x", 20000), hook)
	if b, _ := os.ReadFile(name); len(b) != 20000 || err != nil || headers.Get("Content-Length") != "20000" {
		t.Error(len(b), err)
	}
	if want := []int64{0, 8192, 20000, 1, 8192, 20000, 2, 8192, 20000, 3, 8192, 20000}; !slices.Equal(calls, want) {
		t.Error(calls)
	}
	path := filepath.Join(t.TempDir(), "a b.txt")
	os.WriteFile(path, []byte("text"), 0o644)
	if name, headers, err = fetch.URLRetrieve(fetch.Pathname2URL(path, fetch.AddScheme(true))); name != path || err != nil || headers.Get("Content-Type") != "text/plain" {
		t.Error(name, headers, err)
	}
	fetch.URLCleanup()
	if _, err := os.Stat(path); err != nil {
		t.Error("URLCleanup removed a file that is not its own")
	}
}

func TestFileHandler(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a b.txt")
	os.WriteFile(path, []byte("hi\n"), 0o644)
	os.Chtimes(path, time.Time{}, time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC))
	url := fetch.Pathname2URL(path, fetch.AddScheme(true))
	r, err := open(t, url)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := io.ReadAll(r)
	r.Close()
	if string(b) != "hi\n" || r.URL != url || r.Code != 0 || r.Headers.Get("Content-Length") != "3" || r.Headers.Get("Last-Modified") != "Thu, 02 Jan 2020 03:04:05 GMT" {
		t.Errorf("%q %s %v", b, r.URL, r.Headers)
	}
	if runtime.GOOS == "windows" {
		return
	}
	for url, want := range map[string]string{
		"file:///nonexistent":              "<urlopen error [Errno 2] No such file or directory: '/nonexistent'>",
		"file:" + dir:                      "<urlopen error [Errno 21] Is a directory: '" + dir + "'>",
		"file://h.invalid/x":               "<urlopen error file:// scheme is supported only on localhost>",
		"file:///tmp/%00":                  "stat: embedded null character in path",
		"file:///dev/null":                 "<urlopen error not a regular file: '/dev/null'>",
		"file://user@localhost/etc/passwd": "<urlopen error file:// scheme is supported only on localhost>",
	} {
		if _, err := open(t, url); err == nil || err.Error() != want {
			t.Errorf("%s: %v", url, err)
		}
	}
	if _, err := open(t, "file:///nonexistent"); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if r, err = open(t, "file://localhost"+strings.TrimPrefix(url, "file://")); err != nil {
		t.Fatal(err)
	}
	r.Close()
}

// A timeout runs while somebody waits for the server, not while the caller is busy.
func TestTimeoutBetweenReads(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "one")
		w.(http.Flusher).Flush()
		if r.URL.Path == "/stall" {
			<-r.Context().Done()
			return
		}
		time.Sleep(20 * time.Millisecond)
		io.WriteString(w, "two")
	})
	r, err := open(t, url, fetch.Timeout(0.2))
	if err != nil {
		t.Fatal(err)
	}
	io.ReadFull(r, make([]byte, 3))
	time.Sleep(300 * time.Millisecond)
	if b, err := io.ReadAll(r); string(b) != "two" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
	r, err = open(t, url+"/stall", fetch.Timeout(50*time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	var timeout *fetch.TimeoutError
	if b, err := io.ReadAll(r); string(b) != "one" || !errors.As(err, &timeout) {
		t.Errorf("%q, %v", b, err)
	}
	r.Close()
	if _, err := open(t, url, fetch.Timeout(-1)); err == nil || err.Error() != "Timeout value out of range" {
		t.Error(err)
	}
}
