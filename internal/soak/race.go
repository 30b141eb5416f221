//go:build race

package main

// drained is how many requests are under way when the server is shut down. Under the
// race detector a small machine takes longer to read 200 of them than net/http lets
// a new connection wait in a shutdown (5 seconds).
const drained = 40
