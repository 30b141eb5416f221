package fetch

import (
	"slices"
	"strings"
	"sync"

	"github.com/gobatteries/batteries/urlparse"
)

// A PasswordMgr finds the user and the password for a realm and a URL. realm is
// "" if it is not known yet. authuri may be a host alone, for a proxy.
// [HTTPPasswordMgr] and its two kin are PasswordMgrs.
type PasswordMgr interface {
	FindUserPassword(realm, authuri string) (user, passwd string, ok bool)
}

// An HTTPPasswordMgr keeps users and passwords by realm and URL. It is Python's
// [urllib.request.HTTPPasswordMgr]. The zero value is ready for use, by several
// goroutines.
//
// [urllib.request.HTTPPasswordMgr]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.HTTPPasswordMgr
type HTTPPasswordMgr struct {
	mu      sync.RWMutex
	entries []credentials
}

// credentials are what AddPassword added, for one of the two forms of its URL:
// with the default port and without.
type credentials struct {
	realm, user, passwd string
	uri                 reducedURI
}

// A reducedURI is what is compared of a URL. scheme is "" if it was not given,
// which matches any.
type reducedURI struct{ scheme, authority, path string }

// NewHTTPPasswordMgr makes an HTTPPasswordMgr.
func NewHTTPPasswordMgr() *HTTPPasswordMgr { return new(HTTPPasswordMgr) }

// AddPassword adds a user with a password for a realm and the URLs that begin
// with uri, which may also be a host alone, for both http and https. Where
// Python takes several URLs, call it for each.
func (m *HTTPPasswordMgr) AddPassword(realm, uri, user, passwd string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, form := range bothForms(uri) {
		c := credentials{realm, user, passwd, form}
		i := slices.IndexFunc(m.entries, func(e credentials) bool { return e.realm == realm && e.uri == form })
		if i >= 0 {
			m.entries[i] = c
		} else {
			m.entries = append(m.entries, c)
		}
	}
}

func bothForms(uri string) [2]reducedURI {
	return [2]reducedURI{reduceURI(uri, true), reduceURI(uri, false)}
}

// FindUserPassword returns the first user that was added for the realm and a
// URL that authuri lies below. Dot segments in authuri are resolved first, so
// /private/../public is not below /private.
func (m *HTTPPasswordMgr) FindUserPassword(realm, authuri string) (user, passwd string, ok bool) {
	forms := bothForms(authuri)
	m.mu.RLock()
	defer m.mu.RUnlock()
	for i := range forms {
		forms[i].path = resolveDots(forms[i].path)
		for _, c := range m.entries {
			if c.realm == realm && covers(c.uri, forms[i]) {
				return c.user, c.passwd, true
			}
		}
	}
	return "", "", false
}

// ReduceURI returns what FindUserPassword compares of a URL: the host, with the
// port if defaultPort is true, and the path.
func (*HTTPPasswordMgr) ReduceURI(uri string, defaultPort bool) (authority, path string) {
	r := reduceURI(uri, defaultPort)
	return r.authority, r.path
}

// IsSuburi reports whether the URL test lies below base. Both are of the form
// that ReduceURI returns.
func (*HTTPPasswordMgr) IsSuburi(base, test [2]string) bool {
	return isSuburi(base[0], base[1], test[0], test[1])
}

func reduceURI(uri string, withPort bool) reducedURI {
	r := reducedURI{authority: uri, path: "/"}
	if u, err := urlparse.URLSplit(uri); err == nil && u.Netloc != "" {
		r = reducedURI{u.Scheme, u.Netloc, u.Path}
		if r.path == "" {
			r.path = "/"
		}
	}
	if !withPort || r.scheme != "http" && r.scheme != "https" {
		return r
	}
	host := strings.TrimSuffix(r.authority, ":")
	if i := strings.LastIndexByte(host, ':'); i < 0 || !allDigits(host[i+1:]) || len(host) < len(r.authority) {
		r.authority = host + ":" + defaultPort(r.scheme)
	}
	return r
}

// covers reports whether credentials for base are good for test.
func covers(base, test reducedURI) bool {
	if base.scheme != "" && test.scheme != "" && base.scheme != test.scheme {
		return false
	}
	return isSuburi(base.authority, base.path, test.authority, test.path)
}

func isSuburi(baseHost, base, testHost, test string) bool {
	if baseHost != testHost {
		return false
	}
	if base == test {
		return true
	}
	if !strings.HasSuffix(base, "/") {
		base += "/"
	}
	return strings.HasPrefix(test, base)
}

// resolveDots removes dot segments, percent-encoded ones as well.
func resolveDots(path string) string {
	if !strings.Contains(path, ".") && !strings.Contains(path, "%2") {
		return path
	}
	var out []string
	segments := strings.Split(path, "/")
	for i, s := range segments {
		last := i == len(segments)-1
		switch strings.ReplaceAll(strings.ReplaceAll(s, "%2e", "."), "%2E", ".") {
		case ".":
		case "..":
			if len(out) > 1 {
				out = out[:len(out)-1]
			}
		default:
			out = append(out, s)
			continue
		}
		if last {
			out = append(out, "")
		}
	}
	return strings.Join(out, "/")
}

