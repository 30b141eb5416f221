package robots

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pystr"
)

// A Problem is a doubtful line of a robots.txt.
type Problem struct {
	Line    int    // from 1
	Text    string // the line
	Message string // what is doubtful about it
}

// String returns the problem as compilers print theirs.
func (p Problem) String() string { return fmt.Sprintf("%d: %s: %q", p.Line, p.Message, p.Text) }

// Lint names the lines of a robots.txt that parsers read differently or not at
// all. It is an addition to Python's.
func Lint(text string) []Problem {
	l := linter{reader: reader{}}
	no := 0
	splitHTTPLines(text, func(line string) {
		no++
		l.check(no, line)
		l.reader.line(no, line)
	})
	if len(text) > defaultMaxSize {
		l.add(no, "", "the file is longer than 500 KiB, which is all that parsers have to read (RFC 9309, section 2.5)")
	}
	return l.problems
}

type linter struct {
	reader
	problems []Problem
}

func (l *linter) add(no int, line, message string) {
	l.problems = append(l.problems, Problem{no, line, message})
}

func (l *linter) check(no int, line string) {
	warn := func(message string) { l.add(no, line, message) }
	if no == 1 && strings.HasPrefix(line, "\ufeff") {
		warn("a byte order mark hides the first line from some parsers")
		line = strings.TrimPrefix(line, "\ufeff")
	}
	if !utf8.ValidString(line) {
		warn("not UTF-8")
	}
	if strings.ContainsFunc(line, func(r rune) bool { return r != '\t' && (r < ' ' || isLineEnd(r)) }) {
		warn("a control character that some parsers take for a line end")
	}
	code, _, _ := strings.Cut(line, "#")
	if pystr.Strip(code) == "" {
		return
	}
	key, value, ok := strings.Cut(code, ":")
	if !ok {
		warn("no colon")
		return
	}
	l.checkField(pystr.Strip(key), pystr.Strip(value), warn)
}

func (l *linter) checkField(key, value string, warn func(string)) {
	switch f := field(key); f {
	case fieldOther:
		if misspelt[strings.ToLower(key)] != fieldOther {
			warn("misspelt; only some parsers understand it")
		} else if !known[strings.ToLower(key)] {
			warn("not a field of robots.txt")
		}
	case fieldUserAgent:
		if value != "*" && (value == "" || token(value) != value) {
			warn("a user agent is * or a name of letters, - and _ (RFC 9309, section 2.2.1)")
		}
	case fieldAllow, fieldDisallow:
		l.checkRule(value, warn)
	case fieldCrawlDelay:
		if _, ok := number(value); !ok {
			warn("not a whole number of seconds")
		}
	case fieldRequestRate:
		n, m, _ := strings.Cut(value, "/")
		_, ok1 := number(pystr.Strip(n))
		if d, ok2 := number(pystr.Strip(m)); !ok1 || !ok2 || d == 0 {
			warn("not requests/seconds")
		}
	case fieldSitemap:
		if !strings.Contains(value, "://") {
			warn("a sitemap needs a whole URL")
		}
	}
}

// known are fields of some search engines.
var known = map[string]bool{"host": true, "clean-param": true, "noindex": true, "content-signal": true}

func (l *linter) checkRule(path string, warn func(string)) {
	switch {
	case l.state == noGroup:
		warn("a rule before the first user agent means nothing")
	case path == "":
	case path[0] != '/' && path[0] != '*' && path[0] != '$':
		warn("a path begins with a slash; this one matches nothing")
	case strings.Contains(strings.TrimRight(path, "$*"), "$"):
		warn("a $ means the end of the path, and this one is not at the end")
	case strings.Contains(path, "**"):
		warn("two stars mean the same as one")
	case strings.ContainsAny(path, " \t"):
		warn("a blank in a path; is one path meant, or two?")
	}
}
