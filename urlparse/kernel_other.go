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

func markQuery(string) (ends, equals, escapes uint64) {
	panic("unreachable: there are no kernels")
}

func unescapeShort(*[shortText]byte, string, bool) (n int, check bool) {
	panic("unreachable: there are no kernels")
}
