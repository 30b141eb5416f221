package main

import (
	"testing"

	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

// serve runs the server for a test and returns its address.
func serve(t *testing.T) string {
	t.Helper()
	server, err := newServer("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- server.ServeForever() }()
	t.Cleanup(func() {
		server.Shutdown()
		if err := <-done; err != nil {
			t.Error(err)
		}
		server.ServerClose()
	})
	return address(&server.HTTPServer)
}
