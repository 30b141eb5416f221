package main

import (
	"fmt"

	"github.com/gobatteries/batteries/urlparse"
)

// urlEncode follows urllib_parse_urlencode. A Go map has no order, so fields that
// are to keep theirs are a slice of pairs.
func urlEncode() error {
	encoded, err := urlparse.URLEncode([]urlparse.Pair[string]{
		{Key: "q", Value: "query string"},
		{Key: "foo", Value: "bar"},
	})
	if err != nil {
		return err
	}
	fmt.Println("Encoded:", encoded)
	return nil
}

// urlEncodeDoSeq follows urllib_parse_urlencode_doseq: a slice is one value, its
// text as Python's repr has it, unless DoSeq says that it is a field for each of
// its elements.
func urlEncodeDoSeq() error {
	query := map[string]any{"foo": []string{"foo1", "foo2"}}
	single, err := urlparse.URLEncode(query)
	if err != nil {
		return err
	}
	fmt.Println("Single  :", single)
	sequence, err := urlparse.URLEncode(query, urlparse.DoSeq(true))
	if err != nil {
		return err
	}
	fmt.Println("Sequence:", sequence)
	return nil
}

// parseQS follows urllib_parse_parse_qs: ParseQS groups the values by key, ParseQSL
// leaves the fields as they come.
func parseQS() error {
	const encoded = "foo=foo1&foo=foo2"
	values, err := urlparse.ParseQS(encoded)
	if err != nil {
		return err
	}
	fmt.Println("parse_qs :", values)
	pairs, err := urlparse.ParseQSL(encoded)
	if err != nil {
		return err
	}
	fmt.Println("parse_qsl:", pairs)
	return nil
}
