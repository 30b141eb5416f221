package xmlrpc

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// printRequest prints a request as Python's verbose mode does. The password is
// left out.
func (t *Transport) printRequest(req *http.Request, handler string, body []byte) {
	var b bytes.Buffer
	b.WriteString("POST " + handler + " HTTP/1.1\r\nHost: " + req.Host + "\r\n")
	header := req.Header.Clone()
	line := func(name string) {
		for _, v := range header[name] {
			if strings.EqualFold(name, "Authorization") {
				v = "Basic xxxxx"
			}
			b.WriteString(name + ": " + v + "\r\n")
		}
		delete(header, name)
	}
	for _, x := range t.headers {
		line(x[0])
	}
	for _, name := range []string{"Authorization", "Accept-Encoding", "Content-Type", "User-Agent", "Content-Encoding"} {
		line(name)
	}
	b.WriteString("Content-Length: " + strconv.FormatInt(req.ContentLength, 10) + "\r\n\r\n")
	if req.Header.Get("Content-Encoding") == "gzip" {
		body = GzipEncode(body)
	}
	fmt.Fprintf(t.Output, "send: %s\nsend: %s\n", pyrepr.Bytes(b.Bytes()), pyrepr.Bytes(body))
}

// printResponse prints the head of a response. net/http keeps no order of the
// headers, so that it's the alphabet's.
func (t *Transport) printResponse(resp *http.Response) {
	fmt.Fprintf(t.Output, "reply: %s\n", pyrepr.String(resp.Proto+" "+resp.Status+"\r\n"))
	for _, name := range slices.Sorted(maps.Keys(resp.Header)) {
		for _, v := range resp.Header[name] {
			fmt.Fprintf(t.Output, "header: %s: %s\n", name, v)
		}
	}
}

// A bodyPrinter prints what is read through it, in pieces of 1024 bytes.
type bodyPrinter struct {
	r   io.Reader
	out io.Writer
}

func (p *bodyPrinter) Read(b []byte) (int, error) {
	n, err := io.ReadFull(p.r, b[:min(len(b), 1024)])
	if n > 0 {
		fmt.Fprintf(p.out, "body: %s\n", pyrepr.Bytes(b[:n]))
	}
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	return n, err
}
