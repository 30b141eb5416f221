package robots

import (
	"math"
	"math/bits"
	"strings"
)

// A tree finds the longest of many texts that a path begins with. It reads no more
// of the path than the texts have in common with it, so most URLs need not be
// looked at to their ends, and the answer for many of them stands where the
// reading stops.
type tree []branch

// A branch stands behind the byte that leads to it.
type branch struct {
	label   string    // what comes before the next branches
	leadOn  [4]uint64 // the bytes that lead to those, as bits
	below   [4]uint8  // how many bits there are in the words of leadOn before this one
	kids    int32     // the first of them; the others follow in the order of the bytes
	node    int32     // the longest text that the text so far begins with; -1
	plain   bool      // label is long, and its bytes always stay as they are
	goesOn  answer    // for a path that has more than the text so far
	endsNow answer    // for a path that has no more
}

// An answer is what a tree knows about a path.
type answer uint8

const (
	allow answer = iota
	refuse
	ask // the path is to be looked at as a whole
)

func answerOf(r *RuleLine) answer {
	if r != nil && !r.Allowance {
		return refuse
	}
	return allow
}

// nowhere is where a path stands that has nothing in common with any text.
var nowhere = branch{node: -1}

// robotsPath is a path that rules have no say in, in most modes.
const robotsPath = "/robots.txt"

// newTree makes the tree of sorted nodes.
func newTree(nodes []node) tree {
	leaves := newLeaves(nodes)
	b := treeBuilder{
		leaves:  leaves,
		tree:    make(tree, 1, len(leaves)*3/2+1), // about what it comes to
		pending: append(make([]span, 0, 32), span{to: int32(len(leaves)), node: -1}),
	}
	for len(b.pending) > 0 {
		last := len(b.pending) - 1
		s := b.pending[last]
		b.pending = b.pending[:last]
		b.grow(s)
	}
	return b.tree
}

// A treeBuilder makes one branch after another, each with room for those that hang
// on it, which stand side by side.
type treeBuilder struct {
	tree    tree
	leaves  []leaf
	pending []span // of branches that are to be made
}

// A span is the leaves whose texts begin with a branch's.
type span struct {
	from, to int32
	branch   int32
	node     int32  // the longest text that the branch begins with
	goesOn   answer // of that
	depth    int    // how much of the texts leads to the branch
}

// grow makes the branch of a span.
func (b *treeBuilder) grow(s span) {
	first := b.leaves[s.from].prefix
	depth := s.depth + common(first[s.depth:], b.leaves[s.to-1].prefix[s.depth:])
	br := branch{label: first[s.depth:depth], kids: int32(len(b.tree)), node: s.node, goesOn: s.goesOn, endsNow: s.goesOn}
	if l := b.leaves[s.from]; len(first) == depth {
		br.node, br.goesOn, br.endsNow = l.node, l.goesOn, l.endsNow
		s.from++
	}
	for s.from < s.to {
		c, from := b.leaves[s.from].prefix[depth], s.from
		for s.from < s.to && b.leaves[s.from].prefix[depth] == c {
			s.from++
		}
		b.pending = append(b.pending, span{from, s.from, int32(len(b.tree)), br.node, br.goesOn, depth + 1})
		b.tree = append(b.tree, branch{})
		br.leadOn[c>>6] |= 1 << (c & 63)
	}
	for i := range 3 {
		br.below[i+1] = br.below[i] + uint8(bits.OnesCount64(br.leadOn[i]))
	}
	br.plain = len(br.label) > 3 && isPlain(br.label)
	b.tree[s.branch] = br
}

// A leaf is a node with its answers.
type leaf struct {
	prefix          string
	node            int32
	goesOn, endsNow answer
}

