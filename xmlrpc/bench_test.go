package xmlrpc_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"testing"

	"github.com/gobatteries/batteries/xmlrpc"
)

type benchItem struct {
	ID     int     `xmlrpc:"id"`
	Name   string  `xmlrpc:"name"`
	Price  float64 `xmlrpc:"price"`
	Active bool    `xmlrpc:"active"`
	Note   string  `xmlrpc:"note"`
}

func benchItems(n int) []benchItem {
	out := make([]benchItem, n)
	for i := range out {
		out[i] = benchItem{i, fmt.Sprint("item ", i), float64(i)*0.25 + 0.5, i%3 == 0, "alpha <beta> & gamma"}
	}
	return out
}

func benchDocument(tb testing.TB, v any) []byte {
	b, err := xmlrpc.AppendDumps(nil, []any{v}, xmlrpc.MethodResponse(true))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func BenchmarkLoads(b *testing.B) {
	doc := benchDocument(b, benchItems(10_000))
	b.Run("any", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := xmlrpc.Loads(doc); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("typed", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		b.ReportAllocs()
		var items []benchItem
		for b.Loop() {
			if _, err := xmlrpc.LoadsInto(doc, []any{&items}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkDumps(b *testing.B) {
	items := benchItems(10_000)
	var dst []byte
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if dst, err = xmlrpc.AppendDumps(dst[:0], []any{items}); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(dst)))
}

// memory is a network in memory: requests go straight to a handler.
type memory struct{ handler http.Handler }

func (m memory) RoundTrip(r *http.Request) (*http.Response, error) {
	w := &recorder{header: http.Header{}}
	m.handler.ServeHTTP(w, r)
	return &http.Response{StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", Header: w.header, Request: r,
		Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len())}, nil
}

type recorder struct {
	header http.Header
	body   bytes.Buffer
}

func (w *recorder) Header() http.Header         { return w.header }
func (w *recorder) Write(p []byte) (int, error) { return w.body.Write(p) }
func (w *recorder) WriteHeader(int)             {}

// BenchmarkCall is a small call and its answer, client and server together,
// without a network in between.
func BenchmarkCall(b *testing.B) {
	d, err := xmlrpc.NewSimpleXMLRPCDispatcher()
	if err != nil {
		b.Fatal(err)
	}
	d.RegisterFunction(func(n int, s string) string { return s }, xmlrpc.Name("small"))
	p, err := xmlrpc.NewServerProxy("http://memory", xmlrpc.HTTPClient(&http.Client{Transport: memory{d}}))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if s, err := xmlrpc.Call[string](context.Background(), p, "small", 42, "hello"); err != nil || s != "hello" {
				b.Error(s, err)
				return
			}
		}
	})
}
