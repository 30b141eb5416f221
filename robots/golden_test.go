package robots

import (
	"fmt"
	"slices"
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
		entries := []any{}
		for _, e := range p.Entries() {
			entries = append(entries, describe(e))
		}
		return golden.Return([]any{p.String(), entries, groups(p), sitemaps(p)})
	case "can_fetch":
		return golden.Return(parsed(c.Arg(0)).CanFetch(c.Arg(1).(string), c.Arg(2).(string)))
	case "rates":
		return golden.Return(rates(parsed(c.Arg(0)), c.Arg(1).(string)))
	case "life":
		return golden.Return(life(c))
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

// life makes the calls of the vector module's function of that name.
func life(c golden.Call) any {
	url, ok1 := c.Arg(0).(string)
	steps, ok2 := c.Arg(1).([]any)
	if !ok1 || !ok2 || slices.ContainsFunc(steps, func(s any) bool { return !sensible(s) }) {
		return "malformed"
	}
	p := NewRobotFileParser(url)
	out := []any{}
	for _, s := range steps {
		kind, arg := s.([]any)[0], s.([]any)[1]
		text, _ := arg.(string)
		on, _ := arg.(bool)
		switch kind {
		case "parse":
			lines := []string{}
			for _, l := range arg.([]any) {
				lines = append(lines, l.(string))
			}
			p.Parse(lines)
		case "set_url":
			p.SetURL(text)
		case "modified":
			p.Modified()
		case "allow_all":
			p.SetAllowAll(on)
		case "disallow_all":
			p.SetDisallowAll(on)
		}
		answers := []any{}
		for _, q := range [][2]string{{"a", "/x"}, {"b/1", "http://h/x?y"}, {"c", "/"}} {
			answers = append(answers, append([]any{p.CanFetch(q[0], q[1])}, rates(p, q[0])...))
		}
		out = append(out, []any{answers, p.URL(), p.Host(), p.Path(), !p.MTime().IsZero(), p.AllowAll(), p.DisallowAll(), p.String(), int64(len(p.Entries())), groups(p), sitemaps(p)})
	}
	return out
}

// sensible is the vector module's function of that name.
func sensible(step any) bool {
	s, _ := step.([]any)
	if len(s) != 2 {
		return false
	}
	switch s[0] {
	case "parse":
		lines, ok := s[1].([]any)
		return ok && !slices.ContainsFunc(lines, func(l any) bool { _, ok := l.(string); return !ok })
	case "set_url":
		_, ok := s[1].(string)
		return ok
	case "allow_all", "disallow_all":
		_, ok := s[1].(bool)
		return ok
	}
	return s[0] == "modified" && s[1] == nil
}

func rates(p *RobotFileParser, agent string) []any {
	out := []any{nil, nil}
	if d, ok := p.CrawlDelay(agent); ok {
		out[0] = int64(d)
	}
	if r, ok := p.RequestRate(agent); ok {
		out[1] = []any{int64(r.Requests), int64(r.Seconds)}
	}
	return out
}

func groups(p *RobotFileParser) any {
	out := []any{}
	for _, name := range p.current().file.names {
		out = append(out, []any{name, describe(p.Groups()[name])})
	}
	return out
}

func sitemaps(p *RobotFileParser) any {
	if urls, ok := p.SiteMaps(); ok {
		return list(urls)
	}
	return nil
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
