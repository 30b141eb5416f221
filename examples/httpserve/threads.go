package main

import (
	"context"
	"fmt"
	"net"
	"sync/atomic"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/httpserve"
)

// threadsHandler follows http_server_threads: it answers with the name of the
// thread that it runs in. Goroutines have no names, so it counts them.
type threadsHandler struct {
	httpserve.BaseHTTPRequestHandler
	goroutines *atomic.Int64 // one for all requests, which have copies of the handler
}

func (h *threadsHandler) DoGET() {
	h.SendResponse(200)
	h.SendHeader("Content-Type", "text/plain; charset=utf-8")
	h.EndHeaders()
	fmt.Fprintf(h.WFile, "Goroutine-%d\n", h.goroutines.Add(1))
}

// serveThreads serves with a ThreadingHTTPServer, which the page makes itself of
// ThreadingMixIn and HTTPServer: each request has a goroutine of its own, and none
// waits for another.
func serveThreads(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := httpserve.NewThreadingHTTPServer(addr, &threadsHandler{goroutines: new(atomic.Int64)})
	if err != nil {
		return err
	}
	defer server.ServerClose()
	fmt.Println("Starting server, use <Ctrl-C> to stop")
	ready(server.Addr())
	return server.ServeForeverContext(ctx)
}

// visitThreads asks three times and prints the bodies, as the page does with curl.
func visitThreads(ctx context.Context, url string) error {
	for range 3 {
		resp, err := fetch.URLOpenContext(ctx, url+"/")
		if err != nil {
			return err
		}
		body, err := resp.ReadAll(1 << 10)
		if err != nil {
			return err
		}
		fmt.Printf("%s", body)
	}
	return nil
}
