package fetch

import (
	"encoding/base64"
	"strings"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// A ProxyHandler sends requests through proxies. It is Python's
// [urllib.request.ProxyHandler].
//
// [urllib.request.ProxyHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.ProxyHandler
type ProxyHandler struct {
	BaseHandler
	Proxies map[string]string // URL schemes and the proxies' URLs
}

// NewProxyHandler makes a ProxyHandler. proxies are the proxies' URLs by the
// scheme that they are for; nil means those of [GetProxies], and an empty map none.
func NewProxyHandler(proxies map[string]string) *ProxyHandler {
	if proxies == nil {
		proxies = GetProxies()
	}
	return &ProxyHandler{Proxies: proxies}
}

func (*ProxyHandler) isProxyHandler() {}

// HandlerOrder returns 100: before those who open.
func (*ProxyHandler) HandlerOrder() int { return 100 }

// OpenSchemes returns the schemes that have a proxy.
func (h *ProxyHandler) OpenSchemes() []string {
	var schemes []string
	for _, scheme := range sortedKeys(h.Proxies) {
		schemes = append(schemes, strings.ToLower(scheme))
	}
	return schemes
}

// SchemeOpen is ProxyOpen with the proxy of the request's scheme.
func (h *ProxyHandler) SchemeOpen(req *Request) (*Response, error) {
	found, ok := "", false
	for _, scheme := range sortedKeys(h.Proxies) { // of several spellings the one in lower case counts
		if strings.ToLower(scheme) == req.Type {
			found, ok = scheme, true
		}
	}
	if !ok {
		return nil, nil
	}
	return h.ProxyOpen(req, h.Proxies[found], req.Type)
}

// ProxyOpen sends a request through a proxy, unless no_proxy excludes its host.
func (h *ProxyHandler) ProxyOpen(req *Request, proxy, type_ string) (*Response, error) {
	if req.tunnelHost != "" || req.HasProxy() {
		return nil, nil // it has one, and comes back for another try
	}
	origType := req.Type
	p, err := parseProxy(proxy)
	if err != nil {
		return nil, err
	}
	if p.scheme == "" {
		p.scheme = origType
	}
	if req.Host != "" && ProxyBypass(req.Host, nil) {
		return nil, nil
	}
	if p.user != "" && p.password != "" {
		creds := unquote(p.user) + ":" + unquote(p.password)
		req.AddUnredirectedHeader("Proxy-authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(creds)))
	}
	req.SetProxy(unquote(p.host), p.scheme)
	if origType == p.scheme || origType == "https" {
		return nil, nil // the scheme's own handler goes on
	}
	return h.Parent.Follow(req, req)
}

// A proxyURL is what parseProxy finds.
type proxyURL struct{ scheme, user, password, host string }

// parseProxy takes a proxy's URL apart, which may lack the scheme:
// [scheme:][//][user:password@]host[:port].
func parseProxy(proxy string) (proxyURL, error) {
	var p proxyURL
	scheme, rest, _ := splitType(proxy)
	authority := proxy
	if strings.HasPrefix(rest, "/") {
		p.scheme = scheme
		after, ok := strings.CutPrefix(rest, "//")
		if !ok {
			return p, &ValueError{Text: "proxy URL with no authority: " + pyrepr.String(redactURL(proxy))}
		}
		authority = after[:authorityEnd(after)]
	}
	userinfo, host, ok := cutLast(authority, '@')
	if !ok {
		p.host = authority
		return p, nil
	}
	p.host = host
	p.user, p.password, _ = strings.Cut(userinfo, ":")
	return p, nil
}

// authorityEnd returns where the first slash is that doesn't stand in the
// user's part, as in http://joe:pass/word@proxy/.
func authorityEnd(s string) int {
	start := strings.IndexByte(s, '@') + 1
	if i := strings.IndexByte(s[start:], '/'); i >= 0 {
		return start + i
	}
	return len(s)
}
