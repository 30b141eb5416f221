package xmlrpc

import (
	"math/big"
	"strconv"
	"strings"
)

// A Decimal is the number of a <bigdecimal>, as the text that Python's
// str(decimal.Decimal(...)) gives: "1.50", "1E+3". It is never turned into a
// binary number unasked, so that a short text can't become a huge one.
//
// Like Python's, it is read but not written: Dumps refuses it.
type Decimal string

// A DecimalError is Python's decimal.InvalidOperation: a <bigdecimal> that holds
// no number, or one beyond the range of Python's decimals.
type DecimalError struct{ TooLarge bool }

func (e *DecimalError) Error() string {
	if e.TooLarge {
		return "[<class 'decimal.InvalidOperation'>]"
	}
	return "[<class 'decimal.ConversionSyntax'>]"
}

// strictDecimal bounds what the option Strict lets through.
const strictDecimal = 400

// parseDecimal returns the text of Decimal(s).
func parseDecimal(s string, strict bool) (Decimal, error) {
	if strict && (len(s) > strictDecimal || strings.Trim(s, "0123456789+-.eE") != "") {
		return "", &DecimalError{}
	}
	s = string(trimSpace([]byte(s)))
	var clean strings.Builder
	for _, r := range s {
		if d := digitValue(r); d >= 0 {
			r = '0' + d
		}
		if r != '_' {
			clean.WriteRune(r)
		}
	}
	s = clean.String()
	sign := ""
	if s != "" && (s[0] == '-' || s[0] == '+') {
		sign = strings.TrimPrefix(s[:1], "+")
		s = s[1:]
	}
	if special, ok := specialDecimal(s); ok {
		return Decimal(sign + special), nil
	}
	mantissa, exponent := s, int64(0)
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa = s[:i]
		e, ok := parseExponent(s[i+1:])
		if !ok || strict && (e > strictDecimal || e < -strictDecimal) {
			return "", &DecimalError{}
		}
		exponent = e
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := whole + fraction
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return "", &DecimalError{}
	}
	exponent -= int64(len(fraction))
	if digits = strings.TrimLeft(digits, "0"); digits == "" {
		digits = "0"
	}
	return decimalText(sign, digits, exponent)
}

func parseExponent(s string) (int64, bool) {
	body := s
	if s != "" && (s[0] == '-' || s[0] == '+') {
		body = s[1:]
	}
	if body == "" || strings.Trim(body, "0123456789") != "" {
		return 0, false
	}
	e, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		e = 1 << 62
		if s[0] == '-' {
			e = -e
		}
	}
	return e, true
}

// specialDecimal reads infinities and NaNs.
func specialDecimal(s string) (string, bool) {
	lower := strings.ToLower(s)
	switch {
	case lower == "inf", lower == "infinity":
		return "Infinity", true
	case strings.HasPrefix(lower, "nan"):
		if strings.Trim(lower[3:], "0123456789") == "" {
			return "NaN" + strings.TrimLeft(lower[3:], "0"), true
		}
	case strings.HasPrefix(lower, "snan"):
		if strings.Trim(lower[4:], "0123456789") == "" {
			return "sNaN" + strings.TrimLeft(lower[4:], "0"), true
		}
	}
	return "", false
}

// The largest exponents of Python's decimal on 64 bits.
const (
	maxDecimalExponent = 999999999999999999
	minDecimalExponent = -1999999999999999997
)

// decimalText writes digits * 10**exponent in the manner of the General Decimal
// Arithmetic specification's to-scientific-string.
func decimalText(sign, digits string, exponent int64) (Decimal, error) {
	if digits == "0" {
		exponent = min(max(exponent, minDecimalExponent), maxDecimalExponent)
	}
	adjusted := exponent + int64(len(digits)) - 1
	if adjusted > maxDecimalExponent || exponent < minDecimalExponent {
		return "", &DecimalError{TooLarge: true}
	}
	switch {
	case exponent > 0 || adjusted < -6:
		s := sign + digits[:1]
		if len(digits) > 1 {
			s += "." + digits[1:]
		}
		e := strconv.FormatInt(adjusted, 10)
		if adjusted >= 0 {
			e = "+" + e
		}
		return Decimal(s + "E" + e), nil
	case exponent == 0:
		return Decimal(sign + digits), nil
	}
	point := len(digits) + int(exponent)
	if point <= 0 {
		return Decimal(sign + "0." + strings.Repeat("0", -point) + digits), nil
	}
	return Decimal(sign + digits[:point] + "." + digits[point:]), nil
}

// Rat returns the number exactly, and false if it is infinite or no number, or
// has more than a thousand digits or zeros: those would take room out of all
// proportion to the text.
func (d Decimal) Rat() (*big.Rat, bool) {
	const most = 1000
	if len(d) > most {
		return nil, false
	}
	if _, e, ok := strings.Cut(string(d), "E"); ok {
		if n, err := strconv.Atoi(e); err != nil || n > most || n < -most {
			return nil, false
		}
	}
	return new(big.Rat).SetString(string(d))
}
