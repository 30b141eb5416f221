package main

import (
	"fmt"

	"github.com/gobatteries/batteries/urlparse"
)

// urlParse follows urllib_parse_urlparse: it prints the whole result, in the form
// that Python's repr has.
func urlParse() error {
	parsed, err := urlparse.URLParse("http://netloc/path;param?query=arg#frag")
	if err != nil {
		return err
	}
	fmt.Println(parsed)
	return nil
}

// urlParseAttrs follows urllib_parse_urlparseattrs. Scheme to Fragment are fields
// of the result. The others are taken from Netloc by methods; their second result
// says whether there is such a part at all, where Python has None.
func urlParseAttrs() error {
	parsed, err := urlparse.URLParse("http://user:pwd@NetLoc:80/path;param?query=arg#frag")
	if err != nil {
		return err
	}
	fmt.Println("scheme  :", parsed.Scheme)
	fmt.Println("netloc  :", parsed.Netloc)
	fmt.Println("path    :", parsed.Path)
	fmt.Println("params  :", parsed.Params)
	fmt.Println("query   :", parsed.Query)
	fmt.Println("fragment:", parsed.Fragment)

	username, _ := parsed.Username()
	password, _ := parsed.Password()
	hostname, _ := parsed.Hostname() // in lower case
	port, _, err := parsed.Port()    // an error if it is no number up to 65535
	fmt.Println("username:", username)
	fmt.Println("password:", password)
	fmt.Println("hostname:", hostname)
	fmt.Println("port    :", port)
	return err
}

// urlSplit follows urllib_parse_urlsplit: the path keeps its parameters, which may
// be in each of its segments.
func urlSplit() error {
	parsed, err := urlparse.URLSplit("http://user:pwd@NetLoc:80/p1;para/p2;para?query=arg#frag")
	if err != nil {
		return err
	}
	fmt.Println(parsed)
	fmt.Println("scheme  :", parsed.Scheme)
	fmt.Println("netloc  :", parsed.Netloc)
	fmt.Println("path    :", parsed.Path)
	fmt.Println("query   :", parsed.Query)
	fmt.Println("fragment:", parsed.Fragment)

	username, _ := parsed.Username()
	password, _ := parsed.Password()
	hostname, _ := parsed.Hostname()
	port, _, err := parsed.Port()
	fmt.Println("username:", username)
	fmt.Println("password:", password)
	fmt.Println("hostname:", hostname)
	fmt.Println("port    :", port)
	return err
}

// urlDefrag follows urllib_parse_urldefrag: what a server is asked for has no
// fragment.
func urlDefrag() error {
	original := "http://netloc/path;param?query=arg#frag"
	fmt.Println("original:", original)
	d, err := urlparse.URLDefrag(original)
	if err != nil {
		return err
	}
	fmt.Println("url     :", d.URL)
	fmt.Println("fragment:", d.Fragment)
	return nil
}
