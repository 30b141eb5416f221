package httpserve

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// One test for each attack that concerns this package.

// filesOf returns a quiet file server of the folder.
func filesOf(dir string, set ...func(*SimpleHTTPRequestHandler)) *quietFiles {
	h := new(quietFiles)
	h.Directory, h.LogOutput = dir, io.Discard
	for _, f := range set {
		f(&h.SimpleHTTPRequestHandler)
	}
	return h
}

type quietFiles struct{ SimpleHTTPRequestHandler }

// ask sends raw bytes to a server of the handler and returns the answer.
func ask(t *testing.T, h RequestHandler, raw string) wireAnswer {
	t.Helper()
	return parseAnswer(exchange(t, startOurs(t, h).Addr().String(), raw))
}

func writeFile(t testing.TB, parts ...string) string {
	t.Helper()
	name := filepath.Join(parts...)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("secret or not"), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// Rows 65, 66, 186: no Location leads to another host.
func TestOpenRedirect(t *testing.T) {
	dir := t.TempDir()
	os.MkdirAll(filepath.Join(dir, "d"), 0o755)
	os.MkdirAll(filepath.Join(dir, "evil.com"), 0o755)
	if runtime.GOOS != "windows" {
		os.MkdirAll(filepath.Join(dir, `\evil.com`), 0o755)
	}
	addr := startOurs(t, filesOf(dir)).Addr().String()
	for _, target := range []string{"//evil.com/..%2f../d", "///evil.com", "//evil.com", `/\evil.com/../d`, `/\evil.com`, `\evil.com`, "/%5Cevil.com",
		"http://evil.com/d", "//d", "/%2f%2fevil.com/../d", "/evil.com%2f..%2fd", "/\\/evil.com/../../d", "/%09/evil.com/../../d"} {
		a := parseAnswer(exchange(t, addr, get(target)))
		to := a.Header.Get("Location")
		if to == "" {
			continue
		}
		if strings.HasPrefix(to, "//") || strings.Contains(to, ":") || strings.ContainsAny(to, "\\\t\r\n") {
			t.Errorf("%q: Location %q", target, to)
		}
	}
}

// Rows 67, 175: names that Windows reads in another way.
func TestWindowsNames(t *testing.T) {
	for _, name := range []string{"c:/x", "c:x", `..\..\x`, `a\b`, "COM1", "com1.txt", "x/nul", "CON", "AUX.h", "LPT9", "COM¹", "a.", "a ", "f::$DATA", `\??\c:`, "a//b", "a\x01b", "a?b"} {
		if windowsName(name) {
			t.Errorf("%q is taken for an ordinary name", name)
		}
	}
	for _, name := range []string{".", "a", "a/b.txt", "console", "COM10", "nul1", "ünï", "...a"} {
		if !windowsName(name) {
			t.Errorf("%q is refused", name)
		}
	}
}

// Rows 68, 176: no spelling of dot-dot leaves the folder.
func TestDotDot(t *testing.T) {
	top := t.TempDir()
	writeFile(t, top, "outside.txt")
	writeFile(t, top, "root", "inside.txt")
	for _, slow := range []bool{false, true} {
		s := startOurs(t, filesOf(filepath.Join(top, "root")))
		s.class.files.slow = slow
		addr := s.Addr().String()
		for _, target := range []string{"/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt", "/%252e%252e/outside.txt", "/./../outside.txt",
			"/x/../../outside.txt", "/..%5coutside.txt", "/%2e%2e%2foutside.txt", "/.%2e/outside.txt", "..//outside.txt", "../outside.txt",
			"/....//outside.txt", "/%c0%ae%c0%ae/outside.txt", "/root/../../outside.txt"} {
			if a := parseAnswer(exchange(t, addr, get(target))); a.Code != 404 {
				t.Errorf("%q: %d %q", target, a.Code, a.Body)
			}
		}
	}
	// A replaced TranslatePath that answers with something outside finds nothing.
	h := new(wanderer)
	h.Directory, h.LogOutput = filepath.Join(top, "root"), io.Discard
	if a := ask(t, h, get("/x")); a.Code != 404 {
		t.Error(a.Code)
	}
}

type wanderer struct{ SimpleHTTPRequestHandler }

func (h *wanderer) TranslatePath(string) string { return h.Directory + "/../outside.txt" }

// Rows 69, 176: symbolic links that lead out are not found, unless asked for.
func TestSymlinkEscape(t *testing.T) {
	top := t.TempDir()
	root := filepath.Join(top, "root")
	outside := writeFile(t, top, "outside", "f.txt")
	writeFile(t, root, "in.txt")
	for link, target := range map[string]string{"file": outside, "dir": filepath.Dir(outside), "rel": "../outside/f.txt", "reldir": "../outside", "in": "in.txt", "self": "self"} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Skip(err)
		}
	}
	for _, slow := range []bool{false, true} {
		for _, follow := range []bool{false, true} {
			tree := &fileTree{dir: root, follow: follow, slow: slow}
			for name, inside := range map[string]bool{"file": false, "dir": false, "dir/f.txt": false, "rel": false, "reldir/f.txt": false, "in": true, "in.txt": true} {
				f, _, err := tree.open(name)
				if err == nil {
					f.Close()
				}
				if opened := err == nil; opened != (inside || follow) {
					t.Errorf("slow %t, follow %t: %s: %v", slow, follow, name, err)
				}
			}
			if tree.isDir("dir") != follow {
				t.Errorf("slow %t, follow %t: a folder outside", slow, follow)
			}
			if f, _, err := tree.open("self"); err == nil {
				f.Close()
				t.Error("a link to itself opened")
			}
		}
	}
	addr := startOurs(t, filesOf(root)).Addr().String()
	for _, target := range []string{"/file", "/dir", "/dir/", "/dir/f.txt", "/reldir/", "/reldir//f.txt"} {
		if a := parseAnswer(exchange(t, addr, get(target))); a.Code != 404 {
			t.Errorf("%s: %d", target, a.Code)
		}
	}
	follow := startOurs(t, filesOf(root, func(h *SimpleHTTPRequestHandler) { h.FollowSymlinks = true })).Addr().String()
	if a := parseAnswer(exchange(t, follow, get("/dir/f.txt"))); a.Code != 200 {
		t.Error(a.Code)
	}
}

