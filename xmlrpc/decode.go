package xmlrpc

import (
	"reflect"
	"time"
)

// A decoder makes values of a document's elements. It is as lenient as
// CPython's unmarshaller, which doesn't ask where an element stands: whatever
// holds a value adds it to the innermost open array or structure, or to the
// parameters. In a structure, values are names and members' values in turn.
//
// Values go straight into Go variables where there are some (targets), else
// they become what Loads returns.
type decoder struct {
	loadConfig

	text    []byte // the text since the last start tag
	owned   bool   // text is in scratch, not in the scanner's buffer
	scratch []byte
	inValue bool // the last tag was <value>
	leaves  int  // open elements whose text counts

	kind      docKind // by the last element that said it
	method    string
	hasMethod bool

	frames  []frame
	stack   []any    // the elements of open arrays, and the parameters
	members []Member // the members of open structures
	names   nameCache
	leaf    leaf

	// onMethod, if set, is asked for the targets of a method's parameters, and
	// for the type of those that may follow them, if any may.
	onMethod func(name string) (targets []reflect.Value, rest reflect.Type)
	mismatch error  // the first value that didn't fit its target
	misfitAt int    // the number of the parameter that it is part of
	misfitIs string // what it is
	badName  bool   // some structure had a name that was no string
}

type docKind uint8

const (
	docNone docKind = iota
	docParams
	docFault
	docMethodName
)

// A frame is an open array or structure; the first stands for the parameters.
type frame struct {
	kind    frameKind
	target  reflect.Value // what it fills, if anything
	targets []reflect.Value
	rest    reflect.Type // of the parameters beyond targets
	plan    *structPlan
	field   int           // of plan, -1 for a name that it doesn't have
	elem    reflect.Value // the value to go into a map
	key     string        // the last name
	badKey  bool          // some name was no string
	noKey   int           // 1 + the place of the first that Python can't have in a dict at all
	n       int           // values so far, names included
	mark    int           // where its values start in stack or members
}

type frameKind uint8

const (
	frameParams    frameKind = iota
	frameAnyArray            // collects []any
	frameAnyStruct           // collects a Struct
	frameSlice               // fills a slice
	frameArray               // fills an array
	frameMap                 // fills a map
	frameStruct              // fills a Go struct
	frameSkip                // nobody wants it
)

func newDecoder(c loadConfig, targets []reflect.Value) *decoder {
	d := &decoder{loadConfig: c}
	d.frames = append(make([]frame, 0, 8), frame{kind: frameParams, targets: targets})
	return d
}

// chars adds a piece of text. b is valid for the moment only, but see hold.
func (d *decoder) chars(b []byte) {
	if d.text == nil {
		d.text, d.owned = b, false
		return
	}
	if !d.owned {
		d.hold()
	}
	d.scratch = append(d.text, b...)
	d.text = d.scratch
}

// hold takes a copy of the text, before the bytes under it change.
func (d *decoder) hold() {
	if d.text != nil && !d.owned {
		d.scratch = append(d.scratch[:0], d.text...)
		d.text, d.owned = d.scratch, true
	}
}

// start takes a start tag; local is its name without a prefix.
func (d *decoder) start(el elem, local []byte) error {
	d.text = nil
	if el.isLeaf() {
		d.leaves++
	}
	switch {
	case el == elemArray || el == elemStruct:
		if err := d.open(el); err != nil {
			return err
		}
	case el == elemFault:
		d.frames[0].targets = nil // a fault is no result
	}
	if d.inValue && !el.mayBeInValue() {
		return &ResponseError{"unknown tag " + reprOf(local)}
	}
	d.inValue = el == elemValue
	return nil
}

// end takes an end tag.
func (d *decoder) end(el elem) error {
	if el.isLeaf() {
		d.leaves--
	}
	return d.endElement(el)
}

// endElement does what the end of an element asks for.
func (d *decoder) endElement(el elem) error {
	switch el {
	case elemValue:
		if !d.inValue {
			return nil
		}
		el = elemString // nothing in it but text
	case elemArray, elemStruct:
		d.inValue = false
		return d.close()
	case elemParams:
		d.kind = docParams
		return nil
	case elemFault:
		d.kind = docFault
		return nil
	case elemMethodName:
		d.kind = docMethodName
		d.method, d.hasMethod = string(d.text), true
		if d.onMethod != nil && len(d.frames) == 1 && d.frames[0].n == 0 {
			d.frames[0].targets, d.frames[0].rest = d.onMethod(d.method)
		}
		return nil
	}
	if !el.mayBeInValue() {
		return nil
	}
	d.inValue = false
	if err := d.leaf.parse(el, d.text, d.strict); err != nil {
		return err
	}
	return d.add(&d.leaf)
}

