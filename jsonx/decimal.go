package jsonx

import (
	"math"
	"math/bits"
)

// pow10 holds the powers of ten that a uint64 can.
var pow10 = func() (t [20]uint64) {
	p := uint64(1)
	for i := range t {
		t[i] = p
		p *= 10
	}
	return t
}()

// small holds the powers of ten that a float64 can.
var small = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// decimal returns the float64 nearest to man * 10**exp, for the exponents at which
// 128 bits suffice to compute it exactly, which is nearly all of the numbers
// that people write. It reports false for the others.
func decimal(man uint64, exp int) (float64, bool) {
	if man>>53 == 0 && -22 <= exp && exp <= 22 { // both exact: one rounding
		if exp < 0 {
			return float64(man) / small[-exp], true
		}
		return float64(man) * small[exp], true
	}
	switch {
	case man == 0:
		return 0, true
	case -19 <= exp && exp < 0:
		return quotient(man, pow10[-exp]), true
	case 0 <= exp && exp <= 19:
		hi, lo := bits.Mul64(man, pow10[exp])
		return round128(hi, lo, 0), true
	}
	return 0, false
}

// quotient returns the float64 nearest to a/b; neither is 0.
func quotient(a, b uint64) float64 {
	// Shifted all the way up, a/b has its first bit at 2**63 or 2**64, so the
	// whole quotient has more bits than a float64 and the rest says which way
	// to round.
	sa, sb := bits.LeadingZeros64(a), bits.LeadingZeros64(b)
	a, b = a<<sa, b<<sb
	hi := uint64(0)
	if a >= b {
		a -= b
		hi = 1
	}
	lo, rest := bits.Div64(a, 0, b)
	if rest != 0 {
		lo |= 1 // below the rounding bit, so it only says that there is more
	}
	return round128(hi, lo, sb-sa-64)
}

// round128 returns the float64 nearest to (hi*2**64 + lo) * 2**exp, ties to even.
// The result must be a normal number.
func round128(hi, lo uint64, exp int) float64 {
	if hi != 0 {
		n := bits.Len64(hi)
		sticky := lo << (64 - n)
		lo = lo>>n | hi<<(64-n)
		if sticky != 0 {
			lo |= 1
		}
		exp += n
	}
	// The conversion rounds to even; scaling by a power of two is exact.
	return float64(lo) * pow2(exp)
}

// pow2 returns 2**exp, which must be a normal number.
func pow2(exp int) float64 { return math.Float64frombits(uint64(exp+1023) << 52) }
