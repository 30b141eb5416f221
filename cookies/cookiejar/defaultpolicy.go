package cookiejar

import (
	"slices"
	"strings"

	"github.com/gobatteries/batteries/internal/pyint"
	"github.com/gobatteries/batteries/internal/pystr"
)

// The values of StrictNSDomain, which may be added up.
const (
	// DefaultCookiePolicyDomainLiberal takes and gives what Netscape's rules allow.
	DefaultCookiePolicyDomainLiberal = 0
	// DefaultCookiePolicyDomainStrictNoDots refuses a cookie for a domain from
	// which the host has a dot before it: www.foo.example.com can't set one for
	// .example.com.
	DefaultCookiePolicyDomainStrictNoDots = 1
	// DefaultCookiePolicyDomainStrictNonDomain returns a cookie that came without
	// a domain to the host alone that set it.
	DefaultCookiePolicyDomainStrictNonDomain = 2
	// DefaultCookiePolicyDomainRFC2965Match wants RFC 2965's domain match.
	DefaultCookiePolicyDomainRFC2965Match = 4
	// DefaultCookiePolicyDomainStrict is DomainStrictNoDots and
	// DomainStrictNonDomain.
	DefaultCookiePolicyDomainStrict = DefaultCookiePolicyDomainStrictNoDots | DefaultCookiePolicyDomainStrictNonDomain
)

// A PolicyOption is a keyword argument of [NewDefaultCookiePolicy].
type PolicyOption interface{ policyOption() }

type (
	// Netscape, by default true, takes and gives the cookies of Set-Cookie.
	Netscape bool
	// RFC2965, by default false, takes and gives the cookies of Set-Cookie2.
	RFC2965 bool
	// RFC2109AsNetscape, by default the opposite of [RFC2965], treats cookies of
	// Set-Cookie with Version=1 as if they had none.
	RFC2109AsNetscape bool
	// HideCookie2, by default false, does not send the header Cookie2.
	HideCookie2 bool
	// StrictDomain, by default false, refuses domains such as .co.uk, by the look
	// of them.
	StrictDomain bool
	// StrictRFC2965Unverifiable, by default true, keeps to RFC 2965's rules for
	// requests that the user could not approve.
	StrictRFC2965Unverifiable bool
	// StrictNSUnverifiable, by default false, does so for Netscape's cookies too.
	StrictNSUnverifiable bool
	// StrictNSDomain, by default [DefaultCookiePolicyDomainLiberal], says how
	// strict the rules for the domains of Netscape's cookies are.
	StrictNSDomain int
	// StrictNSSetInitialDollar, by default false, refuses Netscape cookies whose
	// names start with '$'.
	StrictNSSetInitialDollar bool
	// StrictNSSetPath, by default false, refuses Netscape cookies whose path is
	// not the request's.
	StrictNSSetPath bool
	// BlockedDomains, by default none, are neither taken from nor given to.
	BlockedDomains []string
	// AllowedDomains, by default all, alone are taken from and given to. An empty
	// list allows none.
	AllowedDomains []string
	// SecureProtocols, by default https and wss, are the schemes of requests that
	// get cookies with Secure.
	SecureProtocols []string
)

func (Netscape) policyOption()                  {}
func (RFC2965) policyOption()                   {}
func (RFC2109AsNetscape) policyOption()         {}
func (HideCookie2) policyOption()               {}
func (StrictDomain) policyOption()              {}
func (StrictRFC2965Unverifiable) policyOption() {}
func (StrictNSUnverifiable) policyOption()      {}
func (StrictNSDomain) policyOption()            {}
func (StrictNSSetInitialDollar) policyOption()  {}
func (StrictNSSetPath) policyOption()           {}
func (BlockedDomains) policyOption()            {}
func (AllowedDomains) policyOption()            {}
func (SecureProtocols) policyOption()           {}

