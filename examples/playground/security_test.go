package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// request sends a request with these headers and returns the response, whose
// body is read.
func request(t *testing.T, method, url, body string, headers ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(text)
}

// A site that rebinds its name to this machine gets nothing, neither the page nor
// an answer, whatever origin it claims.
func TestAttackRebinding(t *testing.T) {
	site := serve(t)
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(site, "http://"))
	for _, host := range []string{"evil.example", "evil.example:" + port, "127.0.0.1.evil.example:" + port, "localhost.evil.example"} {
		for _, method := range []string{"GET", "POST", "HEAD"} {
			for _, path := range []string{"/", "/api/json", "/RPC2"} {
				resp, body := request(t, method, site+path, "{}", "Host", host, "Origin", "http://"+host, "Content-Type", "application/json")
				if resp.StatusCode < 400 || strings.Contains(body, "pretty") {
					t.Errorf("%s %s for %s: %s", method, path, host, resp.Status)
				}
			}
		}
	}
	for _, host := range []string{"localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port} {
		resp, _ := request(t, "POST", site+"/api/json", `{"text": "1"}`, "Host", host, "Origin", "http://"+host, "Content-Type", "application/json")
		if resp.StatusCode != 200 {
			t.Errorf("%s: %s", host, resp.Status)
		}
	}
}

// Another site's page can't post: not with its origin, not from a sandbox, not
// with a form, and a preflight request gets no leave.
func TestAttackCrossOrigin(t *testing.T) {
	site := serve(t)
	for _, path := range []string{"/api/json", "/api/cookie-set", "/RPC2"} {
		for _, origin := range []string{"https://evil.example", "null", "http://127.0.0.1:1", "http://localhost", strings.Replace(site, "http", "https", 1)} {
			resp, _ := request(t, "POST", site+path, "{}", "Origin", origin, "Content-Type", "application/json")
			if resp.StatusCode != http.StatusForbidden {
				t.Errorf("%s from %s: %s", path, origin, resp.Status)
			}
		}
		for _, kind := range []string{"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"} {
			resp, _ := request(t, "POST", site+path, "{}", "Content-Type", kind)
			if resp.StatusCode != http.StatusUnsupportedMediaType {
				t.Errorf("%s as %q: %s", path, kind, resp.Status)
			}
		}
		resp, _ := request(t, "OPTIONS", site+path, "", "Origin", "https://evil.example", "Access-Control-Request-Method", "POST")
		if allow := resp.Header.Get("Access-Control-Allow-Origin"); allow != "" || resp.StatusCode < 400 {
			t.Errorf("preflight for %s: %s, allowed for %q", path, resp.Status, allow)
		}
	}
}

func TestAttackLargeBody(t *testing.T) {
	site := serve(t)
	text := `{"text": "` + strings.Repeat(" ", maxBody) + `"}`
	if resp, _ := request(t, "POST", site+"/api/json", text, "Content-Type", "application/json"); resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Error(resp.Status)
	}
	if resp, _ := request(t, "POST", site+"/RPC2", text, "Content-Type", "text/xml"); resp.StatusCode < 400 {
		t.Error("RPC2:", resp.Status)
	}

	// A body that claims to be large, and one of chunks that never ends.
	for _, head := range []string{"Content-Length: 1000000000000", "Transfer-Encoding: chunked"} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(site, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "POST /api/json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\n\r\n", head)
		go func() {
			chunk := "10000\r\n" + strings.Repeat("x", 1<<16) + "\r\n"
			for range 1000 {
				if _, err := io.WriteString(conn, chunk); err != nil {
					return
				}
			}
		}()
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		if resp.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: %s", head, resp.Status)
		}
	}
}

func TestAttackUnknownEndpoint(t *testing.T) {
	site := serve(t)
	for _, path := range []string{"/", "/api/", "/api/nothing", "/api/json/", "/api/json?x", "/api//json", "/json", "/script.js"} {
		resp, _ := request(t, "POST", site+path, "{}", "Content-Type", "application/json")
		if resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
	for _, method := range []string{"PUT", "DELETE", "PATCH", "TRACE", "GET"} {
		resp, _ := request(t, method, site+"/api/json", "")
		if resp.StatusCode < 400 {
			t.Errorf("%s: %s", method, resp.Status)
		}
	}
}

// Every response says what the page may do, errors too.
func TestHeaders(t *testing.T) {
	site := serve(t)
	for _, path := range []string{"/", "/script.js", "/style.css", "/icon.svg", "/nothing", "/api/json"} {
		method := "GET"
		if path == "/api/json" {
			method = "POST"
		}
		resp, _ := request(t, method, site+path, "{}", "Content-Type", "application/json")
		if got := resp.Header.Get("Content-Security-Policy"); got != policy {
			t.Errorf("%s: Content-Security-Policy is %q", path, got)
		}
		if got := resp.Header.Get("X-Content-Type-Options"); got != "nosniff" {
			t.Errorf("%s: X-Content-Type-Options is %q", path, got)
		}
		if got := resp.Header.Values("Access-Control-Allow-Origin"); got != nil {
			t.Errorf("%s: Access-Control-Allow-Origin is %q", path, got)
		}
	}
}

// The page needs nothing from elsewhere and makes no HTML of text.
func TestPageIsPlain(t *testing.T) {
	entries, err := static.ReadDir("static")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		text, err := static.ReadFile("static/" + entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "javascript:", "@import", "url(", "src=\"http", "href=\"http", " style=", " onclick"} {
			if strings.Contains(string(text), bad) {
				t.Errorf("%s has %s in it", entry.Name(), bad)
			}
		}
	}
}
