package urlparse_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
	"github.com/gobatteries/batteries/internal/wtf8"
	"github.com/gobatteries/batteries/urlparse"
)

// TestLive compares all functions with CPython's on random inputs.
func TestLive(t *testing.T) {
	for _, part := range []struct {
		name string
		n    int
		gen  func(*rand.Rand) golden.Call
	}{
		{"split", 40_000, splitCall}, {"join", 20_000, joinCall}, {"unsplit", 10_000, unsplitCall},
		{"query", 15_000, queryCall}, {"quote", 15_000, quoteCall},
	} {
		t.Run(part.name, func(t *testing.T) { live.Compare(t, "urlparse", part.n, part.gen, call) })
	}
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

func schemes() []string {
	var out []string
	for _, table := range [][]string{urlparse.UsesRelative, urlparse.UsesNetloc, urlparse.UsesParams, urlparse.NonHierarchical} {
		out = append(out, table...)
	}
	return out
}

// word returns a short text without delimiters.
func word(r *rand.Rand) string {
	var s string
	for range r.IntN(4) {
		s += pick(r, "a", "b", "c", "X", "1", "é", "%41", ".", "-", "")
	}
	return s
}

func netloc(r *rand.Rand) string {
	host := pick(r, word(r), "h", "Host.com", "[::1]", "[1:2::3%z]", "[v1.x]", "["+word(r)+":"+word(r)+"]", "1.2.3.4", "İΣ", "ΑΣ.Σ", "ẞ")
	return pick(r, "", "", word(r)+"@", word(r)+":"+word(r)+"@") + host + pick(r, "", "", ":", ":80", ":065535", ":65536", ":x", ":"+word(r))
}

var spice = []string{
	":", "/", "//", "?", "#", ";", "@", "[", "]", "..", ".", "%", "&", "=", "+", "é", "\x00", " ", "\t", "\n", "\r", "\\", "\x7f", "\x1f", "\u0085", "\u3000",
	"http:", "http://", "HTTPS", "[::1]", "℀", "：", "／", "Σ", "Σ.", "\u0345", "\xed\xb3\xbf", "\xed\xa0\x80", "😀", "-", ",", "~", "0", "a", "Z",
}

func randomURL(r *rand.Rand) string {
	s := pick(r, "", "", pick(r, schemes()...)+":", "http:", "https:", "x:")
	s += pick(r, "", "//", "//"+netloc(r), "//"+netloc(r))
	for range r.IntN(5) {
		s += pick(r, "/", "/", "/..", "/.", "") + word(r)
	}
	s += pick(r, "", "", ";", ";"+word(r)) + pick(r, "", "", "?", "?"+word(r)) + pick(r, "", "", "#", "#"+word(r))
	for range pick(r, 0, 0, 1, 1, 2, 4) {
		i := r.IntN(len(s) + 1)
		for i > 0 && i < len(s) && s[i]&0xc0 == 0x80 { // not inside a character
			i--
		}
		j := min(len(s), i+r.IntN(3))
		for j < len(s) && s[j]&0xc0 == 0x80 {
			j++
		}
		s = s[:i] + pick(r, "", "", pick(r, spice...)) + s[j:]
	}
	return s
}

// text makes s bytes now and then.
func text(r *rand.Rand, s string) any {
	if r.IntN(5) == 0 {
		if r.IntN(8) != 0 {
			s = strings.Map(func(c rune) rune { return pick(r, c&0x7f, c%0x5f+0x20) }, s)
		}
		return []byte(s)
	}
	return s
}

func splitCall(r *rand.Rand) golden.Call {
	c := golden.Call{Fn: pick(r, "urlsplit", "urlparse", "attributes", "parse_attributes", "port", "defrag", "encode", "netloc_attributes", "netloc_port"), Kw: map[string]any{}}
	s := randomURL(r)
	switch c.Fn {
	case "netloc_attributes", "netloc_port":
		s = netloc(r)
	case "encode":
		c.Args = []any{s, pick(r, "ascii", "utf-8", "latin-1"), pick(r, "strict", "replace")}
		return c
	case "urlsplit", "urlparse", "attributes", "parse_attributes":
		if r.IntN(4) == 0 {
			c.Kw["allow_fragments"] = r.IntN(2) == 0
		}
	}
	c.Args = []any{text(r, s)}
	if r.IntN(4) == 0 && strings.HasPrefix(c.Fn, "url") {
		scheme := pick(r, "", "http", " Ft\np", "x", "é\t")
		c.Kw["scheme"] = scheme
		if _, ok := c.Args[0].([]byte); ok {
			c.Kw["scheme"] = []byte(scheme)
		}
	}
	if !strings.Contains(c.Fn, "netloc") && c.Fn != "port" {
		c.Kw["missing_as_none"] = r.IntN(2) == 0
	}
	return c
}

func joinCall(r *rand.Rand) golden.Call {
	c := golden.Call{Fn: "urljoin", Args: []any{randomURL(r), randomURL(r)}}
	if r.IntN(3) == 0 { // of the same scheme, and with dots
		base := pick(r, "http://h", "", "/", "file:", "http:")
		ref := ""
		for range r.IntN(6) {
			base += pick(r, "/", "/a", "/..", "/.", "//", "b", ";p")
			ref += pick(r, "/", "../", "./", "..", ".", "a", "/b", ";p", "?q", "#f")
		}
		c.Args = []any{base + pick(r, "", "?", "?q", "#f"), ref}
	}
	if r.IntN(5) == 0 {
		c.Kw = map[string]any{"allow_fragments": r.IntN(2) == 0}
	}
	if r.IntN(8) == 0 {
		for i, s := range c.Args {
			c.Args[i] = []byte(strings.ToValidUTF8(strings.ReplaceAll(s.(string), "é", "e"), ""))
		}
	}
	return c
}

func unsplitCall(r *rand.Rand) golden.Call {
	c := golden.Call{Fn: pick(r, "urlunsplit", "urlunparse", "unsplit_result", "unparse_result"), Kw: map[string]any{}}
	if r.IntN(2) == 0 {
		c.Kw["keep_empty"] = r.IntN(2) == 0
	}
	if strings.HasSuffix(c.Fn, "result") {
		c.Args = []any{randomURL(r), r.IntN(2) == 0}
		return c
	}
	component := func() any { return pick[any](r, nil, "", "", word(r), pick(r, spice...)) }
	parts := []any{pick[any](r, nil, "", "http", pick(r, schemes()...)), pick[any](r, nil, "", netloc(r)), pick(r, "", "/", "//", "/a", "a", "///", word(r)), component(), component()}
	if c.Fn == "urlunparse" {
		parts = append(parts, component())
	}
	c.Args = []any{parts}
	return c
}

var encodings = []string{"utf-8", "utf-8", "UTF8", "ascii", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-8-sig", "nonsense"}

var handlers = []string{"strict", "replace", "ignore", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "backslashreplace", "nonsense"}

func addCodec(r *rand.Rand, kw map[string]any) {
	if r.IntN(3) == 0 {
		kw["encoding"] = pick(r, encodings...)
	}
	if r.IntN(3) == 0 {
		kw["errors"] = pick(r, handlers...)
	}
}

func quotedText(r *rand.Rand, n int) string {
	var s []byte
	for range r.IntN(n) {
		s = append(s, pick(r, "%", "%4", "%41", "%c3", "%a9", "%c3%a9", "%E2%82%AC", "%82", "%ff", "%ED%A0%80", "%2F", "%20", "+", " ", "/", "a", "bc", "é", "€", "😀", "~", "%zz", "=", "&", ";", "\x00")...)
		if r.IntN(8) == 0 {
			s = wtf8.AppendRune(s, r.Int32N(pick(r, int32(0x100), 0xe000, 0x110000)))
		}
	}
	return string(s)
}

func queryCall(r *rand.Rand) golden.Call {
	if r.IntN(3) == 0 {
		return formCall(r)
	}
	c := golden.Call{Fn: pick(r, "parse_qsl", "parse_qsl", "parse_qs"), Kw: map[string]any{}}
	var s string
	for range r.IntN(pick(r, 5, 5, 5, 40)) {
		s += pick(r, "&", "&", ";", "") + quotedText(r, 3) + pick(r, "=", "=", "") + quotedText(r, 4)
	}
	c.Args = []any{s}
	if r.IntN(4) == 0 {
		c.Args[0] = []byte(s)
	}
	if r.IntN(3) == 0 {
		c.Kw["keep_blank_values"] = true
	}
	if r.IntN(6) == 0 {
		c.Kw["strict_parsing"] = true
	}
	if r.IntN(6) == 0 {
		c.Kw["separator"] = pick(r, ";", "&", "&&", "%", "=", "")
	}
	if r.IntN(6) == 0 {
		c.Kw["max_num_fields"] = r.Int64N(5)
	}
	addCodec(r, c.Kw)
	return c
}

func formValue(r *rand.Rand, depth int) any {
	switch r.IntN(7) {
	case 0:
		return []byte(quotedText(r, 3))
	case 1:
		return int64(r.IntN(2000) - 1000)
	case 2:
		return pick[any](r, nil, true, false, 0.5, 1e16, r.Float64()*1e18, r.NormFloat64())
	case 3:
		list := []any{}
		for range r.IntN(3) {
			if depth < 2 {
				list = append(list, formValue(r, depth+1))
			}
		}
		return list
	}
	return quotedText(r, 4)
}

func formCall(r *rand.Rand) golden.Call {
	c := golden.Call{Fn: "urlencode", Kw: map[string]any{}}
	pairs := []any{}
	for range r.IntN(4) {
		pairs = append(pairs, golden.Tuple{quotedText(r, 3), formValue(r, 0)})
	}
	c.Args = []any{pairs}
	if r.IntN(2) == 0 {
		c.Kw["doseq"] = true
	}
	if r.IntN(4) == 0 {
		c.Kw["safe"] = pick(r, "/", " ", "é~", "%&=")
	}
	if r.IntN(4) == 0 {
		c.Kw["quote_via"] = pick(r, "quote", "quote_plus")
	}
	addCodec(r, c.Kw)
	return c
}

func quoteCall(r *rand.Rand) golden.Call {
	c := golden.Call{Fn: pick(r, "quote", "quote_plus", "unquote", "unquote_plus", "unquote_to_bytes", "quote_from_bytes", "unwrap"), Kw: map[string]any{}}
	s := quotedText(r, pick(r, 8, 8, 8, 80))
	c.Args = []any{s}
	switch c.Fn {
	case "unwrap":
		c.Args[0] = pick(r, "", " ", "<", "\u2003") + pick(r, "", "URL:", "<", "\x1c") + s + pick(r, "", ">", " ", ">\u0085")
	case "quote", "quote_plus":
		if r.IntN(3) == 0 {
			c.Kw["safe"] = pick(r, "", "/", " ", "+", "é%", "/ ~")
		}
		addCodec(r, c.Kw)
		if r.IntN(4) == 0 {
			c.Args[0] = []byte(s)
		}
	case "quote_from_bytes":
		c.Args[0] = []byte(s)
	case "unquote":
		if r.IntN(4) == 0 {
			c.Args[0] = []byte(s)
		}
		addCodec(r, c.Kw)
	case "unquote_plus":
		addCodec(r, c.Kw)
	}
	return c
}
