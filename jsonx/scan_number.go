package jsonx

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// number parses the number at i, where there is a digit or a minus sign.
func (d *decoder) number(i int) (any, int) {
	s, start := d.s, i
	neg := s[i] == '-'
	if neg {
		i++
		if i >= len(s) || s[i]-'0' > 9 {
			return d.constant(start, i)
		}
	}
	// man collects the digits, as long as there are at most 19 of them.
	var man uint64
	first := i
	if s[i] == '0' {
		i++
	} else {
		for i < len(s) && s[i]-'0' <= 9 {
			man = man*10 + uint64(s[i]-'0')
			i++
		}
	}
	digits := i - first
	exp, isFloat := 0, false
	if i+1 < len(s) && s[i] == '.' && s[i+1]-'0' <= 9 {
		isFloat = true
		i++
		point := i
		for i < len(s) && s[i]-'0' <= 9 {
			man = man*10 + uint64(s[i]-'0')
			i++
		}
		exp = point - i
		digits -= exp
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		if e, end := exponent(s, i+1); end > 0 {
			isFloat = true
			exp += e
			i = end
		}
	}
	if isFloat {
		return d.float(start, i, neg, man, digits, exp)
	}
	return d.integer(start, i, neg, man, digits)
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
func (d *decoder) integer(start, end int, neg bool, man uint64, digits int) (any, int) {
	text := d.s[start:end]
	switch {
	case d.cfg.parseInt != nil:
		return d.hooked(d.cfg.parseInt, text, end)
	case d.cfg.rawNumber:
		return Number(text), end
	case digits < 19 && neg:
		return d.newInt(-int64(man)), end
	case digits < 19:
		return d.newInt(int64(man)), end
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, end
	}
	if d.cfg.maxDigits > 0 && digits > d.cfg.maxDigits {
		return nil, d.failWith(&ValueError{Text: fmt.Sprintf("Exceeds the limit (%d digits) for integer string conversion: value has %d digits; "+
			"use sys.set_int_max_str_digits() to increase the limit", d.cfg.maxDigits, digits)})
	}
	n, _ := new(big.Int).SetString(text, 10)
	return n, end
}

// float makes the value of the number s[start:end]: man, if there are at most 19
// digits, times ten to the power of exp.
func (d *decoder) float(start, end int, neg bool, man uint64, digits, exp int) (any, int) {
	if d.cfg.parseFloat != nil {
		return d.hooked(d.cfg.parseFloat, d.s[start:end], end)
	}
	if d.cfg.rawNumber {
		return Number(d.s[start:end]), end
	}
	f, ok := 0.0, false
	if digits <= 19 {
		if f, ok = decimal(man, exp); ok && neg {
			f = -f
		}
	}
	if !ok {
		f, _ = strconv.ParseFloat(d.s[start:end], 64) // an error says that f is infinite
		if math.IsInf(f, 0) && !d.cfg.allowNaN {
			return nil, d.fail("Number out of range", start)
		}
	}
	return d.newFloat(f), end
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
	case d.cfg.json5:
		return d.json5Number(start, i)
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
