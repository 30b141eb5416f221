package fetch_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gobatteries/batteries/fetch"
)

// noProxy is the first handler of most tests' openers, so that the
// environment's proxies don't matter.
func noProxy() fetch.Handler { return fetch.NewProxyHandler(map[string]string{}) }

// rawServer answers each connection with what do writes, and keeps count.
func rawServer(t *testing.T, do func(c net.Conn, head string)) (addr string, connections *atomic.Int32) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	connections = new(atomic.Int32)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			connections.Add(1)
			go func() {
				defer c.Close()
				c.SetDeadline(time.Now().Add(20 * time.Second))
				var head strings.Builder
				for r := bufio.NewReader(c); ; {
					line, err := r.ReadString('\n')
					if err != nil {
						return
					}
					head.WriteString(line)
					if line == "\r\n" {
						break
					}
				}
				do(c, head.String())
			}()
		}
	}()
	return l.Addr().String(), connections
}

// respond makes a rawServer that gives the same answer each time.
func respond(t *testing.T, answer string) (url string) {
	t.Helper()
	addr, _ := rawServer(t, func(c net.Conn, _ string) { io.WriteString(c, answer) })
	return "http://" + addr + "/"
}

func open(t *testing.T, url string, options ...fetch.OpenOption) (*fetch.Response, error) {
	t.Helper()
	o := fetch.BuildOpener(noProxy())
	return o.Open(url, options...)
}

