package cookiejar

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"github.com/gobatteries/batteries/internal/pystr"
)

// An LWPCookieJar is a [FileCookieJar] whose file is that of Perl's libwww, with
// a Set-Cookie3 line for each cookie. Nothing is lost in it but what can't be read
// back: cookies and attributes with white space, '=', ';' or ',' in their names. It
// is Python's [http.cookiejar.LWPCookieJar].
//
// [http.cookiejar.LWPCookieJar]: https://docs.python.org/3.15/library/http.cookiejar.html#http.cookiejar.LWPCookieJar
type LWPCookieJar struct{ FileCookieJar }

// NewLWPCookieJar returns an empty jar. The filename may be "". The keywords are
// those of [NewFileCookieJar].
func NewLWPCookieJar(filename string, options ...FileJarOption) *LWPCookieJar {
	j := new(LWPCookieJar)
	j.init(lwpFormat{}, filename, options)
	return j
}

// AsLWPStr returns the cookies as Set-Cookie3 lines, as they stand in a file
// behind its first line.
//
// The keywords are [IgnoreDiscard] and [IgnoreExpires], here both by default
// true.
func (j *LWPCookieJar) AsLWPStr(options ...StringOption) string {
	s := selection{ignoreDiscard: true, ignoreExpires: true}
	for _, o := range options {
		s.set(o)
	}
	var b strings.Builder
	for _, c := range j.snapshot() {
		if s.has(c) {
			b.WriteString("Set-Cookie3: " + LWPCookieStr(c) + "\n")
		}
	}
	return b.String()
}

// LWPCookieStr returns the cookie as it stands behind "Set-Cookie3: ". It is
// Python's http.cookiejar.lwp_cookie_str.
func LWPCookieStr(cookie *Cookie) string {
	c := cookie
	h := []Attr{{c.Name, c.Value, c.NoValue}, {Name: "path", Value: c.Path}, {Name: "domain", Value: c.Domain}}
	add := func(yes bool, name, value string) {
		if yes {
			h = append(h, Attr{Name: name, Value: value})
		}
	}
	word := func(yes bool, name string) {
		if yes {
			h = append(h, Attr{Name: name, NoValue: true})
		}
	}
	add(c.hasPort(), "port", c.Port)
	word(c.PathSpecified, "path_spec")
	word(c.PortSpecified, "port_spec")
	word(c.DomainInitialDot, "domain_dot")
	word(c.Secure, "secure")
	add(!c.Expires.IsZero() && c.Expires.Unix() != 0, "expires", Time2ISOZ(c.Expires))
	word(c.Discard, "discard")
	add(c.Comment != "", "comment", c.Comment)
	add(c.CommentURL != "", "commenturl", c.CommentURL)
	for _, k := range sortedKeys(c.Rest) {
		v, ok := c.Rest[k].(string)
		if !ok {
			v = "None"
		}
		add(true, k, v)
	}
	add(true, "version", strconv.Itoa(c.Version))
	return JoinHeaderWords([][]Attr{h})
}

const lwpMagic = "#LWP-Cookies-"

type lwpFormat struct{}

func (lwpFormat) write(w *bufio.Writer, cookies []*Cookie) {
	w.WriteString(lwpMagic + "2.0\n")
	for _, c := range cookies {
		if c, ok := readable(c); ok {
			w.WriteString("Set-Cookie3: " + LWPCookieStr(c) + "\n")
		}
	}
}

// readable returns the cookie without attributes that would be read as something
// else. It reports false if its name would be, or would make the file unreadable:
// servers choose both.
func readable(c *Cookie) (*Cookie, bool) {
	if !isToken(c.Name) {
		return nil, false
	}
	var rest map[string]any
	for k, v := range c.Rest {
		if isToken(k) && !lwpFields[pystr.Lower(k)] {
			if rest == nil {
				rest = make(map[string]any, len(c.Rest))
			}
			rest[k] = v
		}
	}
	if len(rest) == len(c.Rest) {
		return c, true
	}
	copied := *c
	copied.Rest = rest
	return &copied, true
}

// isToken reports whether SplitHeaderWords reads the name as it stands.
func isToken(name string) bool { return name != "" && tokenLen(name) == len(name) }

// lwpFields are the names that are no other attributes in a Set-Cookie3 line.
var lwpFields = map[string]bool{
	"port": true, "port_spec": true, "path": true, "path_spec": true, "domain": true, "domain_dot": true,
	"secure": true, "expires": true, "discard": true, "version": true, "comment": true, "commenturl": true,
}

func (lwpFormat) read(lines *lineReader, add func(*Cookie) error) error {
	magic, err := lines.next()
	if err != nil && err != io.EOF {
		return err
	}
	if !isLWPMagic(magic) {
		return notFormat(lines.filename, "Set-Cookie3 (LWP) format")
	}
	for {
		line, err := lines.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		text, ok := strings.CutPrefix(line, "Set-Cookie3:")
		if !ok {
			continue
		}
		text = pystr.Strip(text)
		for _, words := range SplitHeaderWords([]string{text}) {
			c, ok := lwpCookie(words)
			if !ok || add(c) != nil {
				return badLine("Set-Cookie3 format", lines.filename, text, lines.no)
			}
		}
	}
}

// isLWPMagic reports whether a file's first line is that of a libwww file, with
// a version such as 2.0.
func isLWPMagic(line string) bool {
	version, ok := strings.CutPrefix(line, lwpMagic)
	major := leadingDigits(version)
	if !ok || major == 0 || !strings.HasPrefix(version[major:], ".") {
		return false
	}
	return leadingDigits(version[major+1:]) > 0
}

func lwpCookie(words []Attr) (*Cookie, bool) {
	c := &Cookie{Name: words[0].Name, Value: words[0].Value, NoValue: words[0].NoValue}
	version, noPort := "0", true
	for _, a := range words[1:] {
		yes := a.NoValue || a.Value != ""
		switch pystr.Lower(a.Name) {
		case "port_spec":
			c.PortSpecified = yes
		case "path_spec":
			c.PathSpecified = yes
		case "domain_dot":
			c.DomainInitialDot = yes
		case "secure":
			c.Secure = yes
		case "discard":
			c.Discard = yes
		case "version":
			version = a.Value
		case "port":
			c.Port, noPort = a.Value, a.NoValue
		case "path":
			c.Path = a.Value
		case "domain":
			c.Domain = pystr.Lower(a.Value)
		case "expires":
			c.Expires, _ = ISO2Time(a.Value)
		case "comment":
			c.Comment = a.Value
		case "commenturl":
			c.CommentURL = a.Value
		default:
			c.Rest = keep(c.Rest, a)
		}
	}
	n, ok := parseInt(version)
	if !ok || n < 0 || n > 1<<30 {
		return nil, false
	}
	c.Version = int(n)
	c.DomainSpecified = strings.HasPrefix(c.Domain, ".")
	if c.Expires.IsZero() {
		c.Discard = true
	}
	return c, c.Path != "" && !(c.PortSpecified && noPort)
}

// String returns Python's str of the jar.
func (j *LWPCookieJar) String() string { return j.describe("LWPCookieJar", (*Cookie).String) }

// GoString returns Python's repr of the jar, which fmt prints for %#v.
func (j *LWPCookieJar) GoString() string { return j.describe("LWPCookieJar", (*Cookie).GoString) }
