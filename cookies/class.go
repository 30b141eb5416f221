package cookies

import (
	"unicode"

	"github.com/gobatteries/batteries/internal/wtf8"
)

// Classes of bytes, the alphabets of the grammar.
const (
	legal     = 1 << iota // in a cookie's name, and in a value that needs no quotes
	unescaped             // stays as it is within quotes
	keyChar               // Load takes it as part of a name, if only to refuse it then
	valueChar             // in a value without quotes that Load takes
	space                 // separates cookies
	control               // not allowed anywhere
	word                  // \w
)

var class = makeClasses()

func makeClasses() (t [256]uint8) {
	mark := func(chars string, bits uint8) {
		for i := range len(chars) {
			t[chars[i]] |= bits
		}
	}
	const alnum = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	const token = alnum + "!#$%&'*+-.^_`|~:"
	mark(token, legal)
	mark(token+" ()/<=>?@[]{}", unescaped)
	mark(token+"(),/<=>?@{}", keyChar|valueChar)
	mark("[]", valueChar)
	mark("\t\n\v\f\r ", space)
	mark(alnum+"_", word)
	for c := range 0x20 {
		t[c] |= control
	}
	t[0x7f] |= control
	return t
}

// all reports whether s is of nothing but the class.
func all(s string, bits uint8) bool {
	for i := range len(s) {
		if class[s[i]]&bits == 0 {
			return false
		}
	}
	return true
}

// hasControl reports whether a control character is in s.
func hasControl(s string) bool {
	for i := range len(s) {
		if class[s[i]]&control != 0 {
			return true
		}
	}
	return false
}

// An attribute is one of a morsel's, in the order in which a morsel has them.
type attribute uint8

const (
	attrExpires attribute = iota
	attrPath
	attrComment
	attrDomain
	attrMaxAge
	attrSecure
	attrHTTPOnly
	attrVersion
	attrSameSite
	attrPartitioned
	numAttributes
)

// attributes holds each attribute's key and its spelling in a header.
var attributes = [numAttributes]struct{ key, name string }{
	attrExpires:     {"expires", "expires"},
	attrPath:        {"path", "Path"},
	attrComment:     {"comment", "Comment"},
	attrDomain:      {"domain", "Domain"},
	attrMaxAge:      {"max-age", "Max-Age"},
	attrSecure:      {"secure", "Secure"},
	attrHTTPOnly:    {"httponly", "HttpOnly"},
	attrVersion:     {"version", "Version"},
	attrSameSite:    {"samesite", "SameSite"},
	attrPartitioned: {"partitioned", "Partitioned"},
}

// written holds the attributes in the order of their keys, which is a header's.
var written = [numAttributes]attribute{
	attrComment, attrDomain, attrExpires, attrHTTPOnly, attrMaxAge,
	attrPartitioned, attrPath, attrSameSite, attrSecure, attrVersion,
}

// flag reports whether the attribute is a bare word.
func (a attribute) flag() bool {
	return a == attrSecure || a == attrHTTPOnly || a == attrPartitioned
}

// candidates returns the attributes whose keys have n bytes.
func candidates(n int) (attribute, attribute, bool) {
	switch n {
	case 4:
		return attrPath, attrPath, true
	case 6:
		return attrDomain, attrSecure, true
	case 7:
		return attrComment, attrMaxAge, true // the other two stand by their first letter
	case 8:
		return attrHTTPOnly, attrSameSite, true
	case 11:
		return attrPartitioned, attrPartitioned, true
	}
	return 0, 0, false
}

// attributeOf returns the attribute that key names, in letters of either case.
func attributeOf(key string) (attribute, bool) {
	a, b, ok := candidates(len(key))
	if !ok {
		return 0, false
	}
	if len(key) == 7 {
		switch key[0] | 0x20 {
		case 'e':
			a = attrExpires
		case 'v':
			a = attrVersion
		}
	}
	switch {
	case equalFold(attributes[a].key, key):
		return a, true
	case a != b && equalFold(attributes[b].key, key):
		return b, true
	}
	return 0, false
}

// equalFold compares s, without regard for the case of ASCII letters, with
// lower, which is in small letters and as long.
func equalFold(lower, s string) bool {
	for i := range len(lower) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

// lower is str.lower as far as a name in an error's text needs it.
func lower(s string) string {
	var out []byte
	for _, r := range wtf8.Runes(s) {
		if r == 'İ' {
			out = append(out, "i̇"...)
			continue
		}
		out = wtf8.AppendRune(out, unicode.ToLower(r))
	}
	return string(out)
}
