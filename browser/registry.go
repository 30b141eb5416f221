package browser

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
)

// A Registry knows the browsers of one environment and the order in which they
// are tried. The functions of the package use one for the running process.
// It is safe for concurrent use. The zero Registry is one of [NewRegistry] without
// options.
type Registry struct {
	mu    sync.Mutex
	sys   system
	ready bool // the standard browsers are registered
	known map[string]*entry
	order []string // names as they were registered, the first to try first

	desktopDefault string // the desktop file of the user's browser, if there is a desktop
}

// An entry is what Register was given for a name.
type entry struct {
	klass    func() Controller
	instance Controller
}

var defaultRegistry = NewRegistry()

// NewRegistry returns a registry of the standard browsers, which are looked for
// when it is first used.
//
// Options: [Platform], [Environ], [LookPath].
func NewRegistry(opts ...RegistryOption) *Registry {
	r := &Registry{known: map[string]*entry{}}
	for _, o := range opts {
		switch o := o.(type) {
		case Platform:
			r.sys.platform = string(o)
		case environOption:
			r.sys.env = o.env
		case lookPathOption:
			r.sys.lookPath = o.find
		case systemOption:
			r.sys = o.system
		}
	}
	r.sys.setDefaults()
	return r
}

func (r *Registry) system() *system { return &r.sys }

// Open shows url in the first browser that takes it.
//
// It mirrors [webbrowser.open]: New says where, Autoraise (default true) whether
// the window comes to the front. The error is nil where Python returns True. It is a
// [ValueError] for a URL that must not be opened (a [SchemeError] if for its
// scheme), a [HeadlessError] if the session can't show anything, an [Error] if no
// browser was found, and else says which commands failed.
//
// Keywords: [New] (default 0), [Autoraise] (true); additions: [Private], [Wait],
// [Schemes], [AnyFile], [RawURL].
//
// [webbrowser.open]: https://docs.python.org/3.15/library/webbrowser.html#webbrowser.open
func Open(url string, opts ...OpenOption) error { return defaultRegistry.Open(url, opts...) }

// OpenContext is [Open] with a context: when it ends, a command that is being
// waited for (a text browser, or with Wait any) is killed, and no other is tried.
func OpenContext(ctx context.Context, url string, opts ...OpenOption) error {
	return defaultRegistry.OpenContext(ctx, url, opts...)
}

// OpenNew shows url in a new window, if the browser can. It mirrors
// [webbrowser.open_new].
//
// [webbrowser.open_new]: https://docs.python.org/3.15/library/webbrowser.html#webbrowser.open_new
func OpenNew(url string) error { return Open(url, New(1)) }

// OpenNewTab shows url in a new tab, if the browser can. It mirrors
// [webbrowser.open_new_tab].
//
// [webbrowser.open_new_tab]: https://docs.python.org/3.15/library/webbrowser.html#webbrowser.open_new_tab
func OpenNewTab(url string) error { return Open(url, New(2)) }

// Get returns the controller for a name or a command, or with "" the first that
// is registered. A command that holds %s is taken apart as a POSIX shell would, without
// one being run; a final & makes it a [BackgroundBrowser].
// The error is an [Error] if there is none, a [ValueError] for an unbalanced quote.
//
// It mirrors [webbrowser.get].
//
// [webbrowser.get]: https://docs.python.org/3.15/library/webbrowser.html#webbrowser.get
func Get(using string) (Controller, error) { return defaultRegistry.Get(using) }

// Register makes a controller known under a name, in any case. It is instance,
// or if that is nil what klass returns, which is called whenever one is needed.
// Unless [Preferred], it is tried last.
//
// It mirrors [webbrowser.register].
//
// [webbrowser.register]: https://docs.python.org/3.15/library/webbrowser.html#webbrowser.register
func Register(name string, klass func() Controller, instance Controller, opts ...RegisterOption) {
	defaultRegistry.Register(name, klass, instance, opts...)
}

// Commands returns what [Open] would run with the first browser that can do what
// is asked, without running it. Where it is more than one command, the others are
// tried when the one before fails.
func Commands(url string, opts ...OpenOption) ([]Command, error) {
	return defaultRegistry.Commands(url, opts...)
}

// Open is the function [Open] for this registry.
func (r *Registry) Open(url string, opts ...OpenOption) error {
	return r.OpenContext(context.Background(), url, opts...)
}

