// Cookies has the counterparts of the chapter's examples for http.cookies:
//
//	go run ./examples/cookies
//	go run ./examples/cookies Morsel
//
// What they print is what CPython 3.15 prints, but for a literal such as
// 'He said, "Hello"', which is "He said, \"Hello\"" in Go. The deprecated
// js_output warns nobody at run time; staticcheck and the editor do.
package main

import "github.com/gobatteries/batteries/examples/internal/menu"

var programs = []menu.Program{
	{Name: "setheaders", Shows: "the header that sets a cookie", Run: setHeaders},
	{Name: "Morsel", Shows: "a cookie's attributes, such as its path and its age", Run: morsels},
	{Name: "coded_value", Shows: "a value, and the form in which it is sent", Run: codedValue},
	{Name: "parse", Shows: "cookies from a header, read in two ways", Run: parse},
	{Name: "js_output", Shows: "script elements that set cookies", Run: jsOutput},
}

func main() { menu.Main("cookies", programs) }
