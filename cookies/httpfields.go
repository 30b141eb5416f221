package cookies

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// A SameSite is the value of the SameSite attribute, with the numbers of
// net/http's SameSite.
type SameSite int

// The values of a [SameSite]; 0 means that there is no such attribute.
const (
	SameSiteDefaultMode SameSite = iota + 1
	SameSiteLaxMode
	SameSiteStrictMode
	SameSiteNoneMode
)

// HTTPFields holds a cookie as the fields of net/http's Cookie have it, which
// this package does not import; the example copies them.
type HTTPFields struct {
	Name, Value string
	Quoted      bool // Value is sent in quotes
	Path        string
	Domain      string
	Expires     time.Time
	RawExpires  string
	MaxAge      int // in seconds; 0 means none, and less than 0 "Max-Age=0"
	Secure      bool
	HttpOnly    bool
	SameSite    SameSite
	Partitioned bool
}

// HTTPFields returns the morsel as net/http has it: Value is the coded value
// without its quotes. It fails with a [*CookieError] if the coded value holds
// what net/http drops when it writes one: quotes and backslashes within, and
// anything but ASCII.
func (m *Morsel) HTTPFields() (HTTPFields, error) {
	f := HTTPFields{Name: m.key, Value: m.coded, Path: m.GetString("path"), Domain: m.GetString("domain")}
	if n := len(f.Value); n >= 2 && f.Value[0] == '"' && f.Value[n-1] == '"' {
		f.Value, f.Quoted = f.Value[1:n-1], true
	}
	for i := range len(f.Value) {
		if c := f.Value[i]; c < ' ' || c > '~' || c == '"' || c == ';' || c == '\\' {
			return HTTPFields{}, &CookieError{"net/http can't write the value of cookie '" + m.key + "'"}
		}
	}
	f.Secure, f.HttpOnly, f.Partitioned = m.is(attrSecure), m.is(attrHTTPOnly), m.is(attrPartitioned)
	f.SameSite = sameSite(m.GetString("samesite"))
	if s := m.find(attrMaxAge); !s.empty() {
		f.MaxAge = maxAge(string(s.append(nil))[len("; Max-Age="):])
	}
	if s := m.find(attrExpires); !s.empty() {
		f.RawExpires = string(s.append(nil))[len("; expires="):]
		f.Expires = expires(f.RawExpires)
	}
	return f, nil
}

// is reports whether a flag is set.
func (m *Morsel) is(a attribute) bool { return truth(m.get(a)) }

func sameSite(s string) SameSite {
	switch strings.ToLower(s) {
	case "":
		return 0
	case "lax":
		return SameSiteLaxMode
	case "strict":
		return SameSiteStrictMode
	case "none":
		return SameSiteNoneMode
	}
	return SameSiteDefaultMode
}

func (s SameSite) String() string {
	switch s {
	case SameSiteLaxMode:
		return "Lax"
	case SameSiteStrictMode:
		return "Strict"
	case SameSiteNoneMode:
		return "None"
	}
	return ""
}

// maxAge turns seconds into what net/http means by them.
func maxAge(text string) int {
	n, err := strconv.Atoi(text) // the largest or smallest int for what is beyond
	switch {
	case err != nil && !errors.Is(err, strconv.ErrRange):
		return 0
	case n <= 0:
		return -1
	}
	return n
}

func expires(text string) time.Time {
	for _, layout := range []string{time.RFC1123, "Mon, 02-Jan-2006 15:04:05 MST", "Mon, 02-Jan-06 15:04:05 MST"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// FromHTTPFields returns the morsel that writes the cookie which the fields
// describe. It fails with a [*CookieError] for a name, a value or an attribute that
// a morsel can't have. What net/http leaves out when it writes a cookie stays: the
// dot before a domain, domains and times that make no sense, and characters
// outside ASCII.
func FromHTTPFields(f HTTPFields) (*Morsel, error) {
	coded := f.Value
	if f.Quoted || strings.ContainsAny(coded, " ,") {
		coded = `"` + coded + `"`
	}
	if strings.ContainsAny(f.Value, "\";\\") {
		return nil, &CookieError{"net/http can't write the value of cookie '" + f.Name + "'"}
	}
	m := NewMorsel()
	if err := m.Set(f.Name, f.Value, coded); err != nil {
		return nil, err
	}
	values := map[string]any{
		"path": f.Path, "domain": f.Domain, "samesite": f.SameSite.String(),
		"secure": f.Secure, "httponly": f.HttpOnly, "partitioned": f.Partitioned,
		"expires": f.RawExpires,
	}
	if !f.Expires.IsZero() {
		values["expires"] = f.Expires
	}
	if f.MaxAge != 0 {
		values["max-age"] = max(0, f.MaxAge)
	}
	for k, v := range values {
		if v == "" || v == false {
			delete(values, k)
		}
	}
	if err := m.Update(values); err != nil {
		return nil, err
	}
	return m, nil
}
