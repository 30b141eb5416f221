package httpserve

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"time"
)

// A richEntry is a line of the rich listing.
type richEntry struct {
	Name     string     `json:"name"`
	Href     string     `json:"href"`
	Type     string     `json:"type"` // file, directory, symlink or other
	Size     *int64     `json:"size,omitempty"`
	Modified *time.Time `json:"modified,omitempty"`

	dir bool
}

// sendRichListing sends the head of the listing with sizes and dates, and
// returns the page.
func (h *SimpleHTTPRequestHandler) sendRichListing(self simpleHandler, folder string, entries []entry) io.ReadCloser {
	_, rest := cutTarget(h.Path)
	query, _ := url.ParseQuery(strings.TrimPrefix(rest, "?"))
	sortBy, descending := query.Get("sort"), query.Get("order") == "desc"
	lines := make([]richEntry, len(entries))
	for i, e := range entries {
		lines[i] = newRichEntry(e)
	}
	sortRich(lines, sortBy, descending)
	title := decodePath(h.Path)
	var page []byte
	kind := "text/html; charset=utf-8"
	if wantsJSON(h.Headers["Accept"], query.Get("format")) {
		kind = "application/json"
		page, _ = json.MarshalIndent(struct {
			Path    string      `json:"path"`
			Entries []richEntry `json:"entries"`
		}{title, lines}, "", "  ")
		page = append(page, '\n')
	} else {
		page = h.richPage(title, folder == ".", lines, sortBy, descending)
	}
	self.SendResponse(HTTPStatusOK)
	h.SendHeader("Content-type", kind)
	h.SendHeader("Content-Length", len(page))
	h.SendHeader("X-Content-Type-Options", "nosniff")
	h.SendHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.addVary("Accept")
	h.sendExtraResponseHeaders()
	self.EndHeaders()
	return bytesBody{bytes.NewReader(page)}
}

func newRichEntry(e entry) richEntry {
	r := richEntry{Name: e.name, Href: string(appendQuoted(nil, e.name)), Type: "other", dir: e.dir}
	switch {
	case e.link:
		r.Type = "symlink"
	case e.dir:
		r.Type = "directory"
	case e.fs.Type().IsRegular():
		r.Type = "file"
	}
	if strings.Contains(e.name, ":") {
		r.Href = "./" + r.Href
	}
	if e.dir {
		r.Href += "/"
	}
	info, err := e.fs.Info()
	if err != nil {
		return r
	}
	if modified := info.ModTime().UTC().Truncate(time.Second); !modified.IsZero() {
		r.Modified = &modified
	}
	if size := info.Size(); info.Mode()&fs.ModeType == 0 {
		r.Size = &size
	}
	return r
}

// sortRich sorts folders first, then by what the query asks for; what is equal
// stays in the order of names.
func sortRich(lines []richEntry, by string, descending bool) {
	order := func(a, b richEntry) int { return 0 }
	switch by {
	case "size":
		order = func(a, b richEntry) int { return cmp.Compare(sizeOf(a), sizeOf(b)) }
	case "date":
		order = func(a, b richEntry) int { return timeOf(a).Compare(timeOf(b)) }
	default:
		if descending {
			slices.Reverse(lines)
		}
		descending = false
	}
	slices.SortStableFunc(lines, func(a, b richEntry) int {
		if a.dir != b.dir {
			if a.dir {
				return -1
			}
			return 1
		}
		if descending {
			return order(b, a)
		}
		return order(a, b)
	})
}

func sizeOf(r richEntry) int64 {
	if r.Size == nil {
		return -1
	}
	return *r.Size
}

func timeOf(r richEntry) time.Time {
	if r.Modified == nil {
		return time.Time{}
	}
	return *r.Modified
}

// wantsJSON reports whether the client asks for JSON rather than for a page.
func wantsJSON(accept []string, format string) bool {
	if format != "" {
		return format == "json"
	}
	all := strings.Join(accept, ",")
	j, page := strings.Index(all, "application/json"), strings.Index(all, "text/html")
	return j >= 0 && (page < 0 || j < page)
}

