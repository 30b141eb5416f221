package xmlrpc

import (
	"fmt"
	"iter"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// trustedDepth is how deep values are written without looking whether they hold
// themselves: deeper than most, less than would cost much.
const trustedDepth = 32

// A visit is an array or a structure that is being written.
type visit struct {
	at     uintptr
	len    int
	isDict bool
}

// enter begins an array or structure of n elements; v is it or a reflect.Value.
func (e *encoder) enter(v any, n int) error {
	e.depth++
	if e.depth > e.maxDepth {
		return &RecursionError{Text: "maximum recursion depth exceeded"}
	}
	if e.depth <= trustedDepth || n == 0 {
		return nil
	}
	rv, ok := v.(reflect.Value)
	if !ok {
		rv = reflect.ValueOf(v)
	}
	var at visit
	switch rv.Kind() {
	case reflect.Slice:
		at = visit{rv.Pointer(), n, rv.Type() == structType}
	case reflect.Map, reflect.Pointer:
		at = visit{rv.Pointer(), n, true}
	default:
		return nil
	}
	if slices.Contains(e.path, at) {
		if at.isDict {
			return &TypeError{Text: "cannot marshal recursive dictionaries"}
		}
		return &TypeError{Text: "cannot marshal recursive sequences"}
	}
	for len(e.path) < e.depth-trustedDepth {
		e.path = append(e.path, visit{})
	}
	e.path[e.depth-trustedDepth-1] = at
	return nil
}

// leave ends it.
func (e *encoder) leave() {
	e.depth--
	e.path = e.path[:max(0, min(len(e.path), e.depth-trustedDepth))]
}

func (e *encoder) reflect(dst []byte, v any) ([]byte, error) {
	return e.reflectValue(dst, reflect.ValueOf(v))
}

// reflectValue appends a value of a type that a program defined, or that any
// has no case for.
func (e *encoder) reflectValue(dst []byte, v reflect.Value) ([]byte, error) {
	t := v.Type()
	if t.NumMethod() > 0 || t.Name() != "" && t.PkgPath() != "" {
		if m, ok := marshalerOf(v); ok {
			return e.marshaler(dst, m)
		}
		if p, ok := pairsOf(v); ok {
			return e.pairs(dst, v, p)
		}
	}
	switch v.Kind() {
	case reflect.Bool:
		return appendBool(dst, v.Bool()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return e.int(dst, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		if u := v.Uint(); u < 1<<31 {
			return e.int(dst, int64(u))
		}
		return dst, &OverflowError{Text: "int exceeds XML-RPC limits"}
	case reflect.Float64:
		return appendDouble(dst, v.Float()), nil
	case reflect.Float32: // the shortest text that is this float32
		f, _ := strconv.ParseFloat(strconv.FormatFloat(v.Float(), 'g', -1, 32), 64)
		return appendDouble(dst, f), nil
	case reflect.String:
		if t == decimalType {
			break
		}
		return e.string(dst, v.String())
	case reflect.Interface:
		if v.IsNil() {
			return e.none(dst)
		}
		return e.any(dst, v.Interface())
	case reflect.Pointer:
		return e.pointer(dst, v)
	case reflect.Slice, reflect.Array:
		return e.list(dst, v)
	case reflect.Map:
		return e.mapping(dst, v)
	case reflect.Struct:
		return e.goStruct(dst, v)
	}
	return dst, &TypeError{Text: fmt.Sprintf("cannot marshal %s objects", t)}
}

func marshalerOf(v reflect.Value) (Marshaler, bool) {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return nil, false
	}
	if v.CanInterface() {
		if m, ok := v.Interface().(Marshaler); ok {
			return m, true
		}
	}
	if v.CanAddr() && v.Addr().CanInterface() {
		m, ok := v.Addr().Interface().(Marshaler)
		return m, ok
	}
	return nil, false
}

// pairs is what a type has that holds names and values in an order, such as
// jsonx.Object.
type pairs interface{ All() iter.Seq2[string, any] }

func pairsOf(v reflect.Value) (pairs, bool) {
	if v.Kind() == reflect.Pointer && v.IsNil() || !v.CanInterface() {
		return nil, false
	}
	p, ok := v.Interface().(pairs)
	return p, ok
}

func (e *encoder) pairs(dst []byte, v reflect.Value, p pairs) ([]byte, error) {
	if err := e.enter(v, 1); err != nil {
		return dst, err
	}
	dst = append(dst, "<value><struct>\n"...)
	for name, value := range p.All() {
		var err error
		if dst, err = e.member(dst, name); err != nil {
			return dst, err
		}
		if dst, err = e.any(dst, value); err != nil {
			return dst, err
		}
		dst = append(dst, "</member>\n"...)
	}
	e.leave()
	return append(dst, "</struct></value>\n"...), nil
}

func (e *encoder) marshaler(dst []byte, m Marshaler) ([]byte, error) {
	v, err := m.MarshalXMLRPC()
	if err != nil {
		return dst, &MarshalerError{fmt.Sprintf("%T", m), err}
	}
	if e.depth++; e.depth > e.maxDepth { // it may give itself, for ever
		return dst, &RecursionError{Text: "maximum recursion depth exceeded"}
	}
	dst, err = e.any(dst, v)
	e.depth--
	return dst, err
}

func (e *encoder) pointer(dst []byte, v reflect.Value) ([]byte, error) {
	if v.IsNil() {
		return e.none(dst)
	}
	if e.depth++; e.depth > e.maxDepth {
		return dst, &RecursionError{Text: "maximum recursion depth exceeded"}
	}
	dst, err := e.reflectValue(dst, v.Elem())
	e.depth--
	return dst, err
}

func (e *encoder) list(dst []byte, v reflect.Value) ([]byte, error) {
	t := v.Type()
	switch {
	case t.Elem().Kind() == reflect.Uint8:
		if t.Kind() == reflect.Array {
			data := make([]byte, v.Len())
			reflect.Copy(reflect.ValueOf(data), v)
			return appendBase64(dst, data), nil
		}
		return appendBase64(dst, v.Bytes()), nil
	case t == structType:
		return e.structure(dst, v.Interface().(Struct))
	}
	if err := e.enter(v, v.Len()); err != nil {
		return dst, err
	}
	dst = append(dst, "<value><array><data>\n"...)
	for i := range v.Len() {
		var err error
		if dst, err = e.reflectValue(dst, v.Index(i)); err != nil {
			return dst, err
		}
	}
	e.leave()
	return append(dst, "</data></array></value>\n"...), nil
}

// mapping appends a map, in the order of its names: Go's own order is another
// one each time.
func (e *encoder) mapping(dst []byte, v reflect.Value) ([]byte, error) {
	if v.Type().Key().Kind() != reflect.String {
		return dst, &TypeError{Text: "dictionary key must be string"}
	}
	if err := e.enter(v, v.Len()); err != nil {
		return dst, err
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	dst = append(dst, "<value><struct>\n"...)
	for _, k := range keys {
		var err error
		if dst, err = e.member(dst, k.String()); err != nil {
			return dst, err
		}
		if dst, err = e.reflectValue(dst, v.MapIndex(k)); err != nil {
			return dst, err
		}
		dst = append(dst, "</member>\n"...)
	}
	e.leave()
	return append(dst, "</struct></value>\n"...), nil
}

// goStruct appends a struct: one of the types that are values of their own, or
// else its exported fields.
func (e *encoder) goStruct(dst []byte, v reflect.Value) ([]byte, error) {
	switch v.Type() {
	case timeType:
		return e.time(dst, v.Interface().(time.Time))
	case dateTimeType:
		return e.date(dst, v.Field(0).String())
	case binaryType:
		return appendBase64(dst, v.Field(0).Bytes()), nil
	case bigIntType:
		n := v.Interface().(big.Int)
		return e.big(dst, &n)
	}
	e.depth++
	if e.depth > e.maxDepth {
		return dst, &RecursionError{Text: "maximum recursion depth exceeded"}
	}
	p := planOf(v.Type())
	if p.hidden {
		return dst, &TypeError{Text: fmt.Sprintf("cannot marshal %s objects", v.Type())}
	}
	dst = append(dst, "<value><struct>\n"...)
	for i := range p.fields {
		f := &p.fields[i]
		x, ok := f.of(v)
		if !ok || f.omitEmpty && isEmpty(x) {
			continue
		}
		dst = append(dst, f.open...)
		var err error
		if dst, err = e.reflectValue(dst, x); err != nil {
			return dst, err
		}
		dst = append(dst, "</member>\n"...)
	}
	e.depth--
	return append(dst, "</struct></value>\n"...), nil
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.String, reflect.Array:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}
