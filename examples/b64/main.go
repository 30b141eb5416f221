// B64 has the counterparts of the chapter's examples for base64:
//
//	go run ./examples/b64
//	go run ./examples/b64 base85
//
// Where the page shows a literal such as b'++8=', Go's is "++8=". Programs that
// encode files stand in ../cmd/base64tool.
package main

import "github.com/gobatteries/batteries/examples/internal/menu"

var programs = []menu.Program{
	{Name: "b64encode", Shows: "source text in base 64, and its length", Run: b64Encode},
	{Name: "b64decode", Shows: "there and back", Run: b64Decode},
	{Name: "urlsafe", Shows: "the alphabet for URLs", Run: urlsafe},
	{Name: "base32", Shows: "base 32 there and back", Run: base32},
	{Name: "base16", Shows: "base 16 there and back", Run: base16},
	{Name: "base85", Shows: "the two forms of base 85, and base 64 beside them", Run: base85},
}

func main() { menu.Main("b64", programs) }
