package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/gobatteries/batteries/jsonx"
)

type jsonForm struct {
	Text        string `json:"text"`
	Dialect     string `json:"dialect"`
	Indent      string `json:"indent"` // "" for one line
	SortKeys    bool   `json:"sort_keys"`
	EnsureASCII bool   `json:"ensure_ascii"`
}

// prettyJSON reads a document and writes it anew, or shows where it is malformed.
func prettyJSON(_ *Playground, in jsonForm) (any, error) {
	load := []jsonx.LoadOption{jsonx.MaxDepth(500)}
	switch in.Dialect {
	case "jsonc":
		load = append(load, jsonx.JSONC(true))
	case "json5":
		load = append(load, jsonx.JSON5(true))
	}
	v, err := jsonx.Loads(in.Text, load...)
	if malformed := new(*jsonx.JSONDecodeError); errors.As(err, malformed) {
		return mark(*malformed), nil
	}
	if err != nil {
		return nil, err
	}

	dump := []jsonx.DumpOption{jsonx.SortKeys(in.SortKeys), jsonx.EnsureASCII(in.EnsureASCII)}
	switch in.Indent {
	case "2":
		dump = append(dump, jsonx.Indent(2))
	case "4":
		dump = append(dump, jsonx.Indent(4))
	case "tab":
		dump = append(dump, jsonx.Indent("\t"))
	}
	out := limited{left: 1 << 20}
	if err := jsonx.Dump(v, &out, dump...); err != nil {
		return nil, err
	}
	return struct {
		Pretty string `json:"pretty"`
	}{out.String()}, nil
}

// A limited holds text up to a length: indenting can make much of little.
type limited struct {
	strings.Builder
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, errors.New("the text is longer than a page should show")
	}
	return l.Builder.Write(p)
}

// A markedError is a JSONDecodeError and the line that it is in, parted at the
// character where reading failed.
type markedError struct {
	Type   string `json:"type"`
	Text   string `json:"text"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Pos    int    `json:"pos"`
	Before string `json:"before"`
	At     string `json:"at"`
	After  string `json:"after"`
}

func mark(err *jsonx.JSONDecodeError) any {
	m := markedError{Type: fmt.Sprintf("%T", err), Text: err.Error(), Line: err.Lineno, Column: err.Colno, Pos: err.Pos}
	line := []rune(strings.Split(err.Doc, "\n")[err.Lineno-1])
	at := min(err.Colno-1, len(line))
	end := min(at+1, len(line))
	const around = 60 // of a long line, what is near
	m.Before, m.At, m.After = string(line[max(0, at-around):at]), string(line[at:end]), string(line[end:min(end+around, len(line))])
	return struct {
		Error markedError `json:"error"`
	}{m}
}
