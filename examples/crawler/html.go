package main

import (
	"bytes"
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxHrefs = 10_000 // of a page, before it is known where they lead
	maxTitle = 300    // bytes of a title
)

// A document is what a crawler wants to know of a page of HTML.
type document struct {
	title, base       string
	hrefs             []string
	noIndex, noFollow bool
}

// parseHTML finds the title and the links of a page: those of a, area and
// link rel=next, but not those with rel=nofollow. Comments and scripts are skipped. Like
// a browser it takes any text, and its time is in proportion to the length.
func parseHTML(body []byte, agent string) document {
	text := string(body)
	if !utf8.ValidString(text) {
		text = latin1(body)
	}
	name, _, _ := strings.Cut(strings.ToLower(agent), "/")
	var d document
	titled := false
	for z := (tokenizer{rest: text}); z.next(); {
		switch z.tag {
		case "title":
			if text := z.rawText(); !titled {
				d.title, titled = cleanTitle(text), true
			}
		case "base":
			if href, ok := z.attrs["href"]; ok && d.base == "" {
				d.base = href
			}
		case "meta":
			if who := strings.ToLower(z.attrs["name"]); who == "robots" || who != "" && who == name {
				d.heed(z.attrs["content"])
			}
		case "a", "area", "link":
			href, ok := z.attrs["href"]
			rel := strings.Fields(strings.ToLower(z.attrs["rel"]))
			if ok && (z.tag != "link" || slices.Contains(rel, "next")) && !slices.Contains(rel, "nofollow") && len(d.hrefs) < maxHrefs {
				d.hrefs = append(d.hrefs, href)
			}
		case "script", "style", "textarea", "xmp", "iframe", "noembed", "noframes":
			z.rawText()
		case "plaintext":
			return d
		}
	}
	return d
}

// heed takes the rules of a robots meta element or an X-Robots-Tag header.
func (d *document) heed(rules string) {
	for rule := range strings.SplitSeq(strings.ToLower(rules), ",") {
		switch strings.TrimSpace(rule) {
		case "noindex":
			d.noIndex = true
		case "nofollow":
			d.noFollow = true
		case "none":
			d.noIndex, d.noFollow = true, true
		}
	}
}

// A tokenizer goes through HTML from start tag to start tag.
type tokenizer struct {
	rest  string
	tag   string            // in lower case
	attrs map[string]string // by their names in lower case
}

const space = " \t\n\f\r"

// next goes to the next start tag and reports whether there is one.
func (z *tokenizer) next() bool {
	for {
		i := strings.IndexByte(z.rest, '<')
		if i < 0 || i+1 == len(z.rest) {
			return false
		}
		z.rest = z.rest[i+1:]
		switch name, end := strings.CutPrefix(z.rest, "/"); {
		case startsName(name) && end:
			z.rest = name
			z.readTag() // it may have attributes, which mean nothing
		case startsName(name):
			return z.readTag()
		case strings.HasPrefix(z.rest, "!--"):
			z.comment()
		case end || z.rest[0] == '!' || z.rest[0] == '?':
			_, z.rest, _ = strings.Cut(z.rest, ">")
		}
	}
}

func startsName(s string) bool {
	return s != "" && 'a' <= s[0]|0x20 && s[0]|0x20 <= 'z'
}

// comment skips a comment, of which "!--" is next. Its dashes may be those of its end.
func (z *tokenizer) comment() {
	z.rest = z.rest[len("!--"):]
	if rest, ok := strings.CutPrefix(strings.TrimPrefix(z.rest, "-"), ">"); ok {
		z.rest = rest
		return
	}
	for i := 0; ; i++ {
		j := strings.Index(z.rest[i:], "--")
		if j < 0 {
			z.rest = ""
			return
		}
		i += j
		if rest, ok := strings.CutPrefix(strings.TrimPrefix(z.rest[i+len("--"):], "!"), ">"); ok {
			z.rest = rest
			return
		}
	}
}

// readTag reads a tag, whose name is next, with its attributes. A tag that does not end
// is none.
func (z *tokenizer) readTag() bool {
	z.tag = strings.ToLower(z.until(space + "/>"))
	z.attrs = make(map[string]string)
	for {
		z.rest = strings.TrimLeft(z.rest, space+"/")
		if z.rest == "" {
			return false
		}
		if z.rest[0] == '>' {
			z.rest = z.rest[1:]
			return true
		}
		name, value := z.attribute()
		switch name {
		case "href", "rel", "name", "content":
			if _, twice := z.attrs[name]; !twice {
				z.attrs[name] = value
			}
		}
	}
}

func (z *tokenizer) attribute() (name, value string) {
	first := z.rest[:1] // of a name even if it is "="
	z.rest = z.rest[1:]
	name = strings.ToLower(first + z.until(space+"/>="))
	rest, ok := strings.CutPrefix(strings.TrimLeft(z.rest, space), "=")
	if !ok {
		return name, ""
	}
	z.rest = strings.TrimLeft(rest, space)
	if z.rest != "" && (z.rest[0] == '"' || z.rest[0] == '\'') {
		value, z.rest, _ = strings.Cut(z.rest[1:], z.rest[:1])
	} else {
		value = z.until(space + ">")
	}
	return name, unescape(value)
}

// until returns what comes before the first of some characters.
func (z *tokenizer) until(chars string) string {
	i := strings.IndexAny(z.rest, chars)
	if i < 0 {
		i = len(z.rest)
	}
	s := z.rest[:i]
	z.rest = z.rest[i:]
	return s
}

// rawText returns the text of an element that holds no tags, such as a script, and
// goes on with its end tag.
func (z *tokenizer) rawText() string {
	text := z.rest
	for i := 0; ; {
		j := strings.Index(text[i:], "</")
		if j < 0 {
			z.rest = ""
			return text
		}
		i += j
		end := i + len("</") + len(z.tag)
		if end < len(text) && strings.EqualFold(text[i+len("</"):end], z.tag) && strings.IndexByte(space+"/>", text[end]) >= 0 {
			z.rest = text[i:]
			return text[:i]
		}
		i += len("</")
	}
}

// unescape resolves the character references of an attribute that end in a semicolon;
// in ?a=1&copy=2 there is none.
func unescape(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	var b strings.Builder
	for i, part := range strings.Split(s, "&") {
		switch semicolon := strings.IndexByte(part, ';'); {
		case i == 0:
			b.WriteString(part)
		case semicolon < 0:
			b.WriteString("&" + part)
		default:
			b.WriteString(html.UnescapeString("&" + part[:semicolon+1]))
			b.WriteString(part[semicolon+1:])
		}
	}
	return b.String()
}

// cleanTitle resolves references and takes blanks together.
func cleanTitle(s string) string {
	if len(s) > 8*maxTitle {
		s = s[:8*maxTitle]
	}
	s = strings.Join(strings.Fields(html.UnescapeString(s)), " ")
	if len(s) > maxTitle {
		s = s[:maxTitle]
	}
	return strings.ToValidUTF8(s, "")
}

// latin1 is how a page is read that is not UTF-8. Its tags and most of its links are
// the same in all other encodings that the web knows.
func latin1(body []byte) string {
	if rest, ok := bytes.CutPrefix(body, []byte("\xff\xfe")); ok { // UTF-16
		body = bytes.ReplaceAll(rest, []byte{0}, nil)
	}
	runes := make([]rune, len(body))
	for i, b := range body {
		runes[i] = rune(b)
	}
	return string(runes)
}
