package httpserve

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func fetch(t testing.TB, url string) (int, string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// A gate answers when it is opened, and counts how many are in it.
type gate struct {
	BaseHTTPRequestHandler
	inside, most *atomic.Int32
	open         chan struct{}
}

func (h *gate) DoGET() {
	n := h.inside.Add(1)
	for m := h.most.Load(); n > m && !h.most.CompareAndSwap(m, n); m = h.most.Load() {
	}
	<-h.open
	h.inside.Add(-1)
	h.SendResponse(200)
	h.EndHeaders()
	io.WriteString(h.WFile, "done")
}
func (*gate) LogMessage(string, ...any) {}

func newGate() *gate {
	return &gate{inside: new(atomic.Int32), most: new(atomic.Int32), open: make(chan struct{})}
}

func TestOneAtATime(t *testing.T) {
	for _, threading := range []bool{false, true} {
		g := newGate()
		var s *HTTPServer
		var err error
		if threading {
			var ts *ThreadingHTTPServer
			ts, err = NewThreadingHTTPServer("127.0.0.1:0", g)
			s = &ts.HTTPServer
		} else {
			s, err = NewHTTPServer("127.0.0.1:0", g)
		}
		if err != nil {
			t.Fatal(err)
		}
		go s.ServeForever()
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() { fetch(t, "http://"+s.Addr().String()) })
		}
		for i := 0; threading && g.inside.Load() < 4 && i < 5000; i++ {
			time.Sleep(time.Millisecond)
		}
		close(g.open)
		wg.Wait()
		if n := g.most.Load(); (n > 1) != threading {
			t.Errorf("threading %t: %d at once", threading, n)
		}
		http.DefaultClient.CloseIdleConnections() // it may have dialled one too many
		s.Shutdown()
		s.ServerClose()
	}
}

// TestShutdownDrains: every request that was sent before Shutdown is answered,
// those in the system's queue too, and ServeForever can be called again.
func TestShutdownDrains(t *testing.T) {
	g := newGate()
	s, err := NewThreadingHTTPServer("127.0.0.1:0", g)
	if err != nil {
		t.Fatal(err)
	}
	defer s.ServerClose()
	served := make(chan error, 1)
	go func() { served <- s.ServeForever() }()
	const clients = 50
	var conns []net.Conn
	for range clients {
		c, err := net.Dial("tcp", s.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		io.WriteString(c, get("/"))
		conns = append(conns, c)
	}
	down := make(chan struct{})
	go func() {
		s.Shutdown()
		close(down)
	}()
	select {
	case <-down:
		t.Error("Shutdown did not wait")
	case <-time.After(50 * time.Millisecond):
	}
	close(g.open)
	for i, c := range conns {
		c.SetReadDeadline(time.Now().Add(5 * time.Second))
		resp, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatalf("client %d: %v", i, err)
		}
		if body, _ := io.ReadAll(resp.Body); string(body) != "done" {
			t.Errorf("client %d: %q", i, body)
		}
	}
	<-down
	if err := <-served; err != nil {
		t.Error(err)
	}
	go func() { served <- s.ServeForever() }()
	if code, _ := fetch(t, "http://"+s.Addr().String()); code != 200 {
		t.Error(code)
	}
	http.DefaultClient.CloseIdleConnections()
	s.Shutdown()
	if err := <-served; err != nil {
		t.Error(err)
	}
}

