package xmlrpc

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// A ServerHTMLDoc makes the parts of a server's documentation page.
//
// It is Python's [xmlrpc.server.ServerHTMLDoc], the methods that it defines
// itself; of its base, pydoc's HTMLDoc, it has the ones that these need.
//
// [xmlrpc.server.ServerHTMLDoc]: https://docs.python.org/3.15/library/xmlrpc.server.html
type ServerHTMLDoc struct{}

// A DocObject is what the page says of a method.
type DocObject struct {
	ArgSpec string // "(a, b=1)"; "(...)" if empty
	Doc     string
}

// Escape returns text with &, < and > as references.
func (ServerHTMLDoc) Escape(text string) string { return Escape(text) }

// Preformat returns text in HTML that keeps its blanks, tabs and line ends.
func (ServerHTMLDoc) Preformat(text string) string {
	text = Escape(expandTabs(text))
	for range 2 { // an empty line gets a blank, so that it's as high as the others
		text = strings.ReplaceAll(text, "\n\n", "\n \n")
	}
	text = strings.ReplaceAll(text, " ", "&nbsp;")
	return strings.ReplaceAll(text, "\n", "<br>\n")
}

// expandTabs is Python's str.expandtabs.
func expandTabs(text string) string {
	const width = 8
	if !strings.Contains(text, "\t") {
		return text
	}
	var b strings.Builder
	col := 0
	for _, r := range text {
		switch r {
		case '\t':
			n := width - col%width
			b.WriteString(strings.Repeat(" ", n))
			col += n
			continue
		case '\n', '\r':
			col = -1
		}
		b.WriteRune(r)
		col++
	}
	return b.String()
}

// Markup returns text in HTML, by escape (by default [ServerHTMLDoc.Escape]),
// with links for URLs, RFCs and PEPs, and for names before a parenthesis that
// methods, funcs or classes have an address of.
func (d ServerHTMLDoc) Markup(text string, escape func(string) string, funcs, classes, methods map[string]string) string {
	if escape == nil {
		escape = d.Escape
	}
	var b strings.Builder
	rs := []rune(text)
	here := 0
	for i := 0; i < len(rs); {
		m, ok := matchMarkup(rs, i)
		if !ok {
			i++
			continue
		}
		b.WriteString(escape(string(rs[here:i])))
		b.WriteString(m.html(rs, escape, methods, funcs, classes))
		i = m.end
		here = i
	}
	b.WriteString(escape(string(rs[here:])))
	return b.String()
}

// A markup is something in a text that Markup treats in its own way.
type markup struct {
	kind       markupKind
	start, end int
	number     string // of an RFC or a PEP
	name       int    // where the name starts, behind "self."
}

type markupKind uint8

const (
	markupURL markupKind = iota
	markupRFC
	markupPEP
	markupSelf
	markupName
)

func isWordRune(rs []rune, i int) bool {
	return i >= 0 && i < len(rs) && (rs[i] == '_' || unicode.IsLetter(rs[i]) || unicode.IsNumber(rs[i]))
}

// isEdge reports whether a word begins or ends before rs[i].
func isEdge(rs []rune, i int) bool { return isWordRune(rs, i-1) != isWordRune(rs, i) }

func matchMarkup(rs []rune, i int) (markup, bool) {
	if !isEdge(rs, i) {
		return markup{}, false
	}
	if end := matchURL(rs, i); end > 0 {
		return markup{kind: markupURL, start: i, end: end}, true
	}
	for _, x := range []struct {
		kind markupKind
		name string
	}{{markupRFC, "RFC"}, {markupPEP, "PEP"}} {
		if digits, end := matchNumber(rs, i, x.name); end > 0 {
			return markup{kind: x.kind, start: i, end: end, number: digits}, true
		}
	}
	const self = "self."
	if hasPrefix(rs, i, self) {
		if end := matchName(rs, i+len(self)); end > 0 {
			return markup{kind: markupSelf, start: i, end: end, name: i + len(self)}, true
		}
	}
	if end := matchName(rs, i); end > 0 {
		return markup{kind: markupName, start: i, end: end, name: i}, true
	}
	return markup{}, false
}

func hasPrefix(rs []rune, i int, prefix string) bool {
	return i+len(prefix) <= len(rs) && string(rs[i:i+len(prefix)]) == prefix
}

// matchURL returns the end of the URL at i, or 0: up to the last letter, digit
// or slash of the word where a word begins or ends.
func matchURL(rs []rune, i int) int {
	for _, scheme := range []string{"http://", "https://", "ftp://"} {
		if !hasPrefix(rs, i, scheme) {
			continue
		}
		start := i + len(scheme)
		end := start
		for end < len(rs) && !unicode.IsSpace(rs[end]) {
			end++
		}
		for ; end >= start+2; end-- {
			if (isWordRune(rs, end-1) || rs[end-1] == '/') && isEdge(rs, end) {
				return end
			}
		}
	}
	return 0
}

// matchNumber matches "RFC 822", "RFC-822" and "RFC822".
func matchNumber(rs []rune, i int, name string) (digits string, end int) {
	if !hasPrefix(rs, i, name) {
		return "", 0
	}
	start := i + len(name)
	if start < len(rs) && (rs[start] == ' ' || rs[start] == '-') {
		start++
	}
	end = start
	for end < len(rs) && digitValue(rs[end]) >= 0 {
		digits += string('0' + digitValue(rs[end]))
		end++
	}
	if end == start || !isEdge(rs, end) {
		return "", 0
	}
	return digits, end
}

