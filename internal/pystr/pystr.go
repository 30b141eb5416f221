// Package pystr holds what Python's str methods do, where package strings does
// something else: what counts as white space, and what is the lower case of a letter.
// See https://docs.python.org/3.15/library/stdtypes.html#string-methods.
package pystr

import (
	"strings"
	"unicode/utf8"
)

// IsSpace reports whether str.isspace holds for r: Unicode's white space and the
// four separators U+001C to U+001F.
func IsSpace(r rune) bool {
	switch {
	case '\t' <= r && r <= '\r', 0x1c <= r && r <= ' ', 0x2000 <= r && r <= 0x200a:
		return true
	}
	switch r {
	case 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return false
}

// Strip is str.strip without an argument.
func Strip(s string) string {
	if s == "" || plain(s[0]) && plain(s[len(s)-1]) {
		return s
	}
	return strings.TrimFunc(s, IsSpace)
}

func plain(c byte) bool { return ' ' < c && c < utf8.RuneSelf }
