package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gobatteries/batteries/jsonx"

	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

func TestMain(m *testing.M) {
	os.Setenv("no_proxy", "*")
	os.Exit(m.Run())
}

// A site is what is crawled. It notes what it is asked for.
type site struct {
	*http.ServeMux
	url string

	mu    sync.Mutex
	asked []string // paths with queries
}

// newSite serves a site on a loopback port.
func newSite(t *testing.T) *site {
	s := &site{ServeMux: http.NewServeMux()}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.URL.RequestURI())
	s.mu.Unlock()
	s.ServeMux.ServeHTTP(w, r)
}

// log returns what the site was asked for since the last call.
func (s *site) log() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := s.asked
	s.asked = nil
	return asked
}

// html serves a page; in the text, SITE stands for the site's URL.
func (s *site) html(path, text string) {
	s.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, strings.ReplaceAll(text, "SITE", s.url))
	})
}

// robots serves a robots.txt.
func (s *site) robots(text string) {
	s.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, text)
	})
}

func (s *site) redirect(path, to string) {
	s.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", strings.ReplaceAll(to, "SITE", s.url))
		w.WriteHeader(http.StatusFound)
	})
}

// A result is what a run of the program leaves.
type result struct {
	code   int
	stderr string
	pages  []page
}

// crawl runs the program without a pause. The pages are those of standard output.
func crawl(t *testing.T, ctx context.Context, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(ctx, append([]string{"-delay", "0"}, args...), &stdout, &stderr)
	return result{code, stderr.String(), readPages(t, stdout.Bytes())}
}

func readPages(t *testing.T, text []byte) []page {
	t.Helper()
	var pages []page
	for line := range bytes.Lines(text) {
		var p page
		if err := jsonx.LoadsInto(line, &p, jsonx.DisallowUnknownFields(true)); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		pages = append(pages, p)
	}
	return pages
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// byPath finds pages by what comes after the site's URL.
func (r result) byPath(s *site) map[string]page {
	pages := make(map[string]page)
	for _, p := range r.pages {
		pages[strings.TrimPrefix(p.URL, s.url)] = p
	}
	return pages
}

// paths are those of the pages, sorted. A page that comes twice stands there twice.
func paths(s *site, pages []page) []string {
	var out []string
	for _, p := range pages {
		out = append(out, strings.TrimPrefix(p.URL, s.url))
	}
	slices.Sort(out)
	return out
}

// files names an output and a state in a new folder.
func files(t *testing.T) (output, state string) {
	dir := t.TempDir()
	return filepath.Join(dir, "out.jsonl"), filepath.Join(dir, "crawl.state")
}
