package jsonx_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/live"
	"github.com/gobatteries/batteries/jsonx"
)

// corpus returns the folder of the corpora beside the repository, or skips.
func corpus(t testing.TB, name string) string {
	t.Helper()
	dir := os.Getenv("BATTERIES_CORPORA")
	if dir == "" {
		dir = filepath.Join(live.Root(), "..", "shared", "corpora")
	}
	dir = filepath.Join(dir, name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("needs the corpora (BATTERIES_CORPORA): %v", err)
	}
	return dir
}

func TestCanonicalCorpus(t *testing.T) {
	dir := corpus(t, "jcs")
	files, err := filepath.Glob(filepath.Join(dir, "input", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, f := range files {
		in, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join(dir, "output", filepath.Base(f)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := jsonx.Canonicalize(in)
		if err != nil || string(got) != strings.TrimRight(string(want), "\n") {
			t.Errorf("%s: %v\n got %s\nwant %s", filepath.Base(f), err, got, want)
		}
	}
}

func TestPatchCorpus(t *testing.T) {
	dir := corpus(t, "json-patch")
	n := 0
	for _, name := range []string{"spec_tests.json", "tests.json"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		list, err := jsonx.Loads(text)
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range list.([]any) {
			c := x.(*jsonx.Object)
			if off, _ := c.Get("disabled"); off == true {
				continue
			}
			doc, _ := c.Get("doc")
			ops, _ := c.Get("patch")
			_, wantErr := c.Get("error")
			want, checked := c.Get("expected")
			var got any
			patch, err := jsonx.ParsePatch(ops)
			if err == nil {
				got, err = patch.Apply(doc)
			}
			switch {
			case wantErr != (err != nil):
				t.Errorf("%s %d: error %v, want one: %v (%v)", name, i, err, wantErr, c)
			case err == nil && checked && !jsonx.Equal(got, want):
				t.Errorf("%s %d: got %v, want %v", name, i, got, want)
			}
			n++
		}
	}
	t.Logf("%d cases", n)
}