// TestShutdownFirst: a Shutdown that comes before its ServeForever is not lost.
// It ends one ServeForever, and no HandleRequest.
func TestShutdownFirst(t *testing.T) {
	s, err := NewHTTPServer("127.0.0.1:0", new(echoQuiet))
	if err != nil {
		t.Fatal(err)
	}
	defer s.ServerClose()
	s.Shutdown()
	s.Timeout = time.Millisecond
	if err := s.HandleRequest(); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(err)
	}
	if err := s.ServeForever(); err != nil {
		t.Error(err)
	}
	served := make(chan error, 1)
	go func() { served <- s.ServeForever() }()
	if code, _ := fetch(t, "http://"+s.Addr().String()+"/ok"); code != 200 {
		t.Error(code)
	}
	http.DefaultClient.CloseIdleConnections()
	s.Shutdown()
	if err := <-served; err != nil {
		t.Error(err)
	}
	// Whichever of the two comes first, both end.
	for range 50 {
		go func() { served <- s.ServeForever() }()
		s.Shutdown()
		if err := <-served; err != nil {
			t.Error(err)
		}
	}
}

func TestServeForeverContext(t *testing.T) {
	g := newGate()
	s, err := NewThreadingHTTPServer("127.0.0.1:0", g, DrainTimeout(50*time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.ServeForeverContext(ctx) }()
	c, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	io.WriteString(c, get("/"))
	for g.inside.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	cancel()
	if err := <-served; !errors.Is(err, context.DeadlineExceeded) {
		t.Error("a request that does not end:", err)
	}
	close(g.open)
	s.ServerClose()
	if err := s.ServeForever(); err != ErrServerClosed {
		t.Error(err)
	}
}

func TestHandleRequest(t *testing.T) {
	s, err := NewHTTPServer("127.0.0.1:0", new(echoQuiet))
	if err != nil {
		t.Fatal(err)
	}
	defer s.ServerClose()
	for range 3 {
		answer := make(chan string, 1)
		go func() {
			_, body := fetch(t, "http://"+s.Addr().String()+"/once")
			answer <- body
		}()
		if err := s.HandleRequest(); err != nil {
			t.Fatal(err)
		}
		if body := <-answer; body != "GET /once HTTP/1.1" {
			t.Error(body)
		}
	}
	s.Timeout = 20 * time.Millisecond
	if err := s.HandleRequest(); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.HandleRequestContext(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

type panicker struct{ BaseHTTPRequestHandler }

func (h *panicker) DoGET() { panic("trouble \x1b[31m") }

// TestHandlerPanics: as with an exception in Python, the connection closes, the
// log has a report, and the server goes on.
func TestHandlerPanics(t *testing.T) {
	var log syncBuffer
	h := new(panicker)
	h.LogOutput = &log
	addr := startOurs(t, h).Addr().String()
	for range 2 {
		if got := exchange(t, addr, get("/")); len(got) > 0 {
			t.Errorf("%q", got)
		}
		report := log.take()
		line := strings.Repeat("-", 40) + "\n"
		if !regexp.MustCompile(`^`+line+`Exception occurred during processing of request from \('127\.0\.0\.1', \d+\)\ntrouble \\x1b\[31m\n`).MatchString(report) || !strings.HasSuffix(report, line) {
			t.Errorf("%q", report)
		}
	}
}

type wrongMethod struct{ BaseHTTPRequestHandler }

func (*wrongMethod) DoGET(http.ResponseWriter, *http.Request) {}

type wrongSend struct{ SimpleHTTPRequestHandler }

func (*wrongSend) GuessType() string { return "" }

type byPointer struct{ *BaseHTTPRequestHandler }

type helperMethods struct{ BaseHTTPRequestHandler }

func (*helperMethods) DoSomething(int) {}
func (*helperMethods) Doget()          {}

func TestHandlerTypes(t *testing.T) {
	for _, c := range []struct {
		h    RequestHandler
		want string
	}{
		{new(wrongMethod), "*httpserve.wrongMethod.DoGET must be a func()"},
		{new(wrongSend), "*httpserve.wrongSend.GuessType must be a func(string) string"},
		{&byPointer{new(BaseHTTPRequestHandler)}, "a handler class is a pointer to a struct that embeds BaseHTTPRequestHandler by value"},
		{nil, "a handler class is a pointer to a struct that embeds BaseHTTPRequestHandler by value"},
	} {
		_, err := NewHTTPServer("127.0.0.1:0", c.h)
		var typeError *TypeError
		if !errors.As(err, &typeError) || err.Error() != c.want {
			t.Errorf("%T: %v", c.h, err)
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%T: Handler does not panic", c.h)
				}
			}()
			Handler(c.h)
		}()
	}
	// Methods are looked up to the letter.
	h := new(helperMethods)
	h.LogOutput = io.Discard
	for method, code := range map[string]int{"get": 200, "GET": 501, "Something": 501} {
		w := httptest.NewRecorder()
		Handler(h).ServeHTTP(w, httptest.NewRequest(method, "/", nil))
		if w.Code != code {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
}

// TestRequestAfterChunks: a request is what its own head says, and is judged by
// it, whatever the one before it on the connection was and however the bytes of
// both arrive.
func TestRequestAfterChunks(t *testing.T) {
	h := new(echo)
	h.LogOutput = io.Discard
	addr := startOurs(t, h).Addr().String()
	second := "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n" // that net/http has no form for
	for _, raw := range []string{
		"POST /%z1 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + second + get("/third"),
		"POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\na;x=y\r\n0123456789\r\n000\r\nA: b\r\nC: d\r\n\r\n" + second + get("/third"),
		"GET /%z1 HTTP/1.1\r\nHost: h\r\nUpgrade: x\r\n\r\n" + second + get("/third"),
	} {
		for _, step := range []int{len(raw), 1, 7} {
			c, err := net.Dial("tcp", addr)
			if err != nil {
				t.Fatal(err)
			}
			go func() {
				for rest := raw; rest != ""; rest = rest[min(step, len(rest)):] {
					io.WriteString(c, rest[:min(step, len(rest))])
				}
				c.(*net.TCPConn).CloseWrite()
			}()
			got, _ := io.ReadAll(c)
			c.Close()
			if n := strings.Count(string(got), "HTTP/1.1 "); n != 3 || strings.Count(string(got), "GET /%zz ") != 1 || strings.Count(string(got), "GET /third ") != 1 {
				t.Errorf("%q by %d: %q", raw, step, got)
			}
		}
	}
}

// TestAnyHandler: an http.Handler is served, hijacked connections too, and it
// sees no request that net/http would not give it.
func TestAnyHandler(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("/files/", http.StripPrefix("/files", Handler(filesOf(t.TempDir()))))
	mux.HandleFunc("/ws", func(w http.ResponseWriter, r *http.Request) {
		c, rw, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		fmt.Fprintf(rw, "HTTP/1.1 101 Switching Protocols\r\n\r\n")
		rw.Flush()
		io.Copy(c, rw)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.URL.Path) })
	addr := startOurs(t, HTTPHandler(mux)).Addr().String()
	if code, body := fetch(t, "http://"+addr+"/files/"); code != 200 || !strings.Contains(body, "Directory listing for /<") {
		t.Error(code, body)
	}
	if code, body := fetch(t, "http://"+addr+"/x"); code != 200 || body != "/x" {
		t.Error(code, body)
	}
	http.DefaultClient.CloseIdleConnections()
	if got := string(exchange(t, addr, get("/ws")+"GET / HTTP/9.9\r\n\r\n")); !strings.HasSuffix(got, "\r\n\r\nGET / HTTP/9.9\r\n\r\n") {
		t.Errorf("%q", got)
	}
	for _, raw := range []string{"GET foo HTTP/1.1\r\nHost: h\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n", "GET /x\r\n", "G(T /x HTTP/1.1\r\nHost: h\r\n\r\n"} {
		if a := parseAnswer(exchange(t, addr, raw)); a.Code != 400 || !strings.HasPrefix(a.Body, "<!DOCTYPE HTML>") {
			t.Errorf("%q: %d %q", raw, a.Code, a.Body)
		}
	}
}

// TestHandleRequestHijack: HandleRequest is done when the handler is, though it
// has taken the connection over.
func TestHandleRequestHijack(t *testing.T) {
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		io.WriteString(c, "mine")
		c.Close()
	})
	s, err := NewHTTPServer("127.0.0.1:0", HTTPHandler(h))
	if err != nil {
		t.Fatal(err)
	}
	defer s.ServerClose()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	answer := make(chan string, 1)
	go func() { answer <- string(exchange(t, s.Addr().String(), get("/"))) }()
	if err := s.HandleRequestContext(ctx); err != nil {
		t.Fatal(err)
	}
	if got := <-answer; got != "mine" {
		t.Errorf("%q", got)
	}
}

