package fetch_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gobatteries/batteries/fetch"
)

// slowSeq yields pieces until it is stopped.
func slowSeq(running *atomic.Int32) func(yield func([]byte) bool) {
	return func(yield func([]byte) bool) {
		running.Add(1)
		defer running.Add(-1)
		for {
			time.Sleep(time.Millisecond)
			if !yield(make([]byte, 100)) {
				return
			}
		}
	}
}

// TestBodyCloseWhileReading: net/http may close a request's body while it reads
// from it, as HTTP/2 does when the server answers before it has all.
func TestBodyCloseWhileReading(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body.Read(make([]byte, 10))
		w.WriteHeader(413)
	}))
	s.EnableHTTP2 = true
	s.Config.ErrorLog = quiet()
	s.StartTLS()
	defer s.Close()
	for _, http2 := range []bool{true, false} {
		var running atomic.Int32
		o := fetch.BuildOpener(noProxy(), fetch.NewHTTPSHandler(fetch.HTTP2(http2), fetch.Context(s.Client().Transport.(*http.Transport).TLSClientConfig)))
		for i := range 40 {
			ctx, cancel := context.WithTimeout(context.Background(), time.Duration(1+i%20)*time.Millisecond)
			req, err := fetch.NewRequest(s.URL, fetch.DataSeq(slowSeq(&running)))
			if i%2 == 1 {
				form := fetch.NewForm()
				form.AddReader("f", "f", "", slowReader{})
				req, err = fetch.NewRequest(s.URL, form.Data())
			}
			if err != nil {
				t.Fatal(err)
			}
			if r, err := o.OpenRequest(ctx, req); err == nil {
				r.Close()
			}
			cancel()
		}
		for range 100 {
			if running.Load() == 0 {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		if n := running.Load(); n != 0 {
			t.Errorf("%d iterators still run", n)
		}
		o.Close()
	}
}

type slowReader struct{}

func (slowReader) Read(p []byte) (int, error) {
	time.Sleep(time.Millisecond)
	return min(100, len(p)), nil
}

// A slowSeeker says when two read from it at once, or one while it seeks.
type slowSeeker struct {
	r             *bytes.Reader
	busy, clashes atomic.Int32
}

func (s *slowSeeker) enter() {
	if s.busy.Add(1) > 1 {
		s.clashes.Add(1)
	}
}

func (s *slowSeeker) Read(p []byte) (int, error) {
	s.enter()
	defer s.busy.Add(-1)
	time.Sleep(20 * time.Millisecond)
	return s.r.Read(p[:min(len(p), 4096)])
}

func (s *slowSeeker) Seek(offset int64, whence int) (int64, error) {
	s.enter()
	defer s.busy.Add(-1)
	return s.r.Seek(offset, whence)
}

// TestBodySentAgain: data that is sent once more is not still being read for the
// request before.
func TestBodySentAgain(t *testing.T) {
	want := bytes.Repeat([]byte("0123456789abcdef"), 4096)
	base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.Header().Set("Www-Authenticate", `Basic realm="R"`)
			w.Header().Set("Connection", "close")
			w.WriteHeader(401)
			return
		}
		got, err := io.ReadAll(r.Body)
		fmt.Fprint(w, bytes.Equal(got, want), err)
	})
	for range 50 {
		var reset *fetch.OSError
		switch answer, clashes, err := sendSlowly(t, base, want); {
		case clashes == 0 && errors.As(err, &reset): // the server closed before its answer was read
			continue
		case answer != "true <nil>" || err != nil || clashes > 0:
			t.Fatalf("%q, %v, %d clashes", answer, err, clashes)
		}
		return
	}
	t.Fatal("the answer was never read")
}

// sendSlowly sends data to a server that wants a password.
func sendSlowly(t *testing.T, base string, want []byte) (answer string, clashes int32, err error) {
	h := fetch.NewHTTPBasicAuthHandler(nil)
	h.AddPassword("R", base, "u", "p")
	data := &slowSeeker{r: bytes.NewReader(want)}
	req, err := fetch.NewRequest(base, fetch.DataReader(data))
	if err != nil {
		t.Fatal(err)
	}
	r, err := fetch.BuildOpener(noProxy(), h).OpenRequest(context.Background(), req)
	if err != nil {
		return "", data.clashes.Load(), err
	}
	defer r.Close()
	b, err := r.ReadAll(100)
	return string(b), data.clashes.Load(), err
}
