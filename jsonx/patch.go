package jsonx

import (
	"fmt"
	"math"
	"slices"
)

// A Patch is a sequence of operations on a document, by RFC 6902.
type Patch []Operation

// An Operation is one step of a [Patch].
type Operation struct {
	Op    string  // add, remove, replace, move, copy or test
	Path  Pointer // what to change
	From  Pointer // for move and copy
	Value any     // for add, replace and test
}

// A PatchError says which operation of a patch is malformed or has failed.
// Its base class is that of Err.
type PatchError struct {
	Index int // of the operation, counted from 0; -1: the patch as a whole
	Err   error
}

// Error returns the place and the text of Err.
func (e *PatchError) Error() string {
	if e.Index < 0 {
		return e.Err.Error()
	}
	return fmt.Sprintf("operation %d: %s", e.Index, e.Err)
}

// Unwrap returns Err.
func (e *PatchError) Unwrap() error { return e.Err }

// ParsePatch makes a patch from its JSON form as [Loads] returns it: an array of
// objects, of which unknown members are ignored (RFC 6902, 3 and 4). The error
// is a *[PatchError].
func ParsePatch(v any) (Patch, error) {
	list, ok := v.([]any)
	if !ok {
		return nil, &PatchError{-1, &TypeError{Text: "a JSON patch is an array, not " + kindName(v)}}
	}
	patch := Patch{}
	for i, x := range list {
		op, err := parseOperation(x)
		if err != nil {
			return nil, &PatchError{i, err}
		}
		patch = append(patch, op)
	}
	return patch, nil
}

func parseOperation(v any) (op Operation, err error) {
	o, ok := v.(*Object)
	if !ok {
		return op, &TypeError{Text: "an operation is an object, not " + kindName(v)}
	}
	if op.Op, err = textMember(o, "op"); err != nil {
		return op, err
	}
	if op.Path, err = pointerMember(o, "path"); err != nil {
		return op, err
	}
	switch op.Op {
	case "add", "replace", "test":
		if op.Value, ok = o.Get("value"); !ok {
			return op, &ValueError{Text: op.Op + " needs a value"}
		}
	case "move", "copy":
		op.From, err = pointerMember(o, "from")
	case "remove":
	default:
		return op, &ValueError{Text: "unknown operation: " + op.Op}
	}
	return op, err
}

func textMember(o *Object, name string) (string, error) {
	v, ok := o.Get(name)
	if !ok {
		return "", &ValueError{Text: "operation without " + name}
	}
	s, ok := v.(string)
	if !ok {
		return "", &TypeError{Text: name + " is a string, not " + kindName(v)}
	}
	return s, nil
}

func pointerMember(o *Object, name string) (Pointer, error) {
	s, err := textMember(o, name)
	if err != nil {
		return nil, err
	}
	return ParsePointer(s)
}

// Apply returns doc with the patch applied. doc stays as it is, and so it does
// after an error, which is a *[PatchError].
//
// Each copy can double the document. So all of them together may make no more
// than four times as many values as doc has, or 1,048,576 if that is more.
func (p Patch) Apply(doc any) (any, error) {
	room := maxCopied
	if slices.ContainsFunc(p, func(op Operation) bool { return op.Op == "copy" }) {
		n := 0
		countValues(doc, &n, math.MaxInt/4)
		room = max(room, 4*n)
	}
	doc = Clone(doc)
	for i, op := range p {
		var err error
		if doc, err = op.apply(doc, &room); err != nil {
			return nil, &PatchError{i, err}
		}
	}
	return doc, nil
}

// maxCopied is how many values the copies of a patch may make in any case.
const maxCopied = 1 << 20

// countValues adds the number of values that v consists of to n. It stops beyond limit.
func countValues(v any, n *int, limit int) {
	if *n++; *n > limit {
		return
	}
	switch v := v.(type) {
	case *Object:
		for x := range v.Values() {
			countValues(x, n, limit)
		}
	case []any:
		for _, x := range v {
			countValues(x, n, limit)
		}
	}
}

