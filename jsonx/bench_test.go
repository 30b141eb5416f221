package jsonx_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/gobatteries/batteries/jsonx"
)

var benchDocs = map[string]string{"twitter": "twitter.json", "canada": "canada.json", "citm": "citm_catalog.json", "rest1k": "rest_1k.json"}

// The comparison with other packages is in internal/peers.
func benchEach(b *testing.B, f func(b *testing.B, text []byte)) {
	dir := corpus(b, "json")
	for _, name := range []string{"twitter", "canada", "citm", "rest1k"} {
		text, err := os.ReadFile(filepath.Join(dir, benchDocs[name]))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			f(b, text)
		})
	}
}

func BenchmarkLoads(b *testing.B) {
	benchEach(b, func(b *testing.B, text []byte) {
		for b.Loop() {
			if _, err := jsonx.Loads(text); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func benchDumps(b *testing.B, opts ...jsonx.DumpOption) {
	benchEach(b, func(b *testing.B, text []byte) {
		v, err := jsonx.Loads(text)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, err := jsonx.Dumps(v, opts...); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkDumps(b *testing.B) { benchDumps(b) }
func BenchmarkDumpsCompact(b *testing.B) {
	benchDumps(b, jsonx.Separators(",", ":"), jsonx.EnsureASCII(false))
}
func BenchmarkDumpsSortKeys(b *testing.B) {
	benchDumps(b, jsonx.SortKeys(true), jsonx.EnsureASCII(false))
}
func BenchmarkDumpsIndent(b *testing.B) { benchDumps(b, jsonx.Indent(2), jsonx.EnsureASCII(false)) }
