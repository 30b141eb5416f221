package jsonx_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"math/big"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gobatteries/batteries/jsonx"
)

// Each test is an attack of the project's list, or a rule of an RFC that guards
// against one.

// CVE-2014-4616: a negative index read memory before the text.
func TestRawDecodeNegativeIndex(t *testing.T) {
	for _, idx := range []int{-1, -2, math.MinInt} {
		_, _, err := jsonx.NewJSONDecoder().RawDecode("{}", idx)
		if err == nil || err.Error() != "idx cannot be negative" || !errors.As(err, new(*jsonx.ValueError)) {
			t.Errorf("%d: %v", idx, err)
		}
	}
	for _, idx := range []int{3, math.MaxInt} {
		if _, _, err := jsonx.NewJSONDecoder().RawDecode("{}", idx); err == nil {
			t.Errorf("%d: no error", idx)
		}
	}
}

// CVE-2020-10735: conversions of huge integers take quadratic time.
func TestHugeIntegers(t *testing.T) {
	if _, err := jsonx.Loads(strings.Repeat("1", 4300)); err != nil {
		t.Error(err)
	}
	start := time.Now()
	_, err := jsonx.Loads("[" + strings.Repeat("1", 10_000_000) + "]")
	if err == nil || !strings.HasPrefix(err.Error(), "Exceeds the limit (4300 digits) for integer string conversion: value has 10000000 digits") {
		t.Error(err)
	}
	_, err = jsonx.Dumps(new(big.Int).Lsh(big.NewInt(1), 1<<26))
	if err == nil || !strings.HasPrefix(err.Error(), "Exceeds the limit (4300 digits) for integer string conversion") {
		t.Error(err)
	}
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("took %v", d)
	}
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(4300), nil)
	if _, err := jsonx.Dumps(limit); err == nil {
		t.Error("4301 digits written")
	}
	if _, err := jsonx.Dumps(new(big.Int).Sub(limit, big.NewInt(1))); err != nil {
		t.Error(err)
	}
	if _, err := jsonx.Dumps(limit, jsonx.IntMaxStrDigits(0)); err != nil {
		t.Error(err)
	}
}

// An unbounded recursive decoder dies of a stack overflow that nothing can recover.
func TestDeepNesting(t *testing.T) {
	for _, n := range []int{1000, 20_000, 50_000} {
		for _, doc := range []string{strings.Repeat("[", n) + strings.Repeat("]", n), strings.Repeat(`{"a":`, n) + "1" + strings.Repeat("}", n)} {
			v, err := jsonx.Loads(doc)
			if err != nil {
				t.Fatalf("%d: %v", n, err)
			}
			if _, err := jsonx.Dumps(v); err != nil {
				t.Errorf("dumps %d: %v", n, err)
			}
		}
	}
	var r *jsonx.RecursionError
	for _, open := range []string{"[", `{"a":`, `[{"a":`} {
		doc := strings.Repeat(open, 10_000_000/len(open))
		if _, err := jsonx.Loads(doc); !errors.As(err, &r) {
			t.Errorf("%s: %v", open, err)
		}
		var into any
		if err := jsonx.LoadsInto(doc, &into); !errors.As(err, &r) {
			t.Errorf("into %s: %v", open, err)
		}
		type tree struct{ A *tree }
		var typed tree
		if err := jsonx.LoadsInto(strings.Repeat(`{"A":`, 100_000), &typed); !errors.As(err, &r) {
			t.Errorf("typed: %v", err)
		}
		var last error
		for _, err := range jsonx.NewTokenReader(strings.NewReader(doc)).Tokens() {
			last = err
		}
		if !errors.As(last, &r) {
			t.Errorf("tokens %s: %v", open, last)
		}
	}
}

