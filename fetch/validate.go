package fetch

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

// target returns what stands in the request line: the path and query, or the
// whole URL if a proxy is asked.
func (x *exchange) target() (string, error) {
	if err := checkMethod(x.method); err != nil {
		return "", err
	}
	target := x.req.Selector
	if x.req.HasProxy() {
		target, _, _ = cutLast(target, '#')
	}
	if target == "" {
		target = "/"
	}
	for i := 0; i < len(target); i++ {
		if c := target[i]; c <= ' ' || c == 0x7f {
			return "", controlError(target, c)
		}
	}
	if i := nonASCII(target); i >= 0 {
		// Python says where in the request line the character stands.
		line := x.method + " " + target + " HTTP/1.1"
		return "", asciiError(line, len(x.method)+1+i)
	}
	return target, nil
}

func controlError(s string, c byte) error {
	return &InvalidURL{fmt.Sprintf("URL can't contain control characters. %s (found at least %s)",
		pyrepr.String(redactURL(s)), pyrepr.String(string(c)))}
}

// nonASCII returns where the first byte above 0x7f stands, or -1.
func nonASCII(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return i
		}
	}
	return -1
}

// asciiError is that of the ascii codec for the character at byte i.
func asciiError(s string, i int) error {
	at := wtf8.RuneCountInString(s[:i])
	n := 1
	for rest := s[i:]; ; n++ {
		_, size := wtf8.DecodeRuneInString(rest)
		if rest = rest[size:]; rest == "" || rest[0] < utf8.RuneSelf {
			break
		}
	}
	return &UnicodeEncodeError{Encoding: "ascii", Object: s, Start: at, End: at + n, Reason: "ordinal not in range(128)"}
}

// checkMethod wants a token of RFC 9110 section 5.6.2.
func checkMethod(m string) error {
	if isToken(m) {
		return nil
	}
	for i := 0; i < len(m); i++ {
		if c := m[i]; c < ' ' {
			return &ValueError{Text: fmt.Sprintf("method can't contain control characters. %s (found at least %s)",
				pyrepr.String(m), pyrepr.String(string(c)))}
		}
	}
	if i := nonASCII(m); i >= 0 {
		return asciiError(m, i)
	}
	return &ValueError{Text: "method must be a token: " + pyrepr.String(m)}
}

// isToken reports whether s is a token of RFC 9110 section 5.6.2.
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		if !tokenChar[s[i]] {
			return false
		}
	}
	return s != ""
}

var tokenChar = func() (t [256]bool) {
	for c := range t {
		t[c] = '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' ||
			strings.IndexByte("!#$%&'*+-.^_`|~", byte(c)) >= 0
	}
	return
}()

// checkHost refuses, before anything is resolved or sent, what can't be the
// host of a URL. It works on the percent-decoded form.
func checkHost(host string) error {
	name, port := host, ""
	if i := strings.LastIndexByte(host, ':'); i > strings.LastIndexByte(host, ']') {
		name, port = host[:i], host[i+1:]
	}
	if strings.Contains(host, "@") {
		return &InvalidURL{"host can't contain '@'"} // what stands before it may be a password
	}
	if !allDigits(port) {
		return &InvalidURL{"nonnumeric port: " + pyrepr.String(port)}
	}
	for i := 0; i < len(host); i++ {
		switch c := host[i]; {
		case c <= ' ' || c == 0x7f:
			return controlError(name, c)
		case strings.IndexByte("/?#\\\"<>^`{|}", c) >= 0:
			return &InvalidURL{"host can't contain " + pyrepr.String(string(c))}
		}
	}
	if p := strings.TrimLeft(port, "0"); len(p) > 5 || len(p) == 5 && p > "65535" {
		return &InvalidURL{"port out of range: " + port}
	}
	if name == "" {
		return errNoHost
	}
	if name[0] == '[' {
		if name[len(name)-1] != ']' || strings.Count(name, "]") > 1 {
			return &ValueError{Text: "Invalid IPv6 URL"}
		}
		return nil
	}
	if strings.ContainsAny(name, ":[]") {
		return &InvalidURL{"host can't contain " + pyrepr.String(name[strings.IndexAny(name, ":[]"):][:1])}
	}
	return checkLabels(name)
}

// checkLabels holds a domain name against the limits of DNS and refuses
// punycode that stands for plain ASCII, another spelling of some other name.
func checkLabels(name string) error {
	start := 0
	for i := 0; i <= len(name); i++ {
		if i < len(name) && name[i] != '.' {
			continue
		}
		label := name[start:i]
		switch {
		case label == "" && (i < len(name) || start == 0):
			return &UnicodeEncodeError{Encoding: "idna", Object: name, Start: i, End: i + 1, Reason: "label empty"}
		case len(label) > 63 && nonASCII(label) < 0:
			return &UnicodeEncodeError{Encoding: "idna", Object: name, Start: start, End: i, Reason: "label too long"}
		case len(label) >= 4 && strings.EqualFold(label[:4], "xn--") && !punycodeNeeded(label[4:]):
			return &InvalidURL{"host has a label that is not punycode: " + pyrepr.String(label)}
		}
		start = i + 1
	}
	if len(name) > 4*253 {
		return &UnicodeEncodeError{Encoding: "idna", Object: name, Start: 0, End: wtf8.RuneCountInString(name), Reason: "label too long"}
	}
	return nil
}

