package xmlrpc

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// dateLayout is the form of a dateTime.iso8601.
const dateLayout = "20060102T15:04:05"

// A DateTime is a date and time as it goes over the wire, "20160618T19:31:47":
// there is no time zone in it, and peers write other forms as well.
// [UseDatetime] gives time.Time values in its place.
//
// It is Python's [xmlrpc.client.DateTime].
//
// [xmlrpc.client.DateTime]: https://docs.python.org/3.15/library/xmlrpc.client.html#datetime-objects
type DateTime struct{ Value string }

// NewDateTime returns a DateTime of the value, which is
//
//   - a string, taken as it is,
//   - a time.Time (its own clock's reading; its time zone is dropped),
//   - seconds since 1970 as an int, int64 or float64 (in local time), or
//   - 0 or nil: the present local time.
//
// Anything else is a [TypeError]. Seconds that are too many are an
// [OverflowError] or an [OSError], and NaN is a [ValueError].
func NewDateTime(value any) (DateTime, error) {
	switch v := value.(type) {
	case nil:
		return dateOf(time.Now())
	case string:
		return DateTime{v}, nil
	case DateTime:
		return v, nil
	case time.Time:
		return dateOf(v)
	case int:
		return NewDateTime(int64(v))
	case int64:
		if v == 0 {
			return dateOf(time.Now())
		}
		return dateOfSeconds(v)
	case float64:
		switch f := math.Floor(v); {
		case v == 0:
			return dateOf(time.Now())
		case math.IsNaN(v):
			return DateTime{}, &ValueError{Text: "Invalid value NaN (not a number)"}
		case -1<<63 <= f && f < 1<<63:
			return dateOfSeconds(int64(f))
		}
		return DateTime{}, &OverflowError{Text: "timestamp out of range for platform time_t"}
	}
	return DateTime{}, &TypeError{Text: fmt.Sprintf("must be real number, not %T", value)}
}

// dateOfSeconds returns a date of any year that C's struct tm can hold.
func dateOfSeconds(sec int64) (DateTime, error) {
	const first, last = -67768040609740800, 67768036191676799 // in UTC
	if sec < first || sec > last {
		return DateTime{}, &OSError{Errno: 75, Strerror: "Value too large for defined data type"}
	}
	t := time.Unix(sec, 0).Local()
	return DateTime{fmt.Sprintf("%04d%s", int32(t.Year()), t.Format(dateLayout[len("2006"):]))}, nil
}

func dateOf(t time.Time) (DateTime, error) {
	s, err := appendTime(nil, t)
	return DateTime{string(s)}, err
}

func appendTime(dst []byte, t time.Time) ([]byte, error) {
	if y := t.Year(); y < 1 || y > 9999 {
		return dst, &ValueError{Text: fmt.Sprintf("year must be in 1..9999, not %d", y)}
	}
	return t.AppendFormat(dst, dateLayout), nil
}

// String returns the date as it goes over the wire.
func (d DateTime) String() string { return d.Value }

// Decode sets the date to what a document holds.
func (d *DateTime) Decode(data string) { d.Value = string(trimSpace([]byte(data))) }

// Encode writes the date's element to out.
func (d DateTime) Encode(out io.Writer) error {
	_, err := io.WriteString(out, "<value><dateTime.iso8601>"+d.Value+"</dateTime.iso8601></value>\n")
	return err
}

// Timetuple returns the date as a time, in UTC for want of a zone.
// It returns a [ValueError] if the text has another form than 20160618T19:31:47.
func (d DateTime) Timetuple() (time.Time, error) { return parseDate(d.Value) }

// MakeComparable returns the texts by which the date and other are compared.
// Other is a DateTime, a time.Time or a string, or else the error is a [TypeError].
func (d DateTime) MakeComparable(other any) (s, o string, err error) {
	switch v := other.(type) {
	case DateTime:
		return d.Value, v.Value, nil
	case *DateTime:
		if v != nil {
			return d.Value, v.Value, nil
		}
	case string:
		return d.Value, v, nil
	case time.Time:
		b, err := appendTime(nil, v)
		return d.Value, string(b), err
	}
	return "", "", &TypeError{Text: fmt.Sprintf("Can't compare DateTime and %T", other)}
}

// Equal reports whether other is the same date: see [DateTime.MakeComparable].
func (d DateTime) Equal(other any) bool {
	s, o, err := d.MakeComparable(other)
	return err == nil && s == o
}

// Compare returns -1, 0 or +1 as the date is before, at or after other: see
// [DateTime.MakeComparable].
func (d DateTime) Compare(other any) (int, error) {
	s, o, err := d.MakeComparable(other)
	return strings.Compare(s, o), err
}

