package jsonx

import (
	"encoding/binary"
	"math"
	"math/bits"
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
			return append(strconv.AppendInt(dst, n, 10), ".0"...)
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

const (
	e16 = 1e16
	e17 = 1e17
)

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
func shortest(f float64) (digits uint64, point int, ok bool) {
	b := math.Float64bits(f)
	m, e := b&(1<<52-1), int(b>>52&0x7ff)-1075
	if m == 0 {
		return 0, 0, false // a power of two: its two half steps differ
	}
	m |= 1 << 52
	// log10(2) is 1233/4096, nearly; one step too far is put right.
	k := 16 - (e+52)*1233>>12
	var whole, rest uint64
	var s int
	for {
		if uint(k) >= uint(len(pow5)) {
			return 0, 0, false
		}
		hi, lo := bits.Mul64(2*m, pow5[k])
		s = 1 - e - k
		if s <= 0 || s > 55 {
			return 0, 0, false
		}
		whole, rest = hi<<(64-s)|lo>>s, lo&(1<<s-1)
		if whole >= e17 {
			k--
			continue
		}
		if whole < e16 {
			k++
			continue
		}
		break
	}
	half := pow5[k] // of a step, in units of 2**-s
	if m&1 != 0 {
		half-- // a tie reads back as the even neighbour
	}
	const near = 13
	if r := whole % 100; r < near && r<<s+rest <= half {
		whole -= r
	} else if 100-r < near && (100-r)<<s-rest <= half {
		whole += 100 - r
	} else {
		r = whole % 10
		down := r<<s + rest
		up := 10<<s - down
		switch {
		case down < up && down <= half:
			whole -= r
		case up < down && up <= half:
			whole += 10 - r
		case min(down, up) <= half:
			return 0, 0, false // exactly between two
		case rest == 1<<(s-1):
			return 0, 0, false
		case rest > 1<<(s-1):
			whole++
		}
	}
	return whole, k, whole < e17
}

// appendDecimal appends 17 digits with a point before the last so many of them,
// without the zeros at the end.
func appendDecimal(dst []byte, digits uint64, point int) []byte {
	var text [17]byte
	high := digits / 1e8
	text[0] = byte('0' + high/1e8)
	binary.LittleEndian.PutUint64(text[1:], digits8(high%1e8)|zeros)
	binary.LittleEndian.PutUint64(text[9:], digits8(digits%1e8)|zeros)
	n := len(text) - point // how many stand before the point
	if n <= 0 {
		dst = append(dst, "0.0000"[:2-n]...)
		n = 0
	} else {
		dst = append(dst, text[:n]...)
		dst = append(dst, '.')
	}
	end := len(text)
	for end > n+1 && text[end-1] == '0' {
		end--
	}
	return append(dst, text[n:end]...)
}
