//go:build !race

package main

// drained is how many requests are under way when the server is shut down.
const drained = 200