const richStyle = `:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.25rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); padding: .35rem .75rem; text-align: left; }
td:first-child { overflow-wrap: anywhere; }
th.n, td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tbody tr:hover { background: color-mix(in srgb, currentColor 6%, transparent); }
a { text-decoration: none; } a:hover { text-decoration: underline; }
form { margin: 1.5rem 0; }
p { opacity: .7; }`

// richPage writes the page. It has no scripts, and every text in it is escaped.
func (h *SimpleHTTPRequestHandler) richPage(title string, top bool, lines []richEntry, sortBy string, descending bool) []byte {
	var b bytes.Buffer
	safe := escapeText.Replace(strings.ToValidUTF8(title, "\uFFFD"))
	fmt.Fprintf(&b, "<!DOCTYPE HTML>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"+
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>\n%s\n</style>\n"+
		"<title>Directory listing for %s</title>\n</head>\n<body>\n<h1>Directory listing for %s</h1>\n", richStyle, safe, safe)
	b.WriteString("<table>\n<thead><tr>")
	column(&b, "name", "Name", "", sortBy, descending)
	column(&b, "size", "Size", ` class="n"`, sortBy, descending)
	column(&b, "date", "Modified", ` class="n"`, sortBy, descending)
	b.WriteString("</tr></thead>\n<tbody>\n")
	if !top {
		b.WriteString("<tr><td><a href=\"../\">../</a></td><td></td><td></td></tr>\n")
	}
	for _, e := range lines {
		writeRichEntry(&b, e)
	}
	b.WriteString("</tbody>\n</table>\n")
	if h.Uploads && h.FS == nil {
		b.WriteString("<form method=\"post\" enctype=\"multipart/form-data\">\n" +
			"<label>Upload: <input type=\"file\" name=\"file\" multiple required></label> <button>Send</button>\n</form>\n")
	}
	entries := "entries"
	if len(lines) == 1 {
		entries = "entry"
	}
	fmt.Fprintf(&b, "<p>%d %s</p>\n</body>\n</html>\n", len(lines), entries)
	return b.Bytes()
}

// column writes a heading, which sorts by its column, and the other way round
// when it does already.
func column(b *bytes.Buffer, key, title, class, sortBy string, descending bool) {
	current := sortBy == key || key == "name" && sortBy != "size" && sortBy != "date"
	order, aria, arrow := "asc", "", ""
	if current {
		aria, arrow = ` aria-sort="ascending"`, " ▲"
		if descending {
			aria, arrow = ` aria-sort="descending"`, " ▼"
		} else {
			order = "desc"
		}
	}
	fmt.Fprintf(b, `<th scope="col"%s%s><a href="?sort=%s&amp;order=%s">%s%s</a></th>`, class, aria, key, order, title, arrow)
}

func writeRichEntry(b *bytes.Buffer, e richEntry) {
	name := escapeText.Replace(strings.ToValidUTF8(e.Name, "\uFFFD"))
	switch {
	case e.Type == "symlink":
		name += "@"
	case e.dir:
		name += "/"
	}
	size, date := "", ""
	if e.Size != nil {
		size = humanSize(*e.Size)
	}
	if e.Modified != nil {
		date = `<time datetime="` + e.Modified.Format(time.RFC3339) + `">` + e.Modified.Format("2006-01-02 15:04") + `</time>`
	}
	fmt.Fprintf(b, "<tr><td><a href=\"%s\">%s</a></td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n", e.Href, name, size, date)
}

// humanSize writes a size with three digits: 1.21 MiB.
func humanSize(n int64) string {
	if n < 1024 {
		return fmt.Sprintf("%d B", n)
	}
	f, unit := float64(n)/1024, 0
	for f >= 999.5 && unit < len("KMGTPE")-1 {
		f /= 1024
		unit++
	}
	digits := 2
	if f >= 99.95 {
		digits = 0
	} else if f >= 9.995 {
		digits = 1
	}
	return fmt.Sprintf("%.*f %ciB", digits, f, "KMGTPE"[unit])
}
