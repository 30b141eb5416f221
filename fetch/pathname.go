package fetch

import (
	"context"
	"net"
	"os"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/urlparse"
)

// A PathnameOption is a keyword argument of [Pathname2URL].
type PathnameOption interface{ pathnameOption() }

// AddScheme, by default false, puts file: before the URL.
type AddScheme bool

func (AddScheme) pathnameOption() {}

// A URLPathOption is a keyword argument of [URL2Pathname].
type URLPathOption interface{ urlPathOption() }

// RequireScheme, by default false, wants file: before the URL.
type RequireScheme bool

func (RequireScheme) urlPathOption() {}

// ResolveHost, by default false, looks a host in the URL up, and allows it if
// its address is this machine's.
type ResolveHost bool

func (ResolveHost) urlPathOption() {}

// Pathname2URL makes the path part of a file URL of a path of the system. It
// is Python's [urllib.request.pathname2url].
//
// Keyword: [AddScheme], by default false.
//
// [urllib.request.pathname2url]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.pathname2url
func Pathname2URL(pathname string, options ...PathnameOption) string {
	url := pathToURL(pathname, runtime.GOOS == "windows")
	for _, o := range options {
		if add, ok := o.(AddScheme); ok && bool(add) {
			url = "file:" + url
		}
	}
	return url
}

func pathToURL(path string, windows bool) string {
	if !windows {
		if strings.HasPrefix(path, "/") {
			return "//" + quotePath(path) // an empty authority
		}
		return quotePath(path)
	}
	drive, rest := splitDrive(strings.ReplaceAll(path, `\`, "/"))
	if drive == "" && strings.HasPrefix(rest, "/") {
		return "//" + quotePath(rest)
	}
	if long, ok := strings.CutPrefix(drive, "//?/"); ok {
		drive = long
		if len(drive) >= 4 && strings.EqualFold(drive[:4], "UNC/") {
			drive = "//" + drive[4:]
		}
	}
	if isDrive(drive, ":") && utf8.RuneCountInString(drive) == 2 {
		drive = "///" + drive
	}
	return strings.ReplaceAll(quotePath(drive), "%3A", ":") + quotePath(rest)
}

// isDrive reports whether a path begins with any character and one of marks.
func isDrive(path, marks string) bool {
	_, n := utf8.DecodeRuneInString(path)
	return n < len(path) && strings.IndexByte(marks, path[n]) >= 0
}

// splitDrive splits a path of Windows, written with slashes, after its drive or
// its //host/share.
func splitDrive(path string) (drive, rest string) {
	switch {
	case strings.HasPrefix(path, "//"):
		start := 2
		if len(path) >= 8 && strings.EqualFold(path[:8], "//?/UNC/") {
			start = 8
		}
		for range 2 { // the host and the share
			i := strings.IndexByte(path[start:], '/')
			if i < 0 {
				return path, ""
			}
			start += i + 1
		}
		return path[:start-1], path[start-1:]
	case isDrive(path, ":") && path[0] != '/':
		_, n := utf8.DecodeRuneInString(path)
		return path[:n+1], path[n+1:]
	}
	return "", path
}

// quotePath percent-encodes the bytes of a path, except slashes.
func quotePath(s string) string {
	const hex = "0123456789ABCDEF"
	b := make([]byte, 0, len(s)+16)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("_.-~/", c) >= 0:
			b = append(b, c)
		default:
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(b)
}

var errNotLocal = NewURLError("file:// scheme is supported only on localhost")

// URL2Pathname makes a path of the system of the path part of a file URL. A
// URL that names another host is a URLError. It is Python's
// [urllib.request.url2pathname].
//
// Keywords: [RequireScheme], by default false; [ResolveHost], false.
//
// [urllib.request.url2pathname]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.url2pathname
func URL2Pathname(url string, options ...URLPathOption) (string, error) {
	var scheme, resolve bool
	for _, o := range options {
		switch o := o.(type) {
		case RequireScheme:
			scheme = bool(o)
		case ResolveHost:
			resolve = bool(o)
		}
	}
	return urlToPath(context.Background(), url, scheme, resolve, runtime.GOOS == "windows")
}

func urlToPath(ctx context.Context, url string, hasScheme, resolve, windows bool) (string, error) {
	if !hasScheme {
		url = "file:" + url
	}
	u, err := urlparse.URLSplit(url)
	if err != nil {
		return "", err
	}
	if u.Scheme != "file" {
		return "", NewURLError("URL is missing a 'file:' scheme")
	}
	path := u.Path
	if windows {
		path = windowsPath(ctx, u.Netloc, path, resolve)
	} else if !isLocal(ctx, u.Netloc, resolve) {
		return "", errNotLocal
	}
	b, err := urlparse.UnquoteToBytes(path)
	return string(b), err
}

// windowsPath turns a URL's host and path, still quoted, into a path of
// Windows. A host of another machine makes it a UNC path.
func windowsPath(ctx context.Context, host, path string, resolve bool) string {
	switch {
	case isDrive(host, ":"):
		path = host + path // file://C:/x
	case !isLocal(ctx, host, resolve):
		path = "//" + host + path
	case strings.HasPrefix(path, "///"):
		path = path[1:] // file://///host/share
	default:
		if strings.HasPrefix(path, "/") && isDrive(path[1:], ":|") {
			path = path[1:] // /C:/x
		}
		if isDrive(path, "|") {
			_, n := utf8.DecodeRuneInString(path)
			path = path[:n] + ":" + path[n+1:]
		}
	}
	return strings.ReplaceAll(path, "/", `\`)
}

// isLocal reports whether the host of a file URL is this machine.
func isLocal(ctx context.Context, host string, resolve bool) bool {
	if host == "" || host == "localhost" {
		return true
	}
	name, err := os.Hostname()
	if err == nil && host == name {
		return true
	}
	if !resolve {
		return false
	}
	addrs, err := net.DefaultResolver.LookupHost(ctx, host)
	if err != nil {
		return false
	}
	return slices.Contains(ownAddresses(ctx), addrs[0])
}

// ownAddresses returns the addresses that localhost and this machine's name have.
func ownAddresses(ctx context.Context) []string {
	own := []string{"127.0.0.1", "::1"}
	if name, err := os.Hostname(); err == nil {
		addrs, _ := net.DefaultResolver.LookupHost(ctx, name)
		own = append(own, addrs...)
	}
	return own
}
