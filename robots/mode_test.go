package robots

import (
	"fmt"
	"strings"
	"testing"
)

// A verdict is a line of the tables below: with this file, may this agent fetch
// these URLs?
type verdict struct {
	file    string
	agent   string
	allowed string // URLs, separated by blanks
	refused string
}

func (v verdict) test(t *testing.T, mode Mode) {
	t.Helper()
	p := NewRobotFileParser("", mode)
	p.ParseText(v.file)
	for want, urls := range map[bool]string{true: v.allowed, false: v.refused} {
		for _, url := range strings.Split(urls, " ") {
			if urls == "" {
				continue
			}
			if url == "-" {
				url = "" // the empty URL
			}
			if got := p.CanFetch(v.agent, url); got != want {
				t.Errorf("%q\n%q, %q: CanFetch = %v, want %v", v.file, v.agent, url, got, want)
			}
		}
	}
}

const h = "http://foo.bar"

// What Google's parser answers: the cases that its own tests look at
// (https://github.com/google/robotstxt), as a table of ours.
var googleVerdicts = []verdict{
	// nothing at all
	{"", "FooBot", "-", ""},
	{"", "", "-", ""},
	{"user-agent: FooBot\ndisallow: /", "", "-", ""},
	{"user-agent: FooBot\ndisallow: /", "FooBot", "", "-"},
	// lines
	{"user-agent: FooBot\ndisallow: /", "FooBot", "", h + "/x/y"},
	{"foo: FooBot\nbar: /", "FooBot", h + "/x/y", ""},
	{"user-agent FooBot\ndisallow /", "FooBot", "", h + "/x/y"},
	{"USER-AGENT: FooBot\nALLOW: /x/\nDISALLOW: /", "FooBot", h + "/x/y", h + "/a/b"},
	{"uSeR-aGeNt: FooBot\nAlLoW: /x/\ndIsAlLoW: /", "FooBot", h + "/x/y", h + "/a/b"},
	// misspelt fields
	{"useragent: FooBot\ndissallow: /a\ndissalow: /b\ndisalow: /c\ndiasllow: /d\ndisallaw: /e", "FooBot", h + "/f", h + "/a " + h + "/b " + h + "/c " + h + "/d " + h + "/e"},
	{"user agent: FooBot\ndisallow: /", "FooBot", "", h + "/"},
	// groups
	{googleGroups, "FooBot", h + "/x/b " + h + "/z/d", h + "/y/c " + h + "/foo/bar/"},
	{googleGroups, "BarBot", h + "/y/c " + h + "/w/a", h + "/z/d " + h + "/foo/bar/"},
	{googleGroups, "BazBot", h + "/z/d", h + "/foo/bar/"},
	// other lines do not end a list of agents
	{"User-agent: BarBot\nSitemap: https://foo.bar/sitemap\nUser-agent: *\nDisallow: /", "BarBot", "", h + "/"},
	{"User-agent: FooBot\nInvalid-Unknown-Line: unknown\nUser-agent: *\nDisallow: /", "FooBot", "", h + "/"},
	{"User-agent: FooBot\nCrawl-delay: 3\nUser-agent: *\nDisallow: /", "FooBot", "", h + "/"},
	// agents
	{"User-Agent: FOO BAR\nAllow: /x/\nDisallow: /", "Foo", h + "/x/y", h + "/a/b"},
	{"User-Agent: foo bar\nAllow: /x/\nDisallow: /", "foo", h + "/x/y", h + "/a/b"},
	{"User-Agent: *\nDisallow: /\nUser-Agent: Foo Bar\nAllow: /x/\nDisallow: /", "Foo", h + "/x/y", ""},
	{"User-Agent: *\nDisallow: /\nUser-Agent: Foo Bar\nAllow: /x/\nDisallow: /", "Foo Bar", "", h + "/x/y"},
	{"user-agent: *\nallow: /\nuser-agent: FooBot\ndisallow: /", "FooBot", "", h + "/x/y"},
	{"user-agent: *\nallow: /\nuser-agent: FooBot\ndisallow: /", "BarBot", h + "/x/y", ""},
	{"user-agent: FooBot\nallow: /\nuser-agent: BarBot\ndisallow: /", "QuxBot", h + "/x/y", ""},
	{"user-agent: * baz\ndisallow: /x", "FooBot", h + "/y", h + "/x"},
	// paths have case
	{"user-agent: FooBot\ndisallow: /x/", "FooBot", "", h + "/x/y"},
	{"user-agent: FooBot\ndisallow: /X/", "FooBot", h + "/x/y", ""},
	// the longest rule
	{"user-agent: FooBot\ndisallow: /x/page.html\nallow: /x/", "FooBot", "", h + "/x/page.html"},
	{"user-agent: FooBot\nallow: /x/page.html\ndisallow: /x/", "FooBot", h + "/x/page.html", h + "/x/"},
	{"user-agent: FooBot\ndisallow: \nallow: ", "FooBot", h + "/x/page.html", ""},
	{"user-agent: FooBot\ndisallow: /\nallow: /", "FooBot", h + "/x/page.html", ""},
	{"user-agent: FooBot\ndisallow: /x\nallow: /x/", "FooBot", h + "/x/", h + "/x"},
	{"user-agent: FooBot\ndisallow: /x/page.html\nallow: /x/page.html", "FooBot", h + "/x/page.html", ""},
	{"user-agent: FooBot\nallow: /page\ndisallow: /*.html", "FooBot", h + "/page", h + "/page.html"},
	{"user-agent: FooBot\nallow: /x/page.\ndisallow: /*.html", "FooBot", h + "/x/page.html", h + "/x/y.html"},
	{"User-agent: *\nDisallow: /x/\nUser-agent: FooBot\nDisallow: /y/", "FooBot", h + "/x/page", h + "/y/page"},
	// encoding
	{"User-agent: FooBot\nDisallow: /\nAllow: /foo/bar?qux=taz&baz=http://foo.bar?tar&par", "FooBot", h + "/foo/bar?qux=taz&baz=http://foo.bar?tar&par", ""},
	{"User-agent: FooBot\nDisallow: /\nAllow: /foo/bar/ツ", "FooBot", h + "/foo/bar/%E3%83%84", h + "/foo/bar/ツ"},
	{"User-agent: FooBot\nDisallow: /\nAllow: /foo/bar/%e3%83%84", "FooBot", h + "/foo/bar/%E3%83%84", h + "/foo/bar/ツ"},
	{"User-agent: FooBot\nDisallow: /\nAllow: /foo/bar/%62%61%7A", "FooBot", h + "/foo/bar/%62%61%7A", h + "/foo/bar/baz"},
	// * $ #
	{"User-agent: FooBot\nDisallow: /foo/bar/quz\nAllow: /foo/*/qux", "FooBot", h + "/foo/quz " + h + "/foo//quz " + h + "/foo/bax/quz", h + "/foo/bar/quz"},
	{"User-agent: FooBot\nDisallow: /foo/bar$\nAllow: /foo/bar/qux", "FooBot", h + "/foo/bar/qux " + h + "/foo/bar/ " + h + "/foo/bar/baz", h + "/foo/bar"},
	{"User-agent: FooBot\n# Disallow: /\nDisallow: /foo/quz#qux\nAllow: /", "FooBot", h + "/foo/bar", h + "/foo/quz"},
	// index.html means its folder
	{"User-Agent: *\nAllow: /allowed-slash/index.html\nDisallow: /", "foobot", "http://foo.com/allowed-slash/ http://foo.com/allowed-slash/index.html", "http://foo.com/allowed-slash/index.htm http://foo.com/anyother-url"},
	// the search engine's documentation
	{"user-agent: FooBot\ndisallow: /\nallow: /fish", "FooBot", fish("fish fish.html fish/salmon.html fishheads fishheads/yummy.html fish.html?id=anything"), fish("bar Fish.asp catfish ?id=fish")},
	{"user-agent: FooBot\ndisallow: /\nallow: /fish*", "FooBot", fish("fish fish.html fish/salmon.html fishheads fishheads/yummy.html fish.html?id=anything"), fish("bar Fish.bar catfish ?id=fish")},
	{"user-agent: FooBot\ndisallow: /\nallow: /fish/", "FooBot", fish("fish/ fish/salmon fish/?salmon fish/salmon.html fish/?id=anything"), fish("bar fish fish.html Fish/Salmon.html")},
	{"user-agent: FooBot\ndisallow: /\nallow: /*.php", "FooBot", fish("filename.php folder/filename.php folder/filename.php?parameters /folder/any.php.file.html filename.php/ index?f=filename.php/"), fish("bar php/ index?php windows.PHP")},
	{"user-agent: FooBot\ndisallow: /\nallow: /*.php$", "FooBot", fish("filename.php folder/filename.php"), fish("bar filename.php?parameters filename.php/ filename.php5 php/ filename?php aaaphpaaa /windows.PHP")},
	{"user-agent: FooBot\ndisallow: /\nallow: /fish*.php", "FooBot", fish("fish.php fishheads/catfish.php?parameters"), fish("bar Fish.PHP")},
	{"user-agent: FooBot\nallow: /p\ndisallow: /", "FooBot", "http://example.com/page", ""},
	{"user-agent: FooBot\nallow: /folder\ndisallow: /folder", "FooBot", "http://example.com/folder/page", ""},
	{"user-agent: FooBot\nallow: /page\ndisallow: /*.htm", "FooBot", "", "http://example.com/page.htm"},
	{"user-agent: FooBot\nallow: /$\ndisallow: /", "FooBot", "http://example.com/", "http://example.com/page.html"},
	// long lines
	{"user-agent: FooBot\ndisallow: /x/" + long + "/qux", "FooBot", h + "/fux", h + "/x/" + long + "/fux"},
	// line ends
	{"User-Agent: foo\rAllow: /some/path\rUser-Agent: bar\r\r\rDisallow: /\r", "bar", "", h + "/a"},
	{"User-Agent: foo\r\nAllow: /some/path\r\nUser-Agent: bar\r\n\r\n\r\nDisallow: /", "bar", "", h + "/a"},
	{"User-Agent: foo\nAllow: /some/path\r\nUser-Agent: bar\n\r\nDisallow: /", "bar", "", h + "/a"},
	// URLs without a path, and odd ones
	{"User-agent: x\nDisallow: /$", "x", "http://a/b //a/b", "http://a http://a#b http://a/ a //a"},
	{"User-agent: x\nDisallow: /p", "x", "http://a/b?c=http://a/p a.b?p:80", "http://a/p a/p //a/p http://a/p#q http://a/p;q"},
}

