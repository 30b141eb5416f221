package cookiejar

import (
	"maps"
	"slices"
)

// A JarOption is a keyword argument of [NewCookieJar]: [Policy].
type JarOption interface{ jarOption() }

// A FileJarOption is a keyword argument of [NewFileCookieJar],
// [NewMozillaCookieJar] and [NewLWPCookieJar]: [Policy] or [DelayLoad].
type FileJarOption interface{ fileJarOption() }

// A FileOption is a keyword argument of the methods Save, Load and Revert of the
// file jars: [Filename], [IgnoreDiscard] or [IgnoreExpires].
type FileOption interface{ fileOption() }

// A StringOption is a keyword argument of [LWPCookieJar.AsLWPStr]:
// [IgnoreDiscard] or [IgnoreExpires].
type StringOption interface{ stringOption() }

// A ClearOption is a keyword argument of [CookieJar.Clear]: [Domain], [Path] or
// [Name].
type ClearOption interface{ clearOption() }

type policyOption struct{ policy CookiePolicy }

// Policy, by default a new [ModernCookiePolicy], says which cookies a jar takes
// and gives.
func Policy(policy CookiePolicy) interface {
	JarOption
	FileJarOption
} {
	return policyOption{policy}
}

func (policyOption) jarOption()     {}
func (policyOption) fileJarOption() {}

type (
	// DelayLoad, by default false, is kept in the jar's field of that name, where
	// a program may look for it. The jars here make nothing of it, as in Python.
	DelayLoad bool

	// Filename, by default the jar's own, names the file.
	Filename string

	// IgnoreDiscard, by default false, and true for [LWPCookieJar.AsLWPStr], does
	// not leave out cookies that end with the session.
	IgnoreDiscard bool

	// IgnoreExpires, by default false, and true for [LWPCookieJar.AsLWPStr], does
	// not leave out cookies whose time is over.
	IgnoreExpires bool

	// Domain limits [CookieJar.Clear] to the cookies of a domain.
	Domain string

	// Path limits [CookieJar.Clear] to the cookies of a domain and a path.
	Path string

	// Name limits [CookieJar.Clear] to one cookie of a domain and a path.
	Name string
)

func (DelayLoad) fileJarOption()    {}
func (Filename) fileOption()        {}
func (IgnoreDiscard) fileOption()   {}
func (IgnoreExpires) fileOption()   {}
func (IgnoreDiscard) stringOption() {}
func (IgnoreExpires) stringOption() {}
func (Domain) clearOption()         {}
func (Path) clearOption()           {}
func (Name) clearOption()           {}

// selection says which cookies go into a file or come out of it.
type selection struct {
	filename                     string
	ignoreDiscard, ignoreExpires bool
}

// set takes one option of any function, whose interface keeps out those that it
// doesn't take.
func (s *selection) set(option any) {
	switch o := option.(type) {
	case Filename:
		s.filename = string(o)
	case IgnoreDiscard:
		s.ignoreDiscard = bool(o)
	case IgnoreExpires:
		s.ignoreExpires = bool(o)
	}
}

func (s *selection) has(c *Cookie) bool {
	return (s.ignoreDiscard || !c.Discard) && (s.ignoreExpires || !c.IsExpired(timeNow()))
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
