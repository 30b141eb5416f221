// Package turns times functions by turns, a few milliseconds each and in random
// order, so that what else the machine does meets all of them alike.
package turns

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

var rounds = flag.Int("rounds", 0, "rounds of the tests that time by turns")

// Need skips a test that times by turns unless rounds were asked for.
func Need(t *testing.T) {
	if *rounds == 0 {
		t.Skip("only with -args -rounds N")
	}
}

// A Peer is a function to time.
type Peer struct {
	Name string
	Run  func() error
}

const turn = 5 * time.Millisecond

// Compare prints for each peer the quartiles of the microseconds that a call
// takes, and of its ratio to the first peer's in the same round.
func Compare(t *testing.T, title string, peers []Peer) {
	times := make([][]float64, len(peers))
	for range *rounds {
		for _, i := range rand.Perm(len(peers)) { // else collections may fall on one peer's turn always
			times[i] = append(times[i], take(t, peers[i]))
		}
	}
	for i, p := range peers {
		ratios := make([]float64, len(times[i]))
		for j := range ratios {
			ratios[j] = times[i][j] / times[0][j]
		}
		fmt.Printf("%-22s %-16s %s µs, %s of %s\n", title, p.Name, quartiles("%9.1f", times[i]), quartiles("%.2f", ratios), peers[0].Name)
	}
}

// take returns the microseconds of a call.
func take(t *testing.T, p Peer) float64 {
	start := time.Now()
	for n := 1; ; n++ {
		if err := p.Run(); err != nil {
			t.Fatal(p.Name, err)
		}
		if took := time.Since(start); took >= turn {
			return float64(took.Nanoseconds()) / 1000 / float64(n)
		}
	}
}

func quartiles(format string, list []float64) string {
	s := slices.Sorted(slices.Values(list))
	n := len(s)
	return fmt.Sprintf(format+" "+format+" "+format, s[n/4], s[n/2], s[n*3/4])
}