// get opens a URL and reads the answer.
func get(t *testing.T, url string, options ...fetch.OpenOption) (string, error) {
	t.Helper()
	r, err := open(t, url, options...)
	if err != nil {
		return "", err
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	return string(b), err
}

// Row 18 (CVE-2011-1521): a redirect must not read a local file.
func TestRedirectToFile(t *testing.T) {
	for _, where := range []string{"file:///etc/passwd", "FILE:///etc/passwd", " file:///etc/passwd", "fi\tle:///etc/passwd", "local_file:///etc/passwd", "data:,x", "\x01file:///etc/passwd"} {
		url := respond(t, "HTTP/1.1 302 Found\r\nLocation: "+where+"\r\nContent-Length: 0\r\n\r\n")
		body, err := get(t, url)
		if err == nil || strings.Contains(body, "root:") {
			t.Errorf("%q was followed: %q", where, body)
		}
	}
}

// Row 19 (CVE-2019-9948): no other name for file.
func TestLocalFileScheme(t *testing.T) {
	if _, err := get(t, "local_file:///etc/passwd"); err == nil || err.Error() != "<urlopen error unknown url type: local_file>" {
		t.Error(err)
	}
}

// Rows 20 to 23, 15, 45, 169: line ends and other control characters in the
// path, the host, the headers and the method never reach the network.
func TestHeaderInjection(t *testing.T) {
	addr, connections := rawServer(t, func(c net.Conn, head string) {
		t.Errorf("sent %q", head)
	})
	for _, url := range []string{
		"http://" + addr + "/a HTTP/1.1\r\nX: y", "http://" + addr + "/a\nb", "http://" + addr + "/a\x00", "http://" + addr + "/\x7f", "http://" + addr + "/?q=\ra",
		"http://127.0.0.1%0d%0aX:%20y/", "http://127.0.0.1%0aX/", "http://good.com\x00.evil.com/", "http://good.com%00.evil.com/", "http://good.com%20evil/",
		"http://good.com%2f@" + addr + "/", "http://u:p@" + addr + "/", "http://good.com\\@" + addr + "/", "http://good.com%23@" + addr + "/", "http://" + addr + "%3f/",
	} {
		if _, err := get(t, url); err == nil {
			t.Errorf("%q was opened", url)
		}
	}
	for name, value := range map[string]string{
		"X": "a\r\nY: z", "X-B": "a\nb", "X-C": "a\x00b", "X-D": "a\rb", "A\r\nB": "c", "A:B": "c", "A B": "c", "": "c", "Host": "a\r\nX: y", "Content-Length": "+5", "\u00e9": "c",
		"Cookie": "a=b\r\nX: y", "User-Agent": "x\r\n\r\nGET / HTTP/1.1", "Content-Type": "a\x01",
	} {
		req, err := fetch.NewRequest("http://" + addr + "/")
		if err != nil {
			t.Fatal(err)
		}
		req.AddHeader(name, value)
		if _, err := fetch.BuildOpener(noProxy()).OpenRequest(context.Background(), req); err == nil {
			t.Errorf("%q: %q was sent", name, value)
		}
	}
	for _, method := range []string{"GET / HTTP/1.1\r\nHost: x", "G T", "GET\n", "G\x00T", "G(T", "É"} {
		req, err := fetch.NewRequest("http://"+addr+"/", fetch.Method(method))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fetch.BuildOpener(noProxy()).OpenRequest(context.Background(), req); err == nil {
			t.Errorf("method %q was sent", method)
		}
	}
	if n := connections.Load(); n != 0 {
		t.Errorf("%d connections were made", n)
	}
}

// Row 24 (CVE-2026-1502): the same for CONNECT.
func TestConnectInjection(t *testing.T) {
	addr, connections := rawServer(t, func(c net.Conn, head string) { t.Errorf("the proxy was sent %q", head) })
	o := fetch.BuildOpener(fetch.NewProxyHandler(map[string]string{"https": "http://" + addr}))
	for _, url := range []string{"https://h%0d%0aX:%20y/", "https://h%0aX:1/", "https://h\x00/"} {
		if _, err := o.Open(url); err == nil {
			t.Errorf("%q was opened", url)
		}
	}
	req, _ := fetch.NewRequest("https://h/")
	req.AddHeader("Proxy-Authorization", "a\r\nY: b")
	if _, err := o.OpenRequest(context.Background(), req); err == nil {
		t.Error("a header with a line end was sent to the proxy")
	}
	if n := connections.Load(); n != 0 {
		t.Errorf("%d connections were made", n)
	}
}

// Row 25 (CVE-2025-15282).
func TestDataMediatypeInjection(t *testing.T) {
	_, err := get(t, "data:text/plain\r\nX-Inj: 1,hi")
	var v *fetch.ValueError
	if !errors.As(err, &v) || v.Text != "Control characters not allowed in data: mediatype" {
		t.Error(err)
	}
}

// Row 26 (CVE-2020-8492, CVE-2021-3733): challenges are read in linear time.
func TestChallengeReDoS(t *testing.T) {
	for _, h := range []string{
		"Basic " + strings.Repeat(",", 1<<20) + "A", "basic " + strings.Repeat(",", 1<<20), strings.Repeat("Basic realm=", 1<<17), strings.Repeat(" ,", 1<<19),
		`Digest ` + strings.Repeat(`a="`, 1<<18), `Digest ` + strings.Repeat(`\"`, 1<<19), strings.Repeat("Basic realm='", 1<<17),
	} {
		start := time.Now()
		fetch.ParseRealms(h)
		fetch.ParseHTTPList(h)
		if d := time.Since(start); d > time.Second && !raceEnabled {
			t.Errorf("%.20q... took %v", h, d)
		}
	}
}

// Row 27 (CVE-2026-15806): credentials for https don't serve http, another
// host or another port.
func TestCredentialScope(t *testing.T) {
	m := fetch.NewHTTPPasswordMgrWithDefaultRealm()
	m.AddPassword("", "https://example.com/", "u", "p")
	for url, want := range map[string]bool{
		"https://example.com/x": true, "https://example.com:443/": true, "http://example.com/": false, "http://example.com:443/": false,
		"https://example.com:8443/": false, "https://evil.example.com/": false, "https://example.com.evil/": false, "ftp://example.com/": false,
	} {
		if _, _, ok := m.FindUserPassword("R", url); ok != want {
			t.Errorf("%s: %v", url, ok)
		}
	}
}

// Row 28 (httpoxy, CVE-2016-1000110): HTTP_PROXY in a CGI program is the
// client's.
func TestHTTPoxy(t *testing.T) {
	p := fetch.ProxiesOf([]string{"REQUEST_METHOD=GET", "HTTP_PROXY=http://evil:1", "https_proxy=http://good:1"})
	if len(p) != 1 || p["https"] != "http://good:1" {
		t.Error(p)
	}
}

// Row 29 (CVE-2014-9365): certificates are checked.
func TestBadCertificate(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	s.Config.ErrorLog = quiet()
	s.StartTLS()
	defer s.Close()
	_, err := get(t, s.URL)
	var u *fetch.URLError
	if !errors.As(err, &u) || !strings.Contains(err.Error(), "CERTIFICATE_VERIFY_FAILED") {
		t.Error(err)
	}
	// CheckHostname(false) leaves the check of the chain.
	if _, err := fetch.BuildOpener(noProxy(), fetch.NewHTTPSHandler(fetch.CheckHostname(false))).Open(s.URL); err == nil {
		t.Error("an unknown authority was accepted")
	}
}

// Rows 30 and 31 (bpo-30119, CVE-2021-4189) are in ftp_test.go.

// Row 32 (CVE-2013-1752): endless lines end.
func TestEndlessLine(t *testing.T) {
	for name, answer := range map[string]string{
		"header":      "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("a", 70000) + "\r\nContent-Length: 0\r\n\r\n",
		"status line": "HTTP/1.1 200 " + strings.Repeat("a", 2<<20) + "\r\n\r\n",
		"endless":     "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("a", 4<<20),
	} {
		_, err := get(t, respond(t, answer), fetch.Timeout(10))
		var long *fetch.LineTooLong
		if !errors.As(err, &long) {
			t.Errorf("%s: %T %v", name, err, err)
		}
	}
}

// Rows 33 and 34 (CVE-2021-3737, gh-150743): neither the headers of interim
// answers, nor their number, nor trailers are endless.
func TestEndlessInterim(t *testing.T) {
	for name, answer := range map[string]string{
		"headers of a 100": "HTTP/1.1 100 Continue\r\n" + strings.Repeat("X: y\r\n", 300000) + "\r\n",
		"many 100s":        strings.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 100000),
		"trailers":         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + strings.Repeat("X: y\r\n", 100000) + "\r\n",
	} {
		start := time.Now()
		_, err := get(t, respond(t, answer), fetch.Timeout(10))
		if d := time.Since(start); err == nil || d > 5*time.Second {
			t.Errorf("%s: %v after %v", name, err, d)
		}
	}
	few := strings.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 50) + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
	if body, err := get(t, respond(t, few)); body != "ok" {
		t.Errorf("50 interim answers: %q, %v", body, err)
	}
}

