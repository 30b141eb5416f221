package robots

import (
	"strings"

	"github.com/gobatteries/batteries/urlparse"
)

// target returns the path, query and fragment of a URL in the form to compare.
func target(url string) (string, error) {
	if path, ok := plainPath(url); ok && !strings.ContainsAny(path, "\t\r\n") {
		return normalize(path, 0), nil
	}
	return anyTarget(url)
}

// anyTarget is target for any URL.
func anyTarget(url string) (string, error) {
	path, fragment, err := rawTarget(url)
	if err != nil {
		return "", err
	}
	if strings.HasPrefix(path, "//") {
		path = "//" + path // it would read as a netloc
	}
	path += fragment // CPython leaves it on
	if path == "" {
		path = "/"
	}
	return normalize(path, 0), nil
}

// rawTarget returns the path with the query of a URL, and its fragment with the #.
func rawTarget(url string) (path, fragment string, err error) {
	u, err := urlparse.URLSplit(url, urlparse.MissingAsNone(true))
	if err != nil {
		return "", "", err
	}
	path = u.Path
	if !u.Missing.Query {
		path += "?" + u.Query
	}
	if !u.Missing.Fragment {
		fragment = "#" + u.Fragment
	}
	return path, fragment, nil
}

// plainPath returns what stands behind the host of a URL, which may have a query and
// a fragment, of URLs in which nothing is special before that: of http with a
// usual host, or a path alone.
func plainPath(url string) (path string, ok bool) {
	path = url
	if strings.HasPrefix(url, "http") {
		i := len("http://")
		switch {
		case strings.HasPrefix(url, "https://"):
			i = len("https://")
		case !strings.HasPrefix(url, "http://"):
			return "", false
		}
		for i < len(url) && inHost[url[i]] {
			i++
		}
		if path = url[i:]; path == "" {
			return "/", true
		}
	}
	if path == "" || path[0] != '/' {
		return "", false
	}
	if len(path) > 1 {
		switch path[1] {
		case '/', '\t', '\r', '\n': // a host follows, maybe behind what is left out
			return "", false
		}
	}
	return path, true
}

// originOf returns what stands before the path in a URL of plainPath.
func originOf(url string) string {
	path, ok := plainPath(url)
	if !ok {
		return ""
	}
	return strings.TrimSuffix(url, path)
}

// inHost says which bytes are usual in a host with its port.
var inHost = func() (t [256]bool) {
	for c := range t {
		t[c] = class[c]&plain != 0 && c != '/' || c == ':'
	}
	return t
}()

// A kind is what a byte of a path means for its normal form.
type kind uint8

const (
	stop    kind = iota // that can't be said without the rest of the URL
	keep                // it stays as it is
	encode              // it is encoded
	percent             // it may begin an encoded byte, which stays so or not
	query               // it stays, and begins the query
	end                 // it ends the path
)

// kinds says so for the bytes of a path, and behind its first question mark.
type kinds [2][256]kind

// kinds returns those of a mode: with them the paths of URLs of plainPath are what
// target makes of them.
func (m Mode) kinds() *kinds {
	switch m {
	case RFC9309:
		return &rfcKinds
	case Google:
		return &googleKinds
	}
	return &pythonKinds
}

var (
	pythonKinds = makeKinds(func(c byte, inQuery bool) kind {
		switch {
		case class[c]&plain != 0, inQuery && class[c] != 0:
			return keep
		case c == '?' && !inQuery:
			return query
		case c == '%':
			return percent
		case c == '\t', c == '\n', c == '\r', c == 0xed: // left out; maybe a surrogate
			return stop
		}
		return encode
	})
	rfcKinds = makeKinds(func(c byte, _ bool) kind {
		switch {
		case c == '#':
			return end
		case c == '%', c == '\t', c == '\n', c == '\r':
			return stop
		case class[c] != 0 || strings.IndexByte(reserved, c) >= 0:
			return keep
		}
		return encode
	})
	googleKinds = makeKinds(func(c byte, _ bool) kind {
		if c == '#' {
			return end
		}
		return keep
	})
)

// normal returns the normal form of what path begins with, a byte of kind k, and
// how long that is in path; 0 if it can't be said.
func (k kind) normal(path string) (text string, n int) {
	c := int(path[0])
	switch {
	case k == query:
		return path[:1], 1
	case k == encode:
		return escapes[3*c:][:3], 1
	case k == percent && len(path) > 2 && isHex(path[1]) && isHex(path[2]):
		c = int(unhex(path[1])<<4 | unhex(path[2]))
		if class[c]&plain != 0 {
			return allBytes[c:][:1], 3
		}
		return escapes[3*c:][:3], 3
	}
	return "", 0
}

// allBytes are the bytes in order, escapes their encoded forms.
var allBytes, escapes = func() (string, string) {
	var plain, encoded []byte
	for c := range 256 {
		plain, encoded = append(plain, byte(c)), appendEncoded(encoded, byte(c))
	}
	return string(plain), string(encoded)
}()

// scan reports whether path is in normal form as it stands, and which bytes it has.
func (k *kinds) scan(path string) (seen byteSet, ok bool) {
	table := &k[0]
	for i := range len(path) {
		c := path[i]
		seen |= 1 << (c & 63)
		if table[c] != keep {
			if table[c] != query {
				return 0, false
			}
			table = &k[1]
		}
	}
	return seen, true
}

func makeKinds(of func(c byte, inQuery bool) kind) (k kinds) {
	for i := range 256 {
		c := byte(i)
		k[0][c], k[1][c] = of(c, false), of(c, true)
	}
	return k
}
