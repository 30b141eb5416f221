package robots

import (
	"math/bits"
	"strings"
)

// A tree finds the longest of many texts that a path begins with. It reads no more
// of the path than the texts have in common with it, so most URLs need not be
// looked at to their ends, and the answer for many of them stands where the
// reading stops.
type tree struct {
	branches []branch
	keys     string // the byte that leads to each branch but the first
}

type branch struct {
	label   string    // what stands between the byte that leads here and the next branches
	ascii   [2]uint64 // the bytes below 0x80 that lead on, as bits
	kids    int32     // the first of the branches that hang on this one, in the order of the bytes
	n       int32     // how many they are
	plain   bool      // the label is long, and its bytes always stay as they are
	half    uint8     // how many bits ascii[0] has
	node    int32     // the longest text that the text so far begins with; -1
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
		leaves: leaves,
		spans:  []span{{to: len(leaves), node: -1}},
		tree:   tree{branches: make([]branch, 1, len(leaves)+1)},
		keys:   []byte{0}, // nothing leads to the first
	}
	for i := 0; i < len(b.branches); i++ {
		b.grow(i)
	}
	b.tree.keys = string(b.keys)
	return b.tree
}

// A treeBuilder makes one branch after another, each with room for those that hang
// on it, which stand side by side.
type treeBuilder struct {
	tree
	leaves []leaf
	keys   []byte
	spans  []span // what is below the branches
}

// A span is the leaves whose texts begin with a branch's.
type span struct {
	from, to int
	depth    int    // how much of the texts leads to the branch
	node     int32  // the longest text that the branch begins with
	goesOn   answer // of that
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
	goesOn := make([]answer, len(nodes))
	for i := range nodes {
		n := &nodes[i]
		above := allow
		if n.parent >= 0 {
			above = goesOn[n.parent]
		}
		goesOn[i] = n.answer(nodes, false)
		endsNow := n.answer(nodes, true)
		if endsNow != above || goesOn[i] != above || above == ask {
			leaves = append(leaves, leaf{n.prefix, int32(i), goesOn[i], endsNow})
		}
	}
	return leaves
}

// grow makes branch i.
func (b *treeBuilder) grow(i int) {
	s := b.spans[i]
	first := b.leaves[s.from].prefix
	depth := s.depth + common(first[s.depth:], b.leaves[s.to-1].prefix[s.depth:])
	br := branch{label: first[s.depth:depth], kids: int32(len(b.branches)), node: s.node, goesOn: s.goesOn, endsNow: s.goesOn}
	if l := b.leaves[s.from]; len(first) == depth {
		br.node, br.goesOn, br.endsNow = l.node, l.goesOn, l.endsNow
		s.from++
	}
	for s.from < s.to {
		c, from := b.leaves[s.from].prefix[depth], s.from
		for s.from < s.to && b.leaves[s.from].prefix[depth] == c {
			s.from++
		}
		b.branches = append(b.branches, branch{})
		b.keys = append(b.keys, c)
		b.spans = append(b.spans, span{from, s.from, depth + 1, br.node, br.goesOn})
		if c < 0x80 {
			br.ascii[c>>6] |= 1 << (c & 63)
		}
	}
	br.n = int32(len(b.branches)) - br.kids
	br.half = uint8(bits.OnesCount64(br.ascii[0]))
	br.plain = len(br.label) > 3 && isPlain(br.label)
	b.branches[i] = br
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

// answer returns what is known of the paths whose longest text is n's: of those
// that are n's, or of those that go on.
func (n *node) answer(nodes []node, ends bool) answer {
	if n.deep || ends && n.prefix == robotsPath {
		return ask
	}
	var best *RuleLine
	length, tail := 0, n.tail.endless()
	if n.open >= 0 {
		best = nodes[n.open].literal
		length = best.worth(len(best.Path) + 1)
	}
	if ends {
		tail = 0
		if n.tail != nil {
			tail = n.tail.worth(len(n.prefix) + 1)
		}
		if n.exact != nil {
			best, length = longer(best, length, n.exact, n.exact.worth(len(n.prefix)+1))
		}
	}
	if n.tail != nil {
		best, _ = longer(best, length, n.tail, tail)
	}
	return answerOf(best)
}

// walk follows a path, of which the bytes are read as kinds says, and returns the last
// branch to which it led and the answer that is known there.
func (t *tree) walk(path string, kinds *kinds) (*branch, answer) {
	last, b := &nowhere, &t.branches[0]
	label, table := b.label, &kinds[0]
	encoded := 0 // the rest of an encoded byte, the first digit lowest
	for i := 0; ; {
		var c byte
		if encoded != 0 {
			c, encoded = byte(encoded), encoded>>8
		} else {
			k := end
			if i < len(path) {
				c = path[i]
				k = table[c]
				i++
			}
			switch k {
			case keep:
			case end:
				if label != "" {
					return last, last.goesOn
				}
				return b, b.endsNow
			case query:
				table = &kinds[1]
			case percent:
				if i+2 > len(path) || !isHex(path[i]) || !isHex(path[i+1]) {
					return b, ask
				}
				c = unhex(path[i])<<4 | unhex(path[i+1])
				i += 2
				if class[c]&plain == 0 {
					c, encoded = '%', hexDigits(c)
				}
			case encode:
				c, encoded = '%', hexDigits(c)
			default:
				return b, ask
			}
		}
		if label != "" {
			if label[0] != c {
				return last, last.goesOn
			}
			label = label[1:]
			continue
		}
		var kid int
		if c < 0x80 {
			bit, word := uint64(1)<<(c&63), b.ascii[c>>6]
			if word&bit == 0 {
				return b, b.goesOn
			}
			kid = bits.OnesCount64(word & (bit - 1))
			if c >= 64 {
				kid += int(b.half)
			}
		} else if kid = strings.IndexByte(t.keys[b.kids:b.kids+b.n], c); kid < 0 {
			return b, b.goesOn
		}
		last, b = b, &t.branches[int(b.kids)+kid]
		label = b.label
		if b.plain && strings.HasPrefix(path[i:], label) {
			i += len(label)
			label = ""
		}
	}
}

func hexDigits(c byte) int {
	const digits = "0123456789ABCDEF"
	return int(digits[c&15])<<8 | int(digits[c>>4])
}

func isPlain(s string) bool {
	for i := range len(s) {
		if class[s[i]]&plain == 0 {
			return false
		}
	}
	return true
}
