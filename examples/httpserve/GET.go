package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net"
	"slices"
	"strings"

	"github.com/gobatteries/batteries/httpserve"
	"github.com/gobatteries/batteries/urlparse"
)

// getHandler follows http_server_GET: it answers with all that it knows about the
// request.
type getHandler struct {
	httpserve.BaseHTTPRequestHandler
}

func (h *getHandler) DoGET() {
	parsed, err := urlparse.URLParse(h.Path)
	if err != nil {
		h.SendError(httpserve.HTTPStatusBadRequest)
		return
	}
	message := []string{
		"CLIENT VALUES:",
		fmt.Sprintf("client_address=%v (%s)", h.ClientAddress, h.AddressString()),
		"command=" + h.Command,
		"path=" + h.Path,
		"real path=" + parsed.Path,
		"query=" + parsed.Query,
		"request_version=" + h.RequestVersion,
		"",
		"SERVER VALUES:",
		"server_version=" + h.ServerVersion,
		"sys_version=" + h.SysVersion,
		"protocol_version=" + h.ProtocolVersion,
		"",
		"HEADERS RECEIVED:",
	}
	for _, name := range slices.Sorted(maps.Keys(h.Headers)) {
		message = append(message, name+"="+h.Headers.Get(name))
	}
	message = append(message, "")

	h.SendResponse(200)
	h.SendHeader("Content-Type", "text/plain; charset=utf-8")
	h.EndHeaders()
	io.WriteString(h.WFile, strings.Join(message, "\r\n"))
}

func serveGET(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := httpserve.NewHTTPServer(addr, new(getHandler))
	if err != nil {
		return err
	}
	defer server.ServerClose()
	fmt.Println("Starting server, use <Ctrl-C> to stop")
	ready(server.Addr())
	return server.ServeForeverContext(ctx)
}

func visitGET(ctx context.Context, url string) error {
	return get(ctx, url+"/?foo=bar")
}
