package urlparse_test

import (
	"errors"
	"net"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gobatteries/batteries/urlparse"
)

// The tests are named after the attacks. Pure functions answer as CPython does;
// where that leaves a danger, the keyword Strict refuses the URL.

// hostOf returns the host of a URL, or the error's text.
func hostOf(u string, options ...urlparse.URLSplitOption) string {
	r, err := urlparse.URLSplit(u, options...)
	if err != nil {
		return "error: " + err.Error()
	}
	host, _ := r.Hostname()
	return host
}

func refused(t *testing.T, u string, options ...urlparse.URLSplitOption) {
	t.Helper()
	_, err := urlparse.URLSplit(u, options...)
	if v := (*urlparse.ValueError)(nil); !errors.As(err, &v) {
		t.Errorf("%q: %v, want a ValueError", u, err)
	}
}

// CVE-2019-9636: a character turns into a delimiter under NFKC.
func TestNFKCDelimiter(t *testing.T) {
	for _, c := range "⁇⁈⁉℀℁℅℆⩴︓︖﹕﹖﹟﹫＃／：？＠" {
		refused(t, "http://netloc"+string(c)+".evil.com")
		refused(t, "http://netloc"+string(c)+"@evil.com")
		if _, err := urlparse.URLSplit("http://h/" + string(c)); err != nil {
			t.Errorf("%q in a path: %v", c, err)
		}
	}
}

// CVE-2019-10160: the same in the user's name, beside real delimiters.
func TestNFKCDelimiterInUserinfo(t *testing.T) {
	refused(t, "http://user@bad＃@bing.com")
	refused(t, "http://user@bad＃:@bing.com")
}

