package jsonx

import (
	"hash/maphash"
	"strings"
)

// An arena hands out the memory of one document's values in chunks, so that a
// value costs a fraction of an allocation. A value that is kept keeps its chunk.
type arena struct {
	length    int // of the document, from which the sizes of the first chunks follow
	textChunk int // how many bytes the next chunk of text has
	pairs     []Member
	elements  []any
	objects   []Object
	strs      []string
	ints      []int64
	floats    []float64
	slices    [][]any
	text      strings.Builder // strings that had escapes
}

// How many bytes of a document there are to a member, an element and so on, in
// documents as they come.
const (
	bytesPerPair    = 20
	bytesPerString  = 32
	bytesPerNumber  = 64
	bytesPerElement = 64
	bytesPerObject  = 100
	bytesPerSlice   = 160
)

const (
	maxChunk     = 1024
	maxTextChunk = 32 << 10
)

func (a *arena) plan(n int) {
	a.length = n
	a.textChunk = min(max(n/8, 64), maxTextChunk/4)
}

// size returns how many elements the next chunk has, after one of so many. The
// estimate may be far off, so each is twice as long as the one before.
func (a *arena) size(last, bytesPerElement int) int {
	return min(max(a.length/bytesPerElement+2, 2*last), maxChunk)
}

// one returns a place for one more element of a chunked list.
func one[T any](a *arena, list *[]T, bytesPerElement int) *T {
	if len(*list) == cap(*list) {
		*list = make([]T, 0, a.size(cap(*list), bytesPerElement))
	}
	*list = (*list)[:len(*list)+1]
	return &(*list)[len(*list)-1]
}

// some returns a copy of values from a chunked list. The copy has no room to
// grow, so that appending to it can't touch its neighbour.
func some[T any](a *arena, list *[]T, values []T, bytesPerElement int) []T {
	n := len(values)
	if cap(*list)-len(*list) < n {
		size := a.size(cap(*list), bytesPerElement)
		if n > size/4 {
			return append(make([]T, 0, n), values...)
		}
		*list = make([]T, 0, size)
	}
	start := len(*list)
	*list = append(*list, values...)
	return (*list)[start : start+n : start+n]
}

func (a *arena) newString(s string) any {
	p := one(a, &a.strs, bytesPerString)
	*p = s
	return stringAt(p)
}

func (a *arena) newInt(n int64) any {
	if 0 <= n && n < 256 {
		return n // the runtime has these ready
	}
	p := one(a, &a.ints, bytesPerNumber)
	*p = n
	return int64At(p)
}

func (a *arena) newFloat(f float64) any {
	p := one(a, &a.floats, bytesPerNumber)
	*p = f
	return float64At(p)
}

func (a *arena) newArray(elements []any) any {
	p := one(a, &a.slices, bytesPerSlice)
	*p = some(a, &a.elements, elements, bytesPerElement)
	return sliceAt(p)
}

// newText returns b as a string.
func (a *arena) newText(b []byte) string {
	a.room(len(b))
	start := a.text.Len()
	a.text.Write(b)
	return a.text.String()[start:]
}

// keep returns a copy of s.
func (a *arena) keep(s string) string {
	a.room(len(s))
	start := a.text.Len()
	a.text.WriteString(s)
	return a.text.String()[start:]
}

// room makes sure that text has room for n bytes.
func (a *arena) room(n int) {
	if n > a.text.Cap()-a.text.Len() {
		a.text = strings.Builder{}
		a.text.Grow(max(n, a.textChunk))
	}
}

// newObject returns an object of members, which may hold duplicates.
func (a *arena) newObject(members []Member, first bool) *Object {
	o := one(a, &a.objects, bytesPerObject)
	switch {
	case len(members) <= 1:
	case len(members) <= 4:
		members = dedupeSmall(members, first)
	case len(members) <= filterMax:
		members = dedupe(members, first)
	default:
		x := newIndex(len(members))
		members = dedupeLarge(members, first, x)
		o.index.Store(x)
	}
	o.members = some(a, &a.pairs, members, bytesPerPair)
	return o
}

// dedupeSmall merges members of the same name into the first one's place.
func dedupeSmall(members []Member, first bool) []Member {
	kept := members[:1]
next:
	for i := 1; i < len(members); i++ {
		m := &members[i]
		for j := range kept {
			if kept[j].Key == m.Key {
				if !first {
					kept[j].Value = m.Value
				}
				continue next
			}
		}
		if len(kept) == i {
			kept = members[:i+1]
		} else {
			kept = append(kept, *m)
		}
	}
	return kept
}

// filterMax is how many members are searched for duplicates without an index.
const filterMax = 64

// dedupe does the same for more of them. Names go
// through a small filter of hashes, and only a hit there leads to a search.
func dedupe(members []Member, first bool) []Member {
	var seen [4]uint64
	kept := members[:0]
next:
	for i := range members {
		m := &members[i]
		h := maphash.String(seed, m.Key)
		w, bit := &seen[h>>6&3], uint64(1)<<(h&63)
		if *w&bit != 0 {
			for j := range kept {
				if kept[j].Key == m.Key {
					if !first {
						kept[j].Value = m.Value
					}
					continue next
				}
			}
		}
		*w |= bit
		if len(kept) != i {
			kept = append(kept, *m)
		} else {
			kept = kept[:i+1]
		}
	}
	return kept
}

// dedupeLarge does the same with an index, which it fills.
func dedupeLarge(members []Member, first bool, x *index) []Member {
	kept := members[:0]
	for _, m := range members {
		kept = append(kept, m)
		if j := x.add(m.Key, len(kept)-1, kept); j >= 0 {
			kept = kept[:len(kept)-1]
			if !first {
				kept[j].Value = m.Value
			}
		}
	}
	return kept
}

// unique reports whether key, which stands at place at, is new among names, and
// fails if it is not.
func (d *decoder) unique(names *map[string]struct{}, key string, at int) bool {
	if *names == nil {
		*names = map[string]struct{}{}
	}
	if _, dup := (*names)[key]; dup {
		d.fail("Duplicate name", at)
		return false
	}
	(*names)[key] = struct{}{}
	return true
}
