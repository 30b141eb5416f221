package main

import (
	"strings"
	"testing"

	"github.com/gobatteries/batteries/examples/internal/menu/menutest"
)

// inPython has what Go prints for a value, and what Python does; testdata has the
// latter.
var inPython = strings.NewReplacer(
	// The data before encoding.
	`DATA: [map[a:A b:[2 4] c:3]]`, `DATA: [{'a': 'A', 'b': (2, 4), 'c': 3.0}]`,
	`DATA   : [map[a:A b:[2 4] c:3]]`, `DATA   : [{'a': 'A', 'b': (2, 4), 'c': 3.0}]`,
	`DATA: [{"a": "A", "b": [2, 4], "c": 3.0}]`, `DATA: [{'a': 'A', 'b': (2, 4), 'c': 3.0}]`,
	// Decoded data.
	`DECODED: [{"a": "A", "b": [2, 4], "c": 3.0}]`, `DECODED: [{'a': 'A', 'b': [2, 4], 'c': 3.0}]`,
	`[{"a": "A", "c": 3.0, "b": [2, 4]}]`, `[{'a': 'A', 'c': 3.0, 'b': [2, 4]}]`,
	`{"s": "instance value goes here"}`, `{'s': 'instance value goes here'}`,
	`" This text is not JSON."`, `' This text is not JSON.'`,
	// Types and booleans.
	`ORIGINAL: [2]int`, `ORIGINAL: <class 'tuple'>`,
	`DECODED : []interface {}`, `DECODED : <class 'list'>`,
	`not [1]string`, `not tuple`,
	`CLASS: main.MyObj`, `CLASS: <class 'json_myobj.MyObj'>`,
	`MATCH: true`, `MATCH: True`,
	`MATCH  : true`, `MATCH  : True`,
)

func TestPrograms(t *testing.T) {
	menutest.Compare(t, programs, inPython.Replace)
}
