package jsonx_test

import (
	"encoding/json"
	"math"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/jsonx"
)

type shade int

func (s shade) MarshalText() ([]byte, error) { return []byte{'s', '0' + byte(s)}, nil }
func (s *shade) UnmarshalText(b []byte) error {
	*s = shade(b[1] - '0')
	return nil
}

type nested struct {
	X int64
	Y *string
	Z []nested `json:",omitempty"`
}

type Promoted struct {
	P string
	Q bool `json:"q,omitempty"`
}

type ByPointer struct{ R float64 }

// everyKind has a field for each way to a value.
type everyKind struct {
	S    string `json:"s"`
	Long string `json:"a_name_of_more_than_thirty-two_bytes_which_is_not_padded"`
	B    bool
	I    int
	I8   int8
	I64  int64
	U8   uint8
	U64  uint64
	F32  float32
	F64  float64
	Any  any
	Any2 any
	Raw  json.RawMessage
	Num  json.Number
	Time time.Time
	Text shade
	PT   *shade
	PS   *string
	PI   *int64
	PPI  **int64
	In   nested
	PIn  *nested
	Ins  []nested
	PIns []*nested
	Nil  []nested
	Byte []byte
	Strs []string
	Ints []int64
	Sml  []int32
	Flts [][]float64
	List []any
	Arr  [2]nested
	Map  map[string]nested
	MapI map[int]string
	Quot int64     `json:",string"`
	QStr string    `json:",string"`
	Om1  string    `json:"om1,omitempty"`
	Om2  []int     `json:"om2,omitempty"`
	Om3  *int64    `json:"om3,omitempty"`
	Om4  nested    `json:"om4,omitempty"`
	Om5  int64     `json:"om5,omitempty"`
	Om6  time.Time `json:"om6,omitzero"`
	Om7  [0]int    `json:"om7,omitempty"`
	Om8  any       `json:"om8,omitempty"`
	Promoted
	*ByPointer
	Last struct{}
}

func fullKinds() *everyKind {
	y, n, sh := "why\n\u00e9\u2028", int64(-7), shade(3)
	pn := &n
	in := nested{X: math.MinInt64, Y: &y, Z: []nested{{X: 1}, {Y: &y}}}
	return &everyKind{
		S: "text \u65e5\u672c \\ \"", Long: "exactly8", B: true, I: 12, I8: -128, I64: 205_705_993, U8: 255, U64: math.MaxUint64,
		F32: 0.1, F64: 1e16, Any: map[string]any{"k": []any{nil, 1.5}}, Raw: json.RawMessage(`{"a":[1]}`), Num: "1.50",
		Time: time.Unix(1e9, 0).UTC(), Text: 2, PT: &sh, PS: &y, PI: pn, PPI: &pn, In: in, PIn: &in,
		Ins: []nested{in, {}, in}, PIns: []*nested{nil, &in}, Byte: []byte("bytes"), Strs: []string{"", "a", "12345678", "\x7f234567\x7f"},
		Ints: []int64{0, 9, 10, 99, 100, 9999, 99_999_999, 100_000_000, 999_999_999, 1e9, 1e16 - 1, 1e16, -1e15}, Sml: []int32{-1},
		Flts: [][]float64{{1, 2.5}, {}, nil}, List: []any{"x", 1.0}, Arr: [2]nested{in, in}, Map: map[string]nested{"b": in, "a": {}},
		MapI: map[int]string{2: "b", 1: "a"}, Quot: 42, QStr: `a"b`, Om1: "there", Om2: []int{1}, Om3: pn, Om4: in, Om5: 5,
		Om6: time.Unix(1, 0).UTC(), Om8: "x", Promoted: Promoted{P: "p", Q: true}, ByPointer: &ByPointer{2.5},
	}
}

