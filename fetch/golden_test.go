package fetch_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/wtf8"
)

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

// raise is the outcome of a Go error: the type's name is the Python class's.
func raise(err error) golden.Outcome {
	return golden.Raise(reflect.TypeOf(err).Elem().Name(), err.Error())
}

func str(v any) string { s, _ := v.(string); return s }

// optional is None for an empty string.
func optional(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func list(v any) []any {
	switch v := v.(type) {
	case []any:
		return v
	case golden.Tuple:
		return v
	}
	return nil
}

// call makes one of the calls of internal/oracle/vectors_fetch.py in Go.
func call(c golden.Call) golden.Outcome {
	switch c.Fn {
	case "Request", "request_ops", "sent", "redirect":
		return callRequest(c)
	case "reduce_uri", "is_suburi", "find_user_password", "is_authenticated":
		return callPasswords(c)
	case "parse_realm", "parse_http_list", "parse_keqv_list", "digest":
		return callAuth(c)
	case "pathname2url", "url2pathname", "nt_pathname2url", "nt_url2pathname":
		return callPathname(c)
	case "proxies_of", "proxy_bypass", "parse_proxy":
		return callProxy(c)
	case "data":
		return callData(c)
	case "error_text":
		return callErrors(c)
	}
	return golden.Raise("KeyError", c.Fn)
}

func pairs(v any) (m []fetch.HeaderItem) {
	for _, p := range list(v) {
		m = append(m, fetch.HeaderItem{Name: str(list(p)[0]), Value: str(list(p)[1])})
	}
	return m
}

func items(h []fetch.HeaderItem) []any {
	out := []any{}
	for _, f := range h {
		out = append(out, golden.Tuple{f.Name, f.Value})
	}
	return out
}

// newRequest makes a Request of positional arguments as Python has them.
func newRequest(url, data any, headers []fetch.HeaderItem, method any, more ...fetch.RequestOption) (*fetch.Request, error) {
	if b, ok := data.([]byte); ok {
		more = append(more, fetch.Data(b))
	}
	if m, ok := method.(string); ok {
		more = append(more, fetch.Method(m))
	}
	r, err := fetch.NewRequest(str(url), more...)
	if err == nil {
		for _, h := range headers {
			r.AddHeader(h.Name, h.Value)
		}
	}
	return r, err
}

func fields(r *fetch.Request) golden.Tuple {
	return golden.Tuple{r.FullURL(), r.Type, r.Host, r.Selector, r.Fragment, r.OriginReqHost, r.Unverifiable, r.GetMethod(), r.HasProxy(), items(r.HeaderItems())}
}

func callRequest(c golden.Call) golden.Outcome {
	switch c.Fn {
	case "Request":
		unverifiable, _ := c.Arg(4).(bool)
		r, err := newRequest(c.Arg(0), c.Arg(1), pairs(c.Arg(2)), c.Arg(5), fetch.OriginReqHost(str(c.Arg(3))), fetch.Unverifiable(unverifiable))
		if err != nil {
			return raise(err)
		}
		return golden.Return(fields(r))
	case "request_ops":
		return requestOps(c)
	case "sent":
		return sent(c)
	}
	return redirect(c)
}

func requestOps(c golden.Call) golden.Outcome {
	r, err := fetch.NewRequest(str(c.Arg(0)))
	if err != nil {
		return raise(err)
	}
	out := []any{}
	for _, op := range list(c.Arg(1)) {
		a := list(op)
		arg := func(i int) string {
			if i < len(a) {
				return str(a[i])
			}
			return ""
		}
		var v any
		switch arg(0) {
		case "data":
			b, _ := a[1].([]byte)
			r.SetData(fetch.Data(b))
		case "full_url":
			if err := r.SetFullURL(arg(1)); err != nil {
				return raise(err)
			}
		case "set_proxy":
			r.SetProxy(arg(1), arg(2))
		case "has_proxy":
			v = r.HasProxy()
		case "get_full_url":
			v = r.GetFullURL()
		case "add_header":
			r.AddHeader(arg(1), arg(2))
		case "add_unredirected_header":
			r.AddUnredirectedHeader(arg(1), arg(2))
		case "get_header":
			if s, ok := r.GetHeader(arg(1)); ok {
				v = s
			}
		case "has_header":
			v = r.HasHeader(arg(1))
		case "remove_header":
			r.RemoveHeader(arg(1))
		case "header_items":
			v = items(r.HeaderItems())
		case "get_method":
			v = r.GetMethod()
		default:
			return golden.Raise("AttributeError", "'Request' object has no attribute '"+arg(0)+"'")
		}
		out = append(out, v)
	}
	return golden.Return(golden.Tuple{out, fields(r)})
}

// recorder keeps what would be sent.
type recorder struct{ wire []byte }

var errSent = errors.New("sent")

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	var b bytes.Buffer
	if err := req.Write(&b); err != nil {
		return nil, err
	}
	r.wire = b.Bytes()
	return nil, errSent
}

