package xmlrpc_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"math/big"
	"net/http"
	"os"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/gobatteries/batteries/b64"
	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/xmlrpc"
)

func TestMain(m *testing.M) {
	os.Setenv("TZ", "UTC") // of Python, for dates of seconds
	time.Local = time.UTC
	os.Exit(m.Run())
}

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

// build returns the Go value that a travelling one stands for (see
// vectors_xmlrpc.py).
func build(v any) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = build(x)
		}
		return out
	case golden.Dict:
		out := make(xmlrpc.Struct, 0, len(v))
		for _, p := range v {
			k, ok := p.Key.(string)
			if !ok {
				return map[int]int{} // another mapping without string keys
			}
			out.Set(k, build(p.Value))
		}
		return out
	case golden.Tuple:
		switch x := v[1]; v[0] {
		case "DateTime":
			return xmlrpc.DateTime{Value: x.(string)}
		case "Binary":
			return xmlrpc.Binary{Data: x.([]byte)}
		case "datetime":
			return timeOf(x.([]any))
		case "Fault":
			f := x.([]any)
			return xmlrpc.NewFault(int(f[0].(int64)), f[1].(string))
		}
	}
	return v
}

func timeOf(x []any) time.Time {
	n := make([]int, 6)
	for i := range n {
		n[i] = int(x[i].(int64))
	}
	return time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, time.UTC)
}

// strip is the inverse of build.
func strip(v any) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = strip(x)
		}
		return out
	case xmlrpc.Struct:
		out := make(golden.Dict, len(v))
		for i, m := range v {
			out[i] = golden.Pair{Key: m.Name, Value: strip(m.Value)}
		}
		return out
	case xmlrpc.DateTime:
		return golden.Tuple{"DateTime", v.Value}
	case xmlrpc.Binary:
		return golden.Tuple{"Binary", orEmpty(v.Data)}
	case []byte:
		return orEmpty(v)
	case time.Time:
		return golden.Tuple{"datetime", list(v.Year(), int(v.Month()), v.Day(), v.Hour(), v.Minute(), v.Second())}
	case xmlrpc.Decimal:
		return golden.Tuple{"Decimal", string(v)}
	}
	return v
}

