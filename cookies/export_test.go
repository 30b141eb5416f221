package cookies

import "time"

func init() {
	// The vectors were made at this time.
	now = func() time.Time { return time.Unix(1_700_000_000, 0) }
}
