package fetch_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/fetch"
)

// discard is a transport that takes what it is given.
type discard struct{ t *testing.T }

func (d discard) RoundTrip(r *http.Request) (*http.Response, error) {
	var b bytes.Buffer
	if err := r.Write(&b); err == nil {
		// What is sent reads back as one request.
		br := bufio.NewReader(&b)
		back, err := http.ReadRequest(br)
		if err != nil {
			d.t.Fatalf("sent %q: %v", b.String(), err)
		}
		io.Copy(io.Discard, back.Body)
		if rest, _ := io.ReadAll(br); len(rest) > 0 {
			d.t.Fatalf("%q follows the request", rest)
		}
	}
	return nil, io.EOF
}

func FuzzRequest(f *testing.F) {
	f.Add("http://h/a?b#c", "GET", "X-A", "v", "body")
	f.Add("http://h%0d%0aX:%20y/", "P\nUT", "a b", "c\r\nd", "")
	f.Add("https://[::1]:80//x|y", "post", "Content-Length", "4", "body")
	f.Fuzz(func(t *testing.T, url, method, name, value, body string) {
		if strings.HasPrefix(strings.ToLower(strings.TrimSpace(url)), "f") {
			return // neither files nor ftp
		}
		req, err := fetch.NewRequest(url, fetch.Method(method), fetch.Data(body))
		if err != nil {
			return
		}
		req.AddHeader(name, value)
		rt := discard{t}
		o := fetch.BuildOpener(noProxy(), fetch.NewHTTPHandler(fetch.Transport(rt)), fetch.NewHTTPSHandler(fetch.Transport(rt)))
		if r, err := o.OpenRequest(context.Background(), req); err == nil {
			r.Close()
		} else {
			_ = err.Error()
		}
	})
}

func FuzzChallenge(f *testing.F) {
	f.Add(`Digest realm="R", nonce="n", qop="auth"`)
	f.Add(`Basic realm="R"`)
	f.Fuzz(func(t *testing.T, header string) {
		fetch.ParseRealms(header)
		m, err := fetch.ParseKeqvList(fetch.ParseHTTPList(header))
		if err != nil {
			return
		}
		h := fetch.NewHTTPDigestAuthHandler(nil)
		h.AddPassword(m["realm"], "http://h/", "u", "p")
		req, _ := fetch.NewRequest("http://h/x")
		h.GetAuthorization(req, m)
	})
}

func FuzzResponse(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"))
	f.Add([]byte("HTTP/1.1 302 F\r\nLocation: /x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
	f.Add([]byte("HTTP/1.1 401 N\r\nWWW-Authenticate: Digest realm=\"R\", nonce=\"n\"\r\nContent-Encoding: gzip\r\n\r\nx"))
	f.Fuzz(func(t *testing.T, answer []byte) {
		rt := &http.Transport{DisableKeepAlives: true, DialContext: func(context.Context, string, string) (net.Conn, error) {
			c, s := net.Pipe()
			go func() {
				defer s.Close()
				if _, err := http.ReadRequest(bufio.NewReader(s)); err == nil {
					s.Write(answer)
				}
			}()
			return c, nil
		}}
		digest := fetch.NewHTTPDigestAuthHandler(nil)
		digest.AddPassword("R", "http://h/", "u", "p")
		o := fetch.BuildOpener(noProxy(), fetch.NewHTTPHandler(fetch.Transport(rt)), fetch.NewHTTPSHandler(fetch.Transport(rt)), digest, fetch.NewHTTPBasicAuthHandler(nil), fetch.NewDecodeHandler(), fetch.NewHTTPCookieProcessor(nil))
		r, err := o.Open("http://h/")
		if err != nil {
			_ = err.Error()
			return
		}
		r.ReadAll(1 << 20)
		r.Close()
	})
}

func FuzzPathname(f *testing.F) {
	f.Add("/a b", "//h/x")
	f.Add(`C:\x`, "///C|/x")
	f.Fuzz(func(t *testing.T, path, url string) {
		for _, windows := range []bool{false, true} {
			back, err := fetch.URLToPath(fetch.PathToURL(path, windows), windows)
			if !windows && (err != nil || back != path) && !strings.HasPrefix(path, "//") {
				t.Errorf("%q: %q, %v", path, back, err)
			}
			fetch.URLToPath(url, windows)
		}
	})
}

func FuzzProxy(f *testing.F) {
	f.Add("http://u:p@h:1/x", "a.com:80", ".a.com,10.0.0.0/8")
	f.Fuzz(func(t *testing.T, proxy, host, no string) {
		fetch.ParseProxy(proxy)
		fetch.ProxyBypassEnvironment(host, map[string]string{"no": no})
		fetch.PunycodeNeeded(host)
	})
}
