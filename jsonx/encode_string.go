package jsonx

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

func keyRepr(key string) string { return pyrepr.String(key) }

// string appends s in quotes.
func (e *encoder) string(s string) { e.set(e.appendString(e.buf, s)) }

// appendQuoted appends s in quotes, with characters beyond ASCII escaped if
// ascii is set. Most strings need no escape; those are copied sixteen bytes at a
// time while they are looked at, the last ones together with some before them.
func appendQuoted(dst []byte, s string, ascii bool) []byte {
	high := uint64(0)
	if ascii {
		high = highBits
	}
	n := len(dst)
	if cap(dst)-n < len(s)+2 {
		dst = slices.Grow(dst, len(s)+2)
	}
	to := dst[n : n+len(s)+2]
	to[0], to[len(s)+1] = '"', '"'
	to = to[1:]
	switch {
	case len(s) >= 8:
		i := 0
		for ; i+16 <= len(s); i += 16 {
			from, to := s[i:i+16], (*[16]byte)(to[i:])
			v, w := word(from, 0), word(from, 8)
			if escapes(v, high)|escapes(w, high) != 0 {
				return appendEscaped(dst[:n+1+i], s, i, ascii)
			}
			binary.LittleEndian.PutUint64(to[:8], v)
			binary.LittleEndian.PutUint64(to[8:], w)
		}
		if i+8 <= len(s) {
			w := word(s, i)
			if escapes(w, high) != 0 {
				return appendEscaped(dst[:n+1+i], s, i, ascii)
			}
			binary.LittleEndian.PutUint64(to[i:], w)
			i += 8
		}
		w := word(s, len(s)-8)
		if escapes(w, high) != 0 {
			return appendEscaped(dst[:n+1+i], s, i, ascii)
		}
		binary.LittleEndian.PutUint64(to[len(s)-8:], w)
	case len(s) >= 4:
		first, last := half(s, 0), half(s, len(s)-4)
		if escapes(uint64(first)|uint64(last)<<32, high) != 0 {
			return appendEscaped(dst[:n+1], s, 0, ascii)
		}
		binary.LittleEndian.PutUint32(to, first)
		binary.LittleEndian.PutUint32(to[len(s)-4:], last)
	default:
		for i := range len(s) {
			if escapes(uint64(s[i])|blanks&^0xff, high) != 0 {
				return appendEscaped(dst[:n+1+i], s, i, ascii)
			}
			to[i] = s[i]
		}
	}
	return dst[:n+len(s)+2]
}

// half returns four bytes of s, the first one lowest.
func half(s string, i int) uint32 {
	s = s[i : i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// escapes sets the high bit of each byte that must be escaped: quotes,
// backslashes and control characters, and if high is set U+007F and what is
// beyond ASCII. Above the first such byte there may be false ones.
func escapes(w, high uint64) uint64 {
	// With one bit turned over, the quote and the control characters, and no
	// others, are below 0x21.
	low := (w ^ lowBits*2) - lowBits*0x21
	b := (w ^ backslash) - lowBits
	return (low|b)&^w&highBits | (w|(w+lowBits))&high
}

// appendEscaped appends s from its i-th byte on, and a quote.
func appendEscaped(dst []byte, s string, i int, ascii bool) []byte {
	high := uint64(0)
	if ascii {
		high = highBits
	}
	run := i
	for {
		if i+8 <= len(s) {
			hit := escapes(word(s, i), high)
			if hit == 0 {
				i += 8
				continue
			}
			i += bits.TrailingZeros64(hit) / 8
		} else {
			for i < len(s) && !(special[s[i]] && (s[i] < utf8.RuneSelf || ascii)) && !(s[i] == 0x7f && ascii) {
				i++
			}
			if i == len(s) {
				break
			}
		}
		dst = append(dst, s[run:i]...)
		if c := s[i]; c < utf8.RuneSelf {
			dst = appendEscape(dst, c)
			i++
		} else {
			r, n := wtf8.DecodeRuneInString(s[i:])
			dst = appendUnicode(dst, r)
			i += n
		}
		run = i
	}
	dst = append(dst, s[run:]...)
	return append(dst, '"')
}

// short holds the letters of the one-letter escapes.
var short = [utf8.RuneSelf]byte{'"': '"', '\\': '\\', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't'}

func appendEscape(dst []byte, c byte) []byte {
	if l := short[c]; l != 0 {
		return append(dst, '\\', l)
	}
	return append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}

const hexDigits = "0123456789abcdef"

// appendUnicode appends r as \uXXXX, or as two of them for a surrogate pair.
func appendUnicode(dst []byte, r rune) []byte {
	if r > 0xffff {
		r -= 0x10000
		dst = appendUnit(dst, 0xd800+r>>10)
		r = 0xdc00 + r&0x3ff
	}
	return appendUnit(dst, r)
}

func appendUnit(dst []byte, r rune) []byte {
	return append(dst, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}

// appendQuotedHTML is appendQuoted for text inside a script element.
func appendQuotedHTML(dst []byte, s string, ascii bool) []byte {
	plain := appendQuoted(nil, s, ascii)
	for i := 0; i < len(plain); {
		r, n := utf8.DecodeRune(plain[i:])
		switch r {
		case '<', '>', '&', '\u2028', '\u2029':
			dst = appendUnit(dst, r)
		default:
			dst = append(dst, plain[i:i+n]...)
		}
		i += n
	}
	return dst
}