func TestDeepNestingEncode(t *testing.T) {
	var v any = []any{}
	for range 100_000 {
		v = []any{v}
	}
	var r *jsonx.RecursionError
	for _, opts := range [][]jsonx.DumpOption{nil, {jsonx.CheckCircular(false)}, {jsonx.Indent(1), jsonx.MaxDepth(2000)}} {
		if _, err := jsonx.Dumps(v, opts...); !errors.As(err, &r) {
			t.Errorf("%v", err)
		}
	}
	_, err := jsonx.Dumps(struct{}{}, jsonx.Default(func(o any) (any, error) { return o, nil }))
	if err != nil {
		t.Error(err)
	}
	_, err = jsonx.Dumps(make(chan int), jsonx.CheckCircular(false), jsonx.Default(func(o any) (any, error) { return o, nil }))
	if !errors.As(err, &r) {
		t.Error(err)
	}
}

// The largest MaxDepth that counts leaves the stack room on every way to encode and
// decode, whatever the caller asks for.
func TestDeepNestingLimit(t *testing.T) {
	if raceEnabled || testing.Short() {
		t.Skip("takes seconds, and longer frames under -race")
	}
	const n = 200_010
	type node struct {
		Next any `json:"next"`
	}
	for name, wrap := range map[string]func(v any) any{
		"object": func(v any) any { return jsonx.NewObject(jsonx.Member{Key: "a", Value: v}) },
		"dict":   func(v any) any { return jsonx.Dict{{Key: 1, Value: v}} },
		"struct": func(v any) any { return &node{v} },
		"seq2":   func(v any) any { return iter.Seq2[string, any](func(yield func(string, any) bool) { yield("a", v) }) },
	} {
		var v any
		for range n {
			v = wrap(v)
		}
		var e *jsonx.RecursionError
		if err := jsonx.Dump(v, io.Discard, jsonx.MaxDepth(math.MaxInt32)); !errors.As(err, &e) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, open := range []string{"[", `{"next":`} {
		var e *jsonx.RecursionError
		var into node
		if _, err := jsonx.Loads(strings.Repeat(open, n), jsonx.MaxDepth(math.MaxInt32)); !errors.As(err, &e) {
			t.Error(err)
		}
		if err := jsonx.LoadsInto(`{"next":`+strings.Repeat(open, n), &into, jsonx.MaxDepth(math.MaxInt32)); !errors.As(err, &e) {
			t.Error(err)
		}
	}
}

func TestCircular(t *testing.T) {
	list := []any{1}
	list = append(list, list)
	list[1] = list
	object := jsonx.NewObject()
	object.Set("a", []any{1, object})
	m := map[string]any{}
	m["m"] = m
	type node struct{ Next *node }
	n := &node{}
	n.Next = &node{n}
	type loop *loop
	var p loop
	p = &p
	dict := jsonx.Dict{{Key: 1, Value: nil}}
	dict[0].Value = dict
	slice := make([]any, 40)
	deep := any(slice)
	for range 100 {
		deep = []any{deep}
	}
	slice[0] = deep
	for _, v := range []any{list, object, m, n, p, dict, slice, &m} {
		for _, opts := range [][]jsonx.DumpOption{nil, {jsonx.Indent(2)}, {jsonx.SortKeys(true)}} {
			_, err := jsonx.Dumps(v, opts...)
			if err == nil || err.Error() != "Circular reference detected" || !errors.As(err, new(*jsonx.ValueError)) {
				t.Errorf("%T: %v", v, err)
			}
		}
		if _, err := jsonx.Dumps(v, jsonx.CheckCircular(false)); !errors.As(err, new(*jsonx.RecursionError)) && fmt.Sprintf("%T", v) != "jsonx_test.loop" {
			t.Errorf("%T unchecked: %v", v, err)
		}
	}
	shared := []any{1}
	if s, err := jsonx.Dumps([]any{shared, shared}); err != nil || s != "[[1], [1]]" {
		t.Error(s, err)
	}
}

// CVE-2012-1150: names chosen so that they collide make objects quadratic.
func TestHashFlooding(t *testing.T) {
	// Names that a hash without a seed, or one of few of their bytes, would put
	// together: alike in length, start, middle and end.
	var doc strings.Builder
	doc.WriteString("{")
	const n = 300_000
	for i := range n {
		if i > 0 {
			doc.WriteString(",")
		}
		fmt.Fprintf(&doc, `"aaaaaaaa%06daaaaaaaaaaaaaa":0`, i)
	}
	doc.WriteString("}")
	start := time.Now()
	v, err := jsonx.Loads(doc.String())
	if err != nil {
		t.Fatal(err)
	}
	o := v.(*jsonx.Object)
	for i := range n {
		if _, ok := o.Get(fmt.Sprintf("aaaaaaaa%06daaaaaaaaaaaaaa", i)); !ok {
			t.Fatal(i)
		}
	}
	for i := range n {
		o.Delete(fmt.Sprintf("aaaaaaaa%06daaaaaaaaaaaaaa", i))
	}
	if d := time.Since(start); o.Len() != 0 || d > 10*time.Second {
		t.Errorf("%d members left after %v", o.Len(), d)
	}
}

// RFC 8259, 4: what a name that comes twice means differs from reader to reader.
func TestDuplicateNames(t *testing.T) {
	long := `{"k":0`
	for i := range 100 {
		long += fmt.Sprintf(`,"%d":0`, i)
	}
	for _, c := range []struct {
		doc  string
		want [3]string // last, first, error
	}{
		{`{"a":1,"\u0061":2}`, [3]string{`{"a": 2}`, `{"a": 1}`, "Duplicate name: line 1 column 8 (char 7)"}},
		{`{"a":1,"b":2,"a":3}`, [3]string{`{"a": 3, "b": 2}`, `{"a": 1, "b": 2}`, "Duplicate name: line 1 column 14 (char 13)"}},
		{`{"a":{"x":1,"x":2}}`, [3]string{`{"a": {"x": 2}}`, `{"a": {"x": 1}}`, "Duplicate name: line 1 column 13 (char 12)"}},
		{`{"a":1,"A":2}`, [3]string{`{"a": 1, "A": 2}`, `{"a": 1, "A": 2}`, `{"a": 1, "A": 2}`}},
		{`{"1":1,"2":1,"3":1,"4":1,"5":1,"1":2}`, [3]string{`{"1": 2, "2": 1, "3": 1, "4": 1, "5": 1}`, `{"1": 1, "2": 1, "3": 1, "4": 1, "5": 1}`, "Duplicate name: line 1 column 32 (char 31)"}},
	} {
		for i, policy := range []jsonx.DuplicateNames{jsonx.DuplicateLast, jsonx.DuplicateFirst, jsonx.DuplicateError} {
			v, err := jsonx.Loads(c.doc, policy)
			got := fmt.Sprint(v)
			if err != nil {
				got = err.Error()
			}
			if got != c.want[i] {
				t.Errorf("%s: got %s, want %s", c.doc, got, c.want[i])
			}
		}
	}
	for i, want := range []string{"7", "0"} {
		v, err := jsonx.Loads(long+`,"k":7}`, jsonx.DuplicateNames(i))
		if err != nil {
			t.Fatal(err)
		}
		if k, _ := v.(*jsonx.Object).Get("k"); fmt.Sprint(k) != want {
			t.Errorf("got %v, want %s", k, want)
		}
	}
	var into struct{ A int }
	if err := jsonx.LoadsInto(`{"A":1,"A":2}`, &into, jsonx.DuplicateError); err == nil {
		t.Error("LoadsInto took a duplicate")
	}
	if err := jsonx.LoadsInto(`{"A":1,"A":2}`, &into, jsonx.DuplicateFirst); err != nil || into.A != 1 {
		t.Error(into, err)
	}
}

// Keys of several types turn into the same name: the two values are written, as
// Python does, unless that is refused.
func TestDumpDuplicateKeys(t *testing.T) {
	v := jsonx.Dict{{Key: 1, Value: "a"}, {Key: "1", Value: "b"}}
	if s, err := jsonx.Dumps(v); err != nil || s != `{"1": "a", "1": "b"}` {
		t.Error(s, err)
	}
	if _, err := jsonx.Dumps(v, jsonx.DuplicateError); err == nil || err.Error() != "Duplicate name: '1'" {
		t.Error(err)
	}
}

// RFC 8259, 8.2: a lone surrogate must come back out as it went in.
func TestLoneSurrogates(t *testing.T) {
	for _, doc := range []string{`"\ud800"`, `"\udfff"`, `"\ude00\ud83d"`, `{"\ud800":"\udc00"}`} {
		v, err := jsonx.Loads(doc)
		if err != nil {
			t.Fatal(err)
		}
		if s, err := jsonx.Dumps(v, jsonx.Separators(",", ":")); err != nil || s != doc {
			t.Errorf("%s: got %s, %v", doc, s, err)
		}
	}
	v, err := jsonx.Loads([]byte("\"\xed\xa0\x80\""))
	if err != nil || v != "\xed\xa0\x80" {
		t.Errorf("%q, %v", v, err)
	}
	if _, err := jsonx.Loads([]byte("\"\xed\xa0\x80\""), jsonx.UTF8Only(true)); !errors.As(err, new(*jsonx.UnicodeDecodeError)) {
		t.Error(err)
	}
}

// RFC 8259, 6: NaN and Infinity are no JSON, and 1e400 is no float64.
func TestNotFinite(t *testing.T) {
	for _, doc := range []string{"[NaN]", "[Infinity]", "[-Infinity]", "[1e400]", "[-1e400]"} {
		if _, err := jsonx.Loads(doc); err != nil {
			t.Errorf("%s: %v", doc, err)
		}
		if v, err := jsonx.Loads(doc, jsonx.AllowNaN(false)); !errors.As(err, new(*jsonx.JSONDecodeError)) {
			t.Errorf("%s: %v, %v", doc, v, err)
		}
	}
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		for _, v := range []any{f, []any{f}, []float64{f}, map[float64]int{f: 1}, struct{ F float64 }{f}, float32(f)} {
			if _, err := jsonx.Dumps(v, jsonx.AllowNaN(false)); !errors.As(err, new(*jsonx.ValueError)) {
				t.Errorf("%T %v: %v", v, f, err)
			}
		}
	}
}

