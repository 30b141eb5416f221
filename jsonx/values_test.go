package jsonx_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"math/big"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/jsonx"
)

type (
	named   string
	level   int
	inner   struct{ X, Y int }
	pair    struct{ A, B any }
	hidden  struct{ secret string }
	Base    struct{ ID int }
	derived struct {
		Base
		*Extra
		Name string `json:"name"`
		Skip string `json:"-"`
		//lint:ignore SA5008 a name of a single dash is what is tested
		Dash   string            `json:"-,"`
		Empty  string            `json:",omitempty"`
		Zero   time.Time         `json:",omitzero"`
		Quoted int               `json:"quoted,string"`
		Ptr    *int              `json:"ptr"`
		Map    map[string]string `json:"map"`
		lower  int
	}
	Extra  struct{ Note string }
	tagger struct{ v string }
	texter struct{ v string }
)

func (t tagger) MarshalJSON() ([]byte, error) { return []byte(`{"v":` + t.v + `}`), nil }
func (t *tagger) UnmarshalJSON(b []byte) error {
	t.v = string(b)
	return nil
}
func (t texter) MarshalText() ([]byte, error) { return []byte("<" + t.v + ">"), nil }
func (t *texter) UnmarshalText(b []byte) error {
	t.v = string(b)
	return nil
}
func (l level) String() string { return "no" }

func TestGoValues(t *testing.T) {
	n := 5
	var nilPtr *int
	var nilObject *jsonx.Object
	for _, c := range []struct {
		v    any
		want string
	}{
		{uint8(200), "200"}, {uint64(math.MaxUint64), "18446744073709551615"}, {int8(-5), "-5"}, {float32(0.1), "0.1"}, {float32(1e20), "1e+20"}, {float32(2), "2.0"},
		{named("x"), `"x"`}, {level(3), "3"}, {&n, "5"}, {nilPtr, "null"}, {nilObject, "null"}, {(*big.Int)(nil), "null"}, {*big.NewInt(7), "7"},
		{[]int{1, 2}, "[1, 2]"}, {[]int(nil), "[]"}, {[2]string{"a", "b"}, `["a", "b"]`}, {[]byte("hi"), `"aGk="`}, {[]byte(nil), "null"}, {[0]int{}, "[]"}, {[][]float64{{1}, {}}, "[[1.0], []]"},
		{map[string]int{"b": 1, "a": 2}, `{"a": 2, "b": 1}`}, {map[int]string{10: "x", 9: "y"}, `{"9": "y", "10": "x"}`}, {map[bool]int{true: 1}, `{"true": 1}`},
		{map[float64]int{1: 1, 0.5: 2}, `{"0.5": 2, "1.0": 1}`}, {map[any]int{"a": 1, 1: 2, nil: 3}, `{"1": 2, "a": 1, "null": 3}`}, {map[string]any(nil), "{}"}, {map[named]int{"k": 1}, `{"k": 1}`},
		{map[texter]int{{"k"}: 1}, `{"<k>": 1}`}, {inner{1, 2}, `{"X": 1, "Y": 2}`}, {struct{}{}, "{}"}, {pair{1, []any{}}, `{"A": 1, "B": []}`},
		{tagger{"[1.50]"}, `{"v": [1.50]}`}, {&tagger{"1"}, `{"v": 1}`}, {texter{"t"}, `"<t>"`}, {[]texter{{"a"}}, `["<a>"]`},
		{time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), `"2026-01-02T03:04:05Z"`}, {json.Number("1.50"), "1.50"}, {jsonx.Number("-1E5"), "-1E5"}, {json.RawMessage(`{"a":[1]}`), `{"a": [1]}`},
		{slices.Values([]int{1, 2}), "[1, 2]"}, {slices.Values([]any{}), "[]"}, {iter.Seq[any](func(y func(any) bool) { y("x") }), `["x"]`}, {maps.All(map[string]int{"a": 1}), `{"a": 1}`},
		{slices.All([]string{"a", "b"}), `{"0": "a", "1": "b"}`}, {jsonx.Dict{{Key: true, Value: 1}, {Key: 1.0, Value: 2}, {Key: nil, Value: 3}}, `{"true": 1, "1.0": 2, "null": 3}`},
		{derived{Base: Base{1}, Extra: &Extra{"n"}, Name: "x", Skip: "s", Dash: "d", Quoted: 3, lower: 1}, `{"ID": 1, "Note": "n", "name": "x", "-": "d", "quoted": "3", "ptr": null, "map": {}}`},
		{derived{Empty: "e", Zero: time.Unix(0, 0).UTC()}, `{"ID": 0, "name": "", "-": "", "Empty": "e", "Zero": "1970-01-01T00:00:00Z", "quoted": "0", "ptr": null, "map": {}}`},
	} {
		got, err := jsonx.Dumps(c.v)
		if err != nil || got != c.want {
			t.Errorf("%T: got %s, %v\nwant %s", c.v, got, err, c.want)
		}
		var w strings.Builder
		if err := jsonx.Dump(c.v, &w); err != nil || w.String() != c.want {
			t.Errorf("Dump %T: got %s, %v", c.v, w.String(), err)
		}
		var pieces string
		for p, err := range jsonx.NewJSONEncoder().IterEncode(c.v) {
			if err != nil {
				t.Errorf("IterEncode %T: %v", c.v, err)
			}
			pieces += p
		}
		if pieces != c.want {
			t.Errorf("IterEncode %T: got %s", c.v, pieces)
		}
	}
}

