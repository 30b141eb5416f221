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

func escape(dst []byte, s string, table *escapeTable) []byte {
	if !hasKernels {
		return plainEscape(dst, s, table)
	}
	n := escapeVBMI2(unsafe.SliceData(dst[len(dst):cap(dst)]), unsafe.StringData(s), len(s), &table.kept)
	return dst[:len(dst)+n]
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

func unescapeShort(dst *[shortText]byte, s string, plus bool) (n int, check bool) {
	if !hasKernels {
		return plainUnescapeShort(dst, s, plus)
	}
	blank := uint64('+')
	if plus {
		blank = ' '
	}
	n, high := unescapeShortVBMI2(dst, unsafe.StringData(s), len(s), blank)
	return n, high != 0
}

func markQuery(s string) queryMarks {
	if !hasKernels {
		return plainMarkQuery(s)
	}
	ends, equals, escapes := markQueryVBMI2(unsafe.StringData(s), len(s))
	return queryMarks{ends, equals, escapes}
}

//go:noescape
func countEscapedVBMI2(src *byte, n int, kept *[128]byte) (escaped int, high uint64)

//go:noescape
func escapeVBMI2(dst, src *byte, n int, kept *[128]byte) (size int)

//go:noescape
func unescapeVBMI2(dst, src *byte, n int, blank uint64) (size int, high uint64)

//go:noescape
func markQueryVBMI2(src *byte, n int) (ends, equals, escapes uint64)

//go:noescape
func unescapeShortVBMI2(dst *[shortText]byte, src *byte, n int, blank uint64) (size int, high uint64)
