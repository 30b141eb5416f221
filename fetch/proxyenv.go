package fetch

import (
	"net/netip"
	"os"
	"strings"

	"github.com/gobatteries/batteries/internal/pystr"
)

// GetProxies returns the proxies that the environment names (http_proxy,
// https_proxy, no_proxy and so on, in any case), by scheme. It is Python's
// [urllib.request.getproxies], without the system settings of Windows and macOS.
//
// [urllib.request.getproxies]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.getproxies
func GetProxies() map[string]string { return GetProxiesEnvironment() }

// GetProxiesEnvironment returns the proxies that the environment names. A
// lower-case name wins, and one with an empty value removes the proxy. In a CGI
// program, where REQUEST_METHOD is set, HTTP_PROXY comes from the request's
// Proxy header and is left out.
func GetProxiesEnvironment() map[string]string { return proxiesOf(os.Environ()) }

func proxiesOf(environ []string) map[string]string {
	proxies := make(map[string]string)
	cgi := false
	for _, kv := range environ {
		name, value, _ := strings.Cut(kv, "=")
		cgi = cgi || name == "REQUEST_METHOD"
		if scheme, ok := proxyVariable(name); ok && value != "" {
			proxies[scheme] = value
		}
	}
	if cgi {
		delete(proxies, "http")
	}
	for _, kv := range environ {
		name, value, _ := strings.Cut(kv, "=")
		if !strings.HasSuffix(name, "_proxy") {
			continue
		}
		scheme, _ := proxyVariable(name)
		if value == "" {
			delete(proxies, scheme)
		} else {
			proxies[scheme] = value
		}
	}
	return proxies
}

// proxyVariable returns the scheme whose proxy a variable names.
func proxyVariable(name string) (scheme string, ok bool) {
	if len(name) < 6 || !strings.EqualFold(name[len(name)-6:], "_proxy") {
		return "", false
	}
	return strings.ToLower(name[:len(name)-6]), true
}

// ProxyBypass reports whether host, which may have a port, is to be asked
// without a proxy. proxies["no"] is the list of exceptions; if proxies is nil
// it is the environment's no_proxy. It is Python's urllib.request.proxy_bypass.
func ProxyBypass(host string, proxies map[string]string) bool {
	return ProxyBypassEnvironment(host, proxies)
}

// ProxyBypassEnvironment reports whether host, which may have a port, is one of
// the exceptions: hosts or domains, with a port or without, or an asterisk for
// all. Beyond Python, an exception may be a network (10.0.0.0/8), a dot at the
// host's end makes no difference, and an IPv6 zone is never looked at.
func ProxyBypassEnvironment(host string, proxies map[string]string) bool {
	if proxies == nil {
		proxies = GetProxiesEnvironment()
	}
	exceptions := proxies["no"]
	if exceptions == "" {
		return false
	}
	if exceptions == "*" {
		return true
	}
	host = strings.ToLower(host)
	name := withoutPort(host)
	ip, isIP := hostIP(name)
	if !isIP && strings.Contains(host, "%") {
		return false
	}
	if isIP && strings.Contains(name, "%") {
		port := host[len(name):]
		name = "[" + ip.String() + "]"
		host = name + port
	}
	for e := range strings.SplitSeq(exceptions, ",") {
		if e = pystr.Strip(e); e == "" {
			continue
		}
		e = strings.ToLower(strings.TrimLeft(e, "."))
		if isIP {
			if net, err := netip.ParsePrefix(e); err == nil && net.Masked().Contains(ip) {
				return true
			}
		}
		if matchesDomain(name, e) || matchesDomain(host, e) || strings.HasSuffix(name, ".") && matchesDomain(name[:len(name)-1], e) {
			return true
		}
	}
	return false
}

func matchesDomain(host, domain string) bool {
	return host == domain || len(host) > len(domain) && host[len(host)-len(domain)-1] == '.' && strings.HasSuffix(host, domain)
}

// withoutPort cuts the port off.
func withoutPort(host string) string {
	if i := strings.LastIndexByte(host, ':'); i >= 0 && allDigits(host[i+1:]) && !strings.HasSuffix(host[:i], ":") {
		return host[:i]
	}
	return host
}

// hostIP returns the address that a host is, without its zone; an IPv4 address
// in IPv6's form counts as IPv4.
func hostIP(host string) (netip.Addr, bool) {
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return netip.Addr{}, false
	}
	return ip.WithZone("").Unmap(), true
}
