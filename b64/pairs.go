package b64

import (
	"encoding/binary"
	"sync"
)

// Larger tables for the plain kernels, made when they are first needed.

// A charSet has what the kernels want to know about the alphabet of an encoder.
type charSet struct {
	alphabet [85]byte
	pairs    func() []uint16 // the texts of all pairs of digits, or nil
}

var (
	charsStandard = newChars(alphabetStandard)
	charsURLSafe  = newChars(alphabetURLSafe)
	chars32       = newChars(alphabet32)
	chars32Hex    = newChars(alphabet32Hex)
	chars16       = newChars(hexDigits)
	chars85       = newChars(alphabet85)
	charsZ85      = newChars(alphabetZ85)
	charsA85      = newChars(alphabetA85)
)

func newChars(alphabet string) charSet {
	var c charSet
	copy(c.alphabet[:], alphabet)
	c.pairs = newPairs(alphabet)
	return c
}

// newPairs returns the texts of all pairs of digits, the first one in the low
// byte.
func newPairs(alphabet string) func() []uint16 {
	return sync.OnceValue(func() []uint16 {
		n := len(alphabet)
		pairs := make([]uint16, n*n)
		for i := range pairs {
			pairs[i] = uint16(alphabet[i/n]) | uint16(alphabet[i%n])<<8
		}
		return pairs
	})
}

// encodePairs64 writes the text of the start of src, 24 bytes at a time, and
// returns how many bytes that were.
func encodePairs64(dst, src []byte, pairs *[1 << 12]uint16) int {
	n := 0
	for len(src) >= 26 && len(dst) >= 32 {
		s, d := (*[26]byte)(src), (*[32]byte)(dst)
		pairs64((*[8]byte)(d[0:]), (*[8]byte)(s[0:]), pairs)
		pairs64((*[8]byte)(d[8:]), (*[8]byte)(s[6:]), pairs)
		pairs64((*[8]byte)(d[16:]), (*[8]byte)(s[12:]), pairs)
		pairs64((*[8]byte)(d[24:]), (*[8]byte)(s[18:]), pairs)
		src, dst, n = src[24:], dst[32:], n+24
	}
	return n
}

func pairs64(dst, src *[8]byte, pairs *[1 << 12]uint16) {
	v := binary.BigEndian.Uint64(src[:])
	binary.LittleEndian.PutUint64(dst[:], uint64(pairs[v>>52])|uint64(pairs[v>>40&0xfff])<<16|
		uint64(pairs[v>>28&0xfff])<<32|uint64(pairs[v>>16&0xfff])<<48)
}

// encodePairs32 writes the text of the start of src, 20 bytes at a time, and
// returns how many bytes that were.
func encodePairs32(dst, src []byte, pairs *[1 << 10]uint16) int {
	n := 0
	for len(src) >= 23 && len(dst) >= 32 {
		s, d := (*[23]byte)(src), (*[32]byte)(dst)
		pairs32((*[8]byte)(d[0:]), (*[8]byte)(s[0:]), pairs)
		pairs32((*[8]byte)(d[8:]), (*[8]byte)(s[5:]), pairs)
		pairs32((*[8]byte)(d[16:]), (*[8]byte)(s[10:]), pairs)
		pairs32((*[8]byte)(d[24:]), (*[8]byte)(s[15:]), pairs)
		src, dst, n = src[20:], dst[32:], n+20
	}
	return n
}

func pairs32(dst, src *[8]byte, pairs *[1 << 10]uint16) {
	v := binary.BigEndian.Uint64(src[:])
	binary.LittleEndian.PutUint64(dst[:], uint64(pairs[v>>54])|uint64(pairs[v>>44&0x3ff])<<16|
		uint64(pairs[v>>34&0x3ff])<<32|uint64(pairs[v>>24&0x3ff])<<48)
}

// encodePairs16 writes the text of the start of src, 8 bytes at a time, and
// returns how many bytes that were.
func encodePairs16(dst, src []byte, pairs *[1 << 8]uint16) int {
	n := 0
	for len(src) >= 8 && len(dst) >= 16 {
		s, d := (*[8]byte)(src), (*[16]byte)(dst)
		binary.LittleEndian.PutUint64(d[:8], uint64(pairs[s[0]])|uint64(pairs[s[1]])<<16|
			uint64(pairs[s[2]])<<32|uint64(pairs[s[3]])<<48)
		binary.LittleEndian.PutUint64(d[8:], uint64(pairs[s[4]])|uint64(pairs[s[5]])<<16|
			uint64(pairs[s[6]])<<32|uint64(pairs[s[7]])<<48)
		src, dst, n = src[8:], dst[16:], n+8
	}
	return n
}

