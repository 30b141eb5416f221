package xmlrpc_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/httpserve"
	"github.com/gobatteries/batteries/xmlrpc"
)

func TestEncodings(t *testing.T) {
	utf16 := func(s string) []byte {
		var b []byte
		for _, r := range s {
			b = append(b, byte(r), 0)
		}
		return b
	}
	var expat *xmlrpc.ExpatError
	if _, _, err := xmlrpc.Loads(utf16("<?xml version='1.0' encoding='cp1252'?><params/>")); !errors.As(err, &expat) {
		t.Error(err)
	}
	var lookup *xmlrpc.LookupError
	for _, encoding := range []string{"shift_jis", "utf7"} {
		if _, _, err := xmlrpc.Loads([]byte("<?xml version='1.0' encoding='" + encoding + "'?><params/>")); !errors.As(err, &lookup) {
			t.Error(encoding, err)
		}
	}
}

// counter counts the calls that run at once.
type counter struct{ now, most atomic.Int32 }

func (c *counter) Enter() int {
	n := c.now.Add(1)
	for m := c.most.Load(); n > m && !c.most.CompareAndSwap(m, n); m = c.most.Load() {
	}
	for range 1000 {
		_ = fmt.Sprint(n)
	}
	c.now.Add(-1)
	return int(n)
}

func TestSerial(t *testing.T) {
	d := newDispatcher(t, xmlrpc.Serial(true))
	c := new(counter)
	d.RegisterFunction(c.Enter)
	d.RegisterMulticallFunctions()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if v, err := ask(t, d, "enter"); err != nil || v != int64(1) {
				t.Error(v, err)
			}
			call := xmlrpc.Struct{{Name: "methodName", Value: "enter"}, {Name: "params", Value: []any{}}}
			if v, err := ask(t, d, "system.multicall", []any{call}); err != nil || !cmp.Equal(v, []any{[]any{int64(1)}}) {
				t.Error(v, err)
			}
		})
	}
	wg.Wait()
	if n := c.most.Load(); n != 1 {
		t.Errorf("%d calls ran at once", n)
	}
}

func TestMethodSignature(t *testing.T) {
	d := newDispatcher(t)
	d.RegisterIntrospectionFunctions()
	for name, fn := range map[string]any{
		"a": func(context.Context, int, string, float64, bool) ([]string, error) { return nil, nil },
		"b": func(map[string]int, []byte, *int, any) {},
	} {
		d.RegisterFunction(fn, xmlrpc.Name(name))
	}
	for name, want := range map[string]any{
		"a":                  []any{[]any{"array", "int", "string", "double", "boolean"}},
		"b":                  []any{[]any{"nil", "struct", "base64", "int", "any"}},
		"system.listMethods": []any{[]any{"array"}},
		"nope":               "signatures not supported",
	} {
		if v, err := ask(t, d, "system.methodSignature", name); err != nil || !cmp.Equal(v, want) {
			t.Errorf("%s: %v, %v", name, v, err)
		}
	}
}

