// Package pyrepr writes values as Python's repr() does.
//
// Error texts of the Python modules quote their input with it (%r), and the
// result types of several packages print that way.
// See https://docs.python.org/3.15/library/functions.html#repr.
package pyrepr

import (
	"math"
	"math/big"
	"sort"
	"strconv"
	"strings"

	"github.com/gobatteries/batteries/internal/wtf8"
)

const hexDigits = "0123456789abcdef"

// String returns repr(s) of a str: single quotes unless s holds a single quote
// and no double one. Surrogates and what Unicode counts as unprintable are
// escaped. Bytes that are no UTF-8 print as the surrogates that stand for them.
func String(s string) string { return string(AppendString(nil, s)) }

// AppendString appends String(s) to dst.
func AppendString(dst []byte, s string) []byte {
	quote := byte('\'')
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		quote = '"'
	}
	dst = append(dst, quote)
	for i := 0; i < len(s); {
		r, n := wtf8.DecodeRuneInString(s[i:])
		switch {
		case r < 0x7f:
			dst = appendASCII(dst, byte(r), quote)
		case Printable(r):
			dst = append(dst, s[i:i+n]...)
		default:
			dst = appendEscape(dst, r)
		}
		i += n
	}
	return append(dst, quote)
}

// Bytes returns repr(b) of a bytes object, as in b'\x00a'.
func Bytes[T ~string | ~[]byte](b T) string { return string(AppendBytes(nil, b)) }

// AppendBytes appends Bytes(b) to dst.
func AppendBytes[T ~string | ~[]byte](dst []byte, b T) []byte {
	quote := byte('\'')
	single, double := false, false
	for i := range len(b) {
		single = single || b[i] == '\''
		double = double || b[i] == '"'
	}
	if single && !double {
		quote = '"'
	}
	dst = append(dst, 'b', quote)
	for i := range len(b) {
		if c := b[i]; c < 0x7f {
			dst = appendASCII(dst, c, quote)
		} else {
			dst = append(dst, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return append(dst, quote)
}

func appendASCII(dst []byte, c, quote byte) []byte {
	switch {
	case c == quote || c == '\\':
		return append(dst, '\\', c)
	case c >= ' ':
		return append(dst, c)
	case c == '\n':
		return append(dst, '\\', 'n')
	case c == '\r':
		return append(dst, '\\', 'r')
	case c == '\t':
		return append(dst, '\\', 't')
	}
	return append(dst, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
}

func appendEscape(dst []byte, r rune) []byte {
	digits, kind := 8, byte('U')
	switch {
	case r <= 0xff:
		digits, kind = 2, 'x'
	case r <= 0xffff:
		digits, kind = 4, 'u'
	}
	dst = append(dst, '\\', kind)
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		dst = append(dst, hexDigits[r>>shift&15])
	}
	return dst
}

// Printable reports whether str.isprintable holds for r in CPython 3.15, which
// knows a newer Unicode than package unicode.
func Printable(r rune) bool {
	i := sort.Search(len(unprintable), func(i int) bool { return r <= unprintable[i][1] })
	return i == len(unprintable) || r < unprintable[i][0]
}

// Float returns repr(f): the shortest text that reads back as f, with an
// exponent from 1e16 up and below 1e-4, and always a point or an exponent.
func Float(f float64) string { return string(AppendFloat(nil, f)) }

// AppendFloat appends Float(f) to dst.
func AppendFloat(dst []byte, f float64) []byte {
	switch {
	case math.IsNaN(f):
		return append(dst, "nan"...)
	case math.IsInf(f, 1):
		return append(dst, "inf"...)
	case math.IsInf(f, -1):
		return append(dst, "-inf"...)
	}
	if a := math.Abs(f); a != 0 && (a < 1e-4 || a >= 1e16) {
		return strconv.AppendFloat(dst, f, 'e', -1, 64)
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, 'f', -1, 64)
	for _, c := range dst[start:] {
		if c == '.' {
			return dst
		}
	}
	return append(dst, '.', '0')
}

// Value returns the repr of the Python value that v stands for: nil, booleans,
// integers, floats, strings, bytes and []any of them.
// It reports false for any other type.
func Value(v any) (string, bool) {
	switch v := v.(type) {
	case nil:
		return "None", true
	case bool:
		if v {
			return "True", true
		}
		return "False", true
	case int:
		return strconv.Itoa(v), true
	case int64:
		return strconv.FormatInt(v, 10), true
	case *big.Int:
		return v.String(), true
	case float64:
		return Float(v), true
	case string:
		return String(v), true
	case []byte:
		return Bytes(v), true
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			p, ok := Value(x)
			if !ok {
				return "", false
			}
			parts[i] = p
		}
		return "[" + strings.Join(parts, ", ") + "]", true
	}
	return "", false
}
