package b64

import (
	"encoding/binary"
	"slices"
)

const (
	fourSpaces   = 0x20202020
	whitespace85 = " \t\n\r\v"
)

// An a85Encoder encodes ascii85.
type a85Encoder struct {
	foldSpaces bool
	pad        bool
	adobe      bool
	line       int // characters of a line, or 0
	col        int // characters in the line so far
}

// all appends the text of src.
func (e *a85Encoder) all(dst, src []byte) []byte {
	size := len(src) + (len(src)+3)/4 // a digit more for each group
	if e.pad {
		size = (len(src) + 3) / 4 * 5
	}
	if e.adobe {
		size += len("<~~>")
	}
	if e.line > 0 {
		size += size/e.line + 1
	}
	dst = slices.Grow(dst, size)
	whole := len(src) &^ 3
	dst = e.start(dst)
	dst = e.feed(dst, src[:whole])
	return e.end(dst, src[whole:])
}

// start appends what comes before the text.
func (e *a85Encoder) start(dst []byte) []byte {
	if !e.adobe {
		return dst
	}
	e.col = 2
	return append(dst, "<~"...)
}

// feed appends the text of src, which holds whole groups.
func (e *a85Encoder) feed(dst, src []byte) []byte {
	if e.line == 0 {
		return encodeA85(dst, src, e.foldSpaces)
	}
	var text [5 * 64]byte
	for len(src) > 0 {
		n := min(len(src), 4*64)
		dst = e.wrap(dst, encodeA85(text[:0], src[:n], e.foldSpaces))
		src = src[n:]
	}
	return dst
}

// end appends the text of a last group, which is not whole and may be empty,
// and what comes after the text.
func (e *a85Encoder) end(dst, src []byte) []byte {
	if len(src) > 0 {
		dst = e.wrap(dst, e.tail(make([]byte, 0, 5), src))
	}
	if e.adobe {
		if e.line > 0 && e.col+2 > e.line {
			dst = append(dst, '\n')
		}
		dst = append(dst, "~>"...)
	}
	return dst
}

// tail appends the text of a group that is not whole.
func (e *a85Encoder) tail(dst, src []byte) []byte {
	var group [4]byte
	copy(group[:], src)
	v := binary.BigEndian.Uint32(group[:])
	if e.pad && v == 0 {
		return append(dst, 'z')
	}
	dst = appendA85(dst, v)
	if e.pad {
		return dst
	}
	return dst[:len(dst)-4+len(src)]
}

// wrap appends text in lines.
func (e *a85Encoder) wrap(dst, text []byte) []byte {
	if e.line == 0 {
		return append(dst, text...)
	}
	for len(text) > 0 {
		if e.col == e.line {
			dst = append(dst, '\n')
			e.col = 0
		}
		n := min(len(text), e.line-e.col)
		dst = append(dst, text[:n]...)
		e.col += n
		text = text[n:]
	}
	return dst
}

// encodeA85 appends the text of whole groups.
func encodeA85(dst, src []byte, foldSpaces bool) []byte {
	for len(src) >= 4 {
		v := binary.BigEndian.Uint32(src)
		switch {
		case len(src) >= longInput && cap(dst)-len(dst) >= longInput:
			n, m := groupsA85(dst[len(dst):cap(dst)], src, foldSpaces)
			src, dst = src[n:], dst[:len(dst)+m]
			continue
		case v == 0:
			dst = append(dst, 'z')
		case v == fourSpaces && foldSpaces:
			dst = append(dst, 'y')
		default:
			dst = appendA85(dst, v)
		}
		src = src[4:]
	}
	return dst
}

// groupsA85 writes the text of the groups of src for which dst has room. It
// returns how many bytes it read and wrote.
func groupsA85(dst, src []byte, foldSpaces bool) (n, m int) {
	pairs := (*[85 * 85]uint16)(charsA85.pairs())
	for n+4 <= len(src) && m+5 <= len(dst) {
		v := binary.BigEndian.Uint32(src[n:])
		n += 4
		if v == 0 || v == fourSpaces && foldSpaces {
			dst[m] = 'z'
			if v != 0 {
				dst[m] = 'y'
			}
			m++
			continue
		}
		a, b, c := split85(v)
		d := (*[5]byte)(dst[m:])
		d[0] = '!' + byte(a)
		binary.LittleEndian.PutUint16(d[1:], pairs[b])
		binary.LittleEndian.PutUint16(d[3:], pairs[c])
		m += 5
	}
	return n, m
}

