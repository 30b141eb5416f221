package httpserve

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httputil"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/internal/live"
)

// The Go side of testdata/wire_server.py.
type echo struct{ BaseHTTPRequestHandler }

func (h *echo) answer(text string) {
	h.SendResponse(200)
	h.SendHeader("Content-Type", "text/plain")
	h.SendHeader("Content-Length", len(text))
	h.EndHeaders()
	io.WriteString(h.WFile, text)
}

func (h *echo) DoGET() {
	kind, rest, _ := strings.Cut(h.Path[1:], "/")
	code, _ := strconv.Atoi(rest)
	switch kind {
	case "error":
		h.SendError(HTTPStatus(code))
	case "message":
		h.SendError(404, Message("Gone <fishing>"), Explain("Back & soon"))
	case "status":
		h.SendResponse(HTTPStatus(code))
		h.SendHeader("X-Status", rest)
		h.SendHeader("Content-Length", 0)
		h.EndHeaders()
	case "headers":
		var lines []string
		for name, values := range h.Headers {
			for _, v := range values {
				lines = append(lines, strings.ToLower(name)+"="+v)
			}
		}
		sort.Strings(lines)
		h.answer(strings.Join(lines, "\n"))
	default:
		h.answer(h.Command + " " + h.Path + " " + h.RequestVersion)
	}
}

func (h *echo) DoPOST() {
	n, _ := strconv.ParseInt(h.Headers.Get("Content-Length"), 10, 64)
	body, _ := io.ReadAll(io.LimitReader(h.RFile, n))
	h.answer(h.Path + " " + latin1(string(body)))
}

func (h *echo) DoSPAM() { h.answer("spam") }

// A syncBuffer is a log that two goroutines use.
type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

// take returns what was written since the last call.
func (b *syncBuffer) take() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.buf.String()
	b.buf.Reset()
	return s
}

// wireTree makes a folder of files with fixed times and names of every kind.
func wireTree(t testing.TB) string {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("the system has no such file names")
	}
	root := t.TempDir()
	files := map[string]string{
		"file.txt": "hello world\n", "empty.bin": "", "page.html": "<p>hi</p>", "x.json": "{}", "noext": "n",
		"a.tar.gz": "gz", "sub dir/inner.txt": "in", "index/index.html": "<p>index</p>", "htm/index.htm": "<p>htm</p>",
		"indexdir/index.html/x": "x", "odd/a b.txt": "1", "odd/a&b<c>.txt": "1", "odd/#hash": "1", "odd/%41.txt": "1",
		"odd/q?mark": "1", "odd/quote\"s'.txt": "1", "odd/.hidden": "1", "odd/back\\slash": "1", "odd/co:lon": "1",
		"odd/new\nline": "1", "odd/~tilde+plus,;=@!$*()": "1", "odd/<img src=x onerror=alert(1)>": "1",
		"odd/x\"><script>alert(1)<": "1", "odd/+ADw-script+AD4-": "1", "odd/\x1b[31mred": "1", "odd/Zeta": "1", "odd/alpha": "1",
		"enc/ünï.txt": "utf-8", "enc/\xfcn\xef.txt": "latin-1", "enc/\x93\xfa\x96\x7b.txt": "shift-jis", "enc/日本.txt": "utf-8",
		"enc/\xff.bin": "ff", "enc/😀": "1", "enc/é": "1", "enc/É2": "1", "enc/İ": "1", "enc/ΑΣ": "1", "enc/\xed\xa0\x80": "cesu",
		"日本/f.txt": "1", "evil.example/x": "1", "big.bin": strings.Repeat("0123456789abcdef", 10000),
	}
	for name, text := range files {
		p := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"empty", "odd/dir"} {
		os.Mkdir(filepath.Join(root, name), 0o755)
	}
	for link, target := range map[string]string{"odd/link-to-file": "alpha", "odd/link-to-dir": "dir", "odd/broken": "nowhere", "link": "file.txt"} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	when := time.Unix(1577934245, 750_000_000)
	filepath.Walk(root, func(p string, info os.FileInfo, err error) error {
		if err == nil && info.Mode()&os.ModeSymlink == 0 {
			os.Chtimes(p, when, when)
		}
		return nil
	})
	return root
}

// A wireCase is a raw request, for the file server or the echo server.
type wireCase struct {
	echo bool
	raw  string
	// differs says why ours is another answer than CPython's, and code is ours;
	// 0 is a connection closed without an answer.
	differs string
	code    int
}

