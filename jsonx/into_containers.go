package jsonx

import (
	"encoding"
	"reflect"
	"strconv"
	"sync"
	"sync/atomic"
)

// A basicSlice decodes a slice of strings or numbers, which needs no reflection
// for its elements.
type basicSlice[T any] struct {
	chunk func(*decoder) *[]T // where the arena has them
	at    func(d *decoder, i int, t reflect.Type) (T, int)
}

var (
	stringSlice = basicSlice[string]{func(d *decoder) *[]string { return &d.strs }, (*decoder).stringAt}
	intSlice    = basicSlice[int64]{func(d *decoder) *[]int64 { return &d.ints }, (*decoder).intAt}
	floatSlice  = basicSlice[float64]{func(d *decoder) *[]float64 { return &d.floats }, (*decoder).floatAt}
)

func (b basicSlice[T]) decode(d *decoder, i int, v reflect.Value) int {
	return b.into(d, i, variable[[]T](v))
}

func (b basicSlice[T]) store(d *decoder, i int, p base) int { return b.into(d, i, fieldAs[[]T](p)) }

func (b basicSlice[T]) into(d *decoder, i int, to *[]T) int {
	if uint(i) >= uint(len(d.s)) || d.s[i] != '[' {
		if d.null(i) {
			*to = nil
			return i + 4
		}
		return d.mismatch(i, reflect.TypeFor[[]T]())
	}
	elem := reflect.TypeFor[T]()
	var room [16]T
	out := room[:0]
	i, done := d.open(i+1, ']', "array")
	for !done {
		var x T
		if d.null(i) {
			i += 4
		} else if x, i = b.at(d, i, elem); i < 0 {
			return i
		}
		out = append(out, x)
		i, done = d.punctuation(i, ']', "array")
	}
	if i < 0 {
		return i
	}
	d.depth--
	if *to = some(&d.arena, b.chunk(d), out, bytesPerElement); *to == nil {
		*to = []T{}
	}
	return i
}

func sliceDecoder(t reflect.Type) decodeFunc {
	if t.Elem().Kind() == reflect.Uint8 && !reflect.PointerTo(t.Elem()).Implements(unmarshalerType) {
		return decodeBase64
	}
	element := elementDecoder(t)
	const usualMax = 32
	var usual atomic.Int32 // how long the last slice of this type was
	usual.Store(4)
	return func(d *decoder, i int, v reflect.Value) int {
		if d.null(i) {
			v.SetZero()
			return i + 4
		}
		if i >= len(d.s) || d.s[i] != '[' {
			return d.mismatch(i, t)
		}
		v.SetLen(0)
		used := v.Cap() // holds elements from before
		room := used
		i, done := d.open(i+1, ']', "array")
		n := 0
		for ; !done; n++ {
			if n == room {
				v.SetLen(n)
				v.Grow(max(int(usual.Load()), n))
				room = v.Cap()
				v.SetLen(room) // until it is known how many there are
			} else if n == 0 {
				v.SetLen(room)
			}
			if i = element(d, i, v, n, n < used); i < 0 {
				v.SetLen(n + 1)
				return i
			}
			i, done = d.punctuation(i, ']', "array")
		}
		v.SetLen(n)
		if i < 0 {
			return i
		}
		if n > 0 && n != used {
			usual.Store(int32(min(n, usualMax)))
		}
		if n == 0 && v.IsNil() {
			v.Set(reflect.MakeSlice(t, 0, 0))
		}
		d.depth--
		return i
	}
}

// elementDecoder makes the function for the n-th element of a slice, which has
// room for it. If there may be one from before it is cleared first.
func elementDecoder(t reflect.Type) func(d *decoder, i int, list reflect.Value, n int, clear bool) int {
	if !fastFields {
		elem := decoderOf(t.Elem())
		return func(d *decoder, i int, list reflect.Value, n int, clear bool) int {
			x := list.Index(n)
			if clear {
				x.SetZero()
			}
			return elem(d, i, x)
		}
	}
	store := sync.OnceValue(func() storeFunc { return storerOf(t.Elem()) }) // later: t may contain itself
	size, pointer := t.Elem().Size(), nilOf(t.Elem())
	return func(d *decoder, i int, list reflect.Value, n int, clear bool) int {
		first, _ := elements(baseOf(list))
		x := offset(first, uintptr(n)*size)
		if clear {
			valueAt(pointer, x).SetZero()
		}
		return store()(d, i, x)
	}
}

func arrayDecoder(t reflect.Type) decodeFunc {
	elem := decoderOf(t.Elem())
	return func(d *decoder, i int, v reflect.Value) int {
		if d.null(i) {
			return i + 4
		}
		if i >= len(d.s) || d.s[i] != '[' {
			return d.mismatch(i, t)
		}
		start := i
		i, done := d.open(i+1, ']', "array")
		n := 0
		for ; !done; n++ {
			if n == t.Len() {
				d.depth--
				return d.mismatch(start, t)
			}
			v.Index(n).SetZero()
			if i = elem(d, i, v.Index(n)); i < 0 {
				return i
			}
			i, done = d.punctuation(i, ']', "array")
		}
		if i < 0 {
			return i
		}
		for ; n < t.Len(); n++ {
			v.Index(n).SetZero()
		}
		d.depth--
		return i
	}
}

