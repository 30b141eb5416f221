package urlparse

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/internal/pystr"
	"github.com/gobatteries/batteries/internal/utf8x"
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
	switch {
	case isBytes[T]():
		c := codecOf(options)
		return codecs.Decode(appendUnquoted(nil, view(string), false), c.encoding, c.errors)
	case len(options) == 0:
		return unquote(asString(string), false)
	}
	return codecOf(options).unquote(asString(string), false)
}

// UnquotePlus is [Unquote] for the fields of forms: a plus sign is a space.
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.unquote_plus.
//
// Keywords: [Encoding] ("utf-8"), [Errors] ("replace").
func UnquotePlus(string string, options ...CodecOption) (string, error) {
	if len(options) == 0 {
		return unquote(string, true)
	}
	return codecOf(options).unquote(string, true)
}

// UnquoteToBytes replaces %xx by that byte. A string counts as UTF-8; a lone
// surrogate, or a byte that is no UTF-8, gives a [UnicodeEncodeError].
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.unquote_to_bytes.
func UnquoteToBytes[T Text](string T) ([]byte, error) {
	s := view(string)
	if !isBytes[T]() && !utf8x.ValidString(s) {
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
	url = pystr.Strip(url)
	if len(url) > 1 && url[0] == '<' && url[len(url)-1] == '>' {
		url = pystr.Strip(url[1 : len(url)-1])
	}
	if rest, ok := strings.CutPrefix(url, "URL:"); ok {
		url = pystr.Strip(rest)
	}
	return url
}

var utf8Replace = codec{"utf-8", "replace"}

// codecOf returns what the options ask for, utf8Replace itself where they don't.
func codecOf(options []CodecOption) *codec {
	if len(options) == 0 {
		return &utf8Replace
	}
	c := utf8Replace
	c.set(options)
	return &c
}

// unquote is codec.unquote by default.
func unquote(s string, plus bool) (string, error) {
	if !hasKernels || len(s) > shortText {
		return utf8Replace.unquote(s, plus)
	}
	var buf [shortText]byte
	n, high := unescapeShort(&buf, s, plus)
	b := buf[:n]
	switch {
	case high != 0 && !(utf8x.Valid(b) && utf8x.ValidString(s)):
		return utf8Replace.unquote(s, plus)
	case n == len(s) && (!plus || string(b) == s):
		return s, nil
	}
	return string(b), nil
}

// shortText is what a kernel does at once.
const shortText = 64

// unquote replaces the escapes of s, and its plus signs if plus.
func (c *codec) unquote(s string, plus bool) (string, error) {
	switch {
	case strings.IndexByte(s, '%') >= 0:
	case plus && strings.IndexByte(s, '+') >= 0:
		return strings.ReplaceAll(s, "+", " "), nil
	default:
		return s, nil
	}
	switch {
	case len(s) <= 3*smallText:
		return c.unquoteSmall(s, plus)
	case len(s) <= len(buffer{}):
		buf := buffers.Get().(*buffer)
		b, err := c.appendUnquoted(buf[:0], s, plus)
		out := string(b)
		buffers.Put(buf)
		return out, err
	}
	b, err := c.appendUnquoted(nil, s, plus)
	return own[string](b), err
}

func (c *codec) unquoteSmall(s string, plus bool) (string, error) {
	var buf [3 * smallText]byte
	if c.encoding == "utf-8" && c.errors == "replace" {
		if b, check := unescape(buf[:0], s, plus); !check {
			return string(b), nil
		}
	}
	b, err := c.appendUnquoted(buf[:0], s, plus)
	return string(b), err
}

// appendUnquoted appends s, which holds a percent sign, with its escapes replaced.
func (c *codec) appendUnquoted(dst []byte, s string, plus bool) ([]byte, error) {
	start := len(dst)
	if c.encoding == "utf-8" && (c.errors == "replace" || codecs.IsHandler(c.errors)) {
		// What an escape makes can't join what stands beside it if both are
		// valid, so that there's no need to decode runs of ASCII separately.
		b, check := unescape(grow(dst, s), s, plus)
		if !check || utf8x.Valid(b[start:]) && utf8x.ValidString(s) {
			return b, nil
		}
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
	dst, _ = unescape(grow(dst, s), s, plus)
	return dst
}

// grow makes room for s with its escapes replaced.
func grow(dst []byte, s string) []byte {
	if cap(dst)-len(dst) < len(s) {
		dst = slices.Grow(dst, unescapedLen(s))
	}
	return dst
}

// plainUnescape is appendUnquoted where there is room enough. Unless check is
// true, what it appends is known to be UTF-8.
func plainUnescape(dst []byte, s string, plus bool) (out []byte, check bool) {
	out = dst[:cap(dst)]
	j := len(dst)
	literal := byte(0) // the characters that are no escapes, together
	for i := 0; i < len(s); j++ {
		c := s[i]
		i++
		if c != '%' {
			if plus && c == '+' {
				c = ' '
			}
			literal |= c
			out[j] = c
			continue
		}
		if i+1 >= len(s) {
			out[j] = c
			continue
		}
		b := high[s[i]] | low[s[i+1]]
		if b >= notByte {
			out[j] = c
			continue
		}
		i += 2
		out[j] = byte(b)
		if b < utf8.RuneSelf {
			continue
		}
		if len(s)-i >= 6 && isCommonLead(uint(b)) {
			t := s[i : i+6]
			b1, b2 := high[t[1]]|low[t[2]], high[t[4]]|low[t[5]]
			if t[0] == '%' && t[3] == '%' && b1&^0x3f == 0x80 && b2&^0x3f == 0x80 {
				out[j+1] = byte(b1)
				out[j+2] = byte(b2)
				i, j = i+6, j+2
				continue
			}
		}
		check = true
	}
	return out[:j], check || literal >= utf8.RuneSelf
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

// high and low hold what the first and second digit of an escape add to its
// byte, and notByte for what is no digit.
var high, low = func() (h, l [256]uint16) {
	for c := range 256 {
		h[c], l[c] = uint16(unhex[c])<<4, uint16(unhex[c])
		if unhex[c] == notHex {
			h[c], l[c] = notByte, notByte
		}
	}
	return h, l
}()

const notByte = 0x100

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
