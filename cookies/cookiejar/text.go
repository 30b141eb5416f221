package cookiejar

import (
	"math/big"

	"github.com/gobatteries/batteries/internal/pyint"
)

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isASCIISpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

func isWordByte(c byte) bool {
	return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_'
}

// hasControl reports whether s holds a control character, which no part of a
// stored cookie may.
func hasControl(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] == 0x7f {
			return true
		}
	}
	return false
}

const maxSeconds = 253402300799 // the end of the year 9999

// parseInt is Python's int(s). What is beyond the end of the year 9999, in
// seconds, becomes that.
func parseInt(s string) (n int64, ok bool) {
	if len(s) > 4300 { // CPython's own limit
		return 0, false
	}
	v, err := pyint.Parse(s, 10)
	if err != nil {
		return 0, false
	}
	return clamp(v), true
}

func clamp(v *big.Int) int64 {
	limit := big.NewInt(maxSeconds)
	switch {
	case v.Cmp(limit) > 0:
		return maxSeconds
	case v.Cmp(limit.Neg(limit)) < 0:
		return -maxSeconds
	}
	return v.Int64()
}

// trimPort cuts the port off a host, as in "example.com:80".
func trimPort(host string) string {
	i := len(host)
	for i > 0 && isDigit(host[i-1]) {
		i--
	}
	if i > 0 && i < len(host) && host[i-1] == ':' {
		return host[:i-1]
	}
	return host
}