// split85 returns the first digit of v in base 85, and the numbers of the two
// pairs after it.
func split85(v uint32) (digit, pair1, pair2 uint32) {
	high := v / (85 * 85)
	digit = high / (85 * 85)
	return digit, high - digit*(85*85), v - high*(85*85)
}

// encodePairs85 writes the text of the start of src, 8 bytes at a time, and
// returns how many bytes that were.
func encodePairs85(dst, src []byte, chars *charSet) int {
	pairs := (*[85 * 85]uint16)(chars.pairs())
	n := 0
	for len(src) >= 8 && len(dst) >= 10 {
		s, d := (*[8]byte)(src), (*[10]byte)(dst)
		a, b, c := split85(binary.BigEndian.Uint32(s[:4]))
		d[0] = chars.alphabet[a]
		binary.LittleEndian.PutUint16(d[1:], pairs[b])
		binary.LittleEndian.PutUint16(d[3:], pairs[c])
		a, b, c = split85(binary.BigEndian.Uint32(s[4:]))
		d[5] = chars.alphabet[a]
		binary.LittleEndian.PutUint16(d[6:], pairs[b])
		binary.LittleEndian.PutUint16(d[8:], pairs[c])
		src, dst, n = src[8:], dst[10:], n+8
	}
	return n
}

// Digit pairs are the values of two digits by their two characters, the first
// one in the low byte. What is no digit has the top bit.
type digitPairs [1 << 16]uint16

const noDigits = 1 << 15

// newDigitPairs returns the pairs of digits that stand for so many bits each.
func newDigitPairs(table *decodeTable, bits int) func() *digitPairs {
	return sync.OnceValue(func() *digitPairs {
		var p digitPairs
		for i := range p {
			p[i] = noDigits
		}
		for c, v := range table {
			for d, w := range table {
				if v < padding && w < padding {
					p[d<<8|c] = uint16(v)<<bits | uint16(w)
				}
			}
		}
		return &p
	})
}

// at returns the value of the pair at the start of s.
func (p *digitPairs) at(s *[2]byte) uint64 {
	return uint64(p[binary.LittleEndian.Uint16(s[:])])
}

// A digitSet has what the kernels want to know about the digits of a decoder,
// beside its table.
type digitSet struct {
	pairs func() *digitPairs
	lut   *lut64
}

var (
	digitsStandard      = digitSet{newDigitPairs(&tableStandard, 6), newLUT(&tableStandard, '/')}
	digitsURLSafe       = digitSet{newDigitPairs(&tableURLSafe, 6), newLUT(&tableURLSafeStrict, '_')}
	digitsURLSafeStrict = digitSet{newDigitPairs(&tableURLSafeStrict, 6), newLUT(&tableURLSafeStrict, '_')}
	digits16            = digitSet{newDigitPairs(&table16, 4), nil}
	digits16Fold        = digitSet{newDigitPairs(&table16Fold, 4), nil}
	digits32            = digitSet{newDigitPairs(&table32, 5), nil}
	digits32Hex         = digitSet{newDigitPairs(&table32Hex, 5), nil}
	digits32Fold        = digitSet{newDigitPairs(&table32Fold, 5), nil}
	digits32HexFold     = digitSet{newDigitPairs(&table32HexFold, 5), nil}
)

// A lut64 tells the AVX2 kernel what characters mean by their lower and upper
// four bits. It knows the letters and numbers and two more; digits that it does
// not know it leaves to plain Go.
type lut64 struct {
	low, high [16]byte // have a bit in common for what is no digit
	offsets   [16]byte // by upper half; 8 on for odd
	odd       [16]byte // the character whose offset is not that of its neighbours
}

// newLUT makes one from a table, in which c63 is the digit 63.
func newLUT(table *decodeTable, c63 byte) *lut64 {
	const other = 1 << 6
	var t lut64
	for h := range byte(16) {
		if t.high[h] = other; 2 <= h && h < 8 {
			t.high[h] = 1 << (h - 2)
		}
	}
	for l := range byte(16) {
		t.low[l] = other
		for h := byte(2); h < 8; h++ {
			if table[h<<4|l] >= 64 {
				t.low[l] |= t.high[h]
			}
		}
		t.odd[l] = c63
	}
	for c, v := range table {
		if v < 64 && byte(c) != c63 {
			t.offsets[c>>4] = v - byte(c)
		}
	}
	t.offsets[c63>>4|8] = 63 - c63
	return &t
}

