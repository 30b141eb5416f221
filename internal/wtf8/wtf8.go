// Package wtf8 reads and writes strings that may hold what a Python str may
// hold: any code point, lone surrogates included.
//
// A surrogate code point (U+D800 to U+DFFF) is kept as the three bytes that
// UTF-8's scheme would give it ("generalised UTF-8"; https://simonsapin.github.io/wtf-8/).
// A byte that belongs to no such sequence stands for the code point U+DC00+byte,
// which is what Python's surrogateescape makes of it.
package wtf8

import "unicode/utf8"

// IsSurrogate reports whether r is a surrogate code point.
func IsSurrogate(r rune) bool { return 0xd800 <= r && r <= 0xdfff }

// DecodeRuneInString returns the first code point of s and its width in bytes.
// An invalid byte b has width 1 and counts as U+DC00+b. For an empty string it
// returns (utf8.RuneError, 0).
func DecodeRuneInString(s string) (rune, int) {
	if len(s) > 0 && s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	r, n := utf8.DecodeRuneInString(s)
	if n != 1 {
		return r, n
	}
	if SurrogateAt(s, 0) {
		return rune(s[0]&0x0f)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), 3
	}
	return 0xdc00 + rune(s[0]), 1
}

// SurrogateAt reports whether the three-byte form of a surrogate starts at s[i].
func SurrogateAt[T ~string | ~[]byte](s T, i int) bool {
	return i+2 < len(s) && s[i] == 0xed && s[i+1]&0xe0 == 0xa0 && s[i+2]&0xc0 == 0x80
}

// AppendRune appends the form of r, which may be a surrogate.
func AppendRune(dst []byte, r rune) []byte {
	if IsSurrogate(r) {
		return append(dst, 0xed, 0x80|byte(r>>6)&0x3f, 0x80|byte(r)&0x3f)
	}
	return utf8.AppendRune(dst, r)
}

// RuneCountInString returns the number of code points of s, Python's len.
func RuneCountInString(s string) int {
	n := 0
	for i := 0; i < len(s); n++ {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, w := DecodeRuneInString(s[i:])
		i += w
	}
	return n
}

// Runes returns the code points of s.
func Runes(s string) []rune {
	out := make([]rune, 0, len(s))
	for len(s) > 0 {
		r, n := DecodeRuneInString(s)
		out = append(out, r)
		s = s[n:]
	}
	return out
}

// FromRunes is the inverse of Runes.
func FromRunes(rs []rune) string {
	out := make([]byte, 0, len(rs))
	for _, r := range rs {
		out = AppendRune(out, r)
	}
	return string(out)
}
