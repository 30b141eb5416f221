package robots

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
)

func TestLive(t *testing.T) {
	live.Compare(t, "robots", 60_000, randomCall, call)
}

func randomCall(r *rand.Rand) golden.Call {
	switch r.IntN(8) {
	case 0:
		return golden.Call{Fn: "parse", Args: []any{randomFile(r)}}
	case 1:
		return golden.Call{Fn: "rates", Args: []any{randomFile(r), pick(r, agents)}}
	case 2:
		names := make([]any, 1+r.IntN(4))
		for i := range names {
			names[i] = pick(r, agents)
		}
		return golden.Call{Fn: "agents", Args: []any{names, pick(r, agents)}}
	case 3:
		return golden.Call{Fn: "applies_to", Args: []any{randomPath(r), r.IntN(2) == 0, normalize("/"+randomPath(r), 0)}}
	}
	if r.IntN(6) == 0 {
		steps := []any{}
		for range 1 + r.IntN(6) {
			steps = append(steps, randomStep(r))
		}
		return golden.Call{Fn: "life", Args: []any{pick(r, []string{"", "http://h/robots.txt"}), steps}}
	}
	return golden.Call{Fn: "can_fetch", Args: []any{randomFile(r), pick(r, agents), randomURL(r)}}
}

var (
	agents = []string{"*", "a", "b", "ab", "A", "b/1", "a/2 x", "c d", "a?", "%61", "a*b", "", "x*", "xa", "é", "É/2", "aB"}
	parts  = []string{"/", "/", "a", "b", "a", "c", "*", "*", "$", "?", "&", "=", "%41", "%2f", "%2A", "%26", "%c3%a9", "é", ".", ";", " ", "%", "#", "\xed\xb3\xbf", ":", "+", "\t"}
	keys   = []string{"User-agent", "User-agent", "User-agent", "Disallow", "Disallow", "Disallow", "Allow", "Allow", "Crawl-delay", "Request-rate", "Sitemap", "Foo", "DISALLOW", "user-AGENT"}
	values = []string{"1", "20", "1.5", "x", "-3", "", "07", "٣", "1/2", " 4 / 5 ", "1/2/3", "²", "/"}
	colons = []string{":", ": ", " : ", "", ":\t", "\u00a0:\u2003"}
	ends   = []string{"\n", "\n", "\r\n", "\r", "\u0085", "\f", "\n\n", "\u2028"}
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func randomPath(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(9) {
		b.WriteString(pick(r, parts))
	}
	return b.String()
}

func randomFile(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(16) {
		key := pick(r, keys)
		b.WriteString(key + pick(r, colons))
		switch strings.ToLower(key) {
		case "user-agent":
			b.WriteString(pick(r, agents))
		case "crawl-delay", "request-rate":
			b.WriteString(pick(r, values))
		default:
			b.WriteString("/" + randomPath(r))
		}
		b.WriteString(pick(r, ends))
	}
	return b.String()
}

func randomStep(r *rand.Rand) any {
	switch r.IntN(10) {
	case 0:
		return []any{"set_url", pick(r, []string{"", "http://h/robots.txt", "x:y", "//h:8/z?q#f", "HTTP://H/P;p", " http://a/b"})}
	case 1:
		return []any{"modified", nil}
	case 2, 3:
		return []any{pick(r, []string{"allow_all", "disallow_all"}), r.IntN(5) < 2}
	}
	lines := []any{}
	for line := range strings.SplitAfterSeq(randomFile(r), "\n") {
		lines = append(lines, line)
	}
	return []any{"parse", lines}
}

func randomURL(r *rand.Rand) string {
	return pick(r, []string{"", "", "", "http://h", "//h", "https://h:80", "mailto:"}) + pick(r, []string{"/", "/", "/", "", "/\n/", "/\t", "/x\r/"}) + randomPath(r)
}