// Row 70.
func TestNULInPath(t *testing.T) {
	if a := ask(t, filesOf(t.TempDir()), get("/a.txt%00.html")); a.Code != 404 {
		t.Error(a.Code)
	}
}

// Row 71.
func TestFIFO(t *testing.T) {
	dir := t.TempDir()
	if err := mkfifo(filepath.Join(dir, "pipe")); err != nil {
		t.Skip(err)
	}
	for _, slow := range []bool{false, true} {
		begin := time.Now()
		tree := &fileTree{dir: dir, slow: slow}
		if _, _, err := tree.open("pipe"); !errors.Is(err, errNotRegular) {
			t.Error(err)
		}
		if d := time.Since(begin); d > time.Second {
			t.Error("waited", d)
		}
	}
	if a := ask(t, filesOf(dir), get("/pipe")); a.Code != 404 {
		t.Error(a.Code)
	}
}

// Rows 72, 73, 74, 185: hostile names in listings.
func TestListingInjection(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such names")
	}
	dir := t.TempDir()
	for _, name := range []string{"<img src=x onerror=alert(1)>", `x"><script>alert(1)<`, "+ADw-script+AD4-", "javascript:alert(1)", "' onclick='x"} {
		writeFile(t, dir, "<b>", name)
	}
	for _, rich := range []bool{false, true} {
		a := ask(t, filesOf(dir, func(h *SimpleHTTPRequestHandler) {
			h.RichListing = rich
			h.Uploads = true
			h.AllowedHosts = []string{"h"}
		}), get("/%3Cb%3E/"))
		if a.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(a.Header.Get("Content-Type"), "charset=utf-8") {
			t.Error(a.Header)
		}
		for _, bad := range []string{"<img", "<script", "<b>", `href="javascript:`, dir, `href="x"`} {
			if strings.Contains(a.Body, bad) {
				t.Errorf("rich %t: %q in %s", rich, bad, a.Body)
			}
		}
		if rich && !strings.Contains(a.Header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Error(a.Header)
		}
	}
}

// Row 75: there is no CGI to reach.
func TestNoCGI(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "cgi-bin", "x")
	for _, target := range []string{"/cgi-bin/x", "/cgi-bin%2fx"} {
		if a := ask(t, filesOf(dir), get(target)); a.Code != 200 || a.Body != "secret or not" {
			t.Error(target, a.Code, a.Body)
		}
	}
}

// Rows 76, 182: a request cannot write to the terminal.
func TestTerminalEscapesInLog(t *testing.T) {
	var log syncBuffer
	h := new(echo)
	h.LogOutput = &log
	addr := startOurs(t, h).Addr().String()
	for _, raw := range []string{"GET /\x1b[31mRED\x07\x7f\x9b31m\\ HTTP/1.1\r\nHost: h\r\nUser-Agent: \x1b[31m\r\n\r\n", "\x1b]0;owned\x07\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: \x1b[31m\r\n\r\n", "PO\x1bST / HTTP/1.1\r\nHost: h\r\n\r\n", "GET / HTTP/\x1b.1\r\n\r\n"} {
		exchange(t, addr, raw)
	}
	for i, c := range []byte(log.take()) {
		if c < ' ' && c != '\n' || c == 0x7F || c >= 0x80 {
			t.Fatalf("byte %#x at %d of the log", c, i)
		}
	}
}

