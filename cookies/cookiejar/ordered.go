package cookiejar

import "iter"

// An ordered maps strings to values in the order in which they were first put,
// as a Python dict does. The zero ordered is empty.
type ordered[V any] struct {
	index map[string]int
	slots []slot[V]
}

type slot[V any] struct {
	key   string
	value V
	used  bool
}

func (o *ordered[V]) len() int { return len(o.index) }

func (o *ordered[V]) get(key string) (v V, ok bool) {
	i, ok := o.index[key]
	if !ok {
		return v, false
	}
	return o.slots[i].value, true
}

func (o *ordered[V]) put(key string, v V) {
	if i, ok := o.index[key]; ok {
		o.slots[i].value = v
		return
	}
	if o.index == nil {
		o.index = make(map[string]int)
	}
	o.index[key] = len(o.slots)
	o.slots = append(o.slots, slot[V]{key, v, true})
}

func (o *ordered[V]) remove(key string) bool {
	i, ok := o.index[key]
	if !ok {
		return false
	}
	delete(o.index, key)
	o.slots[i] = slot[V]{}
	if len(o.slots) > 8 && len(o.slots) > 2*len(o.index) {
		o.compact()
	}
	return true
}

// compact drops the slots that are no longer used.
func (o *ordered[V]) compact() {
	kept := make([]slot[V], 0, len(o.index))
	for _, s := range o.slots {
		if s.used {
			o.index[s.key] = len(kept)
			kept = append(kept, s)
		}
	}
	o.slots = kept
}

func (o *ordered[V]) values() iter.Seq[V] {
	return func(yield func(V) bool) {
		for _, s := range o.slots {
			if s.used && !yield(s.value) {
				return
			}
		}
	}
}
