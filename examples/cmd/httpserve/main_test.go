package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/live"
)

// start runs the command until the test ends, and returns the first line of
// stdout and the address to use.
func start(t *testing.T, args ...string) (banner, url string, finish func() (rest string, code int)) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, w := io.Pipe()
	var stderr bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, args, w, &stderr)
		w.Close()
	}()
	out := bufio.NewReader(r)
	banner, err := out.ReadString('\n')
	if err != nil {
		t.Fatalf("%v: %s", err, &stderr)
	}
	url = regexp.MustCompile(`\((.*)\)`).FindStringSubmatch(banner)[1]
	return banner, url, func() (string, int) {
		cancel()
		rest, _ := io.ReadAll(out)
		return string(rest), <-code
	}
}

func TestServe(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "a.txt"), []byte("hello"), 0o644)
	os.WriteFile(filepath.Join(dir, "unknown"), []byte("?"), 0o644)
	banner, url, finish := start(t, "-b", "127.0.0.1", "-d", dir, "-H", "X-One", "1", "--header", "X-Two", "2", "--content-type", "x/y", "--rich", "0")
	if !regexp.MustCompile(`^Serving HTTP on 127\.0\.0\.1 port \d+ \(http://127\.0\.0\.1:\d+/\) \.\.\.\n$`).MatchString(banner) {
		t.Errorf("banner %q", banner)
	}
	resp, err := http.Get(url + "unknown")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if h := resp.Header; h.Get("X-One") != "1" || h.Get("X-Two") != "2" || h.Get("Content-Type") != "x/y" {
		t.Error(h)
	}
	http.DefaultClient.CloseIdleConnections()
	if rest, code := finish(); rest != "\nKeyboard interrupt received, exiting.\n" || code != 0 {
		t.Errorf("%q, %d", rest, code)
	}
}

// TestErrors holds the errors against CPython's, the program's name aside.
func TestErrors(t *testing.T) {
	t.Setenv("PYTHON_COLORS", "0")
	for _, c := range []struct {
		args, want string
	}{
		{"http", "argument port: invalid int value: 'http'"},
		{"--cgi", "unrecognized arguments: --cgi"},
		{"--tls-key x", "--tls-key requires --tls-cert to be set"},
		{"--tls-password-file x", "--tls-password-file requires --tls-cert to be set"},
		{"--tls-cert x --tls-password-file /nope", "Failed to read TLS password file: [Errno 2] No such file or directory: '/nope'"},
		{"-H one", "argument -H/--header: expected 2 arguments"},
		{"--uploads", "--uploads requires --auth-file, or --bind to a loopback address"},
		{"-d /nope", "argument -d/--directory: not a directory: '/nope'"},
	} {
		var stdout, stderr bytes.Buffer
		code := run(t.Context(), strings.Fields(c.args), &stdout, &stderr)
		if want := "httpserve: error: " + c.want + "\n"; code != 2 || !strings.HasSuffix(stderr.String(), want) || stdout.Len() > 0 {
			t.Errorf("%s: %d, %s", c.args, code, &stderr)
		}
	}
}

// TestHelp checks that ours has every entry of CPython's help, to the colours.
func TestHelp(t *testing.T) {
	python := live.Python(t)
	t.Setenv("COLUMNS", "80")
	for _, colours := range []string{"0", "1"} {
		t.Setenv("PYTHON_COLORS", colours)
		want, err := exec.Command(python, "-m", "http.server", "--help").Output()
		if err != nil {
			t.Fatal(err)
		}
		checkHelp(t, string(want))
	}
}

func checkHelp(t *testing.T, want string) {
	var ours, stderr bytes.Buffer
	if code := run(t.Context(), []string{"--help"}, &ours, &stderr); code != 0 {
		t.Fatal(code, &stderr)
	}
	_, entries, _ := strings.Cut(want, "positional arguments:")
	for _, entry := range regexp.MustCompile(`\n+(  )?[^ \n]`).Split(entries, -1) {
		if !strings.Contains(ours.String(), entry) {
			t.Errorf("no %q in\n%s", entry, &ours)
		}
	}
}

func TestPortInUse(t *testing.T) {
	_, url, finish := start(t, "-b", "127.0.0.1", "0")
	defer finish()
	port := regexp.MustCompile(`:(\d+)/`).FindStringSubmatch(url)[1]
	var stderr bytes.Buffer
	if code := run(t.Context(), []string{"-b", "127.0.0.1", port}, io.Discard, &stderr); code != 1 {
		t.Error(code, &stderr)
	}
}

// TestWholeNetworkWarning is row 87: the default is every interface, as in
// Python, and stderr says so.
func TestWholeNetworkWarning(t *testing.T) {
	for host, want := range map[string]bool{"0.0.0.0": true, "::": true, "127.0.0.1": false} {
		var stderr bytes.Buffer
		new(flags).warn(&stderr, host, "http")
		if got := stderr.Len() > 0; got != want {
			t.Error(host, fmt.Sprintf("%q", &stderr))
		}
	}
	var stderr bytes.Buffer
	f := flags{}
	f.handler.Users = map[string]string{"a": "b"}
	f.warn(&stderr, "192.0.2.1", "http")
	if !strings.Contains(stderr.String(), "in the clear") {
		t.Error(&stderr)
	}
}

// TestLongUserLine: a line that can't be read hides no users.
func TestLongUserLine(t *testing.T) {
	name := filepath.Join(t.TempDir(), "users")
	os.WriteFile(name, []byte("a:b\nc:"+strings.Repeat("x", 1<<17)+"\nd:e\n"), 0o600)
	if users, err := readUsers(name); err == nil {
		t.Error(len(users))
	}
}
