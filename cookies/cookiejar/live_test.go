package cookiejar_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
)

func TestLive(t *testing.T) {
	live.Compare(t, "cookiejar", 30_000, randomCall, caller(t))
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func join(r *rand.Rand, parts []string, most int) string {
	var b strings.Builder
	for range r.IntN(most + 1) {
		b.WriteString(pick(r, parts))
	}
	return b.String()
}

var (
	dateParts = strings.Split("1|01|31|94|1994|2031|Jan|feb|-|/| | |:|12:30|:20|GMT|Z|+0100|-5|(x)|Mon|, |T|am|0|203|EST|12|\t", "|")
	wordParts = strings.Split(`a|=|=|;|; |,|, |"|\| |b|path|/|version|é|1|domain=x|DOMAİN=x|="|\"|Secure|`+"\u2003", "|")
	hostParts = strings.Split("a|.|.|com|example|1|2|local|Foo|-|:|é|co|uk|İ|i̇|ſ|Σ|σ|ς", "|")
	pathParts = strings.Split("/|a|%7e|%|zz| |é|?|..|;|~|B|%2F", "|")
	urls      = strings.Split("http://www.example.com/|http://www.example.com/foo/bar?x#y|https://www.example.com:8443/a/b/|http://example.com|http://foo/bar|http://127.0.0.1:80/x|http://a.b.example.co.uk/p|http://barfoo.com/|http://foo.com/any|http://foo.com/anybad|http://WWW.Example.COM:8080/%7efoo/%2F|http://x.foo.com/", "|")
	setParts  = strings.Split("; path=/|; path=/foo|; Path|; domain=.example.com|; domain=foo.com|; Domain=.co.uk|; domain=.local|; secure|; max-age=5|; max-age=0|; max-age=-1|; expires=Wed, 01 Jan 2031 00:00:00 GMT|; expires=1 Jan 1990|; expires=x|; version=1|; version=0|; Version=\"1\"|; port|; port=80|; discard|; comment=x|; HttpOnly|; SameSite=Lax|; x=\"y z\"|;;|; =", "|")
)

func randomCall(r *rand.Rand) golden.Call {
	one := func(fn string, args ...any) golden.Call { return golden.Call{Fn: fn, Args: args} }
	switch r.IntN(16) {
	case 0:
		return one("http2time", join(r, dateParts, 9))
	case 1:
		return one("iso2time", join(r, dateParts, 9))
	case 2:
		return one("http2time", pick(r, []string{"", "Mon, ", "Sunday,"})+join(r, []string{"1", "21"}, 1)+pick(r, []string{" ", "-", "/"})+"Jan"+pick(r, []string{" ", "-"})+pick(r, []string{"1994", "94", "7"})+join(r, []string{" ", "12:30", ":20", "GMT", "+01", "(x)"}, 4))
	case 3:
		return one("split_header_words", []any{join(r, wordParts, 12)})
	case 4:
		return one("parse_ns_headers", []any{join(r, wordParts, 12)})
	case 5:
		return one(pick(r, []string{"domain_match", "user_domain_match"}), join(r, hostParts, 6), join(r, hostParts, 4))
	case 6:
		return one(pick(r, []string{"is_HDN", "liberal_is_HDN", "reach"}), join(r, hostParts, 6))
	case 7:
		return one("escape_path", join(r, pathParts, 8))
	case 8:
		return one(pick(r, []string{"request_host", "eff_request_host", "request_path", "request_port"}), pick(r, urls)+join(r, pathParts, 6))
	case 9:
		return policyCall(r)
	case 10:
		return one("load", randomFile(r)...)
	case 11:
		return randomLife(r)
	}
	steps := []any{}
	for range 1 + r.IntN(5) {
		steps = append(steps, randomStep(r))
	}
	return one("session", randomPolicy(r), steps)
}

func randomStep(r *rand.Rand) any {
	origin := pick(r, []any{nil, nil, nil, "www.example.com", "other.org", "foo"})
	if r.IntN(3) == 0 {
		return []any{"header", pick(r, urls), origin}
	}
	step := []any{"extract", pick(r, urls), origin}
	for range 1 + r.IntN(2) {
		step = append(step, []any{"Set-Cookie", pick(r, []string{"a=b", "c", `d="e f"`, "$g=h"}) + join(r, setParts, 4)})
	}
	if r.IntN(3) == 0 {
		step = append(step, []any{"Set-Cookie2", pick(r, []string{"a=b", "c", `d="e f"`}) + pick(r, []string{"", "; version=1"}) + strings.ReplaceAll(join(r, setParts, 3), "expires", "ex")})
	}
	return step
}

// randomFile returns the arguments of load. A time of 0, a path without a value
// and an empty domain are left out: they are read otherwise here.
func randomFile(r *rand.Rand) []any {
	newline := pick(r, []string{"\n", "\n", "\r\n", "\r"})
	kind, head, line := "MozillaCookieJar", "# Netscape HTTP Cookie File", randomMozillaLine
	if r.IntN(2) == 0 {
		kind, head, line = "LWPCookieJar", "#LWP-Cookies-2.0", randomLWPLine
	}
	if r.IntN(8) == 0 {
		head = pick(r, []string{"# http cookie FILE", "HTTP Cookie File", " Netscape HTTP Cookie File", "#LWP-Cookies-10.5x", "#LWP-Cookies-2.", "#lwp-cookies-2.0", ""})
	}
	lines := []string{head}
	for range r.IntN(4) {
		lines = append(lines, line(r))
	}
	return []any{kind, strings.Join(lines, newline) + pick(r, []string{"", newline}), r.IntN(2) == 0, r.IntN(2) == 0}
}

func randomMozillaLine(r *rand.Rand) string {
	domain := pick(r, [][]string{{"e.com", "FALSE"}, {".e.com", "TRUE"}, {"E.com", "FALSE"}, {".é.com", "TRUE"}, {"1.2.3.4", "FALSE"}, {"e.com", "TRUE"}, {".e.com", ""}})
	f := append(domain[:2:2], pick(r, []string{"/", "/p", "", "p"}), pick(r, []string{"TRUE", "FALSE", "true", ""}),
		pick(r, []string{"", "1", "1900000000", "1900000000.5", "-5", "1e3", "abc", " 1900000000 ", "1_900_000_000", "٣", "nan", "1699999999.5"}),
		pick(r, []string{"n", "", "n m", "$x", "é"}), pick(r, []string{"v", "", "v=w", `"x y"`, "#", "v\u0085w"}), "z")
	n := len(f) - 1
	if r.IntN(8) == 0 {
		n = r.IntN(len(f) + 1)
	}
	return pick(r, []string{"", "", "", "", "#HttpOnly_", "#", "$", " ", "#httponly_", "#HttpOnly_#"}) + strings.Join(f[:n], "\t")
}

var lwpParts = strings.Split(`port=80|port="80,81"|port|port_spec|path_spec|domain_dot|secure|secure=|secure=x|expires="2031-01-01 00:00:00Z"|expires=2031-01-01|expires|expires=foo|expires="2001-01-01 00:00:00Z"|discard|comment=c|comment=|commenturl=u|HttpOnly|HttpOnly=None|foo="a\"b"|SameSite=Lax|max-age=5|a=b|version=1|path=/z`, "|")

func randomLWPLine(r *rand.Rand) string {
	parts := []string{pick(r, []string{"path=/", `path="/x y"`, "PATH=/q"}), pick(r, []string{"domain=e.com", "domain=.E.com", `domain=".İ.com"`, "domain=1.2.3.4"}), pick(r, []string{"version=0", `VERSION="0"`, "version=2", "version=x"})}
	for range r.IntN(6) {
		parts = append(parts, pick(r, lwpParts))
	}
	r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	return pick(r, []string{"Set-Cookie3: ", "Set-Cookie3: ", "Set-Cookie3: ", "Set-Cookie3:", "set-cookie3: "}) +
		pick(r, []string{"n=v", "n", `n=""`, `n="a b"`, `n="q\"\\"`, "=x", "é=é"}) + "; " + strings.Join(parts, "; ") + pick(r, []string{"", ";", " "})
}

func randomLife(r *rand.Rand) golden.Call {
	policy := golden.Dict{}
	if r.IntN(3) == 0 {
		policy = randomPolicy(r)
	}
	steps := []any{}
	for range 1 + r.IntN(12) {
		steps = append(steps, randomEvent(r))
	}
	return golden.Call{Fn: "life", Args: []any{policy, steps}}
}

func randomEvent(r *rand.Rand) any {
	url := pick(r, lifeURLs)
	switch r.IntN(12) {
	case 0:
		return []any{"wait", pick(r, []int64{1, 4, 5, 60})}
	case 1, 2:
		return append([]any{"set"}, randomCookie(r)...)
	case 3:
		return append([]any{"set_if_ok", url}, randomCookie(r)...)
	case 4:
		return []any{pick(r, []any{"clear_session_cookies", "clear_expired_cookies"})}
	case 5, 6:
		where := []any{"clear", pick(r, []any{"www.example.com", ".example.com", "foo.com", "x", nil}), pick(r, []any{"/", "/foo", "/x"}), pick(r, []any{"a", "b", "c", "x"})}
		return where[:1+pick(r, []int{0, 1, 2, 3, 3})]
	case 7:
		return []any{"text", r.IntN(2) == 0, r.IntN(2) == 0}[:1+r.IntN(3)]
	case 8:
		return []any{"header", url}
	}
	event := []any{pick(r, []any{"make", "extract", "extract"}), url}
	for range r.IntN(4) {
		event = append(event, pick(r, []string{"a=1", "b=2", "c"})+pick(r, []string{"", "; max-age=5", "; max-age=50", "; max-age=0", "; path=/; max-age=-1", "; path=/", "; domain=.foo.com", "; expires=Thu, 01 Jan 1970 00:00:00 GMT"}))
	}
	return event
}

// What a cookie of life has for a field, and the URLs it comes from.
var (
	lifeURLs     = []any{"http://www.example.com/foo/bar", "http://foo.com/", "https://www.example.com:81/foo"}
	cookieFields = [][]any{
		{int64(0), int64(0), int64(0), int64(1)}, {"a", "b", "c"}, {"1", "", nil, `x "y\`, "v w"}, {nil, nil, nil, "80", "80,81", ""},
		{"www.example.com", ".example.com", "foo.com", ".foo.com"}, {"/", "/", "/foo", "/foo/bar"}, {false, false, false, true},
		{nil, int64(1_700_000_005), int64(1_700_000_050), int64(1_700_000_000), int64(1_699_999_999), int64(-5)}, {false, false, true}, {nil, nil, "c d"},
		{"", "", "HttpOnly", "a=x y;b=1", "SameSite=Lax"},
	}
)

func randomCookie(r *rand.Rand) (cookie []any) {
	for _, choices := range cookieFields {
		cookie = append(cookie, pick(r, choices))
	}
	return cookie
}

func randomPolicy(r *rand.Rand) golden.Dict {
	p := golden.Dict{}
	add := func(k string, vs ...any) {
		if r.IntN(5) == 0 {
			p = append(p, golden.Pair{Key: k, Value: pick(r, vs)})
		}
	}
	add("netscape", true, false)
	add("rfc2965", true)
	add("rfc2109_as_netscape", nil, true, false)
	add("hide_cookie2", true)
	add("strict_domain", true)
	add("strict_rfc2965_unverifiable", false)
	add("strict_ns_unverifiable", true)
	add("strict_ns_domain", 0, 1, 2, 3, 4, 7)
	add("strict_ns_set_initial_dollar", true)
	add("strict_ns_set_path", true)
	add("blocked_domains", []any{".example.com"}, []any{"example.com", ".foo.com"})
	add("allowed_domains", nil, []any{}, []any{".example.com"})
	add("secure_protocols", []any{"https"}, []any{"http"}, []any{})
	return p
}

func policyCall(r *rand.Rand) golden.Call {
	port := pick(r, [][]any{{nil, false}, {nil, false}, {"80", true}, {"80,443", true}, {"x", true}})
	cookie := []any{
		pick(r, []any{0, 0, 1, 2, -1}), pick(r, []any{"a", "$b"}), port[0], port[1],
		pick(r, []any{"www.example.com", ".example.com", "example.com", ".com", ".co.uk", ".example.co.uk", "foo.local", ".local", ".foo.com", "127.0.0.1", ".0.0.1"}), r.IntN(2) == 0,
		pick(r, []any{"/", "/foo", "/foo/", "/any", "/a"}), r.IntN(2) == 0, r.IntN(4) == 0, pick(r, []any{nil, nil, 1_700_000_000, 1_700_000_001, 0}),
	}
	return golden.Call{Fn: "policy_ok", Args: []any{randomPolicy(r), cookie, pick(r, urls), pick(r, []any{nil, nil, "www.example.com", "other.org"})}}
}
