// Package argparse reads command lines and prints usage as Python's argparse
// does, for the programs that are counterparts of python -m ... It has what they need:
// options and positional arguments, prefixes of long options, mutually
// exclusive groups, choices and types, defaults in the help, -h, and the texts of
// all errors. What goes to a terminal is in colour, as internal/tty has it.
//
//	p := argparse.Parser{Prog: "webopen", Description: "Open URL in a web browser."}
//	p.Add(argparse.Argument{Names: []string{"url"}, Help: "URL to open", Value: argparse.String(&url)})
//	g := p.Group()
//	g.Add(argparse.Argument{Names: []string{"-n", "--new-window"}, Help: "open new window", Value: argparse.True(&window)})
//	g.Add(argparse.Argument{Names: []string{"-t", "--new-tab"}, Help: "open new tab", Value: argparse.True(&tab)})
//	if code, ok := p.ParseArgs(os.Args[1:], os.Stdout, os.Stderr); !ok {
//		os.Exit(code)
//	}
//
// See https://docs.python.org/3.15/library/argparse.html.
package argparse

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gobatteries/batteries/internal/tty"
)

// A Parser describes a program's command line. It has the option -h, --help of itself.
type Parser struct {
	Prog        string // the name in front of usage and errors
	Description string
	Columns     int // the width of the output; 0: $COLUMNS, else the terminal's, else 80

	// ShowDefaults adds (default: ...) to each Help that does not show the Default
	// its argument has, as ArgumentDefaultsHelpFormatter does.
	ShowDefaults bool

	arguments []*Argument
	groups    []*Group
}

// An Argument is an option or a positional argument.
type Argument struct {
	Names    []string // of an option, as in -u, --uuid; of a positional argument, the one name
	Metavar  []string // how its values are shown; by default the name, for options in capitals
	Nargs    Nargs
	Choices  []string // what a value may be; nil: anything
	Required bool     // of an option; positional arguments are required by their Nargs
	Help     string   // may have `code` in backticks and %(default)s
	Default  string   // how the help shows the value that holds without the argument
	Value    Value

	group *Group
}

// Nargs is how many values an argument takes: One, one of the other constants,
// or a number above 0, which is a tuple of that length.
type Nargs int

// Values of Nargs, with what Python calls them. A [Flag]'s Value is set with no values.
const (
	One      Nargs = 0  // None
	Flag     Nargs = -1 // 0
	Optional Nargs = -2 // "?"
	Any      Nargs = -3 // "*"
	Some     Nargs = -4 // "+"
)

// limits returns the least and the most values.
func (n Nargs) limits() (least, most int) {
	const unlimited = int(^uint(0) >> 1)
	switch n {
	case One:
		return 1, 1
	case Flag:
		return 0, 0
	case Optional:
		return 0, 1
	case Any:
		return 0, unlimited
	case Some:
		return 1, unlimited
	}
	return int(n), int(n)
}

// A Group is a group of arguments of which at most one may be given.
type Group struct {
	Required bool // one must be given

	parser  *Parser
	members []*Argument
}

// Add adds an argument.
func (p *Parser) Add(a Argument) { p.add(&a) }

func (p *Parser) add(a *Argument) {
	if _, ok := a.Value.(flag); ok {
		a.Nargs = Flag
	}
	p.arguments = append(p.arguments, a)
}

// Group adds a mutually exclusive group.
func (p *Parser) Group() *Group {
	g := &Group{parser: p}
	p.groups = append(p.groups, g)
	return g
}

// Add adds an argument to the group and its parser.
func (g *Group) Add(a Argument) {
	a.group = g
	g.members = append(g.members, &a)
	g.parser.add(&a)
}

// help is the argument that every parser has. Its Value is never set.
var help = &Argument{Names: []string{"-h", "--help"}, Nargs: Flag, Help: "show this help message and exit"}

// all returns the arguments with the help in front.
func (p *Parser) all() []*Argument { return append([]*Argument{help}, p.arguments...) }

func (p *Parser) positionals() (out []*Argument) {
	for _, a := range p.arguments {
		if !a.option() {
			out = append(out, a)
		}
	}
	return out
}

func (p *Parser) options() (out []*Argument) {
	for _, a := range p.all() {
		if a.option() {
			out = append(out, a)
		}
	}
	return out
}

func (a *Argument) option() bool { return strings.HasPrefix(a.Names[0], "-") }

// required reports whether the line must have the argument.
func (a *Argument) required() bool {
	if a.option() {
		return a.Required
	}
	least, _ := a.Nargs.limits()
	return least > 0
}

// label is how errors name the argument.
func (a *Argument) label() string {
	if a.option() {
		return strings.Join(a.Names, "/")
	}
	if len(a.Metavar) > 0 {
		return strings.Join(a.Metavar, ", ")
	}
	return a.Names[0]
}

// ParseArgs sets the Values of the arguments on the line, which comes without
// the program's name. If it reports false, the program is to exit with the
// code: 0 after the help has been printed on stdout, 2 after an error on stderr.
func (p *Parser) ParseArgs(line []string, stdout, stderr io.Writer) (code int, ok bool) {
	switch err := p.parse(line); err {
	case nil:
		return 0, true
	case errHelp:
		io.WriteString(stdout, p.help(palette(tty.Colour(stdout))))
		return 0, false
	default:
		return p.Error(stderr, err.Error()), false
	}
}

// Error prints usage and a message as Python's parser.error does, and returns
// the exit code, 2.
func (p *Parser) Error(stderr io.Writer, message string) int {
	on := palette(tty.Colour(stderr))
	fmt.Fprintf(stderr, "%s%s: %s %s\n", p.usage(on), p.Prog, on.paint(magenta.bold(), "error:"), on.paint(magenta, message))
	return 2
}

// errHelp says that there was a -h.
var errHelp = fmt.Errorf("help")

func argumentError(a *Argument, format string, args ...any) error {
	return fmt.Errorf("argument %s: "+format, append([]any{a.label()}, args...)...)
}

// conflict returns the first member of a's group that is already there.
func conflict(a *Argument, seen []*Argument) *Argument {
	if a.group == nil {
		return nil
	}
	for _, m := range a.group.members {
		if m != a && slices.Contains(seen, m) {
			return m
		}
	}
	return nil
}