type splitter struct {
	BaseHTTPRequestHandler
	errs *[]error
}

func (h *splitter) DoGET() {
	h.SendResponse(200)
	for _, header := range [][2]string{{"X", "b\r\nSet-Cookie: evil=1"}, {"X", "b\nSet-Cookie: evil=1"}, {"X", "b\rSet-Cookie: evil=1"}, {"X\r\nSet-Cookie", "evil=1"}, {"X: Y", "z"}, {"X", "a\x00"}} {
		*h.errs = append(*h.errs, h.SendHeader(header[0], header[1]))
	}
	h.EndHeaders()
}

func (h *splitter) DoPUT() { h.SendError(404, Message("a\r\nSet-Cookie: evil=1")) }

// Row 77.
func TestResponseSplitting(t *testing.T) {
	var errs []error
	h := &splitter{errs: &errs}
	h.LogOutput = io.Discard
	for _, method := range []string{"GET", "PUT"} {
		got := exchange(t, startOurs(t, h).Addr().String(), method+" / HTTP/1.1\r\nHost: h\r\n\r\n")
		head, _, _ := strings.Cut(string(got), "\r\n\r\n")
		if strings.Contains(head, "Set-Cookie") || strings.Contains(head, "evil") {
			t.Errorf("%s", got)
		}
	}
	if len(errs) != 6 {
		t.Fatal(errs)
	}
	for _, err := range errs {
		var value *ValueError
		if !errors.As(err, &value) {
			t.Error(err)
		}
	}
	files := filesOf(t.TempDir(), func(h *SimpleHTTPRequestHandler) {
		h.ExtraResponseHeaders = [][2]string{{"X", "b\r\nSet-Cookie: evil=1"}}
	})
	if a := ask(t, files, get("/")); a.Code != 200 || a.Header.Get("Set-Cookie") != "" || a.Header.Get("X") != "" {
		t.Error(a)
	}
}

// Rows 78, 80: a body that nobody read is not the next request.
func TestSmugglingByBody(t *testing.T) {
	smuggled := "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n"
	var log syncBuffer
	h := new(echo)
	h.LogOutput = &log
	addr := startOurs(t, h).Addr().String()
	for _, raw := range []string{
		"GET /ok HTTP/1.1\r\nHost: h\r\nContent-Length: " + strconv.Itoa(len(smuggled)) + "\r\n\r\n" + smuggled,
		"GET /ok HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(smuggled), smuggled),
		"GET /ok HTTP/1.1\r\nHost: h\r\nContent-Length : 5\r\n\r\n" + smuggled,
		"GET /ok HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nContent-Length: 36\r\n\r\n" + smuggled,
		"GET /ok HTTP/1.1\r\nHost: h\r\nContent-Length: 36\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
		"POST /ok HTTP/1.1\r\nHost: h\r\nTransfer-Encoding:\x0bchunked\r\n\r\n" + smuggled,
	} {
		exchange(t, addr, raw)
		if s := log.take(); strings.Contains(s, "GET /smuggled") {
			t.Errorf("%.80q: %s", raw, s)
		}
	}
}

// Rows 79, 80, 81, 82, 170, 194: heads that two readers could read in two ways.
func TestAmbiguousHeads(t *testing.T) {
	h := new(echo)
	h.LogOutput = io.Discard
	addr := startOurs(t, h).Addr().String()
	for _, c := range wireCases() {
		if c.differs != strictHead {
			continue
		}
		// Also as the second request of a connection, whatever the first one was.
		for _, first := range []string{
			"GET /first HTTP/1.1\r\nHost: h\r\n\r\n",
			"POST /first HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;x\r\nabcde\r\n00\r\nT: t\r\n\r\n",
			"GET /first HTTP/1.1\r\nHost: h\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
		} {
			got := string(exchange(t, addr, first+c.raw+get("/third")))
			if n := strings.Count(got, "HTTP/1.1 "+strconv.Itoa(c.code)); n != 1 || strings.Contains(got, "/third") {
				t.Errorf("%q after %q: %q", c.raw, first, got)
			}
		}
	}
	for _, raw := range []string{ // chunks
		"POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n" + get("/third"),
		"POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\n\n" + get("/third"),
		"POST /p HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n" + get("/third"),
		"POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + get("/third"),
		"POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n\r\n" + get("/third"),
		"POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n" + get("/third"),
	} {
		if got := string(exchange(t, addr, raw)); strings.Contains(got, "GET /third") {
			t.Errorf("%q: %q", raw, got)
		}
	}
}

