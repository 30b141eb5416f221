package browser

import (
	"slices"
	"strconv"
)

// An OpenOption is a keyword argument of [Open] and its kin, of a
// [Controller]'s methods and of [Commands].
type OpenOption interface{ openOption() }

// New says where to open the URL: 0, the default, in an existing window if
// possible, 1 in a new window, 2 in a new tab. It is Python's new.
type New int

// Autoraise, by default true, brings the window to the front where the browser
// has a way to say so. It is Python's autoraise.
type Autoraise bool

// Private, by default false, opens a private window. Controllers that know no
// such thing return an [Error], and [Open] goes on to the next.
// It is an addition to Python's.
type Private bool

// Wait, by default false, waits until the command that was started ends. Most
// browsers hand the URL to a running instance and end at once.
// It is an addition to Python's.
type Wait bool

// AnyFile, by default false, opens file: URLs of any kind, not of pages alone.
// On Windows and macOS that can mean to run a program. It implies Schemes("file").
// It is an addition to Python's, and Python's behaviour.
type AnyFile bool

// RawURL, by default false, hands a URL to Elinks as it is, with the characters
// that its remote command gives a meaning to. It is Python's behaviour.
type RawURL bool

// Schemes allows URL schemes other than http and https, such as "file" or
// "mailto"; "" stands for a URL without one. Python opens any.
func Schemes(schemes ...string) OpenOption { return schemeOption{schemes} }

type schemeOption struct{ schemes []string }

func (New) openOption()          {}
func (Autoraise) openOption()    {}
func (Private) openOption()      {}
func (Wait) openOption()         {}
func (AnyFile) openOption()      {}
func (RawURL) openOption()       {}
func (schemeOption) openOption() {}

type openOptions struct {
	new       int
	autoraise bool
	private   bool
	wait      bool
	anyFile   bool
	rawURL    bool
	schemes   []string
}

func decodeOpen(opts []OpenOption) *openOptions {
	o := &openOptions{autoraise: true}
	for _, opt := range opts {
		switch v := opt.(type) {
		case New:
			o.new = int(v)
		case Autoraise:
			o.autoraise = bool(v)
		case Private:
			o.private = bool(v)
		case Wait:
			o.wait = bool(v)
		case AnyFile:
			o.anyFile = bool(v)
		case RawURL:
			o.rawURL = bool(v)
		case schemeOption:
			o.schemes = v.schemes
		}
	}
	return o
}

func (o *openOptions) allows(scheme string) bool { return slices.Contains(o.schemes, scheme) }

// badNew is Python's complaint about New.
func (o *openOptions) badNew() error {
	return &Error{"Bad 'new' parameter to open(); expected 0, 1, or 2, got " + strconv.Itoa(o.new)}
}

// A RegisterOption is a keyword argument of [Register].
type RegisterOption interface{ registerOption() }

// Preferred, by default false, puts a controller before all that are registered.
type Preferred bool

func (Preferred) registerOption() {}

// A RegistryOption is an argument of [NewRegistry].
type RegistryOption interface{ registryOption() }

// Platform says whose rules to follow: a GOOS such as "linux", "darwin" or
// "windows". The default is the running one's.
type Platform string

// Environ is the environment to look into and to start commands with, in the
// form of os.Environ, which is the default.
func Environ(env []string) RegistryOption { return environOption{env} }

// LookPath finds a command. The default is [os/exec.LookPath].
func LookPath(find func(name string) (path string, err error)) RegistryOption {
	return lookPathOption{find}
}

type (
	environOption  struct{ env []string }
	lookPathOption struct {
		find func(string) (string, error)
	}
	systemOption struct{ system }
)

func (Platform) registryOption()       {}
func (environOption) registryOption()  {}
func (lookPathOption) registryOption() {}
func (systemOption) registryOption()   {}
