package cookiejar

import (
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/gobatteries/batteries/internal/pystr"
)

// A PublicSuffixList knows under which domains anybody can get a name, so that
// no site sets cookies for all of them. It is what net/http/cookiejar asks for;
// the List of golang.org/x/net/publicsuffix is one.
type PublicSuffixList interface {
	// PublicSuffix returns the public suffix of a domain: itself or a parent.
	PublicSuffix(domain string) string
	// String says where the list comes from and how old it is.
	String() string
}

// A ModernCookiePolicy does what browsers do, as RFC 6265bis
// (draft-ietf-httpbis-rfc6265bis) describes it. It is the policy of a new jar.
//
//   - A cookie without a Domain attribute goes back to its host alone. A Domain
//     must hold the host, and must be no public suffix. For an address it must
//     be the address.
//   - A cookie with Secure comes and goes with [ModernCookiePolicy.SecureProtocols]
//     alone, and no other cookie replaces or hides it.
//   - Names that begin with __Secure- or __Host- have the attributes for it.
//   - SameSite is honoured for requests that tell their site (see [SiteRequest]
//     and [HTTPRequestFrom]), and None needs Secure.
//   - Names, values, attributes and the number of cookies have limits, and a
//     cookie is kept for at most 400 days.
//   - Nothing with a control character is stored.
//
// Set-Cookie2 is ignored. The fields must not be changed while a jar is in use.
type ModernCookiePolicy struct {
	// PublicSuffixes is, by default, the list that is part of this package. If it
	// is nil, any domain with a dot in it can be one of a cookie.
	PublicSuffixes PublicSuffixList
	// SecureProtocols are the schemes that keep secrets, by default https and wss.
	SecureProtocols []string
	// MaxPair is how long a name and a value are together, by default 4096 bytes.
	// A longer cookie is not stored.
	MaxPair int
	// MaxAttribute is how long an attribute's value is, by default 1024 bytes. A
	// longer attribute is ignored.
	MaxAttribute int
	// MaxPerDomain is how many cookies of one domain are kept, by default 180.
	// Those that were used longest ago make room, and those with Secure last.
	MaxPerDomain int
	// MaxCookies is how many cookies are kept, by default 3000.
	MaxCookies int
	// MaxAge is how long a cookie is kept, by default 400 days.
	MaxAge time.Duration
}

// NewModernCookiePolicy returns a policy with the defaults.
func NewModernCookiePolicy() *ModernCookiePolicy {
	return &ModernCookiePolicy{
		PublicSuffixes:  PublicSuffixes,
		SecureProtocols: []string{"https", "wss"},
		MaxPair:         4096,
		MaxAttribute:    1024,
		MaxPerDomain:    180,
		MaxCookies:      3000,
		MaxAge:          400 * 24 * time.Hour,
	}
}

func (m *ModernCookiePolicy) modernPolicy() *ModernCookiePolicy { return m }

// make returns the cookies of Set-Cookie headers.
func (m *ModernCookiePolicy) make(headers []string, r *requestInfo) []*Cookie {
	cookies := make([]*Cookie, 0, max(0, min(len(headers), m.MaxPerDomain)))
	for _, h := range headers {
		if len(cookies) == m.MaxPerDomain {
			break // the rest would only push these out
		}
		if c := m.parse(h, r); c != nil {
			cookies = append(cookies, c)
		}
	}
	return cookies
}

// parse reads a Set-Cookie header: RFC 6265bis, section 5.6, and the parts of
// 5.7 that need no other cookie. It returns nil if there is no cookie in it.
func (m *ModernCookiePolicy) parse(header string, r *requestInfo) *Cookie {
	if hasControl(header) {
		return nil
	}
	pair, attrs, _ := strings.Cut(header, ";")
	name, value, ok := strings.Cut(pair, "=")
	c := &Cookie{Name: trimBlank(name), Value: trimBlank(value), NoValue: !ok, Discard: true, Path: defaultPath(r.path)}
	if c.Name == "" { // the value alone is sent
		c.Name, c.Value, c.NoValue = c.Value, "", true
	}
	if c.Name == "" || len(c.Name)+len(c.Value) > m.MaxPair {
		return nil
	}
	maxAge := false
	domain := ""
	for attrs != "" {
		var attr string
		attr, attrs, _ = strings.Cut(attrs, ";")
		name, value, hasValue := strings.Cut(attr, "=")
		if name, value = trimBlank(name), trimBlank(value); len(value) > m.MaxAttribute {
			continue
		}
		switch lc := pystr.Lower(name); lc {
		case "":
		case "expires":
			if t, ok := cookieDate(value); ok && !maxAge {
				m.setExpires(c, t)
			}
		case "max-age":
			if t, ok := maxAgeTime(value); ok {
				maxAge = true
				m.setExpires(c, t)
			}
		case "domain":
			domain = pystr.Lower(strings.TrimPrefix(value, "."))
			c.DomainInitialDot = value != "" && value[0] == '.' && domain != ""
		case "path":
			c.Path, c.PathSpecified = defaultPath(r.path), false
			if strings.HasPrefix(value, "/") {
				c.Path, c.PathSpecified = value, true
			}
		case "secure":
			c.Secure = true
		default:
			if u, ok := usual[lc]; ok {
				name = u
			}
			c.Rest = keep(c.Rest, Attr{name, value, !hasValue})
		}
	}
	m.setDomain(c, domain, r)
	return c
}

