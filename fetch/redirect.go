package fetch

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/gobatteries/batteries/urlparse"
)

// An HTTPRedirectHandler follows redirects. It is Python's
// [urllib.request.HTTPRedirectHandler].
//
// A redirect to another origin (scheme, host and port) loses the headers
// Authorization, Cookie, Host, those that begin with Proxy-, and those that
// [SensitiveHeaders] names.
//
// [urllib.request.HTTPRedirectHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.HTTPRedirectHandler
type HTTPRedirectHandler struct {
	BaseHandler
	MaxRedirections int // how many redirects are followed, 10
	MaxRepeats      int // how many to the same URL, 4

	// InfMsg begins the text of the error for too many redirects.
	InfMsg string

	// Redirector, if set, decides in the place of RedirectRequest.
	Redirector Redirector

	made      bool // by NewHTTPRedirectHandler: what is zero is meant
	followFTP bool
	sensitive []string // names as AddHeader keeps them
	keepAll   bool
	keepBody  bool
}

// A Redirector decides about redirects: it returns the request to make, nil to
// leave the answer to the other handlers, or an error.
type Redirector interface {
	RedirectRequest(req *Request, fp *Response, code int, msg string, headers http.Header, newurl string) (*Request, error)
}

// A RedirectOption is an option of [NewHTTPRedirectHandler]; Python has none.
type RedirectOption interface{ redirectOption() }

// KeepHeaders, by default false, sends all headers along to another origin, as
// Python does, credentials and cookies included.
type KeepHeaders bool

func (KeepHeaders) redirectOption() {}

// KeepBody, by default false, follows 307 and 308 with any method, and sends
// the data again. By default, as in Python, these are errors unless the method
// is GET or HEAD.
type KeepBody bool

func (KeepBody) redirectOption() {}

// FollowFTP, by default false, follows redirects to ftp URLs, as Python does.
type FollowFTP bool

func (FollowFTP) redirectOption() {}

// SensitiveHeaders are more headers that a redirect to another origin drops:
// an API key's, say.
type SensitiveHeaders []string

func (SensitiveHeaders) redirectOption() {}

// NewHTTPRedirectHandler makes an HTTPRedirectHandler.
//
// Options: [KeepHeaders], by default false; [KeepBody], false; [FollowFTP],
// false; [SensitiveHeaders], none.
func NewHTTPRedirectHandler(options ...RedirectOption) *HTTPRedirectHandler {
	h := &HTTPRedirectHandler{MaxRedirections: maxRedirections, MaxRepeats: maxRepeats, InfMsg: infMsg, made: true}
	for _, o := range options {
		switch o := o.(type) {
		case KeepHeaders:
			h.keepAll = bool(o)
		case KeepBody:
			h.keepBody = bool(o)
		case FollowFTP:
			h.followFTP = bool(o)
		case SensitiveHeaders:
			for _, name := range o {
				h.sensitive = append(h.sensitive, capitalize(name))
			}
		}
	}
	return h
}

func (*HTTPRedirectHandler) isRedirectHandler() {}

// ErrorCodes returns 301, 302, 303, 307 and 308.
func (*HTTPRedirectHandler) ErrorCodes() []int { return []int{301, 302, 303, 307, 308} }

// HTTPErrorCode is HTTPError302.
func (h *HTTPRedirectHandler) HTTPErrorCode(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	return h.HTTPError302(req, fp, code, msg, headers)
}

// HTTPError301 is HTTPError302.
func (h *HTTPRedirectHandler) HTTPError301(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	return h.HTTPError302(req, fp, code, msg, headers)
}

// HTTPError303 is HTTPError302.
func (h *HTTPRedirectHandler) HTTPError303(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	return h.HTTPError302(req, fp, code, msg, headers)
}

// HTTPError307 is HTTPError302.
func (h *HTTPRedirectHandler) HTTPError307(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	return h.HTTPError302(req, fp, code, msg, headers)
}

// HTTPError308 is HTTPError302.
func (h *HTTPRedirectHandler) HTTPError308(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	return h.HTTPError302(req, fp, code, msg, headers)
}

const (
	maxRedirections = 10
	maxRepeats      = 4
)

const infMsg = "The HTTP server returned a redirect error that would lead to an infinite loop.\n" +
	"The last 30x error message was:\n"

// HTTPError302 follows a redirect. Without a Location header both results are nil.
func (h *HTTPRedirectHandler) HTTPError302(req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	values := headers["Location"]
	if values == nil {
		if values = headers["Uri"]; values == nil {
			return nil, nil
		}
	}
	location := values[0]
	newurl, err := h.newURL(req, fp, code, msg, headers, location)
	if err != nil {
		return nil, err
	}
	var r Redirector = h
	if h.Redirector != nil {
		r = h.Redirector
	}
	next, err := r.RedirectRequest(req, fp, code, msg, headers, newurl)
	if next == nil || err != nil {
		return nil, err
	}
	redirections, repeats, text := h.limits()
	if req.visited[newurl] >= repeats || len(req.visited) >= redirections {
		return nil, raise(req.FullURL(), code, text+msg, headers, fp)
	}
	next.visited = maps.Clone(req.visited)
	if next.visited == nil {
		next.visited = make(map[string]int)
	}
	next.visited[newurl]++
	fp.discard()
	return h.Parent.Follow(next, req)
}

