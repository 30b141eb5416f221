package jsonx

import (
	"encoding"
	"encoding/base64"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// A decodeFunc decodes the value at place i into v and returns the place after it.
type decodeFunc func(d *decoder, i int, v reflect.Value) int

var decodeFuncs sync.Map // reflect.Type -> decodeFunc

// decoderOf returns the function for a type; see encoderOf.
func decoderOf(t reflect.Type) decodeFunc {
	if f, ok := decodeFuncs.Load(t); ok {
		return f.(decodeFunc)
	}
	var f decodeFunc
	var made sync.WaitGroup
	made.Add(1)
	later := decodeFunc(func(d *decoder, i int, v reflect.Value) int {
		made.Wait()
		return f(d, i, v)
	})
	if other, ok := decodeFuncs.LoadOrStore(t, later); ok {
		return other.(decodeFunc)
	}
	f = makeDecoder(t)
	made.Done()
	decodeFuncs.Store(t, f)
	return f
}

// jsonUnmarshaler is encoding/json's Unmarshaler.
type jsonUnmarshaler interface{ UnmarshalJSON([]byte) error }

var (
	unmarshalerType     = reflect.TypeFor[jsonUnmarshaler]()
	anyType             = reflect.TypeFor[any]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
)

func makeDecoder(t reflect.Type) decodeFunc {
	switch {
	case t == objectType:
		return intoObject
	case t == reflect.TypeFor[[]any]():
		return intoList
	case t == bigIntType.Elem():
		return intoBigInt
	case isNumber(t):
		return intoNumber
	case t == reflect.TypeFor[[]float64]():
		return floatSlice.decode
	case t == reflect.TypeFor[[]int64]():
		return intSlice.decode
	case t == reflect.TypeFor[[]string]():
		return stringSlice.decode
	case t.Kind() != reflect.Pointer && reflect.PointerTo(t).Implements(unmarshalerType):
		return intoUnmarshaler
	case t.Kind() != reflect.Pointer && reflect.PointerTo(t).Implements(textUnmarshalerType):
		return intoTextual
	}
	switch t.Kind() {
	case reflect.Bool:
		return intoBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return intoInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return intoUint
	case reflect.Float32, reflect.Float64:
		return intoFloat
	case reflect.String:
		return intoString
	case reflect.Interface:
		return intoInterface
	case reflect.Pointer:
		return pointerDecoder(t)
	case reflect.Slice:
		return sliceDecoder(t)
	case reflect.Array:
		return arrayDecoder(t)
	case reflect.Map:
		return mapDecoder(t)
	case reflect.Struct:
		return structDecoder(t)
	}
	return func(d *decoder, i int, v reflect.Value) int { return d.mismatch(i, t) }
}

func intoBool(d *decoder, i int, v reflect.Value) int {
	rest := d.s[min(i, len(d.s)):]
	switch {
	case strings.HasPrefix(rest, "true"):
		v.SetBool(true)
		return i + 4
	case strings.HasPrefix(rest, "false"):
		v.SetBool(false)
		return i + 5
	case d.null(i):
		return i + 4
	}
	return d.mismatch(i, v.Type())
}

// integral reads the integer at i; its text is s[i:end].
func (d *decoder) integral(i int) (n numeral, end int) {
	if i >= len(d.s) || d.s[i]-'0' > 9 && d.s[i] != '-' {
		return n, -1
	}
	n, end = d.numeral(i)
	if n.isFloat {
		return n, -1
	}
	return n, end
}

func intoInt(d *decoder, i int, v reflect.Value) int {
	n, end := d.integral(i)
	if end < 0 {
		if d.null(i) {
			return i + 4
		}
		return d.mismatch(i, v.Type())
	}
	x := int64(n.man)
	if n.neg {
		x = -x
	}
	if n.digits >= 19 {
		var err error
		if x, err = strconv.ParseInt(d.s[i:end], 10, 64); err != nil {
			return d.mismatch(i, v.Type())
		}
	}
	if v.OverflowInt(x) {
		return d.mismatch(i, v.Type())
	}
	v.SetInt(x)
	return end
}

func intoUint(d *decoder, i int, v reflect.Value) int {
	n, end := d.integral(i)
	if end < 0 {
		if d.null(i) {
			return i + 4
		}
		return d.mismatch(i, v.Type())
	}
	x := n.man
	if n.neg && x != 0 {
		return d.mismatch(i, v.Type())
	}
	if n.digits >= 19 {
		var err error
		if x, err = strconv.ParseUint(strings.TrimPrefix(d.s[i:end], "-"), 10, 64); err != nil {
			return d.mismatch(i, v.Type())
		}
	}
	if v.OverflowUint(x) {
		return d.mismatch(i, v.Type())
	}
	v.SetUint(x)
	return end
}

func intoFloat(d *decoder, i int, v reflect.Value) int {
	if d.null(i) {
		return i + 4
	}
	f, end := d.floatAt(i, v.Type())
	if end < 0 {
		return end
	}
	if v.OverflowFloat(f) {
		return d.mismatch(i, v.Type())
	}
	if v.Kind() == reflect.Float32 { // rounded once, not twice
		if g, err := strconv.ParseFloat(d.s[i:end], 32); err == nil {
			f = g
		}
	}
	v.SetFloat(f)
	return end
}

// floatAt parses the number at i.
func (d *decoder) floatAt(i int, t reflect.Type) (float64, int) {
	if i < len(d.s) && (d.s[i]-'0' <= 9 || d.s[i] == '-') {
		if n, end := d.numeral(i); end > 0 {
			return d.float64(i, end, n)
		}
	}
	if i < len(d.s) && strings.IndexByte(`"{[tfn`, d.s[i]) < 0 {
		v, end := d.value(i) // NaN, Infinity, JSON5
		switch v := v.(type) {
		case float64:
			return v, end
		case int64:
			return float64(v), end
		}
		if end < 0 {
			return 0, end
		}
	}
	return 0, d.mismatch(i, t)
}

// intAt parses the integer at i.
func (d *decoder) intAt(i int, t reflect.Type) (int64, int) {
	if n, end := d.shortInt(i); end >= 0 {
		return n, end
	}
	n, end := d.integral(i)
	if end < 0 {
		return 0, d.mismatch(i, t)
	}
	if n.digits < 19 { // with an exponent sign that no digits follow, say
		if n.neg {
			return -int64(n.man), end
		}
		return int64(n.man), end
	}
	x, err := strconv.ParseInt(d.s[i:end], 10, 64)
	if err != nil {
		return 0, d.mismatch(i, t)
	}
	return x, end
}

// stringAt parses the string at i.
func (d *decoder) stringAt(i int, t reflect.Type) (string, int) {
	if i < len(d.s) && d.s[i] == '"' {
		return d.ownStr(i + 1)
	}
	if i < len(d.s) && d.s[i] == '\'' && d.cfg.json5 {
		return d.quoted(i)
	}
	return "", d.mismatch(i, t)
}

func intoString(d *decoder, i int, v reflect.Value) int {
	if d.null(i) {
		return i + 4
	}
	s, end := d.stringAt(i, v.Type())
	if end >= 0 {
		v.SetString(s)
	}
	return end
}

func intoInterface(d *decoder, i int, v reflect.Value) int {
	if v.NumMethod() > 0 {
		if d.null(i) {
			v.SetZero()
			return i + 4
		}
		return d.mismatch(i, v.Type())
	}
	x, end := d.value(i)
	switch {
	case end < 0:
	case x == nil:
		v.SetZero()
	case v.Type() == anyType:
		*variable[any](v) = x
	default:
		v.Set(reflect.ValueOf(x))
	}
	return end
}

func intoObject(d *decoder, i int, v reflect.Value) int {
	if d.null(i) {
		v.SetZero()
		return i + 4
	}
	if i >= len(d.s) || d.s[i] != '{' {
		return d.mismatch(i, v.Type())
	}
	x, end := d.value(i)
	if end >= 0 {
		v.Set(reflect.ValueOf(x))
	}
	return end
}

func intoList(d *decoder, i int, v reflect.Value) int {
	if d.null(i) {
		v.SetZero()
		return i + 4
	}
	if i >= len(d.s) || d.s[i] != '[' {
		return d.mismatch(i, v.Type())
	}
	x, end := d.value(i)
	if end >= 0 {
		*variable[[]any](v) = x.([]any)
	}
	return end
}

func intoBigInt(d *decoder, i int, v reflect.Value) int {
	n, end := d.integral(i)
	if end < 0 {
		if d.null(i) {
			return i + 4
		}
		return d.mismatch(i, v.Type())
	}
	x, end := d.bigInt(d.s[i:end], n.digits, end)
	if end >= 0 {
		v.Addr().Interface().(*big.Int).Set(x)
	}
	return end
}

func intoNumber(d *decoder, i int, v reflect.Value) int {
	if d.null(i) {
		return i + 4
	}
	if i < len(d.s) && (d.s[i]-'0' <= 9 || d.s[i] == '-') {
		if _, end := d.numeral(i); end > 0 {
			v.SetString(d.part(i, end))
			return end
		}
	}
	return d.mismatch(i, v.Type())
}

// intoUnmarshaler hands the text of the value to UnmarshalJSON.
func intoUnmarshaler(d *decoder, i int, v reflect.Value) int {
	_, end := d.value(i)
	if end < 0 {
		return end
	}
	if err := v.Addr().Interface().(jsonUnmarshaler).UnmarshalJSON([]byte(d.s[i:end])); err != nil {
		return d.failWith(err)
	}
	return end
}

// intoTextual hands a string to UnmarshalText.
func intoTextual(d *decoder, i int, v reflect.Value) int {
	if d.null(i) {
		return i + 4
	}
	s, end := d.stringAt(i, v.Type())
	if end < 0 {
		return end
	}
	if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)); err != nil {
		return d.failWith(err)
	}
	return end
}

func pointerDecoder(t reflect.Type) decodeFunc {
	elem := decoderOf(t.Elem())
	return func(d *decoder, i int, v reflect.Value) int {
		if d.null(i) {
			v.SetZero()
			return i + 4
		}
		if v.IsNil() {
			v.Set(reflect.New(t.Elem()))
		}
		return elem(d, i, v.Elem())
	}
}

// decodeBase64 fills bytes from a string.
func decodeBase64(d *decoder, i int, v reflect.Value) int {
	if d.null(i) {
		v.SetZero()
		return i + 4
	}
	s, end := d.stringAt(i, v.Type())
	if end < 0 {
		return end
	}
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return d.fail("Invalid base64", i)
	}
	v.SetBytes(b)
	return end
}
