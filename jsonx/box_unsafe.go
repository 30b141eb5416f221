//go:build !purego

package jsonx

import "unsafe"

// This file is the package's only unsafe code. An interface holds a string, a
// number or a slice by a pointer to it, and converting one allocates room for
// it, which is most of the cost of decoding into values. The decoder has put the
// value into a chunk of its own already; these functions make the interface
// point there. The pointer is an ordinary one into the chunk, so the garbage
// collector sees it, and nobody writes to that element again.
//
// The build tag purego replaces the file by box_safe.go.

// words is an interface as it lies in memory: its type and its data pointer.
type words [2]unsafe.Pointer

func stringAt(p *string) any {
	var v any = ""
	(*words)(unsafe.Pointer(&v))[1] = unsafe.Pointer(p)
	return v
}

func int64At(p *int64) any {
	var v any = int64(0)
	(*words)(unsafe.Pointer(&v))[1] = unsafe.Pointer(p)
	return v
}

func float64At(p *float64) any {
	var v any = float64(0)
	(*words)(unsafe.Pointer(&v))[1] = unsafe.Pointer(p)
	return v
}

func sliceAt(p *[]any) any {
	v := noElements
	(*words)(unsafe.Pointer(&v))[1] = unsafe.Pointer(p)
	return v
}
