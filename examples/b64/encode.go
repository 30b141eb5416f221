package main

import (
	_ "embed"
	"fmt"

	"github.com/gobatteries/batteries/b64"
)

// source is this file.
//
//go:embed encode.go
var source []byte

// b64Encode follows base64_b64encode: a program encodes the beginning of its own
// source, of as many bytes as the page does.
func b64Encode() error {
	initialData := source[:184]
	encoded, err := b64.B64Encode(initialData)
	if err != nil {
		return err
	}

	// Every 3 bytes become 4 characters, the last ones with padding.
	padding := (3 - len(initialData)%3) % 3
	fmt.Printf("%d bytes before encoding\n", len(initialData))
	fmt.Printf("Expect %d padding bytes\n", padding)
	fmt.Printf("%d bytes after encoding\n\n", len(encoded))
	fmt.Printf("%q\n", encoded)
	return nil
}
