package main

import (
	"errors"
	"strings"

	"github.com/gobatteries/batteries/urlparse"
)

const (
	maxURL      = 2000 // bytes of a URL
	maxLinks    = 2000 // of a page
	maxSegments = 30   // of a path
	maxRepeats  = 3    // how often a segment may stand in a path
)

// resolve returns the URL that a reference in a page means: whole, in normal form and
// without a fragment. It has to be of http or https.
func resolve(base, ref string) (string, error) {
	if len(ref) > maxURL {
		return "", errors.New("the URL is too long")
	}
	url, err := urlparse.URLJoin(base, strings.TrimSpace(ref))
	if err != nil {
		return "", err
	}
	bare, err := urlparse.URLDefrag(url)
	if err != nil {
		return "", err
	}
	// As browsers do: what a URL can't hold is quoted, what it holds stays.
	quoted, err := urlparse.Quote(bare.URL, urlparse.Safe("%/:=&?~#+!$,;'@()*[]"))
	if err != nil {
		return "", err
	}
	url, err = urlparse.Normalize(quoted)
	if err != nil {
		return "", err
	}
	switch u, err := urlparse.URLSplit(url); {
	case err != nil:
		return "", err
	case u.Scheme != "http" && u.Scheme != "https" || u.Netloc == "":
		return "", errors.New("not a URL of http or https: " + url)
	case len(url) > maxURL:
		return "", errors.New("the URL is too long")
	}
	return url, nil
}

// host returns the host of a URL in normal form, with a port that is not the usual one.
func host(url string) string {
	u, _ := urlparse.URLSplit(url) // resolve has split it before
	return u.Netloc
}

// trap reports whether a URL looks like one of those that some sites make without end,
// by links that are relative to the wrong place: /a/b/a/b/a/b/a/b/.
func trap(url string) bool {
	u, err := urlparse.URLSplit(url)
	if err != nil {
		return true
	}
	segments := strings.Split(u.Path, "/")
	seen := make(map[string]int)
	for _, s := range segments[1:] {
		if seen[s]++; seen[s] > maxRepeats {
			return true
		}
	}
	return len(segments) > maxSegments
}

// resolve returns the links of a document, each once.
func (d *document) resolve(url string) []string {
	if d.noFollow {
		return nil
	}
	base := url
	if b, err := resolve(url, d.base); err == nil && d.base != "" {
		base = b
	}
	var links []string
	seen := make(map[string]bool)
	for _, href := range d.hrefs {
		link, err := resolve(base, href)
		if err != nil || seen[link] {
			continue
		}
		if len(links) == maxLinks {
			break
		}
		seen[link] = true
		links = append(links, link)
	}
	return links
}
