package robots

import (
	"strings"
	"sync/atomic"
	"time"

	"github.com/gobatteries/batteries/urlparse"
)

// A RobotFileParser reads a robots.txt and answers questions about it.
//
// It is safe for concurrent use: a question that is asked while another goroutine
// reads the file anew is answered from the old one or the new one.
//
// It mirrors [urllib.robotparser.RobotFileParser].
//
// [urllib.robotparser.RobotFileParser]: https://docs.python.org/3.15/library/urllib.robotparser.html#urllib.robotparser.RobotFileParser
type RobotFileParser struct {
	options options
	state   atomic.Pointer[snapshot]
}

// A snapshot is all that a RobotFileParser knows at one time. It is replaced, not
// changed.
type snapshot struct {
	url, host, path string
	origin          string // what of url stands before path; empty if that is unusual
	allowAll        bool
	disallowAll     bool
	lastChecked     time.Time // zero: never
	fixed           answer    // to all questions, from the three above, or ask
	file            *file
	last            *atomic.Pointer[lastAgent] // of file
}

// A lastAgent is the group that was found for an agent, since most callers ask
// for one agent all the time.
type lastAgent struct {
	agent string
	group *group // nil if none is meant for it
	entry *Entry // of group
	index *index // of entry
}

// NewRobotFileParser returns a parser for the robots.txt at url, which may be
// empty if the text comes from elsewhere.
//
// Options, all additions to Python's: see [Option].
func NewRobotFileParser(url string, opts ...Option) *RobotFileParser {
	p := &RobotFileParser{options: decode(opts)}
	p.SetURL(url)
	return p
}

// current returns what is known, of the zero RobotFileParser as well.
func (p *RobotFileParser) current() *snapshot {
	if s := p.state.Load(); s != nil {
		return s
	}
	return &snapshot{file: new(file), last: new(atomic.Pointer[lastAgent]), fixed: refuse}
}

// update replaces what is known by a changed copy.
func (p *RobotFileParser) update(change func(*snapshot)) {
	for {
		old := p.state.Load()
		s := *p.current()
		change(&s)
		s.fix()
		if p.state.CompareAndSwap(old, &s) {
			return
		}
	}
}

// fix sets the answer to all questions.
func (s *snapshot) fix() {
	switch {
	case s.disallowAll:
		s.fixed = refuse
	case s.allowAll:
		s.fixed = allow
	case s.lastChecked.IsZero():
		s.fixed = refuse
	default:
		s.fixed = ask
	}
}

// SetURL sets the URL of the robots.txt. It mirrors set_url.
func (p *RobotFileParser) SetURL(url string) {
	var host, path string
	if parts, err := urlparse.URLSplit(url); err == nil {
		host, path = parts.Netloc, parts.Path
	}
	origin := originOf(url)
	p.update(func(s *snapshot) { s.url, s.host, s.path, s.origin = url, host, path, origin })
}

// URL returns the URL of the robots.txt.
func (p *RobotFileParser) URL() string { return p.current().url }

// Host returns the netloc of the URL.
func (p *RobotFileParser) Host() string { return p.current().host }

// Path returns the path of the URL.
func (p *RobotFileParser) Path() string { return p.current().path }

// AllowAll reports whether everything may be fetched, as after a status of 404.
func (p *RobotFileParser) AllowAll() bool { return p.current().allowAll }

// SetAllowAll sets what [RobotFileParser.AllowAll] returns.
func (p *RobotFileParser) SetAllowAll(on bool) { p.update(func(s *snapshot) { s.allowAll = on }) }

// DisallowAll reports whether nothing may be fetched, as after a status of 401,
// 403 or 5xx.
func (p *RobotFileParser) DisallowAll() bool { return p.current().disallowAll }

// SetDisallowAll sets what [RobotFileParser.DisallowAll] returns.
func (p *RobotFileParser) SetDisallowAll(on bool) {
	p.update(func(s *snapshot) { s.disallowAll = on })
}

// Entries returns the groups in the order of the file. They must not be changed.
func (p *RobotFileParser) Entries() []*Entry { return p.current().file.entries }

// Groups returns the groups by user agent, in lower case; those for one name are
// merged. They must not be changed. A group that lists a name k times has its rules k
// times under it, as in Python, so that the answer to a file that was made for it
// takes memory in proportion to the square of the file's length; no other method does.
func (p *RobotFileParser) Groups() map[string]*Entry {
	f := p.current().file
	if f.groups == nil {
		return nil
	}
	groups := make(map[string]*Entry, len(f.groups))
	for name, g := range f.groups {
		groups[name] = mergeEntries(g.entries())
	}
	return groups
}

// LastChecked returns when the file was last read, or the zero Time.
func (p *RobotFileParser) LastChecked() time.Time { return p.current().lastChecked }

// MTime returns when the file was last read, for programs that run long and
// read it anew from time to time. It is the zero Time if it was not (Python: 0).
// It mirrors mtime.
func (p *RobotFileParser) MTime() time.Time { return p.LastChecked() }

// Modified sets the time of the last reading to now. It mirrors modified.
func (p *RobotFileParser) Modified() {
	now := p.options.now()
	p.update(func(s *snapshot) { s.lastChecked = now })
}

// Parse reads the lines of a robots.txt, with or without line ends. It adds to what was
// parsed before, as Python's parse does.
func (p *RobotFileParser) Parse(lines []string) {
	p.parse(p.current().file.clone(), func(yield func(string)) {
		for _, l := range lines {
			yield(l)
		}
	})
}

// ParseText reads the text of a robots.txt, cut into lines as Python's
// str.splitlines does. It is an addition to Python's.
func (p *RobotFileParser) ParseText(text string) {
	p.parse(p.current().file.clone(), func(yield func(string)) { splitLines(text, yield) })
}

