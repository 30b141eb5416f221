package main

import (
	"fmt"

	"github.com/gobatteries/batteries/b64"
)

// base32 follows base64_base32: capitals and six digits, for where case doesn't
// count.
func base32() error {
	fmt.Printf("Original: %q\n", originalData)
	encoded, err := b64.B32Encode(originalData)
	if err != nil {
		return err
	}
	fmt.Printf("Encoded : %q\n", encoded)
	decoded, err := b64.B32Decode(encoded)
	if err != nil {
		return err
	}
	fmt.Printf("Decoded : %q\n", decoded)
	return nil
}

// base16 follows base64_base16: hexadecimal digits, in capitals.
func base16() error {
	fmt.Printf("Original: %q\n", originalData)
	encoded, err := b64.B16Encode(originalData)
	if err != nil {
		return err
	}
	fmt.Printf("Encoded : %q\n", encoded)
	decoded, err := b64.B16Decode(encoded)
	if err != nil {
		return err
	}
	fmt.Printf("Decoded : %q\n", decoded)
	return nil
}

// base85 follows base64_base85: 4 bytes in 5 characters, where base 64 needs 6 for
// them. The two forms of it differ in their alphabets.
func base85() error {
	fmt.Printf("Original    : %d bytes %q\n", len(originalData), originalData)
	for _, encoding := range []struct {
		name   string
		encode func(string) ([]byte, error)
	}{
		{"b64encode()", func(s string) ([]byte, error) { return b64.B64Encode(s) }},
		{"b85encode()", func(s string) ([]byte, error) { return b64.B85Encode(s) }},
		{"a85encode()", func(s string) ([]byte, error) { return b64.A85Encode(s) }},
	} {
		encoded, err := encoding.encode(originalData)
		if err != nil {
			return err
		}
		fmt.Printf("%s : %d bytes %q\n", encoding.name, len(encoded), encoded)
	}
	return nil
}
