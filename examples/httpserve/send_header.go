package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/gobatteries/batteries/httpserve"
)

// sendHeaderHandler follows http_server_send_header: a header of one's own stands
// between SendResponse and EndHeaders.
type sendHeaderHandler struct {
	httpserve.BaseHTTPRequestHandler
}

func (h *sendHeaderHandler) DoGET() {
	h.SendResponse(200)
	h.SendHeader("Content-Type", "text/plain; charset=utf-8")
	h.SendHeader("Last-Modified", h.DateTimeString(time.Now()))
	h.EndHeaders()
	io.WriteString(h.WFile, "Response body\n")
}

func serveSendHeader(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := httpserve.NewHTTPServer(addr, new(sendHeaderHandler))
	if err != nil {
		return err
	}
	defer server.ServerClose()
	fmt.Println("Starting server, use <Ctrl-C> to stop")
	ready(server.Addr())
	return server.ServeForeverContext(ctx)
}