func TestGoTypeNames(t *testing.T) {
	for _, c := range []struct {
		v    any
		want string
	}{
		{hidden{"x"}, "Object of type hidden is not JSON serializable"},
		{&hidden{"x"}, "Object of type hidden is not JSON serializable"},
		{make(chan int), "Object of type chan int is not JSON serializable"},
		{func() {}, "Object of type func() is not JSON serializable"},
		{complex(1, 2), "Object of type complex128 is not JSON serializable"},
		{map[inner]int{{}: 1}, "keys must be str, int, float, bool or None, not inner"},
		{jsonx.Dict{{Key: []int{1}}}, "keys must be str, int, float, bool or None, not []int"},
		{jsonx.Number("1x"), "not a number: 1x"},
		{[]any{1, hidden{}}, "Object of type hidden is not JSON serializable"},
	} {
		_, err := jsonx.Dumps(c.v)
		if err == nil || err.Error() != c.want {
			t.Errorf("%T: %v, want %s", c.v, err, c.want)
		}
	}
	if s, err := jsonx.Dumps(map[inner]int{{}: 1}, jsonx.SkipKeys(true)); s != "{}" || err != nil {
		t.Error(s, err)
	}
	_, err := jsonx.Dumps([]any{1, map[string]any{"k": []hidden{{}}}})
	var n *jsonx.NotedError
	if !errors.As(err, &n) || strings.Join(n.Notes, "; ") != "when serializing list item 0; when serializing dict item 'k'; when serializing list item 1" {
		t.Errorf("%+v", n)
	}
}

func TestDefaultReturnsItself(t *testing.T) {
	same := jsonx.Default(func(o any) (any, error) { return o, nil })
	if _, err := jsonx.Dumps(hidden{}, same); !errors.As(err, new(*jsonx.RecursionError)) {
		t.Error(err)
	}
	if _, err := jsonx.Dumps(&hidden{}, same); err == nil || err.Error() != "Circular reference detected" {
		t.Error(err)
	}
}

func TestRawDecodeBytes(t *testing.T) {
	s := "é[1] rest"
	v, end, err := jsonx.NewJSONDecoder().RawDecode(s, len("é"))
	if err != nil || fmt.Sprint(v) != "[1]" || s[end:] != " rest" {
		t.Error(v, end, err)
	}
	_, _, err = jsonx.NewJSONDecoder().RawDecode("é[x]", len("é"))
	var e *jsonx.JSONDecodeError
	if !errors.As(err, &e) || e.Pos != 2 {
		t.Error(err)
	}
}

func TestCls(t *testing.T) {
	enc := jsonx.NewJSONEncoder(jsonx.Separators(",", ":"), jsonx.SortKeys(true))
	s, err := jsonx.Dumps(map[string]int{"b": 1, "a": 2}, jsonx.Cls(enc))
	if err != nil || s != `{"a":2,"b":1}` {
		t.Error(s, err)
	}
	enc.EnsureASCII = false
	tab := "\t"
	enc.Indent = &tab
	if s, err := enc.Encode([]any{"é"}); err != nil || s != "[\n\t\"é\"\n]" {
		t.Error(s, err)
	}
	dec := jsonx.NewJSONDecoder(jsonx.Strict(false), jsonx.RawNumber(true))
	v, err := jsonx.Loads("[\"\t\", 1.50]", jsonx.Cls(dec))
	if err != nil || v.([]any)[1] != jsonx.Number("1.50") {
		t.Error(v, err)
	}
	dec.Strict = true
	dec.ParseInt = func(s string) (any, error) { return "int " + s, nil }
	if v, err := dec.Decode("[7]"); err != nil || v.([]any)[0] != "int 7" {
		t.Error(v, err)
	}
	if _, err := dec.Decode("[\"\t\"]"); err == nil {
		t.Error("a tab in a strict string")
	}
	if _, err := enc.Default(1); err == nil {
		t.Error("Default of a plain encoder")
	}
}

