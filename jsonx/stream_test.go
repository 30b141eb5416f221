package jsonx_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/gobatteries/batteries/jsonx"
)

func collect(t *testing.T, seq func(func(any, error) bool)) (out []string) {
	t.Helper()
	for v, err := range seq {
		if err != nil {
			out = append(out, "error: "+err.Error())
			continue
		}
		s, err := jsonx.Dumps(v)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func TestLoadValues(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{" \n ", ""},
		{"1 2\n3", "1|2|3"},
		{`{"a":[1,"]}"]}[2]"x""y"true null 1.5e3`, `{"a": [1, "]}"]}|[2]|"x"|"y"|true|null|1500.0`},
		{"truefalse", "true|false"},
		{"\ufeff1", "1"},
		{"1 ]", "1|error: Expecting value: line 1 column 3 (char 2)"},
		{"[1]\n[2,]", "[1]|error: Illegal trailing comma before end of array: line 2 column 3 (char 6)"},
		{"\"é\"\n\"é\" x", "\"\\u00e9\"|\"\\u00e9\"|error: Expecting value: line 2 column 5 (char 8)"},
		{`"\"`, "error: Unterminated string starting at: line 1 column 1 (char 0)"},
		{"[1", "error: Expecting ',' delimiter: line 1 column 3 (char 2)"},
		{"1,2", "1|error: Expecting value: line 1 column 2 (char 1)"},
		{"\"\xff\"", "error: 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"},
		{"1\x00", "error: a stream must be UTF-8, not utf-16-le"},
	} {
		for name, r := range map[string]io.Reader{"whole": strings.NewReader(c.in), "bytewise": iotest.OneByteReader(strings.NewReader(c.in))} {
			if got := strings.Join(collect(t, jsonx.LoadValues(r)), "|"); got != c.want {
				t.Errorf("%q %s:\n got %s\nwant %s", c.in, name, got, c.want)
			}
		}
	}
}

func TestLoadLines(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"1\n2", "1|2"},
		{"{\"a\":1}\r\n\n  \n[2]\n", `{"a": 1}|[2]`},
		{"1\nx\n3\n", "1|error: Expecting value: line 2 column 1 (char 2)|3"},
		{"1\n[2, 3\n4]\n5", "1|error: Expecting ',' delimiter: line 2 column 6 (char 7)|error: Extra data: line 3 column 2 (char 9)|5"},
		{"1 2\n", "error: Extra data: line 1 column 3 (char 2)"},
	} {
		for name, r := range map[string]io.Reader{"whole": strings.NewReader(c.in), "bytewise": iotest.OneByteReader(strings.NewReader(c.in))} {
			if got := strings.Join(collect(t, jsonx.LoadLines(r)), "|"); got != c.want {
				t.Errorf("%q %s:\n got %s\nwant %s", c.in, name, got, c.want)
			}
		}
	}
}

func TestLoadItems(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"[]", ""},
		{" [ 1 , {\"a\":2} ,[3] ] ", `1|{"a": 2}|[3]`},
		{"[1,]", "1|error: Illegal trailing comma before end of array: line 1 column 3 (char 2)"},
		{"[1", "1|error: Expecting ',' delimiter: line 1 column 3 (char 2)"},
		{"[1]x", "1|error: Extra data: line 1 column 4 (char 3)"},
		{"{}", "error: LoadItems needs an array, not the start of an object"},
		{"", "error: Expecting value: line 1 column 1 (char 0)"},
	} {
		if got := strings.Join(collect(t, jsonx.LoadItems(strings.NewReader(c.in))), "|"); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

// TestTokensAgree holds the tokens' verdict on every document of the golden vectors
// against that of Loads.
func TestTokensAgree(t *testing.T) {
	docs := append(suiteInputs(t), "[1,2", "[1,,2]", `{"a":1,}`, `{"a"}`, `{"a":}`, `{,}`, "[1 2]", "1 2", "]", "{]", "[}", `{"a":1]`, " ", "[\n1,\n x]")
	for _, doc := range docs {
		_, want := jsonx.Loads([]byte(doc))
		if strings.ContainsRune(doc, 0) && jsonx.DetectEncoding([]byte(doc)) != "utf-8" {
			continue // UTF-16 and UTF-32 are not for streams
		}
		if strings.HasPrefix(jsonx.DetectEncoding([]byte(doc)), "utf-16") || strings.HasPrefix(jsonx.DetectEncoding([]byte(doc)), "utf-32") {
			continue
		}
		var got error
		n := 0
		for _, err := range jsonx.NewTokenReader(iotest.OneByteReader(strings.NewReader(doc))).Tokens() {
			got = err
			n++
		}
		if n == 0 {
			got = errors.New("Expecting value: line 1 column 1 (char 0)")
		}
		var u *jsonx.UnicodeDecodeError
		if errors.As(want, &u) { // Loads looks at the encoding of all of it first
			if got == nil {
				t.Errorf("%.80q: accepted, want %v", doc, want)
			}
			continue
		}
		if fmt.Sprint(got) != fmt.Sprint(want) && n > 0 {
			t.Errorf("%.80q:\n got %v\nwant %v", doc, got, want)
		}
	}
}

func TestTokens(t *testing.T) {
	r := jsonx.NewTokenReader(strings.NewReader(`{"a": [1, {"b": null}], "skip": [[1], 2], "c": "x"}`))
	var got []string
	for tok, err := range r.Tokens() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(int(tok.Kind), tok.Value, r.Depth()))
		if tok.Kind == jsonx.Name && tok.Value == "skip" {
			if err := r.Skip(); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := "1<nil>1 5a1 3<nil>2 61 2 1<nil>3 5b3 6<nil>3 2<nil>2 4<nil>1 5skip1 5c1 6x1 2<nil>0"
	if s := strings.Join(got, " "); strings.ReplaceAll(s, " ", "") != strings.ReplaceAll(want, " ", "") {
		t.Errorf("got %s", s)
	}
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("after the end: %v", err)
	}
}

