// Command soak loads httpserve's server for a while and watches it: mixed
// requests, slow clients, resets, thousands of idle connections, and in the end
// a shutdown under load. It fails if a response is wrong, memory or descriptors
// grow, goroutines are left, or an accepted request is lost.
//
//	go run ./internal/soak -for 10m        # by hand
//	go run ./internal/soak -for 1m         # in CI
package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

func main() {
	if heldIfAsked() {
		return
	}
	var c config
	flag.DurationVar(&c.duration, "for", time.Minute, "how long")
	flag.IntVar(&c.conns, "conns", 10_000, "idle connections")
	flag.IntVar(&c.workers, "workers", 16, "clients that send requests all the time")
	flag.StringVar(&c.profile, "memprofile", "", "write a heap profile at the end of the load")
	flag.Parse()
	report, err := soak(c, func(format string, args ...any) { fmt.Printf(format+"\n", args...) })
	fmt.Println(report)
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}