// TestLaterRequests: requests of one connection are checked like its first.
func TestLaterRequests(t *testing.T) {
	addr := startOurs(t, new(echoQuiet)).Addr().String()
	for _, pause := range []bool{false, true} {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		raws := []string{get("/1"), "POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", get("/%zz"), "G(T / HTTP/1.1\r\nHost: h\r\n\r\n"}
		want := []string{"GET /1 HTTP/1.1", "/2 abc", "GET /%zz HTTP/1.1", "Unsupported method ('G(T')"}
		r := bufio.NewReader(c)
		if !pause {
			io.WriteString(c, strings.Join(raws, ""))
		}
		for i, raw := range raws {
			if pause {
				io.WriteString(c, raw[:1])
				time.Sleep(2 * time.Millisecond)
				io.WriteString(c, raw[1:])
			}
			resp, err := http.ReadResponse(r, nil)
			if err != nil {
				t.Fatal(i, err)
			}
			if body, _ := io.ReadAll(resp.Body); !strings.Contains(string(body), want[i]) {
				t.Errorf("pause %t: %q: %q", pause, raw, body)
			}
		}
		c.Close()
	}
}

type early struct{ BaseHTTPRequestHandler }

func (h *early) DoGET() {
	h.SendResponseOnly(103)
	h.SendHeader("Link", "</x>; rel=preload")
	h.EndHeaders()
	h.SendResponse(200)
	h.CloseConnection = true
	io.WriteString(h.WFile, "x") // ends the head
}
func (h *early) DoPUT()                  { h.SendResponse(201) } // forgets EndHeaders
func (*early) LogMessage(string, ...any) {}