// done ends the document: the error is a *Fault if it holds one.
func (d *decoder) done() error {
	if d.kind == docNone || len(d.frames) > 1 {
		return &ResponseError{}
	}
	if d.kind == docFault {
		if len(d.stack) == 0 {
			return &ResponseError{errIndex}
		}
		if d.badName {
			return &ResponseError{errFault}
		}
		return asFault(d.stack[0])
	}
	if d.badName {
		return &ResponseError{errName}
	}
	return d.mismatch
}

// CPython's texts of the errors that such documents make it stumble with.
const (
	errIndex = "list index out of range"
	errName  = "a structure's name is not a string"
	errFault = "a fault is not a structure of faultCode and faultString"
)

func asFault(v any) error {
	s, _ := v.(Struct)
	code, ok1 := s.Get("faultCode")
	text, ok2 := s.Get("faultString")
	if !ok1 || !ok2 {
		return &ResponseError{errFault}
	}
	f := new(Fault)
	switch code := code.(type) {
	case int64:
		f.FaultCode = int(code)
		if int64(f.FaultCode) != code {
			return &ResponseError{errFault}
		}
	case string: // some servers write all as text
		var l leaf
		if l.parseInt([]byte(code), false) != nil || l.big != nil || int64(int(l.i)) != l.i {
			return &ResponseError{errFault}
		}
		f.FaultCode = int(l.i)
	default:
		return &ResponseError{errFault}
	}
	if f.FaultString, ok1 = text.(string); !ok1 {
		return &ResponseError{errFault}
	}
	return f
}

// open begins an array or a structure.
func (d *decoder) open(el elem) error {
	if len(d.frames) > d.maxDepth {
		return &LimitError{What: "nested arrays and structures", Limit: int64(d.maxDepth)}
	}
	f := frame{kind: frameAnyArray, field: -1}
	if el == elemStruct {
		f.kind = frameAnyStruct
	}
	parent := &d.frames[len(d.frames)-1]
	target, wanted := d.slot(parent)
	switch {
	case !wanted:
		f.kind = frameSkip
	case target.IsValid():
		d.aim(&f, el, target)
	}
	f.mark = len(d.stack)
	if f.kind == frameAnyStruct {
		f.mark = len(d.members)
	}
	d.frames = append(d.frames, f)
	return nil
}

// slot returns where the next value of the frame belongs: an invalid Value
// where it's to be collected; not wanted if nobody wants it.
func (d *decoder) slot(f *frame) (target reflect.Value, wanted bool) {
	switch f.kind {
	case frameAnyArray:
		return target, true
	case frameParams:
		if f.targets == nil {
			return target, true
		}
		if f.n == len(f.targets) && f.rest != nil {
			f.targets = append(f.targets, reflect.New(f.rest).Elem())
		}
		if f.n < len(f.targets) {
			return f.targets[f.n], true
		}
		return target, false
	case frameAnyStruct:
		return target, true
	case frameSlice:
		n := f.target.Len()
		if n == f.target.Cap() {
			f.target.Grow(max(4, n))
		}
		f.target.SetLen(n + 1)
		e := f.target.Index(n)
		e.SetZero()
		return e, true
	case frameArray:
		if f.n < f.target.Len() {
			return f.target.Index(f.n), true
		}
	case frameMap:
		if f.n&1 == 1 && !f.badKey {
			f.elem.SetZero()
			return f.elem, true
		}
	case frameStruct:
		if f.n&1 == 1 && f.field >= 0 {
			return f.plan.fields[f.field].in(f.target), true
		}
	}
	return target, false
}

// add takes a value without parts.
func (d *decoder) add(l *leaf) error {
	f := &d.frames[len(d.frames)-1]
	switch f.kind {
	case frameAnyStruct, frameStruct, frameMap:
		if f.n&1 == 0 {
			err := d.name(f, l)
			f.n++
			return err
		}
	}
	target, wanted := d.slot(f)
	if !wanted {
		f.n++
		return nil
	}
	if target.IsValid() {
		if err := d.fill(target, l); err != nil {
			return err
		}
		d.added(f)
		return nil
	}
	v, err := d.value(l)
	if err != nil {
		return err
	}
	d.collect(f, v)
	return nil
}

