// Package pyint reads integers from text as Python's int() does: with
// whitespace around, a sign, underscores between digits, a base prefix, and the
// decimal digits of every script.
// See https://docs.python.org/3.15/library/functions.html#int.
package pyint

import (
	"fmt"
	"math/big"
	"unicode"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

// Parse returns int(s, base) for the bases 2, 8, 10 and 16. Its error is
// Python's ValueError.
func Parse[T ~string | ~[]byte](s T, base int) (*big.Int, error) {
	digits, ok := AppendDigits(nil, s, base)
	if !ok {
		return nil, Error(string(s), base)
	}
	// CPython's limit, which it has since bases that are no power of two take
	// more than linear time: sys.int_info.default_max_str_digits.
	const limit = 4300
	count := len(digits)
	if digits[0] == '-' {
		count--
	}
	if base == 10 && count > limit {
		return nil, &pyerr.ValueError{Text: fmt.Sprintf("Exceeds the limit (%d digits) for integer string conversion: "+
			"value has %d digits; use sys.set_int_max_str_digits() to increase the limit", limit, count)}
	}
	n, _ := new(big.Int).SetString(string(digits), base)
	return n, nil
}

// Error returns int(s, base)'s error for text that is no integer.
func Error(s string, base int) error {
	quoted := pyrepr.String(s)
	end := 0
	for range 200 { // of the repr, CPython keeps 200 characters
		_, n := wtf8.DecodeRuneInString(quoted[end:])
		end += n
	}
	return &pyerr.ValueError{Text: fmt.Sprintf("invalid literal for int() with base %d: %s", base, quoted[:end])}
}

// AppendDigits appends to dst what int(s, base) reads: a minus sign if there is
// one and the ASCII digits, at least one, without prefix and underscores. It
// reports false, and dst as it was, if s is no integer.
func AppendDigits[T ~string | ~[]byte](dst []byte, s T, base int) ([]byte, bool) {
	out := appendASCII(dst, s)
	text := out[len(dst):]
	for len(text) > 0 && isSpace(text[0]) {
		text = text[1:]
	}
	for len(text) > 0 && isSpace(text[len(text)-1]) {
		text = text[:len(text)-1]
	}
	digits := out[:len(dst)] // overwrites the text, which it never overtakes
	if len(text) > 0 && (text[0] == '-' || text[0] == '+') {
		if text[0] == '-' {
			digits = append(digits, '-')
		}
		text = text[1:]
	}
	text, last := cutPrefix(text, base)
	for _, c := range text {
		if c == '_' {
			if last == '_' {
				return dst, false
			}
		} else if digit(c) < base {
			digits = append(digits, c)
		} else {
			return dst, false
		}
		last = c
	}
	if len(text) == 0 || last == '_' {
		return dst, false
	}
	return digits, true
}

// cutPrefix removes the prefix of the base, as in 0x. The second result stands
// for the character before the digits: only behind a prefix may they start with an underscore.
func cutPrefix(text []byte, base int) ([]byte, byte) {
	letter := map[int]byte{2: 'b', 8: 'o', 16: 'x'}[base]
	if letter != 0 && len(text) > 1 && text[0] == '0' && text[1]|0x20 == letter {
		return text[2:], letter
	}
	return text, '_'
}

// appendASCII appends s with every decimal digit in ASCII, every space beyond
// ASCII as ' ', and every other character beyond ASCII as '?'.
func appendASCII[T ~string | ~[]byte](dst []byte, s T) []byte {
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			dst = append(dst, s[i])
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
		i += n
		if d := Decimal(r); d >= 0 {
			dst = append(dst, '0'+byte(d))
		} else if unicode.IsSpace(r) {
			dst = append(dst, ' ')
		} else {
			dst = append(dst, '?')
		}
	}
	return dst
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// digit returns the value of c as a digit, 255 if it is none.
func digit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 10
	}
	return 255
}