func orEmpty(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

func list[T any](vs ...T) []any {
	out := make([]any, len(vs))
	for i, v := range vs {
		out[i] = v
		if n, ok := any(v).(int); ok {
			out[i] = int64(n)
		}
	}
	return out
}

func outcome(v any, err error) golden.Outcome {
	if err != nil {
		return golden.Raise(class(err), err.Error())
	}
	return golden.Return(v)
}

// class returns the name of the Python class of an error.
func class(err error) string {
	var r *xmlrpc.ResponseError
	if errors.As(err, &r) {
		switch r.Text { // where CPython stumbles, in its own way
		case "list index out of range":
			return "IndexError"
		case "a structure's name is not a string":
			return "StrangeName"
		case "a fault is not a structure of faultCode and faultString":
			return "StrangeFault"
		}
		return "ResponseError"
	}
	for _, c := range []struct {
		name string
		ok   bool
	}{
		{"Fault", is[*xmlrpc.Fault](err)}, {"ProtocolError", is[*xmlrpc.ProtocolError](err)}, {"ExpatError", is[*xmlrpc.ExpatError](err)},
		{"InvalidOperation", is[*xmlrpc.DecimalError](err)}, {"Error", is[*b64.Error](err)}, {"OSError", is[*xmlrpc.OSError](err)},
		{"EOFError", is[*xmlrpc.EOFError](err)}, {"UnicodeEncodeError", is[*xmlrpc.UnicodeEncodeError](err)}, {"KeyError", is[*pyerr.KeyError](err)}, {"LookupError", is[*xmlrpc.LookupError](err)},
		{"OverflowError", is[*xmlrpc.OverflowError](err)}, {"RecursionError", is[*xmlrpc.RecursionError](err)},
		{"TypeError", is[*xmlrpc.TypeError](err)}, {"ValueError", is[*xmlrpc.ValueError](err)},
	} {
		if c.ok {
			return c.name
		}
	}
	return fmt.Sprintf("%T", err)
}

func is[E error](err error) bool {
	var e E
	return errors.As(err, &e)
}

// pythonError gives the error that Python raises; where a ResponseError stands
// for another class, its text is without the frame that ResponseError puts round it.
func pythonError(err error) golden.Outcome {
	var r *xmlrpc.ResponseError
	if errors.As(err, &r) && class(err) != "ResponseError" {
		return golden.Raise(class(err), r.Text)
	}
	return golden.Raise(class(err), err.Error())
}

func dumpOptions(c golden.Call) []xmlrpc.DumpOption {
	opts := []xmlrpc.DumpOption{xmlrpc.AllowControl(true)}
	for k, v := range c.Kw {
		switch v := v.(type) {
		case string:
			if k == "methodname" {
				opts = append(opts, xmlrpc.MethodName(v))
			} else {
				opts = append(opts, xmlrpc.Encoding(v))
			}
		case bool:
			if k == "allow_none" {
				opts = append(opts, xmlrpc.AllowNone(v))
			} else {
				opts = append(opts, xmlrpc.MethodResponse(v))
			}
		}
	}
	return opts
}

func loadOptions(c golden.Call) []xmlrpc.LoadOption {
	var opts []xmlrpc.LoadOption
	for k, v := range c.Kw {
		switch k {
		case "use_datetime":
			opts = append(opts, xmlrpc.UseDatetime(v.(bool)))
		case "use_builtin_types":
			opts = append(opts, xmlrpc.UseBuiltinTypes(v.(bool)))
		}
	}
	return opts
}

func loaded(params []any, method string, err error) golden.Outcome {
	if err != nil {
		return pythonError(err)
	}
	return golden.Return([]any{strip(params), method})
}

// call makes the call that a vector asks for.
func call(c golden.Call) golden.Outcome {
	switch c.Fn {
	case "dumps":
		s, err := xmlrpc.Dumps(build(c.Arg(0)), dumpOptions(c)...)
		return outcome(s, err)
	case "dump_bytes":
		b, err := xmlrpc.AppendDumps(nil, build(c.Arg(0)), dumpOptions(c)...)
		return outcome(b, err)
	case "loads":
		if s, ok := c.Arg(0).(string); ok {
			return loaded(xmlrpc.Loads(s, loadOptions(c)...))
		}
		return loaded(xmlrpc.Loads(c.Arg(0).([]byte), loadOptions(c)...))
	case "feed":
		return feed(c)
	case "escape":
		return golden.Return(xmlrpc.Escape(c.Arg(0).(string)))
	case "dispatch":
		return dispatch(c)
	}
	if o, ok := callSmall(c); ok {
		return o
	}
	return callDoc(c)
}

func feed(c golden.Call) golden.Outcome {
	p, u := xmlrpc.GetParser(loadOptions(c)...)
	for _, x := range c.Arg(0).([]any) {
		if err := p.Feed(x.([]byte)); err != nil {
			return pythonError(err)
		}
	}
	if err := p.Close(); err != nil {
		return pythonError(err)
	}
	params, err := u.Close()
	name, _ := u.GetMethodName()
	return loaded(params, name, err)
}

func callSmall(c golden.Call) (golden.Outcome, bool) {
	str := func(i int) string { s, _ := c.Arg(i).(string); return s }
	switch c.Fn {
	case "date":
		d, err := xmlrpc.NewDateTime(build(c.Arg(0)))
		return outcome(d.Value, err), true
	case "compare":
		d := xmlrpc.DateTime{Value: str(0)}
		n, err := d.Compare(build(c.Arg(1)))
		return outcome(list(d.Equal(build(c.Arg(1))), n < 0, n <= 0, n > 0, n >= 0), err), true
	case "timetuple":
		t, err := xmlrpc.DateTime{Value: str(0)}.Timetuple()
		return outcome(list(t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second()), err), true
	case "binary":
		var b xmlrpc.Binary
		err := b.Decode(c.Arg(0).([]byte))
		return outcome([]any{orEmpty(b.Data), b.String()}, err), true
	case "items":
		return golden.Return(items(build(c.Arg(0)).([]any))), true
	case "host_info":
		bare, extra := xmlrpc.NewTransport().GetHostInfo(str(0))
		headers := []any{}
		for _, x := range extra {
			headers = append(headers, list(x[0], x[1]))
		}
		return golden.Return([]any{bare, headers}), true
	case "accept_encodings":
		return acceptEncodings(str(0)), true
	case "steps":
		return steps(c.Arg(0).([]any)), true
	case "proxy":
		p, err := xmlrpc.NewServerProxy(str(0))
		return outcome(fmt.Sprint(p), err), true
	case "gzip_decode":
		var opts []xmlrpc.GzipOption
		if n, ok := c.Arg(1).(int64); ok {
			opts = append(opts, xmlrpc.MaxDecode(n))
		}
		b, err := xmlrpc.GzipDecode(c.Arg(0).([]byte), opts...)
		return outcome(orEmpty(b), err), true
	case "fault":
		return golden.Return(xmlrpc.NewFault(int(c.Arg(0).(int64)), str(1)).Error()), true
	case "protocol_error":
		return golden.Return(xmlrpc.NewProtocolError(str(0), int(c.Arg(1).(int64)), str(2), nil).Error()), true
	}
	return golden.Outcome{}, false
}

func acceptEncodings(header string) golden.Outcome {
	var h xmlrpc.SimpleXMLRPCRequestHandler
	h.Headers = http.Header{"Accept-Encoding": {header}}
	if noNumber.MatchString(header) {
		return golden.Return("no number")
	}
	codings := h.AcceptEncodings()
	out := []any{}
	for _, name := range slices.Sorted(maps.Keys(codings)) {
		out = append(out, list[any](name, codings[name]))
	}
	return golden.Return(out)
}

// noNumber is a weight that breaks CPython's connection off.
var noNumber = regexp.MustCompile(`(^|,)\s*[^\s;,]+\s*;\s*[qQ]\s*=\s*([0-9]*\.[0-9]*\.|\.([^0-9.]|$))`)

// steps feeds a parser and asks its unmarshaller in between.
func steps(names []any) golden.Outcome {
	p, u := xmlrpc.GetParser()
	out, over := []any{}, false
	for _, name := range names {
		var o golden.Outcome
		switch s := name.(string); s {
		case "result":
			params, err := u.Close()
			o = golden.Return(strip(params))
			if err != nil {
				o = pythonError(err)
			}
		case "name":
			o = golden.Return(nil)
			if n, ok := u.GetMethodName(); ok {
				o = golden.Return(n)
			}
		default:
			if over {
				continue
			}
			err, done := error(nil), "fed"
			if over = s == "close"; over {
				err, done = p.Close(), "closed"
			} else {
				err = p.Feed([]byte(s))
			}
			if o = golden.Return(done); err != nil {
				o, over = pythonError(err), true
			}
		}
		if o.Exc != nil {
			out = append(out, list(o.Exc.Class, o.Exc.Text))
		} else {
			out = append(out, o.Ret)
		}
	}
	return golden.Return(out)
}

func items(results []any) []any {
	it := xmlrpc.NewMultiCallIterator(results)
	out := []any{}
	for v, err := range it.All() {
		switch {
		case is[*xmlrpc.Fault](err):
			out = append(out, err.Error())
		case err != nil:
			out = append(out, class(err))
		default:
			out = append(out, v)
		}
	}
	return out
}

func links(v any) map[string]string {
	m := map[string]string{}
	d, _ := v.(golden.Dict)
	for _, p := range d {
		m[p.Key.(string)] = p.Value.(string)
	}
	return m
}

func callDoc(c golden.Call) golden.Outcome {
	var d xmlrpc.ServerHTMLDoc
	str := func(i int) string { s, _ := c.Arg(i).(string); return s }
	switch c.Fn {
	case "markup":
		return golden.Return(d.Markup(str(0), d.Preformat, links(c.Arg(1)), nil, links(c.Arg(2))))
	case "doc_server":
		methods := map[string]xmlrpc.DocObject{}
		for _, p := range c.Arg(2).(golden.Dict) {
			texts := p.Value.([]any)
			methods[p.Key.(string)] = xmlrpc.DocObject{ArgSpec: texts[0].(string), Doc: texts[1].(string)}
		}
		return golden.Return(d.DocServer(str(0), str(1), methods))
	case "page":
		h, err := xmlrpc.NewDocCGIXMLRPCRequestHandler()
		if err != nil {
			return outcome(nil, err)
		}
		h.SetServerTitle(str(0))
		h.SetServerName(str(1))
		h.SetServerDocumentation(str(2))
		return golden.Return(h.GenerateHTMLDocumentation())
	case "doc_page":
		return docPage(str(0))
	}
	return golden.Raise("NotImplementedError", c.Fn)
}

type documented struct{}

func (documented) Twice(float64) float64              { return 0 }
func (documented) AllOf(map[string]any, ...any) []any { return nil }

type hooked struct{ documented }

func (hooked) ListMethods() []string            { return []string{"hook", "other<>"} }
func (hooked) MethodHelp(name string) string    { return "Help & more for " + name }
func (hooked) GetMethodArgstring(string) string { return "(x, y)" }

// docPage returns the page of a server with the functions that
// vectors_xmlrpc.py has, without the entry that differs.
func docPage(instance string) golden.Outcome {
	h, err := xmlrpc.NewDocCGIXMLRPCRequestHandler()
	if err != nil {
		return outcome(nil, err)
	}
	h.SetServerTitle("Title <&>")
	h.SetServerName("Name <&>")
	h.RegisterFunction(func(string, int) string { return "" }, xmlrpc.Name("documented"), xmlrpc.ArgNames{"name", "times"},
		xmlrpc.Doc("Greets <name> & everybody.\n\n        Indented, as of RFC 2616 and PEP 8.\n    See also join() and self.join, http://example.test/?a=1&b=2.\n    "))
	h.RegisterFunction(func([]string, string) string { return "" }, xmlrpc.Name("text.join"), xmlrpc.ArgNames{"texts", "sep"}, xmlrpc.Doc("Joins texts, unlike documented()."))
	h.RegisterFunction(func() {}, xmlrpc.Name("no_doc"))
	switch instance {
	case "":
	case "hooked":
		h.RegisterInstance(hooked{})
	default:
		h.RegisterInstance(documented{})
	}
	if instance != "plain" {
		h.RegisterIntrospectionFunctions()
		h.RegisterMulticallFunctions()
	}
	page := h.GenerateHTMLDocumentation()
	return golden.Return(ownEntry.ReplaceAllString(page, ""))
}

var ownEntry = regexp.MustCompile(`(?s)<dl><dt><a name="-system.methodSignature">.*?</dl>\n`)

// quiet is for servers whose functions fail on purpose.
var quiet = xmlrpc.NewErrorLog(log.New(io.Discard, "", 0))

// dispatch answers a request with the functions that vectors_xmlrpc.py has.
func dispatch(c golden.Call) golden.Outcome {
	opts := []xmlrpc.DispatcherOption{xmlrpc.ExposeErrors(true), quiet}
	for k, v := range c.Kw {
		switch k {
		case "allow_none":
			opts = append(opts, xmlrpc.AllowNone(v.(bool)))
		case "encoding":
			opts = append(opts, xmlrpc.Encoding(v.(string)))
		case "use_builtin_types":
			opts = append(opts, xmlrpc.UseBuiltinTypes(v.(bool)))
		}
	}
	d, err := xmlrpc.NewSimpleXMLRPCDispatcher(opts...)
	if err != nil {
		return outcome(nil, err)
	}
	for name, fn := range map[string]any{
		"add":           add,
		"echo":          func(args ...any) []any { return args },
		"nothing":       func() {},
		"big":           func() int64 { return 1 << 40 },
		"refuse":        func() error { return &xmlrpc.ValueError{Text: "no <good>"} },
		"fault":         func() error { return xmlrpc.NewFault(42, "custom <fault>") },
		"multiply args": func(s string) string { return s + s },
	} {
		if err := d.RegisterFunction(fn, xmlrpc.Name(name), xmlrpc.ArgNames{"a", "b"}); err != nil {
			return outcome(nil, err)
		}
	}
	d.RegisterMulticallFunctions()
	return golden.Return(d.MarshaledDispatch(context.Background(), c.Arg(0).([]byte)))
}

// add adds what Python's + adds, as far as the vectors go.
func add(a, b any) (any, error) {
	switch a := a.(type) {
	case int64:
		if b, ok := b.(int64); ok {
			return new(big.Int).Add(big.NewInt(a), big.NewInt(b)), nil
		}
	case float64:
		if b, ok := b.(int64); ok {
			return a + float64(b), nil
		}
	case string:
		if b, ok := b.(string); ok {
			return a + b, nil
		}
	}
	return nil, &xmlrpc.TypeError{Text: "unsupported operand types"}
}