const (
	strictHead = "a malformed head is refused (rows 79-82, 194)"
	cutShort   = "a head without its empty line is no request"
	closesNUL  = "NUL in a path ends CPython's handler (row 70)"
)

func get(target string, lines ...string) string {
	return "GET " + target + " HTTP/1.1\r\nHost: h\r\n" + strings.Join(append(lines, "", ""), "\r\n")
}

func wireCases() []wireCase {
	var cases []wireCase
	add := func(echo bool, raws ...string) {
		for _, raw := range raws {
			cases = append(cases, wireCase{echo: echo, raw: raw})
		}
	}
	differs := func(echo bool, why string, code int, raws ...string) {
		for _, raw := range raws {
			cases = append(cases, wireCase{echo, raw, why, code})
		}
	}
	// Paths of the file server, with both methods that it has.
	targets := []string{"/", "/file.txt", "/file.txt?q=1", "/file.txt#f", "/file.txt/", "/nope", "/noext", "/empty.bin", "/page.html",
		"/x.json", "/a.tar.gz", "/empty", "/empty/", "/odd", "/odd?x=1&y=2", "/odd#frag", "/odd/", "/odd/?x=<y>", "/sub%20dir",
		"/sub%20dir/", "/sub%20dir/inner.txt", "//odd", "//evil.example/%2e%2e", "///odd//", "/index", "/index/", "/htm/", "/indexdir/",
		"/odd%2f", "/odd%2F", "/odd%2Fdir%2f", "/../file.txt", "/%2e%2e/file.txt", "/..%2ffile.txt", "/%252e%252e/file.txt",
		"/odd/../file.txt", "/./file.txt", "/odd/./", "/odd/..", "/odd/../", "/odd/.", "/odd/a%20b.txt", "/odd/a%26b%3Cc%3E.txt",
		"/odd/%23hash", "/odd/%2541.txt", "/odd/q%3Fmark", "/odd/quote%22s%27.txt", "/odd/back%5Cslash", "/odd/co%3Alon", "/odd/new%0Aline",
		"/odd/broken", "/odd/link-to-dir", "/odd/link-to-dir/", "/odd/link-to-file", "/link", "/odd/dir/", "/enc/", "/enc/%C3%BCn%C3%AF.txt",
		"/enc/%ED%B3%BCn%ED%B3%AF.txt", "/enc/%FCn%EF.txt", "/enc/%ED%B3%BF.bin", "/enc/%FF.bin", "/enc/%F0%9F%98%80", "/enc/\xc3\xa9",
		"/enc/\xe9", "/%E6%97%A5%E6%9C%AC/", "/%E6%97%A5%E6%9C%AC", "/evil.example/..", "/big.bin", "/%", "/%zz", "/a%2", "/%2", "/file.txt%20",
		"/odd/%2e%2e/%2e%2e/file.txt", "/\"<>^`{|}", "/%3Cscript%3E/", "/%3Cscript%3E", "/odd/%0d%0aX:1", "file.txt", "*", "/*", "/odd//",
		"/odd///dir", "http://h/file.txt", "http://h/odd/", "/~", "/file.txt;a=b", "/file%2Etxt", "/%66ile.txt", "/FILE.TXT", "/...", "/.../",
		"/odd/..%2f..%2f..%2fetc/passwd", "/c:/x", "/..%5c..%5cx", "/%C0%AF", "/odd?/", "/odd?%2f", "/odd%3f", "/?", "/#", "/%23"}
	for _, target := range targets {
		add(false, get(target), strings.Replace(get(target), "GET", "HEAD", 1))
	}
	for _, target := range []string{"/odd/%00", "/a.txt%00.html"} {
		differs(false, closesNUL, 404, get(target))
	}
	differs(false, "a surrogate that no file's name can have ends CPython's handler", 404, get("/%ED%A0%80"))
	// Conditions.
	for _, since := range []string{"Thu, 02 Jan 2020 03:04:05 GMT", "Thu, 02 Jan 2020 03:04:04 GMT", "Fri, 03 Jan 2020 00:00:00 GMT",
		"Thursday, 02-Jan-20 03:04:05 GMT", "Thu Jan  2 03:04:05 2020", "Thu, 02 Jan 2020 03:04:05 +0000", "Thu, 02 Jan 2020 03:04:05 -0000",
		"Thu, 02 Jan 2020 04:04:05 +0100", "Thu, 02 Jan 2020 03:04:05 UTC", "Thu, 02 Jan 2020 03:04:05 EST", "Thu, 02 Jan 2020 03:04:05",
		"yesterday", "", "2020-01-02T03:04:05Z", "Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 99 Jan 2020 03:04:05 GMT"} {
		add(false, get("/file.txt", "If-Modified-Since: "+since), get("/index/", "If-Modified-Since: "+since), get("/odd/", "If-Modified-Since: "+since))
		add(false, get("/file.txt", "If-Modified-Since: "+since, `If-None-Match: "x"`))
	}
	add(false, get("/file.txt", "Range: bytes=0-3"), get("/file.txt", "Range: bytes=999-"), get("/file.txt", "If-None-Match: *"),
		get("/file.txt", `If-Match: "x"`), get("/file.txt", "Accept-Encoding: gzip, br"), get("/odd/", "Accept: application/json"))
	// Methods.
	for _, m := range []string{"PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE", "SPAM", "get", "Get", "FO'O", "FO-O", "M-SEARCH", "PROPFIND",
		"G\"ET", "G(ET)", "G\xc9T", "GET,", "\xa0x", "X\\Y", "Do", "HEAD", "x\x1by"} {
		add(false, m+" /file.txt HTTP/1.1\r\nHost: h\r\n\r\n")
		add(true, m+" /ok HTTP/1.1\r\nHost: h\r\n\r\n")
	}
	add(true, "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", "CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n", "TRACE / HTTP/1.0\r\n\r\n")
	// Request lines.
	for _, line := range []string{"GET", "garbage", "POST /ok", "GET /a b HTTP/1.1", "GET /ok FTP/1.0", "GET /ok HTTP/1", "GET /ok HTTP/1.x",
		"GET /ok HTTP/1.1.1", "GET /ok HTTP/", "GET /ok HTTP/1.12345678901", "GET /ok http/1.1", "GET /ok HTTP/-1.1", "GET /ok HTTP/1.1a",
		"GET /ok HTTP/2.0", "GET /ok HTTP/3.1", "GET /ok HTTP/10.0", "GET /path HTTP/1.2", "GET /path HTTP/1.10", "GET /path HTTP/01.01",
		"GET /path HTTP/1.0", "GET /path HTTP/0.5", "GET /path HTTP/0.9", "GET /ok", "GET HTTP/1.1", "GET http://h/x", "HEAD /ok", "PRI * HTTP/2.0",
		"  GET   /ok   HTTP/1.1  ", "GET\t/ok\tHTTP/1.1", "GET /ok\t HTTP/1.1", "GET //evil/x HTTP/1.1", "GET /\xe9\xff HTTP/1.1",
		"GET /a\x85b HTTP/1.1", "GET /a\x1cb", "GET\xa0/ok\xa0HTTP/1.1", "GET /path?\x1b[31m\\\"\xe9\x7f\x85%20 HTTP/1.1", "GET /\x01 HTTP/1.1",
		"GET /x\\y HTTP/1.1", "GET /%zz HTTP/1.1", "GET /\"quoted\" HTTP/1.1", "GET ? HTTP/1.1", "GET # HTTP/1.1", "GET foo HTTP/1.1",
		"GET /ok HTTP/1.1 HTTP/1.1", "POST /ok HTTP/9.9", "a b c d", "'", "\"", "'\"", "\\", "\x1b[31m", "\xe9", "GET /ok HTTP/\xb2.0",
		"GET /ok HTTP/1_0.1", "\"GET / HTTP/1.1\" 200 -", "GET / HTTP/1.1\r", "GET ///// HTTP/1.1", "GET /" + strings.Repeat("a", 5000) + " HTTP/1.1"} {
		add(true, line+"\r\nHost: h\r\n\r\n")
	}
	add(true, "\r\n\r\n", "\r\nGET /ok HTTP/1.1\r\nHost: h\r\n\r\n", " \r\n\r\n", "\t\n", "GET /ok\n", "GET /ok HTTP/1.1\nHost: h\n\n",
		"GET /ok HTTP/1.0\r\n\r\n", "GET /"+strings.Repeat("a", 70000)+" HTTP/1.1\r\nHost: h\r\n\r\n",
		"GET /"+strings.Repeat("a", 65536-16)+" HTTP/1.1\r\nHost: h\r\n\r\n", "GET /"+strings.Repeat("a", 65536-15)+" HTTP/1.1\r\nHost: h\r\n\r\n")
	add(false, "GET /nope\r\n", "GET /file.txt\r\n", "GET /odd/ HTTP/0.9\r\n\r\n", "GET /odd\r\n")
	// Headers.
	many := func(n int) string { return strings.Repeat("X-A: b\r\n", n) }
	add(true, "GET /ok HTTP/1.1\r\nHost: h\r\n"+many(90)+"\r\n", "GET /ok HTTP/1.1\r\nHost: h\r\n"+many(98)+"\r\n", "GET /ok HTTP/1.1\r\nHost: h\r\n"+many(99)+"\r\n",
		"GET /ok HTTP/1.1\r\nHost: h\r\n"+many(100)+"\r\n", "GET /ok HTTP/1.1\r\nHost: h\r\n"+many(101)+"\r\n", "HEAD /ok HTTP/1.1\r\nHost: h\r\n"+many(200)+"\r\n",
		get("/ok", "X: "+strings.Repeat("a", 70000)), get("/ok", "X: "+strings.Repeat("a", 65536-5)), get("/ok", "X: "+strings.Repeat("a", 65536-4)),
		get("/ok", "X: "+strings.Repeat("a", 60000), "Y: "+strings.Repeat("a", 60000)),
		get("/headers", "X-One: 1", "x-two: 2", "ACCEPT: */*", "Cookie: a=b; c=d", "Empty:", "Tab:\tx"), get("/headers", "X-A: 1", "X-A: 2", "x-a: 3"),
		get("/ok", "Connection: close"), get("/ok", "Connection: keep-alive"), "GET /ok HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
		"GET /headers HTTP/1.0\r\n\r\n", "GET /headers HTTP/1.0\r\nHost: a:8000\r\n\r\n")
	// Errors and statuses.
	for _, code := range []int{200, 204, 205, 301, 304, 400, 401, 403, 404, 405, 408, 413, 414, 416, 418, 422, 429, 431, 451, 500, 501, 502, 503, 505, 511, 599, 299} {
		add(true, get("/error/"+strconv.Itoa(code)), get("/status/"+strconv.Itoa(code)), strings.Replace(get("/error/"+strconv.Itoa(code)), "GET", "HEAD", 1))
	}
	add(true, get("/message"), get("/message", "Connection: keep-alive"))
	// Bodies.
	add(true, "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello", "POST /p HTTP/1.0\r\nContent-Length: 3\r\n\r\n\x00\xff\r",
		"POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n", "POST /p HTTP/1.1\r\nHost: h\r\n\r\n", "PUT /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
		"POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n"+strings.Repeat("b", 100000),
		"SPAM /p HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nspam")
	// Where ours is stricter.
	differs(true, strictHead, 400, "GET /ok HTTP/1.1\r\n\r\n", get("/ok", "Host: two"), get("/ok", "Bad Name: x"), get("/ok", "Content-Length : 5"),
		get("/ok", "nocolon"), get("/ok", ": empty"), get("/ok", "X: a\rb"), get("/ok", "X: a\x00b"), get("/ok", "X-Fold: a", " b"), get("/ok", "Visible: :/\rSmuggled: :)"),
		"POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nContent-Length: 0\r\n\r\nabcd", "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
		"POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 4, 4\r\n\r\nabcd", "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: +4\r\n\r\nabcd",
		"POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "GET /ok HTTP/1.1\r\nHost: a b\r\n\r\n",
		"GET /ok HTTP/1.1\r\nHost: h/x\r\n\r\n", "GET /ok HTTP/1.1\r\n Host: h\r\n\r\n", get("/ok", "\xc3\xa9: x"), get("/ok", "X\x7f: x"))
	differs(true, strictHead, 501, "POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n", "POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n")
	differs(true, "an expectation that nobody can meet", 417, get("/ok", "Expect: magic"))
	add(true, "POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
	differs(true, cutShort, 0, "GET /ok HTTP/1.1\r\nHost: h", "GET /ok HTTP/1.1\r\n", "GET /ok HTTP/1.1")
	return cases
}

// A wireAnswer is what came back, and what was logged.
type wireAnswer struct {
	Code   int
	Header http.Header
	Body   string
	Log    string
}

// exchange sends the raw request and reads until the server closes.
func exchange(t *testing.T, addr, raw string) []byte {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(10 * time.Second))
	go func() {
		io.WriteString(c, raw)
		c.(*net.TCPConn).CloseWrite()
	}()
	got, err := io.ReadAll(c)
	if err != nil && len(got) == 0 && !strings.Contains(err.Error(), "reset") {
		t.Fatalf("%.80q: %v", raw, err)
	}
	return got
}

