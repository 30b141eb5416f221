package urlparse_test

import (
	"fmt"
	"net/url"

	"github.com/gobatteries/batteries/urlparse"
)

func ExampleURLSplit() {
	r, err := urlparse.URLSplit("https://user@Example.com:8080/a%20b?q=go#top")
	if err != nil {
		fmt.Println(err)
		return
	}
	host, _ := r.Hostname()
	port, _, _ := r.Port()
	fmt.Println(host, port, r.Path)
	fmt.Println(r)
	// Output:
	// example.com 8080 /a%20b
	// SplitResult(scheme='https', netloc='user@Example.com:8080', path='/a%20b', query='q=go', fragment='top')
}

func ExampleURLParse() {
	r, _ := urlparse.URLParse("//www.example.com/%7Eguido/Python.html;v=1", urlparse.Scheme("http"))
	fmt.Println(r)
	fmt.Println(r.GetURL())
	// Output:
	// ParseResult(scheme='http', netloc='www.example.com', path='/%7Eguido/Python.html', params='v=1', query='', fragment='')
	// http://www.example.com/%7Eguido/Python.html;v=1
}

func ExampleMissingAsNone() {
	for _, u := range []string{"http://a?", "http://a#", "http://a"} {
		r, _ := urlparse.URLSplit(u, urlparse.MissingAsNone(true))
		fmt.Println(r.GetURL(), r.Missing.Query, r.Missing.Fragment)
	}
	// Output:
	// http://a? false true
	// http://a# true false
	// http://a true true
}

func ExampleStrict() {
	_, err := urlparse.URLSplit(`http://evil.example\@good.example/`, urlparse.Strict(true))
	fmt.Println(err)
	// Output: strict parsing: a backslash in 'http://evil.example\\@good.example/'
}

func ExampleURLUnsplit() {
	u, _ := urlparse.URLUnsplit(urlparse.SplitResult{Scheme: "https", Netloc: "example.com", Path: "a/b", Query: "q=go"})
	fmt.Println(u)
	// Output: https://example.com/a/b?q=go
}

// The tables of RFC 3986, section 5.4.
func ExampleURLJoin() {
	for _, ref := range []string{
		"g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "g;x?y#s", "", ".", "./", "..", "../", "../g", "../..", "../../", "../../g",
		"../../../g", "../../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g", "./../g", "./g/.", "g/./h", "g/../h", "g;x=1/./y", "g;x=1/../y",
		"g?y/./x", "g?y/../x", "g#s/./x", "g#s/../x", "http:g",
	} {
		u, err := urlparse.URLJoin("http://a/b/c/d;p?q", ref)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%-14s%s\n", ref, u)
	}
	// Output:
	// g:h           g:h
	// g             http://a/b/c/g
	// ./g           http://a/b/c/g
	// g/            http://a/b/c/g/
	// /g            http://a/g
	// //g           http://g
	// ?y            http://a/b/c/d;p?y
	// g?y           http://a/b/c/g?y
	// #s            http://a/b/c/d;p?q#s
	// g#s           http://a/b/c/g#s
	// g?y#s         http://a/b/c/g?y#s
	// ;x            http://a/b/c/;x
	// g;x           http://a/b/c/g;x
	// g;x?y#s       http://a/b/c/g;x?y#s
	//               http://a/b/c/d;p?q
	// .             http://a/b/c/
	// ./            http://a/b/c/
	// ..            http://a/b/
	// ../           http://a/b/
	// ../g          http://a/b/g
	// ../..         http://a/
	// ../../        http://a/
	// ../../g       http://a/g
	// ../../../g    http://a/g
	// ../../../../g http://a/g
	// /./g          http://a/g
	// /../g         http://a/g
	// g.            http://a/b/c/g.
	// .g            http://a/b/c/.g
	// g..           http://a/b/c/g..
	// ..g           http://a/b/c/..g
	// ./../g        http://a/b/g
	// ./g/.         http://a/b/c/g/
	// g/./h         http://a/b/c/g/h
	// g/../h        http://a/b/c/h
	// g;x=1/./y     http://a/b/c/g;x=1/y
	// g;x=1/../y    http://a/b/c/y
	// g?y/./x       http://a/b/c/g?y/./x
	// g?y/../x      http://a/b/c/g?y/../x
	// g#s/./x       http://a/b/c/g#s/./x
	// g#s/../x      http://a/b/c/g#s/../x
	// http:g        http://a/b/c/g
}

func ExampleURLDefrag() {
	r, _ := urlparse.URLDefrag("http://example.com/a?b#c")
	fmt.Println(r.URL, r.Fragment)
	// Output: http://example.com/a?b c
}

func ExampleParseQSL() {
	fields, err := urlparse.ParseQSL("q=a+b&empty=&lang=en&lang=%C3%A9", urlparse.KeepBlankValues(true), urlparse.MaxNumFields(100))
	for _, f := range fields {
		fmt.Printf("%s: %q\n", f.Key, f.Value)
	}
	fmt.Println(err)
	// Output:
	// q: "a b"
	// empty: ""
	// lang: "en"
	// lang: "é"
	// <nil>
}

func ExampleParseQS() {
	form, _ := urlparse.ParseQS("a=1&b=2&a=3")
	fmt.Println(form["a"], form.Get("b"))
	// Output: [1 3] 2
}

func ExampleURLEncode() {
	s, _ := urlparse.URLEncode([]urlparse.Pair[any]{{"q", "a b/c"}, {"page", 2}, {"tag", []string{"x", "é"}}}, urlparse.DoSeq(true))
	fmt.Println(s)
	s, _ = urlparse.URLEncode(map[string]string{"q": "a b/c", "lang": "en"}, urlparse.QuoteVia(urlparse.Quote), urlparse.Safe("/"))
	fmt.Println(s)
	// Output:
	// q=a+b%2Fc&page=2&tag=x&tag=%C3%A9
	// lang=en&q=a%20b/c
}

func ExampleQuote() {
	fmt.Println(urlparse.Quote("/El Niño/"))
	fmt.Println(urlparse.Quote("/El Niño/", urlparse.Safe(""), urlparse.Encoding("latin-1")))
	fmt.Println(urlparse.Quote([]byte("a\xff")))
	// Output:
	// /El%20Ni%C3%B1o/ <nil>
	// %2FEl%20Ni%F1o%2F <nil>
	// a%FF <nil>
}

func ExampleUnquote() {
	fmt.Println(urlparse.Unquote("/El%20Ni%C3%B1o/"))
	fmt.Println(urlparse.Unquote("%ff", urlparse.Errors("strict")))
	// Output:
	// /El Niño/ <nil>
	//  'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
}

func ExampleNormalize() {
	fmt.Println(urlparse.Normalize("HTTP://Example.COM:80/%7euser/../a%2fb"))
	// Output: http://example.com/a%2Fb <nil>
}

// A signed URL keeps all its bytes but those of one parameter.
func ExampleQuery() {
	r, _ := urlparse.URLSplit("http://h/?sig=a%2fb&Page=1&x")
	q := urlparse.NewQuery(r.Query)
	q.Set("Page", "2")
	r.Query = q.String()
	fmt.Println(r.GetURL())
	// Output: http://h/?sig=a%2fb&Page=2&x
}

func ExampleFromURL() {
	u, _ := url.Parse("http://h/a?")
	r, _ := urlparse.FromURL(u)
	fmt.Println(r)
	// Output: SplitResult(scheme='http', netloc='h', path='/a', query='', fragment=None)
}

func ExampleUnwrap() {
	fmt.Println(urlparse.Unwrap("<URL:http://example.com/>"))
	// Output: http://example.com/
}
