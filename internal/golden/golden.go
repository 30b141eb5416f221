// Package golden reads the vectors that internal/oracle writes: calls of
// CPython's functions and what they gave.
//
// A test hands [Run] a function that makes the same call in Go:
//
//	func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }
//
// The same function serves the live comparison (internal/live).
package golden

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A Call is one call of a Python function. Its values, and an Outcome's, are
//
//	nil bool int64 *big.Int float64   None, bool, int, float
//	string                            str, lone surrogates as WTF-8
//	[]byte                            bytes
//	[]any Tuple Dict Named            list, tuple, dict, namedtuple
//	Repr                              anything else
type Call struct {
	Fn   string
	Args []any
	Kw   map[string]any
}

// An Outcome is what a call gave: Exc if it raised, else Ret.
type Outcome struct {
	Ret any
	Exc *Exc
}

// An Exc is a raised exception: its class's name and its str().
type Exc struct {
	Class string
	Text  string
}

type (
	// A Tuple is a Python tuple.
	Tuple []any
	// A Dict is a Python dict in its order.
	Dict []Pair
	// A Pair is an entry of a Dict or a field of a Named.
	Pair struct{ Key, Value any }
	// A Named is a namedtuple.
	Named struct {
		Type   string
		Fields []Pair
	}
	// A Repr is the repr of an object that has no Go form here.
	Repr string
)

// A Line is a call with its answer, and where it stands.
type Line struct {
	File string
	No   int // counted from 1
	Call
	Outcome
}

// Raise makes the Outcome of an exception.
func Raise(class, text string) Outcome { return Outcome{Exc: &Exc{class, text}} }

// Return makes the Outcome of a value. Go's int counts as int64.
func Return(v any) Outcome {
	if i, ok := v.(int); ok {
		v = int64(i)
	}
	return Outcome{Ret: v}
}

// Arg returns the i-th positional argument, or nil if there are fewer.
func (c Call) Arg(i int) any {
	if i < len(c.Args) {
		return c.Args[i]
	}
	return nil
}

// String writes the call as Python would, roughly.
func (c Call) String() string {
	b, _ := json.Marshal(encodeCall(c))
	return string(b)
}

// Run makes each call of the files that match pattern through do and compares
// the outcomes. It fails if no file matches, and prints the lines that differ,
// at most 25 a file.
func Run(t *testing.T, pattern string, do func(Call) Outcome) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no vectors at %s (%v)", pattern, err)
	}
	for _, file := range files {
		t.Run(strings.SplitN(filepath.Base(file), ".", 2)[0], func(t *testing.T) {
			bad := 0
			for _, l := range Read(t, file) {
				got := do(l.Call)
				if !EqualOutcome(got, l.Outcome) {
					t.Errorf("%s:%d: %s\n got %s\nwant %s", l.File, l.No, l.Call, got, l.Outcome)
					if bad++; bad == 25 {
						t.Fatal("and more")
					}
				}
			}
		})
	}
}

// Read returns the calls of one file, which may be gzipped.
func Read(t testing.TB, file string) []Line {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	var lines []Line
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 64<<20)
	for no := 1; sc.Scan(); no++ {
		if no == 1 {
			var head struct{ Python string }
			if err := json.Unmarshal(sc.Bytes(), &head); err != nil || head.Python == "" {
				t.Fatalf("%s:1: not the head of a vector file: %s", file, sc.Bytes())
			}
			continue
		}
		c, o, err := Parse(sc.Bytes())
		if err != nil {
			t.Fatalf("%s:%d: %v", file, no, err)
		}
		lines = append(lines, Line{file, no, c, o})
	}
	if err := sc.Err(); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return lines
}

type wire struct {
	Fn    string             `json:"fn,omitempty"`
	Args  []json.RawMessage  `json:"args,omitempty"`
	Kw    map[string]rawJSON `json:"kw,omitempty"`
	Ret   rawJSON            `json:"ret,omitempty"`
	Exc   []rawJSON          `json:"exc,omitempty"`
	Flush bool               `json:"flush,omitempty"`
}

type rawJSON = json.RawMessage

// Parse reads a line: a call, an answer, or both.
func Parse(line []byte) (Call, Outcome, error) {
	var w wire
	if err := json.Unmarshal(line, &w); err != nil {
		return Call{}, Outcome{}, err
	}
	c := Call{Fn: w.Fn}
	for _, a := range w.Args {
		v, err := decode(a)
		if err != nil {
			return c, Outcome{}, err
		}
		c.Args = append(c.Args, v)
	}
	for k, a := range w.Kw {
		v, err := decode(a)
		if err != nil {
			return c, Outcome{}, err
		}
		if c.Kw == nil {
			c.Kw = map[string]any{}
		}
		c.Kw[k] = v
	}
	if len(w.Exc) == 2 {
		class, err1 := decode(w.Exc[0])
		text, err2 := decode(w.Exc[1])
		if err1 != nil || err2 != nil {
			return c, Outcome{}, fmt.Errorf("bad exception: %s", line)
		}
		return c, Raise(class.(string), text.(string)), nil
	}
	if len(w.Ret) == 0 {
		return c, Outcome{}, nil
	}
	v, err := decode(w.Ret)
	return c, Outcome{Ret: v}, err
}

// String writes the outcome as the vector files do.
func (o Outcome) String() string {
	if o.Exc != nil {
		return fmt.Sprintf("raised %s: %q", o.Exc.Class, o.Exc.Text)
	}
	b, err := json.Marshal(Encode(o.Ret))
	if err != nil {
		return fmt.Sprintf("%#v", o.Ret)
	}
	return string(bytes.ToValidUTF8(b, []byte("?")))
}

// EqualOutcome reports whether two calls gave the same.
func EqualOutcome(a, b Outcome) bool {
	if a.Exc != nil || b.Exc != nil {
		return a.Exc != nil && b.Exc != nil && *a.Exc == *b.Exc
	}
	return Equal(a.Ret, b.Ret)
}

// Equal reports whether two values are the same Python value: of one type, in
// one order, floats to the bit (all NaNs alike).
func Equal(a, b any) bool {
	switch a := a.(type) {
	case float64:
		b, ok := b.(float64)
		return ok && (math.Float64bits(a) == math.Float64bits(b) || a != a && b != b)
	case *big.Int:
		b, ok := b.(*big.Int)
		return ok && a.Cmp(b) == 0
	case []byte:
		b, ok := b.([]byte)
		return ok && bytes.Equal(a, b)
	case []any:
		b, ok := b.([]any)
		return ok && equalLists(a, b)
	case Tuple:
		b, ok := b.(Tuple)
		return ok && equalLists(a, b)
	case Dict:
		b, ok := b.(Dict)
		return ok && equalPairs(a, b)
	case Named:
		b, ok := b.(Named)
		return ok && a.Type == b.Type && equalPairs(a.Fields, b.Fields)
	}
	switch b.(type) {
	case []byte, []any, Tuple, Dict, Named:
		return false
	}
	return a == b
}

func equalLists(a, b []any) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !Equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

func equalPairs(a, b []Pair) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !Equal(a[i].Key, b[i].Key) || !Equal(a[i].Value, b[i].Value) {
			return false
		}
	}
	return true
}
