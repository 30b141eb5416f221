package httpserve

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// program finds a program that a test talks to. In CI it must be there.
func program(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%v: not installed", names)
	}
	t.Skipf("%v: not installed", names)
	return ""
}

// output runs a program for at most half a minute.
func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.WaitDelay = time.Second
	timer := time.AfterFunc(30*time.Second, func() { cmd.Process.Kill() })
	defer timer.Stop()
	out, err := cmd.Output()
	if err != nil {
		var stderr []byte
		if e, ok := err.(*exec.ExitError); ok {
			stderr = e.Stderr
		}
		t.Fatalf("%s %q: %v %s", name, args, err, stderr)
	}
	return string(out)
}

// walkServer serves a folder with everything on.
func walkServer(t *testing.T) (url, dir string) {
	dir = t.TempDir()
	for name, text := range map[string]string{"a b.txt": "blank", "sub/deep/x&y.txt": "deep", "sub/ünï.txt": "unicode", "page.html": "<title>page</title>",
		"numbers.bin": strings.Repeat("0123456789", 1000)} {
		p := filepath.Join(dir, filepath.FromSlash(name))
		os.MkdirAll(filepath.Dir(p), 0o755)
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := NewThreadingHTTPServer("127.0.0.1:0", filesOf(dir, func(h *SimpleHTTPRequestHandler) {
		h.Ranges, h.ETags, h.Compress, h.RichListing, h.Uploads = true, true, true, true, true
	}))
	if err != nil {
		t.Fatal(err)
	}
	go s.ServeForever()
	t.Cleanup(func() {
		s.Shutdown()
		s.ServerClose()
	})
	return "http://" + s.Addr().String() + "/", dir
}

func TestCurl(t *testing.T) {
	curl := program(t, "curl")
	url, dir := walkServer(t)
	run := func(args ...string) string {
		return output(t, curl, append([]string{"-sS", "--max-time", "20"}, args...)...)
	}
	if got := run("-f", "--compressed", url); !strings.Contains(got, `href="a%20b.txt"`) {
		t.Error(got)
	}
	if got := run("-f", "-r", "3-5", url+"numbers.bin"); got != "345" {
		t.Errorf("%q", got)
	}
	part := filepath.Join(dir, "..", filepath.Base(dir)+".part")
	os.WriteFile(part, []byte("0123456789"), 0o644)
	defer os.Remove(part)
	run("-f", "-C", "-", "-o", part, url+"numbers.bin")
	if got, _ := os.ReadFile(part); string(got) != strings.Repeat("0123456789", 1000) {
		t.Errorf("resumed: %d bytes", len(got))
	}
	upload := filepath.Join(t.TempDir(), "up.txt")
	os.WriteFile(upload, bytes.Repeat([]byte("upload"), 100_000), 0o644)
	if got := run("-T", upload, "-w", "%{http_code}", url+"sub/"); !strings.HasSuffix(got, "201") {
		t.Error(got)
	}
	if got := run("-F", "file=@"+upload+";filename=form.txt", "-o", os.DevNull, "-w", "%{http_code} %{redirect_url}", url+"sub/"); got != "303 "+url+"sub/" {
		t.Error(got)
	}
	for _, name := range []string{"sub/up.txt", "sub/form.txt"} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || len(got) != 600_000 {
			t.Error(name, len(got), err)
		}
	}
	if got := run("-T", upload, "-w", "%{http_code}", "-o", os.DevNull, url+"sub/up.txt"); got != "409" {
		t.Error(got)
	}
}

