package robots

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/gobatteries/batteries/internal/pystr"
)

// A RequestRate is the value of a Request-rate line: so many requests in so many
// seconds.
type RequestRate struct {
	Requests int
	Seconds  int
}

// String returns the value as Python's repr does.
func (r RequestRate) String() string {
	return fmt.Sprintf("RequestRate(requests=%d, seconds=%d)", r.Requests, r.Seconds)
}

// An Entry is a group of rules: one or more user agents and what they may do.
// An Entry that a parser gave out must not be changed.
type Entry struct {
	UserAgents []string
	RuleLines  []*RuleLine
	Delay      *int         // Crawl-delay in seconds; nil if there is none
	ReqRate    *RequestRate // Request-rate; nil if there is none

	delay    time.Duration // Crawl-delay, with its fraction
	hasDelay bool
	once     sync.Once
	index    *index // of RuleLines, made when it is first needed

	alone    group // the entry by itself
	nameOnce sync.Once
	nameSet  map[string]bool // of UserAgents, made when it is first needed
}

// NewEntry returns an empty group.
func NewEntry() *Entry { return new(Entry) }

// AppliesTo reports whether one of the group's names stands in a user agent's name
// before the first slash, in any case. The name * does not count: the group for it
// is for agents that no other is meant for.
func (e *Entry) AppliesTo(userAgent string) bool {
	token, _, _ := strings.Cut(userAgent, "/")
	return e.appliesTo(pystr.Lower(token))
}

func (e *Entry) appliesTo(token string) bool {
	for _, a := range e.UserAgents {
		if a != "*" && strings.Contains(token, pystr.Lower(a)) {
			return true
		}
	}
	return false
}

// Allowance reports whether filename, in normal form, may be fetched. The rule
// that matches most of it decides; of two, the one that allows.
func (e *Entry) Allowance(filename string) bool {
	r, _ := e.find(filename)
	return r == nil || r.Allowance
}

// find returns the rule that decides about a filename, and what its match is
// worth; nil and 0 if there is none.
func (e *Entry) find(filename string) (*RuleLine, int) {
	return e.rules().find(filename)
}

// rules returns the index of the rules.
func (e *Entry) rules() *index {
	e.once.Do(func() { e.index = newIndex(e.RuleLines) })
	return e.index
}

// String returns the group as it would stand in a file.
func (e *Entry) String() string {
	var b strings.Builder
	e.write(&b)
	return b.String()
}

func (e *Entry) write(b *strings.Builder) {
	for i, a := range e.UserAgents {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("User-agent: " + a)
	}
	if e.Delay != nil {
		fmt.Fprintf(b, "\nCrawl-delay: %d", *e.Delay)
	}
	if e.ReqRate != nil {
		fmt.Fprintf(b, "\nRequest-rate: %d/%d", e.ReqRate.Requests, e.ReqRate.Seconds)
	}
	if len(e.RuleLines) == 0 {
		b.WriteString("\nAllow:")
	}
	for _, r := range e.RuleLines {
		b.WriteByte('\n')
		b.WriteString(r.String())
	}
}