// punycodeNeeded reports whether what follows xn-- stands for a label with at
// least one character beyond ASCII; see RFC 3492.
func punycodeNeeded(s string) bool {
	ascii, rest, ok := cutLast(s, '-')
	if !ok {
		ascii, rest = "", s
	}
	if rest == "" {
		return false
	}
	// The first of the encoded code points is the smallest one: 128 plus the
	// first delta divided by the number of places.
	delta, weight := 0, 1
	for k, i := 36, 0; ; k, i = k+36, i+1 {
		if i == len(rest) {
			return false
		}
		digit := punycodeDigit(rest[i])
		if digit < 0 || delta > 1<<30 || weight > 1<<30/36 {
			return false
		}
		delta += digit * weight
		t := min(max(k-72, 1), 26)
		if digit < t {
			break
		}
		weight *= 36 - t
	}
	first := 128 + delta/(len(ascii)+1)
	return first <= utf8.MaxRune && !wtf8.IsSurrogate(rune(first))
}

func punycodeDigit(c byte) int {
	switch {
	case 'a' <= c && c <= 'z':
		return int(c - 'a')
	case 'A' <= c && c <= 'Z':
		return int(c - 'A')
	case '0' <= c && c <= '9':
		return int(c-'0') + 26
	}
	return -1
}

// hostForDial is the host in the form that net/http takes.
func hostForDial(host string) string { return strings.TrimSuffix(host, ":") }

// header merges the request's headers for the wire, those that redirects drop
// taking precedence, and returns them and the value of Host.
func (x *exchange) header() (http.Header, string, error) {
	req := x.req
	all := len(req.unredirHdrs) + len(req.headers) + 1
	h := make(http.Header, all)
	m := merger{h: h, values: make([]string, 0, all)}
	x.length = -1
	for _, f := range req.unredirHdrs {
		if err := x.field(&m, f); err != nil {
			return nil, "", err
		}
	}
	for _, f := range req.headers {
		if _, ok := req.unredirHdrs.get(f.Name); ok {
			continue
		}
		if err := x.field(&m, f); err != nil {
			return nil, "", err
		}
	}
	if _, ok := h["Accept-Encoding"]; !ok {
		m.add("Accept-Encoding", "identity")
	}
	return h, m.host, nil
}

// A merger builds an http.Header whose values share one array.
type merger struct {
	h      http.Header
	values []string
	host   string
}

func (m *merger) add(name, value string) {
	m.values = append(m.values, value)
	n := len(m.values)
	m.h[name] = m.values[n-1 : n : n]
}

// field adds one header. What net/http writes itself is taken over in its form.
func (x *exchange) field(m *merger, f HeaderItem) error {
	name := titleName(f.Name)
	if !isToken(name) {
		return &ValueError{Text: "Invalid header name " + pyrepr.Bytes(f.Name)}
	}
	value, err := headerValue(f.Value)
	if err != nil {
		return err
	}
	switch name {
	case "Host":
		if strings.ContainsAny(value, " \t/?#@\\") {
			return &ValueError{Text: "Invalid header value " + pyrepr.Bytes(value)}
		}
		m.host = value
	case "Content-Length":
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil || !allDigits(value) {
			return &ValueError{Text: "Invalid header value " + pyrepr.Bytes(value)}
		}
		x.length = n
	case "Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection", "Trailer":
		// The transport's own business.
	case "Proxy-Authorization":
		if x.req.tunnelHost != "" {
			x.proxyAuth = value // for the CONNECT request
			return nil
		}
		m.add(name, value)
	default:
		m.add(name, value)
	}
	return nil
}

// headerValue returns a header's value in Latin-1, as Python sends it. CR, LF
// and NUL are refused, as RFC 9110 section 5.5 wants.
func headerValue(v string) (string, error) {
	plain := true
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '\r', c == '\n', c == 0, c < ' ' && c != '\t', c == 0x7f:
			return "", &ValueError{Text: "Invalid header value " + pyrepr.Bytes(latin1(v))}
		case c >= utf8.RuneSelf:
			plain = false
		}
	}
	if plain || !utf8.ValidString(v) {
		return v, nil // not UTF-8: bytes as they stand
	}
	at := 0
	for _, r := range v {
		if r > 0xff {
			return "", &UnicodeEncodeError{Encoding: "latin-1", Object: v, Start: at, End: at + 1, Reason: "ordinal not in range(256)"}
		}
		at++
	}
	return string(latin1(v)), nil
}

func latin1(s string) []byte {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	return b
}
