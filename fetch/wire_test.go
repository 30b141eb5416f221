package fetch_test

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
)

// A recordingServer answers both clients and keeps what they asked. It is a
// proxy as well.
type recordingServer struct {
	*httptest.Server
	tls *httptest.Server

	mu   sync.Mutex
	seen []string
}

func newRecordingServer(t *testing.T) *recordingServer {
	s := new(recordingServer)
	s.Server = httptest.NewServer(s)
	s.tls = httptest.NewTLSServer(http.HandlerFunc(s.answer))
	t.Cleanup(s.Close)
	t.Cleanup(s.tls.Close)
	return s
}

// take returns the requests since the last call.
func (s *recordingServer) take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen := s.seen
	s.seen = nil
	return seen
}

func (s *recordingServer) record(r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	lines := []string{r.Method + " " + r.RequestURI, "Host: " + r.Host}
	for name, values := range r.Header {
		if name != "Connection" { // net/http keeps connections
			lines = append(lines, name+": "+strings.Join(values, " | "))
		}
	}
	if r.TransferEncoding != nil {
		lines = append(lines, fmt.Sprint("Transfer-Encoding: ", r.TransferEncoding))
	}
	slices.Sort(lines[1:])
	lines = append(lines, fmt.Sprintf("%q", body))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen = append(s.seen, strings.Join(lines, "\n"))
}

func (s *recordingServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == "CONNECT":
		s.record(r)
		if strings.HasPrefix(r.Host, "refused.") {
			w.Header().Set("X-Reason", "no")
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		s.tunnel(w)
	case strings.HasPrefix(r.RequestURI, "http") && strings.Contains(r.URL.Path, "/needsauth") && r.Header.Get("Proxy-Authorization") == "":
		s.record(r)
		w.Header().Set("Proxy-Authenticate", `Basic realm="P"`)
		http.Error(w, "proxy", http.StatusProxyAuthRequired)
	default:
		s.answer(w, r)
	}
}

// tunnel connects a client with the TLS server.
func (s *recordingServer) tunnel(w http.ResponseWriter) {
	c, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	d, err := net.Dial("tcp", s.tls.Listener.Addr().String())
	if err != nil {
		c.Close()
		return
	}
	io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n")
	go func() { io.Copy(d, c); d.Close() }()
	go func() { io.Copy(c, d); c.Close() }()
}

