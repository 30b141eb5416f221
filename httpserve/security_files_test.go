package httpserve

import (
	"bytes"
	"crypto/tls"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Row 86: what strangers uploaded is not shown as this site's own page.
func TestUploadedScript(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "x.svg"), []byte("<svg onload=alert(1)>"), 0o644)
	for _, etags := range []bool{false, true} {
		h := filesOf(dir, func(h *SimpleHTTPRequestHandler) { h.Uploads = true; h.ETags = etags })
		a := ask(t, h, "GET /x.svg HTTP/1.1\r\nHost: localhost\r\n\r\n")
		if a.Header.Get("X-Content-Type-Options") != "nosniff" || a.Header.Get("Content-Security-Policy") != "sandbox" {
			t.Error(a.Header)
		}
	}
}

// Row 87: uploads from the network need a name and password.
func TestUploadFromNetwork(t *testing.T) {
	h := filesOf(t.TempDir(), func(h *SimpleHTTPRequestHandler) { h.Uploads = true; h.AllowedHosts = []string{"example.com"} })
	w := httptest.NewRecorder()
	Handler(h).ServeHTTP(w, httptest.NewRequest("PUT", "http://example.com/f", strings.NewReader("x")))
	if w.Code != 403 {
		t.Error(w.Code)
	}
}

// Rows 88, 89 are in TestWire too; here without Python.
func TestMalformedRequestLines(t *testing.T) {
	h := new(echoQuiet)
	addr := startOurs(t, h).Addr().String()
	for raw, want := range map[string]string{
		"garbage\r\n":                              "Message: Bad request syntax ('garbage').",
		"POST /x\r\n":                              "Message: Bad HTTP/0.9 request type ('POST').",
		"GET / HTTP/2.0\r\n":                       "Message: Invalid HTTP version (2.0).",
		get("/" + strings.Repeat("a", 70000)):      "Error code: 414",
		get("/", strings.Repeat("X: a\r\n", 100)):  "got more than 100 headers",
		get("/", "X: "+strings.Repeat("a", 1<<20)): "Line too long",
	} {
		if got := string(exchange(t, addr, raw)); !strings.Contains(got, want) || !strings.Contains(got, "<!DOCTYPE HTML>") {
			t.Errorf("%.40q: %q", raw, got)
		}
	}
	if got := string(exchange(t, addr, "GET /x\r\n")); got != "GET /x HTTP/0.9" {
		t.Errorf("%q", got)
	}
}

// Row 90: names of uploads.
func TestUploadTraversal(t *testing.T) {
	top := t.TempDir()
	root := filepath.Join(top, "root")
	writeFile(t, root, "there")
	os.Symlink(filepath.Join(top, "target"), filepath.Join(root, "link"))
	os.Symlink(top, filepath.Join(root, "out"))
	for _, overwrite := range []bool{false, true} {
		h := filesOf(root, func(h *SimpleHTTPRequestHandler) { h.Uploads = true; h.Overwrite = overwrite; h.MaxUpload = 100 })
		addr := startOurs(t, h).Addr().String()
		put := func(target, body string) wireAnswer {
			return parseAnswer(exchange(t, addr, "PUT "+target+" HTTP/1.1\r\nHost: localhost\r\nContent-Length: "+strconv.Itoa(len(body))+"\r\n\r\n"+body))
		}
		for _, target := range []string{"/../x", "/%2e%2e/x", "/..%2fx", "/..%5cx", "/a%00b", "/a%0ab", "/out/x", "/nowhere/x", "/", "/x/", "/c:x", "/.upload-x", "/COM1", "/a%5cb", "/x."} {
			if a := put(target, "body"); a.Code < 400 || a.Code > 409 {
				t.Errorf("%s: %d", target, a.Code)
			}
		}
		if a := put("/big", strings.Repeat("x", 101)); a.Code != 413 {
			t.Error(a.Code)
		}
		for name, text := range map[string]string{"there": "secret or not", "new": "body"} {
			a := put("/"+name, "body")
			if want := 409; !overwrite && name == "there" && a.Code != want {
				t.Error(a.Code)
			}
			if overwrite {
				text = "body"
			}
			if got, _ := os.ReadFile(filepath.Join(root, name)); string(got) != text {
				t.Errorf("%s: %q", name, got)
			}
		}
		put("/link", "body")
		if _, err := os.Stat(filepath.Join(top, "target")); err == nil {
			t.Error("written through a link")
		}
		chunked := "PUT /chunked HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + strings.Repeat("40\r\n"+strings.Repeat("x", 64)+"\r\n", 4) + "0\r\n\r\n"
		if a := parseAnswer(exchange(t, addr, chunked)); a.Code != 413 {
			t.Error(a.Code)
		}
	}
	left, _ := filepath.Glob(filepath.Join(root, uploadPrefix+"*"))
	outside, _ := os.ReadDir(top)
	if len(left) > 0 || len(outside) != 1 {
		t.Error(left, outside)
	}
}