// parseAnswer takes a response apart by itself, since net/http refuses some that
// CPython sends.
func parseAnswer(got []byte) wireAnswer {
	a := wireAnswer{Header: http.Header{}}
	if !bytes.HasPrefix(got, []byte("HTTP/1.")) {
		a.Body = string(got)
		return a
	}
	head, body, _ := strings.Cut(string(got), "\r\n\r\n")
	lines := strings.Split(head, "\r\n")
	a.Code, _ = strconv.Atoi(strings.Fields(lines[0])[1])
	for _, l := range lines[1:] {
		name, value, _ := strings.Cut(l, ": ")
		a.Header.Add(name, value)
	}
	if a.Header.Get("Transfer-Encoding") == "chunked" {
		b, _ := io.ReadAll(httputil.NewChunkedReader(strings.NewReader(body)))
		body = string(b)
	}
	a.Body = body
	return a
}

var logTime = regexp.MustCompile(`\[\d\d/\w{3}/\d{4} \d\d:\d\d:\d\d\]`)

// normal leaves out what is net/http's by name: the status line's version and
// phrase are not kept anyway.
func (a wireAnswer) normal(python http.Header) wireAnswer {
	a.Header = maps.Clone(a.Header)
	a.Header.Del("Connection") // keep-alive is net/http's
	a.Header.Del("Transfer-Encoding")
	if python.Get("Content-Length") == "" || a.Code == 204 || a.Code == 304 {
		a.Header.Del("Content-Length") // CPython ends the body with the connection
	}
	a.Header.Del("X-Content-Type-Options") // an addition of ours (row 72)
	if a.Header.Get("Date") != "" {
		a.Header.Set("Date", "D")
	}
	a.Log = logTime.ReplaceAllString(a.Log, "[T]")
	return a
}

