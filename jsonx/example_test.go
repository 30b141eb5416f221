package jsonx_test

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/gobatteries/batteries/jsonx"
)

func ExampleLoads() {
	v, err := jsonx.Loads(`{"name": "Ada", "langs": ["en", "fr"], "id": 12345678901234567890}`)
	if err != nil {
		fmt.Println(err)
		return
	}
	for name, value := range v.(*jsonx.Object).All() {
		fmt.Printf("%s: %v (%T)\n", name, value, value)
	}
	// Output:
	// name: Ada (string)
	// langs: [en fr] ([]interface {})
	// id: 12345678901234567890 (*big.Int)
}

func ExampleLoads_error() {
	_, err := jsonx.Loads("[1,\n 2,]")
	fmt.Println(err)
	var e *jsonx.JSONDecodeError
	if errors.As(err, &e) {
		fmt.Println(e.Msg, e.Lineno, e.Colno, e.Pos)
	}
	// Output:
	// Illegal trailing comma before end of array: line 2 column 3 (char 6)
	// Illegal trailing comma before end of array 2 3 6
}

func ExampleDumps() {
	data := []any{jsonx.NewObject(
		jsonx.Member{Key: "c", Value: 3.0},
		jsonx.Member{Key: "b", Value: []int{2, 4}},
		jsonx.Member{Key: "a", Value: "é"},
	)}
	s, _ := jsonx.Dumps(data)
	fmt.Println(s)
	s, _ = jsonx.Dumps(data, jsonx.SortKeys(true), jsonx.Separators(",", ":"), jsonx.EnsureASCII(false))
	fmt.Println(s)
	// Output:
	// [{"c": 3.0, "b": [2, 4], "a": "\u00e9"}]
	// [{"a":"é","b":[2,4],"c":3.0}]
}

func ExampleDumps_default() {
	type MyObj struct{ s string }
	_, err := jsonx.Dumps(MyObj{"instance value"})
	fmt.Println("ERROR:", err)
	s, _ := jsonx.Dumps(MyObj{"instance value"}, jsonx.Default(func(o any) (any, error) {
		return jsonx.Dict{{Key: "__class__", Value: "MyObj"}, {Key: "s", Value: o.(MyObj).s}}, nil
	}))
	fmt.Println(s)
	// Output:
	// ERROR: Object of type MyObj is not JSON serializable
	// {"__class__": "MyObj", "s": "instance value"}
}

func ExampleIndent() {
	jsonx.Dump(map[string]any{"a": []int{1, 2}, "b": map[string]int{}}, os.Stdout, jsonx.Indent(2))
	// Output:
	// {
	//   "a": [
	//     1,
	//     2
	//   ],
	//   "b": {}
	// }
}

func ExampleObjectHook() {
	point := jsonx.ObjectHook(func(o *jsonx.Object) (any, error) {
		x, ok := o.Get("x")
		y, _ := o.Get("y")
		if !ok {
			return o, nil
		}
		return [2]any{x, y}, nil
	})
	v, _ := jsonx.Loads(`{"from": {"x": 1, "y": 2}, "to": {"x": 3, "y": 4}}`, point)
	to, _ := v.(*jsonx.Object).Get("to")
	fmt.Println(to)
	// Output: [3 4]
}

func ExampleJSONDecoder_RawDecode() {
	s := `[{"a": "A"}] This text is not JSON.`
	v, end, _ := jsonx.NewJSONDecoder().RawDecode(s, 0)
	fmt.Println(v)
	fmt.Printf("%q\n", s[end:])
	// Output:
	// [{"a": "A"}]
	// " This text is not JSON."
}

func ExampleJSONEncoder_IterEncode() {
	data := []any{jsonx.NewObject(jsonx.Member{Key: "b", Value: []any{2, 4}})}
	for piece, err := range jsonx.NewJSONEncoder().IterEncode(data) {
		fmt.Printf("%q %v\n", piece, err)
	}
	// Output:
	// "[" <nil>
	// "{" <nil>
	// "\"b\"" <nil>
	// ": " <nil>
	// "[2" <nil>
	// ", 4" <nil>
	// "]" <nil>
	// "}" <nil>
	// "]" <nil>
}

func ExampleLoadsInto() {
	var order struct {
		ID    int64    `json:"id"`
		Tags  []string `json:"tags"`
		Total float64  `json:"total"`
	}
	err := jsonx.LoadsInto(`{"id": 7, "tags": ["new"], "total": 12.50}`, &order)
	fmt.Printf("%+v %v\n", order, err)
	err = jsonx.LoadsInto(`{"id": "seven"}`, &order)
	fmt.Println(err)
	// Output:
	// {ID:7 Tags:[new] Total:12.5} <nil>
	// Cannot decode string into int64: line 1 column 8 (char 7)
}

func ExampleLoadLines() {
	log := strings.NewReader("{\"n\": 1}\n{\"n\": 2\n{\"n\": 3}\n")
	for v, err := range jsonx.LoadLines(log) {
		fmt.Println(v, err)
	}
	// Output:
	// {"n": 1} <nil>
	// <nil> Expecting ',' delimiter: line 2 column 8 (char 16)
	// {"n": 3} <nil>
}

func ExampleTokenReader() {
	r := jsonx.NewTokenReader(strings.NewReader(`{"users": [{"id": 1}, {"id": 2}]}`))
	for tok, err := range r.Tokens() {
		if err != nil {
			fmt.Println(err)
			return
		}
		if tok.Kind == jsonx.Name && tok.Value == "id" {
			id, _ := r.Value()
			fmt.Println(id)
		}
	}
	// Output:
	// 1
	// 2
}

func ExampleCanonicalize() {
	b, err := jsonx.Canonicalize(`{"b": 1.0, "a": "\u20ac", "c": 1E30}`)
	fmt.Println(string(b), err)
	// Output: {"a":"€","b":1,"c":1e+30} <nil>
}

func ExamplePointer() {
	doc, _ := jsonx.Loads(`{"a/b": [10, {"c": "found"}]}`)
	p, _ := jsonx.ParsePointer("/a~1b/1/c")
	v, err := p.Get(doc)
	fmt.Println(v, err)
	// Output: found <nil>
}

func ExamplePatch() {
	doc, _ := jsonx.Loads(`{"foo": ["bar", "baz"]}`)
	ops, _ := jsonx.Loads(`[{"op": "add", "path": "/foo/1", "value": "qux"}, {"op": "test", "path": "/foo/2", "value": "baz"}]`)
	patch, _ := jsonx.ParsePatch(ops)
	v, err := patch.Apply(doc)
	fmt.Println(v, err)
	// Output: {"foo": ["bar", "qux", "baz"]} <nil>
}

func ExampleMergePatch() {
	doc, _ := jsonx.Loads(`{"title": "Goodbye!", "author": {"name": "John", "email": "x"}}`)
	patch, _ := jsonx.Loads(`{"title": "Hello!", "author": {"email": null}}`)
	fmt.Println(jsonx.MergePatch(doc, patch))
	// Output: {"title": "Hello!", "author": {"name": "John"}}
}

func ExampleJSONC() {
	v, err := jsonx.Loads(`{
		// The port to listen on.
		"port": 8080,
	}`, jsonx.JSONC(true))
	fmt.Println(v, err)
	// Output: {"port": 8080} <nil>
}
