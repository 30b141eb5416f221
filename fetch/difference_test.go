package fetch_test

import (
	"errors"
	"io"
	"net/http"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/fetch"
)

// A Content-length that is not the data's would leave the server waiting, or
// with the rest of the data as another request.
func TestContentLength(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) })
	for data, length := range map[string]string{"abc": "4", "abcd": "3", "x": "0", "": "5"} {
		req, _ := fetch.NewRequest(url, fetch.Data(data))
		req.AddHeader("Content-length", length)
		_, err := fetch.BuildOpener(noProxy()).OpenRequest(t.Context(), req)
		var v *fetch.ValueError
		if !errors.As(err, &v) {
			t.Errorf("%q with %s: %v", data, length, err)
		}
	}
	// With a reader it says how much to send.
	req, _ := fetch.NewRequest(url, fetch.DataReader(io.MultiReader(strings.NewReader("abc"))))
	req.AddHeader("Content-length", "3")
	r, err := fetch.BuildOpener(noProxy()).OpenRequest(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := io.ReadAll(r); string(b) != "abc" {
		t.Errorf("%q", b)
	}
}

func TestTarget(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.RequestURI) })
	for path, want := range map[string]string{
		"": "/", "/a|b{c}^`\"<>": "/a|b{c}^`\"<>", "//a//b?c": "//a//b?c", "//a|b?c|d": "//a%7Cb?c|d", "/%zz": "/%zz", "/a%2fb%41": "/a%2fb%41", "/x#f": "/x", "?q": "/?q", "/*": "/*",
	} {
		got, err := get(t, url+path)
		if got != want && !(err != nil && path == "/%zz") { // net/http's server refuses that one
			t.Errorf("%s: %s, %v", path, got, err)
		}
	}
	proxy := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.RequestURI) })
	r, err := fetch.BuildOpener(fetch.NewProxyHandler(map[string]string{"http": proxy})).Open("http://h.test/x?y#f")
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := io.ReadAll(r); string(b) != "http://h.test/x?y" {
		t.Errorf("%q", b)
	}
}

// The limit on answers to Digest challenges is each request's own; of several
// challenges the one for Digest is answered.
func TestDigest(t *testing.T) {
	asked := 0
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.URL.Path == "/good" && strings.HasPrefix(r.Header.Get("Authorization"), "Digest ") {
			io.WriteString(w, "welcome")
			return
		}
		w.Header().Add("WWW-Authenticate", `Strange x`)
		w.Header().Add("WWW-Authenticate", `Digest realm="R", nonce="n", qop="auth", algorithm=SHA-512-256`)
		w.WriteHeader(401)
	})
	h := fetch.NewHTTPDigestAuthHandler(nil)
	h.AddPassword("R", url, "u", "p")
	o := fetch.BuildOpener(noProxy(), h)
	for range 2 {
		asked = 0
		if _, err := o.Open(url + "/bad"); err == nil || err.Error() != "HTTP Error 401: digest auth failed" || asked != 7 {
			t.Errorf("%d requests, %v", asked, err)
		}
		r, err := o.Open(url + "/good")
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
}

// Debuglevel prints what http.client does, without the credentials.
func TestDebuglevel(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Set-Cookie", "sid=s3cret") })
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = w
	req, _ := fetch.NewRequest(url+"/x", fetch.Data("x=1"), fetch.Headers(map[string]string{"Authorization": "s3cret", "Cookie": "s3cret"}))
	resp, err := fetch.BuildOpener(noProxy(), fetch.NewHTTPHandler(fetch.Debuglevel(1))).OpenRequest(t.Context(), req)
	os.Stdout = stdout
	w.Close()
	if err != nil {
		t.Fatal(err)
	}
	resp.Close()
	b, _ := io.ReadAll(r)
	out := string(b)
	for _, want := range []string{`send: b'POST /x HTTP/1.1\r\nHost: 127`, `Content-Type: application/x-www-form-urlencoded\r\n`, `Authorization: ***`, "reply: 'HTTP/1.1 200 OK\\r\\n'\n", "header: Set-Cookie: ***\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in %s", want, out)
		}
	}
	if strings.Contains(out, "s3cret") {
		t.Error(out)
	}
}

// Paths are the system's bytes, as package os has them.
func TestPathnameBytes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("paths of Windows are UTF-16")
	}
	const url = "file:///a%E9"
	if got := fetch.Pathname2URL("/a\xe9", fetch.AddScheme(true)); got != url {
		t.Errorf("Pathname2URL = %q, want %q", got, url)
	}
	got, err := fetch.URL2Pathname(url, fetch.RequireScheme(true))
	if got != "/a\xe9" || err != nil {
		t.Errorf("URL2Pathname = %q, %v", got, err)
	}
}

// CPython connects to port 1 for 65537.
func TestPortOutOfRange(t *testing.T) {
	for _, port := range []string{"65536", "65537", "99999", "1000000000000000000000"} {
		_, err := fetch.BuildOpener(noProxy()).Open("http://127.0.0.1:" + port + "/")
		var invalid *fetch.InvalidURL
		if !errors.As(err, &invalid) || err.Error() != "port out of range: "+port {
			t.Errorf("port %s: %v", port, err)
		}
	}
}

// A request whose URL is set anew goes there, not by way of the proxy, nor to the
// host that the proxy was to be asked for.
func TestFullURLForgetsProxy(t *testing.T) {
	req, err := fetch.NewRequest("https://old.test/a")
	if err != nil {
		t.Fatal(err)
	}
	req.SetProxy("p:1", "https")
	if req.Host != "p:1" || req.GetHost() != "old.test" {
		t.Errorf("with a proxy: Host %q, GetHost %q", req.Host, req.GetHost())
	}
	if err := req.SetFullURL("https://new.test/b"); err != nil {
		t.Fatal(err)
	}
	if req.Host != "new.test" || req.GetHost() != "new.test" || req.HasProxy() {
		t.Errorf("with another URL: Host %q, GetHost %q, proxy %t", req.Host, req.GetHost(), req.HasProxy())
	}
	req.SetProxy("p:1", "https")
	if req.Host != "p:1" || req.GetHost() != "new.test" || req.Type != "https" {
		t.Errorf("with a proxy again: Host %q, GetHost %q, type %q", req.Host, req.GetHost(), req.Type)
	}
}

// TestLatin1Answer: the phrase of the status is decoded as Python decodes it,
// and can't reach a terminal's controls; header values are bytes.
func TestLatin1Answer(t *testing.T) {
	_, err := open(t, respond(t, "HTTP/1.1 404 caf\xe9 \x9b31m\r\nX: \xe9\r\nContent-Length: 0\r\n\r\n"))
	var e *fetch.HTTPError
	if !errors.As(err, &e) || e.Msg != "café \u009b31m" || err.Error() != `HTTP Error 404: café \x9b31m` || e.Headers.Get("X") != "\xe9" {
		t.Errorf("%q", err)
	}
}

// TestLowStatus: a status below 100 is none.
func TestLowStatus(t *testing.T) {
	var bad *fetch.BadStatusLine
	if _, err := open(t, respond(t, "HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n")); !errors.As(err, &bad) || bad.Line != "HTTP/1.1 099 Odd" {
		t.Error(err)
	}
}
