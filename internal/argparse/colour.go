package argparse

import (
	"regexp"
	"strings"
)

// A style is a colour, as terminals number them.
type style string

const (
	grey    style = "90"
	green   style = "32" // short options and positional arguments
	cyan    style = "36" // long options
	yellow  style = "33" // values
	magenta style = "35" // code in texts, messages
	blue    style = "34" // headings
)

func (s style) bold() style { return "1;" + s }

// A palette paints text, or leaves it as it is if it is false.
type palette bool

func (on palette) start(s style) string {
	if !on {
		return ""
	}
	return "\x1b[" + string(s) + "m"
}

func (on palette) paint(s style, text string) string {
	return on.start(s) + text + on.start("0")
}

// nameStyle returns the style of an option's name.
func nameStyle(name string) style {
	if length(name) > 2 {
		return cyan
	}
	return green
}

var backticked = regexp.MustCompile("``([^`]+)``|`([^`]+)`")

// markup paints what stands in backticks, which go. Without colours they stay.
func (on palette) markup(text string) string {
	if !on {
		return text
	}
	return backticked.ReplaceAllString(text, on.paint(magenta, "$1$2"))
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

// unpaint takes the colours off.
func unpaint(text string) string {
	if !strings.Contains(text, "\x1b") {
		return text // most texts: every word that is wrapped comes by here
	}
	return escapes.ReplaceAllString(text, "")
}

// wrap breaks painted text into the lines that it would have without colours.
// The spaces between words find their places in both, so that each line is that
// many words of the painted text. As in Python, a break within a word costs the
// whole text its colours.
func (on palette) wrap(text string, width int) []string {
	if !on {
		return wrap(text, width)
	}
	var words []string
	for _, w := range strings.Fields(text) {
		if unpaint(w) != "" {
			words = append(words, w)
		}
	}
	plain := wrap(unpaint(text), width)
	painted := make([]string, len(plain))
	for i, line := range plain {
		n := len(strings.Fields(line))
		if n > len(words) {
			return plain
		}
		painted[i], words = strings.Join(words[:n], " "), words[n:]
	}
	return painted
}
