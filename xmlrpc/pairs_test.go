package xmlrpc_test

import (
	"errors"
	"iter"
	"slices"
	"testing"

	"github.com/gobatteries/batteries/jsonx"
	"github.com/gobatteries/batteries/xmlrpc"
)

// TestDumpsPairs checks that a JSON document goes out whole, in its order.
func TestDumpsPairs(t *testing.T) {
	v, err := jsonx.Loads(`{"b": [1, {"z": "é", "a": {}}], "a": 2.5, "": true}`)
	if err != nil {
		t.Fatal(err)
	}
	text, err := xmlrpc.Dumps(xmlrpc.Params{v})
	if err != nil {
		t.Fatal(err)
	}
	want, err := xmlrpc.Dumps(xmlrpc.Params{xmlrpc.Struct{
		{Name: "b", Value: []any{1, xmlrpc.Struct{{Name: "z", Value: "é"}, {Name: "a", Value: xmlrpc.Struct{}}}}},
		{Name: "a", Value: 2.5}, {Name: "", Value: true}}})
	if err != nil || text != want {
		t.Errorf("%s, %v\nwant %s", text, err, want)
	}
	if text, err = xmlrpc.Dumps(xmlrpc.Params{(*jsonx.Object)(nil)}, xmlrpc.AllowNone(true)); err != nil || text != "<params>\n<param>\n<value><nil/></value></param>\n</params>\n" {
		t.Errorf("nil: %s, %v", text, err)
	}
}

// TestDumpsRecursivePairs checks that what holds itself is refused.
func TestDumpsRecursivePairs(t *testing.T) {
	o := new(jsonx.Object)
	o.Set("o", []any{o})
	var typeError *xmlrpc.TypeError
	if _, err := xmlrpc.Dumps(xmlrpc.Params{o}); !errors.As(err, &typeError) || err.Error() != "cannot marshal recursive dictionaries" && err.Error() != "cannot marshal recursive sequences" {
		t.Error(err)
	}
}

// names is a type by value that has names and values.
type names []string

func (n names) All() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		for i, name := range slices.All(n) {
			if !yield(name, i) {
				return
			}
		}
	}
}

func TestDumpsPairsByValue(t *testing.T) {
	text, err := xmlrpc.Dumps(xmlrpc.Params{names{"x"}})
	want := "<params>\n<param>\n<value><struct>\n<member>\n<name>x</name>\n<value><int>0</int></value>\n</member>\n</struct></value>\n</param>\n</params>\n"
	if err != nil || text != want {
		t.Errorf("%s, %v", text, err)
	}
}