func TestNumber(t *testing.T) {
	v, err := jsonx.Loads(`[1.50, -0, 1e400, 12345678901234567890, NaN]`, jsonx.RawNumber(true))
	if err != nil {
		t.Fatal(err)
	}
	if s, err := jsonx.Dumps(v); err != nil || s != `[1.50, -0, 1e400, 12345678901234567890, NaN]` {
		t.Error(s, err)
	}
	n := v.([]any)[3].(jsonx.Number)
	if _, err := n.Int64(); err == nil {
		t.Error("no error")
	}
	if x, err := n.Value(); err != nil || fmt.Sprint(x) != "12345678901234567890" {
		t.Error(x, err)
	}
	if f, err := v.([]any)[2].(jsonx.Number).Float64(); err != nil || !math.IsInf(f, 1) {
		t.Error(f, err)
	}
	for _, bad := range []jsonx.Number{"", "-", "1.", ".5", "01", "1e", "0x1", "NaN", "1 "} {
		if _, err := bad.Float64(); err == nil {
			t.Errorf("%q is a number", bad)
		}
		if _, err := jsonx.Dumps(bad); err == nil {
			t.Errorf("%q was written", bad)
		}
	}
}

func TestEqual(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"1", "1.0", true}, {"1", "2", false}, {"true", "1", false}, {"null", "null", true}, {`"a"`, `"a"`, true}, {"[1,2]", "[1.0,2]", true}, {"[1]", "[1,2]", false},
		{`{"a":1,"b":2}`, `{"b":2,"a":1}`, true}, {`{"a":1}`, `{"a":2}`, false}, {`{"a":1}`, `{"b":1}`, false}, {"12345678901234567890", "12345678901234567890.0", false},
		{"NaN", "NaN", false}, {"Infinity", "1e999", true}, {"[]", "{}", false}, {"9007199254740993", "9007199254740992.0", false},
	} {
		a, _ := jsonx.Loads(c.a)
		b, _ := jsonx.Loads(c.b)
		if jsonx.Equal(a, b) != c.want || jsonx.Equal(b, a) != c.want {
			t.Errorf("%s and %s: not %v", c.a, c.b, c.want)
		}
	}
}

func TestObject(t *testing.T) {
	for _, n := range []int{0, 1, 3, 8, 9, 40, 1000} {
		o := new(jsonx.Object)
		want := []string{}
		for i := range n {
			o.Set(fmt.Sprint("k", i), i)
			want = append(want, fmt.Sprint("k", i))
		}
		o.Set("k0", "again")
		if n == 0 {
			want = append(want, "k0")
		}
		check := func() {
			t.Helper()
			if got := slices.Collect(o.Keys()); !slices.Equal(got, want) || o.Len() != len(want) {
				t.Fatalf("%d: got %v, want %v", n, got, want)
			}
			for _, k := range want {
				if _, ok := o.Get(k); !ok {
					t.Fatalf("%d: no %s", n, k)
				}
			}
			if _, ok := o.Get("none"); ok {
				t.Fatal("none")
			}
			if s, _ := jsonx.Dumps(o); strings.Count(s, ": ") != len(want) {
				t.Fatal(s)
			}
		}
		check()
		for i := 0; i < n; i += 3 {
			k := fmt.Sprint("k", i)
			if !o.Delete(k) || o.Delete(k) {
				t.Fatal("delete", k)
			}
			want = slices.DeleteFunc(want, func(s string) bool { return s == k })
			if i%2 == 0 {
				o.Set(k, "new")
				want = append(want, k)
			}
		}
		check()
		for len(want) > 0 {
			o.Delete(want[0])
			want = want[1:]
		}
		check()
	}
	var o *jsonx.Object
	if _, ok := o.Get("x"); ok || o.Len() != 0 || o.Delete("x") {
		t.Error("a nil object")
	}
}

func TestObjectEncodingJSON(t *testing.T) {
	var v struct{ O *jsonx.Object }
	if err := json.Unmarshal([]byte(`{"O": {"b": 1, "a": [2]}}`), &v); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(v)
	if err != nil || string(b) != `{"O":{"b":1,"a":[2]}}` {
		t.Errorf("%s, %v", b, err)
	}
	if err := json.Unmarshal([]byte(`{"O": [1]}`), &v); err == nil {
		t.Error("no error")
	}
}

