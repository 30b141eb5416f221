// Package b64 is Python's [base64] module: base64, base 32, base 16, ascii85,
// base 85 and z85, with its keywords, its answers and its error texts.
//
//	text, err := b64.B64Encode("data to be encoded", b64.AltChars("-_"))
//	data, err := b64.B64Decode(text, b64.AltChars("-_"), b64.Validate(true))
//
// All functions take strings and byte slices and return byte slices.
//
// [base64]: https://docs.python.org/3.15/library/base64.html
package b64