// Row 90: another site's page cannot upload.
func TestUploadCSRF(t *testing.T) {
	dir := t.TempDir()
	addr := startOurs(t, filesOf(dir, func(h *SimpleHTTPRequestHandler) { h.Uploads = true })).Addr().String()
	for _, header := range []string{"Sec-Fetch-Site: cross-site", "Origin: https://evil.com"} {
		for _, method := range []string{"PUT /x", "POST /"} {
			a := parseAnswer(exchange(t, addr, method+" HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n"+header+"\r\n\r\nx"))
			if a.Code != 403 {
				t.Error(method, header, a.Code)
			}
		}
	}
	if found, _ := os.ReadDir(dir); len(found) > 0 {
		t.Error(found)
	}
}

// Row 91: there is no archive to download.
func TestNoArchives(t *testing.T) {
	dir := t.TempDir()
	for _, target := range []string{"/?zip", "/?download=zip", "/?format=tar"} {
		if a := ask(t, filesOf(dir, func(h *SimpleHTTPRequestHandler) { h.RichListing = true }), get(target)); !strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
			t.Error(target, a.Header)
		}
	}
}

// Row 92.
func TestBasicAuth(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "f")
	h := filesOf(dir, func(h *SimpleHTTPRequestHandler) { h.Users = map[string]string{"me": "pässword"}; h.Realm = "a\"b" })
	addr := startOurs(t, h).Addr().String()
	for user, want := range map[[2]string]int{{"me", "pässword"}: 200, {"me", "wrong"}: 401, {"you", "pässword"}: 401, {"", ""}: 401, {"me", ""}: 401} {
		r, _ := http.NewRequest("GET", "http://"+addr+"/f", nil)
		r.SetBasicAuth(user[0], user[1])
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Error(user, resp.StatusCode)
		}
		if got := resp.Header.Get("Www-Authenticate"); want == 401 && got != `Basic realm="a\"b", charset="UTF-8"` {
			t.Error(got)
		}
	}
	http.DefaultClient.CloseIdleConnections()
}

// Rows 93, 192.
func TestManyRanges(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "f"), bytes.Repeat([]byte("0123456789"), 1000), 0o644)
	addr := startOurs(t, filesOf(dir, func(h *SimpleHTTPRequestHandler) { h.Ranges = true; h.ETags = true })).Addr().String()
	for header, want := range map[string]int{"bytes=" + strings.Repeat("0-,", 1000) + "0-": 200, "bytes=0-3": 206, "bytes=0-1,4-5": 206, "bytes=99999-": 416, "bytes=x": 416, "lines=1-2": 416} {
		a := parseAnswer(exchange(t, addr, get("/f", "Range: "+header)))
		if a.Code != want && !(want == 416 && a.Code == 200) {
			t.Errorf("%.20s: %d", header, a.Code)
		}
		if a.Code == 416 && (!strings.HasPrefix(a.Body, "<!DOCTYPE HTML>") || strings.Contains(header, "9-") && a.Header.Get("Content-Range") != "bytes */10000") {
			t.Error(a)
		}
	}
	// If-Range compares strongly; a weak tag gets the whole file.
	tag := parseAnswer(exchange(t, addr, get("/f"))).Header.Get("Etag")
	for ifRange, want := range map[string]int{tag: 206, "W/" + tag: 200, `"x"`: 200} {
		if a := parseAnswer(exchange(t, addr, get("/f", "Range: bytes=0-3", "If-Range: "+ifRange))); a.Code != want {
			t.Error(ifRange, a.Code)
		}
	}
}

