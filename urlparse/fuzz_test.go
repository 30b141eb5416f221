package urlparse_test

import (
	"strings"
	"testing"

	"github.com/gobatteries/batteries/urlparse"
)

func addURLs(f *testing.F) {
	for _, u := range []string{"http://u:p@h:80/a;b?c#d", "//[::1%z]/..//.", "a:b", "////x", "http://a?#", "\x00ht\ntp:", "http://İΣ℀", "%zz%41+=&", "\xed\xa0\x80\xff"} {
		f.Add(u, "../g;x?y#z")
	}
}

// What is split and put together again splits the same, and with MissingAsNone
// it is the same URL but for what URLSplit drops and the scheme's case.
func FuzzSplitRoundTrip(f *testing.F) {
	addURLs(f)
	f.Fuzz(func(t *testing.T, u, _ string) {
		r, err := urlparse.URLSplit(u)
		if err != nil {
			return
		}
		r.Username()
		r.Password()
		r.Hostname()
		r.Port()
		_ = r.String()
		again, err := urlparse.URLSplit(r.GetURL())
		if err == nil && again.GetURL() != r.GetURL() {
			t.Errorf("%q: %q splits into %v", u, r.GetURL(), again)
		}
		if r.Netloc == "" && r.Scheme == "" && err == nil && again.Netloc != "" {
			t.Errorf("%q gains the host %q", u, again.Netloc)
		}
		exact, err := urlparse.URLSplit(u, urlparse.MissingAsNone(true))
		if err != nil {
			t.Fatalf("%q: %v", u, err)
		}
		clean := strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(strings.TrimLeftFunc(u, func(r rune) bool { return r <= ' ' }))
		if got := exact.GetURL(); got[len(exact.Scheme):] != clean[len(exact.Scheme):] {
			t.Errorf("%q comes back as %q", u, got)
		}
		six, err := urlparse.URLParse(u, urlparse.MissingAsNone(true))
		if err != nil || six.GetURL() != exact.GetURL() {
			t.Errorf("%q: URLParse gives %q, URLSplit %q", u, six.GetURL(), exact.GetURL())
		}
		d, err := urlparse.URLDefrag(u, urlparse.MissingAsNone(true))
		if err != nil {
			t.Errorf("URLDefrag(%q): %v", u, err)
		} else if exact.Fragment != d.Fragment || exact.Missing.Fragment != d.Missing.Fragment {
			t.Errorf("%q: URLDefrag gives the fragment %q, URLSplit %q", u, d.Fragment, exact.Fragment)
		}
		b, err := urlparse.URLSplit([]byte(u))
		if err == nil && (string(b.Netloc) != r.Netloc || string(b.Path) != r.Path) {
			t.Errorf("%q: %v for the bytes", u, b)
		}
	})
}

func FuzzJoin(f *testing.F) {
	addURLs(f)
	f.Fuzz(func(t *testing.T, base, ref string) {
		got, err := urlparse.URLJoin(base, ref)
		if err != nil {
			return
		}
		if len(got) > len(base)+len(ref)+8 {
			t.Errorf("URLJoin(%q, %q) = %q", base, ref, got)
		}
		if b, err := urlparse.URLJoin([]byte(base), []byte(ref)); err == nil && string(b) != got {
			t.Errorf("URLJoin(%q, %q) = %q, of the bytes %q", base, ref, got, b)
		}
	})
}

