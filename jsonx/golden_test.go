package jsonx_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/wtf8"
	"github.com/gobatteries/batteries/jsonx"
)

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

// call makes the Go call for one of vectors_jsonx.py.
func call(c golden.Call) golden.Outcome {
	switch c.Fn {
	case "loads":
		if s, ok := c.Arg(0).(string); ok {
			return result(jsonx.Loads(s, loadOptions(c)...))
		}
		return result(jsonx.Loads(c.Arg(0).([]byte), loadOptions(c)...))
	case "loads_repeated":
		doc := strings.Repeat(string(c.Arg(0).([]byte)), int(c.Arg(1).(int64))) + string(c.Arg(2).([]byte))
		out := result(jsonx.Loads([]byte(doc)))
		if out.Exc != nil && out.Exc.Class == "RecursionError" {
			out.Exc.Text = "too deep"
		}
		return out
	case "decode":
		return result(jsonx.NewJSONDecoder(loadOptions(c)...).Decode(c.Arg(0).(string)))
	case "raw_decode":
		idx, _ := c.Arg(1).(int64)
		s := c.Arg(0).(string)
		v, end, err := jsonx.NewJSONDecoder(loadOptions(c)...).RawDecode(s, int(idx))
		if err != nil {
			return failed(err)
		}
		return golden.Return([]any{python(v), int64(wtf8.RuneCountInString(s[:min(end, len(s))]))})
	case "error":
		_, err := jsonx.Loads(c.Arg(0).(string))
		var e *jsonx.JSONDecodeError
		switch {
		case err == nil:
			return golden.Return(nil)
		case errors.As(err, &e):
			return golden.Return([]any{e.Msg, e.Doc, int64(e.Pos), int64(e.Lineno), int64(e.Colno)})
		}
		return failed(err)
	case "make_error":
		e := jsonx.NewJSONDecodeError(c.Arg(0).(string), c.Arg(1).(string), int(c.Arg(2).(int64)))
		return golden.Return([]any{e.Error(), e.Msg, e.Doc, int64(e.Pos), int64(e.Lineno), int64(e.Colno)})
	case "detect_encoding":
		return golden.Return(jsonx.DetectEncoding(c.Arg(0).([]byte)))
	case "dumps":
		return result(jsonx.Dumps(goValue(c.Arg(0)), dumpOptions(c)...))
	case "dumps_notes":
		_, err := jsonx.Dumps(goValue(c.Arg(0)), dumpOptions(c)...)
		return golden.Return(withNotes(err))
	case "dump":
		var w strings.Builder
		err := jsonx.Dump(goValue(c.Arg(0)), &w, dumpOptions(c)...)
		return golden.Return([]any{w.String(), withNotes(err)})
	case "iterencode":
		pieces := []any{}
		for p, err := range jsonx.NewJSONEncoder(dumpOptions(c)...).IterEncode(goValue(c.Arg(0))) {
			if err != nil {
				return golden.Return([]any{pieces, withNotes(err)})
			}
			pieces = append(pieces, p)
		}
		return golden.Return([]any{pieces, nil})
	case "encoder":
		e := jsonx.NewJSONEncoder(dumpOptions(c)...)
		indent := c.Kw["indent"] // a number stays a number in Python
		return golden.Return([]any{e.SkipKeys, e.EnsureASCII, e.CheckCircular, e.AllowNaN, e.SortKeys, indent, e.ItemSeparator, e.KeySeparator})
	}
	return golden.Raise("NameError", c.Fn)
}

func result[T any](v T, err error) golden.Outcome {
	if err != nil {
		return failed(err)
	}
	return golden.Return(python(v))
}

func failed(err error) golden.Outcome { return golden.Raise(class(err), text(err)) }

// class names the Python exception that an error stands for.
func class(err error) string {
	switch {
	case errors.As(err, new(*jsonx.JSONDecodeError)):
		return "JSONDecodeError"
	case errors.As(err, new(*jsonx.UnicodeDecodeError)):
		return "UnicodeDecodeError"
	case errors.As(err, new(*jsonx.RecursionError)):
		return "RecursionError"
	case errors.As(err, new(*jsonx.TypeError)):
		return "TypeError"
	case errors.As(err, new(*jsonx.ValueError)):
		return "ValueError"
	}
	return "Exception"
}

// text returns the text of an error, in which Go's types bear Python's names.
func text(err error) string {
	return strings.NewReplacer("bytesValue", "bytes", "'string'", "'str'", "'int64'", "'int'", "'Int'", "'int'", "'float64'", "'float'", "'nil'", "'NoneType'").Replace(err.Error())
}

