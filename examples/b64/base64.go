package main

import (
	"fmt"

	"github.com/gobatteries/batteries/b64"
)

const originalData = "This is the data, in the clear."

// b64Decode follows base64_b64decode. The functions take a string as well as
// bytes, and return bytes.
func b64Decode() error {
	encoded, err := b64.B64Encode(originalData)
	if err != nil {
		return err
	}
	fmt.Printf("Encoded : %q\n", encoded)
	decoded, err := b64.B64Decode(encoded)
	if err != nil {
		return err
	}
	fmt.Printf("Decoded : %q\n", decoded)
	return nil
}

// urlsafe follows base64_urlsafe: the text has - and _ for what are + and /
// otherwise, which mean something in URLs.
func urlsafe() error {
	for _, original := range [][]byte{{0xfb, 0xef}, {0xff, 0xff}} {
		fmt.Printf("Original         : %q\n", original)
		fmt.Printf("Standard encoding: %q\n", b64.StandardB64Encode(original))
		fmt.Printf("URL-safe encoding: %q\n\n", b64.URLSafeB64Encode(original))
	}
	return nil
}