// What is quoted is unquoted to the same.
func FuzzQuoteRoundTrip(f *testing.F) {
	f.Add("a b/é%41+~\xff", "/ %")
	f.Add(strings.Repeat("あ%", 30), "")
	f.Add(strings.Repeat("é", 400)+"\xff", "é")
	f.Fuzz(func(t *testing.T, s, safe string) {
		quoted := urlparse.QuoteFromBytes(s)
		if b, err := urlparse.UnquoteToBytes(quoted); err != nil || string(b) != s {
			t.Errorf("%q comes back as %q, %v", s, b, err)
		}
		if strings.IndexByte(safe, '%') < 0 {
			q, err := urlparse.Quote(s, urlparse.Safe(safe))
			if err == nil {
				if back, err := urlparse.Unquote(q, urlparse.Errors("strict")); err != nil || back != s {
					t.Errorf("%q comes back as %q, %v", s, back, err)
				}
			}
			if appended, err2 := urlparse.AppendQuote([]byte("x"), s, urlparse.Safe(safe)); (err == nil) != (err2 == nil) || err == nil && string(appended) != "x"+q {
				t.Errorf("AppendQuote(%q) = %q, %v; Quote gives %q, %v", s, appended, err2, q, err)
			}
		}
		q, err := urlparse.QuotePlus(s)
		if err == nil {
			if back, err := urlparse.UnquotePlus(q); err != nil || back != s {
				t.Errorf("%q comes back as %q, %v by way of plus signs", s, back, err)
			}
		}
		urlparse.Unquote(s, urlparse.Errors(safe))
		urlparse.Unquote(s, urlparse.Encoding(safe))
		_ = urlparse.Unwrap(s)
	})
}

// Fields that are encoded are parsed to the same.
func FuzzQueryRoundTrip(f *testing.F) {
	f.Add("a=1&b=%20+&=&c", "&")
	f.Add("é=\xff;x", ";")
	f.Fuzz(func(t *testing.T, qs, separator string) {
		urlparse.ParseQSL(qs, urlparse.Separator(separator), urlparse.KeepBlankValues(true))
		urlparse.ParseQS([]byte(qs), urlparse.MaxNumFields(len(separator)))
		fields, err := urlparse.ParseQSL(qs, urlparse.KeepBlankValues(true))
		if err != nil {
			t.Fatal(err)
		}
		encoded, err := urlparse.URLEncode(fields)
		if err != nil {
			return
		}
		again, err := urlparse.ParseQSL(encoded, urlparse.KeepBlankValues(true))
		if err != nil || len(again) != len(fields) {
			t.Fatalf("%q: %v, %v", qs, again, err)
		}
		for i := range fields {
			if again[i] != fields[i] {
				t.Errorf("%q: field %d is %q, then %q", qs, i, fields[i], again[i])
			}
		}
		q := urlparse.NewQuery(qs)
		if q.String() != qs {
			t.Errorf("Query(%q) = %q", qs, q)
		}
		q.Set("new key", "v&=")
		if v, ok := q.Get("new key"); !ok || v != "v&=" || len(q.GetAll("new key")) != 1 {
			t.Errorf("%q: set to %q, %v", qs, v, ok)
		}
		q.Del("new key")
		if _, ok := q.Get("new key"); ok {
			t.Errorf("%q: still there", qs)
		}
	})
}

func FuzzNormalize(f *testing.F) {
	addURLs(f)
	f.Add("HTTP://%41%c3%a9.com:0080/%7e/../%2e%2E/%%34", "")
	f.Add("%70:x", "")
	f.Add("//[FE80::1%Eth]:80/%7e", "")
	f.Add("//]@[::A", "")
	f.Fuzz(func(t *testing.T, u, _ string) {
		n, err := urlparse.Normalize(u)
		if err != nil {
			return
		}
		again, err := urlparse.Normalize(n)
		if err != nil || again != n {
			t.Errorf("%q becomes %q, then %q, %v", u, n, again, err)
		}
		r, _ := urlparse.URLSplit(u)
		s, err := urlparse.URLSplit(n)
		if err != nil || r.Scheme != s.Scheme {
			t.Errorf("%q: the scheme of %q is another, %v", u, n, err)
		}
		host, _ := r.Hostname()
		if same, _ := s.Hostname(); same != host && strings.Contains(r.Netloc, "[") {
			t.Errorf("%q: the address in %q is another", u, n)
		}
		had, ok, _ := r.Port()
		if has, still, _ := s.Port(); ok && (still && has != had || !still && had == 0) { // nothing's default is 0
			t.Errorf("%q: the port in %q is another", u, n)
		}
		if strict, err := urlparse.URLSplit(u, urlparse.Strict(true)); err == nil && strict != r {
			t.Errorf("%q: strictly %v", u, strict)
		}
	})
}
