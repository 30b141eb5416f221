package fetch_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gobatteries/batteries/fetch"
)

// counting counts a server's connections.
func counting(t *testing.T, h http.HandlerFunc) (*httptest.Server, *atomic.Int32) {
	n := new(atomic.Int32)
	s := httptest.NewUnstartedServer(h)
	s.Config.ConnState = func(_ net.Conn, st http.ConnState) {
		if st == http.StateNew {
			n.Add(1)
		}
	}
	s.Config.ErrorLog = quiet()
	s.Start()
	t.Cleanup(s.Close)
	return s, n
}

// Connections are kept, also after errors that nobody reads; KeepAlive(false)
// has one for each request, as Python does.
func TestConnectionReuse(t *testing.T) {
	s, n := counting(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/404" {
			http.Error(w, strings.Repeat("nothing here ", 1000), 404)
			return
		}
		io.WriteString(w, "ok")
	})
	o := fetch.BuildOpener(noProxy())
	for i := range 20 {
		r, err := o.Open(s.URL + []string{"/", "/404"}[i%2])
		if err == nil {
			io.Copy(io.Discard, r)
			r.Close()
		}
	}
	if got := n.Load(); got != 1 {
		t.Errorf("20 requests made %d connections", got)
	}
	o = fetch.BuildOpener(noProxy(), fetch.NewHTTPHandler(fetch.KeepAlive(false)))
	for range 3 {
		r, err := o.Open(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, r)
	}
	if got := n.Load(); got != 4 {
		t.Errorf("3 requests with KeepAlive(false) made %d connections", got-1)
	}
}

// A body that is not read to its end doesn't leave its rest to the next request.
func TestUnreadBodyDoesNotPoison(t *testing.T) {
	s, _ := counting(t, func(w http.ResponseWriter, r *http.Request) {
		for i := range 2000 {
			fmt.Fprintf(w, "%s line %d HTTP/1.1 200 OK\r\n", r.URL.Path, i)
		}
	})
	o := fetch.BuildOpener(noProxy())
	for i := range 50 {
		path := fmt.Sprint("/", i)
		r, err := o.Open(s.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		b := make([]byte, len(path))
		if _, err := io.ReadFull(r, b); err != nil || string(b) != path {
			t.Fatalf("%q, %v instead of %s", b, err, path)
		}
		r.Close()
	}
}

// Row 173 (CVE-2024-24791): a final answer to Expect: 100-continue leaves the
// connection in order.
func TestExpectContinue(t *testing.T) {
	s, _ := counting(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/refuse" {
			w.WriteHeader(403)
			return
		}
		b, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s", r.URL.Path, b)
	})
	o := fetch.BuildOpener(noProxy())
	for i := range 20 {
		path := []string{"/refuse", fmt.Sprint("/", i)}[i%2]
		req, _ := fetch.NewRequest(s.URL+path, fetch.Data(strings.Repeat("x", 5000)))
		req.AddHeader("Expect", "100-continue")
		r, err := o.OpenRequest(context.Background(), req)
		var h *fetch.HTTPError
		if path == "/refuse" {
			if !errors.As(err, &h) || h.Code != 403 {
				t.Fatal(err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil || !strings.HasPrefix(string(b), path+" xxx") {
			t.Fatalf("%.20q %v", b, err)
		}
	}
}

// goroutines waits until no more of them run than before.
func goroutines(t *testing.T, before int) {
	t.Helper()
	var n int
	for range 100 {
		runtime.GC()
		if n = runtime.NumGoroutine(); n <= before {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	buf := make([]byte, 1<<16)
	t.Errorf("%d goroutines, %d before:\n%s", n, before, buf[:runtime.Stack(buf, true)])
}

// Nothing runs on: not for answers that are dropped half read, nor for errors
// that nobody closes, nor for timeouts.
func TestNoGoroutineLeak(t *testing.T) {
	before := runtime.NumGoroutine()
	func() {
		stall := make(chan struct{})
		s, _ := counting(t, func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/large404":
				w.WriteHeader(404)
				w.Write(make([]byte, 1<<20))
			case "/404":
				w.WriteHeader(404)
				w.Write(make([]byte, 1000))
			case "/stall":
				w.WriteHeader(200)
				w.(http.Flusher).Flush()
				select {
				case <-stall:
				case <-r.Context().Done():
				}
			default:
				w.Write(make([]byte, 100000))
			}
		})
		o := fetch.BuildOpener(noProxy(), fetch.NewHTTPHandler(fetch.AddressGuard(allowAll)))
		for i := range 40 {
			path := []string{"/large404", "/404", "/", "/stall"}[i%4]
			r, err := o.Open(s.URL+path, fetch.Timeout(20*time.Millisecond))
			if err == nil {
				io.ReadFull(r, make([]byte, 10))
				r.Close()
			}
		}
		close(stall)
		o.Close()
		s.Close()
	}()
	goroutines(t, before)
}

// The body of an error that stalls, without a timeout, doesn't keep the error.
func TestStalledErrorBody(t *testing.T) {
	fetch.SetErrorStall(50 * time.Millisecond)
	defer fetch.SetErrorStall(5 * time.Second)
	s, _ := counting(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "10")
		w.WriteHeader(404)
		io.WriteString(w, "hello")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	_, err := fetch.BuildOpener(noProxy()).Open(s.URL)
	var h *fetch.HTTPError
	if !errors.As(err, &h) || h.Code != 404 {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(h); string(b) != "hello" || err == nil {
		t.Errorf("%q, %v", b, err)
	}
}
