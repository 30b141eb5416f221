package cookies

import "strings"

// A pair is name=value, or a name alone.
type pair struct {
	key, value string
	bare       bool
}

// scan reads the pair at s[i:] as CPython does, and returns where the next one
// starts, or -1 if there is no pair.
//
// White space may stand around all parts. A pair ends at white space, a
// semicolon or the end. A value may be quoted, may be a date (the one kind that
// holds blanks), else it is a run of value characters.
func scan(s string, i int) (pair, int) {
	i = skipSpace(s, i)
	start := i
	// A '=' at the start belongs to the name, which can't be empty.
	for i < len(s) && class[s[i]]&keyChar != 0 && (s[i] != '=' || i == start) {
		i++
	}
	if i == start {
		return pair{}, -1
	}
	p := pair{key: s[start:i]}
	after := skipSpace(s, i)
	if after < len(s) && s[after] == '=' {
		if v, next := scanValue(s, after+1); next >= 0 {
			p.value = v
			return p, next
		}
		if after == i {
			return scanQuotedLate(s, start, i)
		}
	}
	p.bare = true
	return p, endOf(s, i, after)
}

// scanQuotedLate reads a pair whose name holds a '=', at s[i], as CPython takes
// it where nothing else fits: a name, and a quoted value after its last '='.
func scanQuotedLate(s string, start, i int) (pair, int) {
	end := run(s, i, keyChar)
	if end == len(s) || s[end] != '"' || s[end-1] != '=' || end-1 == i {
		return pair{}, -1
	}
	after := quoted(s, end)
	if after < 0 {
		return pair{}, -1
	}
	next := endOf(s, after, skipSpace(s, after))
	return pair{key: s[start : end-1], value: s[end:after]}, next
}

// endOf returns where the next pair starts if one ends at i and is followed by
// white space up to after, or -1 if what follows is no end.
func endOf(s string, i, after int) int {
	switch {
	case after == len(s):
		return after
	case s[after] == ';':
		return after + 1
	case after > i:
		return after
	}
	return -1
}

// scanValue reads the value after a '=', and returns where the next pair
// starts, or -1 if there is no value.
func scanValue(s string, i int) (string, int) {
	start := skipSpace(s, i)
	if start < len(s) && s[start] == '"' {
		if end := quoted(s, start); end >= 0 {
			if next := endOf(s, end, skipSpace(s, end)); next >= 0 {
				return s[start:end], next
			}
		}
	}
	if end := date(s, start); end >= 0 {
		if next := endOf(s, end, skipSpace(s, end)); next >= 0 {
			return s[start:end], next
		}
	}
	end := run(s, start, valueChar)
	if next := endOf(s, end, skipSpace(s, end)); next >= 0 {
		return s[start:end], next
	}
	// What follows can't be read: then the value is empty and the white space
	// before it its end.
	return "", endOf(s, i, start)
}

func skipSpace(s string, i int) int {
	for i < len(s) && class[s[i]]&space != 0 {
		i++
	}
	return i
}

// quoted returns the end of the quoted string at s[i], or -1.
func quoted(s string, i int) int {
	for i++; i < len(s); i++ {
		switch s[i] {
		case '"':
			return i + 1
		case '\\':
			if i++; i < len(s) && s[i] == '\n' {
				return -1
			}
		}
	}
	return -1
}

// date returns the end of the date at s[i], as in "Wed, 01-Jan-98 00:00:00 GMT",
// or -1. The day of the week has three letters or ends with "day"; the day,
// month and year together are 9 to 11 characters long.
func date(s string, i int) int {
	const longestDay = len("Wednesday")
	comma := strings.IndexByte(s[i:min(len(s), i+longestDay+1)], ',')
	if comma < 3 || !all(s[i:i+comma], word) {
		return -1
	}
	if comma > 3 && (comma < 6 || s[i+comma-3:i+comma] != "day") {
		return -1
	}
	i += comma + 1
	const clock, zone = "00:00:00", "GMT"
	for n := 9; n <= 11; n++ {
		at := i + 1 + n
		end := at + 1 + len(clock) + 1 + len(zone)
		if end > len(s) {
			break
		}
		if class[s[i]]&space != 0 && dayMonthYear(s[i+1:at]) && class[s[at]]&space != 0 &&
			isClock(s[at+1:at+1+len(clock)]) && class[s[end-4]]&space != 0 && s[end-3:end] == zone {
			return end
		}
	}
	return -1
}

func dayMonthYear(s string) bool {
	for i := range len(s) {
		if class[s[i]]&(word|space) == 0 && s[i] != '-' {
			return false
		}
	}
	return true
}

func isClock(s string) bool {
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && s[i] != ':' {
			return false
		}
	}
	return true
}
