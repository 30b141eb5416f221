//go:build !amd64 || purego

package utf8x

import (
	"unicode/utf8"
	"unsafe"
)

const hasKernel = false

func valid(p *byte, n int) bool { return utf8.Valid(unsafe.Slice(p, n)) }
