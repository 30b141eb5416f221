package uuid

import (
	"encoding/binary"
	"slices"
	"unsafe"
)

// A Format is a way to write a UUID with [UUID.AppendFormat]. Python has no
// name for it: its programs pick apart str(u), u.hex and u.urn.
type Format uint8

// The formats, each with an example. FormatUpper is added to another one, as in
// FormatBraces|FormatUpper, which is how the Windows registry writes them.
const (
	FormatString Format = iota // 6ba7b810-9dad-11d1-80b4-00c04fd430c8
	FormatHex                  // 6ba7b8109dad11d180b400c04fd430c8
	FormatURN                  // urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8
	FormatBraces               // {6ba7b810-9dad-11d1-80b4-00c04fd430c8}

	FormatUpper Format = 0x80 // capital digits
)

const urnPrefix = "urn:uuid:"

// String returns the 36 characters of RFC 9562, section 4, Python's str(u).
func (u UUID) String() string {
	b := new([36]byte) // becomes the string: nobody else knows it
	u.write(b)
	return unsafe.String(&b[0], len(b))
}

// Append appends [UUID.String] to dst.
func (u UUID) Append(dst []byte) []byte {
	n := len(dst)
	dst = slices.Grow(dst, 36)[:n+36]
	u.write((*[36]byte)(dst[n:]))
	return dst
}

// AppendFormat appends the UUID in the given format to dst.
func (u UUID) AppendFormat(dst []byte, format Format) []byte {
	start := len(dst)
	switch format &^ FormatUpper {
	case FormatHex:
		dst = u.appendHex(dst)
	case FormatURN:
		start += len(urnPrefix)
		dst = u.Append(append(dst, urnPrefix...))
	case FormatBraces:
		dst = append(u.Append(append(dst, '{')), '}')
	default:
		dst = u.Append(dst)
	}
	if format&FormatUpper != 0 {
		for i, c := range dst[start:] {
			if 'a' <= c && c <= 'f' {
				dst[start+i] = c - 'a' + 'A'
			}
		}
	}
	return dst
}

// write writes the 36 characters of String.
func (u *UUID) write(b *[36]byte) {
	hi, lo := u.high(), u.low()
	w := digits(uint32(hi >> 32))
	binary.LittleEndian.PutUint64(b[0:], w)
	b[8] = '-'
	w = digits(uint32(hi))
	binary.LittleEndian.PutUint32(b[9:], uint32(w))
	b[13] = '-'
	binary.LittleEndian.PutUint32(b[14:], uint32(w>>32))
	b[18] = '-'
	w = digits(uint32(lo >> 32))
	binary.LittleEndian.PutUint32(b[19:], uint32(w))
	b[23] = '-'
	binary.LittleEndian.PutUint32(b[24:], uint32(w>>32))
	binary.LittleEndian.PutUint64(b[28:], digits(uint32(lo)))
}

func (u *UUID) appendHex(dst []byte) []byte {
	hi, lo := u.high(), u.low()
	dst = binary.LittleEndian.AppendUint64(dst, digits(uint32(hi>>32)))
	dst = binary.LittleEndian.AppendUint64(dst, digits(uint32(hi)))
	dst = binary.LittleEndian.AppendUint64(dst, digits(uint32(lo>>32)))
	return binary.LittleEndian.AppendUint64(dst, digits(uint32(lo)))
}

// digits returns the eight hexadecimal digits of n, the first one in the lowest
// byte. It spreads the four bits of each digit over a byte, the inverse of unhex.
func digits(n uint32) uint64 {
	x := uint64(n)
	x = x>>16 | x<<32&0x0000ffff00000000
	x = x>>8&0x000000ff000000ff | x<<16&0x00ff000000ff0000
	x = x>>4&0x000f000f000f000f | x<<8&0x0f000f000f000f00
	return hex8(x)
}

// hex8 returns the hexadecimal digits of the eight values below 16 in the bytes of x.
func hex8(x uint64) uint64 {
	letters := (x + (0x80-10)*each) >> 7 & each
	return x + '0'*each + letters*('a'-'0'-10)
}
