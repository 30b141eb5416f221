package xmlrpc

import "unicode"

// isNameRune reports whether XML allows the rune, which is not ASCII, in a name,
// or at the start of one.
func isNameRune(r rune, first bool) bool {
	if first {
		return unicode.IsLetter(r)
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}