const googleGroups = "allow: /foo/bar/\n\nuser-agent: FooBot\ndisallow: /\nallow: /x/\nuser-agent: BarBot\ndisallow: /\nallow: /y/\n\n\nallow: /w/\n" +
	"user-agent: BazBot\n\nuser-agent: FooBot\nallow: /z/\ndisallow: /"

// long makes "disallow: /x/" and itself one byte short of what is read of a line.
var long = strings.Repeat("a", maxGoogleLine-len("disallow: /x/")-1)

func fish(paths string) string {
	return h + "/" + strings.ReplaceAll(paths, " ", " "+h+"/")
}

func TestGoogle(t *testing.T) {
	for _, v := range googleVerdicts {
		v.test(t, Google)
	}
}

// The examples of RFC 9309, sections 5.1 and 5.2, and its rules in 2.2.
func TestRFC9309(t *testing.T) {
	const simple = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\nUser-Agent: foobot\nDisallow:/\nAllow:/example/page.html\n" +
		"Allow:/example/allowed.gif\n\nUser-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n\nEOF"
	const longest = "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif"
	for _, v := range []verdict{
		{simple, "foobot", h + "/example/page.html " + h + "/example/allowed.gif " + h + "/robots.txt", h + "/example/ " + h + "/"},
		{simple, "barbot/1.0", h + "/example/ " + h + "/a.gif", h + "/example/page.html"},
		{simple, "BazBot", h + "/example/", h + "/example/page.html"},
		{simple, "quxbot", h + "/example/page.html " + h + "/a.gif", ""},
		{simple, "otherbot", h + "/publications/ " + h + "/a.gif?x", h + "/a.gif " + h + "/example/ " + h + "/publications/a.gif"},
		{longest, "foobot", h + "/example/page/", h + "/example/page/disallowed.gif"},
		// 2.2.2: encoding
		{"User-agent: *\nDisallow: /foo/bar?baz=quz", "x", "", h + "/foo/bar?baz=quz"},
		{"User-agent: *\nDisallow: /foo/bar/\U0001F352", "x", "", h + "/foo/bar/%F0%9F%8D%92 " + h + "/foo/bar/\U0001F352"},
		{"User-agent: *\nDisallow: /foo/bar/%62%61%7A", "x", "", h + "/foo/bar/baz " + h + "/foo/bar/%62%61%7A"},
		{"User-agent: *\nDisallow: /a%2Fb", "x", h + "/a/b", h + "/a%2fb"},
		{"User-agent: *\nDisallow: /a/b", "x", h + "/a%2Fb", h + "/a/b"},
		// 2.2.3: a file that has the special characters themselves
		{"User-agent: *\nDisallow: /path/file-with-a-%2A.html", "x", h + "/path/file-with-a-x.html", h + "/path/file-with-a-%2A.html"},
		{"User-agent: *\nDisallow: /path/foo-%24", "x", h + "/path/foo-", h + "/path/foo-%24"},
		// of two rules of one length the one that allows
		{"User-agent: *\nDisallow: /a\nAllow: /a", "x", h + "/a", ""},
		{"User-agent: *\nDisallow: /a*\nAllow: /a", "x", "", h + "/ab"},
	} {
		if v.agent == "otherbot" {
			// Of *.gif$ and /publications/ the longer one allows.
			v.allowed, v.refused = v.allowed+" "+h+"/publications/a.gif", h+"/a.gif "+h+"/example/"
		}
		v.test(t, RFC9309)
	}
}

