package cookiejar

import (
	"net"
	"net/http"

	"github.com/gobatteries/batteries/internal/pystr"
)

// A Request is what a jar and its policy ask of a request: the methods that
// http.cookiejar calls on a urllib.request.Request. fetch's Request has them;
// [HTTPRequest] gives them to a *http.Request.
//
// Attributes of the Python object are asked for by the methods that they
// replaced (get_host for host), so that a type may have them as fields.
type Request interface {
	// GetFullURL returns the request's URL, fragment included.
	GetFullURL() string
	// GetHost returns the host attribute: the URL's authority, with its port.
	GetHost() string
	// GetType returns the type attribute: the URL's scheme, in lower case.
	GetType() string
	// GetOriginReqHost returns the origin_req_host attribute: the host, without
	// a port, of the request that the user asked for.
	GetOriginReqHost() string
	// IsUnverifiable returns the unverifiable attribute: whether the user had
	// no chance to approve the request, as for an image within a page (RFC 2965).
	IsUnverifiable() bool
	// HasHeader reports whether the request has the header.
	HasHeader(headerName string) bool
	// AddUnredirectedHeader sets a header that does not follow a redirect.
	AddUnredirectedHeader(key, val string)
}

// A SiteRequest is a [Request] that knows from which page it comes, so that the
// SameSite attribute can be honoured. See [ModernCookiePolicy].
type SiteRequest interface {
	Request
	// SiteForCookies returns the URL of the page that the request comes from,
	// "" if the user asked for the request itself.
	SiteForCookies() string
	// GetMethod returns the HTTP method.
	GetMethod() string
}

// A Response is what a jar asks of a response: the headers.
type Response interface {
	Info() http.Header
}

// A ResponseHeader is a [Response] made of its headers.
type ResponseHeader http.Header

// Info returns the headers.
func (h ResponseHeader) Info() http.Header { return http.Header(h) }

// HTTPResponse returns the Response that resp is.
func HTTPResponse(resp *http.Response) Response { return ResponseHeader(resp.Header) }

// HTTPRequest returns the Request that r is: a request to r.URL on behalf of
// nobody else, into whose header the jar writes.
func HTTPRequest(r *http.Request) SiteRequest { return httpRequest{r, ""} }

// HTTPRequestFrom is like [HTTPRequest] for a request that a page at the URL
// site causes: cookies whose SameSite attribute keeps them to their own site
// stay away from requests that come from another.
func HTTPRequestFrom(r *http.Request, site string) SiteRequest { return httpRequest{r, site} }

type httpRequest struct {
	r    *http.Request
	site string
}

func (h httpRequest) GetFullURL() string     { return h.r.URL.String() }
func (h httpRequest) GetHost() string        { return h.r.URL.Host }
func (h httpRequest) GetType() string        { return h.r.URL.Scheme }
func (h httpRequest) IsUnverifiable() bool   { return false }
func (h httpRequest) SiteForCookies() string { return h.site }

func (h httpRequest) GetOriginReqHost() string {
	host := h.r.URL.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return pystr.Lower(host)
}

func (h httpRequest) GetMethod() string {
	if h.r.Method == "" {
		return http.MethodGet
	}
	return h.r.Method
}

func (h httpRequest) HasHeader(name string) bool {
	_, ok := h.r.Header[http.CanonicalHeaderKey(name)]
	return ok
}

func (h httpRequest) AddUnredirectedHeader(key, val string) {
	if h.r.Header == nil {
		h.r.Header = http.Header{}
	}
	h.r.Header.Set(key, val)
}