// Names that a method of Go's gets.
func TestSnakeCase(t *testing.T) {
	for in, want := range map[string]string{"ListContents": "list_contents", "HTTPGet": "http_get", "ID": "id", "GetURL": "get_url", "Pow2": "pow2", "a_B": "a_b", "X": "x", "": ""} {
		if got := xmlrpc.SnakeCase(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// Functions that can't be called are refused when they are registered.
func TestRegisterFunction(t *testing.T) {
	d := newDispatcher(t)
	for _, fn := range []any{nil, 1, func(chan int) {}, func() (int, int) { return 0, 0 }, func() (int, int, error) { return 0, 0, nil }, (func())(nil), func(io.Reader) {}} {
		var e *xmlrpc.TypeError
		if err := d.RegisterFunction(fn, xmlrpc.Name("f")); !errors.As(err, &e) {
			t.Errorf("%T: %v", fn, err)
		}
	}
	var e *xmlrpc.ValueError
	if err := d.RegisterFunction(func() {}); !errors.As(err, &e) {
		t.Error(err)
	}
	if err := d.RegisterFunction(benchItems); err != nil {
		t.Error(err)
	}
	if v, err := ask(t, d, "bench_items", 1); err != nil || len(v.([]any)) != 1 {
		t.Error(v, err)
	}
}

// The statuses of the server's handler are Python's.
func TestHandlerStatuses(t *testing.T) {
	s, err := xmlrpc.NewSimpleXMLRPCServer("127.0.0.1:0", xmlrpc.BindAndActivate(false), xmlrpc.LogRequests(false), quiet)
	if err != nil {
		t.Fatal(err)
	}
	s.RegisterFunction(func(n int) string { return strings.Repeat("x", n) }, xmlrpc.Name("long"))
	call := document(t, "long", 10)
	for _, x := range []struct {
		name   string
		change func(*http.Request)
		code   int
		body   string
	}{
		{"call", func(r *http.Request) {}, 200, "xxxxxxxxxx"},
		{"other path", func(r *http.Request) { r.URL.Path = "/x"; r.RequestURI = "/x" }, 404, "No such page"},
		{"query", func(r *http.Request) { r.URL.RawQuery = "q"; r.RequestURI = "/RPC2?q" }, 404, "No such page"},
		{"bad gzip", func(r *http.Request) { r.Header.Set("Content-Encoding", "gzip") }, 400, ""},
		{"deflate", func(r *http.Request) { r.Header.Set("Content-Encoding", "deflate") }, 501, ""},
		{"no length", func(r *http.Request) { r.ContentLength = -1; r.Body = http.NoBody }, 500, ""},
	} {
		w := post(s, call, x.change)
		if w.Code != x.code || !strings.Contains(w.Body.String(), x.body) || x.body == "" && w.Body.Len() > 0 {
			t.Errorf("%s: %d %q", x.name, w.Code, w.Body)
		}
	}
	for accept, packed := range map[string]bool{"": false, "gzip": true, "gzip;q=0": false, "deflate, gzip;q=0.5": true, "*": false, "identity": false} {
		w := post(s, document(t, "long", 5000), func(r *http.Request) { r.Header.Set("Accept-Encoding", accept) })
		if got := w.Header().Get("Content-Encoding") == "gzip"; got != packed {
			t.Errorf("Accept-Encoding %q: %v", accept, got)
		}
	}
	if w := post(s, call, func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip") }); w.Header().Get("Content-Encoding") != "" {
		t.Error("a short answer was compressed")
	}
}

type pathHandler struct {
	xmlrpc.SimpleXMLRPCRequestHandler
}

func (h *pathHandler) DoGET() {
	h.SendResponse(httpserve.HTTPStatusOK)
	h.EndHeaders()
	io.WriteString(h.WFile, "hello")
}

func TestMultiPath(t *testing.T) {
	class := &pathHandler{}
	class.RPCPaths = []string{"/a", "/b", "/c"}
	s, err := xmlrpc.NewMultiPathXMLRPCServer("127.0.0.1:0", xmlrpc.BindAndActivate(false), xmlrpc.LogRequests(false), xmlrpc.RequestHandler(class))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/a", "/b"} {
		d := s.AddDispatcher(path, newDispatcher(t))
		d.RegisterFunction(func() string { return "at " + path }, xmlrpc.Name("where"))
	}
	at := func(path string) func(*http.Request) {
		return func(r *http.Request) { r.URL.Path, r.RequestURI = path, path }
	}
	for path, want := range map[string]string{"/a": "at /a", "/b": "at /b", "/c": "KeyError", "/RPC2": "No such page"} {
		if w := post(s, document(t, "where"), at(path)); !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %s", path, w.Body)
		}
	}
	r := httptest.NewRequest("GET", "/a", nil)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Body.String() != "hello" {
		t.Error(w.Code, w.Body)
	}
}

// A response of 50 MB takes memory for what is wanted of it only.
func TestLargeResponse(t *testing.T) {
	row := []byte("<value><struct>\n<member>\n<name>key</name>\n<value><string>some text &amp; more</string></value>\n</member>\n</struct></value>\n")
	write := func(w io.Writer) {
		io.WriteString(w, "<?xml version='1.0'?>\n<methodResponse><params><param><value><struct><member><name>rows</name><value><array><data>")
		for n := 0; n < largeSize; n += 512 * len(row) {
			w.Write(bytes.Repeat(row, 512))
		}
		io.WriteString(w, "</data></array></value></member><member><name>total</name><value><int>7</int></value></member></struct></value></param></params></methodResponse>")
	}
	for _, packed := range []bool{false, true} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !packed {
				write(w)
				return
			}
			w.Header().Set("Content-Encoding", "gzip")
			z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed) // the level is a valid one
			write(z)
			z.Close()
		}))
		var total struct {
			N int `xmlrpc:"total"`
		}
		p := newProxy(t, s.URL)
		var err error
		used := memoryOf(func() {
			total, err = xmlrpc.Call[struct {
				N int `xmlrpc:"total"`
			}](context.Background(), p, "x")
		})
		if err != nil || total.N != 7 {
			t.Error(total, err)
		}
		if used > largeSize+14<<20 { // the server's part of it is most
			t.Errorf("packed %v: %d MB", packed, used>>20)
		}
		s.Close()
	}
}

