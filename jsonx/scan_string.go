package jsonx

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/wtf8"
)

const (
	lowBits   = 0x0101010101010101
	quotes    = lowBits * '"'
	backslash = lowBits * '\\'
	blanks    = lowBits * ' '
)

// ownStr parses a string whose opening quote is before i and which will be kept.
func (d *decoder) ownStr(i int) (string, int) {
	s, end := d.str(i)
	if d.borrows && len(s) == end-1-i { // an escape would have made it shorter, and a copy
		s = d.keep(s)
	}
	return s, end
}

// str is ownStr for a string that is not kept longer than the document. Most strings are a piece
// of the text; eight bytes are looked at in one go.
func (d *decoder) str(i int) (string, int) {
	s, start := d.s, i
	turned, floor, high := d.turned, d.floor, d.high
	for {
		if i+8 <= len(s) {
			w := word(s, i)
			// The high bit of a byte is set where it is a quote, a backslash, a
			// control character or beyond ASCII; above the first such byte there
			// may be false ones. See escapes.
			b := w ^ backslash
			hit := ((w^turned-floor)|(b-lowBits))&^w&highBits | w&high
			if hit == 0 {
				i += 8
				continue
			}
			i += bits.TrailingZeros64(hit) / 8
		}
		if i >= len(s) {
			return "", d.fail("Unterminated string starting at", start-1)
		}
		switch c := s[i]; {
		case c == '"':
			return s[start:i], i + 1
		case c == '\\':
			if d.cfg.json5 {
				return d.quoted(start - 1)
			}
			return d.escaped(start, i)
		case c < ' ' && d.strict():
			return "", d.fail("Invalid control character at", i)
		case c >= utf8.RuneSelf && d.high != 0:
			if i = d.utf8(i); i < 0 {
				return "", i
			}
		default:
			i++
		}
	}
}

// strict reports whether control characters are refused in strings.
func (d *decoder) strict() bool { return d.floor != lowBits }

// utf8 skips the characters beyond ASCII at i, which must be sound.
func (d *decoder) utf8(i int) int {
	s := d.s
	for i < len(s) && s[i] >= utf8.RuneSelf {
		// Most are three bytes long, and neither overlong nor a surrogate.
		if c := s[i]; c > 0xe0 && c < 0xf0 && c != 0xed && i+2 < len(s) && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80 {
			i += 3
			continue
		}
		if _, n := utf8.DecodeRuneInString(s[i:]); n > 1 {
			i += n
		} else if wtf8.SurrogateAt(s, i) {
			i += 3
		} else {
			return d.fail("", i) // loadBytes finds the error to report
		}
	}
	return i
}

// escaped parses on from a string's first backslash, at i.
func (d *decoder) escaped(start, i int) (string, int) {
	s, run := d.s, start
	d.tmp = d.tmp[:0]
	for {
		for i < len(s) && !special[s[i]] {
			i++
		}
		if i >= len(s) {
			return "", d.fail("Unterminated string starting at", start-1)
		}
		switch c := s[i]; {
		case c == '"':
			d.tmp = append(d.tmp, s[run:i]...)
			return d.newText(d.tmp), i + 1
		case c == '\\':
			d.tmp = append(d.tmp, s[run:i]...)
			if i = d.escape(start, i+1); i < 0 {
				return "", i
			}
			run = i
		case c < ' ' && d.strict():
			return "", d.fail("Invalid control character at", i)
		case c >= utf8.RuneSelf && d.high != 0:
			if i = d.utf8(i); i < 0 {
				return "", i
			}
		default:
			i++
		}
	}
}

// special marks the bytes at which escaped stops.
var special = func() (t [256]bool) {
	for c := range t {
		t[c] = c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf
	}
	return t
}()

// simple holds what the one-letter escapes stand for.
var simple = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape appends what the escape whose backslash is before i stands for.
func (d *decoder) escape(start, i int) int {
	if i >= len(d.s) {
		return d.fail("Unterminated string starting at", start-1)
	}
	c := d.s[i]
	if c != 'u' {
		if simple[c] == 0 {
			return d.fail(`Invalid \escape`, i-1)
		}
		d.tmp = append(d.tmp, simple[c])
		return i + 1
	}
	r := hex4(d.s, i+1)
	if r < 0 {
		return d.fail(`Invalid \uXXXX escape`, i)
	}
	i += 5
	if r>>10 == 0xd800>>10 && strings.HasPrefix(d.s[i:], `\u`) {
		low := hex4(d.s, i+2)
		if low < 0 {
			return d.fail(`Invalid \uXXXX escape`, i+1)
		}
		if low>>10 == 0xdc00>>10 {
			r = 0x10000 + (r&0x3ff)<<10 + low&0x3ff
			i += 6
		}
	}
	d.tmp = wtf8.AppendRune(d.tmp, r)
	return i
}

// hex4 returns the number that the four digits at i make, or -1.
func hex4(s string, i int) rune {
	if i+4 > len(s) {
		return -1
	}
	var r rune
	for _, c := range []byte(s[i : i+4]) {
		v := unhex[c]
		if v == 0 {
			return -1
		}
		r = r<<4 | rune(v-1)
	}
	return r
}

// unhex holds the value of a hexadecimal digit plus one.
var unhex = func() (t [256]uint8) {
	for i := range uint8(10) {
		t['0'+i] = i + 1
	}
	for i := range uint8(6) {
		t['a'+i], t['A'+i] = i+11, i+11
	}
	return t
}()
