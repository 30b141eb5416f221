package jsonx

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"strconv"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// appendFloat appends the repr of a finite float: the shortest digits that read
// back as f in that many bits.
func appendFloat(dst []byte, f float64, bits int) []byte {
	if bits == 32 {
		return appendFloat32(dst, f)
	}
	if a := math.Abs(f); 1e-4 <= a && a < 1e15 {
		if n := int64(f); float64(n) == f {
			return append(appendInt(dst, n), ".0"...)
		}
		if digits, point, ok := shortest(a); ok {
			if f < 0 {
				dst = append(dst, '-')
			}
			return appendDecimal(dst, digits, point)
		}
	}
	return pyrepr.AppendFloat(dst, f)
}

func appendFloat32(dst []byte, f float64) []byte {
	if a := math.Abs(f); a != 0 && (a < 1e-4 || a >= 1e16) {
		return strconv.AppendFloat(dst, f, 'e', -1, 32)
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, 'f', -1, 32)
	for _, c := range dst[start:] {
		if c == '.' {
			return dst
		}
	}
	return append(dst, ".0"...)
}

// pow5 holds the powers of five up to the largest that shortest needs.
var pow5 = func() (t [22]uint64) {
	p := uint64(1)
	for i := range t {
		t[i] = p
		p *= 5
	}
	return t
}()

// thresholds holds the powers of ten from 1e-4 on.
var thresholds = [...]float64{1e-4, 1e-3, 1e-2, 1e-1, 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16}

// shortest returns the digits of the shortest decimal that reads back as f, the
// nearest one to f if there are several, and how many of them stand after the
// point. f must be from 1e-4 to 1e16. It reports false for the few floats that
// it leaves to strconv.
//
// Scaled by a power of ten so that its whole part has 17 digits, f = m * 2**e is
// the fraction m * 5**k / 2**s, which 128 bits hold exactly. The numbers that
// read back as f are those no farther from it than half a step, 5**k / 2 / 2**s,
// which is between 0.5 and 12. So at most one of them has 15 digits or fewer,
// and the nearest number of 17 digits always is one.
//
// Which of these it will be is as good as random. The choices below that depend
// on it are written so that they become conditional moves, not jumps that the
// processor would guess wrong.
func shortest(f float64) (digits uint64, point int, ok bool) {
	b := math.Float64bits(f)
	m, e := b&(1<<52-1), int(b>>52&0x7ff)-1075
	if m == 0 {
		return 0, 0, false // a power of two: its two half steps differ
	}
	m |= 1 << 52
	log := (e + 52) * 1233 >> 12 // log10(2) is 1233/4096, nearly
	if uint(log+5) >= uint(len(thresholds)) {
		return 0, 0, false
	}
	if f >= thresholds[log+5] {
		log++
	}
	k := 16 - log
	s := 1 - e - k
	if uint(k) >= uint(len(pow5)) || s <= 0 || s > 55 {
		return 0, 0, false
	}
	half := pow5[k] // of a step, in units of 2**-s
	hi, lo := bits.Mul64(2*m, half)
	half -= m & 1 // a tie reads back as the even neighbour
	whole, rest := hi<<(-s&63)|lo>>(s&63), lo&(1<<(s&63)-1)
	if whole < 1e16 || whole >= 1e17 {
		return 0, 0, false
	}
	const near = 13
	if r := whole % 100; r < near && r<<s+rest <= half {
		return whole - r, k, true
	} else if 100-r < near && (100-r)<<s-rest <= half {
		return whole + 100 - r, k, whole+100-r < 1e17
	}
	r := whole % 10
	down := r<<(s&63) + rest
	up := 10<<(s&63) - down
	shorter := whole - r
	if up < down {
		shorter += 10
	}
	digits = whole
	if rest > 1<<((s-1)&63) {
		digits++
	}
	distance := min(down, up)
	if distance <= half {
		digits = shorter
	}
	tied := down == up && distance <= half || rest == 1<<((s-1)&63)
	return digits, k, !tied && digits < 1e17
}

// appendDecimal appends 17 digits with a point before the last so many of them,
// without the zeros at the end.
func appendDecimal(dst []byte, digits uint64, point int) []byte {
	const most = len("0.000") + 17 + 7 // whole words are written
	n := len(dst)
	if cap(dst)-n < most {
		dst = slices.Grow(dst, most)
	}
	to := dst[n : n+most]
	high := digits / 10
	first, second, last := digits8(high/1e8), digits8(high%1e8), digits%10
	end := 16 - bits.LeadingZeros64(second)/8
	if second == 0 {
		end = 8 - bits.LeadingZeros64(first)/8
	}
	if last != 0 {
		end = 17
	}
	first |= zeros
	whole := 17 - point // how many stand before the point
	at := 1             // where the others start
	switch {
	case whole <= 0:
		at = 2 - whole
		copy(to, "0.000")
		binary.LittleEndian.PutUint64(to[at:], first)
	case whole < 8: // the point goes between the bytes of the first word
		before := uint64(1)<<(8*whole) - 1
		binary.LittleEndian.PutUint64(to, first&before|'.'<<(8*whole)|first&^before<<8)
		to[8] = byte(first >> 56)
	default:
		binary.LittleEndian.PutUint64(to[at:], first)
	}
	binary.LittleEndian.PutUint64(to[at+8:], second|zeros)
	to[at+16] = byte('0' + last)
	if whole >= 8 {
		copy(to, to[1:whole+1])
		to[whole] = '.'
	}
	return dst[:n+at+max(end, whole+1)]
}
