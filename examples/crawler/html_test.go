package main

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestParseHTML(t *testing.T) {
	for _, c := range []struct {
		html, title, base string
		hrefs             []string
	}{
		{html: `<title> A &amp; <b>B</b>
 </title><title>second</title>`, title: "A & <b>B</b>"},
		{html: `<a href="1"><A HREF='2'><a href=3><a	href
=
4 ><a href=5/><a/href=6><a class=x href=7 href=no>`, hrefs: []string{"1", "2", "3", "4", "5/", "6", "7"}},
		{html: `<area href=1><link rel=stylesheet href=no><link rel="prev NEXT" href=2><link href=no><base href=/b/><base href=/c/>`, base: "/b/", hrefs: []string{"1", "2"}},
		{html: `<a rel=nofollow href=no><a rel="noopener NoFollow" href=no><a rel=nofollower href=1>`, hrefs: []string{"1"}},
		{html: `<a><a href><a href=""><abbr href=no><a-b href=no>`, hrefs: []string{"", ""}},
		{html: `<a href="?a=1&amp;b=2"><a href=?a=1&copy=2&lt;><a href="&#x2f;&#47;&nosuch;&;&">`, hrefs: []string{"?a=1&b=2", "?a=1&copy=2<", "//&nosuch;&;&"}},
		// Comments.
		{html: `<!-- <a href=no> --><a href=1><!--><a href=2><!---><a href=3><!-- - -- --!><a href=4><!----><a href=5><!-- <a href=no> -- >`, hrefs: []string{"1", "2", "3", "4", "5"}},
		{html: `<!doctype html><?xml <a href=no?><!<a href=no></<a href=no><a href=1></a href=no>`, hrefs: []string{"1"}},
		// What holds no tags.
		{html: `<script>"<a href=no>" </scripts> </script ><a href=1><STYLE><a href=no></style><textarea><a href=no></TEXTAREA/><a href=2><script><a href=no>`, hrefs: []string{"1", "2"}},
		{html: `<title><a href=no></title><a href=1><plaintext><a href=no>`, title: "<a href=no>", hrefs: []string{"1"}},
		{html: `<script></script <a href=no><a href=1></a <a href=no title=">" href=no><a href=2></title <a href=no>`, hrefs: []string{"1", "2"}},
		// Broken.
		{html: `<a href="1"<a href=2><b <a href=3>< a href=no><1 href=no><<a href=4>`, hrefs: []string{"1", "4"}},
		{html: `<a =href=no href=1><a href==2><a "href"=no><a href="a'b"><a href='a"b'>`, hrefs: []string{"1", "=2", "a'b", `a"b`}},
		{html: `<a href=1><a href="no`, hrefs: []string{"1"}},
		{html: `<a href=1><a href=no`, hrefs: []string{"1"}},
		{html: `<`}, {html: `<!`}, {html: `<!--`}, {html: `<!--->`}, {html: `</`}, {html: `<a`}, {html: `<a `}, {html: `<a href=`}, {html: `<title>`}, {html: "<title></title", title: "</title"},
		// Not UTF-8.
		{html: "<title>caf\xe9</title><a href=\xe9>", title: "café", hrefs: []string{"é"}},
		{html: "\xff\xfe<\x00a\x00 \x00h\x00r\x00e\x00f\x00=\x001\x00>\x00", hrefs: []string{"1"}},
	} {
		d := parseHTML([]byte(c.html), "bot/1")
		want := document{title: c.title, base: c.base, hrefs: c.hrefs}
		if diff := cmp.Diff(want, d, cmp.AllowUnexported(document{})); diff != "" {
			t.Errorf("%q: %s", c.html, diff)
		}
	}
}

func TestMetaRobots(t *testing.T) {
	for html, want := range map[string][2]bool{
		`<meta name=robots content=noindex>`:                {true, false},
		`<meta name=ROBOTS content=" NoFollow , nothing">`:  {false, true},
		`<meta name=robots content=none>`:                   {true, true},
		`<meta name=robots content="index,follow">`:         {false, false},
		`<meta name=mybot content=noindex>`:                 {true, false},
		`<meta name=otherbot content=noindex>`:              {false, false},
		`<meta content=noindex>`:                            {false, false},
		`<!-- <meta name=robots content=none> -->`:          {false, false},
		`<meta name=robots content=max-snippet:1,nofollow>`: {false, true},
	} {
		if d := parseHTML([]byte(html), "MyBot/2.0 (test)"); d.noIndex != want[0] || d.noFollow != want[1] {
			t.Errorf("%s: noindex %v, nofollow %v", html, d.noIndex, d.noFollow)
		}
	}
}

// However broken, a page takes time in proportion to its length.
func TestParseHTMLIsLinear(t *testing.T) {
	for _, piece := range []string{
		"<!-- --!>", "<!-- -->", "<!-- ", "--", "<", "</", "<a ", "<a href=", `<a href="`, "<a b='", "<script>", "<script></", "<title>", "<title></titl",
		"<script></script>", "&amp", "<a href='&amp", "<a href=&&&;>", "<a =", "<a/", "<!", "\xff", "<a a", "<p a=b c=d>",
	} {
		begun := time.Now()
		parseHTML([]byte(strings.Repeat(piece, 1<<20/len(piece))), "bot")
		if d := time.Since(begun); d > 5*time.Second {
			t.Errorf("%q again and again: %v", piece, d)
		}
	}
}

func FuzzParseHTML(f *testing.F) {
	f.Add("<title>t</title><base href=x><a href='1'><!-- --><script></script><meta name=robots content=none>")
	f.Add("<a href=\"&amp;&#1;\" rel=nofollow><area href=http://[::1]/><link rel=next href=//x>\xff")
	f.Fuzz(func(t *testing.T, text string) {
		d := parseHTML([]byte(text), "bot")
		if !utf8.ValidString(d.title) || len(d.title) > maxTitle {
			t.Errorf("title %q", d.title)
		}
		for _, link := range d.resolve("http://example.com/a/b") {
			again, err := resolve("", link)
			if err != nil || again != link || len(link) > maxURL || strings.Contains(link, "#") {
				t.Errorf("link %q, again %q, %v", link, again, err)
			}
		}
	})
}
