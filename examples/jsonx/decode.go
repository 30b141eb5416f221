package main

import (
	"fmt"
	"strings"

	"github.com/gobatteries/batteries/jsonx"
)

// simpleTypesDecode follows json_simple_types_decode: JSON knows one kind of list,
// so that what was an array comes back as a slice. LoadsInto fills Go types instead.
func simpleTypesDecode() error {
	array := [2]int{2, 4}
	data := []map[string]any{{"a": "A", "b": array, "c": 3.0}}
	fmt.Println("DATA   :", data)

	encoded, err := jsonx.Dumps(data)
	if err != nil {
		return err
	}
	fmt.Println("ENCODED:", encoded)

	decoded, err := jsonx.Loads(encoded)
	if err != nil {
		return err
	}
	fmt.Println("DECODED:", decoded)

	list, err := jsonx.Pointer{"0", "b"}.Get(decoded)
	if err != nil {
		return err
	}
	fmt.Printf("ORIGINAL: %T\n", array)
	fmt.Printf("DECODED : %T\n", list)
	return nil
}

// mixedData follows json_mixed_data: RawDecode says where the document ends, and
// reads none that begins later. It counts bytes, so that data[end:] is the rest.
func mixedData() error {
	const (
		document = `[{"a": "A", "c": 3.0, "b": [2, 4]}]`
		text     = "This text is not JSON."
	)
	decoder := jsonx.NewJSONDecoder()

	fmt.Println("JSON first:")
	data := strings.Join([]string{document, text}, " ")
	value, end, err := decoder.RawDecode(data, 0)
	if err != nil {
		return err
	}
	fmt.Println("Object              :", value)
	fmt.Println("End of parsed input :", end)
	fmt.Printf("Remaining text      : %q\n", data[end:])

	fmt.Println()
	fmt.Println("JSON embedded:")
	data = strings.Join([]string{text, document, text}, " ")
	if _, _, err := decoder.RawDecode(data, 0); err != nil {
		fmt.Println("ERROR:", err)
	}
	return nil
}
