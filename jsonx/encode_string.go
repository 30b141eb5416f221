package jsonx

import (
	"math/bits"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

func keyRepr(key string) string { return pyrepr.String(key) }

// string appends s in quotes.
func (e *encoder) string(s string) {
	if e.cfg.html {
		e.buf = appendQuotedHTML(e.buf, s, e.cfg.ascii)
		return
	}
	e.buf = appendQuoted(e.buf, s, e.cfg.ascii)
}

// appendQuoted appends s in quotes, with characters beyond ASCII escaped if
// ascii is set. Runs that need no escape are found eight bytes at a time.
func appendQuoted(dst []byte, s string, ascii bool) []byte {
	dst = append(dst, '"')
	high := uint64(0)
	if ascii {
		high = highBits
	}
	run := 0
	for i := 0; ; {
		if i+8 <= len(s) {
			w := word(s, i)
			q, b := w^quotes, w^backslash
			// U+007F is escaped as well; adding 1 sets its high bit.
			hit := ((q-lowBits)&^q|(b-lowBits)&^b|(w-blanks)&^w)&highBits | (w|(w+lowBits))&high
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
			var r rune
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
