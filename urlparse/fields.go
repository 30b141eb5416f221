package urlparse

import (
	"math/bits"
	"strings"
)

// A fieldScanner finds the fields of a query.
type fieldScanner struct {
	rest, separator string
	marked          bool // the words below have a bit for each byte of rest
	ends, equals    uint64
	escapes         uint64 // percent and plus signs
}

// newFieldScanner also returns the number of fields.
func newFieldScanner(qs, separator string) (f fieldScanner, n int) {
	f.rest, f.separator = qs, separator
	if len(qs) <= 64 && separator == "&" {
		f.marked = true
		f.ends, f.equals, f.escapes = markQuery(qs)
		return f, 1 + bits.OnesCount64(f.ends)
	}
	return f, 1 + strings.Count(qs, separator)
}

// next returns the next field, where its first equals sign is, or -1, whether
// there's something to decode, and whether there are more fields.
func (f *fieldScanner) next() (field string, equals int, escaped, more bool) {
	switch {
	case f.marked:
		return f.nextMarked()
	case f.separator == "&":
		return f.nextPlain()
	}
	field, f.rest, more = strings.Cut(f.rest, f.separator)
	return field, strings.IndexByte(field, '='), strings.ContainsAny(field, "%+"), more
}

func (f *fieldScanner) nextMarked() (field string, equals int, escaped, more bool) {
	end := min(bits.TrailingZeros64(f.ends), len(f.rest))
	if equals = bits.TrailingZeros64(f.equals); equals >= end {
		equals = -1
	}
	field, more = f.rest[:end], f.ends != 0
	escaped = bits.TrailingZeros64(f.escapes) < end
	f.rest = f.rest[min(end+1, len(f.rest)):]
	f.ends >>= end + 1
	f.equals >>= end + 1
	f.escapes >>= end + 1
	return field, equals, escaped, more
}

func (f *fieldScanner) nextPlain() (field string, equals int, escaped, more bool) {
	equals = -1
	qs := f.rest
	for i := range len(qs) {
		switch queryBytes[qs[i]] {
		case isEquals:
			if equals < 0 {
				equals = i
			}
		case isEscape:
			escaped = true
		case isEnd:
			f.rest = qs[i+1:]
			return qs[:i], equals, escaped, true
		}
	}
	f.rest = ""
	return qs, equals, escaped, false
}

// plainMarkQuery returns a bit for each byte of s, at most 64: whether it is an
// ampersand, an equals sign, and a percent or plus sign.
func plainMarkQuery(s string) (ends, equals, escapes uint64) {
	var marks [isEnd + 1]uint64
	for i := range len(s) {
		marks[queryBytes[s[i]]] |= 1 << i
	}
	return marks[isEnd], marks[isEquals], marks[isEscape]
}

// queryBytes says which bytes of a query mean something.
var queryBytes = [256]byte{'=': isEquals, '%': isEscape, '+': isEscape, '&': isEnd}

const (
	isEquals = iota + 1
	isEscape
	isEnd
)
