package cookiejar

import (
	"bufio"
	"strings"
	"time"
)

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

// Places returns how many domains the jar knows, with cookies or without.
func Places(j *CookieJar) int { return j.cookies.len() }

// ReadText is Load of all cookies of a text instead of a file.
func ReadText(j *FileCookieJar, text string) error {
	return j.read(strings.NewReader(text), selection{filename: "x", ignoreDiscard: true, ignoreExpires: true})
}

// WriteText returns what Save writes.
func WriteText(j *FileCookieJar) string {
	var b strings.Builder
	w := bufio.NewWriter(&b)
	j.format.write(w, j.snapshot())
	w.Flush()
	return b.String()
}
