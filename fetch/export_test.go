package fetch

import (
	"context"
	"net/netip"
	"time"
)

// What the tests in fetch_test need of the insides.

func PathToURL(path string, windows bool) string { return pathToURL(path, windows) }

func URLToPath(url string, windows bool) (string, error) {
	return urlToPath(context.Background(), url, false, false, windows)
}

func ParseRealms(header string) (out [][2]string, has []bool) {
	for _, c := range parseRealms(header) {
		out, has = append(out, [2]string{c.scheme, c.realm}), append(has, c.hasRealm)
	}
	return out, has
}

func ParseProxy(proxy string) (scheme, user, password, host string, err error) {
	p, err := parseProxy(proxy)
	return p.scheme, p.user, p.password, p.host, err
}

func ProxiesOf(environ []string) map[string]string { return proxiesOf(environ) }

func Public(ip netip.Addr) bool { return public(ip) }

func PunycodeNeeded(s string) bool { return punycodeNeeded(s) }

func SetErrorStall(d time.Duration) { errorStall = d }

// States returns how many URLs a manager keeps a state for.
func (m *HTTPPasswordMgrWithPriorAuth) States() int { return len(m.authenticated) }
