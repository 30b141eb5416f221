package argparse

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// A word is one string of the command line and what it may be.
type word struct {
	text    string
	kind    kind
	matches []match // of an option: what it may mean; none: unknown
}

type kind uint8

const (
	value  kind = iota
	option      // starts with an option's name, or looks like one
	dashes      // the first --
)

// A match is an option that a word may mean.
type match struct {
	argument *Argument
	name     string
	explicit string // the value in the same word
	has      bool   // there is one, maybe empty
	equals   bool   // it stands behind =
}

// negativeNumber is what is a value although it starts with a dash.
var negativeNumber = regexp.MustCompile(`^-(\d[\d_]*(\.[\d_]+)?|\.\d[\d_]*)$`)

// run is the state while a line is read.
type run struct {
	parser *Parser
	words  []word
	todo   []*Argument // positional arguments not yet met
	seen   []*Argument
	set    []*Argument // those of seen that got values, for conflicts
	extras []string
}

func (p *Parser) parse(line []string) error {
	r := &run{parser: p, todo: p.positionals()}
	r.words = p.classify(line)
	if err := r.walk(); err != nil {
		return err
	}
	if err := r.missing(); err != nil {
		return err
	}
	if len(r.extras) > 0 {
		return fmt.Errorf("unrecognized arguments: %s", strings.Join(r.extras, " "))
	}
	return nil
}

func (p *Parser) classify(line []string) []word {
	words := make([]word, len(line))
	for i, text := range line {
		words[i].text = text
		if text == "--" {
			words[i].kind = dashes
			for j := i + 1; j < len(line); j++ {
				words[j].text = line[j]
			}
			break
		}
		words[i].kind, words[i].matches = p.meaning(text)
	}
	return words
}

// meaning tells options from values.
func (p *Parser) meaning(text string) (kind, []match) {
	if len(text) < 2 || text[0] != '-' {
		return value, nil
	}
	if a := p.named(text); a != nil {
		return option, []match{{argument: a, name: text}}
	}
	name, explicit, equals := strings.Cut(text, "=")
	if a := p.named(name); equals && a != nil {
		return option, []match{{a, name, explicit, true, true}}
	}
	if matches := p.abbreviated(text); len(matches) > 0 {
		return option, matches
	}
	if negativeNumber.MatchString(text) || strings.Contains(text, " ") {
		return value, nil
	}
	return option, nil
}

func (p *Parser) named(name string) *Argument {
	for _, a := range p.options() {
		if slices.Contains(a.Names, name) {
			return a
		}
	}
	return nil
}

// abbreviated returns the options that text is the start of, or that are the
// start of text with one dash.
func (p *Parser) abbreviated(text string) (matches []match) {
	prefix, explicit, equals := strings.Cut(text, "=")
	short := text[1] != '-'
	for _, a := range p.options() {
		for _, name := range a.Names {
			if short && name == firstTwo(text) {
				m := match{a, name, text[len(name):], true, false}
				if strings.HasPrefix(m.explicit, "=") {
					m.explicit, m.equals = m.explicit[1:], true
				}
				matches = append(matches, m)
			} else if strings.HasPrefix(name, prefix) {
				matches = append(matches, match{a, name, explicit, equals, equals})
			}
		}
	}
	return matches
}

// firstTwo returns the dash and the character behind it.
func firstTwo(text string) string {
	for i := range text[1:] {
		if i > 0 {
			return text[:1+i]
		}
	}
	return text
}

// walk goes through the words from left to right.
func (r *run) walk() error {
	for at := 0; ; {
		next := at
		for next < len(r.words) && r.words[next].kind != option {
			next++
		}
		if at < next || next == len(r.words) {
			end, err := r.values(at, next)
			if err != nil {
				return err
			}
			for _, w := range r.words[end:next] {
				r.extras = append(r.extras, w.text)
			}
		}
		if next == len(r.words) {
			return nil
		}
		var err error
		if at, err = r.option(next); err != nil {
			return err
		}
	}
}

// values gives the words from at to next to the positional arguments in turn
// and returns where it stopped.
func (r *run) values(at, next int) (int, error) {
	for at < next || next == len(r.words) {
		available := r.words[at:next]
		n := 0
		for _, w := range available {
			if w.kind == value {
				n++
			}
		}
		counts := share(r.todo, n)
		if next < len(r.words) { // more may come for those that take nothing here
			for len(counts) > 0 && counts[len(counts)-1] == 0 {
				counts = counts[:len(counts)-1]
			}
		}
		if len(counts) == 0 {
			return at, nil
		}
		for _, count := range counts {
			a := r.todo[0]
			r.todo = r.todo[1:]
			var values []string
			values, at = r.take(at, next, count)
			if err := r.positional(a, values); err != nil {
				return at, err
			}
		}
	}
	return at, nil
}

// take returns count values from at on, and where the next word stands. A -- next to them is dropped.
func (r *run) take(at, next, count int) ([]string, int) {
	var values []string
	for ; at < next; at++ {
		w := r.words[at]
		if w.kind == dashes {
			continue
		}
		if len(values) == count {
			break
		}
		values = append(values, w.text)
	}
	return values, at
}

