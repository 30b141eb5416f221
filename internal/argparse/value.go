package argparse

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gobatteries/batteries/internal/pyint"
	"github.com/gobatteries/batteries/internal/pyrepr"
)

// A Value takes an argument's values from the command line: as many as its
// Nargs says, none for a [Flag] and perhaps for an [Optional] option. Its error
// goes behind "argument NAME: ".
type Value interface{ Set(values []string) error }

// A Func is a function as a Value.
type Func func(values []string) error

// Set calls f.
func (f Func) Set(values []string) error { return f(values) }

type flag struct{ on *bool }

func (f flag) Set([]string) error {
	*f.on = true
	return nil
}

// True is the Value of a flag: it sets *on.
func True(on *bool) Value { return flag{on} }

// String stores the value in *s.
func String(s *string) Value {
	return Func(func(values []string) error {
		*s = strings.Join(values, " ")
		return nil
	})
}

// Int stores the value as int() reads it in *n; a number beyond an int's range
// becomes the nearest one in it.
func Int(n *int) Value {
	return Func(func(values []string) error {
		for _, text := range values {
			big, err := pyint.Parse(text, 10)
			switch {
			case err != nil:
				return fmt.Errorf("invalid int value: %s", pyrepr.String(text))
			case big.BitLen() < strconv.IntSize:
				*n = int(big.Int64())
			case big.Sign() < 0:
				*n = math.MinInt
			default:
				*n = math.MaxInt
			}
		}
		return nil
	})
}

// check holds the values against the choices.
func (a *Argument) check(values []string) error {
	if a.Choices == nil {
		return nil
	}
	for _, v := range values {
		if !slices.Contains(a.Choices, v) {
			return argumentError(a, "%s", invalidChoice(v, a.Choices))
		}
	}
	return nil
}

func invalidChoice(value string, choices []string) string {
	quoted := make([]string, len(choices))
	for i, c := range choices {
		quoted[i] = pyrepr.String(c)
	}
	hint := ""
	if near, ok := closest(value, choices); ok {
		hint = fmt.Sprintf(", maybe you meant %s?", pyrepr.String(near))
	}
	return fmt.Sprintf("invalid choice: %s%s (choose from %s)", pyrepr.String(value), hint, strings.Join(quoted, ", "))
}

// closest returns the choice that difflib.get_close_matches(value, choices, 1)
// finds: the one most alike, if at least 0.6 alike, of equals the greatest.
func closest(value string, choices []string) (best string, ok bool) {
	const cutoff = 0.6
	word, top := []rune(value), 0.0
	for _, c := range choices {
		choice := []rune(c)
		alike := 1.0
		if n := len(choice) + len(word); n > 0 {
			alike = 2 * float64(common(choice, word)) / float64(n)
		}
		if alike >= cutoff && (!ok || alike > top || alike == top && c > best) {
			best, top, ok = c, alike, true
		}
	}
	return best, ok
}

// common returns the length of the longest run that a and b share, the first
// such in a, plus what they share on either side of it (Ratcliff and Obershelp).
func common(a, b []rune) int {
	var atA, atB, size int
	lengths := make([]int, len(b)+1) // of the runs that end at a[i], by their end in b
	for i, x := range a {
		for j := len(b); j > 0; j-- {
			if b[j-1] != x {
				lengths[j] = 0
				continue
			}
			lengths[j] = lengths[j-1] + 1
			n := lengths[j]
			startA, startB := i+1-n, j-n
			if n > size || n == size && startA == atA && startB < atB {
				atA, atB, size = startA, startB, n
			}
		}
	}
	if size == 0 {
		return 0
	}
	return common(a[:atA], b[:atB]) + size + common(a[atA+size:], b[atB+size:])
}
