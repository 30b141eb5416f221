package robots

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
)

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

// parsed returns a parser that has read a vector's file: a text or its lines.
func parsed(file any) *RobotFileParser {
	p := NewRobotFileParser("")
	switch f := file.(type) {
	case string:
		p.ParseText(f)
	case []any:
		lines := make([]string, len(f))
		for i, l := range f {
			lines[i] = l.(string)
		}
		p.Parse(lines)
	}
	return p
}

// call makes the call of a vector in Go.
func call(c golden.Call) golden.Outcome {
	switch c.Fn {
	case "parse":
		p := parsed(c.Arg(0))
		entries, groups := []any{}, []any{}
		for _, e := range p.Entries() {
			entries = append(entries, describe(e))
		}
		for _, name := range p.current().file.names {
			groups = append(groups, []any{name, describe(p.Groups()[name])})
		}
		var maps any
		if urls, ok := p.SiteMaps(); ok {
			maps = list(urls)
		}
		return golden.Return([]any{p.String(), entries, groups, maps})
	case "can_fetch":
		return golden.Return(parsed(c.Arg(0)).CanFetch(c.Arg(1).(string), c.Arg(2).(string)))
	case "rates":
		p := parsed(c.Arg(0))
		out := []any{nil, nil}
		if d, ok := p.CrawlDelay(c.Arg(1).(string)); ok {
			out[0] = int64(d)
		}
		if r, ok := p.RequestRate(c.Arg(1).(string)); ok {
			out[1] = []any{int64(r.Requests), int64(r.Seconds)}
		}
		return golden.Return(out)
	case "applies_to":
		word := "Disallow: "
		if c.Arg(1).(bool) {
			word = "Allow: "
		}
		rules := parsed([]any{"User-agent: *", word + c.Arg(0).(string)}).Groups()["*"].RuleLines
		if len(rules) == 0 {
			return golden.Return(nil)
		}
		return golden.Return([]any{rules[0].String(), int64(rules[0].AppliesTo(c.Arg(2).(string)))})
	case "agents":
		var text strings.Builder
		names := c.Arg(0).([]any)
		for i, n := range names {
			fmt.Fprintf(&text, "User-agent: %s\nDisallow: /%d\n\n", n, i)
		}
		p := parsed(text.String())
		refused := []any{}
		for i := range names {
			if !p.CanFetch(c.Arg(1).(string), fmt.Sprintf("/%d", i)) {
				refused = append(refused, int64(i))
			}
		}
		return golden.Return(refused)
	}
	return golden.Raise("unknown", c.Fn)
}

func list(ss []string) []any {
	out := make([]any, len(ss))
	for i, s := range ss {
		out[i] = s
	}
	return out
}

func describe(e *Entry) any {
	rules := []any{}
	for _, r := range e.RuleLines {
		rules = append(rules, []any{r.Path, r.Allowance, r.FullMatch})
	}
	out := []any{list(e.UserAgents), rules, nil, nil}
	if e.Delay != nil {
		out[2] = int64(*e.Delay)
	}
	if e.ReqRate != nil {
		out[3] = []any{int64(e.ReqRate.Requests), int64(e.ReqRate.Seconds)}
	}
	return out
}
