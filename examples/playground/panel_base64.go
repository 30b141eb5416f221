package main

import (
	"fmt"
	"unicode/utf8"

	"github.com/gobatteries/batteries/b64"
)

// An alphabet is a pair of functions of package b64.
type alphabet struct {
	name   string
	encode func(data []byte) ([]byte, error)
	decode func(text string, strict b64.Strict) ([]byte, error)
}

var alphabets = []alphabet{
	{"b64",
		func(data []byte) ([]byte, error) { return b64.B64Encode(data) },
		func(text string, strict b64.Strict) ([]byte, error) { return b64.B64Decode(text, strict) }},
	{"urlsafe",
		func(data []byte) ([]byte, error) { return b64.URLSafeB64Encode(data), nil },
		func(text string, strict b64.Strict) ([]byte, error) {
			return b64.URLSafeB64Decode(text, b64.Padded(bool(strict)), strict)
		}},
	{"b32",
		func(data []byte) ([]byte, error) { return b64.B32Encode(data) },
		func(text string, strict b64.Strict) ([]byte, error) { return b64.B32Decode(text, strict) }},
	{"b32hex",
		func(data []byte) ([]byte, error) { return b64.B32HexEncode(data) },
		func(text string, strict b64.Strict) ([]byte, error) { return b64.B32HexDecode(text, strict) }},
	{"b16",
		func(data []byte) ([]byte, error) { return b64.B16Encode(data) },
		func(text string, strict b64.Strict) ([]byte, error) { return b64.B16Decode(text, strict) }},
	{"a85",
		func(data []byte) ([]byte, error) { return b64.A85Encode(data) },
		func(text string, strict b64.Strict) ([]byte, error) { return b64.A85Decode(text, strict) }},
	{"b85",
		func(data []byte) ([]byte, error) { return b64.B85Encode(data) },
		func(text string, strict b64.Strict) ([]byte, error) { return b64.B85Decode(text, strict) }},
	{"z85",
		func(data []byte) ([]byte, error) { return b64.Z85Encode(data) },
		func(text string, strict b64.Strict) ([]byte, error) { return b64.Z85Decode(text, strict) }},
}

type encodeForm struct {
	Text string `json:"text"`
	Hex  bool   `json:"hex"` // Text is bytes, written as hexadecimal digits
}

// encode writes a text's bytes in every alphabet.
func encode(_ *Playground, in encodeForm) (any, error) {
	data := []byte(in.Text)
	if in.Hex {
		var err error
		if data, err = b64.B16Decode(in.Text, b64.CaseFold(true), b64.IgnoreChars(" \n")); err != nil {
			return nil, err
		}
	}
	var rows []row
	for _, a := range alphabets {
		text, err := a.encode(data)
		rows = append(rows, row{a.name, orError(string(text), err)})
	}
	return rows, nil
}

type decodeForm struct {
	Text     string `json:"text"`
	Alphabet string `json:"alphabet"`
	Strict   bool   `json:"strict"` // accept what the encoder writes, and nothing else
}

// decode reads the bytes that a text stands for.
func decode(_ *Playground, in decodeForm) (any, error) {
	for _, a := range alphabets {
		if a.name != in.Alphabet {
			continue
		}
		data, err := a.decode(in.Text, b64.Strict(in.Strict))
		if err != nil {
			return nil, err
		}
		text := any(nil)
		if utf8.Valid(data) {
			text = string(data)
		}
		return []row{{"text", text}, {"bytes", fmt.Sprintf("% x", data)}, {"length", len(data)}}, nil
	}
	return nil, badForm{fmt.Errorf("no alphabet %q", in.Alphabet)}
}
