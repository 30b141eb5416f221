package robots

import (
	"strings"

	"github.com/gobatteries/batteries/internal/pystr"
)

// A Mode says by whose rules agents and paths are matched. It is an [Option].
type Mode int

const (
	// CPython does as Python's robotparser: a group is meant for an agent if its
	// name is part of the agent's, and the rule that matches most of the path wins.
	CPython Mode = iota
	// RFC9309 does as RFC 9309 says: a group is meant for an agent if its product
	// token is the agent's, and the longest rule wins (sections 2.2.1 and 2.2.2).
	// Encoded reserved characters, such as %2F, differ from plain ones.
	RFC9309
	// Google does as Google's parser: like RFC9309, but the agent is to be given as
	// its bare token ("mybot", not "mybot/1.0"), common misspellings of the
	// fields are understood, a colon may be missing, an allowed index.html allows
	// its folder, and paths are compared as they come, with only the rules' characters
	// beyond ASCII encoded. See https://github.com/google/robotstxt.
	Google
)

func (Mode) option() {}

// token returns the product token that a User-agent line or an agent begins with
// (RFC 9309, section 2.2.1).
func token(s string) string {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && s[i] != '-' && s[i] != '_' {
			return s[:i]
		}
	}
	return s
}

// groupName is the name under which a User-agent line's value is filed.
func (m Mode) groupName(value string) string {
	switch {
	case m == CPython:
		return pystr.Lower(value)
	case value == "*", m == Google && len(value) > 1 && value[0] == '*' && pystr.IsSpace(rune(value[1])):
		return "*"
	}
	return strings.ToLower(token(value))
}

// find returns the group that is meant for an agent, or nil.
func (m Mode) find(f *file, agent string) *group {
	if m == CPython {
		return f.find(agent)
	}
	if m == RFC9309 {
		agent = token(agent) // Google's parser wants to be given the token
	}
	if g := f.groups[strings.ToLower(agent)]; g != nil && agent != "" {
		return g
	}
	return f.groups["*"]
}

// set makes the rule of a path as the mode says; ok is false if there is none.
func (m Mode) set(r *RuleLine, path string, allowance bool, a *arena) (ok bool) {
	if m == CPython {
		return r.set(path, allowance, a)
	}
	r.Allowance = allowance
	if path == "" {
		r.Allowance = true // it says nothing, and loses against any other
	}
	if p, full := strings.CutSuffix(path, "$"); full {
		path, r.FullMatch = p, true
	}
	r.weight = len(path) + 1
	if r.FullMatch {
		r.weight++
	}
	r.Path = m.normalizeRule(path)
	r.weight += len(r.Path) - len(path)
	r.Path = collapseStars(r.Path)
	r.wild = strings.IndexByte(r.Path, '*') >= 0
	return true
}

// indexFolder returns the pattern of a folder whose index.html a pattern means.
func indexFolder(path string) (string, bool) {
	slash := strings.LastIndexByte(path, '/')
	if slash < 0 || !strings.HasPrefix(path[slash:], "/index.htm") {
		return "", false
	}
	return path[:slash+1] + "$", true
}

// normalizeRule brings a rule's path into the form in which target's are.
func (m Mode) normalizeRule(path string) string {
	if m == Google {
		return escape(path)
	}
	return normalizeReserved(path)
}

// target returns the path and query of a URL in the form in which rules' are.
func (m Mode) target(url string) (string, error) {
	switch m {
	case RFC9309:
		path, _, err := rawTarget(url)
		if path == "" || path[0] == '?' {
			path = "/" + path
		}
		return normalizeReserved(path), err
	case Google:
		return googlePath(url), nil
	}
	return target(url)
}

// googlePath cuts the path and query out of a URL without parsing it.
func googlePath(url string) string {
	start := 0
	if strings.HasPrefix(url, "//") {
		start = 2
	}
	early := strings.IndexAny(url[start:], "/?;")
	if early >= 0 {
		early += start
	}
	protocol := strings.Index(url[start:], "://")
	switch {
	case protocol < 0 || early >= 0 && early < start+protocol:
		protocol = start // the :// is part of the path
	default:
		protocol += start + len("://")
	}
	path := strings.IndexAny(url[protocol:], "/?;")
	if path < 0 {
		return "/"
	}
	path += protocol
	if hash := strings.IndexByte(url[protocol:], '#'); hash >= 0 {
		if protocol+hash < path {
			return "/"
		}
		url = url[:protocol+hash]
	}
	if url[path] != '/' {
		return "/" + url[path:]
	}
	return url[path:]
}

// escape writes the hexadecimal digits of a rule in capitals and encodes what is
// not ASCII.
func escape(path string) string {
	var b []byte
	for i := 0; i < len(path); i++ {
		c := path[i]
		switch {
		case c == '%' && i+2 < len(path) && isHex(path[i+1]) && isHex(path[i+2]):
			b = append(b, '%', upper(path[i+1]), upper(path[i+2]))
			i += 2
		case c >= 0x80:
			b = appendEncoded(b, c)
		default:
			b = append(b, c)
		}
	}
	return string(b)
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'f' {
		return c - 'a' + 'A'
	}
	return c
}

// normalizeReserved brings a path into the form of RFC 9309, section 2.2.2:
// unreserved characters are not encoded, what is not ASCII and what no URI may hold
// is; reserved characters stay as they are, encoded or not.
func normalizeReserved(path string) string {
	var b []byte
	for i := 0; i < len(path); i++ {
		c := path[i]
		switch {
		case c == '%' && i+2 < len(path) && isHex(path[i+1]) && isHex(path[i+2]):
			if d := unhex(path[i+1])<<4 | unhex(path[i+2]); class[d]&plain != 0 && d != '/' {
				b = append(b, d)
			} else {
				b = appendEncoded(b, d)
			}
			i += 2
		case class[c] != 0 || strings.IndexByte(reserved, c) >= 0:
			b = append(b, c)
		default:
			b = appendEncoded(b, c)
		}
	}
	return string(b)
}

// reserved are RFC 3986's reserved characters and the percent sign.
const reserved = ":/?#[]@!$&'()*+,;=%"

func appendEncoded(dst []byte, c byte) []byte {
	const digits = "0123456789ABCDEF"
	return append(dst, '%', digits[c>>4], digits[c&15])
}
