package main

import (
	"fmt"

	"github.com/gobatteries/batteries/urlparse"
)

// quote follows urllib_parse_quote: Quote leaves slashes alone, URLEncode and
// QuotePlus quote them too. None of them quotes a tilde.
func quote() error {
	const url = "http://localhost:8080/~hellmann/"
	query, err := urlparse.URLEncode(map[string]string{"url": url})
	if err != nil {
		return err
	}
	quoted, err := urlparse.Quote(url)
	if err != nil {
		return err
	}
	plus, err := urlparse.QuotePlus(url)
	if err != nil {
		return err
	}
	fmt.Println("urlencode() :", query)
	fmt.Println("quote()     :", quoted)
	fmt.Println("quote_plus():", plus)
	return nil
}

// unquote follows urllib_parse_unquote.
func unquote() error {
	path, err := urlparse.Unquote("http%3A//localhost%3A8080/%7Ehellmann/")
	if err != nil {
		return err
	}
	field, err := urlparse.UnquotePlus("http%3A%2F%2Flocalhost%3A8080%2F%7Ehellmann%2F")
	if err != nil {
		return err
	}
	fmt.Println(path)
	fmt.Println(field)
	return nil
}
