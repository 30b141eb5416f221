package cookiejar

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pystr"
)

// timeNow is the clock, which tests replace.
var timeNow = time.Now

func formatSeconds(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

// Time2ISOZ returns the time in UTC as "1994-11-24 08:49:37Z"; the zero Time
// means now. It is Python's [http.cookiejar.time2isoz].
//
// [http.cookiejar.time2isoz]: https://docs.python.org/3.15/library/http.cookiejar.html
func Time2ISOZ(t time.Time) string {
	if t.IsZero() {
		t = timeNow()
	}
	return t.UTC().Format("2006-01-02 15:04:05Z")
}

// Time2Netscape returns the time in UTC as "Thu, 24-Nov-1994 08:49:37 GMT"; the
// zero Time means now. It is Python's http.cookiejar.time2netscape.
func Time2Netscape(t time.Time) string {
	if t.IsZero() {
		t = timeNow()
	}
	return t.UTC().Format("Mon, 02-Jan-2006 15:04:05 GMT")
}

// OffsetFromTZString returns the seconds that a zone is ahead of UTC: 0 for GMT,
// UTC, UT and Z, else what a number such as +01:30 says. Python's
// http.cookiejar.offset_from_tz_string returns None for other zones, such as EST.
func OffsetFromTZString(tz string) (seconds int, ok bool) {
	switch tz {
	case "GMT", "UTC", "UT", "Z":
		return 0, true
	}
	s := strings.TrimSuffix(tz, "\n")
	sign := 1
	if s != "" && (s[0] == '-' || s[0] == '+') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	// One or two digits of hours; after them a colon and two digits of minutes,
	// either of which may be missing.
	for _, hours := range []int{2, 1} {
		if leadingDigits(s) < hours {
			continue
		}
		rest := strings.TrimPrefix(s[hours:], ":")
		if rest == "" || len(rest) == 2 && leadingDigits(rest) == 2 {
			return sign * (3600*number(s[:hours]) + 60*number(rest)), true
		}
	}
	return 0, false
}

// leadingDigits returns the number of ASCII digits at the start of s.
func leadingDigits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// number returns the value of a few digits, 0 for none.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// HTTP2Time reads a date as it stands in a header. It is Python's
// [http.cookiejar.http2time], which returns seconds and None. It knows the
// formats of RFC 9110, section 5.6.7, and
//
//	Wednesday, 09-Feb-94 22:23:32 GMT    09-Feb-94    Feb as 2
//	Wed, 09 Feb 1994 22:23:32 +0100      with (text) behind
//
// A year of less than four digits is the one nearest to now. Dates before 1970
// are not known. It takes time linear in the length of text.
//
// [http.cookiejar.http2time]: https://docs.python.org/3.15/library/http.cookiejar.html
func HTTP2Time(text string) (t time.Time, ok bool) {
	if t, ok, strict := strictDate(text); strict {
		return t, ok
	}
	s := strings.TrimLeftFunc(text, pystr.IsSpace)
	d := dateReader{rest: skipWeekday(s)}
	d.day, d.ok = d.digits(1, 2)
	d.separator()
	d.month = d.word()
	d.separator()
	d.year, _ = d.someDigits()
	if !d.ok {
		return time.Time{}, false
	}
	d.clock()
	d.space()
	d.zone = d.takeZone()
	d.space()
	d.remark()
	if d.rest != "" {
		return time.Time{}, false
	}
	return d.time()
}

const monthNames = "janfebmaraprmayjunjulaugsepoctnovdec"

// month returns the number of a month's English name of three letters, or 0.
func month(name string) int {
	if i := strings.Index(monthNames, strings.ToLower(name)); len(name) == 3 && i >= 0 && i%3 == 0 {
		return i/3 + 1
	}
	return 0
}

// strictDate reads a date of exactly the form of RFC 9110, as nearly all are.
// Its last result is false if text has another form.
func strictDate(text string) (t time.Time, ok, strict bool) {
	const form = "Www, 00 Mmm 0000 00:00:00 GMT"
	text = strings.TrimSuffix(text, "\n")
	if len(text) != len(form) || !strings.HasSuffix(text, " GMT") {
		return
	}
	for i := range len(form) - 4 {
		c, f := text[i], form[i]
		switch {
		case f == '0' && !isDigit(c), f == 'w' && (c < 'a' || c > 'z'), f == 'm' && (c < 'a' || c > 'z'),
			f == 'W' && strings.IndexByte("SMTWF", c) < 0, f == 'M' && strings.IndexByte("JFMASOND", c) < 0,
			strings.IndexByte(", :", f) >= 0 && c != f:
			return
		}
	}
	t, ok = newTime(number(text[12:16]), month(text[8:11]), number(text[5:7]),
		number(text[17:19]), number(text[20:22]), number(text[23:25]))
	return t, ok, true
}

// newTime returns the time if its parts are within their bounds: days up to 31
// for every month, the hour 24 and the seconds 60 and 61 included.
func newTime(year, month, day, hour, min, sec int) (time.Time, bool) {
	if year < 1970 || month < 1 || month > 12 || day < 1 || day > 31 ||
		hour < 0 || hour > 24 || min < 0 || min > 59 || sec < 0 || sec > 61 {
		return time.Time{}, false
	}
	return time.Date(year, time.Month(month), day, hour, min, sec, 0, time.UTC), true
}

func skipWeekday(s string) string {
	if len(s) < 3 {
		return s
	}
	switch strings.ToLower(s[:3]) {
	case "sun", "mon", "tue", "wed", "thu", "fri", "sat":
	default:
		return s
	}
	i := 3
	for i < len(s) && isLetter(s[i]) {
		i++
	}
	if i < len(s) && s[i] == ',' {
		i++
	}
	for i < len(s) && isASCIISpace(s[i]) {
		i++
	}
	return s[i:]
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// A dateReader takes a date apart. After a failure ok is false, and stays so.
type dateReader struct {
	rest             string
	ok               bool
	year, month, day string
	hour, min, sec   string
	zone             string
}

// take takes n bytes.
func (d *dateReader) take(n int) string {
	s := d.rest[:n]
	d.rest = d.rest[n:]
	return s
}

func (d *dateReader) digits(least, most int) (string, bool) {
	n := min(leadingDigits(d.rest), most)
	if n < least {
		return "", false
	}
	return d.take(n), true
}

func (d *dateReader) someDigits() (string, bool) {
	n := leadingDigits(d.rest)
	d.ok = d.ok && n > 0
	return d.take(n), n > 0
}

func (d *dateReader) space() int {
	n := 0
	for n < len(d.rest) && isASCIISpace(d.rest[n]) {
		n++
	}
	d.take(n)
	return n
}

// separator takes white space, a '-' or a '/'.
func (d *dateReader) separator() {
	if d.space() > 0 {
		return
	}
	if d.rest == "" || d.rest[0] != '-' && d.rest[0] != '/' {
		d.ok = false
		return
	}
	d.take(1)
}

func (d *dateReader) word() string {
	n := 0
	for n < len(d.rest) && isWordByte(d.rest[n]) {
		n++
	}
	d.ok = d.ok && n > 0
	return d.take(n)
}

// clock takes the time of day, if there is one.
func (d *dateReader) clock() {
	before := *d
	if d.space() == 0 {
		if !strings.HasPrefix(d.rest, ":") {
			return
		}
		d.take(1)
	}
	var ok bool
	if d.hour, ok = d.digits(1, 2); ok {
		d.min, ok = d.colonDigits()
	}
	if !ok {
		*d = before
		return
	}
	d.sec, _ = d.colonDigits()
}

// colonDigits takes a colon and two digits, or nothing.
func (d *dateReader) colonDigits() (string, bool) {
	if len(d.rest) < 3 || d.rest[0] != ':' || leadingDigits(d.rest[1:3]) < 2 {
		return "", false
	}
	return d.take(3)[1:], true
}

// takeZone takes the zone, a number or a word other than AM and PM, if there is
// one.
func (d *dateReader) takeZone() string {
	s := strings.TrimLeft(d.rest, "+-")
	if sign := len(d.rest) - len(s); sign <= 1 && leadingDigits(s) >= 2 {
		return d.take(sign + min(4, leadingDigits(s)))
	}
	n := 0
	for n < len(d.rest) && isLetter(d.rest[n]) {
		n++
	}
	if n == 2 {
		if m := strings.ToLower(d.rest[:2]); (m == "am" || m == "pm") && (len(d.rest) == 2 || !isWordByte(d.rest[2])) {
			return ""
		}
	}
	return d.take(n)
}

// remark takes a word in parentheses, if there is one.
func (d *dateReader) remark() {
	if !strings.HasPrefix(d.rest, "(") {
		return
	}
	n := 1
	for n < len(d.rest) && isWordByte(d.rest[n]) {
		n++
	}
	if n > 1 && n < len(d.rest) && d.rest[n] == ')' {
		d.take(n + 1)
		d.space()
	}
}

// time puts the parts together.
func (d *dateReader) time() (time.Time, bool) {
	year := strings.TrimLeft(d.year, "0")
	if len(year) > 4 {
		return time.Time{}, false
	}
	mon := month(d.month)
	if mon == 0 {
		n, ok := parseInt(d.month)
		if !ok || n < 1 || n > 12 {
			return time.Time{}, false
		}
		mon = int(n)
	}
	y := number(year)
	if y < 1000 {
		y = nearestYear(y)
	}
	t, ok := newTime(y, mon, number(d.day), number(d.hour), number(d.min), number(d.sec))
	if !ok || d.zone == "" {
		return t, ok
	}
	offset, ok := OffsetFromTZString(strings.ToUpper(d.zone))
	if !ok || !utf8.ValidString(d.zone) {
		return time.Time{}, false
	}
	return t.Add(-time.Duration(offset) * time.Second), true
}

// nearestYear puts a year that has no century into this one, or into the one
// before or after if that is nearer.
func nearestYear(year int) int {
	now := timeNow().UTC().Year()
	near := year + now - now%100
	switch d := now%100 - year; {
	case d > 50:
		near += 100
	case d < -50:
		near -= 100
	}
	return near
}

// ISO2Time reads a date in one of ISO 8601's ways. It is Python's
// [http.cookiejar.iso2time], which returns seconds and None. It knows
//
//	1994-02-03 14:15:29 -0100    1994-02-03T14:15:29Z    1994-02-03
//	19940203T141529              19940203
//
// A fraction of seconds makes it no date, and without a zone it is UTC.
//
// [http.cookiejar.iso2time]: https://docs.python.org/3.15/library/http.cookiejar.html
func ISO2Time(text string) (t time.Time, ok bool) {
	s := strings.TrimLeftFunc(text, pystr.IsSpace)
	if leadingDigits(s) < 4 {
		return time.Time{}, false
	}
	d := dateReader{rest: s, ok: true}
	d.year = d.take(4)
	d.dash()
	return d.isoMonth()
}

func (d *dateReader) dash() {
	if d.rest != "" && (d.rest[0] == '-' || d.rest[0] == '/') {
		d.take(1)
	}
}

// The numbers of a date without separators may be read in more than one way:
// the first one that fits counts, of two digits before one. These three methods
// try them, at most eight.

func (d dateReader) isoMonth() (time.Time, bool) {
	for n := 2; n > 0; n-- {
		e := d
		if leadingDigits(e.rest) < n {
			continue
		}
		e.month = e.take(n)
		e.dash()
		if t, ok, fits := e.isoDay(); fits {
			return t, ok
		}
	}
	return time.Time{}, false
}

func (d dateReader) isoDay() (t time.Time, ok, fits bool) {
	for n := 2; n > 0; n-- {
		e := d
		if leadingDigits(e.rest) < n {
			continue
		}
		e.day = e.take(n)
		if t, ok, fits = e.isoClock(); fits {
			return t, ok, true
		}
	}
	return t, false, false
}

func (d dateReader) isoClock() (t time.Time, ok, fits bool) {
	e := d
	if e.space() == 0 && e.rest != "" && strings.IndexByte("-:Tt", e.rest[0]) >= 0 {
		e.take(1)
	}
	if len(e.rest) < len(d.rest) {
		for n := 2; n > 0; n-- {
			f := e
			if leadingDigits(f.rest) < n {
				continue
			}
			f.hour = f.take(n)
			if t, ok, fits = f.isoMinutes(); fits {
				return t, ok, true
			}
		}
	}
	return d.isoEnd()
}

func (d dateReader) isoMinutes() (t time.Time, ok, fits bool) {
	d.colon()
	if leadingDigits(d.rest) < 2 {
		return t, false, false
	}
	d.min = d.take(2)
	e := d
	e.colon()
	if leadingDigits(e.rest) >= 2 {
		e.sec = e.take(2)
		fraction := strings.HasPrefix(e.rest, ".")
		if fraction {
			e.take(1)
			e.take(leadingDigits(e.rest))
		}
		if t, ok, fits = e.isoEnd(); fits {
			return t, ok && !fraction, true
		}
	}
	return d.isoEnd()
}

func (d *dateReader) colon() {
	if strings.HasPrefix(d.rest, ":") {
		d.take(1)
	}
}

// isoEnd takes the zone, behind which nothing may follow.
func (d dateReader) isoEnd() (t time.Time, ok, fits bool) {
	d.space()
	zone := strings.TrimRightFunc(d.rest, func(r rune) bool { return r < 0x80 && isASCIISpace(byte(r)) })
	if zone == "" && d.rest == "" {
		t, ok = d.time()
		return t, ok, true
	}
	if !isISOZone(zone) {
		return t, false, false
	}
	d.zone = zone
	t, ok = d.time()
	return t, ok, true
}

// isISOZone reports whether s is Z or a number of hours with a sign or without,
// and maybe minutes, with up to two colons between them.
func isISOZone(s string) bool {
	if s == "Z" || s == "z" {
		return true
	}
	if s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	for _, hours := range []int{2, 1} {
		if leadingDigits(s) < hours {
			continue
		}
		rest := strings.TrimPrefix(strings.TrimPrefix(s[hours:], ":"), ":")
		if rest == "" && !strings.HasSuffix(s, "::") || len(rest) == 2 && leadingDigits(rest) == 2 {
			return true
		}
	}
	return false
}
