package browser

import (
	"context"
	"path/filepath"
	"strings"
)

// A Controller opens URLs in one browser. [Get] returns one; a type of the
// caller's can be registered with [Register].
//
// Open returns nil where Python's returns True, and otherwise says why not.
// Python: https://docs.python.org/3.15/library/webbrowser.html#browser-controller-objects.
type Controller interface {
	// Open shows url. It takes all of OpenOption.
	Open(url string, opts ...OpenOption) error
	// OpenContext is Open with a context: when it ends, a command that is being
	// waited for is killed.
	OpenContext(ctx context.Context, url string, opts ...OpenOption) error
	// OpenNew is Open with New(1).
	OpenNew(url string) error
	// OpenNewTab is Open with New(2).
	OpenNewTab(url string) error
	// Commands returns what Open would run: one command, and those that are
	// tried in its place when it fails.
	Commands(url string, opts ...OpenOption) ([]Command, error)
}

// A BaseBrowser holds what every controller has. It is embedded in them, and of
// no use alone: like Python's, it can't open anything.
type BaseBrowser struct {
	Name     string   // the command, or the name under which the browser is known
	Basename string   // Name without its folders
	Args     []string // the arguments, in which %s stands for the URL

	sys   *system
	plan  planner
	again func(name string) Controller // the same controller for another command
}

// A planner makes the commands for a URL that has been checked.
type planner func(b *BaseBrowser, url string, o *openOptions) ([]Command, error)

// NewBaseBrowser returns a BaseBrowser of a name.
func NewBaseBrowser(name string) *BaseBrowser {
	return newBase(name, nil)
}

func newBase(name string, plan planner) *BaseBrowser {
	return &BaseBrowser{Name: name, Basename: name, Args: []string{"%s"}, plan: plan}
}

// Open shows url in the browser.
func (b *BaseBrowser) Open(url string, opts ...OpenOption) error {
	return b.OpenContext(context.Background(), url, opts...)
}

// OpenContext is [BaseBrowser.Open] with a context.
func (b *BaseBrowser) OpenContext(ctx context.Context, url string, opts ...OpenOption) error {
	commands, err := b.Commands(url, opts...)
	if err != nil {
		return err
	}
	return b.system().run(ctx, commands, decodeOpen(opts).wait)
}

// OpenNew shows url in a new window.
func (b *BaseBrowser) OpenNew(url string) error { return b.Open(url, New(1)) }

// OpenNewTab shows url in a new tab.
func (b *BaseBrowser) OpenNewTab(url string) error { return b.Open(url, New(2)) }

// Commands returns what Open would run for url.
func (b *BaseBrowser) Commands(url string, opts ...OpenOption) ([]Command, error) {
	o := decodeOpen(opts)
	if err := checkURL(url, o); err != nil {
		return nil, err
	}
	if b.plan == nil {
		return nil, &Error{"a BaseBrowser opens nothing"}
	}
	commands, err := b.plan(b, url, o)
	if err != nil {
		return nil, err
	}
	sys := b.system()
	for i := range commands {
		c := &commands[i]
		c.Env = sys.env
		c.Path, _ = sys.lookPath(c.Args[0])
	}
	return commands, nil
}

func (b *BaseBrowser) system() *system {
	if b.sys == nil {
		return defaultRegistry.system()
	}
	return b.sys
}

// base gives the registry access to the part that all controllers share.
func (b *BaseBrowser) base() *BaseBrowser { return b }

// noPrivate is the error of a controller that has no private window.
func (b *BaseBrowser) noPrivate() error {
	return &Error{strings.TrimSpace(b.Name + " has no way to open a private window")}
}

// argv puts the URL in the place of every %s.
func (b *BaseBrowser) argv(url string) []string {
	out := []string{b.Name}
	for _, a := range b.Args {
		out = append(out, strings.ReplaceAll(a, "%s", url))
	}
	return out
}

// A GenericBrowser runs a command and waits for its end. Text browsers are of
// this kind.
type GenericBrowser struct{ *BaseBrowser }

// NewGenericBrowser returns a controller for a command. Without args it gets the
// URL as its only argument; else %s in args stands for the URL.
func NewGenericBrowser(name string, args ...string) *GenericBrowser {
	b := &GenericBrowser{newBase(name, planGeneric)}
	if len(args) > 0 {
		b.Args = args
	}
	b.Basename = basename(name)
	b.again = func(name string) Controller { return NewGenericBrowser(name, args...) }
	return b
}

func planGeneric(b *BaseBrowser, url string, o *openOptions) ([]Command, error) {
	if o.private {
		return nil, b.noPrivate()
	}
	return []Command{{Args: b.argv(url), Check: CheckExit, Terminal: true}}, nil
}

// A BackgroundBrowser runs a command and does not wait for it.
type BackgroundBrowser struct{ *BaseBrowser }

// NewBackgroundBrowser returns a controller for a command as [NewGenericBrowser] does.
func NewBackgroundBrowser(name string, args ...string) *BackgroundBrowser {
	b := &BackgroundBrowser{NewGenericBrowser(name, args...).BaseBrowser}
	b.plan = planBackground
	b.again = func(name string) Controller { return NewBackgroundBrowser(name, args...) }
	return b
}

func planBackground(b *BaseBrowser, url string, o *openOptions) ([]Command, error) {
	if o.private {
		return nil, b.noPrivate()
	}
	return []Command{{Args: b.argv(url), Check: CheckRunning, Detached: b.system().platform != "windows"}}, nil
}

// basename is the part of a command behind the last slash.
func basename(name string) string {
	name = filepath.ToSlash(name)
	return name[strings.LastIndexByte(name, '/')+1:]
}
