package main

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/jsonx"
)

// build builds the program.
func build(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "crawler.exe")
	if out, err := exec.Command("go", "build", "-o", name, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return name
}

// The program itself: in a pipe it prints the pages and a summary, and no progress.
func TestProgram(t *testing.T) {
	s := tree(t)
	cmd := exec.Command(build(t), "-delay", "0", s.url+"/1")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	n := 0
	for v, err := range jsonx.LoadLines(&stdout) {
		if err != nil {
			t.Error(err)
		}
		page, ok := v.(*jsonx.Object)
		if !ok {
			t.Fatalf("%v", v)
		}
		if url, ok := page.Get("url"); !ok || !strings.HasPrefix(url.(string), s.url) {
			t.Errorf("%v", v)
		}
		n++
	}
	if n != treeSize || !strings.HasPrefix(stderr.String(), "pages: 31 (") || strings.Count(stderr.String(), "\n") != 1 || strings.Contains(stderr.String(), "\x1b") {
		t.Errorf("%d pages, %q", n, &stderr)
	}
}

// Interrupted or killed in the middle, the program goes on when it is started again.
func TestInterruptedProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no signals there")
	}
	program := build(t)
	for _, sig := range []os.Signal{os.Interrupt, os.Kill} {
		s := tree(t)
		waiting := make(chan bool, 1)
		s.HandleFunc("/13", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<a href=26><a href=27>")
			select {
			case waiting <- true:
			default:
			}
		})
		output, state := files(t)
		command := func() *exec.Cmd {
			return exec.Command(program, "-delay", "50ms", "-o", output, "-state", state, s.url+"/1")
		}
		cmd := command()
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		<-waiting
		for sig == os.Kill && !bytes.Contains(readFile(t, output), []byte(`/13", "from"`)) {
			time.Sleep(time.Millisecond) // else the page that is under way is fetched twice
		}
		cmd.Process.Signal(sig)
		err := cmd.Wait()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || sig == os.Interrupt && (exit.ExitCode() != 130 || !strings.Contains(stderr.String(), "interrupted") || !strings.Contains(stderr.String(), "go on with")) {
			t.Errorf("%v: %v, %s", sig, err, &stderr)
		}
		if n := len(readPages(t, readFile(t, output))); n < 13 || n > 15 {
			t.Errorf("%v: %d pages", sig, n)
		}
		if out, err := command().CombinedOutput(); err != nil {
			t.Errorf("%v: %v, %s", sig, err, out)
		}
		checkTree(t, s, output)
	}
}

func TestProgress(t *testing.T) {
	var b bytes.Buffer
	p := progress{&b}
	p.show(3, 4, "http://example.com/"+strings.Repeat("x", 100))
	p.clear()
	line := "3 done, 4 left: http://example.com/" + strings.Repeat("x", 41) + "..."
	if want := clearLine + line + clearLine; b.String() != want || len(line) != width {
		t.Errorf("%q, want %q", &b, want)
	}
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if terminal(null) || terminal(&b) {
		t.Error("no terminals")
	}
	progress{}.show(1, 1, "")
	progress{}.clear()
}
