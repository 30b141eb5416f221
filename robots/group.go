package robots

import (
	"slices"
	"strings"
	"sync"

	"github.com/gobatteries/batteries/internal/pystr"
)

// A group is what a file says about one agent name: an entry, behind those that
// named the agent before. It does not change. The entries are taken together when
// they are first needed, and not for every name, since a file can list thousands of
// names again and again.
type group struct {
	before *group
	last   *Entry
	once   sync.Once
	merged *Entry
}

// add files an entry under its names.
func (f *file) add(m Mode, e *Entry) {
	if f.groups == nil {
		f.groups = map[string]*group{}
	}
	e.alone.last = e
	var again map[*group]*group // for names that had one group, it is one again
	for _, a := range e.UserAgents {
		name := m.groupName(a)
		old := f.groups[name]
		if old == nil {
			f.groups[name] = &e.alone
			f.names = append(f.names, name)
			continue
		}
		g := again[old]
		if g == nil {
			g = &group{before: old, last: e}
			if again == nil {
				again = map[*group]*group{}
			}
			again[old] = g
		}
		f.groups[name] = g
	}
}

// entry returns the entries taken together, each once.
func (g *group) entry() *Entry {
	if g.before == nil {
		return g.last
	}
	g.once.Do(func() { g.merged = mergeEntries(slices.Compact(g.entries())) })
	return g.merged
}

// entries returns the entries in the order of the file. One that lists a name
// several times is there several times.
func (g *group) entries() (list []*Entry) {
	for ; g != nil; g = g.before {
		list = append(list, g.last)
	}
	slices.Reverse(list)
	return list
}

// mergeEntries takes entries together: the names that stand in all of them, all
// rules, and the last delays.
func mergeEntries(list []*Entry) *Entry {
	if len(list) == 1 {
		return list[0]
	}
	m := new(Entry)
	for _, name := range list[0].UserAgents {
		if !slices.ContainsFunc(list[1:], func(e *Entry) bool { return !e.names(name) }) {
			m.UserAgents = append(m.UserAgents, name)
		}
	}
	n := 0
	for _, e := range list {
		n += len(e.RuleLines)
	}
	m.RuleLines = make([]*RuleLine, 0, n)
	for _, e := range list {
		m.RuleLines = append(m.RuleLines, e.RuleLines...)
		if e.Delay != nil {
			m.Delay = e.Delay
		}
		if e.hasDelay {
			m.delay, m.hasDelay = e.delay, true
		}
		if e.ReqRate != nil {
			m.ReqRate = e.ReqRate
		}
	}
	return m
}

// names reports whether the entry has that name, spelt so.
func (e *Entry) names(name string) bool {
	const few = 8
	if len(e.UserAgents) <= few {
		return slices.Contains(e.UserAgents, name)
	}
	e.nameOnce.Do(func() {
		e.nameSet = make(map[string]bool, len(e.UserAgents))
		for _, a := range e.UserAgents {
			e.nameSet[a] = true
		}
	})
	return e.nameSet[name]
}

// find looks for the agent's name, then for the first group of which a name
// stands in the part of it before a slash, then for *.
func (f *file) find(agent string) *group {
	agent = pystr.Lower(agent)
	if g := f.groups[agent]; g != nil {
		return g
	}
	token, _, _ := strings.Cut(agent, "/")
	if fit, in := f.namesIn(token); len(fit) > 0 {
		for _, name := range f.names {
			g := f.groups[name]
			if in[g.last] && slices.ContainsFunc(fit, g.names) {
				return g
			}
		}
	}
	return f.groups["*"]
}

// namesIn returns the names in the file, as they are spelt, that stand in an agent's
// token, and the entries that have one.
func (f *file) namesIn(token string) (fit []string, in map[*Entry]bool) {
	var seen map[string]bool
	for _, e := range f.entries {
		for _, a := range e.UserAgents {
			if a == "*" || !strings.Contains(token, pystr.Lower(a)) {
				continue
			}
			if seen == nil {
				seen, in = map[string]bool{}, map[*Entry]bool{}
			}
			if in[e] = true; !seen[a] {
				seen[a] = true
				fit = append(fit, a)
			}
		}
	}
	return fit, in
}

// names reports whether all entries have that name.
func (g *group) names(name string) bool {
	for ; g != nil; g = g.before {
		if !g.last.names(name) {
			return false
		}
	}
	return true
}
