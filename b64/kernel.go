package b64

import "encoding/binary"

// The kernels do whole groups, without lines or padding. These are the plain
// eachByte; kernel_amd64.go has faster eachByte for base64 and base 16.
//
// For long inputs they look up two digits at a time, in larger tables (see
// pairs.go).

// longInput is the length from which a larger table pays.
const longInput = 128

// Below these lengths the call of a faster kernel doesn't pay.
const (
	shortBytes = 6
	shortText  = 12
)

// plainEncode64 writes the base64 text of src, whose length is a multiple of 3.
func plainEncode64(dst, src []byte, chars *charSet) {
	if len(src) >= longInput && chars.pairs != nil {
		n := encodePairs64(dst, src, (*[1 << 12]uint16)(chars.pairs()))
		src, dst = src[n:], dst[n/3*4:]
	}
	alphabet := (*[64]byte)(chars.alphabet[:])
	for len(src) >= 3 && len(dst) >= 4 {
		v := uint(src[0])<<16 | uint(src[1])<<8 | uint(src[2])
		dst[0] = alphabet[v>>18&63]
		dst[1] = alphabet[v>>12&63]
		dst[2] = alphabet[v>>6&63]
		dst[3] = alphabet[v&63]
		src, dst = src[3:], dst[4:]
	}
}

// encode32 writes the base 32 text of src, whose length is a multiple of 5.
func encode32(dst, src []byte, chars *charSet) {
	if len(src) >= longInput {
		n := encodePairs32(dst, src, (*[1 << 10]uint16)(chars.pairs()))
		src, dst = src[n:], dst[n/5*8:]
	}
	alphabet := (*[32]byte)(chars.alphabet[:])
	for len(src) >= 5 && len(dst) >= 8 {
		v := uint64(binary.BigEndian.Uint32(src))<<8 | uint64(src[4])
		dst[0] = alphabet[v>>35&31]
		dst[1] = alphabet[v>>30&31]
		dst[2] = alphabet[v>>25&31]
		dst[3] = alphabet[v>>20&31]
		dst[4] = alphabet[v>>15&31]
		dst[5] = alphabet[v>>10&31]
		dst[6] = alphabet[v>>5&31]
		dst[7] = alphabet[v&31]
		src, dst = src[5:], dst[8:]
	}
}

const hexDigits = "0123456789ABCDEF"

// plainEncode16 writes the base 16 text of src.
func plainEncode16(dst, src []byte) {
	if len(src) >= longInput {
		n := encodePairs16(dst, src, (*[1 << 8]uint16)(chars16.pairs()))
		src, dst = src[n:], dst[2*n:]
	}
	for i, c := range src {
		dst[2*i] = hexDigits[c>>4]
		dst[2*i+1] = hexDigits[c&15]
	}
}

// encode85 writes the base 85 text of src, whose length is a multiple of 4.
func encode85(dst, src []byte, chars *charSet) {
	if len(src) >= longInput {
		n := encodePairs85(dst, src, chars)
		src, dst = src[n:], dst[n/4*5:]
	}
	alphabet := &chars.alphabet
	for len(src) >= 4 && len(dst) >= 5 {
		a, b, c, d, e := digits85(binary.BigEndian.Uint32(src))
		dst[0], dst[1], dst[2], dst[3], dst[4] = alphabet[a], alphabet[b], alphabet[c], alphabet[d], alphabet[e]
		src, dst = src[4:], dst[5:]
	}
}

// digits85 returns the digits of v.
func digits85(v uint32) (a, b, c, d, e uint32) {
	a, bc, de := split85(v)
	b, d = bc/85, de/85
	return a, b, bc - b*85, d, de - d*85
}

// plainDecode64 writes the bytes of the groups of 4 characters at the start of
// src and returns how many characters that were: it stops at a group in which
// some character is no digit. dst holds 3 bytes for each group.
func plainDecode64(dst, src []byte, table *decodeTable, set *digitSet) int {
	n := 0
	if len(src) >= longInput && set != nil {
		n = decodePairs64(dst, src, set.pairs())
		src, dst = src[n:], dst[n/4*3:]
	}
	for len(src) >= 4 && len(dst) >= 3 {
		a, b, c, d := table[src[0]], table[src[1]], table[src[2]], table[src[3]]
		if a|b|c|d >= 64 {
			break
		}
		v := uint32(a)<<18 | uint32(b)<<12 | uint32(c)<<6 | uint32(d)
		dst[0], dst[1], dst[2] = byte(v>>16), byte(v>>8), byte(v)
		src, dst, n = src[4:], dst[3:], n+4
	}
	return n
}

// decode32 does for base 32, in groups of 8, what plainDecode64 does.
func decode32(dst, src []byte, table *decodeTable, set *digitSet) int {
	n := 0
	if len(src) >= longInput && set != nil {
		n = decodePairs32(dst, src, set.pairs())
		src, dst = src[n:], dst[n/8*5:]
	}
	for len(src) >= 8 && len(dst) >= 5 {
		var v uint64
		var all byte
		for _, c := range src[:8] {
			d := table[c]
			all |= d
			v = v<<5 | uint64(d)
		}
		if all >= 32 {
			break
		}
		dst[0] = byte(v >> 32)
		binary.BigEndian.PutUint32(dst[1:], uint32(v))
		src, dst, n = src[8:], dst[5:], n+8
	}
	return n
}

// plainDecode16 does for base 16, in pairs, what plainDecode64 does.
func plainDecode16(dst, src []byte, table *decodeTable, set *digitSet) int {
	n := 0
	if len(src) >= longInput && set != nil {
		n = decodePairs16(dst, src, set.pairs())
		src, dst = src[n:], dst[n/2:]
	}
	pairs := min(len(src)/2, len(dst))
	for i := range pairs {
		pair := src[2*i : 2*i+2]
		a, b := table[pair[0]], table[pair[1]]
		if a|b >= 16 {
			return n + 2*i
		}
		dst[i] = a<<4 | b
	}
	return n + 2*pairs
}

// decode85 does for base 85, in groups of 5, what plainDecode64 does. It stops
// at a group that is too large as well.
func decode85(dst, src []byte, table *decodeTable, wide func() *wideTable85) int {
	n := 0
	if len(src) >= longInput {
		n = decodeWide85(dst, src, wide())
		src, dst = src[n:], dst[n/5*4:]
	}
	for len(src) >= 5 && len(dst) >= 4 {
		a, b, c, d, e := table[src[0]], table[src[1]], table[src[2]], table[src[3]], table[src[4]]
		v := uint64(a)*(85*85*85*85) + uint64(b)*(85*85*85) + uint64(c)*(85*85) + uint64(d)*85 + uint64(e)
		if (a|b|c|d|e)&0x80 != 0 || v >= 1<<32 {
			break
		}
		binary.BigEndian.PutUint32(dst, uint32(v))
		src, dst, n = src[5:], dst[4:], n+5
	}
	return n
}