// A filter that reads UTF-8 sees nothing in UTF-16: UTF8Only takes nothing else.
func TestEncodingGuess(t *testing.T) {
	sneaky := []byte("[\x00\"\x00<\x00\"\x00]\x00")
	if v, err := jsonx.Loads(sneaky); err != nil || v.([]any)[0] != "<" {
		t.Error(v, err)
	}
	for _, b := range [][]byte{sneaky, []byte("\x00[\x00]"), []byte("\xff\xfe[\x00]\x00"), []byte("\ufeff[]"), []byte("[\x00\x00\x00]\x00\x00\x00")} {
		if v, err := jsonx.Loads(b, jsonx.UTF8Only(true)); err == nil {
			t.Errorf("%q: %v", b, v)
		}
		var v any
		if err := jsonx.LoadsInto(b, &v, jsonx.UTF8Only(true)); err == nil {
			t.Errorf("into %q: %v", b, v)
		}
	}
}

// Text inside a script element must not end it.
func TestEscapeHTML(t *testing.T) {
	v := "</script><!--&\u2028\u2029é\"\\"
	for _, c := range []struct {
		ascii bool
		want  string
	}{
		{false, `"\u003c/script\u003e\u003c!--\u0026\u2028\u2029é\"\\"`},
		{true, `"\u003c/script\u003e\u003c!--\u0026\u2028\u2029\u00e9\"\\"`},
	} {
		got, err := jsonx.Dumps(v, jsonx.EnsureASCII(jsonx.EnsureASCII(c.ascii)), jsonx.EscapeHTML(true))
		if err != nil || got != c.want {
			t.Errorf("%v: got %s, %v", c.ascii, got, err)
		}
		got, err = jsonx.Dumps(map[string]any{v: 1}, jsonx.EnsureASCII(jsonx.EnsureASCII(c.ascii)), jsonx.EscapeHTML(true))
		if err != nil || got != "{"+c.want+": 1}" {
			t.Errorf("%v: got %s, %v", c.ascii, got, err)
		}
	}
}

