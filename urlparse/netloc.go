package urlparse

import (
	"net/netip"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/pystr"
)

// userinfo returns what stands before the last @ of a network location.
func userinfo(netloc string) (info string, ok bool) {
	i := strings.LastIndexByte(netloc, '@')
	return netloc[:max(i, 0)], i >= 0
}

func username[T Text](netloc string) (user T, ok bool) {
	info, ok := userinfo(netloc)
	name, _, _ := strings.Cut(info, ":")
	return T(name), ok
}

func password[T Text](netloc string) (pass T, ok bool) {
	info, _ := userinfo(netloc)
	_, word, ok := strings.Cut(info, ":")
	return T(word), ok
}

// hostPort returns host and port as they stand in a network location, without brackets.
func hostPort(netloc string) (host, port string) {
	netloc = netloc[strings.LastIndexByte(netloc, '@')+1:]
	if _, rest, ok := strings.Cut(netloc, "["); ok {
		host, rest, _ = strings.Cut(rest, "]")
		_, port, _ = strings.Cut(rest, ":")
		return host, port
	}
	host, port, _ = strings.Cut(netloc, ":")
	return host, port
}

func hostname[T Text](netloc string) (host T, ok bool) {
	name, _ := hostPort(netloc)
	if name == "" {
		return host, false
	}
	zone := ""
	if i := strings.IndexByte(name, '%'); i >= 0 {
		name, zone = name[:i], name[i:]
	}
	low := pystr.Lower
	if isBytes[T]() {
		low = lowerASCII
	}
	name = low(name)
	if zone != "" {
		name += zone
	}
	return T(name), true
}

func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func port[T Text](netloc string) (n int, ok bool, err error) {
	const maxDigits = 4300 // of the text of an integer, in Python
	_, text := hostPort(netloc)
	if text == "" {
		return 0, false, nil
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false, valueError("Port could not be cast to integer value as " + repr(T(text)))
		}
	}
	if len(text) > maxDigits {
		return 0, false, valueError("Exceeds the limit (4300 digits) for integer string conversion: value has " + strconv.Itoa(len(text)) + " digits; use sys.set_int_max_str_digits() to increase the limit")
	}
	text = strings.TrimLeft(text, "0")
	if len(text) <= len("65535") {
		if n, _ = strconv.Atoi(text); n <= 65535 { // of nothing but zeros it's 0
			return n, true, nil
		}
	}
	return 0, false, valueError("Port out of range 0-65535")
}

// checkNetloc refuses a network location with brackets in the wrong places or
// round something that is no IPv6 address, and one that holds a character in
// whose NFKC form a delimiter appears, so that it would move the host's end.
func checkNetloc(netloc string, brackets, ascii bool) error {
	if brackets {
		if err := checkBrackets(netloc); err != nil {
			return err
		}
	}
	if !ascii {
		return checkDisguise(netloc)
	}
	return nil
}

func checkDisguise(netloc string) error {
	for _, r := range netloc {
		if r >= delimitersInDisguise[0][0] && inRanges(delimitersInDisguise[:], r) {
			return &pyerr.ValueError{Text: "netloc '" + netloc + "' contains invalid characters under NFKC normalization"}
		}
	}
	return nil
}

const badIPv6 = "Invalid IPv6 URL"

func checkBrackets(netloc string) error {
	if strings.IndexByte(netloc, '[') < 0 || strings.IndexByte(netloc, ']') < 0 {
		return valueError(badIPv6)
	}
	hostPort := netloc[strings.LastIndexByte(netloc, '@')+1:]
	before, bracketed, ok := strings.Cut(hostPort, "[")
	var host string
	if ok {
		var after string
		host, after, _ = strings.Cut(bracketed, "]")
		if before != "" || after != "" && after[0] != ':' {
			return valueError(badIPv6)
		}
	} else {
		host, _, _ = strings.Cut(hostPort, ":")
	}
	return checkBracketedHost(host)
}

func checkBracketedHost(host string) error {
	if host != "" && host[0]|0x20 == 'v' {
		if !isIPvFuture(host) {
			return valueError("IPvFuture address is invalid")
		}
		return nil
	}
	address, zone, zoned := strings.Cut(host, "%")
	ip, err := netip.ParseAddr(address)
	switch {
	case err != nil, zoned && (zone == "" || ip.Is4() || strings.IndexByte(zone, '%') >= 0):
		return valueError(repr(host) + " does not appear to be an IPv4 or IPv6 address")
	case ip.Is4():
		return valueError("An IPv4 address cannot be in brackets")
	}
	return nil
}

// isIPvFuture reports whether host is what RFC 3986, section 3.2.2, keeps for
// later: v, a hexadecimal version, a dot and something.
func isIPvFuture(host string) bool {
	version, rest, _ := strings.Cut(host[1:], ".")
	for i := range len(version) {
		if unhex[version[i]] == notHex {
			return false
		}
	}
	return version != "" && rest != ""
}

func inRanges(table [][2]rune, r rune) bool {
	i := sort.Search(len(table), func(i int) bool { return r <= table[i][1] })
	return i < len(table) && r >= table[i][0]
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