// usual is how the attributes are spelt that have a meaning but no field.
var usual = map[string]string{"httponly": "HttpOnly", "samesite": "SameSite", "partitioned": "Partitioned"}

// setDomain sets the cookie's domain from its attribute, or from the host.
func (m *ModernCookiePolicy) setDomain(c *Cookie, domain string, r *requestInfo) {
	host := strings.TrimSuffix(r.host, ".")
	if ascii, ok := toASCII(domain); ok {
		domain = ascii
	}
	if domain == "" || domain == host && (m.isSuffix(host, domain) || !isName(host)) {
		c.Domain, c.DomainInitialDot = host, false
		return
	}
	c.Domain, c.DomainSpecified = "."+domain, true
}

func (m *ModernCookiePolicy) setExpires(c *Cookie, t time.Time) {
	if limit := timeNow().Add(m.MaxAge); t.After(limit) {
		t = limit
	}
	c.Expires, c.Discard = t.UTC().Truncate(time.Second), false
}

func trimBlank(s string) string { return strings.Trim(s, " \t") }

// defaultPath returns the path of a cookie that names none: the request's, up
// to its last slash.
func defaultPath(path string) string {
	if i := strings.LastIndexByte(path, '/'); i > 0 {
		return path[:i]
	}
	return "/"
}

// isName reports whether the host is a domain name and no address.
func isName(host string) bool {
	if endsLikeIPv4("."+host) || strings.Contains(host, ":") || host == "" {
		return false
	}
	_, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err != nil
}

// inDomain reports whether the host, a name, is the domain or in it.
func inDomain(host, domain string) bool {
	rest, ok := strings.CutSuffix(host, domain)
	return ok && (rest == "" || rest[len(rest)-1] == '.')
}

// isSuffix reports whether the domain, which holds the host, is no more than the
// host's public suffix. A domain without a dot always is.
func (m *ModernCookiePolicy) isSuffix(host, domain string) bool {
	if !strings.Contains(domain, ".") {
		return true
	}
	return m.PublicSuffixes != nil && len(domain) <= len(m.PublicSuffixes.PublicSuffix(host))
}

// SetOK reports whether the cookie may be stored.
func (m *ModernCookiePolicy) SetOK(cookie *Cookie, request Request) bool {
	r := newRequestInfo(request)
	host := strings.TrimSuffix(r.host, ".")
	if cookie.DomainSpecified {
		domain := strings.TrimPrefix(cookie.Domain, ".")
		if !isName(host) || !inDomain(host, domain) || m.isSuffix(host, domain) {
			return false
		}
	} else if cookie.Domain != host && cookie.Domain != r.erhn {
		return false
	}
	secure := m.secure(r)
	if cookie.Secure && !secure || !prefixOK(cookie) || len(cookie.Name)+len(cookie.Value) > m.MaxPair {
		return false
	}
	sameSite := strings.ToLower(cookie.SameSite())
	if sameSite == "none" {
		return cookie.Secure
	}
	return sameSite == "" || !m.crossSite(r) || topLevel(r)
}

// prefixOK reports whether the cookie keeps what its name's prefix promises
// (RFC 6265bis, section 4.1.3).
func prefixOK(c *Cookie) bool {
	switch name := strings.ToLower(c.Name); {
	case strings.HasPrefix(name, "__host-"):
		return c.Secure && !c.DomainSpecified && c.Path == "/" && c.PathSpecified && !c.NoValue
	case strings.HasPrefix(name, "__secure-"):
		return c.Secure && !c.NoValue
	}
	return true
}

func (m *ModernCookiePolicy) secure(r *requestInfo) bool {
	return slices.Contains(m.SecureProtocols, strings.ToLower(r.GetType()))
}

// ReturnOK reports whether the cookie is sent with the request.
func (m *ModernCookiePolicy) ReturnOK(cookie *Cookie, request Request) bool {
	r := newRequestInfo(request)
	if cookie.IsExpired(timeNow()) || cookie.Secure && !m.secure(r) || !m.hostOK(cookie, r) {
		return false
	}
	if len(cookie.Rest) == 0 {
		return true
	}
	switch strings.ToLower(cookie.SameSite()) {
	case "strict":
		return !m.crossSite(r)
	case "lax":
		return !m.crossSite(r) || topLevel(r) && safeMethod(r)
	}
	return true
}

