package cookiejar

import (
	"strings"

	"github.com/gobatteries/batteries/internal/pystr"
)

// An Attr is a name and, unless there is none, a value. Python's modules have a
// tuple for it, with None for no value.
type Attr struct {
	Name, Value string
	NoValue     bool
}

// SplitHeaderWords parses header values of the kind a=b; c="d e"; f, of which a
// comma starts another. It is Python's http.cookiejar.split_header_words.
func SplitHeaderWords(headerValues []string) [][]Attr {
	var result [][]Attr
	for _, text := range headerValues {
		var pairs []Attr
		for text != "" {
			s := strings.TrimLeftFunc(text, pystr.IsSpace)
			n := tokenLen(s)
			switch {
			case n > 0:
				a := Attr{Name: s[:n], NoValue: true}
				text = s[n:]
				if v, rest, ok := headerValue(text); ok {
					a.Value, a.NoValue, text = v, false, rest
				}
				pairs = append(pairs, a)
			case s != "" && s[0] == ',':
				text = s[1:]
				if pairs != nil {
					result = append(result, pairs)
				}
				pairs = nil
			default:
				text = strings.TrimLeftFunc(text, func(r rune) bool { return r == '=' || r == ';' || pystr.IsSpace(r) })
			}
		}
		if pairs != nil {
			result = append(result, pairs)
		}
	}
	return result
}

// tokenLen returns how much of s is no separator.
func tokenLen(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool { return r == '=' || r == ';' || r == ',' || pystr.IsSpace(r) })
	if n < 0 {
		return len(s)
	}
	return n
}

// headerValue reads a '=' and what follows: a quoted string or all up to white
// space, a semicolon or a comma.
func headerValue(text string) (value, rest string, ok bool) {
	s := strings.TrimLeftFunc(text, pystr.IsSpace)
	if s == "" || s[0] != '=' {
		return "", text, false
	}
	s = strings.TrimLeftFunc(s[1:], pystr.IsSpace)
	if s != "" && s[0] == '"' {
		if v, n, ok := quotedString(s); ok {
			return v, s[n:], true
		}
	}
	n := strings.IndexFunc(s, func(r rune) bool { return r == ';' || r == ',' || pystr.IsSpace(r) })
	if n < 0 {
		n = len(s)
	}
	return s[:n], s[n:], true
}

// quotedString reads the quoted string at the start of s and returns its value
// and its length. A backslash quotes any character but a line feed.
func quotedString(s string) (value string, n int, ok bool) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '"':
			return b.String(), i + 1, true
		case '\\':
			if i++; i == len(s) || s[i] == '\n' {
				return "", 0, false
			}
		}
		b.WriteByte(s[i])
	}
	return "", 0, false
}

const tokenChars = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// JoinHeaderWords undoes [SplitHeaderWords]. It is Python's
// http.cookiejar.join_header_words.
func JoinHeaderWords(lists [][]Attr) string {
	var headers []string
	for _, pairs := range lists {
		var words []string
		for _, a := range pairs {
			words = append(words, headerWord(a))
		}
		if words != nil {
			headers = append(headers, strings.Join(words, "; "))
		}
	}
	return strings.Join(headers, ", ")
}

func headerWord(a Attr) string {
	switch {
	case a.NoValue:
		return a.Name
	case a.Value != "" && strings.Trim(a.Value, tokenChars) == "":
		return a.Name + "=" + a.Value
	}
	return a.Name + `="` + quoteEscaper.Replace(a.Value) + `"`
}

var quoteEscaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// StripQuotes removes a double quote from each end of text that has one. It is
// Python's http.cookiejar.strip_quotes.
func StripQuotes(text string) string {
	return strings.TrimSuffix(strings.TrimPrefix(text, `"`), `"`)
}

// ParseNSHeaders parses Set-Cookie headers of the Netscape kind: all up to a
// semicolon is a value, the names of known attributes get small letters, and a
// version is added if there is none. The value of expires is the date in seconds
// since 1970, or none if it could not be read. It is Python's
// http.cookiejar.parse_ns_headers.
func ParseNSHeaders(nsHeaders []string) [][]Attr {
	var result [][]Attr
	for _, h := range nsHeaders {
		if pairs := parseNSHeader(h); pairs != nil {
			result = append(result, pairs)
		}
	}
	return result
}

func parseNSHeader(header string) []Attr {
	var pairs []Attr
	version := false
	for first := true; ; first = false {
		param, rest, more := strings.Cut(header, ";")
		key, val, hasValue := strings.Cut(pystr.Strip(param), "=")
		a := Attr{Name: pystr.Strip(key), Value: pystr.Strip(val), NoValue: !hasValue}
		switch {
		case a.Name == "" && first:
			return nil
		case a.Name == "":
		default:
			if !first {
				normalize(&a)
				version = version || a.Name == "version"
			}
			pairs = append(pairs, a)
		}
		if !more {
			break
		}
		header = rest
	}
	if !version {
		pairs = append(pairs, Attr{Name: "version", Value: "0"})
	}
	return pairs
}

// normalize gives a known attribute its usual name, and its value the form that
// the rest expects.
func normalize(a *Attr) {
	switch lc := pystr.Lower(a.Name); lc {
	case "domain", "path", "secure", "port", "max-age":
		a.Name = lc
	case "version":
		a.Name, a.Value = lc, StripQuotes(a.Value)
	case "expires":
		a.Name = lc
		t, ok := HTTP2Time(StripQuotes(a.Value))
		if a.Value, a.NoValue = "", a.NoValue || !ok; ok && !a.NoValue {
			a.Value = formatSeconds(t)
		}
	}
}
