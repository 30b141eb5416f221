//go:build !purego

package urlparse

import (
	"unsafe"

	"github.com/gobatteries/batteries/internal/cpu"
)

// hasKernels reports whether the processor and the system can run the kernels.
// Tests turn it off.
var hasKernels = cpu.AVX512VBMI2

func escapedLen(s string, table *escapeTable) (n int, ascii bool) {
	if !hasKernels {
		return plainEscapedLen(s, table)
	}
	escapes, high := countEscapedVBMI2(unsafe.StringData(s), len(s), &table.kept)
	return len(s) + 2*escapes, high == 0
}

func escape(dst []byte, s string, table *escapeTable) (out []byte, ascii bool) {
	if !hasKernels {
		return plainEscape(dst, s, table)
	}
	n, high := escapeVBMI2(unsafe.SliceData(dst[len(dst):cap(dst)]), unsafe.StringData(s), len(s), &table.kept)
	return dst[:len(dst)+n], high == 0
}

// markEscapes returns a bit for each of at most maxMarked bytes, whether it is to
// be escaped, and whether it isn't ASCII. Only with kernels.
func markEscapes(s string, table *escapeTable) (escapes, high uint64) {
	return markEscapesVBMI2(unsafe.StringData(s), len(s), &table.kept)
}

// escapeMarked is escape for a text of which the escapes are marked.
func escapeMarked(dst []byte, s string, table *escapeTable, escapes uint64) {
	escapeMarkedVBMI2(unsafe.SliceData(dst), unsafe.StringData(s), len(s), &table.kept, escapes)
}

func unescapedLen(s string) int {
	if !hasKernels {
		return len(s) - 2*countEscapes(s)
	}
	n, _ := unescapeVBMI2(nil, unsafe.StringData(s), len(s), '+')
	return n
}

func unescape(dst []byte, s string, plus bool) (out []byte, check bool) {
	if !hasKernels {
		return plainUnescape(dst, s, plus)
	}
	blank := uint64('+')
	if plus {
		blank = ' '
	}
	n, high := unescapeVBMI2(unsafe.SliceData(dst[len(dst):cap(dst)]), unsafe.StringData(s), len(s), blank)
	return dst[:len(dst)+n], high != 0
}

// unescapeShort is unescape for at most shortText bytes, with kernels.
func unescapeShort(dst *[shortText]byte, s string, plus bool) (n int, high uint64) {
	return unescapeShortVBMI2(dst, s, plus)
}

// markQuery is plainMarkQuery with kernels.
func markQuery(s string) queryMarks { return markQueryVBMI2(s) }

//go:noescape
func countEscapedVBMI2(src *byte, n int, kept *[128]byte) (escaped int, high uint64)

//go:noescape
func markEscapesVBMI2(src *byte, n int, kept *[128]byte) (escapes, high uint64)

//go:noescape
func escapeMarkedVBMI2(dst, src *byte, n int, kept *[128]byte, escapes uint64)

//go:noescape
func escapeVBMI2(dst, src *byte, n int, kept *[128]byte) (size int, high uint64)

//go:noescape
func unescapeVBMI2(dst, src *byte, n int, blank uint64) (size int, high uint64)

//go:noescape
func markQueryVBMI2(s string) (marks queryMarks)

//go:noescape
func unescapeShortVBMI2(dst *[shortText]byte, s string, plus bool) (size int, high uint64)
