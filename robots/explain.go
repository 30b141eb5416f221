package robots

import (
	"fmt"
	"strings"

	"github.com/gobatteries/batteries/internal/pystr"
)

// An Explanation says why an agent may fetch a URL, or why not.
type Explanation struct {
	Allowed bool
	Reason  string    // in a few words
	Group   *Entry    // the group that was asked, all groups of one name taken together; or nil
	Agent   string    // the name in the group that the agent was taken for, in lower case
	Rule    *RuleLine // the rule that decided; nil if none matched
	Line    int       // where the rule stands in the file, from 1; or 0
	Path    string    // what was compared with the rules
}

// String returns the verdict, the rule and the reason.
func (e Explanation) String() string {
	verdict := "refused"
	if e.Allowed {
		verdict = "allowed"
	}
	if e.Rule == nil {
		return fmt.Sprintf("%s: %s", verdict, e.Reason)
	}
	return fmt.Sprintf("%s by line %d, %q, for %q", verdict, e.Line, e.Rule, e.Agent)
}

// Explain answers as [RobotFileParser.CanFetch] does and says which group and which
// rule decided. The error is that of a URL that can't be parsed. It is an addition to
// Python's.
func (p *RobotFileParser) Explain(userAgent, url string) (Explanation, error) {
	s := p.current()
	switch {
	case s.disallowAll:
		return Explanation{Reason: "the robots.txt could not be read for its status"}, nil
	case s.allowAll:
		return Explanation{Allowed: true, Reason: "there is no robots.txt"}, nil
	case s.lastChecked.IsZero():
		return Explanation{Reason: "no robots.txt was read"}, nil
	}
	path, err := p.options.mode.target(url)
	if err != nil {
		return Explanation{Reason: "the URL can't be parsed"}, err
	}
	e := Explanation{Allowed: true, Path: path}
	if path == "/robots.txt" && p.options.mode != Google {
		e.Reason = "the robots.txt itself may always be fetched"
		return e, nil
	}
	l := s.group(userAgent)
	if e.Group = l.entry; e.Group == nil {
		e.Reason = "no group is meant for the agent"
		return e, nil
	}
	e.Agent = s.file.nameOf(l.group, userAgent)
	if e.Rule, _ = e.Group.find(path); e.Rule == nil {
		e.Reason = "no rule matches"
		return e, nil
	}
	e.Allowed, e.Line = e.Rule.Allowance, e.Rule.Line
	e.Reason = "the rule that fits best"
	return e, nil
}

// nameOf returns the name of a group for which an agent was taken: its own, else
// the first that is part of the agent's.
func (f *file) nameOf(g *group, agent string) string {
	agent = pystr.Lower(agent)
	if f.mode == RFC9309 {
		agent = strings.ToLower(token(agent))
	}
	if f.groups[agent] == g {
		return agent
	}
	for _, name := range f.names {
		if f.groups[name] == g && strings.Contains(agent, name) {
			return name
		}
	}
	return "*"
}
