package cookiejar

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// toASCII returns the domain in small letters, with labels that are not ASCII
// as DNS has them (RFC 3492). It reports false if the domain is no text or too
// long for DNS.
func toASCII(domain string) (string, bool) {
	ascii := true
	for i := range len(domain) {
		if domain[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(domain), true
	}
	const maxDomain = 4 * 253
	if len(domain) > maxDomain || !utf8.ValidString(domain) {
		return "", false
	}
	labels := strings.Split(strings.Map(unicode.ToLower, domain), ".")
	for i, l := range labels {
		var ok bool
		if labels[i], ok = punycode(l); !ok {
			return "", false
		}
	}
	return strings.Join(labels, "."), true
}

// The parameters of RFC 3492, section 5.
const (
	punyBase  = 36
	punyTMin  = 1
	punyTMax  = 26
	punySkew  = 38
	punyDamp  = 700
	punyBias  = 72
	punyFirst = 0x80
)

// punycode returns the label in Punycode with xn-- before it if it isn't ASCII.
// Its time is quadratic in the label, which toASCII keeps short.
func punycode(label string) (string, bool) {
	out := []byte("xn--")
	runes := []rune(label)
	for _, r := range runes {
		if r < punyFirst {
			out = append(out, byte(r))
		}
	}
	basic := len(out) - len("xn--")
	switch {
	case basic == len(runes):
		return label, true
	case basic > 0:
		out = append(out, '-')
	}
	n, delta, bias := rune(punyFirst), int32(0), int32(punyBias)
	for done := basic; done < len(runes); {
		next := rune(math.MaxInt32)
		for _, r := range runes {
			if r >= n && r < next {
				next = r
			}
		}
		step := int64(next-n) * int64(done+1)
		if step > math.MaxInt32-int64(delta) {
			return "", false
		}
		delta += int32(step)
		n = next
		for _, r := range runes {
			if r < n {
				delta++
			}
			if r == n {
				out = appendPuny(out, delta, bias)
				bias = adapt(delta, int32(done+1), done == basic)
				delta = 0
				done++
			}
		}
		delta++
		n++
	}
	return string(out), true
}

// appendPuny appends a number of variable length.
func appendPuny(out []byte, q, bias int32) []byte {
	const digits = "abcdefghijklmnopqrstuvwxyz0123456789"
	for k := int32(punyBase); ; k += punyBase {
		t := min(max(k-bias, punyTMin), punyTMax)
		if q < t {
			return append(out, digits[q])
		}
		out = append(out, digits[t+(q-t)%(punyBase-t)])
		q = (q - t) / (punyBase - t)
	}
}

func adapt(delta, points int32, first bool) int32 {
	if delta /= 2; first {
		delta /= punyDamp / 2
	}
	delta += delta / points
	k := int32(0)
	for ; delta > (punyBase-punyTMin)*punyTMax/2; k += punyBase {
		delta /= punyBase - punyTMin
	}
	return k + (punyBase-punyTMin+1)*delta/(delta+punySkew)
}
