package urlparse

import "net/url"

// FromURL splits a URL of package net/url as [URLSplit] does its text, with
// [MissingAsNone] so that nothing of it is lost.
func FromURL(u *url.URL) (SplitResult, error) {
	return URLSplit(u.String(), MissingAsNone(true))
}

// NetURL returns the URL as package net/url reads it. The error is url.Parse's,
// which refuses more than [URLSplit]: bad escapes, spaces in the host and so on.
func (r SplitResultOf[T]) NetURL() (*url.URL, error) { return url.Parse(string(r.GetURL())) }

// NetURL is like [SplitResultOf.NetURL].
func (r ParseResultOf[T]) NetURL() (*url.URL, error) { return url.Parse(string(r.GetURL())) }