func withNotes(err error) any {
	if err == nil {
		return nil
	}
	notes := []any{}
	var n *jsonx.NotedError
	if errors.As(err, &n) {
		for _, s := range n.Notes {
			notes = append(notes, s)
		}
	}
	return []any{class(err), text(err), notes}
}

// A tuple and bytes are values that JSON has no form for.
type (
	tuple      struct{ items string }
	bytesValue struct{ b string }
)

// goValue returns what a test passes to Dumps for a Python value.
func goValue(v any) any {
	switch v := v.(type) {
	case []byte:
		return bytesValue{string(v)}
	case golden.Tuple:
		return goValue([]any(v))
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = goValue(x)
		}
		return out
	case golden.Dict:
		return goDict(v)
	}
	return v
}

func goDict(v golden.Dict) any {
	d, o, texts := jsonx.Dict{}, &jsonx.Object{}, true
	for _, p := range v {
		key := p.Key
		switch k := key.(type) {
		case golden.Tuple:
			key = tuple{k2s(k)}
		case []byte:
			key = bytesValue{string(k)}
		}
		x := goValue(p.Value)
		if k, ok := key.(string); ok {
			o.Set(k, x)
		} else {
			texts = false
		}
		d = append(d, jsonx.Item{Key: key, Value: x})
	}
	if texts {
		return o
	}
	return d
}

func k2s(k golden.Tuple) string { return golden.Return(k).String() }

// python returns the form that golden compares.
func python(v any) any {
	switch v := v.(type) {
	case *jsonx.Object:
		d := golden.Dict{}
		for k, x := range v.All() {
			d = append(d, golden.Pair{Key: k, Value: python(x)})
		}
		return d
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = python(x)
		}
		return out
	}
	return v
}

// separators is SEPARATORS of vectors_jsonx.py.
var separators = [][2]string{{", ", ": "}, {",", ":"}, {";", "="}, {"", ""}, {" , ", " : "}, {"é", "\n"}}

func dumpOptions(c golden.Call) []jsonx.DumpOption {
	var opts []jsonx.DumpOption
	for k, v := range c.Kw {
		switch k {
		case "skipkeys":
			opts = append(opts, jsonx.SkipKeys(v.(bool)))
		case "ensure_ascii":
			opts = append(opts, jsonx.EnsureASCII(v.(bool)))
		case "check_circular":
			opts = append(opts, jsonx.CheckCircular(v.(bool)))
		case "allow_nan":
			opts = append(opts, jsonx.AllowNaN(v.(bool)))
		case "sort_keys":
			opts = append(opts, jsonx.SortKeys(v.(bool)))
		case "default":
			opts = append(opts, jsonx.Default(fallback))
		case "indent":
			switch v := v.(type) {
			case int64:
				opts = append(opts, jsonx.Indent(int(v)))
			case string:
				opts = append(opts, jsonx.Indent(v))
			}
		case "separators":
			opts = append(opts, jsonx.Separators(separators[v.(int64)][0], separators[v.(int64)][1]))
		}
	}
	return opts
}

// fallback is default of vectors_jsonx.py.
func fallback(o any) (any, error) {
	b := o.(bytesValue).b
	if b == "fail" {
		return nil, &jsonx.ValueError{Text: "no form for fail"}
	}
	return jsonx.NewObject(jsonx.Member{Key: "bytes", Value: len(b)}, jsonx.Member{Key: "text", Value: b}), nil
}

func loadOptions(c golden.Call) []jsonx.LoadOption {
	var opts []jsonx.LoadOption
	word := func(kind string) func(string) (any, error) {
		return func(s string) (any, error) { return kind + " " + s, nil }
	}
	for k, v := range c.Kw {
		if k == "strict" {
			opts = append(opts, jsonx.Strict(v.(bool)))
			continue
		}
		switch k {
		case "object_hook":
			opts = append(opts, jsonx.ObjectHook(func(o *jsonx.Object) (any, error) { return []any{"object", pairs(o.Members())}, nil }))
		case "object_pairs_hook":
			opts = append(opts, jsonx.ObjectPairsHook(func(m []jsonx.Member) (any, error) { return []any{"pairs", pairs(m)}, nil }))
		case "array_hook":
			opts = append(opts, jsonx.ArrayHook(func(a []any) (any, error) { return []any{"array", int64(len(a)), a}, nil }))
		case "parse_float":
			opts = append(opts, jsonx.ParseFloat(word("float")))
		case "parse_int":
			opts = append(opts, jsonx.ParseInt(word("int")))
		case "parse_constant":
			opts = append(opts, jsonx.ParseConstant(word("constant")))
		}
	}
	return opts
}

func pairs(m []jsonx.Member) []any {
	out := []any{}
	for _, x := range m {
		out = append(out, golden.Tuple{x.Key, python(x.Value)})
	}
	return out
}
