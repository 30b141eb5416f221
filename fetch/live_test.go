package fetch_test

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
)

func pick(r *rand.Rand, from ...string) string { return from[r.IntN(len(from))] }

// some joins up to n random pieces.
func some(r *rand.Rand, n int, from ...string) string {
	var b strings.Builder
	for range r.IntN(n + 1) {
		b.WriteString(pick(r, from...))
	}
	return b.String()
}

var (
	urlPieces = []string{"a", "b", ".", ":", "/", "//", "?", "#", "&", "=", ";", "%41", "%2f", "%zz", "é", "€", "+", "-", "_", "~", "!", "$", "'", "(", ")", "*", ",", "[", "]", "{", "}", "|", "^", "`", "\"", "<", ">", "\\", " ", "@", "80", "localhost", "😀"}
	plainHost = regexp.MustCompile(`(?i)^[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{0,4})?$`)
)

// randomURL avoids what is meant to differ: passwords in errors.
func randomURL(r *rand.Rand) string {
	u := pick(r, "http", "https", "HTTP", "ftp", "x", "", "data", "h t", "URL:http", "<http", " http") + pick(r, ":", "://", "://", "://", ":/", "") + some(r, 4, urlPieces...) + pick(r, "", "/", "?", "#") + some(r, 8, urlPieces...) + pick(r, "", "", "", ">", "\n", " ")
	if before, _, ok := strings.Cut(u, "@"); ok && strings.Contains(before, ":") {
		u = strings.ReplaceAll(u, "@", "")
	}
	return u
}

func liveRequest(r *rand.Rand) golden.Call {
	switch r.IntN(4) {
	case 0:
		return golden.Call{Fn: "Request", Args: []any{randomURL(r)}}
	case 1:
		ops := []any{}
		for range r.IntN(8) {
			name := pick(r, "X-THING", "x-thing", "X-thing", "content-length", "Content-length", "", "é", "it's", "ETag")
			switch pick(r, "add", "unred", "get", "has", "remove", "items", "method", "data", "full", "proxy", "hasproxy", "geturl") {
			case "add":
				ops = append(ops, golden.Tuple{"add_header", name, "1"})
			case "unred":
				ops = append(ops, golden.Tuple{"add_unredirected_header", name, "2"})
			case "get":
				ops = append(ops, golden.Tuple{"get_header", name})
			case "has":
				ops = append(ops, golden.Tuple{"has_header", name})
			case "remove":
				ops = append(ops, golden.Tuple{"remove_header", name})
			case "items":
				ops = append(ops, golden.Tuple{"header_items"})
			case "method":
				ops = append(ops, golden.Tuple{"get_method"})
			case "data":
				ops = append(ops, golden.Tuple{"data", []any{nil, []byte("x"), []byte{}}[r.IntN(3)]})
			case "full":
				if !slices.ContainsFunc(ops, isSetProxy) { // see TestFullURLForgetsProxy
					ops = append(ops, golden.Tuple{"full_url", randomURL(r)})
				}
			case "proxy":
				ops = append(ops, golden.Tuple{"set_proxy", "p:1", pick(r, "http", "https")})
			case "hasproxy":
				ops = append(ops, golden.Tuple{"has_proxy"})
			default:
				ops = append(ops, golden.Tuple{"get_full_url"})
			}
		}
		return golden.Call{Fn: "request_ops", Args: []any{randomURL(r), ops}}
	case 2:
		return golden.Call{Fn: "redirect", Args: []any{"http://h/a/b?c#d", []any{int64(301), int64(302), int64(307)}[r.IntN(3)], liveLocation(r), nil, nil, []any{golden.Tuple{"X-A", "1"}}}}
	}
	for {
		u := "http://" + pick(r, "h", "a.b", "h:81", "h:", "A-b.C") + pick(r, "/", "/", "?", "") + some(r, 8, urlPieces...)
		req, err := fetch.NewRequest(u)
		if err != nil || !plainHost.MatchString(req.Host) || strings.HasPrefix(req.Selector, "//") {
			continue
		}
		headers := []any{}
		for range r.IntN(3) {
			headers = append(headers, golden.Tuple{pick(r, "X-A", "x_b", "user-agent", "Accept-encoding", "ETag-x1", "Host"), pick(r, "v", "é", "€", "a b", "other.test")})
		}
		for _, h := range headers { // a Host with blanks or none is refused
			if t := h.(golden.Tuple); t[0] == "Host" {
				t[1] = "other.test"
			}
		}
		return golden.Call{Fn: "sent", Args: []any{u, []any{nil, []byte("x=1")}[r.IntN(2)], headers, []any{nil, "GET", "POST", "PUT", "DELETE", "X"}[r.IntN(6)]}}
	}
}

func isSetProxy(op any) bool { return op.(golden.Tuple)[0] == "set_proxy" }

// liveLocation avoids what is meant to differ: passwords in errors, and
// characters beyond ASCII, which Python takes for Latin-1.
func liveLocation(r *rand.Rand) string {
	for {
		s := pick(r, "", "http:", "http://", "//", "/", "x:", "https://h", "file:", "?", "#", "../", "HTTP://H") + some(r, 8, urlPieces...)
		if nonASCII := strings.IndexFunc(s, func(c rune) bool { return c > 0x7f }); nonASCII < 0 && !strings.Contains(s, "@") {
			return s
		}
	}
}

