package urlparse

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/codecs"
)

// Unquote replaces %xx by the characters that these bytes are.
//
//	urlparse.Unquote("/El%20Ni%C3%B1o/") // /El Niño/
//
// In a string, each run of ASCII is decoded by itself, and other characters stay.
// Bytes are decoded as a whole. Percent signs without two hexadecimal digits stay.
// By default bytes that mean nothing become U+FFFD. A [UnicodeDecodeError] is
// possible with [Errors], a [LookupError] with a wrong [Encoding] or Errors.
//
// If there's nothing to replace, a string comes back without an allocation.
//
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.unquote
// and RFC 3986, section 2.
//
// Keywords: [Encoding] ("utf-8"), [Errors] ("replace").
func Unquote[T Text](string T, options ...CodecOption) (string, error) {
	c := utf8Replace
	c.set(options)
	if isBytes[T]() {
		return codecs.Decode(appendUnquoted(nil, view(string), false), c.encoding, c.errors)
	}
	return c.unquote(view(string), false)
}

// UnquotePlus is [Unquote] for the fields of forms: a plus sign is a space.
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.unquote_plus.
//
// Keywords: [Encoding] ("utf-8"), [Errors] ("replace").
func UnquotePlus(string string, options ...CodecOption) (string, error) {
	c := utf8Replace
	c.set(options)
	return c.unquote(string, true)
}

// UnquoteToBytes replaces %xx by that byte. A string counts as UTF-8; a lone
// surrogate, or a byte that is no UTF-8, gives a [UnicodeEncodeError].
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.unquote_to_bytes.
func UnquoteToBytes[T Text](string T) ([]byte, error) {
	s := view(string)
	if !isBytes[T]() && !utf8.ValidString(s) {
		_, err := codecs.Encode(s, "utf-8", "strict")
		return nil, err
	}
	return appendUnquoted([]byte{}, s, false), nil
}

// Unwrap takes a URL out of its wrapping: blanks, <>, and URL: before it.
//
//	urlparse.Unwrap("<URL:http://a/>") // http://a/
//
// It is Python's unwrap, which has no documentation; see RFC 3986, appendix C.
func Unwrap(url string) string {
	url = strings.TrimFunc(url, isSpace)
	if len(url) > 1 && url[0] == '<' && url[len(url)-1] == '>' {
		url = strings.TrimFunc(url[1:len(url)-1], isSpace)
	}
	if rest, ok := strings.CutPrefix(url, "URL:"); ok {
		url = strings.TrimFunc(rest, isSpace)
	}
	return url
}

// isSpace reports whether Python's str.isspace holds for r.
func isSpace(r rune) bool {
	return 0x1c <= r && r <= 0x1f || unicode.IsSpace(r)
}

var utf8Replace = codec{"utf-8", "replace"}

// unquote replaces the escapes of s, and its plus signs if plus.
func (c *codec) unquote(s string, plus bool) (string, error) {
	escaped := strings.IndexByte(s, '%') >= 0
	if !escaped && (!plus || strings.IndexByte(s, '+') < 0) {
		return s, nil
	}
	if !escaped {
		return strings.ReplaceAll(s, "+", " "), nil
	}
	var stack [256]byte
	if len(s) <= len(stack) {
		b, err := c.appendUnquoted(stack[:0], s, plus)
		return string(b), err
	}
	b, err := c.appendUnquoted(nil, s, plus)
	return own[string](b), err
}

// appendUnquoted appends s, which holds a percent sign, with its escapes replaced.
func (c *codec) appendUnquoted(dst []byte, s string, plus bool) ([]byte, error) {
	start := len(dst)
	if c.encoding == "utf-8" && codecs.IsHandler(c.errors) && utf8.ValidString(s) {
		// What an escape makes can't join what stands beside it if both are
		// valid, so that there's no need to decode runs of ASCII separately.
		if dst = appendUnquoted(dst, s, plus); utf8.Valid(dst[start:]) {
			return dst, nil
		}
		dst = dst[:start]
	}
	var err error
	for s != "" {
		n := asciiPrefix(s)
		if n > 0 {
			raw := appendUnquoted(nil, s[:n], plus)
			if dst, err = codecs.AppendDecode(dst, raw, c.encoding, c.errors); err != nil {
				return dst[:start], err
			}
			s = s[n:]
		}
		for n = 0; n < len(s) && s[n] >= utf8.RuneSelf; n++ {
		}
		dst = append(dst, s[:n]...)
		s = s[n:]
	}
	return dst, nil
}

func asciiPrefix(s string) int {
	n := 0
	for n < len(s) && s[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// appendUnquoted appends the bytes of s with the escapes replaced.
func appendUnquoted(dst []byte, s string, plus bool) []byte {
	if cap(dst)-len(dst) < len(s) {
		dst = slices.Grow(dst, len(s)-2*countEscapes(s))
	}
	out, j := dst[:cap(dst)], len(dst)
	for i := 0; i < len(s); {
		if c := s[i]; c != '%' {
			if plus && c == '+' {
				c = ' '
			}
			out[j] = c
			i++
		} else if i+2 < len(s) && unhex[s[i+1]]|unhex[s[i+2]] < notHex {
			out[j] = unhex[s[i+1]]<<4 | unhex[s[i+2]]
			i += 3
		} else {
			out[j] = c
			i++
		}
		j++
	}
	return out[:j]
}

// countEscapes returns how many escapes s holds.
func countEscapes(s string) int {
	n := 0
	for i := 0; i+2 < len(s); i++ {
		if s[i] == '%' && unhex[s[i+1]]|unhex[s[i+2]] < notHex {
			n++
			i += 2
		}
	}
	return n
}

const notHex = 16

// unhex holds the values of the hexadecimal digits, and notHex for other bytes.
var unhex = func() (t [256]byte) {
	for c := range t {
		t[c] = notHex
	}
	for i, c := range upperHex {
		t[c] = byte(i)
		t[unicode.ToLower(c)] = byte(i)
	}
	return t
}()
