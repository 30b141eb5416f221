package main

import (
	"fmt"
	"strings"

	"github.com/gobatteries/batteries/jsonx"
)

// encoderIterable follows json_encoder_iterable: the pieces that the text is made of.
func encoderIterable() error {
	data := []map[string]any{{"a": "A", "b": [2]int{2, 4}, "c": 3.0}}
	for part, err := range jsonx.NewJSONEncoder().IterEncode(data) {
		if err != nil {
			return err
		}
		fmt.Println("PART:", part)
	}
	return nil
}

// dumpFile follows json_dump_file.
func dumpFile() error {
	data := []map[string]any{{"a": "A", "b": [2]int{2, 4}, "c": 3.0}}
	var f strings.Builder
	if err := jsonx.Dump(data, &f); err != nil {
		return err
	}
	fmt.Println(&f)
	return nil
}

// loadFile follows json_load_file: the members keep the order of the text.
func loadFile() error {
	f := strings.NewReader(`[{"a": "A", "c": 3.0, "b": [2, 4]}]`)
	data, err := jsonx.Load(f)
	if err != nil {
		return err
	}
	fmt.Println(data)
	return nil
}