// Row 35 (gh-131724): 100 headers, or what MaxHeaders says.
func TestManyHeaders(t *testing.T) {
	answer := func(n int) string {
		return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + strings.Repeat("X: y\r\n", n-1) + "\r\n"
	}
	if _, err := get(t, respond(t, answer(100))); err != nil {
		t.Error(err)
	}
	_, err := get(t, respond(t, answer(101)))
	if err == nil || err.Error() != "got more than 100 headers" {
		t.Error(err)
	}
	r, err := fetch.BuildOpener(noProxy(), fetch.NewHTTPHandler(fetch.MaxHeaders(200))).Open(respond(t, answer(150)))
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
}

// Row 36 (CVE-2025-13836): a Content-Length is no reason to allocate.
func TestHugeContentLength(t *testing.T) {
	r, err := open(t, respond(t, "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\nabc"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	b, err := r.ReadAll(-1)
	runtime.ReadMemStats(&after)
	var cut *fetch.IncompleteRead
	if string(b) != "abc" || !errors.As(err, &cut) || err.Error() != "IncompleteRead(3 bytes read, 9999999997 more expected)" {
		t.Errorf("%q, %v", b, err)
	}
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 1<<20 {
		t.Errorf("%d bytes were allocated", grown)
	}
}

// Row 38 (gh-150751): lengths are digits.
func TestBadFraming(t *testing.T) {
	for _, head := range []string{
		"Content-Length: +5\r\n\r\nhello", "Content-Length: 5_0\r\n\r\nhello", "Content-Length: 0x5\r\n\r\nhello", "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
		"Content-Length: -5\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0_5\r\nhello\r\n0\r\n\r\n",
		"Transfer-Encoding: chunked\r\n\r\n+5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n\r\n",
		"Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n0\r\n\r\n",
	} {
		if body, err := get(t, respond(t, "HTTP/1.1 200 OK\r\n"+head)); err == nil {
			t.Errorf("%q gave %q", head, body)
		}
	}
}

// Row 39: a bad header line doesn't hide the framing of later ones.
func TestBadHeaderLine(t *testing.T) {
	for _, line := range []string{"X : a", " X: a", "no colon", ": a"} {
		body, err := get(t, respond(t, "HTTP/1.1 200 OK\r\nA: b\r\n"+line+"\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK"))
		if err == nil && body != "ok" {
			t.Errorf("%q: %q", line, body)
		}
	}
}

// Rows 40 and 190: interim answers are skipped.
func TestInterimSkipped(t *testing.T) {
	for _, code := range []string{"100", "102", "103", "199"} {
		r, err := open(t, respond(t, "HTTP/1.1 "+code+" X\r\nX: interim\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
		if err != nil {
			t.Fatal(err)
		}
		if r.Code != 200 || r.Headers.Get("X") != "" {
			t.Errorf("%s: %d %v", code, r.Code, r.Headers)
		}
		r.Close()
	}
}

// Row 41: the body of a redirect is not read whole.
func TestRedirectBody(t *testing.T) {
	var sent atomic.Int64
	addr, _ := rawServer(t, func(c net.Conn, head string) {
		if strings.HasPrefix(head, "GET /end") {
			io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nend")
			return
		}
		io.WriteString(c, "HTTP/1.1 302 Found\r\nLocation: /end\r\nContent-Length: 300000000\r\n\r\n")
		for b := make([]byte, 64<<10); sent.Load() < 300000000; {
			n, err := c.Write(b)
			sent.Add(int64(n))
			if err != nil {
				return
			}
		}
	})
	if body, err := get(t, "http://"+addr+"/"); body != "end" {
		t.Errorf("%q, %v", body, err)
	}
	if n := sent.Load(); n > 30<<20 {
		t.Errorf("%d bytes of it were taken", n)
	}
}

// Row 42: a silent server. There is no timeout by default; a context ends it,
// and so does Timeout.
func TestSilentServer(t *testing.T) {
	addr, _ := rawServer(t, func(c net.Conn, _ string) { io.Copy(io.Discard, c) })
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	o := fetch.BuildOpener(noProxy())
	if _, err := o.OpenContext(ctx, "http://"+addr+"/"); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	_, err := o.Open("http://"+addr+"/", fetch.Timeout(0.05))
	var timeout *fetch.TimeoutError
	if !errors.As(err, &timeout) || err.Error() != "timed out" || !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("%T %v", err, err)
	}
}

// Row 43: redirects to ftp are not followed unless FollowFTP says so, and the
// guard sees each hop.
func TestRedirectToFTP(t *testing.T) {
	url := respond(t, "HTTP/1.1 302 Found\r\nLocation: ftp://127.0.0.1:1/x\r\nContent-Length: 0\r\n\r\n")
	_, err := get(t, url)
	if err == nil || !strings.Contains(err.Error(), "is not allowed") {
		t.Error(err)
	}
	var seen []string
	guard := func(_ context.Context, _ string, a netip.AddrPort) error {
		seen = append(seen, a.String())
		return nil
	}
	o := fetch.BuildOpener(noProxy(), fetch.NewHTTPRedirectHandler(fetch.FollowFTP(true)), fetch.NewHTTPHandler(fetch.AddressGuard(guard)), fetch.NewFTPHandler(fetch.AddressGuard(guard)))
	defer o.Close()
	if _, err = o.Open(url); err == nil || !strings.HasPrefix(err.Error(), "<urlopen error ftp error: ") {
		t.Error(err)
	}
	if len(seen) != 2 || seen[1] != "127.0.0.1:1" {
		t.Error(seen)
	}
}

// Row 44: dot segments don't lead into another's scope.
func TestCredentialDotSegments(t *testing.T) {
	m := fetch.NewHTTPPasswordMgr()
	m.AddPassword("R", "http://h/private/", "u", "p")
	for url, want := range map[string]bool{
		"http://h/private/x": true, "http://h/private/../public/": false, "http://h/private/%2e%2e/public": false, "http://h/private/a/../b": true,
		"http://h/privateer": false, "http://h/public/../private/x": true, "http://h/private/..": false, "http://h/private/./": true,
	} {
		if _, _, ok := m.FindUserPassword("R", url); ok != want {
			t.Errorf("%s: %v", url, ok)
		}
	}
}

// Rows 46 and 164 (CVE-2025-22870): networks and ports in no_proxy, a dot at
// the end, and no zones.
func TestNoProxy(t *testing.T) {
	for _, c := range []struct {
		host, no string
		want     bool
	}{
		{"10.1.2.3", "10.0.0.0/8", true}, {"10.1.2.3:80", "10.0.0.0/8", true}, {"11.1.2.3", "10.0.0.0/8", false}, {"[fd00::1]:80", "fd00::/8", true},
		{"[::ffff:10.1.2.3]", "10.0.0.0/8", true}, {"a.com.", "a.com", true}, {"x.a.com.", "a.com", true}, {"a.com:80", "a.com:80", true}, {"a.com:81", "a.com:80", false},
		{"[::1%25.example.com]:80", "example.com", false}, {"[::1%.example.com]:80", "example.com", false}, {"[::1%eth0]", "[::1]", true}, {"h%.example.com", "example.com", false},
	} {
		if got := fetch.ProxyBypass(c.host, map[string]string{"no": c.no}); got != c.want {
			t.Errorf("%s with no_proxy=%s: %v", c.host, c.no, got)
		}
	}
}

// Rows 47 and 202: a challenge that is no challenge leaves the 401 as it is.
func TestMalformedDigest(t *testing.T) {
	for _, c := range []string{"Digest realm=", "Digest", "Digest ", "Digest realm", "Digest ,,,", `Digest realm="R"`, `Digest nonce="n", realm="`, "\x01", `Digest realm="R", nonce="n", userhash=true, qop=auth`} {
		url := respond(t, "HTTP/1.1 401 No\r\nWWW-Authenticate: "+c+"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
		h := fetch.NewHTTPDigestAuthHandler(nil)
		h.AddPassword("R", url, "u", "p")
		_, err := fetch.BuildOpener(noProxy(), h).Open(url)
		if err == nil {
			t.Errorf("%q: no error", c)
		}
	}
}

// Row 48: no password in an error.
func TestPasswordInErrors(t *testing.T) {
	for _, url := range []string{"http://user:p4ss@/", "http://user:p4ss@h/", "//user:p4ss@h", "http://user:p4ss@h/a b", "ftp://user:p4ss@127.0.0.1:1/", "http://user:p4ss@h:x/", "foo://user:p4ss@h/", "https://user:p4ss%0a@h/"} {
		_, err := get(t, url)
		if err == nil || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err.Error()), "p4ss") {
			t.Errorf("%s: %v", url, err)
		}
	}
	redirect := respond(t, "HTTP/1.1 302 Found\r\nLocation: file://user:p4ss@h/x\r\nContent-Length: 0\r\n\r\n")
	if _, err := get(t, redirect); err == nil || strings.Contains(err.Error(), "p4ss") {
		t.Error(err)
	}
	o := fetch.BuildOpener(fetch.NewProxyHandler(map[string]string{"http": "http://user:p4ss@127.0.0.1:1"}))
	if _, err := o.Open("http://h.invalid/"); err == nil || strings.Contains(err.Error(), "p4ss") {
		t.Error(err)
	}
}

func zip(b []byte) []byte {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write(b)
	w.Close()
	return z.Bytes()
}

// Rows 49 and 183: decompression is asked for, and bounded.
func TestDecompressionBomb(t *testing.T) {
	bomb := zip(make([]byte, 50<<20))
	empties := bytes.Repeat(zip(nil), 20000)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if ae := r.Header.Get("Accept-Encoding"); ae == "identity" {
			w.Header().Set("X-Asked", "identity")
		}
		w.Header().Set("Content-Encoding", "gzip")
		if r.URL.Path == "/empties" {
			w.Write(empties)
			return
		}
		w.Write(bomb)
	}))
	defer s.Close()
	r, err := open(t, s.URL)
	if err != nil {
		t.Fatal(err)
	}
	b, err := r.ReadAll(-1)
	if err != nil || !bytes.Equal(b, bomb) || r.Headers.Get("X-Asked") != "identity" {
		t.Errorf("without a handler: %d bytes, %v", len(b), err)
	}
	for _, h := range []*fetch.DecodeHandler{fetch.NewDecodeHandler(), fetch.NewDecodeHandler(fetch.MaxRatio(1e9), fetch.MaxSize(10<<20))} {
		r, err := fetch.BuildOpener(noProxy(), h).Open(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, r)
		if err != fetch.ErrTooLarge || n > 11<<20 {
			t.Errorf("%d bytes, %v", n, err)
		}
		r.Close()
	}
	start := time.Now()
	r, err = fetch.BuildOpener(noProxy(), fetch.NewDecodeHandler()).Open(s.URL + "/empties")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if b, err := io.ReadAll(r); len(b) != 0 || err != nil || time.Since(start) > 2*time.Second {
		t.Errorf("%d bytes, %v after %v", len(b), err, time.Since(start))
	}
}

