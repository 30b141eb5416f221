package browser

import (
	"errors"
	"os/exec"
	"reflect"
	"strings"
	"testing"
)

// fake returns a registry for a platform, an environment and commands that are
// found; whatever it starts is recorded.
func fake(platform string, env []string, commands ...string) (*Registry, *fakeWorld) {
	w := &fakeWorld{}
	return NewRegistry(systemOption{system{
		platform: platform,
		env:      env,
		start:    w.start,
		lookPath: func(name string) (string, error) {
			for _, c := range commands {
				if c == name {
					return "/bin/" + name, nil
				}
			}
			return "", exec.ErrNotFound
		},
		output: func(...string) (string, error) { return "", exec.ErrNotFound },
	}}), w
}

const page = "http://127.0.0.1:8000/"

var x11 = []string{"DISPLAY=:0"}

// every is one controller of each kind.
func every() []Controller {
	return []Controller{
		NewMozilla("m"), NewEpiphany("e"), NewChrome("c"), NewOpera("o"), NewEdge("g"), NewElinks("l"), NewKonqueror("k"),
		NewGenericBrowser("a", "--url=%s", "%s"), NewBackgroundBrowser("b"), NewMacOS("default"), NewMacOS("firefox"),
		NewMacOSXOSAScript("default"), NewWindowsDefault(), newWSLHost(),
	}
}

// Row 115: what begins with a dash would be an option.
func TestLeadingDash(t *testing.T) {
	for _, url := range []string{"--renderer-cmd-prefix=x", " -x", "\t-x", "\x1f-x", "\u00a0-x", "\u2028--x"} {
		for _, c := range every() {
			_, err := c.Commands(url, Schemes(""))
			if v := new(ValueError); !errors.As(err, &v) {
				t.Errorf("%T of %q: %v, want a ValueError", c, url, err)
			}
		}
	}
	_, err := NewMozilla("m").Commands("-x", Schemes(""))
	if err == nil || err.Error() != "Invalid URL (leading dash disallowed): '-x'" {
		t.Errorf("not Python's text: %v", err)
	}
}

// Row 116: %action and %s mean something in the template, never in the URL.
func TestTemplateTricks(t *testing.T) {
	for _, url := range []string{"%action--gpu-launcher=x", "%s--x", "http://h/%s%action"} {
		for _, c := range every() {
			commands, err := c.Commands(url, Schemes(""))
			if err != nil {
				t.Fatalf("%T: %v", c, err)
			}
			for _, cmd := range commands {
				if !strings.Contains(strings.Join(cmd.Args, "\n")+cmd.Stdin, url) {
					t.Errorf("%T: %q lost the URL %q", c, cmd.Args, url)
				}
				for _, a := range cmd.Args[1:] {
					if strings.HasPrefix(a, "--gpu") || strings.HasPrefix(a, "--x") {
						t.Errorf("%T: %q", c, cmd.Args)
					}
				}
			}
		}
	}
}

// Row 117: the programs of the system are started by their full paths.
func TestOSAScriptByPath(t *testing.T) {
	for _, c := range []Controller{NewMacOS("default"), NewMacOS("firefox"), NewMacOSXOSAScript("firefox"), NewWindowsDefault()} {
		commands, err := c.Commands(page)
		if err != nil {
			t.Fatal(err)
		}
		if path := commands[0].Args[0]; path[0] != '/' && path[1] != ':' {
			t.Errorf("%T starts %s", c, path)
		}
	}
	if _, err := NewMacOSXOSAScript("default").Commands("http://h/\" & (do shell script \"id\") & \"\\"); err != nil {
		t.Fatal(err)
	}
	commands, _ := NewMacOSXOSAScript("default").Commands(`http://h/"&\`)
	if want := `open location "http://h/%22&%5C"`; commands[0].Stdin != want {
		t.Errorf("script %s, want %s", commands[0].Stdin, want)
	}
}

// Row 118: only web pages, unless the caller asks for more.
func TestDangerousSchemes(t *testing.T) {
	r, w := fake("linux", x11, "xdg-open")
	w.exits = []any{nil, nil, nil, nil, nil, nil}
	for _, c := range []struct {
		url  string
		opts []OpenOption
		ok   bool
	}{
		{"http://h/", nil, true},
		{"HTTPS://h/", nil, true},
		{"javascript:alert(1)", nil, false},
		{"data:text/html,x", nil, false},
		{"file:///bin/sh", nil, false},
		{"file:///a/page.html", nil, false},
		{"/bin/sh", nil, false},
		{"", nil, false},
		{"file:///a/page.html?x#y", []OpenOption{Schemes("file")}, true},
		{"file:///bin/sh", []OpenOption{Schemes("file")}, false},
		{"file:///bin/sh?.html", []OpenOption{Schemes("file")}, false},
		{"file:///bin/sh", []OpenOption{AnyFile(true)}, true},
		{"mailto:a@b", []OpenOption{Schemes("file", "mailto")}, true},
		{"example.com/", []OpenOption{Schemes("")}, true},
	} {
		err := r.Open(c.url, c.opts...)
		if (err == nil) != c.ok {
			t.Errorf("Open(%q, %v) = %v", c.url, c.opts, err)
		}
		if s := new(SchemeError); !c.ok && (!errors.As(err, &s) || s.URL != c.url) {
			t.Errorf("Open(%q): %v is no SchemeError of it", c.url, err)
		}
	}
}

// Row 119: a URL can't end openURL() in ELinks and add a command.
func TestElinksRemote(t *testing.T) {
	const url = "http://x),new-window("
	safe, _ := NewElinks("elinks").Commands(url)
	if got, want := safe[0].Args[2], "openURL(http://x%29%2Cnew-window%28)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	raw, _ := NewElinks("elinks").Commands(url, RawURL(true), New(2))
	if got, want := raw[0].Args[2], "openURL(http://x),new-window(,new-tab)"; got != want {
		t.Errorf("%s, want CPython's %s", got, want)
	}
}

// Row 120: the template is split before the URL is put in, and there is no shell.
func TestBrowserTemplate(t *testing.T) {
	r, w := fake("linux", []string{"BROWSER=cmd a=%s"})
	if err := r.Open(`http://x/" --bad;$(id)`); err != nil {
		t.Fatal(err)
	}
	want := []any{[]any{"popen", []any{"cmd", `a=http://x/" --bad;$(id)`}}}
	if !reflect.DeepEqual(w.events, want) {
		t.Errorf("started %v, want %v", w.events, want)
	}
}

// Row 121.
func TestControlCharacters(t *testing.T) {
	for c := range rune(0x20) {
		for _, url := range []string{string(c) + "-x", "http://h/" + string(c), "http://h/\x7f"} {
			for _, ctl := range every() {
				_, err := ctl.Commands(url, Schemes(""), AnyFile(true))
				if v := new(ValueError); !errors.As(err, &v) {
					t.Fatalf("%T of %q: %v, want a ValueError", ctl, url, err)
				}
			}
		}
	}
}
