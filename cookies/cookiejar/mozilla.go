package cookiejar

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/pyint"
	"github.com/gobatteries/batteries/internal/pystr"
)

func newOSError(err error) *OSError { return pyerr.NewOSError(err) }

// A MozillaCookieJar is a [FileCookieJar] whose file is a cookies.txt, which
// Netscape's browser had and curl, wget and CPython read and write. It is
// Python's [http.cookiejar.MozillaCookieJar].
//
// A line holds a cookie's domain, whether subdomains are meant, path, whether
// Secure is set, the time of its end in seconds since 1970, name and value,
// between tabs. A cookie without a value has an empty name. The other attributes
// are lost but for HttpOnly, which is written before the domain. The time of a
// cookie that ends with the session is empty, as in CPython's files; 0, which
// curl writes, is read as that too.
//
// [http.cookiejar.MozillaCookieJar]: https://docs.python.org/3.15/library/http.cookiejar.html#http.cookiejar.MozillaCookieJar
type MozillaCookieJar struct {
	FileCookieJar
	// CurlSessions makes Save write 0 as the time of a cookie that ends with the
	// session, without which curl does not read it. CPython takes 0 for a time
	// that is over.
	CurlSessions bool
}

// NewMozillaCookieJar returns an empty jar. The filename may be "". The keywords
// are those of [NewFileCookieJar].
func NewMozillaCookieJar(filename string, options ...FileJarOption) *MozillaCookieJar {
	j := new(MozillaCookieJar)
	j.init(mozillaFormat{j}, filename, options)
	return j
}

const (
	netscapeHeader = "# Netscape HTTP Cookie File\n" +
		"# http://curl.haxx.se/rfc/cookie_spec.html\n" +
		"# This is a generated file!  Do not edit.\n\n"
	httpOnlyPrefix = "#HttpOnly_"
)

type mozillaFormat struct{ jar *MozillaCookieJar }

func (f mozillaFormat) write(w *bufio.Writer, cookies []*Cookie) {
	w.WriteString(netscapeHeader)
	for _, c := range cookies {
		if c.HTTPOnly() {
			w.WriteString(httpOnlyPrefix)
		}
		name, value, expires := c.Name, c.Value, ""
		if c.NoValue {
			name, value = "", c.Name
		}
		if f.jar.CurlSessions {
			expires = "0"
		}
		if !c.Expires.IsZero() {
			expires = strconv.FormatInt(c.Expires.Unix(), 10)
		}
		for i, field := range []string{
			c.Domain, boolean(strings.HasPrefix(c.Domain, ".")), c.Path, boolean(c.Secure), expires, name, value,
		} {
			if i > 0 {
				w.WriteByte('\t')
			}
			w.WriteString(field)
		}
		w.WriteByte('\n')
	}
}

func boolean(b bool) string {
	if b {
		return "TRUE"
	}
	return "FALSE"
}

func (mozillaFormat) read(lines *lineReader, add func(*Cookie) error) error {
	magic, err := lines.next()
	if err != nil && err != io.EOF {
		return err
	}
	if !isMagic(magic) {
		return notFormat(lines.filename, "Netscape format cookies")
	}
	for {
		line, err := lines.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		text, httpOnly := strings.CutPrefix(line, httpOnlyPrefix)
		if t := pystr.Strip(text); t == "" || t[0] == '#' || t[0] == '$' {
			continue
		}
		c, ok := mozillaCookie(text)
		if ok && httpOnly {
			c.Rest = map[string]any{"HTTPOnly": ""}
		}
		if !ok || add(c) != nil {
			return badLine("Netscape format cookies", lines.filename, text, lines.no)
		}
	}
}

// isMagic reports whether a file's first line is that of a cookies.txt.
func isMagic(line string) bool {
	line, ok := strings.CutPrefix(strings.ToLower(line[:min(len(line), 40)]), "#")
	return ok && strings.HasPrefix(strings.TrimPrefix(line, " netscape"), " http cookie file")
}

func mozillaCookie(line string) (*Cookie, bool) {
	f := strings.Split(line, "\t")
	if len(f) != 7 {
		return nil, false
	}
	c := &Cookie{Domain: pystr.Lower(f[0]), Path: f[2], Secure: f[3] == "TRUE", Name: f[5], Value: f[6]}
	c.DomainSpecified = f[1] == "TRUE"
	c.DomainInitialDot = strings.HasPrefix(c.Domain, ".")
	if c.DomainSpecified != c.DomainInitialDot {
		return nil, false
	}
	if c.Name == "" {
		c.Name, c.Value, c.NoValue = c.Value, "", true
	}
	seconds, ok := parseSeconds(f[4])
	switch {
	case f[4] == "", ok && seconds == 0:
		c.Discard = true
	case !ok:
		return nil, false
	default:
		c.Expires = time.Unix(seconds, 0).UTC()
	}
	return c, true
}

// parseSeconds reads a number of seconds and drops its fraction. What is beyond
// the year 9999 becomes its end.
func parseSeconds(s string) (int64, bool) {
	if len(s) > 400 {
		return 0, false
	}
	if digits, err := pyint.Parse(s, 10); err == nil {
		return clamp(digits), true
	}
	f, err := strconv.ParseFloat(pystr.Strip(s), 64)
	if err != nil || f != f || f > 1e300 || f < -1e300 {
		return 0, false
	}
	return int64(max(-maxSeconds, min(maxSeconds, f))), true
}

// String returns Python's str of the jar.
func (j *MozillaCookieJar) String() string { return j.describe("MozillaCookieJar", (*Cookie).String) }

// GoString returns Python's repr of the jar, which fmt prints for %#v.
func (j *MozillaCookieJar) GoString() string {
	return j.describe("MozillaCookieJar", (*Cookie).GoString)
}
