package fetch

import "github.com/gobatteries/batteries/cookies/cookiejar"

// A CookieJar keeps cookies between requests. Those of package cookiejar do.
type CookieJar interface {
	AddCookieHeader(request cookiejar.Request)
	ExtractCookies(response cookiejar.Response, request cookiejar.Request)
}

// An HTTPCookieProcessor sends the cookies of a jar and keeps those that
// answers set. It is Python's [urllib.request.HTTPCookieProcessor].
//
// [urllib.request.HTTPCookieProcessor]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.HTTPCookieProcessor
type HTTPCookieProcessor struct {
	BaseHandler
	CookieJar CookieJar // no cookies are sent or kept if it is nil
}

// NewHTTPCookieProcessor makes an HTTPCookieProcessor. If cookiejar is nil it
// gets a new jar.
func NewHTTPCookieProcessor(cookieJar CookieJar) *HTTPCookieProcessor {
	if cookieJar == nil {
		cookieJar = cookiejar.NewCookieJar()
	}
	return &HTTPCookieProcessor{CookieJar: cookieJar}
}

// RequestSchemes returns http and https.
func (*HTTPCookieProcessor) RequestSchemes() []string { return []string{"http", "https"} }

// ResponseSchemes returns http and https.
func (*HTTPCookieProcessor) ResponseSchemes() []string { return []string{"http", "https"} }

// SchemeRequest is HTTPRequest.
func (p *HTTPCookieProcessor) SchemeRequest(req *Request) (*Request, error) {
	return p.HTTPRequest(req)
}

// SchemeResponse is HTTPResponse.
func (p *HTTPCookieProcessor) SchemeResponse(req *Request, response *Response) (*Response, error) {
	return p.HTTPResponse(req, response)
}

// HTTPRequest adds the Cookie header to a request.
func (p *HTTPCookieProcessor) HTTPRequest(request *Request) (*Request, error) {
	if p.CookieJar != nil {
		p.CookieJar.AddCookieHeader(request)
	}
	return request, nil
}

// HTTPSRequest is HTTPRequest.
func (p *HTTPCookieProcessor) HTTPSRequest(request *Request) (*Request, error) {
	return p.HTTPRequest(request)
}

// HTTPResponse keeps the cookies that a response sets.
func (p *HTTPCookieProcessor) HTTPResponse(request *Request, response *Response) (*Response, error) {
	if p.CookieJar != nil {
		p.CookieJar.ExtractCookies(response, request)
	}
	return response, nil
}

// HTTPSResponse is HTTPResponse.
func (p *HTTPCookieProcessor) HTTPSResponse(request *Request, response *Response) (*Response, error) {
	return p.HTTPResponse(request, response)
}