func TestLoadsInto(t *testing.T) {
	type all struct {
		derived
		B    bool
		I    int8
		U    uint16
		F    float32
		S    named
		Any  any
		P    **int
		Sl   []inner
		Arr  [2]int
		M    map[int]string
		MT   map[texter]bool
		Obj  *jsonx.Object
		Big  *big.Int
		JN   json.Number
		T    tagger
		TT   *texter
		By   []byte
		Fs   []float64
		Is   []int64
		Ss   []string
		Time time.Time
		Raw  json.RawMessage
	}
	doc := `{"ID":1,"Note":"n","name":"x","-":"d","quoted":"3","ptr":4,"map":{"k":"v"},"lower":9,
	"B":true,"I":-128,"U":65535,"F":0.1,"S":"s","Any":{"a":[1]},"P":7,"Sl":[{"X":1},{"Y":2}],"Arr":[1,2],"M":{"5":"five"},"MT":{"x":true},
	"Obj":{"z":1,"a":2},"Big":123456789012345678901234567890,"JN":2.50,"T":{"a": 1},"TT":"text","By":"aGk=","Fs":[1,2.5],"Is":[-1],"Ss":["a","b\n"],
	"Time":"2026-01-02T03:04:05Z","Raw":[1, 2],"unknown":{"deep":[1,{}]}}`
	var v all
	if err := jsonx.LoadsInto(doc, &v); err != nil {
		t.Fatal(err)
	}
	var std all
	if err := json.Unmarshal([]byte(doc), &std); err != nil {
		t.Fatal(err)
	}
	if s := v.Obj.String(); s != `{"z": 1, "a": 2}` {
		t.Error(s)
	}
	if fmt.Sprint(v.Any) != `{"a": [1]}` {
		t.Error(v.Any)
	}
	v.Obj, std.Obj, v.Any, std.Any = nil, nil, nil, nil
	if !reflect.DeepEqual(v, std) {
		t.Errorf("\n got %+v\nwant %+v", v, std)
	}
	if err := jsonx.LoadsInto(`{"ptr":null,"map":null,"I":null,"Sl":null,"Any":null,"Arr":[9]}`, &v); err != nil || v.Ptr != nil || v.Map != nil || v.I != -128 || v.Sl != nil || v.Arr != [2]int{9, 0} {
		t.Errorf("%v %+v", err, v)
	}
	if err := jsonx.LoadsInto([]byte("\xff\xfe[\x00]\x00"), new([]int)); err != nil {
		t.Error(err)
	}
	var n struct{ N jsonx.Number }
	if err := jsonx.LoadsInto(`{"N": 1.50}`, &n); err != nil || n.N != "1.50" {
		t.Error(n, err)
	}
	if err := jsonx.LoadInto(strings.NewReader("[1]"), new([1]int)); err != nil {
		t.Error(err)
	}
}