func TestResponseOrder(t *testing.T) {
	addr := startOurs(t, new(early)).Addr().String()
	got := string(exchange(t, addr, get("/")))
	if !strings.HasPrefix(got, "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\n") || strings.Count(got, "Link") != 1 || !strings.Contains(got, "Connection: close") {
		t.Errorf("%q", got)
	}
	if a := parseAnswer(exchange(t, addr, "PUT / HTTP/1.1\r\nHost: h\r\n\r\n")); a.Code != 201 || a.Header.Get("Server") == "" {
		t.Error(a)
	}
}

type lateReader struct{ BaseHTTPRequestHandler }

func (h *lateReader) DoPOST() {
	h.SendResponse(200)
	h.EndHeaders()
	io.Copy(h.WFile, h.RFile)
}

// TestBodyReadLate: a body is read before the response begins; what is left then
// is net/http's to throw away, and the log says so.
func TestBodyReadLate(t *testing.T) {
	var log syncBuffer
	h := new(lateReader)
	h.LogOutput = &log
	body := strings.Repeat("x", 100_000)
	a := ask(t, h, fmt.Sprintf("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n%s", len(body), body))
	if got := log.take(); len(a.Body) == len(body) || !strings.Contains(got, "body was read after the response had begun") {
		t.Error(len(a.Body), got)
	}
}

