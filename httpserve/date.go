package httpserve

import "time"

func parseDate(s string) (time.Time, bool) {
	t, err := time.Parse("Mon, 02 Jan 2006 15:04:05 GMT", s)
	return t, err == nil
}
