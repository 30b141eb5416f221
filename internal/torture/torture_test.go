package main

import (
	"runtime"
	"testing"
	"time"

	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

// Each of 500 requests to a server of bad habits ends in the right error, in
// time, and leaves no goroutine behind.
func TestTorture(t *testing.T) {
	before := runtime.NumGoroutine()
	r, err := run(500, 64, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.failures {
		t.Error(f)
	}
	var n int
	for range 200 {
		runtime.GC() // which ends what was never closed
		if n = runtime.NumGoroutine(); n <= before {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	buf := make([]byte, 1<<16)
	t.Errorf("%d goroutines, %d before:\n%s", n, before, buf[:runtime.Stack(buf, true)])
}
