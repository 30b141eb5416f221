package httpserve

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// CORS says which other sites' pages may read the files
// (https://fetch.spec.whatwg.org/#http-cors-protocol).
type CORS struct {
	// Origins, by default "*", are the sites: "https://example.com".
	Origins []string
	// Methods, by default GET and HEAD, are those that the pages may use.
	Methods []string
	// Headers are those that requests may carry beyond the safe ones.
	Headers []string
	// Credentials lets the pages send the user's name and password. It needs
	// Origins to be named.
	Credentials bool
	// MaxAge, in seconds, is how long a browser may remember the answer. By
	// default, 0, the browser decides.
	MaxAge int
}

// HandleOneRequest answers the request as BaseHTTPRequestHandler does, if its
// host and its user are allowed, and takes uploads and CORS preflights.
func (h *SimpleHTTPRequestHandler) HandleOneRequest() {
	if !h.hostAllowed() {
		h.self.SendError(HTTPStatusMisdirectedRequest)
		return
	}
	if h.CORS != nil && h.Command == "OPTIONS" && h.Headers["Access-Control-Request-Method"] != nil {
		h.preflight()
		return
	}
	if len(h.Users) > 0 && !h.authorized() {
		h.onError = append(h.onError, [2]string{"Www-Authenticate",
			"Basic realm=" + strconv.Quote(asciiOnly(h.Realm)) + `, charset="UTF-8"`})
		h.self.SendError(HTTPStatusUnauthorized)
		return
	}
	if h.Uploads && h.FS == nil && h.class.methods[h.Command] == nil && (h.Command == "PUT" || h.Command == "POST") {
		h.upload()
		return
	}
	h.BaseHTTPRequestHandler.HandleOneRequest()
}

// EndHeaders ends the response's head; it adds what CORS and errors need.
func (h *SimpleHTTPRequestHandler) EndHeaders() {
	if !h.ended && h.CORS != nil {
		h.addCORS()
	}
	if h.status >= 400 {
		for _, pair := range h.onError {
			h.setHeader(pair[0], pair[1])
		}
	}
	h.BaseHTTPRequestHandler.EndHeaders()
}

// sendFileGuard keeps files that strangers uploaded from acting as this site's
// own pages.
func (h *SimpleHTTPRequestHandler) sendFileGuard() {
	if h.Uploads {
		h.setHeader("X-Content-Type-Options", "nosniff")
		h.setHeader("Content-Security-Policy", "sandbox")
	}
}

func asciiOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '?'
		}
		return r
	}, s)
}

// authorized checks the name and password. It takes the same time whether the
// name is known or not.
func (h *SimpleHTTPRequestHandler) authorized() bool {
	name, password, ok := h.Request.BasicAuth()
	want, known := h.Users[name]
	given, expected := sha256.Sum256([]byte(password)), sha256.Sum256([]byte(want))
	same := subtle.ConstantTimeCompare(given[:], expected[:]) == 1
	return ok && known && same
}

// hostAllowed checks the header Host against AllowedHosts.
func (h *SimpleHTTPRequestHandler) hostAllowed() bool {
	allowed := h.AllowedHosts
	if allowed == nil {
		if !h.Uploads || len(h.Users) > 0 {
			return true
		}
		allowed = loopbackHosts
	}
	host := h.Request.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.Trim(host, "[]"), ".")
	return slices.ContainsFunc(allowed, func(a string) bool { return strings.EqualFold(a, host) })
}

var loopbackHosts = []string{"localhost", "127.0.0.1", "::1"}

// isLoopback reports whether the request came to a loopback address.
func isLoopback(r *http.Request) bool {
	addr, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	ap, err := netip.ParseAddrPort(addr.String())
	return err == nil && ap.Addr().Unmap().IsLoopback()
}

// originAllowed returns the value of Access-Control-Allow-Origin for the
// request, "" for none.
func (c *CORS) originAllowed(origin string) string {
	switch {
	case origin == "":
		return ""
	case slices.Contains(c.Origins, origin):
		return origin
	case (len(c.Origins) == 0 || slices.Contains(c.Origins, "*")) && !c.Credentials:
		return "*"
	}
	return ""
}

func (c *CORS) methods() []string {
	if c.Methods != nil {
		return c.Methods
	}
	return []string{"GET", "HEAD"}
}

func (h *SimpleHTTPRequestHandler) addCORS() {
	c := h.CORS
	if len(c.Origins) > 0 {
		h.addVary("Origin")
	}
	origin := c.originAllowed(h.Headers.Get("Origin"))
	if origin == "" {
		return
	}
	h.setHeader("Access-Control-Allow-Origin", origin)
	if c.Credentials {
		h.setHeader("Access-Control-Allow-Credentials", "true")
	}
	if h.Command != "OPTIONS" {
		h.setHeader("Access-Control-Expose-Headers", "Content-Range, Etag")
	}
}

// preflight answers a browser that asks what a page may do.
func (h *SimpleHTTPRequestHandler) preflight() {
	c := h.CORS
	h.self.SendResponse(HTTPStatusNoContent)
	if c.originAllowed(h.Headers.Get("Origin")) != "" {
		h.sendText("Access-Control-Allow-Methods", strings.Join(c.methods(), ", "))
		if len(c.Headers) > 0 {
			h.sendText("Access-Control-Allow-Headers", strings.Join(c.Headers, ", "))
		}
		if c.MaxAge > 0 {
			h.sendText("Access-Control-Max-Age", strconv.Itoa(c.MaxAge))
		}
	}
	h.self.EndHeaders()
}