func TestLoadsIntoErrors(t *testing.T) {
	for _, c := range []struct {
		doc  string
		into any
		want string
	}{
		{`"x"`, new(int), "Cannot decode string into int: line 1 column 1 (char 0)"},
		{`[1, 300]`, new([]int8), "Cannot decode number into int8: line 1 column 5 (char 4)"},
		{`-1`, new(uint), "Cannot decode number into uint: line 1 column 1 (char 0)"},
		{`1.0`, new(int), "Cannot decode number into int: line 1 column 1 (char 0)"},
		{`1e39`, new(float32), "Cannot decode number into float32: line 1 column 1 (char 0)"},
		{`{"A": [1]}`, new(struct{ A string }), "Cannot decode array into string: line 1 column 7 (char 6)"},
		{`[1,2,3]`, new([2]int), "Cannot decode array into [2]int: line 1 column 1 (char 0)"},
		{`{"x":1}`, new(map[int]int), "Cannot decode name into int: line 1 column 2 (char 1)"},
		{`"!"`, new([]byte), "Invalid base64: line 1 column 1 (char 0)"},
		{`true`, new([]string), "Cannot decode boolean into []string: line 1 column 1 (char 0)"},
		{`null`, new(chan int), "Cannot decode null into chan int: line 1 column 1 (char 0)"},
		{`[x]`, new([]int), "Expecting value: line 1 column 2 (char 1)"},
		{`[1`, new([]int), "Expecting ',' delimiter: line 1 column 3 (char 2)"},
		{`[1,]`, new([]string), "Cannot decode number into string: line 1 column 2 (char 1)"},
		{`{"A":1,}`, new(struct{ A int }), "Illegal trailing comma before end of object: line 1 column 7 (char 6)"},
		{`{"A" 1}`, new(struct{ A int }), "Expecting ':' delimiter: line 1 column 6 (char 5)"},
		{`{A:1}`, new(struct{ A int }), "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"},
		{`{"A":1} x`, new(struct{ A int }), "Extra data: line 1 column 9 (char 8)"},
		{``, new(int), "Expecting value: line 1 column 1 (char 0)"},
		{`nul`, new(*int), "Expecting value: line 1 column 1 (char 0)"},
		{`1`, 5, "LoadsInto needs a pointer, not int"},
		{`1`, (*int)(nil), "LoadsInto needs a pointer, not int"},
		{"\"\xff\"", new(string), ""},
		{`{"A": "x"}`, new(struct {
			A int `json:",string"`
		}), "Cannot decode string into int: line 1 column 7 (char 6)"},
	} {
		err := jsonx.LoadsInto(c.doc, c.into)
		if got := fmt.Sprint(err); got != c.want && !(err == nil && c.want == "") {
			t.Errorf("%s into %T: got %s\nwant %s", c.doc, c.into, got, c.want)
		}
	}
	err := jsonx.LoadsInto([]byte("[\"\xff\", x]"), new([]string))
	if !errors.As(err, new(*jsonx.UnicodeDecodeError)) {
		t.Error(err)
	}
	err = jsonx.LoadsInto(`{"a":1,"b":2}`, new(struct {
		A int `json:"a"`
	}), jsonx.DisallowUnknownFields(true))
	if err == nil || err.Error() != "Unknown field 'b': line 1 column 8 (char 7)" {
		t.Error(err)
	}
}

func TestPointers(t *testing.T) {
	doc, err := jsonx.Loads(`{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}`)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ pointer, want string }{ // RFC 6901, 5 and 6
		{"/foo", `["bar", "baz"]`}, {"/foo/0", `"bar"`}, {"/", "0"}, {"/a~1b", "1"}, {"/c%d", "2"}, {"/e^f", "3"}, {"/g|h", "4"}, {`/i\j`, "5"}, {`/k"l`, "6"}, {"/ ", "7"}, {"/m~0n", "8"},
		{"#/foo/0", `"bar"`}, {"#/", "0"}, {"#/a~1b", "1"}, {"#/c%25d", "2"}, {"#/e%5Ef", "3"}, {"#/g%7Ch", "4"}, {"#/i%5Cj", "5"}, {"#/k%22l", "6"}, {"#/%20", "7"}, {"#/m~0n", "8"},
		{"foo", "error: JSON pointer must be empty or start with a slash"}, {"/~", "error: bad escape in JSON pointer"}, {"/~2", "error: bad escape in JSON pointer"}, {"#/%zz", "error: bad percent encoding in JSON pointer"},
		{"/nope", "error: no such member"}, {"/foo/2", "error: index out of range"}, {"/foo/-", "error: not an index"}, {"/foo/01", "error: not an index"}, {"/foo/99999999999999999999", "error: index out of range"}, {"/foo/0/x", "error: not inside a string"},
	} {
		got := ""
		p, err := jsonx.ParsePointer(c.pointer)
		if err == nil {
			if !strings.HasPrefix(c.pointer, "#") && p.String() != c.pointer {
				t.Errorf("%s: String gives %s", c.pointer, p)
			}
			var v any
			if v, err = p.Get(doc); err == nil {
				got, _ = jsonx.Dumps(v)
			}
		}
		if err != nil {
			got = "error: " + strings.SplitN(err.Error(), ": ", 2)[0]
			if !errors.As(err, new(*jsonx.PointerError)) || !errors.As(err, new(*jsonx.ValueError)) {
				t.Errorf("%T", err)
			}
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.pointer, got, c.want)
		}
	}
}

