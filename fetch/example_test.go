package fetch_test

import (
	"fmt"
	"io"
	"strings"

	"github.com/gobatteries/batteries/fetch"
	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

// nfsHandler opens the made-up scheme nfs: a Python handler's nfs_open method.
type nfsHandler struct{ fetch.BaseHandler }

func (*nfsHandler) OpenSchemes() []string { return []string{"nfs"} }

func (h *nfsHandler) SchemeOpen(req *fetch.Request) (*fetch.Response, error) {
	fmt.Println("Server:", req.Host)
	fmt.Println("Path:", req.Selector)
	content := "Contents of file.txt"
	body := fetch.NewAddCloseHook(io.NopCloser(strings.NewReader(content)), func() { fmt.Println("unmounted") })
	headers := map[string][]string{"Content-Type": {"text/plain"}}
	return fetch.NewAddInfoURL(body, headers, req.FullURL(), 0), nil
}

func ExampleSchemeOpener() {
	opener := fetch.BuildOpener(new(nfsHandler))
	resp, err := opener.Open("nfs://remote_server/path/to/the/file.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ := io.ReadAll(resp)
	fmt.Printf("%s: %s\n", resp.Headers.Get("Content-Type"), b)
	resp.Close()
	// Output:
	// Server: remote_server
	// Path: /path/to/the/file.txt
	// text/plain: Contents of file.txt
	// unmounted
}