func liveAuth(r *rand.Rand) golden.Call {
	uri := func() string {
		return pick(r, "http://", "https://", "", "//", "ftp://", "HTTP://") + pick(r, "h", "h:80", "h:443", "h:", "i", "H", "[::1]/", "u@h") + some(r, 4, "/", "a", "b", "?", "#", "%41")
	}
	realm := func() any { return []any{"R", "S", nil}[r.IntN(3)] }
	switch r.IntN(7) {
	case 0:
		for {
			h := some(r, 14, "Basic", "Digest", " ", ",", "realm=", `"`, "'", "x", "\t", "REALM=", "=")
			if h == "" || strings.TrimSpace(h) != "" {
				return golden.Call{Fn: "parse_realm", Args: []any{h}}
			}
		}
	case 1:
		return golden.Call{Fn: "parse_http_list", Args: []any{some(r, 14, "a", "b", "=", `"`, ",", " ", `\`, "é", "\t", "\x1f")}}
	case 2:
		adds := []any{}
		for range r.IntN(4) {
			adds = append(adds, golden.Tuple{realm(), uri(), pick(r, "u", "v", "w"), "p"})
		}
		return golden.Call{Fn: "find_user_password", Args: []any{pick(r, "plain", "default", "prior"), adds, realm(), uri()}}
	case 3:
		adds, updates := []any{}, []any{}
		for range r.IntN(3) {
			adds = append(adds, golden.Tuple{realm(), uri(), "u", "p", r.IntN(2) == 0})
		}
		for range r.IntN(6) { // as many answers
			updates = append(updates, golden.Tuple{uri(), r.IntN(2) == 0})
		}
		return golden.Call{Fn: "is_authenticated", Args: []any{adds, updates, uri()}}
	case 4:
		return golden.Call{Fn: "reduce_uri", Args: []any{uri(), r.IntN(2) == 0}}
	case 5:
		c := `realm="` + some(r, 3, "a", " ", ",", "é") + `"`
		for range r.IntN(5) {
			c += ", " + pick(r, `nonce="n"`, `nonce="a b"`, `qop=auth`, `qop="auth-int,auth"`, `qop="auth,auth-int"`, `qop="auth-int"`, `qop=""`, `opaque="o"`, `algorithm=MD5`, `algorithm="SHA"`, `algorithm=SHA-256`, `algorithm=md5`, `stale=true`)
		}
		return golden.Call{Fn: "digest", Args: []any{"http://h/" + some(r, 4, "a", "/", "?", "%20", "="), []any{nil, "POST", "PUT"}[r.IntN(3)], some(r, 3, "u", "é", ":"), some(r, 3, "p", " ", "é"), c, int64(1 + r.IntN(3))}}
	}
	two := func() golden.Tuple { return golden.Tuple{pick(r, "h", "i"), some(r, 4, "/", "a", "b")} }
	return golden.Call{Fn: "is_suburi", Args: []any{two(), two()}}
}

func livePaths(r *rand.Rand) golden.Call {
	switch r.IntN(8) {
	case 0:
		return golden.Call{Fn: "pathname2url", Args: []any{some(r, 10, "/", "a", ":", ".", " ", "%", "~", "+", "é", "\\", "?", "#", "\n", "😀")}, Kw: map[string]any{"add_scheme": r.IntN(2) == 0}}
	case 1:
		return golden.Call{Fn: "url2pathname", Args: []any{pick(r, "", "file:", "FILE:", "http:") + some(r, 10, "/", "a", ":", "%41", "?", "#", "localhost", ".", ";", "|", "%C3%A9", "%ff", "\t", " ", "[", "]")}, Kw: map[string]any{"require_scheme": r.IntN(2) == 0}}
	case 2:
		return golden.Call{Fn: "nt_pathname2url", Args: []any{some(r, 10, "\\", "/", "a", ":", "C:", "?", ".", "UNC", " ", "é")}}
	case 3:
		return golden.Call{Fn: "nt_url2pathname", Args: []any{some(r, 10, "/", "a", ":", "%41", "C:", "C|", "localhost", ".", "|", "é")}}
	case 4:
		return golden.Call{Fn: "data", Args: []any{pick(r, "data:", "DATA:") + some(r, 8, "text/plain", ";base64", ";charset=utf-8", ",", "aGk=", "%41", "x", "#", " ", "é", "\t", "=", "%00")}}
	case 5:
		return golden.Call{Fn: "proxy_bypass", Args: []any{pick(r, "a.com", "x.a.com", "A.com:81", "b.com", "[::1]", "h", "h:3128", "10.1.2.3", "x:y", ":80", "h:"), some(r, 8, "a.com", ",", ".", " ", "*", "b", "com", ":80", "10.1.2.3", "[::1]", "h", "::1")}}
	case 6:
		for {
			p := some(r, 8, "http:", "//", "/", "u", ":", "@", "p", "h", "x:")
			if _, _, _, _, err := fetch.ParseProxy(p); err == nil || !strings.Contains(p, "@") { // errors hide passwords
				return golden.Call{Fn: "parse_proxy", Args: []any{p}}
			}
		}
	}
	env := golden.Dict{}
	seen := map[string]bool{}
	for range r.IntN(5) {
		k := pick(r, "http", "HTTP", "Http", "ftp", "no", "NO", "all", "") + pick(r, "_proxy", "_PROXY", "_Proxy", "proxy")
		if r.IntN(6) == 0 {
			k = "REQUEST_METHOD"
		}
		if !seen[k] {
			seen[k] = true
			env = append(env, golden.Pair{Key: k, Value: pick(r, "", "a", "http://b:1")})
		}
	}
	return golden.Call{Fn: "proxies_of", Args: []any{env}}
}

func TestLive(t *testing.T) {
	t.Run("request", func(t *testing.T) { live.Compare(t, "fetch", 10000, liveRequest, call) })
	t.Run("auth", func(t *testing.T) { live.Compare(t, "fetch", 10000, liveAuth, call) })
	t.Run("paths", func(t *testing.T) { live.Compare(t, "fetch", 10000, livePaths, call) })
}
