//go:build purego

package jsonx

import "reflect"

// These are the plain conversions; unsafe.go has the fast ones.

func stringAt(p *string) any   { return *p }
func int64At(p *int64) any     { return *p }
func float64At(p *float64) any { return *p }
func sliceAt(p *[]any) any     { return *p }

// base would be the address of a struct; without fastFields nobody asks for one.
type base = struct{}

const fastFields = false

func baseOf(reflect.Value) base         { return base{} }
func stringField(base, uintptr) *string { return nil }
func int64Field(base, uintptr) *int64   { return nil }
func floatField(base, uintptr) *float64 { return nil }
func boolField(base, uintptr) *bool     { return nil }

func variable[T any](v reflect.Value) *T { return v.Addr().Interface().(*T) }
