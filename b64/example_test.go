package b64_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/gobatteries/batteries/b64"
)

func Example() {
	text := b64.StandardB64Encode("This is the data, in the clear.")
	fmt.Printf("Encoded : %s\n", text)
	data, err := b64.B64Decode(text)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("Decoded : %s\n", data)
	// Output:
	// Encoded : VGhpcyBpcyB0aGUgZGF0YSwgaW4gdGhlIGNsZWFyLg==
	// Decoded : This is the data, in the clear.
}

func ExampleB64Encode() {
	text, err := b64.B64Encode("\xfb\xef", b64.AltChars("-_"), b64.Padded(false))
	fmt.Printf("%s %v\n", text, err)
	_, err = b64.B64Encode("\xfb\xef", b64.AltChars("-"))
	fmt.Println(err)
	// Output:
	// --8 <nil>
	// invalid altchars: b'-'
}

func ExampleB64Decode() {
	data, err := b64.B64Decode("Y!W\nJj")
	fmt.Printf("%s %v\n", data, err)
	_, err = b64.B64Decode("Y!W\nJj", b64.Validate(true))
	fmt.Println(err)
	_, err = b64.B64Decode("YWJjZ")
	var value *b64.ValueError
	fmt.Println(errors.As(err, &value), err)
	// Output:
	// abc <nil>
	// Only base64 data is allowed
	// true Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4
}

func ExampleStrict() {
	for _, text := range []string{"YQ==", "YR==", "YQ==\n"} {
		lenient, _ := b64.B64Decode(text)
		_, err := b64.B64Decode(text, b64.Strict(true))
		fmt.Printf("%q means %s, strictly: %v\n", text, lenient, err)
	}
	// Output:
	// "YQ==" means a, strictly: <nil>
	// "YR==" means a, strictly: Non-zero padding bits
	// "YQ==\n" means a, strictly: Only base64 data is allowed
}

func ExampleURLSafeB64Encode() {
	fmt.Printf("%s %s\n", b64.StandardB64Encode("\xff\xff"), b64.URLSafeB64Encode("\xff\xff"))
	// Output: //8= __8=
}

func ExampleB32Encode() {
	text, _ := b64.B32Encode("This is the data, in the clear.")
	fmt.Printf("%s\n", text)
	data, err := b64.B32Decode(strings.ToLower(string(text)), b64.CaseFold(true))
	fmt.Printf("%s %v\n", data, err)
	// Output:
	// KRUGS4ZANFZSA5DIMUQGIYLUMEWCA2LOEB2GQZJAMNWGKYLSFY======
	// This is the data, in the clear. <nil>
}

func ExampleB16Encode() {
	text, _ := b64.B16Encode("This is the data, in the clear.", b64.WrapCol(32))
	fmt.Printf("%s\n", text)
	// Output:
	// 54686973206973207468652064617461
	// 2C20696E2074686520636C6561722E
}

func ExampleA85Encode() {
	text, _ := b64.A85Encode("This is the data, in the clear.", b64.Adobe(true))
	fmt.Printf("%s\n", text)
	// Output: <~<+oue+DGm>FD,5.A79Rg/0JYE+EV:.+Cf5!@<*t~>
}

func ExampleB85Encode() {
	text, _ := b64.B85Encode("This is the data, in the clear.")
	fmt.Printf("%s\n", text)
	// Output: RA^~)AZc?TbZBKDWMOn+EFfuaAarPDAY*K0VR9}
}

func ExampleAppendStandardB64Encode() {
	line := []byte("Authorization: Basic ")
	line = b64.AppendStandardB64Encode(line, "Aladdin:open sesame")
	fmt.Printf("%s\n", line)
	// Output: Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==
}

func ExampleNewB64Encoder() {
	w := b64.NewB64Encoder(os.Stdout, b64.WrapCol(20))
	fmt.Fprint(w, "This is the data, ")
	fmt.Fprint(w, "in the clear.")
	w.Close()
	// Output:
	// VGhpcyBpcyB0aGUgZGF0
	// YSwgaW4gdGhlIGNsZWFy
	// Lg==
}

func ExampleNewB64Decoder() {
	r := b64.NewB64Decoder(strings.NewReader("VGhpcyBpcyB0aGUgZGF0\nYSwgaW4gdGhlIGNsZWFy\nLg==\n"), b64.IgnoreChars("\n"))
	data, err := io.ReadAll(r)
	fmt.Printf("%s %v\n", data, err)
	// Output: This is the data, in the clear. <nil>
}

func ExampleEncode() {
	if err := b64.Encode(strings.NewReader("data to be encoded"), os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output: ZGF0YSB0byBiZSBlbmNvZGVk
}
