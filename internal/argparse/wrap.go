package argparse

import (
	"strings"
	"unicode"
)

// wrap breaks text into lines as textwrap.wrap does: at spaces, behind the
// hyphens of compound words, around dashes, and within words that are too long.
func wrap(text string, width int) (lines []string) {
	pieces := split(text)
	for len(pieces) > 0 {
		var line string
		for len(pieces) > 0 && (line != "" || pieces[0] != " ") && length(line)+length(pieces[0]) <= width {
			line += pieces[0]
			pieces = pieces[1:]
		}
		if len(pieces) > 0 && pieces[0] != " " && length(pieces[0]) > width {
			var head string
			head, pieces[0] = cutLong(pieces[0], width-length(line))
			line += head
		}
		if line = strings.TrimRight(line, " "); line != "" {
			lines = append(lines, line)
		}
		for len(pieces) > 0 && pieces[0] == " " {
			pieces = pieces[1:]
		}
	}
	return lines
}

// cutLong cuts a word so that the head fills the room, or ends with its last hyphen there.
func cutLong(word string, room int) (head, rest string) {
	runes := []rune(word)
	room = max(room, 0)
	if cut := strings.LastIndex(string(runes[:room]), "-"); cut > 0 && strings.Trim(string(runes[:room])[:cut], "-") != "" {
		return word[:cut+1], word[cut+1:]
	}
	return string(runes[:room]), string(runes[room:])
}

// split returns the pieces between which lines may break. Runs of whitespace are one space.
func split(text string) (pieces []string) {
	for i, word := range strings.Fields(text) {
		if i > 0 {
			pieces = append(pieces, " ")
		}
		r := []rune(word)
		start := 0
		for end := 1; end <= len(r); end++ {
			if end == len(r) || breaks(r, start, end) {
				pieces = append(pieces, string(r[start:end]))
				start = end
			}
		}
	}
	return pieces
}

// breaks reports whether the piece of a word that begins at start may end before r[end].
func breaks(r []rune, start, end int) bool {
	at := func(i int) rune {
		if 0 <= i && i < len(r) {
			return r[i]
		}
		return ' '
	}
	dash := func(i int) bool { return at(i) == '-' }
	if dash(end) && !dash(end-1) {
		stop := end
		for dash(stop) {
			stop++
		}
		return stop-end >= 2 && isWord(at(stop)) && endsWord(at(end-1)) // before a dash of two hyphens
	}
	if !dash(end-1) || dash(end) {
		return false
	}
	if start > 0 && dash(start) && end-start >= 2 && strings.Trim(string(r[start:end]), "-") == "" {
		return isWord(at(end)) // behind it
	}
	before := letter(at(end-2)) && (letter(at(end-3)) || dash(end-3) && letter(at(end-4)))
	after := letter(at(end)) && (letter(at(end+1)) || dash(end+1) && letter(at(end+2)))
	return before && after && end-start >= 2
}

func letter(c rune) bool   { return isWord(c) && !unicode.Is(unicode.Nd, c) }
func isWord(c rune) bool   { return c == '_' || unicode.IsLetter(c) || unicode.IsNumber(c) }
func endsWord(c rune) bool { return isWord(c) || strings.ContainsRune("!\"'&.,?", c) }
