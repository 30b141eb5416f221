package fetch_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/fetch"
)

// canned is a transport without a network.
type canned struct{}

func (canned) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		Status: "200 OK", StatusCode: 200, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{"Content-Type": {"text/plain"}},
		Body: io.NopCloser(strings.NewReader("hello")), ContentLength: 5, Request: r,
	}, nil
}

func drain(r io.ReadCloser, err error) error {
	if err != nil {
		return err
	}
	io.Copy(io.Discard, r)
	return r.Close()
}

// BenchmarkOpen is what an opening costs beside the network.
func BenchmarkOpen(b *testing.B) {
	const url = "http://localhost:8080/some/path?q=1"
	client := &http.Client{Transport: canned{}}
	opener := fetch.BuildOpener(noProxy(), fetch.NewHTTPHandler(fetch.Transport(canned{})))
	b.Run("impl=std", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			r, err := client.Get(url)
			if err != nil {
				b.Fatal(err)
			}
			drain(r.Body, nil)
		}
	})
	b.Run("impl=project", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			r, err := opener.Open(url)
			if err != nil {
				b.Fatal(err)
			}
			drain(r, nil)
		}
	})
}

// allocations counts those of a request to a real server, its own included.
func allocations(t *testing.T, do func() error) float64 {
	if err := do(); err != nil { // the connection
		t.Fatal(err)
	}
	return testing.AllocsPerRun(200, func() {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	})
}

// A request allocates at most 12 times more than net/http's client.
func TestAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "hello") }))
	defer s.Close()
	client := &http.Client{Transport: new(http.Transport)}
	defer client.CloseIdleConnections()
	opener := fetch.BuildOpener(noProxy())
	std := allocations(t, func() error {
		r, err := client.Get(s.URL)
		if err != nil {
			return err
		}
		return drain(r.Body, nil)
	})
	plain := allocations(t, func() error { return drain(opener.Open(s.URL)) })
	timed := allocations(t, func() error { return drain(opener.Open(s.URL, fetch.Timeout(10))) })
	t.Logf("net/http %.0f, fetch %.0f, with a timeout %.0f", std, plain, timed)
	if plain > std+12 || timed > std+12 {
		t.Errorf("net/http %.0f, fetch %.0f, with a timeout %.0f", std, plain, timed)
	}
}

// Memory doesn't grow with the body.
func TestFlatMemory(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := 1
		if r.URL.Path == "/large" {
			n = 256
		}
		for b := make([]byte, 64<<10); n > 0; n-- {
			w.Write(b)
		}
	}))
	defer s.Close()
	fetch.InstallOpener(fetch.BuildOpener(noProxy()))
	defer fetch.URLCleanup()
	name := t.TempDir() + "/file"
	measure := func(path string) uint64 {
		return testingBytes(func() {
			if _, _, err := fetch.URLRetrieve(s.URL+path, fetch.Filename(name)); err != nil {
				t.Fatal(err)
			}
		})
	}
	measure("/large")
	if small, large := measure("/small"), measure("/large"); large > small+1<<20 {
		t.Errorf("64 KiB allocate %d bytes, 16 MiB %d", small, large)
	}
}
