package browser

import "strings"

// A UnixBrowser controls a browser by its command line: first a remote command to
// a running instance, then, if that fails, a start of the browser.
// The fields are its vocabulary; the types below fill them in.
type UnixBrowser struct {
	*BaseBrowser

	RaiseOpts          []string // options for autoraise false and true
	RemoteArgs         []string // with %s for the URL and %action for one of the actions
	RemoteAction       string   // the action for New(0); empty: no argument
	RemoteActionNewWin string   // for New(1)
	RemoteActionNewTab string   // for New(2)
	Background         bool     // it has windows of its own and is not waited for
	RedirectStdout     bool     // what it prints is dropped
	PrivateArgs        []string // what opens a private window; an addition to Python's
}

// NewUnixBrowser returns a controller that has no actions yet.
func NewUnixBrowser(name string) *UnixBrowser {
	b := &UnixBrowser{
		BaseBrowser:    newBase(name, nil),
		RemoteArgs:     []string{"%action", "%s"},
		RedirectStdout: true,
	}
	b.plan = b.planUnix
	return b
}

func (b *UnixBrowser) planUnix(base *BaseBrowser, url string, o *openOptions) ([]Command, error) {
	if o.new < 0 || o.new > 2 {
		return nil, o.badNew()
	}
	if o.private && b.PrivateArgs == nil {
		return nil, base.noPrivate()
	}
	if o.private {
		args := append([]string{base.Name}, b.PrivateArgs...)
		return []Command{{Args: append(args, url), Check: CheckRemote, Detached: true}}, nil
	}
	remote := Command{Args: b.remoteArgs(url, o), Check: CheckRemote, Detached: true, Terminal: !b.RedirectStdout}
	start := Command{Args: base.argv(url), Check: CheckExit, Detached: true, Terminal: true}
	if b.Background {
		start.Check, start.Terminal = CheckRunning, false
	}
	return []Command{remote, start}, nil
}

// remoteArgs is the argv that a running instance hears.
func (b *UnixBrowser) remoteArgs(url string, o *openOptions) []string {
	args := []string{b.Name}
	if len(b.RaiseOpts) == 2 {
		if opt := b.RaiseOpts[boolIndex(o.autoraise)]; opt != "" {
			args = append(args, opt)
		}
	}
	action := [3]string{b.RemoteAction, b.RemoteActionNewWin, b.RemoteActionNewTab}[o.new]
	for _, a := range b.RemoteArgs {
		// The template is filled in once, so that a %action in the URL stays one.
		a = strings.NewReplacer("%action", action, "%s", url).Replace(a)
		if a != "" {
			args = append(args, a)
		}
	}
	return args
}

func boolIndex(b bool) int {
	if b {
		return 1
	}
	return 0
}

// A Mozilla controls Firefox and its kin.
type Mozilla struct{ *UnixBrowser }

// NewMozilla returns a controller for a command such as "firefox".
func NewMozilla(name string) *Mozilla {
	b := &Mozilla{NewUnixBrowser(name)}
	b.again = func(name string) Controller { return NewMozilla(name) }
	b.RemoteActionNewWin, b.RemoteActionNewTab = "-new-window", "-new-tab"
	b.PrivateArgs = []string{"-private-window"}
	b.Background = true
	return b
}

// An Epiphany controls GNOME Web.
type Epiphany struct{ *UnixBrowser }

// NewEpiphany returns a controller for a command such as "epiphany".
func NewEpiphany(name string) *Epiphany {
	b := &Epiphany{NewUnixBrowser(name)}
	b.again = func(name string) Controller { return NewEpiphany(name) }
	b.RaiseOpts = []string{"-noraise", ""}
	b.RemoteAction, b.RemoteActionNewWin, b.RemoteActionNewTab = "-n", "-w", "-w"
	b.PrivateArgs = []string{"--incognito-mode"}
	b.Background = true
	return b
}

// newChromium is what the browsers on Chromium's engine have in common: there
// is no option for a new tab, since that is what they open anyway.
func newChromium(name, private string) *UnixBrowser {
	b := NewUnixBrowser(name)
	b.RemoteActionNewWin = "--new-window"
	b.PrivateArgs = []string{private}
	b.Background = true
	return b
}

// A Chrome controls Google Chrome.
type Chrome struct{ *UnixBrowser }

// NewChrome returns a controller for a command such as "google-chrome".
func NewChrome(name string) *Chrome {
	b := &Chrome{newChromium(name, "--incognito")}
	b.again = func(name string) Controller { return NewChrome(name) }
	return b
}

// A Chromium controls Chromium, exactly as a [Chrome] does.
type Chromium = Chrome

// NewChromium returns a controller for a command such as "chromium".
func NewChromium(name string) *Chromium { return NewChrome(name) }

// An Opera controls Opera.
type Opera struct{ *UnixBrowser }

// NewOpera returns a controller for a command such as "opera".
func NewOpera(name string) *Opera {
	b := &Opera{newChromium(name, "--private")}
	b.again = func(name string) Controller { return NewOpera(name) }
	return b
}

// An Edge controls Microsoft Edge.
type Edge struct{ *UnixBrowser }

// NewEdge returns a controller for a command such as "microsoft-edge".
func NewEdge(name string) *Edge {
	b := &Edge{newChromium(name, "--inprivate")}
	b.again = func(name string) Controller { return NewEdge(name) }
	return b
}

// An Elinks controls ELinks, a text browser that takes remote commands.
type Elinks struct{ *UnixBrowser }

// NewElinks returns a controller for a command such as "elinks".
func NewElinks(name string) *Elinks {
	b := &Elinks{NewUnixBrowser(name)}
	b.again = func(name string) Controller { return NewElinks(name) }
	b.RemoteArgs = []string{"-remote", "openURL(%s%action)"}
	b.RemoteActionNewWin, b.RemoteActionNewTab = ",new-window", ",new-tab"
	b.RedirectStdout = false
	b.plan = func(base *BaseBrowser, url string, o *openOptions) ([]Command, error) {
		if !o.rawURL {
			url = elinksEscaper.Replace(url)
		}
		return b.planUnix(base, url, o)
	}
	return b
}

// elinksEscaper hides what ends the URL in openURL(url,window).
var elinksEscaper = strings.NewReplacer(",", "%2C", "(", "%28", ")", "%29")

// A Konqueror controls KDE's file manager and browser.
type Konqueror struct{ *BaseBrowser }

// NewKonqueror returns a controller for Konqueror. The name stands in messages
// alone: the commands are kfmclient, konqueror and kfm, in this order.
func NewKonqueror(name string) *Konqueror {
	b := &Konqueror{newBase(name, planKonqueror)}
	b.again = func(name string) Controller { return NewKonqueror(name) }
	return b
}

func planKonqueror(b *BaseBrowser, url string, o *openOptions) ([]Command, error) {
	if o.private {
		return nil, b.noPrivate()
	}
	action := "openURL"
	if o.new == 2 {
		action = "newTab"
	}
	return []Command{
		{Args: []string{"kfmclient", action, url}, Check: CheckStarted},
		{Args: []string{"konqueror", "--silent", url}, Check: CheckRunning, Detached: true},
		{Args: []string{"kfm", "-d", url}, Check: CheckRunning, Detached: true},
	}, nil
}