func TestHeaderValues(t *testing.T) {
	h, w := bareHandler("GET", "/")
	for _, v := range []any{1, int64(2), "three", true, 2.5, nil, HTTPStatus(404), "é"} {
		if err := h.SendHeader("X", v); err != nil {
			t.Error(err)
		}
	}
	if got := strings.Join(w.Header()["X"], ","); got != "1,2,three,True,2.5,None,404,\xe9" {
		t.Errorf("%q", got)
	}
	var encode *UnicodeEncodeError
	if err := h.SendHeader("X", "€"); !errors.As(err, &encode) || err.Error() != `'latin-1' codec can't encode character '\u20ac' in position 0: ordinal not in range(256)` {
		t.Error(err)
	}
}

func TestColours(t *testing.T) {
	t.Setenv("FORCE_COLOR", "1")
	f, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	h := new(echo)
	h.LogOutput = f
	for _, target := range []string{"/ok", "/error/404"} {
		Handler(h).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", target, nil))
	}
	got, _ := os.ReadFile(f.Name())
	want := "\x1b[90m192.0.2.1 - - [T]\x1b[0m \"GET \x1b[36m/ok\x1b[0m HTTP/1.1\" \x1b[32m200 \x1b[90m-\x1b[0m\n" +
		"\x1b[90m192.0.2.1 - - [T]\x1b[0m \x1b[33mcode 404, message Not Found\x1b[0m\n" +
		"\x1b[90m192.0.2.1 - - [T]\x1b[0m \"GET \x1b[36m/error/404\x1b[0m HTTP/1.1\" \x1b[33m404 \x1b[90m-\x1b[0m\n"
	if s := logTime.ReplaceAllString(string(got), "[T]"); s != want {
		t.Errorf("%q", s)
	}
}

func TestEncryptedKeys(t *testing.T) {
	const dir = "testdata/tls/"
	open := func(key string, options ...TLSServerOption) error {
		options = append([]TLSServerOption{Certfile(dir + "cert.pem"), Keyfile(dir + key), BindAndActivate(false)}, options...)
		_, err := NewHTTPSServer("", new(echo), options...)
		return err
	}
	for _, key := range []string{"aes256-sha256.pem", "aes128-sha1.pem", "des3-sha512.pem", "traditional.pem"} {
		if err := open(key, Password("sesame")); err != nil {
			t.Errorf("%s: %v", key, err)
		}
		for _, wrong := range [][]TLSServerOption{nil, {Password("")}, {Password("wrong")}} {
			if err := open(key, wrong...); err == nil {
				t.Errorf("%s: opened with %v", key, wrong)
			}
		}
	}
	if err := open("plain.pem"); err != nil {
		t.Error(err)
	}
	if err := open("scrypt.pem", Password("sesame")); err != errKeyCipher {
		t.Error(err)
	}
	if _, err := NewHTTPSServer("", new(echo)); err == nil || err.Error() != "HTTPSServer.__init__() missing 1 required keyword-only argument: 'certfile'" {
		t.Error(err)
	}
}