func TestPatches(t *testing.T) {
	for _, c := range []struct{ doc, patch, want string }{
		{`{"a":1}`, `[{"op":"add","path":"/b","value":[1]},{"op":"add","path":"/b/-","value":2},{"op":"add","path":"/b/0","value":0}]`, `{"a": 1, "b": [0, 1, 2]}`},
		{`{"a":[1,2,3]}`, `[{"op":"remove","path":"/a/1"},{"op":"move","from":"/a","path":"/b"},{"op":"copy","from":"/b","path":"/c"},{"op":"replace","path":"/c/0","value":9}]`, `{"b": [1, 3], "c": [9, 3]}`},
		{`{"a":{"b":1}}`, `[{"op":"move","from":"/a","path":"/a/b"}]`, `error: operation 0: a value can't move into itself: "/a/b"`},
		{`{"a":1}`, `[{"op":"add","path":"/b","value":1},{"op":"test","path":"/a","value":2}]`, `error: operation 1: test failed: "/a"`},
		{`{"a":1}`, `[{"op":"remove","path":"/b"}]`, `error: operation 0: no such member: "/b"`},
		{`[1]`, `[{"op":"add","path":"/2","value":1}]`, `error: operation 0: index out of range: "/2"`},
		{`[1]`, `[{"op":"remove","path":"/-"}]`, `error: operation 0: not an index: "/-"`},
		{`1`, `[{"op":"replace","path":"","value":{"x":null}}]`, `{"x": null}`},
		{`1`, `[{"op":"test","path":"","value":1.0}]`, `1`},
		{`1`, `{}`, "error: a JSON patch is an array, not an object"},
		{`1`, `[1]`, "error: operation 0: an operation is an object, not a number"},
		{`1`, `[{"path":""}]`, "error: operation 0: operation without op"},
		{`1`, `[{"op":1,"path":""}]`, "error: operation 0: op is a string, not a number"},
		{`1`, `[{"op":"x","path":""}]`, "error: operation 0: unknown operation: x"},
		{`1`, `[{"op":"add","path":""}]`, "error: operation 0: add needs a value"},
	} {
		doc, _ := jsonx.Loads(c.doc)
		ops, _ := jsonx.Loads(c.patch)
		var v any
		patch, err := jsonx.ParsePatch(ops)
		if err == nil {
			v, err = patch.Apply(doc)
		}
		got, _ := jsonx.Dumps(v)
		if err != nil {
			got = "error: " + err.Error()
		}
		if got != c.want {
			t.Errorf("%s %s:\n got %s\nwant %s", c.doc, c.patch, got, c.want)
		}
		if after, _ := jsonx.Dumps(doc, jsonx.Separators(",", ":")); after != c.doc {
			t.Errorf("%s became %s", c.doc, after)
		}
	}
}

func TestMergePatches(t *testing.T) {
	for _, c := range []struct{ doc, patch, want string }{ // RFC 7396, appendix A
		{`{"a":"b"}`, `{"a":"c"}`, `{"a":"c"}`}, {`{"a":"b"}`, `{"b":"c"}`, `{"a":"b","b":"c"}`}, {`{"a":"b"}`, `{"a":null}`, `{}`}, {`{"a":"b","b":"c"}`, `{"a":null}`, `{"b":"c"}`},
		{`{"a":["b"]}`, `{"a":"c"}`, `{"a":"c"}`}, {`{"a":"c"}`, `{"a":["b"]}`, `{"a":["b"]}`}, {`{"a":{"b":"c"}}`, `{"a":{"b":"d","c":null}}`, `{"a":{"b":"d"}}`}, {`{"a":[{"b":"c"}]}`, `{"a":[1]}`, `{"a":[1]}`},
		{`["a","b"]`, `["c","d"]`, `["c","d"]`}, {`{"a":"b"}`, `["c"]`, `["c"]`}, {`{"a":"foo"}`, `null`, `null`}, {`{"a":"foo"}`, `"bar"`, `"bar"`}, {`{"e":null}`, `{"a":1}`, `{"e":null,"a":1}`},
		{`[1,2]`, `{"a":"b","c":null}`, `{"a":"b"}`}, {`{}`, `{"a":{"bb":{"ccc":null}}}`, `{"a":{"bb":{}}}`},
	} {
		doc, _ := jsonx.Loads(c.doc)
		patch, _ := jsonx.Loads(c.patch)
		got, _ := jsonx.Dumps(jsonx.MergePatch(doc, patch), jsonx.Separators(",", ":"))
		if got != c.want {
			t.Errorf("%s %s: got %s, want %s", c.doc, c.patch, got, c.want)
		}
	}
}