func sent(c golden.Call) golden.Outcome {
	r, err := newRequest(c.Arg(0), c.Arg(1), pairs(c.Arg(2)), c.Arg(3))
	if err != nil {
		return raise(err)
	}
	if p := list(c.Arg(4)); p != nil {
		r.SetProxy(str(p[0]), str(p[1]))
	}
	rec := new(recorder)
	h := fetch.NewHTTPHandler(fetch.Transport(rec))
	h.AddParent(&fetch.OpenerDirector{AddHeaders: []fetch.HeaderItem{{Name: "User-agent", Value: "me"}}})
	if r, err = h.HTTPRequest(r); err != nil {
		return raise(err)
	}
	if _, err = h.HTTPOpen(r); rec.wire == nil {
		return raise(err)
	}
	head, body, _ := bytes.Cut(rec.wire, []byte("\r\n\r\n"))
	lines := bytes.Split(head, []byte("\r\n"))
	rest := []any{}
	slices.SortFunc(lines[1:], bytes.Compare)
	for _, l := range lines[1:] {
		rest = append(rest, l)
	}
	return golden.Return(golden.Tuple{lines[0], rest, append([]byte{}, body...)})
}

// follower is an opener that keeps the request.
type follower struct {
	fetch.BaseHandler
	req *fetch.Request
}

func (f *follower) DefaultOpen(req *fetch.Request) (*fetch.Response, error) {
	f.req = req
	return fetch.NewAddInfoURL(http.NoBody, http.Header{}, "", 200), nil
}

func redirect(c golden.Call) golden.Outcome {
	r, err := newRequest(c.Arg(0), c.Arg(4), pairs(c.Arg(5)), c.Arg(3))
	if err != nil {
		return raise(err)
	}
	for _, h := range pairs(c.Arg(6)) {
		r.AddUnredirectedHeader(h.Name, h.Value)
	}
	f := new(follower)
	h := fetch.NewHTTPRedirectHandler(fetch.KeepHeaders(true), fetch.FollowFTP(true))
	o := fetch.NewOpenerDirector()
	o.AddHandler(f)
	o.AddHandler(h)
	headers := http.Header{"Location": {str(c.Arg(2))}}
	fp := fetch.NewAddInfoURL(http.NoBody, headers, r.FullURL(), int(c.Arg(1).(int64)))
	resp, err := h.HTTPError302(r, fp, fp.Code, "Msg", headers)
	if err != nil {
		return raise(err)
	}
	if resp == nil {
		return golden.Return(nil)
	}
	n := f.req
	h2 := n.HeaderItems()
	slices.SortFunc(h2, func(a, b fetch.HeaderItem) int { return strings.Compare(a.Name, b.Name) })
	var data any
	if n.HasData() {
		data = n.Data()
	}
	return golden.Return(golden.Tuple{n.FullURL(), n.GetMethod(), n.Unverifiable, n.OriginReqHost, items(h2), data})
}

// passwordMgr is what the three managers have in common.
type passwordMgr interface {
	fetch.PasswordMgr
	ReduceURI(uri string, defaultPort bool) (string, string)
}

func callPasswords(c golden.Call) golden.Outcome {
	switch c.Fn {
	case "reduce_uri":
		host, path := fetch.NewHTTPPasswordMgr().ReduceURI(str(c.Arg(0)), c.Arg(1).(bool))
		return golden.Return(golden.Tuple{host, path})
	case "is_suburi":
		two := func(v any) [2]string { return [2]string{str(list(v)[0]), str(list(v)[1])} }
		return golden.Return(fetch.NewHTTPPasswordMgr().IsSuburi(two(c.Arg(0)), two(c.Arg(1))))
	case "is_authenticated":
		m := fetch.NewHTTPPasswordMgrWithPriorAuth()
		for _, v := range list(c.Arg(0)) {
			a := list(v)
			m.AddPassword(str(a[0]), str(a[1]), str(a[2]), str(a[3]), fetch.IsAuthenticated(a[4].(bool)))
		}
		for _, v := range list(c.Arg(1)) {
			m.UpdateAuthenticated(str(list(v)[0]), fetch.IsAuthenticated(list(v)[1].(bool)))
		}
		return golden.Return(m.IsAuthenticated(str(c.Arg(2))))
	}
	var m passwordMgr
	var add func(realm, uri, user, passwd string)
	switch c.Arg(0) {
	case "plain":
		p := fetch.NewHTTPPasswordMgr()
		m, add = p, p.AddPassword
	case "default":
		p := fetch.NewHTTPPasswordMgrWithDefaultRealm()
		m, add = p, p.AddPassword
	default:
		p := fetch.NewHTTPPasswordMgrWithPriorAuth()
		m, add = p, func(realm, uri, user, passwd string) { p.AddPassword(realm, uri, user, passwd) }
	}
	for _, v := range list(c.Arg(1)) {
		a := list(v)
		add(str(a[0]), str(a[1]), str(a[2]), str(a[3]))
	}
	user, passwd, ok := m.FindUserPassword(str(c.Arg(2)), str(c.Arg(3)))
	if !ok {
		return golden.Return(golden.Tuple{nil, nil})
	}
	return golden.Return(golden.Tuple{user, passwd})
}

