package fetch

import (
	"strings"

	"github.com/gobatteries/batteries/internal/pystr"
	"github.com/gobatteries/batteries/urlparse"
)

// unwrap takes the URL out of the forms <URL:http://…> and <http://…>.
func unwrap(url string) string {
	url = pystr.Strip(url)
	if len(url) >= 2 && url[0] == '<' && url[len(url)-1] == '>' {
		url = pystr.Strip(url[1 : len(url)-1])
	}
	if rest, ok := strings.CutPrefix(url, "URL:"); ok {
		url = pystr.Strip(rest)
	}
	return url
}

// cutLast splits at the last sep.
func cutLast(s string, sep byte) (before, after string, found bool) {
	if i := strings.LastIndexByte(s, sep); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

// splitType splits a URL into its scheme, in lower case, and the rest.
func splitType(url string) (scheme, rest string, ok bool) {
	i := strings.IndexAny(url, "/:")
	if i <= 0 || url[i] != ':' {
		return "", url, false
	}
	return strings.ToLower(url[:i]), url[i+1:], true
}

// splitHost splits what follows the scheme into the host and the rest, which
// begins with a slash if there is a host and a rest.
func splitHost(url string) (host, rest string) {
	after, ok := strings.CutPrefix(url, "//")
	if !ok {
		return "", url
	}
	i := strings.IndexAny(after, "/#?")
	if i < 0 {
		return after, ""
	}
	if host, rest = after[:i], after[i:]; rest[0] != '/' {
		rest = "/" + rest
	}
	return host, rest
}

// requestHost is the request-host of RFC 2965: the URL's host in lower case,
// without the port.
func requestHost(r *Request) (string, error) {
	host, err := netloc(r.FullURL())
	if err != nil {
		return "", err
	}
	if host == "" {
		host, _ = r.GetHeader("Host")
	}
	if i := strings.LastIndexByte(host, ':'); i >= 0 && i+1 < len(host) && allDigits(host[i+1:]) {
		host = host[:i]
	}
	return strings.ToLower(host), nil
}

// netloc returns the network location that urlsplit finds. Most URLs are plain
// enough to see it at once.
func netloc(url string) (string, error) {
	plain := true
	for i := 0; i < len(url); i++ {
		c := url[i]
		plain = plain && c > ' ' && c < 0x7f && c != '[' && c != ']'
	}
	if plain {
		if scheme, rest, ok := splitType(url); ok && validScheme(scheme) {
			host, _ := splitHost(rest)
			return host, nil
		}
	}
	u, err := urlparse.URLSplit(url)
	return u.Netloc, err
}

// validScheme reports whether a scheme, in lower case, is one of RFC 3986.
func validScheme(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !('a' <= c && c <= 'z' || i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.')) {
			return false
		}
	}
	return s != ""
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// unquote is urllib.parse.unquote, which can't fail with its default codec.
func unquote(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	s, _ = urlparse.Unquote(s)
	return s
}

// redactURL hides a URL's user with the password, for error texts.
func redactURL(url string) string {
	start := 0
	if strings.HasPrefix(url, "//") {
		start = 2
	} else if i := strings.Index(url, "://"); i >= 0 && !strings.ContainsAny(url[:i], "/?#") {
		start = i + 3
	}
	end := len(url)
	if j := strings.IndexAny(url[start:], "/?#"); j >= 0 {
		end = start + j
	}
	at := strings.LastIndexByte(url[start:end], '@')
	if at < 0 || strings.IndexByte(url[start:start+at], ':') < 0 {
		return url // no password
	}
	return url[:start] + "***" + url[start+at:]
}