// startPython runs testdata/wire_server.py and returns its addresses and log.
func startPython(t *testing.T, python, root string) wireSide {
	cmd := exec.Command(python, "testdata/wire_server.py", root)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "NO_COLOR=1")
	log := new(syncBuffer)
	cmd.Stderr = log
	stdin, _ := cmd.StdinPipe()
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stdin.Close()
		cmd.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err, log.take())
	}
	ports := strings.Fields(line)
	return wireSide{"127.0.0.1:" + ports[0], "127.0.0.1:" + ports[1], log}
}

// pureTypes is a file server whose content types do not depend on the system.
type pureTypes struct{ SimpleHTTPRequestHandler }

func (h *pureTypes) GuessType(name string) string { return guessPure(name) }

func startOurs(t testing.TB, h RequestHandler, options ...ServerOption) *HTTPServer {
	t.Helper()
	s, err := NewHTTPServer("127.0.0.1:0", h, options...)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.ServeForever() }()
	t.Cleanup(func() {
		s.Shutdown()
		if err := <-done; err != nil {
			t.Error(err)
		}
		s.ServerClose()
	})
	return s
}

// wireRecords is what CPython answered, so that the comparison needs no Python.
const wireRecords = "testdata/wire.json"

// A wireRecord is CPython's answer to a request.
type wireRecord struct {
	Request string // its beginning, for readers
	Sum     string // of the request and its server
	Answer  wireAnswer
}

