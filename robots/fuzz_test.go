package robots

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/wtf8"
)

// The index answers as asking every rule does, and nothing panics.
func FuzzCanFetch(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /a*\nDisallow: /*?*x=", "bot/1.0", "http://h/aab?x=1#f")
	f.Add("0", "0", "/\n/]")
	f.Add("useragent a\ndisallow /index.htm\nCrawl-delay: 1.5\nRequest-rate: 1/2\n", "a", "//h;p?q")
	f.Fuzz(func(t *testing.T, text, agent, url string) {
		for _, mode := range []Mode{CPython, RFC9309, Google} {
			p := NewRobotFileParser("", mode)
			p.ParseText(text)
			got := p.CanFetch(agent, url)
			if p.SetURL(url); got != p.CanFetch(agent, url) {
				t.Errorf("mode %d: CanFetch = %v, but not where the file comes from there", mode, got)
			}
			e, err := p.Explain(agent, url)
			if e.Allowed != got {
				t.Errorf("mode %d: CanFetch = %v, but %v", mode, got, e)
			}
			if err != nil || e.Group == nil || e.Path == "/robots.txt" && mode != Google {
				continue
			}
			if want := simpleAllowance(e.Group, e.Path); got != want {
				t.Errorf("mode %d: CanFetch = %v, rule by rule %v", mode, got, want)
			}
		}
		if lines := strings.Count(text, "\n") + strings.Count(text, "\r") + 1; len(Lint(text)) > 4*lines+1 {
			t.Errorf("%d problems in %d lines", len(Lint(text)), lines)
		}
	})
}

// So for many files and URLs that look alike.
func TestFastAnswers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	n := 3000
	if testing.Short() {
		n = 300
	}
	for range n {
		mode := pick(r, []Mode{CPython, RFC9309, Google})
		text, agent := randomFile(r)+pick(r, []string{"", "\nAllow: /robots.txt/a\nDisallow: /robots*"}), pick(r, agents)
		p := NewRobotFileParser("", mode)
		p.ParseText(text)
		for range 20 {
			url := randomURL(r)
			if r.IntN(20) == 0 {
				url = pick(r, []string{"/robots.txt", "http://h/robots.txt", "http://h/%72obots.txt", "/robots.tx\tt", "/robots.txt#a", "http://h", "http://h#a"})
			}
			e, _ := p.Explain(agent, url)
			p.SetURL(pick(r, []string{"", "http://h/robots.txt", "https://h:80/robots.txt", "http://h", "/robots.txt"}))
			if got := p.CanFetch(agent, url); got != e.Allowed {
				t.Fatalf("mode %d, %q, %q, %q: CanFetch = %v, but %v", mode, text, agent, url, got, e)
			}
			if e.Group != nil && e.Path != robotsPath {
				if want := simpleAllowance(e.Group, e.Path); e.Allowed != want {
					t.Fatalf("mode %d, %q, %q, %q: %v, rule by rule %v", mode, text, agent, url, e, want)
				}
			}
		}
	}
}

// simpleAllowance asks one rule after another.
func simpleAllowance(e *Entry, path string) bool {
	best, allow := 0, true
	for _, r := range e.RuleLines {
		n := r.worth(simpleMatch(r, path))
		if n > best || n == best && n > 0 && r.Allowance {
			best, allow = n, r.Allowance
		}
	}
	return allow
}

// simpleMatch does what RuleLine.AppliesTo does with a table: cell i says whether
// the pattern so far can match path[:i].
func simpleMatch(r *RuleLine, path string) int {
	can := make([]bool, len(path)+1)
	can[0] = true
	for _, c := range []byte(r.Path) {
		next := make([]bool, len(path)+1)
		for i := range next {
			if c == '*' {
				next[i] = can[i] || i > 0 && next[i-1]
			} else if i > 0 {
				next[i] = can[i-1] && path[i-1] == c
			}
		}
		can = next
	}
	if r.FullMatch {
		if can[len(path)] {
			return len(path) + 1
		}
		return 0
	}
	for i := len(path); i >= 0; i-- {
		if can[i] {
			return i + 1
		}
	}
	return 0
}

// simpleNormal normalizes one byte after another.
func simpleNormal(path string, extra byte) string {
	var b []byte
	for query := false; path != ""; {
		c, n := path[0], 1
		if isPercent := c == '%' && len(path) > 2 && isHex(path[1]) && isHex(path[2]); isPercent {
			c, n = unhex(path[1])<<4|unhex(path[2]), 3
		} else if r, size := wtf8.DecodeRuneInString(path); size == 3 && 0xdc80 <= r && r <= 0xdcff {
			c, n = byte(r-0xdc00), 3
		}
		switch as := n == 1; {
		case class[c]&plain != 0, as && query && (c == '&' || c == '='), as && c == extra && c != 0:
			b = append(b, c)
		case as && c == '?' && !query:
			query = true
			b = append(b, c)
		default:
			b = fmt.Appendf(b, "%%%02X", c)
		}
		path = path[n:]
	}
	return string(b)
}

// A stream and a text of the same lines give the same rules.
func FuzzParseReader(f *testing.F) {
	f.Add("User-agent: *\r\nDisallow: /a\rAllow: /b\n", 3)
	f.Fuzz(func(t *testing.T, text string, size int) {
		if len(text) > maxLine {
			return
		}
		p := NewRobotFileParser("")
		if err := p.ParseReader(&smallReader{text, max(1, size%100)}); err != nil {
			t.Fatal(err)
		}
		q := NewRobotFileParser("")
		q.parse(file{}, func(yield func(string)) { splitHTTPLines(strings.TrimPrefix(text, "\ufeff"), yield) })
		if p.String() != q.String() {
			t.Errorf("%q\n%s\nwant\n%s", text, p, q)
		}
	})
}

// The fast ways to cut lines and to find the path are the slow ones.
func FuzzFastPaths(f *testing.F) {
	f.Add("a\r\nb\n\nc")
	f.Add("http://h:80/a?b=c")
	f.Fuzz(func(t *testing.T, s string) {
		var fast, slow []string
		splitLines(s, func(l string) { fast = append(fast, l) })
		splitAnyLines(s, func(l string) { slow = append(slow, l) })
		if strings.Join(fast, "\n|") != strings.Join(slow, "\n|") {
			t.Errorf("%q: %q and %q", s, fast, slow)
		}
		got, err1 := target(s)
		want, err2 := anyTarget(s)
		if got != want || (err1 == nil) != (err2 == nil) {
			t.Errorf("target(%q) = %q, %v, and %q, %v", s, got, err1, want, err2)
		}
		for _, extra := range []byte{0, '*'} {
			want := simpleNormal(s, extra)
			if got := normalize(s, extra); got != want {
				t.Errorf("normalize(%q, %q) = %q, want %q", s, extra, got, want)
			}
			if got := new(arena).normalize(s, extra); got != want {
				t.Errorf("normalize(%q, %q) = %q, want %q", s, extra, got, want)
			}
		}
		var r1, r2 RuleLine
		if r1.setNormal(s) && (!r2.setAny(s, new(arena)) || r1 != r2) {
			t.Errorf("%q: setNormal %+v, setAny %+v", s, r1, r2)
		}
	})
}
