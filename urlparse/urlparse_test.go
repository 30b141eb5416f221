package urlparse_test

import (
	"encoding/json"
	"errors"
	"maps"
	"math"
	"math/big"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/urlparse"
)

// The tables of RFC 3986, section 5.4.
var rfc3986 = [][2]string{
	{"g:h", "g:h"}, {"g", "http://a/b/c/g"}, {"./g", "http://a/b/c/g"}, {"g/", "http://a/b/c/g/"}, {"/g", "http://a/g"},
	{"//g", "http://g"}, {"?y", "http://a/b/c/d;p?y"}, {"g?y", "http://a/b/c/g?y"}, {"#s", "http://a/b/c/d;p?q#s"},
	{"g#s", "http://a/b/c/g#s"}, {"g?y#s", "http://a/b/c/g?y#s"}, {";x", "http://a/b/c/;x"}, {"g;x", "http://a/b/c/g;x"},
	{"g;x?y#s", "http://a/b/c/g;x?y#s"}, {"", "http://a/b/c/d;p?q"}, {".", "http://a/b/c/"}, {"./", "http://a/b/c/"},
	{"..", "http://a/b/"}, {"../", "http://a/b/"}, {"../g", "http://a/b/g"}, {"../..", "http://a/"}, {"../../", "http://a/"},
	{"../../g", "http://a/g"}, {"../../../g", "http://a/g"}, {"../../../../g", "http://a/g"}, {"/./g", "http://a/g"},
	{"/../g", "http://a/g"}, {"g.", "http://a/b/c/g."}, {".g", "http://a/b/c/.g"}, {"g..", "http://a/b/c/g.."},
	{"..g", "http://a/b/c/..g"}, {"./../g", "http://a/b/g"}, {"./g/.", "http://a/b/c/g/"}, {"g/./h", "http://a/b/c/g/h"},
	{"g/../h", "http://a/b/c/h"}, {"g;x=1/./y", "http://a/b/c/g;x=1/y"}, {"g;x=1/../y", "http://a/b/c/y"},
	{"g?y/./x", "http://a/b/c/g?y/./x"}, {"g?y/../x", "http://a/b/c/g?y/../x"}, {"g#s/./x", "http://a/b/c/g#s/./x"},
	{"g#s/../x", "http://a/b/c/g#s/../x"},
	{"http:g", "http://a/b/c/g"}, // "for backward compatibility"; strictly it would be http:g
}

func TestRFC3986(t *testing.T) {
	for _, c := range rfc3986 {
		if got, err := urlparse.URLJoin("http://a/b/c/d;p?q", c[0]); err != nil || got != c[1] {
			t.Errorf("%s: %s, %v; want %s", c[0], got, err, c[1])
		}
	}
}

func TestMissingAsNone(t *testing.T) {
	for u, want := range map[string]urlparse.Missing{
		"http://a":   {Known: true, Query: true, Fragment: true},
		"http://a?":  {Known: true, Fragment: true},
		"http://a#":  {Known: true, Query: true},
		"http://a?#": {Known: true},
		"///":        {Known: true, Scheme: true, Query: true, Fragment: true},
		"a:":         {Known: true, Netloc: true, Query: true, Fragment: true},
	} {
		r, err := urlparse.URLSplit(u, urlparse.MissingAsNone(true))
		if err != nil || r.Missing != want || r.GetURL() != u {
			t.Errorf("%s: %+v, %v, again %s", u, r.Missing, err, r.GetURL())
		}
	}
}

func TestKeepEmptyNeedsKnown(t *testing.T) {
	made := urlparse.SplitResult{Scheme: "http", Netloc: "a"}
	parsed, _ := urlparse.URLSplit("http://a?")
	if made != parsed {
		t.Errorf("%v and %v differ", made, parsed)
	}
	var bad *urlparse.ValueError
	if _, err := urlparse.URLUnsplit(made, urlparse.KeepEmpty(true)); !errors.As(err, &bad) {
		t.Errorf("%v", err)
	}
	made.Missing.Known = true
	if got, err := urlparse.URLUnsplit(made, urlparse.KeepEmpty(true)); err != nil || got != "http://a?#" {
		t.Errorf("%s, %v", got, err)
	}
}

func TestGetURLBytes(t *testing.T) {
	r := urlparse.SplitResultBytes{Path: []byte("\xff")}
	if got := r.GetURL(); string(got) != "\xff" {
		t.Errorf("%q", got)
	}
	var bad *urlparse.UnicodeDecodeError
	if _, err := urlparse.URLUnsplit(r); !errors.As(err, &bad) {
		t.Errorf("%v", err)
	}
}

