//go:build !amd64 || purego

package urlparse

// hasKernels reports whether the functions below are faster than what works
// byte by byte in a buffer on the stack.
const hasKernels = false

func escapedLen(s string, table *escapeTable) (n int, ascii bool) { return plainEscapedLen(s, table) }

func escape(dst []byte, s string, table *escapeTable) []byte { return plainEscape(dst, s, table) }

func unescapedLen(s string) int { return len(s) - 2*countEscapes(s) }

func unescape(dst []byte, s string, plus bool) (out []byte, check bool) {
	return plainUnescape(dst, s, plus)
}

func markQuery(s string) (ends, equals, escapes uint64) {
	for i := range len(s) {
		switch queryBytes[s[i]] {
		case isEnd:
			ends |= 1 << i
		case isEquals:
			equals |= 1 << i
		case isEscape:
			escapes |= 1 << i
		}
	}
	return ends, equals, escapes
}

func unescapeShort(dst *[shortText]byte, s string, plus bool) (n int, check bool) {
	out, check := plainUnescape(dst[:0], s, plus)
	return len(out), check
}