// OpenContext is the function [OpenContext] for this registry.
func (r *Registry) OpenContext(ctx context.Context, url string, opts ...OpenOption) error {
	if err := checkURL(url, decodeOpen(opts)); err != nil {
		return err
	}
	var failed error
	for _, name := range r.Names() {
		c, err := r.Get(name)
		if err == nil {
			err = c.OpenContext(ctx, url, opts...)
		}
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		failed = errors.Join(failed, err)
	}
	if failed == nil {
		return r.nothing(url)
	}
	return failed
}

// nothing is the error when there is no browser at all.
func (r *Registry) nothing(url string) error {
	if p := r.sys.platform; p != "darwin" && p != "windows" && !r.sys.hasDisplay() {
		return &HeadlessError{url}
	}
	return errNotFound
}

// Commands is the function [Commands] for this registry.
func (r *Registry) Commands(url string, opts ...OpenOption) ([]Command, error) {
	if err := checkURL(url, decodeOpen(opts)); err != nil {
		return nil, err
	}
	var failed error
	for _, name := range r.Names() {
		c, err := r.Get(name)
		if err == nil {
			var commands []Command
			if commands, err = c.Commands(url, opts...); err == nil {
				return commands, nil
			}
		}
		failed = errors.Join(failed, err)
	}
	if failed == nil {
		return nil, r.nothing(url)
	}
	return nil, failed
}

// Names returns the names of the registered browsers, and of those that BROWSER
// adds, in the order in which they are tried.
func (r *Registry) Names() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.discover()
	return slices.Clone(r.order)
}

// Register is the function [Register] for this registry.
func (r *Registry) Register(name string, klass func() Controller, instance Controller, opts ...RegisterOption) {
	preferred := false
	for _, o := range opts {
		switch o := o.(type) {
		case Preferred:
			preferred = bool(o)
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.discover()
	r.register(name, klass, instance, preferred)
}

// register does so with the lock held.
func (r *Registry) register(name string, klass func() Controller, instance Controller, first bool) {
	r.known[strings.ToLower(name)] = &entry{klass, r.adopt(instance)}
	if first {
		r.order = slices.Insert(r.order, 0, name)
	} else {
		r.order = append(r.order, name)
	}
}

// adopt lets one of our controllers look into this registry's world.
func (r *Registry) adopt(c Controller) Controller {
	if b, ok := c.(interface{ base() *BaseBrowser }); ok && b.base().sys == nil {
		b.base().sys = &r.sys
	}
	return c
}

// Get is the function [Get] for this registry.
func (r *Registry) Get(using string) (Controller, error) {
	names := []string{using}
	if using == "" {
		names = r.Names()
	}
	for _, name := range names {
		c, klass, err := r.get(name)
		if klass != nil {
			c = r.make(klass)
		}
		if c != nil || err != nil {
			return c, err
		}
	}
	return nil, errNotFound
}

// get returns the controller of one name, or what makes it, or neither.
func (r *Registry) get(name string) (c Controller, klass func() Controller, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.discover()
	if strings.Contains(name, "%s") {
		c, err = r.fromTemplate(name)
		return c, nil, err
	}
	e := r.known[strings.ToLower(name)]
	switch {
	case e == nil:
		return r.synthesize(name), nil, nil
	case e.instance != nil:
		return e.instance, nil, nil
	}
	return nil, e.klass, nil
}

// make calls klass without the lock, since it may look for another controller.
func (r *Registry) make(klass func() Controller) Controller {
	c := klass()
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.adopt(c)
}

// fromTemplate makes a controller of a command line with %s in it. The template
// is split first and the URL put in later, so no URL can add an argument.
func (r *Registry) fromTemplate(template string) (Controller, error) {
	words, err := splitWords(template)
	if err != nil {
		return nil, err
	}
	if n := len(words) - 1; words[n] == "&" && n > 0 {
		b := NewBackgroundBrowser(words[0])
		b.Args = words[1:n]
		return r.adopt(b), nil
	}
	b := NewGenericBrowser(words[0])
	b.Args = words[1:]
	return r.adopt(b), nil
}

// synthesize makes a controller for a command that is not registered, if it can
// be found: one like that which is registered under its base name, or nil.
func (r *Registry) synthesize(name string) Controller {
	words := strings.Fields(name)
	if len(words) == 0 || !r.sys.has(words[0]) {
		return nil
	}
	command := basename(words[0])
	e := r.known[strings.ToLower(command)]
	if e == nil {
		return nil
	}
	like, ok := e.instance.(interface{ base() *BaseBrowser })
	if !ok || like.base().Basename != strings.ToLower(command) || like.base().again == nil {
		return nil
	}
	c := r.adopt(like.base().again(name))
	c.(interface{ base() *BaseBrowser }).base().Basename = basename(name)
	r.known[strings.ToLower(name)] = &entry{nil, c}
	return c
}
