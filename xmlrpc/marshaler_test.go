package xmlrpc_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"math"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/xmlrpc"
)

// A celsius travels as a structure.
type celsius float64

var errCold = errors.New("secret: below absolute zero")

func (c celsius) MarshalXMLRPC() (any, error) {
	if c < -273.15 {
		return nil, errCold
	}
	return xmlrpc.Struct{{Name: "celsius", Value: float64(c)}}, nil
}

func (c *celsius) UnmarshalXMLRPC(value any) error {
	switch v := value.(type) {
	case nil:
		*c = 0
	case float64:
		*c = celsius(v)
	case xmlrpc.Struct:
		f, ok := v.Get("celsius")
		if *c, ok = celsius(f.(float64)), ok && f.(float64) >= -273.15; !ok {
			return errCold
		}
	case []any:
		*c = celsius(len(v))
	case string:
		if v == "fault" {
			return xmlrpc.NewFault(7, "no temperature")
		}
		panic("secret: " + v)
	default:
		return fmt.Errorf("no temperature: %T", v)
	}
	return nil
}

// A box marshals with its pointer's method, as what it holds.
type box struct{ value any }

func (b *box) MarshalXMLRPC() (any, error) { return b.value, nil }

// A mirror gives itself, for ever.
type mirror struct{}

func (m mirror) MarshalXMLRPC() (any, error) { return m, nil }

func TestMarshaler(t *testing.T) {
	const warm = "<struct><member><name>celsius</name><value><double>21.5</double></value></member></struct>"
	c := celsius(21.5)
	for _, x := range []struct {
		v    any
		want string
	}{
		{c, warm},
		{&c, warm},
		{[]celsius{c}, "<array><data><value>" + warm + "</value></data></array>"},
		{map[string]*celsius{"k": &c, "n": nil}, "<struct><member><name>k</name><value>" + warm + "</value></member><member><name>n</name><value><nil/></value></member></struct>"},
		{struct {
			T celsius `xmlrpc:"t"`
		}{c}, "<struct><member><name>t</name><value>" + warm + "</value></member></struct>"},
		{&box{"x"}, "<string>x</string>"},
		{&box{&box{c}}, warm},
		{[]*box{{nil}}, "<array><data><value><nil/></value></data></array>"},
		{[]box{{1}}, "<array><data><value><int>1</int></value></data></array>"}, // the elements can be addressed
		{(*box)(nil), "<nil/>"},
	} {
		got, err := xmlrpc.Dumps([]any{x.v}, xmlrpc.AllowNone(true))
		want := "<params><param><value>" + x.want + "</value></param></params>"
		if got = strings.ReplaceAll(got, "\n", ""); err != nil || got != want {
			t.Errorf("%#v: %s, %v\nwant %s", x.v, got, err, want)
		}
	}
	var e *xmlrpc.MarshalerError
	if _, err := xmlrpc.Dumps([]any{[]any{celsius(-300)}}); !errors.As(err, &e) || !errors.Is(err, errCold) || e.Type != "xmlrpc_test.celsius" {
		t.Error(err)
	}
	var recursion *xmlrpc.RecursionError
	if _, err := xmlrpc.Dumps([]any{mirror{}}); !errors.As(err, &recursion) {
		t.Error(err)
	}
	var none *xmlrpc.TypeError
	if _, err := xmlrpc.Dumps([]any{&box{nil}}); !errors.As(err, &none) {
		t.Error(err)
	}
}