// sum names a case in the records.
func (c wireCase) sum() string {
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%t %s", c.echo, c.raw)))[:16]
}

// short returns the answer as the records have it: with a hash in place of text
// that is long or not UTF-8.
func (a wireAnswer) short() wireAnswer {
	for _, s := range []*string{&a.Body, &a.Log} {
		if len(*s) > 200 || !utf8.ValidString(*s) {
			*s = fmt.Sprintf("%d bytes, SHA-256 %x", len(*s), sha256.Sum256([]byte(*s)))
		}
	}
	return a
}

func readWireRecords(t *testing.T) map[string]wireAnswer {
	text, err := os.ReadFile(wireRecords)
	if err != nil {
		t.Fatal(err)
	}
	var records []wireRecord
	if err := json.Unmarshal(text, &records); err != nil {
		t.Fatal(err)
	}
	answers := make(map[string]wireAnswer)
	for _, r := range records {
		answers[r.Sum] = r.Answer
	}
	return answers
}

// writeWireRecords writes a record a line.
func writeWireRecords(t *testing.T, records []wireRecord) {
	text := []byte("[")
	for i, r := range records {
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			text = append(text, ',')
		}
		text = append(append(text, '\n'), line...)
	}
	if err := os.WriteFile(wireRecords, append(text, "\n]\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
}

// wireSide is one of the two that answer: both its servers and their log.
type wireSide struct {
	files, echo string
	log         *syncBuffer
}

func (s wireSide) answer(t *testing.T, c wireCase) wireAnswer {
	addr := s.files
	if c.echo {
		addr = s.echo
	}
	a := parseAnswer(exchange(t, addr, c.raw))
	a.Log = s.logOf(t, addr, a)
	return a
}

func ourSide(t *testing.T, root string) wireSide {
	log := new(syncBuffer)
	files, echoes := new(pureTypes), new(echo)
	files.Directory, files.LogOutput, echoes.LogOutput = root, log, log
	return wireSide{startOurs(t, files).Addr().String(), startOurs(t, echoes).Addr().String(), log}
}

// compare reports how our answer is not what it should be.
func (c wireCase) compare(want, got wireAnswer) string {
	if c.differs == "" {
		return cmp.Diff(want.normal(want.Header), got.normal(want.Header))
	}
	if got.Code != c.code {
		return fmt.Sprintf("our status is %d, want %d (%s)", got.Code, c.code, c.differs)
	}
	if got.Code == want.Code && got.Body == want.Body {
		return "no different from CPython (" + c.differs + ")"
	}
	return ""
}

// TestWire sends raw requests to our servers, and compares the answers with
// those that CPython's gave.
func TestWire(t *testing.T) {
	answers, cases := readWireRecords(t), wireCases()
	if len(cases) < 300 {
		t.Fatalf("%d requests", len(cases))
	}
	ours := ourSide(t, wireTree(t))
	for _, c := range cases {
		want, ok := answers[c.sum()]
		if !ok {
			t.Fatalf("%.120q is not recorded; see internal/oracle/README.md", c.raw)
		}
		got := ours.answer(t, c)
		got.Log = logTime.ReplaceAllString(got.Log, "[T]")
		if diff := c.compare(want, got.short()); diff != "" {
			t.Errorf("%.120q (-CPython +ours):\n%.1500s", c.raw, diff)
		}
	}
	t.Logf("%d requests", len(cases))
}

// TestWireLive sends the same raw requests to CPython's servers and to ours. With
// BATTERIES_RECORD=1 it records CPython's answers for TestWire.
func TestWireLive(t *testing.T) {
	python := live.Python(t)
	root := wireTree(t)
	ours, theirs := ourSide(t, root), startPython(t, python, root)
	failed := 0
	var records []wireRecord
	for _, c := range wireCases() {
		want, got := theirs.answer(t, c), ours.answer(t, c)
		if diff := c.compare(want, got); diff != "" {
			t.Errorf("%.120q (-CPython +ours):\n%.1500s", c.raw, diff)
			if failed++; failed > 20 {
				t.FailNow()
			}
		}
		if c.differs != "" {
			want.Log = "" // where CPython's handler ends, it has a stack
		}
		request := fmt.Sprintf("%.60q", c.raw)
		records = append(records, wireRecord{request, c.sum(), want.normal(want.Header).short()})
	}
	if os.Getenv("BATTERIES_RECORD") != "" {
		writeWireRecords(t, records)
	}
}

// logOf returns the log of an exchange. Both sides log before they answer, but
// CPython's lines come through a pipe. The last of them is the request's; after
// an answer of nothing, which may have none, another request's shows the end.
func (s wireSide) logOf(t *testing.T, addr string, a wireAnswer) string {
	end := " -\n"
	const mark = `"GET /file.txt?mark HTTP/1.0" 200 -` + "\n"
	if a.Code == 0 && a.Body == "" {
		exchange(t, addr, "GET /file.txt?mark HTTP/1.0\r\n\r\n")
		end = mark
	}
	text := s.log.take()
	for range 5000 {
		if strings.HasSuffix(text, end) {
			break
		}
		time.Sleep(time.Millisecond)
		text += s.log.take()
	}
	if end == mark {
		text = text[:strings.LastIndexByte(strings.TrimSuffix(text, "\n"), '\n')+1]
	}
	return text
}
