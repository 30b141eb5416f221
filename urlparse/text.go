package urlparse

import (
	"unicode/utf8"
	"unsafe"

	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/pyrepr"
)

// isBytes reports whether T is made of bytes, which Python's functions treat
// differently from text here and there. The compiler knows the answer: a slice
// is larger than a string.
func isBytes[T Text]() bool {
	var zero T
	return unsafe.Sizeof(zero) != unsafe.Sizeof("")
}

// own makes b a T without copying. Nobody may write to b afterwards.
func own[T Text](b []byte) T {
	if isBytes[T]() {
		return T(b)
	}
	return T(unsafe.String(unsafe.SliceData(b), len(b)))
}

// view makes text a string without copying. It must not outlive the call that
// text came with.
func view[T Text](text T) string {
	if isBytes[T]() {
		b := []byte(text)
		return unsafe.String(unsafe.SliceData(b), len(b))
	}
	return string(text)
}

// copied returns text, if it is bytes a copy that the caller may change.
func copied[T Text](text T) T {
	if isBytes[T]() {
		return T(view(text))
	}
	return text
}

// pairsOf makes the pairs those of T, which is a kind of string.
func pairsOf[T Text](pairs []Pair[string]) []Pair[T] {
	return *(*[]Pair[T])(unsafe.Pointer(&pairs))
}

// asString is the conversion where a parameter has the type's name.
func asString[T Text](text T) string { return string(text) }

// checkASCII refuses bytes that Python's functions for text can't take.
func checkASCII[T Text](texts ...T) error {
	if !isBytes[T]() {
		return nil
	}
	for _, text := range texts {
		for i := range len(text) {
			if text[i] >= utf8.RuneSelf {
				return &pyerr.UnicodeDecodeError{Encoding: "ascii", Object: []byte(string(text)), Start: i, End: i + 1, Reason: "ordinal not in range(128)"}
			}
		}
	}
	return nil
}

// repr returns Python's repr of a str or bytes.
func repr[T Text](text T) string {
	if isBytes[T]() {
		return pyrepr.Bytes(text)
	}
	return pyrepr.String(string(text))
}
