package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"

	"github.com/gobatteries/batteries/httpserve"
)

// forkingHandler follows the variation that the page proposes, ForkingMixIn: each
// request is answered by a process of its own. A Go program can't fork; it starts
// itself anew, and the variable below tells the child what it is.
type forkingHandler struct {
	httpserve.BaseHTTPRequestHandler
}

const childVariable = "HTTPSERVE_EXAMPLE_CHILD"

func (h *forkingHandler) DoGET() {
	program, err := os.Executable()
	if err != nil {
		h.SendError(httpserve.HTTPStatusInternalServerError)
		return
	}
	child := exec.CommandContext(h.Request.Context(), program)
	child.Env = append(os.Environ(), childVariable+"=1")
	body, err := child.Output()
	if err != nil {
		h.SendError(httpserve.HTTPStatusInternalServerError)
		return
	}
	h.SendResponse(200)
	h.SendHeader("Content-Type", "text/plain; charset=utf-8")
	h.EndHeaders()
	h.WFile.Write(body)
}

// child is the main function of a child. Whichever request it answers, it has but
// one goroutine, as a forked child has but one thread.
func child() { fmt.Println("Main goroutine") }

func serveForking(ctx context.Context, addr string, ready func(net.Addr)) error {
	server, err := httpserve.NewThreadingHTTPServer(addr, new(forkingHandler))
	if err != nil {
		return err
	}
	defer server.ServerClose()
	fmt.Println("Starting server, use <Ctrl-C> to stop")
	ready(server.Addr())
	return server.ServeForeverContext(ctx)
}