// gh-142831 and gh-145244: Default changes the container that is being written.
func TestDefaultMutates(t *testing.T) {
	o := jsonx.NewObject(jsonx.Member{Key: "a", Value: make(chan int)}, jsonx.Member{Key: "b", Value: make(chan int)})
	m := map[string]any{"a": make(chan int), "b": make(chan int), "c": 1}
	typed := map[string]chan int{"a": nil, "b": nil}
	list := []any{make(chan int), make(chan int)}
	dict := jsonx.Dict{{Key: "a", Value: make(chan int)}, {Key: "b", Value: 1}}
	mutate := jsonx.Default(func(any) (any, error) {
		o.Delete("b")
		for i := range 50 {
			o.Set(fmt.Sprint(i), i)
			m[fmt.Sprint(i)] = i
			typed[fmt.Sprint(i)] = nil
		}
		delete(m, "b")
		delete(typed, "b")
		list[1] = nil
		dict[1] = jsonx.Item{Key: "z"}
		return "x", nil
	})
	for _, v := range []any{o, m, typed, list, dict} {
		for _, opts := range [][]jsonx.DumpOption{{mutate}, {mutate, jsonx.SortKeys(true)}, {mutate, jsonx.Indent(1)}} {
			s, err := jsonx.Dumps(v, opts...)
			if err != nil {
				t.Errorf("%T: %v", v, err)
				continue
			}
			if _, err := jsonx.Loads(s); err != nil {
				t.Errorf("%T: %s: %v", v, s, err)
			}
		}
	}
}

