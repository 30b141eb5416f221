package argparse

import (
	"os"
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/tty"
)

const usagePrefix = "usage: "

// width returns the number of columns that text may fill.
func (p *Parser) width() int {
	columns := p.Columns
	if columns <= 0 {
		columns = tty.Columns(os.Stdout)
	}
	return columns - 2
}

// usage returns the usage, which ends with a newline.
func (p *Parser) usage(on palette) string {
	prefix, prog := on.paint(blue.bold(), usagePrefix), on.paint(magenta.bold(), p.Prog)
	options, positionals := p.usageParts(on)
	width := p.width()
	whole := strings.Join(append(append([]string{prog}, options...), positionals...), " ")
	if length(prefix)+length(whole) <= width {
		return prefix + whole + "\n"
	}
	return prefix + strings.Join(wrapUsage(prog, options, positionals, width), "\n") + "\n"
}

// wrapUsage puts the parts behind the name of the program, or below it if the
// name takes more than three quarters of the line.
func wrapUsage(prog string, options, positionals []string, width int) []string {
	head := length(usagePrefix) + length(prog)
	if 4*head > 3*width {
		indent := length(usagePrefix)
		lines := wrapParts(append(options, positionals...), indent, indent, width)
		if len(lines) > 1 {
			lines = append(wrapParts(options, indent, indent, width), wrapParts(positionals, indent, indent, width)...)
		}
		return append([]string{prog}, lines...)
	}
	// -h is always there, so that there are options to stand on the first line.
	first := append([]string{prog}, options...)
	lines := wrapParts(first, head+1, length(usagePrefix), width)
	lines[0] = strings.TrimLeft(lines[0], " ")
	return append(lines, wrapParts(positionals, head+1, head+1, width)...)
}

// wrapParts fills lines with whole parts. The first line starts in column start, all are indented.
func wrapParts(parts []string, indent, start, width int) (lines []string) {
	var line []string
	end := start - 1
	flush := func() {
		lines = append(lines, strings.Repeat(" ", indent)+strings.Join(line, " "))
		line, end = nil, indent-1
	}
	for _, part := range parts {
		if len(line) > 0 && end+1+length(part) > width {
			flush()
		}
		line = append(line, part)
		end += 1 + length(part)
	}
	if len(line) > 0 {
		flush()
	}
	return lines
}

// usageParts returns what usage shows, in pieces that no line break parts.
func (p *Parser) usageParts(on palette) (options, positionals []string) {
	for _, a := range p.all() {
		switch {
		case a.group != nil && a == a.group.members[0] && len(a.group.members) > 1:
			options = append(options, a.group.usage(on)...)
		case a.group != nil && len(a.group.members) > 1:
		case !a.option():
			positionals = append(positionals, on.paint(green, a.values()))
		default:
			options = append(options, a.usage(on))
		}
	}
	return options, positionals
}

// usage returns an option with its values, in brackets if it may be left out.
func (a *Argument) usage(on palette) string {
	if a.Required || a.group != nil && a.group.Required {
		return a.bare(on)
	}
	return "[" + a.bare(on) + "]"
}

// bare returns an argument as it stands in a group, without brackets.
func (a *Argument) bare(on palette) string {
	if !a.option() {
		return on.paint(green, strings.TrimSuffix(strings.TrimPrefix(a.values(), "["), "]"))
	}
	name := a.Names[0]
	if a.Nargs == Flag {
		return on.paint(nameStyle(name), name)
	}
	return on.start(nameStyle(name)) + name + " " + on.paint(yellow, a.values())
}

func (g *Group) usage(on palette) []string {
	var parts []string
	for _, a := range g.members {
		parts = append(parts, a.bare(on)+" |")
	}
	left, right := "[", "]"
	if g.Required {
		left, right = "(", ")"
	}
	last := len(parts) - 1
	parts[0] = left + parts[0]
	parts[last] = strings.TrimSuffix(parts[last], " |") + right
	return parts
}

