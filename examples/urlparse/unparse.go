package main

import (
	"fmt"

	"github.com/gobatteries/batteries/urlparse"
)

// getURL follows urllib_parse_geturl: a result knows how to be a URL again.
func getURL() error {
	original := "http://netloc/path;param?query=arg#frag"
	fmt.Println("ORIG  :", original)
	parsed, err := urlparse.URLParse(original)
	if err != nil {
		return err
	}
	fmt.Println("PARSED:", parsed.GetURL())
	return nil
}

// urlUnparse follows urllib_parse_urlunparse: URLUnparse makes a URL of six parts,
// wherever they come from. Python takes them from a tuple, which an array stands
// for here.
func urlUnparse() error {
	return takeApart("http://netloc/path;param?query=arg#frag")
}

// urlUnparseExtra follows urllib_parse_urlunparseextra: delimiters with nothing
// after them are lost on the way. With MissingAsNone, which Python has since 3.15,
// a result knows an empty part from one that is missing, and keeps it.
func urlUnparseExtra() error {
	const original = "http://netloc/path;?#"
	if err := takeApart(original); err != nil {
		return err
	}
	exact, err := urlparse.URLParse(original, urlparse.MissingAsNone(true))
	if err != nil {
		return err
	}
	fmt.Println("KEPT  :", exact.GetURL())
	return nil
}

// takeApart prints a URL, its parts, the same without their names, and the URL that
// URLUnparse makes of those.
func takeApart(original string) error {
	fmt.Println("ORIG  :", original)
	parsed, err := urlparse.URLParse(original)
	if err != nil {
		return err
	}
	fmt.Println("PARSED:", parsed)

	t := [...]string{parsed.Scheme, parsed.Netloc, parsed.Path, parsed.Params, parsed.Query, parsed.Fragment}
	fmt.Printf("TUPLE : %q\n", t)

	url, err := urlparse.URLUnparse(urlparse.ParseResult{
		Scheme: t[0], Netloc: t[1], Path: t[2], Params: t[3], Query: t[4], Fragment: t[5],
	})
	if err != nil {
		return err
	}
	fmt.Println("NEW   :", url)
	return nil
}
