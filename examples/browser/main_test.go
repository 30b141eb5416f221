package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

// The browsers are looked for in the environment of the process, so that each run
// needs one of its own: the test's program again, as the examples.
func TestMain(m *testing.M) {
	if os.Getenv("RUN_EXAMPLES") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// fake is a browser that writes down how it was started, in one line. What takes the
// URL in the background has failed if it ends at once.
const fake = `#!/bin/sh
line=${0##*/}
for arg; do line="$line [$arg]"; done
echo "$line" >"$0.started"
case $0 in
*/xdg-open) exec /bin/sleep 1 ;;
esac
`

// run runs a program where the browsers and the environment are these and no
// others, and returns what it printed, its exit status and how a browser was started.
func run(t *testing.T, program string, browsers []string, env ...string) (output string, status int, started string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the browsers of Linux, as shell scripts")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range browsers {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(fake), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(self, program)
	cmd.Env = append(env, "RUN_EXAMPLES=1", "PATH="+dir, "GORACE=atexit_sleep_ms=0")
	out, err := cmd.CombinedOutput()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if status = cmd.ProcessState.ExitCode(); status == 0 && len(browsers) > 0 {
		// A browser with windows may still be at it when the program has ended.
		for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
			if files, _ := filepath.Glob(filepath.Join(dir, "*.started")); len(files) > 0 {
				text, err := os.ReadFile(files[0])
				if err != nil {
					t.Fatal(err)
				}
				if line, ok := strings.CutSuffix(string(text), "\n"); ok {
					return string(out), status, line
				}
			}
			if time.Now().After(deadline) {
				t.Fatal("no browser was started")
			}
		}
	}
	return string(out), status, ""
}

const (
	display  = "DISPLAY=:99"
	terminal = "TERM=xterm"
	chosen   = "BROWSER=fakebrowser"
)

// How the browsers are started is what CPython 3.15 does. Like the page's programs,
// ours print nothing.
func TestPrograms(t *testing.T) {
	const url = " [" + page + "]"
	for _, c := range []struct {
		program  string
		browsers []string
		env      []string
		started  string
	}{
		{"open", []string{"fakebrowser"}, []string{chosen}, "fakebrowser" + url},
		{"open", []string{"firefox"}, []string{display}, "firefox" + url},
		{"open", []string{"chromium"}, []string{display}, "chromium" + url},
		{"open", []string{"lynx"}, []string{terminal}, "lynx" + url},
		{"open", []string{"xdg-open"}, []string{display}, "xdg-open" + url},
		{"open", nil, nil, ""},

		{"open_new", []string{"fakebrowser"}, []string{chosen}, "fakebrowser" + url},
		{"open_new", []string{"firefox"}, []string{display}, "firefox [-new-window]" + url},
		{"open_new", []string{"chromium"}, []string{display}, "chromium [--new-window]" + url},
		{"open_new", []string{"lynx"}, []string{terminal}, "lynx" + url},
		{"open_new", []string{"xdg-open"}, []string{display}, "xdg-open" + url},
		{"open_new", nil, nil, ""},

		{"open_new_tab", []string{"fakebrowser"}, []string{chosen}, "fakebrowser" + url},
		{"open_new_tab", []string{"firefox"}, []string{display}, "firefox [-new-tab]" + url},
		{"open_new_tab", []string{"chromium"}, []string{display}, "chromium" + url},
		{"open_new_tab", []string{"lynx"}, []string{terminal}, "lynx" + url},
		{"open_new_tab", []string{"xdg-open"}, []string{display}, "xdg-open" + url},
		{"open_new_tab", nil, nil, ""},

		{"get", []string{"lynx"}, []string{terminal}, "lynx" + url},

		// The page's BROWSER=lynx: the variable registers the command, with or without
		// a terminal.
		{"open", []string{"lynx"}, []string{"BROWSER=lynx"}, "lynx" + url},
		{"open", []string{"lynx", "xdg-open"}, []string{"BROWSER=lynx", display, terminal}, "lynx" + url},
	} {
		t.Run(strings.Join(append(append([]string{c.program}, c.browsers...), c.env...), ","), func(t *testing.T) {
			output, status, started := run(t, c.program, c.browsers, c.env...)
			if output != "" || status != 0 || started != c.started {
				t.Errorf("printed %q, status %d, started %q, want %q", output, status, started, c.started)
			}
		})
	}
}

// Without lynx or without a terminal for it, get fails.
func TestGetFails(t *testing.T) {
	for _, c := range []struct {
		browsers, env []string
	}{
		{[]string{"fakebrowser"}, []string{terminal}},
		{[]string{"lynx"}, nil},
	} {
		output, status, _ := run(t, "get", c.browsers, c.env...)
		if output != "get: could not locate runnable browser\n" || status != 1 {
			t.Errorf("printed %q, status %d", output, status)
		}
	}
}
