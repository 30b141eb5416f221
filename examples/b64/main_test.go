package main

import (
	"regexp"
	"testing"

	"github.com/gobatteries/batteries/examples/internal/menu/menutest"
)

var literal = regexp.MustCompile(`"([^"]*)"`)

// testdata has Python's literals.
func TestPrograms(t *testing.T) {
	menutest.Compare(t, programs, func(s string) string {
		return literal.ReplaceAllString(s, "b'$1'")
	})
}
