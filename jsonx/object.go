package jsonx

import (
	"iter"
	"sync/atomic"
)

// A Member is a name of an [Object] with its value.
type Member struct {
	Key   string
	Value any
}

// An Object is a JSON object, whose members keep their order as a Python dict's
// do. The zero Object is empty and ready for use.
//
// Looking a name up takes constant time; an object with more than a few members
// builds an index on the first look-up. An Object is safe for concurrent
// readers, not for a writer beside others.
type Object struct {
	members []Member
	index   atomic.Pointer[index] // nil until it is needed
	dead    int                   // how many of members were deleted
}

// removed is the value of a deleted member, which stays in its place until
// there are many, so that deleting takes constant time.
type removed byte

var dead any = new(removed)

const (
	smallObject = 8  // up to so many members a search is faster than an index
	manyDead    = 32 // up to so many members a deleted one is taken out at once
)

// NewObject returns an object with these members, as if set one after the other.
func NewObject(members ...Member) *Object {
	o := &Object{members: make([]Member, 0, len(members))}
	for _, m := range members {
		o.Set(m.Key, m.Value)
	}
	return o
}

// Len returns the number of members.
func (o *Object) Len() int {
	if o == nil {
		return 0
	}
	return len(o.members) - o.dead
}

// find returns the place of key, or -1 if it has none or was deleted.
func (o *Object) find(key string) int {
	if len(o.members) <= smallObject {
		for i := range o.members {
			if o.members[i].Key == key && o.members[i].Value != dead {
				return i
			}
		}
		return -1
	}
	i := o.table().find(key, o.members)
	if i >= 0 && o.members[i].Value == dead {
		return -1
	}
	return i
}

// table returns the index, building it if there is none. Two readers may both
// build one; either is right.
func (o *Object) table() *index {
	x := o.index.Load()
	if x == nil {
		x = newIndex(len(o.members))
		for i := range o.members {
			if o.members[i].Value != dead {
				x.add(o.members[i].Key, i, o.members)
			}
		}
		o.index.Store(x)
	}
	return x
}

// Get returns the value of a member and whether there is one.
func (o *Object) Get(key string) (value any, ok bool) {
	if o == nil {
		return nil, false
	}
	i := o.find(key)
	if i < 0 {
		return nil, false
	}
	return o.members[i].Value, true
}

// Set gives a member its value. A new member goes to the end; one that is there
// stays in its place.
func (o *Object) Set(key string, value any) {
	if i := o.find(key); i >= 0 {
		o.members[i].Value = value
		return
	}
	o.members = append(o.members, Member{key, value})
	x := o.index.Load()
	if x == nil {
		return
	}
	if !x.room(len(o.members)) {
		o.index.Store(nil) // the next look-up makes a larger one
		return
	}
	*x.slot(key, o.members) = uint32(len(o.members))
}

// Delete removes a member and reports whether there was one. The order of the
// others stays.
func (o *Object) Delete(key string) bool {
	if o == nil {
		return false
	}
	i := o.find(key)
	if i < 0 {
		return false
	}
	o.members[i].Value = dead
	o.dead++
	if len(o.members) <= manyDead || o.dead > len(o.members)/2 {
		o.compact()
	}
	return true
}

// compact takes the deleted members out.
func (o *Object) compact() {
	kept := o.members[:0]
	for _, m := range o.members {
		if m.Value != dead {
			kept = append(kept, m)
		}
	}
	clear(o.members[len(kept):])
	o.members, o.dead = kept, 0
	o.index.Store(nil)
}

// All iterates over the members in order.
func (o *Object) All() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		if o == nil {
			return
		}
		for _, m := range o.members {
			if m.Value != dead && !yield(m.Key, m.Value) {
				return
			}
		}
	}
}

// Keys iterates over the names in order.
func (o *Object) Keys() iter.Seq[string] {
	return func(yield func(string) bool) {
		for k := range o.All() {
			if !yield(k) {
				return
			}
		}
	}
}

// Values iterates over the values in the order of their names.
func (o *Object) Values() iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, v := range o.All() {
			if !yield(v) {
				return
			}
		}
	}
}

// Members returns a copy of the members in order.
func (o *Object) Members() []Member {
	out := make([]Member, 0, o.Len())
	for k, v := range o.All() {
		out = append(out, Member{k, v})
	}
	return out
}

// String returns the object as JSON, or the error's text if it can't be written.
func (o *Object) String() string {
	s, err := Dumps(o)
	if err != nil {
		return err.Error()
	}
	return s
}

// MarshalJSON returns the object in compact form, for encoding/json.
func (o *Object) MarshalJSON() ([]byte, error) {
	return AppendDumps(nil, o, Separators(",", ":"), AllowNaN(false))
}

// UnmarshalJSON replaces the members by those of the object in data, for
// encoding/json.
func (o *Object) UnmarshalJSON(data []byte) error {
	v, err := Loads(data)
	if err != nil {
		return err
	}
	p, ok := v.(*Object)
	if !ok {
		return &TypeError{Text: "expected an object, not " + kindName(v)}
	}
	o.members, o.dead = p.members, 0
	o.index.Store(nil)
	return nil
}
