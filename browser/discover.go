package browser

import "strings"

// discover registers the standard browsers, once. The lock is held.
func (r *Registry) discover() {
	if r.ready {
		return
	}
	r.ready = true
	if r.known == nil { // the zero Registry
		r.known = map[string]*entry{}
		r.sys.setDefaults()
	}
	switch r.sys.platform {
	case "darwin", "ios":
		r.registerMac()
	case "windows":
		r.registerWindows()
	default:
		if r.sys.hasDisplay() {
			r.desktopDefault = r.sys.defaultBrowser()
			r.registerX()
		}
		if r.sys.wsl() {
			r.registerWSL()
		}
	}
	if r.sys.platform != "windows" && r.sys.set("TERM") {
		r.registerText()
	}
	r.registerEnv()
}

// add registers an instance under its command's name if the command is there.
// The user's own choice of a default browser goes first.
func (r *Registry) add(c Controller, name string) {
	if r.sys.has(name) {
		r.register(name, nil, c, name+".desktop" == r.desktopDefault)
	}
}

func (r *Registry) registerX() {
	r.add(NewBackgroundBrowser("xdg-open"), "xdg-open")
	r.add(NewBackgroundBrowser("gio", "open", "--", "%s"), "gio")
	if r.desktop("GNOME", "GNOME_DESKTOP_SESSION_ID") {
		r.add(NewBackgroundBrowser("gvfs-open"), "gvfs-open")
	}
	if r.desktop("KDE", "KDE_FULL_SESSION") {
		r.add(NewKonqueror("kfmclient"), "kfmclient")
	}
	r.add(NewBackgroundBrowser("x-www-browser"), "x-www-browser")
	for _, n := range []string{"firefox", "iceweasel", "seamonkey", "mozilla-firefox", "mozilla"} {
		r.add(NewMozilla(n), n)
	}
	// KDE's browser had an older name, which is tried only without the newer.
	if r.sys.has("kfm") {
		r.add(NewKonqueror("kfm"), "kfm")
	} else {
		r.add(NewKonqueror("konqueror"), "konqueror")
	}
	r.add(NewEpiphany("epiphany"), "epiphany")
	for _, n := range []string{"google-chrome", "chrome", "chromium", "chromium-browser"} {
		r.add(NewChrome(n), n)
	}
	r.add(NewOpera("opera"), "opera")
	r.add(NewEdge("microsoft-edge"), "microsoft-edge")
}

// desktop reports whether a desktop environment runs, by the list that desktops
// announce themselves with or by the variable that they set before there was one.
func (r *Registry) desktop(name, variable string) bool {
	if _, ok := r.sys.getenv(variable); ok {
		return true
	}
	list, _ := r.sys.getenv("XDG_CURRENT_DESKTOP")
	for d := range strings.SplitSeq(list, ":") {
		if d == name {
			return true
		}
	}
	return false
}

func (r *Registry) registerText() {
	for _, n := range []string{"www-browser", "links"} {
		r.add(NewGenericBrowser(n), n)
	}
	r.add(NewElinks("elinks"), "elinks")
	for _, n := range []string{"lynx", "w3m"} {
		r.add(NewGenericBrowser(n), n)
	}
}

func (r *Registry) registerMac() {
	for _, n := range [][2]string{
		{"MacOS", "default"}, {"MacOSX", "default"}, {"chrome", "google chrome"}, {"chromium", "chromium"}, {"firefox", "firefox"},
		{"safari", "safari"}, {"opera", "opera"}, {"microsoft-edge", "microsoft edge"}, {"brave", "brave browser"},
	} {
		r.register(n[0], nil, NewMacOS(n[1]), false)
	}
}

func (r *Registry) registerWindows() {
	r.register("windows-default", func() Controller { return NewWindowsDefault() }, nil, false)
	names := []string{"firefox", "seamonkey", "mozilla", "chrome", "opera"}
	for _, v := range [][2]string{{"PROGRAMFILES(x86)", `C:\Program Files (x86)`}, {"PROGRAMFILES", `C:\Program Files`}} {
		dir, ok := r.sys.getenv(v[0])
		if !ok {
			dir = v[1]
		}
		names = append(names, dir+`\Microsoft\Edge\Application\msedge.exe`)
	}
	for _, n := range names {
		r.add(NewBackgroundBrowser(n), n)
	}
	if r.sys.has("MicrosoftEdge.exe") {
		r.register("microsoft-edge", nil, NewEdge("MicrosoftEdge.exe"), false)
	}
}

func (r *Registry) registerWSL() {
	r.add(NewBackgroundBrowser("wslview"), "wslview")
	r.add(newWSLHost(), "rundll32.exe")
}

// registerEnv puts what BROWSER names before all else, the first first.
func (r *Registry) registerEnv() {
	list, _ := r.sys.getenv("BROWSER")
	separator := ":"
	if r.sys.platform == "windows" {
		separator = ";"
	}
	names := strings.Split(list, separator)
	for i := len(names) - 1; i >= 0; i-- {
		r.registerChoice(names[i])
	}
}

// registerChoice puts one of the user's choices first. A single word may be the
// name of a browser that is known, in any case; generic commands are made anew, so
// that the user's spelling stands.
func (r *Registry) registerChoice(name string) {
	if strings.TrimSpace(name) == "" {
		return // Python fails with an IndexError if it is blank, not empty
	}
	if e := r.known[strings.ToLower(name)]; e != nil && !strings.ContainsAny(name, " \t") && !generic(e.instance) {
		r.order = append([]string{strings.ToLower(name)}, r.order...)
		return
	}
	if c := r.synthesize(name); c != nil {
		r.register(name, nil, c, true)
	} else {
		r.register(name, nil, NewGenericBrowser(name), true)
	}
}

func generic(c Controller) bool {
	switch c.(type) {
	case *GenericBrowser, *BackgroundBrowser:
		return true
	}
	return false
}