// gowebpki/jcs 5, cyberphone/json-canonicalization 37: two documents with one canonical
// form, and so with one signature. RFC 8785, 3.2.2.2 demands an error.
func TestCanonicalRefuses(t *testing.T) {
	for _, doc := range []string{
		`["\ude00\ud83d"]`, `["\ud800"]`, `{"\ud800":1}`, "[\"\xff\"]", "[\"\xed\xa0\x80\"]",
		`{"a":1,"a":2}`, `{"a":1,"\u0061":2}`, "[NaN]", "[1e400]", "[9007199254740993]", "[18446744073709551617]", "[1",
	} {
		if got, err := jsonx.Canonicalize([]byte(doc)); err == nil {
			t.Errorf("%q: %s", doc, got)
		}
		if got, err := jsonx.Canonicalize(doc); err == nil {
			t.Errorf("%q as a string: %s", doc, got)
		}
	}
}

// RFC 8785, 3.2.2.3 and 3.2.3: ECMAScript's numbers, and names by UTF-16.
func TestCanonicalForm(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`[0, -0, -0.0, 1.0, 1e21, 1e20, 1e-6, 1e-7, 123456789012345680000, 5e-324, 1.7976931348623157e308, 0.1, 1.5e-10, 9007199254740992, 1e23]`,
			`[0,0,0,1,1e+21,100000000000000000000,0.000001,1e-7,123456789012345680000,5e-324,1.7976931348623157e+308,0.1,1.5e-10,9007199254740992,1e+23]`},
		{`{"\ufb33":1,"\ud83d\ude00":2,"a":3,"":4,"\u0080":5,"\r":6,"\ud83d\ude01":7}`, "{\"\":4,\"\\r\":6,\"a\":3,\"\u0080\":5,\"😀\":2,\"😁\":7,\"\ufb33\":1}"},
		{`["\u000f\u007f\u2028</\"\\\b\t"]`, "[\"\\u000f\x7f\u2028</\\\"\\\\\\b\\t\"]"},
		{` { "b" : [ ] , "a" : { } } `, `{"a":{},"b":[]}`},
	} {
		got, err := jsonx.Canonicalize(c.in)
		if err != nil || string(got) != c.want {
			t.Errorf("%s:\n got %s, %v\nwant %s", c.in, got, err, c.want)
		}
	}
	got, err := jsonx.AppendCanonical([]byte("x"), map[string]any{"b": 1.0, "a": []int{2}})
	if err != nil || string(got) != `x{"a":[2],"b":1}` {
		t.Errorf("%s, %v", got, err)
	}
}

