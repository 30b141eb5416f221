//go:build !race

package urlparse_test

import (
	"strings"
	"testing"

	"github.com/gobatteries/batteries/urlparse"
)

// Nothing is allocated beyond the result, and nothing at all where the result is
// part of the argument.
func TestAllocs(t *testing.T) {
	long := strings.Repeat("path/", 300)
	pairs := []urlparse.Pair[string]{{"q", "a b"}, {"long", long}}
	buf := make([]byte, 0, 200)
	text, relative := []byte("http://h/a?b#c"), []byte("../d")
	splitText, _ := urlparse.URLSplit(text)
	for name, c := range map[string]struct {
		want float64
		f    func()
	}{
		"URLSplit":           {0, func() { urlparse.URLSplit("https://u:p@example.com:80/a/b?c=d#e") }},
		"URLSplit options":   {0, func() { urlparse.URLSplit("/a", urlparse.Scheme("http"), urlparse.MissingAsNone(true)) }},
		"URLSplit IPv6":      {0, func() { urlparse.URLSplit("https://[::1]:80/a/b") }},
		"URLSplit non-ASCII": {0, func() { urlparse.URLSplit("https://é.com/é") }},
		"URLParse":           {0, func() { urlparse.URLParse("https://example.com/a;b?c") }},
		"attributes": {0, func() {
			r, _ := urlparse.URLSplit("http://u:p@h:80/")
			r.Username()
			r.Password()
			r.Hostname()
			r.Port()
		}},
		"GetURL":             {1, func() { r, _ := urlparse.URLSplit("http://u:p@h:80/a?b#c"); r.GetURL() }},
		"GetURL of a path":   {0, func() { r, _ := urlparse.URLSplit("/a/b"); r.GetURL() }},
		"URLDefrag":          {0, func() { urlparse.URLDefrag("http://h/a?b#c") }},
		"URLJoin":            {1, func() { urlparse.URLJoin("http://a/b/c/d;p?q", "../g;x?y#z") }},
		"URLJoin long":       {1, func() { urlparse.URLJoin("http://a/"+long, "../g") }},
		"URLJoin relative":   {1, func() { urlparse.URLJoin("/a/b/c", "../g") }},
		"URLJoin of others":  {0, func() { urlparse.URLJoin("http://a/b", "mailto:x") }},
		"ParseQSL":           {1, func() { urlparse.ParseQSL("a=1&b=2&c=3") }},
		"ParseQSL escaped":   {2, func() { urlparse.ParseQSL("a=1+2&b=%41&c=3", urlparse.MaxNumFields(9)) }},
		"URLEncode":          {1, func() { urlparse.URLEncode(pairs) }},
		"URLEncode any":      {1, func() { urlparse.URLEncode([]urlparse.Pair[any]{{"a", "b"}, {"c", "d e"}}) }},
		"Quote nothing":      {0, func() { urlparse.Quote("/a/b") }},
		"Quote":              {1, func() { urlparse.Quote("/a b/é") }},
		"Quote safe":         {1, func() { urlparse.Quote("/a b/é", urlparse.Safe("~+")) }},
		"Quote medium":       {1, func() { urlparse.Quote("/a b/ééééééééééééééééééééééééééééééé") }},
		"Quote long":         {1, func() { urlparse.Quote(long + " ") }},
		"Quote long nothing": {0, func() { urlparse.Quote(long) }},
		"QuotePlus":          {1, func() { urlparse.QuotePlus("a b") }},
		"QuoteFromBytes":     {1, func() { urlparse.QuoteFromBytes([]byte("a b\xff")) }},
		"AppendQuote":        {0, func() { urlparse.AppendQuote(buf, "a b/é") }},
		"Unquote nothing":    {0, func() { urlparse.Unquote("/a/b") }},
		"Unquote":            {1, func() { urlparse.Unquote("/a%20b/%c3%a9") }},
		"Unquote long":       {1, func() { urlparse.Unquote(long + "%20") }},
		"UnquotePlus":        {1, func() { urlparse.UnquotePlus("a+b") }},
		"UnquoteToBytes":     {1, func() { urlparse.UnquoteToBytes("a%ff") }},
		"Unwrap":             {0, func() { _ = urlparse.Unwrap(" <URL:http://a> ") }},
		"Normalize nothing":  {0, func() { urlparse.Normalize("http://u@h/a?b") }},
		"URLSplit bytes":     {5, func() { urlparse.URLSplit(text) }},
		"GetURL bytes":       {1, func() { splitText.GetURL() }},
		"URLJoin bytes":      {1, func() { urlparse.URLJoin(text, relative) }},
		"Quote bytes":        {1, func() { urlparse.Quote(text) }},
	} {
		if name == "URLJoin long" || strings.HasSuffix(name, "long") {
			base, text := "http://a/"+long, long+"%20 "
			switch name {
			case "URLJoin long":
				c.f = func() { urlparse.URLJoin(base, "../g") }
			case "Quote long":
				c.f = func() { urlparse.Quote(text) }
			case "Unquote long":
				c.f = func() { urlparse.Unquote(text) }
			}
		}
		if got := testing.AllocsPerRun(200, c.f); got > c.want {
			t.Errorf("%s: %v allocations, want %v", name, got, c.want)
		}
	}
}
