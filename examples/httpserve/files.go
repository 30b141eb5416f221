package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/httpserve"
)

// serveFiles follows cli_http_server, the file server of python -m http.server. It
// serves a folder with one file, of the size and age that the page's has. The
// whole command is ../cmd/httpserve.
func serveFiles(ctx context.Context, addr string, ready func(net.Addr)) error {
	folder, err := os.MkdirTemp("", "")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "index.rst")
	if err := os.WriteFile(file, make([]byte, 8910), 0o644); err != nil {
		return err
	}
	written := time.Date(2021, time.October, 30, 14, 25, 12, 0, time.UTC)
	if err := os.Chtimes(file, written, written); err != nil {
		return err
	}

	server, err := httpserve.NewThreadingHTTPServer(addr, &httpserve.SimpleHTTPRequestHandler{Directory: folder})
	if err != nil {
		return err
	}
	defer server.ServerClose()
	at := server.ServerAddress
	fmt.Printf("Serving HTTP on %s port %d (http://%s:%d/) ...\n", at.Host, at.Port, at.Host, at.Port)
	ready(server.Addr())
	if err := server.ServeForeverContext(ctx); err != nil {
		return err
	}
	fmt.Println("\nKeyboard interrupt received, exiting.")
	return nil
}

// visitFiles asks for the head alone, as curl -I does.
func visitFiles(ctx context.Context, url string) error {
	req, err := fetch.NewRequest(url+"/index.rst", fetch.Method("HEAD"))
	if err != nil {
		return err
	}
	return get(ctx, req)
}
