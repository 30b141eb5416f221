package jsonbench

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"peersbench/corpus"
)

var rounds = flag.Int("rounds", 0, "rounds of TestInterleaved")

// TestInterleaved times the codecs by turns, a few milliseconds each, so that what
// else the machine does meets all of them alike. It prints for each the quartiles
// of the time in microseconds, and of its ratio to goccy in the same round.
func TestInterleaved(t *testing.T) {
	if *rounds == 0 {
		t.Skip("only with -args -rounds N")
	}
	inAgreement = false
	names := []string{"goccy", "sonic-fastest", "project"}
	for _, d := range docs {
		text := corpus.Bytes(t, d.file)
		values, typed := new(any), d.typed()
		for _, v := range []any{values, typed} {
			if err := json.Unmarshal(text, v); err != nil {
				t.Fatal(err)
			}
		}
		for _, o := range []struct {
			name string
			run  func(codec) error
		}{
			{"decode any", func(c codec) error { var v any; return c.decode(text, &v) }},
			{"decode typed", func(c codec) error { return c.decode(text, d.typed()) }},
			{"encode any", func(c codec) error { _, err := c.encode(*values); return err }},
			{"encode typed", func(c codec) error { _, err := c.encode(typed); return err }},
			{"sorted", func(c codec) error { _, err := c.sorted(*values); return err }},
			{"indent", func(c codec) error { _, err := c.indent(*values); return err }},
		} {
			times := map[string][]float64{}
			for range *rounds {
				for _, i := range rand.Perm(len(codecs)) { // else collections may fall on one codec's turn always
					c := codecs[i]
					if !slices.Contains(names, c.name) {
						continue
					}
					n, start := 0, time.Now()
					for n == 0 || time.Since(start) < 5*time.Millisecond {
						if err := o.run(c); err != nil {
							t.Fatal(err)
						}
						n++
					}
					times[c.name] = append(times[c.name], float64(time.Since(start).Nanoseconds())/1000/float64(n))
				}
			}
			for _, name := range names {
				us := times[name]
				ratios := make([]float64, len(us))
				for i := range us {
					ratios[i] = us[i] / times["goccy"][i]
				}
				fmt.Printf("%-8s %-12s %-13s %s us, %s of goccy\n", d.name, o.name, name, quartiles("%8.1f", us), quartiles("%.2f", ratios))
			}
		}
	}
}

func quartiles(format string, list []float64) string {
	s := slices.Sorted(slices.Values(list))
	n := len(s)
	return fmt.Sprintf(format+" "+format+" "+format, s[n/4], s[n/2], s[n*3/4])
}
