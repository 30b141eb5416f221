package fetch

import (
	"crypto/fips140"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// An AbstractDigestAuthHandler is what [HTTPDigestAuthHandler] and
// [ProxyDigestAuthHandler] share. It is Python's
// [urllib.request.AbstractDigestAuthHandler].
//
// [urllib.request.AbstractDigestAuthHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.AbstractDigestAuthHandler
type AbstractDigestAuthHandler struct {
	Passwd PasswordMgr

	// CNonce, if set, makes the client's nonces in the place of GetCNonce.
	CNonce func(nonce string) string

	// AuthHeader is the header that the answers are sent in.
	AuthHeader string

	parent *BaseHandler

	mu        sync.Mutex
	nonceUses map[string]int
	recent    []string // the nonces in nonceUses, oldest first
}

// maxNonces is how many servers' nonces are counted at a time.
const maxNonces = 64

func (h *AbstractDigestAuthHandler) init(m PasswordMgr, header string, base *BaseHandler) {
	if m == nil {
		m = NewHTTPPasswordMgr()
	}
	h.Passwd, h.AuthHeader, h.parent = m, header, base
	h.nonceUses = make(map[string]int)
}

// AddPassword adds a user to the password manager, if that allows it.
func (h *AbstractDigestAuthHandler) AddPassword(realm, uri, user, passwd string) {
	addPassword(h.Passwd, realm, uri, user, passwd)
}

// maxAuthRetries is how often one request answers challenges.
const maxAuthRetries = 6

// HTTPErrorAuthReqed answers the Digest challenge in the header authHeader. A
// challenge of a scheme other than Digest and Basic alone is a ValueError; so
// is an algorithm that is not one of those of GetAlgorithmImpls.
func (h *AbstractDigestAuthHandler) HTTPErrorAuthReqed(authHeader, host string, req *Request, fp *Response, headers http.Header) (*Response, error) {
	if req.authRetries >= maxAuthRetries {
		if fp != nil {
			fp.discard()
		}
		return nil, NewHTTPError(req.FullURL(), 401, "digest auth failed", headers, nil)
	}
	req.authRetries++
	other := ""
	for _, value := range headers.Values(authHeader) {
		scheme, rest, _ := strings.Cut(strings.TrimLeft(value, " "), " ")
		switch {
		case strings.EqualFold(scheme, "digest"):
			return h.retry(req, fp, rest)
		case other == "" && !strings.EqualFold(scheme, "basic"):
			other = scheme
		}
	}
	if other != "" {
		return nil, &ValueError{Text: "AbstractDigestAuthHandler does not support the following scheme: '" + printable(other) + "'"}
	}
	return nil, nil
}

// RetryHTTPDigestAuth repeats a request with the answer to the challenge auth,
// the header's whole value. Both results are nil if there are no credentials.
func (h *AbstractDigestAuthHandler) RetryHTTPDigestAuth(req *Request, auth string) (*Response, error) {
	_, rest, _ := strings.Cut(auth, " ")
	return h.retry(req, nil, rest)
}

func (h *AbstractDigestAuthHandler) retry(req *Request, fp *Response, params string) (*Response, error) {
	chal, err := ParseKeqvList(slices.DeleteFunc(ParseHTTPList(params), func(s string) bool { return s == "" }))
	if err != nil || h.parent == nil || !req.data.replayable() {
		return nil, nil // not a challenge that can be answered
	}
	auth, err := h.GetAuthorization(req, chal)
	if auth == "" || err != nil {
		return nil, err
	}
	req.AddUnredirectedHeader(h.AuthHeader, "Digest "+auth)
	if fp != nil {
		fp.discard()
	}
	return h.parent.Parent.Follow(req, req)
}

// GetAuthorization returns the answer to a challenge, "" if the challenge lacks
// its realm or nonce, or if there are no credentials. Of the qualities of
// protection, auth is supported; a challenge without it is a URLError.
func (h *AbstractDigestAuthHandler) GetAuthorization(req *Request, chal map[string]string) (string, error) {
	realm, ok1 := chal["realm"]
	nonce, ok2 := chal["nonce"]
	if !ok1 || !ok2 {
		return "", nil
	}
	algorithm, ok := chal["algorithm"]
	if !ok {
		algorithm = "MD5"
	}
	hash, kd, err := h.GetAlgorithmImpls(algorithm)
	if err != nil {
		return "", err
	}
	user, passwd, ok := findUserPassword(h.Passwd, realm, req.FullURL())
	if !ok && h.AuthHeader != "Authorization" {
		user, passwd, ok = findUserPassword(h.Passwd, realm, req.Host)
	}
	if !ok {
		return "", nil
	}
	method, uri := h.target(req)
	part, tail := nonce, ""
	if qop, ok := chal["qop"]; ok {
		if !slices.Contains(strings.FieldsFunc(qop, func(r rune) bool { return r == ',' || r == ' ' }), "auth") {
			return "", NewURLError("qop '" + printable(qop) + "' is not supported.")
		}
		nc := fmt.Sprintf("%08x", h.count(nonce))
		cnonce := h.GetCNonce(nonce)
		part += ":" + nc + ":" + cnonce + ":auth"
		tail = ", qop=auth, nc=" + nc + `, cnonce="` + cnonce + `"`
	}
	a1, a2 := user+":"+realm+":"+passwd, method+":"+uri
	for _, s := range []string{a1, a2} {
		if i := nonASCII(s); i >= 0 {
			return "", asciiError(s, i)
		}
	}
	secret := hash(a1)
	if i := nonASCII(part); i >= 0 {
		return "", asciiError(secret+":"+part, len(secret)+1+i)
	}
	response := kd(secret, part+":"+hash(a2))
	s := `username="` + user + `", realm="` + realm + `", nonce="` + nonce + `", uri="` + uri + `", response="` + response + `"`
	if opaque := chal["opaque"]; opaque != "" {
		s += `, opaque="` + opaque + `"`
	}
	return s + `, algorithm="` + algorithm + `"` + tail, nil
}

// target returns what the answer is for: the request, or the CONNECT request of
// its tunnel if a proxy asks.
func (h *AbstractDigestAuthHandler) target(req *Request) (method, uri string) {
	if req.tunnelHost == "" || h.AuthHeader == "Authorization" {
		return req.GetMethod(), req.Selector
	}
	host := hostForDial(req.tunnelHost)
	if strings.LastIndexByte(host, ':') <= strings.LastIndexByte(host, ']') {
		host += ":443"
	}
	return "CONNECT", host
}

// count returns how often a nonce has been used, this time included.
func (h *AbstractDigestAuthHandler) count(nonce string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.nonceUses == nil {
		h.nonceUses = make(map[string]int)
	}
	n := h.nonceUses[nonce] + 1
	if n == 1 {
		if len(h.recent) == maxNonces {
			delete(h.nonceUses, h.recent[0])
			h.recent = h.recent[1:]
		}
		h.recent = append(h.recent, nonce)
	}
	h.nonceUses[nonce] = n
	return n
}

// GetCNonce returns a nonce of the client: 16 random hexadecimal digits.
func (h *AbstractDigestAuthHandler) GetCNonce(nonce string) string {
	if h.CNonce != nil {
		return h.CNonce(nonce)
	}
	var b [8]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// GetEntityDigest returns "": the quality of protection auth-int is not
// supported, as in Python.
func (*AbstractDigestAuthHandler) GetEntityDigest(data []byte, chal map[string]string) string {
	return ""
}

// GetAlgorithmImpls returns the functions H and KD of RFC 7616 for MD5, SHA,
// SHA-256 and, beyond Python, SHA-512-256. Another algorithm is a ValueError.
func (*AbstractDigestAuthHandler) GetAlgorithmImpls(algorithm string) (hash func(string) string, kd func(secret, data string) string, err error) {
	switch algorithm {
	case "MD5":
		hash = func(s string) (sum string) {
			fips140.WithoutEnforcement(func() { b := md5.Sum([]byte(s)); sum = hex.EncodeToString(b[:]) })
			return sum
		}
	case "SHA":
		hash = func(s string) (sum string) {
			fips140.WithoutEnforcement(func() { b := sha1.Sum([]byte(s)); sum = hex.EncodeToString(b[:]) })
			return sum
		}
	case "SHA-256":
		hash = func(s string) string { b := sha256.Sum256([]byte(s)); return hex.EncodeToString(b[:]) }
	case "SHA-512-256":
		hash = func(s string) string { b := sha512.Sum512_256([]byte(s)); return hex.EncodeToString(b[:]) }
	default:
		return nil, nil, &ValueError{Text: "Unsupported digest authentication algorithm " + pyrepr.String(algorithm)}
	}
	return hash, func(secret, data string) string { return hash(secret + ":" + data) }, nil
}

// An HTTPDigestAuthHandler answers servers that ask for Digest credentials
// (RFC 7616). It is Python's [urllib.request.HTTPDigestAuthHandler].
//
// [urllib.request.HTTPDigestAuthHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.HTTPDigestAuthHandler
type HTTPDigestAuthHandler struct {
	BaseHandler
	AbstractDigestAuthHandler
}

// NewHTTPDigestAuthHandler makes an HTTPDigestAuthHandler. If passwd is nil it
// gets a new HTTPPasswordMgr.
func NewHTTPDigestAuthHandler(passwd PasswordMgr) *HTTPDigestAuthHandler {
	h := new(HTTPDigestAuthHandler)
	h.init(passwd, "Authorization", &h.BaseHandler)
	return h
}

// HandlerOrder returns 490: before Basic.
func (*HTTPDigestAuthHandler) HandlerOrder() int { return 490 }

// ErrorCodes returns 401.
func (*HTTPDigestAuthHandler) ErrorCodes() []int { return []int{401} }

// HTTPErrorCode is HTTPError401.
func (h *HTTPDigestAuthHandler) HTTPErrorCode(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	return h.HTTPError401(req, fp, code, msg, headers)
}

// HTTPError401 repeats the request with credentials, if there are any.
func (h *HTTPDigestAuthHandler) HTTPError401(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	return h.HTTPErrorAuthReqed("Www-Authenticate", req.FullURL(), req, fp, headers)
}

// A ProxyDigestAuthHandler answers proxies that ask for Digest credentials. It
// is Python's [urllib.request.ProxyDigestAuthHandler].
//
// [urllib.request.ProxyDigestAuthHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.ProxyDigestAuthHandler
type ProxyDigestAuthHandler struct {
	BaseHandler
	AbstractDigestAuthHandler
}

// NewProxyDigestAuthHandler makes a ProxyDigestAuthHandler. If passwd is nil it
// gets a new HTTPPasswordMgr.
func NewProxyDigestAuthHandler(passwd PasswordMgr) *ProxyDigestAuthHandler {
	h := new(ProxyDigestAuthHandler)
	h.init(passwd, "Proxy-authorization", &h.BaseHandler)
	return h
}

// HandlerOrder returns 490: before Basic.
func (*ProxyDigestAuthHandler) HandlerOrder() int { return 490 }

// ErrorCodes returns 407.
func (*ProxyDigestAuthHandler) ErrorCodes() []int { return []int{407} }

// HTTPErrorCode is HTTPError407.
func (h *ProxyDigestAuthHandler) HTTPErrorCode(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	return h.HTTPError407(req, fp, code, msg, headers)
}

// HTTPError407 repeats the request with credentials, if there are any.
func (h *ProxyDigestAuthHandler) HTTPError407(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	if !req.proxied() {
		return nil, nil // only a proxy may ask
	}
	return h.HTTPErrorAuthReqed("Proxy-Authenticate", req.Host, req, fp, headers)
}