func TestVerbose(t *testing.T) {
	url := answering(t, http.Header{"Content-Type": {"text/xml"}}, []byte("<methodResponse><params><param><value>x</value></param></params></methodResponse>"))
	p := newProxy(t, url, xmlrpc.Verbose(true))
	var out bytes.Buffer
	p.Transport().Output = &out
	if v, err := p.Call(context.Background(), "m"); err != nil || v != "x" {
		t.Error(v, err)
	}
	host := strings.TrimPrefix(url, "http://")
	for _, want := range []string{
		`send: b'POST /RPC2 HTTP/1.1\r\nHost: ` + host + `\r\nAccept-Encoding: gzip\r\nContent-Type: text/xml\r\nUser-Agent: Python-xmlrpc/3.15\r\nContent-Length: 95\r\n\r\n'` + "\n",
		`send: b"<?xml version='1.0'?>\n<methodCall>\n<methodName>m</methodName>\n<params>\n</params>\n</methodCall>\n"` + "\n",
		`reply: 'HTTP/1.1 200 OK\r\n'` + "\nheader: ", "header: Content-Type: text/xml\n", "body: b'<methodResponse>",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s lacks %s", out.String(), want)
		}
	}
}

// Reading into Go values allocates for strings and nothing else.
func TestAllocs(t *testing.T) {
	type row struct {
		ID int     `xmlrpc:"id"`
		F  float64 `xmlrpc:"f"`
		B  bool    `xmlrpc:"b"`
	}
	doc := benchDocument(t, make([]row, 1000))
	var rows []row
	if n := testing.AllocsPerRun(10, func() {
		if _, err := xmlrpc.LoadsInto(doc, []any{&rows}); err != nil {
			t.Fatal(err)
		}
	}); n > 30 {
		t.Errorf("%v allocations for 1000 structs", n)
	}
}

func TestAttributes(t *testing.T) {
	s, err := xmlrpc.NewSimpleXMLRPCServer("127.0.0.1:0", xmlrpc.BindAndActivate(false), xmlrpc.AllowNone(true), xmlrpc.LogRequests(false))
	if err != nil {
		t.Fatal(err)
	}
	o := &outer{}
	s.RegisterInstance(o, xmlrpc.AllowDottedNames(true))
	s.RegisterFunction(func() {}, xmlrpc.Name("f"))
	if !s.AllowNone() || s.LogRequests() || s.Encoding() != "utf-8" || s.UseBuiltinTypes() || s.Instance() != o || !s.AllowDottedNames() || len(s.Funcs()) != 1 {
		t.Error(s)
	}
}

// Parameters that make no document: CPython asserts that they do.
func TestDumpsAssertions(t *testing.T) {
	for _, x := range []struct {
		params any
		opts   []xmlrpc.DumpOption
		want   string
	}{
		{"text", nil, "argument must be tuple or Fault instance"},
		{nil, nil, "argument must be tuple or Fault instance"},
		{[]any{}, []xmlrpc.DumpOption{xmlrpc.MethodResponse(true)}, "response tuple must be a singleton"},
		{[]any{1, 2}, []xmlrpc.DumpOption{xmlrpc.MethodResponse(true)}, "response tuple must be a singleton"},
	} {
		var e *xmlrpc.TypeError
		if s, err := xmlrpc.Dumps(x.params, x.opts...); !errors.As(err, &e) || err.Error() != x.want {
			t.Errorf("%v: %q, %v", x.params, s, err)
		}
	}
}

// Damaged gzip data is an error of one kind, wherever it is damaged.
func TestDamagedGzip(t *testing.T) {
	good := xmlrpc.GzipEncode([]byte(strings.Repeat("some text, ", 100)))
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 0xff
		_, err := xmlrpc.GzipDecode(bad)
		var value *xmlrpc.ValueError
		var eof *xmlrpc.EOFError
		if err != nil && !errors.As(err, &value) && !errors.As(err, &eof) {
			t.Errorf("byte %d: %T %v", i, err, err)
		}
	}
	const header = 10
	bad := bytes.Clone(good)
	bad[header] = 0xff // a block of a type that doesn't exist
	var e *xmlrpc.ValueError
	if _, err := xmlrpc.GzipDecode(bad); !errors.As(err, &e) || err.Error() != "invalid data" {
		t.Error(err)
	}
	z, err := xmlrpc.NewGzipDecodedResponse(bytes.NewReader(bad))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(z); !errors.As(err, &e) {
		t.Error(err)
	}
}

// brokenText is an error whose nil pointer has no text.
type brokenText struct{ code *int }

func (e *brokenText) Error() string { return fmt.Sprint(*e.code) }

