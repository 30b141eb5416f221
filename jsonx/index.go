package jsonx

import "hash/maphash"

// seed makes the hashes differ from process to process, so that nobody can
// choose names that collide.
var seed = maphash.MakeSeed()

// An index finds the place of a name among members. It is a hash table with
// open addressing, at most half full; a slot holds a place + 1, or 0.
type index struct {
	slots []uint32
}

// newIndex returns an index with room for n names and as many again.
func newIndex(n int) *index {
	size := 16
	for size < 4*n {
		size *= 2
	}
	return &index{make([]uint32, size)}
}

// room reports whether the index may hold n names.
func (x *index) room(n int) bool { return 2*n <= len(x.slots) }

// slot returns the slot of key: the one that holds it or the free one for it.
func (x *index) slot(key string, members []Member) *uint32 {
	mask := len(x.slots) - 1
	for i := int(maphash.String(seed, key)) & mask; ; i = (i + 1) & mask {
		p := &x.slots[i]
		if *p == 0 || members[*p-1].Key == key {
			return p
		}
	}
}

// find returns the place of key, or -1.
func (x *index) find(key string, members []Member) int {
	return int(*x.slot(key, members)) - 1
}

// add enters key with its place, and returns the place that it has already,
// or -1 if it is new.
func (x *index) add(key string, place int, members []Member) int {
	p := x.slot(key, members)
	if *p != 0 {
		return int(*p) - 1
	}
	*p = uint32(place + 1)
	return -1
}
