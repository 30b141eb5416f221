package main

import (
	"io"
	"strings"
	"testing"
	"time"
)

// A reader for which each piece takes a while.
type slowReader struct {
	pieces int
	tick   func()
}

func (r *slowReader) Read(b []byte) (int, error) {
	if r.pieces == 0 {
		return 0, io.EOF
	}
	r.pieces--
	r.tick()
	return len(b), nil
}

func TestProgress(t *testing.T) {
	now := time.Unix(1e9, 0)
	var out strings.Builder
	p := &progress{w: &out, now: func() time.Time { return now }}
	source := &countingReader{
		r:      &slowReader{4, func() { now = now.Add(400 * time.Millisecond) }},
		report: p.report("big.iso", 4_000_000),
	}
	for range 4 {
		source.Read(make([]byte, 1_000_000))
	}
	if got, want := out.String(), clearLine+`"big.iso" 3.0 MB of 4.0 MB, 75 %, 2.5 MB/s`+clearLine+`"big.iso" 4.0 MB of 4.0 MB, 100 %, 2.5 MB/s`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	out.Reset()
	io.WriteString(p, "a log line\n")
	io.WriteString(p, "another\n")
	p.clear()
	if got, want := out.String(), clearLine+"a log line\nanother\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A file name can't write to the terminal by itself.
func TestProgressEscapes(t *testing.T) {
	now := time.Unix(1e9, 0)
	var out strings.Builder
	p := &progress{w: &out, now: func() time.Time { now = now.Add(time.Hour); return now }}
	p.report("\x1b[31m\a", 0)(10)
	if got := strings.TrimPrefix(out.String(), clearLine); strings.ContainsAny(got, "\x1b\a") {
		t.Errorf("%q", got)
	}
}
