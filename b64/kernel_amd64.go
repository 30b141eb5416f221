//go:build !purego

package b64

import "github.com/gobatteries/batteries/internal/cpu"

// What the processor and the system can do. Tests turn them off.
var hasAVX2, hasVBMI = cpu.AVX2, cpu.AVX512

//go:noescape
func encode64VBMI(dst, src *byte, n int, alphabet *byte)

//go:noescape
func decode64VBMI(dst, src *byte, n int, table *decodeTable) int

//go:noescape
func encode16VBMI(dst, src *byte, n int)

//go:noescape
func decode16VBMI(dst, src *byte, n int, table *decodeTable) int

//go:noescape
func encode64AVX2(dst, src *byte, n int, offsets *[16]byte) int

//go:noescape
func decode64AVX2(dst, src *byte, n int, lut *lut64) int

//go:noescape
func encode16AVX2(dst, src *byte, n int) int

//go:noescape
func decode16AVX2(dst, src *byte, n int, fold uint32) int

// encode64 writes the base64 text of src, whose length is a multiple of 3.
func encode64(dst, src []byte, chars *charSet) {
	if n := min(len(src)/3, len(dst)/4) * 3; n >= shortBytes {
		if hasVBMI {
			encode64VBMI(&dst[0], &src[0], n, &chars.alphabet[0])
			return
		}
		if hasAVX2 && n >= 28 {
			offsets := offsets64(chars)
			n = encode64AVX2(&dst[0], &src[0], n, &offsets)
			src, dst = src[n:], dst[n/3*4:]
		}
	}
	plainEncode64(dst, src, chars)
}

// offsets64 returns what encode64AVX2 is to add to digits below 26, to those
// below 52, and to each one from there on.
func offsets64(chars *charSet) [16]byte {
	const number = 256 + '0' - 52
	return [16]byte{
		'A', 'a' - 26, number, number, number, number, number, number, number, number, number, number,
		chars.alphabet[62] - 62, chars.alphabet[63] - 63,
	}
}

// decode64 writes the bytes of the groups of 4 characters at the start of src
// and returns how many characters that were: it stops at a group in which some
// character is no digit or above 127, and where dst ends.
func decode64(dst, src []byte, table *decodeTable, set *digitSet) int {
	done := 0
	if n := min(len(src)/4, len(dst)/3) * 4; n >= shortText {
		if hasVBMI {
			return decode64VBMI(&dst[0], &src[0], n, table)
		}
		if hasAVX2 && n >= 44 && set != nil {
			done = decode64AVX2(&dst[0], &src[0], n, set.lut)
		}
	}
	return done + plainDecode64(dst[done/4*3:], src[done:], table, set)
}

// encode16 writes the base 16 text of src.
func encode16(dst, src []byte) {
	if n := min(len(src), len(dst)/2); n >= shortBytes {
		if hasVBMI {
			encode16VBMI(&dst[0], &src[0], n)
			return
		}
		if hasAVX2 && n >= 32 {
			n = encode16AVX2(&dst[0], &src[0], n)
			src, dst = src[n:], dst[2*n:]
		}
	}
	plainEncode16(dst, src)
}

// decode16 does for base 16, in pairs, what decode64 does.
func decode16(dst, src []byte, table *decodeTable, set *digitSet) int {
	done := 0
	if n := min(len(src)/2, len(dst)) * 2; n >= shortText {
		if hasVBMI {
			return decode16VBMI(&dst[0], &src[0], n, table)
		}
		if hasAVX2 && n >= 32 {
			var fold uint32
			if table['a'] < 16 {
				fold = 0x20202020
			}
			done = decode16AVX2(&dst[0], &src[0], n, fold)
		}
	}
	return done + plainDecode16(dst[done/2:], src[done:], table, set)
}
