package main

import (
	"io"
	"strings"

	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/jsonx"
)

// An output writes documents, each on lines of its own.
type output struct {
	to     io.Writer
	errors string // the error handler of Python's text file
	colour bool
	opts   []jsonx.DumpOption
}

func (o *output) write(v any) error {
	if o.colour {
		text, err := jsonx.Dumps(v, o.opts...)
		if err != nil {
			return err
		}
		if err := o.text(colour(text)); err != nil {
			return err
		}
		return o.text("\n")
	}
	for piece, err := range jsonx.NewJSONEncoder(o.opts...).IterEncode(v) {
		if err == nil {
			err = o.text(piece)
		}
		if err != nil {
			return err
		}
	}
	return o.text("\n")
}

func (o *output) text(s string) error {
	b, err := codecs.Encode(s, "utf-8", o.errors)
	if err != nil {
		return err
	}
	_, err = o.to.Write(b)
	return err
}

// Python's default theme.
const (
	keyColour     = "\x1b[1m"
	stringColour  = "\x1b[32m"
	numberColour  = "\x1b[33m"
	keywordColour = "\x1b[1;34m"
	reset         = "\x1b[0m"
)

// colour puts colours into a document, which is well-formed.
func colour(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		j, as := i+1, ""
		switch c := s[i]; {
		case c == '"':
			for s[j] != '"' {
				if s[j] == '\\' {
					j++
				}
				j++
			}
			j++
			as = stringColour
			if strings.HasPrefix(s[j:], ":") {
				as = keyColour
			}
		case c == '-' || c == 'N' || c == 'I' || c-'0' <= 9:
			for j < len(s) && !strings.ContainsRune(",]} \n\t", rune(s[j])) {
				j++
			}
			as = numberColour
		case c == 't' || c == 'f' || c == 'n':
			for j < len(s) && 'a' <= s[j] && s[j] <= 'z' {
				j++
			}
			as = keywordColour
		}
		b.WriteString(as)
		b.WriteString(s[i:j])
		if as != "" {
			b.WriteString(reset)
		}
		i = j
	}
	return b.String()
}
