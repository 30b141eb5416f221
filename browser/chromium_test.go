//go:build linux

package browser_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gobatteries/batteries/browser"
	"github.com/gobatteries/batteries/httpserve"
)

// need returns the path of a program, or skips the test; in CI it must be there.
func need(t *testing.T, name, pkg string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing (Debian's package %s)", name, pkg)
	}
	if err != nil {
		t.Skipf("needs %s (Debian's package %s)", name, pkg)
	}
	return path
}

// A quietSite logs to a buffer that the test reads.
type quietSite struct {
	httpserve.BaseHTTPRequestHandler
}

func (s *quietSite) DoGET() {
	s.SendResponse(200)
	s.SendHeader("Content-Type", "text/html")
	s.EndHeaders()
	fmt.Fprintf(s.WFile, "<title>here</title>")
}

type lockedLog struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lockedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// A real Chromium under Xvfb is found, started, and asks our server for the page.
func TestChromium(t *testing.T) {
	chromium := need(t, "chromium", "chromium")
	xvfb := need(t, "Xvfb", "xvfb")
	dir := t.TempDir()

	// Xvfb picks a free display and writes its number.
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command(xvfb, "-displayfd", "3", "-screen", "0", "800x600x24", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{w}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		server.Process.Kill()
		server.Wait()
	}()
	w.Close()
	var display int
	if _, err := fmt.Fscan(r, &display); err != nil {
		t.Fatal(err)
	}
	r.Close()

	// The command chromium is a script that adds what a test needs: no sandbox for
	// root, a profile of its own, no talk with the outside. It notes its process.
	script := "#!/bin/sh\necho $$ >" + dir + "/pid\nexec " + chromium + " --no-sandbox --disable-gpu --no-first-run --disable-background-networking " +
		"--disable-component-update --disable-sync --user-data-dir=" + dir + `/profile "$@" >` + dir + "/log 2>&1\n"
	if err := os.WriteFile(filepath.Join(dir, "chromium"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if pid, err := os.ReadFile(filepath.Join(dir, "pid")); err == nil {
			exec.Command("pkill", "-KILL", "-s", strings.TrimSpace(string(pid))).Run() // its whole session
		}
		time.Sleep(200 * time.Millisecond) // so that nothing writes to the profile while it goes
		os.RemoveAll(dir + "/profile")
	}()

	log := new(lockedLog)
	site, err := httpserve.NewThreadingHTTPServer("127.0.0.1:0", &quietSite{httpserve.BaseHTTPRequestHandler{LogOutput: log}})
	if err != nil {
		t.Fatal(err)
	}
	defer site.ServerClose()
	go site.ServeForever()
	defer site.Shutdown()

	env := append(os.Environ(), fmt.Sprintf("DISPLAY=:%d", display), "PATH="+dir, "BROWSER=", "TERM=", "WAYLAND_DISPLAY=", "HOME="+dir)
	desktop := browser.NewRegistry(browser.Environ(env), browser.LookPath(func(name string) (string, error) {
		return exec.LookPath(filepath.Join(dir, name))
	}))
	url := "http://" + site.Addr().String() + "/opened?by=browser"
	if err := desktop.Open(url, browser.New(1)); err != nil {
		t.Fatal(err)
	}
	for range 300 {
		if strings.Contains(log.String(), `"GET /opened?by=browser HTTP/1.1" 200 -`) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	text, _ := os.ReadFile(dir + "/log")
	t.Errorf("no request in half a minute; the server's log:\n%s\nChromium's:\n%s", log, text)
}
