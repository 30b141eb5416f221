package urlparse

import (
	"net/url"
	"strings"
)

// FromURL splits a URL of package net/url as [URLSplit] does its text, with
// [MissingAsNone] so that nothing of it is lost. A path //x without a host, which
// in that text would be one, stays a path.
func FromURL(u *url.URL) (SplitResult, error) {
	text := u.String()
	if path := u.EscapedPath(); u.Host == "" && u.User == nil && u.Opaque == "" && strings.HasPrefix(path, "//") {
		switch {
		case u.Scheme == "" && !strings.HasPrefix(path, "///"):
			text = "//" + text
		case u.OmitHost:
			whole := *u
			whole.OmitHost = false
			text = whole.String()
		}
	}
	return URLSplit(text, MissingAsNone(true))
}

// NetURL returns the URL as package net/url reads it. The error is url.Parse's,
// which refuses more than [URLSplit]: bad escapes, spaces in the host and so on.
func (r SplitResultOf[T]) NetURL() (*url.URL, error) { return url.Parse(string(r.GetURL())) }

// NetURL is like [SplitResultOf.NetURL].
func (r ParseResultOf[T]) NetURL() (*url.URL, error) { return url.Parse(string(r.GetURL())) }
