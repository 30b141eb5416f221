package robots

import "strings"

// A RuleLine is one line with Allow or Disallow.
type RuleLine struct {
	// Path is the pattern in the form in which URLs are compared, without a final $.
	// A * stands for any sequence of characters.
	Path string
	// Allowance is true for Allow, and for a Disallow without a path.
	Allowance bool
	// FullMatch says that the pattern ended in $: it has to match to the end.
	FullMatch bool
	// Line is the line of the file, from 1; 0 if it comes from none.
	Line int

	wild   bool // Path has a *
	weight int  // what a match is worth, plus one; 0: as much as it matches
}

// NewRuleLine returns the rule of a path as it stands in a file.
//
// It mirrors the constructor of Python's RuleLine. ok is false for a path that
// holds a $ elsewhere than at its end, which makes no rule.
func NewRuleLine(path string, allowance bool) (rule *RuleLine, ok bool) {
	r := new(RuleLine)
	return r, r.set(path, allowance, new(arena))
}

func (r *RuleLine) set(path string, allowance bool, a *arena) bool {
	r.Allowance = allowance || path == "" // an empty Disallow allows everything
	return r.setNormal(path) || r.setAny(path, a)
}

// setNormal sets the path if there is nothing to do about it, as is usual.
func (r *RuleLine) setNormal(path string) bool {
	want, wild := byte(plain), false
	for i := 0; i < len(path); i++ {
		c := path[i]
		switch {
		case class[c]&want != 0:
		case c == '*' && (i == 0 || path[i-1] != '*'):
			wild = true
		case c == '?' && want == plain:
			want = plainInQuery
		case c == '%' && isNormalEscape(path[i:]):
			i += 2
		default:
			return false
		}
	}
	r.Path, r.wild = path, wild
	return true
}

// setAny does so for any path; it reports false if it holds a $ inside.
func (r *RuleLine) setAny(path string, a *arena) bool {
	if strings.IndexByte(path, '*') >= 0 || strings.IndexByte(path, '$') >= 0 {
		var ok bool
		if path, r.FullMatch, ok = cutDollar(collapseStars(path)); !ok {
			return false
		}
		r.wild = strings.IndexByte(path, '*') >= 0
	}
	r.Path = a.normalize(path, '*')
	return true
}

// collapseStars writes each run of * as one, which means the same.
func collapseStars(path string) string {
	for strings.Contains(path, "**") {
		path = strings.ReplaceAll(path, "**", "*")
	}
	return path
}

// cutDollar cuts a $ off that ends the path, with the stars and dollars behind it.
// It reports false if something else follows.
func cutDollar(path string) (cut string, full, ok bool) {
	i := strings.IndexByte(path, '$')
	if i < 0 {
		return path, false, true
	}
	return path[:i], true, strings.Trim(path[i:], "$*") == ""
}

// AppliesTo returns how much of filename the rule matches, plus one, or 0 if it
// does not match. The filename is in normal form. The largest number decides.
// It takes time in proportion to the filename's length, whatever the pattern.
func (r *RuleLine) AppliesTo(filename string) int {
	if !r.wild {
		if !strings.HasPrefix(filename, r.Path) || r.FullMatch && len(filename) != len(r.Path) {
			return 0
		}
		return len(r.Path) + 1
	}
	return matchStars(r.Path, filename, r.FullMatch) + 1
}

// worth returns how much a match of matched characters, plus one, is worth
// against other rules' matches; 0 if there was none.
func (r *RuleLine) worth(matched int) int {
	if matched > 0 && r.weight > 0 {
		return r.weight
	}
	return matched
}

// matchStars returns where the longest match of a pattern with at least one * ends
// in s, or -1.
func matchStars(pattern, s string, full bool) int {
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(s, parts[0]) {
		return -1
	}
	return matchParts(parts[1:], s, len(parts[0]), full)
}

// matchParts matches the parts behind the stars from s[at] on. Each is looked for
// behind the part before, at its first place; the last part at its last place. So s
// is read once.
func matchParts(parts []string, s string, at int, full bool) int {
	last := len(parts) - 1
	for _, part := range parts[:last] {
		i := strings.Index(s[at:], part)
		if i < 0 {
			return -1
		}
		at += i + len(part)
	}
	return matchLast(parts[last], s, at, full)
}

// matchLast places the part behind the last star, not before at.
func matchLast(part, s string, at int, full bool) int {
	switch {
	case part == "":
		return len(s)
	case full:
		if len(s)-at < len(part) || !strings.HasSuffix(s, part) {
			return -1
		}
		return len(s)
	}
	i := strings.Index(s[at:], part) // much faster than LastIndex where there's none
	if i < 0 {
		return -1
	}
	at += i
	return at + strings.LastIndex(s[at:], part) + len(part)
}

// String returns the line that the rule stands for.
func (r *RuleLine) String() string {
	s := "Disallow: "
	if r.Allowance {
		s = "Allow: "
	}
	s += r.Path
	if r.FullMatch {
		s += "$"
	}
	return s
}
