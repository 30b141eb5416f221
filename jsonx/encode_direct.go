package jsonx

import (
	"reflect"
	"sync"
)

// An appendFunc appends the variable of one Go type at p to buf, in the compact
// style of [Dumps]. It does what the type's encodeFunc does; knowing where a
// struct's fields and a slice's elements lie it needs no reflection for them,
// and buf stays in registers on the way. What is not frequent is left to the
// encodeFunc.
type appendFunc func(e *encoder, buf []byte, p base) ([]byte, error)

var appendFuncs sync.Map // reflect.Type -> appendFunc

// appenderOf returns the function for a type.
func appenderOf(t reflect.Type) appendFunc {
	if f, ok := appendFuncs.Load(t); ok {
		return f.(appendFunc)
	}
	f, _ := appendFuncs.LoadOrStore(t, makeAppender(t))
	return f.(appendFunc)
}

// compact reports whether e's style is the one that appendFuncs know.
func (e *encoder) compact() bool { return e.emit == nil && !e.cfg.pretty && !e.cfg.html }

func makeAppender(t reflect.Type) appendFunc {
	if !plainType(t) || t.Implements(marshalerType) || t.Implements(textMarshalerType) {
		return reflectAppender(t)
	}
	switch t.Kind() {
	case reflect.String:
		return func(e *encoder, buf []byte, p base) ([]byte, error) {
			return appendQuoted(buf, *fieldAs[string](p), e.cfg.ascii), nil
		}
	case reflect.Bool:
		return func(e *encoder, buf []byte, p base) ([]byte, error) {
			return appendBool(buf, *fieldAs[bool](p)), nil
		}
	case reflect.Int64:
		return func(e *encoder, buf []byte, p base) ([]byte, error) {
			return appendInt(buf, *fieldAs[int64](p)), nil
		}
	case reflect.Int:
		return func(e *encoder, buf []byte, p base) ([]byte, error) {
			return appendInt(buf, int64(*fieldAs[int](p))), nil
		}
	case reflect.Float64:
		return func(e *encoder, buf []byte, p base) ([]byte, error) {
			return e.appendFinite(buf, *fieldAs[float64](p))
		}
	case reflect.Interface:
		if t.NumMethod() == 0 {
			return func(e *encoder, buf []byte, p base) ([]byte, error) {
				return e.appendValue(buf, *fieldAs[any](p))
			}
		}
	case reflect.Pointer:
		if t != objectType && !hidden(t.Elem()) && !loops(t) {
			return pointerAppender(t)
		}
	case reflect.Slice:
		switch {
		case t == reflect.TypeFor[[]any]():
			return func(e *encoder, buf []byte, p base) ([]byte, error) {
				return e.appendList(buf, *fieldAs[[]any](p))
			}
		case t.Elem().Kind() != reflect.Uint8 && t != reflect.TypeFor[Dict]():
			return sliceAppender(t)
		}
	case reflect.Struct:
		if st := openStruct(t); st != nil {
			return func(e *encoder, buf []byte, p base) ([]byte, error) { return e.appendStruct(buf, st, p) }
		}
	}
	return reflectAppender(t)
}

// openStruct returns the fields of t if t is a struct that is written as an object of
// its fields, else nil.
func openStruct(t reflect.Type) *structType {
	if t.Kind() != reflect.Struct || !plainType(t) || t == plainObjectType || hidden(t) {
		return nil
	}
	return structOf(t)
}

// reflectAppender makes the function that calls a type's encodeFunc.
func reflectAppender(t reflect.Type) appendFunc {
	pointer := nilOf(t)
	encode := sync.OnceValue(func() encodeFunc { return encoderOf(t) }) // later: t may contain itself
	return func(e *encoder, buf []byte, p base) ([]byte, error) {
		e.set(buf)
		err := encode()(e, valueAt(pointer, p))
		return e.buf, err
	}
}

func pointerAppender(t reflect.Type) appendFunc {
	elem := sync.OnceValue(func() appendFunc { return appenderOf(t.Elem()) })
	return func(e *encoder, buf []byte, p base) ([]byte, error) {
		if p = *fieldAs[base](p); p == nil {
			return append(buf, "null"...), nil
		}
		return elem()(e, buf, p)
	}
}

func sliceAppender(t reflect.Type) appendFunc {
	elem := sync.OnceValues(func() (appendFunc, *structType) { return appenderOf(t.Elem()), openStruct(t.Elem()) })
	size, checked := t.Elem().Size(), loops(t)
	return func(e *encoder, buf []byte, p base) ([]byte, error) {
		first, n := elements(p)
		if n == 0 {
			return append(buf, "[]"...), nil
		}
		if checked {
			if err := e.hold(reference{t, place(first), n}); err != nil {
				return buf, err
			}
		}
		if err := e.descend(); err != nil {
			return buf, err
		}
		one, st := elem()
		buf = append(buf, '[')
		var err error
		if st != nil {
			buf, err = e.appendStructs(buf, st, first, n, size)
		} else {
			for i := range n {
				if i > 0 {
					buf = appendSeparator(buf, &e.item)
				}
				if buf, err = one(e, buf, offset(first, uintptr(i)*size)); err != nil {
					err = e.note(err, "when serializing list item %d", i)
					break
				}
			}
		}
		if err != nil {
			return buf, err
		}
		e.level--
		if checked {
			e.drop(reference{t, place(first), n})
		}
		return append(buf, ']'), nil
	}
}

