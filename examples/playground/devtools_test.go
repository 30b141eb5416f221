//go:build linux

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A chromium is a tab of a headless Chromium, driven by the DevTools protocol:
// JSON messages that end in a zero byte, on descriptors 3 and 4.
type chromium struct {
	t       *testing.T
	out     *os.File
	in      *bufio.Reader
	session string
	last    int
	// problems are what the console and the page complained of.
	problems []string
}

type message struct {
	ID        int                       `json:"id,omitempty"`
	SessionID string                    `json:"sessionId,omitempty"`
	Method    string                    `json:"method,omitempty"`
	Params    any                       `json:"params,omitempty"`
	Result    json.RawMessage           `json:"result,omitempty"`
	Error     *struct{ Message string } `json:"error,omitempty"`
}

// startChromium starts the program, or skips the test if there is none; where
// CI=true it must be there. It ends with the test.
func startChromium(t *testing.T) *chromium {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatal("chromium is missing (Debian's package chromium)")
	}
	if err != nil {
		t.Skip("needs chromium (Debian's package chromium)")
	}
	profile, err := os.MkdirTemp("", "playground")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
		"--disable-crash-reporter", "--user-data-dir="+profile, "--remote-debugging-pipe", "about:blank")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that all of its processes can be ended
	theirIn, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	in, theirOut, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.ExtraFiles = []*os.File{theirIn, theirOut}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	theirIn.Close()
	theirOut.Close()
	watchdog := time.AfterFunc(5*time.Minute, func() { syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) })
	c := &chromium{t: t, out: out, in: bufio.NewReader(in)}
	t.Cleanup(func() {
		watchdog.Stop()
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		cmd.Wait()
		in.Close()
		out.Close()
		for range 50 { // while processes that are being ended still write to it
			if os.RemoveAll(profile) == nil {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
	})

	var target struct{ TargetID string }
	c.call(&target, "Target.createTarget", map[string]any{"url": "about:blank"})
	var attached struct{ SessionID string }
	c.call(&attached, "Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true})
	c.session = attached.SessionID
	for _, domain := range []string{"Page.enable", "Runtime.enable", "Log.enable"} {
		c.call(nil, domain, nil)
	}
	return c
}

// call sends a command and decodes its result into what result points to.
func (c *chromium) call(result any, method string, params any) {
	c.t.Helper()
	c.last++
	text, err := json.Marshal(message{ID: c.last, SessionID: c.session, Method: method, Params: params})
	if err != nil {
		c.t.Fatal(err)
	}
	if _, err := c.out.Write(append(text, 0)); err != nil {
		c.t.Fatal(method, err)
	}
	for {
		text, err := c.in.ReadBytes(0)
		if err != nil {
			c.t.Fatal(method, err)
		}
		var m message
		if err := json.Unmarshal(text[:len(text)-1], &m); err != nil {
			c.t.Fatal(err)
		}
		switch {
		case m.Method == "Log.entryAdded" || m.Method == "Runtime.exceptionThrown":
			c.problems = append(c.problems, string(text))
		case m.ID != c.last:
			// an event that nobody waits for
		case m.Error != nil:
			c.t.Fatalf("%s: %s", method, m.Error.Message)
		default:
			if result != nil {
				if err := json.Unmarshal(m.Result, result); err != nil {
					c.t.Fatal(err)
				}
			}
			return
		}
	}
}

// eval returns what a script's expression is.
func (c *chromium) eval(expression string) any {
	c.t.Helper()
	var answer struct {
		Result           struct{ Value any }
		ExceptionDetails any
	}
	c.call(&answer, "Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true, "allowUnsafeEvalBlockedByCSP": false})
	if answer.ExceptionDetails != nil {
		c.t.Fatalf("%s: %v", expression, answer.ExceptionDetails)
	}
	return answer.Result.Value
}

// wait waits until an expression is true.
func (c *chromium) wait(expression string) {
	c.t.Helper()
	for range 600 {
		if c.eval(expression) == true {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	c.t.Fatalf("still not true: %s\nthe page says %q", expression, c.eval("document.querySelector('[role=tabpanel]:not([hidden])')?.innerText"))
}

func (c *chromium) open(url string) {
	c.t.Helper()
	c.call(nil, "Page.navigate", map[string]any{"url": "about:blank"})
	c.call(nil, "Page.navigate", map[string]any{"url": url})
	c.wait("document.readyState === 'complete' && location.href !== 'about:blank'")
}

// press presses keys: names such as Tab, or a text to type.
func (c *chromium) press(keys ...string) {
	c.t.Helper()
	codes := map[string]int{"Tab": 9, "Enter": 13, " ": 32, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}
	for _, key := range keys {
		code, named := codes[key]
		if !named {
			c.call(nil, "Input.insertText", map[string]any{"text": key})
			continue
		}
		event := map[string]any{"type": "keyDown", "key": key, "windowsVirtualKeyCode": code}
		switch key {
		case "Enter":
			event["text"] = "\r"
		case " ":
			event["text"] = " "
		}
		c.call(nil, "Input.dispatchKeyEvent", event)
		c.call(nil, "Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": key, "windowsVirtualKeyCode": code})
	}
}

// screen sets the size of the screen and the colours that the reader prefers.
func (c *chromium) screen(width, height int, scheme string) {
	c.t.Helper()
	c.call(nil, "Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})
	c.call(nil, "Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{
		{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}}})
}

// screenshot writes the whole page to a file.
func (c *chromium) screenshot(dir, name string) {
	c.t.Helper()
	var shot struct{ Data []byte }
	c.call(&shot, "Page.captureScreenshot", map[string]any{"captureBeyondViewport": true})
	if err := os.WriteFile(filepath.Join(dir, name+".png"), shot.Data, 0o644); err != nil {
		c.t.Fatal(err)
	}
}

// status returns a form's status line.
func (c *chromium) status(api string) string {
	c.t.Helper()
	c.wait(fmt.Sprintf("document.querySelector('[data-api=%s] .status').dataset.state !== undefined", api))
	return strings.TrimSpace(c.eval(fmt.Sprintf("document.querySelector('[data-api=%s] .status').textContent", api)).(string))
}
