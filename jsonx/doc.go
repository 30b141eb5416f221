// Package jsonx is Python's json module: it reads and writes JSON to the same
// values, the same text and the same error messages, to the byte.
//
//	v, err := jsonx.Loads(`{"b": [1, 2.50, null], "a": "\u00e9"}`)
//	...
//	s, err := jsonx.Dumps(v, jsonx.Indent(2), jsonx.SortKeys(true))
//
// Objects keep the order of their members, integers of any size and lone
// surrogates survive, floats are written as Python's repr writes them.
//
// # Python's names
//
//	json.loads(s), json.load(fp)       Loads(s), Load(fp); the keywords are options: Strict(false)
//	json.dumps(v), json.dump(v, fp)    Dumps(v), Dump(v, fp)
//	json.JSONDecoder                   NewJSONDecoder; Decode, RawDecode
//	json.JSONEncoder                   NewJSONEncoder; Encode, IterEncode, Default
//	json.JSONDecodeError               *JSONDecodeError; Msg, Doc, Pos, Lineno, Colno
//	json.detect_encoding(b)            DetectEncoding(b)
//	cls=                               Cls, with an encoder or a decoder
//	python -m json                     the program examples/cmd/jsontool
//
//	dict, list                         *Object, []any; Dict for keys that are no strings
//	str, int, float                    string, int64 or *big.Int, float64
//	True, None                         true, nil
//
// # Beyond Python
//
// [LoadsInto] fills structs by their json tags. [LoadValues], [LoadLines] and
// [LoadItems] read streams value by value, a [TokenReader] token by token, in
// constant memory. [Canonicalize] gives the canonical form of RFC 8785. [Pointer]
// is RFC 6901, [Patch] RFC 6902 and [MergePatch] RFC 7396. [JSONC] and [JSON5]
// read files that people write by hand. [RawNumber] keeps a number's text,
// [DuplicateNames] says what becomes of a name that comes twice, [EscapeHTML] makes
// text fit for a script element.
//
// # Differences from Python
//
//   - Where an error names a type, it is Go's: "Object of type MyObj is not JSON
//     serializable" (TestGoTypeNames).
//   - Any Go value can be encoded. Only what JSON has no form for, such as a channel
//     or a struct with unexported fields alone, goes to Default (TestGoValues).
//     Bytes are written in base64 and floats of 32 bits with the digits that those
//     need. A map is written in the order of its keys. Nil slices and maps are
//     empty arrays and objects; nil bytes are null.
//   - A Default that returns the struct it was given ends in a RecursionError instead
//     of a ValueError, since structs have no identity (TestDefaultReturnsItself).
//   - Nesting is limited to 50,000 levels, by MaxDepth; Python's limit is the size of its
//     stack, and its message names that (TestDeepNesting).
//   - RawDecode counts bytes, as Go's strings do; errors count code points
//     (TestRawDecodeBytes).
//   - A decoded string shares the memory of one copy of the document, which stays
//     for as long as the string does. strings.Clone parts the two.
//   - Options can't be subclassed: instead of overriding default, give [Default].
//
// # References
//
// RFC 8259 is JSON, RFC 8785 the canonical form, RFC 6901 pointers, RFC 6902 patches,
// RFC 7396 merge patches. JSON Lines is https://jsonlines.org, JSON5 https://spec.json5.org.
// Python's json is https://docs.python.org/3.15/library/json.html.
package jsonx