// parseDate reads a date as Python's strptime does with the format
// %Y%m%dT%H:%M:%S: months, days and the rest may have one digit where the text
// goes on in no other way, and digits of other scripts in places.
func parseDate(s string) (time.Time, error) {
	if t, ok := parseFullDate(s); ok {
		return t, nil
	}
	rest, fields, ok := matchDate(s)
	if !ok {
		return time.Time{}, &ValueError{Text: "time data " + pyrepr.String(s) + " does not match format '%Y%m%dT%H:%M:%S'"}
	}
	if rest != "" {
		return time.Time{}, &ValueError{Text: "unconverted data remains: " + rest}
	}
	year, month, day := fields[0], time.Month(fields[1]), fields[2]
	if year < 1 {
		return time.Time{}, &ValueError{Text: fmt.Sprintf("year must be in 1..9999, not %d", year)}
	}
	if last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day(); day > last {
		return time.Time{}, &ValueError{Text: fmt.Sprintf("day %d must be in range 1..%d for month %d in year %d", day, last, month, year)}
	}
	if fields[5] > 59 {
		return time.Time{}, &ValueError{Text: fmt.Sprintf("second must be in 0..59, not %d", fields[5])}
	}
	return time.Date(year, month, day, fields[3], fields[4], fields[5], 0, time.UTC), nil
}

// parseFullDate reads the usual form, every field with all its digits.
func parseFullDate(s string) (time.Time, bool) {
	if len(s) != len(dateLayout) || s[8] != 'T' || s[11] != ':' || s[14] != ':' {
		return time.Time{}, false
	}
	num := func(i, j int) int {
		n := 0
		for ; i < j; i++ {
			if s[i] < '0' || s[i] > '9' {
				return -1
			}
			n = n*10 + int(s[i]-'0')
		}
		return n
	}
	y, mo, d, h, mi, sec := num(0, 4), num(4, 6), num(6, 8), num(9, 11), num(12, 14), num(15, 17)
	if y < 1 || mo < 1 || mo > 12 || d < 1 || d > 28 || h < 0 || h > 23 || mi < 0 || mi > 59 || sec < 0 || sec > 59 {
		return time.Time{}, false // or one for the slow way
	}
	return time.Date(y, time.Month(mo), d, h, mi, sec, 0, time.UTC), true
}

// matchDate looks for a match of the format at the start of s: in each field
// first the forms with two digits, then those with one.
func matchDate(s string) (rest string, fields [6]int, ok bool) {
	year, size := leadingYear(s)
	if size == 0 {
		return "", fields, false
	}
	fields[0] = year
	rest, ok = matchFields(s[size:], fields[:], 1)
	return rest, fields, ok
}

// A dateField is how one of the fields behind the year looks.
type dateField struct {
	before   string // what comes before it, in either case
	low, max int
	tens     string // the first digits after which any script's digit may stand
	any      bool   // a single digit may be of any script
	blank    bool   // a single digit may have a blank before it
}

var dateFields = [...]dateField{
	1: {"", 1, 12, "", false, false},
	2: {"", 1, 31, "12", false, true},
	3: {"T", 0, 23, "01", true, true},
	4: {":", 0, 59, "012345", true, false},
	5: {":", 0, 61, "012345", true, false},
}

// matchFields matches the fields from the i-th on.
func matchFields(s string, fields []int, i int) (rest string, ok bool) {
	if i == len(fields) {
		return s, true
	}
	f := &dateFields[i]
	if len(s) < len(f.before) || !strings.EqualFold(s[:len(f.before)], f.before) {
		return "", false
	}
	s = s[len(f.before):]
	for _, form := range [...]func(string) (int, int){f.two, f.one, f.padded} {
		v, size := form(s)
		if size == 0 || v < f.low || v > f.max {
			continue
		}
		fields[i] = v
		if rest, ok := matchFields(s[size:], fields, i+1); ok {
			return rest, true
		}
	}
	return "", false
}

// two reads two digits; size is 0 if there are none.
func (f *dateField) two(s string) (v, size int) {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return 0, 0
	}
	r, n := utf8.DecodeRuneInString(s[1:])
	d := digitValue(r)
	if d < 0 || n == 0 || r >= 0x80 && strings.IndexByte(f.tens, s[0]) < 0 {
		return 0, 0
	}
	return int(s[0]-'0')*10 + int(d), 1 + n
}

// one reads one digit.
func (f *dateField) one(s string) (v, size int) {
	r, n := utf8.DecodeRuneInString(s)
	d := digitValue(r)
	if d < 0 || n == 0 || r >= 0x80 && !f.any {
		return 0, 0
	}
	return int(d), n
}

// padded reads a blank and a digit.
func (f *dateField) padded(s string) (v, size int) {
	if !f.blank || !strings.HasPrefix(s, " ") {
		return 0, 0
	}
	if v, size = f.one(s[1:]); size > 0 {
		size++
	}
	return v, size
}

// leadingYear reads four digits of any script.
func leadingYear(s string) (v, size int) {
	for range 4 {
		r, n := utf8.DecodeRuneInString(s[size:])
		d := digitValue(r)
		if d < 0 || n == 0 {
			return 0, 0
		}
		v = v*10 + int(d)
		size += n
	}
	return v, size
}
