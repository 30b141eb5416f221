package urlparse

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/pyrepr"
)

// maxDepth is how deeply the values of a form may be nested.
const maxDepth = 1000

// namedBytes returns what a value holds whose type is made of []byte, unless it
// is to be asked for its text.
func namedBytes(v any) ([]byte, bool) {
	if _, ok := v.(fmt.Stringer); ok {
		return nil, false
	}
	r := reflect.ValueOf(v)
	if !isByteSlice(r) {
		return nil, false
	}
	return r.Bytes(), true
}

func isByteSlice(r reflect.Value) bool {
	return r.Kind() == reflect.Slice && r.Type().Elem().Kind() == reflect.Uint8
}

// pyStr returns what Python's str makes of the value that v stands for.
func pyStr(v any) (string, error) {
	if k := reflect.ValueOf(v); k.Kind() == reflect.String {
		if _, ok := v.(fmt.Stringer); !ok {
			return k.String(), nil
		}
	}
	b, err := appendRepr(nil, v, 0)
	return string(b), err
}

// appendRepr appends Python's repr of v.
func appendRepr(b []byte, v any, depth int) ([]byte, error) {
	if depth > maxDepth {
		return b, &pyerr.RecursionError{Text: "maximum recursion depth exceeded while getting the repr of an object"}
	}
	if _, ok := v.(fmt.Stringer); ok {
		return fmt.Append(b, v), nil // which minds nil receivers
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Invalid:
		return append(b, "None"...), nil
	case reflect.Bool:
		if r.Bool() {
			return append(b, "True"...), nil
		}
		return append(b, "False"...), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.AppendInt(b, r.Int(), 10), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return strconv.AppendUint(b, r.Uint(), 10), nil
	case reflect.Float32:
		f, err := strconv.ParseFloat(strconv.FormatFloat(r.Float(), 'g', -1, 32), 64)
		return pyrepr.AppendFloat(b, f), err
	case reflect.Float64:
		return pyrepr.AppendFloat(b, r.Float()), nil
	case reflect.String:
		return pyrepr.AppendString(b, r.String()), nil
	case reflect.Slice, reflect.Array:
		return appendList(b, r, depth)
	case reflect.Map:
		return appendDict(b, r, depth)
	case reflect.Pointer, reflect.Interface:
		if r.IsNil() {
			return append(b, "None"...), nil
		}
	}
	return fmt.Append(b, v), nil
}

func appendList(b []byte, r reflect.Value, depth int) ([]byte, error) {
	if isByteSlice(r) {
		return pyrepr.AppendBytes(b, r.Bytes()), nil
	}
	b = append(b, '[')
	for i := range r.Len() {
		if i > 0 {
			b = append(b, ", "...)
		}
		var err error
		if b, err = appendRepr(b, r.Index(i).Interface(), depth+1); err != nil {
			return b, err
		}
	}
	return append(b, ']'), nil
}

func appendDict(b []byte, r reflect.Value, depth int) ([]byte, error) {
	b = append(b, '{')
	for i, e := range sortedEntries(r) {
		if i > 0 {
			b = append(b, ", "...)
		}
		var err error
		if b, err = appendRepr(b, e.Key, depth+1); err != nil {
			return b, err
		}
		b = append(b, ": "...)
		if b, err = appendRepr(b, e.Value, depth+1); err != nil {
			return b, err
		}
	}
	return append(b, '}'), nil
}

// sortedEntries returns the keys of a map in the order of their texts, with
// their values: not every key leads to its own, NaN doesn't.
func sortedEntries(r reflect.Value) []Pair[any] {
	entries := make([]Pair[any], 0, r.Len())
	for i := r.MapRange(); i.Next(); {
		entries = append(entries, Pair[any]{i.Key().Interface(), i.Value().Interface()})
	}
	slices.SortFunc(entries, func(a, b Pair[any]) int { return strings.Compare(fmt.Sprint(a.Key), fmt.Sprint(b.Key)) })
	return entries
}

// elements returns the elements of a slice or array that is not bytes, or the
// keys of a map.
func elements(v any) (out []any, ok bool) {
	if _, ok := v.(fmt.Stringer); ok {
		return nil, false
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Slice, reflect.Array:
		if isByteSlice(r) {
			return nil, false
		}
		for i := range r.Len() {
			out = append(out, r.Index(i).Interface())
		}
		return out, true
	case reflect.Map:
		for _, e := range sortedEntries(r) {
			out = append(out, e.Key)
		}
		return out, true
	}
	return nil, false
}
