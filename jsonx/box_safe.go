//go:build purego

package jsonx

// These are the plain conversions; box_unsafe.go has the fast ones.

func stringAt(p *string) any   { return *p }
func int64At(p *int64) any     { return *p }
func float64At(p *float64) any { return *p }
func sliceAt(p *[]any) any     { return *p }
