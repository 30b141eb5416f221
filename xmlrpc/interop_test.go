package xmlrpc_test

import (
	"bufio"
	"context"
	"errors"
	"math"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/internal/live"
	"github.com/gobatteries/batteries/xmlrpc"
)

// pythonServer starts testdata/server.py and returns its address.
func pythonServer(t *testing.T) string {
	t.Helper()
	cmd := exec.Command(live.Python(t), filepath.Join("testdata", "server.py"))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		cmd.Wait()
	})
	port, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return "127.0.0.1:" + strings.TrimSpace(port)
}

// Our client calls CPython's server.
func TestPythonServer(t *testing.T) {
	addr := pythonServer(t)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	p := newProxy(t, "http://"+addr, xmlrpc.AllowNone(true))
	for _, v := range []any{
		int64(0), int64(-1), int64(math.MaxInt32), int64(math.MinInt32), 1.5, math.Copysign(0, -1), 1e100, "", "text", "<a> & ]]>", "café € 😀", " x ", true, false, nil,
		[]any{}, []any{int64(1), []any{"x"}}, xmlrpc.Struct{}, xmlrpc.Struct{{Name: "z", Value: int64(1)}, {Name: "<&>", Value: []any{nil}}},
		xmlrpc.Binary{Data: []byte{0, 255}}, xmlrpc.DateTime{Value: "20160618T19:31:47"},
	} {
		got, err := p.Call(ctx, "echo", v)
		if err != nil || !cmp.Equal(got, []any{v}) {
			t.Errorf("echo(%#v): %#v, %v", v, got, err)
		}
	}
	type item struct {
		ID   int
		When time.Time
		Data []byte
		Big  *big.Int
		Tags []string `xmlrpc:"tags"`
		Sub  map[string]float64
	}
	in := item{1, time.Date(2016, 6, 18, 19, 31, 47, 0, time.UTC), []byte("x"), big.NewInt(5), []string{"a"}, map[string]float64{"f": 1.5}}
	out, err := xmlrpc.Call[[]item](ctx, p, "echo", in)
	if err != nil || len(out) != 1 || !cmp.Equal(out[0], in, cmp.Comparer(func(a, b *big.Int) bool { return a.Cmp(b) == 0 })) {
		t.Errorf("%+v, %v", out, err)
	}
	for v, kind := range map[any]string{true: "bool", 1: "int", 1.5: "float", "x": "str", time.Unix(0, 0): "DateTime", [1]int{1}: "list", struct{ A int }{1}: "dict", [1]byte{1}: "Binary", nil: "NoneType"} {
		if got, err := xmlrpc.Call[string](ctx, p, "kind", v); err != nil || got != kind {
			t.Errorf("kind(%v): %s, %v", v, got, err)
		}
	}
	if n, err := xmlrpc.Call[int](ctx, p, "add", 2, 3); err != nil || n != 5 {
		t.Error(n, err)
	}
	if s, err := xmlrpc.Call[string](ctx, p, "long", 100_000); err != nil || len(s) != 100_000 {
		t.Error(len(s), err) // compressed on the way
	}
	if v, err := xmlrpc.Call[int](ctx, p, "multiply args", 7); err != nil || v != 7 {
		t.Error(v, err)
	}
	values, err := p.Call(ctx, "values")
	want := []any{xmlrpc.Binary{Data: []byte{0, 255}}, xmlrpc.Binary{Data: []byte("bytes")}, xmlrpc.DateTime{Value: "20160618T19:31:47"}, int64(math.MaxInt32),
		math.Copysign(0, -1), nil, true, []any{int64(1), int64(2)}, xmlrpc.Struct{{Name: "k", Value: "€"}}}
	if err != nil || !cmp.Equal(values, want) {
		t.Errorf("%#v, %v", values, err)
	}
	var f *xmlrpc.Fault
	for name, text := range map[string]string{
		"fault": "<Fault 42: 'custom <fault>'>",
		"fail":  `<Fault 1: "<class 'RuntimeError'>:A message">`,
		"nope":  `<Fault 1: "<class 'Exception'>:bad method">`,
	} {
		if _, err := p.Call(ctx, name); !errors.As(err, &f) || err.Error() != text {
			t.Errorf("%s: %v", name, err)
		}
	}
	pythonIntrospection(t, p)
	pythonMulticall(t, p)
	if n, err := xmlrpc.Call[int](ctx, p, "connections"); err != nil || n != 1 {
		t.Errorf("the calls took %d connections, %v", n, err)
	}
	p.Close() // the server has one thread, which waits for this connection's next call
	packed := newProxy(t, "http://user:pass@"+addr+"/RPC2", xmlrpc.Encoding("iso-8859-1"), xmlrpc.UseBuiltinTypes(true), xmlrpc.Headers{{"X-Test", "1"}})
	packed.Transport().EncodeThreshold = 10
	if v, err := packed.Call(ctx, "echo", "café €", []byte("x"), in.When); err != nil || !cmp.Equal(v, []any{"café €", []byte("x"), in.When}) {
		t.Error(v, err)
	}
	packed.Close()
	var pe *xmlrpc.ProtocolError
	if _, err := newProxy(t, "http://"+addr+"/other").Call(ctx, "echo"); !errors.As(err, &pe) || err.Error() != "<ProtocolError for "+addr+"/other: 404 Not Found>" {
		t.Error(err)
	}
}

