//go:build !purego

package jsonx

import (
	"reflect"
	"unsafe"
)

// This file is the package's only unsafe code. An interface holds a string, a
// number or a slice by a pointer to it, and converting one allocates room for
// it, which is most of the cost of decoding into values. The decoder has put the
// value into a chunk of its own already; these functions make the interface
// point there. The pointer is an ordinary one into the chunk, so the garbage
// collector sees it, and nobody writes to that element again.
//
// Likewise, reflection takes most of the time that it takes to read or write a
// field of a struct. For strings, numbers and booleans the functions at the end
// go straight to the field or the element: the address of its struct or its slice
// plus its offset, both as package reflect gives them.
//
// The build tag purego replaces the file by safe.go.

// borrow returns bytes as a string. The caller's bytes may change once the
// document is decoded, so nothing of the string may be kept.
func borrow(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

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

// base is the address of a variable.
type base = unsafe.Pointer

const fastFields = true

// baseOf returns the address of an addressable value.
func baseOf(v reflect.Value) base { return unsafe.Pointer(v.UnsafeAddr()) }

// A typedNil is a nil pointer to a variable of some type. Its type goes into the
// interfaces that valueAt makes, which is quicker than reflect.NewAt's search for
// the type of the pointer.
type typedNil any

func nilOf(t reflect.Type) typedNil { return reflect.Zero(reflect.PointerTo(t)).Interface() }

// valueAt returns the variable at b.
func valueAt(t typedNil, b base) reflect.Value {
	(*words)(unsafe.Pointer(&t))[1] = b
	return reflect.ValueOf(t).Elem()
}

// variable returns the variable that an addressable value of type T stands for.
func variable[T any](v reflect.Value) *T { return (*T)(unsafe.Pointer(v.UnsafeAddr())) }

// fieldAs returns the variable at b, whose type has T's kind.
func fieldAs[T any](b base) *T { return (*T)(b) }

// offset returns the address of a field or an element, n bytes on.
func offset(b base, n uintptr) base { return unsafe.Add(b, n) }

// elements returns the address of the first element of the slice at b, and the
// slice's length.
func elements(b base) (first base, n int) {
	bytes := (*[]byte)(b) // every slice looks alike
	return unsafe.Pointer(unsafe.SliceData(*bytes)), len(*bytes)
}

// place returns an address as a number, to be compared.
func place(b base) uintptr { return uintptr(b) }
