package httpserve

import (
	"slices"
	"strings"
	"time"

	"github.com/gobatteries/batteries/internal/pyint"
)

var (
	dayNames   = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
	monthNames = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	// zones are the names that mail has for offsets, in hours east.
	zones = map[string]int{"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4,
		"CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
)

// parseDate reads a date in one of HTTP's forms, or anything else that
// email.utils.parsedate_to_datetime reads. It is ok only for a date in UTC;
// without a zone a date counts as that.
func parseDate(s string) (time.Time, bool) {
	if t, err := time.Parse(time.RFC1123, s); err == nil && strings.HasSuffix(s, " GMT") && len(s) == len(time.RFC1123) {
		return t, true
	}
	words, ok := dateWords(latin1(s))
	if !ok {
		return time.Time{}, false
	}
	day, monthName, year, clock, zone := words[0], strings.ToLower(words[1]), words[2], words[3], words[4]
	month := slices.Index(monthNames, monthName)
	if month < 0 {
		day, monthName = words[1], strings.ToLower(words[0])
		month = slices.Index(monthNames, monthName)
	}
	if month < 0 || day == "" {
		return time.Time{}, false
	}
	// asctime has the year last, and some have it behind the zone.
	if strings.Index(year, ":") > 0 {
		year, clock = clock, year
	}
	year = strings.TrimSuffix(year, ",")
	if year == "" {
		return time.Time{}, false
	}
	if year[0] < '0' || year[0] > '9' {
		year, zone = zone, year
	}
	h, m, sec, ok := parseClock(strings.TrimSuffix(clock, ","))
	y, ok1 := number(year)
	d, ok2 := number(strings.TrimSuffix(day, ","))
	if !ok || !ok1 || !ok2 || !utcZone(zone) {
		return time.Time{}, false
	}
	if y < 100 {
		if y += 1900; y <= 1968 {
			y += 100
		}
	}
	t := time.Date(y, time.Month(month%12+1), d, h, m, sec, 0, time.UTC)
	// What time.Date has to carry over is no date.
	valid := 1 <= y && y <= 9999 && t.Day() == d && t.Hour() == h && t.Minute() == m && t.Second() == sec
	return t, valid
}

// dateWords splits a date into day, month, year, time and zone, the weekday left
// out.
func dateWords(s string) ([]string, bool) {
	words := strings.FieldsFunc(s, pythonSpace)
	if len(words) == 0 {
		return nil, false
	}
	first := words[0]
	if strings.HasSuffix(first, ",") || slices.Contains(dayNames, strings.ToLower(first)) {
		words = words[1:]
	} else {
		words[0] = first[strings.LastIndexByte(first, ',')+1:]
	}
	if len(words) == 3 { // 02-Jan-20 03:04:05 GMT
		if parts := strings.Split(words[0], "-"); len(parts) == 3 {
			words = append(parts, words[1:]...)
		}
	}
	if len(words) == 4 { // the zone may hang on the time
		i := strings.IndexByte(words[3], '+')
		if i < 0 {
			i = strings.IndexByte(words[3], '-')
		}
		if i > 0 {
			words = append(words[:3:3], words[3][:i], words[3][i:])
		} else {
			words = append(words[:4:4], "")
		}
	}
	if len(words) < 5 || words[0] == "" || words[1] == "" || words[2] == "" {
		return nil, false
	}
	return words[:5], true
}

// parseClock reads 03:04, 03:04:05, 3.04 or 3.04.05.
func parseClock(s string) (hour, minute, second int, ok bool) {
	parts := strings.Split(s, ":")
	if len(parts) == 1 && strings.Contains(s, ".") {
		parts = strings.Split(s, ".")
	}
	if len(parts) != 2 && len(parts) != 3 {
		return 0, 0, 0, false
	}
	var n [3]int
	for i, p := range parts {
		if n[i], ok = number(p); !ok {
			return 0, 0, 0, false
		}
	}
	return n[0], n[1], n[2], true
}

// utcZone reports whether the zone is UTC, or none that is known.
func utcZone(zone string) bool {
	if hours, ok := zones[strings.ToUpper(zone)]; ok {
		return hours == 0
	}
	digits, ok := pyint.AppendDigits(nil, zone, 10)
	return !ok || strings.Trim(string(digits), "-0") == ""
}

// number is int(s) of a number that a date can have.
func number(s string) (int, bool) {
	digits, ok := pyint.AppendDigits(nil, s, 10)
	if !ok {
		return 0, false
	}
	text := string(digits)
	sign := strings.HasPrefix(text, "-")
	text = strings.TrimLeft(text, "-0")
	if len(text) > 6 {
		return 0, false
	}
	n := 0
	for i := range len(text) {
		n = n*10 + int(text[i]-'0')
	}
	if sign {
		n = -n
	}
	return n, true
}
