package fetch

import (
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/pystr"
)

// An AbstractBasicAuthHandler is what [HTTPBasicAuthHandler] and
// [ProxyBasicAuthHandler] share. It is Python's
// [urllib.request.AbstractBasicAuthHandler].
//
// [urllib.request.AbstractBasicAuthHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.AbstractBasicAuthHandler
type AbstractBasicAuthHandler struct {
	BaseHandler
	Passwd PasswordMgr

	// AuthHeader is the header that the credentials are sent in.
	AuthHeader string
}

func newBasic(m PasswordMgr, header string) AbstractBasicAuthHandler {
	if m == nil {
		m = NewHTTPPasswordMgr()
	}
	return AbstractBasicAuthHandler{Passwd: m, AuthHeader: header}
}

// AddPassword adds a user to the password manager, if that allows it.
func (h *AbstractBasicAuthHandler) AddPassword(realm, uri, user, passwd string) {
	addPassword(h.Passwd, realm, uri, user, passwd)
}

func addPassword(m PasswordMgr, realm, uri, user, passwd string) {
	switch m := m.(type) {
	case *HTTPPasswordMgrWithPriorAuth:
		m.AddPassword(realm, uri, user, passwd)
	case interface {
		AddPassword(realm, uri, user, passwd string)
	}:
		m.AddPassword(realm, uri, user, passwd)
	}
}

// HTTPErrorAuthReqed answers the challenges in the header authreq. host is what
// the credentials are looked up for: the URL, or a proxy's host. A challenge of
// another scheme alone is a ValueError.
func (h *AbstractBasicAuthHandler) HTTPErrorAuthReqed(authreq, host string, req *Request, fp *Response, headers http.Header) (*Response, error) {
	unsupported, found := "", false
	for _, value := range headers.Values(authreq) {
		for _, c := range parseRealms(value) {
			if !strings.EqualFold(c.scheme, "basic") {
				unsupported, found = c.scheme, true
				continue
			}
			if c.hasRealm {
				return h.RetryHTTPBasicAuth(host, req, fp, c.realm)
			}
		}
	}
	if found {
		return nil, &ValueError{Text: "AbstractBasicAuthHandler does not support the following scheme: " + pyrepr.String(unsupported)}
	}
	return nil, nil
}

// RetryHTTPBasicAuth repeats a request with the credentials for a realm. Both
// results are nil if there are none, or if the request had them already.
func (h *AbstractBasicAuthHandler) RetryHTTPBasicAuth(host string, req *Request, fp *Response, realm string) (*Response, error) {
	user, passwd, ok := findUserPassword(h.Passwd, realm, host)
	if !ok || !req.data.replayable() {
		return nil, nil
	}
	auth := basicAuth(user, passwd)
	if had, ok := req.GetHeader(capitalize(h.AuthHeader)); ok && had == auth {
		return nil, nil
	}
	req.AddUnredirectedHeader(h.AuthHeader, auth)
	if fp != nil {
		fp.discard()
	}
	return h.Parent.Follow(req, req)
}

// findUserPassword asks a password manager, if there is one.
func findUserPassword(m PasswordMgr, realm, authuri string) (user, passwd string, ok bool) {
	if m == nil {
		return "", "", false
	}
	return m.FindUserPassword(realm, authuri)
}

func basicAuth(user, passwd string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+passwd))
}

// RequestSchemes returns http and https.
func (*AbstractBasicAuthHandler) RequestSchemes() []string { return []string{"http", "https"} }

// ResponseSchemes returns http and https.
func (*AbstractBasicAuthHandler) ResponseSchemes() []string { return []string{"http", "https"} }

// SchemeRequest is HTTPRequest.
func (h *AbstractBasicAuthHandler) SchemeRequest(req *Request) (*Request, error) {
	return h.HTTPRequest(req)
}

// SchemeResponse is HTTPResponse.
func (h *AbstractBasicAuthHandler) SchemeResponse(req *Request, response *Response) (*Response, error) {
	return h.HTTPResponse(req, response)
}

// HTTPRequest adds the credentials if the password manager is an
// [HTTPPasswordMgrWithPriorAuth] that says so.
func (h *AbstractBasicAuthHandler) HTTPRequest(req *Request) (*Request, error) {
	m, ok := h.Passwd.(*HTTPPasswordMgrWithPriorAuth)
	if !ok || !m.IsAuthenticated(req.FullURL()) || req.HasHeader("Authorization") {
		return req, nil
	}
	if user, passwd, ok := m.FindUserPassword("", req.FullURL()); ok {
		req.AddUnredirectedHeader("Authorization", basicAuth(user, passwd))
	}
	return req, nil
}

// HTTPSRequest is HTTPRequest.
func (h *AbstractBasicAuthHandler) HTTPSRequest(req *Request) (*Request, error) {
	return h.HTTPRequest(req)
}

// HTTPResponse tells an [HTTPPasswordMgrWithPriorAuth] whether the request succeeded.
func (h *AbstractBasicAuthHandler) HTTPResponse(req *Request, response *Response) (*Response, error) {
	if m, ok := h.Passwd.(*HTTPPasswordMgrWithPriorAuth); ok {
		m.UpdateAuthenticated(req.FullURL(), IsAuthenticated(200 <= response.Code && response.Code < 300))
	}
	return response, nil
}

