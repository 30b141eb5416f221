package main

import (
	"regexp"
	"strconv"
	"testing"

	"github.com/gobatteries/batteries/examples/internal/menu/menutest"
	"github.com/gobatteries/batteries/internal/pyrepr"
)

var literal = regexp.MustCompile(`value=(".*")\n`)

// inPython turns Go's literals into Python's, which testdata has.
func inPython(s string) string {
	return literal.ReplaceAllStringFunc(s, func(l string) string {
		text, err := strconv.Unquote(literal.FindStringSubmatch(l)[1])
		if err != nil {
			return l
		}
		return "value=" + pyrepr.String(text) + "\n"
	})
}

func TestPrograms(t *testing.T) {
	menutest.Compare(t, programs, inPython)
}
