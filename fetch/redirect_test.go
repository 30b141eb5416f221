package fetch_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/fetch"
)

// echo is a server that tells what it was asked; /to?URL redirects.
func echo(t *testing.T) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code, ok := map[string]int{"/to": 302, "/to307": 307, "/to308": 308}[r.URL.Path]; ok {
			w.Header().Set("Location", r.URL.RawQuery)
			w.WriteHeader(code)
			return
		}
		var names []string
		for name := range r.Header {
			names = append(names, name)
		}
		slices.Sort(names)
		body, _ := io.ReadAll(r.Body)
		io.WriteString(w, r.Method+" "+r.Host+" "+strings.Join(names, ",")+" "+string(body))
	}))
	t.Cleanup(s.Close)
	return s
}

var secrets = map[string]string{
	"Authorization": "a", "Cookie": "c=d", "Proxy-Authorization": "p", "X-Api-Key": "k", "X-Keep": "1", "Host": "other.test", "Cookie2": "x", "Www-Authenticate": "y", "Proxy-Thing": "z",
}

func openWith(t *testing.T, o *fetch.OpenerDirector, url string) string {
	t.Helper()
	req, err := fetch.NewRequest(url, fetch.Headers(secrets))
	if err != nil {
		t.Fatal(err)
	}
	r, err := o.OpenRequest(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, _ := io.ReadAll(r)
	return string(b)
}

// Rows 37, 162 and 163: credentials, cookies and what else is named don't cross
// an origin (scheme, host and port), nor come back on a later hop.
func TestRedirectCrossOrigin(t *testing.T) {
	a, b := echo(t), echo(t)
	localhost := strings.Replace(a.URL, "127.0.0.1", "localhost", 1)
	safe := fetch.BuildOpener(noProxy(), fetch.NewHTTPRedirectHandler(fetch.SensitiveHeaders{"x-api-KEY"}))
	for name, url := range map[string]string{
		"another port":    a.URL + "/to?" + b.URL + "/",
		"another name":    a.URL + "/to?" + localhost + "/",
		"there and back":  a.URL + "/to?" + b.URL + "/to?" + a.URL + "/x",
		"and on":          a.URL + "/to?" + b.URL + "/to?" + b.URL + "/x",
		"with two dashes": a.URL + "/to?" + strings.TrimPrefix(b.URL, "http:") + "/",
	} {
		if got := openWith(t, safe, url); !strings.Contains(got, " Accept-Encoding,User-Agent,X-Keep ") || strings.Contains(got, "other.test") {
			t.Errorf("%s: %s", name, got)
		}
	}
	const all = " Accept-Encoding,Authorization,Cookie,Cookie2,Proxy-Authorization,Proxy-Thing,User-Agent,Www-Authenticate,X-Api-Key,X-Keep "
	if got := openWith(t, safe, a.URL+"/to?/x"); !strings.Contains(got, "other.test"+all) {
		t.Errorf("same origin: %s", got)
	}
	// Python's behaviour.
	faithful := fetch.BuildOpener(noProxy(), fetch.NewHTTPRedirectHandler(fetch.KeepHeaders(true)))
	if got := openWith(t, faithful, a.URL+"/to?"+b.URL+"/"); !strings.Contains(got, "other.test"+all) {
		t.Errorf("KeepHeaders: %s", got)
	}
}

// Row 191: 307 and 308 of a POST are errors, as in Python, unless KeepBody
// has the data sent again.
func TestKeepBody(t *testing.T) {
	s := echo(t)
	for _, code := range []string{"307", "308"} {
		_, err := fetch.BuildOpener(noProxy()).Open(s.URL+"/to"+code+"?/x", fetch.Data("body"))
		var h *fetch.HTTPError
		if !errors.As(err, &h) || h.Status() != 307 && h.Status() != 308 {
			t.Error(err)
		}
		o := fetch.BuildOpener(noProxy(), fetch.NewHTTPRedirectHandler(fetch.KeepBody(true)))
		for _, d := range []fetch.OpenOption{fetch.Data("body"), fetch.DataReader(strings.NewReader("body"))} {
			r, err := o.Open(s.URL+"/to"+code+"?/x", d)
			if err != nil {
				t.Fatal(err)
			}
			b, _ := io.ReadAll(r)
			if got := string(b); !strings.HasPrefix(got, "POST ") || !strings.HasSuffix(got, "Content-Type,User-Agent body") && !strings.HasSuffix(got, " body") {
				t.Error(got)
			}
			r.Close()
		}
		// What can't be read again is not sent again.
		if _, err := o.Open(s.URL+"/to"+code+"?/x", fetch.DataReader(io.MultiReader(strings.NewReader("body")))); !errors.As(err, &h) {
			t.Error(err)
		}
	}
}

// nowhere is a Redirector that follows nothing.
type nowhere struct{}

func (nowhere) RedirectRequest(*fetch.Request, *fetch.Response, int, string, http.Header, string) (*fetch.Request, error) {
	return nil, nil
}

// A Redirector decides in the place of RedirectRequest, as an override does in Python.
func TestRedirector(t *testing.T) {
	s := echo(t)
	h := fetch.NewHTTPRedirectHandler()
	h.Redirector = nowhere{}
	_, err := fetch.BuildOpener(noProxy(), h).Open(s.URL + "/to?/x")
	var e *fetch.HTTPError
	if !errors.As(err, &e) || e.Code != 302 || e.Headers.Get("Location") != "/x" {
		t.Error(err)
	}
}

// Credentials that a handler added are scoped by its password manager again
// after a redirect, and are not simply carried along.
func TestRedirectWithBasicAuth(t *testing.T) {
	var seen []string
	b := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Header.Get("Authorization"))
		w.Header().Set("WWW-Authenticate", `Basic realm="R"`)
		w.WriteHeader(401)
	}))
	defer b.Close()
	a := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.Header().Set("WWW-Authenticate", `Basic realm="R"`)
			w.WriteHeader(401)
			return
		}
		http.Redirect(w, r, b.URL, http.StatusFound)
	}))
	defer a.Close()
	h := fetch.NewHTTPBasicAuthHandler(nil)
	h.AddPassword("R", a.URL, "u", "p")
	_, err := fetch.BuildOpener(noProxy(), h).Open(a.URL)
	var e *fetch.HTTPError
	if !errors.As(err, &e) || e.Code != 401 || len(seen) != 1 || seen[0] != "" {
		t.Error(err, seen)
	}
}
