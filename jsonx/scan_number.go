package jsonx

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// A numeral is a number as it stands in the text: man times ten to the power of
// exp, if it has at most 19 digits.
type numeral struct {
	man     uint64
	digits  int
	exp     int
	neg     bool
	isFloat bool // it has a fraction or an exponent
}

// number parses the number at i, where there is a digit or a minus sign.
func (d *decoder) number(i int) (any, int) {
	if d.cfg.json5 {
		return d.signed(i)
	}
	n, end := d.numeral(i)
	if end < 0 {
		return d.constant(i, i+1)
	}
	if n.isFloat {
		if d.plain && n.digits <= 19 {
			if f, ok := decimal(n.man, n.exp); ok {
				if n.neg {
					f = -f
				}
				return d.newFloat(f), end
			}
		}
		return d.float(i, end, n)
	}
	if d.plain && n.digits < 19 {
		if n.neg {
			return d.newInt(-int64(n.man)), end
		}
		return d.newInt(int64(n.man)), end
	}
	return d.integer(i, end, n)
}

// numeral reads the number at i. It returns -1, without failing, if no digit
// follows the sign.
func (d *decoder) numeral(i int) (n numeral, end int) {
	s := d.s
	if s[i] == '-' {
		n.neg = true
		i++
		if i >= len(s) || s[i]-'0' > 9 {
			return n, -1
		}
	}
	var man uint64
	first := i
	if s[i] == '0' {
		i++
	} else {
		for i < len(s) && s[i]-'0' <= 9 && i < first+4 {
			man = man*10 + uint64(s[i]-'0')
			i++
		}
		if i == first+4 {
			man, i = digits(s, i, man)
		}
	}
	n.digits = i - first
	if i+1 < len(s) && s[i] == '.' && s[i+1]-'0' <= 9 {
		n.isFloat = true
		i++
		point := i
		man, i = digits(s, i, man)
		n.exp = point - i
		n.digits -= n.exp
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		if e, end := exponent(s, i+1); end > 0 {
			n.isFloat = true
			n.exp += e
			i = end
		}
	}
	n.man = man
	return n, i
}

// shortInt reads the integer at i. It returns -1, without failing, if there is
// none or one of more than 18 digits.
func (d *decoder) shortInt(i int) (n int64, end int) {
	s := d.s
	neg := uint(i) < uint(len(s)) && s[i] == '-'
	if neg {
		i++
	}
	first := i
	var man uint64
	if uint(i) < uint(len(s)) && s[i] == '0' {
		i++
	} else {
		man, i = digits(s, i, 0)
	}
	if i == first || i > first+18 || uint(i) < uint(len(s)) && (s[i] == '.' || s[i]|0x20 == 'e') {
		return 0, -1
	}
	if neg {
		return -int64(man), i
	}
	return int64(man), i
}

// digits appends the decimal digits from i on to man, eight of them at a time.
func digits(s string, i int, man uint64) (uint64, int) {
	const (
		low7     = lowBits * 0x7f
		aboveTen = lowBits * (0x80 - 10)
	)
	for i+8 <= len(s) {
		// Less '0', a digit is below 10. The high bit is set in each byte that isn't.
		w := word(s, i) ^ zeros
		other := (w&low7 + aboveTen | w) & highBits
		n := bits.TrailingZeros64(other) / 8 // 8 if there is none
		// With zeros in front, n digits are eight.
		w <<= 8 * (8 - n) & 63
		if n == 0 {
			return man, i
		}
		w = (w*10 + w>>8) & 0x00ff00ff00ff00ff
		w = (w*100 + w>>16) & 0x0000ffff0000ffff
		w = w*10000 + w>>32
		man = man*pow10[n] + w&0xffffffff
		i += n
		if n < 8 {
			return man, i
		}
	}
	for i < len(s) && s[i]-'0' <= 9 {
		man = man*10 + uint64(s[i]-'0')
		i++
	}
	return man, i
}

// exponent parses the digits of an exponent, which may have a sign. It returns
// 0, 0 if there are none.
func exponent(s string, i int) (e, end int) {
	neg := false
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		neg = s[i] == '-'
		i++
	}
	start := i
	for i < len(s) && s[i]-'0' <= 9 {
		if e < 1e6 {
			e = e*10 + int(s[i]-'0')
		}
		i++
	}
	if i == start {
		return 0, 0
	}
	if neg {
		e = -e
	}
	return e, i
}

// integer makes the value of the integer s[start:end].
func (d *decoder) integer(start, end int, n numeral) (any, int) {
	text := d.s[start:end]
	switch {
	case d.cfg.parseInt != nil:
		return d.hooked(d.cfg.parseInt, text, end)
	case d.cfg.rawNumber:
		return Number(d.part(start, end)), end
	case n.digits < 19 && n.neg:
		return d.newInt(-int64(n.man)), end
	case n.digits < 19:
		return d.newInt(int64(n.man)), end
	}
	if v, err := strconv.ParseInt(text, 10, 64); err == nil {
		return v, end
	}
	v, end := d.bigInt(text, n.digits, end)
	return v, end
}

// bigInt makes the value of an integer of so many digits.
func (d *decoder) bigInt(text string, digits, end int) (*big.Int, int) {
	if d.cfg.maxDigits > 0 && digits > d.cfg.maxDigits {
		return nil, d.failWith(&ValueError{Text: fmt.Sprintf("Exceeds the limit (%d digits) for integer string conversion: value has %d digits; "+
			"use sys.set_int_max_str_digits() to increase the limit", d.cfg.maxDigits, digits)})
	}
	v, _ := new(big.Int).SetString(text, 10)
	return v, end
}

// float makes the value of the number s[start:end].
func (d *decoder) float(start, end int, n numeral) (any, int) {
	if d.cfg.parseFloat != nil {
		return d.hooked(d.cfg.parseFloat, d.s[start:end], end)
	}
	if d.cfg.rawNumber {
		return Number(d.part(start, end)), end
	}
	f, end := d.float64(start, end, n)
	if end < 0 {
		return nil, end
	}
	return d.newFloat(f), end
}

// float64 converts the number s[start:end].
func (d *decoder) float64(start, end int, n numeral) (float64, int) {
	if n.digits <= 19 {
		if f, ok := decimal(n.man, n.exp); ok {
			if n.neg {
				f = -f
			}
			return f, end
		}
	}
	f, _ := strconv.ParseFloat(d.s[start:end], 64) // an error says that f is infinite
	if math.IsInf(f, 0) && !d.cfg.allowNaN {
		return 0, d.fail("Number out of range", start)
	}
	return f, end
}

// hooked calls a hook with the text of a number or a constant.
func (d *decoder) hooked(hook func(string) (any, error), text string, end int) (any, int) {
	v, err := hook(text)
	if err != nil {
		return nil, d.failWith(err)
	}
	return v, end
}

// constant parses NaN or Infinity at i. The value starts at start, where there
// may be a sign.
func (d *decoder) constant(start, i int) (any, int) {
	var f float64
	end := 0
	switch {
	case strings.HasPrefix(d.s[i:], "NaN") && (i == start || d.cfg.json5):
		f, end = math.NaN(), i+3
	case strings.HasPrefix(d.s[i:], "Infinity"):
		f, end = math.Inf(1), i+8
		if i > start && d.s[start] == '-' {
			f = math.Inf(-1)
		}
	default:
		return nil, d.fail("Expecting value", start)
	}
	if d.cfg.parseConst != nil {
		return d.hooked(d.cfg.parseConst, d.s[start:end], end)
	}
	if !d.cfg.allowNaN {
		return nil, d.fail("Out of range float value", start)
	}
	return f, end
}
