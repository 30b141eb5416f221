package main

import (
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
)

var random = regexp.MustCompile(`(?m)^[0-9a-f]{8}-[0-9a-f]{4}-([124678])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// runLine runs the program on a line; random UUIDs become "version N".
func runLine(line ...string) (code int, out, errs string) {
	var stdout, stderr strings.Builder
	code = run(line, &stdout, &stderr)
	return code, random.ReplaceAllString(stdout.String(), "version $1"), stderr.String()
}

func caller(t *testing.T) func(golden.Call) golden.Outcome {
	return func(c golden.Call) golden.Outcome {
		var line []string
		for _, a := range c.Arg(0).([]any) {
			line = append(line, a.(string))
		}
		t.Setenv("COLUMNS", strconv.FormatInt(c.Arg(1).(int64), 10))
		t.Setenv("PYTHON_COLORS", map[any]string{nil: "0", false: "0", true: "1"}[c.Arg(2)])
		code, out, errs := runLine(line...)
		return golden.Return([]any{int64(code), out, errs})
	}
}

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", caller(t)) }

// The live comparison mixes the words of the vectors' command lines anew.
func TestLive(t *testing.T) {
	live.Python(t)
	lines := golden.Read(t, "testdata/run.jsonl")
	gen := func(r *rand.Rand) golden.Call {
		line := []any{}
		for range r.IntN(8) {
			other := lines[r.IntN(len(lines))].Arg(0).([]any)
			if len(other) > 0 {
				line = append(line, other[r.IntN(len(other))])
			}
		}
		return golden.Call{Fn: "run", Args: []any{line, r.Int64N(150) + 1, r.IntN(2) == 0}}
	}
	live.Compare(t, "uuidtool", 4000, gen, caller(t))
}

// TestStrictNamespace: one namespace has one spelling, where Python takes many
// (RFC 9562, section 4).
func TestStrictNamespace(t *testing.T) {
	t.Setenv("PYTHON_COLORS", "0")
	for _, text := range []string{
		"{6ba7b810-9dad-11d1-80b4-00c04fd430c8}", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8",
		"6ba7b8109dad11d180b400c04fd430c8", "0x6ba7b8109dad11d180b400c04fd430", " 6ba7b8109dad11d180b400c04fd430c",
	} {
		code, out, errs := runLine("-u", "uuid5", "-n", text, "-N", "x")
		if code != 2 || out != "" || !strings.HasSuffix(errs, "uuidtool: error: badly formed hexadecimal UUID string: '"+text+"'\n") {
			t.Errorf("%q: %d, %q, %q", text, code, out, errs)
		}
	}
}
