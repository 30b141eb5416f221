package codecs

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

// AppendEncode appends s in the encoding c to dst.
func (c *Codec) AppendEncode(dst []byte, s, errors string) ([]byte, error) {
	start := len(dst)
	dst = append(dst, c.mark...)
	pos := 0 // of s[i], in code points
	for i := 0; i < len(s); {
		if c.ascii {
			if n := asciiPrefix(s[i:]); n > 0 {
				dst = append(dst, s[i:i+n]...)
				i, pos = i+n, pos+n
				continue
			}
		}
		r, n := wtf8.DecodeRuneInString(s[i:])
		if out, ok := c.put(c, dst, r); ok {
			dst, i, pos = out, i+n, pos+1
			continue
		}
		end, count := c.badRun(dst, s, i)
		out, err := c.replace(dst, run{s, s[i:end], pos, pos + count}, errors)
		if err != nil {
			return dst[:start], err
		}
		dst, i, pos = out, end, pos+count
	}
	return dst, nil
}

func asciiPrefix(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return i
		}
	}
	return len(s)
}

// badRun returns the end of the run of characters from s[i] that one error is
// about, and how many they are. The one at s[i] is known to be bad.
func (c *Codec) badRun(scratch []byte, s string, i int) (end, count int) {
	for end = i; end < len(s); count++ {
		r, n := wtf8.DecodeRuneInString(s[end:])
		if count > 0 {
			if c.each {
				break
			}
			if _, ok := c.put(c, scratch, r); ok {
				break
			}
		}
		end += n
	}
	return end, count
}

// A run is the characters of text from code point start to end, which have no bytes.
type run struct {
	text       string
	chars      string
	start, end int
}

// replace appends what the error handler makes of a run.
func (c *Codec) replace(dst []byte, bad run, errors string) ([]byte, error) {
	switch errors {
	case "strict":
		return nil, c.encodeError(bad)
	case "ignore":
		return dst, nil
	case "surrogateescape":
		return c.unescape(dst, bad)
	case "surrogatepass":
		if c.isUnicode() {
			return c.appendSurrogates(dst, bad.chars), nil
		}
		return nil, c.encodeError(bad)
	}
	var form func([]byte, rune) []byte
	switch {
	case errors == "replace":
		form = func(b []byte, _ rune) []byte { return append(b, '?') }
	case errors == "xmlcharrefreplace":
		form = appendCharRef
	case errors == "backslashreplace", errors == "namereplace" && c.isUnicode():
		form = appendBackslash
	default:
		return nil, unknownHandler(errors)
	}
	var b [10]byte
	for s := bad.chars; s != ""; {
		r, n := wtf8.DecodeRuneInString(s)
		s = s[n:]
		text := form(b[:0], r)
		if c.ascii {
			dst = append(dst, text...)
			continue
		}
		for _, d := range text {
			dst, _ = c.put(c, dst, rune(d)) // ASCII is in every encoding here
		}
	}
	return dst, nil
}

// unescape appends the bytes that the surrogates of the run stand for.
func (c *Codec) unescape(dst []byte, bad run) ([]byte, error) {
	start := len(dst)
	for bad.chars != "" {
		r, n := wtf8.DecodeRuneInString(bad.chars)
		if r < 0xdc80 || r > 0xdcff || c.width > 1 {
			break
		}
		dst = append(dst, byte(r))
		bad.chars = bad.chars[n:]
		bad.start++
	}
	if bad.chars == "" {
		return dst, nil
	}
	if !c.partly {
		bad.start -= len(dst) - start
	}
	return nil, c.encodeError(bad)
}

func (c *Codec) encodeError(bad run) error {
	return &pyerr.UnicodeEncodeError{Encoding: c.name, Object: bad.text, Start: bad.start, End: bad.end, Reason: c.bad}
}

func unknownHandler(name string) error {
	const most = 400 // bytes of the name in the message
	if len(name) > most {
		name = strings.ToValidUTF8(name[:most], "\ufffd")
	}
	return &pyerr.LookupError{Text: "unknown error handler name '" + name + "'"}
}

func appendCharRef(b []byte, r rune) []byte {
	b = append(b, '&', '#')
	b = strconv.AppendInt(b, int64(r), 10)
	return append(b, ';')
}

func appendBackslash(b []byte, r rune) []byte {
	digits, kind := 8, byte('U')
	switch {
	case r <= 0xff:
		digits, kind = 2, 'x'
	case r <= 0xffff:
		digits, kind = 4, 'u'
	}
	b = append(b, '\\', kind)
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		b = append(b, "0123456789abcdef"[r>>shift&15])
	}
	return b
}
