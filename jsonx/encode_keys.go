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
		if err := e.entry(first, key, it); err != nil {
			return err
		}
		first = false
	}
	e.leave()
	return e.endObject(first)
}

// entry appends an entry whose key becomes the string key, with what stands
// before it. Of what is not written in pieces CPython's notes have the key itself.
func (e *encoder) entry(first bool, key string, it Item) error {
	if e.emit != nil {
		return e.memberPieces(first, key, it.Value)
	}
	e.beforeMember(first)
	e.string(key)
	e.separate(&e.colon)
	if err := e.value(it.Value); err != nil {
		return e.note(err, "when serializing dict item %s", entryRepr(it.Key, key))
	}
	return nil
}

// entryRepr returns Python's repr of a key that becomes the string text.
func entryRepr(k any, text string) string {
	if orderOf(k) == textKey {
		return keyRepr(text)
	}
	switch text {
	case "null":
		return "None"
	case "true":
		return "True"
	case "false":
		return "False"
	case "NaN":
		return "nan"
	case "Infinity":
		return "inf"
	case "-Infinity":
		return "-inf"
	}
	return text
}

// key returns the string that a mapping's key becomes; it reports false for a key
// to leave out.
func (e *encoder) key(k any) (key string, ok bool, err error) {
	switch k := k.(type) {
	case string:
		return k, true, nil
	case encoding.TextMarshaler:
		if _, number := k.(*big.Int); number {
			break
		}
		if isNil(k) {
			return "null", true, nil
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

// isNil reports whether k is a nil pointer, which is None.
func isNil(k any) bool {
	v := reflect.ValueOf(k)
	return v.Kind() == reflect.Pointer && v.IsNil()
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
	kind, odd := orderOf(v[0].Key), false
	for i := range v {
		if !ordered(v[0].Key, v[i].Key) {
			return incomparable(v)
		}
		odd = odd || kind == numberKey && isNaN(v[i].Key)
	}
	if kind == otherKey {
		return nil
	}
	if odd && len(v) < 64 { // CPython's sort starts to merge at 64
		_, err := sortByHalving(v)
		return err
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
	switch k := k.(type) {
	case *big.Int:
		if k == nil {
			return otherKey
		}
		return numberKey
	case string, encoding.TextMarshaler:
		return textKey
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
		if isNil(k) {
			return "null"
		}
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
		return !isNaN(a) && !isNaN(b) && compareNumbers(a, b) < 0, true
	}
	return false, true
}

// isNaN reports whether a key is NaN, which is neither less nor greater than any.
func isNaN(k any) bool {
	f, ok := k.(float64)
	if !ok {
		v := reflect.ValueOf(k)
		if !v.CanFloat() {
			return false
		}
		f = v.Float()
	}
	return f != f
}

// incomparable returns the error for the first two keys that Python's sort finds it
// can't compare.
func incomparable(v Dict) error {
	a, err := sortByHalving(slices.Clone(v))
	if err == nil {
		err = notOrdered(a[0].Key, a[1].Key)
	}
	return err
}

func notOrdered(a, b any) error {
	return &TypeError{Text: fmt.Sprintf("'<' not supported between instances of '%s' and '%s'", typeName(reflect.TypeOf(a)), typeName(reflect.TypeOf(b)))}
}

// sortByHalving sorts v by comparing the keys that CPython's sort compares, in its
// order: it takes the longest run at the start that is in order or in reverse
// order, and then puts each key in its place by halving.
func sortByHalving(v Dict) (Dict, error) {
	n, err := startRun(v)
	if err != nil {
		return v, err
	}
	for ; n < len(v); n++ {
		pivot, lo, hi := v[n], 0, n
		for lo < hi {
			mid := int(uint(lo+hi) / 2)
			lt, ok := less(pivot.Key, v[mid].Key)
			if !ok {
				return v, notOrdered(pivot.Key, v[mid].Key)
			}
			if lt {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		copy(v[lo+1:n+1], v[lo:n])
		v[lo] = pivot
	}
	return v, nil
}

// startRun returns the length of the run at the start of v. A run in reverse is
// turned round, and goes on with what follows in order. Keys that are neither
// less nor greater than their neighbours belong to runs of both kinds.
func startRun(v Dict) (int, error) {
	n, err := rising(v, 1)
	if err != nil || n == len(v) {
		return n, err
	}
	if n > 1 {
		if lt, _ := less(v[0].Key, v[n-1].Key); lt {
			return n, nil
		}
		slices.Reverse(v[:n]) // alike, and turned round once more below
	}
	alike := 0
	for n++; n < len(v); n++ {
		lt, ok := less(v[n].Key, v[n-1].Key)
		if !ok {
			return n, notOrdered(v[n].Key, v[n-1].Key)
		}
		if lt {
			slices.Reverse(v[n-1-alike : n])
			alike = 0
			continue
		}
		if gt, _ := less(v[n-1].Key, v[n].Key); gt {
			break
		}
		alike++
	}
	slices.Reverse(v[n-1-alike : n])
	slices.Reverse(v[:n])
	return rising(v, n)
}

// rising returns the first place from n on whose key is less than the one before.
func rising(v Dict, n int) (int, error) {
	for ; n < len(v); n++ {
		lt, ok := less(v[n].Key, v[n-1].Key)
		if !ok {
			return n, notOrdered(v[n].Key, v[n-1].Key)
		}
		if lt {
			break
		}
	}
	return n, nil
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
// (or any that is, beside one that is not).
func exactNumber(k any) (*big.Rat, float64) {
	if n, ok := k.(*big.Int); ok {
		return new(big.Rat).SetInt(n), 0
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