func TestExplain(t *testing.T) {
	p := NewRobotFileParser("")
	p.ParseText("User-agent: a\nUser-agent: b\nDisallow: /x\n\n# more\nAllow: /x/y*z$\nUser-agent: *\nDisallow: /")
	for _, c := range []struct{ agent, url, want string }{
		{"a/1.0", "http://h/x", `refused by line 3, "Disallow: /x", for "a"`},
		{"b", "/x/y1z", `allowed by line 6, "Allow: /x/y*z$", for "b"`},
		{"B", "/x", `refused by line 3, "Disallow: /x", for "b"`},
		{"xab", "/x", `refused by line 3, "Disallow: /x", for "a"`},
		{"b", "/q", "allowed: no rule matches"},
		{"q", "/q", `refused by line 8, "Disallow: /", for "*"`},
		{"q", "/robots.txt", "allowed: the robots.txt itself may always be fetched"},
	} {
		e, err := p.Explain(c.agent, c.url)
		if err != nil || e.String() != c.want {
			t.Errorf("Explain(%q, %q) = %s, %v; want %s", c.agent, c.url, e, err, c.want)
		}
		if e.Allowed != p.CanFetch(c.agent, c.url) {
			t.Errorf("Explain(%q, %q) and CanFetch differ", c.agent, c.url)
		}
	}
	if e, _ := new(RobotFileParser).Explain("a", "/"); e.String() != "refused: no robots.txt was read" {
		t.Errorf("%s", e)
	}
	p.SetAllowAll(true)
	if e, _ := p.Explain("a", "/x"); e.String() != "allowed: there is no robots.txt" {
		t.Errorf("%s", e)
	}
	p.SetDisallowAll(true)
	if e, _ := p.Explain("a", "/"); e.Allowed || p.CanFetch("a", "/") {
		t.Errorf("%s", e)
	}
	none := NewRobotFileParser("")
	none.ParseText("User-agent: a\nDisallow: /")
	if e, _ := none.Explain("b", "/"); e.String() != "allowed: no group is meant for the agent" {
		t.Errorf("%s", e)
	}
}

