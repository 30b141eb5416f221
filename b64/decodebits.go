package b64

import (
	"fmt"
	"slices"
)

// A bitsDecoder decodes base64 and base 32, whose digits stand for bits and
// whose last group is filled with =. It takes the text in pieces of any size
// and keeps no more than the bits of a group that is not whole.
type bitsDecoder struct {
	family    family
	table     *decodeTable
	padded    bool      // require padding
	canonical bool      // refuse non-zero padding bits
	loose     bool      // skip = that makes no sense, and go on after =
	high      bool      // a byte above 127 has been skipped, or is a digit
	set       *digitSet // the same digits as table, or nil

	digits int64  // digits so far
	pads   int    // = since the last digit (base64) or whole group (base 32), at most a group
	bits   uint64 // the digits of the unfinished group
}

// group returns the digits of a group and the bits of a digit.
func (d *bitsDecoder) group() (digits, bits int) {
	if d.family == base32 {
		return 8, 5
	}
	return 4, 6
}

// all appends the bytes that src stands for.
func (d *bitsDecoder) all(dst, src []byte) ([]byte, error) {
	out, n := dst, 0
	if d.family == base64 && (d.padded || d.loose) {
		if out, n = usual64(dst, src, d.table, d.set, d.canonical); n == len(src) {
			return out, nil
		}
	}
	return d.rest(dst, out, src, n)
}

// rest goes on where usual64 stopped: it had decoded n characters to out.
func (d *bitsDecoder) rest(dst, out, src []byte, n int) ([]byte, error) {
	if n == 0 { // otherwise there is room
		out = slices.Grow(out, d.room(out, src))
	}
	d.digits = int64(n)
	out, err := d.feed(out, src[n:])
	if err == nil {
		out, err = d.end(out)
	}
	if err != nil {
		return dst, err
	}
	return out, nil
}

// usual64 decodes a base64 text as almost all are: digits, and = to fill the last
// group. It does what a bitsDecoder does for those, with less ado. It returns how
// many characters it decoded: all, or whole groups before one that is unusual.
func usual64(dst, src []byte, table *decodeTable, set *digitSet, canonical bool) ([]byte, int) {
	if len(src)&3 != 0 || len(src) == 0 {
		return dst, 0
	}
	whole := len(src) - 4
	last := src[whole:]
	a, b, c, d := table[last[0]], table[last[1]], table[last[2]], table[last[3]]
	n := 3
	switch {
	case a|b >= 64:
		return dst, 0
	case c|d < 64:
	case d == padding && c < 64 && (c&3 == 0 || !canonical):
		n = 2
	case d == padding && c == padding && (b&15 == 0 || !canonical):
		n = 1
	default:
		return dst, 0
	}
	at := len(dst)
	size := whole / 4 * 3
	out := slices.Grow(dst, size+n)
	room := out[at : at+size]
	if done := decode64(room, src[:whole], table, set); done < whole {
		return out[:at+done/4*3], done
	}
	out = out[:at+size+n]
	switch end := out[at+size:]; n {
	case 3:
		end[2] = c<<6 | d
		fallthrough
	case 2:
		end[1] = b<<4 | c>>2
		fallthrough
	case 1:
		end[0] = a<<2 | b>>4
	}
	return out, len(src)
}

// room returns how many bytes to make room for. That is as many as src can
// stand for if no character is skipped; but if dst has some room, it may be
// enough for what src does stand for.
func (d *bitsDecoder) room(dst, src []byte) int {
	digits, bits := d.group()
	n := (len(src) + digits - 1) / digits * (digits * bits / 8)
	if has := cap(dst) - len(dst); has < n && has >= n/2 {
		n = 0
		for _, c := range src {
			if d.table[c] < padding {
				n++
			}
		}
		n = n/digits*(digits*bits/8) + n%digits*bits/8
	}
	return n
}

