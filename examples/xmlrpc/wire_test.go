package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/gobatteries/batteries/xmlrpc"
)

// A recorder stands between a client and a server and keeps the requests and the
// answers, without HTTP's version, with the headers sorted and the bodies unpacked.
type recorder struct {
	normalize func(body string) string

	mu   sync.Mutex
	text strings.Builder
}

// tap returns the URL of a server that hands on to target.
func (w *recorder) tap(target string) (url string, stop func()) {
	transport := &http.Transport{DisableCompression: true}
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if err := w.handOn(transport, target, rw, r); err != nil {
			http.Error(rw, err.Error(), http.StatusBadGateway)
		}
	}))
	return server.URL, func() {
		server.Close()
		transport.CloseIdleConnections()
	}
}

func (w *recorder) handOn(transport *http.Transport, target string, rw http.ResponseWriter, r *http.Request) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	header := r.Header.Clone()
	header.Set("Host", r.Host)
	header.Set("Content-Length", strconv.FormatInt(r.ContentLength, 10))
	w.keep(">", r.Method+" "+r.RequestURI, header, body)

	out, err := http.NewRequestWithContext(r.Context(), r.Method, target+r.RequestURI, bytes.NewReader(body))
	if err != nil {
		return err
	}
	out.Header = r.Header
	resp, err := transport.RoundTrip(out)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if body, err = io.ReadAll(resp.Body); err != nil {
		return err
	}
	w.keep("<", resp.Status, resp.Header, body)
	maps.Copy(rw.Header(), resp.Header)
	rw.WriteHeader(resp.StatusCode)
	_, err = rw.Write(body)
	return err
}

// keep writes a message down. A Content-Length that is right is that of the
// normalized body.
func (w *recorder) keep(sign, first string, header http.Header, body []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	length := strconv.Itoa(len(body))
	var err error
	if header.Get("Content-Encoding") == "gzip" {
		if body, err = xmlrpc.GzipDecode(body); err != nil {
			first += " " + err.Error()
		}
	}
	text := w.normalize(string(body))

	lines := []string{first}
	for _, name := range slices.Sorted(maps.Keys(header)) {
		value := strings.Join(header[name], ", ")
		if name == "Content-Length" && value == length {
			value = strconv.Itoa(len(text))
			if header.Get("Content-Encoding") == "gzip" {
				value = "<GZLEN>"
			}
		}
		lines = append(lines, name+": "+value)
	}
	lines = append(lines, "")
	lines = append(lines, strings.Split(strings.TrimSuffix(text, "\n"), "\n")...)
	for _, line := range lines {
		fmt.Fprintln(&w.text, strings.TrimSuffix(sign+" "+line, " "))
	}
}

func (w *recorder) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}
