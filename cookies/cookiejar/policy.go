package cookiejar

// A CookiePolicy says which cookies a jar takes from responses and gives to
// requests. It is Python's [http.cookiejar.CookiePolicy]. A policy of a program's
// own usually embeds *[DefaultCookiePolicy] or *[ModernCookiePolicy] and has
// some of the methods itself:
//
//	func (p myPolicy) SetOK(c *cookiejar.Cookie, r cookiejar.Request) bool {
//		return p.DefaultCookiePolicy.SetOK(c, r) && c.Name != "tracker"
//	}
//
// The jar is locked while it asks its policy, which must not call the jar.
//
// [http.cookiejar.CookiePolicy]: https://docs.python.org/3.15/library/http.cookiejar.html#cookiepolicy-objects
type CookiePolicy interface {
	// SetOK reports whether the cookie may be stored.
	SetOK(cookie *Cookie, request Request) bool
	// ReturnOK reports whether the cookie is sent with the request. The other two
	// methods have been asked before.
	ReturnOK(cookie *Cookie, request Request) bool
	// DomainReturnOK reports whether cookies of the domain may be sent.
	DomainReturnOK(domain string, request Request) bool
	// PathReturnOK reports whether cookies of the path may be sent.
	PathReturnOK(path string, request Request) bool
}

// Protocols says which cookies a policy wants to be asked about at all: the
// attributes netscape, rfc2965, hide_cookie2 and rfc2109_as_netscape of Python's
// policies.
type Protocols struct {
	Netscape          bool
	RFC2965           bool
	HideCookie2       bool
	RFC2109AsNetscape *bool // nil stands for None: not RFC2965
}

// protocols returns what the policy's method CookieProtocols says. A policy
// without it knows Netscape's cookies alone.
func protocols(policy CookiePolicy) Protocols {
	if p, ok := policy.(interface{ CookieProtocols() Protocols }); ok {
		return p.CookieProtocols()
	}
	return Protocols{Netscape: true}
}

// modern returns the modern policy that policy is or embeds, or nil.
func modern(policy CookiePolicy) *ModernCookiePolicy {
	if p, ok := policy.(interface{ modernPolicy() *ModernCookiePolicy }); ok {
		return p.modernPolicy()
	}
	return nil
}
