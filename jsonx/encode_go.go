package jsonx

import (
	"encoding"
	"encoding/base64"
	"iter"
	"math/big"
	"reflect"
	"strconv"
	"sync"
)

// An encodeFunc appends a value of one Go type.
type encodeFunc func(e *encoder, v reflect.Value) error

var encodeFuncs sync.Map // reflect.Type -> encodeFunc

// encoderOf returns the function for a type.
func encoderOf(t reflect.Type) encodeFunc {
	if f, ok := encodeFuncs.Load(t); ok {
		return f.(encodeFunc)
	}
	// While the function is being made, a type that contains itself gets one that
	// waits for it.
	var f encodeFunc
	var made sync.WaitGroup
	made.Add(1)
	later := encodeFunc(func(e *encoder, v reflect.Value) error {
		made.Wait()
		return f(e, v)
	})
	if other, ok := encodeFuncs.LoadOrStore(t, later); ok {
		return other.(encodeFunc)
	}
	f = makeEncoder(t)
	made.Done()
	encodeFuncs.Store(t, f)
	return f
}

// loops reports whether a value of type t may hold itself.
func loops(t reflect.Type) bool { return reaches(t, map[reflect.Type]bool{}) }

func reaches(t reflect.Type, above map[reflect.Type]bool) bool {
	if above[t] {
		return true
	}
	above[t] = true
	defer delete(above, t)
	switch t.Kind() {
	case reflect.Interface, reflect.Func:
		return true
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return reaches(t.Elem(), above)
	case reflect.Struct:
		for i := range t.NumField() {
			if reaches(t.Field(i).Type, above) {
				return true
			}
		}
	}
	return false
}

// jsonMarshaler is encoding/json's Marshaler.
type jsonMarshaler interface{ MarshalJSON() ([]byte, error) }

var (
	marshalerType     = reflect.TypeFor[jsonMarshaler]()
	textMarshalerType = reflect.TypeFor[encoding.TextMarshaler]()
	objectType        = reflect.TypeFor[*Object]()
	plainObjectType   = reflect.TypeFor[Object]()
	bigIntType        = reflect.TypeFor[*big.Int]()
)

// makeEncoder makes the function for a type.
func makeEncoder(t reflect.Type) encodeFunc {
	switch t {
	case reflect.TypeFor[[]any]():
		return encodeList
	case reflect.TypeFor[[]float64]():
		return basicList(func(e *encoder, f float64) error { return e.float(f, 64) })
	case reflect.TypeFor[[]int64]():
		return basicList(func(e *encoder, n int64) error { e.int(n); return nil })
	case reflect.TypeFor[[]string]():
		return basicList(func(e *encoder, s string) error { e.string(s); return nil })
	case objectType, bigIntType, reflect.TypeFor[Dict](), reflect.TypeFor[map[string]any]():
		return func(e *encoder, v reflect.Value) error { return e.value(v.Interface()) }
	case plainObjectType, bigIntType.Elem():
		return encodeByPointer
	}
	if isNumber(t) {
		return func(e *encoder, v reflect.Value) error { return e.number(Number(v.String())) }
	}
	switch {
	case t.Implements(marshalerType):
		return encodeMarshaler
	case t.Kind() != reflect.Pointer && reflect.PointerTo(t).Implements(marshalerType):
		return ifAddressable(encodeMarshaler, kindEncoder(t))
	case t.Implements(textMarshalerType):
		return encodeText
	case t.Kind() != reflect.Pointer && reflect.PointerTo(t).Implements(textMarshalerType):
		return ifAddressable(encodeText, kindEncoder(t))
	}
	return kindEncoder(t)
}

// encodeList appends a []any, without boxing it if it lies in a variable.
func encodeList(e *encoder, v reflect.Value) error {
	var list []any
	if v.CanAddr() {
		list = *variable[[]any](v)
	} else {
		list = v.Interface().([]any)
	}
	if e.emit == nil {
		buf, err := e.appendList(e.buf, list)
		e.set(buf)
		return err
	}
	return e.list(list)
}