// Row 171: HTTP/2 is off, with TLS too.
func TestHTTP2Off(t *testing.T) {
	cert, pool := testCertificate(t)
	s, err := NewThreadingHTTPSServer("127.0.0.1:0", new(echoQuiet), TLSConfig(&tls.Config{Certificates: []tls.Certificate{cert}, NextProtos: []string{"http/1.1"}}))
	if err != nil {
		t.Fatal(err)
	}
	go s.ServeForever()
	defer s.ServerClose()
	defer s.Shutdown()
	c, err := tls.Dial("tcp", s.Addr().String(), &tls.Config{RootCAs: pool, ServerName: "localhost", NextProtos: []string{"h2", "http/1.1"}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if p := c.ConnectionState().NegotiatedProtocol; p != "http/1.1" {
		t.Error(p)
	}
	// Row 172: nor does it come by an upgrade or in the clear.
	engine := s.newEngine(&run{server: &s.HTTPServer})
	if p := engine.Protocols; p.HTTP2() || p.UnencryptedHTTP2() || !p.HTTP1() {
		t.Error(p)
	}
	got := exchange(t, startOurs(t, new(echoQuiet)).Addr().String(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
	if parseAnswer(got).Code != 505 {
		t.Errorf("%q", got)
	}
}

// Row 173: a refused "Expect: 100-continue" leaves no body in the way.
func TestExpectContinueDesync(t *testing.T) {
	s := startOurs(t, new(refuser))
	c, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(5 * time.Second))
	io.WriteString(c, "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: "+strconv.Itoa(len(get("/smuggled")))+"\r\nExpect: 100-continue\r\n\r\n")
	time.Sleep(20 * time.Millisecond)
	io.WriteString(c, get("/smuggled"))
	got, _ := io.ReadAll(c)
	if n := bytes.Count(got, []byte("HTTP/1.1 ")); n != 1 || !bytes.HasPrefix(got, []byte("HTTP/1.1 417")) {
		t.Errorf("%q", got)
	}
}

type refuser struct{ echoQuiet }

func (h *refuser) HandleExpect100() bool {
	h.SendError(417)
	return false
}

// Row 174: a form of many parts does not fill the memory.
func TestMultipartMemory(t *testing.T) {
	dir := t.TempDir()
	addr := startOurs(t, filesOf(dir, func(h *SimpleHTTPRequestHandler) { h.Uploads = true })).Addr().String()
	form := func(files int, name string) *http.Response {
		r, w := io.Pipe()
		m := multipart.NewWriter(w)
		go func() {
			for i := range files {
				part, err := m.CreateFormFile("file", name+strconv.Itoa(i))
				if err != nil {
					return
				}
				io.WriteString(part, "x")
			}
			m.Close()
			w.Close()
		}()
		client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		resp, err := client.Post("http://"+addr+"/", m.FormDataContentType(), r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		r.Close()
		return resp
	}
	if code := form(3, "f").StatusCode; code != 303 {
		t.Error(code)
	}
	if code := form(maxFormFiles+5, "g").StatusCode; code != 400 {
		t.Error(code)
	}
	for _, name := range []string{`..\x`, "../x", "a/../../x", "/etc/x", ".upload-"} {
		if code := form(1, name).StatusCode; code != 400 {
			t.Error(name, code)
		}
	}
	http.DefaultClient.CloseIdleConnections()
	// One endless header of a part.
	body := "--b\r\nContent-Disposition: form-data; name=\"" + strings.Repeat("x", 20<<20)
	a := parseAnswer(exchange(t, addr, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "+
		strconv.Itoa(len(body))+"\r\n\r\n"+body))
	if a.Code < 400 && a.Code != 0 {
		t.Error(a.Code)
	}
}

// Row 193.
func TestIfNoneMatchFirst(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "f")
	addr := startOurs(t, filesOf(dir, func(h *SimpleHTTPRequestHandler) { h.ETags = true })).Addr().String()
	first := parseAnswer(exchange(t, addr, get("/f")))
	tag, date := first.Header.Get("Etag"), first.Header.Get("Last-Modified")
	for _, c := range []struct {
		tag  string
		code int
	}{{tag, 304}, {`"other"`, 200}, {"W/" + tag, 304}, {`"a", ` + tag, 304}} {
		if a := parseAnswer(exchange(t, addr, get("/f", "If-None-Match: "+c.tag, "If-Modified-Since: "+date))); a.Code != c.code {
			t.Error(c.tag, a.Code)
		}
	}
	if a := parseAnswer(exchange(t, addr, get("/f", `If-Match: "other"`))); a.Code != 412 {
		t.Error(a.Code)
	}
}

// Row 177 is the toolchain's: go.mod asks for a version whose O_EXCL and os.Root
// are mended.
func TestToolchainFloor(t *testing.T) {
	text, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte("\ngo 1.26.6")) {
		t.Errorf("%s", text)
	}
	if reflect.TypeFor[*os.Root]() == nil {
		t.Error("no os.Root")
	}
}
