package urlparse

import (
	"math/bits"
	"strings"
)

// queryMarks has bits for what is left of a query, at most maxMarked bytes.
type queryMarks struct {
	ends, equals uint64
	escapes      uint64 // percent and plus signs
}

func (m *queryMarks) fields() int { return 1 + bits.OnesCount64(m.ends) }

// next returns the field at the start of rest, the index of its first equals
// sign, or its length, and whether there's something to decode.
func (m *queryMarks) next(rest string) (field string, equals int, escaped bool) {
	end := min(bits.TrailingZeros64(m.ends), len(rest))
	equals = min(bits.TrailingZeros64(m.equals), end)
	escaped = bits.TrailingZeros64(m.escapes) < end
	m.ends >>= end + 1
	m.equals >>= end + 1
	m.escapes >>= end + 1
	return rest[:end], equals, escaped
}

// nextField is queryMarks.next for queries of any length.
func nextField(rest, separator string) (field string, equals int, escaped bool) {
	if separator == "&" {
		return nextPlain(rest)
	}
	field, _, _ = strings.Cut(rest, separator)
	if equals = strings.IndexByte(field, '='); equals < 0 {
		equals = len(field)
	}
	return field, equals, strings.ContainsAny(field, "%+")
}

func nextPlain(rest string) (field string, equals int, escaped bool) {
	equals = len(rest)
	for i := range len(rest) {
		switch queryBytes[rest[i]] {
		case isEquals:
			equals = min(equals, i)
		case isEscape:
			escaped = true
		case isEnd:
			return rest[:i], min(equals, i), escaped
		}
	}
	return rest, equals, escaped
}

// plainMarkQuery marks each byte of s, at most maxMarked, that is an ampersand,
// an equals sign, or a percent or plus sign.
func plainMarkQuery(s string) queryMarks {
	var marks [isEnd + 1]uint64
	for i := range len(s) {
		marks[queryBytes[s[i]]] |= 1 << i
	}
	return queryMarks{marks[isEnd], marks[isEquals], marks[isEscape]}
}

// queryBytes says which bytes of a query mean something.
var queryBytes = [256]byte{'=': isEquals, '%': isEscape, '+': isEscape, '&': isEnd}

const (
	isEquals = iota + 1
	isEscape
	isEnd
)
