package main

import (
	"fmt"
	"strings"
	"testing"
)

func TestResolve(t *testing.T) {
	for ref, want := range map[string]string{
		"":                            "http://example.com/a/b?q",
		"#top":                        "http://example.com/a/b?q",
		"c#d":                         "http://example.com/a/c",
		"../../../c":                  "http://example.com/c",
		"?x=1":                        "http://example.com/a/b?x=1",
		"//EXAMPLE.org:80":            "http://example.org/",
		"https://example.com:443/%7e": "https://example.com/~",
		" \n/a b\té ":                 "http://example.com/a%20b%C3%A9",
		`/"<>\^{}|` + "`":             "http://example.com/%22%3C%3E%5C%5E%7B%7D%7C%60",
		"/100%":                       "http://example.com/100%25",
		"http://[::1]:8080/":          "http://[::1]:8080/",
		"/" + strings.Repeat("x", maxURL-len("http://example.com/")): "http://example.com/" + strings.Repeat("x", maxURL-len("http://example.com/")),
	} {
		if got, err := resolve("http://example.com/a/b?q", ref); err != nil || got != want {
			t.Errorf("%q: %q, %v, want %q", ref, got, err, want)
		}
	}
	for _, ref := range []string{
		"mailto:me@example.com", "javascript:alert(1)", "data:,x", "ftp://example.com/", "file:///etc/passwd", "tel:1",
		"http://[::1", "http://a:port/", "http://a:99999/", "/\x80", strings.Repeat("x", maxURL+1), "/" + strings.Repeat("é", maxURL/3),
	} {
		if got, err := resolve("http://example.com/", ref); err == nil {
			t.Errorf("%q: %q", ref, got)
		}
	}
	for _, url := range []string{"", "example.com", "/a", "http://", "http:///x"} {
		if got, err := resolve("", url); err == nil {
			t.Errorf("%q: %q", url, got)
		}
	}
}

func TestTrap(t *testing.T) {
	for path, want := range map[string]bool{
		"/":                                   false,
		"/a/b/a/b/a/b":                        false,
		"/a/b/a/b/a/b/a":                      true,
		"//a//b//":                            true,
		"/2026/11/22/?day=22":                 false,
		strings.Repeat("/x/y", 2) + "?x/x/x/": false,
	} {
		if got := trap("http://example.com" + path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
	deep := "http://example.com"
	for i := range maxSegments {
		deep += fmt.Sprint("/", i)
	}
	if !trap(deep) {
		t.Error(deep)
	}
}

func TestManyLinks(t *testing.T) {
	var d document
	for i := range maxHrefs {
		d.hrefs = append(d.hrefs, fmt.Sprint("/", i), fmt.Sprint("/", i))
	}
	if links := d.resolve("http://example.com/"); len(links) != maxLinks {
		t.Errorf("%d links", len(links))
	}
}
