package b64

import "slices"

// A hexDecoder decodes base 16. Like all decoders it takes the text in pieces.
type hexDecoder struct {
	table *decodeTable
	set   *digitSet // the same digits as table
	high  bool      // a byte above 127 has been skipped
	half  bool      // there is a first digit of a pair
	first byte      // that digit
}

// all appends the bytes that src stands for. A digit in lower case prevails
// over other errors, wherever it is.
func (d *hexDecoder) all(dst, src []byte) ([]byte, error) {
	out, err := d.feed(slices.Grow(dst, d.room(dst, src)), src)
	if err == nil && d.half {
		err = errOddHex
	}
	if err == nil {
		return out, nil
	}
	for _, c := range src {
		if d.table[c] == lower {
			return dst, errNotBase16
		}
	}
	return dst, err
}

// room returns how many bytes to make room for, as a bitsDecoder's does.
func (d *hexDecoder) room(dst, src []byte) int {
	n := len(src) / 2
	if has := cap(dst) - len(dst); has < n && has >= n/2 {
		n = 0
		for _, c := range src {
			if d.table[c] < padding {
				n++
			}
		}
		n /= 2
	}
	return n
}

// feed appends the bytes that a piece of text stands for.
func (d *hexDecoder) feed(dst, src []byte) ([]byte, error) {
	for i := 0; i < len(src); i++ {
		if !d.half {
			n := d.whole(&dst, src[i:])
			if i += n; i == len(src) {
				break
			}
		}
		switch v := d.table[src[i]]; {
		case v == ignored:
			d.high = d.high || src[i] >= 0x80
		case v == lower:
			return dst, errNotBase16
		case v == foreign:
			return dst, errNotHex
		case d.half:
			dst = append(dst, d.first<<4|v)
			d.half = false
		default:
			d.first, d.half = v, true
		}
	}
	return dst, nil
}

// whole decodes the whole pairs at the start of src for which dst has room.
func (d *hexDecoder) whole(dst *[]byte, src []byte) (n int) {
	at := len(*dst)
	n = decode16((*dst)[at:cap(*dst)], src, d.table, d.set)
	*dst = (*dst)[:at+n/2]
	return n
}

// end checks that no digit is left over.
func (d *hexDecoder) end(dst []byte) ([]byte, error) {
	if d.half {
		return dst, errOddHex
	}
	return dst, nil
}