// metavar returns the name of the i-th value.
func (a *Argument) metavar(i int) string {
	switch {
	case i < len(a.Metavar):
		return a.Metavar[i]
	case len(a.Metavar) > 0:
		return a.Metavar[len(a.Metavar)-1]
	case a.Choices != nil:
		return "{" + strings.Join(a.Choices, ",") + "}"
	case !a.option():
		return a.Names[0]
	}
	name := a.Names[0]
	for _, n := range a.Names {
		if strings.HasPrefix(n, "--") {
			name = n
			break
		}
	}
	return strings.ToUpper(strings.ReplaceAll(strings.TrimLeft(name, "-"), "-", "_"))
}

// values returns what stands for the values.
func (a *Argument) values() string {
	switch a.Nargs {
	case One:
		return a.metavar(0)
	case Flag:
		return ""
	case Optional:
		return "[" + a.metavar(0) + "]"
	case Any:
		return "[" + a.metavar(0) + " ...]"
	case Some:
		return a.metavar(0) + " [" + a.metavar(1) + " ...]"
	}
	all := make([]string, a.Nargs)
	for i := range all {
		all[i] = a.metavar(i)
	}
	return strings.Join(all, " ")
}

// invocation is the argument's head in the help.
func (a *Argument) invocation(on palette) string {
	if !a.option() {
		name := a.metavar(0)
		if len(a.Metavar) > 0 {
			name = strings.Join(a.Metavar, " ")
		}
		return on.paint(green.bold(), name)
	}
	names := make([]string, len(a.Names))
	for i, n := range a.Names {
		names[i] = on.paint(nameStyle(n).bold(), n)
	}
	head := strings.Join(names, ", ")
	if a.Nargs != Flag {
		head += " " + on.paint(yellow.bold(), a.values())
	}
	return head
}

// help returns the text of -h.
func (p *Parser) help(on palette) string {
	width := max(p.width(), 11)
	var b strings.Builder
	b.WriteString(p.usage(on))
	if p.Description != "" {
		b.WriteString("\n" + on.markup(strings.Join(wrap(p.Description, width), "\n")) + "\n")
	}
	at := p.helpColumn()
	for _, section := range []struct {
		title     string
		arguments []*Argument
	}{{"positional arguments:", p.positionals()}, {"options:", p.options()}} {
		if len(section.arguments) == 0 {
			continue
		}
		b.WriteString("\n" + on.paint(blue.bold(), section.title) + "\n")
		for _, a := range section.arguments {
			p.writeHelp(&b, a, at, on)
		}
	}
	return b.String()
}

// helpColumn returns the column in which the explanations start.
func (p *Parser) helpColumn() int {
	longest := 0
	for _, a := range p.all() {
		longest = max(longest, length(a.invocation(false)))
	}
	const indent, gap, most = 2, 2, 24
	return min(indent+longest+gap, most, max(p.width()-20, 2*indent))
}

func (p *Parser) writeHelp(b *strings.Builder, a *Argument, at int, on palette) {
	head := "  " + a.invocation(on)
	b.WriteString(head)
	lines := on.wrap(p.explanation(a, on), max(p.width()-at, 11))
	if len(lines) == 0 {
		b.WriteString("\n")
		return
	}
	if length(head)+2 <= at {
		b.WriteString(strings.Repeat(" ", at-length(head)))
	} else {
		b.WriteString("\n" + strings.Repeat(" ", at))
	}
	b.WriteString(strings.Join(lines, "\n"+strings.Repeat(" ", at)) + "\n")
}

// explanation returns an argument's Help with its default put in.
func (p *Parser) explanation(a *Argument, on palette) string {
	const value = "%(default)s"
	text := a.Help
	if p.ShowDefaults && text != "" && a.Default != "" && !strings.Contains(text, value) {
		text += " " + on.paint(grey, "(default: ") + value + on.paint(grey, ")")
	}
	return on.markup(strings.ReplaceAll(text, value, on.paint(yellow, a.Default)))
}

// length returns how many columns a text takes.
func length(s string) int { return utf8.RuneCountInString(unpaint(s)) }