// apply applies an operation to a document that it may change. Room is how many
// values may still be made by copying.
func (op Operation) apply(doc any, room *int) (any, error) {
	switch op.Op {
	case "add":
		return add(doc, op.Path, Clone(op.Value))
	case "remove":
		return remove(doc, op.Path)
	case "replace":
		if _, err := op.Path.Get(doc); err != nil {
			return nil, err
		}
		return replace(doc, op.Path, Clone(op.Value)), nil
	case "move":
		v, err := op.From.Get(doc)
		if err != nil {
			return nil, err
		}
		if slices.Equal(op.From, op.Path) {
			return doc, nil
		}
		if len(op.From) < len(op.Path) && slices.Equal(op.From, op.Path[:len(op.From)]) {
			return nil, &PointerError{op.Path.String(), "a value can't move into itself"}
		}
		if doc, err = remove(doc, op.From); err != nil {
			return nil, err
		}
		return add(doc, op.Path, v)
	case "copy":
		v, err := op.From.Get(doc)
		if err != nil {
			return nil, err
		}
		n := 0
		if countValues(v, &n, *room); n > *room {
			return nil, &ValueError{Text: "too many values copied"}
		}
		*room -= n
		return add(doc, op.Path, Clone(v))
	case "test":
		v, err := op.Path.Get(doc)
		if err != nil {
			return nil, err
		}
		if !Equal(v, op.Value) {
			return nil, &PointerError{op.Path.String(), "test failed"}
		}
		return doc, nil
	}
	return nil, &ValueError{Text: "unknown operation: " + op.Op}
}

// replace puts v in the place of a value that is there.
func replace(doc any, p Pointer, v any) any {
	if len(p) == 0 {
		return v
	}
	parent, _ := p[:len(p)-1].Get(doc)
	last := p[len(p)-1]
	switch parent := parent.(type) {
	case *Object:
		parent.Set(last, v)
	case []any:
		n, _ := elementIndex(last)
		parent[n] = v
	}
	return doc
}

// add adds v where p says: as a member, or before an element, or at an array's end
// for the token "-".
func add(doc any, p Pointer, v any) (any, error) {
	if len(p) == 0 {
		return v, nil
	}
	up, last := p[:len(p)-1], p[len(p)-1]
	parent, err := up.Get(doc)
	if err != nil {
		return nil, err
	}
	switch parent := parent.(type) {
	case *Object:
		parent.Set(last, v)
		return doc, nil
	case []any:
		n, ok := elementIndex(last)
		if last == "-" {
			n, ok = len(parent), true
		}
		if !ok {
			return nil, &PointerError{p.String(), "not an index"}
		}
		if n > len(parent) {
			return nil, &PointerError{p.String(), "index out of range"}
		}
		return replace(doc, up, slices.Insert(parent, n, v)), nil
	}
	return nil, &PointerError{p.String(), "not inside " + kindName(parent)}
}

// remove removes the value at p, which must be there.
func remove(doc any, p Pointer) (any, error) {
	if _, err := p.Get(doc); err != nil {
		return nil, err
	}
	if len(p) == 0 {
		return nil, nil
	}
	up, last := p[:len(p)-1], p[len(p)-1]
	parent, _ := up.Get(doc)
	switch parent := parent.(type) {
	case *Object:
		parent.Delete(last)
	case []any:
		n, _ := elementIndex(last)
		return replace(doc, up, slices.Delete(parent, n, n+1)), nil
	}
	return doc, nil
}

// MergePatch returns doc with a merge patch applied, by RFC 7396: members of the
// patch replace those of doc, objects are merged, and null removes. Neither
// argument is changed.
func MergePatch(doc, patch any) any {
	if _, ok := patch.(*Object); !ok {
		return Clone(patch)
	}
	return merge(Clone(doc), patch)
}

// merge is MergePatch for a document that it may change.
func merge(doc, patch any) any {
	p, ok := patch.(*Object)
	if !ok {
		return Clone(patch)
	}
	out, ok := doc.(*Object)
	if !ok {
		out = &Object{}
	}
	for name, v := range p.All() {
		if v == nil {
			out.Delete(name)
			continue
		}
		old, _ := out.Get(name)
		out.Set(name, merge(old, v))
	}
	return out
}