// Row 83: a page whose host name was bound to this machine's address.
func TestDNSRebinding(t *testing.T) {
	dir := t.TempDir()
	uploads := func(h *SimpleHTTPRequestHandler) { h.Uploads = true }
	addr := startOurs(t, filesOf(dir, uploads)).Addr().String()
	for host, code := range map[string]int{"evil.com": 421, "localhost:8000": 200, "127.0.0.1": 200, "[::1]:80": 200, "localhost.evil.com": 421, "": 421} {
		if a := parseAnswer(exchange(t, addr, "GET / HTTP/1.1\r\nHost: "+host+"\r\n\r\n")); a.Code != code {
			t.Errorf("%q: %d", host, a.Code)
		}
	}
	only := func(h *SimpleHTTPRequestHandler) { h.AllowedHosts = []string{"good.example"} }
	addr = startOurs(t, filesOf(dir, only)).Addr().String()
	for host, code := range map[string]int{"evil.com": 421, "good.example": 200, "GOOD.example.:8000": 200, "localhost": 421} {
		if a := parseAnswer(exchange(t, addr, "GET / HTTP/1.1\r\nHost: "+host+"\r\n\r\n")); a.Code != code {
			t.Errorf("%q: %d", host, a.Code)
		}
	}
}

// Row 84: half requests do not last, nor take the place of whole ones.
func TestSlowloris(t *testing.T) {
	h := new(echo)
	h.LogOutput = io.Discard
	s := startOurs(t, h, ReadHeaderTimeout(300*time.Millisecond), IdleTimeout(300*time.Millisecond))
	var slow []net.Conn
	for i := range 200 {
		c, err := net.Dial("tcp", s.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		io.WriteString(c, []string{"GET / HTTP/1.1\r\nHost: h\r\nX-", "GET", "", "GET / HTTP/1.1\r\nHost: h\r\n\r\n"}[i%4])
		slow = append(slow, c)
	}
	if a := parseAnswer(exchange(t, s.Addr().String(), get("/ok"))); a.Code != 200 {
		t.Error(a.Code)
	}
	for _, c := range slow {
		c.SetReadDeadline(time.Now().Add(5 * time.Second))
		if _, err := io.ReadAll(c); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatal("a slow client is still connected")
		}
	}
	config := defaultServerConfig()
	if config.readHeader != 10*time.Second || config.idle <= 0 || config.stall <= 0 || config.maxConnections <= 0 || config.maxHeaderBytes <= 0 {
		t.Errorf("%+v", config)
	}
}

// Row 84: a client that does not take its response is given up.
func TestStalledReader(t *testing.T) {
	done := make(chan error, 1)
	s := startOurs(t, &flood{done: done}, StallTimeout(200*time.Millisecond))
	c, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	io.WriteString(c, get("/"))
	select {
	case err := <-done:
		if err == nil {
			t.Error("everything was written")
		}
	case <-time.After(10 * time.Second):
		t.Error("the handler is still writing")
	}
}

type flood struct {
	BaseHTTPRequestHandler
	done chan error
}

func (h *flood) DoGET() {
	h.SendResponse(200)
	h.EndHeaders()
	var err error
	for block := make([]byte, 1<<20); err == nil; {
		_, err = h.WFile.Write(block)
	}
	h.done <- err
}
func (*flood) LogMessage(string, ...any) {}

// Row 84: a client that stops in the middle of its body.
func TestStalledBody(t *testing.T) {
	s := startOurs(t, new(echoQuiet), StallTimeout(200*time.Millisecond))
	c, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	io.WriteString(c, "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf")
	c.SetReadDeadline(time.Now().Add(10 * time.Second))
	got, err := io.ReadAll(c)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("the server still waits: %q", got)
	}
}

type echoQuiet struct{ echo }

func (*echoQuiet) LogMessage(string, ...any) {}

// Row 85: a client that connects to a TLS server and says nothing.
func TestSilentTLSClient(t *testing.T) {
	cert, pool := testCertificate(t)
	s, err := NewHTTPSServer("127.0.0.1:0", new(echoQuiet), TLSConfig(&tls.Config{Certificates: []tls.Certificate{cert}}), ReadHeaderTimeout(500*time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	go s.ServeForever()
	defer s.ServerClose()
	defer s.Shutdown()
	silent, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, ServerName: "localhost"}}, Timeout: 5 * time.Second}
	defer client.CloseIdleConnections()
	resp, err := client.Get("https://" + s.Addr().String() + "/ok")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	silent.SetReadDeadline(time.Now().Add(5 * time.Second))
	if _, err := silent.Read(make([]byte, 1)); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("the silent client is still connected")
	}
}