// limits returns MaxRedirections, MaxRepeats and InfMsg, or their defaults in the
// place of the zeros of a handler that was not made by NewHTTPRedirectHandler.
func (h *HTTPRedirectHandler) limits() (redirections, repeats int, text string) {
	if h.made {
		return h.MaxRedirections, h.MaxRepeats, h.InfMsg
	}
	return cmp.Or(h.MaxRedirections, maxRedirections), cmp.Or(h.MaxRepeats, maxRepeats), cmp.Or(h.InfMsg, infMsg)
}

// newURL resolves the Location of a redirect and checks its scheme.
func (h *HTTPRedirectHandler) newURL(req *Request, fp *Response, code int, msg string, headers http.Header, location string) (string, error) {
	parts, err := urlparse.URLParse(location)
	if err != nil {
		fp.discard()
		return "", err
	}
	if parts.Path == "" && parts.Netloc != "" {
		parts.Path = "/"
	}
	newurl, err := urlparse.URLJoin(req.FullURL(), quoteLocation(parts.GetURL()))
	if err != nil {
		fp.discard()
		return "", err
	}
	// The scheme is checked on the result: a relative Location can't be wrong,
	// and nothing can be hidden from the check.
	scheme, _, _ := splitType(unwrap(newurl))
	if scheme != "http" && scheme != "https" && (scheme != "ftp" || !h.followFTP) {
		return "", raise(location, code, msg+" - Redirection to url '"+printable(redactURL(location))+"' is not allowed", headers, fp)
	}
	return newurl, nil
}

// quoteLocation percent-encodes what a Location should not hold, taking its
// bytes for Latin-1.
func quoteLocation(s string) string {
	const hex = "0123456789ABCDEF"
	clean := true
	for i := 0; i < len(s); i++ {
		clean = clean && s[i] > ' ' && s[i] < 0x7f
	}
	if clean {
		return s
	}
	b := make([]byte, 0, len(s)+16)
	for i := 0; i < len(s); i++ {
		if c := s[i]; c > ' ' && c < 0x7f {
			b = append(b, c)
		} else {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(b)
}

// RedirectRequest makes the request that a redirect asks for, or an HTTPError
// if the method must not be repeated elsewhere: redirects are followed for GET
// and HEAD, and with 301, 302 and 303 for POST, which becomes a GET.
func (h *HTTPRedirectHandler) RedirectRequest(req *Request, fp *Response, code int, msg string, headers http.Header, newurl string) (*Request, error) {
	m := req.GetMethod()
	simple := m == "GET" || m == "HEAD"
	again := h.keepBody && (code == 307 || code == 308) && req.data.replayable()
	if !redirects(code) || !simple && !again && !(m == "POST" && code <= 303) {
		return nil, raise(req.FullURL(), code, msg, headers, fp)
	}
	next, err := NewRequest(strings.ReplaceAll(newurl, " ", "%20"), OriginReqHost(req.OriginReqHost), Unverifiable(true))
	if err != nil {
		fp.discard()
		return nil, err
	}
	next.Method = "GET"
	if again || m == "HEAD" {
		next.Method = m
	}
	other := !h.keepAll && originOf(next) != originOf(req)
	for _, f := range req.headers {
		if f.Name == "Content-length" || f.Name == "Content-type" && !again || other && h.private(f.Name) {
			continue
		}
		next.headers = append(next.headers, f)
	}
	if again {
		next.data = req.data
		if t, ok := req.unredirHdrs.get("Content-type"); ok {
			next.AddUnredirectedHeader("Content-type", t)
		}
	}
	return next, nil
}

// redirects reports whether a code is one of those that are followed.
func redirects(code int) bool { return 301 <= code && code <= 303 || code == 307 || code == 308 }

// private reports whether a header is for one origin alone.
func (h *HTTPRedirectHandler) private(name string) bool {
	switch name {
	case "Authorization", "Cookie", "Cookie2", "Host", "Www-authenticate":
		return true
	}
	return strings.HasPrefix(name, "Proxy-") || slices.Contains(h.sensitive, name)
}

// origin is what credentials and cookies are bound to.
type origin struct{ scheme, host, port string }

// originOf returns the origin of a request's URL, whatever proxy it goes to.
func originOf(r *Request) origin {
	scheme, rest, _ := splitType(r.fullURL)
	host, _ := splitHost(rest)
	host = strings.ToLower(unquote(host))
	if _, after, ok := cutLast(host, '@'); ok {
		host = after
	}
	port := ""
	if i := strings.LastIndexByte(host, ':'); i > strings.LastIndexByte(host, ']') {
		host, port = host[:i], host[i+1:]
	}
	if port == "" {
		port = defaultPort(scheme)
	}
	return origin{scheme, strings.TrimSuffix(host, "."), port}
}

func defaultPort(scheme string) string {
	switch scheme {
	case "http":
		return "80"
	case "https":
		return "443"
	case "ftp":
		return "21"
	}
	return ""
}