// HTTPSResponse is HTTPResponse.
func (h *AbstractBasicAuthHandler) HTTPSResponse(req *Request, response *Response) (*Response, error) {
	return h.HTTPResponse(req, response)
}

// An HTTPBasicAuthHandler answers servers that ask for Basic credentials (RFC
// 7617). It is Python's [urllib.request.HTTPBasicAuthHandler].
//
// [urllib.request.HTTPBasicAuthHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.HTTPBasicAuthHandler
type HTTPBasicAuthHandler struct{ AbstractBasicAuthHandler }

// NewHTTPBasicAuthHandler makes an HTTPBasicAuthHandler. If passwordMgr is nil
// it gets a new HTTPPasswordMgr.
func NewHTTPBasicAuthHandler(passwordMgr PasswordMgr) *HTTPBasicAuthHandler {
	return &HTTPBasicAuthHandler{newBasic(passwordMgr, "Authorization")}
}

// ErrorCodes returns 401.
func (*HTTPBasicAuthHandler) ErrorCodes() []int { return []int{401} }

// HTTPErrorCode is HTTPError401.
func (h *HTTPBasicAuthHandler) HTTPErrorCode(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	return h.HTTPError401(req, fp, code, msg, headers)
}

// HTTPError401 repeats the request with credentials, if there are any.
func (h *HTTPBasicAuthHandler) HTTPError401(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	return h.HTTPErrorAuthReqed("Www-Authenticate", req.FullURL(), req, fp, headers)
}

// A ProxyBasicAuthHandler answers proxies that ask for Basic credentials. It is
// Python's [urllib.request.ProxyBasicAuthHandler].
//
// [urllib.request.ProxyBasicAuthHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.ProxyBasicAuthHandler
type ProxyBasicAuthHandler struct{ AbstractBasicAuthHandler }

// NewProxyBasicAuthHandler makes a ProxyBasicAuthHandler. If passwordMgr is nil
// it gets a new HTTPPasswordMgr.
func NewProxyBasicAuthHandler(passwordMgr PasswordMgr) *ProxyBasicAuthHandler {
	return &ProxyBasicAuthHandler{newBasic(passwordMgr, "Proxy-authorization")}
}

// ErrorCodes returns 407.
func (*ProxyBasicAuthHandler) ErrorCodes() []int { return []int{407} }

// HTTPErrorCode is HTTPError407.
func (h *ProxyBasicAuthHandler) HTTPErrorCode(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	return h.HTTPError407(req, fp, code, msg, headers)
}

// HTTPError407 repeats the request with credentials, if there are any.
func (h *ProxyBasicAuthHandler) HTTPError407(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	if !req.proxied() {
		return nil, nil // only a proxy may ask
	}
	return h.HTTPErrorAuthReqed("Proxy-Authenticate", req.Host, req, fp, headers)
}

// proxied reports whether the request goes to a proxy.
func (r *Request) proxied() bool { return r.tunnelHost != "" || r.HasProxy() }

// A challenge is one of those in a WWW-Authenticate header.
type challenge struct {
	scheme, realm string
	hasRealm      bool
}

// parseRealms finds the challenges in a header: a scheme, at its start or after
// a comma, and its realm. Without any, the header's first word is a scheme
// that has no realm. Linear in the header's length.
func parseRealms(header string) []challenge {
	var found []challenge
	for i := 0; ; {
		c, end, ok := parseRealm(header[i:])
		if ok {
			found = append(found, c)
			i += end
		}
		comma := strings.IndexByte(header[i:], ',')
		if comma < 0 {
			break
		}
		i += comma + 1
	}
	if found == nil {
		c := challenge{}
		if words := strings.FieldsFunc(header, pystr.IsSpace); len(words) > 0 {
			c.scheme = words[0]
		}
		return []challenge{c}
	}
	return found
}

// parseRealm reads `scheme realm="..."` and returns where it ends.
func parseRealm(s string) (c challenge, end int, ok bool) {
	rest := strings.TrimLeft(s, " \t")
	n := 0
	for n < len(rest) && rest[n] != ' ' && rest[n] != '\t' && rest[n] != ',' {
		n++
	}
	if n == 0 || n == len(rest) || rest[n] == ',' {
		return c, 0, false
	}
	c.scheme, rest = rest[:n], strings.TrimLeft(rest[n:], " \t")
	if len(rest) < 6 || !strings.EqualFold(rest[:6], "realm=") {
		return c, 0, false
	}
	rest, c.hasRealm = rest[6:], true
	if rest == "" {
		return c, len(s), true
	}
	quote := rest[0]
	if quote != '"' && quote != '\'' {
		n := strings.IndexAny(rest, `"'`)
		if n < 0 {
			n = len(rest)
		}
		c.realm = rest[:n]
		return c, len(s) - len(rest) + n, true
	}
	n = strings.IndexAny(rest[1:], `"'`)
	if n < 0 || rest[1+n] != quote {
		return c, len(s) - len(rest), true // not closed: an empty realm
	}
	c.realm = rest[1 : 1+n]
	return c, len(s) - len(rest) + n + 2, true
}
