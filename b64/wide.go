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
	chars85       = newChars(alphabet85)
	charsZ85      = newChars(alphabetZ85)
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

// encodePairs64 writes the text of the start of src, 6 bytes at a time, and
// returns how many bytes that were.
func encodePairs64(dst, src []byte, pairs *[1 << 12]uint16) int {
	n := 0
	for i := 0; n+8 <= len(src) && i+8 <= len(dst); i += 8 {
		v := binary.BigEndian.Uint64(src[n:])
		text := uint64(pairs[v>>52]) | uint64(pairs[v>>40&0xfff])<<16 |
			uint64(pairs[v>>28&0xfff])<<32 | uint64(pairs[v>>16&0xfff])<<48
		binary.LittleEndian.PutUint64(dst[i:], text)
		n += 6
	}
	return n
}

// encodePairs32 writes the text of the start of src, 5 bytes at a time, and
// returns how many bytes that were.
func encodePairs32(dst, src []byte, pairs *[1 << 10]uint16) int {
	n := 0
	for i := 0; n+8 <= len(src) && i+8 <= len(dst); i += 8 {
		v := binary.BigEndian.Uint64(src[n:])
		text := uint64(pairs[v>>54]) | uint64(pairs[v>>44&0x3ff])<<16 |
			uint64(pairs[v>>34&0x3ff])<<32 | uint64(pairs[v>>24&0x3ff])<<48
		binary.LittleEndian.PutUint64(dst[i:], text)
		n += 5
	}
	return n
}

// A wideTable has the values of the digits at each of four places, so that the
// value of four digits is one OR. What is no digit has the top bit.
type wideTable [4][256]uint32

const noDigit = 1 << 31

// newWide returns the wideTable of digits that stand for so many bits.
func newWide(table *decodeTable, bits int) func() *wideTable {
	return sync.OnceValue(func() *wideTable {
		var w wideTable
		for i := range w {
			for c, v := range table {
				w[i][c] = noDigit
				if v < padding {
					w[i][c] = uint32(v) << (bits * (3 - i))
				}
			}
		}
		return &w
	})
}

// A digitSet has what the kernels want to know about the digits of a decoder,
// beside its table.
type digitSet struct {
	wide func() *wideTable
	lut  *lut64
}

var (
	digitsStandard      = digitSet{newWide(&tableStandard, 6), newLUT(&tableStandard, '/')}
	digitsURLSafe       = digitSet{newWide(&tableURLSafe, 6), newLUT(&tableURLSafeStrict, '_')}
	digitsURLSafeStrict = digitSet{newWide(&tableURLSafeStrict, 6), newLUT(&tableURLSafeStrict, '_')}
	digits32            = digitSet{newWide(&table32, 5), nil}
	digits32Hex         = digitSet{newWide(&table32Hex, 5), nil}
	digits32Fold        = digitSet{newWide(&table32Fold, 5), nil}
	digits32HexFold     = digitSet{newWide(&table32HexFold, 5), nil}
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

// decodeWide64 decodes the start of src, 8 characters at a time, and returns how
// many characters that were.
func decodeWide64(dst, src []byte, w *wideTable) int {
	n := 0
	for i := 0; n+8 <= len(src) && i+8 <= len(dst); i += 6 {
		s := src[n : n+8 : n+8]
		a := w[0][s[0]] | w[1][s[1]] | w[2][s[2]] | w[3][s[3]]
		b := w[0][s[4]] | w[1][s[5]] | w[2][s[6]] | w[3][s[7]]
		if a|b >= noDigit {
			break
		}
		binary.BigEndian.PutUint64(dst[i:], uint64(a)<<40|uint64(b)<<16)
		n += 8
	}
	return n
}

// decodeWide32 does the same for base 32.
func decodeWide32(dst, src []byte, w *wideTable) int {
	n := 0
	for i := 0; n+8 <= len(src) && i+8 <= len(dst); i += 5 {
		s := src[n : n+8 : n+8]
		a := w[0][s[0]] | w[1][s[1]] | w[2][s[2]] | w[3][s[3]]
		b := w[0][s[4]] | w[1][s[5]] | w[2][s[6]] | w[3][s[7]]
		if a|b >= noDigit {
			break
		}
		binary.BigEndian.PutUint64(dst[i:], uint64(a)<<44|uint64(b)<<24)
		n += 8
	}
	return n
}
