package fetch_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/gobatteries/batteries/fetch"
	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

// nfsHandler opens the made-up scheme nfs: a Python handler's nfs_open method.
type nfsHandler struct{ fetch.BaseHandler }

func (*nfsHandler) OpenSchemes() []string { return []string{"nfs"} }

func (h *nfsHandler) SchemeOpen(req *fetch.Request) (*fetch.Response, error) {
	fmt.Println("Server:", req.Host)
	fmt.Println("Path:", req.Selector)
	content := "Contents of file.txt"
	body := fetch.NewAddCloseHook(io.NopCloser(strings.NewReader(content)), func() { fmt.Println("unmounted") })
	headers := map[string][]string{"Content-Type": {"text/plain"}}
	return fetch.NewAddInfoURL(body, headers, req.FullURL(), 0), nil
}

func ExampleSchemeOpener() {
	opener := fetch.BuildOpener(new(nfsHandler))
	resp, err := opener.Open("nfs://remote_server/path/to/the/file.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ := io.ReadAll(resp)
	fmt.Printf("%s: %s\n", resp.Headers.Get("Content-Type"), b)
	resp.Close()
	// Output:
	// Server: remote_server
	// Path: /path/to/the/file.txt
	// text/plain: Contents of file.txt
	// unmounted
}

// exampleServer answers with what it was asked.
func exampleServer() *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		case "/missing":
			http.Error(w, "Nothing here", http.StatusNotFound)
		case "/teapot":
			w.WriteHeader(http.StatusTeapot)
		default:
			body, _ := io.ReadAll(r.Body)
			fmt.Fprintf(w, "%s %s\nUser-Agent: %s\n%s", r.Method, r.RequestURI, r.UserAgent(), body)
		}
	}))
}

func ExampleURLOpen() {
	server := exampleServer()
	defer server.Close()

	resp, err := fetch.URLOpen(server.URL+"/old", fetch.Timeout(10))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Close()
	fmt.Println(resp.Code, resp.Msg, strings.TrimPrefix(resp.URL, server.URL))
	for line, err := range resp.Lines() {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s", line)
	}
	// Output:
	// 200 OK /new
	// GET /new
	// User-Agent: Batteries-urllib/1.0
}

func ExampleNewRequest() {
	server := exampleServer()
	defer server.Close()

	req, err := fetch.NewRequest(server.URL, fetch.Data("q=query+string&foo=bar"))
	if err != nil {
		fmt.Println(err)
		return
	}
	req.AddHeader("User-agent", "PyMOTW (https://pymotw.com/)")
	fmt.Println("Request method:", req.GetMethod())
	for _, h := range req.HeaderItems() {
		fmt.Println(h.Name, "=", h.Value)
	}
	resp, err := fetch.URLOpen(req)
	if err != nil {
		fmt.Println(err)
		return
	}
	b, err := resp.ReadAll(1 << 20)
	fmt.Println(string(b), err)
	// Output:
	// Request method: POST
	// User-agent = PyMOTW (https://pymotw.com/)
	// POST /
	// User-Agent: PyMOTW (https://pymotw.com/)
	// q=query+string&foo=bar <nil>
}

func ExampleHTTPError() {
	server := exampleServer()
	defer server.Close()

	_, err := fetch.URLOpen(server.URL + "/missing")
	var h *fetch.HTTPError
	if errors.As(err, &h) {
		body, _ := io.ReadAll(h)
		fmt.Printf("%v\n%d: %s", err, h.Code, body)
	}
	// Output:
	// HTTP Error 404: Not Found
	// 404: Nothing here
}

// teapotHandler deals with the code 418: a Python handler's http_error_418 method.
type teapotHandler struct{ fetch.BaseHandler }

func (*teapotHandler) ErrorCodes() []int { return []int{418} }

func (*teapotHandler) HTTPErrorCode(req *fetch.Request, fp *fetch.Response, code int, msg string, headers http.Header) (*fetch.Response, error) {
	fp.Close()
	return fetch.NewAddInfoURL(io.NopCloser(strings.NewReader("tea")), headers, req.FullURL(), 200), nil
}

func ExampleErrorHandler() {
	server := exampleServer()
	defer server.Close()

	resp, err := fetch.BuildOpener(new(teapotHandler)).Open(server.URL + "/teapot")
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ := io.ReadAll(resp)
	fmt.Println(resp.Code, string(b))
	// Output:
	// 200 tea
}

func ExampleNewGuardedOpener() {
	server := exampleServer() // on a loopback address
	defer server.Close()

	opener := fetch.NewGuardedOpener(fetch.PublicOnly)
	_, err := opener.Open(server.URL, fetch.Retry{Attempts: 3, Backoff: time.Second})
	var refused *fetch.GuardError
	fmt.Println(errors.As(err, &refused), refused.Addr.Addr())
	// Output:
	// true 127.0.0.1
}

func ExampleForm() {
	server := exampleServer()
	defer server.Close()

	form := fetch.NewForm()
	form.AddField("firstname", "Doug")
	form.AddReader("biography", "bio.txt", "text/plain", strings.NewReader("Python developer and blogger."))
	resp, err := fetch.URLOpen(server.URL, form.Data())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Close()
	for line := range resp.Lines() {
		if strings.HasPrefix(string(line), "Content-") {
			fmt.Println(strings.TrimSpace(string(line)))
		}
	}
	// Output:
	// Content-Disposition: form-data; name="firstname"
	// Content-Disposition: form-data; name="biography"; filename="bio.txt"
	// Content-Type: text/plain
}
