//go:build purego

package jsonx

import "reflect"

// These are the plain conversions; unsafe.go has the fast ones.

func borrow(b []byte) string { return string(b) }

func stringAt(p *string) any   { return *p }
func int64At(p *int64) any     { return *p }
func float64At(p *float64) any { return *p }
func sliceAt(p *[]any) any     { return *p }

// base would be the address of a variable; without fastFields nobody asks for one.
type base = *struct{}

const fastFields = false

type typedNil = struct{}

func nilOf(reflect.Type) typedNil          { return typedNil{} }
func baseOf(reflect.Value) base            { return nil }
func valueAt(typedNil, base) reflect.Value { return reflect.Value{} }
func fieldAs[T any](base) *T               { return nil }
func offset(b base, _ uintptr) base        { return b }
func elements(base) (first base, n int)    { return nil, 0 }
func place(base) uintptr                   { return 0 }

func variable[T any](v reflect.Value) *T { return v.Addr().Interface().(*T) }