// matchName returns the end of the dotted name at i, or 0.
func matchName(rs []rune, i int) int {
	end := i
	for isWordRune(rs, end) || end < len(rs) && rs[end] == '.' {
		end++
	}
	for ; end > i; end-- {
		if isEdge(rs, end) {
			return end
		}
	}
	return 0
}

func (m *markup) html(rs []rune, escape func(string) string, links ...map[string]string) string {
	all := string(rs[m.start:m.end])
	shown := strings.ReplaceAll(escape(all), `"`, "&quot;")
	link := func(url string) string { return `<a href="` + url + `">` + shown + "</a>" }
	number := strings.TrimLeft(m.number, "0")
	switch m.kind {
	case markupURL:
		return link(shown)
	case markupRFC:
		if number == "" {
			number = "0"
		}
		return link("https://www.rfc-editor.org/rfc/rfc" + number + ".txt")
	case markupPEP:
		return link("https://peps.python.org/pep-" + strings.Repeat("0", max(0, 4-len(number))) + number + "/")
	}
	name := string(rs[m.name:m.end])
	if m.end < len(rs) && rs[m.end] == '(' {
		return nameLink(name, links...)
	}
	if m.kind == markupSelf {
		return "self.<strong>" + name + "</strong>"
	}
	return name
}

func nameLink(name string, links ...map[string]string) string {
	for _, l := range links {
		if url, ok := l[name]; ok {
			return `<a href="` + url + `">` + name + "</a>"
		}
	}
	return name
}

// DocRoutine returns the entry of a method. Unlike Python's, it escapes the
// signature, and quotation marks in the name.
func (d ServerHTMLDoc) DocRoutine(object DocObject, name string, funcs, classes, methods map[string]string) string {
	argSpec := object.ArgSpec
	if argSpec == "" {
		argSpec = "(...)"
	}
	anchor := strings.ReplaceAll(Escape(name), `"`, "&quot;")
	entry := `<a name="-` + anchor + `"><strong>` + Escape(name) + "</strong></a>" + Escape(argSpec)
	doc := d.Markup(object.Doc, d.Preformat, funcs, classes, methods)
	if doc != "" {
		doc = "<dd><tt>" + doc + "</tt></dd>"
	}
	return "<dl><dt>" + entry + "</dt>" + doc + "</dl>\n"
}

// DocServer returns the body of the page.
func (d ServerHTMLDoc) DocServer(serverName, packageDocumentation string, methods map[string]DocObject) string {
	links := make(map[string]string, len(methods))
	for name := range methods {
		links[name] = "#-" + name
	}
	doc := d.Markup(packageDocumentation, d.Preformat, links, nil, nil)
	if doc != "" {
		doc = "<tt>" + doc + "</tt>"
	}
	var entries strings.Builder
	for _, name := range slices.Sorted(maps.Keys(methods)) {
		entries.WriteString(d.DocRoutine(methods[name], name, links, nil, nil))
	}
	return fmt.Sprintf(pageBody, Escape(serverName), doc, entries.String())
}

const pageBody = `
<table class="heading">
<tr class="heading-text decor">
<td class="title">&nbsp;<br><big><big><strong>%s</strong></big></big></td>
<td class="extra">&nbsp;</td></tr></table>
    <p>%s</p>
<p>
<table class="section">
<tr class="decor functions-decor heading-text">
<td class="section-title" colspan=3>&nbsp;<br><strong class="bigsection">Methods</strong></td></tr>
    
<tr><td class="decor functions-decor"><span class="code">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;</span></td><td>&nbsp;</td>
<td class="singlecolumn">%s</td></tr></table>`

// Page returns a page of a title and contents, both HTML.
func (ServerHTMLDoc) Page(title, contents string) string {
	return `<!DOCTYPE>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Python: ` + title + `</title>
<link rel="stylesheet" type="text/css" href="/pydoc.css"></head><body>` + contents + `</body></html>`
}

// styleSheet is what /pydoc.css answers.
var styleSheet = "/*\n    CSS file for pydoc.\n\n    Contents of this file are subject to change without notice.\n\n*/\n" +
	rule("body", "background-color: #f0f0f8") +
	rule("table.heading tr", "background-color: #7799ee") +
	rule(".decor", "color: #ffffff") +
	rule(".title-decor", "background-color: #ffc8d8", "color: #000000") +
	rule(".pkg-content-decor", "background-color: #aa55cc") +
	rule(".index-decor", "background-color: #ee77aa") +
	rule(".functions-decor", "background-color: #eeaa77") +
	rule(".data-decor", "background-color: #55aa55") +
	rule(".author-decor", "background-color: #7799ee") +
	rule(".credits-decor", "background-color: #7799ee") +
	rule(".error-decor", "background-color: #bb0000") +
	rule(".grey", "color: #909090") +
	rule(".white", "color: #ffffff") +
	rule(".repr", "color: #c040c0") +
	rule("table.heading tr td.title", "vertical-align: bottom") +
	rule("table.heading tr td.extra", "vertical-align: bottom", "text-align: right") +
	rule(".heading-text", "font-family: helvetica, arial") +
	rule(".bigsection", "font-size: larger") +
	rule(".title", "font-size: x-large") +
	rule(".code", "font-family: monospace") +
	rule("table", "width: 100%", "border-spacing : 0", "border-collapse : collapse", "border: 0") +
	rule("td", "padding: 2") +
	rule("td.section-title", "vertical-align: bottom") +
	rule("td.multicolumn", "width: 25%", "vertical-align: bottom") +
	rule("td.singlecolumn", "width: 100%")

func rule(selector string, declarations ...string) string {
	s := "\n" + selector + " {\n"
	for _, d := range declarations {
		s += "    " + d + ";\n"
	}
	return s + "}\n"
}

func htmlEscapeTitle(title string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#x27;").Replace(title)
}