func TestUnknownEncodings(t *testing.T) {
	for _, o := range []urlparse.CodecOption{
		urlparse.Encoding("shift_jis"), urlparse.Encoding("utf-7"), urlparse.Encoding("cp037"), urlparse.Encoding("mac-arabic"), urlparse.Encoding("mac-farsi"),
		urlparse.Errors("namereplace"),
	} {
		var bad *urlparse.LookupError
		r := urlparse.SplitResult{Path: "é"}
		if _, err := r.Encode(o); !errors.As(err, &bad) {
			t.Errorf("%v: %v", o, err)
		}
	}
}

func TestParseQSOrder(t *testing.T) {
	got, err := urlparse.ParseQS("b=1&a=2&b=3")
	if diff := cmp.Diff(url.Values{"a": {"2"}, "b": {"1", "3"}}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestURLEncodeMaps(t *testing.T) {
	for _, got := range []func() (string, error){
		func() (string, error) { return urlparse.URLEncode(map[string]string{"b": "2", "a": "1 "}) },
		func() (string, error) { return urlparse.URLEncode(map[string][]string{"b": {"2"}, "a": {"1 "}}) },
		func() (string, error) { return urlparse.URLEncode(url.Values{"b": {"2"}, "a": {"1 "}}) },
		func() (string, error) { return urlparse.URLEncode(map[string]any{"b": 2, "a": []byte("1 ")}) },
		func() (string, error) {
			return urlparse.URLEncode([]urlparse.Pair[[]byte]{{[]byte("a"), []byte("1 ")}, {[]byte("b"), []byte("2")}})
		},
	} {
		if s, err := got(); err != nil || s != "a=1+&b=2" {
			t.Errorf("%s, %v", s, err)
		}
	}
}

type label string

type stringer struct{}

func (*stringer) String() string { return "it's me" }

func TestURLEncodeValues(t *testing.T) {
	u, _ := url.Parse("http://a/")
	var nowhere *stringer
	for _, c := range []struct {
		value any
		want  string
	}{
		{label("x y"), "x y"}, {int8(-3), "-3"}, {uint64(1 << 63), "9223372036854775808"}, {float32(0.1), "0.1"}, {1e16, "1e+16"}, {nil, "None"}, {false, "False"},
		{[]int{1, 2}, "[1, 2]"}, {[]any{"a", []byte("b"), nil, []any{}}, "['a', b'b', None, []]"}, {map[string]any{"b": 1, "a": "x"}, "{'a': 'x', 'b': 1}"},
		{u, "http://a/"}, {&stringer{}, "it's me"}, {new(big.Int).Lsh(big.NewInt(1), 70), "1180591620717411303424"}, {(*int)(nil), "None"}, {nowhere, "it's me"}, {[2]bool{true}, "[True, False]"},
		{time.Second, "1s"}, {json.RawMessage(`{"a":1}`), `{"a":1}`}, {[]any{json.RawMessage("b")}, "[b'b']"}, {map[float64]any{math.NaN(): 1, 2: nil}, "{2.0: None, nan: 1}"},
	} {
		s, err := urlparse.URLEncode(map[string]any{"k": c.value}, urlparse.QuoteVia(urlparse.Quote))
		if err != nil {
			t.Errorf("%v: %v", c.value, err)
			continue
		}
		if got, _ := urlparse.Unquote(s); got != "k="+c.want {
			t.Errorf("%#v: %s, want %s", c.value, got, c.want)
		}
	}
	got, err := urlparse.URLEncode([]urlparse.Pair[any]{{"a", []int{1, 2}}, {"b", map[int]bool{3: true}}, {"c", []byte("xy")}, {"d", []string{}}, {"e", json.RawMessage("\xff")}, {"f", map[float64]int{math.NaN(): 1}}}, urlparse.DoSeq(true))
	if want := "a=1&a=2&b=3&c=xy&e=%FF&f=nan"; got != want || err != nil {
		t.Errorf("%s, %v; want %s", got, err, want)
	}
	cycle := []any{nil}
	cycle[0] = cycle
	var deep *urlparse.RecursionError
	if _, err := urlparse.URLEncode([]urlparse.Pair[any]{{"a", cycle}}); !errors.As(err, &deep) {
		t.Errorf("a list in itself: %v", err)
	}
}

// Bytes reach a function given to QuoteVia as bytes.
func TestQuoteViaBytes(t *testing.T) {
	got, err := urlparse.URLEncode([]urlparse.Pair[any]{{"a", []byte("\xed\xa0\x80\xff ")}}, urlparse.QuoteVia(urlparse.Quote))
	if want := "a=%ED%A0%80%FF%20"; got != want || err != nil {
		t.Errorf("%s, %v; want %s", got, err, want)
	}
}

func TestErrorTree(t *testing.T) {
	_, err := urlparse.Quote("\xff")
	var encode *urlparse.UnicodeEncodeError
	var unicode *urlparse.UnicodeError
	var value *urlparse.ValueError
	if !errors.As(err, &encode) || !errors.As(err, &unicode) || !errors.As(err, &value) {
		t.Errorf("%#v", err)
	}
	if want := `'utf-8' codec can't encode character '\udcff' in position 0: surrogates not allowed`; err.Error() != want {
		t.Errorf("%s", err)
	}
}

func TestStrict(t *testing.T) {
	for _, u := range []string{"http://example.com/", "https://u:p@h:1/a?b\\c#d\\e", "http://[::1]:80/", "mailto:a@b", "/a/b", "//h/a", "", "http://1.2.3.4/", "http://1.2.3.a/", "http://xn--a/", "urn:x", "http://a_b.c./", "file:///C:/a", "file://h/a@b:1", "file://[::1]/a"} {
		if _, err := urlparse.URLSplit(u, urlparse.Strict(true)); err != nil {
			t.Errorf("%q: %v", u, err)
		}
	}
	for _, u := range []string{
		"http:a", "http:/a", "http:///a", "http://", "https://:80/", "http://h:99999/", "http://h:x/", "http://h:80:90/", "http://a b/", "http://a%41/", "http://é/", "http://a<b/", "http://a^b", "http://a|b",
		"http://1.2.3/", "http://0x1/", "http://1.2.3.04", "http://1.2.3.4.", "http://a.0x", "http://a.1", " http://a", "http://a ", "http://a/\x7f", "\\\\a", "http://h\\a", "http://u@/", "http://[::1%25z]/", "http://]@[::1/", "//]@[::1", "file://C:/a", "FILE://h:80/a", "file://u@h/a", "file://[::1]:80/a",
	} {
		refused(t, u, urlparse.Strict(true))
	}
}

func TestNormalize(t *testing.T) {
	for _, c := range [][2]string{
		{"HTTP://Example.COM:80/%7euser/../a%2fb", "http://example.com/a%2Fb"}, {"https://h:443", "https://h/"}, {"https://h:80", "https://h:80/"}, {"http://h:", "http://h/"}, {"http://u%7e:P@H:8080?#", "http://u~:P@h:8080/?#"},
		{"http://[FE80::A]:80/", "http://[fe80::a]/"}, {"a/../b", "a/../b"}, {"/a/../b/./c/..", "/b/"}, {"/.//x", "////x"}, {"mailto:A%40b", "mailto:A%40b"}, {"http://h/%%41%", "http://h/%25A%25"},
		{"http://%C3%A9%41/", "http://%C3%A9a/"}, {"foo://H/.", "foo://h/"}, {"", ""}, {"?q=%7E", "?q=~"}, {"http://h/%2e%2E/a", "http://h/a"},
		{"%70:x", "./p:x"}, {"./p:x", "./p:x"}, {"%70/a:x", "p/a:x"}, {"1%70:x", "1p:x"}, {"?%70:x", "?p:x"}, {"//%70:1", "//p:1"},
		{"http://[::1%41]/", "http://[::1%41]/"}, {"http://[FE80::A%Eth0]:80/", "http://[fe80::a%Eth0]/"}, {"http://U%41@[FE80::A%25Eth]:/", "http://UA@[fe80::a%25Eth]/"}, {"//[V1.X%2e]:1", "//[v1.x%2e]:1"}, {"//]@[::A", "//]@[::a"}, {"foo://h:0", "foo://h:0"}, {"//h:00/", "//h:00/"},
	} {
		if got, err := urlparse.Normalize(c[0]); err != nil || got != c[1] {
			t.Errorf("%s: %s, %v; want %s", c[0], got, err, c[1])
		}
	}
}

func TestQuery(t *testing.T) {
	q := urlparse.NewQuery("a=%7e&b=1+2&&a&c=%2f&b=%zz")
	if v, ok := q.Get("b"); v != "1 2" || !ok {
		t.Error(v, ok)
	}
	if got := q.GetAll("a"); !slices.Equal(got, []string{"~", ""}) {
		t.Error(got)
	}
	q.Set("b", "x&y")
	q.Set("a", "~") // as it is
	q.Set("new", "é")
	q.Add("a", "")
	if want := "a=%7e&b=x%26y&&c=%2f&new=%C3%A9&a="; q.String() != want {
		t.Errorf("%s, want %s", q, want)
	}
	q.Del("a")
	if want := "b=x%26y&&c=%2f&new=%C3%A9"; q.String() != want || q.Len() != 3 {
		t.Errorf("%s (%d), want %s", q, q.Len(), want)
	}
	if got := maps.Collect(q.All()); len(got) != 3 || got["c"] != "/" {
		t.Error(got)
	}
	if q = new(urlparse.Query); q.String() != "" || q.Len() != 0 {
		t.Error(q)
	}
}

func TestNetURL(t *testing.T) {
	for _, s := range []string{"http://u:p@h:80/a%2Fb?#", "mailto:x", "//h", "/a?b=c#d", ""} {
		u, err := url.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		r, err := urlparse.FromURL(u)
		if err != nil {
			t.Fatal(err)
		}
		back, err := r.NetURL()
		if err != nil || back.String() != u.String() {
			t.Errorf("%s: %v, %v", s, back, err)
		}
	}
	for _, u := range []*url.URL{{Path: "//evil.com/a"}, {Scheme: "file", Path: "//evil.com/a", OmitHost: true}, {Scheme: "http", Path: "//evil.com/a"}} {
		r, err := urlparse.FromURL(u)
		if err != nil || r.Scheme != u.Scheme || r.Netloc != "" || r.Path != u.Path {
			t.Errorf("%#v: a path becomes a host: %v, %v", u, r, err)
		}
		if back, err := r.NetURL(); err != nil || back.Host != "" || !strings.HasSuffix(back.Path, u.Path) {
			t.Errorf("%#v: %#v, %v", u, back, err)
		}
	}
	r, _ := urlparse.URLParse("http://h/%zz")
	if _, err := r.NetURL(); err == nil {
		t.Error("net/url takes a bad escape")
	}
}

func TestNamedTypes(t *testing.T) {
	type link string
	r, err := urlparse.URLSplit(link("http://h/p"))
	if path := r.Path; err != nil || path != link("/p") || r.String() != "SplitResult(scheme='http', netloc='h', path='/p', query='', fragment='')" {
		t.Error(r, err)
	}
	type raw []byte
	b, err := urlparse.ParseQSL(raw("a=%ff"))
	if err != nil || string(b[0].Value) != "\xff" {
		t.Error(b, err)
	}
	if j, err := urlparse.URLJoin(raw("http://h/a/b"), raw("../c")); err != nil || string(j) != "http://h/c" {
		t.Errorf("%s, %v", j, err)
	}
	if q, err := urlparse.Quote(raw("\xff")); err != nil || q != "%FF" {
		t.Error(q, err)
	}
}

// The results of functions on bytes are the caller's to change.
func TestBytesAreCopies(t *testing.T) {
	in := []byte("http://host/path;p?q=a+b#f")
	r, _ := urlparse.URLParse(in)
	fields, _ := urlparse.ParseQSL(r.Query)
	joined, _ := urlparse.URLJoin(in, []byte("x"))
	q, _ := urlparse.Quote(in, urlparse.Safe(":/;?=+#"))
	text, _ := urlparse.Unquote(in)
	latin := []byte("/\xe9")
	_, bad := urlparse.URLSplit(latin)
	clear(latin)
	if want := "'ascii' codec can't decode byte 0xe9 in position 1: ordinal not in range(128)"; bad == nil || bad.Error() != want {
		t.Errorf("%v; want %s", bad, want)
	}
	clear(in)
	if string(r.GetURL()) != "http://host/path;p?q=a+b#f" || string(fields[0].Value) != "a b" || string(joined) != "http://host/x" || q != "http://host/path;p?q=a+b#f" || text != q {
		t.Errorf("%s %s %s %s %s", r, fields, joined, q, text)
	}
}

// They are also where the result is what went in.
func TestBytesAreCopiesOfTheSame(t *testing.T) {
	in, none := []byte("http://host/path"), []byte{}
	d, _ := urlparse.URLDefrag(in)
	for name, f := range map[string]func() ([]byte, error){
		"no base":      func() ([]byte, error) { return urlparse.URLJoin(none, in) },
		"no reference": func() ([]byte, error) { return urlparse.URLJoin(in, none) },
		"other scheme": func() ([]byte, error) { return urlparse.URLJoin([]byte("x:"), in) },
		"normal":       func() ([]byte, error) { return urlparse.Normalize(in) },
		"no fragment":  func() ([]byte, error) { return d.GetURL(), nil },
	} {
		got, err := f()
		if err != nil || string(got) != "http://host/path" || &got[0] == &in[0] || &got[0] == &d.URL[0] {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
	got, err := urlparse.URLJoin(in, []byte("//["))
	if _ = append(got, 'X'); err == nil || string(in) != "http://host/path" {
		t.Errorf("%s, %v", in, err)
	}
}

// Time grows with the length of the input and no faster: ten times the input may
// take forty times the time, where quadratic work would take a hundred.
func TestLinear(t *testing.T) {
	largest := 1 << 20
	if os.Getenv("CI") == "true" {
		largest = 10 << 20
	}
	repeat := func(before, s, after string) func(int) string {
		return func(n int) string { return before + strings.Repeat(s, n/len(s)) + after }
	}
	for name, c := range map[string]struct {
		input func(n int) string
		f     func(string)
	}{
		"split":        {repeat("http://", "a", "/b?c#d"), func(s string) { urlparse.URLParse(s) }},
		"split colons": {repeat("http://", ":@[", ""), func(s string) { urlparse.URLSplit(s) }},
		"split drops":  {repeat(" ", "\ta", ""), func(s string) { urlparse.URLSplit(s) }},
		"semicolons":   {repeat("http://a/", ";/", ";x"), func(s string) { r, _ := urlparse.URLParse(s); r.GetURL() }},
		"disguise":     {repeat("http://", "é", ""), func(s string) { r, _ := urlparse.URLSplit(s); r.Hostname() }},
		"hostname":     {repeat("http://", "Σ'", ""), func(s string) { r, _ := urlparse.URLSplit(s); r.Hostname() }},
		"defrag":       {repeat("http://a", "#", ""), func(s string) { urlparse.URLDefrag(s) }},
		"join up":      {repeat("", "../", "g"), func(s string) { urlparse.URLJoin("http://a/b", s) }},
		"join down up": {repeat("http://a/", "b/", ""), func(s string) { urlparse.URLJoin(s, strings.Repeat("../", len(s)/2)) }},
		"join slashes": {repeat("", "//", ""), func(s string) { urlparse.URLJoin("http://a/"+s, "x"+s) }},
		"normalize":    {repeat("http://A/", "%2e%2E/a/.", ""), func(s string) { urlparse.Normalize(s) }},
		"parse":        {repeat("", "a=%41&", ""), func(s string) { urlparse.ParseQSL(s) }},
		"parse pluses": {repeat("", "+", "=1"), func(s string) { urlparse.ParseQSL(s) }},
		"parse ands":   {repeat("", "&", ""), func(s string) { urlparse.ParseQSL(s, urlparse.KeepBlankValues(true)) }},
		"encode":       {repeat("", " é", ""), func(s string) { urlparse.URLEncode([]urlparse.Pair[string]{{s, s}}) }},
		"quote":        {repeat("", "é/", ""), func(s string) { urlparse.Quote(s) }},
		"quote latin":  {repeat("", "é/", ""), func(s string) { urlparse.Quote(s, urlparse.Encoding("latin-1")) }},
		"quote errors": {repeat("", "\xff", ""), func(s string) { urlparse.Quote(s, urlparse.Errors("xmlcharrefreplace")) }},
		"unquote":      {repeat("", "%c3%a9", ""), func(s string) { urlparse.Unquote(s) }},
		"unquote bad":  {repeat("", "%ff", ""), func(s string) { urlparse.Unquote(s) }},
		"unquote mix":  {repeat("", "%ffé", ""), func(s string) { urlparse.Unquote(s) }},
		"unquote bare": {repeat("", "%", ""), func(s string) { urlparse.Unquote(s) }},
		"unwrap":       {repeat("<", " ", ">"), func(s string) { _ = urlparse.Unwrap(s) }},
		"query":        {repeat("", "a=1&", ""), func(s string) { urlparse.NewQuery(s).Set("a", "2") }},
	} {
		took := func(n int) time.Duration {
			s := c.input(n)
			start := time.Now()
			c.f(s)
			return time.Since(start)
		}
		var a, b time.Duration
		ok := false
		for try := 0; try < 4 && !ok; try++ { // other programs may get in the way
			a, b = min(took(largest/10), took(largest/10)), took(largest)
			ok = b < 40*a+100*time.Millisecond
		}
		if !ok {
			t.Errorf("%s: %d bytes take %v, ten times as many %v", name, largest/10, a, b)
		}
	}
}