// A DefaultCookiePolicy is CPython's policy, [http.cookiejar.DefaultCookiePolicy]:
// Netscape's rules and RFC 2965's, with knobs. It knows no public suffixes, no
// SameSite and no limits; [ModernCookiePolicy] does. Its fields must not be
// changed while a jar is in use.
//
// [http.cookiejar.DefaultCookiePolicy]: https://docs.python.org/3.15/library/http.cookiejar.html#defaultcookiepolicy-objects
type DefaultCookiePolicy struct {
	Netscape                  bool
	RFC2965                   bool
	RFC2109AsNetscape         *bool // nil stands for Python's None
	HideCookie2               bool
	StrictDomain              bool
	StrictRFC2965Unverifiable bool
	StrictNSUnverifiable      bool
	StrictNSDomain            int
	StrictNSSetInitialDollar  bool
	StrictNSSetPath           bool
	SecureProtocols           []string

	blocked, allowed []string
	allowAll         bool
}

// NewDefaultCookiePolicy returns a policy.
//
// The keywords are [BlockedDomains], [AllowedDomains], [Netscape], [RFC2965],
// [RFC2109AsNetscape], [HideCookie2], [StrictDomain],
// [StrictRFC2965Unverifiable], [StrictNSUnverifiable], [StrictNSDomain],
// [StrictNSSetInitialDollar], [StrictNSSetPath] and [SecureProtocols]; their
// defaults stand there.
func NewDefaultCookiePolicy(options ...PolicyOption) *DefaultCookiePolicy {
	p := &DefaultCookiePolicy{
		Netscape: true, StrictRFC2965Unverifiable: true,
		SecureProtocols: []string{"https", "wss"}, allowAll: true,
	}
	for _, o := range options {
		p.set(o)
	}
	return p
}

func (p *DefaultCookiePolicy) set(option PolicyOption) {
	switch o := option.(type) {
	case Netscape:
		p.Netscape = bool(o)
	case RFC2965:
		p.RFC2965 = bool(o)
	case RFC2109AsNetscape:
		p.RFC2109AsNetscape = (*bool)(&o)
	case HideCookie2:
		p.HideCookie2 = bool(o)
	case StrictDomain:
		p.StrictDomain = bool(o)
	case StrictRFC2965Unverifiable:
		p.StrictRFC2965Unverifiable = bool(o)
	case StrictNSUnverifiable:
		p.StrictNSUnverifiable = bool(o)
	case StrictNSDomain:
		p.StrictNSDomain = int(o)
	case StrictNSSetInitialDollar:
		p.StrictNSSetInitialDollar = bool(o)
	case StrictNSSetPath:
		p.StrictNSSetPath = bool(o)
	case BlockedDomains:
		p.SetBlockedDomains(o)
	case AllowedDomains:
		p.SetAllowedDomains(o, true)
	case SecureProtocols:
		p.SecureProtocols = slices.Clone(o)
	}
}

// CookieProtocols tells the jar the fields of the same names.
func (p *DefaultCookiePolicy) CookieProtocols() Protocols {
	return Protocols{p.Netscape, p.RFC2965, p.HideCookie2, p.RFC2109AsNetscape}
}

// BlockedDomains returns the domains that are blocked.
func (p *DefaultCookiePolicy) BlockedDomains() []string { return slices.Clone(p.blocked) }

// SetBlockedDomains sets the domains that are blocked, as [UserDomainMatch]
// reads them.
func (p *DefaultCookiePolicy) SetBlockedDomains(blockedDomains []string) {
	p.blocked = slices.Clone(blockedDomains)
}

// IsBlocked reports whether the domain is blocked.
func (p *DefaultCookiePolicy) IsBlocked(domain string) bool {
	return slices.ContainsFunc(p.blocked, func(b string) bool { return UserDomainMatch(domain, b) })
}

// AllowedDomains returns the domains that alone are allowed, and false for
// Python's None: all are.
func (p *DefaultCookiePolicy) AllowedDomains() (domains []string, ok bool) {
	return slices.Clone(p.allowed), !p.allowAll
}

// SetAllowedDomains sets the domains that alone are allowed, as
// [UserDomainMatch] reads them. If only is false all are allowed, as with
// Python's None.
func (p *DefaultCookiePolicy) SetAllowedDomains(allowedDomains []string, only bool) {
	p.allowed, p.allowAll = slices.Clone(allowedDomains), !only
}

