package cookies

import (
	"fmt"
	"math/big"
	"reflect"
	"strconv"
	"time"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// str returns Python's str(v) of the value that v stands for. What Python does
// not know prints as fmt prints it.
func str(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case nil:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case int:
		return strconv.Itoa(v)
	case float64:
		return pyrepr.Float(v)
	case float32:
		return pyrepr.Float(float64(v))
	case []byte:
		return pyrepr.Bytes(v)
	case *big.Int:
		return v.String()
	case []any:
		if s, ok := pyrepr.Value(v); ok {
			return s
		}
	}
	return fmt.Sprint(v)
}

// integer returns v's value if it is a Python int, which a bool is too.
func integer(v any) (n int64, isInt, fits bool) {
	switch v := v.(type) {
	case string, nil, time.Time, time.Duration:
		return 0, false, false
	case bool:
		if v {
			return 1, true, true
		}
		return 0, true, true
	case int:
		return int64(v), true, true
	case *big.Int:
		if v == nil {
			return 0, false, false
		}
		return v.Int64(), true, v.IsInt64()
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return r.Int(), true, true
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		u := r.Uint()
		return int64(u), true, u <= 1<<63-1
	}
	return 0, false, false
}

// number returns v's value if it is a Python int or float; nil stands for what
// equals no number.
func number(v any) (n *big.Float, ok bool) {
	n = new(big.Float)
	switch v := v.(type) {
	case float64:
		if v != v {
			return nil, true
		}
		return n.SetFloat64(v), true
	case float32:
		return number(float64(v))
	case *big.Int:
		if v == nil {
			return nil, false
		}
		return n.SetInt(v), true // exact
	}
	i, isInt, fits := integer(v)
	if isInt && !fits { // an unsigned one
		return n.SetInt(new(big.Int).SetUint64(reflect.ValueOf(v).Uint())), true
	}
	return n.SetInt(big.NewInt(i)), isInt
}

// truth is Python's bool(v).
func truth(v any) bool {
	switch v := v.(type) {
	case string:
		return v != ""
	case nil:
		return false
	case bool:
		return v
	case float64:
		return v != 0
	case *big.Int:
		return v != nil && v.Sign() != 0
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Slice, reflect.Map, reflect.Array, reflect.String:
		return r.Len() > 0
	default:
		return !r.IsZero()
	}
}

// now is the clock, which tests replace.
var now = time.Now

// maxSeconds bounds how far from now a date may be: some 285 million years.
const maxSeconds = 1 << 53

// appendDate appends a date as a header has it, as in "Thu, 01 Jan 1970 00:00:00
// GMT". A year of less than four digits is filled up with blanks.
func appendDate(dst []byte, t time.Time) []byte {
	const days, months = "SunMonTueWedThuFriSat", "JanFebMarAprMayJunJulAugSepOctNovDec"
	const secondsOfDay = 24 * 60 * 60
	year, month, day := t.UTC().Date()
	number := t.Unix() / secondsOfDay
	clock := int(t.Unix() % secondsOfDay)
	if clock < 0 {
		number, clock = number-1, clock+secondsOfDay
	}
	weekday := ((number+4)%7 + 7) % 7 // 1970 began on a Thursday
	dst = append(append(dst, days[3*weekday:][:3]...), ", "...)
	dst = append(appendTwo(dst, day), ' ')
	dst = append(append(dst, months[3*(month-1):][:3]...), ' ')
	if year < 1000 || year > 9999 {
		dst = fmt.Appendf(dst, "%4d", year)
	} else {
		dst = appendTwo(appendTwo(dst, year/100), year%100)
	}
	dst = append(appendTwo(append(dst, ' '), clock/3600), ':')
	dst = append(appendTwo(dst, clock/60%60), ':')
	return append(appendTwo(dst, clock%60), " GMT"...)
}

func appendTwo(dst []byte, n int) []byte {
	return append(dst, '0'+byte(n/10), '0'+byte(n%10))
}