func mapDecoder(t reflect.Type) decodeFunc {
	elem := decoderOf(t.Elem())
	return func(d *decoder, i int, v reflect.Value) int {
		if d.null(i) {
			v.SetZero()
			return i + 4
		}
		if i >= len(d.s) || d.s[i] != '{' {
			return d.mismatch(i, t)
		}
		if v.IsNil() {
			v.Set(reflect.MakeMap(t))
		}
		var names map[string]struct{}
		x := reflect.New(t.Elem()).Elem()
		i, done := d.open(i+1, '}', "object")
		for !done {
			var key string
			at := i
			if key, i = d.name(i); i < 0 {
				return i
			}
			if d.cfg.duplicates == DuplicateError && !d.unique(&names, key, at) {
				return -1
			}
			if d.borrows {
				key = d.keep(key)
			}
			k, ok := d.mapKey(key, at, t.Key())
			if !ok {
				return -1
			}
			x.SetZero() // nothing of the entry before, whose slices belong to the map
			if i = elem(d, i, x); i < 0 {
				return i
			}
			if d.cfg.duplicates != DuplicateFirst || !v.MapIndex(k).IsValid() {
				v.SetMapIndex(k, x)
			}
			i, done = d.punctuation(i, '}', "object")
		}
		if i >= 0 {
			d.depth--
		}
		return i
	}
}

// mapKey turns the name at place at into a key of a map.
func (d *decoder) mapKey(name string, at int, t reflect.Type) (reflect.Value, bool) {
	if t.Kind() == reflect.String && !reflect.PointerTo(t).Implements(textUnmarshalerType) {
		return reflect.ValueOf(name).Convert(t), true
	}
	k := reflect.New(t).Elem()
	if u, ok := k.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if err := u.UnmarshalText([]byte(name)); err != nil {
			d.failWith(err)
			return k, false
		}
		return k, true
	}
	switch t.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if n, err := strconv.ParseInt(name, 10, t.Bits()); err == nil {
			k.SetInt(n)
			return k, true
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		if n, err := strconv.ParseUint(name, 10, t.Bits()); err == nil {
			k.SetUint(n)
			return k, true
		}
	}
	d.fail("Cannot decode name into "+t.String(), at)
	return k, false
}

func structDecoder(t reflect.Type) decodeFunc {
	st := structOf(t)
	return func(d *decoder, i int, v reflect.Value) int {
		if i < len(d.s) && d.s[i] == '{' {
			if fastFields {
				return d.intoStruct(i+1, st, v, baseOf(v))
			}
			return d.intoStruct(i+1, st, v, nil)
		}
		if d.null(i) {
			return i + 4
		}
		return d.mismatch(i, t)
	}
}

// intoStruct decodes the object whose brace is before i into the struct at p; or
// into v, which it is, without fastFields.
func (d *decoder) intoStruct(i int, st *structType, v reflect.Value, p base) int {
	var names map[string]struct{}
	next := 0
	i, done := d.open(i, '}', "object")
	for !done {
		if d.direct {
			if i, done = d.inOrder(i, &next, st, p); done {
				break
			}
		}
		var key string
		at := i
		if key, i = d.name(i); i < 0 {
			return i
		}
		again := false
		if d.cfg.duplicates != DuplicateLast {
			if again = !d.unique(&names, key, at); again && d.cfg.duplicates == DuplicateError {
				return -1
			}
			d.msg = ""
		}
		f := st.find(key, &next)
		switch {
		case f != nil && !again:
			i = d.intoField(i, st, f, v, p)
		case f == nil && d.cfg.knownFields:
			return d.fail("Unknown field "+keyRepr(key), at)
		default:
			i = d.skip(i)
		}
		if i < 0 {
			return i
		}
		i, done = d.punctuation(i, '}', "object")
	}
	if i >= 0 {
		d.depth--
	}
	return i
}

// find returns the field of that name, or nil. It looks from *next on first.
func (st *structType) find(name string, next *int) *field {
	for n := *next; n < len(st.fields) && n < *next+3; n++ {
		if st.fields[n].name == name {
			*next = n + 1
			return &st.fields[n]
		}
	}
	if n, ok := st.byName[name]; ok {
		*next = n + 1
		return &st.fields[n]
	}
	return nil
}

// intoField decodes the value at i into a field, making the embedded structs on
// the way.
func (d *decoder) intoField(i int, st *structType, f *field, v reflect.Value, p base) int {
	if fastFields {
		if f.way != byReflection {
			at := offset(p, f.offset)
			if end, ok := d.storeBasic(i, f.way, at); ok {
				return end
			}
			return f.store(d, i, at)
		}
		v = valueAt(st.pointer, p)
	}
	if len(f.index) == 1 && !f.quoted {
		return f.decode(d, i, v.Field(f.index[0]))
	}
	for n, x := range f.index {
		if n > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	if !f.quoted || d.null(i) {
		return f.decode(d, i, v)
	}
	s, end := d.stringAt(i, f.typ)
	if end < 0 {
		return end
	}
	inner := newDecoder(s, d.cfg) // s has been copied, if it must be
	defer inner.release()
	if j := f.decode(inner, 0, v); j != len(s) {
		return d.fail("Cannot decode string into "+f.typ.String(), i)
	}
	return end
}
