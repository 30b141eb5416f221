package main

import (
	"errors"
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

// prettyJSON reads a document and writes it anew. The error of a malformed one says
// where that is, and the page marks it.
func prettyJSON(_ *Playground, in jsonForm) (any, error) {
	load := []jsonx.LoadOption{jsonx.MaxDepth(500)}
	switch in.Dialect {
	case "jsonc":
		load = append(load, jsonx.JSONC(true))
	case "json5":
		load = append(load, jsonx.JSON5(true))
	}
	v, err := jsonx.Loads(in.Text, load...)
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
