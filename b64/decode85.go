package b64

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// A base85Decoder decodes base 85 and z85.
type base85Decoder struct {
	table     *decodeTable
	wide      func() *wideTable85 // the same digits as table
	canonical bool                // refuse a last group that no encoder writes
	high      bool                // a byte above 127 has been skipped

	pos    int64  // of the next character
	value  uint64 // of the group at hand
	digits int    // in the group at hand
}

// all appends the bytes that src stands for.
func (d *base85Decoder) all(dst, src []byte) ([]byte, error) {
	out, err := d.feed(slices.Grow(dst, room85(dst, src, d.table)), src)
	if err == nil {
		out, err = d.end(out)
	}
	if err != nil {
		return dst, err
	}
	return out, nil
}

// room85 returns how many bytes to make room for, as a bitsDecoder's does.
func room85(dst, src []byte, table *decodeTable) int {
	n := (len(src) + 4) / 5 * 4
	if has := cap(dst) - len(dst); has < n && has >= n/2 {
		n = 0
		for _, c := range src {
			if table[c] < 85 {
				n++
			}
		}
		n = n/5*4 + max(0, n%5-1)
	}
	return n
}

// feed appends the bytes that a piece of text stands for.
func (d *base85Decoder) feed(dst, src []byte) ([]byte, error) {
	for i := 0; i < len(src); i++ {
		if d.digits == 0 {
			at := len(dst)
			n := decode85(dst[at:cap(dst)], src[i:], d.table, d.wide)
			dst = dst[:at+n/5*4]
			d.pos += int64(n)
			if i += n; i == len(src) {
				break
			}
		}
		switch v := d.table[src[i]]; v {
		case ignored:
			d.high = d.high || src[i] >= 0x80
		case foreign:
			return dst, &Error{fmt.Sprintf("bad Base85 character at position %d", d.pos)}
		default:
			d.value = d.value*85 + uint64(v)
			if d.digits++; d.digits == 5 {
				if d.value >= 1<<32 {
					return dst, d.errOverflow(d.pos)
				}
				dst = binary.BigEndian.AppendUint32(dst, uint32(d.value))
				d.digits, d.value = 0, 0
			}
		}
		d.pos++
	}
	return dst, nil
}

// end appends the bytes of the last group, which is filled with the highest
// digit.
func (d *base85Decoder) end(dst []byte) ([]byte, error) {
	if d.digits == 0 {
		return dst, nil
	}
	missing := 5 - d.digits
	value := fill85(d.value, missing)
	switch {
	case value >= 1<<32:
		return dst, d.errOverflow(d.pos + int64(missing) - 1)
	case d.digits == 1:
		return dst, errIncomplete85
	case d.canonical && !canonical85(d.value, uint32(value), missing):
		return dst, errPaddingBits
	}
	return appendTop(dst, uint32(value), 4-missing), nil
}

// errOverflow is the error for a group whose last character is at pos.
func (d *base85Decoder) errOverflow(pos int64) error {
	return &Error{fmt.Sprintf("Base85 overflow in hunk starting at byte %d", pos/5*5)}
}

// fill85 appends missing digits to a number in base 85, all 84.
func fill85(value uint64, missing int) uint64 {
	for range missing {
		value = value*85 + 84
	}
	return value
}

// canonical85 reports whether an encoder writes a last group in which missing
// digits are missing as digits, which full fills.
func canonical85(digits uint64, full uint32, missing int) bool {
	zeroed := uint64(full &^ (1<<(8*missing) - 1))
	for range missing {
		zeroed /= 85
	}
	return zeroed == digits
}

// appendTop appends the first n bytes of value.
func appendTop(dst []byte, value uint32, n int) []byte {
	var group [4]byte
	binary.BigEndian.PutUint32(group[:], value)
	return append(dst, group[:n]...)
}
