// Torture opens URLs of a server that stalls, resets, truncates and lies, and
// checks that each opening ends in the right error within its deadline.
//
//	go run ./internal/torture -n 10000
package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

func main() {
	n := flag.Int("n", 10000, "how many requests to make")
	workers := flag.Int("workers", 64, "how many at a time")
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()), "which of the server's habits they meet")
	flag.Parse()
	start := time.Now()
	r, err := run(*n, *workers, *seed)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, h := range habits {
		fmt.Printf("%-22s %6d\n", h.name, r.met[h.name])
	}
	for _, f := range r.failures {
		fmt.Println(f)
	}
	fmt.Printf("%d requests in %v (seed %d), the slowest took %v, %d went wrong\n", *n, time.Since(start).Round(time.Millisecond), *seed, r.slowest.Round(time.Millisecond), len(r.failures))
	if len(r.failures) > 0 {
		os.Exit(1)
	}
}