// TestDirect holds the structs that are encoded and decoded by the offsets of their
// fields against the same ones by way of reflection.
func TestDirect(t *testing.T) {
	for name, v := range map[string]*everyKind{"full": fullKinds(), "empty": {Num: "0"}} {
		styles := [][]jsonx.DumpOption{
			nil, {jsonx.Separators(",", ":"), jsonx.EnsureASCII(false)}, {jsonx.SortKeys(true)}, {jsonx.Separators(" ;; ", "")}, {jsonx.EnsureASCII(false)}, nil,
		}
		for n := range 10 { // more than are kept
			styles = append(styles, []jsonx.DumpOption{jsonx.Separators(strings.Repeat(",", n), strings.Repeat(":", 9*n%10)), jsonx.SortKeys(n%2 == 0)})
		}
		for _, opts := range append(styles, styles...) {
			direct, err := jsonx.Dumps(v, opts...)
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder // in pieces, so by reflection
			if err := jsonx.Dump(v, &b, opts...); err != nil || b.String() != direct {
				t.Errorf("%s:\n%s by reflection (%v)\n%s directly", name, b.String(), err, direct)
			}
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var want everyKind
		if err := json.Unmarshal(text, &want); err != nil {
			t.Fatal(err)
		}
		got := *fullKinds() // decoding replaces what is there
		got = everyKind{Ins: make([]nested, 1, 5), PIn: &nested{Z: []nested{{X: 3}}}, Strs: []string{"old"}}
		got.Ins[:5][1].X = 99
		if err := jsonx.LoadsInto(text, &got, jsonx.DisallowUnknownFields(true)); err != nil {
			t.Fatal(err)
		}
		normal := func(k *everyKind) string {
			s, _ := json.Marshal(k)
			return string(s)
		}
		if a, b := normal(&got), normal(&want); a != b {
			t.Errorf("%s: decoded\n%s, encoding/json\n%s", name, a, b)
		}
	}
}

// TestDirectEmpty holds what nil becomes in fields of each kind against reflection.
func TestDirectEmpty(t *testing.T) {
	type empties struct {
		Dict  jsonx.Dict
		Named []struct{ A int }
		Bytes []byte
		Ptr   *struct{ B int }
		Time  *time.Time
		Obj   *jsonx.Object
		Any   any
		Err   error
		Map   map[string]int
		Big   *big.Int
		Raw   json.RawMessage
		Deep  *****int
	}
	const want = `{"Dict": {}, "Named": [], "Bytes": null, "Ptr": null, "Time": null, "Obj": null, "Any": null, "Err": null, "Map": {}, "Big": null, "Raw": null, "Deep": null}`
	var b strings.Builder
	direct, err := jsonx.Dumps(&empties{})
	if err2 := jsonx.Dump(&empties{}, &b); direct != want || b.String() != want || err != nil || err2 != nil {
		t.Errorf("%s, %v; by reflection %s, %v", direct, err, b.String(), err2)
	}
}

// TestDirectErrors holds the errors and their notes against those of reflection.
func TestDirectErrors(t *testing.T) {
	type node struct {
		Next *node
		Kids []any
	}
	loop := &node{Kids: []any{1}}
	loop.Next = loop
	chain := &node{Kids: []any{math.NaN()}}
	for range 5 {
		chain = &node{Next: chain}
	}
	type outer struct {
		A []struct{ F, G float64 }
		B any
	}
	for name, v := range map[string]any{
		"circle": loop, "float": &outer{A: []struct{ F, G float64 }{{}, {1, math.Inf(-1)}}}, "type": &outer{B: make(chan int)}, "chain": chain,
	} {
		for _, opts := range [][]jsonx.DumpOption{{jsonx.AllowNaN(false)}, {jsonx.AllowNaN(false), jsonx.MaxDepth(3)}, {jsonx.AllowNaN(false), jsonx.CheckCircular(false), jsonx.MaxDepth(50)}} {
			_, err := jsonx.Dumps(v, opts...)
			var b strings.Builder
			if plain := jsonx.Dump(v, &b, opts...); err == nil && plain != nil || !reflect.DeepEqual(err, plain) {
				t.Errorf("%s %v: %v, by reflection %v", name, opts, err, plain)
			}
		}
	}
}
