package cookiejar_test

import (
	"strings"
	"testing"

	"github.com/gobatteries/batteries/cookies/cookiejar"
)

// registrable returns the domain right below the public suffix, "" if there is
// none, for a host name with nothing odd about it.
func registrable(l cookiejar.PublicSuffixList, host string) string {
	host = strings.ToLower(host)
	suffix := l.PublicSuffix(host)
	rest, ok := strings.CutSuffix(host, "."+suffix)
	if !ok || rest == "" {
		return ""
	}
	return rest[strings.LastIndexByte(rest, '.')+1:] + "." + suffix
}

// The list's own test cases, each host before the domain that can be registered
// ("-" if none can), with a line for each kind of rule.
const suffixCases = `
COM -  example.COM example.com  WwW.example.COM example.com
example -  example.example example.example  b.example.example example.example  a.b.example.example example.example
biz -  domain.biz domain.biz  b.domain.biz domain.biz  a.b.domain.biz domain.biz
com -  example.com example.com  b.example.com example.com  a.b.example.com example.com
uk.com -  example.uk.com example.uk.com  b.example.uk.com example.uk.com  a.b.example.uk.com example.uk.com  test.ac test.ac
mm -  c.mm -  b.c.mm b.c.mm  a.b.c.mm b.c.mm
jp -  test.jp test.jp  www.test.jp test.jp  ac.jp -  test.ac.jp test.ac.jp  www.test.ac.jp test.ac.jp
kyoto.jp -  test.kyoto.jp test.kyoto.jp  ide.kyoto.jp -  b.ide.kyoto.jp b.ide.kyoto.jp  a.b.ide.kyoto.jp b.ide.kyoto.jp
c.kobe.jp -  b.c.kobe.jp b.c.kobe.jp  a.b.c.kobe.jp b.c.kobe.jp  city.kobe.jp city.kobe.jp  www.city.kobe.jp city.kobe.jp
ck -  test.ck -  b.test.ck b.test.ck  a.b.test.ck b.test.ck  www.ck www.ck  www.www.ck www.ck
us -  test.us test.us  www.test.us test.us  ak.us -  test.ak.us test.ak.us  www.test.ak.us test.ak.us
k12.ak.us -  test.k12.ak.us test.k12.ak.us  www.test.k12.ak.us test.k12.ak.us
食狮.com.cn 食狮.com.cn  食狮.公司.cn 食狮.公司.cn  www.食狮.公司.cn 食狮.公司.cn  shishi.公司.cn shishi.公司.cn  公司.cn -
食狮.中国 食狮.中国  www.食狮.中国 食狮.中国  shishi.中国 shishi.中国  中国 -
xn--85x722f.com.cn xn--85x722f.com.cn  xn--85x722f.xn--55qx5d.cn xn--85x722f.xn--55qx5d.cn
www.xn--85x722f.xn--55qx5d.cn xn--85x722f.xn--55qx5d.cn  shishi.xn--55qx5d.cn shishi.xn--55qx5d.cn  xn--55qx5d.cn -
xn--85x722f.xn--fiqs8s xn--85x722f.xn--fiqs8s  www.xn--85x722f.xn--fiqs8s xn--85x722f.xn--fiqs8s  shishi.xn--fiqs8s shishi.xn--fiqs8s  xn--fiqs8s -
github.io -  x.github.io x.github.io  y.x.github.io x.github.io  co.uk -  x.co.uk x.co.uk
`

func TestSuffixList(t *testing.T) {
	fields := strings.Fields(suffixCases)
	for i := 0; i < len(fields); i += 2 {
		want := strings.TrimPrefix(fields[i+1], "-")
		if got := registrable(cookiejar.PublicSuffixes, fields[i]); got != want {
			t.Errorf("%s: %q, want %q", fields[i], got, want)
		}
	}
	if s := cookiejar.PublicSuffixes.String(); !strings.HasSuffix(s, "public suffix list of 2026-08-19") {
		t.Error(s)
	}
	for _, odd := range []string{"", ".", "..", ".com", "com.", "a..b", "\xff", "\xff.com", strings.Repeat("a.", 100_000), strings.Repeat("ü", 10_000)} {
		if s := cookiejar.PublicSuffixes.PublicSuffix(odd); !strings.HasSuffix(odd, s) {
			t.Errorf("%q: %q", odd, s)
		}
	}
}

// A list that a program brings along.
func TestOwnSuffixList(t *testing.T) {
	list, err := cookiejar.ParsePublicSuffixList(strings.NewReader("// a list\n\ncorp\n*.team.corp\nteam.corp\n!www.team.corp // odd\nübung.corp\n"), "ours")
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]string{
		"a.corp": "a.corp", "b.a.corp": "a.corp", "team.corp": "", "a.team.corp": "", "b.a.team.corp": "b.a.team.corp", "www.team.corp": "www.team.corp", "x.xn--bung-zra.corp": "x.xn--bung-zra.corp",
	} {
		if got := registrable(list, host); got != want {
			t.Errorf("%s: %q, want %q", host, got, want)
		}
	}
	var b strings.Builder
	list.WriteTo(&b)
	if got := b.String(); got != "corp\nteam.corp+\nwww.team.corp!\nxn--bung-zra.corp\n" || list.String() != "ours" {
		t.Errorf("%q", got)
	}
	policy := cookiejar.NewModernCookiePolicy()
	policy.PublicSuffixes = list
	j := cookiejar.NewCookieJar(cookiejar.Policy(policy))
	extract(j, "http://x.y.corp/", "a=1; domain=y.corp", "b=1; domain=corp")
	extract(j, "http://x.team.corp/", "c=1; domain=team.corp")
	if got := j.String(); got != "<CookieJar[<Cookie a=1 for .y.corp/>]>" {
		t.Error(got)
	}
	policy.PublicSuffixes = nil
	extract(j, "http://x.team.corp/", "c=1; domain=team.corp", "d=1; domain=corp")
	if j.Len() != 2 {
		t.Error(j)
	}
	if _, err := cookiejar.ParsePublicSuffixList(strings.NewReader("a.*.b\n"), ""); err == nil {
		t.Error("no error")
	}
}

func TestPunycode(t *testing.T) {
	for in, want := range map[string]string{
		"Example.COM": "example.com", "BÜCHER.example": "xn--bcher-kva.example", "中国": "xn--fiqs8s", "☃.net": "xn--n3h.net", "münchen-ost.de": "xn--mnchen-ost-9db.de", "他们为什么不说中文": "xn--ihqwcrb4cv8a8dqg056pqjye", "": "",
	} {
		if got, ok := cookiejar.ToASCII(in); got != want || !ok {
			t.Errorf("%s: %s, %v", in, got, ok)
		}
	}
}
