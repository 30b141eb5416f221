package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/gobatteries/batteries/b64"
	"github.com/gobatteries/batteries/browser"
	"github.com/gobatteries/batteries/cookies"
	"github.com/gobatteries/batteries/cookies/cookiejar"
	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/jsonx"
	"github.com/gobatteries/batteries/robots"
	"github.com/gobatteries/batteries/urlparse"
	"github.com/gobatteries/batteries/uuid"
	"github.com/gobatteries/batteries/xmlrpc"
)

const (
	agent  = "tourbot/1.0"
	tourID = "03062364-ecf4-5dbc-880b-e50af1f1ddff" // uuid5 of http://books.example/tour
)

// A walker visits the site with one opener, so that cookies are kept.
type walker struct {
	*transcript
	site   string
	jar    *cookiejar.CookieJar
	opener *fetch.OpenerDirector
	rules  *robots.RobotFileParser
}

func walk(t *transcript, s *site) error {
	jar := cookiejar.NewCookieJar()
	w := &walker{t, s.url, jar, fetch.BuildOpener(fetch.NewHTTPCookieProcessor(jar)), robots.NewRobotFileParser(s.url+"/robots.txt", robots.Agent(agent))}
	defer w.opener.Close()
	for _, section := range []func() error{
		w.askRobots, w.followLinks, w.fetchPages, w.keepCookies, w.writeCookies, w.carryFile, w.nameThings, w.dumpJSON, w.callProcedures, w.findBrowser,
	} {
		if err := section(); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) askRobots() error {
	w.section("robots", "is asked first")
	if err := w.rules.Read(); err != nil {
		return err
	}
	for _, q := range []struct {
		path string
		want bool
	}{{"/", true}, {"/private/plans", false}, {"/private/hello", true}, {"/private/hello/x", false}} {
		w.show(fmt.Sprintf("CanFetch(%q, %q)", agent, q.path), w.rules.CanFetch(agent, q.path), q.want)
	}
	delay, _ := w.rules.CrawlDelay(agent)
	w.show(fmt.Sprintf("CrawlDelay(%q)", agent), delay, 1)
	maps, _ := w.rules.SiteMaps()
	w.show("SiteMaps()", maps, "[/sitemap.xml]")
	return nil
}

func (w *walker) followLinks() error {
	w.section("urlparse", "links are joined, split and quoted")
	page := w.site + "/news/"
	next, err := urlparse.URLJoin(page, links(pages["/news/"])[0])
	if err != nil {
		return err
	}
	w.show(`URLJoin(page, "../about?lang=en#team")`, next, w.site+"/about?lang=en#team")
	parts, err := urlparse.URLSplit(next)
	if err != nil {
		return err
	}
	w.show("URLSplit(…).Query", parts.Query, "lang=en")
	bare, err := urlparse.URLDefrag(next)
	if err != nil {
		return err
	}
	w.show("URLDefrag(…).URL", bare.URL, w.site+"/about?lang=en")
	quoted, err := urlparse.Quote("/El Niño/")
	w.show(`Quote("/El Niño/")`, quoted, "/El%20Ni%C3%B1o/")
	if err != nil {
		return err
	}
	pairs, err := urlparse.ParseQSL("a=1&b=%26&a=x+y")
	w.show(`ParseQSL("a=1&b=%26&a=x+y")`, pairs, "[{a 1} {b &} {a x y}]")
	return err
}

func (w *walker) fetchPages() error {
	w.section("fetch", "pages and their links, a form, an error, a data: URL")
	queue := []string{w.site + "/"}
	for i := 0; i < len(queue); i++ {
		u, err := urlparse.URLSplit(queue[i])
		if err != nil {
			return err
		}
		if ok := w.rules.CanFetch(agent, queue[i]); !ok {
			w.show("CanFetch("+u.Path+"), and so it is left alone", ok, u.Path != "/private/plans")
			continue
		}
		body, err := w.get(u.Path)
		if err != nil {
			return err
		}
		w.show("Open("+u.Path+")", body, pages[u.Path])
		for _, link := range links(body) {
			next, err := urlparse.URLJoin(queue[i], link)
			if err != nil {
				return err
			}
			queue = append(queue, next)
		}
	}
	w.show("pages found, one of them left alone", len(queue), 4)
	form, err := urlparse.URLEncode([]urlparse.Pair[any]{{Key: "name", Value: "Ada"}, {Key: "town", Value: "Москва"}})
	if err != nil {
		return err
	}
	w.show("URLEncode(name, town)", form, "name=Ada&town=%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0")
	body, err := w.get("/form", fetch.Data(form))
	if err != nil {
		return err
	}
	w.show("Open(/form, Data(form))", body, "hello Ada from Москва")
	_, err = w.get("/nowhere")
	w.show("Open(/nowhere)", err, "HTTP Error 404: Not Found")
	resp, err := w.opener.Open("data:text/plain;charset=utf-8,caf%C3%A9")
	if err != nil {
		return err
	}
	text, err := resp.ReadAll(1 << 10)
	w.show("Open(data:…,caf%C3%A9)", string(text), "café")
	return err
}

// get opens a path of the site and returns the body, of at most a megabyte.
func (w *walker) get(path string, options ...fetch.OpenOption) (string, error) {
	resp, err := w.opener.Open(w.site+path, options...)
	if err != nil {
		return "", err
	}
	defer resp.Close()
	body, err := resp.ReadAll(1 << 20)
	return string(body), err
}

func (w *walker) keepCookies() error {
	w.section("cookies/cookiejar", "a login, and the session it begins")
	_, err := w.get("/welcome")
	w.show("Open(/welcome) before", err, "HTTP Error 403: Forbidden")
	if _, err := w.get("/login", fetch.Data("user=ada")); err != nil {
		return err
	}
	w.show("jar.Len() after Open(/login)", w.jar.Len(), 1)
	for c := range w.jar.All() {
		w.show("the cookie", fmt.Sprint(c.Name, " for ", c.Domain, c.Path), "session for 127.0.0.1/")
	}
	body, err := w.get("/welcome")
	w.show("Open(/welcome) after", body, "welcome back, ada")
	return err
}

func (w *walker) writeCookies() error {
	w.section("cookies", "Set-Cookie to the byte")
	var c cookies.SimpleCookie
	if err := c.SetItem("quote", `He said, "Hello"; twice`); err != nil {
		return err
	}
	m, _ := c.Get("quote")
	if err := m.SetItem("max-age", 300); err != nil {
		return err
	}
	w.show("Output()", c.Output(), `Set-Cookie: quote="He said\054 \"Hello\"\073 twice"; Max-Age=300`)
	skipped := c.LoadLenient(`a=1; j={"x":1}; b=2`)
	w.show("LoadLenient, skipped", len(skipped), 0)
	w.show("Value(b)", c.Value("b"), "2")
	return nil
}

func (w *walker) carryFile() error {
	w.section("b64", "a file travels as text")
	file := []byte("\x89PNG\r\n\x1a\n and the rest of it")
	text, err := b64.B64Encode(file)
	if err != nil {
		return err
	}
	w.show("B64Encode(file)", string(text), "iVBORw0KGgogYW5kIHRoZSByZXN0IG9mIGl0")
	back, err := b64.B64Decode(text, b64.Validate(true))
	if err != nil {
		return err
	}
	w.show("B64Decode(…) is the file", string(back) == string(file), true)
	_, err = b64.B64Decode("YWI=Y2Q=", b64.Validate(true))
	w.show(`B64Decode("YWI=Y2Q=", Validate(true))`, err, "Excess data after padding")
	short, err := b64.A85Encode(file)
	w.show("A85Encode(file)", string(short), `M,6r;%14!\+CT.u+EV:.+ED%7F<GL6+DGo`)
	return err
}

func (w *walker) nameThings() error {
	w.section("uuid", "resources get names")
	id := uuid.UUID5(uuid.NamespaceURL, "http://books.example/tour")
	w.show("UUID5(NamespaceURL, …)", id, tourID)
	w.show("URN()", id.URN(), "urn:uuid:"+id.String())
	a, b := uuid.UUID7(), uuid.UUID7()
	w.show("UUID7() comes before the next UUID7()", a.Compare(b) < 0, true)
	made, _ := a.Timestamp()
	w.show("and it was made just now", time.Since(made) < time.Minute, true)
	_, err := uuid.Parse("not a uuid")
	w.show(`Parse("not a uuid")`, err, "badly formed hexadecimal UUID string")
	return nil
}

func (w *walker) dumpJSON() error {
	w.section("jsonx", "the bytes that Python writes")
	body, err := w.get("/api/status")
	if err != nil {
		return err
	}
	w.show("Open(/api/status)", body, `{"ok": true, "load": 1e+16, "motto": "caf\u00e9 \u2615"}`)
	doc, err := jsonx.Loads(body)
	if err != nil {
		return err
	}
	again, err := jsonx.Dumps(doc, jsonx.SortKeys(true), jsonx.EnsureASCII(false), jsonx.Separators(",", ":"))
	w.show("Dumps(…, SortKeys, EnsureASCII, Separators)", again, `{"load":1e+16,"motto":"café ☕","ok":true}`)
	if err != nil {
		return err
	}
	_, err = jsonx.Loads(`{"a": 1,}`)
	w.show("Loads(`{\"a\": 1,}`)", err, "Illegal trailing comma before end of object: line 1 column 8 (char 7)")
	return nil
}

func (w *walker) callProcedures() error {
	w.section("xmlrpc", "calls, a fault, a multicall")
	proxy, err := xmlrpc.NewServerProxy(w.site + "/RPC2")
	if err != nil {
		return err
	}
	defer proxy.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	sum, err := xmlrpc.Call[int](ctx, proxy, "add", 2, 3)
	if err != nil {
		return err
	}
	w.show(`Call[int]("add", 2, 3)`, sum, 5)
	title, err := proxy.Call(ctx, "find_title", "0-13-110362-8")
	if err != nil {
		return err
	}
	w.show(`Call("find_title", …)`, title, "The C Programming Language")
	_, err = proxy.Call(ctx, "find_title", "?")
	w.show(`Call("find_title", "?")`, err, "<Fault 404: 'no such book'>")
	methods, err := xmlrpc.Call[[]string](ctx, proxy, "system.listMethods")
	if err != nil {
		return err
	}
	w.show("system.listMethods", strings.Join(methods, " "), "add find_title new_id system.listMethods system.methodHelp system.methodSignature system.multicall")

	many := xmlrpc.NewMultiCall(proxy)
	many.Add("add", 1, 1)
	many.Add("new_id", "tour")
	results, err := many.Call(ctx)
	if err != nil {
		return err
	}
	two, err := xmlrpc.Item[int](results, 0)
	if err != nil {
		return err
	}
	w.show(`MultiCall: add(1, 1)`, two, 2)
	name, err := results.GetItem(1)
	w.show(`MultiCall: new_id("tour")`, name, "urn:uuid:"+tourID)
	return err
}

func (w *walker) findBrowser() error {
	w.section("browser", "what would show the site, on a desktop with Firefox")
	desktop := browser.NewRegistry(
		browser.Platform("linux"),
		browser.Environ([]string{"DISPLAY=:0"}),
		browser.LookPath(func(name string) (string, error) {
			if name != "firefox" {
				return "", fmt.Errorf("no %s", name)
			}
			return "/usr/bin/firefox", nil
		}),
	)
	commands, err := desktop.Commands(w.site+"/", browser.New(2))
	if err != nil {
		return err
	}
	w.show("Commands(site, New(2))", commands[0], "firefox -new-tab "+w.site+"/")
	_, err = desktop.Commands("--no-such-option")
	w.show(`Commands("--no-such-option")`, err, "Invalid URL (leading dash disallowed): '--no-such-option'")
	return nil
}
