package xmlrpc

import (
	"math"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

func reprOf(b []byte) string { return pyrepr.String(string(b)) }

// An Unmarshaler is a type that reads itself from a value as [Loads] returns it;
// <nil/> is nil. Its errors are returned in an [*UnmarshalerError]. A server
// tells clients of those that are a [*Fault] only.
type Unmarshaler interface {
	UnmarshalXMLRPC(value any) error
}

// Types that are more than their kind.
var (
	timeType        = reflect.TypeFor[time.Time]()
	dateTimeType    = reflect.TypeFor[DateTime]()
	binaryType      = reflect.TypeFor[Binary]()
	bigIntType      = reflect.TypeFor[big.Int]()
	structType      = reflect.TypeFor[Struct]()
	anySliceType    = reflect.TypeFor[[]any]()
	decimalType     = reflect.TypeFor[Decimal]()
	faultType       = reflect.TypeFor[Fault]()
	unmarshalerType = reflect.TypeFor[Unmarshaler]()
)

// indirect follows pointers, making what they point to.
func indirect(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	return v
}

// aim decides how the frame fills its target.
func (d *decoder) aim(f *frame, el elem, target reflect.Value) {
	target = indirect(target)
	t := target.Type()
	isArray := el == elemArray
	switch {
	case hasUnmarshaler(t):
		f.target = target // collected, then handed over
	case t.Kind() == reflect.Interface && t.NumMethod() == 0, t == structType && !isArray, t == anySliceType && isArray:
		f.target = target
	case isArray && t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8 && t != structType:
		f.kind, f.target = frameSlice, target
		if target.IsNil() {
			target.Set(reflect.MakeSlice(t, 0, 0))
		}
		target.SetLen(0)
	case isArray && t.Kind() == reflect.Array:
		f.kind, f.target = frameArray, target
	case !isArray && t.Kind() == reflect.Map && t.Key().Kind() == reflect.String:
		f.kind, f.target = frameMap, target
		f.elem = reflect.New(t.Elem()).Elem()
		target.Set(reflect.MakeMap(t))
	case !isArray && isPlainStruct(t):
		f.kind, f.target, f.plan = frameStruct, target, planOf(t)
	default:
		f.kind = frameSkip
		d.misfit(elemNames[el], t)
	}
}

// isPlainStruct reports whether t is a struct that goes out as a structure.
func isPlainStruct(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	switch t {
	case timeType, dateTimeType, binaryType, bigIntType:
		return false
	}
	return true
}

func hasUnmarshaler(t reflect.Type) bool {
	return t.NumMethod() > 0 && t.Implements(unmarshalerType) ||
		t.Name() != "" && t.Kind() != reflect.Interface && reflect.PointerTo(t).Implements(unmarshalerType)
}

// misfit keeps the first value that doesn't fit.
func (d *decoder) misfit(value string, t reflect.Type) {
	if d.mismatch == nil {
		d.mismatch = &UnmarshalTypeError{Value: value, Type: t.String(), Path: d.path()}
		d.misfitAt, d.misfitIs = d.frames[0].n, value
	}
}

// path says where the decoder is, as in "[3].price".
func (d *decoder) path() string {
	var b strings.Builder
	for i := range d.frames {
		switch f := &d.frames[i]; f.kind {
		case frameSlice, frameArray:
			b.WriteString("[" + strconv.Itoa(f.n) + "]")
		case frameMap:
			b.WriteString("." + f.key)
		case frameStruct:
			if f.field >= 0 {
				b.WriteString("." + f.plan.fields[f.field].name)
			}
		}
	}
	return b.String()
}

// assignCollected puts an array or a structure into the target that collected it.
func (d *decoder) assignCollected(target reflect.Value, v any) {
	if u, ok := unmarshalerOf(target); ok {
		d.unmarshal(u, v)
		return
	}
	target.Set(reflect.ValueOf(v))
}

func unmarshalerOf(target reflect.Value) (Unmarshaler, bool) {
	if target.Kind() == reflect.Interface || target.Type().Name() == "" {
		return nil, false
	}
	if !target.CanAddr() {
		return nil, false
	}
	u, ok := target.Addr().Interface().(Unmarshaler)
	return u, ok
}

// fill puts a value without parts into its target.
func (d *decoder) fill(target reflect.Value, l *leaf) error {
	switch target.Kind() { // the common ones first
	case reflect.String:
		if l.kind == leafString && !hasNamedUnmarshaler(target) {
			target.SetString(string(l.text))
			return nil
		}
	case reflect.Int, reflect.Int64, reflect.Int32:
		if l.kind == leafInt && l.big == nil && !target.OverflowInt(l.i) && !hasNamedUnmarshaler(target) {
			target.SetInt(l.i)
			return nil
		}
	case reflect.Float64:
		if l.kind == leafDouble && !hasNamedUnmarshaler(target) {
			target.SetFloat(l.f)
			return nil
		}
	}
	if l.kind == leafNil {
		if u, ok := unmarshalerOf(target); ok {
			d.unmarshal(u, nil)
			return nil
		}
		target.SetZero()
		return nil
	}
	target = indirect(target)
	if u, ok := unmarshalerOf(target); ok {
		v, err := d.value(l)
		if err == nil {
			d.unmarshal(u, v)
		}
		return err
	}
	if target.Kind() == reflect.Interface && target.NumMethod() == 0 {
		v, err := d.value(l)
		if err == nil {
			target.Set(reflect.ValueOf(v))
		}
		return err
	}
	if l.kind == leafDate && target.Type() == timeType {
		t, err := d.date(l)
		if err == nil {
			*target.Addr().Interface().(*time.Time) = t
		}
		return err
	}
	if !fillKind(target, l) {
		d.misfit(l.String(), target.Type())
	}
	return nil
}

// hasNamedUnmarshaler asks the costly question only of types that a program defined.
func hasNamedUnmarshaler(v reflect.Value) bool {
	return v.Type().PkgPath() != "" && hasUnmarshaler(v.Type())
}

func (d *decoder) unmarshal(u Unmarshaler, v any) {
	if err := u.UnmarshalXMLRPC(v); err != nil && d.mismatch == nil {
		d.mismatch = &UnmarshalerError{Type: reflect.TypeOf(u).Elem().String(), Path: d.path(), Err: err}
		d.misfitAt = d.frames[0].n
	}
}

// String describes the value for an error.
func (l *leaf) String() string {
	if l.kind == leafInt {
		if l.big != nil {
			return "int of more than 64 bits"
		}
		return "int " + strconv.FormatInt(l.i, 10)
	}
	return leafNames[l.kind]
}

// fillKind puts the value into the target if it fits.
func fillKind(target reflect.Value, l *leaf) bool {
	t := target.Type()
	switch l.kind {
	case leafBool:
		if t.Kind() == reflect.Bool {
			target.SetBool(l.i != 0)
			return true
		}
	case leafInt:
		return fillInt(target, l)
	case leafDouble:
		if t.Kind() == reflect.Float64 || t.Kind() == reflect.Float32 {
			return fillFloat(target, l.f)
		}
	case leafString:
		if t.Kind() == reflect.String {
			target.SetString(string(l.text))
			return true
		}
	case leafDecimal:
		switch {
		case t.Kind() == reflect.String:
			target.SetString(string(l.text))
			return true
		case t.Kind() == reflect.Float64 || t.Kind() == reflect.Float32:
			f, err := strconv.ParseFloat(string(l.text), 64)
			return err == nil && fillFloat(target, f)
		}
	case leafBytes:
		return fillBytes(target, l.data)
	case leafDate:
		switch {
		case t == dateTimeType:
			target.Field(0).SetString(string(trimSpace(l.text)))
			return true
		case t.Kind() == reflect.String:
			target.SetString(string(trimSpace(l.text)))
			return true
		}
	}
	return false
}

// fillFloat puts a number into a float, unless that would make it infinite.
func fillFloat(target reflect.Value, f float64) bool {
	if target.OverflowFloat(f) {
		return false
	}
	target.SetFloat(f)
	return true
}

func fillInt(target reflect.Value, l *leaf) bool {
	switch k := target.Kind(); k {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if l.big != nil || target.OverflowInt(l.i) {
			return false
		}
		target.SetInt(l.i)
		return true
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		u := uint64(l.i)
		if l.big != nil {
			if !l.big.IsUint64() {
				return false
			}
			u = l.big.Uint64()
		} else if l.i < 0 {
			return false
		}
		if target.OverflowUint(u) {
			return false
		}
		target.SetUint(u)
		return true
	case reflect.Float64, reflect.Float32:
		f := float64(l.i)
		if l.big != nil {
			if f, _ = new(big.Float).SetInt(l.big).Float64(); math.IsInf(f, 0) {
				return false
			}
		}
		return fillFloat(target, f)
	case reflect.Struct:
		if target.Type() == bigIntType {
			p := target.Addr().Interface().(*big.Int)
			if l.big != nil {
				p.Set(l.big)
			} else {
				p.SetInt64(l.i)
			}
			return true
		}
	}
	return false
}

func fillBytes(target reflect.Value, data []byte) bool {
	t := target.Type()
	switch {
	case t == binaryType:
		target.Field(0).SetBytes(data)
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		target.SetBytes(data)
	case t.Kind() == reflect.Array && t.Elem().Kind() == reflect.Uint8 && t.Len() == len(data):
		reflect.Copy(target, reflect.ValueOf(data))
	default:
		return false
	}
	return true
}
