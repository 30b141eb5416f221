package cookiejar

import (
	"strings"
	"time"
)

// cookieDate reads the value of Expires as RFC 6265bis, section 5.1.1, does:
// the first parts that look like a time, a day, a month and a year count.
func cookieDate(text string) (time.Time, bool) {
	var clock [3]int
	day, mon, year := -1, -1, -1
	hasClock := false
	for text != "" {
		n := 0
		for n < len(text) && !dateDelimiter(text[n]) {
			n++
		}
		token := text[:n]
		text = text[n:]
		if text != "" {
			text = text[1:]
		}
		digits := leadingDigits(token)
		switch {
		case n == 0:
		case !hasClock && clockToken(token, &clock):
			hasClock = true
		case day < 0 && (digits == 1 || digits == 2):
			day = number(token[:digits])
		case mon < 0 && n >= 3 && month(token[:3]) > 0:
			mon = month(token[:3])
		case year < 0 && (digits == 2 || digits == 4):
			year = fullYear(number(token[:digits]), digits)
		}
	}
	if !hasClock || day < 1 || day > 31 || mon < 0 || year < 1601 || clock[0] > 23 || clock[1] > 59 || clock[2] > 59 {
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(mon), day, clock[0], clock[1], clock[2], 0, time.UTC)
	return t, t.Day() == day
}

// dateDelimiter reports whether c separates the parts of a date.
func dateDelimiter(c byte) bool {
	return c == '\t' || ' ' <= c && c <= '/' || ';' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}

func fullYear(year, digits int) int {
	switch {
	case digits == 4 || year > 99:
		return year
	case year >= 70:
		return year + 1900
	}
	return year + 2000
}

// clockToken reads hours, minutes and seconds of one or two digits each. What
// follows the seconds must be no digit.
func clockToken(token string, clock *[3]int) bool {
	var c [3]int
	for i := range c {
		n := leadingDigits(token)
		if n < 1 || n > 2 {
			return false
		}
		c[i] = number(token[:n])
		token = token[n:]
		if i < 2 {
			rest, ok := strings.CutPrefix(token, ":")
			if !ok {
				return false
			}
			token = rest
		}
	}
	*clock = c
	return true
}

// maxAgeTime returns the time that the value of Max-Age says, and false if the
// value is no number. Less than one second means that the time is over.
func maxAgeTime(value string) (time.Time, bool) {
	digits := strings.TrimPrefix(value, "-")
	if digits == "" || leadingDigits(digits) != len(digits) {
		return time.Time{}, false
	}
	digits = strings.TrimLeft(digits, "0")
	switch {
	case digits == "" || value[0] == '-':
		return time.Unix(1, 0), true
	case len(digits) > 9: // more than any policy keeps a cookie
		digits = "999999999"
	}
	return timeNow().Add(time.Duration(number(digits)) * time.Second), true
}
