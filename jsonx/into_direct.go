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
	pointer := nilOf(t)
	decode := sync.OnceValue(func() decodeFunc { return decoderOf(t) }) // later: t may contain itself
	return func(d *decoder, i int, p base) int {
		if end, ok := d.storeBasic(i, kind, p); ok {
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

// storeBasic decodes the value at i into the variable at p, which has that kind.
// It reports false, having done nothing, for what is not the plain case of a
// string, an int64 or a boolean.
func (d *decoder) storeBasic(i int, kind reflect.Kind, p base) (end int, ok bool) {
	if uint(i) >= uint(len(d.s)) {
		return 0, false
	}
	switch c := d.s[i]; {
	case kind == reflect.String && c == '"':
		s, end := d.ownStr(i + 1)
		if end >= 0 {
			*fieldAs[string](p) = s
		}
		return end, true
	case kind == reflect.Int64 && (c-'0' <= 9 || c == '-'):
		n, end := d.numeral(i)
		if end < 0 || n.isFloat || n.digits >= 19 {
			return 0, false
		}
		x := int64(n.man)
		if n.neg {
			x = -x
		}
		*fieldAs[int64](p) = x
		return end, true
	case kind == reflect.Bool && c == 't' && strings.HasPrefix(d.s[i:], "true"):
		*fieldAs[bool](p) = true
		return i + 4, true
	case kind == reflect.Bool && c == 'f' && strings.HasPrefix(d.s[i:], "false"):
		*fieldAs[bool](p) = false
		return i + 5, true
	}
	return 0, false
}
