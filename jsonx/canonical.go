package jsonx

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/internal/utf8x"
)

// Canonicalize returns the canonical form of a JSON document, by RFC 8785, an
// addition to Python: no white space, members in the order of their names'
// UTF-16 form, numbers and strings as ECMAScript writes them, in UTF-8.
//
// Documents that no one else would read in the same way are refused: one with
// duplicate names or NaN, a number beyond a float64's range or an integer that
// isn't one exactly, and strings with lone surrogates or bytes that are no UTF-8
// (RFC 8785, 3.1 and 3.2.2.2). The errors are those of [Loads], and a
// *[ValueError] or a *[UnicodeEncodeError].
func Canonicalize[T ~string | ~[]byte](text T) ([]byte, error) {
	v, err := Loads(text, DuplicateNames(DuplicateError), AllowNaN(false))
	if err != nil {
		return nil, err
	}
	return appendCanonical(nil, v)
}

// AppendCanonical appends the canonical form of a value, which may be any that
// [Dumps] takes, to dst; see [Canonicalize]. With an error, dst comes back as it
// was.
func AppendCanonical(dst []byte, v any) ([]byte, error) {
	text, err := Dumps(v, EnsureASCII(false), AllowNaN(false), DuplicateNames(DuplicateError))
	if err != nil {
		return dst, err
	}
	x, err := Loads(text, DuplicateNames(DuplicateError), AllowNaN(false))
	if err != nil {
		return dst, err
	}
	out, err := appendCanonical(dst, x)
	if err != nil {
		return dst, err
	}
	return out, nil
}

// appendCanonical appends a value of Loads, which limits its depth.
func appendCanonical(dst []byte, v any) ([]byte, error) {
	var err error
	switch v := v.(type) {
	case string:
		return canonicalString(dst, v)
	case int64:
		if -1<<53 <= v && v <= 1<<53 {
			return strconv.AppendInt(dst, v, 10), nil
		}
		return canonicalInt(dst, big.NewInt(v))
	case *big.Int:
		return canonicalInt(dst, v)
	case float64:
		return canonicalFloat(dst, v), nil
	case []any:
		dst = append(dst, '[')
		for i, x := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			if dst, err = appendCanonical(dst, x); err != nil {
				return nil, err
			}
		}
		return append(dst, ']'), nil
	case *Object:
		members := v.Members()
		slices.SortFunc(members, func(a, b Member) int { return compareUTF16(a.Key, b.Key) })
		dst = append(dst, '{')
		for i, m := range members {
			if i > 0 {
				dst = append(dst, ',')
			}
			if dst, err = canonicalString(dst, m.Key); err != nil {
				return nil, err
			}
			dst = append(dst, ':')
			if dst, err = appendCanonical(dst, m.Value); err != nil {
				return nil, err
			}
		}
		return append(dst, '}'), nil
	}
	return AppendDumps(dst, v) // nil, true, false
}

// canonicalInt appends an integer that is a float64, or that ECMAScript writes for
// one: 123456789012345680000 isn't exactly a float64, but its canonical form is
// its own.
func canonicalInt(dst []byte, n *big.Int) ([]byte, error) {
	f, acc := new(big.Float).SetInt(n).Float64()
	if math.IsInf(f, 0) {
		return nil, inexact(n)
	}
	out := canonicalFloat(dst, f)
	if acc != big.Exact && string(out[len(dst):]) != n.String() {
		return nil, inexact(n)
	}
	return out, nil
}

func inexact(n *big.Int) error {
	return &ValueError{Text: "integer is not exactly a float64: " + n.String()}
}

func canonicalString(dst []byte, s string) ([]byte, error) {
	if !utf8x.ValidString(s) {
		_, err := codecs.Encode(s, "utf-8", "strict")
		return nil, err
	}
	return appendQuoted(dst, s, false), nil
}

// canonicalFloat appends a finite number as ECMAScript's Number::toString does.
func canonicalFloat(dst []byte, f float64) []byte {
	if f == 0 {
		return append(dst, '0') // -0 as well
	}
	if a := math.Abs(f); 1e-6 <= a && a < 1e21 {
		return strconv.AppendFloat(dst, f, 'f', -1, 64)
	}
	dst = strconv.AppendFloat(dst, f, 'e', -1, 64)
	if n := len(dst); dst[n-2] == '0' && (dst[n-3] == '-' || dst[n-3] == '+') { // e-07
		dst = append(dst[:n-2], dst[n-1])
	}
	return dst
}

// compareUTF16 compares strings by their UTF-16 code units. It differs from the
// order of code points where one is beyond the basic plane and the other is
// from U+E000 to U+FFFF.
func compareUTF16(a, b string) int {
	for a != "" && b != "" {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if x != y {
			return int(firstUnit(x)) - int(firstUnit(y)) + int(x-y)*sameUnit(x, y)
		}
		a, b = a[n:], b[m:]
	}
	return len(a) - len(b)
}

func firstUnit(r rune) rune {
	if high, _ := utf16.EncodeRune(r); high != utf8.RuneError {
		return high
	}
	return r
}

// sameUnit returns 1 if two different characters share their first code unit.
func sameUnit(x, y rune) int {
	if firstUnit(x) == firstUnit(y) {
		return 1
	}
	return 0
}
