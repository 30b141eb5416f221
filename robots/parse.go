package robots

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyint"
	"github.com/gobatteries/batteries/internal/pystr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

// A file is what was read of a robots.txt. It does not change any more.
type file struct {
	mode     Mode
	entries  []*Entry
	groups   map[string]*group // by agent name in lower case
	names    []string          // of groups, in order of appearance
	sitemaps []string
}

// A reader takes the lines of a robots.txt one after another.
type reader struct {
	file
	state   state
	current *Entry
	lines   []*RuleLine // of the current group
	rules   []RuleLine  // room for rules, a block at a time
	used    int         // of rules
	arena   arena       // of their paths
}

// A state says what the reader has seen of the current group.
type state int

const (
	noGroup  state = iota
	inAgents       // User-agent lines alone
	inRules        // and something that belongs to them
)

// line takes one line; no is its number, from 1.
func (p *reader) line(no int, line string) {
	if p.mode == Google && len(line) > maxGoogleLine {
		line = line[:maxGoogleLine]
	}
	if i := strings.IndexByte(line, '#'); i >= 0 {
		line = line[:i]
	}
	key, value, ok := p.cut(line)
	if !ok {
		return
	}
	switch f := p.field(key); f {
	case fieldUserAgent:
		if p.state != inAgents {
			p.endGroup()
			p.current, p.state = new(Entry), inAgents
		}
		p.current.UserAgents = append(p.current.UserAgents, value)
	case fieldDisallow:
		p.rule(no, value, false)
	case fieldAllow:
		p.rule(no, value, true)
	case fieldCrawlDelay, fieldRequestRate:
		if p.state == noGroup {
			return
		}
		if p.mode == CPython { // for others these are no rules, and end no list of agents
			p.state = inRules
		}
		if f == fieldCrawlDelay {
			p.crawlDelay(value)
		} else {
			p.requestRate(value)
		}
	case fieldSitemap:
		// It belongs to no group, and ends none.
		p.sitemaps = append(p.sitemaps, value)
	}
}

func (p *reader) rule(no int, path string, allowance bool) {
	if p.state == noGroup {
		return
	}
	p.state = inRules
	if p.used == len(p.rules) {
		p.rules, p.used = make([]RuleLine, min(max(firstBlock, 2*p.used), lastBlock)), 0
	}
	r := &p.rules[p.used]
	if !p.mode.set(r, path, allowance, &p.arena) {
		*r = RuleLine{}
		return
	}
	r.Line = no
	p.used++
	p.lines = append(p.lines, r)
	if allowance && p.mode == Google {
		if folder, ok := indexFolder(path); ok {
			p.rule(no, folder, true)
		}
	}
}

const (
	firstBlock = 8
	lastBlock  = 128
)

// cut takes a line apart.
func (p *reader) cut(line string) (key, value string, ok bool) {
	colon := strings.IndexByte(line, ':')
	if colon < 0 {
		if p.mode == Google {
			if words := strings.FieldsFunc(line, pystr.IsSpace); len(words) == 2 {
				return words[0], words[1], true
			}
		}
		return "", "", false
	}
	key, value = line[:colon], line[colon+1:]
	for value != "" && value[0] == ' ' {
		value = value[1:] // as nearly all values have it
	}
	return pystr.Strip(key), pystr.Strip(value), true
}

// field finds the field of a name.
func (p *reader) field(name string) fieldName {
	f := field(name)
	if f == fieldOther && p.mode == Google {
		f = misspelt[strings.ToLower(name)]
	}
	return f
}

func (p *reader) crawlDelay(value string) {
	e := p.current
	if n, ok := number(value); ok {
		e.Delay = &n
		e.delay, e.hasDelay = seconds(float64(n)), true
	} else if f, ok := fraction(value); ok {
		e.delay, e.hasDelay = seconds(f), true
	}
}

func (p *reader) requestRate(value string) {
	requests, secs, ok := strings.Cut(value, "/")
	n, ok1 := number(pystr.Strip(requests))
	m, ok2 := number(pystr.Strip(secs))
	if ok && ok1 && ok2 {
		p.current.ReqRate = &RequestRate{n, m}
	}
}

