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

	"github.com/gobatteries/batteries/httpserve"
	"github.com/gobatteries/batteries/urlparse"
)

// A partner is the server of the programs. It does what GET and POST of
// ../httpserve do, which say more about it.
type partner struct {
	httpserve.BaseHTTPRequestHandler
}

// LogMessage drops the log lines, for which the page has another window.
func (p *partner) LogMessage(string, ...any) {}

func serve(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := httpserve.NewThreadingHTTPServer(addr, new(partner))
	if err != nil {
		return err
	}
	defer server.ServerClose()
	ready(server.Addr())
	return server.ServeForeverContext(ctx)
}

// DoGET answers with what the request says.
func (p *partner) DoGET() {
	parsed, err := urlparse.URLParse(p.Path)
	if err != nil {
		p.SendError(httpserve.HTTPStatusBadRequest)
		return
	}
	lines := []string{
		"CLIENT VALUES:",
		fmt.Sprintf("client_address=%v (%s)", p.ClientAddress, p.AddressString()),
		"command=" + p.Command,
		"path=" + p.Path,
		"real path=" + parsed.Path,
		"query=" + parsed.Query,
		"request_version=" + p.RequestVersion,
		"",
		"SERVER VALUES:",
		"server_version=" + p.ServerVersion,
		"sys_version=" + p.SysVersion,
		"protocol_version=" + p.ProtocolVersion,
		"",
		"HEADERS RECEIVED:",
	}
	for _, name := range slices.Sorted(maps.Keys(p.Headers)) {
		lines = append(lines, name+"="+p.Headers.Get(name))
	}
	p.send(strings.Join(append(lines, ""), "\r\n"))
}

// DoPOST answers with the fields of a form.
func (p *partner) DoPOST() {
	fields, err := fields(p.Request)
	if err != nil {
		p.SendError(httpserve.HTTPStatusBadRequest, httpserve.Explain(err.Error()))
		return
	}
	p.send(fmt.Sprintf("Client: %v\nUser-agent: %s\nPath: %s\nForm data:\n%s",
		p.ClientAddress, p.Headers.Get("User-Agent"), p.Path, strings.Join(fields, "")))
}

func (p *partner) send(text string) {
	p.SendResponse(200)
	p.SendHeader("Content-Type", "text/plain; charset=utf-8")
	p.EndHeaders()
	io.WriteString(p.WFile, text)
}

// fields has a line for each field of a form.
func fields(r *http.Request) (lines []string, err error) {
	r.Body = http.MaxBytesReader(nil, r.Body, 10<<20)
	parts, err := r.MultipartReader()
	if errors.Is(err, http.ErrNotMultipart) {
		err = r.ParseForm()
		for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
			lines = append(lines, fmt.Sprintf("\t%s=%s\n", name, r.PostForm.Get(name)))
		}
		return lines, err
	}
	for err == nil {
		var part *multipart.Part
		if part, err = parts.NextPart(); err == nil {
			var line string
			line, err = field(part)
			lines = append(lines, line)
		}
	}
	if err == io.EOF {
		err = nil
	}
	return lines, err
}

func field(part *multipart.Part) (line string, err error) {
	content, err := io.ReadAll(part)
	if err != nil {
		return "", err
	}
	_, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return "", err
	}
	if part.FileName() != "" {
		return fmt.Sprintf("\tUploaded %s as '%s' (%d bytes)\n", params["name"], part.FileName(), len(content)), nil
	}
	return fmt.Sprintf("\t%s=%s\n", params["name"], content), nil
}
