package b64

import "slices"

// A family is a way to turn groups of bytes into groups of characters.
type family uint8

const (
	base64 family = iota
	base32
	base16
	base85
)

// bytesIn and charsOut are the sizes of a group.
func (f family) bytesIn() int  { return int(groupSizes[f&3][0]) }
func (f family) charsOut() int { return int(groupSizes[f&3][1]) }

var groupSizes = [4][2]uint8{{3, 4}, {5, 8}, {1, 2}, {4, 5}}

// A groupEncoder encodes in whole groups, which is all families except ascii85.
// It is the state of an [Encoder] as well.
type groupEncoder struct {
	family family
	chars  *charSet
	padded bool // fill the last group: with =, or in base 85 with what zeros give
	line   int  // bytes that one line holds, or 0 if there is one line
	col    int  // bytes in the line so far
}

// wrap sets the line length from a WrapCol.
func (e *groupEncoder) wrap(col WrapCol) error {
	if col < 0 {
		if e.family == base16 {
			return errNegativeWrapCol
		}
		return errNegative
	}
	if col > 0 {
		groups := max(1, int(col)/e.family.charsOut())
		if e.line = groups * e.family.bytesIn(); e.line > maxLine {
			e.line = 0
		}
	}
	return nil
}

// maxLine is more than any line that can be in memory, and small enough to
// reckon with.
const maxLine = int(^uint(0)>>1) / 16

// size returns the length of the text for n bytes.
func (e *groupEncoder) size(n int) int {
	in, out := e.family.bytesIn(), e.family.charsOut()
	size := n / in * out
	if rest := n % in; rest > 0 {
		size += e.tailSize(rest)
	}
	if e.line > 0 && n > 0 {
		size += (n - 1) / e.line
	}
	return size
}

// tailSize returns the length of the last group's text if it holds n bytes.
func (e *groupEncoder) tailSize(n int) int {
	if e.padded {
		return e.family.charsOut()
	}
	if e.family == base85 {
		return n + 1
	}
	bits := 6
	if e.family == base32 {
		bits = 5
	}
	return (n*8 + bits - 1) / bits
}

// all appends the text of src.
func (e *groupEncoder) all(dst, src []byte) []byte {
	if e.line == 0 {
		switch e.family {
		case base64:
			return append64(dst, src, e.chars, e.padded)
		case base16:
			return append16(dst, src)
		}
	}
	dst = slices.Grow(dst, e.size(len(src)))
	whole := len(src) - len(src)%e.family.bytesIn()
	dst = e.feed(dst, src[:whole])
	return e.end(dst, src[whole:])
}

// append64 appends the base64 text of src in one line. It does what a
// groupEncoder does with less ado: most texts are short.
func append64(dst, src []byte, chars *charSet, padded bool) []byte {
	size := (len(src) + 2) / 3 * 4
	if rest := len(src) % 3; rest > 0 && !padded {
		size -= 3 - rest
	}
	at := len(dst)
	dst = slices.Grow(dst, size)[:at+size]
	out := dst[at:]
	if len(src) >= 2*shortBytes {
		whole := len(src) / 3 * 3
		encode64(out, src[:whole], chars)
		src, out = src[whole:], out[whole/3*4:]
	}
	alphabet := (*[64]byte)(chars.alphabet[:])
	for len(src) >= 3 && len(out) >= 4 {
		v := uint(src[0])<<16 | uint(src[1])<<8 | uint(src[2])
		out[0], out[1], out[2], out[3] = alphabet[v>>18&63], alphabet[v>>12&63], alphabet[v>>6&63], alphabet[v&63]
		src, out = src[3:], out[4:]
	}
	if len(src) == 0 || len(out) < 2 {
		return dst
	}
	v := uint(src[0]) << 4
	out[0] = alphabet[v>>6]
	if len(src) == 2 && len(out) > 2 {
		v |= uint(src[1]) >> 4
		out[2] = alphabet[src[1]<<2&63]
	}
	out[1] = alphabet[v&63]
	for i := len(src) + 1; i < len(out); i++ {
		out[i] = '='
	}
	return dst
}

// append16 appends the base 16 text of src in one line.
func append16(dst, src []byte) []byte {
	at, n := len(dst), len(src)*2
	dst = slices.Grow(dst, n)[:at+n]
	encode16(dst[at:], src)
	return dst
}

// feed appends the text of src, which holds whole groups.
func (e *groupEncoder) feed(dst, src []byte) []byte {
	if e.line == 0 {
		return e.groups(dst, src)
	}
	for len(src) > 0 {
		dst = e.newline(dst)
		n := min(len(src), e.line-e.col)
		dst = e.groups(dst, src[:n])
		e.col += n
		src = src[n:]
	}
	return dst
}

// end appends the text of the last group, which is not whole and may be empty.
func (e *groupEncoder) end(dst, src []byte) []byte {
	if len(src) == 0 {
		return dst
	}
	return e.tail(e.newline(dst), src)
}

// newline ends a line that is full: something follows it.
func (e *groupEncoder) newline(dst []byte) []byte {
	if e.line > 0 && e.col == e.line {
		e.col = 0
		return append(dst, '\n')
	}
	return dst
}

// groups appends the text of whole groups without newlines.
func (e *groupEncoder) groups(dst, src []byte) []byte {
	n := len(src) / e.family.bytesIn() * e.family.charsOut()
	at := len(dst)
	dst = slices.Grow(dst, n)[:at+n]
	switch out := dst[at:]; e.family {
	case base64:
		encode64(out, src, e.chars)
	case base32:
		encode32(out, src, e.chars)
	case base16:
		encode16(out, src)
	case base85:
		encode85(out, src, e.chars)
	}
	return dst
}

// tail appends the text of a group that is not whole: the group filled with
// zeros is encoded, and the characters that hold nothing but these go, or
// become =.
func (e *groupEncoder) tail(dst, src []byte) []byte {
	var group [5]byte
	var text [8]byte
	copy(group[:], src)
	whole := e.groups(text[:0], group[:e.family.bytesIn()])
	if e.padded && e.family != base85 {
		plain := *e
		plain.padded = false
		for i := plain.tailSize(len(src)); i < len(whole); i++ {
			whole[i] = '='
		}
	}
	return append(dst, whole[:e.tailSize(len(src))]...)
}
