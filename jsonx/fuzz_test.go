package jsonx_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/jsonx"
)

func seeds(f *testing.F) {
	for _, s := range []string{`{"a":[1,-2.5e3,"x\n\ud83d\ude00",null,true,false]}`, "[", `"\ud800"`, "\xff", "NaN", "1e400", "123456789012345678901234567890", "{\"a\":1,\"a\":2}", "// c\n{a:'b',}", "\ufeff[]", "[\x00]\x00"} {
		f.Add([]byte(s))
	}
}

// FuzzLoads: no panic, an error with a place in the document, and what was read is
// written and read again to the same value.
func FuzzLoads(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := jsonx.Loads(data)
		var e *jsonx.JSONDecodeError
		if errors.As(err, &e) && (e.Pos < 0 || e.Pos > len(data) || e.Lineno < 1 || e.Colno < 1) {
			t.Errorf("%+v", e)
		}
		if err != nil {
			return
		}
		for _, opts := range [][]jsonx.DumpOption{nil, {jsonx.EnsureASCII(false), jsonx.Separators(",", ":")}, {jsonx.Indent(1), jsonx.SortKeys(true)}} {
			s, err := jsonx.Dumps(v, opts...)
			if err != nil {
				t.Fatal(err)
			}
			w, err := jsonx.Loads(s)
			if err != nil {
				t.Fatalf("%s: %v", s, err)
			}
			if again, _ := jsonx.Dumps(w, opts...); again != s {
				t.Errorf("%s became %s", s, again)
			}
			var out strings.Builder
			if err := jsonx.Dump(v, &out, opts...); err != nil || out.String() != s {
				t.Errorf("Dump %s, Dumps %s, %v", out.String(), s, err)
			}
		}
	})
}

// FuzzRelaxed: what JSON reads, JSONC and JSON5 read to the same value; no panic.
func FuzzRelaxed(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := jsonx.Loads(data)
		for _, opt := range []jsonx.LoadOption{jsonx.JSONC(true), jsonx.JSON5(true)} {
			w, err2 := jsonx.Loads(data, opt)
			if err != nil {
				continue
			}
			a, _ := jsonx.Dumps(v)
			b, _ := jsonx.Dumps(w)
			if err2 != nil || a != b {
				t.Errorf("%T: %s, %s, %v", opt, a, b, err2)
			}
		}
	})
}

// FuzzLoadsInto: no panic, and an empty interface gets what Loads returns.
func FuzzLoadsInto(f *testing.F) {
	seeds(f)
	type recursive struct {
		A any
		B []recursive
		C map[string]*recursive
		D float64 `json:"d,string"`
		E [2]int8
		F []string
		G *int64
		H bool
		I int64  `json:"i,omitempty"`
		J string `json:"j,omitempty"`
		K []float64
	}
	f.Add([]byte(`{"A":[1],"B":[{},{"d":"1.5"}],"C":{"x":{"F":["a"]}},"G":12,"H":true,"i":123456789,"j":"","K":[1.5,2]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var v any
		want, wantErr := jsonx.Loads(data)
		if err := jsonx.LoadsInto(data, &v); (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
			t.Errorf("%v, Loads: %v", err, wantErr)
		} else if err == nil {
			a, _ := jsonx.Dumps(v)
			b, _ := jsonx.Dumps(want)
			if a != b {
				t.Errorf("%s, Loads: %s", a, b)
			}
		}
		var r recursive
		if err := jsonx.LoadsInto(data, &r); err == nil {
			direct, err := jsonx.Dumps(&r)
			if err != nil {
				t.Error(err)
			}
			var pieces strings.Builder // by reflection
			if err := jsonx.Dump(&r, &pieces); err != nil || pieces.String() != direct {
				t.Errorf("%s, in pieces %s, %v", direct, pieces.String(), err)
			}
		}
		jsonx.LoadsInto(data, &r, jsonx.JSON5(true), jsonx.DuplicateError)

		// What has no field is read no less strictly.
		inside := append(append([]byte(`{"unknown": `), data...), '}')
		for _, opts := range [][]jsonx.IntoOption{nil, {jsonx.AllowNaN(false), jsonx.Strict(false)}} {
			var none struct{}
			var all any
			err, err2 := jsonx.LoadsInto(inside, &none, opts...), jsonx.LoadsInto(inside, &all, opts...)
			if !reflect.DeepEqual(err, err2) {
				t.Errorf("%v, into any: %v", err, err2)
			}
		}

		// A long document is not copied as a whole, and nothing of it is kept.
		long := append(bytes.Clone(data), bytes.Repeat([]byte{' '}, 300)...)
		var borrowed, copied recursive
		err := jsonx.LoadsInto(long, &borrowed)
		if err2 := jsonx.LoadsInto(string(long), &copied); err == nil && jsonx.DetectEncoding(long) == "utf-8" {
			clear(long)
			a, _ := jsonx.Dumps(&borrowed)
			if b, _ := jsonx.Dumps(&copied); a != b || err2 != nil {
				t.Errorf("%s of bytes, %s of a string, %v", a, b, err2)
			}
		}
	})
}

// FuzzStreams: the streams give what Loads gives, however the bytes come.
func FuzzStreams(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := jsonx.Loads(data)
		var last error
		for _, err := range jsonx.NewTokenReader(bytes.NewReader(data)).Tokens() {
			last = err
		}
		if e := jsonx.DetectEncoding(data); err == nil && last != nil && strings.HasPrefix(e, "utf-8") {
			t.Errorf("tokens: %v", last)
		}
		n := 0
		for w, err2 := range jsonx.LoadValues(bytes.NewReader(data)) {
			if n++; err == nil && err2 == nil && n == 1 {
				a, _ := jsonx.Dumps(v)
				if b, _ := jsonx.Dumps(w); a != b {
					t.Errorf("%s, Loads: %s", b, a)
				}
			}
		}
		for range jsonx.LoadLines(bytes.NewReader(data)) {
		}
		for range jsonx.LoadItems(bytes.NewReader(data)) {
		}
	})
}

// FuzzCanonical: the canonical form is its own canonical form.
func FuzzCanonical(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := jsonx.Canonicalize(data)
		if err != nil {
			return
		}
		again, err := jsonx.Canonicalize(c)
		if err != nil || !bytes.Equal(c, again) {
			t.Errorf("%s became %s, %v", c, again, err)
		}
	})
}

// FuzzPatch: no panic, and the document stays as it is.
func FuzzPatch(f *testing.F) {
	f.Add(`{"a":[1,{"b":2}]}`, `[{"op":"move","from":"/a/1","path":"/a/-"},{"op":"add","path":"/c","value":[]},{"op":"copy","from":"/a","path":"/c/0"}]`)
	f.Fuzz(func(t *testing.T, doc, ops string) {
		d, err := jsonx.Loads(doc)
		if err != nil {
			return
		}
		p, err := jsonx.Loads(ops)
		if err != nil {
			return
		}
		before, _ := jsonx.Dumps(d)
		if patch, err := jsonx.ParsePatch(p); err == nil {
			patch.Apply(d)
		}
		jsonx.MergePatch(d, p)
		if after, _ := jsonx.Dumps(d); after != before {
			t.Errorf("%s became %s", before, after)
		}
	})
}
