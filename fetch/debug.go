package fetch

import (
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// A debugLevel prints what goes over the wire, in the form of http.client.
type debugLevel int

// secret are the headers whose values are not shown.
var secret = map[string]bool{
	"Authorization": true, "Proxy-Authorization": true, "Cookie": true, "Set-Cookie": true,
}

func shown(name, value string) string {
	if secret[name] {
		return "***"
	}
	return value
}

func (d debugLevel) request(r *http.Request) {
	if d <= 0 {
		return
	}
	var b strings.Builder
	target := r.URL.Opaque
	if target == "" {
		target = r.URL.RequestURI()
	}
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: %s\r\n", r.Method, target, r.Host)
	if r.ContentLength > 0 {
		fmt.Fprintf(&b, "Content-Length: %d\r\n", r.ContentLength)
	}
	for _, name := range sortedNames(r.Header) {
		for _, v := range r.Header[name] {
			fmt.Fprintf(&b, "%s: %s\r\n", name, shown(name, v))
		}
	}
	fmt.Fprintf(os.Stdout, "send: %s\n", pyrepr.Bytes(b.String()+"\r\n"))
}

func (d debugLevel) response(r *http.Response) {
	if d <= 0 {
		return
	}
	fmt.Fprintf(os.Stdout, "reply: %s\n", pyrepr.String(r.Proto+" "+r.Status+"\r\n"))
	for _, name := range sortedNames(r.Header) {
		for _, v := range r.Header[name] {
			fmt.Fprintf(os.Stdout, "header: %s: %s\n", name, printable(shown(name, v)))
		}
	}
}

func sortedNames(h http.Header) []string {
	m := make(map[string]string, len(h))
	for name := range h {
		m[name] = ""
	}
	return sortedKeys(m)
}
