package xmlrpc_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/httpserve"
	"github.com/gobatteries/batteries/xmlrpc"
)

// Each test is named after an attack and holds a row of the list of attacks.

func newDispatcher(t testing.TB, opts ...xmlrpc.DispatcherOption) *xmlrpc.SimpleXMLRPCDispatcher {
	t.Helper()
	d, err := xmlrpc.NewSimpleXMLRPCDispatcher(append([]xmlrpc.DispatcherOption{quiet}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func document(t testing.TB, method string, args ...any) []byte {
	t.Helper()
	if args == nil {
		args = []any{}
	}
	b, err := xmlrpc.AppendDumps(nil, args, xmlrpc.MethodName(method), xmlrpc.AllowNone(true))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// ask makes a call and returns its result or its fault.
func ask(t testing.TB, d *xmlrpc.SimpleXMLRPCDispatcher, method string, args ...any) (any, error) {
	t.Helper()
	params, _, err := xmlrpc.Loads(d.MarshaledDispatch(context.Background(), document(t, method, args...)))
	if err != nil {
		return nil, err
	}
	return params[0], nil
}

func post(h http.Handler, body []byte, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "/RPC2", bytes.NewReader(body))
	r.Host = "localhost"
	r.Header.Set("Content-Type", "text/xml")
	for _, f := range change {
		f(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

type inner struct{ Secret string }

func (inner) Get() string { return "inner" }

type outer struct {
	Sub    inner
	Pub    *inner
	hidden inner
	Table  map[string]string
}

func (*outer) Ping() string                      { return "pong" }
func (*outer) Dispatch2() string                 { return "2" }
func (*outer) ListMethods() []string             { return []string{"ping"} }
func (o *outer) unexported() inner               { return o.hidden }
func (*outer) MethodHelp(string) string          { return "" }
func (*outer) Bad(ch chan int) (int, int, error) { return 0, 0, nil }

// Row 141, CVE-2005-0089.
func TestAttributeTraversal(t *testing.T) {
	o := &outer{Sub: inner{"s"}, Pub: &inner{"p"}, Table: map[string]string{"k": "v"}}
	_ = o.unexported()
	names := []string{"pub.secret.upper", "pub.__func__", "_ping", "__class__", "hidden.get", "unexported", "table.k", "sub.secret", "pub._get",
		"list_methods", "method_help", "Ping", "sub..get", ".ping", "ping.", "ping.call", "bad", "sub", ""}
	for _, dotted := range []bool{false, true} {
		d := newDispatcher(t)
		d.RegisterInstance(o, xmlrpc.AllowDottedNames(dotted))
		for _, name := range names {
			if v, err := ask(t, d, name); err == nil {
				t.Errorf("dotted %v: %q gives %v", dotted, name, v)
			}
		}
		if v, err := ask(t, d, "ping"); err != nil || v != "pong" {
			t.Error(v, err)
		}
		for _, name := range []string{"sub.get", "pub.get"} {
			if v, err := ask(t, d, name); (err == nil) != dotted {
				t.Errorf("dotted %v: %q gives %v, %v", dotted, name, v, err)
			}
		}
	}
	if _, err := xmlrpc.ResolveDottedAttribute(o, "pub._x"); err == nil || err.Error() != `attempt to access private attribute "_x"` {
		t.Error(err)
	}
}

// startServer serves until the test ends and returns the address.
func startServer(t testing.TB, opts ...xmlrpc.ServerOption) (*xmlrpc.SimpleXMLRPCServer, string) {
	t.Helper()
	s, err := xmlrpc.NewSimpleXMLRPCServer("127.0.0.1:0", append([]xmlrpc.ServerOption{xmlrpc.LogRequests(false), quiet, xmlrpc.HTTPOptions(httpserve.DrainTimeout(time.Second))}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.ServeForeverContext(ctx)
	}()
	t.Cleanup(func() {
		cancel()
		<-done
		s.ServerClose()
	})
	return s, s.Addr().String()
}

// Rows 142 (CVE-2012-0845) and 143: clients that promise a body and send none
// keep nobody waiting.
func TestShortBodies(t *testing.T) {
	s, addr := startServer(t)
	s.RegisterFunction(func() string { return "pong" }, xmlrpc.Name("ping"))
	for range 5 {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		fmt.Fprint(c, "POST /RPC2 HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 9999999\r\n\r\n<methodCall>")
	}
	p := newProxy(t, "http://"+addr)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if v, err := p.Call(ctx, "ping"); err != nil || v != "pong" {
		t.Error(v, err)
	}
	// A body that ends early is an error, not a loop.
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprint(c, "POST /RPC2 HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\n<methodCall>")
	c.(*net.TCPConn).CloseWrite()
	c.SetDeadline(time.Now().Add(5 * time.Second))
	if b, _ := io.ReadAll(c); len(b) > 0 && !strings.HasPrefix(string(b), "HTTP/1.1 400") {
		t.Errorf("%q", b)
	}
}

// Row 143.
func TestNegativeContentLength(t *testing.T) {
	_, addr := startServer(t)
	for _, length := range []string{"-1", "x", "1, 2", "99999999999999999999"} {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		c.SetDeadline(time.Now().Add(5 * time.Second))
		fmt.Fprintf(c, "POST /RPC2 HTTP/1.1\r\nHost: x\r\nContent-Length: %s\r\n\r\n", length)
		b, _ := io.ReadAll(c)
		c.Close()
		if !strings.HasPrefix(string(b), "HTTP/1.1 400") {
			t.Errorf("Content-Length: %s: %.60q", length, b)
		}
	}
}

func zipped(tb testing.TB, head string, zeros int, tail string) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		tb.Fatal(err)
	}
	io.WriteString(z, head)
	blank := bytes.Repeat([]byte(" "), 1<<20)
	for ; zeros > 0; zeros -= len(blank) {
		z.Write(blank[:min(zeros, len(blank))])
	}
	io.WriteString(z, tail)
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// memoryOf returns how many bytes f allocates.
func memoryOf(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// Row 144, CVE-2013-1753.
func TestGzipBombToServer(t *testing.T) {
	d := newDispatcher(t)
	d.RegisterFunction(func(s string) int { return len(s) }, xmlrpc.Name("size"))
	bomb := zipped(t, "<methodCall><methodName>size</methodName><params><param><value>", bombSize, "</value></param></params></methodCall>")
	gz := func(r *http.Request) { r.Header.Set("Content-Encoding", "gzip") }
	var w *httptest.ResponseRecorder
	if n := memoryOf(func() { w = post(d, bomb, gz) }); n > 150<<20 {
		t.Errorf("%d MB were allocated", n>>20)
	}
	if w.Code != 400 {
		t.Error(w.Code, w.Body)
	}
	small := zipped(t, "<methodCall><methodName>size</methodName><params><param><value>", 10, "</value></param></params></methodCall>")
	if w := post(d, small, gz); w.Code != 200 || !strings.Contains(w.Body.String(), "<int>10</int>") {
		t.Error(w.Code, w.Body)
	}
	if _, err := xmlrpc.GzipDecode(bomb); err == nil || err.Error() != "max gzipped payload length exceeded" {
		t.Error(err)
	}
}

func newProxy(t testing.TB, uri string, opts ...xmlrpc.ProxyOption) *xmlrpc.ServerProxy {
	t.Helper()
	p, err := xmlrpc.NewServerProxy(uri, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// answering is a server that answers everything the same.
func answering(t testing.TB, header http.Header, body []byte) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		for k, v := range header {
			w.Header()[k] = v
		}
		w.Write(body)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// Row 145.
func TestGzipBombToClient(t *testing.T) {
	bomb := zipped(t, "<methodResponse><params><param><value>", bombSize, "</value></param></params></methodResponse>")
	url := answering(t, http.Header{"Content-Encoding": {"gzip"}}, bomb)
	_, err := newProxy(t, url).Call(context.Background(), "x")
	var limit *xmlrpc.LimitError
	if !errors.As(err, &limit) || limit.Limit != 64<<20 {
		t.Error(err)
	}
	if _, err := newProxy(t, url, xmlrpc.MaxBytes(1000)).Call(context.Background(), "x"); !errors.As(err, &limit) || limit.Limit != 1000 {
		t.Error(err)
	}
}

// Rows 146 (CVE-2013-0340) and 147 (bpo-17239): there are no document types.
func TestEntityExpansion(t *testing.T) {
	laughs := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">`
	for i := range 9 {
		laughs += fmt.Sprintf(`<!ENTITY a%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&a%d;", i), 10))
	}
	for _, doc := range []string{
		laughs + "]><params><param><value>&a9;</value></param></params>",
		`<!DOCTYPE x [<!ENTITY a "` + strings.Repeat("A", 100_000) + `">]><params>` + strings.Repeat("&a;", 2000) + "</params>",
		`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><params><param><value>&a;</value></param></params>`,
		`<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><params/>`,
		`<!DOCTYPE x PUBLIC "-//x" "x.dtd"><params/>`,
		"<!DOCTYPE x><params/>",
		"<params><param><value>&a;</value></param></params>",
	} {
		var e *xmlrpc.ExpatError
		if v, _, err := xmlrpc.Loads(doc); !errors.As(err, &e) {
			t.Errorf("%.60s: %v, %v", doc, v, err)
		}
	}
	if _, _, err := xmlrpc.Loads("<!DOCTYPE x><params/>"); err == nil || err.Error() != "document type declarations are not allowed: line 1, column 0" {
		t.Error(err)
	}
}

// Row 148, CVE-2012-0876: many names cost no more than their number.
func TestHashFlooding(t *testing.T) {
	cost := func(n int) time.Duration {
		var b strings.Builder
		b.WriteString("<params><param><value><struct>")
		for i := range n {
			fmt.Fprintf(&b, "<member><name>%d</name><value/></member>", i)
		}
		b.WriteString("</struct></value></param></params>")
		doc := b.String()
		best := time.Hour
		for range 5 {
			start := time.Now()
			if _, _, err := xmlrpc.Loads(doc); err != nil {
				t.Fatal(err)
			}
			best = min(best, time.Since(start))
		}
		return best
	}
	if small, large := cost(2_000), cost(64_000); large > 32*small*8+50*time.Millisecond {
		t.Errorf("%v for 2,000 members, %v for 64,000", small, large)
	}
	var attrs strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&attrs, " a%d=''", i)
	}
	if _, _, err := xmlrpc.Loads("<params" + attrs.String() + "/>"); err != nil {
		t.Error(err)
	}
}

// Rows 149 (CVE-2019-16935) and 150.
func TestDocumentationScripts(t *testing.T) {
	s, err := xmlrpc.NewDocXMLRPCServer("127.0.0.1:0", xmlrpc.BindAndActivate(false))
	if err != nil {
		t.Fatal(err)
	}
	const evil = `</title></a></strong>"'><script>alert(1)</script>`
	s.SetServerTitle(evil)
	s.SetServerName(evil)
	s.SetServerDocumentation(evil)
	s.RegisterFunction(func(int) {}, xmlrpc.Name(evil), xmlrpc.Doc(evil), xmlrpc.ArgNames{evil})
	page := s.GenerateHTMLDocumentation()
	if strings.Contains(page, "<script") || strings.Contains(page, `-</title>`) || strings.Contains(page, `""`) {
		t.Error(page)
	}
	if strings.Count(page, "<title>") != 1 || strings.Count(page, "</title>") != 1 {
		t.Error(page)
	}
}

// Row 151, gh-148954.
func TestMethodNameInjection(t *testing.T) {
	s, err := xmlrpc.Dumps([]any{}, xmlrpc.MethodName("a</methodName><params/>"))
	if err != nil || !strings.Contains(s, "<methodName>a&lt;/methodName&gt;&lt;params/&gt;</methodName>") {
		t.Error(s, err)
	}
	for _, encoding := range []string{"x' foo='", "utf-8'?><x/>", "no-such", "latin 1", "latin\n1"} {
		if s, err := xmlrpc.Dumps([]any{}, xmlrpc.MethodName("m"), xmlrpc.Encoding(encoding)); err == nil {
			t.Errorf("%q: %q", encoding, s)
		}
		if _, err := xmlrpc.NewServerProxy("http://h", xmlrpc.Encoding(encoding)); err == nil {
			t.Errorf("%q is taken", encoding)
		}
	}
	for _, date := range []string{"</dateTime.iso8601>", "a&b", "a\x00"} {
		if s, err := xmlrpc.Dumps([]any{xmlrpc.DateTime{Value: date}}); err == nil {
			t.Errorf("%q: %q", date, s)
		}
	}
}

// Row 152.
func TestControlCharactersOut(t *testing.T) {
	for _, s := range []string{"a\x00b", "\x01", "\x1f", "\ufffe", "\uffff", "\xed\xa0\x80", "\xff"} {
		var e *xmlrpc.ValueError
		for _, v := range []any{s, map[string]int{s: 1}, xmlrpc.Struct{{Name: s, Value: 1}}, xmlrpc.NewFault(1, s)} {
			if out, err := xmlrpc.Dumps([]any{v}); !errors.As(err, &e) {
				t.Errorf("%#v: %q, %v", v, out, err)
			}
		}
		if _, err := xmlrpc.Dumps([]any{}, xmlrpc.MethodName(s)); !errors.As(err, &e) {
			t.Errorf("method %q: %v", s, err)
		}
		if out, err := xmlrpc.Dumps([]any{s}, xmlrpc.AllowControl(true)); err != nil || !strings.Contains(out, s) {
			t.Errorf("%q: %q, %v", s, out, err)
		}
	}
	if _, err := xmlrpc.Dumps([]any{"\t\n\r\x7f\u0085\ufffd\U0001f600"}); err != nil {
		t.Error(err)
	}
}

// Row 153.
func TestCarriageReturns(t *testing.T) {
	const text = "a\rb\r\nc"
	for _, escape := range []bool{false, true} {
		doc, err := xmlrpc.Dumps([]any{text}, xmlrpc.EscapeCR(escape))
		if err != nil {
			t.Fatal(err)
		}
		back, _, err := xmlrpc.Loads(doc)
		want := "a\nb\nc" // what XML makes of it
		if escape {
			want = text
		}
		if err != nil || back[0] != want {
			t.Errorf("EscapeCR(%v): %q, %v", escape, back, err)
		}
	}
}

// Row 154.
func TestPasswordsInTexts(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	addr := s.Listener.Addr().String()
	var out bytes.Buffer
	p := newProxy(t, "http://user:s3cr3t@"+addr+"/x", xmlrpc.Verbose(true), xmlrpc.HTTPClient(&http.Client{Timeout: time.Second}), xmlrpc.Headers{{"authorization", "Basic dXNlcjpzM2NyM3Q="}})
	p.Transport().Output = &out
	_, err1 := p.Call(context.Background(), "m")
	s.Close()
	_, err2 := p.Call(context.Background(), "m")
	if err1 == nil || err2 == nil {
		t.Fatal(err1, err2)
	}
	var pe *xmlrpc.ProtocolError
	if !errors.As(err1, &pe) || strings.Contains(pe.URL, "s3cr3t") {
		t.Errorf("%#v", err1)
	}
	for _, text := range []string{fmt.Sprint(p), fmt.Sprintf("%#v", p), err1.Error(), err2.Error(), out.String()} {
		if strings.Contains(text, "s3cr3t") || strings.Contains(text, "dXNlcjpzM2NyM3Q") {
			t.Error(text)
		}
	}
	for _, url := range []string{"http://user:s3cr3t@h/x?from=http://y", "http://user:s3cr3t@h/x#http://y@z", "http://user:s3cr3t@h?x=://"} {
		if p := newProxy(t, url); !strings.HasPrefix(p.String(), "<ServerProxy for user:xxxxx@h") {
			t.Error(p)
		}
		if e := xmlrpc.NewProtocolError(strings.TrimPrefix(url, "http://"), 404, "Not Found", nil); strings.Contains(e.Error(), "s3cr3t") {
			t.Error(e)
		}
	}
	if want := "<ProtocolError for user:xxxxx@" + addr + "/x: 404 Not Found>"; err1.Error() != want {
		t.Errorf("%s, want %s", err1, want)
	}
}

// Row 155.
func TestMulticallAmplification(t *testing.T) {
	d := newDispatcher(t)
	d.RegisterMulticallFunctions()
	n := 0
	d.RegisterFunction(func() int { n++; return n }, xmlrpc.Name("count"))
	calls := make([]any, 50_000)
	for i := range calls {
		calls[i] = xmlrpc.Struct{{Name: "methodName", Value: "count"}, {Name: "params", Value: []any{}}}
	}
	if _, err := ask(t, d, "system.multicall", calls); err == nil || n != 0 || !strings.Contains(err.Error(), "more than 1000 calls") {
		t.Error(err, n)
	}
	if v, err := ask(t, d, "system.multicall", calls[:3]); err != nil || n != 3 {
		t.Error(v, err, n)
	}
	nested := []any{xmlrpc.Struct{{Name: "methodName", Value: "count"}, {Name: "params", Value: []any{}}}}
	for range 100 {
		nested = []any{xmlrpc.Struct{{Name: "methodName", Value: "system.multicall"}, {Name: "params", Value: []any{nested}}}}
	}
	n = 0
	v, err := ask(t, d, "system.multicall", nested)
	if err != nil || n != 0 || !strings.Contains(fmt.Sprint(v), "not allowed") {
		t.Error(v, err, n)
	}
}

// Row 156.
func TestCrossSiteRequests(t *testing.T) {
	cross := http.NewCrossOriginProtection()
	d := newDispatcher(t, xmlrpc.RequireXML(true), xmlrpc.CrossOrigin(cross), xmlrpc.AllowedHosts{"localhost"})
	d.RegisterFunction(func() string { return "pong" }, xmlrpc.Name("ping"))
	for _, x := range []struct {
		name   string
		change func(*http.Request)
		code   int
	}{
		{"plain", func(r *http.Request) {}, 200},
		{"port", func(r *http.Request) { r.Host = "localhost:8000" }, 200},
		{"charset", func(r *http.Request) { r.Header.Set("Content-Type", "text/xml; charset=utf-8") }, 200},
		{"form", func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 415},
		{"no type", func(r *http.Request) { r.Header.Del("Content-Type") }, 415},
		{"origin", func(r *http.Request) { r.Header.Set("Origin", "http://evil.test") }, 403},
		{"fetch metadata", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403},
		{"rebinding", func(r *http.Request) { r.Host = "evil.test" }, 403},
	} {
		if w := post(d, document(t, "ping"), x.change); w.Code != x.code {
			t.Errorf("%s: %d %s", x.name, w.Code, w.Body)
		}
	}
	open := newDispatcher(t)
	open.RegisterFunction(func() string { return "pong" }, xmlrpc.Name("ping"))
	if w := post(open, document(t, "ping"), func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }); w.Code != 200 {
		t.Error("by default, as in Python, any type is taken:", w.Code)
	}
}

// Row 157.
func TestLooseNumbers(t *testing.T) {
	for _, x := range []struct {
		el, text     string
		loose, tight bool
	}{
		{"int", "42", true, true}, {"int", "-7", true, true}, {"int", "+7", true, true}, {"i8", "9223372036854775808", true, true},
		{"int", "1_000", true, false}, {"int", "٣", true, false}, {"int", " 1", true, false}, {"int", "--1", false, false}, {"int", "", false, false},
		{"double", "1.5e3", true, true}, {"double", "1e999", true, false}, {"double", "inf", true, false}, {"double", "nan", true, false},
		{"double", "1_0.5", true, false}, {"double", "٣.٣", true, false}, {"double", " 1 ", true, false}, {"double", "0x1p4", false, false},
		{"bigdecimal", "1.50", true, true}, {"bigdecimal", "1e999999999", true, false}, {"bigdecimal", "1_0", true, false}, {"bigdecimal", "nan", true, false},
		{"i8", strings.Repeat("9", 5000), false, false},
	} {
		doc := "<params><param><value><" + x.el + ">" + x.text + "</" + x.el + "></value></param></params>"
		_, _, err1 := xmlrpc.Loads(doc)
		_, _, err2 := xmlrpc.Loads(doc, xmlrpc.Strict(true))
		if (err1 == nil) != x.loose || (err2 == nil) != x.tight {
			t.Errorf("%s %.20q: %v; strict: %v", x.el, x.text, err1, err2)
		}
	}
	params, _, err := xmlrpc.Loads("<params><param><value><bigdecimal>1e999999999</bigdecimal></value></param></params>")
	if err != nil || params[0] != xmlrpc.Decimal("1E+999999999") {
		t.Error(params, err)
	}
	if _, ok := params[0].(xmlrpc.Decimal).Rat(); ok {
		t.Error("a number of a billion digits was made")
	}
}

// Row 158.
func TestUnexportedFields(t *testing.T) {
	v := struct {
		Name     string
		password string
		Token    string `xmlrpc:"-"`
	}{"n", "s3cr3t", "s3cr3t"}
	s, err := xmlrpc.Dumps([]any{v, &v, map[string]any{"v": v}})
	if err != nil || strings.Contains(s, "s3cr3t") || strings.Contains(s, "password") {
		t.Error(s, err, v.password)
	}
	// A struct that shows nothing would arrive as an empty one.
	for _, v := range []any{big.NewFloat(1.5), *big.NewFloat(1.5), big.NewRat(1, 3), []any{struct{ a int }{1}}} {
		if s, err := xmlrpc.Dumps([]any{v}); !is[*xmlrpc.TypeError](err) {
			t.Errorf("%T: %s, %v", v, s, err)
		}
	}
	if s, err := xmlrpc.Dumps([]any{struct{}{}}); err != nil {
		t.Error(s, err)
	}
}

// Rows 159 and 179: nesting takes no stack, and has a limit.
func TestDeepNesting(t *testing.T) {
	deep := func(n int) string {
		return "<params><param>" + strings.Repeat("<value><array><data>", n) + strings.Repeat("</data></array></value>", n) + "</param></params>"
	}
	var limit *xmlrpc.LimitError
	for _, doc := range []string{deep(200_000), deep(1001), strings.Repeat("<a>", 200_000), "<params>" + strings.Repeat("<value><struct><name>a</name>", 20_000)} {
		if _, _, err := xmlrpc.Loads(doc); !errors.As(err, &limit) {
			t.Errorf("%.40s: %v", doc, err)
		}
		var v any
		if _, err := xmlrpc.LoadsInto(doc, []any{&v}); !errors.As(err, &limit) {
			t.Errorf("%.40s: %v", doc, err)
		}
	}
	if _, _, err := xmlrpc.Loads(deep(1000)); err != nil {
		t.Error(err)
	}
	if _, _, err := xmlrpc.Loads(deep(50_000), xmlrpc.MaxDepth(50_000)); err != nil {
		t.Error(err)
	}
	var v any = 1
	for range 2000 {
		v = []any{v}
	}
	var recursion *xmlrpc.RecursionError
	if _, err := xmlrpc.Dumps([]any{v}); !errors.As(err, &recursion) {
		t.Error(err)
	}
}

// Row 160.
func TestMalformedFaults(t *testing.T) {
	for _, fault := range []string{
		"<value><int>4</int></value>", "<value><struct/></value>", "", "<value>x</value>", "<value><array><data/></array></value>",
		"<value><struct><member><name>faultCode</name></member></struct></value>",
		"<value><struct><member><name>faultCode</name><value><array/></value></member><member><name>faultString</name><value>x</value></member></struct></value>",
		"<value><struct><member><name>faultCode</name><value>x</value></member><member><name>faultString</name><value>x</value></member></struct></value>",
		"<value><struct><member><name>faultCode</name><value><int>1</int></value></member><member><name>faultString</name><value><nil/></value></member></struct></value>",
		"<value><struct><value><nil/></value><value><nil/></value></struct></value>",
	} {
		var r *xmlrpc.ResponseError
		if _, _, err := xmlrpc.Loads("<methodResponse><fault>" + fault + "</fault></methodResponse>"); !errors.As(err, &r) {
			t.Errorf("%s: %v", fault, err)
		}
	}
}

// Row 161.
func TestErrorTextsToClients(t *testing.T) {
	secret := errors.New("dial db.internal: password s3cr3t")
	var logged bytes.Buffer
	fail := func() error { return fmt.Errorf("query: %w", secret) }
	d := newDispatcher(t, xmlrpc.NewErrorLog(log.New(&logged, "", 0)))
	d.RegisterFunction(fail, xmlrpc.Name("fail"))
	d.RegisterFunction(func() error { panic("s3cr3t") }, xmlrpc.Name("crash"))
	d.RegisterFunction(func() any { return secretType{} }, xmlrpc.Name("strange"))
	d.RegisterFunction(func() error { return xmlrpc.NewFault(7, "meant for you") }, xmlrpc.Name("told"))
	for _, name := range []string{"fail", "crash", "strange"} {
		_, err := ask(t, d, name)
		var f *xmlrpc.Fault
		if !errors.As(err, &f) || *f != (xmlrpc.Fault{FaultCode: 1, FaultString: "<class 'Exception'>:internal error"}) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := strings.Count(logged.String(), "s3cr3t"); n < 2 {
		t.Errorf("the log lacks the details: %s", logged.String())
	}
	if _, err := ask(t, d, "told"); err == nil || err.Error() != "<Fault 7: 'meant for you'>" {
		t.Error(err)
	}
	exposing := newDispatcher(t, xmlrpc.ExposeErrors(true))
	exposing.RegisterFunction(fail, xmlrpc.Name("fail"))
	if _, err := ask(t, exposing, "fail"); err == nil || !strings.Contains(err.Error(), "<class 'Exception'>:query: dial db.internal") {
		t.Error(err)
	}
}

type secretType struct{ C chan int }

// Row 178, CVE-2020-29509 to 29511: one root element, and nothing behind it.
func TestJunkAroundDocuments(t *testing.T) {
	for _, doc := range []string{
		"<params/>x", "<params/><params/>", "<params/></params>", "x<params/>", "<params></params><fault/>", "<params/><![CDATA[]]>", "<params/>&lt;",
		"<params/>\x00", "<params></PARAMS>", "<:params></params>", "<params/><?xml version='1.0'?>",
	} {
		var e *xmlrpc.ExpatError
		if v, _, err := xmlrpc.Loads(doc); !errors.As(err, &e) {
			t.Errorf("%q: %v, %v", doc, v, err)
		}
	}
}

// Row 183, CVE-2022-30631.
func TestEmptyGzipMembers(t *testing.T) {
	empty := zipped(t, "", 0, "")
	many := bytes.Repeat(empty, 100_000)
	start := time.Now()
	if b, err := xmlrpc.GzipDecode(many); err != nil || len(b) != 0 {
		t.Error(len(b), err)
	}
	d := newDispatcher(t)
	if w := post(d, many, func(r *http.Request) { r.Header.Set("Content-Encoding", "gzip") }); !strings.Contains(w.Body.String(), "no element found") {
		t.Error(w.Code, w.Body)
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Error(d)
	}
}

// A document that is larger than its limit is refused, whatever it holds.
func TestLargeRequests(t *testing.T) {
	d := newDispatcher(t, xmlrpc.MaxBytes(1000))
	d.RegisterFunction(func(s string) int { return len(s) }, xmlrpc.Name("size"))
	if w := post(d, document(t, "size", strings.Repeat("x", 500))); w.Code != 200 {
		t.Error(w.Code)
	}
	if w := post(d, document(t, "size", strings.Repeat("x", 1500))); w.Code != 413 {
		t.Error(w.Code)
	}
	chunked := func(r *http.Request) { r.ContentLength = -1; r.TransferEncoding = []string{"chunked"} }
	if w := post(d, document(t, "size", strings.Repeat("x", 1500)), chunked); w.Code != 413 {
		t.Error(w.Code)
	}
}
