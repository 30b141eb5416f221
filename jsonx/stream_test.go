package jsonx_test

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

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

// A made reader gives a document of n bytes, nearly, without holding it. It calls
// halfway once.
type made struct {
	left, half  int64
	halfway     func()
	item, close string
	rest        string
}

func (m *made) Read(p []byte) (n int, err error) {
	if m.halfway != nil && m.left <= m.half {
		m.halfway()
		m.halfway = nil
	}
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

// TestStreamsConstantMemory reads documents made on the fly, and writes one, and
// watches the heap. They have 8 MiB each (2 MiB with the race detector), or BATTERIES_STREAM_MB; a run of 1024 takes
// its time, and -run TestStreamsConstantMemory/lines does one of them.
func TestStreamsConstantMemory(t *testing.T) {
	size := int64(8 << 20)
	if raceEnabled {
		size = 2 << 20
	}
	if s := os.Getenv("BATTERIES_STREAM_MB"); s != "" {
		mb, err := strconv.ParseInt(s, 10, 32)
		if err != nil {
			t.Fatal(err)
		}
		size = mb << 20
	}
	item := `{"id": 12345, "name": "a name with \u00e9scapes", "tags": ["x", "y", 1.5e3, null, true], "nested": {"a": {"b": []}}}`
	var half runtime.MemStats
	halfway := func() {
		runtime.GC()
		runtime.ReadMemStats(&half)
	}
	array := func() io.Reader {
		return &made{left: size, half: size / 2, halfway: halfway, rest: "[", item: item + ",\n ", close: "{}]\n"}
	}
	lines := func() io.Reader { return &made{left: size, half: size / 2, halfway: halfway, item: item + "\n"} }
	values := func(seq iter.Seq2[any, error]) func() (int, error) {
		return func() (n int, err error) {
			for _, err := range seq {
				if err != nil {
					return n, err
				}
				n++
			}
			return n, nil
		}
	}
	for _, c := range []struct {
		name string
		run  func() (int, error)
	}{
		{"tokens", func() (n int, err error) {
			for _, err := range jsonx.NewTokenReader(array()).Tokens() {
				if err != nil {
					return n, err
				}
				n++
			}
			return n, nil
		}},
		{"items", values(jsonx.LoadItems(array()))},
		{"lines", values(jsonx.LoadLines(lines()))},
		{"values", values(jsonx.LoadValues(lines()))},
		{"dump", func() (n int, err error) {
			numbers := func(yield func(any) bool) {
				for n = 0; int64(n)*8 < size; n++ {
					if int64(n) == size/16 {
						halfway()
					}
					if !yield(int64(n)) {
						return
					}
				}
			}
			err = jsonx.Dump(numbers, io.Discard)
			return n, err
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			n, err := c.run()
			if err != nil {
				t.Error(err)
			}
			runtime.ReadMemStats(&after)
			live := int64(half.HeapAlloc) - int64(before.HeapAlloc)
			system := int64(after.HeapSys) - int64(before.HeapSys)
			if live > 512<<10 {
				t.Errorf("halfway %d bytes are in use", live)
			}
			// The collector lets the heap grow to 4 MiB, which the runtime takes in
			// steps of 4 MiB.
			if system > 16<<20 {
				t.Errorf("the process's heap grew by %d bytes", system)
			}
			t.Logf("%d MiB, %d values; heap in use halfway %+d, of the process %+d bytes", size>>20, n, live, system)
		})
	}
}

// A flood of malformed lines takes time by its length: each error's position is
// counted from the last one's on. So does a value that comes byte by byte.
func TestStreamErrorsGrowth(t *testing.T) {
	const n = 300_000
	start := time.Now()
	var e *jsonx.JSONDecodeError
	lines := 0
	for _, err := range jsonx.LoadLines(strings.NewReader(strings.Repeat("\u00e9\n", n))) {
		if lines++; !errors.As(err, &e) || e.Pos != 2*(lines-1) || e.Lineno != lines || e.Colno != 1 {
			t.Fatalf("line %d: %+v, %v", lines, e, err)
		}
	}
	text := `"` + strings.Repeat("x", n) + `"`
	for v, err := range jsonx.LoadValues(iotest.OneByteReader(strings.NewReader(text))) {
		if s, _ := v.(string); err != nil || len(s) != n {
			t.Error(len(s), err)
		}
	}
	if d := time.Since(start); lines != n || d > 5*time.Second {
		t.Errorf("%d lines, took %v", lines, d)
	}
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
