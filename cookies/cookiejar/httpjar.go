package cookiejar

import (
	"net/http"
	"net/url"
	"strings"
)

var _ http.CookieJar = (*CookieJar)(nil)

// SetCookies stores the cookies that a response from u set, as far as the policy
// takes them. It makes the jar an [http.CookieJar].
func (j *CookieJar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	lines := make([]string, 0, len(cookies))
	for _, c := range cookies {
		line := c.Raw
		if line == "" {
			line = c.String()
		}
		lines = append(lines, line)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.extract(ResponseHeader{"Set-Cookie": lines}, newRequestInfo(urlRequest(u)))
}

// Cookies returns the cookies for a request to u that no other site caused. It
// makes the jar an [http.CookieJar]. net/http sends a cookie without a value
// with a '=', and drops what it thinks illegal from the values.
func (j *CookieJar) Cookies(u *url.URL) []*http.Cookie {
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	r := newRequestInfo(urlRequest(u))
	var out []*http.Cookie
	for _, e := range j.forRequest(j.currentPolicy(), r) {
		c := &http.Cookie{Name: e.Name, Value: e.headerValue()}
		if n := len(c.Value); n >= 2 && c.Value[0] == '"' && c.Value[n-1] == '"' {
			c.Value, c.Quoted = c.Value[1:n-1], true
		}
		out = append(out, c)
	}
	return out
}

func urlRequest(u *url.URL) Request {
	return HTTPRequest(&http.Request{URL: u})
}

// HTTPCookie returns the cookie as net/http has it, with its attributes.
func (c *Cookie) HTTPCookie() *http.Cookie {
	h := &http.Cookie{Name: c.Name, Value: c.Value, Path: c.Path, Expires: c.Expires, Secure: c.Secure, HttpOnly: c.HTTPOnly()}
	if n := len(c.Value); n >= 2 && c.Value[0] == '"' && c.Value[n-1] == '"' {
		h.Value, h.Quoted = c.Value[1:n-1], true
	}
	if c.DomainSpecified {
		h.Domain = strings.TrimPrefix(c.Domain, ".")
	}
	switch strings.ToLower(c.SameSite()) {
	case "lax":
		h.SameSite = http.SameSiteLaxMode
	case "strict":
		h.SameSite = http.SameSiteStrictMode
	case "none":
		h.SameSite = http.SameSiteNoneMode
	}
	_, h.Partitioned = c.attr("Partitioned")
	return h
}
