package main

import (
	"os"
	"testing"
	"time"

	_ "github.com/gobatteries/batteries/internal/live"
)

func TestMain(m *testing.M) {
	if !heldIfAsked() {
		os.Exit(m.Run())
	}
}

// TestSoak is a run of a few seconds; BATTERIES_SOAK=1m makes it longer.
func TestSoak(t *testing.T) {
	c := config{duration: 2 * time.Second, conns: 300, workers: 4}
	if text := os.Getenv("BATTERIES_SOAK"); text != "" {
		d, err := time.ParseDuration(text)
		if err != nil {
			t.Fatal(err)
		}
		c = config{duration: d, conns: 10_000, workers: 8}
	}
	report, err := soak(c, t.Logf)
	t.Log(report)
	if err != nil {
		t.Error(err)
	}
}
