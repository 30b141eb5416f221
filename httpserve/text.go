package httpserve

import (
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

func reprString(s string) string { return pyrepr.String(s) }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// latin1 decodes bytes off the wire, each a character, as Python does.
func latin1(s string) string {
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}

// encodeLatin1 is the inverse of latin1.
func encodeLatin1(s string) (string, error) {
	out := make([]byte, 0, len(s))
	for n, r := range wtf8.Runes(s) {
		if r > 0xFF {
			return "", &UnicodeEncodeError{Encoding: "latin-1", Object: s, Start: n, End: n + 1, Reason: "ordinal not in range(256)"}
		}
		out = append(out, byte(r))
	}
	return string(out), nil
}

// tokenBytes has a bit for each character of an HTTP token (RFC 9110, 5.6.2).
var tokenBytes = func() (set [256]bool) {
	for _, c := range "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" {
		set[c] = true
	}
	return set
}()

func isToken(s string) bool {
	for i := range len(s) {
		if !tokenBytes[s[i]] {
			return false
		}
	}
	return s != ""
}

var escapeText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escapeHTML is html.escape(s, quote=False).
func escapeHTML(s string) string {
	if strings.IndexByte(s, '&') < 0 && strings.IndexByte(s, '<') < 0 && strings.IndexByte(s, '>') < 0 {
		return s
	}
	return escapeText.Replace(s)
}
