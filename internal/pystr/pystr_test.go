package pystr_test

import (
	"math/rand/v2"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
	"github.com/gobatteries/batteries/internal/pystr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

func call(c golden.Call) golden.Outcome {
	s := c.Arg(0).(string)
	switch c.Fn {
	case "lower":
		return golden.Return(pystr.Lower(s))
	case "strip":
		return golden.Return(pystr.Strip(s))
	}
	spaces := []any{}
	for _, r := range wtf8.Runes(s) {
		spaces = append(spaces, pystr.IsSpace(r))
	}
	return golden.Return(spaces)
}

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

func TestLive(t *testing.T) {
	live.Compare(t, "pystr", 30_000, func(r *rand.Rand) golden.Call {
		odd := []rune("ΣσςAbİı'.:\u0301\u00ad \t\x1c\u0085\u3000\u200b")
		var s []byte
		for range r.IntN(10) {
			c := odd[r.IntN(len(odd))]
			if r.IntN(3) == 0 {
				c = r.Int32N(0x110000)
			}
			s = wtf8.AppendRune(s, c)
		}
		return golden.Call{Fn: []string{"lower", "strip", "isspace"}[r.IntN(3)], Args: []any{string(s)}}
	}, call)
}

var sink string

func TestNothingToDo(t *testing.T) {
	for _, s := range []string{"", "plain text", "größe"} {
		if n := testing.AllocsPerRun(100, func() { sink = pystr.Strip(s) }); n > 0 {
			t.Errorf("Strip(%q) allocates", s)
		}
	}
	if n := testing.AllocsPerRun(100, func() { sink = pystr.Lower("plain text") }); n > 0 {
		t.Error("Lower allocates where nothing changes")
	}
}
