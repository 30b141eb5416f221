package b64

import "encoding/binary"

// The kernels do whole groups, without lines or padding. These are the plain
// ones; kernel_amd64.go has faster ones for two families.

// encode64 writes the base64 text of src, whose length is a multiple of 3.
func encode64(dst, src []byte, alphabet []byte) {
	_ = alphabet[63]
	for len(src) >= 3 {
		v := uint(src[0])<<16 | uint(src[1])<<8 | uint(src[2])
		dst[0] = alphabet[v>>18&63]
		dst[1] = alphabet[v>>12&63]
		dst[2] = alphabet[v>>6&63]
		dst[3] = alphabet[v&63]
		src, dst = src[3:], dst[4:]
	}
}

// encode32 writes the base 32 text of src, whose length is a multiple of 5.
func encode32(dst, src []byte, alphabet []byte) {
	_ = alphabet[31]
	for len(src) >= 5 {
		v := uint64(binary.BigEndian.Uint32(src))<<8 | uint64(src[4])
		for i := 7; i >= 0; i-- {
			dst[i] = alphabet[v&31]
			v >>= 5
		}
		src, dst = src[5:], dst[8:]
	}
}

const hexDigits = "0123456789ABCDEF"

// encode16 writes the base 16 text of src.
func encode16(dst, src []byte) {
	for i, c := range src {
		dst[2*i] = hexDigits[c>>4]
		dst[2*i+1] = hexDigits[c&15]
	}
}

// encode85 writes the base 85 text of src, whose length is a multiple of 4.
func encode85(dst, src []byte, alphabet []byte) {
	_ = alphabet[84]
	for len(src) >= 4 {
		v := binary.BigEndian.Uint32(src)
		for i := 4; i >= 0; i-- {
			dst[i] = alphabet[v%85]
			v /= 85
		}
		src, dst = src[4:], dst[5:]
	}
}

// decode64 writes the bytes of the groups of 4 characters at the start of src
// and returns how many characters that were: it stops at a group in which some
// character is no digit. dst holds 3 bytes for each of them and 8 more.
func decode64(dst, src []byte, table *decodeTable) int {
	n := 0
	for len(src) >= 4 {
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

// decode32 does for base 32, in groups of 8, what decode64 does.
func decode32(dst, src []byte, table *decodeTable) int {
	n := 0
	for len(src) >= 8 {
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
		dst[0], dst[1], dst[2], dst[3], dst[4] = byte(v>>32), byte(v>>24), byte(v>>16), byte(v>>8), byte(v)
		src, dst, n = src[8:], dst[5:], n+8
	}
	return n
}

// decode16 does for base 16, in pairs, what decode64 does.
func decode16(dst, src []byte, table *decodeTable) int {
	n := 0
	for len(src) >= 2 {
		a, b := table[src[0]], table[src[1]]
		if a|b >= 16 {
			break
		}
		dst[0] = a<<4 | b
		src, dst, n = src[2:], dst[1:], n+2
	}
	return n
}

// decode85 does for base 85, in groups of 5, what decode64 does. It stops at a
// group that is too large as well.
func decode85(dst, src []byte, table *decodeTable) int {
	n := 0
	for len(src) >= 5 {
		a, b, c, d, e := table[src[0]], table[src[1]], table[src[2]], table[src[3]], table[src[4]]
		if (a|b|c|d|e)&0x80 != 0 {
			break
		}
		v := uint64(((uint32(a)*85+uint32(b))*85+uint32(c))*85+uint32(d))*85 + uint64(e)
		if v >= 1<<32 {
			break
		}
		binary.BigEndian.PutUint32(dst, uint32(v))
		src, dst, n = src[5:], dst[4:], n+5
	}
	return n
}
