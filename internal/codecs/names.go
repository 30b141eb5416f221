package codecs

import (
	"strings"
	"unicode"
)

// moduleName returns the module of Python's package encodings that name leads
// to, or what would be its name.
func moduleName(name string) string {
	n := normalize(name)
	if m, ok := aliases[n]; ok {
		return m
	}
	if strings.IndexByte(n, '.') >= 0 {
		if m, ok := aliases[strings.ReplaceAll(n, ".", "_")]; ok {
			return m
		}
	}
	return n
}

// normalize puts name into lower case and joins its runs of ASCII letters,
// digits and dots with underscores. Letters and digits outside ASCII vanish.
func normalize(name string) string {
	dst := make([]byte, 0, 32)
	gap := false
	for _, r := range name {
		if r != '.' && !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			gap = true
			continue
		}
		if gap && len(dst) > 0 {
			dst = append(dst, '_')
		}
		gap = false
		if r < 0x80 {
			dst = append(dst, byte(unicode.ToLower(r)))
		}
	}
	return string(dst)
}
