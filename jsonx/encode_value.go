package jsonx

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/bits"
	"reflect"
	"slices"
	"strconv"
)

// value appends the JSON text of v.
func (e *encoder) value(v any) error {
	if e.emit == nil {
		buf, err := e.appendValue(e.buf, v)
		e.set(buf)
		return err
	}
	switch v := v.(type) {
	case *Object:
		return e.object(v)
	case []any:
		return e.list(v)
	case nil:
		e.raw("null")
	case bool:
		e.bool(v)
	case string:
		e.string(v)
	case int64:
		e.int(v)
	case int:
		e.int(int64(v))
	case float64:
		return e.float(v, 64)
	default:
		return e.other(v)
	}
	return nil
}

// other appends a value of a type that Loads does not return every day.
func (e *encoder) other(v any) error {
	switch v := v.(type) {
	case *big.Int:
		return e.bigInt(v)
	case Number:
		return e.number(v)
	case Dict:
		return e.dict(v)
	case map[string]any:
		return e.stringMap(v)
	}
	if t := reflect.TypeOf(v); t != e.lastType {
		e.lastType, e.lastFunc = t, encoderOf(t)
	}
	return e.lastFunc(e, reflect.ValueOf(v))
}

// set makes b, which is buf with something appended, the new buf. If there was
// room for it, buf keeps its pointer, whose writing the garbage collector would
// have to be told of.
func (e *encoder) set(b []byte) {
	if cap(b) == cap(e.buf) {
		e.buf = e.buf[:len(b)]
	} else {
		e.buf = b
	}
}

func (e *encoder) bool(v bool) {
	if v {
		e.raw("true")
	} else {
		e.raw("false")
	}
}

func (e *encoder) int(n int64) { e.set(appendInt(e.buf, n)) }

// appendInt appends an integer; eight digits at a time, but for the first ones.
func appendInt(dst []byte, n int64) []byte {
	u := uint64(n)
	if n < 0 {
		dst = append(dst, '-')
		u = -u
	}
	at := len(dst)
	if cap(dst)-at < 24 {
		dst = slices.Grow(dst, 24)
	}
	to := dst[at : at+24]
	if u < 1e8 {
		return dst[:at+putShort(to, u)]
	}
	if u < 1e16 {
		k := 1
		if to[0] = byte('0' + u/1e8); u >= 1e9 {
			k = putShort(to, u/1e8)
		}
		binary.LittleEndian.PutUint64(to[k:], digits8(u%1e8)|zeros)
		return dst[:at+k+8]
	}
	k := putShort(to, u/1e16)
	u %= 1e16
	binary.LittleEndian.PutUint64(to[k:], digits8(u/1e8)|zeros)
	binary.LittleEndian.PutUint64(to[k+8:], digits8(u%1e8)|zeros)
	return dst[:at+k+16]
}

// putShort writes a number below 1e8 and returns how many digits it has. It
// writes eight bytes.
func putShort(to []byte, n uint64) int {
	w := digits8(n)
	leading := bits.TrailingZeros64(w|1<<56) / 8
	binary.LittleEndian.PutUint64(to, (w|zeros)>>(8*leading))
	return 8 - leading
}

const zeros = lowBits * '0'

// digits8 returns the eight digits of a number below 1e8, the first one lowest.
// It divides what is in the lanes of a word all at once, by multiplying.
func digits8(n uint64) uint64 {
	w := n/10000 | n%10000<<32
	hundreds := w * 10486 >> 20 & 0x0000007f0000007f
	w = hundreds | (w-100*hundreds)<<16
	tens := w * 103 >> 10 & 0x000f000f000f000f
	return tens | (w-10*tens)<<8
}

// raw appends s as it is. append itself would write the pointer; see set.
func (e *encoder) raw(s string) {
	n := len(e.buf)
	if cap(e.buf)-n < len(s) {
		e.buf = slices.Grow(e.buf, len(s))
	}
	e.buf = e.buf[:n+len(s)]
	copy(e.buf[n:], s)
}

// A separator holds the text between two items or behind a key. One of up to two
// bytes, as nearly all are, is appended without a call.
type separator struct {
	text string
	two  [2]byte
}

func newSeparator(s string) separator {
	sep := separator{text: s}
	copy(sep.two[:], s)
	return sep
}

func (e *encoder) separate(s *separator) { e.set(appendSeparator(e.buf, s)) }

// basic reports whether the generator yields the value together with what
// stands before it.
func basic(v any) bool {
	switch v.(type) {
	case nil, bool, string, int64, int, float64, *big.Int, Number:
		return true
	case *Object, []any, Dict, map[string]any:
		return false
	}
	k := reflect.TypeOf(v).Kind()
	return k <= reflect.Float64 || k == reflect.String
}

func (e *encoder) bigInt(v *big.Int) error {
	if v == nil {
		e.raw("null")
		return nil
	}
	// A number of n bits has at least n*0.30102 digits, so that a huge one needs
	// no conversion to be refused.
	if limit := e.cfg.maxDigits; limit > 0 {
		if n := v.BitLen(); float64(n-1)*0.30102 <= float64(limit) {
			start := len(e.buf)
			e.buf = v.Append(e.buf, 10)
			if len(e.buf)-start-(1-v.Sign())/2 <= limit {
				return nil
			}
			e.buf = e.buf[:start]
		}
		return &ValueError{Text: "Exceeds the limit (" + strconv.Itoa(limit) + " digits) for integer string conversion; " +
			"use sys.set_int_max_str_digits() to increase the limit"}
	}
	e.buf = v.Append(e.buf, 10)
	return nil
}