// Row 181 (CVE-2026-39821): punycode that stands for plain ASCII.
func TestASCIIPunycode(t *testing.T) {
	for host, ok := range map[string]bool{"xn--example-.com": false, "xn--mnchen-3ya.de": true, "xn--": false, "xn--a-": false, "xn--99999999999": false, "xn--bcher-kva.example": true, "XN--EXAMPLE-": false} {
		_, err := get(t, "http://"+host+":1/")
		var bad *fetch.InvalidURL
		if errors.As(err, &bad) == ok {
			t.Errorf("%s: %v", host, err)
		}
	}
}

// Row 182: what a server sends is not written to a log as it stands.
func TestControlsInErrors(t *testing.T) {
	for _, answer := range []string{"\x1b[31mRED\x07\r\n\r\n", "HTTP/1.1 404 \x1b[31mNo\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 302 F\r\nLocation: x\x1by:z\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 9\x1b9 X\r\n\r\n"} {
		_, err := get(t, respond(t, answer))
		if err == nil || strings.ContainsAny(err.Error(), "\x1b\x07") {
			t.Errorf("%q: %q", answer, err)
		}
	}
}

// Row 184 (CVE-2024-24790): the guard sees IPv4 addresses as such.
func TestGuardMappedAddress(t *testing.T) {
	for ip, want := range map[string]bool{
		"127.0.0.1": false, "::ffff:127.0.0.1": false, "::1": false, "10.1.1.1": false, "::ffff:10.1.1.1": false, "169.254.169.254": false, "fe80::1": false, "fd00::1": false,
		"0.0.0.0": false, "::": false, "100.64.1.1": false, "224.0.0.1": false, "255.255.255.255": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "::7f00:1": false,
		"1.1.1.1": true, "2606:4700:4700::1111": true, "64:ff9b::101:101": true, "2002:101:101::": true, "192.168.0.1": false, "172.16.0.1": false, "2001:db8::1": false,
	} {
		if got := fetch.Public(netip.MustParseAddr(ip)); got != want {
			t.Errorf("%s: %v", ip, got)
		}
	}
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the server was asked") }))
	defer s.Close()
	o := fetch.NewGuardedOpener(nil)
	defer o.Close()
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	for _, url := range []string{s.URL, "http://localhost:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://0x7f000001:" + port, "http://0:" + port, "file:///etc/passwd", "ftp://127.0.0.1/", "data:,x"} {
		_, err := o.Open(url)
		if err == nil {
			t.Errorf("%s was opened", url)
		}
	}
	var g *fetch.GuardError
	if _, err := o.Open(s.URL); !errors.As(err, &g) || !g.Addr.Addr().IsLoopback() {
		t.Error(err)
	}
}

// Rows 37, 162, 163 and 191 are in redirect_test.go, row 173 in pool_test.go.

// TestPriorAuthGrowth: the answers below a URL with a password leave nothing
// behind, however many there are.
func TestPriorAuthGrowth(t *testing.T) {
	m := fetch.NewHTTPPasswordMgrWithPriorAuth()
	m.AddPassword("", "http://h/", "u", "p", fetch.IsAuthenticated(true))
	for i := range 1000 {
		url := fmt.Sprint("http://h/", i)
		m.UpdateAuthenticated(url)
		if !m.IsAuthenticated(url) {
			t.Fatal(url)
		}
	}
	if n := m.States(); n > 2 {
		t.Errorf("%d states", n)
	}
	m.UpdateAuthenticated("http://h/")
	if m.IsAuthenticated("http://h/5") {
		t.Error("the first state isn't the one that counts")
	}
}
