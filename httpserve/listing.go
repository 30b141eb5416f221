package httpserve

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/wtf8"
)

// ListDirectory sends the head for a listing of the folder, and returns the
// page; nil after an error. The entries are sorted, in time n log n. See
// [SimpleHTTPRequestHandler.list_directory].
//
// [SimpleHTTPRequestHandler.list_directory]: https://docs.python.org/3.15/library/http.server.html#http.server.SimpleHTTPRequestHandler
func (h *SimpleHTTPRequestHandler) ListDirectory(path string) io.ReadCloser {
	self := h.self.(simpleHandler)
	rel, ok := h.relative(path)
	var entries []entry
	var err error
	if ok {
		entries, err = h.class.files.list(rel, h.RichListing)
	}
	if !ok || err != nil {
		self.SendError(HTTPStatusNotFound, Message("No permission to list directory"))
		return nil
	}
	if h.RichListing {
		return h.sendRichListing(self, rel, entries)
	}
	page := appendListing(nil, decodePath(h.Path), entries)
	self.SendResponse(HTTPStatusOK)
	h.SendHeader("Content-type", "text/html; charset=utf-8")
	h.SendHeader("Content-Length", len(page))
	h.SendHeader("X-Content-Type-Options", "nosniff")
	h.sendExtraResponseHeaders()
	self.EndHeaders()
	return bytesBody{bytes.NewReader(page)}
}

// An entry is a line of a listing.
type entry struct {
	name string
	key  string // that it is sorted by
	dir  bool   // a folder, or a link to one
	link bool   // a symbolic link
	fs   fs.DirEntry
}

// list reads a folder in Python's order: by the lower-cased name, then as the
// system has them. Only with details may the entries' Info be asked for.
func (t *fileTree) list(name string, details bool) ([]entry, error) {
	f, err := t.openFolder(name, details)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d, ok := f.(fs.ReadDirFile)
	if !ok {
		return nil, errNotRegular
	}
	found, err := d.ReadDir(-1)
	if err != nil {
		return nil, err
	}
	entries := make([]entry, len(found))
	for i, e := range found {
		entries[i] = entry{name: e.Name(), key: sortKey(e.Name()), dir: e.IsDir(), fs: e}
		if e.Type()&fs.ModeSymlink != 0 {
			entries[i].link = true
			entries[i].dir = t.isDir(joinName(name, e.Name()))
		}
	}
	return sortEntries(entries), nil
}

// sortEntries sorts by key; what is equal keeps its order. It sorts numbers,
// which move more quickly than entries.
func sortEntries(entries []entry) []entry {
	order := make([]int32, len(entries))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		if c := strings.Compare(entries[i].key, entries[j].key); c != 0 {
			return c
		}
		return cmp.Compare(i, j)
	})
	sorted := make([]entry, len(entries))
	for to, from := range order {
		sorted[to] = entries[from]
	}
	return sorted
}

// openFolder opens a folder for listing.
func (t *fileTree) openFolder(name string, details bool) (fs.File, error) {
	if t.fsys == nil && !t.slow && !details {
		top, err := t.current()
		if err != nil {
			return nil, err
		}
		if f, err := top.openFolderQuick(name, t.follow); err != errNoQuickOpen {
			return f, err
		}
	}
	return t.openAny(name)
}

func joinName(folder, name string) string {
	if folder == "." {
		return name
	}
	return folder + "/" + name
}

const (
	listingHead = `<!DOCTYPE HTML>
<html lang="en">
<head>
<meta charset="utf-8">
<style type="text/css">
:root {
color-scheme: light dark;
}
</style>
<title>Directory listing for `
	listingTitleEnd = "</title>\n</head>\n<body>\n<h1>Directory listing for "
	listingStart    = "</h1>\n<hr>\n<ul>\n"
	listingEnd      = "</ul>\n<hr>\n</body>\n</html>\n"
)