func TestMaxConnections(t *testing.T) {
	g := newGate()
	s, err := NewThreadingHTTPServer("127.0.0.1:0", g, MaxConnections(3))
	if err != nil {
		t.Fatal(err)
	}
	defer s.ServerClose()
	go s.ServeForever()
	var wg sync.WaitGroup
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for range 9 {
		wg.Go(func() {
			resp, err := client.Get("http://" + s.Addr().String())
			if err != nil {
				t.Error(err)
				return
			}
			resp.Body.Close()
		})
	}
	for i := 0; g.inside.Load() < 3 && i < 5000; i++ {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(20 * time.Millisecond)
	close(g.open)
	wg.Wait()
	if n := g.most.Load(); n != 3 {
		t.Errorf("%d at once", n)
	}
	s.Shutdown()
}

// TestMemoryPerConnection: an idle connection takes no more than net/http's and
// 4 KiB.
func TestMemoryPerConnection(t *testing.T) {
	const n = 500
	measure := func(addr string) int64 {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		var conns []net.Conn
		for range n {
			c, err := net.Dial("tcp", addr)
			if err != nil {
				t.Fatal(err)
			}
			conns = append(conns, c)
			io.WriteString(c, get("/"))
			if _, err := http.ReadResponse(bufio.NewReaderSize(c, 512), nil); err != nil {
				t.Fatal(err)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		for _, c := range conns {
			c.Close()
		}
		return (int64(after.HeapAlloc+after.StackInuse) - int64(before.HeapAlloc+before.StackInuse)) / n
	}
	bare := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	theirs := measure(bare.Listener.Addr().String())
	bare.Close()
	ours := measure(startOurs(t, new(early204)).Addr().String())
	t.Logf("net/http %d bytes a connection, ours %d", theirs, ours)
	if ours > theirs+4096 {
		t.Errorf("net/http %d bytes a connection, ours %d", theirs, ours)
	}
}

type early204 struct{ BaseHTTPRequestHandler }

func (h *early204) DoGET() {
	h.SendResponse(200)
	h.SendHeader("Content-Length", 0)
	h.EndHeaders()
}
func (*early204) LogMessage(string, ...any) {}

// TestFolderReplaced: a folder that is moved away and made anew is found again.
func TestFolderReplaced(t *testing.T) {
	top := t.TempDir()
	root := filepath.Join(top, "out")
	writeFile(t, root, "old")
	tree := &fileTree{dir: root}
	if f, _, err := tree.open("old"); err != nil {
		t.Fatal(err)
	} else {
		f.Close()
	}
	if err := os.Rename(root, filepath.Join(top, "gone")); err != nil {
		t.Skip(err)
	}
	writeFile(t, root, "new")
	tree.checked -= time.Minute
	f, _, err := tree.open("new")
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
}

// oddities has what a handler may do by mistake.
type oddities struct{ BaseHTTPRequestHandler }

func (h *oddities) DoGET() {
	code, _ := strconv.Atoi(h.Path[1:])
	h.SendResponse(HTTPStatus(code))
	h.SendHeader("X", []byte("a\xff"))
	h.SendHeader("Content-Length", 0)
	h.EndHeaders()
}

func (h *oddities) DoHEAD() {
	code, _ := strconv.Atoi(h.Path[1:])
	h.SendError(HTTPStatus(code))
}

// TestNoStatus: a code that no status line has does not become a success.
func TestNoStatus(t *testing.T) {
	h := new(oddities)
	h.LogOutput = io.Discard
	for target, want := range map[string]int{"/0": 500, "/-1": 500, "/99": 500, "/1000": 500, "/799": 799, "/200": 200} {
		for _, method := range []string{"GET", "HEAD"} {
			w := httptest.NewRecorder()
			Handler(h).ServeHTTP(w, httptest.NewRequest(method, target, nil))
			if w.Code != want || method == "GET" && w.Header().Get("X") != `b'a\xff'` {
				t.Errorf("%s %s: %d %v", method, target, w.Code, w.Header())
			}
		}
	}
}

// TestExpectHook: HandleExpect100 is asked as Python asks it, with or without a
// body, but not about a request of HTTP/1.0.
func TestExpectHook(t *testing.T) {
	h := new(refuser)
	h.LogOutput = io.Discard
	for _, c := range []struct {
		version, length string
		code            int
	}{{"1.1", "0", 417}, {"1.1", "3", 417}, {"1.0", "3", 200}, {"1.0", "0", 200}} {
		r := httptest.NewRequest("POST", "/", strings.NewReader(strings.Repeat("x", len(c.length))))
		r.ProtoMinor = int(c.version[2] - '0')
		r.Header.Set("Expect", "100-Continue")
		if c.length == "0" {
			r.Body, r.ContentLength = http.NoBody, 0
		}
		w := httptest.NewRecorder()
		Handler(h).ServeHTTP(w, r)
		if w.Code != c.code {
			t.Errorf("HTTP/%s with %s bytes: %d", c.version, c.length, w.Code)
		}
	}
}