// decodePairs64 decodes the start of src, 8 characters at a time, and returns
// how many characters that were.
func decodePairs64(dst, src []byte, p *digitPairs) int {
	n := 0
	for len(src) >= 16 && len(dst) >= 14 {
		s, out := (*[16]byte)(src), (*[14]byte)(dst)
		a, b := p.at((*[2]byte)(s[0:])), p.at((*[2]byte)(s[2:]))
		c, d := p.at((*[2]byte)(s[4:])), p.at((*[2]byte)(s[6:]))
		if a|b|c|d >= noDigits {
			return n
		}
		binary.BigEndian.PutUint64(out[0:], a<<52|b<<40|c<<28|d<<16)
		a, b = p.at((*[2]byte)(s[8:])), p.at((*[2]byte)(s[10:]))
		c, d = p.at((*[2]byte)(s[12:])), p.at((*[2]byte)(s[14:]))
		if a|b|c|d >= noDigits {
			return n + 8
		}
		binary.BigEndian.PutUint64(out[6:], a<<52|b<<40|c<<28|d<<16)
		src, dst, n = src[16:], dst[12:], n+16
	}
	return n
}

// decodePairs32 does the same for base 32.
func decodePairs32(dst, src []byte, p *digitPairs) int {
	n := 0
	for len(src) >= 16 && len(dst) >= 13 {
		s, out := (*[16]byte)(src), (*[13]byte)(dst)
		a, b := p.at((*[2]byte)(s[0:])), p.at((*[2]byte)(s[2:]))
		c, d := p.at((*[2]byte)(s[4:])), p.at((*[2]byte)(s[6:]))
		if a|b|c|d >= noDigits {
			return n
		}
		binary.BigEndian.PutUint64(out[0:], a<<54|b<<44|c<<34|d<<24)
		a, b = p.at((*[2]byte)(s[8:])), p.at((*[2]byte)(s[10:]))
		c, d = p.at((*[2]byte)(s[12:])), p.at((*[2]byte)(s[14:]))
		if a|b|c|d >= noDigits {
			return n + 8
		}
		binary.BigEndian.PutUint64(out[5:], a<<54|b<<44|c<<34|d<<24)
		src, dst, n = src[16:], dst[10:], n+16
	}
	return n
}

// decodePairs16 does the same for base 16.
func decodePairs16(dst, src []byte, p *digitPairs) int {
	n := 0
	for len(src) >= 16 && len(dst) >= 8 {
		s, out := (*[16]byte)(src), (*[8]byte)(dst)
		a, b := p.at((*[2]byte)(s[0:])), p.at((*[2]byte)(s[2:]))
		c, d := p.at((*[2]byte)(s[4:])), p.at((*[2]byte)(s[6:]))
		if a|b|c|d >= noDigits {
			return n
		}
		out[0], out[1], out[2], out[3] = byte(a), byte(b), byte(c), byte(d)
		a, b = p.at((*[2]byte)(s[8:])), p.at((*[2]byte)(s[10:]))
		c, d = p.at((*[2]byte)(s[12:])), p.at((*[2]byte)(s[14:]))
		if a|b|c|d >= noDigits {
			return n + 8
		}
		out[4], out[5], out[6], out[7] = byte(a), byte(b), byte(c), byte(d)
		src, dst, n = src[16:], dst[8:], n+16
	}
	return n
}

// A wideTable85 has the values of the digits of base 85 at each of five places.
// What is no digit has one that is too large for any group.
type wideTable85 [5][256]uint64

// newWide85 returns the wideTable85 of a table.
func newWide85(table *decodeTable) func() *wideTable85 {
	return sync.OnceValue(func() *wideTable85 {
		var w wideTable85
		place := uint64(1)
		for i := 4; i >= 0; i-- {
			for c, v := range table {
				w[i][c] = 1 << 40
				if v < 85 {
					w[i][c] = uint64(v) * place
				}
			}
			place *= 85
		}
		return &w
	})
}

var (
	wide85  = newWide85(&table85)
	wideZ85 = newWide85(&tableZ85)
	wideA85 = newWide85(&tableA85)
)

// value returns the value of five digits, or one of 33 bits and more.
func (w *wideTable85) value(s *[5]byte) uint64 {
	return w[0][s[0]] + w[1][s[1]] + w[2][s[2]] + w[3][s[3]] + w[4][s[4]]
}

// decodeWide85 decodes the start of src, 10 characters at a time, and returns
// how many characters that were.
func decodeWide85(dst, src []byte, w *wideTable85) int {
	n := 0
	for len(src) >= 10 && len(dst) >= 8 {
		s, d := (*[10]byte)(src), (*[8]byte)(dst)
		a, b := w.value((*[5]byte)(s[:5])), w.value((*[5]byte)(s[5:]))
		if (a|b)>>32 != 0 {
			break
		}
		binary.BigEndian.PutUint64(d[:], a<<32|b)
		src, dst, n = src[10:], dst[8:], n+10
	}
	return n
}
