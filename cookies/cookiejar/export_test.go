package cookiejar

import "time"

func init() {
	// The vectors were made at this time.
	timeNow = func() time.Time { return time.Unix(1_700_000_000, 0) }
}

// SetNow sets the clock, until the test ends.
func SetNow(t interface{ Cleanup(func()) }, now time.Time) {
	old := timeNow
	timeNow = func() time.Time { return now }
	t.Cleanup(func() { timeNow = old })
}

var (
	CookieDate = cookieDate
	ToASCII    = toASCII
)
