// Package browser shows a page in the user's browser, as Python's webbrowser does.
//
//	err := browser.Open("https://go.dev/")
//	if headless := new(browser.HeadlessError); errors.As(err, &headless) {
//		fmt.Println("Please open https://go.dev/")
//	}
//
// It mirrors https://docs.python.org/3.15/library/webbrowser.html.
//
// # In reading order
//
// [Open], [OpenNew] and [OpenNewTab] try the user's browsers in turn. [Get]
// picks one by name: a [Controller]. [Commands] answers what Open would run,
// without running it. [Register] adds a controller of the caller's. A [Registry] is
// the state behind these functions: one for another environment, another platform
// or another PATH can be made with [NewRegistry].
//
//	Python                       Go
//	open(url, new=1)             Open(url, New(1))
//	open(url, autoraise=False)   Open(url, Autoraise(false))
//	open_new(url)                OpenNew(url)
//	open_new_tab(url)            OpenNewTab(url)
//	get("firefox"), get()        Get("firefox"), Get("")
//	register(n, klass, inst,     Register(n, klass, inst, Preferred(true))
//	    preferred=True)
//	Error                        Error
//	Chrome("google-chrome")      NewChrome("google-chrome"), and so on
//	GenericBrowser(["a", "%s"])  NewGenericBrowser("a", "%s")
//
// # How a browser is found
//
// On Linux and the BSDs, with DISPLAY or WAYLAND_DISPLAY set: xdg-open, gio open,
// the desktop's own opener, then the browsers that are installed; the one that
// xdg-settings names comes first. With TERM set, text browsers follow. On macOS
// the browsers are asked for by bundle through /usr/bin/open; on Windows the
// default browser comes first. The environment variable BROWSER goes before all:
// names or commands, separated by the list separator of the platform; %s in a
// command stands for the URL, and a final & means not to wait for it.
//
// # Differences from Python
//
// A process is started, so the package is safe first.
//
//   - Where Python returns True the functions return nil; False, and an exception
//     of a command that can't be started, are an error that says what was tried,
//     and the next browser gets its turn (TestOpenTriesTheNext).
//   - A command that is not waited for and has ended well when it is looked at counts
//     as a success; in CPython that depends on how fast it was (TestFastOpener).
//   - Only http and https URLs are opened; [Schemes] allows others. A file: URL must
//     also end like a page, unless [AnyFile] (TestDangerousSchemes).
//   - Control characters in a URL are refused (TestControlCharacters), and so is a
//     leading dash in whatever the command would get (TestLeadingDash); Python checks
//     the latter for some controllers only.
//   - Elinks is sent a URL whose comma and brackets are percent-encoded, since they
//     mean something in its remote command; [RawURL] sends it as it is
//     (TestElinksRemote).
//   - On Windows the default browser is started by rundll32's URL handler instead of
//     os.startfile, which would run programs (TestWindowsDefault).
//   - A session that has neither a display nor a terminal browser gets a
//     [HeadlessError], where Python returns False (TestHeadless).
//   - In the Windows Subsystem for Linux, wslview and then the Windows side are
//     tried after what Python would try (TestWSL).
//
// No shell is ever involved, and no command is taken from the current folder
// unless BROWSER names it with a path.
package browser