// share divides n values among the first arguments, as many arguments as can
// get enough; the first ones take as much as leaves enough for the others.
func share(arguments []*Argument, n int) []int {
	for len(arguments) > 0 {
		least := 0
		for _, a := range arguments {
			low, _ := a.Nargs.limits()
			least += low
		}
		if least <= n {
			break
		}
		arguments = arguments[:len(arguments)-1]
	}
	counts := make([]int, len(arguments))
	for i, a := range arguments {
		low, most := a.Nargs.limits()
		rest := 0
		for _, b := range arguments[i+1:] {
			least, _ := b.Nargs.limits()
			rest += least
		}
		counts[i] = max(low, min(most, n-rest))
		n -= counts[i]
	}
	return counts
}

func (r *run) positional(a *Argument, values []string) error {
	if len(values) == 0 { // the default stands
		r.seen = append(r.seen, a)
		return nil
	}
	return r.assign(a, values)
}

// option reads the option at a word and its values, and returns where the next word stands.
func (r *run) option(at int) (int, error) {
	w := r.words[at]
	if len(w.matches) == 0 {
		r.extras = append(r.extras, w.text)
		return at + 1, nil
	}
	if len(w.matches) > 1 {
		return at, ambiguous(w)
	}
	m := w.matches[0]
	var flags []*Argument // in front of m's in the word; they act when all of it is understood
	for m.has {
		least, most := m.argument.Nargs.limits()
		if least <= 1 && most >= 1 {
			return at + 1, r.act(flags, m.argument, []string{m.explicit})
		}
		if least > 1 {
			return at, argumentError(m.argument, "%s", expected(m.argument.Nargs))
		}
		next, ok := r.clustered(m)
		if !ok {
			return at, argumentError(m.argument, "ignored explicit argument %s", pyrepr.String(m.explicit))
		}
		if next.argument == nil {
			r.extras = append(r.extras, "-"+m.explicit)
			return at + 1, r.act(flags, m.argument, nil)
		}
		flags = append(flags, m.argument)
		m = next
	}
	values, at, err := r.following(m.argument, at+1)
	if err != nil {
		return at, err
	}
	return at, r.act(flags, m.argument, values)
}

// act sets flags and then the last option of a word.
func (r *run) act(flags []*Argument, last *Argument, values []string) error {
	for _, f := range flags {
		if err := r.assign(f, nil); err != nil {
			return err
		}
	}
	return r.assign(last, values)
}

// clustered returns the flag that follows the one of m in the same word, as in
// -ab; without an argument if there is no such flag. It reports false if m can have none behind it.
func (r *run) clustered(m match) (next match, ok bool) {
	single := len(m.name) > 1 && m.name[1] != '-'
	if m.argument.Nargs != Flag || !single || m.explicit == "" || m.equals || m.explicit[0] == '-' {
		return match{}, false
	}
	next.name = firstTwo("-" + m.explicit)
	if next.argument = r.parser.named(next.name); next.argument == nil {
		return match{}, true
	}
	next.explicit = ("-" + m.explicit)[len(next.name):]
	next.has = next.explicit != ""
	if strings.HasPrefix(next.explicit, "=") {
		next.explicit, next.equals = next.explicit[1:], true
	}
	return next, true
}

// following returns the values that stand behind an option, and where the next
// word stands. Where Nargs is a number, words that look like options are values too.
func (r *run) following(a *Argument, at int) (values []string, next int, err error) {
	least, most := a.Nargs.limits()
	for at < len(r.words) && len(values) < most {
		if k := r.words[at].kind; k == dashes || k == option && a.Nargs <= 0 {
			break
		}
		values = append(values, r.words[at].text)
		at++
	}
	if len(values) < least {
		return nil, at, argumentError(a, "%s", expected(a.Nargs))
	}
	return values, at, nil
}

func expected(n Nargs) string {
	switch n {
	case One:
		return "expected one argument"
	case Some:
		return "expected at least one argument"
	case 1:
		return "expected 1 argument"
	}
	return fmt.Sprintf("expected %d arguments", n)
}

func ambiguous(w word) error {
	names := make([]string, len(w.matches))
	for i, m := range w.matches {
		names[i] = m.name
	}
	return fmt.Errorf("ambiguous option: %s could match %s", w.text, strings.Join(names, ", "))
}

// assign sets an argument's Value.
func (r *run) assign(a *Argument, values []string) error {
	r.seen = append(r.seen, a)
	if a != help {
		if err := a.Value.Set(values); err != nil {
			return argumentError(a, "%w", err)
		}
		if err := a.check(values); err != nil {
			return err
		}
	}
	if other := conflict(a, r.set); other != nil {
		return argumentError(a, "not allowed with argument %s", other.label())
	}
	r.set = append(r.set, a)
	if a == help {
		return errHelp
	}
	return nil
}

// missing returns the error for what should have been on the line.
func (r *run) missing() error {
	var names []string
	for _, a := range r.parser.arguments {
		if a.required() && !slices.Contains(r.seen, a) {
			names = append(names, a.label())
		}
	}
	if len(names) > 0 {
		return fmt.Errorf("the following arguments are required: %s", strings.Join(names, ", "))
	}
	for _, g := range r.parser.groups {
		if !g.Required {
			continue
		}
		names = names[:0]
		met := false
		for _, a := range g.members {
			met = met || slices.Contains(r.set, a)
			names = append(names, a.label())
		}
		if !met {
			return fmt.Errorf("one of the arguments %s is required", strings.Join(names, " "))
		}
	}
	return nil
}
