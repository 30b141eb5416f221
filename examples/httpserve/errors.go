package main

import (
	"context"
	"fmt"
	"net"

	"github.com/gobatteries/batteries/httpserve"
)

// errorsHandler follows http_server_errors: whatever is asked for, it isn't there.
// SendError sends the page that Python 3.15 has for errors, and logs two lines.
type errorsHandler struct {
	httpserve.BaseHTTPRequestHandler
}

func (h *errorsHandler) DoGET() { h.SendError(404) }

func serveErrors(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := httpserve.NewHTTPServer(addr, new(errorsHandler))
	if err != nil {
		return err
	}
	defer server.ServerClose()
	fmt.Println("Starting server, use <Ctrl-C> to stop")
	ready(server.Addr())
	return server.ServeForeverContext(ctx)
}

func visitRoot(ctx context.Context, url string) error { return get(ctx, url+"/") }
