package cookiejar_test

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/cookies/cookiejar"
	"github.com/gobatteries/batteries/internal/golden"
)

func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/*.jsonl*", caller(t))
}

// caller returns what makes the calls of internal/oracle/vectors_cookiejar.py.
func caller(t *testing.T) func(golden.Call) golden.Outcome {
	dir := t.TempDir()
	return func(c golden.Call) golden.Outcome {
		switch c.Fn {
		case "load":
			return load(dir, c)
		case "life":
			return life(t, c)
		}
		return golden.Return(callGo(c))
	}
}

func text(v any) string { s, _ := v.(string); return s }

func optional[T any](v T, ok bool) any {
	if !ok {
		return nil
	}
	return v
}

func seconds(t time.Time, ok bool) any { return optional(t.Unix(), ok) }

func callGo(c golden.Call) any {
	a, b := text(c.Arg(0)), text(c.Arg(1))
	switch c.Fn {
	case "http2time":
		return seconds(cookiejar.HTTP2Time(a))
	case "iso2time":
		return seconds(cookiejar.ISO2Time(a))
	case "time2isoz":
		return cookiejar.Time2ISOZ(time.Unix(c.Arg(0).(int64), 0))
	case "time2netscape":
		return cookiejar.Time2Netscape(time.Unix(c.Arg(0).(int64), 0))
	case "offset_from_tz_string":
		n, ok := cookiejar.OffsetFromTZString(a)
		return optional(int64(n), ok)
	case "split_header_words":
		return words(cookiejar.SplitHeaderWords(texts(c.Arg(0))))
	case "parse_ns_headers":
		return words(cookiejar.ParseNSHeaders(texts(c.Arg(0))))
	case "join_header_words":
		return cookiejar.JoinHeaderWords(attrs(c.Arg(0)))
	case "strip_quotes":
		return cookiejar.StripQuotes(a)
	case "is_HDN":
		return cookiejar.IsHDN(a)
	case "liberal_is_HDN":
		return cookiejar.LiberalIsHDN(a)
	case "domain_match":
		return cookiejar.DomainMatch(a, b)
	case "user_domain_match":
		return cookiejar.UserDomainMatch(a, b)
	case "reach":
		return cookiejar.Reach(a)
	case "escape_path":
		return cookiejar.EscapePath(a)
	case "request_host":
		return cookiejar.RequestHost(newRequest(a, nil))
	case "eff_request_host":
		host, erhn := cookiejar.EffRequestHost(newRequest(a, nil))
		return []any{host, erhn}
	case "request_path":
		return cookiejar.RequestPath(newRequest(a, nil))
	case "request_port":
		return optional(cookiejar.RequestPort(newRequest(a, nil)))
	case "is_third_party":
		return cookiejar.IsThirdParty(newRequest(a, c.Arg(3)))
	case "session":
		if !wellFormed(c.Arg(1)) {
			return "malformed"
		}
		return session(c)
	case "policy_ok":
		return policyOK(c)
	}
	return golden.Repr("no function " + c.Fn)
}

// integer returns a number from a vector or from a generator of live calls.
func integer(v any) int {
	if n, ok := v.(int64); ok {
		return int(n)
	}
	return v.(int)
}

func texts(v any) (out []string) {
	for _, x := range v.([]any) {
		out = append(out, x.(string))
	}
	return out
}

func words(lists [][]cookiejar.Attr) any {
	out := []any{}
	for _, pairs := range lists {
		list := []any{}
		for _, p := range pairs {
			list = append(list, []any{p.Name, optional(p.Value, !p.NoValue)})
		}
		out = append(out, list)
	}
	return out
}

func attrs(v any) (out [][]cookiejar.Attr) {
	for _, pairs := range v.([]any) {
		list := []cookiejar.Attr{}
		for _, p := range pairs.([]any) {
			p := p.([]any)
			list = append(list, cookiejar.Attr{Name: p[0].(string), Value: text(p[1]), NoValue: p[1] == nil})
		}
		out = append(out, list)
	}
	return out
}

// A request is what urllib.request.Request is to a jar.
type request struct {
	url, origin  string
	unverifiable bool
	headers      map[string]string
}

func newRequest(url string, origin any) *request {
	return &request{strings.TrimSpace(url), text(origin), origin != nil, map[string]string{}}
}

func (r *request) GetFullURL() string                { return r.url }
func (r *request) GetType() string                   { return strings.SplitN(r.url, ":", 2)[0] }
func (r *request) IsUnverifiable() bool              { return r.unverifiable }
func (r *request) HasHeader(name string) bool        { return r.headers[name] != "" }
func (r *request) AddUnredirectedHeader(k, v string) { r.headers[k] = v }

func (r *request) GetHost() string {
	_, host, _ := strings.Cut(r.url, "://")
	if n := strings.IndexAny(host, "/?#"); n >= 0 {
		host = host[:n]
	}
	return host
}

func (r *request) GetOriginReqHost() string {
	if r.unverifiable {
		return r.origin
	}
	return cookiejar.RequestHost(r)
}

func newPolicy(v any) *cookiejar.DefaultCookiePolicy {
	p := cookiejar.NewDefaultCookiePolicy()
	for _, kv := range v.(golden.Dict) {
		yes, _ := kv.Value.(bool)
		switch kv.Key {
		case "netscape":
			p.Netscape = yes
		case "rfc2965":
			p.RFC2965 = yes
		case "rfc2109_as_netscape":
			if p.RFC2109AsNetscape = nil; kv.Value != nil {
				p.RFC2109AsNetscape = &yes
			}
		case "hide_cookie2":
			p.HideCookie2 = yes
		case "strict_domain":
			p.StrictDomain = yes
		case "strict_rfc2965_unverifiable":
			p.StrictRFC2965Unverifiable = yes
		case "strict_ns_unverifiable":
			p.StrictNSUnverifiable = yes
		case "strict_ns_domain":
			p.StrictNSDomain = integer(kv.Value)
		case "strict_ns_set_initial_dollar":
			p.StrictNSSetInitialDollar = yes
		case "strict_ns_set_path":
			p.StrictNSSetPath = yes
		case "blocked_domains":
			p.SetBlockedDomains(texts(kv.Value))
		case "allowed_domains":
			if kv.Value != nil {
				p.SetAllowedDomains(texts(kv.Value), true)
			}
		case "secure_protocols":
			p.SecureProtocols = texts(kv.Value)
		}
	}
	return p
}

// fields is what the vector module's function of that name returns.
func fields(c *cookiejar.Cookie) any {
	rest := []any{}
	for k, v := range c.Rest {
		rest = append(rest, []any{k, v})
	}
	slices.SortFunc(rest, func(a, b any) int { return strings.Compare(a.([]any)[0].(string), b.([]any)[0].(string)) })
	return []any{
		int64(c.Version), c.Name, optional(c.Value, !c.NoValue), optional(c.Port, c.Port != "" || c.PortSpecified), c.PortSpecified,
		c.Domain, c.DomainSpecified, c.DomainInitialDot, c.Path, c.PathSpecified, c.Secure, seconds(c.Expires, !c.Expires.IsZero()), c.Discard,
		optional(c.Comment, c.Comment != ""), optional(c.CommentURL, c.CommentURL != ""), rest, c.RFC2109,
	}
}

// wellFormed reports whether the steps of a session make sense. A live
// comparison that looks for a smaller call tries others too.
func wellFormed(v any) bool {
	steps, ok := v.([]any)
	for _, s := range steps {
		step, ok := s.([]any)
		if !ok || len(step) < 3 || step[0] != "extract" && step[0] != "header" || !slices.Contains(urls, text(step[1])) || step[2] != nil && text(step[2]) == "" {
			return false
		}
		for _, h := range step[3:] {
			kv, ok := h.([]any)
			if !ok || len(kv) != 2 || kv[0] != "Set-Cookie" && kv[0] != "Set-Cookie2" {
				return false
			}
			if _, ok := kv[1].(string); !ok {
				return false
			}
		}
	}
	return ok
}

func session(c golden.Call) any {
	jar := cookiejar.NewCookieJar(cookiejar.Policy(newPolicy(c.Arg(0))))
	out := []any{}
	for _, s := range c.Arg(1).([]any) {
		step := s.([]any)
		r := newRequest(step[1].(string), step[2])
		if step[0] == "extract" {
			h := cookiejar.ResponseHeader{}
			for _, kv := range step[3:] {
				kv := kv.([]any)
				http.Header(h).Add(kv[0].(string), kv[1].(string))
			}
			jar.ExtractCookies(h, r)
			all := []any{}
			for c := range jar.All() {
				all = append(all, fields(c))
			}
			out = append(out, all)
			continue
		}
		jar.AddCookieHeader(r)
		cookie, cookie2 := r.headers["Cookie"], r.headers["Cookie2"]
		out = append(out, []any{optional(cookie, cookie != ""), optional(cookie2, cookie2 != ""), int64(jar.Len())})
	}
	return []any{out, jar.String()}
}

// life calls a jar's methods one after the other.
func life(t *testing.T, c golden.Call) golden.Outcome {
	now := time.Unix(1_700_000_000, 0)
	defer cookiejar.SetNow(t, now)
	jar := cookiejar.NewLWPCookieJar("", cookiejar.Policy(newPolicy(c.Arg(0))))
	steps, ok := c.Arg(1).([]any)
	for _, s := range steps {
		step, _ := s.([]any)
		ok = ok && sensible(step)
	}
	if !ok {
		return golden.Return("malformed")
	}
	out := []any{}
	for _, s := range steps {
		args := s.([]any)
		if args[0] == "wait" {
			now = now.Add(time.Duration(args[1].(int64)) * time.Second)
			cookiejar.SetNow(t, now)
		}
		answer := step(jar, text(args[0]), args[1:])
		all := []any{}
		for c := range jar.All() {
			all = append(all, fields(c))
		}
		out = append(out, []any{answer, all, int64(jar.Len())})
	}
	return golden.Return(append(out, jar.GoString()))
}

// sensible reports whether a step of life can be made, as the vector module's
// function of that name does.
func sensible(step []any) bool {
	if len(step) == 0 {
		return false
	}
	kind, args := text(step[0]), step[1:]
	switch kind {
	case "set_if_ok", "make", "extract", "header":
		if len(args) == 0 || !slices.Contains(lifeURLs, args[0]) {
			return false
		}
		args = args[1:]
	}
	switch kind {
	case "wait":
		return len(args) == 1 && allAre[int64](args)
	case "set", "set_if_ok":
		for i, choices := range cookieFields {
			if len(args) != len(cookieFields) || !slices.Contains(choices, args[i]) {
				return false
			}
		}
		return true
	case "make", "extract", "header":
		return allAre[string](args)
	case "clear":
		return len(args) <= 3 && allAre[string](slices.DeleteFunc(slices.Clone(args), func(v any) bool { return v == nil }))
	case "text":
		return len(args) <= 2 && allAre[bool](args)
	}
	return kind == "clear_session_cookies" || kind == "clear_expired_cookies"
}

func allAre[T any](list []any) bool {
	return !slices.ContainsFunc(list, func(v any) bool { _, ok := v.(T); return !ok })
}

// step is one call of a jar's method, with what it returns.
func step(jar *cookiejar.LWPCookieJar, kind string, args []any) any {
	var r *request
	h := cookiejar.ResponseHeader{}
	switch kind {
	case "make", "extract", "header", "set_if_ok":
		r = newRequest(text(args[0]), nil)
		args = args[1:]
	}
	switch kind {
	case "set":
		jar.SetCookie(cookieOf(args))
	case "set_if_ok":
		jar.SetCookieIfOK(cookieOf(args), r)
	case "make", "extract":
		h["Set-Cookie"] = texts(args)
		if kind == "extract" {
			jar.ExtractCookies(h, r)
			break
		}
		made := []any{}
		for _, c := range jar.MakeCookies(h, r) {
			made = append(made, fields(c))
		}
		return made
	case "header":
		jar.AddCookieHeader(r)
		cookie, cookie2 := r.headers["Cookie"], r.headers["Cookie2"]
		return []any{optional(cookie, cookie != ""), optional(cookie2, cookie2 != "")}
	case "clear":
		return clearSome(jar, args)
	case "clear_session_cookies":
		jar.ClearSessionCookies()
	case "clear_expired_cookies":
		jar.ClearExpiredCookies()
	case "text":
		options := []cookiejar.StringOption{}
		if len(args) > 0 {
			options = append(options, cookiejar.IgnoreDiscard(args[0].(bool)))
		}
		if len(args) > 1 {
			options = append(options, cookiejar.IgnoreExpires(args[1].(bool)))
		}
		return jar.AsLWPStr(options...)
	}
	return nil
}

func clearSome(jar *cookiejar.LWPCookieJar, where []any) any {
	options := []cookiejar.ClearOption{}
	for i, w := range where {
		if w == nil {
			continue
		}
		options = append(options, []cookiejar.ClearOption{cookiejar.Domain(text(w)), cookiejar.Path(text(w)), cookiejar.Name(text(w))}[i])
	}
	var noKey *cookiejar.KeyError
	var badValue *cookiejar.ValueError
	switch err := jar.Clear(options...); {
	case errors.As(err, &noKey):
		return []any{"KeyError", err.Error()}
	case errors.As(err, &badValue):
		return []any{"ValueError", err.Error()}
	}
	return nil
}

// cookieOf is what the vector module's function of that name returns.
func cookieOf(f []any) *cookiejar.Cookie {
	dot := strings.HasPrefix(text(f[4]), ".")
	c := &cookiejar.Cookie{
		Version: int(f[0].(int64)), Name: text(f[1]), Value: text(f[2]), NoValue: f[2] == nil, Port: text(f[3]), PortSpecified: f[3] != nil,
		Domain: text(f[4]), DomainSpecified: dot, DomainInitialDot: dot, Path: text(f[5]), PathSpecified: f[5] != "/", Secure: f[6].(bool),
		Discard: f[8].(bool), Comment: text(f[9]), Rest: map[string]any{},
	}
	if f[7] != nil {
		c.Expires = time.Unix(f[7].(int64), 0)
	}
	for attr := range strings.SplitSeq(text(f[10]), ";") {
		if name, value, ok := strings.Cut(attr, "="); ok {
			c.Rest[name] = value
		} else if name != "" {
			c.Rest[name] = nil
		}
	}
	return c
}

func policyOK(c golden.Call) any {
	p := newPolicy(c.Arg(0))
	f := c.Arg(1).([]any)
	k := &cookiejar.Cookie{
		Version: integer(f[0]), Name: text(f[1]), Value: "v", Port: text(f[2]), PortSpecified: f[3].(bool), Domain: text(f[4]), DomainSpecified: f[5].(bool),
		DomainInitialDot: strings.HasPrefix(text(f[4]), "."), Path: text(f[6]), PathSpecified: f[7].(bool), Secure: f[8].(bool),
	}
	if f[9] != nil {
		k.Expires = time.Unix(int64(integer(f[9])), 0)
	}
	r := newRequest(text(c.Arg(2)), c.Arg(3))
	return []any{
		p.SetOK(k, r), p.ReturnOK(k, r), p.DomainReturnOK(k.Domain, r), p.PathReturnOK(k.Path, r),
		p.SetOKVersion(k, r), p.SetOKVerifiability(k, r), p.SetOKName(k, r), p.SetOKPath(k, r), p.SetOKDomain(k, r), p.SetOKPort(k, r),
		p.ReturnOKVersion(k, r), p.ReturnOKVerifiability(k, r), p.ReturnOKSecure(k, r), p.ReturnOKExpires(k, r), p.ReturnOKPort(k, r), p.ReturnOKDomain(k, r),
		p.IsBlocked(k.Domain), p.IsNotAllowed(k.Domain),
	}
}

// load reads and writes a file in dir, which the error texts don't name.
func load(dir string, c golden.Call) golden.Outcome {
	if kind := text(c.Arg(0)); kind != "MozillaCookieJar" && kind != "LWPCookieJar" {
		return golden.Return("malformed")
	}
	name := filepath.Join(dir, "cookies.txt")
	if err := os.WriteFile(name, []byte(text(c.Arg(1))), 0o600); err != nil {
		return golden.Raise("?", err.Error())
	}
	discard, expires := cookiejar.IgnoreDiscard(c.Arg(2).(bool)), cookiejar.IgnoreExpires(c.Arg(3).(bool))
	moz, lwp := cookiejar.NewMozillaCookieJar(name), cookiejar.NewLWPCookieJar(name)
	jar := &moz.FileCookieJar
	if text(c.Arg(0)) == "LWPCookieJar" {
		jar = &lwp.FileCookieJar
	}
	if err := jar.Load(discard, expires); err != nil {
		var bad *cookiejar.LoadError
		if errors.As(err, &bad) {
			return golden.Raise("LoadError", strings.ReplaceAll(err.Error(), name, "cookies.txt"))
		}
		return golden.Raise("?", err.Error())
	}
	saved := filepath.Join(dir, "saved.txt")
	if err := jar.Save(cookiejar.Filename(saved), cookiejar.IgnoreDiscard(true), expires); err != nil {
		return golden.Raise("?", err.Error())
	}
	data, err := os.ReadFile(saved)
	if err != nil {
		return golden.Raise("?", err.Error())
	}
	list := []any{}
	for c := range jar.All() {
		list = append(list, fields(c))
	}
	return golden.Return([]any{list, string(data)})
}
