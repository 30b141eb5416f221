package jsonx

import (
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/wtf8"
)

// This file holds what JSONC and JSON5 read beyond JSON. The decoder comes here
// where plain JSON would fail.

// relaxedSpace skips a comment or one character of JSON5's white space at i.
func (d *decoder) relaxedSpace(i int) int {
	rest := d.s[i:]
	switch {
	case strings.HasPrefix(rest, "//"):
		if n := strings.IndexAny(rest, "\n\r\u2028\u2029"); n >= 0 {
			return i + n
		}
		return len(d.s)
	case strings.HasPrefix(rest, "/*"):
		n := strings.Index(rest[2:], "*/")
		if n < 0 {
			return d.fail("Unterminated comment starting at", i)
		}
		return i + 2 + n + 2
	case !d.cfg.json5:
		return i
	}
	r, n := utf8.DecodeRuneInString(rest)
	if r == '\v' || r == '\f' || r == '\u00a0' || r == '\ufeff' || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Zs, r) {
		return i + n
	}
	return i
}

// json5Value parses what only JSON5 takes for a value.
func (d *decoder) json5Value(i int) (any, int) {
	switch c := d.s[i]; {
	case c == '\'':
		s, j := d.quoted(i)
		if j < 0 {
			return nil, j
		}
		return s, j
	case c == '+' || c == '.':
		return d.signed(i)
	}
	return nil, d.fail("Expecting value", i)
}

// signed parses a JSON5 number, which may have a sign.
func (d *decoder) signed(start int) (any, int) {
	i := start
	if d.s[i] == '-' || d.s[i] == '+' {
		i++
	}
	if i < len(d.s) && (d.s[i] == 'I' || d.s[i] == 'N') {
		return d.constant(start, i)
	}
	return d.json5Number(start, i)
}

// json5Number parses a number with a sign, a bare point or hexadecimal digits. It
// starts at start; i is behind the sign.
func (d *decoder) json5Number(start, i int) (any, int) {
	s, first := d.s, i
	if hex := s[i:]; strings.HasPrefix(hex, "0x") || strings.HasPrefix(hex, "0X") {
		return d.json5Hex(start, i+2)
	}
	digits := func() (n int) {
		for i < len(s) && s[i]-'0' <= 9 {
			i, n = i+1, n+1
		}
		return n
	}
	whole, isFloat := digits(), false
	fraction := 0
	if i < len(s) && s[i] == '.' {
		i++
		isFloat = true
		fraction = digits()
	}
	if whole+fraction == 0 || whole > 1 && s[first] == '0' {
		return nil, d.fail("Expecting value", start)
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		if _, end := exponent(s, i+1); end > 0 {
			isFloat, i = true, end
		}
	}
	n := numeral{digits: max(whole, 20)} // so many that strconv must read them
	if isFloat {
		return d.float(start, i, n)
	}
	return d.integer(start, i, n)
}

// json5Hex parses hexadecimal digits at i.
func (d *decoder) json5Hex(start, i int) (any, int) {
	first := i
	for i < len(d.s) && unhex[d.s[i]] != 0 {
		i++
	}
	if i == first || d.cfg.maxDigits > 0 && i-first > d.cfg.maxDigits {
		return nil, d.fail("Expecting value", start)
	}
	text := d.s[start:i]
	switch {
	case d.cfg.parseInt != nil:
		return d.hooked(d.cfg.parseInt, text, i)
	case d.cfg.rawNumber:
		return Number(d.part(start, i)), i
	}
	n, _ := new(big.Int).SetString(d.s[first:i], 16)
	if d.s[start] == '-' {
		n.Neg(n)
	}
	if n.IsInt64() {
		return n.Int64(), i
	}
	return n, i
}

// json5Name parses a name without quotes or with single ones.
func (d *decoder) json5Name(i int) (string, int) {
	if i < 0 {
		return "", i
	}
	if !d.cfg.json5 || i >= len(d.s) {
		return "", d.fail(wantName, i)
	}
	if d.s[i] == '\'' {
		return d.quoted(i)
	}
	start := i
	d.tmp = d.tmp[:0]
	for i < len(d.s) {
		r, n := utf8.DecodeRuneInString(d.s[i:])
		if r == '\\' && strings.HasPrefix(d.s[i:], `\u`) {
			if r = hex4(d.s, i+2); r < 0 {
				return "", d.fail(`Invalid \uXXXX escape`, i+1)
			}
			n = 6
		}
		if !nameRune(r, len(d.tmp) == 0) {
			break
		}
		d.tmp = wtf8.AppendRune(d.tmp, r)
		i += n
	}
	if len(d.tmp) == 0 {
		return "", d.fail(wantName, start)
	}
	return d.newText(d.tmp), i
}

// nameRune reports whether r may stand in an ECMAScript 5.1 identifier.
func nameRune(r rune, first bool) bool {
	switch {
	case r == '$' || r == '_' || unicode.In(r, unicode.L, unicode.Nl):
		return true
	case first:
		return false
	}
	return r == '\u200c' || r == '\u200d' || unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc)
}

// quoted parses a JSON5 string with either quote, which stands at i. str comes
// here for the escapes that only JSON5 has.
func (d *decoder) quoted(i int) (string, int) {
	s, quote, start := d.s, d.s[i], i+1
	d.tmp = d.tmp[:0]
	for i++; i < len(s); {
		switch c := s[i]; {
		case c == quote:
			return d.newText(d.tmp), i + 1
		case c == '\\':
			if i = d.json5Escape(start, i+1); i < 0 {
				return "", i
			}
		case c == '\n' || c == '\r' || c < ' ' && d.strict():
			return "", d.fail("Invalid control character at", i)
		case c >= utf8.RuneSelf && d.high != 0:
			j := d.utf8(i)
			if j < 0 {
				return "", j
			}
			d.tmp = append(d.tmp, s[i:j]...)
			i = j
		default:
			d.tmp = append(d.tmp, c)
			i++
		}
	}
	return "", d.fail("Unterminated string starting at", start-1)
}

// json5Escape appends what the escape whose backslash is before i stands for.
func (d *decoder) json5Escape(start, i int) int {
	if i >= len(d.s) || d.s[i] == 'u' || simple[d.s[i]] != 0 {
		return d.escape(start, i)
	}
	rest := d.s[i:]
	for _, end := range [...]string{"\r\n", "\n", "\r", "\u2028", "\u2029"} {
		if strings.HasPrefix(rest, end) {
			return i + len(end) // the line goes on
		}
	}
	switch c := rest[0]; {
	case c == 'x':
		n, err := strconv.ParseUint(rest[1:min(3, len(rest))], 16, 8)
		if err != nil || len(rest) < 3 {
			return d.fail(`Invalid \xXX escape`, i)
		}
		d.tmp = wtf8.AppendRune(d.tmp, rune(n))
		return i + 3
	case c == '0' && (len(rest) == 1 || rest[1]-'0' > 9):
		d.tmp = append(d.tmp, 0)
	case c == 'v':
		d.tmp = append(d.tmp, '\v')
	case '0' <= c && c <= '9':
		return d.fail(`Invalid \escape`, i-1)
	case c >= utf8.RuneSelf:
		return i // the character itself, which quoted goes on with
	default:
		d.tmp = append(d.tmp, c)
	}
	return i + 1
}