// IsNotAllowed reports whether there are allowed domains and the domain is none.
func (p *DefaultCookiePolicy) IsNotAllowed(domain string) bool {
	return !p.allowAll && !slices.ContainsFunc(p.allowed, func(a string) bool { return UserDomainMatch(domain, a) })
}

// SetOK reports whether the cookie may be stored: whether all the methods do
// whose names begin so.
func (p *DefaultCookiePolicy) SetOK(cookie *Cookie, request Request) bool {
	r := newRequestInfo(request)
	return p.SetOKVersion(cookie, r) && p.SetOKVerifiability(cookie, r) && p.SetOKName(cookie, r) &&
		p.SetOKPath(cookie, r) && p.SetOKDomain(cookie, r) && p.SetOKPort(cookie, r)
}

// SetOKVersion asks for the kind of cookie.
func (p *DefaultCookiePolicy) SetOKVersion(cookie *Cookie, request Request) bool {
	return p.ReturnOKVersion(cookie, request)
}

// SetOKVerifiability refuses third parties' cookies from requests that the user
// could not approve.
func (p *DefaultCookiePolicy) SetOKVerifiability(cookie *Cookie, request Request) bool {
	return p.ReturnOKVerifiability(cookie, request)
}

// SetOKName asks for the name.
func (p *DefaultCookiePolicy) SetOKName(cookie *Cookie, request Request) bool {
	return cookie.Version != 0 || !p.StrictNSSetInitialDollar || !strings.HasPrefix(cookie.Name, "$")
}

// SetOKPath asks for the path.
func (p *DefaultCookiePolicy) SetOKPath(cookie *Cookie, request Request) bool {
	strict := cookie.Version > 0 || cookie.Version == 0 && p.StrictNSSetPath
	return !cookie.PathSpecified || !strict || p.PathReturnOK(cookie.Path, request)
}

// SetOKDomain asks for the domain.
func (p *DefaultCookiePolicy) SetOKDomain(cookie *Cookie, request Request) bool {
	if p.IsBlocked(cookie.Domain) || p.IsNotAllowed(cookie.Domain) {
		return false
	}
	if !cookie.DomainSpecified {
		return true
	}
	reqHost, erhn := EffRequestHost(request)
	domain := cookie.Domain
	if p.StrictDomain && looksLikeSuffix(domain) {
		return false
	}
	if !strings.Contains(strings.TrimPrefix(domain, "."), ".") && !strings.HasSuffix(erhn, ".local") {
		return false
	}
	if cookie.Version == 0 && !strings.HasSuffix(erhn, domain) &&
		(strings.HasPrefix(erhn, ".") || !strings.HasSuffix("."+erhn, domain)) {
		return false
	}
	if cookie.Version > 0 || p.StrictNSDomain&DefaultCookiePolicyDomainRFC2965Match != 0 {
		if !DomainMatch(erhn, domain) {
			return false
		}
	}
	if cookie.Version > 0 || p.StrictNSDomain&DefaultCookiePolicyDomainStrictNoDots != 0 {
		prefix := reqHost[:max(0, len(reqHost)-len(domain))]
		if strings.Contains(prefix, ".") && !endsLikeIPv4(reqHost) {
			return false
		}
	}
	return true
}

// looksLikeSuffix reports whether the domain is of the kind of .co.uk: a
// country's letters, and before them what registries sell names under.
func looksLikeSuffix(domain string) bool {
	parts := strings.Split(domain, ".")
	if len(parts) != 3 || parts[0] != "" || len(parts[2]) != 2 {
		return false
	}
	switch pystr.Lower(parts[1]) {
	case "co", "ac", "com", "edu", "org", "net", "gov", "mil", "int", "aero", "biz", "cat", "coop",
		"info", "jobs", "mobi", "museum", "name", "pro", "travel", "eu":
		return true
	}
	return false
}

// SetOKPort asks for the port.
func (p *DefaultCookiePolicy) SetOKPort(cookie *Cookie, request Request) bool {
	if !cookie.PortSpecified {
		return true
	}
	port := portOrZero(request)
	for one := range strings.SplitSeq(cookie.Port, ",") {
		if _, err := pyint.Parse(one, 10); err != nil {
			return false
		}
		if one == port {
			return true
		}
	}
	return false
}

