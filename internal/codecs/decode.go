package codecs

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

// AppendDecode appends what b holds in the encoding c to dst.
func (c *Codec) AppendDecode(dst, b []byte, errors string) ([]byte, error) {
	start, i := len(dst), 0
	if c.sniff != nil {
		rest, skip := c.sniff(c, b)
		c, i = rest, skip
		if c == &utf8Codec { // whose errors count from after the mark
			b, i = b[i:], 0
		}
	}
	for i < len(b) {
		if c.ascii {
			if n := asciiPrefixBytes(b[i:]); n > 0 {
				dst = append(dst, b[i:i+n]...)
				i += n
				continue
			}
		}
		r, n, reason := c.step(c, b[i:])
		if reason == "" {
			dst = wtf8.AppendRune(dst, r)
			i += n
			continue
		}
		out, skip, err := c.recover(dst, b, i, n, errors, reason)
		if err != nil {
			return dst[:start], err
		}
		dst, i = out, i+skip
	}
	return dst, nil
}

func asciiPrefixBytes(b []byte) int {
	for i, c := range b {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return len(b)
}

// recover appends what the error handler makes of the n wrong bytes at b[i] and
// returns how many bytes that settles.
func (c *Codec) recover(dst, b []byte, i, n int, errors, reason string) (out []byte, skip int, err error) {
	bad := b[i : i+n]
	switch errors {
	case "ignore":
		return dst, n, nil
	case "replace":
		return append(dst, "\ufffd"...), n, nil
	case "backslashreplace":
		for _, d := range bad {
			dst = appendBackslash(dst, rune(d))
		}
		return dst, n, nil
	case "surrogateescape":
		for k, d := range bad {
			if d < utf8.RuneSelf {
				n = k
				break
			}
			dst = wtf8.AppendRune(dst, 0xdc00+rune(d))
		}
		if n > 0 {
			return dst, n, nil
		}
	case "surrogatepass":
		if r, w := c.surrogate(b[i:]); w > 0 {
			return wtf8.AppendRune(dst, r), w, nil
		}
	case "strict":
	case "xmlcharrefreplace", "namereplace":
		return dst, 0, &pyerr.TypeError{Text: "don't know how to handle UnicodeDecodeError in error callback"}
	default:
		return dst, 0, unknownHandler(errors)
	}
	return dst, 0, &pyerr.UnicodeDecodeError{Encoding: c.name, Object: bytes.Clone(b), Start: i, End: i + len(bad), Reason: reason}
}

// IsHandler reports whether errors may name a handler, which is all that counts
// as long as nothing is wrong. (Python looks at the name itself only then.)
func IsHandler(errors string) bool {
	switch errors {
	case "strict", "replace", "ignore", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "backslashreplace":
		return true
	}
	return !strings.Contains(errors, "\x00") && utf8.ValidString(errors)
}
