package browser

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func started(w *fakeWorld) []string {
	var out []string
	for _, e := range w.events {
		args := e.([]any)[1].([]any)
		words := make([]string, len(args))
		for i, a := range args {
			words[i] = a.(string)
		}
		out = append(out, strings.Join(words, " "))
	}
	return out
}

// klass is called for each controller that is needed, and may ask the registry.
func TestRegisterKlass(t *testing.T) {
	r := NewRegistry(Platform("linux"), Environ([]string{}))
	made := 0
	r.Register("mine", func() Controller {
		made++
		c, err := r.Get("a %s")
		if err != nil {
			t.Error(err)
		}
		return c
	}, nil)
	r.Register("none", func() Controller { return nil }, nil, Preferred(true))
	a, err1 := r.Get("MINE")
	b, err2 := r.Get("")
	if err1 != nil || err2 != nil || a == b || made != 2 {
		t.Errorf("%v, %v, %v, %v, %d made", a, err1, b, err2, made)
	}
	if c, err := r.Get("none"); c != nil || err == nil {
		t.Error(c, err)
	}
}

func TestZeroRegistry(t *testing.T) {
	var r Registry
	if _, err := r.Get("a %s"); err != nil {
		t.Error(err)
	}
}

func TestBasename(t *testing.T) {
	for name, want := range map[string]string{"": "", "a": "a", "/opt/a": "a", "/opt/a/": "", "/": ""} {
		if got := NewGenericBrowser(name).Basename; got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestHeadless(t *testing.T) {
	r, _ := fake("linux", []string{"TERM=xterm"})
	err := r.Open(page)
	if h := new(HeadlessError); !errors.As(err, &h) || h.URL != page {
		t.Fatalf("%v, want a HeadlessError", err)
	}
	if e := new(Error); !errors.As(err, &e) || e.Text != "could not locate runnable browser" {
		t.Errorf("%v does not unwrap to Python's Error", err)
	}
	if _, err := r.Commands(page); !errors.As(err, new(*HeadlessError)) {
		t.Errorf("Commands: %v", err)
	}
	// A display without a browser, and the platforms that always have one.
	for _, r := range []*Registry{first(fake("linux", x11))} {
		if err := r.Open(page); !errors.Is(err, errNotFound) || errors.As(err, new(*HeadlessError)) {
			t.Errorf("%v, want Python's Error alone", err)
		}
	}
}

func first(r *Registry, _ *fakeWorld) *Registry { return r }

// Where Python raises for a command that can't be started, or returns False, the
// next browser gets its turn.
func TestOpenTriesTheNext(t *testing.T) {
	r, w := fake("linux", append(x11, "BROWSER=nosuch:chromium"), "chromium", "firefox")
	w.exits = []any{"missing", int64(1), "missing", int64(0)}
	if err := r.Open(page, New(1)); err != nil {
		t.Fatal(err)
	}
	want := []string{"nosuch " + page, "chromium --new-window " + page, "chromium " + page, "firefox -new-window " + page}
	if got := started(w); !slices.Equal(got, want) {
		t.Errorf("started %q, want %q", got, want)
	}

	r, w = fake("linux", x11, "firefox")
	w.exits = []any{int64(1), "missing"}
	err := r.Open(page)
	if c := new(CommandError); !errors.As(err, &c) || c.Args[0] != "firefox" || !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("%v does not say which command failed, and how", err)
	}
}

func TestFastOpener(t *testing.T) {
	r, w := fake("linux", x11, "xdg-open", "firefox")
	w.exits = []any{int64(0)}
	if err := r.Open(page); err != nil || len(w.events) != 1 {
		t.Errorf("%v after %q", err, started(w))
	}
	r, w = fake("linux", x11, "xdg-open", "firefox")
	w.exits = []any{int64(3), nil}
	if err := r.Open(page); err != nil || len(w.events) != 2 {
		t.Errorf("%v after %q; a failure should be followed by the next browser", err, started(w))
	}
}

func TestWindowsDefault(t *testing.T) {
	r, w := fake("windows", []string{`SYSTEMROOT=D:\Win`})
	if err := r.Open(`http://h/a b"c`); err != nil {
		t.Fatal(err)
	}
	want := []string{`D:\Win\System32\rundll32.exe url.dll,FileProtocolHandler http://h/a%20b%22c`}
	if got := started(w); !slices.Equal(got, want) {
		t.Errorf("started %q, want %q", got, want)
	}
}

func TestWSL(t *testing.T) {
	env := []string{"WSL_DISTRO_NAME=Debian"}
	r, _ := fake("linux", env, "wslview", "rundll32.exe")
	if got, want := r.Names(), []string{"wslview", "rundll32.exe"}; !slices.Equal(got, want) {
		t.Errorf("without a display %q, want %q", got, want)
	}
	r, _ = fake("linux", append(env, "DISPLAY=:0", "TERM=xterm"), "wslview", "firefox", "lynx")
	if got, want := r.Names(), []string{"firefox", "wslview", "lynx"}; !slices.Equal(got, want) {
		t.Errorf("with a display %q, want %q", got, want)
	}
	r, w := fake("linux", env, "rundll32.exe")
	if err := r.Open(page); err != nil {
		t.Fatal(err)
	}
	if got, want := started(w), []string{"rundll32.exe url.dll,FileProtocolHandler " + page}; !slices.Equal(got, want) {
		t.Errorf("started %q, want %q", got, want)
	}
}

func TestPrivate(t *testing.T) {
	for _, c := range []struct {
		ctl  Controller
		want string // "" if there is no such thing
	}{
		{NewMozilla("firefox"), "firefox -private-window " + page},
		{NewChrome("chromium"), "chromium --incognito " + page},
		{NewOpera("opera"), "opera --private " + page},
		{NewEdge("microsoft-edge"), "microsoft-edge --inprivate " + page},
		{NewEpiphany("epiphany"), "epiphany --incognito-mode " + page},
		{NewMacOS("google chrome"), "/usr/bin/open -n -b com.google.Chrome --args --incognito " + page},
		{NewMacOS("safari"), ""},
		{NewMacOS("default"), ""},
		{NewMacOSXOSAScript("default"), ""},
		{NewElinks("elinks"), ""},
		{NewKonqueror("konqueror"), ""},
		{NewGenericBrowser("lynx"), ""},
		{NewBackgroundBrowser("xdg-open"), ""},
		{NewWindowsDefault(), ""},
	} {
		commands, err := c.ctl.Commands(page, Private(true))
		switch {
		case c.want == "" && !errors.As(err, new(*Error)):
			t.Errorf("%T: %v, want an Error", c.ctl, err)
		case c.want != "" && (err != nil || strings.Join(commands[0].Args, " ") != c.want):
			t.Errorf("%T: %v, %v; want %s", c.ctl, commands, err, c.want)
		}
	}
	// Open goes on to a browser that can.
	r, w := fake("linux", x11, "xdg-open", "firefox")
	if err := r.Open(page, Private(true)); err != nil {
		t.Fatal(err)
	}
	if got := started(w); !slices.Equal(got, []string{"firefox -private-window " + page}) {
		t.Errorf("started %q", got)
	}
}

func TestRegister(t *testing.T) {
	r, w := fake("linux", x11, "firefox")
	made := 0
	klass := func() Controller { made++; return NewGenericBrowser("mine") }
	r.Register("Mine", klass, nil, Preferred(true))
	r.Register("last", nil, NewGenericBrowser("last"))
	if got, want := r.Names(), []string{"Mine", "firefox", "last"}; !slices.Equal(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
	for range 2 {
		if err := r.Open(page); err != nil {
			t.Fatal(err)
		}
	}
	if c, err := r.Get("MINE"); err != nil || made != 3 {
		t.Errorf("Get = %v, %v; made %d times, want 3", c, err, made)
	}
	if got := started(w); !slices.Equal(got, []string{"mine " + page, "mine " + page}) {
		t.Errorf("started %q", got)
	}
}

// A type of the caller's own, as a program would register it.
type printer struct {
	*BaseBrowser
	urls []string
}

func (p *printer) OpenContext(_ context.Context, url string, _ ...OpenOption) error {
	p.urls = append(p.urls, url)
	return nil
}

func TestRegisterOwnType(t *testing.T) {
	r, _ := fake("linux", nil)
	p := &printer{BaseBrowser: NewBaseBrowser("printer")}
	r.Register("printer", nil, p)
	if err := r.Open(page); err != nil || !slices.Equal(p.urls, []string{page}) {
		t.Errorf("%v, %q", err, p.urls)
	}
	if err := NewBaseBrowser("x").Open(page); !errors.As(err, new(*Error)) {
		t.Errorf("a bare BaseBrowser: %v", err)
	}
}

func TestBlankChoices(t *testing.T) {
	r, _ := fake("linux", append(x11, "BROWSER= ::\t:"), "firefox")
	if got := r.Names(); !slices.Equal(got, []string{"firefox"}) {
		t.Errorf("names %q", got)
	}
	if _, err := r.Get(" "); !errors.As(err, new(*Error)) {
		t.Errorf("Get of a blank: %v", err)
	}
}

func TestDefaultBundle(t *testing.T) {
	const plist = `[{"LSHandlerURLScheme":"mailto","LSHandlerRoleAll":"x"},{"LSHandlerURLScheme":"https","LSHandlerRoleAll":"org.mozilla.firefox"}]`
	for out, want := range map[string]string{plist: "org.mozilla.firefox", "[]": "com.apple.Safari", "junk": "com.apple.Safari", "": "com.apple.Safari"} {
		var asked []string
		r := NewRegistry(systemOption{system{platform: "darwin", env: []string{"HOME=/Users/u"}, output: func(args ...string) (string, error) {
			asked = args
			return out, nil
		}}})
		c, err := r.Get("")
		if err != nil {
			t.Fatal(err)
		}
		commands, err := c.Commands("file:///a.html", Schemes("file"))
		if err != nil || !reflect.DeepEqual(commands[0].Args, []string{"/usr/bin/open", "-b", want, "file:///a.html"}) {
			t.Errorf("%s: %v, %v; want %s", out, commands, err, want)
		}
		if len(asked) == 0 || asked[0] != "/usr/bin/plutil" {
			t.Errorf("asked %q", asked)
		}
	}
}

func TestCommandString(t *testing.T) {
	c := Command{Args: []string{"a", "", "it's", "http://h/?a=1&b", "--x=1"}}
	if got, want := c.String(), `a '' 'it'\''s' 'http://h/?a=1&b' --x=1`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Real processes, by way of this test binary.
func TestMain(m *testing.M) {
	switch os.Getenv("BROWSER_TEST_CHILD") {
	case "sleep":
		time.Sleep(time.Minute)
	case "fail":
		os.Exit(3)
	case "record":
		os.WriteFile(os.Getenv("BROWSER_TEST_FILE"), []byte(strings.Join(os.Args[1:], "\n")), 0o600)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// real returns a registry whose only browser is this binary in a role.
func real(t *testing.T, role string, extra ...string) *Registry {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "js" || runtime.GOOS == "wasip1" {
		t.Skip("this platform has no processes")
	}
	env := append(os.Environ(), "BROWSER_TEST_CHILD="+role)
	r := NewRegistry(Platform("linux"), Environ(append(env, extra...)), LookPath(func(name string) (string, error) {
		if name == "me" {
			return self, nil
		}
		return "", exec.ErrNotFound
	}))
	return r
}

func TestRealCommand(t *testing.T) {
	file := filepath.Join(t.TempDir(), "args")
	r := real(t, "record", "BROWSER_TEST_FILE="+file)
	r.Register("me", nil, NewGenericBrowser("me", "-x", "%s"), Preferred(true))
	if err := r.Open(page); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(file); string(got) != "-x\n"+page {
		t.Errorf("the command got %q", got)
	}
}

func TestRealFailure(t *testing.T) {
	r := real(t, "fail")
	r.Register("me", nil, NewGenericBrowser("me"), Preferred(true))
	err := r.Open(page)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 3 {
		t.Errorf("%v, want exit status 3", err)
	}
	b := NewMozilla("me")
	b.sys = &r.sys
	if err := b.Open(page, Wait(true)); !errors.As(err, &exit) {
		t.Errorf("waited for: %v, want exit status 3", err)
	}
}

func TestRealContext(t *testing.T) {
	before := runtime.NumGoroutine()
	r := real(t, "sleep")
	r.Register("me", nil, NewGenericBrowser("me"), Preferred(true))
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	if err := r.OpenContext(ctx, page); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v, want the context's error", err)
	}
	for range 100 { // the goroutine that waits for the child ends with it
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

func TestConcurrentUse(t *testing.T) {
	r, _ := fake("linux", append(x11, "BROWSER=/opt/firefox"), "firefox", "/opt/firefox")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				r.Register("x", nil, NewGenericBrowser("x"))
				if _, err := r.Commands(page); err != nil {
					t.Error(err)
				}
				if _, err := r.Get("firefox"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func FuzzCommands(f *testing.F) {
	f.Add("http://h/", "a %s &")
	f.Add("%action-x", `"a b" '%s' c\ d`)
	f.Fuzz(func(t *testing.T, url, template string) {
		r, _ := fake("linux", []string{"BROWSER=" + template, "DISPLAY=:0", "TERM=x"}, "firefox", "elinks", "konqueror")
		ctls := every()
		if c, err := r.Get(template); err == nil {
			ctls = append(ctls, c)
		}
		for _, c := range ctls {
			commands, err := c.Commands(url, Schemes("", "file", "mailto"), AnyFile(true))
			if err != nil {
				continue
			}
			for _, cmd := range commands {
				for _, a := range cmd.Args {
					if strings.ContainsRune(a, 0) && !strings.ContainsRune(template, 0) {
						t.Errorf("%T: a NUL in %q", c, cmd.Args)
					}
				}
			}
		}
	})
}