// feed appends the bytes that a piece of text stands for.
func (d *bitsDecoder) feed(dst, src []byte) ([]byte, error) {
	digits, bits := d.group()
	mask := int64(digits - 1)
	for i := 0; i < len(src); i++ {
		if d.digits&mask == 0 && (d.pads == 0 || d.loose) {
			n := d.whole(&dst, src[i:])
			if i += n; i == len(src) {
				break
			}
		}
		v := d.table[src[i]]
		switch {
		case v < padding:
			if err := d.afterPadding(); err != nil {
				return dst, err
			}
			d.bits = d.bits<<bits | uint64(v)
			if d.digits++; d.digits&mask == 0 {
				dst = d.flush(dst, digits*bits)
				d.pads = 0
			}
		case v == ignored:
			d.high = d.high || src[i] >= 0x80
		case v == padding:
			if err := d.pad(); err != nil {
				return dst, err
			}
		default:
			return dst, d.errForeign()
		}
	}
	return dst, nil
}

// whole decodes the whole groups at the start of src for which dst has room.
func (d *bitsDecoder) whole(dst *[]byte, src []byte) (n int) {
	at := len(*dst)
	room := (*dst)[at:cap(*dst)]
	var size int
	if d.family == base32 {
		n = decode32(room, src, d.table, d.set)
		size = n / 8 * 5
	} else {
		n = decode64(room, src, d.table, d.set)
		size = n / 4 * 3
	}
	if n > 0 {
		d.digits += int64(n)
		d.pads = 0
		*dst = (*dst)[:at+size]
	}
	return n
}

// flush appends the first bits of the group at hand, of which there are a
// whole number of bytes and a rest.
func (d *bitsDecoder) flush(dst []byte, bits int) []byte {
	for ; bits >= 8; bits -= 8 {
		dst = append(dst, byte(d.bits>>(bits-8)))
	}
	d.bits = 0
	return dst
}

// afterPadding notes a digit, which must not come after padding.
func (d *bitsDecoder) afterPadding() error {
	if d.pads > 0 && !d.loose {
		digits, _ := d.group()
		if d.pads+int(d.digits)&(digits-1) == digits {
			return errExcessData
		}
		return errDiscontinuous
	}
	if d.family == base64 {
		d.pads = 0
	}
	return nil
}

// pad notes a =.
func (d *bitsDecoder) pad() error {
	digits, _ := d.group()
	if d.loose {
		d.pads = min(d.pads+1, digits)
		return nil
	}
	rest := int(d.digits) & (digits - 1)
	switch {
	case !d.padded:
		return errPaddingAtAll
	case d.digits == 0:
		return errLeadingPadding
	case rest == 0 || rest+d.pads == digits:
		return errExcessPadding
	case d.impossible(rest):
		return d.errDigits()
	}
	d.pads++
	return nil
}

// end appends the bytes of the last group.
func (d *bitsDecoder) end(dst []byte) ([]byte, error) {
	digits, bits := d.group()
	rest := int(d.digits) & (digits - 1)
	switch {
	case rest == 0:
		return dst, nil
	case d.impossible(rest):
		return dst, d.errDigits()
	case d.padded && rest+d.pads < digits:
		return dst, errIncorrectPadding
	case d.canonical && d.bits&(1<<(rest*bits%8)-1) != 0:
		return dst, errPaddingBits
	}
	return d.flush(dst, rest*bits), nil
}

// impossible reports whether no encoder leaves so many digits in the last group.
func (d *bitsDecoder) impossible(rest int) bool {
	if d.family == base32 {
		return rest == 1 || rest == 3 || rest == 6
	}
	return rest == 1
}

func (d *bitsDecoder) errDigits() error {
	if d.family == base32 {
		return &Error{fmt.Sprintf("Invalid base32-encoded string: number of data characters (%d) cannot be 1, 3, or 6 more than a multiple of 8", d.digits)}
	}
	return &Error{fmt.Sprintf("Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", d.digits)}
}

func (d *bitsDecoder) errForeign() error {
	if d.family == base32 {
		return errOnly32
	}
	return errOnly64
}
