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

func TestProgram(t *testing.T) {
	program := build(t)
	t.Run("pipe", func(t *testing.T) { testPipe(t, program) })
	if runtime.GOOS != "windows" { // which has no signals
		t.Run("interrupt", func(t *testing.T) { testSignal(t, program, os.Interrupt) })
		t.Run("kill", func(t *testing.T) { testSignal(t, program, os.Kill) })
	}
}

// In a pipe the program prints the pages and a summary, and no progress.
func testPipe(t *testing.T, program string) {
	s := tree(t)
	cmd := exec.Command(program, "-delay", "0", s.url+"/1")
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
	if n != treeSize || !strings.HasPrefix(stderr.String(), "pages: 31 (") || strings.Count(stderr.String(), "\n") != 2 || strings.Contains(stderr.String(), "\x1b") {
		t.Errorf("%d pages, %q", n, &stderr)
	}
}

// Interrupted or killed in the middle, the program goes on when it is started again.
// Only the page that is under way when it is killed is fetched again.
func testSignal(t *testing.T, program string, sig os.Signal) {
	s := tree(t)
	reached := make(chan bool, treeSize)
	s.HandleFunc("/13", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<a href=26><a href=27>")
		reached <- true
	})
	output, state := files(t)
	command := func() *exec.Cmd {
		return exec.Command(program, "-delay", "20ms", "-o", output, "-state", state, s.url+"/1")
	}
	cmd := command()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-reached
	cmd.Process.Signal(sig)
	err := cmd.Wait()
	if exit := new(exec.ExitError); !errors.As(err, &exit) {
		t.Fatalf("%v, %s", err, &stderr)
	}
	again := 1
	if sig == os.Interrupt {
		again = 0
		if text := stderr.String(); cmd.ProcessState.ExitCode() != 130 || !strings.Contains(text, "to go on with them") || !strings.HasSuffix(text, "interrupted\n") {
			t.Errorf("%v, %s", err, text)
		}
	}
	if n := bytes.Count(readFile(t, output), []byte("\n")); n < 12 || n == treeSize {
		t.Errorf("%d pages", n)
	}
	if out, err := command().CombinedOutput(); err != nil {
		t.Errorf("%v, %s", err, out)
	}
	checkTree(t, s, output, again)
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
	if newProgress(null).w != nil || newProgress(&b).w != nil {
		t.Error("no terminals")
	}
	progress{}.show(1, 1, "")
	progress{}.clear()
}