// basicList makes the function for a slice of strings or numbers, which needs no
// reflection for its elements.
func basicList[T any](one func(*encoder, T) error) encodeFunc {
	return func(e *encoder, v reflect.Value) error {
		var list []T
		if v.CanAddr() {
			list = *variable[[]T](v)
		} else {
			list = v.Interface().([]T)
		}
		if len(list) == 0 {
			e.raw("[]")
			return nil
		}
		if err := e.enter(); err != nil {
			return err
		}
		e.buf = append(e.buf, '[')
		for i, x := range list {
			e.beforeMember(i == 0)
			err := one(e, x)
			if err == nil {
				err = e.restPiece()
			}
			if err != nil {
				return e.note(err, "when serializing list item %d", i)
			}
		}
		e.leave()
		return e.endList()
	}
}

// encodeByPointer appends a value whose methods belong to its pointer.
func encodeByPointer(e *encoder, v reflect.Value) error {
	if !v.CanAddr() {
		p := reflect.New(v.Type())
		p.Elem().Set(v)
		v = p.Elem()
	}
	return e.value(v.Addr().Interface())
}

// ifAddressable calls the method of the pointer where there can be one.
func ifAddressable(method, plain encodeFunc) encodeFunc {
	return func(e *encoder, v reflect.Value) error {
		if v.CanAddr() {
			return method(e, v.Addr())
		}
		return plain(e, v)
	}
}

func kindEncoder(t reflect.Type) encodeFunc {
	switch t.Kind() {
	case reflect.Bool:
		return func(e *encoder, v reflect.Value) error { e.bool(v.Bool()); return nil }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(e *encoder, v reflect.Value) error { e.int(v.Int()); return nil }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return func(e *encoder, v reflect.Value) error { e.set(strconv.AppendUint(e.buf, v.Uint(), 10)); return nil }
	case reflect.Float32:
		return func(e *encoder, v reflect.Value) error { return e.float(v.Float(), 32) }
	case reflect.Float64:
		return func(e *encoder, v reflect.Value) error { return e.float(v.Float(), 64) }
	case reflect.String:
		return func(e *encoder, v reflect.Value) error { e.string(v.String()); return nil }
	case reflect.Interface:
		return encodeInterface
	case reflect.Pointer:
		return pointerEncoder(t)
	case reflect.Slice, reflect.Array:
		return sliceEncoder(t)
	case reflect.Map:
		return mapEncoder(t)
	case reflect.Struct:
		return structEncoder(t)
	case reflect.Func:
		switch {
		case t.CanSeq():
			return encodeSeq
		case t.CanSeq2():
			return encodeSeq2
		}
	}
	return func(e *encoder, v reflect.Value) error { return e.fallback(v.Interface()) }
}

func encodeInterface(e *encoder, v reflect.Value) error {
	if v.IsNil() {
		return e.value(nil)
	}
	return e.value(v.Elem().Interface())
}

func pointerEncoder(t reflect.Type) encodeFunc {
	if hidden(t.Elem()) {
		return func(e *encoder, v reflect.Value) error {
			if v.IsNil() {
				return e.value(nil)
			}
			return e.fallback(v.Interface())
		}
	}
	elem, checked := encoderOf(t.Elem()), loops(t)
	return func(e *encoder, v reflect.Value) error {
		if v.IsNil() {
			return e.value(nil)
		}
		if !checked {
			return elem(e, v.Elem())
		}
		r := reference{typ: t, place: v.Pointer()}
		if err := e.hold(r); err != nil {
			return err
		}
		if err := e.descend(); err != nil {
			return err
		}
		if err := elem(e, v.Elem()); err != nil {
			return err
		}
		e.level--
		e.drop(r)
		return nil
	}
}

// encodeMarshaler writes what MarshalJSON returns, in this encoder's style.
func encodeMarshaler(e *encoder, v reflect.Value) error {
	if k := v.Kind(); (k == reflect.Pointer || k == reflect.Interface) && v.IsNil() {
		return e.value(nil)
	}
	text, err := v.Interface().(jsonMarshaler).MarshalJSON()
	if err != nil {
		return err
	}
	x, err := Loads(text, RawNumber(true), IntMaxStrDigits(0))
	if err != nil {
		return err
	}
	return e.value(x)
}

