package jsonx

import (
	"cmp"
	"encoding"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"strings"
)

// A Dict is a mapping with keys of any type, in order, as a Python dict: a way to
// encode {1: "a", None: "b"}. Keys become strings as Python makes them: true is
// "true", 1.0 is "1.0", nil is "null".
type Dict []Item

// An Item is an entry of a [Dict].
type Item struct{ Key, Value any }

// dict appends a mapping as a JSON object.
func (e *encoder) dict(v Dict) error {
	if len(v) == 0 {
		e.raw("{}")
		return nil
	}
	r := reference{place: reflect.ValueOf(v).Pointer(), n: len(v)}
	if err := e.hold(r); err != nil {
		return err
	}
	if err := e.enter(); err != nil {
		return err
	}
	if err := e.items(v); err != nil {
		return err
	}
	e.drop(r)
	return nil
}

// items appends the entries of a mapping that has been entered.
func (e *encoder) items(v Dict) error {
	if err := e.startObject(); err != nil {
		return err
	}
	if e.cfg.sortKeys {
		v = slices.Clone(v)
		if err := sortItems(v); err != nil {
			return err
		}
	}
	var names map[string]struct{}
	if e.cfg.duplicates == DuplicateError {
		names = make(map[string]struct{}, len(v))
	}
	first := true
	for _, it := range v {
		key, ok, err := e.key(it.Key)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if names != nil {
			if _, dup := names[key]; dup {
				return &ValueError{Text: "Duplicate name: " + keyRepr(key)}
			}
			names[key] = struct{}{}
		}
		if err := e.member(first, key, it.Value); err != nil {
			return err
		}
		first = false
	}
	e.leave()
	return e.endObject(first)
}

// key returns the string that a mapping's key becomes; it reports false for a key
// to leave out.
func (e *encoder) key(k any) (key string, ok bool, err error) {
	switch k := k.(type) {
	case string:
		return k, true, nil
	case encoding.TextMarshaler:
		if reflect.ValueOf(k).Kind() == reflect.Pointer {
			if _, number := k.(*big.Int); number {
				break
			}
		}
		text, err := k.MarshalText()
		return string(text), true, err
	}
	v := reflect.ValueOf(k)
	switch v.Kind() {
	case reflect.String:
		return v.String(), true, nil
	case reflect.Invalid, reflect.Bool, reflect.Float32, reflect.Float64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
	default:
		if _, number := k.(*big.Int); number {
			break
		}
		if e.cfg.skipKeys {
			return "", false, nil
		}
		return "", false, &TypeError{Text: "keys must be str, int, float, bool or None, not " + typeName(v.Type())}
	}
	// The text of such a key is that of the value.
	n := len(e.buf)
	err = e.value(k)
	key = string(e.buf[n:])
	e.buf = e.buf[:n]
	return key, true, err
}

// typeName names a type as an error message does.
func typeName(t reflect.Type) string {
	if t == nil {
		return "nil"
	}
	if t.Kind() == reflect.Pointer && t.Name() == "" {
		t = t.Elem()
	}
	if t.Name() != "" {
		return t.Name()
	}
	return t.String()
}

// sorting is room for members in key order.
type sorting struct {
	sorted []Member
	used   int // how much of it has been in use
}

func (s *sorting) release() {
	const keep = 1 << 12
	if cap(s.sorted) > keep {
		s.sorted = nil
	}
	clear(s.sorted[:min(s.used, cap(s.sorted))])
	s.sorted, s.used = s.sorted[:0], 0
}

// sort returns a sorted copy of members at the end of s.sorted.
func (s *sorting) sort(members []Member) []Member {
	base := len(s.sorted)
	s.sorted = append(s.sorted, members...)
	s.used = max(s.used, len(s.sorted))
	out := s.sorted[base:]
	sortMembers(out)
	return out
}

func sortMembers(m []Member) {
	slices.SortStableFunc(m, func(a, b Member) int { return strings.Compare(a.Key, b.Key) })
}

