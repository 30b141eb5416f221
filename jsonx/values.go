package jsonx

import (
	"math"
	"math/big"
	"reflect"
	"strconv"
)

// A Number is the text of a JSON number, as [RawNumber] keeps it. Encoding
// writes it as it is.
type Number string

// String returns the text.
func (n Number) String() string { return string(n) }

// Float64 returns the nearest float64, infinite beyond its range.
func (n Number) Float64() (float64, error) {
	if !n.valid() {
		return 0, &ValueError{Text: "not a number: " + string(n)}
	}
	f, _ := strconv.ParseFloat(string(n), 64) // an error says that f is infinite
	return f, nil
}

// Int64 returns the number as an integer, or an error if it isn't one or is too
// large.
func (n Number) Int64() (int64, error) {
	v, err := n.Value()
	if err != nil {
		return 0, err
	}
	if i, ok := v.(int64); ok {
		return i, nil
	}
	return 0, &ValueError{Text: "not an integer of 64 bits: " + string(n)}
}

// Value returns what decoding the number without [RawNumber] gives: an int64,
// a *[big.Int] or a float64.
func (n Number) Value() (any, error) {
	v, err := Loads(string(n))
	if err != nil {
		return nil, err
	}
	switch v.(type) {
	case int64, float64, *big.Int:
		return v, nil
	}
	return nil, &ValueError{Text: "not a number: " + string(n)}
}

// valid reports whether n follows JSON's grammar for numbers.
func (n Number) valid() bool {
	i := 0
	if len(n) > 0 && n[0] == '-' {
		i++
	}
	digits := func() bool {
		start := i
		for i < len(n) && n[i]-'0' <= 9 {
			i++
		}
		return i > start
	}
	if i < len(n) && n[i] == '0' {
		i++
	} else if !digits() {
		return false
	}
	if i < len(n) && n[i] == '.' {
		i++
		if !digits() {
			return false
		}
	}
	if i < len(n) && n[i]|0x20 == 'e' {
		i++
		if i < len(n) && (n[i] == '+' || n[i] == '-') {
			i++
		}
		if !digits() {
			return false
		}
	}
	return i == len(n)
}

// Equal reports whether two values are equal as Python compares them: numbers by
// value (1 and 1.0 are equal), objects whatever the order of their members.
// Unlike Python it tells true from 1, as JSON does. It takes the values that
// [Loads] returns and compares others with [reflect.DeepEqual].
func Equal(a, b any) bool { return equal(a, b, 0) }

func equal(a, b any, depth int) bool {
	if depth > maxDepth {
		return false
	}
	switch a := a.(type) {
	case nil:
		return b == nil
	case bool:
		b, ok := b.(bool)
		return ok && a == b
	case string:
		b, ok := b.(string)
		return ok && a == b
	case *Object:
		b, ok := b.(*Object)
		return ok && equalObjects(a, b, depth+1)
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !equal(a[i], b[i], depth+1) {
				return false
			}
		}
		return true
	}
	if x, y := rational(a), rational(b); x != nil && y != nil {
		return x.Cmp(y) == 0
	}
	if x, ok := a.(float64); ok { // infinite or NaN
		y, ok := b.(float64)
		return ok && x == y
	}
	return reflect.DeepEqual(a, b)
}

func equalObjects(a, b *Object, depth int) bool {
	if a.Len() != b.Len() {
		return false
	}
	for k, v := range a.All() {
		w, ok := b.Get(k)
		if !ok || !equal(v, w, depth) {
			return false
		}
	}
	return true
}

// rational returns the exact value of a finite number, or nil.
func rational(v any) *big.Rat {
	if n, ok := v.(Number); ok {
		if len(n) > 400 { // 1e999999999 would fill the memory
			return nil
		}
		v, _ = n.Value()
	}
	switch v := v.(type) {
	case int:
		return new(big.Rat).SetInt64(int64(v))
	case int64:
		return new(big.Rat).SetInt64(v)
	case *big.Int:
		return new(big.Rat).SetInt(v)
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return nil
		}
		return new(big.Rat).SetFloat64(v)
	}
	return nil
}

// kindName names the JSON type of a value for a message.
func kindName(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case string:
		return "a string"
	case *Object:
		return "an object"
	case []any:
		return "an array"
	case int64, float64, *big.Int, Number:
		return "a number"
	}
	return reflect.TypeOf(v).String()
}
