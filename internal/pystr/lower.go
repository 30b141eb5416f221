package pystr

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Lower returns str.lower() of s. Text that needs nothing comes back as it is.
//
// It knows the Unicode of CPython 3.15, which is newer than package unicode's.
func Lower(s string) string {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return lowerUnicode(s)
		case 'A' <= c && c <= 'Z':
			if rest := s[i:]; isASCII(rest) {
				return s[:i] + strings.ToLower(rest)
			}
			return lowerUnicode(s)
		}
	}
	return s
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func lowerUnicode(s string) string {
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1: // a surrogate, or a byte that stands for one
			b = append(b, s[i])
		case r == 'Σ':
			if cased(lastRelevant(s[:i])) && !cased(firstRelevant(s[i+n:])) {
				b = append(b, "ς"...)
			} else {
				b = append(b, "σ"...)
			}
		case r == 'İ': // the only one with two characters
			b = append(b, "i\u0307"...)
		default:
			b = utf8.AppendRune(b, lowerRune(r))
		}
		i += n
	}
	return string(b)
}

func lowerRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	i := sort.Search(len(lowerRuns), func(i int) bool { return r <= lowerRuns[i][1] })
	if i < len(lowerRuns) {
		if run := lowerRuns[i]; r >= run[0] && (r-run[0])%run[2] == 0 {
			return r + run[3]
		}
	}
	return r
}

// A lowered Σ looks at its neighbours, past those that are ignorable: see
// Final_Sigma in chapter 3.13 of the Unicode Standard.

func lastRelevant(s string) rune {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		if !ignorable(r) {
			return r
		}
		s = s[:len(s)-n]
	}
	return 0
}

func firstRelevant(s string) rune {
	for _, r := range s {
		if !ignorable(r) {
			return r
		}
	}
	return 0
}

func cased(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return inRanges(casedRanges[:], r)
}

func ignorable(r rune) bool {
	if r < utf8.RuneSelf {
		return strings.ContainsRune("'.:^`", r)
	}
	return inRanges(ignorableRanges[:], r)
}

func inRanges(table [][2]rune, r rune) bool {
	i := sort.Search(len(table), func(i int) bool { return r <= table[i][1] })
	return i < len(table) && r >= table[i][0]
}
