package fetch_test

import (
	"context"
	"io"
	"log"
	"net/netip"
	"runtime"
)

// quiet is a log for servers that are meant to fail.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

func allowAll(context.Context, string, netip.AddrPort) error { return nil }

// testingBytes returns how many bytes f allocates.
func testingBytes(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
