package jsonx

import (
	"reflect"
	"strings"
	"sync"
)

// A storeFunc decodes the value at i into the variable of one Go type at p. It
// does what the type's decodeFunc does, without reflection where that is
// frequent; see appendFunc.
type storeFunc func(d *decoder, i int, p base) int

var storeFuncs sync.Map // reflect.Type -> storeFunc

// storerOf returns the function for a type.
func storerOf(t reflect.Type) storeFunc {
	if f, ok := storeFuncs.Load(t); ok {
		return f.(storeFunc)
	}
	f, _ := storeFuncs.LoadOrStore(t, makeStorer(t))
	return f.(storeFunc)
}

func makeStorer(t reflect.Type) storeFunc {
	kind := t.Kind()
	if !plainType(t) || t == objectType {
		kind = reflect.Invalid
	}
	switch t {
	case reflect.TypeFor[[]string]():
		return stringSlice.store
	case reflect.TypeFor[[]int64]():
		return intSlice.store
	case reflect.TypeFor[[]float64]():
		return floatSlice.store
	}
	switch kind {
	case reflect.Struct:
		st := structOf(t)
		return func(d *decoder, i int, p base) int {
			if i < len(d.s) && d.s[i] == '{' {
				return d.intoStruct(i+1, st, reflect.Value{}, p)
			}
			if d.null(i) {
				return i + 4
			}
			return d.mismatch(i, t)
		}
	case reflect.Pointer:
		return pointerStorer(t)
	case reflect.Float64:
		return func(d *decoder, i int, p base) int {
			if d.null(i) {
				return i + 4
			}
			x, end := d.floatAt(i, t)
			if end >= 0 {
				*fieldAs[float64](p) = x
			}
			return end
		}
	case reflect.Interface:
		if t.NumMethod() == 0 {
			return func(d *decoder, i int, p base) int {
				x, end := d.value(i)
				if end >= 0 {
					*fieldAs[any](p) = x
				}
				return end
			}
		}
	}
	pointer, way := nilOf(t), byType
	switch kind {
	case reflect.String, reflect.Int64, reflect.Bool:
		way = wayOf(kind, t)
	}
	decode := sync.OnceValue(func() decodeFunc { return decoderOf(t) }) // later: t may contain itself
	return func(d *decoder, i int, p base) int {
		if end, ok := d.storeBasic(i, way, p); ok {
			return end
		}
		return decode()(d, i, valueAt(pointer, p))
	}
}

func pointerStorer(t reflect.Type) storeFunc {
	elem := sync.OnceValue(func() storeFunc { return storerOf(t.Elem()) })
	return func(d *decoder, i int, p base) int {
		to := fieldAs[base](p)
		if d.null(i) {
			*to = nil
			return i + 4
		}
		if *to == nil {
			*to = baseOf(reflect.New(t.Elem()).Elem())
		}
		return elem()(d, i, *to)
	}
}

// inOrder decodes the members from the one at i on that come in the order of the
// fields, as they mostly do, into the struct at p. It returns the place of the
// first one that does not, or the place after the closing brace and true.
func (d *decoder) inOrder(i int, next *int, st *structType, p base) (end int, done bool) {
	s := d.s
	for *next < len(st.heads) {
		h := &st.heads[*next]
		if !h.at(s, i) {
			return i, false
		}
		*next++
		i += h.size
		if uint(i) < uint(len(s)) && s[i] == ' ' {
			i++
		}
		if uint(i) >= uint(len(s)) || s[i] <= ' ' {
			i = d.space(i)
		}
		if i = d.intoHead(i, st, h, p); i < 0 {
			return i, true
		}
		if uint(i) < uint(len(s)) && s[i] == ',' {
			j := i + 1
			if uint(j) < uint(len(s)) && s[j] <= ' ' {
				j = d.space(j)
			}
			if uint(j) < uint(len(s)) && s[j] == '"' {
				i = j
				continue
			}
		}
		if i, done = d.punctuation(i, '}', "object"); done {
			return i, true
		}
	}
	return i, false
}

// intoHead decodes the value at i into a field of the struct at p.
func (d *decoder) intoHead(i int, st *structType, h *fieldHead, p base) int {
	if h.way == byReflection {
		return d.intoField(i, st, h.field, reflect.Value{}, p)
	}
	at := offset(p, h.offset)
	if h.way == structWay && uint(i) < uint(len(d.s)) && d.s[i] == '{' {
		return d.intoStruct(i+1, h.field.inner, reflect.Value{}, at)
	}
	if end, ok := d.storeBasic(i, h.way, at); ok {
		return end
	}
	return h.field.store(d, i, at)
}

// storeBasic decodes the value at i into the variable at p, which has that way.
// It reports false, having done nothing, for what is not the plain case of a
// string, an int64 or a boolean.
func (d *decoder) storeBasic(i int, way way, p base) (end int, ok bool) {
	if uint(i) >= uint(len(d.s)) {
		return 0, false
	}
	switch c := d.s[i]; {
	case way == stringWay && c == '"':
		s, end := d.ownStr(i + 1)
		if end >= 0 {
			*fieldAs[string](p) = s
		}
		return end, true
	case way == int64Way && (c-'0' <= 9 || c == '-'):
		x, end := d.shortInt(i)
		if end < 0 {
			return 0, false
		}
		*fieldAs[int64](p) = x
		return end, true
	case way == boolWay && c == 't' && strings.HasPrefix(d.s[i:], "true"):
		*fieldAs[bool](p) = true
		return i + 4, true
	case way == boolWay && c == 'f' && strings.HasPrefix(d.s[i:], "false"):
		*fieldAs[bool](p) = false
		return i + 5, true
	}
	return 0, false
}
