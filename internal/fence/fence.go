//go:build linux

// Package fence gives tests memory that ends where nobody may read or write, so
// that code which looks beyond its input fails.
package fence

import (
	"syscall"
	"testing"
)

// Room is how many bytes a fence has.
const Room = 4 * 4096

// A Fence is memory between two pages that nobody may touch.
type Fence struct{ room []byte }

// New returns a Fence for as long as the test runs.
func New(t testing.TB) *Fence {
	page := syscall.Getpagesize()
	m, err := syscall.Mmap(-1, 0, Room+2*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Munmap(m) })
	for _, p := range [][]byte{m[:page], m[page+Room:]} {
		if err := syscall.Mprotect(p, syscall.PROT_NONE); err != nil {
			t.Fatal(err)
		}
	}
	return &Fence{m[page : page+Room : page+Room]}
}

// Start returns n bytes right after a page that nobody may touch.
func (f *Fence) Start(n int) []byte { return f.room[:n:n] }

// End returns n bytes right before such a page.
func (f *Fence) End(n int) []byte { return f.room[Room-n:] }
