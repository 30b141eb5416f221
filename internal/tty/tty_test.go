package tty_test

import (
	"os"
	"strings"
	"testing"

	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
	"github.com/gobatteries/batteries/internal/tty"
)

func TestIs(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/f")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if tty.Is(file) || tty.Is(null) || tty.Is(new(strings.Builder)) {
		t.Error("a file, the null device or a buffer counts as a terminal")
	}
	// The multiplexer of pseudo-terminals is itself a terminal, where there is one.
	if master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0); err == nil {
		defer master.Close()
		if !tty.Is(master) {
			t.Error("a pseudo-terminal does not count as a terminal")
		}
	}
}

func TestColumns(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/f")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for env, want := range map[string]int{"": 80, "100": 100, " 1_0 ": 10, "0": 80, "-5": 80, "x": 80, "99999999999999999999": 80} {
		t.Setenv("COLUMNS", env)
		if got := tty.Columns(file); got != want {
			t.Errorf("COLUMNS=%q: %d, want %d", env, got, want)
		}
	}
}