// An HTTPPasswordMgrWithDefaultRealm is an HTTPPasswordMgr whose entries with
// the realm "", Python's None, serve every realm that has none of its own. It
// is Python's [urllib.request.HTTPPasswordMgrWithDefaultRealm].
//
// [urllib.request.HTTPPasswordMgrWithDefaultRealm]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.HTTPPasswordMgrWithDefaultRealm
type HTTPPasswordMgrWithDefaultRealm struct{ HTTPPasswordMgr }

// NewHTTPPasswordMgrWithDefaultRealm makes an HTTPPasswordMgrWithDefaultRealm.
func NewHTTPPasswordMgrWithDefaultRealm() *HTTPPasswordMgrWithDefaultRealm {
	return new(HTTPPasswordMgrWithDefaultRealm)
}

// FindUserPassword is HTTPPasswordMgr's, with the default realm as a second try.
func (m *HTTPPasswordMgrWithDefaultRealm) FindUserPassword(realm, authuri string) (user, passwd string, ok bool) {
	if user, passwd, ok = m.HTTPPasswordMgr.FindUserPassword(realm, authuri); ok {
		return user, passwd, true
	}
	return m.HTTPPasswordMgr.FindUserPassword("", authuri)
}

// An HTTPPasswordMgrWithPriorAuth can also have the credentials sent before a
// server asks for them. It is Python's
// [urllib.request.HTTPPasswordMgrWithPriorAuth].
//
// [urllib.request.HTTPPasswordMgrWithPriorAuth]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.HTTPPasswordMgrWithPriorAuth
type HTTPPasswordMgrWithPriorAuth struct {
	HTTPPasswordMgrWithDefaultRealm
	authenticated []authState
}

type authState struct {
	uri reducedURI
	on  bool
}

// hides reports whether s, being the earlier, is asked for each URL that a later
// state for uri is good for. Such a state needn't be kept: there is one for each
// answer of a server.
func (s authState) hides(uri reducedURI) bool {
	return (s.uri.scheme == "" || s.uri.scheme == uri.scheme) && covers(s.uri, uri)
}

// NewHTTPPasswordMgrWithPriorAuth makes an HTTPPasswordMgrWithPriorAuth.
func NewHTTPPasswordMgrWithPriorAuth() *HTTPPasswordMgrWithPriorAuth {
	return new(HTTPPasswordMgrWithPriorAuth)
}

// A PriorAuthOption is a keyword argument of
// [HTTPPasswordMgrWithPriorAuth.AddPassword] and
// [HTTPPasswordMgrWithPriorAuth.UpdateAuthenticated].
type PriorAuthOption interface{ priorAuthOption() }

// IsAuthenticated, by default false, has the credentials sent with the first
// request already.
type IsAuthenticated bool

func (IsAuthenticated) priorAuthOption() {}

// AddPassword is HTTPPasswordMgr's. If realm is not "" the default realm gets
// the password, too.
//
// Keyword: [IsAuthenticated], by default false.
func (m *HTTPPasswordMgrWithPriorAuth) AddPassword(realm, uri, user, passwd string, options ...PriorAuthOption) {
	m.UpdateAuthenticated(uri, options...)
	if realm != "" {
		m.HTTPPasswordMgr.AddPassword("", uri, user, passwd)
	}
	m.HTTPPasswordMgr.AddPassword(realm, uri, user, passwd)
}

// UpdateAuthenticated says whether credentials are to be sent unasked to the
// URLs that begin with uri.
//
// Keyword: [IsAuthenticated], by default false.
func (m *HTTPPasswordMgrWithPriorAuth) UpdateAuthenticated(uri string, options ...PriorAuthOption) {
	on := false
	for _, o := range options {
		if o, ok := o.(IsAuthenticated); ok {
			on = bool(o)
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, form := range bothForms(uri) {
		i := slices.IndexFunc(m.authenticated, func(s authState) bool { return s.uri == form || s.hides(form) })
		switch {
		case i < 0:
			m.authenticated = append(m.authenticated, authState{form, on})
		case m.authenticated[i].uri == form:
			m.authenticated[i].on = on
		}
	}
}

// IsAuthenticated reports whether credentials are to be sent unasked.
func (m *HTTPPasswordMgrWithPriorAuth) IsAuthenticated(authuri string) bool {
	forms := bothForms(authuri)
	m.mu.RLock()
	defer m.mu.RUnlock()
	for i := range forms {
		forms[i].path = resolveDots(forms[i].path)
		for _, s := range m.authenticated {
			if covers(s.uri, forms[i]) {
				return s.on
			}
		}
	}
	return false
}
