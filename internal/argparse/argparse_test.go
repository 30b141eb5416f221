package argparse

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
)

func strs(v any) (out []string) {
	list, ok := v.([]any)
	if !ok {
		return nil
	}
	out = make([]string, len(list))
	for i, x := range list {
		out[i] = x.(string)
	}
	return out
}

// build makes the parser that a specification of vectors_argparse.py describes,
// and the variables its values go to.
func build(spec []any) (*Parser, []*string) {
	p := &Parser{Prog: spec[0].(string)}
	p.Description, _ = spec[1].(string)
	var groups []*Group
	for _, required := range spec[2].([]any) {
		g := p.Group()
		g.Required = required.(bool)
		groups = append(groups, g)
	}
	var values []*string
	for _, x := range spec[3].([]any) {
		f := x.([]any)
		value := new(string)
		values = append(values, value)
		a := Argument{Names: strs(f[0]), Metavar: strs(f[1]), Choices: strs(f[3]), Required: f[4].(bool)}
		a.Help, _ = f[5].(string)
		a.Value = Func(func(v []string) error {
			*value = strings.Join(v, " ")
			return nil
		})
		switch n := f[2].(type) {
		case int64:
			if a.Nargs = Nargs(n); n == 0 {
				a.Nargs = Flag
				a.Value = Func(func([]string) error {
					*value = "True"
					return nil
				})
			}
		case string:
			a.Nargs = map[string]Nargs{"?": Optional, "*": Any, "+": Some}[n]
		}
		if f[6] == "int" {
			a.Value = ints(value)
		}
		if g := f[7].(int64); g >= 0 {
			groups[g].Add(a)
		} else {
			p.Add(a)
		}
	}
	return p, values
}

// ints stores values as Python prints the integers.
func ints(s *string) Value {
	return Func(func(values []string) error {
		var out []string
		for _, v := range values {
			var n int
			if err := Int(&n).Set([]string{v}); err != nil {
				return err
			}
			out = append(out, strings.TrimLeft(strings.ReplaceAll(strings.TrimSpace(v), "_", ""), "+"))
		}
		*s = strings.Join(out, " ")
		return nil
	})
}

func call(c golden.Call) golden.Outcome {
	switch c.Fn {
	case "run":
		p, values := build(c.Arg(0).([]any))
		p.Columns = int(c.Arg(1).(int64))
		var out, errs strings.Builder
		code, ok := p.ParseArgs(strs(c.Arg(2)), &out, &errs)
		if !ok {
			return golden.Return([]any{int64(code), out.String(), errs.String(), []any{}})
		}
		list := make([]any, len(values))
		for i, v := range values {
			list[i] = *v
		}
		return golden.Return([]any{nil, out.String(), errs.String(), list})
	case "wrap":
		list := []any{}
		for _, l := range wrap(c.Arg(0).(string), int(c.Arg(1).(int64))) {
			list = append(list, l)
		}
		return golden.Return(list)
	}
	panic("unknown function " + c.Fn)
}

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

// The live comparison mixes the words of the vectors' command lines anew.
func TestLive(t *testing.T) {
	live.Python(t)
	lines := golden.Read(t, "testdata/run.jsonl.gz")
	gen := func(r *rand.Rand) golden.Call {
		if r.IntN(4) == 0 {
			letters := []rune("abc12-- .,é'_\"!")
			text := make([]rune, r.IntN(40))
			for i := range text {
				text[i] = letters[r.IntN(len(letters))]
			}
			return golden.Call{Fn: "wrap", Args: []any{string(text), r.Int64N(20) + 1}}
		}
		c := lines[r.IntN(len(lines))].Call
		args := []any{}
		for range r.IntN(7) {
			other := lines[r.IntN(len(lines))].Arg(2).([]any)
			if len(other) > 0 {
				args = append(args, other[r.IntN(len(other))])
			}
		}
		return golden.Call{Fn: "run", Args: []any{c.Arg(0), r.Int64N(100) + 1, args}}
	}
	live.Compare(t, "argparse", 6000, gen, call)
}

func TestInt(t *testing.T) {
	for text, want := range map[string]int{
		"7": 7, " -1_0 ": -10, "٣": 3,
		"99999999999999999999": math.MaxInt, "-99999999999999999999": math.MinInt,
	} {
		var n int
		if err := Int(&n).Set([]string{text}); err != nil || n != want {
			t.Errorf("%q: %d, %v, want %d", text, n, err, want)
		}
	}
}

func TestColumns(t *testing.T) {
	p := Parser{Prog: "p"}
	for env, want := range map[string]int{"": 78, "100": 98, "0": 78, "-5": 78, "x": 78, "99999999999999999999": 78} {
		t.Setenv("COLUMNS", env)
		if got := p.width(); got != want {
			t.Errorf("COLUMNS=%q: %d, want %d", env, got, want)
		}
	}
}

func Example() {
	var url string
	var window, tab bool
	p := Parser{Prog: "webopen", Description: "Open URL in a web browser."}
	p.Add(Argument{Names: []string{"url"}, Help: "URL to open", Value: String(&url)})
	g := p.Group()
	g.Add(Argument{Names: []string{"-n", "--new-window"}, Help: "open new window", Value: True(&window)})
	g.Add(Argument{Names: []string{"-t", "--new-tab"}, Help: "open new tab", Value: True(&tab)})

	code, ok := p.ParseArgs([]string{"--new-w", "https://go.dev"}, os.Stdout, os.Stdout)
	fmt.Println(code, ok, url, window, tab)
	code, ok = p.ParseArgs([]string{"-nt", "https://go.dev"}, os.Stdout, os.Stdout)
	fmt.Println(code, ok)
	// Output:
	// 0 true https://go.dev true false
	// usage: webopen [-h] [-n | -t] url
	// webopen: error: argument -t/--new-tab: not allowed with argument -n/--new-window
	// 2 false
}
