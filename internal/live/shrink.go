package live

import (
	"maps"
	"slices"
	"time"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/wtf8"
)

const shrinkBatch = 50 // calls between two looks at the clock

// shrink looks for a smaller call on which Go and Python still differ: without
// some keyword, with parts of its strings, bytes and lists cut out.
// It gives up after some seconds, which is plenty for a person to read on.
func (p *Peer) shrink(c golden.Call, do func(golden.Call) golden.Outcome) golden.Call {
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); {
		smaller := candidates(c)
		if len(smaller) == 0 {
			return c
		}
		found := false
		for start := 0; start < len(smaller) && !found && time.Now().Before(deadline); start += shrinkBatch {
			some := smaller[start:min(start+shrinkBatch, len(smaller))]
			for i, want := range p.Ask(some) {
				if !golden.EqualOutcome(do(some[i]), want) {
					c, found = some[i], true
					break
				}
			}
		}
		if !found {
			return c
		}
	}
	return c
}

// candidates returns the calls that are one cut smaller than c, largest cuts first.
func candidates(c golden.Call) []golden.Call {
	var out []golden.Call
	for k, v := range c.Kw {
		kw := maps.Clone(c.Kw)
		delete(kw, k)
		out = append(out, golden.Call{Fn: c.Fn, Args: c.Args, Kw: kw})
		for _, s := range cuts(v) {
			kw := maps.Clone(c.Kw)
			kw[k] = s
			out = append(out, golden.Call{Fn: c.Fn, Args: c.Args, Kw: kw})
		}
	}
	for i, v := range c.Args {
		for _, s := range cuts(v) {
			args := slices.Clone(c.Args)
			args[i] = s
			out = append(out, golden.Call{Fn: c.Fn, Args: args, Kw: c.Kw})
		}
	}
	return out
}

// cuts returns v with runs cut out of it: halves, quarters, and so on to one element.
func cuts(v any) []any {
	var out []any
	switch v := v.(type) {
	case string:
		rs := wtf8.Runes(v)
		eachCut(len(rs), func(i, j int) {
			out = append(out, wtf8.FromRunes(slices.Delete(slices.Clone(rs), i, j)))
		})
	case []byte:
		eachCut(len(v), func(i, j int) { out = append(out, slices.Delete(slices.Clone(v), i, j)) })
	case []any:
		eachCut(len(v), func(i, j int) { out = append(out, slices.Delete(slices.Clone(v), i, j)) })
		for i, x := range v {
			for _, y := range cuts(x) {
				w := slices.Clone(v)
				w[i] = y
				out = append(out, w)
			}
		}
	case golden.Tuple: // its length may matter: only what is in it shrinks
		for i, x := range v {
			for _, y := range cuts(x) {
				w := slices.Clone(v)
				w[i] = y
				out = append(out, w)
			}
		}
	case golden.Dict:
		eachCut(len(v), func(i, j int) { out = append(out, slices.Delete(slices.Clone(v), i, j)) })
		for i, x := range v {
			for _, y := range cuts(x.Value) {
				w := slices.Clone(v)
				w[i].Value = y
				out = append(out, w)
			}
		}
	}
	const most = 4000 // of one round, so that huge inputs don't take for ever
	return out[:min(len(out), most)]
}

func eachCut(n int, f func(i, j int)) {
	for size := (n + 1) / 2; size > 0; size /= 2 {
		for i := 0; i < n; i += size {
			f(i, min(i+size, n))
		}
	}
}
