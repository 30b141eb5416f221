package cookies

import "strings"

// appendQuoted appends the value as SimpleCookie codes it: as it is if it needs
// no quotes, else in quotes, with backslashes before what can't stand there.
func appendQuoted(dst []byte, value string) []byte {
	if value != "" && all(value, legal) {
		return append(dst, value...)
	}
	dst = append(dst, '"')
	for i := 0; i < len(value); i++ {
		c := value[i]
		switch {
		case class[c]&unescaped != 0:
			dst = append(dst, c)
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c < 0x80:
			dst = appendOctal(dst, c)
		case latin1(value, i):
			i++
			dst = appendOctal(dst, c<<6|value[i]&0x3f)
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}

// latin1 reports whether a character from U+0080 to U+00FF stands at s[i].
func latin1(s string, i int) bool {
	return (s[i] == 0xc2 || s[i] == 0xc3) && i+1 < len(s) && s[i+1]&0xc0 == 0x80
}

func appendOctal(dst []byte, c byte) []byte {
	return append(dst, '\\', '0'+c>>6, '0'+c>>3&7, '0'+c&7)
}

func quote(value string) string {
	if value != "" && all(value, legal) {
		return value
	}
	return string(appendQuoted(make([]byte, 0, len(value)+8), value))
}

// unquote undoes quote, in one pass. What has no quotes at both ends comes back
// as it is.
func unquote(coded string) string {
	if len(coded) < 2 || coded[0] != '"' || coded[len(coded)-1] != '"' {
		return coded
	}
	s := coded[1 : len(coded)-1]
	i := strings.IndexByte(s, '\\')
	if i < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	for ; i >= 0; i = strings.IndexByte(s, '\\') {
		out = append(out, s[:i]...)
		s = s[i:]
		switch {
		case octal(s):
			c := (s[1]-'0')<<6 | (s[2]-'0')<<3 | (s[3] - '0')
			if c >= 0x80 { // the character of this number, in UTF-8
				out = append(out, 0xc0|c>>6)
				c = 0x80 | c&0x3f
			}
			out, s = append(out, c), s[4:]
		case len(s) > 1 && s[1] != '\n':
			out, s = append(out, s[1]), s[2:]
		case len(s) > 1:
			out, s = append(out, '\\', '\n'), s[2:]
		default:
			return string(append(out, '\\'))
		}
	}
	return string(append(out, s...))
}

// octal reports whether s starts with a backslash and three octal digits of at
// most 377.
func octal(s string) bool {
	return len(s) >= 4 && '0' <= s[1] && s[1] <= '3' && '0' <= s[2] && s[2] <= '7' && '0' <= s[3] && s[3] <= '7'
}
