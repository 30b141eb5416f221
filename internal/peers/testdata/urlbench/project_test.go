package urlbench

import (
	"strings"

	"github.com/gobatteries/batteries/urlparse"
)

func init() {
	peers = append(peers, peer{
		name:  "project",
		parse: func(s string) error { _, err := urlparse.URLSplit(s); return err },
		join: func(base, ref string) error {
			s, err := urlparse.URLJoin(base, ref)
			sink += len(s)
			return err
		},
		geturl: func(s string) error {
			r, err := urlparse.URLSplit(s)
			if err == nil {
				sink += len(r.GetURL())
			}
			return err
		},
		// The peers' path escapers quote the slash as well.
		quotePath: func(s string) string { q, _ := urlparse.Quote(s, urlparse.Safe("")); return q },
		quoteForm: func(s string) string { q, _ := urlparse.QuotePlus(s); return q },
		unquote:   func(s string) error { _, err := urlparse.Unquote(s); return err },
		parseQS: func(s string) error {
			fields, err := urlparse.ParseQSL(s)
			sink += len(fields)
			return err
		},
		urlencode: func(ps []pair) string {
			fields := make([]urlparse.Pair[string], 0, 16) // on the stack, as a caller's literal would be
			for _, p := range ps {
				fields = append(fields, urlparse.Pair[string]{Key: p.k, Value: p.v})
			}
			s, _ := urlparse.URLEncode(fields)
			return s
		},
	})

	// What Quote costs with its own default, which leaves slashes alone, and into a
	// buffer of the caller's; and what a string of about that size costs at least.
	buf := make([]byte, 0, 8192)
	peers = append(peers,
		peer{name: "project-slashes", quotePath: func(s string) string { q, _ := urlparse.Quote(s); return q }},
		peer{name: "project-append", quotePath: func(s string) string {
			b, _ := urlparse.AppendQuote(buf, s, urlparse.Safe(""))
			sink += len(b)
			return ""
		}},
		peer{name: "clone", quotePath: func(s string) string { return strings.Clone(s) }},
	)
}
