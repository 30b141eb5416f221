package httpserve_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/gobatteries/batteries/httpserve"
)

// Hello answers GET and SPAM, and logs nothing.
type Hello struct {
	httpserve.BaseHTTPRequestHandler
}

func (h *Hello) DoGET() {
	h.SendResponse(200)
	h.SendHeader("Content-Type", "text/plain")
	h.EndHeaders()
	io.WriteString(h.WFile, "Hello from "+h.Path)
}

func (h *Hello) DoSPAM() {
	h.SendError(418, httpserve.Message("No spam"))
}

func (h *Hello) LogMessage(string, ...any) {}

func Example() {
	server, err := httpserve.NewHTTPServer("localhost:0", new(Hello))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer server.ServerClose()
	go server.ServeForever()
	defer server.Shutdown()

	resp, err := http.Get("http://" + server.Addr().String() + "/spam?eggs=1")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	fmt.Println(resp.StatusCode, resp.Header.Get("Server"))
	fmt.Printf("%s\n", body)
	// Output:
	// 200 BaseHTTP Python/3.15.2
	// Hello from /spam?eggs=1
}

func ExampleHandler() {
	mux := http.NewServeMux()
	mux.Handle("/hello/", http.StripPrefix("/hello", httpserve.Handler(new(Hello))))

	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest("GET", "/hello/world", nil))
	fmt.Println(w.Body)
	w = httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest("PUT", "/hello/world", nil))
	fmt.Println(w.Code)
	// Output:
	// Hello from /world
	// 501
}