func TestUnmarshaler(t *testing.T) {
	type reading struct {
		At   *celsius           `xmlrpc:"at"`
		List []celsius          `xmlrpc:"list"`
		Map  map[string]celsius `xmlrpc:"map"`
	}
	doc, err := xmlrpc.Dumps([]any{map[string]any{"at": 1.5, "list": []any{celsius(2), 3.5, nil, []int{1, 2}}, "map": map[string]celsius{"k": 4}}}, xmlrpc.AllowNone(true))
	if err != nil {
		t.Fatal(err)
	}
	var got reading
	one := celsius(1.5)
	want := reading{&one, []celsius{2, 3.5, 0, 2}, map[string]celsius{"k": 4}}
	if _, err := xmlrpc.LoadsInto(doc, []any{&got}); err != nil || !cmp.Equal(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	for _, x := range []struct {
		doc     any
		targets []any
		err     string
	}{
		{[]any{true}, []any{new(celsius)}, "cannot unmarshal into Go value of type xmlrpc_test.celsius: no temperature: bool"},
		{[]any{map[string]any{"list": []any{1.5, true}}}, []any{new(reading)}, "cannot unmarshal into Go value of type xmlrpc_test.celsius at .list[1]: no temperature: bool"},
		{[]any{1, []any{false}}, []any{new(int), new([]celsius)}, "cannot unmarshal into Go value of type xmlrpc_test.celsius at params[1][0]: no temperature: bool"},
	} {
		doc, err := xmlrpc.Dumps(x.doc)
		if err != nil {
			t.Fatal(err)
		}
		var e *xmlrpc.UnmarshalerError
		if _, err := xmlrpc.LoadsInto(doc, x.targets); !errors.As(err, &e) || err.Error() != x.err {
			t.Errorf("%v, want %s", err, x.err)
		}
	}
}

// Where a value doesn't fit is told.
func TestUnmarshalTypeErrors(t *testing.T) {
	type price struct {
		Price int8 `xmlrpc:"price"`
	}
	doc, err := xmlrpc.Dumps([]any{1, []any{map[string]int{"price": 1}, map[string]int{"price": 300}}})
	if err != nil {
		t.Fatal(err)
	}
	for want, targets := range map[string][]any{
		"cannot unmarshal int 300 into Go value of type int8 at params[1][1].price": {new(int), new([]price)},
		"cannot unmarshal array into Go value of type string at params[1]":          {new(int), new(string)},
		"cannot unmarshal int 1 into Go value of type string at params[0]":          {new(string), new([]price)},
	} {
		var e *xmlrpc.UnmarshalTypeError
		if _, err := xmlrpc.LoadsInto(doc, targets); !errors.As(err, &e) || err.Error() != want || !strings.HasSuffix(want, e.Path) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// What marshalers and unmarshalers of a server say, or panic with, is told to
// clients no more than what functions say.
func TestMarshalersOfServers(t *testing.T) {
	var logged bytes.Buffer
	d := newDispatcher(t, xmlrpc.NewErrorLog(log.New(&logged, "", 0)))
	d.RegisterFunction(func(c celsius) celsius { return c + 1 }, xmlrpc.Name("warmer"))
	d.RegisterFunction(func() any { return &bomb{} }, xmlrpc.Name("panic"))
	s := httptest.NewServer(d)
	defer s.Close()
	p := newProxy(t, s.URL)
	if c, err := xmlrpc.Call[celsius](context.Background(), p, "warmer", celsius(20)); err != nil || c != 21 {
		t.Error(c, err)
	}
	for _, x := range []struct {
		method string
		args   []any
		want   string
	}{
		{"warmer", []any{true}, "internal error"},
		{"warmer", []any{xmlrpc.Struct{{Name: "celsius", Value: -300.0}}}, "internal error"},
		{"warmer", []any{"text"}, "internal error"}, // a panic
		{"warmer", []any{-math.MaxFloat64}, "internal error"},
		{"warmer", []any{"fault"}, "no temperature"},
		{"panic", []any{}, "internal error"},
	} {
		_, err := p.Call(context.Background(), x.method, x.args...)
		var f *xmlrpc.Fault
		if !errors.As(err, &f) || !strings.HasSuffix(f.FaultString, x.want) {
			t.Errorf("%s%v: %v", x.method, x.args, err)
		}
		call := xmlrpc.Struct{{Name: "methodName", Value: x.method}, {Name: "params", Value: x.args}}
		d.RegisterMulticallFunctions()
		if v, err := p.Call(context.Background(), "system.multicall", []any{call}); strings.Contains(fmt.Sprint(v, err), "secret") || strings.Contains(fmt.Sprint(v, err), "xmlrpc_test") {
			t.Errorf("%s%v: %v, %v", x.method, x.args, v, err)
		}
	}
	for _, text := range []string{"secret: below", "panic: secret: text", "no temperature: bool", "panic: secret: boom"} {
		if !strings.Contains(logged.String(), text) {
			t.Errorf("the log lacks %q", text)
		}
	}
}

// A bomb panics when it goes out.
type bomb struct{}

func (*bomb) MarshalXMLRPC() (any, error) { panic("secret: boom") }
