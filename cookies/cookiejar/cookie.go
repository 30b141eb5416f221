package cookiejar

import (
	"strconv"
	"strings"
	"time"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// A Cookie is one cookie of a jar. It is Python's [http.cookiejar.Cookie]; where
// an attribute may be None there, a field's zero value means that here, but for
// Value. A cookie that is in a jar must not be changed: set a copy instead.
//
// [http.cookiejar.Cookie]: https://docs.python.org/3.15/library/http.cookiejar.html#cookie-objects
type Cookie struct {
	Version int // 0 for Netscape's and all of today, 1 for RFC 2965 and 2109
	Name    string
	Value   string
	NoValue bool // the value is Python's None: there was no '='

	Port          string // a list such as "80,8080"
	PortSpecified bool

	Domain           string // with a dot before it if subdomains are meant
	DomainSpecified  bool   // the server sent it; else it is the host
	DomainInitialDot bool   // the server sent it with a dot

	Path          string
	PathSpecified bool

	Secure     bool
	Expires    time.Time // whole seconds; zero for a cookie of the session
	Discard    bool      // it ends with the session
	Comment    string
	CommentURL string
	RFC2109    bool // it came in a Set-Cookie header with Version=1

	// Rest holds the other attributes, HttpOnly and SameSite among them: a string,
	// or nil for one without a value.
	Rest map[string]any
}

// HasNonstandardAttr reports whether the cookie has that other attribute, spelt
// so.
func (c *Cookie) HasNonstandardAttr(name string) bool {
	_, ok := c.Rest[name]
	return ok
}

// GetNonstandardAttr returns another attribute, "" if it has no value. Instead
// of Python's default argument it reports whether it is there.
func (c *Cookie) GetNonstandardAttr(name string) (value string, ok bool) {
	v, ok := c.Rest[name]
	value, _ = v.(string)
	return value, ok
}

// SetNonstandardAttr sets another attribute.
func (c *Cookie) SetNonstandardAttr(name, value string) {
	if c.Rest == nil {
		c.Rest = map[string]any{}
	}
	c.Rest[name] = value
}

// attr returns another attribute, spelt with letters of any case.
func (c *Cookie) attr(name string) (value string, ok bool) {
	for k, v := range c.Rest {
		if strings.EqualFold(k, name) {
			value, _ = v.(string)
			return value, true
		}
	}
	return "", false
}

// HTTPOnly reports whether the cookie has the HttpOnly attribute.
func (c *Cookie) HTTPOnly() bool {
	_, ok := c.attr("HttpOnly")
	return ok
}

// SameSite returns the SameSite attribute, "" if it is missing.
func (c *Cookie) SameSite() string {
	v, _ := c.attr("SameSite")
	return v
}

// IsExpired reports whether the cookie's time is over at now; the zero Time
// means the current time. A cookie without Expires never expires.
func (c *Cookie) IsExpired(now time.Time) bool {
	if c.Expires.IsZero() {
		return false
	}
	if now.IsZero() {
		now = timeNow()
	}
	return c.Expires.Unix() <= now.Unix()
}

// String returns Python's str of the cookie.
func (c *Cookie) String() string {
	limit := c.Domain
	if c.hasPort() {
		limit += ":" + c.Port
	}
	name := c.Name
	if !c.NoValue {
		name += "=" + c.Value
	}
	return "<Cookie " + name + " for " + limit + c.Path + ">"
}

func (c *Cookie) hasPort() bool { return c.Port != "" || c.PortSpecified }

// GoString returns Python's repr of the cookie, which fmt prints for %#v.
func (c *Cookie) GoString() string {
	b := []byte("Cookie(version=")
	b = strconv.AppendInt(b, int64(c.Version), 10)
	text := func(name, s string, none bool) {
		b = append(append(append(b, ", "...), name...), '=')
		if none {
			b = append(b, "None"...)
		} else {
			b = pyrepr.AppendString(b, s)
		}
	}
	flag := func(name string, v bool) {
		s, _ := pyrepr.Value(v)
		b = append(append(append(append(b, ", "...), name...), '='), s...)
	}
	text("name", c.Name, false)
	text("value", c.Value, c.NoValue)
	text("port", c.Port, !c.hasPort())
	flag("port_specified", c.PortSpecified)
	text("domain", c.Domain, false)
	flag("domain_specified", c.DomainSpecified)
	flag("domain_initial_dot", c.DomainInitialDot)
	text("path", c.Path, false)
	flag("path_specified", c.PathSpecified)
	flag("secure", c.Secure)
	b = append(b, ", expires="...)
	if c.Expires.IsZero() {
		b = append(b, "None"...)
	} else {
		b = strconv.AppendInt(b, c.Expires.Unix(), 10)
	}
	flag("discard", c.Discard)
	text("comment", c.Comment, c.Comment == "")
	text("comment_url", c.CommentURL, c.CommentURL == "")
	b = append(b, ", rest={"...)
	for i, k := range sortedKeys(c.Rest) {
		if i > 0 {
			b = append(b, ", "...)
		}
		s, _ := pyrepr.Value(c.Rest[k])
		b = append(append(pyrepr.AppendString(b, k), ": "...), s...)
	}
	b = append(b, '}')
	flag("rfc2109", c.RFC2109)
	return string(append(b, ')'))
}

// validate refuses what no stored cookie may hold: control characters, which
// would be a header's or a file's next line, and an empty domain, which would
// fit every host.
func (c *Cookie) validate() error {
	if c == nil || c.Domain == "" || c.Domain == "." {
		return valueError("a cookie must have a domain")
	}
	for _, s := range []string{c.Name, c.Value, c.Port, c.Domain, c.Path, c.Comment, c.CommentURL} {
		if hasControl(s) {
			return valueError("control characters are not allowed in a cookie: " + pyrepr.String(s))
		}
	}
	for k, v := range c.Rest {
		if s, _ := v.(string); hasControl(k) || hasControl(s) {
			return valueError("control characters are not allowed in a cookie: " + pyrepr.String(k))
		}
	}
	return nil
}
