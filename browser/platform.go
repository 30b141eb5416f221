package browser

import (
	"fmt"
	"strings"
)

// A MacOS controls a browser on macOS by /usr/bin/open.
type MacOS struct{ *BaseBrowser }

// NewMacOS returns a controller for the application of a name, in lower case as
// in "google chrome", or for the user's "default".
func NewMacOS(name string) *MacOS {
	b := &MacOS{newBase(name, planMacOS)}
	b.again = func(name string) Controller { return NewMacOS(name) }
	return b
}

// bundles are the identifiers by which open knows the applications.
var bundles = map[string]string{
	"google chrome":  "com.google.Chrome",
	"firefox":        "org.mozilla.firefox",
	"safari":         "com.apple.Safari",
	"chromium":       "org.chromium.Chromium",
	"opera":          "com.operasoftware.Opera",
	"microsoft edge": "com.microsoft.edgemac",
	"brave browser":  "com.brave.Browser",
}

// macPrivate is the option of a private window, where there is one.
var macPrivate = map[string]string{
	"google chrome":  "--incognito",
	"firefox":        "-private-window",
	"chromium":       "--incognito",
	"opera":          "--private",
	"microsoft edge": "--inprivate",
	"brave browser":  "--incognito",
}

func planMacOS(b *BaseBrowser, url string, o *openOptions) ([]Command, error) {
	bundle := bundles[strings.ToLower(b.Name)]
	var args []string
	switch private := macPrivate[strings.ToLower(b.Name)]; {
	case o.private && private == "":
		return nil, b.noPrivate()
	case o.private:
		args = []string{"-n", "-b", bundle, "--args", private, url}
	case bundle != "":
		args = []string{"-b", bundle, url}
	case b.Name != "default":
		args = []string{"-a", b.Name, url}
	case isWeb(url):
		args = []string{url}
	default:
		// open would hand a file to its own application.
		args = []string{"-b", b.system().defaultBundle(), url}
	}
	return []Command{{Args: append([]string{"/usr/bin/open"}, args...), Check: CheckExit}}, nil
}

func isWeb(url string) bool {
	s := schemeOf(url)
	return s == "http" || s == "https"
}

// A MacOSXOSAScript controls a browser on macOS by an AppleScript.
// Python deprecates it in favour of [MacOS].
type MacOSXOSAScript struct{ *BaseBrowser }

// NewMacOSXOSAScript returns a controller for the application of a name, or for
// the user's "default".
func NewMacOSXOSAScript(name string) *MacOSXOSAScript {
	return &MacOSXOSAScript{newBase(name, planOSAScript)}
}

func planOSAScript(b *BaseBrowser, url string, o *openOptions) ([]Command, error) {
	if o.private {
		return nil, b.noPrivate()
	}
	// A quote would end the string, and a backslash escape what follows it.
	url = strings.NewReplacer(`"`, "%22", `\`, "%5C").Replace(url)
	script := fmt.Sprintf("open location \"%s\"", url)
	if b.Name != "default" {
		name := strings.NewReplacer(`"`, `\"`, `\`, `\\`).Replace(b.Name)
		script = fmt.Sprintf("tell application \"%s\"\nactivate\nopen location \"%s\"\nend tell\n", name, url)
	}
	return []Command{{Args: []string{"/usr/bin/osascript"}, Stdin: script, Check: CheckExit}}, nil
}

// A WindowsDefault opens the user's default browser on Windows.
type WindowsDefault struct{ *BaseBrowser }

// NewWindowsDefault returns the controller. It starts rundll32 with the URL
// handler, by its full path.
func NewWindowsDefault() *WindowsDefault {
	return &WindowsDefault{newBase("", planWindows)}
}

func planWindows(b *BaseBrowser, url string, o *openOptions) ([]Command, error) {
	if o.private {
		return nil, b.noPrivate()
	}
	root, ok := b.system().getenv("SystemRoot")
	if !ok || root == "" {
		root = `C:\Windows`
	}
	return []Command{{Args: []string{root + `\System32\rundll32.exe`, urlHandler, windowsQuote(url)}, Check: CheckExit}}, nil
}

// urlHandler is the function of url.dll that opens a URL as a click would.
const urlHandler = "url.dll,FileProtocolHandler"

// windowsQuote encodes what the handler, which takes the rest of the command
// line as it stands, would see in quotes.
func windowsQuote(url string) string {
	return strings.NewReplacer(`"`, "%22", " ", "%20").Replace(url)
}

// newWSLHost returns the controller for the Windows side of a Linux under WSL.
func newWSLHost() *GenericBrowser {
	b := NewGenericBrowser("rundll32.exe", urlHandler, "%s")
	b.plan = func(b *BaseBrowser, url string, o *openOptions) ([]Command, error) {
		return planGeneric(b, windowsQuote(url), o)
	}
	return b
}