func pythonIntrospection(t *testing.T, p *xmlrpc.ServerProxy) {
	ctx := context.Background()
	system := p.Method("system")
	names, err := xmlrpc.Call[[]string](ctx, p, "system.listMethods")
	if err != nil || !slices.Contains(names, "inst.twice") || !slices.IsSorted(names) {
		t.Error(names, err)
	}
	if v, err := system.Method("methodHelp").Call(ctx, "fault"); err != nil || v != "Raises a fault." {
		t.Error(v, err)
	}
	if v, err := system.Method("methodHelp").Call(ctx, "inst.twice"); err != nil || v != "help for inst.twice" {
		t.Error(v, err)
	}
	if v, err := system.Method("methodSignature").Call(ctx, "add"); err != nil || v != "signatures not supported" {
		t.Error(v, err)
	}
	if v, err := p.Method("inst").Method("twice").Call(ctx, 4); err != nil || v != int64(8) {
		t.Error(v, err)
	}
}

func pythonMulticall(t *testing.T, p *xmlrpc.ServerProxy) {
	m := xmlrpc.NewMultiCall(p)
	m.Add("add", 1, 2)
	m.Add("fault")
	m.Add("echo", "x", nil)
	r, err := m.Call(context.Background())
	if err != nil || r.Len() != 3 {
		t.Fatal(r, err)
	}
	if n, err := xmlrpc.Item[int](r, 0); err != nil || n != 3 {
		t.Error(n, err)
	}
	if _, err := r.GetItem(1); err == nil || err.Error() != "<Fault 42: 'custom <fault>'>" {
		t.Error(err)
	}
	if v, err := xmlrpc.Item[[]*string](r, 2); err != nil || len(v) != 2 || *v[0] != "x" || v[1] != nil {
		t.Error(v, err)
	}
}

type deeper struct{ Er inner2 }

type inner2 struct{}

func (inner2) Method() string { return "deep" }

// CPython's client calls our server.
func TestPythonClient(t *testing.T) {
	python := live.Python(t)
	s, addr := startServer(t, xmlrpc.AllowNone(true))
	type item struct {
		ID   int      `xmlrpc:"id"`
		Name string   `xmlrpc:"name"`
		Tags []string `xmlrpc:"tags"`
		Note string   `xmlrpc:"note,omitempty"`
	}
	for name, fn := range map[string]any{
		"echo":          func(args ...any) []any { return args },
		"nothing":       func() {},
		"long":          func(n int) string { return strings.Repeat("x", n) },
		"multiply args": func(a, b int) int { return a * b },
		"item": func(ctx context.Context, id int) (*item, error) {
			return &item{id, "item", []string{"a"}, ""}, ctx.Err()
		},
		"fault": func() error { return xmlrpc.NewFault(42, "custom <fault>") },
		"fail":  func() (int, error) { return 0, errors.New("secret") },
	} {
		if err := s.RegisterFunction(fn, xmlrpc.Name(name)); err != nil {
			t.Fatal(err)
		}
	}
	s.RegisterFunction(func(a, b int) int { return a + b }, xmlrpc.Name("add"), xmlrpc.Doc("Adds.\n\n    Two numbers."), xmlrpc.ArgNames{"a", "b"})
	s.RegisterInstance(&struct{ Deep deeper }{}, xmlrpc.AllowDottedNames(true))
	s.RegisterIntrospectionFunctions()
	s.RegisterMulticallFunctions()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, python, filepath.Join("testdata", "client.py"), "http://"+addr).CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "ok" {
		t.Errorf("%s%v", out, err)
	}
}