func (m *ModernCookiePolicy) hostOK(c *Cookie, r *requestInfo) bool {
	host := strings.TrimSuffix(r.host, ".")
	if c.DomainSpecified {
		return isName(host) && inDomain(host, strings.TrimPrefix(c.Domain, "."))
	}
	return c.Domain == host || c.Domain == r.erhn
}

// DomainReturnOK reports whether cookies of the domain may be sent, at a first
// look.
func (m *ModernCookiePolicy) DomainReturnOK(domain string, request Request) bool {
	r := newRequestInfo(request)
	domain, parents := strings.CutPrefix(domain, ".")
	host := strings.TrimSuffix(r.host, ".")
	if parents {
		return inDomain(host, domain) && !m.isSuffix(host, domain)
	}
	return domain == host || domain == r.erhn
}

// PathReturnOK reports whether the request's path is path or below it.
func (m *ModernCookiePolicy) PathReturnOK(path string, request Request) bool {
	return pathMatch(RequestPath(request), path)
}

// crossSite reports whether the request comes from another site than it goes to:
// another scheme, or another domain below a public suffix.
func (m *ModernCookiePolicy) crossSite(r *requestInfo) bool {
	page := ""
	if s, ok := r.Request.(interface{ SiteForCookies() string }); ok {
		page = s.SiteForCookies()
	}
	if page == "" {
		return r.IsUnverifiable() && m.site(r.GetOriginReqHost()) != m.site(r.host)
	}
	netloc, _ := splitURL(page)
	scheme, _, _ := strings.Cut(page, ":")
	from := strings.ToLower(trimPort(netloc[strings.LastIndexByte(netloc, '@')+1:]))
	return m.site(from) != m.site(r.host) || !strings.EqualFold(scheme, r.GetType())
}

// site returns the domain that stands right below a public suffix, or host
// itself if there is none.
func (m *ModernCookiePolicy) site(host string) string {
	if !isName(host) || m.PublicSuffixes == nil {
		return host
	}
	rest, ok := strings.CutSuffix(host, "."+m.PublicSuffixes.PublicSuffix(host))
	if !ok {
		return host
	}
	return host[strings.LastIndexByte(rest, '.')+1:]
}

// topLevel reports whether the user asked for the request, following a link
// maybe, rather than a page for a part of itself.
func topLevel(r *requestInfo) bool { return !r.IsUnverifiable() }

func safeMethod(r *requestInfo) bool {
	s, ok := r.Request.(interface{ GetMethod() string })
	if !ok {
		return true
	}
	switch s.GetMethod() {
	case "GET", "HEAD", "OPTIONS", "TRACE":
		return true
	}
	return false
}

// shadowsSecure reports whether the cookie, from a request that anybody could
// have answered, would replace or hide one with Secure (RFC 6265bis, section
// 5.7, step 16).
func (j *CookieJar) shadowsSecure(m *ModernCookiePolicy, c *Cookie, r *requestInfo) bool {
	if c.Secure || m.secure(r) {
		return false
	}
	domain := strings.TrimPrefix(c.Domain, ".")
	for d := range j.cookies.values() {
		other := strings.TrimPrefix(d.domain, ".")
		if !inDomain(other, domain) && !inDomain(domain, other) {
			continue
		}
		for p := range d.paths.values() {
			if e, ok := p.names.get(c.Name); ok && e.Secure && pathMatch(c.Path, p.path) {
				return true
			}
		}
	}
	return false
}

// evict makes room after a cookie came into domain d: first those go that are
// over anyway, then those that were used longest ago, of the domain first and
// there without Secure first (RFC 6265bis, section 5.7).
func (j *CookieJar) evict(m *ModernCookiePolicy, d *domainCookies) {
	if d.n <= m.MaxPerDomain && j.n <= m.MaxCookies {
		return
	}
	j.clearExpired(timeNow())
	for d.n > max(0, m.MaxPerDomain) {
		e := j.oldestOf(d)
		j.remove(e.Domain, e.Path, e.Name)
	}
	for j.n > max(0, m.MaxCookies) {
		e := j.uses.root.next
		j.remove(e.Domain, e.Path, e.Name)
	}
}

// oldestOf returns the cookie of the domain that goes first. The domain has one.
func (j *CookieJar) oldestOf(d *domainCookies) *entry {
	var oldest *entry
	for p := range d.paths.values() {
		for e := range p.names.values() {
			if oldest == nil || oldest.Secure && !e.Secure || oldest.Secure == e.Secure && e.used < oldest.used {
				oldest = e
			}
		}
	}
	return oldest
}