func (s *recordingServer) answer(w http.ResponseWriter, r *http.Request) {
	s.record(r)
	path, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch path {
	case "redirect": // /redirect/302/where
		code, where, _ := strings.Cut(rest, "/")
		n, _ := strconv.Atoi(code)
		where = strings.ReplaceAll(where, "BASE", s.URL)
		w.Header()["Location"] = []string{where}
		w.WriteHeader(n)
		io.WriteString(w, "moved")
	case "loop":
		w.Header().Set("Location", "/loop/"+rest+"x")
		w.WriteHeader(302)
	case "self":
		w.Header().Set("Location", "/self")
		w.WriteHeader(302)
	case "status":
		n, _ := strconv.Atoi(rest)
		w.WriteHeader(n)
		io.WriteString(w, "the body")
	case "basic":
		if r.Header.Get("Authorization") != "Basic dXPDqXI6cDp3" {
			w.Header().Set("WWW-Authenticate", `Basic realm="R"`)
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		io.WriteString(w, "welcome")
	case "digest":
		s.digest(w, r)
	case "strange":
		w.Header().Set("WWW-Authenticate", `Strange realm="R"`)
		http.Error(w, "no", http.StatusUnauthorized)
	case "cookie":
		w.Header().Add("Set-Cookie", "sid=abc; Path=/")
		w.Header().Add("Set-Cookie", `q="a b"; Path=/cookie`)
		w.Header().Add("Set-Cookie", "gone=1; Path=/; Max-Age=0")
		if rest == "then" {
			w.Header().Set("Location", "/cookie/after")
			w.WriteHeader(302)
		}
	default:
		io.WriteString(w, "ok")
	}
}

// digest asks for Digest credentials as the query says, and takes any that
// begin like the right user's.
func (s *recordingServer) digest(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if a := r.Header.Get("Authorization"); strings.HasPrefix(a, `Digest username="user"`) && q.Get("never") == "" {
		io.WriteString(w, "welcome")
		return
	}
	c := `Digest realm="R", nonce="abc123", opaque="op"`
	if a := q.Get("alg"); a != "" {
		c += ", algorithm=" + a
	}
	if a := q.Get("qop"); a != "" {
		c += `, qop="` + a + `"`
	}
	w.Header().Set("WWW-Authenticate", c)
	http.Error(w, "no", http.StatusUnauthorized)
}

// A step is one opening: (path or URL, data, headers, method).
type step struct {
	path    string
	data    any // nil, []byte or []any of []byte
	headers map[string]string
	method  string
}

type program struct {
	kinds []string
	steps []step
}

func wirePrograms() (ps []program) {
	one := func(kinds string, steps ...step) { ps = append(ps, program{strings.Fields(kinds), steps}) }
	form := []byte("q=query+string&foo=bar")
	// The chapter's programs.
	one("", step{path: "/"})
	one("", step{path: "/?q=query+string&foo=bar"})
	one("", step{path: "/", headers: map[string]string{"User-agent": "PyMOTW (https://pymotw.com/)"}})
	one("", step{path: "/", data: form}, step{path: "/", data: form, headers: map[string]string{"User-agent": "PyMOTW (https://pymotw.com/)"}})
	one("", step{path: "/", data: []byte("--b\r\nx\r\n--b--\r\n"), headers: map[string]string{"Content-type": "multipart/form-data; boundary=b", "Content-length": "15"}})
	one("", step{path: "/"}, step{path: "/a%20b;c?d#e"}, step{path: "//x"}, step{path: "/%zz"}, step{path: "?only=query"}, step{path: "/a|b{c}"})
	one("", step{path: "/", data: []any{[]byte("one"), []byte(""), []byte("three")}})
	// Methods and bodies.
	for _, m := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "put"} {
		one("", step{path: "/m", method: m})
		one("", step{path: "/m", method: m, data: []byte("body")})
		one("", step{path: "/m", method: m, data: []byte("body"), headers: map[string]string{"content-TYPE": "text/x", "X-A": "1"}})
	}
	// Redirects, methods and codes.
	for _, code := range []string{"300", "301", "302", "303", "304", "305", "307", "308"} {
		for _, m := range []string{"GET", "HEAD", "POST", "PUT", "DELETE"} {
			h := map[string]string{"X-Keep": "1", "Content-Type": "t", "Authorization": "secret"}
			one("", step{path: "/redirect/" + code + "//target?x", method: m, headers: h})
			one("", step{path: "/redirect/" + code + "//target", method: m, headers: h, data: []byte("body")})
		}
	}
	for _, where := range []string{"relative", "../up", "?query", "#fragment", "BASE/abs%23frag", "/a%20b", "/a%25b", "//", "file:///etc/passwd", "FILE:/x", "%20file:/x", "mailto:x", "javascript:1", "/%C3%A9", "/a%7Cb%22c", "data:,x", "", "/x;y=%3Fz", "http:", "BASE?q"} {
		one("", step{path: "/redirect/302/" + where})
	}
	one("", step{path: "/loop/"}, step{path: "/self"})
	for code := 200; code < 600; code += 7 {
		if code != 305 && code != 204 && code != 205 && code != 304 && code != 401 {
			one("", step{path: fmt.Sprint("/status/", code)})
		}
	}
	// Authentication.
	one("basic", step{path: "/basic"}, step{path: "/basic/again"}, step{path: "/open"})
	one("basic", step{path: "/basic", data: form}, step{path: "/basic", method: "PUT", data: []byte("x")})
	one("wrong", step{path: "/basic"})
	one("prior", step{path: "/basic"}, step{path: "/open"})
	one("basic", step{path: "/strange"}, step{path: "/redirect/302//basic"})
	one("basic digest", step{path: "/basic"}, step{path: "/digest?qop=auth"})
	for _, alg := range []string{"", "MD5", "SHA", "SHA-256", "MD5-sess", "Unknown"} {
		for _, qop := range []string{"", "auth", "auth-int", "auth,auth-int"} {
			one("digest", step{path: "/digest?alg=" + alg + "&qop=" + qop}, step{path: "/digest/x?alg=" + alg + "&qop=" + qop, data: form})
		}
	}
	one("digest", step{path: "/digest?qop=auth&never=1"}) // after which Python's handler gives up for good
	one("wrongdigest", step{path: "/digest?qop=auth"})
	one("digest", step{path: "/strange"}, step{path: "/basic"})
	// Cookies.
	one("cookies", step{path: "/cookie"}, step{path: "/"}, step{path: "/cookie/x"}, step{path: "/", headers: map[string]string{"Cookie": "mine=1"}})
	one("cookies", step{path: "/cookie/then"}, step{path: "/redirect/302//cookie"})
	// Proxies.
	for _, kind := range []string{"proxy", "authproxy"} {
		one(kind, step{path: "http://example.test/x"}, step{path: "http://EXAMPLE.test:8080/x?y", data: form}, step{path: "http://example.test"})
		one(kind+" https", step{path: "https://example.test/x"}, step{path: "https://example.test:8443/x?y", data: form}, step{path: "https://refused.test/"})
		one(kind, step{path: "http://example.test/needsauth"}, step{path: "http://example.test/redirect/302//there"})
	}
	one("proxy", step{path: "ftp://example.test/file"})
	one("proxy proxybasic", step{path: "http://example.test/needsauth"})
	return ps
}

