package browser

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// A system is what a [Registry] knows of the world around it. The zero value of
// a field means the real one; tests put their own in.
type system struct {
	platform string // a GOOS
	env      []string
	lookPath func(string) (string, error)
	start    func(Command) (process, error)
	output   func(args ...string) (string, error) // of a short helper command
	readFile func(string) ([]byte, error)
}

func (s *system) setDefaults() {
	if s.platform == "" {
		s.platform = runtime.GOOS
	}
	if s.lookPath == nil {
		s.lookPath = exec.LookPath
	}
	if s.start == nil {
		s.start = startProcess
	}
	if s.output == nil {
		s.output = s.commandOutput
	}
	if s.readFile == nil {
		s.readFile = os.ReadFile
	}
}

// getenv returns a variable and whether it is there, empty or not.
func (s *system) getenv(name string) (string, bool) {
	if s.env == nil {
		return os.LookupEnv(name)
	}
	for i := len(s.env) - 1; i >= 0; i-- {
		k, v, ok := strings.Cut(s.env[i], "=")
		if ok && (k == name || s.platform == "windows" && strings.EqualFold(k, name)) {
			return v, true
		}
	}
	return "", false
}

// set reports whether a variable is there and not empty.
func (s *system) set(name string) bool {
	v, _ := s.getenv(name)
	return v != ""
}

// has reports whether a command is there.
func (s *system) has(name string) bool {
	_, err := s.lookPath(name)
	return err == nil
}

func (s *system) hasDisplay() bool { return s.set("DISPLAY") || s.set("WAYLAND_DISPLAY") }

// wsl reports whether this is the Windows Subsystem for Linux.
func (s *system) wsl() bool {
	return s.platform == "linux" && (s.set("WSL_DISTRO_NAME") || s.set("WSL_INTEROP"))
}

// helperTime is how long a helper that answers a question may take.
const helperTime = 5 * time.Second

// commandOutput returns what a helper prints, at most what it prints in a few seconds.
func (s *system) commandOutput(args ...string) (string, error) {
	path, err := s.lookPath(args[0])
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(context.Background(), helperTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, args[1:]...)
	cmd.Env = s.env
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	return string(out), err
}

// defaultBrowser asks xdg-settings, which answers with a desktop file's name.
func (s *system) defaultBrowser() string {
	out, err := s.output("xdg-settings", "get", "default-web-browser")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(out)
}

// defaultBundle returns the bundle identifier of the Mac user's browser, which
// Launch Services notes once another than Safari was chosen.
func (s *system) defaultBundle() string {
	const safari = "com.apple.Safari"
	home, ok := s.getenv("HOME")
	if !ok {
		return safari
	}
	out, err := s.output("/usr/bin/plutil", "-extract", "LSHandlers", "json", "-o", "-",
		filepath.Join(home, "Library/Preferences/com.apple.LaunchServices/com.apple.launchservices.secure.plist"))
	if err != nil {
		return safari
	}
	var handlers []struct{ LSHandlerURLScheme, LSHandlerRoleAll string }
	if json.Unmarshal([]byte(out), &handlers) != nil {
		return safari
	}
	for _, h := range handlers {
		if h.LSHandlerURLScheme == "https" && h.LSHandlerRoleAll != "" {
			return h.LSHandlerRoleAll
		}
	}
	return safari
}
