package main

import (
	"fmt"

	"github.com/gobatteries/batteries/jsonx"
)

// simpleTypes follows json_simple_types. Any Go value will do; a float keeps its
// point, as in Python.
func simpleTypes() error {
	data := []map[string]any{{"a": "A", "b": [2]int{2, 4}, "c": 3.0}}
	fmt.Println("DATA:", data)

	text, err := jsonx.Dumps(data)
	if err != nil {
		return err
	}
	fmt.Println("JSON:", text)
	return nil
}

// sortKeys follows json_sort_keys. A Go map has no order and is always written
// sorted; an Object keeps the order in which its members were set, as a dict does.
func sortKeys() error {
	object := new(jsonx.Object)
	object.Set("a", "A")
	object.Set("b", [2]int{2, 4})
	object.Set("c", 3.0)
	data := []any{object}
	fmt.Println("DATA:", data)

	unsorted, err := jsonx.Dumps(data)
	if err != nil {
		return err
	}
	first, err := jsonx.Dumps(data, jsonx.SortKeys(true))
	if err != nil {
		return err
	}
	second, err := jsonx.Dumps(data, jsonx.SortKeys(true))
	if err != nil {
		return err
	}
	fmt.Println("JSON:", unsorted)
	fmt.Println("SORT:", first)
	fmt.Println("UNSORTED MATCH:", unsorted == first)
	fmt.Println("SORTED MATCH  :", first == second)
	return nil
}

// indent follows json_indent. Indent takes a number of blanks or a string.
func indent() error {
	data := []map[string]any{{"a": "A", "b": [2]int{2, 4}, "c": 3.0}}
	fmt.Println("DATA:", data)

	normal, err := jsonx.Dumps(data, jsonx.SortKeys(true))
	if err != nil {
		return err
	}
	fmt.Println("NORMAL:", normal)

	indented, err := jsonx.Dumps(data, jsonx.SortKeys(true), jsonx.Indent(2))
	if err != nil {
		return err
	}
	fmt.Println("INDENT:", indented)
	return nil
}

// compactEncoding follows json_compact_encoding: without the blanks after commas and
// colons, the text is a sixth shorter.
func compactEncoding() error {
	object := new(jsonx.Object)
	object.Set("a", "A")
	object.Set("b", [2]int{2, 4})
	object.Set("c", 3.0)
	data := []any{object}
	fmt.Println("DATA:", data)
	fmt.Println("repr(data)             :", len(fmt.Sprint(data)))

	plain, err := jsonx.Dumps(data)
	if err != nil {
		return err
	}
	fmt.Println("dumps(data)            :", len(plain))

	indented, err := jsonx.Dumps(data, jsonx.Indent(2))
	if err != nil {
		return err
	}
	fmt.Println("dumps(data, indent=2)  :", len(indented))

	compact, err := jsonx.Dumps(data, jsonx.Separators(",", ":"))
	if err != nil {
		return err
	}
	fmt.Println("dumps(data, separators):", len(compact))
	return nil
}

// skipKeys follows json_skipkeys. A Dict is a mapping whose keys are of any type, as
// a dict's are; what can't be a name is an error, or is left out.
func skipKeys() error {
	data := []jsonx.Dict{{
		{Key: "a", Value: "A"},
		{Key: "b", Value: [2]int{2, 4}},
		{Key: "c", Value: 3.0},
		{Key: [1]string{"d"}, Value: "D tuple"},
	}}

	fmt.Println("First attempt")
	if _, err := jsonx.Dumps(data); err != nil {
		fmt.Println("ERROR:", err)
	}

	fmt.Println()
	fmt.Println("Second attempt")
	text, err := jsonx.Dumps(data, jsonx.SkipKeys(true))
	if err != nil {
		return err
	}
	fmt.Println(text)
	return nil
}
