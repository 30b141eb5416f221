package jsonx

import (
	"math"
	"strconv"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// appendFloat appends the repr of a finite float: the shortest digits that read
// back as f in that many bits.
func appendFloat(dst []byte, f float64, bits int) []byte {
	if bits == 64 {
		return pyrepr.AppendFloat(dst, f)
	}
	if a := math.Abs(f); a != 0 && (a < 1e-4 || a >= 1e16) {
		return strconv.AppendFloat(dst, f, 'e', -1, bits)
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, 'f', -1, bits)
	for _, c := range dst[start:] {
		if c == '.' {
			return dst
		}
	}
	return append(dst, ".0"...)
}