// TestNilFaults has functions return errors that are nil pointers.
func TestNilFaults(t *testing.T) {
	for _, expose := range []bool{false, true} {
		d, err := xmlrpc.NewSimpleXMLRPCDispatcher(xmlrpc.ExposeErrors(expose), quiet)
		if err != nil {
			t.Fatal(err)
		}
		d.RegisterFunction(func() error { return (*xmlrpc.Fault)(nil) }, xmlrpc.Name("fault"))
		d.RegisterFunction(func() error { return (*brokenText)(nil) }, xmlrpc.Name("text"))
		for _, name := range []string{"fault", "text"} {
			request, _ := xmlrpc.Dumps([]any{}, xmlrpc.MethodName(name))
			_, _, err := xmlrpc.Loads(d.MarshaledDispatch(context.Background(), []byte(request)))
			if f := (*xmlrpc.Fault)(nil); !errors.As(err, &f) || f.FaultCode != 1 {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	for _, f := range []func(any) (string, error){
		func(v any) (string, error) { return xmlrpc.Dumps(v) }, xmlrpc.NewMarshaller().Dumps,
	} {
		if _, err := f((*xmlrpc.Fault)(nil)); !is[*xmlrpc.TypeError](err) {
			t.Error(err)
		}
	}
}

// TestNilOptions has options that name nothing.
func TestNilOptions(t *testing.T) {
	p, err := xmlrpc.NewServerProxy("http://h", (*xmlrpc.Transport)(nil), (*xmlrpc.SafeTransport)(nil), xmlrpc.HTTPClient(nil), xmlrpc.Context(nil))
	if err != nil || p.Transport() == nil {
		t.Error(p, err)
	}
	if _, err := (xmlrpc.DateTime{}).Compare((*xmlrpc.DateTime)(nil)); !is[*xmlrpc.TypeError](err) {
		t.Error(err)
	}
	d, err := xmlrpc.NewSimpleXMLRPCDispatcher(xmlrpc.NewErrorLog(nil), xmlrpc.ExposeErrors(true))
	if err != nil {
		t.Fatal(err)
	}
	log.SetOutput(io.Discard)
	defer log.SetOutput(os.Stderr)
	d.RegisterFunction(func() { panic("logged") }, xmlrpc.Name("f"))
	d.MarshaledDispatch(context.Background(), []byte("<methodCall><methodName>f</methodName></methodCall>"))
}

// TestBareUnmarshaller has end tags without start tags, which no parser hands on.
func TestBareUnmarshaller(t *testing.T) {
	for _, tag := range []string{"array", "struct"} {
		u := xmlrpc.NewUnmarshaller()
		if err := u.End(tag); !is[*xmlrpc.ResponseError](err) {
			t.Errorf("%s: %v", tag, err)
		}
		if err := u.EndDispatch(tag, "x"); !is[*xmlrpc.ResponseError](err) {
			t.Errorf("%s: %v", tag, err)
		}
	}
}

// TestHugeLimits has the largest limits there are, which one more would turn round.
func TestHugeLimits(t *testing.T) {
	if b, err := xmlrpc.GzipDecode(xmlrpc.GzipEncode([]byte("text")), xmlrpc.MaxDecode(math.MaxInt64)); string(b) != "text" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
	h, err := xmlrpc.NewCGIXMLRPCRequestHandler(xmlrpc.MaxBytes(math.MaxInt64))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	request, _ := xmlrpc.Dumps([]any{"text"}, xmlrpc.MethodName("to_upper"))
	h.Stdin, h.Stdout, h.Getenv = strings.NewReader(request), &out, func(string) string { return "" }
	h.RegisterFunction(strings.ToUpper)
	if err := h.HandleRequest(); err != nil || !strings.Contains(out.String(), "TEXT") {
		t.Errorf("%v: %s", err, out.String())
	}
}

// TestFloatsThatDoNotFit has numbers that would be infinite in their variables.
func TestFloatsThatDoNotFit(t *testing.T) {
	doc := func(value string) string { return "<params><param><value>" + value + "</value></param></params>" }
	for _, value := range []string{"<double>1e39</double>", "<double>-1e300</double>", "<int>1" + strings.Repeat("0", 40) + "</int>", "<bigdecimal>1e39</bigdecimal>"} {
		var f float32
		if _, err := xmlrpc.LoadsInto(doc(value), []any{&f}); !is[*xmlrpc.UnmarshalTypeError](err) || f != 0 {
			t.Errorf("%s: %v, %v", value, f, err)
		}
	}
	var f float64
	if _, err := xmlrpc.LoadsInto(doc("<int>1"+strings.Repeat("0", 400)+"</int>"), []any{&f}); !is[*xmlrpc.UnmarshalTypeError](err) || f != 0 {
		t.Errorf("%v, %v", f, err)
	}
	var g float32
	if _, err := xmlrpc.LoadsInto(doc("<double>inf</double>"), []any{&g}); !math.IsInf(float64(g), 1) || err != nil {
		t.Errorf("%v, %v", g, err)
	}
	d := newDispatcher(t)
	d.RegisterFunction(func(int8) {}, xmlrpc.Name("f"))
	_, err := d.Dispatch(context.Background(), "f", []any{int64(300)})
	if err == nil || err.Error() != "f() argument 1 does not fit" {
		t.Error(err)
	}
}