// sortItems sorts the entries of a mapping by their keys, as Python's sorted does:
// strings with strings, numbers with numbers.
func sortItems(v Dict) error {
	if len(v) < 2 {
		return nil
	}
	kind := orderOf(v[0].Key)
	for i := range v {
		if !ordered(v[0].Key, v[i].Key) {
			return incomparable(v)
		}
	}
	if kind == otherKey {
		return nil
	}
	slices.SortStableFunc(v, func(a, b Item) int {
		if kind == textKey {
			return strings.Compare(keyText(a.Key), keyText(b.Key))
		}
		return compareNumbers(a.Key, b.Key)
	})
	return nil
}

// ordered reports whether two keys have an order. Two of another type than
// strings and numbers are taken to have one; they are no keys of JSON anyway.
func ordered(a, b any) bool {
	k := orderOf(a)
	return k == orderOf(b) && (k != otherKey || a != nil && reflect.TypeOf(a) == reflect.TypeOf(b))
}

type keyOrder int

const (
	otherKey keyOrder = iota
	textKey
	numberKey
)

func orderOf(k any) keyOrder {
	switch k.(type) {
	case string, encoding.TextMarshaler:
		if _, ok := k.(*big.Int); !ok {
			return textKey
		}
		return numberKey
	}
	switch reflect.ValueOf(k).Kind() {
	case reflect.String:
		return textKey
	case reflect.Bool, reflect.Float32, reflect.Float64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return numberKey
	}
	return otherKey
}

func keyText(k any) string {
	switch k := k.(type) {
	case string:
		return k
	case encoding.TextMarshaler:
		text, _ := k.MarshalText() // an error comes up when the key is written
		return string(text)
	}
	return reflect.ValueOf(k).String()
}

// less reports whether Python's a < b holds; ok is false where it raises.
func less(a, b any) (yes, ok bool) {
	if !ordered(a, b) {
		return false, false
	}
	switch orderOf(a) {
	case textKey:
		return keyText(a) < keyText(b), true
	case numberKey:
		return compareNumbers(a, b) < 0, true
	}
	return false, true
}

// incomparable returns the error for the first two keys that Python's sort finds it
// can't compare. That sort takes the longest run at the start that is in order
// (or in reverse order), and then puts each key in its place by halving.
func incomparable(v Dict) error {
	fail := func(a, b any) error {
		return &TypeError{Text: fmt.Sprintf("'<' not supported between instances of '%s' and '%s'", typeName(reflect.TypeOf(a)), typeName(reflect.TypeOf(b)))}
	}
	keys := make([]any, len(v))
	for i := range v {
		keys[i] = v[i].Key
	}
	n := 1
	down := false
	for ; n < len(keys); n++ {
		lt, ok := less(keys[n], keys[n-1])
		if !ok {
			return fail(keys[n], keys[n-1])
		}
		if n == 1 {
			down = lt
		} else if lt != down {
			break
		}
	}
	if down {
		slices.Reverse(keys[:n])
	}
	for ; n < len(keys); n++ {
		pivot, lo, hi := keys[n], 0, n
		for lo < hi {
			mid := int(uint(lo+hi) / 2)
			lt, ok := less(pivot, keys[mid])
			if !ok {
				return fail(pivot, keys[mid])
			}
			if lt {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		copy(keys[lo+1:n+1], keys[lo:n])
		keys[lo] = pivot
	}
	return fail(keys[0], keys[1])
}

// compareNumbers compares two keys that are numbers or booleans.
func compareNumbers(a, b any) int {
	if x, ok := a.(int64); ok {
		if y, ok := b.(int64); ok {
			return cmp.Compare(x, y)
		}
	}
	x, xf := exactNumber(a)
	y, yf := exactNumber(b)
	if x != nil && y != nil {
		return x.Cmp(y)
	}
	return cmp.Compare(xf, yf)
}

// exactNumber returns a number exactly, or nil and a float that is not finite
// (or near the number, beside one that is not).
func exactNumber(k any) (*big.Rat, float64) {
	if n, ok := k.(*big.Int); ok {
		f, _ := new(big.Float).SetInt(n).Float64()
		return new(big.Rat).SetInt(n), f
	}
	switch v := reflect.ValueOf(k); v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			return big.NewRat(1, 1), 1
		}
		return new(big.Rat), 0
	case reflect.Float32, reflect.Float64:
		return new(big.Rat).SetFloat64(v.Float()), v.Float()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return new(big.Rat).SetUint64(v.Uint()), float64(v.Uint())
	default:
		return new(big.Rat).SetInt64(v.Int()), float64(v.Int())
	}
}
