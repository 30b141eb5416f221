package argparse

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
)

func TestMain(m *testing.M) {
	setColour(false)
	m.Run()
}

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
	p.ShowDefaults = spec[4].(bool)
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
		*value, _ = f[8].(string)
		a.Default = pythonDefault(f)
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

// pythonDefault is how Python's help shows an argument's default.
func pythonDefault(f []any) string {
	if s, ok := f[8].(string); ok {
		return s
	}
	if f[2] == int64(0) {
		return "False"
	}
	return "None"
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
		setColour(c.Arg(3).(bool))
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
	case "help":
		p := &Parser{Prog: "p", Description: c.Arg(0).(string), Columns: int(c.Arg(3).(int64)), ShowDefaults: true}
		p.Add(Argument{Names: []string{"-x"}, Help: c.Arg(1).(string), Default: c.Arg(2).(string), Value: String(new(string))})
		setColour(c.Arg(4).(bool))
		var out strings.Builder
		p.ParseArgs([]string{"-h"}, &out, &out)
		return golden.Return(out.String())
	case "wrap":
		list := []any{}
		for _, l := range wrap(c.Arg(0).(string), int(c.Arg(1).(int64))) {
			list = append(list, l)
		}
		return golden.Return(list)
	}
	panic("unknown function " + c.Fn)
}

// setColour decides about colours; the caller puts it back.
func setColour(on bool) {
	os.Setenv("PYTHON_COLORS", map[bool]string{false: "0", true: "1"}[on])
}

func TestGolden(t *testing.T) {
	t.Setenv("PYTHON_COLORS", "")
	golden.Run(t, "testdata/*.jsonl*", call)
}

// The live comparison mixes the words of the vectors' command lines anew, and
// makes texts to wrap, with colours and without.
func TestLive(t *testing.T) {
	live.Python(t)
	t.Setenv("PYTHON_COLORS", "")
	lines := golden.Read(t, "testdata/run.jsonl.gz")
	gen := func(r *rand.Rand) golden.Call {
		switch r.IntN(5) {
		case 0:
			letters := []rune("abc12-- .,é'_\"!")
			text := make([]rune, r.IntN(40))
			for i := range text {
				text[i] = letters[r.IntN(len(letters))]
			}
			return golden.Call{Fn: "wrap", Args: []any{string(text), r.Int64N(20) + 1}}
		case 1:
			help := randomText(r)
			if r.IntN(2) == 0 {
				help += "%(default)s" + randomText(r)
			}
			return golden.Call{Fn: "help", Args: []any{randomText(r), help, randomText(r), r.Int64N(60) + 1, r.IntN(4) > 0}}
		}
		c := lines[r.IntN(len(lines))].Call
		args := []any{}
		for range r.IntN(7) {
			other := lines[r.IntN(len(lines))].Arg(2).([]any)
			if len(other) > 0 {
				args = append(args, other[r.IntN(len(other))])
			}
		}
		return golden.Call{Fn: "run", Args: []any{c.Arg(0), r.Int64N(100) + 1, args, r.IntN(2) == 0}}
	}
	live.Compare(t, "argparse", 6000, gen, call)
}

// randomText makes a text with code in it.
func randomText(r *rand.Rand) string {
	pieces := []string{" ", " ", " ", " ", "`", "`", "``", "a", "bc", "-", "é", ", ", "`code`", "`more code`", "well-known"}
	text := "x"
	for range r.IntN(15) {
		text += pieces[r.IntN(len(pieces))]
	}
	return text
}

// TestStreams: a stream has colours if it is itself a terminal.
func TestStreams(t *testing.T) {
	for _, name := range []string{"PYTHON_COLORS", "NO_COLOR", "FORCE_COLOR", "TERM"} {
		t.Setenv(name, "")
	}
	for _, line := range []string{"-h", "-x"} {
		terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
		if err != nil || runtime.GOOS != "linux" {
			t.Skip("needs a pseudo-terminal of Linux:", err)
		}
		defer terminal.Close()
		var plain strings.Builder
		p := Parser{Prog: "p"}
		p.ParseArgs([]string{line}, terminal, &plain)
		p.ParseArgs([]string{line}, &plain, terminal)
		if !strings.HasPrefix(plain.String(), "usage: p [-h]\n") {
			t.Errorf("%s: %q on a stream that is no terminal", line, &plain)
		}
		// What is written to the master's side comes back as echo, control characters visibly.
		echo := make([]byte, 1000)
		terminal.SetReadDeadline(time.Now().Add(10 * time.Second))
		n, err := terminal.Read(echo)
		if !strings.HasPrefix(string(echo[:n]), "^[[1;34musage: ^[[0m") {
			t.Errorf("%s: %q, %v on a terminal", line, echo[:n], err)
		}
	}
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
	t.Setenv("COLUMNS", "100")
	p := Parser{Prog: "p"}
	if got := p.width(); got != 98 {
		t.Errorf("%d, want 98", got)
	}
	p.Columns = 50
	if got := p.width(); got != 48 {
		t.Errorf("%d, want 48", got)
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