// encodeText writes what MarshalText returns as a string.
func encodeText(e *encoder, v reflect.Value) error {
	if k := v.Kind(); (k == reflect.Pointer || k == reflect.Interface) && v.IsNil() {
		return e.value(nil)
	}
	text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
	if err != nil {
		return err
	}
	e.string(string(text))
	return nil
}

func sliceEncoder(t reflect.Type) encodeFunc {
	if t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8 && !reflect.PointerTo(t.Elem()).Implements(marshalerType) {
		return func(e *encoder, v reflect.Value) error {
			if v.IsNil() {
				return e.value(nil)
			}
			e.buf = append(e.buf, '"')
			e.buf = base64.StdEncoding.AppendEncode(e.buf, v.Bytes())
			e.buf = append(e.buf, '"')
			return nil
		}
	}
	elem, plain, checked := encoderOf(t.Elem()), basicKind(t.Elem()), t.Kind() == reflect.Slice && loops(t)
	return func(e *encoder, v reflect.Value) error {
		n := v.Len()
		if n == 0 {
			e.raw("[]")
			return nil
		}
		var r reference
		if checked {
			r = reference{t, v.Pointer(), n}
		}
		if err := e.hold(r); err != nil {
			return err
		}
		if err := e.enter(); err != nil {
			return err
		}
		e.buf = append(e.buf, '[')
		for i := range n {
			if err := e.element(i, plain, elem, v); err != nil {
				return e.note(err, "when serializing list item %d", i)
			}
		}
		e.leave()
		e.drop(r)
		return e.endList()
	}
}

// element appends the i-th element of v with what stands before it.
func (e *encoder) element(i int, plain bool, elem encodeFunc, v reflect.Value) error {
	if e.emit == nil {
		e.beforeMember(i == 0)
		return elem(e, v.Index(i))
	}
	if err := e.beforeItem(i, plain); err != nil {
		return err
	}
	if err := elem(e, v.Index(i)); err != nil {
		return err
	}
	return e.restPiece()
}

// basicKind is basic for values of a type.
func basicKind(t reflect.Type) bool { return t.Kind() <= reflect.Float64 || t.Kind() == reflect.String }

// encodeSeq writes an iterator over values as an array.
func encodeSeq(e *encoder, v reflect.Value) error {
	if v.IsNil() {
		return e.value(nil)
	}
	if err := e.enter(); err != nil {
		return err
	}
	i := 0
	var failed error
	each := func(x any) bool {
		if i == 0 {
			e.buf = append(e.buf, '[')
		}
		if err := e.listItem(i, x); err != nil {
			failed = e.note(err, "when serializing list item %d", i)
			return false
		}
		i++
		return true
	}
	if seq, ok := v.Interface().(iter.Seq[any]); ok {
		seq(each)
	} else {
		for x := range v.Seq() {
			if !each(x.Interface()) {
				break
			}
		}
	}
	if failed != nil {
		return failed
	}
	e.leave()
	if i == 0 {
		e.raw("[]")
		return nil
	}
	return e.endList()
}

// encodeSeq2 writes an iterator over keys and values as an object.
func encodeSeq2(e *encoder, v reflect.Value) error {
	if v.IsNil() {
		return e.value(nil)
	}
	var items Dict
	for k, x := range v.Seq2() {
		items = append(items, Item{k.Interface(), x.Interface()})
	}
	return e.dict(items)
}

// hidden reports whether t is a struct with unexported fields alone, which shows
// nothing of itself and so has no JSON form.
func hidden(t reflect.Type) bool {
	if t.Kind() != reflect.Struct || t.NumField() == 0 {
		return false
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() || f.Anonymous {
			return false
		}
	}
	return !reflect.PointerTo(t).Implements(marshalerType) && !reflect.PointerTo(t).Implements(textMarshalerType)
}