// newLeaves returns the nodes that make a difference: those with another answer than
// the chain above has already.
func newLeaves(nodes []node) []leaf {
	leaves := make([]leaf, 0, len(nodes))
	chains := make([]chain, len(nodes))
	for i := range nodes {
		n, above := &nodes[i], chain{}
		if n.parent >= 0 {
			above = chains[n.parent]
		}
		c := above.with(n)
		var endsNow answer
		c.goesOn, endsNow = c.answers(nodes, n)
		if c.goesOn != above.goesOn || endsNow != above.goesOn || endsNow == ask {
			leaves = append(leaves, leaf{n.prefix, int32(i), c.goesOn, endsNow})
		}
		chains[i] = c
	}
	return leaves
}

// A chain is what the tree needs to know of a node and those above it.
type chain struct {
	tail   *RuleLine // the best of the rules that end in their only *
	deep   bool      // there are rules with other wildcards
	goesOn answer
}

func (c chain) with(n *node) chain {
	for _, r := range n.stars {
		if len(r.parts) == 1 && r.parts[0] == "" {
			c.tail, _ = longer(c.tail, c.tail.tailWorth(math.MaxInt), r.RuleLine, r.tailWorth(math.MaxInt))
		} else {
			c.deep = true
		}
	}
	return c
}

// tailWorth returns what the match of a rule that ends in its only * is worth for a path
// of a length, plus one.
func (r *RuleLine) tailWorth(length int) int {
	if r == nil {
		return 0
	}
	return r.worth(length)
}

// answers returns what is known of the paths whose chain ends in n: of those that go
// on behind its text, and of the one that does not.
func (c chain) answers(nodes []node, n *node) (goesOn, endsNow answer) {
	if c.deep {
		return ask, ask
	}
	var open *RuleLine
	length := 0
	if n.open >= 0 {
		open = nodes[n.open].literal
		length = open.worth(len(open.Path) + 1)
	}
	best, _ := longer(open, length, c.tail, c.tail.tailWorth(math.MaxInt))
	goesOn = answerOf(best)
	if n.prefix == robotsPath {
		return goesOn, ask
	}
	if best = open; n.exact != nil {
		best, length = longer(best, length, n.exact, n.exact.worth(len(n.prefix)+1))
	}
	best, _ = longer(best, length, c.tail, c.tail.tailWorth(len(n.prefix)+1))
	return goesOn, answerOf(best)
}

// common returns how long the texts are the same.
func common(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// walk follows a path, of which the bytes are read as kinds says, and returns the last
// branch to which it led and the answer that is known there.
func (t tree) walk(path string, kinds *kinds) (*branch, answer) {
	last, b := &nowhere, &t[0]
	label, table := b.label, &kinds[0]
	for i := 0; ; {
		for label != "" && i < len(path) && path[i] == label[0] && table[path[i]] == keep {
			i, label = i+1, label[1:]
		}
		if i == len(path) || table[path[i]] == end {
			if label != "" {
				return last, last.goesOn
			}
			return b, b.endsNow
		}
		c := path[i]
		if table[c] != keep {
			text, n := table[c].normal(path[i:])
			if n == 0 {
				return b, ask
			}
			if table[c] == query {
				table = &kinds[1]
			}
			i += n
			for j := range len(text) {
				switch {
				case label == "":
					kid := t.kid(b, text[j])
					if kid == nil {
						return b, b.goesOn
					}
					last, b, label = b, kid, kid.label
				case label[0] == text[j]:
					label = label[1:]
				default:
					return last, last.goesOn
				}
			}
			continue
		}
		if label != "" {
			return last, last.goesOn
		}
		kid := t.kid(b, c)
		if kid == nil {
			return b, b.goesOn
		}
		i++
		last, b, label = b, kid, kid.label
		if b.plain && strings.HasPrefix(path[i:], label) {
			i += len(label)
			label = ""
		}
	}
}

// kid returns the branch that a byte leads to, or nil.
func (t tree) kid(b *branch, c byte) *branch {
	word, bit := b.leadOn[c>>6], uint64(1)<<(c&63)
	if word&bit == 0 {
		return nil
	}
	return &t[int(b.kids)+int(b.below[c>>6])+bits.OnesCount64(word&(bit-1))]
}

func isPlain(s string) bool {
	for i := range len(s) {
		if class[s[i]]&plain == 0 {
			return false
		}
	}
	return true
}
