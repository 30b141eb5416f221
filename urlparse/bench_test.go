package urlparse_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/live"
	"github.com/gobatteries/batteries/urlparse"
)

// lines returns the lines of a corpus beside the repository, or a few of the
// same kind if it isn't there.
func lines(b *testing.B, name string, few ...string) []string {
	data, err := os.ReadFile(filepath.Join(live.Root(), "..", "shared", "corpora", name))
	if err != nil {
		return few
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

func bench(b *testing.B, name string, list []string, f func(string)) {
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, s := range list {
				f(s)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(list)), "ns/item")
	})
}

func Benchmark(b *testing.B) {
	urls := lines(b, "url/urls10k.txt", "https://www.example.com/a/b.html?q=go&lang=en#top", "http://example.org/")
	queries := lines(b, "url/queries.txt", "q=go&lang=en", "a=b+c&d=%20e", "id=12345")
	var paths, quoted []string
	var forms [][]urlparse.Pair[string]
	for _, u := range urls {
		if r, err := urlparse.URLSplit(u); err == nil {
			q, _ := urlparse.Quote(r.Path, urlparse.Safe(""))
			paths, quoted = append(paths, r.Path), append(quoted, q)
		}
	}
	for _, q := range queries {
		f, _ := urlparse.ParseQSL(q)
		forms = append(forms, f)
	}
	bench(b, "URLSplit", urls, func(s string) { urlparse.URLSplit(s) })
	bench(b, "GetURL", urls, func(s string) {
		if r, err := urlparse.URLSplit(s); err == nil {
			r.GetURL()
		}
	})
	bench(b, "URLJoin", urls, func(s string) { urlparse.URLJoin(s, "../g;x?y#z") })
	bench(b, "Quote", paths, func(s string) { urlparse.Quote(s, urlparse.Safe("")) })
	bench(b, "Unquote", quoted, func(s string) { urlparse.Unquote(s) })
	bench(b, "ParseQSL", queries, func(s string) { urlparse.ParseQSL(s) })
	i := 0
	bench(b, "URLEncode", queries, func(string) { urlparse.URLEncode(forms[i%len(forms)]); i++ })
	bench(b, "Normalize", urls, func(s string) { urlparse.Normalize(s) })
}