func TestRelaxed(t *testing.T) {
	for _, c := range []struct{ doc, jsonc, json5 string }{
		{"[1, 2,]", "[1, 2]", "[1, 2]"},
		{`{"a": 1,}`, `{"a": 1}`, `{"a": 1}`},
		{"// x\n[1 /* y */, // z\n2]//end", "[1, 2]", "[1, 2]"},
		{"/**/{/**/\"a\"/**/:/**/1/**/,/**/}/**/", `{"a": 1}`, `{"a": 1}`},
		{"[1,,]", "error: Expecting value: line 1 column 4 (char 3)", "error: Expecting value: line 1 column 4 (char 3)"},
		{"[,]", "error: Expecting value: line 1 column 2 (char 1)", "error: Expecting value: line 1 column 2 (char 1)"},
		{"/* x", "error: Unterminated comment starting at: line 1 column 1 (char 0)", "error: Unterminated comment starting at: line 1 column 1 (char 0)"},
		{"[1] /", "error: Extra data: line 1 column 5 (char 4)", "error: Extra data: line 1 column 5 (char 4)"},
		{`{a: 1, $b_1: 2, 'c d': 3, \u0061b: 4, é: 5}`, "error: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)", `{"a": 1, "$b_1": 2, "c d": 3, "ab": 4, "\u00e9": 5}`},
		{`['it\'s', "a\x41\v\0\
b", '"', "\q"]`, "error: Expecting value: line 1 column 2 (char 1)", `["it's", "aA\u000b\u0000b", "\"", "q"]`},
		{`[0x1F, -0xff, +1, .5, 5., -.5e1, +Infinity, -NaN, 1E3]`, "error: Expecting ',' delimiter: line 1 column 3 (char 2)", `[31, -255, 1, 0.5, 5.0, -5.0, Infinity, NaN, 1000.0]`},
		{"\ufeff\u00a0[\v1\f]\u2028", "error: ", "[1]"},
		{`["\u00e9\ud83d\ude00"]`, `["\u00e9\ud83d\ude00"]`, `["\u00e9\ud83d\ude00"]`},
		{`"\1"`, "error: Invalid \\escape: line 1 column 2 (char 1)", "error: Invalid \\escape: line 1 column 2 (char 1)"},
		{`[+]`, "error: Expecting value: line 1 column 2 (char 1)", "error: Expecting value: line 1 column 2 (char 1)"},
		{`[.]`, "error: Expecting value: line 1 column 2 (char 1)", "error: Expecting value: line 1 column 2 (char 1)"},
		{`[0x]`, "error: Expecting ',' delimiter: line 1 column 3 (char 2)", "error: Expecting value: line 1 column 2 (char 1)"},
		{`{1: 2}`, "error: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)", "error: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"},
		{"'a\nb'", "error: Expecting value: line 1 column 1 (char 0)", "error: Invalid control character at: line 1 column 3 (char 2)"},
	} {
		for i, opt := range []jsonx.LoadOption{jsonx.JSONC(true), jsonx.JSON5(true)} {
			want := []string{c.jsonc, c.json5}[i]
			dec := jsonx.NewJSONDecoder(opt)
			v, err := dec.Decode(c.doc)
			got, _ := jsonx.Dumps(v)
			if err != nil {
				got = "error: " + err.Error()
			}
			if got != want && !(want == "error: " && err != nil) {
				t.Errorf("%T %q:\n got %s\nwant %s", opt, c.doc, got, want)
			}
		}
	}
	var v struct{ A []int }
	if err := jsonx.LoadsInto("{A: [1, 0x10,], // c\n}", &v, jsonx.JSON5(true)); err == nil {
		t.Error("hexadecimal numbers do not go into ints")
	}
	if err := jsonx.LoadsInto("{A: [1, 16,], // c\n}", &v, jsonx.JSON5(true)); err != nil || len(v.A) != 2 {
		t.Error(v, err)
	}
}

func TestAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("counts differ under -race")
	}
	doc := []byte(`{"id": 12345, "name": "some name", "tags": ["a", "b", "c"], "point": {"X": 1.5, "Y": -2.25, "z": [{"a": 1.25}, "b"]}, "ok": true, "none": null}`)
	var v any
	if n := testing.AllocsPerRun(100, func() { v, _ = jsonx.Loads(doc) }); n > 10 {
		t.Errorf("Loads: %v allocations", n)
	}
	dst := make([]byte, 0, 1000)
	if n := testing.AllocsPerRun(100, func() { dst, _ = jsonx.AppendDumps(dst[:0], v) }); n > 0 {
		t.Errorf("AppendDumps: %v allocations", n)
	}
	if n := testing.AllocsPerRun(100, func() { dst, _ = jsonx.AppendDumps(dst[:0], v, jsonx.SortKeys(true), jsonx.EnsureASCII(false)) }); n > 0 {
		t.Errorf("AppendDumps with options: %v allocations", n)
	}
	type typed struct {
		ID    int64                  `json:"id"`
		Name  string                 `json:"name"`
		Tags  []string               `json:"tags"`
		Point struct{ X, Y float64 } `json:"point"`
		OK    bool                   `json:"ok"`
		None  any                    `json:"none"`
	}
	into := new(typed)
	if n := testing.AllocsPerRun(100, func() { *into = typed{}; jsonx.LoadsInto(doc, into) }); n > 2 {
		t.Errorf("LoadsInto: %v allocations", n)
	}
	if n := testing.AllocsPerRun(100, func() { dst, _ = jsonx.AppendDumps(dst[:0], into) }); n > 0 {
		t.Errorf("AppendDumps of a struct: %v allocations", n)
	}
	// Of a long document the strings are copied, not the rest.
	long := []byte(strings.Repeat(" ", 1<<20) + string(doc))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 10 {
		if err := jsonx.LoadsInto(long, into); err != nil {
			t.Fatal(err)
		}
	}
	runtime.ReadMemStats(&after)
	if n := (after.TotalAlloc - before.TotalAlloc) / 10; n > 200_000 {
		t.Errorf("LoadsInto of %d bytes takes %d", len(long), n)
	}
	// A document of ten times the values takes nowhere near ten times the allocations.
	large := []byte("[" + strings.Repeat(string(doc)+",", 999) + string(doc) + "]")
	if n := testing.AllocsPerRun(10, func() { v, _ = jsonx.Loads(large) }); n > 200 {
		t.Errorf("Loads of %d bytes: %v allocations", len(large), n)
	}
}

// TestNilKeys has keys whose methods can't be called; nil is None.
func TestNilKeys(t *testing.T) {
	for _, c := range []struct {
		v    any
		want string
	}{
		{jsonx.Dict{{Key: (*time.Time)(nil), Value: 1}}, `{"null": 1}`},
		{map[*time.Time]int{nil: 1}, `{"null": 1}`},
		{jsonx.Dict{{Key: (*time.Time)(nil), Value: 1}, {Key: "a", Value: 2}}, `{"a": 2, "null": 1}`},
		{jsonx.Dict{{Key: (*big.Int)(nil), Value: 1}}, `{"null": 1}`},
	} {
		if got, err := jsonx.Dumps(c.v, jsonx.SortKeys(true)); got != c.want || err != nil {
			t.Errorf("%#v: got %s, %v, want %s", c.v, got, err, c.want)
		}
	}
	if _, err := jsonx.Dumps(jsonx.Dict{{Key: (*big.Int)(nil)}, {Key: 1}}, jsonx.SortKeys(true)); !errors.As(err, new(*jsonx.TypeError)) {
		t.Errorf("None and 1 have an order: %v", err)
	}
}

// TestZeroCoders uses encoders and decoders that no constructor has made, and none.
func TestZeroCoders(t *testing.T) {
	doc := jsonx.NewObject(jsonx.Member{Key: "a", Value: []any{int64(1), "é"}})
	if got, err := new(jsonx.JSONEncoder).Encode(doc); got != `{"a": [1, "é"]}` || err != nil {
		t.Errorf("Encode: %s, %v", got, err)
	}
	tab := "\t"
	if got, err := (&jsonx.JSONEncoder{EnsureASCII: true, Indent: &tab}).Encode(doc); got != "{\n\t\"a\": [\n\t\t1,\n\t\t\"\\u00e9\"\n\t]\n}" || err != nil {
		t.Errorf("Encode with Indent: %s, %v", got, err)
	}
	if got, err := (&jsonx.JSONEncoder{ItemSeparator: ",", KeySeparator: ":"}).Encode(doc); got != `{"a":[1,"é"]}` || err != nil {
		t.Errorf("Encode with separators: %s, %v", got, err)
	}
	if got, err := new(jsonx.JSONDecoder).Decode(`{"a": [1, "é"]}`); !jsonx.Equal(got, doc) || err != nil {
		t.Errorf("Decode: %v, %v", got, err)
	}
	if got, err := jsonx.Dumps(doc, jsonx.Cls[*jsonx.JSONEncoder](nil)); got != `{"a": [1, "\u00e9"]}` || err != nil {
		t.Errorf("Dumps without an encoder: %s, %v", got, err)
	}
	if got, err := jsonx.Loads(`{"a": [1, "é"]}`, jsonx.Cls[*jsonx.JSONDecoder](nil)); !jsonx.Equal(got, doc) || err != nil {
		t.Errorf("Loads without a decoder: %v, %v", got, err)
	}
}
