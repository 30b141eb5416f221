package cookiejar

import (
	"strings"

	"github.com/gobatteries/batteries/internal/pyint"
	"github.com/gobatteries/batteries/internal/pystr"
	"github.com/gobatteries/batteries/urlparse"
)

// endsLikeIPv4 reports whether text ends with a dot and digits, as IPv4
// addresses do.
func endsLikeIPv4(text string) bool {
	text = strings.TrimSuffix(text, "\n")
	i := len(text)
	for i > 0 && isDigit(text[i-1]) {
		i--
	}
	return i > 0 && i < len(text) && text[i-1] == '.'
}

// IsHDN reports whether text may be a host's domain name (HDN) in the sense of
// RFC 2965: no address, and no dot at either end. It is Python's
// http.cookiejar.is_HDN.
func IsHDN(text string) bool {
	return !endsLikeIPv4(text) && text != "" && text[0] != '.' && text[len(text)-1] != '.'
}

// LiberalIsHDN reports whether text is no IPv4 address. It is Python's
// http.cookiejar.liberal_is_HDN.
func LiberalIsHDN(text string) bool { return !endsLikeIPv4(text) }

// DomainMatch reports whether the host or domain A is in the domain B, in
// letters of either case, as RFC 2965, section 1, has it. It is Python's
// http.cookiejar.domain_match, which finds .example.com anywhere in A.
func DomainMatch(A, B string) bool {
	A, B = pystr.Lower(A), pystr.Lower(B)
	if A == B {
		return true
	}
	return IsHDN(A) && strings.LastIndex(A, B) > 0 && strings.HasPrefix(B, ".") && IsHDN(B[1:])
}

// UserDomainMatch reports whether the host A is meant by B, from a list that
// the user wrote: .example.com stands for all hosts in it, example.com for
// itself. It is Python's http.cookiejar.user_domain_match.
func UserDomainMatch(A, B string) bool {
	A, B = pystr.Lower(A), pystr.Lower(B)
	if A == B || !LiberalIsHDN(A) || !LiberalIsHDN(B) {
		return A == B
	}
	return strings.HasPrefix(B, ".") && strings.HasSuffix(A, B)
}

// Reach returns the domain that a cookie of host h may be for at most, with a
// dot before it: RFC 2965's reach. It is Python's http.cookiejar.reach.
func Reach(h string) string {
	if _, b, ok := strings.Cut(h, "."); ok && IsHDN(h) && (strings.Contains(b, ".") || b == "local") {
		return "." + b
	}
	return h
}

// A requestInfo is a request whose host, port and path have been found.
type requestInfo struct {
	Request
	host, erhn string // RequestHost, EffRequestHost
	path       string
	port       string
	portOK     bool
}

// newRequestInfo works out what a jar and its policy ask for again and again.
func newRequestInfo(request Request) *requestInfo {
	if r, ok := request.(*requestInfo); ok {
		return r
	}
	netloc, path := splitURL(request.GetFullURL())
	r := &requestInfo{Request: request, path: EscapePath(path)}
	if !strings.HasPrefix(r.path, "/") {
		r.path = "/" + r.path
	}
	if netloc == "" {
		netloc = hostHeader(request)
	}
	r.host = pystr.Lower(trimPort(strings.TrimSuffix(netloc, "\n")))
	r.erhn = r.host
	if !strings.Contains(r.host, ".") {
		r.erhn += ".local"
	}
	r.port, r.portOK = port(request.GetHost())
	return r
}

// hostHeader returns the Host header of a request that can tell.
func hostHeader(request Request) string {
	if h, ok := request.(interface{ GetHeader(string) (string, bool) }); ok {
		v, _ := h.GetHeader("Host")
		return v
	}
	return ""
}

// port returns the port behind a host, 80 by default.
func port(host string) (string, bool) {
	_, port, ok := strings.Cut(host, ":")
	if !ok {
		return "80", true
	}
	if _, err := pyint.Parse(port, 10); err != nil || len(port) > 4300 {
		return "", false
	}
	return port, true
}

// RequestHost returns the request's host, in small letters and without its
// port, as RFC 2965 defines it. It is Python's http.cookiejar.request_host.
func RequestHost(request Request) string { return newRequestInfo(request).host }

// EffRequestHost returns the request's host and its effective host name, which
// has .local behind it if it holds no dot. It is Python's
// http.cookiejar.eff_request_host.
func EffRequestHost(request Request) (reqHost, erhn string) {
	r := newRequestInfo(request)
	return r.host, r.erhn
}

// RequestPath returns the path of the request's URL, escaped. It is Python's
// http.cookiejar.request_path.
func RequestPath(request Request) string { return newRequestInfo(request).path }

// RequestPort returns the request's port, "80" if its host names none, and false
// if it is no number. It is Python's http.cookiejar.request_port.
func RequestPort(request Request) (string, bool) {
	r := newRequestInfo(request)
	return r.port, r.portOK
}

// IsThirdParty reports whether the request is to another site than the one
// whose page caused it (RFC 2965, section 3.3.6). It is Python's
// http.cookiejar.is_third_party.
func IsThirdParty(request Request) bool {
	return !DomainMatch(RequestHost(request), Reach(request.GetOriginReqHost()))
}

// EscapePath escapes what may not stand in a URL's path, and turns the letters
// of escapes into capitals. It is Python's http.cookiejar.escape_path.
func EscapePath(path string) string {
	if strings.IndexFunc(path, func(r rune) bool { return r == '%' || r >= 0x80 || !pathSafe(byte(r)) }) < 0 {
		return path
	}
	const digits = "0123456789ABCDEF"
	dst := make([]byte, 0, len(path)+8)
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c == '%' && i+2 < len(path) && isHex(path[i+1]) && isHex(path[i+2]):
			dst = append(dst, '%', upper(path[i+1]), upper(path[i+2]))
			i += 2
		case pathSafe(c):
			dst = append(dst, c)
		default:
			dst = append(dst, '%', digits[c>>4], digits[c&15])
		}
	}
	return string(dst)
}

func pathSafe(c byte) bool {
	return c < 0x80 && (isWordByte(c) || strings.IndexByte("%/;:@&=+$,!~*'().-", c) >= 0)
}

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		c &^= 0x20
	}
	return c
}

// splitURL returns the authority and the path of a URL, both empty if it is none.
func splitURL(url string) (netloc, path string) {
	parts, err := urlparse.URLSplit(url)
	if err != nil {
		return "", ""
	}
	return parts.Netloc, parts.Path
}
