package uuid

import "time"

// A systemClock is the time of day in nanoseconds since 1970. It asks for it
// once in a millisecond and in between adds what the monotonic clock says,
// which is read in half the time. When the time of day is set, UUIDs have it
// at most a millisecond later.
type systemClock struct {
	asked time.Time
	nano  int64 // the time of day when it was asked for
}

func (c *systemClock) now() int64 {
	since := time.Since(c.asked)
	if since < 0 || since >= time.Millisecond { // negative where a test has a clock of its own
		c.asked = time.Now()
		c.nano, since = c.asked.UnixNano(), 0
	}
	return c.nano + int64(since)
}

// milliseconds returns the Unix time. The caller holds g.mu.
func (g *Generator) milliseconds() int64 {
	if g.now != nil {
		return g.now().UnixMilli()
	}
	return floor(g.clock.now(), 1e6)
}

// now100 returns the time in 100 ns since 1582. The caller holds g.mu.
func (g *Generator) now100() int64 {
	if g.now != nil {
		t := g.now()
		return t.Unix()*1e7 + int64(t.Nanosecond()/100) + epoch1582
	}
	return floor(g.clock.now(), 100) + epoch1582
}

// floor returns n/d rounded down.
func floor(n, d int64) int64 {
	if n < 0 {
		n -= d - 1
	}
	return n / d
}