// appendStructs appends the n structs of that size from p on, without the brackets.
func (e *encoder) appendStructs(buf []byte, st *structType, p base, n int, size uintptr) ([]byte, error) {
	if err := e.descend(); err != nil {
		return buf, err
	}
	texts := st.textsFor(e.style)
	for i := range n {
		if i > 0 {
			buf = appendSeparator(buf, &e.item)
		}
		var err error
		if buf, err = e.appendFields(buf, texts, offset(p, uintptr(i)*size)); err != nil {
			return buf, e.note(err, "when serializing list item %d", i)
		}
	}
	e.level--
	return buf, nil
}

// appendStruct appends the struct at p.
func (e *encoder) appendStruct(buf []byte, st *structType, p base) ([]byte, error) {
	if err := e.descend(); err != nil {
		return buf, err
	}
	buf, err := e.appendFields(buf, st.textsFor(e.style), p)
	e.level--
	return buf, err
}

// appendFields appends the struct at p, one level down. What is not frequent is in
// functions of its own, so that the loop gets by with few registers.
func (e *encoder) appendFields(buf []byte, texts *fieldTexts, p base) ([]byte, error) {
	some := 0 // 1 behind the first member
	fields, ascii := texts.fields, e.cfg.ascii
	for i := range fields {
		f := &fields[i]
		if !f.certain && texts.owner.leftOut(f.field, p) {
			continue
		}
		name := &f.names[some]
		some = 1
		if n := len(buf); len(name.text) > shortName || cap(buf)-n < shortName {
			buf = name.appendTo(buf)
		} else {
			*(*[shortName]byte)(buf[n : n+shortName]) = name.padded
			buf = buf[:n+len(name.text)]
		}
		at := offset(p, f.offset)
		switch f.way {
		case stringWay:
			buf = appendQuoted(buf, *fieldAs[string](at), ascii)
			continue
		case int64Way:
			buf = appendInt(buf, *fieldAs[int64](at))
			continue
		case boolWay:
			buf = appendBool(buf, *fieldAs[bool](at))
			continue
		case listWay:
			if _, n := elements(at); n == 0 {
				buf = append(buf, "[]"...)
				continue
			}
		case anyWay:
			if *fieldAs[any](at) == nil {
				buf = append(buf, "null"...)
				continue
			}
		case pointerWay:
			if *fieldAs[base](at) == nil {
				buf = append(buf, "null"...)
				continue
			}
		}
		var err error
		if buf, err = e.appendField(buf, texts.owner, f.field, p); err != nil {
			return buf, err
		}
	}
	if some == 0 {
		buf = append(buf, '{')
	}
	return append(buf, '}'), nil
}

// appendField appends a field of the struct at p, whose name has been written.
func (e *encoder) appendField(buf []byte, st *structType, f *field, p base) ([]byte, error) {
	var err error
	switch at := offset(p, f.offset); f.way {
	case floatWay:
		buf, err = e.appendFinite(buf, *fieldAs[float64](at))
	case structWay:
		buf, err = e.appendStruct(buf, f.inner, at)
	case anyWay:
		buf, err = e.appendValue(buf, *fieldAs[any](at))
	case byReflection:
		e.set(buf)
		v, _ := f.at(valueAt(st.pointer, p))
		err = e.fieldText(f, v)
		buf = e.buf
	default:
		buf, err = f.append(e, buf, at)
	}
	if err != nil {
		return buf, e.note(err, "when serializing dict item %s", keyRepr(f.name))
	}
	return buf, nil
}

// leftOut reports whether the struct at p has no member for a field.
func (st *structType) leftOut(f *field, p base) bool {
	if f.reached {
		return f.omit(offset(p, f.offset))
	}
	v, ok := f.at(valueAt(st.pointer, p))
	return !ok || f.omitEmpty && empty(v) || f.omitZero && f.isZero(v)
}

// omitTest returns what decides, for the variable at p, whether the options
// omitempty and omitzero leave f out; nil without them.
func (f *field) omitTest() func(p base) bool {
	switch kind := f.typ.Kind(); {
	case !f.omitEmpty && !f.omitZero:
		return nil
	case f.omitZero:
	case kind == reflect.String:
		return func(p base) bool { return *fieldAs[string](p) == "" }
	case kind == reflect.Slice:
		return func(p base) bool { _, n := elements(p); return n == 0 }
	case kind == reflect.Struct:
		return nil
	}
	pointer := nilOf(f.typ)
	return func(p base) bool {
		v := valueAt(pointer, p)
		return f.omitEmpty && empty(v) || f.omitZero && f.isZero(v)
	}
}
