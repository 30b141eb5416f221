// Jsonx has the counterparts of the chapter's examples for json:
//
//	go run ./examples/jsonx
//	go run ./examples/jsonx mixed_data
//
// The JSON is CPython's to the byte. Differences from the page:
//
//   - Go's values print in Go's form, [map[a:A b:[2 4] c:3]], and decoded objects in
//     that of JSON, where the page has Python's repr. What compact_encoding says of
//     repr(data) is the length of that form, which happens to be the same.
//   - A tuple is an array here, and so is the key that skipkeys leaves out: its type
//     stands in the error, "not [1]string".
//   - A document that names a class gets one of those that the program knows; Python
//     imports whatever module it names. The class prints as main.MyObj.
//
// The page's python -m json.tool is ../cmd/jsontool.
package main

import "github.com/gobatteries/batteries/examples/internal/menu"

var programs = []menu.Program{
	{Name: "simple_types", Shows: "data as JSON", Run: simpleTypes},
	{Name: "simple_types_decode", Shows: "there and back, which changes a type", Run: simpleTypesDecode},
	{Name: "sort_keys", Shows: "members in the order of their names", Run: sortKeys},
	{Name: "indent", Shows: "JSON for people", Run: indent},
	{Name: "compact_encoding", Shows: "JSON for machines, and how long it is", Run: compactEncoding},
	{Name: "skipkeys", Shows: "a key that can't be a member's name", Run: skipKeys},
	{Name: "myobj", Shows: "a type of the program's own, used by the next four; prints nothing", Run: myObj},
	{Name: "dump_default", Shows: "a function for what has no JSON form", Run: dumpDefault},
	{Name: "load_object_hook", Shows: "a function that makes objects into values", Run: loadObjectHook},
	{Name: "encoder_default", Shows: "the same, as an encoder", Run: encoderDefault},
	{Name: "decoder_object_hook", Shows: "the same, as a decoder", Run: decoderObjectHook},
	{Name: "encoder_iterable", Shows: "JSON in pieces", Run: encoderIterable},
	{Name: "dump_file", Shows: "JSON into an io.Writer", Run: dumpFile},
	{Name: "load_file", Shows: "JSON from an io.Reader", Run: loadFile},
	{Name: "mixed_data", Shows: "JSON with other text behind it", Run: mixedData},
}

func main() { menu.Main("jsonx", programs) }