// CVE-2021-23336: a semicolon as separator poisons caches.
func TestSemicolonSeparator(t *testing.T) {
	got, err := urlparse.ParseQSL("a=1;b=2&c=3")
	if want := []urlparse.Pair[string]{{"a", "1;b=2"}, {"c", "3"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	got, err = urlparse.ParseQSL("a=1;b=2&c=3", urlparse.Separator(";"))
	if want := []urlparse.Pair[string]{{"a", "1"}, {"b", "2&c=3"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
}

// CVE-2022-0391: line ends and tabs hide a scheme or split a header.
func TestLineEndsAndTabs(t *testing.T) {
	r, err := urlparse.URLSplit("java\nscr\tipt\r:alert(1)", urlparse.Scheme("ht\r\ntp"))
	if want := (urlparse.SplitResult{Scheme: "javascript", Path: "alert(1)"}); err != nil || r != want {
		t.Errorf("%v, %v", r, err)
	}
	refused(t, "http://h/a\nb", urlparse.Strict(true))
}

// CVE-2023-24329: what stands before the scheme hides it.
func TestLeadingControls(t *testing.T) {
	for _, u := range []string{"\x0b\x00 https://example.com", " https://example.com", "\x1f\n\thttps://example.com"} {
		if r, err := urlparse.URLSplit(u); err != nil || r.Scheme != "https" || r.Netloc != "example.com" {
			t.Errorf("%q: %v, %v", u, r, err)
		}
		refused(t, u, urlparse.Strict(true))
	}
	if r, _ := urlparse.URLSplit("\u00a0https://example.com"); r.Scheme != "" {
		t.Errorf("a no-break space is dropped: %v", r)
	}
}

// CVE-2024-11168: something else than an IPv6 address in brackets.
// CVE-2019-14809, CVE-2025-47912, CVE-2026-25679: bad hosts in brackets, which
// net/url took at some time.
func TestBracketedHosts(t *testing.T) {
	for _, u := range []string{"http://[127.0.0.1]/", "http://[localhost]/", "http://[]/", "http://[::1%]/", "http://[v.x]/", "http://[::ffff:1.2.3.04]/"} {
		refused(t, u)
	}
	if got := hostOf("http://[::FFFF:1.2.3.4]:80/"); got != "::ffff:1.2.3.4" {
		t.Error(got)
	}
}

// CVE-2025-0938: text before or after brackets.
func TestTextAroundBrackets(t *testing.T) {
	for _, u := range []string{"scheme://prefix.[v6a.ip]/", "scheme://[v6a.ip].suffix/", "http://[::1]evil.com/", "http://evil.com[::1]/", "http://user@evil[::1]/", "http://::1]/", "http://[::1/"} {
		refused(t, u)
	}
	if got := hostOf("http://user@[::1]:80/"); got != "::1" {
		t.Error(got)
	}
}

// bpo-30500: a fragment read as user info.
func TestFragmentBeforeAt(t *testing.T) {
	if got := hostOf("http://127.0.0.1#@evil.com/"); got != "127.0.0.1" {
		t.Error(got)
	}
	if got := hostOf("http://127.0.0.1?@evil.com/"); got != "127.0.0.1" {
		t.Error(got)
	}
}

// within fails if f takes long. The bounds are a hundred times what is needed.
func within(t *testing.T, name string, limit time.Duration, f func()) {
	t.Helper()
	start := time.Now()
	f()
	if d := time.Since(start); d > limit {
		t.Errorf("%s took %v", name, d)
	}
}

// CVE-2022-45061: quadratic work on a long label. There's no IDNA here, and all
// else is linear.
func TestLongLabel(t *testing.T) {
	u := "http://xn--016c" + strings.Repeat("a", 1<<20) + "é"
	within(t, "a host of 1 MB", 2*time.Second, func() {
		r, _ := urlparse.URLSplit(u)
		r.Hostname()
		r.Port()
	})
}

// CVE-2026-3276: quadratic normalisation of combining characters.
func TestCombiningCharacters(t *testing.T) {
	within(t, "400,000 combining characters", 2*time.Second, func() {
		r, err := urlparse.URLSplit("http://" + strings.Repeat("\u0316\u0301", 200_000))
		if err != nil {
			t.Error(err)
		}
		r.Hostname()
	})
	within(t, "400,000 sigmas", 2*time.Second, func() {
		r, _ := urlparse.URLSplit("http://" + strings.Repeat("Σ", 200_000) + strings.Repeat("'", 200_000))
		r.Hostname()
	})
}

// CVE-2020-10735: a huge number as the port.
func TestHugePort(t *testing.T) {
	for _, digits := range []string{strings.Repeat("1", 5000), strings.Repeat("1", 4000), "65536", strings.Repeat("9", 1<<20)} {
		r, err := urlparse.URLSplit("http://h:" + digits)
		if err != nil {
			t.Fatal(err)
		}
		if port, ok, err := r.Port(); err == nil {
			t.Errorf("a port of %d digits is %d, %v", len(digits), port, ok)
		}
	}
	r, _ := urlparse.URLSplit("http://h:00080")
	if port, ok, err := r.Port(); port != 80 || !ok || err != nil {
		t.Error(port, ok, err)
	}
}

// CVE-2021-29921, CVE-2024-4032: octal, hexadecimal and short IPv4 addresses,
// which resolvers and browsers read differently. The text stays as it is; a guard
// belongs to the address that is dialled, as here, or Strict refuses the URL.
func TestNumericHosts(t *testing.T) {
	for _, h := range []string{"0177.0.0.1", "0x7f000001", "127.1", "2130706433", "0x7f.0.0.1", "127.0.0.1."} {
		u := "http://" + h + "/"
		if got := hostOf(u); got != h {
			t.Errorf("%s became %s", u, got)
		}
		refused(t, u, urlparse.Strict(true))
	}
	if got := hostOf("http://127.0.0.1/", urlparse.Strict(true)); got != "127.0.0.1" {
		t.Error(got)
	}
	blocked := errors.New("not to this host")
	guard := net.Dialer{Control: func(_, address string, _ syscall.RawConn) error {
		host, _, _ := net.SplitHostPort(address)
		if net.ParseIP(host).IsLoopback() {
			return blocked
		}
		return nil
	}}
	if c, err := guard.Dial("tcp", "127.0.0.1:9"); !errors.Is(err, blocked) {
		if err == nil {
			c.Close()
		}
		t.Errorf("the guard lets 127.0.0.1 through: %v", err)
	}
}

// CVE-2025-61726, CVE-2026-39825: a query without end. The limit counts all
// fields, refuses the query as a whole, and does so before any work.
func TestUnboundedQuery(t *testing.T) {
	for _, n := range []int{10_000, 10_001} {
		q := strings.Repeat("a=1&", n-1) + "a=1"
		fields, err := urlparse.ParseQSL(q, urlparse.MaxNumFields(10_000))
		if (err != nil) != (n > 10_000) || err == nil && len(fields) != n {
			t.Errorf("%d fields: got %d, %v", n, len(fields), err)
		}
	}
	if fields, err := urlparse.ParseQSL(strings.Repeat("a=1&", 300_000)); err != nil || len(fields) != 300_000 {
		t.Errorf("%d, %v", len(fields), err)
	}
	// A row of separators must not cost thirty times its size.
	empty := strings.Repeat("&", 1<<20)
	if n := bytesAllocated(func() { urlparse.ParseQSL(empty) }); n > 16<<20 {
		t.Errorf("1 MB of ampersands takes %d bytes", n)
	}
}

func bytesAllocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// A backslash is a slash for browsers.
func TestBackslash(t *testing.T) {
	u := `http://evil.com\@good.com/`
	if got := hostOf(u); got != "good.com" {
		t.Error(got)
	}
	refused(t, u, urlparse.Strict(true))
	refused(t, `http:\\evil.com/`, urlparse.Strict(true))
	if _, err := urlparse.URLSplit(`http://h/?a\b`, urlparse.Strict(true)); err != nil {
		t.Error(err) // it's a character like any other there
	}
}

// NUL, blanks and DEL in a host end a C string or a header's word.
func TestControlsInHost(t *testing.T) {
	for _, c := range "\x00 \x7f" {
		u := "http://good.com" + string(c) + ".evil.com/"
		if got := hostOf(u); got != "good.com"+string(c)+".evil.com" {
			t.Errorf("%q", got)
		}
		refused(t, u, urlparse.Strict(true))
	}
}

// A zone or an IPvFuture address carries a name past a list of allowed hosts.
func TestZoneAndIPvFuture(t *testing.T) {
	if got := hostOf("http://[::1%.Example.com]/"); got != "::1%.Example.com" {
		t.Error(got)
	}
	if got := hostOf("http://[vA.evil com\x7f]/"); got != "va.evil com\x7f" {
		t.Error(got)
	}
	refused(t, "http://[::1%.example.com]/", urlparse.Strict(true))
	refused(t, "http://[vA.evil]/", urlparse.Strict(true))
}

// Four slashes and an empty host must not become a host on the way back.
func TestSlashesRoundTrip(t *testing.T) {
	for _, u := range []string{"////evil.com", "//////evil.com", "http:////evil.com", "x:////evil.com", "///evil.com", "http:///evil.com"} {
		for _, known := range []bool{false, true} {
			r, err := urlparse.URLSplit(u, urlparse.MissingAsNone(known))
			if err != nil || r.Netloc != "" {
				t.Fatal(u, r, err)
			}
			again, err := urlparse.URLSplit(r.GetURL())
			if err != nil || again.Netloc != "" || again.Path != r.Path {
				t.Errorf("%s comes back as %s", u, r.GetURL())
			}
		}
	}
	for _, path := range []string{"//evil.com", "///evil.com"} {
		if u := (urlparse.SplitResult{Path: path}).GetURL(); hostOf(u) != "" {
			t.Errorf("the path %s becomes %s", path, u)
		}
	}
	if u, err := urlparse.Normalize("/.//evil.com"); err != nil || hostOf(u) != "" {
		t.Error(u, err)
	}
}

// CVE-2022-32190, CVE-2026-56860: dot segments that stay or cost quadratic time.
func TestDotSegments(t *testing.T) {
	within(t, "200,000 dot segments", 5*time.Second, func() {
		got, err := urlparse.URLJoin("http://h/"+strings.Repeat("a/", 200_000), strings.Repeat("../", 200_001)+"b")
		if err != nil || got != "http://h/b" {
			t.Errorf("%.80s, %v", got, err)
		}
	})
	within(t, "normalizing them", 5*time.Second, func() {
		got, err := urlparse.Normalize("http://h/" + strings.Repeat("a/", 200_000) + strings.Repeat("../", 200_000) + "b")
		if err != nil || got != "http://h/b" {
			t.Errorf("%.80s, %v", got, err)
		}
	})
}

// What net/url refuses or reads differently is no reason for another host here.
func TestNotNetURL(t *testing.T) {
	for u, host := range map[string]string{
		"http://a b/":     "a b",
		"http://h%zz/":    "h%zz",
		"http://a:80:81/": "a",
	} {
		if _, err := url.Parse(u); err == nil {
			t.Errorf("net/url takes %s by now", u)
		}
		if got := hostOf(u); got != host {
			t.Errorf("%s: %s, want %s", u, got, host)
		}
	}
}