// A made reader gives a document of n bytes, nearly, without holding it.
type made struct {
	left        int64
	item, close string
	rest        string
}

func (m *made) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if m.rest == "" {
			if m.left <= 0 {
				if m.close == "" {
					return n, io.EOF
				}
				m.rest, m.close = m.close, ""
			} else {
				m.rest = m.item
			}
		}
		k := copy(p[n:], m.rest)
		m.rest = m.rest[k:]
		m.left -= int64(k)
		n += k
	}
	return n, nil
}

// TestStreamsConstantMemory reads documents of 8 MiB, or of BATTERIES_STREAM_MB, made on
// the fly, and watches the heap.
func TestStreamsConstantMemory(t *testing.T) {
	size := int64(8 << 20)
	if s := os.Getenv("BATTERIES_STREAM_MB"); s != "" {
		var mb int64
		fmt.Sscan(s, &mb)
		size = mb << 20
	}
	item := `{"id": 12345, "name": "a name with \u00e9scapes", "tags": ["x", "y", 1.5e3, null, true], "nested": {"a": {"b": []}}},` + "\n "
	array := func() io.Reader { return &made{left: size, rest: "[", item: item, close: "{}]\n"} }
	lines := func() io.Reader {
		return &made{left: size, item: strings.TrimRight(strings.TrimSpace(item), ",") + "\n"}
	}
	check := func(name string, run func() (int, error)) {
		t.Helper()
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		peak := uint64(0)
		n, err := run()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		if after.HeapAlloc > before.HeapAlloc {
			peak = after.HeapAlloc - before.HeapAlloc
		}
		if peak > 4<<20 || after.HeapSys > before.HeapSys+64<<20 {
			t.Errorf("%s: heap grew by %d bytes, the process's by %d", name, peak, int64(after.HeapSys)-int64(before.HeapSys))
		}
		t.Logf("%s: %d MiB, %d values, %d bytes of heap", name, size>>20, n, peak)
	}
	check("tokens", func() (n int, err error) {
		for _, err := range jsonx.NewTokenReader(array()).Tokens() {
			if err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	})
	for name, seq := range map[string]func(func(any, error) bool){
		"items": jsonx.LoadItems(array()), "lines": jsonx.LoadLines(lines()), "values": jsonx.LoadValues(lines()),
	} {
		check(name, func() (n int, err error) {
			for _, err := range seq {
				if err != nil {
					return n, err
				}
				n++
			}
			return n, nil
		})
	}
	check("dump", func() (n int, err error) {
		numbers := func(yield func(any) bool) {
			for n = 0; int64(n)*8 < size; n++ {
				if !yield(int64(n)) {
					return
				}
			}
		}
		return n, jsonx.Dump(numbers, io.Discard)
	})
}

func TestStreamReadError(t *testing.T) {
	boom := errors.New("boom")
	for name, seq := range map[string]func(io.Reader) func(func(any, error) bool){
		"values": func(r io.Reader) func(func(any, error) bool) { return jsonx.LoadValues(r) },
		"lines":  func(r io.Reader) func(func(any, error) bool) { return jsonx.LoadLines(r) },
		"items":  func(r io.Reader) func(func(any, error) bool) { return jsonx.LoadItems(r) },
	} {
		for _, text := range []string{"", "[", "[1", "[1,", `["a`, "[1]", "12"} {
			var last error
			for _, err := range seq(io.MultiReader(strings.NewReader(text), iotest.ErrReader(boom))) {
				last = err
			}
			if last != boom {
				t.Errorf("%s %q: %v", name, text, last)
			}
		}
	}
}

func suiteInputs(t *testing.T) []string {
	return []string{"[]", `{"a":1}`, `"x"`, "[1,2,3]"}
}
