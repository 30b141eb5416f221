package cookiejar

import (
	"bufio"
	_ "embed"
	"errors"
	"io"
	"sort"
	"strings"
	"sync"
)

//go:generate go run ./internal/pslgen ../../../shared/corpora/psl/public_suffix_list.dat 2026-08-19

// embedded is the public suffix list in the form of SuffixList.WriteTo. Its
// head names its origin, date and licence.
//
//go:embed suffixes.txt
var embedded string

// PublicSuffixes is the list that is part of this package, from
// https://publicsuffix.org/, subject to the Mozilla Public License, v. 2.0. A new
// [ModernCookiePolicy] uses it. A program that runs for years should bring a
// newer one: give it to the policy, or set this variable before jars are made.
var PublicSuffixes PublicSuffixList = embeddedList{}

// embeddedList is the embedded list, taken apart when it is first needed.
type embeddedList struct{}

var embeddedSuffixes = sync.OnceValue(func() *SuffixList {
	head, rules, _ := strings.Cut(embedded, "\n\n")
	first, _, _ := strings.Cut(head, "\n")
	return &SuffixList{source: strings.TrimPrefix(first, "# "), rules: rules}
})

func (embeddedList) PublicSuffix(domain string) string {
	return embeddedSuffixes().PublicSuffix(domain)
}
func (embeddedList) String() string { return embeddedSuffixes().String() }

// A SuffixList is a public suffix list in memory. It is safe for concurrent use.
type SuffixList struct {
	source string
	// rules holds the rules, sorted, a line each: a domain, and behind it '*' if
	// all below it are suffixes, '+' if it is one too, or '!' if it is an
	// exception of its parent's '*'. Looking up needs no more than this text.
	rules string
}

const (
	ruleSuffix = 1 << iota
	ruleBelow
	ruleException
)

// ParsePublicSuffixList reads a list in the format of
// https://publicsuffix.org/list/. The source is what [SuffixList.String]
// returns. The error is the reader's.
func ParsePublicSuffixList(r io.Reader, source string) (*SuffixList, error) {
	rules := map[string]int{}
	s := bufio.NewScanner(r)
	for s.Scan() {
		rule, _, _ := strings.Cut(strings.TrimSpace(s.Text()), " ")
		if rule == "" || strings.HasPrefix(rule, "//") {
			continue
		}
		kind := ruleSuffix
		if rest, ok := strings.CutPrefix(rule, "*."); ok {
			rule, kind = rest, ruleBelow
		} else if rest, ok := strings.CutPrefix(rule, "!"); ok {
			rule, kind = rest, ruleException
		}
		domain, ok := toASCII(rule)
		if !ok || strings.Contains(domain, "*") {
			return nil, errors.New("cookiejar: not a rule of a public suffix list: " + rule)
		}
		rules[domain] |= kind
	}
	if err := s.Err(); err != nil {
		return nil, err
	}
	var b strings.Builder
	for _, domain := range sortedKeys(rules) {
		b.WriteString(domain)
		switch rules[domain] {
		case ruleBelow:
			b.WriteByte('*')
		case ruleBelow | ruleSuffix:
			b.WriteByte('+')
		case ruleException, ruleException | ruleSuffix:
			b.WriteByte('!')
		}
		b.WriteByte('\n')
	}
	return &SuffixList{source, b.String()}, nil
}

// WriteTo writes the rules in the form in which they are embedded.
func (l *SuffixList) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, l.rules)
	return int64(n), err
}

// String says where the list comes from and how old it is.
func (l *SuffixList) String() string { return l.source }

// rule returns the kinds of rules that the list has for exactly this domain. It
// takes time in the logarithm of the list.
func (l *SuffixList) rule(domain string) int {
	// lineAt returns the start of the line that position i is in.
	lineAt := func(i int) int { return strings.LastIndexByte(l.rules[:i], '\n') + 1 }
	split := func(start int) (string, int) {
		line, _, _ := strings.Cut(l.rules[start:], "\n")
		switch n := len(line) - 1; {
		case n < 0:
			return "", 0
		case line[n] == '*':
			return line[:n], ruleBelow
		case line[n] == '+':
			return line[:n], ruleBelow | ruleSuffix
		case line[n] == '!':
			return line[:n], ruleException
		}
		return line, ruleSuffix
	}
	// The first position in a line whose domain is not below the one sought is
	// the start of that line.
	i := sort.Search(len(l.rules), func(i int) bool {
		d, _ := split(lineAt(i))
		return d >= domain
	})
	if i < len(l.rules) {
		if d, kind := split(i); d == domain {
			return kind
		}
	}
	return 0
}

// maxRuleLabels is more than any rule has.
const maxRuleLabels = 8

// PublicSuffix returns the public suffix of the domain: the domain itself or one
// of its parents. Of a domain without a rule it is the last label.
func (l *SuffixList) PublicSuffix(domain string) string {
	ascii, ok := toASCII(domain)
	if !ok {
		return domain[strings.LastIndexByte(domain, '.')+1:]
	}
	labels := 1 // of the suffix
	for n, end := 1, len(ascii); n <= maxRuleLabels && end > 0; n++ {
		start := strings.LastIndexByte(ascii[:end], '.') + 1
		kind := l.rule(ascii[start:])
		if kind&ruleException != 0 {
			labels = n - 1
			break
		}
		if kind&ruleSuffix != 0 {
			labels = n
		}
		if kind&ruleBelow != 0 && start > 0 {
			labels = n + 1
		}
		end = start - 1
	}
	return lastLabels(domain, labels)
}

func lastLabels(domain string, n int) string {
	start := len(domain) + 1
	for ; n > 0 && start > 0; n-- {
		start = strings.LastIndexByte(domain[:start-1], '.') + 1
	}
	return domain[max(0, start):]
}