func TestWget(t *testing.T) {
	wget := program(t, "wget")
	url, dir := walkServer(t)
	to := t.TempDir()
	output(t, wget, "-q", "-r", "-np", "-nH", "-l", "5", "-P", to, "--restrict-file-names=nocontrol", "-R", "*sort=*", url)
	for _, name := range []string{"a b.txt", "sub/deep/x&y.txt", "sub/ünï.txt", "page.html", "numbers.bin"} {
		want, _ := os.ReadFile(filepath.Join(dir, name))
		if got, err := os.ReadFile(filepath.Join(to, name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	half := filepath.Join(to, "numbers.bin")
	os.Truncate(half, 1234)
	output(t, wget, "-q", "-c", "-P", to, url+"numbers.bin")
	if got, _ := os.ReadFile(half); len(got) != 10_000 {
		t.Errorf("continued: %d bytes", len(got))
	}
}

// A chromium is a headless browser, spoken to over its debugging pipe
// (https://chromedevtools.github.io/devtools-protocol/).
type chromium struct {
	t       *testing.T
	out     *os.File
	in      *bufio.Reader
	id      int
	session string
}

func startChromium(t *testing.T) *chromium {
	path := program(t, "chromium", "chromium-browser", "google-chrome")
	toR, toW, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	fromR, fromW, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe",
		"--no-first-run", "--user-data-dir="+t.TempDir(), "about:blank")
	cmd.ExtraFiles = []*os.File{toR, fromW}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	toR.Close()
	fromW.Close()
	b := &chromium{t: t, out: toW, in: bufio.NewReader(fromR)}
	timer := time.AfterFunc(90*time.Second, func() { cmd.Process.Kill() })
	t.Cleanup(func() {
		b.call("Browser.close", nil)
		cmd.Wait()
		timer.Stop()
		toW.Close()
		fromR.Close()
	})
	var target struct{ TargetID string }
	b.into(&target, b.call("Target.createTarget", map[string]any{"url": "about:blank"}))
	var attached struct{ SessionID string }
	b.into(&attached, b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}))
	b.session = attached.SessionID
	b.call("Page.enable", nil)
	b.call("Page.setBypassCSP", map[string]any{"enabled": true})
	return b
}

func (b *chromium) into(v any, raw json.RawMessage) {
	if err := json.Unmarshal(raw, v); err != nil {
		b.t.Fatalf("%s: %v", raw, err)
	}
}

// call sends a command and returns its result; events in between are left out.
func (b *chromium) call(method string, params map[string]any) json.RawMessage {
	b.id++
	message := map[string]any{"id": b.id, "method": method, "params": params}
	if params == nil {
		message["params"] = map[string]any{}
	}
	if b.session != "" && !strings.HasPrefix(method, "Browser.") {
		message["sessionId"] = b.session
	}
	text, _ := json.Marshal(message)
	if _, err := b.out.Write(append(text, 0)); err != nil {
		b.t.Fatal(err)
	}
	for {
		text, err := b.in.ReadBytes(0)
		if err != nil {
			if method == "Browser.close" {
				return nil
			}
			b.t.Fatal(method, err)
		}
		var answer struct {
			ID     int
			Result json.RawMessage
			Error  *struct{ Message string }
		}
		b.into(&answer, text[:len(text)-1])
		if answer.ID != b.id {
			continue
		}
		if answer.Error != nil && strings.Contains(answer.Error.Message, "navigated") {
			// The page went while the expression ran, as a click makes it; who waits
			// for something in the next one asks again.
			return json.RawMessage(`{"result":{"value":"navigated"}}`)
		}
		if answer.Error != nil {
			b.t.Fatalf("%s: %s", method, answer.Error.Message)
		}
		return answer.Result
	}
}

// eval runs an expression in the page, and waits for a promise.
func (b *chromium) eval(expression string) string {
	var v struct {
		Result           struct{ Value any }
		ExceptionDetails *struct{ Text string }
	}
	b.into(&v, b.call("Runtime.evaluate", map[string]any{"expression": expression, "awaitPromise": true, "returnByValue": true}))
	if v.ExceptionDetails != nil {
		b.t.Fatalf("%s: %s", expression, v.ExceptionDetails.Text)
	}
	return fmt.Sprint(v.Result.Value)
}

