package urlbench

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

var rounds = flag.Int("rounds", 0, "rounds of TestInterleaved")

// TestInterleaved times the peers by turns, a few milliseconds each, so that what
// else the machine does meets all of them alike. It prints for each the quartiles
// of the time a member of the list, and of its ratio to std in the same round.
func TestInterleaved(t *testing.T) {
	if *rounds == 0 {
		t.Skip("only with -args -rounds N")
	}
	in := load(t)
	type op struct {
		name string
		len  int
		of   func(*peer) func()
	}
	each := func(list []string, f func(string)) func() {
		return func() {
			for _, s := range list {
				f(s)
			}
		}
	}
	quoted := func(list []string) func(*peer) func() {
		return func(p *peer) func() {
			if p.quotePath == nil {
				return nil
			}
			return each(list, func(s string) { sink += len(p.quotePath(s)) })
		}
	}
	unquoted := func(list []string) func(*peer) func() {
		return func(p *peer) func() {
			if p.unquote == nil {
				return nil
			}
			return each(list, func(s string) { p.unquote(s) })
		}
	}
	for _, o := range []op{
		{"quote/paths", len(in.segments), quoted(in.segments)},
		{"quote/tweets", len(in.texts), quoted(in.texts)},
		{"unquote/paths", len(in.quotedSegs), unquoted(in.quotedSegs)},
		{"unquote/tweets", len(in.quotedTexts), unquoted(in.quotedTexts)},
		{"parse_qs", len(in.queries), func(p *peer) func() {
			if p.parseQS == nil {
				return nil
			}
			return each(in.queries, func(s string) { p.parseQS(s) })
		}},
		{"urlencode", len(in.forms), func(p *peer) func() {
			if p.urlencode == nil {
				return nil
			}
			return func() {
				for _, f := range in.forms {
					sink += len(p.urlencode(f))
				}
			}
		}},
		{"join", len(in.urls), func(p *peer) func() {
			if p.join == nil {
				return nil
			}
			return func() {
				for i, u := range in.urls {
					p.join(u, refs[i%len(refs)])
				}
			}
		}},
		{"parse", len(in.urls), func(p *peer) func() {
			if p.parse == nil {
				return nil
			}
			return each(in.urls, func(s string) { p.parse(s) })
		}},
		{"parse+print", len(in.urls), func(p *peer) func() {
			if p.geturl == nil {
				return nil
			}
			return each(in.urls, func(s string) { p.geturl(s) })
		}},
	} {
		repeat := 1 + 10_000/o.len
		times := map[string][]float64{}
		for range *rounds {
			for _, i := range rand.Perm(len(peers)) { // else collections may fall on one peer's turn always
				p := &peers[i]
				f := o.of(p)
				if f == nil || p.name == "whatwg" { // which takes many times as long
					continue
				}
				start := time.Now()
				for range repeat {
					f()
				}
				times[p.name] = append(times[p.name], float64(time.Since(start).Nanoseconds())/float64(repeat*o.len))
			}
		}
		for i := range peers {
			ns := times[peers[i].name]
			if ns == nil {
				continue
			}
			ratios := make([]float64, len(ns))
			for i := range ns {
				ratios[i] = ns[i] / times["std"][i]
			}
			fmt.Printf("%-15s %-16s %s ns, %s of std\n", o.name, peers[i].name, quartiles("%7.1f", ns), quartiles("%.2f", ratios))
		}
	}
}

func quartiles(format string, list []float64) string {
	s := slices.Sorted(slices.Values(list))
	n := len(s)
	return fmt.Sprintf(format+" "+format+" "+format, s[n/4], s[n/2], s[n*3/4])
}
