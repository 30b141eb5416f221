package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/httpserve"
)

// postHandler follows http_server_POST: it answers with the fields of a form and
// the sizes of the files in it. The page reads forms with cgi.FieldStorage, which
// is gone since Python 3.13; here net/http and mime/multipart read them.
type postHandler struct {
	httpserve.BaseHTTPRequestHandler
}

func (h *postHandler) DoPOST() {
	fields, err := readForm(h.Request)
	if err != nil {
		h.SendError(httpserve.HTTPStatusBadRequest, httpserve.Explain(err.Error()))
		return
	}
	h.SendResponse(200)
	h.SendHeader("Content-Type", "text/plain; charset=utf-8")
	h.EndHeaders()
	fmt.Fprintf(h.WFile, "Client: %v\n", h.ClientAddress)
	fmt.Fprintf(h.WFile, "User-agent: %s\n", h.Headers.Get("User-Agent"))
	fmt.Fprintf(h.WFile, "Path: %s\n", h.Path)
	fmt.Fprintf(h.WFile, "Form data:\n")
	for _, field := range fields {
		fmt.Fprintf(h.WFile, "\t%s\n", field)
	}
}

// readForm describes the fields of a form.
func readForm(r *http.Request) (fields []string, err error) {
	const limit = 10 << 20
	parts, err := r.MultipartReader()
	if errors.Is(err, http.ErrNotMultipart) {
		r.Body = http.MaxBytesReader(nil, r.Body, limit)
		err = r.ParseForm()
		for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
			fields = append(fields, name+"="+r.PostForm.Get(name))
		}
		return fields, err
	}
	if err != nil {
		return nil, err
	}
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return fields, nil
		}
		if err != nil {
			return nil, err
		}
		field, err := describe(part, limit)
		if err != nil {
			return nil, err
		}
		fields = append(fields, field)
	}
}

func describe(part *multipart.Part, limit int64) (string, error) {
	content, err := io.ReadAll(http.MaxBytesReader(nil, part, limit))
	if err != nil {
		return "", err
	}
	// Not part.FormName: it is empty for the page's "Content-Disposition: file".
	_, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return "", err
	}
	if part.FileName() != "" {
		return fmt.Sprintf("Uploaded %s as '%s' (%d bytes)", params["name"], part.FileName(), len(content)), nil
	}
	return params["name"] + "=" + string(content), nil
}

func servePOST(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := httpserve.NewHTTPServer(addr, new(postHandler))
	if err != nil {
		return err
	}
	defer server.ServerClose()
	fmt.Println("Starting server, use <Ctrl-C> to stop")
	ready(server.Addr())
	return server.ServeForeverContext(ctx)
}

// visitPOST sends the form that the page has curl send, with a file of as many
// bytes.
func visitPOST(ctx context.Context, url string) error {
	form := fetch.NewForm()
	form.AddField("name", "dhellmann")
	form.AddField("foo", "bar")
	form.AddReader("datafile", "http_server_GET.py", "application/octet-stream", strings.NewReader(strings.Repeat("#", 1637)))
	return get(ctx, url+"/", form.Data())
}