// name takes the name of a structure's next member.
func (d *decoder) name(f *frame, l *leaf) error {
	if l.kind != leafString {
		f.badKey = true
		if _, err := d.value(l); err != nil {
			return err
		}
		if (l.kind == leafBytes || l.kind == leafDate) && !d.builtin && !(l.kind == leafDate && d.datetime) {
			f.noHash()
		}
	}
	switch {
	case f.badKey:
		f.field = -1
	case f.kind == frameStruct:
		f.field = f.plan.find(l.text, f.field+1)
	default:
		f.key = d.names.text(l.text)
	}
	return nil
}

// noHash notes that the value at hand can't be a name in any language.
func (f *frame) noHash() {
	f.badKey = true
	if f.noKey == 0 {
		f.noKey = f.n + 1
	}
}

// collect takes a value that has its form.
func (d *decoder) collect(f *frame, v any) {
	if f.kind == frameAnyStruct {
		d.members = append(d.members, Member{f.key, v})
	} else {
		d.stack = append(d.stack, v)
	}
	f.n++
}

// added follows a value that was put into its place.
func (d *decoder) added(f *frame) {
	if f.kind == frameMap {
		f.target.SetMapIndex(reflect.ValueOf(f.key).Convert(f.target.Type().Key()), f.elem)
	}
	f.n++
}

// close ends the innermost array or structure.
func (d *decoder) close() error {
	if len(d.frames) == 1 { // of an Unmarshaller that is used without a parser
		return &ResponseError{"pop from empty list"}
	}
	f := d.frames[len(d.frames)-1]
	d.frames = d.frames[:len(d.frames)-1]
	switch f.kind {
	case frameAnyStruct, frameStruct, frameMap:
		switch { // as CPython, which notices names of other types late or never
		case f.noKey > 0 && f.noKey < f.n:
			return &ResponseError{errName}
		case f.n&1 == 1:
			return &ResponseError{errIndex}
		case f.badKey:
			d.badName = true
		}
	case frameArray:
		for i := f.n; i < f.target.Len(); i++ {
			f.target.Index(i).SetZero()
		}
	}
	parent := &d.frames[len(d.frames)-1]
	if parent.n&1 == 0 && (parent.kind == frameStruct || parent.kind == frameMap || parent.kind == frameAnyStruct) {
		parent.noHash() // an array or a structure as a name
		parent.n++
		d.drop(&f)
		return nil
	}
	var v any
	switch f.kind {
	case frameAnyArray:
		v = append(make([]any, 0, len(d.stack)-f.mark), d.stack[f.mark:]...)
		d.drop(&f)
	case frameAnyStruct:
		v = dedupe(append(make(Struct, 0, len(d.members)-f.mark), d.members[f.mark:]...))
		d.drop(&f)
	case frameSkip:
		parent.n++
		return nil
	default:
		d.added(parent)
		return nil
	}
	if !f.target.IsValid() {
		d.collect(parent, v)
		return nil
	}
	d.assignCollected(f.target, v)
	d.added(parent)
	return nil
}

// drop takes what the frame collected off the stacks.
func (d *decoder) drop(f *frame) {
	switch f.kind {
	case frameAnyArray:
		clear(d.stack[f.mark:])
		d.stack = d.stack[:f.mark]
	case frameAnyStruct:
		clear(d.members[f.mark:])
		d.members = d.members[:f.mark]
	}
}

// value returns the form that a value without parts has in Loads.
func (d *decoder) value(l *leaf) (any, error) {
	switch l.kind {
	case leafBool:
		return l.i != 0, nil
	case leafInt:
		if l.big != nil {
			return l.big, nil
		}
		return l.i, nil
	case leafDouble:
		return l.f, nil
	case leafString:
		return string(l.text), nil
	case leafDecimal:
		return Decimal(l.text), nil
	case leafBytes:
		if d.builtin {
			return l.data, nil
		}
		return Binary{l.data}, nil
	case leafDate:
		if d.datetime || d.builtin {
			return d.date(l)
		}
		return DateTime{string(trimSpace(l.text))}, nil
	}
	return nil, nil
}

func (d *decoder) date(l *leaf) (time.Time, error) { return parseDate(string(l.text)) }

// A nameCache keeps the names of members that came last, so that the same few
// names in thousands of structures take room once.
type nameCache [32]string

func (c *nameCache) text(b []byte) string {
	if len(b) == 0 || len(b) > 64 {
		return string(b)
	}
	i := (len(b)*7 + int(b[0]) + int(b[len(b)-1])*3) % len(c)
	if c[i] != string(b) {
		c[i] = string(b)
	}
	return c[i]
}
