package b64

import "slices"

// A hexDecoder decodes base 16. Like all decoders it takes the text in pieces.
type hexDecoder struct {
	table *decodeTable
	high  bool // a byte above 127 has been skipped
	half  bool // there is a first digit of a pair
	first byte // that digit
}

// all appends the bytes that src stands for. A digit in lower case prevails
// over other errors, wherever it is.
func (d *hexDecoder) all(dst, src []byte) ([]byte, error) {
	out, err := d.feed(dst, src)
	if err == nil {
		out, err = d.end(out)
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

// feed appends the bytes that a piece of text stands for.
func (d *hexDecoder) feed(dst, src []byte) ([]byte, error) {
	dst = slices.Grow(dst, len(src)/2+8)
	for i := 0; i < len(src); i++ {
		if !d.half {
			at := len(dst)
			n := decode16(dst[at:cap(dst)], src[i:], d.table)
			dst = dst[:at+n/2]
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

// end checks that no digit is left over.
func (d *hexDecoder) end(dst []byte) ([]byte, error) {
	if d.half {
		return dst, errOddHex
	}
	return dst, nil
}