// parse adds the lines that each yields to what is there, and makes the result
// known.
func (p *RobotFileParser) parse(there file, each func(yield func(string))) {
	r := p.newReader(there)
	no := 0
	each(func(line string) {
		no++
		r.line(no, line)
	})
	p.finish(r)
}

func (p *RobotFileParser) newReader(there file) *reader {
	there.mode = p.options.mode
	return &reader{file: there}
}

// finish makes known what was read.
func (p *RobotFileParser) finish(r *reader) {
	r.endGroup()
	now, f := p.options.now(), r.file // without the rest of the reader
	p.update(func(s *snapshot) {
		s.file, s.last, s.lastChecked = &f, new(atomic.Pointer[lastAgent]), now
	})
}

// clone returns a copy that can be added to.
func (f *file) clone() file {
	c := file{
		mode:     f.mode,
		entries:  append([]*Entry(nil), f.entries...),
		names:    append([]string(nil), f.names...),
		sitemaps: append([]string(nil), f.sitemaps...),
	}
	if f.groups != nil {
		c.groups = make(map[string]*group, len(f.groups))
		for k, v := range f.groups {
			c.groups[k] = v
		}
	}
	return c
}

// CanFetch reports whether the agent may fetch the URL, which may be a path
// alone. Before a file was read, it reports false; so it does for a URL that can't be
// parsed, where Python raises a ValueError.
//
// It mirrors [can_fetch]. It takes time in proportion to the length of the URL.
//
// [can_fetch]: https://docs.python.org/3.15/library/urllib.robotparser.html#urllib.robotparser.RobotFileParser.can_fetch
func (p *RobotFileParser) CanFetch(userAgent, url string) bool {
	s := p.current()
	if s.fixed != ask {
		return s.fixed == allow
	}
	path, ok := s.pathOf(url)
	if !ok {
		path, ok = plainPath(url)
	}
	if ok {
		x := s.group(userAgent).index
		if x == nil {
			return true
		}
		kinds := p.options.mode.kinds()
		b, answer := x.tree.walk(path, kinds)
		if answer == ask {
			answer = x.answer(b, path, kinds)
		}
		if answer != ask {
			return answer == allow
		}
	}
	return p.canFetch(s, userAgent, url)
}

// pathOf is plainPath for the URLs of the file's site, as most are.
func (s *snapshot) pathOf(url string) (path string, ok bool) {
	n := len(s.origin)
	if n == 0 || len(url) < n+2 || url[n] != '/' || url[n+1] == '/' || url[:n] != s.origin {
		return "", false
	}
	return url[n:], true
}

// canFetch is CanFetch for any URL, of which it looks at the whole path.
func (p *RobotFileParser) canFetch(s *snapshot, userAgent, url string) bool {
	path, err := p.options.mode.target(url)
	if err != nil {
		return false
	}
	if path == robotsPath && p.options.mode != Google {
		return true
	}
	e := s.entry(userAgent)
	return e == nil || e.Allowance(path)
}

// entry returns the group that is meant for an agent, or nil.
func (s *snapshot) entry(agent string) *Entry { return s.group(agent).entry }

// group finds the group that is meant for an agent.
func (s *snapshot) group(agent string) *lastAgent {
	if l := s.last.Load(); l != nil && l.agent == agent {
		return l
	}
	l := &lastAgent{agent: strings.Clone(agent), group: s.file.mode.find(s.file, agent)}
	if l.group != nil {
		l.entry = l.group.entry()
		l.index = l.entry.rules()
	}
	s.last.Store(l)
	return l
}

// asked returns the group for an agent if a file was read.
func (p *RobotFileParser) asked(agent string) *Entry {
	s := p.current()
	if s.lastChecked.IsZero() {
		return nil
	}
	return s.entry(agent)
}

// CrawlDelay returns the Crawl-delay for the agent in seconds; ok is false if
// there is none. It mirrors crawl_delay.
func (p *RobotFileParser) CrawlDelay(userAgent string) (delay int, ok bool) {
	e := p.asked(userAgent)
	if e == nil || e.Delay == nil {
		return 0, false
	}
	return *e.Delay, true
}

// Delay returns how long the agent is to wait between two requests, by the
// Crawl-delay for it; ok is false if there is none. With [FractionalDelay] a value
// such as 0.5 counts, which Python takes for no number. It is an addition to Python's.
func (p *RobotFileParser) Delay(userAgent string) (delay time.Duration, ok bool) {
	e := p.asked(userAgent)
	switch {
	case e == nil:
		return 0, false
	case p.options.fractional && e.hasDelay:
		return e.delay, true
	case e.Delay == nil:
		return 0, false
	}
	return seconds(float64(*e.Delay)), true
}

// RequestRate returns the Request-rate for the agent; ok is false if there is
// none. It mirrors request_rate.
func (p *RobotFileParser) RequestRate(userAgent string) (rate RequestRate, ok bool) {
	e := p.asked(userAgent)
	if e == nil || e.ReqRate == nil {
		return RequestRate{}, false
	}
	return *e.ReqRate, true
}

// SiteMaps returns the values of the Sitemap lines; ok is false if there are
// none. It mirrors site_maps.
func (p *RobotFileParser) SiteMaps() (urls []string, ok bool) {
	s := p.current().file.sitemaps
	return append([]string(nil), s...), len(s) > 0
}

// String returns the groups as they would stand in a file, with an empty line
// between two.
func (p *RobotFileParser) String() string {
	var b strings.Builder
	for i, e := range p.current().file.entries {
		if i > 0 {
			b.WriteString("\n\n")
		}
		e.write(&b)
	}
	return b.String()
}
