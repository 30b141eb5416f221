package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

var port = regexp.MustCompile(`127\.0\.0\.1:\d+`)

// The transcript is that of testdata, but for the port.
func TestTour(t *testing.T) {
	var out strings.Builder
	wrong, err := run(&out)
	if err != nil || wrong > 0 {
		t.Errorf("%d answers are wrong, %v\n%s", wrong, err, &out)
	}
	got := port.ReplaceAllString(out.String(), "127.0.0.1:PORT")
	want, err := os.ReadFile("testdata/transcript.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

func TestWrongAnswersAreCounted(t *testing.T) {
	var out strings.Builder
	s := transcript{w: &out}
	s.show("f()", 1, 1)
	s.show("g()", 1, "2")
	if s.wrong != 1 || !strings.Contains(out.String(), "WRONG, it should be") {
		t.Errorf("%d wrong in\n%s", s.wrong, &out)
	}
}