func callAuth(c golden.Call) golden.Outcome {
	out := []any{}
	switch c.Fn {
	case "parse_realm":
		found, has := fetch.ParseRealms(str(c.Arg(0)))
		for i, f := range found {
			if has[i] {
				out = append(out, golden.Tuple{f[0], f[1]})
			} else {
				out = append(out, golden.Tuple{f[0], nil})
			}
		}
	case "parse_http_list":
		for _, s := range fetch.ParseHTTPList(str(c.Arg(0))) {
			out = append(out, s)
		}
	case "parse_keqv_list":
		var l []string
		for _, s := range list(c.Arg(0)) {
			l = append(l, str(s))
		}
		m, err := fetch.ParseKeqvList(l)
		if err != nil {
			return raise(err)
		}
		out = sorted(m)
	case "digest":
		return digest(c)
	}
	return golden.Return(out)
}

func sorted(m map[string]string) []any {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out := []any{}
	for _, k := range keys {
		out = append(out, golden.Tuple{k, m[k]})
	}
	return out
}

func digest(c golden.Call) golden.Outcome {
	r, err := newRequest(c.Arg(0), nil, nil, c.Arg(1))
	if err != nil {
		return raise(err)
	}
	chal, err := fetch.ParseKeqvList(slices.DeleteFunc(fetch.ParseHTTPList(str(c.Arg(4))), func(s string) bool { return s == "" }))
	if err != nil {
		return raise(err)
	}
	h := fetch.NewHTTPDigestAuthHandler(nil)
	h.CNonce = func(string) string { return "0123456789abcdef" }
	h.AddPassword(chal["realm"], str(c.Arg(0)), str(c.Arg(2)), str(c.Arg(3)))
	out := []any{}
	for range c.Arg(5).(int64) {
		auth, err := h.GetAuthorization(r, chal)
		if err != nil {
			return raise(err)
		}
		out = append(out, optional(auth))
	}
	return golden.Return(out)
}

// fsDecode turns bytes that are not UTF-8 into lone surrogates, as Python's
// os.fsdecode does.
func fsDecode(s string) string {
	var b []byte
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 {
			r = 0xdc00 + rune(s[0])
		}
		b, s = wtf8.AppendRune(b, r), s[n:]
	}
	return string(b)
}

func callPathname(c golden.Call) golden.Outcome {
	s := str(c.Arg(0))
	on := func(name string) bool { b, _ := c.Kw[name].(bool); return b }
	switch c.Fn {
	case "pathname2url":
		return golden.Return(fetch.Pathname2URL(s, fetch.AddScheme(on("add_scheme"))))
	case "nt_pathname2url":
		return golden.Return(fetch.PathToURL(s, true))
	}
	var path string
	var err error
	if c.Fn == "url2pathname" {
		path, err = fetch.URL2Pathname(s, fetch.RequireScheme(on("require_scheme")))
	} else {
		path, err = fetch.URLToPath(s, true)
	}
	if err != nil {
		return raise(err)
	}
	return golden.Return(fsDecode(path))
}

func callProxy(c golden.Call) golden.Outcome {
	switch c.Fn {
	case "proxies_of":
		var env []string
		for _, p := range c.Arg(0).(golden.Dict) {
			env = append(env, str(p.Key)+"="+str(p.Value))
		}
		return golden.Return(sorted(fetch.ProxiesOf(env)))
	case "proxy_bypass":
		return golden.Return(fetch.ProxyBypassEnvironment(str(c.Arg(0)), map[string]string{"no": str(c.Arg(1))}))
	}
	scheme, user, password, host, err := fetch.ParseProxy(str(c.Arg(0)))
	if err != nil {
		return raise(err)
	}
	return golden.Return(golden.Tuple{optional(scheme), optional(user), optional(password), host})
}

func callData(c golden.Call) golden.Outcome {
	r, err := fetch.NewRequest(str(c.Arg(0)))
	if err != nil {
		return raise(err)
	}
	resp, err := new(fetch.DataHandler).DataOpen(r)
	if err != nil {
		return raise(err)
	}
	b, err := io.ReadAll(resp)
	if err != nil {
		return raise(err)
	}
	h := []any{golden.Tuple{"Content-type", resp.Headers.Get("Content-Type")}, golden.Tuple{"Content-length", resp.Headers.Get("Content-Length")}}
	return golden.Return(golden.Tuple{resp.URL, b, h})
}

func callErrors(c golden.Call) golden.Outcome {
	switch c.Arg(0) {
	case "http":
		e := fetch.NewHTTPError(str(c.Arg(1)), int(c.Arg(2).(int64)), str(c.Arg(3)), nil, nil)
		return golden.Return(golden.Tuple{e.Error(), fmt.Sprintf("%#v", e), e.Reason(), int64(e.Code), e.Filename})
	case "url":
		e := fetch.NewURLError(str(c.Arg(1)))
		return golden.Return(golden.Tuple{e.Error(), e.Reason.Error()})
	}
	e := fetch.NewContentTooShortError(str(c.Arg(1)), fetch.Retrieved{Filename: "f"})
	return golden.Return(golden.Tuple{e.Error(), e.Reason.Error()})
}
