package httpserve

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func jumble(r *rand.Rand, from []string, most int) string {
	var b strings.Builder
	for range 1 + r.IntN(most) {
		b.WriteString(pick(r, from))
	}
	return b.String()
}

var (
	livePaths = []string{"/", "a", "..", ".", "%2e", "%2f", "%", "%c3", "%a9", "%ff", "?", "#", "é", "%ED", "%B3", "%BF", "\\", "%25", "~", " ", "%f0%9f", "%98", "%80", "+", ";", "%7f"}
	// Without escapes that make surrogates Python cannot send.
	liveFolders = []string{"/", "a", "..", ".", "%2e", "%2f", "%", "%c3", "%a9", "%ff", "?", "#", "é", "%ED%B3%BF", "\\", "%26", "%3C", "~", " ", "%22"}
	liveLines   = []string{"GET", "POST", "get", "HEAD", " ", " ", "  ", "\t", "/", "/a", "//b", "HTTP/1.1", "HTTP/1.0", "HTTP/", "1.1", "HTTP/2.0", "HTTP/1.2", "\xe9", "\xa0", "\x85", "'", "\"", "%", "\x1b", "\x7f", "\\", ".", "9", "\x00", "\x1c", "http://h/"}
	liveDates   = []string{"Thu,", "Thu", " ", " ", "02", "2", "31", "Jan", "January", "Feb", "2020", "20", "99", "03:04:05", "03:04", "3.4.5", "GMT", "UTC", "EST", "+0000", "-0000", "+0100", "02-Jan-20", ",", "-", "+", "_", "Z", ":"}
	liveNames   = []string{"a", "B", "b", "A", "&", "<", ">", "\"", "'", "%", "é", "É", "İ", "Σ", "σ", "ß", "\xed\xb3\xbf", "\xed\xb2\x80", "€", "😀", "𐐀", " ", "\n", "#", "?", ":", "\\", ".", "K", "Å", "\u0301", "1", "Ⓐ", "·", "'"}
	liveFiles   = []string{".", "a", "tar", "gz", "Z", "bz2", "html", "HTML", "tgz", "svgz", "xz", "br", "txt", "/", "json", "..", "é"}
	liveTexts   = []string{"a", "&", "<", ">", "\"", "'", "é", "%", "%%", "%(code)d", "\n", " "}
)

func liveCall(r *rand.Rand) golden.Call {
	switch r.IntN(7) {
	case 0:
		return golden.Call{Fn: "translate_path", Args: []any{jumble(r, livePaths, 12)}}
	case 1:
		return golden.Call{Fn: "parse_request", Args: []any{[]byte(jumble(r, liveLines, 9))}}
	case 2:
		return golden.Call{Fn: "log_request", Args: []any{latin1(jumble(r, liveLines, 9)), "200", "-"}}
	case 3:
		return golden.Call{Fn: "not_modified", Args: []any{jumble(r, liveDates, 12)}}
	case 4:
		return golden.Call{Fn: "guess_type", Args: []any{jumble(r, liveFiles, 6)}}
	case 5:
		code := int64(200 + r.IntN(400))
		return golden.Call{Fn: "send_error", Args: []any{code, jumble(r, liveTexts, 5), jumble(r, liveTexts, 5)}}
	}
	var names []any
	seen := map[string]bool{}
	for range r.IntN(8) {
		if n := jumble(r, liveNames, 4); !seen[n] {
			seen[n] = true
			names = append(names, []any{n, r.IntN(3) == 0, r.IntN(4) == 0})
		}
	}
	if names == nil {
		names = []any{}
	}
	return golden.Call{Fn: "listing", Args: []any{"/" + jumble(r, liveFolders, 5), names}}
}

func TestLive(t *testing.T) { live.Compare(t, "httpserve", 60_000, liveCall, call) }
