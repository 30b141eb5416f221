package main

import (
	"regexp"
	"testing"

	"github.com/gobatteries/batteries/examples/internal/menu/menutest"
)

var tokens = []struct {
	varies *regexp.Regexp
	token  string
}{
	{regexp.MustCompile(`\b[0-9a-f]{32}\b`), "<BOUNDARY>"},
	{regexp.MustCompile(`\btmp\d+`), "<TMPNAME>"},
}

func TestPrograms(t *testing.T) {
	menutest.Compare(t, programs, func(s string) string {
		for _, t := range tokens {
			s = t.varies.ReplaceAllString(s, t.token)
		}
		return s
	})
}