func structEncoder(t reflect.Type) encodeFunc {
	if hidden(t) {
		return func(e *encoder, v reflect.Value) error { return e.fallback(v.Interface()) }
	}
	st := structOf(t)
	return func(e *encoder, v reflect.Value) (err error) {
		if fastFields && v.CanAddr() && e.compact() {
			var buf []byte
			buf, err = e.appendStruct(e.buf, st, baseOf(v))
			e.set(buf)
			return err
		}
		return e.structValue(st, v)
	}
}

func (e *encoder) structValue(st *structType, v reflect.Value) error {
	if err := e.enter(); err != nil {
		return err
	}
	if err := e.startObject(); err != nil {
		return err
	}
	var texts *fieldTexts
	if e.compact() {
		texts = st.textsFor(e.style)
	}
	first := true
	for i := range st.fields {
		f := &st.fields[i]
		if e.cfg.sortKeys {
			f = &st.fields[st.sorted[i]]
		}
		fv, ok := f.at(v)
		if !ok || f.omitEmpty && empty(fv) || f.omitZero && f.isZero(fv) {
			continue
		}
		if texts == nil {
			if err := e.fieldPieces(first, f, fv); err != nil {
				return err
			}
			first = false
			continue
		}
		e.raw(texts.name(i, &first))
		if err := e.fieldText(f, fv); err != nil {
			return e.note(err, "when serializing dict item %s", keyRepr(f.name))
		}
	}
	e.leave()
	return e.endObject(first)
}

// name returns the name of the field at that place with the separators around it.
func (t *fieldTexts) name(at int, first *bool) string {
	name := t.fields[at].names[1].text
	if *first {
		*first = false
		return name[len(t.style.item):]
	}
	return name
}

// fieldPieces appends a field with its name and what stands before it, in the
// pieces of the generator.
func (e *encoder) fieldPieces(first bool, f *field, v reflect.Value) error {
	if err := e.memberStart(first); err != nil {
		return err
	}
	e.fieldName(f)
	if err := e.piece(); err != nil {
		return err
	}
	e.separate(&e.colon)
	if err := e.piece(); err != nil {
		return err
	}
	err := e.fieldText(f, v)
	if err == nil {
		err = e.restPiece()
	}
	if err != nil {
		return e.note(err, "when serializing dict item %s", keyRepr(f.name))
	}
	return nil
}

func (e *encoder) fieldName(f *field) {
	switch {
	case e.cfg.html:
		e.string(f.name)
	case e.cfg.ascii:
		e.raw(f.text[1])
	default:
		e.raw(f.text[0])
	}
}

// fieldText appends a field's value.
func (e *encoder) fieldText(f *field, v reflect.Value) error {
	switch {
	case f.quoted:
		n := len(e.buf)
		if err := f.encode(e, v); err != nil {
			return err
		}
		if text := string(e.buf[n:]); text != "null" {
			e.buf = e.buf[:n]
			e.string(text)
		}
		return nil
	case f.kind == reflect.String: // the most frequent ones, without a call
		e.string(v.String())
		return nil
	case f.kind == reflect.Int64:
		e.int(v.Int())
		return nil
	}
	return f.encode(e, v)
}

// notSerializable returns the error for a value without a JSON form.
func notSerializable(o any) error {
	return &TypeError{Text: "Object of type " + typeName(reflect.TypeOf(o)) + " is not JSON serializable"}
}

// fallback writes what Default makes of a value without a JSON form.
func (e *encoder) fallback(o any) error {
	if e.cfg.dflt == nil {
		return notSerializable(o)
	}
	var r reference
	switch v := reflect.ValueOf(o); v.Kind() {
	case reflect.Pointer, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		r = reference{typ: v.Type(), place: v.Pointer()}
	}
	if err := e.hold(r); err != nil {
		return err
	}
	if err := e.descend(); err != nil {
		return err
	}
	x, err := e.cfg.dflt(o)
	if err == nil {
		err = e.value(x)
		if err != nil {
			return e.note(err, "when serializing %s object", typeName(reflect.TypeOf(o)))
		}
	}
	if err != nil {
		return err
	}
	e.level--
	e.drop(r)
	return nil
}
