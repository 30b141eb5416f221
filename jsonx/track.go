package jsonx

import "reflect"

// A tracker knows the containers around the value that is being written.
type tracker struct {
	level int // how deep, pointers and calls of Default included
	open  []identity
	deep  map[identity]struct{} // those of open from manyOpen on
}

// An identity tells a container from every other one.
type identity struct {
	object *Object
	first  *any  // of a []any
	item   *Item // of a Dict
	ref    reference
	n      int
}

// A reference is a map, a pointer or another slice.
type reference struct {
	typ   reflect.Type
	place uintptr
}

// manyOpen is how many containers are searched one by one.
const manyOpen = 32

// depthError says that a container is nested too deeply; it takes no notes on
// the way out.
type depthError struct{ err error }

func (e *depthError) Error() string { return e.err.Error() }

var errCircular error = &ValueError{Text: "Circular reference detected"}

// enter checks the array or object that is about to be written.
func (e *encoder) enter(id identity) error {
	e.depth++
	return e.descend(id)
}

func (e *encoder) leave() {
	e.depth--
	e.ascend()
}

// descend checks a value that may hold itself.
func (e *encoder) descend(id identity) error {
	e.level++
	if e.level > e.cfg.maxDepth {
		return &depthError{&RecursionError{Text: "maximum recursion depth exceeded while encoding a JSON object"}}
	}
	if !e.cfg.circular {
		return nil
	}
	near := e.open
	if len(near) > manyOpen {
		near = near[:manyOpen]
	}
	for i := range near {
		if near[i].object == id.object && near[i].first == id.first && near[i] == id {
			return errCircular
		}
	}
	if len(e.open) >= manyOpen {
		if _, ok := e.deep[id]; ok {
			return errCircular
		}
		if e.deep == nil {
			e.deep = map[identity]struct{}{}
		}
		e.deep[id] = struct{}{}
	}
	e.open = append(e.open, id)
	return nil
}

func (e *encoder) ascend() {
	e.level--
	if !e.cfg.circular {
		return
	}
	last := len(e.open) - 1
	if last >= manyOpen {
		delete(e.deep, e.open[last])
	}
	e.open = e.open[:last]
}

func (t *tracker) released() tracker {
	const keep = 1 << 10
	if cap(t.open) > keep {
		return tracker{}
	}
	clear(t.open[:cap(t.open)])
	return tracker{open: t.open[:0]}
}