// appendA85 appends the five digits of a group.
func appendA85(dst []byte, v uint32) []byte {
	a, b, c, d, e := digits85(v)
	return append(dst, '!'+byte(a), '!'+byte(b), '!'+byte(c), '!'+byte(d), '!'+byte(e))
}

// An a85Decoder decodes ascii85.
type a85Decoder struct {
	table      *decodeTable
	foldSpaces bool
	canonical  bool
	strict     bool // refuse what no encoder writes
	adobe      bool
	high       bool // a byte above 127 has been skipped

	value  uint64 // of the group at hand
	digits int    // in the group at hand
	frame  adobeFrame
}

// all appends the bytes that src stands for.
func (d *a85Decoder) all(dst, src []byte) ([]byte, error) {
	if d.adobe {
		n := len(src) - 2
		if n < 0 || string(src[n:]) != "~>" {
			return dst, errAdobeEnd
		}
		src = src[:n]
		if len(src) >= 2 && string(src[:2]) == "<~" {
			src = src[2:]
		} else if d.strict {
			return dst, errAdobeStart
		}
	}
	out, err := d.body(slices.Grow(dst, room85(dst, src, d.table)), src) // a z takes more
	if err == nil {
		out, err = d.last(out)
	}
	if err != nil {
		return dst, err
	}
	return out, nil
}

// body appends the bytes that a piece of text stands for, without its frame.
func (d *a85Decoder) body(dst, src []byte) ([]byte, error) {
	for i := 0; i < len(src); i++ {
		if d.digits == 0 {
			at := len(dst)
			room := dst[at:cap(dst)]
			n := decode85(room, src[i:], d.table, wideA85)
			if d.canonical {
				n = canonicalPrefix(room, n, d.strict && d.foldSpaces)
			}
			dst = dst[:at+n/5*4]
			if i += n; i == len(src) {
				break
			}
		}
		var err error
		switch c := src[i]; {
		case d.table[c] < 85:
			dst, err = d.digit(dst, d.table[c])
		case c == 'z':
			dst, err = d.short(dst, 0, errInsideZ)
		case c == 'y' && d.foldSpaces:
			dst, err = d.short(dst, fourSpaces, errInsideY)
		case d.table[c] == ignored:
			d.high = d.high || c >= 0x80
		default:
			err = &Error{"Non-Ascii85 digit found: " + string(rune(c))}
		}
		if err != nil {
			return dst, err
		}
	}
	return dst, nil
}

// canonicalPrefix returns how many of the first n characters of a text come
// before a group that has a short form; raw is what they stand for.
func canonicalPrefix(raw []byte, n int, foldSpaces bool) int {
	for i := 0; i < n; i += 5 {
		v := binary.BigEndian.Uint32(raw[i/5*4:])
		if v == 0 || v == fourSpaces && foldSpaces {
			return i
		}
	}
	return n
}

// digit adds a digit to the group at hand and appends the bytes of a full one.
func (d *a85Decoder) digit(dst []byte, v byte) ([]byte, error) {
	d.value = d.value*85 + uint64(v)
	if d.digits++; d.digits < 5 {
		return dst, nil
	}
	value := d.value
	d.digits, d.value = 0, 0
	switch {
	case value >= 1<<32:
		return dst, errOverflowA85
	case d.canonical && value == 0:
		return dst, errLongZero
	case d.strict && d.foldSpaces && value == fourSpaces:
		return dst, errLongSpaces
	}
	return binary.BigEndian.AppendUint32(dst, uint32(value)), nil
}

// short appends the bytes of a group that is written as one character.
func (d *a85Decoder) short(dst []byte, value uint32, inside error) ([]byte, error) {
	if d.digits > 0 {
		return dst, inside
	}
	return binary.BigEndian.AppendUint32(dst, value), nil
}

// last appends the bytes of the last group, which is filled with the highest
// digit.
func (d *a85Decoder) last(dst []byte) ([]byte, error) {
	if d.digits == 0 {
		return dst, nil
	}
	missing := 5 - d.digits
	value := fill85(d.value, missing)
	switch {
	case value >= 1<<32:
		return dst, errOverflowA85
	case d.digits == 1:
		return dst, errIncompleteA85
	case d.canonical && !canonical85(d.value, uint32(value), missing):
		return dst, errPaddingBits
	}
	return appendTop(dst, uint32(value), 4-missing), nil
}
