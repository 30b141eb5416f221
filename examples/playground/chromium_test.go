//go:build linux

package main

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/urlparse"
)

var screenshots = flag.String("screenshots", "", "write pictures of every panel to this `folder`")

var panels = []string{"url", "base64", "uuid", "json", "robots", "cookies", "xmlrpc", "server"}

// result is the text of a form's answer as it is seen.
func (c *chromium) result(api string) string {
	c.t.Helper()
	c.status(api)
	return c.eval(fmt.Sprintf("document.querySelector('[data-api=%s] .result').innerText", api)).(string)
}

// The page in a real browser, from the first panel to the last.
func TestChromium(t *testing.T) {
	site := serve(t)
	c := startChromium(t)
	c.screen(1280, 900, "light")

	t.Run("panels", func(t *testing.T) {
		c.t = t
		for _, test := range []struct{ panel, api, status, result string }{
			{"url", "split", "5 components", "user:secret@Example.com:8080"},
			{"url", "join", "Joined", "http://a/b/g?y#s"},
			{"url", "quote", "Quoted", "/El%20Ni%C3%B1o/"},
			{"base64", "encode", "Encoded in 8 alphabets", "QmF0dGVyaWVzIGluY2x1ZGVkPyDimJXDvz4_"},
			{"base64", "decode", "Decoded to 27 bytes", "Batteries included? ☕ÿ>?"},
			{"uuid", "uuid-make", "-7", "milliseconds since 1970"},
			{"uuid", "uuid-parse", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "variant and clock sequence"},
			{"json", "json", "Expecting value: line 6 column 17 (char 161)", `"oops": [1, 2,, 3]`},
			{"robots", "robots", "Allowed by 2 of 3 modes, 2 doubtful lines", "◀ wins: RFC 9309, Google"},
			{"cookies", "cookie-parse", "3 cookies read, 1 part left out", "Illegal key 'bad[name]'"},
			{"xmlrpc", "rpc-methods", "The service has 10 methods", "(double, double) → double"},
			{"xmlrpc", "rpc-call", "Called", "<methodName>text.count</methodName>"},
			{"server", "fetch", "200 OK", "image/svg+xml"},
		} {
			c.open(site + "/#" + test.panel)
			if got := c.status(test.api); !strings.Contains(got, test.status) {
				t.Errorf("%s: the status is %q, not %q", test.api, got, test.status)
			}
			if got := c.result(test.api); !strings.Contains(got, test.result) {
				t.Errorf("%s: no %q in the result\n%s", test.api, test.result, got)
			}
		}
		c.open(site + "/#server")
		c.status("open") // what it says depends on the machine
	})

	t.Run("marks", func(t *testing.T) {
		c.t = t
		c.open(site + "/#json")
		c.status("json")
		if got := c.eval("document.querySelector('[data-api=json] .at').textContent"); got != "," {
			t.Errorf("%q is marked", got)
		}
		c.eval("[...document.querySelectorAll('[data-api=json] .link')].pop().click()")
		if got := c.eval("(e => e.name + e.selectionStart + '-' + e.selectionEnd)(document.activeElement)"); got != "text161-162" {
			t.Errorf("%v is selected", got)
		}
		c.open(site + "/#json?json.text=[%22\U0001F50B%22, %0A%20%22\U0001F50B%22 \U0001F50B]")
		c.status("json")
		if got := c.eval("document.querySelector('[data-api=json] .at').textContent"); got != "\U0001F50B" {
			t.Errorf("%q is marked", got)
		}
		c.open(site + "/#json?json.text=[1,")
		c.status("json")
		if got := c.eval("document.querySelector('[data-api=json] .at').textContent"); got != "␣" {
			t.Errorf("%q is marked", got)
		}
		c.open(site + "/#uuid?uuid-parse.text=6ba7b810-9dad-11d1-80b4-00c04fd430c8")
		c.status("uuid-parse")
		fields := "[...document.querySelectorAll('[data-api=uuid-parse] .bytes .digit')].map(d => d.className.slice(-1)).join('')"
		if got := c.eval(fields); got != "00000000111123334444555555555555" {
			t.Errorf("the digits belong to the fields %v", got)
		}
	})

	t.Run("typing", func(t *testing.T) {
		c.t = t
		c.open(site + "/#url")
		c.status("join")
		c.eval("document.querySelector('[data-api=join] [name=url]').select(), document.querySelector('[data-api=join] [name=url]').focus()")
		c.press("../../é")
		c.wait("document.querySelector('[data-api=join] .result').innerText.includes('http://a/é')")
		c.wait("location.hash.includes('join.url=..%2F..%2F%C3%A9')")
		c.call(nil, "Page.reload", nil)
		c.wait("document.readyState === 'complete' && document.querySelector('[data-api=join] .result').innerText.includes('http://a/é')")
	})

	t.Run("cookies", func(t *testing.T) {
		c.t = t
		c.open(site + "/#cookies")
		c.eval("document.querySelector('[data-api=cookie-set] button').click()")
		if got := c.status("cookie-set"); got != "The browser took the cookie and sent it back" {
			t.Error(got)
		}
		if got := c.result("cookie-set"); strings.Count(got, `He said, "Hello; café"`) != 2 {
			t.Error(got)
		}
		if got := c.eval("document.cookie"); got != "" {
			t.Errorf("the script sees the HttpOnly cookie: %v", got)
		}
		c.eval("document.querySelector('[data-api=cookie-set] button[value]').click()")
		c.wait("document.querySelector('[data-api=cookie-set] .status').textContent === 'The browser did not send the cookie back'")
	})

	t.Run("hostile text", func(t *testing.T) {
		c.t = t
		markup := `"><img src=x onerror=alert(1)><script>alert(1)</script>`
		q, err := urlparse.Quote(markup, urlparse.Safe(""))
		if err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct{ panel, api, field, text string }{
			{"url", "split", "url", q}, {"url", "split", "url", "http://a/?" + q + "=" + q}, {"url", "quote", "text", q},
			{"base64", "decode", "text", "PGltZyBzcmM9eCBvbmVycm9yPWFsZXJ0KDEpPg=="}, {"uuid", "uuid-parse", "text", q},
			{"json", "json", "text", "%5B%22" + q}, {"json", "json", "text", "%22%3Cimg src=x%3E%22"},
			{"robots", "robots", "text", "User-agent: *%0ADisallow: /" + q + "%0A" + q}, {"robots", "robots", "agent", q},
			{"cookies", "cookie-parse", "header", "a=" + q + "; " + q}, {"xmlrpc", "rpc-call", "params", "%5B%22%3Cimg src=x%3E%22%5D"},
			{"xmlrpc", "rpc-call", "method", q}, {"server", "fetch", "path", "/" + q}, {"server", "open", "url", q},
		} {
			c.open(site + "/#" + test.panel + "?" + test.api + "." + test.field + "=" + test.text)
			c.result(test.api)
			if n := c.eval("document.querySelectorAll('main img, main script, main iframe').length"); n != 0.0 {
				t.Errorf("%s: markup came to life", test.api)
			}
		}
	})

	t.Run("keyboard", func(t *testing.T) {
		c.t = t
		c.open(site + "/")
		where := func() string {
			return c.eval("(e => e.id || (e.form && e.form.dataset.api + '.' + (e.name || e.type)) || e.className || e.tagName)(document.activeElement)").(string)
		}
		var walk []string
		step := func(keys ...string) {
			c.press(keys...)
			walk = append(walk, where())
		}
		step("Tab")       // the link that skips
		step("Tab")       // the chosen tab
		step("ArrowDown") // the next one
		step("ArrowRight")
		step("End")
		step("ArrowRight") // round the corner
		step("ArrowUp")
		step("Home")
		step("ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowUp")
		if got := c.eval("document.querySelector('[role=tabpanel]:not([hidden])').id"); got != "panel-robots" {
			t.Errorf("%v is shown", got)
		}
		step("Home", "ArrowDown", "ArrowDown")
		step("Tab") // into the panel
		step("Tab", "Tab")
		step("Tab") // the button
		want := []string{"skip", "tab-url", "tab-base64", "tab-uuid", "tab-server", "tab-url", "tab-server", "tab-url", "tab-robots",
			"tab-uuid", "uuid-make.version", "uuid-make.name", "uuid-make.submit"}
		if diff := cmp.Diff(want, walk); diff != "" {
			t.Errorf("the keys lead another way (-want +got):\n%s", diff)
		}
		for _, key := range []string{"Enter", " "} {
			before := c.status("uuid-make")
			c.press(key)
			c.wait(fmt.Sprintf("document.querySelector('[data-api=uuid-make] .status').textContent !== %q", before))
		}
		if got := c.eval("getComputedStyle(document.activeElement).outlineStyle"); got != "solid" {
			t.Errorf("the focus has the outline %v", got)
		}
		c.open(site + "/#xmlrpc")
		c.eval("document.querySelector('[data-api=rpc-call] [name=params]').select(), document.querySelector('[data-api=rpc-call] [name=params]').focus()")
		c.press(`["a b c d"]`, "Enter")
		c.wait(`document.querySelector('[data-api=rpc-call] .result').innerText.includes('"words": 4')`)
	})

	t.Run("labels and landmarks", func(t *testing.T) {
		c.t = t
		c.open(site + "/")
		for expression, want := range map[string]any{
			"[...document.querySelectorAll('input, select, textarea')].filter(i => i.labels.length !== 1).length":                        0.0,
			"[...document.querySelectorAll('[role=tab]')].filter(t => !document.getElementById(t.getAttribute('aria-controls'))).length": 0.0,
			"document.querySelectorAll('[role=tab][tabindex=\"0\"]').length":                                                             1.0,
			"document.querySelectorAll('form:not(:has([role=status]))').length":                                                          0.0,
			"document.querySelectorAll('header, nav, main, footer').length":                                                              4.0,
			"document.querySelectorAll('[id]').length === new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size":           true,
			"document.documentElement.lang": "en",
		} {
			if got := c.eval(expression); got != want {
				t.Errorf("%s is %v, not %v", expression, got, want)
			}
		}
	})

	t.Run("phone", func(t *testing.T) {
		c.t = t
		c.screen(320, 568, "dark")
		for _, panel := range panels {
			c.open(site + "/#" + panel)
			c.settle()
			if got := c.eval("document.documentElement.scrollWidth"); got != 320.0 {
				t.Errorf("%s is %v wide on a screen of 320", panel, got)
			}
		}
		if got := c.eval("getComputedStyle(document.body).backgroundColor"); got != "rgb(17, 21, 26)" {
			t.Errorf("dark is %v", got)
		}
	})

	c.t = t
	for _, problem := range c.problems {
		t.Error("the browser complains:", problem)
	}

	// The policy holds: no script could make HTML of text, nor ask elsewhere.
	for _, script := range []string{"document.body.innerHTML = '<p>'", "eval('1')", "await fetch('https://example.com/')"} {
		if got := c.eval("(async () => { try { " + script + "; return 'done' } catch (e) { return e.name } })()"); got == "done" {
			t.Errorf("the page may do %s", script)
		}
	}
	if len(c.problems) == 0 {
		t.Error("the browser does not complain of what the policy forbids")
	}
}

// settle waits until every form of the panel that answers by itself has done so.
func (c *chromium) settle() {
	c.t.Helper()
	c.wait("[...document.querySelectorAll('[role=tabpanel]:not([hidden]) form:not([data-submit=only]) .status')].every(s => s.dataset.state)")
}

// Pictures for a person to look at:
//
//	go test ./examples/playground -run Screenshots -screenshots /tmp/pictures
func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("writes pictures to the folder given with -screenshots")
	}
	site := serve(t)
	c := startChromium(t)
	for _, scheme := range []string{"light", "dark"} {
		for name, size := range map[string][2]int{"phone": {390, 844}, "desk": {1280, 900}} {
			for _, panel := range panels {
				c.screen(size[0], size[1], scheme)
				c.open(site + "/#" + panel)
				if panel == "cookies" {
					c.eval("document.querySelector('[data-api=cookie-set] button').click()")
					c.status("cookie-set")
				}
				c.settle()
				c.screen(size[0], int(c.eval("document.documentElement.scrollHeight").(float64)), scheme)
				c.screenshot(*screenshots, fmt.Sprintf("%s-%s-%s", panel, name, scheme))
			}
		}
	}
}
