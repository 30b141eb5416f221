package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/jsonx"
)

// tree is a site of 31 pages, /1 with the links /2 and /3 and so on.
func tree(t *testing.T) *site {
	s := newSite(t)
	s.HandleFunc("/robots.txt", http.NotFound)
	s.HandleFunc("/{n}", func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscan(r.PathValue("n"), &n)
		w.Header().Set("Content-Type", "text/html")
		if n < 16 {
			fmt.Fprintf(w, "<a href=%d><a href=%d><a href=1>", 2*n, 2*n+1)
		}
	})
	return s
}

const treeSize = 31

// checkTree checks that each page stands once in the output and was fetched once, but
// for so many that may have been fetched again.
func checkTree(t *testing.T, s *site, output string, again int) {
	t.Helper()
	asked := slices.DeleteFunc(s.log(), func(path string) bool { return path == "/robots.txt" })
	got := paths(s, readPages(t, readFile(t, output)))
	if len(asked) > treeSize+again {
		t.Errorf("the site was asked for %q", asked)
	}
	slices.Sort(asked)
	if diff := cmp.Diff(slices.Compact(asked), got); diff != "" || len(got) != treeSize {
		t.Errorf("%d pages; asked for, written: %s", len(got), diff)
	}
}

func TestResume(t *testing.T) {
	s := tree(t)
	output, state := files(t)
	for runs := 1; ; runs++ {
		r := crawl(t, background, "-max", "4", "-o", output, "-state", state, s.url+"/1")
		if r.code != 0 {
			t.Fatal(r.stderr)
		}
		if strings.Contains(r.stderr, "left: 0") {
			if runs != 8 {
				t.Errorf("%d runs", runs)
			}
			break
		}
	}
	checkTree(t, s, output, 0)
	var saved struct {
		Output int `json:"output"`
	}
	if err := jsonx.LoadsInto(readFile(t, state), &saved); err != nil || saved.Output != len(readFile(t, output)) {
		t.Errorf("the state knows of %d bytes of the output, %v", saved.Output, err)
	}
	if r := crawl(t, background, "-o", output, "-state", state, s.url+"/1"); r.code != 0 || !strings.Contains(r.stderr, "nothing is left to do") || s.log() != nil {
		t.Errorf("%+v", r)
	}
	if left, err := filepath.Glob(state + ".*"); err != nil || left != nil {
		t.Errorf("%q, %v", left, err)
	}
}

// Without -o each run writes its own pages to standard output.
func TestResumeStdout(t *testing.T) {
	s := tree(t)
	_, state := files(t)
	a := crawl(t, background, "-max", "10", "-state", state, s.url+"/1")
	b := crawl(t, background, "-state", state, s.url+"/1")
	if got := paths(s, append(a.pages, b.pages...)); len(a.pages) != 10 || len(got) != treeSize || len(slices.Compact(got)) != treeSize {
		t.Errorf("%q", got)
	}
}

// A state that is older than the output, as after a crash, loses nothing, whatever
// the last line is.
func TestCrash(t *testing.T) {
	for _, junk := range []string{"", `{"id": "`} {
		s := tree(t)
		output, state := files(t)
		args := []string{"-o", output, "-state", state, s.url + "/1"}
		crawl(t, background, append([]string{"-max", "3"}, args...)...)
		old := readFile(t, state)
		crawl(t, background, append([]string{"-max", "9"}, args...)...)
		if err := os.WriteFile(state, old, 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(output, append(readFile(t, output), junk...), 0o666); err != nil {
			t.Fatal(err)
		}
		if r := crawl(t, background, args...); r.code != 0 {
			t.Error(r.stderr)
		}
		checkTree(t, s, output, 0)
	}
}

// An interrupt waits for the answer that is under way.
func TestInterruptInTheMiddle(t *testing.T) {
	s := tree(t)
	ctx, cancel := context.WithCancel(background)
	s.HandleFunc("/5", func(w http.ResponseWriter, r *http.Request) {
		cancel()
		time.Sleep(50 * time.Millisecond)
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, "<a href=10><a href=11>")
	})
	output, state := files(t)
	r := crawl(t, ctx, "-o", output, "-state", state, s.url+"/1")
	if pages := readPages(t, readFile(t, output)); r.code != 130 || !strings.Contains(r.stderr, "interrupted") || len(pages) != 5 {
		t.Errorf("%+v, %q", r, paths(s, pages))
	}
	if r := crawl(t, background, "-o", output, "-state", state, s.url+"/1"); r.code != 0 {
		t.Error(r.stderr)
	}
	checkTree(t, s, output, 0)
}

