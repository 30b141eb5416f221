package urlparse

import (
	"strings"

	"github.com/gobatteries/batteries/internal/pystr"
)

// Normalize returns the form that all equivalent spellings of a URL share, as
// far as RFC 3986, section 6.2.2 and 6.2.3, goes:
//
//   - scheme and host in lower case, but not an IPv6 address's zone;
//   - escapes of unreserved characters resolved, the others in capitals, and a
//     percent sign that begins no escape as %25, except between brackets;
//   - no dot segments in an absolute path;
//   - no port if it is empty or the scheme's default (http and ws 80, https and
//     wss 443, ftp 21), and the path / after such a scheme's host.
//
// Empty queries and fragments stay. What begins as a path without a scheme never
// becomes a host or a scheme: %70:x becomes ./p:x. Normalizing twice is the same
// as once. The errors are those of [URLSplit] and [SplitResultOf.Port].
//
//	urlparse.Normalize("HTTP://Example.COM:80/%7euser/../a%2fb") // http://example.com/a%2Fb
func Normalize[T Text](url T) (T, error) {
	if err := checkASCII(url); err != nil {
		return T(""), err
	}
	var p parts
	text := view(url)
	if err := p.split(text, &splitConfig{missingAsNone: true}); err != nil {
		return T(""), err
	}
	p.missing.Params = true
	before := p
	defaultPort := defaultPorts[p.scheme]
	if err := p.normalizeNetloc(defaultPort); err != nil {
		return T(""), err
	}
	p.path = normalizeEscapes(p.path)
	if strings.HasPrefix(p.path, "/") && strings.Contains(p.path, "/.") {
		p.path = removeDots(p.path)
	}
	if p.path == "" && p.netloc != "" && defaultPort != 0 {
		p.path = "/"
	}
	if p.scheme == "" && p.netloc == "" && hasScheme(p.path) {
		p.path = "./" + p.path // RFC 3986, section 4.2
	}
	p.query = normalizeEscapes(p.query)
	p.fragment = normalizeEscapes(p.fragment)
	if p == before && strings.HasPrefix(text, p.scheme) && len(clean(text)) == len(text) {
		return copied(url), nil
	}
	return unsplit[T](&p), nil
}

// hasScheme reports whether a path would be read as something with a scheme.
func hasScheme(path string) bool {
	var p parts
	p.splitScheme(path, &splitConfig{})
	return p.scheme != ""
}

var defaultPorts = map[string]int{"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21}

func (p *parts) normalizeNetloc(defaultPort int) error {
	n, ok, err := port[string](p.netloc)
	if err != nil {
		return err
	}
	at := strings.LastIndexByte(p.netloc, '@') + 1
	user, host := normalizeEscapes(p.netloc[:at]), p.netloc[at:]
	bracketed := strings.HasPrefix(host, "[")
	closed := strings.LastIndexByte(host, ']') // the bracket may be among the userinfo
	if colon := strings.LastIndexByte(host, ':'); colon > closed && (closed >= 0 || !bracketed) && (!ok || n == defaultPort && n != 0) {
		host = host[:colon]
	}
	if bracketed { // there are no escapes in there
		address, zone := host, ""
		if i := strings.IndexByte(host, '%'); i >= 0 {
			address, zone = host[:i], host[i:]
		}
		host = pystr.Lower(address) + zone
	} else {
		// Escapes last, as their digits are capitals; twice, as they may hold capital letters.
		host = normalizeEscapes(pystr.Lower(normalizeEscapes(host)))
	}
	if user != p.netloc[:at] || host != p.netloc[at:] {
		p.netloc = user + host
	}
	return nil
}

// normalizeEscapes resolves the escapes that need not be, and writes the others alike.
func normalizeEscapes(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c != '%':
			b = append(b, c)
		case i+2 >= len(s) || unhex[s[i+1]]|unhex[s[i+2]] >= notHex:
			b = append(b, "%25"...)
		default:
			c = unhex[s[i+1]]<<4 | unhex[s[i+2]]
			if i += 2; strings.IndexByte(alwaysSafe, c) >= 0 {
				b = append(b, c)
			} else {
				b = append(b, '%', upperHex[c>>4], upperHex[c&15])
			}
		}
	}
	return string(b)
}

// removeDots removes the dot segments of an absolute path, as RFC 3986, section
// 5.2.4, has it.
func removeDots(path string) string {
	b := make([]byte, 0, len(path)+1)
	for path != "" {
		segment, rest := path[1:], ""
		if i := strings.IndexByte(segment, '/'); i >= 0 {
			segment, rest = segment[:i], segment[i:]
		}
		switch segment {
		case "..":
			b = b[:max(strings.LastIndexByte(view(b), '/'), 0)]
			fallthrough
		case ".":
			if rest == "" {
				b = append(b, '/')
			}
		default:
			b = append(append(b, '/'), segment...)
		}
		path = rest
	}
	return string(b)
}
