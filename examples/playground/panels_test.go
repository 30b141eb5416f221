package main

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/jsonx"
)

// post sends a form as the page does and returns the status and the body.
func post(t *testing.T, client *http.Client, site, api, form string) (int, string) {
	t.Helper()
	resp, err := client.Post(site+"/api/"+api, "application/json", strings.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// Each endpoint with good input, bad input, and input that means harm. In a form,
// ' stands for a quotation mark.
func TestEndpoints(t *testing.T) {
	site := serve(t)
	deep := strings.Repeat("[", 20000) + strings.Repeat("]", 20000)
	for _, test := range []struct {
		name, api, form string
		status          int
		want            []string // parts of the answer
	}{
		{"all parts", "split", `{'url': 'https://u:p@Host:80/a b?q=1&q=#f'}`, 200, []string{
			`{'name': 'netloc', 'text': 'u:p@Host:80'}`, `{'name': 'Hostname()', 'value': 'host'}`,
			`{'name': 'Port()', 'value': 80}`, `{'name': 'q', 'value': ''}`, `{'name': 'GetURL()', 'value': 'https://u:p@Host:80/a b?q=1&q=#f'}`}},
		{"None", "split", `{'url': 'a?'}`, 200, []string{`{'name': 'Scheme', 'value': null}`, `{'name': 'Query', 'value': ''}`}},
		{"bad port", "split", `{'url': 'http://a:x/'}`, 200, []string{`{'name': 'Port()', 'value': {'error': {'type': '*pyerr.ValueError', 'text': `, `Port could not be cast to integer value as 'x'`}},
		{"bad brackets", "split", `{'url': 'http://[a/'}`, 200, []string{`{'error': {'type': '*pyerr.ValueError', 'text': 'Invalid IPv6 URL'}}`}},
		{"strict", "split", `{'url': 'http:\\\\evil', 'strict': true}`, 200, []string{`{'error': `}},
		{"many fields", "split", `{'url': '?` + strings.Repeat("&a", 2000) + `'}`, 200, []string{`Max number of fields exceeded`}},
		{"join", "join", `{'base': 'http://a/b/c/d;p?q', 'url': '../../../g'}`, 200, []string{`{'name': 'URLJoin', 'value': 'http://a/g'}`}},
		{"join error", "join", `{'base': 'http://[', 'url': 'b'}`, 200, []string{`Invalid IPv6 URL`}},
		{"join script", "join", `{'base': 'http://a/', 'url': 'javascript:alert(1)'}`, 200, []string{`'value': 'javascript:alert(1)'`}},
		{"quote", "quote", `{'text': '/a b+é%20', 'safe': ''}`, 200, []string{`'%2Fa%20b%2B%C3%A9%2520'`, `'%2Fa+b%2B%C3%A9%2520'`, `'/a b+\u00e9 '`, `'/a b \u00e9 '`}},
		{"quote surrogate", "quote", `{'text': '\ud800', 'safe': ''}`, 200, []string{`{'error': {'type': '*pyerr.UnicodeEncodeError'`}},
		{"unquote rubbish", "quote", `{'text': '%00%ff%', 'safe': '%'}`, 200, []string{`'\u0000\ufffd%'`}},

		{"encode", "encode", `{'text': 'hello!\u00ff'}`, 200, []string{`'b64', 'value': 'aGVsbG8hw78='`, `'urlsafe', 'value': 'aGVsbG8hw78='`, `'b16', 'value': '68656C6C6F21C3BF'`, `'z85', 'value': 'xK#0@zZ03k'`}},
		{"encode bytes", "encode", `{'text': 'fb ff', 'hex': true}`, 200, []string{`'b64', 'value': '+/8='`, `'urlsafe', 'value': '-_8='`}},
		{"encode no bytes", "encode", `{'text': 'fbx', 'hex': true}`, 200, []string{`{'error': {'type': '*b64.Error'`}},
		{"encode surrogate", "encode", `{'text': '\udc00'}`, 200, []string{`'b16', 'value': 'EDB080'`}},
		{"decode", "decode", `{'alphabet': 'b32', 'text': 'NBSWY3DP'}`, 200, []string{`'hello'`, `'68 65 6c 6c 6f'`}},
		{"decode no text", "decode", `{'alphabet': 'b16', 'text': 'FF00'}`, 200, []string{`{'name': 'text', 'value': null}`, `'ff 00'`}},
		{"decode error", "decode", `{'alphabet': 'b64', 'text': 'aGVsbG8'}`, 200, []string{`{'error': {'type': '*b64.Error', 'text': 'Incorrect padding'}}`}},
		{"decode strict", "decode", `{'alphabet': 'b64', 'text': 'aGV*sbG8=', 'strict': true}`, 200, []string{`{'error': `}},
		{"decode lenient", "decode", `{'alphabet': 'b64', 'text': 'aGV*sbG8=', 'strict': false}`, 200, []string{`'hello'`}},
		{"decode not ASCII", "decode", `{'alphabet': 'a85', 'text': 'é'}`, 200, []string{`'string argument should contain only ASCII characters'`}},
		{"decode unknown", "decode", `{'alphabet': '../../etc', 'text': ''}`, 400, []string{`no alphabet`}},

		{"version 1", "uuid-make", `{'version': '1', 'namespace': 'dns', 'name': ''}`, 200, []string{`{'name': 'Version()', 'value': 1}`, `ToUUID6()`}},
		{"version 3", "uuid-make", `{'version': '3', 'namespace': 'dns', 'name': 'python.org'}`, 200, []string{`6fa459ea-ee8a-3ca4-894e-db77e160355e`}},
		{"version 4", "uuid-make", `{'version': '4', 'namespace': 'dns', 'name': ''}`, 200, []string{`{'name': 'Version()', 'value': 4}`}},
		{"version 5", "uuid-make", `{'version': '5', 'namespace': 'dns', 'name': 'python.org'}`, 200, []string{`886313e1-3b8a-5372-9b90-0c9aee199e5d`, `SHA-1`}},
		{"version 6", "uuid-make", `{'version': '6', 'namespace': 'dns', 'name': ''}`, 200, []string{`{'name': 'Version()', 'value': 6}`, `ToUUID1()`}},
		{"version 7", "uuid-make", `{'version': '7', 'namespace': 'dns', 'name': ''}`, 200, []string{`{'name': 'Version()', 'value': 7}`, `Timestamp()`}},
		{"version 8", "uuid-make", `{'version': '8', 'namespace': 'dns', 'name': ''}`, 200, []string{`{'name': 'Version()', 'value': 8}`, `custom a`}},
		{"version 9", "uuid-make", `{'version': '9', 'namespace': 'dns', 'name': ''}`, 400, []string{`no version`}},
		{"no namespace", "uuid-make", `{'version': '5', 'namespace': 'x', 'name': ''}`, 400, []string{`no namespace`}},
		{"name of a surrogate", "uuid-make", `{'version': '3', 'namespace': 'url', 'name': '\ud800'}`, 200, []string{`{'name': 'Version()', 'value': 3}`}},
		{"parse", "uuid-parse", `{'text': '{6BA7B810-9DAD-11D1-80B4-00C04FD430C8}'}`, 200, []string{`'uuid': '6ba7b810-9dad-11d1-80b4-00c04fd430c8'`, `1998-02-04T22:13:53.1511824Z`}},
		{"parse strictly", "uuid-parse", `{'text': '{6BA7B810-9DAD-11D1-80B4-00C04FD430C8}', 'strict': true}`, 200, []string{`{'error': `}},
		{"parse error", "uuid-parse", `{'text': 'x'}`, 200, []string{`'badly formed hexadecimal UUID string'`}},
		{"parse without a version", "uuid-parse", `{'text': 'ffffffffffffffffffffffffffffffff'}`, 200, []string{`{'name': 'Version()', 'value': null}`, `clock_seq_hi_variant`}},
		{"parse digits of other scripts", "uuid-parse", `{'text': '` + strings.Repeat("\u0663", 32) + `'}`, 200, []string{`33333333-3333-3333-3333-333333333333`}},

		{"pretty", "json", `{'text': '{\'b\': [1, 2.50], \'a\': \'é\'}', 'indent': '2', 'sort_keys': true, 'ensure_ascii': true}`, 200, []string{`'pretty': '{\n  \'a\': \'\\u00e9\',\n  \'b\': [\n    1,\n    2.5\n  ]\n}'`}},
		{"json error", "json", `{'text': '{\n é: 1}'}`, 200, []string{`'line': 2, 'column': 2, 'pos': 3}`}},
		{"json end", "json", `{'text': ''}`, 200, []string{`'line': 1, 'column': 1}`}},
		{"jsonc", "json", `{'text': '[1, /* two */ 2,]', 'dialect': 'jsonc'}`, 200, []string{`'pretty': '[1, 2]'`}},
		{"json5", "json", `{'text': '{a: +0x10}', 'dialect': 'json5'}`, 200, []string{`16`}},
		{"json deep", "json", `{'text': '` + deep + `', 'indent': '4'}`, 200, []string{`RecursionError`}},
		{"json that grows", "json", `{'text': '` + strings.Repeat("[", 400) + strings.Repeat("0,", 20000) + "0" + strings.Repeat("]", 400) + `', 'indent': '4'}`, 200, []string{`longer than a page should show`}},
		{"json of many digits", "json", `{'text': '` + strings.Repeat("9", 5000) + `'}`, 200, []string{`ValueError`}},

		{"robots", "robots", `{'text': 'User-agent: *\nDisallow: /\nAllow: /a\n', 'agent': 'bot', 'url': 'http://x/a'}`, 200, []string{`'mode': 'CPython', 'allowed': true`, `'rule': 'Allow: /a', 'line': 3`, `'mode': 'RFC 9309', 'allowed': true`, `'mode': 'Google', 'allowed': true`, `'problems': []`}},
		{"robots lint", "robots", `{'text': 'User-agent: *\nDisalow: /\nCrawl-delay: 0.5\nSitemap: s', 'agent': 'bot', 'url': '/'}`, 200, []string{`'mode': 'CPython', 'allowed': true`, `'mode': 'Google', 'allowed': false`, `'value': 2}`, `{'name': 'Delay', 'value': '500ms'}`, `{'name': 'SiteMaps', 'value': 's'}`}},
		{"robots bad URL", "robots", `{'text': '', 'agent': 'bot', 'url': 'http://['}`, 200, []string{`Invalid IPv6 URL`}},
		{"robots pattern that backtracks", "robots", `{'text': 'User-agent: *\nDisallow: /` + strings.Repeat("*a", 5000) + `$', 'agent': 'bot', 'url': '/` + strings.Repeat("a", 20000) + `b'}`, 200, []string{`'allowed': true`}},

		{"cookie", "cookie-set", `{'name': 'a', 'value': 'x; y', 'path': '/', 'max_age': '9', 'samesite': 'Lax', 'httponly': true}`, 200, []string{`'header': 'Set-Cookie: a=\'x\\073 y\'; HttpOnly; Max-Age=9; Path=/; SameSite=Lax'`}},
		{"cookie error", "cookie-set", `{'name': 'a b', 'value': 'x'}`, 200, []string{`{'error': {'type': '*cookies.CookieError', 'text': `, `Illegal key 'a b'`}},
		{"cookie attribute injected", "cookie-set", `{'name': 'a', 'value': 'x', 'path': '/; Domain=evil.example'}`, 200, []string{`*cookies.CookieError`}},
		{"cookie header split", "cookie-set", `{'name': 'a', 'value': 'x', 'path': '/\r\nSet-Cookie: b=1'}`, 200, []string{`*cookies.CookieError`}},
		{"cookie beyond Latin-1", "cookie-set", `{'name': 'a', 'value': '\u2615'}`, 200, []string{`UnicodeEncodeError`}},
		{"no cookies back", "cookie-back", `{}`, 200, []string{`'header': '', 'load': [], 'lenient': []`}},
		{"Cookie header", "cookie-parse", `{'header': 'a=1; b=\'x\\054\'; bad; c=3'}`, 200, []string{`{'name': 'b', 'value': 'x,'}`, `{'name': 'c', 'value': '3'}`, `'skipped': [{'name': 'bad'`}},
		{"Cookie header that is none", "cookie-parse", `{'header': '=;;=;\u0000'}`, 200, []string{`'load': []`}},
		{"many cookies", "cookie-parse", `{'header': '` + strings.Repeat("a=1;", 5000) + `'}`, 200, []string{`'skipped'`}},

		{"methods", "rpc-methods", `{}`, 200, []string{`{'name': 'add', 'signature': [['int', 'int', 'int']], 'help': 'Returns the sum of two integers.'}`, `system.methodSignature`}},
		{"call", "rpc-call", `{'method': 'add', 'params': '[2, 3]'}`, 200, []string{`'result': 5`, `<methodName>add</methodName>`, `<value><int>5</int></value>`}},
		{"call with a struct", "rpc-call", `{'method': 'echo', 'params': '[{\'b\': [1, null], \'a\': 2.5}]'}`, 200, []string{`'result': {'b': [1, null], 'a': 2.5}`, `<nil/>`}},
		{"call for a date", "rpc-call", `{'method': 'time.now', 'params': '[]'}`, 200, []string{`<dateTime.iso8601>`, `'result': '20`}},
		{"call for primes", "rpc-call", `{'method': 'primes', 'params': '[12]'}`, 200, []string{`'result': [2, 3, 5, 7, 11]`}},
		{"fault", "rpc-call", `{'method': 'divide', 'params': '[1, 0]'}`, 200, []string{`<Fault 42: 'division by zero'>`, `<fault>`}},
		{"primes without end", "rpc-call", `{'method': 'primes', 'params': '[2000000000]'}`, 200, []string{`the limit is 10000`}},
		{"no method", "rpc-call", `{'method': 'os.system', 'params': '[\'id\']'}`, 200, []string{`is not supported`}},
		{"arguments that are no JSON", "rpc-call", `{'method': 'add', 'params': '[2'}`, 200, []string{`*jsonx.JSONDecodeError`, `'line': 1, 'column': 3, 'pos': 2}`}},
		{"arguments that are no array", "rpc-call", `{'method': 'add', 'params': '2'}`, 200, []string{`must be a JSON array`}},
		{"too large an integer", "rpc-call", `{'method': 'add', 'params': '[4294967296, 1]'}`, 200, []string{`OverflowError`}},
		{"XML in an argument", "rpc-call", `{'method': 'echo</methodName>', 'params': '[\'</string><i>&\']'}`, 200, []string{`echo&lt;/methodName&gt;`, `&lt;/string&gt;&lt;i&gt;&amp;`}},
		{"arguments that are deep", "rpc-call", `{'method': 'echo', 'params': '` + deep + `'}`, 200, []string{`RecursionError`}},
		{"multicall in multicall", "rpc-call", `{'method': 'system.multicall', 'params': '[[{\'methodName\': \'system.multicall\', \'params\': [[]]}]]'}`, 200, []string{`faultCode`}},

		{"fetch", "fetch", `{'path': '/icon.svg'}`, 200, []string{`'status': '200 OK'`, `image/svg+xml`, `<svg`}},
		{"fetch what is not there", "fetch", `{'path': '/nothing'}`, 200, []string{`'status': '404 `}},
		{"fetch elsewhere", "fetch", `{'path': 'http://example.com/'}`, 200, []string{`a path begins with a slash`}},
		{"fetch by authority", "fetch", `{'path': '@example.com/'}`, 200, []string{`a path begins with a slash`}},
		{"fetch by network path", "fetch", `{'path': '//example.com/'}`, 200, []string{`'status': '404 `}},
		{"fetch with a line end", "fetch", `{'path': '/ HTTP/1.1\r\nX: y'}`, 200, []string{`'error'`}},
		{"fetch out of the folder", "fetch", `{'path': '/../server.go'}`, 200, []string{`'status': '404 `}},
		{"open what is no page", "open", `{'url': 'file:///etc/passwd'}`, 200, []string{`*browser.SchemeError`}},
		{"open a flag", "open", `{'url': '--remote-debugging-port=1'}`, 200, []string{`'error'`}},

		{"no JSON", "json", `{'text': `, 400, []string{`badForm`, `Expecting value`}},
		{"no object", "json", `[1]`, 400, []string{`badForm`}},
		{"another type", "json", `{'text': 1}`, 400, []string{`badForm`}},
		{"an unknown field", "json", `{'texts': ''}`, 400, []string{`badForm`}},
		{"no UTF-8", "json", "{'text': '\xff'}", 400, []string{`badForm`}},
		{"UTF-16", "json", "\xff\xfe{\x00}\x00", 400, []string{`badForm`}},
		{"a deep form", "json", deep, 400, []string{`badForm`}},
	} {
		t.Run(test.api+"/"+test.name, func(t *testing.T) {
			status, body := post(t, http.DefaultClient, site, test.api, strings.ReplaceAll(test.form, `'`, `"`))
			if status != test.status {
				t.Errorf("status %d, want %d", status, test.status)
			}
			if _, err := jsonx.Loads(body); err != nil {
				t.Errorf("the answer is no JSON: %v", err)
			}
			for _, want := range test.want {
				if !strings.Contains(body, want) && !strings.Contains(body, strings.ReplaceAll(want, `'`, `"`)) {
					t.Errorf("no %s in the answer\n%.2000s", want, body)
				}
			}
		})
	}
}

// A cookie goes to the client with Set-Cookie, comes back with Cookie, and is
// gone after Max-Age=0.
func TestCookieRoundTrip(t *testing.T) {
	site := serve(t)
	client := fetch.BuildOpener(fetch.NewProxyHandler(map[string]string{}), fetch.NewHTTPCookieProcessor(nil))
	send := func(api, form string) string {
		req, err := fetch.NewRequest(site+"/api/"+api, fetch.Data(form), fetch.Headers(map[string]string{"Content-Type": "application/json"}))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := client.OpenRequest(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Close()
		body, err := resp.ReadAll(maxBody)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	set := func(maxAge string) string {
		send("cookie-set", `{"name": "taste", "value": "sweet, \"sour\"", "path": "/", "max_age": "`+maxAge+`"}`)
		return send("cookie-back", `{}`)
	}
	if got, want := set("60"), `{"name": "taste", "value": "sweet, \"sour\""}`; strings.Count(got, want) != 2 {
		t.Errorf("%s came back, not %s by both readers", got, want)
	}
	if got, want := set("0"), `{"header": "", "load": [], "lenient": [], "skipped": []}`; got != want {
		t.Errorf("%s came back after Max-Age=0", got)
	}
}

// The digits of a UUID's fields are 32 in every layout.
func TestLayouts(t *testing.T) {
	for version, layout := range layouts {
		digits := 0
		for _, f := range layout {
			digits += f.Digits
		}
		if digits != 32 {
			t.Errorf("version %d has %d digits", version, digits)
		}
	}
}
