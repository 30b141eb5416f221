package xmlrpc

import (
	"math/big"
	"reflect"
	"time"
)

// assign puts a value that has the form of [Loads] into a Go variable, by the
// rules of the decoder: it is decoded once more, without the XML in between.
func assign(target reflect.Value, v any) error {
	d := newDecoder(loadConfig{maxDepth: defaultMaxDepth, builtin: true}, []reflect.Value{target})
	if err := d.replay(v); err != nil {
		return err
	}
	return d.mismatch
}

// replay takes a value apart.
func (d *decoder) replay(v any) error {
	switch v := v.(type) {
	case []any:
		if err := d.open(elemArray); err != nil {
			return err
		}
		for _, x := range v {
			if err := d.replay(x); err != nil {
				return err
			}
		}
		return d.close()
	case Struct:
		if err := d.open(elemStruct); err != nil {
			return err
		}
		for _, m := range v {
			if err := d.add(&leaf{kind: leafString, text: []byte(m.Name)}); err != nil {
				return err
			}
			if err := d.replay(m.Value); err != nil {
				return err
			}
		}
		return d.close()
	}
	l := leafOf(v)
	d.datetime, d.builtin = false, false
	switch v.(type) {
	case time.Time:
		d.datetime = true
	case []byte:
		d.builtin = true
	}
	return d.add(&l)
}

// leafOf is the inverse of decoder.value.
func leafOf(v any) leaf {
	switch v := v.(type) {
	case bool:
		if v {
			return leaf{kind: leafBool, i: 1}
		}
		return leaf{kind: leafBool}
	case int64:
		return leaf{kind: leafInt, i: v}
	case *big.Int:
		return leaf{kind: leafInt, big: v}
	case float64:
		return leaf{kind: leafDouble, f: v}
	case string:
		return leaf{kind: leafString, text: []byte(v)}
	case Decimal:
		return leaf{kind: leafDecimal, text: []byte(v)}
	case []byte:
		return leaf{kind: leafBytes, data: v}
	case Binary:
		return leaf{kind: leafBytes, data: v.Data}
	case DateTime:
		return leaf{kind: leafDate, text: []byte(v.Value)}
	case time.Time:
		return leaf{kind: leafDate, text: []byte(v.Format(dateLayout))}
	}
	return leaf{kind: leafNil}
}
