package jsonx

import "reflect"

// A tracker knows the containers around the value that is being written.
type tracker struct {
	level int // how deep, pointers and calls of Default included
	lists ancestors[listID]
	seen  ancestors[*Object]
	refs  ancestors[reference]
}

// A listID tells a []any from every other one.
type listID struct {
	first *any
	n     int
}

// A reference is a map, a pointer or another slice.
type reference struct {
	typ   reflect.Type
	place uintptr
	n     int
}

// ancestors is a stack of containers of one kind.
type ancestors[T comparable] struct {
	stack []T
	deep  map[T]struct{} // those from manyOpen on
}

// manyOpen is how many containers are searched one by one.
const manyOpen = 32

// push reports whether x is new, and if so puts it on the stack.
func (a *ancestors[T]) push(x T) bool {
	near := a.stack
	if len(near) >= manyOpen {
		near = near[:manyOpen]
		if _, ok := a.deep[x]; ok {
			return false
		}
		if a.deep == nil {
			a.deep = map[T]struct{}{}
		}
		a.deep[x] = struct{}{}
	}
	for i := range near {
		if near[i] == x {
			return false
		}
	}
	a.stack = append(a.stack, x)
	return true
}

func (a *ancestors[T]) pop() {
	last := len(a.stack) - 1
	if last >= manyOpen {
		delete(a.deep, a.stack[last])
	}
	var none T
	a.stack[last] = none
	a.stack = a.stack[:last]
}

// release empties the stack, which an error may have left full.
func (a *ancestors[T]) release() {
	if len(a.stack) > 0 {
		*a = ancestors[T]{}
	}
}

func (t *tracker) release() {
	t.level = 0
	t.lists.release()
	t.seen.release()
	t.refs.release()
}

// depthError says that a container is nested too deeply; it takes no notes on
// the way out.
type depthError struct{ err error }

func (e *depthError) Error() string { return e.err.Error() }

var errCircular error = &ValueError{Text: "Circular reference detected"}

// descend counts one more level.
func (e *encoder) descend() error {
	e.level++
	if e.level > e.cfg.maxDepth {
		return &depthError{&RecursionError{Text: "maximum recursion depth exceeded while encoding a JSON object"}}
	}
	return nil
}

// enter starts an array or an object.
func (e *encoder) enter() error {
	e.depth++
	return e.descend()
}

func (e *encoder) leave() {
	e.depth--
	e.level--
}

// enterList starts an array that may hold itself.
func (e *encoder) enterList(v []any) error {
	if e.cfg.circular && !e.lists.push(listID{&v[0], len(v)}) {
		return errCircular
	}
	return e.enter()
}

func (e *encoder) leaveList() {
	e.leave()
	if e.cfg.circular {
		e.lists.pop()
	}
}

// enterObject starts an object that may hold itself.
func (e *encoder) enterObject(o *Object) error {
	if e.cfg.circular && !e.seen.push(o) {
		return errCircular
	}
	return e.enter()
}

func (e *encoder) leaveObject() {
	e.leave()
	if e.cfg.circular {
		e.seen.pop()
	}
}

// hold notes a reference that may lead back to itself; r's zero value is none.
func (e *encoder) hold(r reference) error {
	if e.cfg.circular && r.place != 0 && !e.refs.push(r) {
		return errCircular
	}
	return nil
}

func (e *encoder) drop(r reference) {
	if e.cfg.circular && r.place != 0 {
		e.refs.pop()
	}
}