func (e *encoder) number(n Number) error {
	if !n.valid() {
		return &ValueError{Text: "not a number: " + string(n)}
	}
	e.raw(string(n))
	return nil
}

// float appends the repr of f, or its JavaScript name if it is not finite.
func (e *encoder) float(f float64, bits int) error {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return e.notFinite(f)
	}
	e.set(appendFloat(e.buf, f, bits))
	return nil
}

func (e *encoder) notFinite(f float64) error {
	name, repr := "NaN", "nan"
	switch {
	case f > 0:
		name, repr = "Infinity", "inf"
	case f < 0:
		name, repr = "-Infinity", "-inf"
	}
	if !e.cfg.allowNaN {
		return &ValueError{Text: "Out of range float values are not JSON compliant: " + repr}
	}
	e.raw(name)
	return nil
}

// newline appends the line end and the indentation of the current level.
func (e *encoder) newline() { e.set(e.appendLine(e.buf)) }

// list appends an array in pieces.
func (e *encoder) list(v []any) error {
	if len(v) == 0 {
		e.raw("[]")
		return nil
	}
	if err := e.enterList(v); err != nil {
		return err
	}
	e.buf = append(e.buf, '[')
	for i := range v {
		if err := e.listItem(i, v[i]); err != nil {
			return e.note(err, "when serializing list item %d", i)
		}
	}
	e.leaveList()
	return e.endList()
}

// listItem appends the i-th element of an array, with what stands before it.
func (e *encoder) listItem(i int, v any) error {
	if e.emit == nil {
		e.beforeMember(i == 0)
		return e.value(v)
	}
	if err := e.beforeItem(i, basic(v)); err != nil {
		return err
	}
	if err := e.value(v); err != nil {
		return err
	}
	return e.restPiece()
}

// beforeItem appends what stands before an element.
func (e *encoder) beforeItem(i int, basic bool) error {
	e.beforeMember(i == 0)
	if basic {
		return nil
	}
	return e.piece()
}

// restPiece ends a piece unless the value has done so.
func (e *encoder) restPiece() error {
	if e.emit != nil && len(e.buf) > e.cut {
		return e.piece()
	}
	return nil
}

// endList appends the closing bracket of an array that is not empty.
func (e *encoder) endList() error {
	if e.cfg.pretty {
		e.newline()
		if err := e.piece(); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, ']')
	return e.piece()
}

// note adds a line to an error that says where it happened.
func (e *encoder) note(err error, format string, arg any) error {
	if err == errStopped {
		return err
	}
	if _, ok := err.(*depthError); ok {
		return err
	}
	return noted(err, format, arg)
}

// object appends an object in pieces.
func (e *encoder) object(o *Object) error {
	if o == nil {
		e.raw("null")
		return nil
	}
	if o.Len() == 0 {
		e.raw("{}")
		return nil
	}
	if err := e.enterObject(o); err != nil {
		return err
	}
	if err := e.startObject(); err != nil {
		return err
	}
	members, base := o.members, len(e.sorted)
	if e.cfg.sortKeys {
		members = e.sort(o.members)
	}
	first := true
	for i := range members {
		m := &members[i]
		if m.Value == dead {
			continue
		}
		if err := e.member(first, m.Key, m.Value); err != nil {
			return err
		}
		first = false
	}
	e.sorted = e.sorted[:base]
	e.leaveObject()
	return e.endObject(first)
}

// member appends a member with what stands before it.
func (e *encoder) member(first bool, key string, v any) error {
	if e.emit != nil {
		return e.memberPieces(first, key, v)
	}
	e.beforeMember(first)
	e.string(key)
	e.separate(&e.colon)
	if err := e.value(v); err != nil {
		return e.note(err, "when serializing dict item %s", keyRepr(key))
	}
	return nil
}

func (e *encoder) beforeMember(first bool) {
	if !first {
		e.separate(&e.item)
	}
	if e.cfg.pretty {
		e.newline()
	}
}

// memberPieces is member where the pieces matter.
func (e *encoder) memberPieces(first bool, key string, v any) error {
	if err := e.memberStart(first); err != nil {
		return err
	}
	e.string(key)
	if err := e.piece(); err != nil {
		return err
	}
	e.separate(&e.colon)
	if err := e.piece(); err != nil {
		return err
	}
	err := e.value(v)
	if err == nil {
		err = e.restPiece()
	}
	if err != nil {
		return e.note(err, "when serializing dict item %s", keyRepr(key))
	}
	return nil
}

// memberStart is beforeMember where the pieces matter.
func (e *encoder) memberStart(first bool) error {
	e.beforeMember(first)
	if first && !e.cfg.pretty {
		return nil
	}
	return e.piece()
}

func (e *encoder) startObject() error {
	e.buf = append(e.buf, '{')
	return e.piece()
}

// endObject appends the closing brace; empty says that no member was written.
func (e *encoder) endObject(empty bool) error {
	if e.cfg.pretty && !empty {
		e.newline()
		if err := e.piece(); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, '}')
	return e.piece()
}
