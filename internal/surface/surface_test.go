package main

import (
	"testing"

	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

// Every public Python name has its Go counterpart, or stands in leftout.txt
// with a reason; and nothing stands there that exists.
func TestSurface(t *testing.T) {
	reports, reasons, err := check()
	if err != nil {
		t.Fatal(err)
	}
	names, covered := 0, 0
	for _, r := range reports {
		for _, n := range r.Missing {
			t.Errorf("%s: no counterpart of %s, and leftout.txt has no reason", r.Package, n)
		}
		for _, n := range r.Stale {
			t.Errorf("%s: %s is there, but leftout.txt lists it (%s)", r.Package, n, reasons[n])
		}
		names += len(r.Covered) + len(r.Missing) + len(r.Out)
		covered += len(r.Covered)
	}
	t.Logf("%d of %d names covered (%.1f %%)", covered, names, 100*float64(covered)/float64(names))
}

func TestFold(t *testing.T) {
	for _, c := range [][2]string{
		{"parse_qs", "ParseQS"}, {"HTTPStatus.NOT_FOUND", "HTTPStatusNotFound"}, {"do_GET", "DoGET"}, {"a85encode", "A85Encode"},
	} {
		if fold(c[0]) != fold(c[1]) {
			t.Errorf("%s and %s differ", c[0], c[1])
		}
	}
}

func TestLeftOutNeedsReasons(t *testing.T) {
	for _, text := range []string{"a.b", "a.b\t", "a.b\tx\na.b\ty"} {
		if _, err := parseLeftOut([]byte(text)); err == nil {
			t.Errorf("%q is accepted", text)
		}
	}
}