func TestLint(t *testing.T) {
	const text = "\ufeffUser-agent: *\nDisalow: /a\nUser-agent:bad bot/1.0\nDisallow: a\nAllow: /a$b\nDisallow: /x /y\nNonsense\nFoo: bar\nCrawl-delay: 0.5\nRequest-rate: 1/0\n" +
		"Sitemap: /sitemap.xml\nDisallow: /**\nAllow: /\xff\nAllow: /a\u0085b\n# fine\n\nHost: h\n"
	var got []string
	for _, p := range Lint(text) {
		got = append(got, fmt.Sprint(p.Line))
	}
	if s := strings.Join(got, " "); s != "1 2 3 4 5 6 7 8 9 10 11 12 13 14" {
		t.Errorf("lines %s of\n%v", s, Lint(text))
	}
	if ps := Lint("Disallow: /a\nUser-agent: a\nDisallow: /"); len(ps) != 1 || ps[0].Line != 1 {
		t.Errorf("%v", ps)
	}
	if ps := Lint("User-agent: *\nDisallow:\nAllow: /*.gif$ # pictures\nCrawl-delay: 2\nRequest-rate: 1/5\nSitemap: https://h/s.xml\n"); len(ps) != 0 {
		t.Errorf("a fine file has problems: %v", ps)
	}
	if ps := Lint(strings.Repeat("# a comment\n", 50_000)); len(ps) != 1 {
		t.Errorf("a long file: %v", ps)
	}
}