// goOpener is build of internal/oracle/vectors_fetchwire.py.
func goOpener(kinds []string, base, proxy string) *fetch.OpenerDirector {
	proxies := map[string]string{}
	var handlers []fetch.Handler
	for _, kind := range kinds {
		switch kind {
		case "basic", "wrong":
			h := fetch.NewHTTPBasicAuthHandler(nil)
			if kind == "basic" {
				h.AddPassword("R", base, "usér", "p:w")
			} else {
				h.AddPassword("R", base, "user", "wrong")
			}
			handlers = append(handlers, h)
		case "prior":
			m := fetch.NewHTTPPasswordMgrWithPriorAuth()
			m.AddPassword("R", base, "usér", "p:w", fetch.IsAuthenticated(true))
			handlers = append(handlers, fetch.NewHTTPBasicAuthHandler(m))
		case "digest", "wrongdigest":
			h := fetch.NewHTTPDigestAuthHandler(nil)
			h.CNonce = func(string) string { return "0123456789abcdef" }
			h.AddPassword("R", base, "user", map[string]string{"digest": "secret", "wrongdigest": "no"}[kind])
			handlers = append(handlers, h)
		case "cookies":
			handlers = append(handlers, fetch.NewHTTPCookieProcessor(nil))
		case "proxy":
			proxies = map[string]string{"http": proxy, "https": proxy, "ftp": proxy}
		case "authproxy":
			u := strings.Replace(proxy, "http://", "http://us%40r:p%2Fw@", 1)
			proxies = map[string]string{"http": u, "https": u}
		case "proxybasic":
			h := fetch.NewProxyBasicAuthHandler(nil)
			h.AddPassword("P", strings.TrimPrefix(proxy, "http://"), "puser", "ppass")
			handlers = append(handlers, h)
		case "https":
			handlers = append(handlers, fetch.NewHTTPSHandler(fetch.Context(&tls.Config{InsecureSkipVerify: true})))
		}
	}
	o := fetch.BuildOpener(append(handlers, fetch.NewProxyHandler(proxies))...)
	o.AddHeaders = []fetch.HeaderItem{{Name: "User-agent", Value: "me"}}
	return o
}

// goWire is wire of internal/oracle/vectors_fetchwire.py.
func goWire(o *fetch.OpenerDirector, base string, steps []step) (out []any) {
	for _, s := range steps {
		u := base + s.path
		if first, _, _ := strings.Cut(s.path, "/"); strings.Contains(first, ":") {
			u = s.path
		}
		out = append(out, goStep(o, u, s))
	}
	return out
}

func goStep(o *fetch.OpenerDirector, u string, s step) golden.Tuple {
	options := []fetch.RequestOption{fetch.Headers(s.headers)}
	switch d := s.data.(type) {
	case []byte:
		options = append(options, fetch.Data(d))
	case []any:
		options = append(options, fetch.DataSeq(func(yield func([]byte) bool) {
			for _, p := range d {
				if !yield(p.([]byte)) {
					return
				}
			}
		}))
	}
	if s.method != "" {
		options = append(options, fetch.Method(s.method))
	}
	req, err := fetch.NewRequest(u, options...)
	if err != nil {
		return golden.Tuple{reflect.TypeOf(err).Elem().Name(), err.Error()}
	}
	r, err := o.OpenRequest(req.Context(), req, fetch.Timeout(10))
	var h *fetch.HTTPError
	if errors.As(err, &h) {
		defer h.Close()
		b, _ := io.ReadAll(h)
		return golden.Tuple{int64(h.Code), h.URL, h.Error(), b}
	}
	if err != nil {
		return golden.Tuple{reflect.TypeOf(err).Elem().Name(), err.Error()}
	}
	defer r.Close()
	b, _ := io.ReadAll(r)
	return golden.Tuple{int64(r.Code), r.URL, b}
}

// TestLiveWire runs the same programs with CPython's urllib.request and with
// fetch against one server, and compares what it was asked and what they return.
func TestLiveWire(t *testing.T) {
	peer := live.Start(t, "fetchwire")
	s := newRecordingServer(t)
	base, proxy := s.URL, s.URL
	for _, p := range wirePrograms() {
		name := fmt.Sprint(p.kinds, p.steps)
		var kinds, steps []any
		for _, k := range p.kinds {
			kinds = append(kinds, k)
		}
		for _, st := range p.steps {
			headers := []any{}
			for k, v := range st.headers {
				headers = append(headers, golden.Tuple{k, v})
			}
			var method any
			if st.method != "" {
				method = st.method
			}
			steps = append(steps, golden.Tuple{st.path, st.data, headers, method})
		}
		if kinds == nil {
			kinds = []any{}
		}
		want := peer.Ask([]golden.Call{{Fn: "wire", Args: []any{base, proxy, kinds, steps}}})[0]
		wantSeen := s.take()
		o := goOpener(p.kinds, base, proxy)
		got := goWire(o, base, p.steps)
		o.Close()
		gotSeen := s.take()
		if diff := cmp.Diff(wantSeen, gotSeen); diff != "" {
			t.Errorf("%s: requests (-python +go):\n%s", name, diff)
		}
		if !golden.EqualOutcome(golden.Return(got), want) {
			t.Errorf("%s\n go     %s\n python %s", name, golden.Return(got), want)
		}
	}
}