// What encoding/json does otherwise: names without regard to case, U+FFFD for bad
// UTF-8, float64 for integers, trailing data ignored.
func TestNoSurprises(t *testing.T) {
	var v struct {
		A int `json:"a"`
	}
	if err := jsonx.LoadsInto(`{"a":1,"A":2}`, &v); err != nil || v.A != 1 {
		t.Error(v, err)
	}
	x, err := jsonx.Loads(`[9223372036854775808, 9223372036854775807]`)
	if err != nil || fmt.Sprint(x) != "[9223372036854775808 9223372036854775807]" {
		t.Error(x, err)
	}
	for _, doc := range []string{"{} garbage", "{}{}", "[]]", "1,"} {
		if _, err := jsonx.Loads(doc); err == nil {
			t.Errorf("%s: no error", doc)
		}
		if _, err := jsonx.Load(strings.NewReader(doc)); err == nil {
			t.Errorf("%s: no error from Load", doc)
		}
		if err := jsonx.LoadsInto(doc, new(any)); err == nil {
			t.Errorf("%s: no error from LoadsInto", doc)
		}
	}
	if _, err := jsonx.Loads([]byte("\"\xff\"")); !errors.As(err, new(*jsonx.UnicodeDecodeError)) {
		t.Error(err)
	}
}

