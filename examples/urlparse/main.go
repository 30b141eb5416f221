// Urlparse has the counterparts of the chapter's examples for urllib.parse:
//
//	go run ./examples/urlparse
//	go run ./examples/urlparse urlparseattrs
//
// What they print is what the page shows, but for the form of Go's own values: a
// tuple, a list and a dict are an array, a slice and a map here, and there are no
// classes to name.
package main

import "github.com/gobatteries/batteries/examples/internal/menu"

var programs = []menu.Program{
	{Name: "urlparse", Shows: "the six parts of a URL", Run: urlParse},
	{Name: "urlparseattrs", Shows: "the parts one by one, and what the netloc holds", Run: urlParseAttrs},
	{Name: "urlsplit", Shows: "the five parts, with the parameters left in the path", Run: urlSplit},
	{Name: "urldefrag", Shows: "a URL without its fragment", Run: urlDefrag},
	{Name: "geturl", Shows: "parts that become a URL again", Run: getURL},
	{Name: "urlunparse", Shows: "a URL from six strings", Run: urlUnparse},
	{Name: "urlunparseextra", Shows: "empty parts that get lost, and how to keep them", Run: urlUnparseExtra},
	{Name: "urljoin", Shows: "relative references", Run: urlJoin},
	{Name: "urljoin_with_path", Shows: "references with and without a slash in front", Run: urlJoinWithPath},
	{Name: "urlencode", Shows: "a query of fields", Run: urlEncode},
	{Name: "urlencode_doseq", Shows: "a field with several values", Run: urlEncodeDoSeq},
	{Name: "parse_qs", Shows: "the fields of a query", Run: parseQS},
	{Name: "quote", Shows: "what is quoted where", Run: quote},
	{Name: "unquote", Shows: "what was quoted, in the clear", Run: unquote},
}

func main() { menu.Main("urlparse", programs) }