func TestDamagedState(t *testing.T) {
	s := tree(t)
	output, file := files(t)
	args := []string{"-o", output, "-state", file, s.url + "/1"}
	crawl(t, background, append([]string{"-max", "3"}, args...)...)
	good := readFile(t, file)
	change := func(f func(*state)) []byte {
		var s state
		if err := jsonx.LoadsInto(good, &s); err != nil {
			t.Fatal(err)
		}
		f(&s)
		text, err := jsonx.Dumps(s)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(text)
	}
	s.log()
	written := readFile(t, output)
	for name, c := range map[string]struct {
		text []byte
		want string
	}{
		"empty":     {nil, "is no state of a crawl: Expecting value"},
		"cut":       {good[:len(good)/2], "is no state of a crawl: "},
		"noise":     {[]byte("\x00\xff\x00"), "is no state of a crawl: "},
		"other":     {[]byte(`{"name": "x"}`), "is no state of a crawl: "},
		"list":      {[]byte(`[]`), "is no state of a crawl: "},
		"type":      {bytes.Replace(good, []byte(`"depth": 2`), []byte(`"depth": "2"`), 1), "is no state of a crawl: "},
		"version":   {change(func(s *state) { s.Version = 9 }), "the state is of version 9, not 1"},
		"start":     {change(func(s *state) { s.Start = "http://x/" }), "the state is of a crawl of http://x/"},
		"scheme":    {change(func(s *state) { s.Queue[0].URL = "file:///etc/passwd" }), `the state is damaged: "file:///etc/passwd" is in the queue`},
		"not seen":  {change(func(s *state) { s.Seen = nil }), "the state is damaged"},
		"depth":     {change(func(s *state) { s.Queue[0].Depth = -1 }), "the state is damaged"},
		"length":    {change(func(s *state) { s.Output = -1 }), "the state is damaged"},
		"output":    {change(func(s *state) { s.Output = 1e6 }), "bytes, where the state knows of 1000000"},
		"no offset": {change(func(s *state) { s.Output = 1 }), "the line at byte 1 is no page"},
	} {
		if err := os.WriteFile(file, c.text, 0o666); err != nil {
			t.Fatal(err)
		}
		r := crawl(t, background, args...)
		if r.code != 1 || !strings.Contains(r.stderr, c.want) || s.log() != nil {
			t.Errorf("%s: %+v", name, r)
		}
		if !bytes.Equal(readFile(t, file), c.text) || !bytes.Equal(readFile(t, output), written) {
			t.Errorf("%s: the files were changed", name)
		}
	}
	if err := os.WriteFile(file, good, 0o666); err != nil {
		t.Fatal(err)
	}
	if r := crawl(t, background, args...); r.code != 0 {
		t.Error(r.stderr)
	}
}

func TestUnwritable(t *testing.T) {
	s := tree(t)
	missing := filepath.Join(t.TempDir(), "missing", "file")
	for _, args := range [][]string{{"-o", missing}, {"-state", missing}, {"-o", t.TempDir()}, {"-state", t.TempDir()}} {
		if r := crawl(t, background, append(args, s.url+"/1")...); r.code != 1 || s.log() != nil {
			t.Errorf("%q: %+v", args, r)
		}
	}
	var stderr bytes.Buffer
	if code := run(background, []string{"-delay", "0", s.url + "/1"}, failingWriter{}, &stderr); code != 1 || !strings.Contains(stderr.String(), "no space") {
		t.Errorf("%d: %s", code, &stderr)
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, fmt.Errorf("no space") }

func TestQueueIsBounded(t *testing.T) {
	s := &state{seen: make(map[string]bool)}
	for i := range maxQueue {
		if !s.add(target{URL: fmt.Sprint("http://a/", i)}) {
			t.Fatal(i)
		}
	}
	if s.add(target{URL: "http://a/one/more"}) || !s.add(target{URL: "http://a/0"}) || s.left() != maxQueue {
		t.Error("the queue has no bound")
	}
	s.finish(target{URL: "http://a/0"})
	if !s.add(target{URL: "http://a/one/more"}) || !s.add(target{URL: "http://a/0"}) || s.left() != maxQueue {
		t.Error("what is done makes no room")
	}
}
