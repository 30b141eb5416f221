package httpserve

import (
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/wtf8"
)

// decodePath returns the decoded path of a target, its query and fragment cut
// off: Python's unquote with errors='surrogatepass', or, if a run of escapes is
// not UTF-8 even so, with its default that replaces what is wrong. Surrogates
// that stand for bytes of a file's name become those bytes.
func decodePath(target string) string {
	target, _ = cutTarget(target)
	if strings.IndexByte(target, '%') < 0 {
		return fileBytes(target)
	}
	decoded, ok := unescape(target, false)
	if !ok {
		decoded, _ = unescape(target, true)
	}
	return fileBytes(decoded)
}

// unescape decodes each run of escapes as UTF-8. With replace, what is not UTF-8
// becomes U+FFFD; else surrogates are let through, and ok is false if anything
// else is wrong.
func unescape(s string, replace bool) (decoded string, ok bool) {
	out := make([]byte, 0, len(s))
	run := 0 // where the present run of ASCII and escapes begins in out
	ok = true
	end := func() {
		if replace {
			out = append(out[:run], replaceInvalid(string(out[run:]))...)
		} else if !validWTF8(out[run:]) {
			ok = false
		}
	}
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 3
		case c < utf8.RuneSelf:
			out = append(out, c)
			i++
		default: // a character of the target itself ends the run
			end()
			for i < len(s) && s[i] >= utf8.RuneSelf {
				out = append(out, s[i])
				i++
			}
			run = len(out)
		}
	}
	end()
	return string(out), ok
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

func validWTF8(b []byte) bool {
	for len(b) > 0 {
		if wtf8.SurrogateAt(b, 0) {
			b = b[3:]
			continue
		}
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			return false
		}
		b = b[n:]
	}
	return true
}

// replaceInvalid is bytes.decode('utf-8', 'replace'): each beginning of a
// character that is broken off becomes one U+FFFD.
func replaceInvalid(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 {
			n = brokenLength(s)
		}
		b.WriteRune(r)
		s = s[n:]
	}
	return b.String()
}

// brokenLength returns the length of the longest beginning of a character at the
// start of s, at least 1 (Unicode, table 3-7).
func brokenLength(s string) int {
	low, high, need := byte(0x80), byte(0xBF), 0
	switch c := s[0]; {
	case 0xC2 <= c && c <= 0xDF:
		need = 1
	case 0xE0 <= c && c <= 0xEF:
		need = 2
		if c == 0xE0 {
			low = 0xA0
		} else if c == 0xED {
			high = 0x9F
		}
	case 0xF0 <= c && c <= 0xF4:
		need = 3
		if c == 0xF0 {
			low = 0x90
		} else if c == 0xF4 {
			high = 0x8F
		}
	}
	n := 1
	for n <= need && n < len(s) && low <= s[n] && s[n] <= high {
		low, high = 0x80, 0xBF
		n++
	}
	return n
}

// fileBytes turns the surrogates that stand for bytes (U+DC80 to U+DCFF) into
// them, as os.fsencode does.
func fileBytes(s string) string {
	if !strings.Contains(s, "\xED") {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if wtf8.SurrogateAt(s, i) {
			if r, _ := wtf8.DecodeRuneInString(s[i:]); 0xDC80 <= r && r <= 0xDCFF {
				out = append(out, byte(r-0xDC00))
				i += 3
				continue
			}
		}
		out = append(out, s[i])
		i++
	}
	return string(out)
}