// RFC 8259, 8.1 and 9: a document that we write is UTF-8 without a byte order mark,
// and one that we read within its limits leaves nothing behind after an error.
func TestConcurrentUse(t *testing.T) {
	dec, enc := jsonx.NewJSONDecoder(), jsonx.NewJSONEncoder(jsonx.SortKeys(true))
	doc := `{"b":[1,2.5,"x\n",{"c":null}],"a":{"1":1,"2":2,"3":3,"4":4,"5":5,"6":6,"7":7,"8":8,"9":9,"10":10}}`
	v, err := dec.Decode(doc)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := v.(*jsonx.Object).Get("a")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				if s, err := enc.Encode(v); err != nil || !strings.HasPrefix(s, `{"a"`) {
					t.Error(s, err)
				}
				if n, ok := a.(*jsonx.Object).Get("10"); !ok || n != int64(10) {
					t.Error(n)
				}
				if _, err := dec.Decode(doc[:len(doc)-1]); err == nil {
					t.Error("no error")
				}
				var into map[string]any
				if err := jsonx.LoadsInto(doc, &into); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

// TestInputIsNotShared shows that values do not change with the bytes they came from.
func TestInputIsNotShared(t *testing.T) {
	data := []byte(`{"key":["value","es\ncaped"]}`)
	v, err := jsonx.Loads(data)
	if err != nil {
		t.Fatal(err)
	}
	var into struct {
		Key []string `json:"key"`
	}
	if err := jsonx.LoadsInto(data, &into); err != nil {
		t.Fatal(err)
	}
	copy(data, strings.Repeat("x", len(data)))
	if s := fmt.Sprint(v); s != `{"key": ["value", "es\ncaped"]}` {
		t.Error(s)
	}
	if fmt.Sprint(into) != "{[value es\ncaped]}" {
		t.Error(into)
	}
}

// The same for a long document, which LoadsInto does not copy as a whole: all that
// it keeps must be copied.
func TestInputIsNotSharedLong(t *testing.T) {
	type target struct {
		S     string            `json:"s"`
		List  []string          `json:"list"`
		Map   map[string]string `json:"map"`
		Keys  map[shade]any     `json:"keys"`
		Any   any               `json:"any"`
		Obj   *jsonx.Object     `json:"obj"`
		Num   jsonx.Number      `json:"num"`
		Raw   json.RawMessage   `json:"raw"`
		Quot  string            `json:"quot,string"`
		Text  shade             `json:"text"`
		Esc   string            `json:"esc"`
		Ptr   *string           `json:"ptr"`
		List2 []any             `json:"list2"`
		Big   *big.Int          `json:"big"`
	}
	const doc = `{"s": "a string", "list": ["one", "two \n"], "map": {"key": "value", "k\ney": "v\nalue"}, "keys": {"s1": "x"},
		"any": {"name": ["text", 1.5], "more": 12345678901234567890}, "obj": {"member": "string"}, "num": 1234.5678, "raw": {"r": "aw"},
		"quot": "\"quoted\"", "esc": "esc\u0061ped", "text": "s5", "ptr": "pointed", "list2": ["e", {"l": "m"}], "big": 123456789012345678901234567890,
		"unknown": "` + "padding padding padding padding padding padding padding padding padding padding padding padding" + `"}`
	var v target
	data := []byte(doc)
	if err := jsonx.LoadsInto(data, &v, jsonx.JSON5(false)); err != nil {
		t.Fatal(err)
	}
	before, err := jsonx.Dumps(v)
	if err != nil || !strings.Contains(before, "quoted") || !strings.Contains(before, "1234.5678") {
		t.Fatal(before, err)
	}
	for i := range data {
		data[i] = 'x'
	}
	if after, _ := jsonx.Dumps(v); after != before {
		t.Errorf("%s became %s", before, after)
	}
	if v.Map["key"] != "value" || v.Keys[1] != "x" {
		t.Error(v.Map, v.Keys)
	}
	for _, bad := range []string{doc[:len(doc)-1], strings.Replace(doc, `"two`, `2, "two`, 1), doc + "\xff"} {
		data, v := []byte(bad), target{}
		err := jsonx.LoadsInto(data, &v)
		if err == nil {
			t.Fatal("no error")
		}
		before := fmt.Sprintf("%#v %v", err, err)
		clear(data)
		if after := fmt.Sprintf("%#v %v", err, err); after != before {
			t.Errorf("%s became %s", before, after)
		}
		var d *jsonx.JSONDecodeError
		if errors.As(err, &d) && d.Doc != bad {
			t.Errorf("Doc is %q", d.Doc)
		}
	}
}

// TestAppendToArray shows that appending to one decoded array leaves its neighbours alone.
func TestAppendToArray(t *testing.T) {
	v, err := jsonx.Loads(`[[1],[2],[],[3]]`)
	if err != nil {
		t.Fatal(err)
	}
	list := v.([]any)
	for _, x := range list {
		_ = append(x.([]any), "no")
	}
	if s, _ := jsonx.Dumps(v); s != "[[1], [2], [], [3]]" {
		t.Error(s)
	}
	a, _ := jsonx.Loads("[]")
	b, _ := jsonx.Loads("[]")
	_ = append(a.([]any), 1)
	if len(b.([]any)) != 0 {
		t.Error(b)
	}
}

// TestPatchAmplification has a patch that doubles the document with each operation.
func TestPatchAmplification(t *testing.T) {
	copies := func(n int) (p jsonx.Patch) {
		for i := range n {
			p = append(p, jsonx.Operation{Op: "copy", Path: jsonx.Pointer{fmt.Sprint(i)}})
		}
		return p
	}
	doc := jsonx.NewObject(jsonx.Member{Key: "a", Value: []any{int64(1)}})
	if _, err := copies(40).Apply(doc); !errors.As(err, new(*jsonx.PatchError)) || !errors.As(err, new(*jsonx.ValueError)) || !strings.HasSuffix(err.Error(), "too many values copied") {
		t.Error(err)
	}
	if _, err := copies(15).Apply(doc); err != nil {
		t.Error(err)
	}
	large := []any{make([]any, 600_000)}
	twice := jsonx.Patch{{Op: "copy", Path: jsonx.Pointer{"-"}, From: jsonx.Pointer{"0"}}, {Op: "copy", Path: jsonx.Pointer{"-"}, From: jsonx.Pointer{"0"}}}
	if _, err := twice.Apply(large); err != nil {
		t.Error(err)
	}
}

// TestDeepMergePatch merges deep documents, in time that grows with their depth.
func TestDeepMergePatch(t *testing.T) {
	const depth = 50_000
	doc, err := jsonx.Loads(strings.Repeat(`{"a":`, depth) + "1" + strings.Repeat("}", depth))
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	got := jsonx.MergePatch(doc, doc)
	if !jsonx.Equal(got, doc) {
		t.Error("merged with itself, it is another")
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
}
