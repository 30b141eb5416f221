package robots

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// An index answers which of many rules decides about a path, in time that does
// not depend on how many there are. Rules hang on the text before their first *,
// of which the nodes are sorted. The texts that a path begins with form a chain:
// each is a beginning of the next, so each node knows the longest other that it begins
// with. A tree finds the end of the chain.
type index struct {
	nodes []node
	tree  tree
}

type node struct {
	prefix string
	parent int32 // the longest node that prefix begins with; -1
	open   int32 // the nearest node, itself included, with a literal rule; -1
	wild   int32 // the nearest node, itself included, with wildcard rules; -1

	literal *RuleLine  // for every path that begins with prefix
	exact   *RuleLine  // for prefix itself: the rule ends in $
	stars   []starRule // begin with prefix, then *
}

// A starRule is a rule with wildcards, taken apart.
type starRule struct {
	*RuleLine
	parts []string // what stands behind each *
	needs byteSet  // of parts
}

func newIndex(rules []*RuleLine) *index {
	x := &index{nodes: make([]node, 0, len(rules)+1)}
	own := false
	for _, r := range sortRules(rules) {
		if !own && r.prefix > robotsPath {
			x.node(robotsPath)
			own = true
		}
		x.node(r.prefix).add(rules[r.i])
	}
	if !own {
		x.node(robotsPath)
	}
	for i := range x.nodes {
		n := &x.nodes[i]
		n.open, n.wild = -1, -1
		if n.parent >= 0 {
			n.open, n.wild = x.nodes[n.parent].open, x.nodes[n.parent].wild
		}
		if n.literal != nil {
			n.open = int32(i)
		}
		if n.stars != nil {
			n.wild = int32(i)
		}
	}
	x.tree = newTree(x.nodes)
	return x
}

// A sortedRule is a rule by its place in the file.
type sortedRule struct {
	prefix string
	i      int32
}

// sortRules sorts rules by the text before their first *.
func sortRules(rules []*RuleLine) []sortedRule {
	sorted := make([]sortedRule, len(rules))
	for i, r := range rules {
		sorted[i] = sortedRule{r.literalPrefix(), int32(i)}
	}
	slices.SortFunc(sorted, func(a, b sortedRule) int {
		if c := strings.Compare(a.prefix, b.prefix); c != 0 {
			return c
		}
		return cmp.Compare(a.i, b.i)
	})
	return sorted
}

// node returns the node of a prefix, which is the last there is or behind it.
func (x *index) node(prefix string) *node {
	if n := len(x.nodes); n == 0 || x.nodes[n-1].prefix != prefix {
		x.nodes = append(x.nodes, node{prefix: prefix, parent: x.chain(prefix)})
	}
	return &x.nodes[len(x.nodes)-1]
}

func (r *RuleLine) literalPrefix() string {
	if !r.wild {
		return r.Path
	}
	return r.Path[:strings.IndexByte(r.Path, '*')]
}

// chain returns the longest node so far that p begins with. The nodes come in
// order, so it is the last one or on its chain.
func (x *index) chain(p string) int32 {
	i := int32(len(x.nodes)) - 1
	for i >= 0 && !strings.HasPrefix(p, x.nodes[i].prefix) {
		i = x.nodes[i].parent
	}
	return i
}

// add keeps of equal rules the one that decides: the first that allows, else the
// first.
func (n *node) add(r *RuleLine) {
	switch {
	case r.wild:
		parts := strings.Split(r.Path[len(n.prefix)+1:], "*")
		var needs byteSet
		for _, part := range parts {
			needs |= bytesOf(part)
		}
		n.stars = append(n.stars, starRule{r, parts, needs})
	case r.FullMatch:
		n.exact = better(n.exact, r)
	default:
		n.literal = better(n.literal, r)
	}
}

func better(old, r *RuleLine) *RuleLine {
	if old == nil || r.Allowance && !old.Allowance {
		return r
	}
	return old
}

// answer answers for a path of which walk led to b, if it is in normal form as it
// stands.
func (x *index) answer(b *branch, path string, kinds *kinds) answer {
	seen, ok := kinds.scan(path)
	if !ok || path == robotsPath {
		return ask
	}
	r, _ := x.best(b.node, path, seen)
	return answerOf(r)
}

// find returns the rule that decides about path and what its match is worth.
func (x *index) find(path string) (best *RuleLine, length int) {
	i := int32(sort.Search(len(x.nodes), func(i int) bool { return x.nodes[i].prefix > path })) - 1
	for i >= 0 && !strings.HasPrefix(path, x.nodes[i].prefix) {
		i = x.nodes[i].parent
	}
	if i < 0 {
		return nil, 0
	}
	return x.best(i, path, bytesOf(path))
}

// best does so for a path of which the chain ends in node i, and of which the
// bytes were seen.
func (x *index) best(i int32, path string, seen byteSet) (best *RuleLine, length int) {
	n := &x.nodes[i]
	if n.open >= 0 {
		best = x.nodes[n.open].literal
		length = best.worth(len(best.Path) + 1)
	}
	if n.exact != nil && len(n.prefix) == len(path) {
		best, length = longer(best, length, n.exact, n.exact.worth(len(path)+1))
	}
	for w := n.wild; w >= 0; w = x.above(w) {
		best, length = x.nodes[w].findStars(path, seen, best, length)
	}
	return best, length
}

// findStars looks for a better match among the rules with wildcards. Neighbours
// often begin alike (/*?*a=, /*?*b=), so where that part stands is kept.
func (n *node) findStars(path string, seen byteSet, best *RuleLine, length int) (*RuleLine, int) {
	first, at := "", -2 // a part, and where in path it ends; -1: it's not there; -2: there was none yet
	for i := range n.stars {
		r := &n.stars[i]
		if r.needs&^seen != 0 {
			continue
		}
		parts, from := r.parts, len(n.prefix)
		if len(parts) > 1 {
			if parts[0] != first || at == -2 {
				first, at = parts[0], strings.Index(path[from:], parts[0])
				if at >= 0 {
					at += from + len(first)
				}
			}
			if at < 0 {
				continue
			}
			parts, from = parts[1:], at
		}
		best, length = longer(best, length, r.RuleLine, r.worth(matchParts(parts, path, from, r.FullMatch)+1))
	}
	return best, length
}

// A byteSet is the bytes of a text, each by its low bits: two may look like one.
type byteSet uint64

func bytesOf(s string) (set byteSet) {
	for i := range len(s) {
		set |= 1 << (s[i] & 63)
	}
	return set
}

// above returns the next node with wildcards on the chain of w.
func (x *index) above(w int32) int32 {
	if p := x.nodes[w].parent; p >= 0 {
		return x.nodes[p].wild
	}
	return -1
}

// longer picks the rule that matched more, of two that matched as much the one
// that allows.
func longer(a *RuleLine, aLength int, b *RuleLine, bLength int) (*RuleLine, int) {
	if bLength > aLength || bLength == aLength && bLength > 0 && b.Allowance && !a.Allowance {
		return b, bLength
	}
	return a, aLength
}
