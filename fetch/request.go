package fetch

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

// A Request is a URL with what is to be sent to it. It is Python's
// [urllib.request.Request].
//
// Opening a Request adds to it (the default headers, cookies, credentials), as
// in Python, so it must not be opened twice at the same time.
//
// [urllib.request.Request]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.Request
type Request struct {
	Type          string // the scheme, in lower case
	Host          string // with the port, percent-decoded; the proxy's if there is one
	Selector      string // the path and query, or the whole URL if it goes to a proxy
	Fragment      string
	OriginReqHost string // the host of the page that the user asked for
	Unverifiable  bool   // the user had no choice in asking; see RFC 2965
	Method        string // "" for the default

	// Timeout is that of the opening, 0 if there is none.
	Timeout time.Duration

	fullURL     string // without the fragment
	hasFragment bool
	tunnelHost  string // the host to CONNECT to, if Host is a proxy for https
	data        *payload
	headers     fields
	unredirHdrs fields

	ctx         context.Context // that of the opening
	visited     map[string]int  // how often a redirect led here
	authRetries int             // answers to digest challenges
}

// NewRequest makes a Request of a URL. A URL without a scheme is a ValueError.
//
// Keywords: [Data] (or [DataReader], [DataSeq], a [Form]'s), by default none;
// [Headers], none; [OriginReqHost], the URL's host; [Unverifiable], false;
// [Method], POST if there is data, else GET.
func NewRequest(url string, options ...RequestOption) (*Request, error) {
	r := new(Request)
	if err := r.SetFullURL(url); err != nil {
		return nil, err
	}
	origin := ""
	for _, o := range options {
		switch o := o.(type) {
		case Data:
			r.data = bytesPayload(o)
		case DataOption:
			r.data = o.body
			r.formType(o.body)
		case HeadersOption:
			for _, k := range sortedKeys(o.m) {
				r.AddHeader(k, o.m[k])
			}
		case OriginReqHost:
			origin = string(o)
		case Unverifiable:
			r.Unverifiable = bool(o)
		case Method:
			r.Method = string(o)
		}
	}
	if r.OriginReqHost = origin; origin == "" {
		var err error
		if r.OriginReqHost, err = requestHost(r); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// SetFullURL gives the request another URL. It sets Type, Host, Selector and
// Fragment; a URL without a scheme is a ValueError.
func (r *Request) SetFullURL(url string) error {
	url = unwrap(url)
	base, fragment, has := cutLast(url, '#')
	scheme, rest, ok := splitType(base)
	if !ok {
		r.fullURL, r.Fragment, r.hasFragment = base, fragment, has
		return &ValueError{Text: "unknown url type: " + pyrepr.String(redactURL(r.FullURL()))}
	}
	r.fullURL, r.Fragment, r.hasFragment = base, fragment, has
	r.Type = scheme
	host, selector := splitHost(rest)
	r.Host, r.Selector, r.tunnelHost = unquote(host), selector, ""
	return nil
}

// FullURL returns the URL, with its fragment.
func (r *Request) FullURL() string {
	if r.Fragment == "" {
		return r.fullURL
	}
	return r.fullURL + "#" + r.Fragment
}

// Context returns the context that the request was opened with.
func (r *Request) Context() context.Context {
	if r.ctx == nil {
		return context.Background()
	}
	return r.ctx
}

// GetFullURL returns the URL, with its fragment.
func (r *Request) GetFullURL() string { return r.FullURL() }

// GetMethod returns the HTTP method: Method if it is set, else POST if there
// is data, else GET.
func (r *Request) GetMethod() string {
	switch {
	case r.Method != "":
		return r.Method
	case r.data != nil:
		return "POST"
	}
	return "GET"
}

// Data returns the data if it is held in memory, else nil.
func (r *Request) Data() []byte {
	if r.data == nil {
		return nil
	}
	return r.data.b
}

// HasData reports whether there is data of any kind.
func (r *Request) HasData() bool { return r.data != nil }

// SetData replaces the data; Data(nil) removes it. A Content-length header that
// was set for the former data goes.
func (r *Request) SetData(data RequestData) {
	switch d := data.(type) {
	case Data:
		r.setPayload(bytesPayload(d))
	case DataOption:
		r.setPayload(d.body)
		r.formType(d.body)
	}
}

// RequestData is what [Request.SetData] takes: a [Data] or a [DataOption].
type RequestData interface {
	RequestOption
	OpenOption
}

func (r *Request) setPayload(p *payload) {
	old := r.data
	r.data = p
	if p == old || p != nil && old != nil && p.b != nil && old.b != nil && bytes.Equal(p.b, old.b) {
		return // the same data keeps the header
	}
	r.RemoveHeader("Content-length")
}

// AddHeader sets a header. The name is kept as Python does, with a capital at
// its start alone: "User-agent".
func (r *Request) AddHeader(key, val string) { r.headers.set(capitalize(key), val) }

// AddUnredirectedHeader sets a header that a redirected request will not have.
func (r *Request) AddUnredirectedHeader(key, val string) {
	r.unredirHdrs.set(capitalize(key), val)
}

// HasHeader reports whether a header is set. headerName must be spelled as
// AddHeader keeps it.
func (r *Request) HasHeader(headerName string) bool {
	_, ok := r.GetHeader(headerName)
	return ok
}

// GetHeader returns the value of a header. headerName must be spelled as
// AddHeader keeps it: "User-agent".
func (r *Request) GetHeader(headerName string) (value string, ok bool) {
	if value, ok = r.headers.get(headerName); ok {
		return value, true
	}
	return r.unredirHdrs.get(headerName)
}

// RemoveHeader removes a header. headerName must be spelled as AddHeader keeps it.
func (r *Request) RemoveHeader(headerName string) {
	r.headers.remove(headerName)
	r.unredirHdrs.remove(headerName)
}

// A HeaderItem is a name and a value.
type HeaderItem struct{ Name, Value string }

// HeaderItems returns the headers, those that redirects drop first.
func (r *Request) HeaderItems() []HeaderItem {
	items := slices.Clone([]HeaderItem(r.unredirHdrs))
	for _, f := range r.headers {
		(*fields)(&items).set(f.Name, f.Value)
	}
	return items
}

// SetProxy sends the request to a proxy. host is the proxy's, with its port,
// and type how to speak to it: http or https. For an https URL the proxy is
// asked for a tunnel (CONNECT).
func (r *Request) SetProxy(host, type_ string) {
	if r.Type == "https" && r.tunnelHost == "" {
		r.tunnelHost = r.Host
	} else {
		r.Type = type_
		r.Selector = r.FullURL()
	}
	r.Host = host
}

// HasProxy reports whether the request goes to a proxy that will see its URL.
func (r *Request) HasProxy() bool { return r.Selector == r.FullURL() }

// GetHost returns Host, for the cookie jar.
func (r *Request) GetHost() string {
	if r.tunnelHost != "" {
		return r.tunnelHost
	}
	return r.Host
}

// GetType returns Type, for the cookie jar.
func (r *Request) GetType() string { return r.Type }

// GetOriginReqHost returns OriginReqHost, for the cookie jar.
func (r *Request) GetOriginReqHost() string { return r.OriginReqHost }

// IsUnverifiable returns Unverifiable, for the cookie jar.
func (r *Request) IsUnverifiable() bool { return r.Unverifiable }

// fields are headers in the order of their first setting.
type fields []HeaderItem

func (f fields) get(name string) (string, bool) {
	for i := range f {
		if f[i].Name == name {
			return f[i].Value, true
		}
	}
	return "", false
}

func (f *fields) set(name, value string) {
	for i := range *f {
		if (*f)[i].Name == name {
			(*f)[i].Value = value
			return
		}
	}
	*f = append(*f, HeaderItem{name, value})
}

func (f *fields) remove(name string) {
	*f = slices.DeleteFunc(*f, func(h HeaderItem) bool { return h.Name == name })
}

// capitalize is str.capitalize for header names: ASCII without copying where
// that is possible.
func capitalize(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 {
			return capitalizeUnicode(s)
		}
		if i == 0 && 'a' <= c && c <= 'z' || i > 0 && 'A' <= c && c <= 'Z' {
			plain = false
		}
	}
	if plain {
		return s
	}
	return strings.ToUpper(s[:1]) + strings.ToLower(s[1:])
}

// capitalizeUnicode serves names that can't be sent; only their spelling in
// the Request is at stake.
func capitalizeUnicode(s string) string {
	r, n := wtf8.DecodeRuneInString(s)
	return string(wtf8.AppendRune(nil, unicode.ToTitle(r))) + strings.ToLower(s[n:])
}

// titleName is the spelling of a header's name on the wire, str.title's: a
// capital after anything that is not a letter.
func titleName(s string) string {
	letter := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		lower, upper := 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z'
		if lower && !letter || upper && letter {
			return titleSlow(s)
		}
		letter = lower || upper
	}
	return s
}

func titleSlow(s string) string {
	switch s { // what almost every request has
	case "User-agent":
		return "User-Agent"
	case "Content-type":
		return "Content-Type"
	}
	b := []byte(s)
	letter := false
	for i, c := range b {
		lower, upper := 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z'
		if lower && !letter || upper && letter {
			b[i] = c ^ 0x20
		}
		letter = lower || upper
	}
	return string(b)
}
