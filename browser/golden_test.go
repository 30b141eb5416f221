package browser

import (
	"context"
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/internal/golden"
)

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

// A fakeWorld is a system in which nothing is started: it records the commands
// and ends them as it is told.
type fakeWorld struct {
	exits  []any // an exit status, nil for a command that runs on, "missing"
	events []any
}

func (w *fakeWorld) start(c Command) (process, error) {
	kind := "popen"
	switch {
	case c.Detached:
		kind = "popen-session"
	case c.Args[0] == "/usr/bin/open":
		kind = "run"
	}
	args := make([]any, len(c.Args))
	for i, a := range c.Args {
		args[i] = a
	}
	w.events = append(w.events, []any{kind, args})
	var status any = int64(0)
	if len(w.exits) > 0 {
		status, w.exits = w.exits[0], w.exits[1:]
	}
	if status == "missing" {
		return nil, exec.ErrNotFound
	}
	return fakeProcess{status}, nil
}

// A fakeProcess runs on, or has ended with a status.
type fakeProcess struct{ status any }

var errStatus = errors.New("exit status")

func (p fakeProcess) poll() (bool, error) {
	if p.status == nil {
		return false, nil
	}
	return true, p.wait(context.Background(), 0)
}

func (p fakeProcess) wait(_ context.Context, most time.Duration) error {
	switch {
	case p.status == nil && most > 0:
		return errStillRunning
	case p.status == nil || p.status == int64(0):
		return nil // who waits for it sees it end well
	}
	return errStatus
}

// fakeSystem is the system of a vector's platform, environment and commands.
func fakeSystem(w *fakeWorld, platform string, env golden.Dict, commands []any, output golden.Dict) system {
	if strings.HasPrefix(platform, "win") { // as CPython looks at it; live inputs are shrunk
		platform = "windows"
	}
	s := system{platform: platform, env: []string{}, start: w.start}
	for _, p := range env {
		s.env = append(s.env, p.Key.(string)+"="+p.Value.(string))
	}
	s.lookPath = func(name string) (string, error) {
		if slices.Contains(commands, any(name)) {
			return "/bin/" + name, nil
		}
		return "", exec.ErrNotFound
	}
	s.output = func(args ...string) (string, error) {
		if len(output) == 1 && args[0] == "xdg-settings" {
			return output[0].Value.(string), nil
		}
		return "", exec.ErrNotFound
	}
	return s
}

// asPython lets the URLs of the vectors pass: they are there to be compared.
var asPython = []OpenOption{RawURL(true), AnyFile(true), Schemes("file")}

// call makes the call of a vector in Go.
func call(c golden.Call) golden.Outcome {
	w := &fakeWorld{}
	if c.Fn == "shlex" {
		words, err := splitWords(c.Arg(0).(string))
		if err != nil {
			return raise(err)
		}
		list := []any{}
		for _, s := range words {
			list = append(list, s)
		}
		return golden.Return(list)
	}
	platform := c.Arg(0).(string)
	if c.Fn == "call" {
		w.exits = c.Arg(7).([]any)
		sys := fakeSystem(w, platform, nil, nil, nil)
		return callController(w, &sys, c)
	}
	env, commands, output := c.Arg(1).(golden.Dict), c.Arg(2).([]any), c.Arg(3).(golden.Dict)
	r := NewRegistry(systemOption{fakeSystem(w, platform, env, commands, output)})
	switch c.Fn {
	case "discover":
		list := []any{}
		for _, n := range r.Names() {
			list = append(list, []any{n, describe(known(r, n))})
		}
		return golden.Return(list)
	case "get":
		ctl, err := r.Get(c.Arg(4).(string))
		if err != nil {
			return raise(err)
		}
		return golden.Return(describe(ctl))
	case "open":
		w.exits = c.Arg(4).([]any)
		err := r.Open(c.Arg(5).(string), append(asPython, New(c.Arg(6).(int64)), Autoraise(c.Arg(7).(bool)))...)
		return golden.Return([]any{err == nil, append([]any{}, w.events...)})
	}
	return golden.Raise("unknown", c.Fn)
}

func callController(w *fakeWorld, sys *system, c golden.Call) golden.Outcome {
	ctl := newController(c.Arg(1).(string), c.Arg(2).([]any))
	ctl.(interface{ base() *BaseBrowser }).base().sys = sys
	url := c.Arg(4).(string)
	var err error
	switch c.Arg(3) {
	case "open":
		err = ctl.Open(url, append(asPython, New(c.Arg(5).(int64)), Autoraise(c.Arg(6).(bool)))...)
	case "open_new":
		err = ctl.OpenNew(url)
	case "open_new_tab":
		err = ctl.OpenNewTab(url)
	}
	if e := new(Error); errors.As(err, &e) {
		return raise(err)
	}
	return golden.Return([]any{err == nil, append([]any{}, w.events...)})
}

func newController(class string, args []any) Controller {
	name, _ := args[0].(string)
	var rest []string
	if list, ok := args[0].([]any); ok {
		name = list[0].(string)
		for _, a := range list[1:] {
			rest = append(rest, a.(string))
		}
	}
	switch class {
	case "Mozilla":
		return NewMozilla(name)
	case "Epiphany":
		return NewEpiphany(name)
	case "Chrome":
		return NewChrome(name)
	case "Chromium":
		return NewChromium(name)
	case "Edge":
		return NewEdge(name)
	case "Opera":
		return NewOpera(name)
	case "Elinks":
		return NewElinks(name)
	case "Konqueror":
		return NewKonqueror(name)
	case "BackgroundBrowser":
		return NewBackgroundBrowser(name, rest...)
	case "MacOS":
		return NewMacOS(name)
	}
	return NewGenericBrowser(name, rest...)
}

// describe is what the generator prints of a controller: type, name, arguments.
func describe(c Controller) any {
	class := ""
	switch c.(type) {
	case nil:
		return nil
	case *Mozilla:
		class = "Mozilla"
	case *Epiphany:
		class = "Epiphany"
	case *Chrome:
		class = "Chrome"
	case *Edge:
		class = "Edge"
	case *Opera:
		class = "Opera"
	case *Elinks:
		class = "Elinks"
	case *Konqueror:
		class = "Konqueror"
	case *GenericBrowser:
		class = "GenericBrowser"
	case *BackgroundBrowser:
		class = "BackgroundBrowser"
	case *MacOS:
		class = "MacOS"
	case *WindowsDefault:
		class = "WindowsDefault"
	}
	b := c.(interface{ base() *BaseBrowser }).base()
	args := []any{}
	for _, a := range b.Args {
		args = append(args, a)
	}
	return []any{class, b.Name, args}
}

func raise(err error) golden.Outcome {
	class := "Exception"
	var v *ValueError
	var e *Error
	switch {
	case errors.As(err, &v):
		class = "ValueError"
	case errors.As(err, &e):
		class = "Error"
	}
	return golden.Raise(class, err.Error())
}

func known(r *Registry, name string) Controller {
	if e := r.known[strings.ToLower(name)]; e != nil {
		return e.instance
	}
	return nil
}