// until waits for an expression to be true.
func (b *chromium) until(expression string) {
	b.t.Helper()
	for range 200 {
		if b.eval("document.readyState == 'complete' && Boolean("+expression+")") == "true" {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("never %s at %s: %s", expression, b.eval("location.href"), b.eval("document.body.innerText"))
}

// TestChromium walks the listing by its links, sorts it, downloads a part of a
// file and uploads one by the form.
func TestChromium(t *testing.T) {
	t.Parallel()
	b := startChromium(t)
	url, dir := walkServer(t)
	b.call("Page.navigate", map[string]any{"url": url})
	b.until("document.title == 'Directory listing for /'")
	click := func(text string) {
		b.eval("[...document.links].find(a => a.textContent.startsWith(" + fmt.Sprintf("%q", text) + ")).click()")
	}
	click("sub/")
	b.until("location.pathname == '/sub/'")
	click("deep/")
	b.until("location.pathname == '/sub/deep/'")
	click("x&y.txt")
	b.until("document.body.innerText == 'deep'")
	b.call("Page.navigate", map[string]any{"url": url + "sub/"})
	b.until("location.pathname == '/sub/'")
	click("ünï.txt")
	b.until("document.body.innerText == 'unicode'")
	b.call("Page.navigate", map[string]any{"url": url})
	b.until("location.pathname == '/'")
	click("Size")
	b.until("location.search == '?sort=size&order=asc'")
	click("Size")
	b.until("location.search == '?sort=size&order=desc' && [...document.querySelectorAll('tbody a')].map(a => a.textContent)[1] == 'numbers.bin'")
	if got := b.eval("fetch('numbers.bin', {headers: {Range: 'bytes=3-5'}}).then(r => r.text().then(s => r.status + s))"); got != "206345" {
		t.Error(got)
	}
	file := filepath.Join(t.TempDir(), "from browser.txt")
	os.WriteFile(file, []byte("uploaded"), 0o644)
	var root struct{ Root struct{ NodeID int } }
	b.into(&root, b.call("DOM.getDocument", nil))
	var input struct{ NodeID int }
	b.into(&input, b.call("DOM.querySelector", map[string]any{"nodeId": root.Root.NodeID, "selector": "input[type=file]"}))
	b.call("DOM.setFileInputFiles", map[string]any{"nodeId": input.NodeID, "files": []string{file}})
	b.eval("document.querySelector('form button').click()")
	b.until("[...document.links].some(a => a.textContent == 'from browser.txt')")
	if got, err := os.ReadFile(filepath.Join(dir, "from browser.txt")); string(got) != "uploaded" {
		t.Errorf("%q, %v", got, err)
	}
	// An uploaded page runs no scripts (its CSP is back for this).
	b.call("Page.setBypassCSP", map[string]any{"enabled": false})
	os.WriteFile(filepath.Join(dir, "evil.html"), []byte("<p>quiet</p><script>document.body.innerText='ran'</script>"), 0o644)
	b.call("Page.navigate", map[string]any{"url": url + "evil.html"})
	b.until("location.pathname == '/evil.html'")
	if got := b.eval("document.body.innerText"); got != "quiet" {
		t.Error(got)
	}
}

// TestChromiumPlain walks CPython's own page.
func TestChromiumPlain(t *testing.T) {
	t.Parallel()
	b := startChromium(t)
	root := wireTree(t)
	addr := startOurs(t, filesOf(root)).Addr().String()
	b.call("Page.navigate", map[string]any{"url": "http://" + addr + "/odd"})
	b.until("document.title == 'Directory listing for /odd/'")
	hrefs := b.eval("JSON.stringify([...document.links].map(a => a.href))")
	var links []string
	json.Unmarshal([]byte(hrefs), &links)
	if len(links) < 15 {
		t.Fatal(hrefs)
	}
	for _, link := range links {
		resp, err := http.Get(link)
		if err != nil {
			t.Error(err)
			continue
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		if want := 200; resp.StatusCode != want && !strings.HasSuffix(link, "/broken") {
			t.Errorf("%s: %d", link, resp.StatusCode)
		}
	}
	http.DefaultClient.CloseIdleConnections()
	if got := b.eval("document.querySelectorAll('img, script').length"); got != "0" {
		t.Error("names became elements:", got)
	}
}
