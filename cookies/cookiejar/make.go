package cookiejar

import (
	"net/http"
	"strings"
	"time"

	"github.com/gobatteries/batteries/internal/pystr"
)

// MakeCookies returns the cookies that the response sets for the request,
// whether the policy takes them or not. A cookie that the response asks to
// delete is deleted, as in Python, and not returned.
func (j *CookieJar) MakeCookies(response Response, request Request) []*Cookie {
	j.mu.Lock()
	defer j.mu.Unlock()
	r := newRequestInfo(request)
	policy := j.currentPolicy()
	var cookies []*Cookie
	for _, c := range j.make(policy, response, r) {
		if !c.IsExpired(timeNow()) {
			cookies = append(cookies, c)
		} else if m := modern(policy); policy.SetOK(c, r) && (m == nil || !j.shadowsSecure(m, c, r)) {
			j.remove(c.Domain, c.Path, c.Name)
		}
	}
	return cookies
}

// make returns the response's cookies. With a modern policy those are among
// them which are to be deleted.
func (j *CookieJar) make(policy CookiePolicy, response Response, r *requestInfo) []*Cookie {
	headers := response.Info()
	sets := headers[http.CanonicalHeaderKey("Set-Cookie")]
	if m := modern(policy); m != nil {
		return m.make(sets, r)
	}
	p := protocols(policy)
	sets2 := headers[http.CanonicalHeaderKey("Set-Cookie2")]
	if !p.RFC2965 && (!p.Netscape || len(sets) == 0) {
		return nil
	}
	cookies := j.cookiesOf(SplitHeaderWords(sets2), r)
	if !p.Netscape {
		return cookies
	}
	ns := j.cookiesOf(ParseNSHeaders(sets), r)
	downgrade := !p.RFC2965
	if p.RFC2109AsNetscape != nil {
		downgrade = *p.RFC2109AsNetscape
	}
	for _, c := range ns {
		if c.Version == 1 {
			c.RFC2109 = true
			if downgrade {
				c.Version = 0
			}
		}
	}
	if !p.RFC2965 {
		return append(cookies, ns...)
	}
	return mergeNetscape(cookies, ns)
}

// mergeNetscape adds those Netscape cookies to the cookies of RFC 2965 that a
// server did not send in both ways.
func mergeNetscape(cookies, ns []*Cookie) []*Cookie {
	type key struct{ domain, path, name string }
	there := map[key]bool{}
	for _, c := range cookies {
		there[key{c.Domain, c.Path, c.Name}] = true
	}
	for _, c := range ns {
		if !there[key{c.Domain, c.Path, c.Name}] {
			cookies = append(cookies, c)
		}
	}
	return cookies
}

func (j *CookieJar) cookiesOf(sets [][]Attr, r *requestInfo) []*Cookie {
	var cookies []*Cookie
	for _, attrs := range sets {
		if s, ok := newStandard(attrs); ok {
			if c := j.cookieOf(s, r); c != nil {
				cookies = append(cookies, c)
			}
		}
	}
	return cookies
}

// standard holds a cookie's attributes by their names in small letters.
type standard struct {
	cookie  Attr
	attrs   map[string]Attr
	expires int64 // seconds since 1970, if attrs has "expires"
	rest    map[string]any
}

// newStandard sorts the attributes of a header. The first one of a name counts.
// It reports false for a cookie with an attribute that makes no sense.
func newStandard(attrs []Attr) (*standard, bool) {
	s := &standard{cookie: attrs[0], attrs: map[string]Attr{}}
	maxAge := false
	for _, a := range attrs[1:] {
		k := pystr.Lower(a.Name)
		switch k {
		case "version", "expires", "max-age", "domain", "path", "port", "comment", "commenturl", "discard", "secure":
		default:
			s.rest = keep(s.rest, a)
			continue
		}
		if _, again := s.attrs[k]; again {
			continue
		}
		switch k {
		case "expires":
			n, ok := parseInt(a.Value)
			if maxAge || !ok {
				continue
			}
			s.expires = n
		case "max-age":
			n, ok := parseInt(a.Value)
			if !ok {
				return nil, false
			}
			maxAge, k, s.expires = true, "expires", min(maxSeconds, timeNow().Unix()+n)
		case "domain", "path", "version":
			if a.NoValue {
				return nil, false
			}
			if k == "domain" {
				a.Value = pystr.Lower(a.Value)
			}
		}
		s.attrs[k] = a
	}
	return s, true
}

// keep adds an attribute that has no field to the others.
func keep(rest map[string]any, a Attr) map[string]any {
	if rest == nil {
		rest = map[string]any{}
	}
	if rest[a.Name] = a.Value; a.NoValue {
		rest[a.Name] = nil
	}
	return rest
}

// cookieOf makes a cookie for the request. It returns nil if there is none, and
// if the cookie's time is over, which asks to delete it.
func (j *CookieJar) cookieOf(s *standard, r *requestInfo) *Cookie {
	c := &Cookie{Name: s.cookie.Name, Value: s.cookie.Value, NoValue: s.cookie.NoValue, Rest: s.rest}
	c.Version = -1 // Set-Cookie2 must have one: Python's None, which no policy takes
	if a, ok := s.attrs["version"]; ok {
		n, ok := parseInt(a.Value)
		if !ok || n < 0 || n > 1<<30 {
			return nil
		}
		c.Version = int(n)
	}
	if a, ok := s.attrs["secure"]; ok {
		c.Secure = a.NoValue || a.Value != ""
	}
	if a, ok := s.attrs["discard"]; ok {
		c.Discard = a.NoValue || a.Value != ""
	}
	c.Comment, c.CommentURL = s.attrs["comment"].Value, s.attrs["commenturl"].Value
	s.setPlace(c, r)
	if _, ok := s.attrs["expires"]; !ok {
		c.Discard = true
		return c
	}
	c.Expires = time.Unix(s.expires, 0).UTC()
	if c.IsExpired(timeNow()) {
		j.remove(c.Domain, c.Path, c.Name)
		return nil
	}
	return c
}

// setPlace sets the cookie's path, domain and port, from the request where the
// header says nothing.
func (s *standard) setPlace(c *Cookie, r *requestInfo) {
	if a := s.attrs["path"]; a.Value != "" {
		c.Path, c.PathSpecified = EscapePath(a.Value), true
	} else {
		c.Path = r.path[:strings.LastIndexByte(r.path, '/')]
		if c.Version != 0 {
			c.Path += "/"
		}
		if c.Path == "" {
			c.Path = "/"
		}
	}
	c.Domain = r.erhn
	if a, ok := s.attrs["domain"]; ok {
		c.Domain, c.DomainSpecified = a.Value, true
		if c.DomainInitialDot = strings.HasPrefix(a.Value, "."); !c.DomainInitialDot {
			c.Domain = "." + a.Value
		}
	}
	if a, ok := s.attrs["port"]; ok {
		if a.NoValue {
			c.Port, _ = RequestPort(r)
			return
		}
		c.Port = strings.Map(func(r rune) rune {
			if pystr.IsSpace(r) {
				return -1
			}
			return r
		}, a.Value)
		c.PortSpecified = true
	}
}