func portOrZero(request Request) string {
	if port, ok := RequestPort(request); ok {
		return port
	}
	return "0"
}

// ReturnOK reports whether the cookie is sent with the request: whether all the
// methods do whose names begin so.
func (p *DefaultCookiePolicy) ReturnOK(cookie *Cookie, request Request) bool {
	r := newRequestInfo(request)
	return p.ReturnOKVersion(cookie, r) && p.ReturnOKVerifiability(cookie, r) && p.ReturnOKSecure(cookie, r) &&
		p.ReturnOKExpires(cookie, r) && p.ReturnOKPort(cookie, r) && p.ReturnOKDomain(cookie, r)
}

// ReturnOKVersion asks for the kind of cookie.
func (p *DefaultCookiePolicy) ReturnOKVersion(cookie *Cookie, request Request) bool {
	if cookie.Version > 0 {
		return p.RFC2965
	}
	return p.Netscape && cookie.Version == 0
}

// ReturnOKVerifiability keeps cookies from third parties' requests that the user
// could not approve.
func (p *DefaultCookiePolicy) ReturnOKVerifiability(cookie *Cookie, request Request) bool {
	strict := cookie.Version > 0 && p.StrictRFC2965Unverifiable || cookie.Version == 0 && p.StrictNSUnverifiable
	return !strict || !request.IsUnverifiable() || !IsThirdParty(request)
}

// ReturnOKSecure asks for a request by a secure protocol.
func (p *DefaultCookiePolicy) ReturnOKSecure(cookie *Cookie, request Request) bool {
	return !cookie.Secure || slices.Contains(p.SecureProtocols, request.GetType())
}

// ReturnOKExpires asks for the time.
func (p *DefaultCookiePolicy) ReturnOKExpires(cookie *Cookie, request Request) bool {
	return !cookie.IsExpired(timeNow())
}

// ReturnOKPort asks for the port.
func (p *DefaultCookiePolicy) ReturnOKPort(cookie *Cookie, request Request) bool {
	if cookie.Port == "" {
		return true
	}
	return slices.Contains(strings.Split(cookie.Port, ","), portOrZero(request))
}

// ReturnOKDomain asks for the domain.
func (p *DefaultCookiePolicy) ReturnOKDomain(cookie *Cookie, request Request) bool {
	_, erhn := EffRequestHost(request)
	if cookie.Version > 0 {
		return DomainMatch(erhn, cookie.Domain)
	}
	if cookie.Version < 0 {
		return true
	}
	if p.StrictNSDomain&DefaultCookiePolicyDomainStrictNonDomain != 0 && !cookie.DomainSpecified && cookie.Domain != erhn {
		return false
	}
	return strings.HasSuffix("."+erhn, dotted(cookie.Domain))
}

// dotted puts a dot before a domain that has none.
func dotted(domain string) string {
	if domain == "" || domain[0] == '.' {
		return domain
	}
	return "." + domain
}

// inDotted reports whether dotted(host) ends with domain, which is dotted itself.
func inDotted(host, domain string) bool {
	return strings.HasSuffix(host, domain) || host != "" && host[0] != '.' && domain[1:] == host
}

// DomainReturnOK reports whether cookies of the domain may be sent, at a first
// look.
func (p *DefaultCookiePolicy) DomainReturnOK(domain string, request Request) bool {
	reqHost, erhn := EffRequestHost(request)
	d := dotted(domain)
	if !inDotted(reqHost, d) && !inDotted(erhn, d) {
		return false
	}
	return !p.IsBlocked(domain) && !p.IsNotAllowed(domain)
}

// PathReturnOK reports whether the request's path is path or below it.
func (p *DefaultCookiePolicy) PathReturnOK(path string, request Request) bool {
	return pathMatch(RequestPath(request), path)
}

func pathMatch(reqPath, path string) bool {
	rest, ok := strings.CutPrefix(reqPath, path)
	return ok && (rest == "" || strings.HasSuffix(path, "/") || rest[0] == '/')
}