// endGroup files the group that was read.
func (p *reader) endGroup() {
	if p.state != noGroup {
		p.current.RuleLines = append([]*RuleLine(nil), p.lines...)
		p.lines = p.lines[:0]
		p.entries = append(p.entries, p.current)
		p.file.add(p.mode, p.current)
	}
	p.state = noGroup
}

type fieldName int

const (
	fieldOther fieldName = iota
	fieldUserAgent
	fieldDisallow
	fieldAllow
	fieldCrawlDelay
	fieldRequestRate
	fieldSitemap
)

var fields = map[string]fieldName{
	"user-agent":   fieldUserAgent,
	"disallow":     fieldDisallow,
	"allow":        fieldAllow,
	"crawl-delay":  fieldCrawlDelay,
	"request-rate": fieldRequestRate,
	"sitemap":      fieldSitemap,
}

// field finds a field by its name in any case.
func field(name string) fieldName {
	// The usual spellings need no copy.
	switch name {
	case "Disallow", "disallow":
		return fieldDisallow
	case "Allow", "allow":
		return fieldAllow
	case "User-agent", "User-Agent", "user-agent":
		return fieldUserAgent
	}
	if len(name) > 40 {
		return fieldOther
	}
	return fields[pystr.Lower(name)]
}

// maxGoogleLine is what Google's parser reads of a line, in bytes.
const maxGoogleLine = 8*2083 - 1

// misspelt are the names that Google's parser understands besides.
var misspelt = map[string]fieldName{
	"useragent":  fieldUserAgent,
	"user agent": fieldUserAgent,
	"dissallow":  fieldDisallow,
	"dissalow":   fieldDisallow,
	"disalow":    fieldDisallow,
	"diasllow":   fieldDisallow,
	"disallaw":   fieldDisallow,
	"site-map":   fieldSitemap,
}

// number reads decimal digits of any script, as str.isdigit and int do. What is
// beyond the range of an int counts as its largest.
func number(s string) (int, bool) {
	n := 0
	if s == "" {
		return 0, false
	}
	for s != "" {
		r, w := utf8.DecodeRuneInString(s)
		d := pyint.Decimal(r)
		if d < 0 {
			return 0, false
		}
		if n > (math.MaxInt-d)/10 {
			n = math.MaxInt
		} else {
			n = n*10 + d
		}
		s = s[w:]
	}
	return n, true
}

// fraction reads digits with a point, which Python takes for no number.
func fraction(s string) (float64, bool) {
	for i := range len(s) {
		if c := s[i]; c != '.' && (c < '0' || c > '9') {
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil
}

// seconds converts, up to the largest Duration.
func seconds(f float64) time.Duration {
	if f >= math.MaxInt64/float64(time.Second) {
		return math.MaxInt64
	}
	return time.Duration(f * float64(time.Second))
}

// splitLines cuts text where Python's str.splitlines does, and yields the lines
// without their ends.
func splitLines(text string, yield func(string)) {
	if onlyNewlines(text) {
		for text != "" {
			line := text
			if i := strings.IndexByte(text, '\n'); i >= 0 {
				line, text = text[:i], text[i+1:]
			} else {
				text = ""
			}
			yield(strings.TrimSuffix(line, "\r"))
		}
		return
	}
	splitAnyLines(text, yield)
}

// onlyNewlines reports whether all lines of text end in LF or CRLF, as nearly all
// files' do. It takes a few passes over the text, which are fast.
func onlyNewlines(text string) bool {
	for _, end := range [...]string{"\v", "\f", "\x1c", "\x1d", "\x1e", "\u0085", "\u2028", "\u2029"} {
		if strings.Contains(text, end) {
			return false
		}
	}
	return strings.Count(text, "\r") == strings.Count(text, "\r\n")
}

// splitAnyLines is splitLines for any text.
func splitAnyLines(text string, yield func(string)) {
	start := 0
	for i := 0; i < len(text); {
		r, n := wtf8.DecodeRuneInString(text[i:])
		if !isLineEnd(r) {
			i += n
			continue
		}
		yield(text[start:i])
		if r == '\r' && i+1 < len(text) && text[i+1] == '\n' {
			n = 2
		}
		i += n
		start = i
	}
	if start < len(text) {
		yield(text[start:])
	}
}

func isLineEnd(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}
