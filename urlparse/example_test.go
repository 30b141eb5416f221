package urlparse_test

import (
	"fmt"

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