// appendListing appends CPython's page.
func appendListing(dst []byte, title string, entries []entry) []byte {
	size := len(listingHead) + len(listingTitleEnd) + len(listingStart) + len(listingEnd)
	for i := range entries {
		size += len(`<li><a href="/">@</a></li>`) + 1 + 3*len(entries[i].name)
	}
	dst = slices.Grow(dst, size)
	title = escapeHTML(noSurrogates(title))
	dst = append(dst, listingHead...)
	dst = append(dst, title...)
	dst = append(dst, listingTitleEnd...)
	dst = append(dst, title...)
	dst = append(dst, listingStart...)
	for i := range entries {
		e := &entries[i]
		dst = append(dst, `<li><a href="`...)
		dst = appendQuoted(dst, e.name)
		if e.dir {
			dst = append(dst, '/')
		}
		dst = append(dst, `">`...)
		dst = appendEscaped(dst, e.name)
		switch {
		case e.link:
			dst = append(dst, '@')
		case e.dir:
			dst = append(dst, '/')
		}
		dst = append(dst, "</a></li>\n"...)
	}
	return append(dst, listingEnd...)
}

// noSurrogates writes a question mark for each surrogate that is left in a
// decoded path. It stands for no byte, so that UTF-8 has no form for it.
func noSurrogates(s string) string {
	if !strings.Contains(s, "\xED") {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if wtf8.SurrogateAt(s, i) {
			out = append(out, '?')
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return string(out)
}

// appendEscaped appends html.escape(s, quote=False).
func appendEscaped(dst []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; c {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// appendQuoted appends quote(name, errors='surrogatepass'): a byte that is not
// UTF-8 is written as the surrogate that Python has for it.
func appendQuoted(dst []byte, name string) []byte {
	const hex = "0123456789ABCDEF"
	for i := 0; i < len(name); {
		c := name[i]
		if c < utf8.RuneSelf {
			if c == '/' || unreserved(c) {
				dst = append(dst, c)
			} else {
				dst = append(dst, '%', hex[c>>4], hex[c&15])
			}
			i++
			continue
		}
		r, n := decodeName(name[i:])
		var buf [4]byte
		for _, c := range wtf8.AppendRune(buf[:0], r) {
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		}
		i += n
	}
	return dst
}

// decodeName returns the first character of a file's name as os.fsdecode does: a
// byte that is not UTF-8 becomes a surrogate.
func decodeName(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 {
		r = 0xDC00 + rune(s[0])
	}
	return r, n
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		c == '_' || c == '.' || c == '-' || c == '~'
}

// sortKey returns a string whose bytes compare as Python compares the
// lower-cased name.
func sortKey(name string) string {
	for i := range len(name) {
		if c := name[i]; c >= utf8.RuneSelf {
			return lowerKey(name)
		}
	}
	return strings.ToLower(name)
}

// lowerKey is str.lower for names outside ASCII, with the two letters that have
// rules of their own. Bytes that are not UTF-8 become surrogates, which is where
// they are sorted.
func lowerKey(name string) string {
	var runes []rune
	for i := 0; i < len(name); {
		r, n := decodeName(name[i:])
		runes = append(runes, r)
		i += n
	}
	out := make([]byte, 0, len(name)+8)
	for i, r := range runes {
		switch r {
		case 'İ':
			out = append(out, "i̇"...)
		case 'Σ':
			if finalSigma(runes, i) {
				out = append(out, "ς"...)
			} else {
				out = append(out, "σ"...)
			}
		default:
			out = wtf8.AppendRune(out, unicode.ToLower(r))
		}
	}
	return string(out)
}

// finalSigma reports whether the sigma ends a word: a letter with case before it
// and none after, marks aside (Unicode, section 3.13).
func finalSigma(runes []rune, i int) bool {
	before := i - 1
	for before >= 0 && caseIgnorable(runes[before]) {
		before--
	}
	after := i + 1
	for after < len(runes) && caseIgnorable(runes[after]) {
		after++
	}
	return before >= 0 && cased(runes[before]) && (after == len(runes) || !cased(runes[after]))
}

func cased(r rune) bool {
	return unicode.IsUpper(r) || unicode.IsLower(r) || unicode.IsTitle(r) ||
		unicode.In(r, unicode.Other_Lowercase, unicode.Other_Uppercase)
}

func caseIgnorable(r rune) bool {
	switch r {
	case '\'', '.', ':', '^', '`', '¨', '\u00AD', '¯', '´', '·', '¸', '\u2018', '\u2019', '\u2024', '\u2027':
		return true
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk)
}
