//go:build !amd64 || purego

package urlparse

// hasKernels reports whether the functions below are faster than what works
// byte by byte in a buffer on the stack.
const hasKernels = false

func escapedLen(s string, table *escapeTable) (n int, ascii bool) { return plainEscapedLen(s, table) }

func escape(dst []byte, s string, table *escapeTable) (out []byte, ascii bool) {
	return plainEscape(dst, s, table)
}

func unescapedLen(s string) int { return len(s) - 2*countEscapes(s) }

func unescape(dst []byte, s string, plus bool) (out []byte, check bool) {
	return plainUnescape(dst, s, plus)
}

// These are called with kernels only.
func markEscapes(string, *escapeTable) (escapes, high uint64)           { panic("no kernels") }
func escapeMarked([]byte, string, *escapeTable, uint64)                 { panic("no kernels") }
func markQuery(string) queryMarks                                       { panic("no kernels") }
func unescapeShort(*[shortText]byte, string, bool) (n int, high uint64) { panic("no kernels") }
