package urlparse

import (
	"net/netip"
	"strings"
)

// special are the schemes that browsers treat alike: they always have a host,
// and a backslash is a slash.
var special = []string{"http", "https", "ws", "wss", "ftp"}

// checkStrict refuses what [Strict] says. The rules are those places where the
// URL Standard's parser (https://url.spec.whatwg.org/) finds another host, path
// or scheme than split, or gives up.
func checkStrict(url string) error {
	for i := range len(url) {
		if c := url[i]; c < ' ' || c == 0x7f {
			return valueError("strict parsing: a control character in " + repr(url))
		}
	}
	if strings.HasPrefix(url, " ") || strings.HasSuffix(url, " ") {
		return valueError("strict parsing: a blank at the end of " + repr(url))
	}
	if i := strings.IndexAny(url, "\\?#"); i >= 0 && url[i] == '\\' {
		return valueError("strict parsing: a backslash in " + repr(url))
	}
	return nil
}

// checkStrictHost refuses a host that browsers don't take or take for another.
func (p *parts) checkStrictHost() error {
	if p.netloc == "" {
		if uses(special, p.scheme) {
			return valueError("strict parsing: no host after " + p.scheme + ":")
		}
		return nil
	}
	if _, _, err := port[string](p.netloc); err != nil {
		return err
	}
	host, _ := hostPort(p.netloc)
	switch {
	case p.scheme == "file" && p.netloc != host && p.netloc != "["+host+"]": // C: is a drive there
		return valueError("strict parsing: more than a host in " + repr(p.netloc))
	case strings.Contains(p.netloc, "["):
		closed := strings.LastIndexByte(p.netloc, ']') > strings.LastIndexByte(p.netloc, '@') // split takes [ without ] there
		if _, err := netip.ParseAddr(host); err == nil && closed && strings.IndexByte(host, '%') < 0 {
			return nil
		}
	case isStrictName(host):
		return nil
	}
	return valueError("strict parsing: bad host " + repr(host))
}

// isStrictName reports whether host is a name, or an IPv4 address in the only
// form that everybody reads alike.
func isStrictName(host string) bool {
	for i := range len(host) {
		if c := host[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`%<>^|`, c) >= 0 {
			return false
		}
	}
	if host == "" || !endsInNumber(host) {
		return host != ""
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Is4()
}

// endsInNumber reports whether browsers take host for an IPv4 address, of which
// they know more forms than anybody else.
func endsInNumber(host string) bool {
	last := strings.TrimSuffix(host, ".")
	last = last[strings.LastIndexByte(last, '.')+1:]
	digits := "0123456789"
	if len(last) > 1 && last[0] == '0' && last[1]|0x20 == 'x' {
		last, digits = last[2:], "0123456789abcdefABCDEF"
	}
	return strings.Trim(last, digits) == ""
}
