"""Vectors for cookies/cookiejar: http.cookiejar."""

import contextlib
import email.message
import io
import os
import tempfile
import time
import urllib.request
from http import cookiejar

FOLDER = "cookies/cookiejar"
FIXED = 1_700_000_000  # the tests' clock
waited = 0  # seconds since

time.time = lambda: FIXED + waited


def seconds(f):
    """A date in whole seconds. Where CPython lets a ValueError escape (of int()
    or list.index()), Go says that it is no date."""

    def g(text):
        try:
            t = f(text)
        except ValueError:
            return None
        return None if t is None else int(t)

    return g


def parse_ns_headers(headers):
    out = cookiejar.parse_ns_headers(headers)
    return [[[k, str(int(v)) if k == "expires" and isinstance(v, (int, float)) else v] for k, v in pairs] for pairs in out]


def request(url, host=None, unverifiable=False, origin=None):
    headers = {"Host": host} if host else {}
    return urllib.request.Request(url, headers=headers, unverifiable=unverifiable, origin_req_host=origin)


class Response:
    def __init__(self, headers):
        self.headers = email.message.Message()
        for k, v in headers:
            self.headers.add_header(k, v)

    def info(self):
        return self.headers


def fields(c):
    return [
        c.version, c.name, c.value, c.port, c.port_specified, c.domain, c.domain_specified, c.domain_initial_dot,
        c.path, c.path_specified, bool(c.secure), None if c.expires is None else min(c.expires, 253402300799), bool(c.discard),
        c.comment or None, c.comment_url or None, sorted([k, v] for k, v in c._rest.items()), c.rfc2109,
    ]


def well_formed(steps):
    """A live comparison that looks for a smaller call tries what makes no sense."""
    return isinstance(steps, list) and all(
        isinstance(s, list) and len(s) >= 3 and s[0] in ("extract", "header") and s[1] in URLS and (s[2] is None or isinstance(s[2], str) and s[2])
        and all(isinstance(h, list) and len(h) == 2 and h[0] in ("Set-Cookie", "Set-Cookie2") and isinstance(h[1], str) for h in s[3:])
        for s in steps
    )


def session(policy, steps):
    """What a jar does in the course of some requests and responses."""
    if not well_formed(steps):
        return "malformed"
    jar = cookiejar.CookieJar(cookiejar.DefaultCookiePolicy(**policy))
    out = []
    for kind, url, origin, *headers in steps:
        r = request(url, None, origin is not None, origin)
        if kind == "extract":
            with contextlib.redirect_stderr(io.StringIO()):
                jar.extract_cookies(Response(headers), r)
            out.append([fields(c) for c in jar])
        else:
            jar.add_cookie_header(r)
            out.append([r.unredirected_hdrs.get("Cookie"), r.unredirected_hdrs.get("Cookie2"), len(jar)])
    return [out, str(jar)]


def load(kind, text, ignore_discard, ignore_expires):
    """The cookies of a file, and the file that they make."""
    if kind not in ("MozillaCookieJar", "LWPCookieJar"):
        return "malformed"
    with tempfile.TemporaryDirectory() as d:
        old = os.getcwd()
        os.chdir(d)
        try:
            with open("cookies.txt", "w", newline="") as f:
                f.write(text)
            jar = getattr(cookiejar, kind)("cookies.txt")
            with contextlib.redirect_stderr(io.StringIO()):
                jar.load(ignore_discard=ignore_discard, ignore_expires=ignore_expires)
            jar.save("saved.txt", ignore_discard=True, ignore_expires=ignore_expires)
            with open("saved.txt", newline="") as f:
                return [[fields(c) for c in jar], f.read()]
        finally:
            os.chdir(old)


def policy_ok(policy, cookie, url, origin):
    """All the policy's methods about one cookie."""
    p = cookiejar.DefaultCookiePolicy(**policy)
    p._now = FIXED
    version, name, port, port_spec, domain, domain_spec, path, path_spec, secure, expires = cookie
    c = cookiejar.Cookie(version, name, "v", port, port_spec, domain, domain_spec, domain.startswith("."), path, path_spec, secure, expires, False, None, None, {})
    r = request(url, None, origin is not None, origin)
    return [
        p.set_ok(c, r), p.return_ok(c, r), p.domain_return_ok(domain, r), p.path_return_ok(path, r),
        p.set_ok_version(c, r), p.set_ok_verifiability(c, r), p.set_ok_name(c, r), p.set_ok_path(c, r), p.set_ok_domain(c, r), p.set_ok_port(c, r),
        p.return_ok_version(c, r), p.return_ok_verifiability(c, r), p.return_ok_secure(c, r), p.return_ok_expires(c, r), p.return_ok_port(c, r), p.return_ok_domain(c, r),
        p.is_blocked(domain), p.is_not_allowed(domain),
    ]


def life(policy, steps):
    """What a jar does as its methods are called one after the other and time goes by."""
    global waited
    if not isinstance(steps, list) or not all(isinstance(s, list) and sensible(*s) for s in steps):
        return "malformed"
    waited = 0
    jar = cookiejar.LWPCookieJar(policy=cookiejar.DefaultCookiePolicy(**policy))
    try:
        return [[step(jar, *s), [fields(c) for c in jar], len(jar)] for s in steps] + [repr(jar)]
    finally:
        waited = 0


LIFE_URLS = ["http://www.example.com/foo/bar", "http://foo.com/", "https://www.example.com:81/foo"]
COOKIE = [
    [0, 0, 0, 1], ["a", "b", "c"], ["1", "", None, 'x "y\\', "v w"], [None, None, None, "80", "80,81", ""],
    ["www.example.com", ".example.com", "foo.com", ".foo.com"], ["/", "/", "/foo", "/foo/bar"], [False, False, False, True],
    [None, FIXED + 5, FIXED + 50, FIXED, FIXED - 1, -5], [False, False, True], [None, None, "c d"],
    ["", "", "HttpOnly", "a=x y;b=1", "SameSite=Lax"],
]


def sensible(kind="", *args):
    match kind:
        case "wait":
            return len(args) == 1 and isinstance(args[0], int)
        case "set" | "set_if_ok":
            if kind == "set_if_ok":
                url, *args = args or [None]
                if url not in LIFE_URLS:
                    return False
            return len(args) == len(COOKIE) and all(a in choices for a, choices in zip(args, COOKIE))
        case "make" | "extract" | "header":
            return len(args) > 0 and args[0] in LIFE_URLS and all(isinstance(a, str) for a in args)
        case "clear":
            return len(args) <= 3 and all(a is None or isinstance(a, str) for a in args)
        case "text":
            return len(args) <= 2 and all(isinstance(a, bool) for a in args)
    return kind in ("clear_session_cookies", "clear_expired_cookies")


def step(jar, kind, *args):
    global waited
    if kind == "wait":
        waited += args[0]
    elif kind == "set":
        jar.set_cookie(cookie_of(*args))
    elif kind == "set_if_ok":
        jar.set_cookie_if_ok(cookie_of(*args[1:]), request(args[0]))
    elif kind in ("make", "extract"):
        url, *headers = args
        with contextlib.redirect_stderr(io.StringIO()):
            if kind == "make":
                return [fields(c) for c in jar.make_cookies(Response([("Set-Cookie", h) for h in headers]), request(url))]
            jar.extract_cookies(Response([("Set-Cookie", h) for h in headers]), request(url))
    elif kind == "header":
        r = request(args[0])
        jar.add_cookie_header(r)
        return [r.unredirected_hdrs.get("Cookie"), r.unredirected_hdrs.get("Cookie2")]
    elif kind == "clear":
        try:
            jar.clear(*args)
        except (KeyError, ValueError) as e:
            return [type(e).__name__, str(e)]
    elif kind == "text":
        return jar.as_lwp_str(*args)
    else:
        getattr(jar, kind)()


def cookie_of(version, name, value, port, domain, path, secure, expires, discard, comment, rest):
    return cookiejar.Cookie(
        version, name, value, port, port is not None, domain, domain.startswith("."), domain.startswith("."), path, path != "/", secure,
        expires, discard, comment, None, {k: v if eq else None for k, eq, v in (r.partition("=") for r in rest.split(";") if r)},
    )


FUNCS = {
    "http2time": seconds(cookiejar.http2time),
    "iso2time": seconds(cookiejar.iso2time),
    "time2isoz": cookiejar.time2isoz,
    "time2netscape": cookiejar.time2netscape,
    "offset_from_tz_string": cookiejar.offset_from_tz_string,
    "split_header_words": lambda v: [[list(p) for p in pairs] for pairs in cookiejar.split_header_words(v)],
    "join_header_words": lambda v: cookiejar.join_header_words([[tuple(p) for p in pairs] for pairs in v]),
    "parse_ns_headers": parse_ns_headers,
    "strip_quotes": cookiejar.strip_quotes,
    "is_HDN": cookiejar.is_HDN,
    "liberal_is_HDN": cookiejar.liberal_is_HDN,
    "domain_match": cookiejar.domain_match,
    "user_domain_match": cookiejar.user_domain_match,
    "reach": cookiejar.reach,
    "escape_path": cookiejar.escape_path,
    "request_host": lambda *a: cookiejar.request_host(request(*a)),
    "eff_request_host": lambda *a: list(cookiejar.eff_request_host(request(*a))),
    "request_path": lambda *a: cookiejar.request_path(request(*a)),
    "request_port": lambda *a: cookiejar.request_port(request(*a)),
    "is_third_party": lambda *a: cookiejar.is_third_party(request(*a)),
    "session": session,
    "life": life,
    "load": load,
    "policy_ok": policy_ok,
}

HTTP_DATES = [
    "Wed, 01 Jan 2031 00:00:00 GMT", "Wed, 01 Jxx 2031 00:00:00 GMT", "Wed, 32 Jan 2031 00:00:00 GMT", "Wed, 01 Jan 2031 25:00:00 GMT",
    "Wed, 31 Feb 2031 24:00:61 GMT", "01-Jan-31", "1/1/1", "1 13 99", "1 12 99", "01 Jan 1994 12:3045", "01 Jan 1994 PM", "01 Jan 1994 AMX", "01 Jan 1994 am ",
    "01 Jan 1994 EST", "01 Jan 1994 +0530", "01 Jan 1994 -05", "01 Jan 1994 (foo)", "01 Jan 1994 gmt (foo) ", "01 Jan 1960", "01 Jan 99999",
    "Sunday,01-Jan-94 1:02", "Thu 01 Jan 94 12:30:20 Z", " Thu,  01 Jan 1994:12:30 UT", "01 Jan 1994 123", "01 Jan 1994 12345",
    "Mon, 01 Jan 1994 10:20:30 GMT\n", "", "Mon, 01 Jan 0000 00:00:00 GMT", "Thu, 3 Feb 1994 00:00:00 GMT", "Thursday, 03-Feb-94 00:00:00 GMT",
    "03/Feb/1994:00:00:00 0000", "03/Feb/1994:01:00:00 +0100", "09 Feb 1994 22:23:32 GMT", "08-Feb-94 14:15:29 GMT", "08-Feb-1994 14:15 GMT",
    "03 Feb 1994 00:00 -0700", "Thu Feb  3 00:00:00 GMT 1994", "Sonntag, 1 Jan 94", "wednesdayx 1 Jan 94", "1 Jan 2024 10:00:00 (a_b)", "1 Jan 2024 ()", "1 Jan 0", "1 Jan 73", "1 Jan 74", "1 Jan 999", "1 Jan 00001994",
]
ISO_DATES = [
    "1994-02-03 14:15:29 -0100", "1994-02-03 14:15:29", "1994-02-03", "1994-02-03T14:15:29", "19940203", "19940203T141529", "1994-2-3", "199423",
    "1994-02-03 14:15:29.5", "1994-02-03 1415", "1994-02-03-14:15", "1994-02-03 14:15Z", "1994-02-03 14:15:29 +05:30", "1994-02-03 14:15:29 z",
    "1994-02-03 14:15:29 +5", "1994-02-03 14:15:29 +5:", "1994-02-03 14:15:29 +5::30", "1994-02-03 05", "1994-02-0314:15", "199402031415",
    "1994023 14:15", "1994-13-01", "1994-02-03 14:15:", "1994-02-03 1:15", "1994-02-031415", "0000-01-01", "", "1994", "1994-02", " 1994-02-03 ",
    "1994/02/03", "1994-02-03t14:15:29 ", "1994-02-03:14:15:29", "1994-02-03 24:00:00", "2031-01-01 00:00:00Z",
]
HOSTS = ["", ".", "a", "example.com", ".example.com", "www.example.com", "EXAMPLE.com", "1.2.3.4", ".3.4", "a.1", "a.1b", "foo.local", ".local", "a.b.local", "x.y.example.com", "barexample.com", "example.com.", "a.example.com.evil.org", "\u20ac.com", "::1", "[::1]", "a\n", ".5\n", "\u0130.com", "i\u0307.COM", "\u03a3.\u03a3", ".\u03a3"]
URLS = [
    "http://www.example.com/", "http://www.example.com/foo/bar?x#y", "https://www.example.com:8443/a/b/", "http://example.com", "http://foo/bar", "http://127.0.0.1:80/x",
    "http://a.b.example.co.uk/p", "http://barfoo.com/", "http://foo.com/any", "http://foo.com/anybad", "http://WWW.Example.COM:8080/%7efoo/%2F", "http://x.foo.com/",
    "http://www.example.com/a%zz/\u20ac/ b", "http://user@www.example.com:80x/", "http://[::1]:99/q", "ftp://www.example.com/", "http://www.acme.local/x/y", "http://\u0130.example.com/",
]
HEADERS = [
    "a=b", "a", "a=", "=b", "=", "", "a=b; HttpOnly", "a=b; path=/x; secure; SameSite=Lax; foo; bar=baz", 'a="b c"', "a=b; domain=.example.com", "a=b; domain=example.com",
    "a=b; domain=com", "a=b; expires=Wed, 01 Jan 2031 00:00:00 GMT", "a=b; max-age=100", "a=b; max-age=abc", "a=b; max-age=0", "a=b; expires=foo", "a=b; version=1",
    "a=b; version=0", "a=b; version=x", "a=b; version=-1", "a=b; version=-1; domain=victim.com", "a=b; port", 'a=b; port="80,8080"', "a=b; port=80", "a=b; port=80,443", "a=b; port=8 0",
    "a=b; comment=hello; commenturl=x", "a=b, c=d", "a=b; path=foo", "a=b; path=", "a=b; path", "a=b; domain", "a=b; domain=", 'a=b; expires="Wed, 01 Jan 2031 00:00:00 GMT"',
    'a=b; Max-Age="100"', "a=b; discard", "a=b; Max-Age=1e3", "a=b; max-age= 5 ; secure=false", "path=/", "expires=5; a=b", "a=b;;c=d", " a = b ;  path = /x ", 'a="b', 'a=b"c; x',
    "$a=b", "a=b;Domain=EXAMPLE.com", "a=b; max-age=99999999999999999999999", "a=b; max-age=-5", "a=b; max-age=1_0", "a=b; max-age=+5", "a=b; expires=Wed, 01 Jan 1990 00:00:00 GMT",
    "a=b; max-age=5; expires=Wed, 01 Jan 2031 00:00:00 GMT", "a=b; expires=Wed, 01 Jan 2031 00:00:00 GMT; max-age=5", "a=b; max-age=5; max-age=6", "a=b; path=/foo; path=/bar", "a=b; version=2", 'a=b; version="1"',
    "a=b; domain=.foo.com; path=/", "a=b; domain=foo.com", "a=b; domain=.co.uk", "a=b; domain=.0.0.1", "a=b; domain=127.0.0.1", "a=b; domain=.local", "a=b; domain=foo.local", "a=b; domain=.www.example.com", "a=b; secure=", "a=b; discard=", "a=b; port=", "a=b; path=/%7e \u20ac",
    "a=b; doma\u0130n=.example.com", "a=b; v; EXPIRE\u017f=x", "a=b; domain=.\u0130.example.com",
]
HEADERS2 = [
    "a=b; version=1", 'a="b"; Version="1"; Path="/foo"; Port; Max-Age="50"; Comment="c"; CommentURL="u"; Discard', 'a=b; Version=1, c=d; Version=1; port="80,x"', "a; version=1", "a=b",
    "a=b; version=1; domain=example.com", 'a=b; version=1; domain=.example.com; foo; bar="b\\"az"', 'a="b c\\\\"; version=1; path="/"; domain=".example.com"', "a=b; version=1; port", 'a=b; version=1; port="80,8080"; max-age=9',
]
NS_FILES = [
    "", "garbage\n", "foo\n", "\n#HttpOnly_.e.com\tTRUE\t/\tFALSE\t\tn\tv\n# c\n$x\n.e.com\tTRUE\t/\tTRUE\t1900000000\tn2\n", ".e.com\tTRUE\t/\tTRUE\t1900000000\tn2\tv\tx\n",
    "e.com\tFALSE\t/\tTRUE\t1900000000.5\t\tv\n", "e.com\tTRUE\t/\tTRUE\t1900000000\t\tv\n", "e.com\tFALSE\t/\ttrue\tabc\tn\tv\n", ".e.com\tTRUE\t/\tTRUE\t1900000000\tn\tv", ".e.com\tTRUE\t/\tTRUE\t1\tn\tv\n",
    ".e.com\tTRUE\t/\tTRUE\t1900000000\tn\t\n", "e.com\tFALSE\t/\tTRUE\t1900000000\tn\tv w; \"x\"\r\nf.com\tFALSE\t/p\tFALSE\t1900000001\tm\t\u20ac\r\n", "  # x\n \n e.com\tFALSE\t/\tFALSE\t\ta\tb\n",
]
LWP_FILES = [
    'a=b; path="/"; domain="e.com"; expires="2031-01-01 00:00:00Z"; version=0\nfoo\nSet-Cookie3: c; path=/; domain=.e.com; path_spec; domain_dot; port="80"; port_spec; discard; secure; HttpOnly; foo="bar"; rest=None; version=1; comment=cc; commenturl=uu',
    "a=b", "a=b; version=x; path=/; domain=e.com", "a=b; path=/; domain=e.com; version=0; expires=foo", "a=b, c=d; path=/; domain=e.com; version=0", "; path=/",
    'a="b\\"c"; path="/x y"; domain=".e.com"; path_spec; version=0', "a=b; path=/; domain=e.com; version=0; expires=\"2001-01-01 00:00:00Z\"", "a=b; PATH=/; Domain=E.com; VERSION=0; secure=; SameSite=Lax",
    'a=b; path=/; domain=e.com; version=0; expires; expires="2031-01-01 00:00:00Z"', "a=b; path=/; domain=e.com; version=0; port_spec", "a=b; path=/; domain=e.com; version=0; port=80; port_spec; port", "a=b; path=/; domain=e.com; version=0; port=; port_spec", "a=b; path=/; domain=e.com; version=x; version=1",
]


def random_policy(rng):
    kinds = {
        "netscape": [True, False], "rfc2965": [True, True, False], "rfc2109_as_netscape": [None, True, False], "hide_cookie2": [True, False], "strict_domain": [True, False],
        "strict_rfc2965_unverifiable": [True, False], "strict_ns_unverifiable": [True, False], "strict_ns_domain": [0, 1, 2, 3, 4, 7],
        "strict_ns_set_initial_dollar": [True, False], "strict_ns_set_path": [True, False], "blocked_domains": [[], [".example.com"], ["example.com", ".foo.com"]],
        "allowed_domains": [None, [], [".example.com"]], "secure_protocols": [["https"], ["http"], []],
    }
    return {k: rng.choice(kinds[k]) for k in rng.sample(sorted(kinds), rng.choice([0, 0, 1, 2, 4]))}


def random_step(rng):
    origin = rng.choice([None, None, None, "www.example.com", "other.org", "foo"])
    if rng.random() < 0.4:
        return ["header", rng.choice(URLS[:12]), origin]
    headers = [["Set-Cookie", rng.choice(HEADERS)] for _ in range(rng.choice([1, 1, 2]))]
    headers += [["Set-Cookie2", rng.choice(HEADERS2)] for _ in range(rng.choice([0, 0, 1]))]
    return ["extract", rng.choice(URLS[:12]), origin] + headers


def random_cookie(rng):
    return [rng.choice(choices) for choices in COOKIE]


def random_life(rng):
    url = rng.choice(LIFE_URLS)
    match rng.randint(0, 11):
        case 0:
            return ["wait", rng.choice([1, 4, 5, 60])]
        case 1 | 2:
            return ["set"] + random_cookie(rng)
        case 3:
            return ["set_if_ok", url] + random_cookie(rng)
        case 4:
            return [rng.choice(["clear_session_cookies", "clear_expired_cookies"])]
        case 5 | 6:
            where = [rng.choice(["www.example.com", ".example.com", "foo.com", "x"]), rng.choice(["/", "/foo", "/x"]), rng.choice("abcx")]
            return ["clear"] + (where[: rng.choice([0, 1, 2, 3, 3])] if rng.random() < 0.8 else [None, None, "a"] if rng.random() < 0.5 else [None, "/"])
        case 7:
            return ["text"] + [rng.random() < 0.5 for _ in range(rng.randint(0, 2))]
        case 8:
            return ["header", url]
    return [rng.choice(["make", "extract", "extract"]), url] + [rng.choice(["a=1", "b=2", "c"]) + rng.choice(["", "; max-age=5", "; max-age=50", "; max-age=0", "; path=/; max-age=-1", "; path=/", "; domain=.foo.com", "; expires=Thu, 01 Jan 1970 00:00:00 GMT"]) for _ in range(rng.randint(0, 3))]


def random_text(rng, parts, n):
    return "".join(rng.choice(parts) for _ in range(rng.randint(0, n)))


DATE_PARTS = ["1", "01", "31", "94", "1994", "2031", "Jan", "feb", "-", "/", " ", " ", ":", "12:30", ":20", "GMT", "Z", "+0100", "-5", "(x)", "Mon", ", ", "T", "am", "0", "203", "EST", "12"]
WORD_PARTS = ["a", "=", "=", ";", "; ", ",", ", ", '"', "\\", " ", "b", "path", "/", "expires", "version", "é", "1", "domain=x", '="', '\\"', "Secure", "\u2003"]


def vectors(v):
    rng = v.rng
    for s in HTTP_DATES + ISO_DATES:
        v.add("dates", "http2time", s)
        v.add("dates", "iso2time", s)
    for _ in range(1200):
        s = random_text(rng, DATE_PARTS, 9)
        v.add("dates", "http2time", s)
        v.add("dates", "iso2time", s)
    for _ in range(300):
        day, month, year = rng.randint(1, 31), rng.choice("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()), rng.randint(1960, 2060)
        for form in ("Mon, %02d %s %d 12:34:56 GMT", "Monday, %d-%s-%d 1:02:03 GMT", "%d/%s/%d:12:34 +0130", "%d %s %d 23:59:60 utc"):
            v.add("dates", "http2time", form % (day, month, year))
        v.add("dates", "http2time", "%d-%s-%02d" % (day, month, year % 100))
        v.add("dates", "iso2time", "%d-%02d-%02d 12:34:56 -0%d:30" % (year, rng.randint(0, 13), day, rng.randint(0, 9)))
    for t in [0, 1, 10**9, 1_700_000_000, 253402300799, -1, -(10**9), 951782400]:
        v.add("dates", "time2isoz", t)
        v.add("dates", "time2netscape", t)
    for z in ["GMT", "UTC", "Z", "UT", "utc", "EST", "+0100", "-01:30", "+5", "5", "530", "12345", "+1:", "+", "", "-0530\n", "0100 "]:
        v.add("dates", "offset_from_tz_string", z)
    for h in HEADERS + HEADERS2 + ['foo="bar"; port="80,81"; discard, bar=baz', 'Basic realm="\\"foo\\\\\\"bar\\"" x', ",,a", "a,,b", 'n; foo="foo;_", bar="foo,bar"', 'a="b\\', 'a="b\\\nc"', "=;", '"', "a = b", "a=\u00a0b"]:
        v.add("headers", "split_header_words", [h])
        v.add("headers", "parse_ns_headers", [h])
    for _ in range(600):
        h = random_text(rng, WORD_PARTS, 12)
        v.add("headers", "split_header_words", [h])
        v.add("headers", "parse_ns_headers", [h])
    for pairs in [[["a", None]], [["a", "b"], ["c", "d e"]], [["a", ""]], [["a", 'x"\\y']], [], [["\u20ac", "\u20ac"]], [["a", "b,c"]]]:
        v.add("headers", "join_header_words", [pairs])
        v.add("headers", "join_header_words", [pairs, [["z", "1"]]])
    for s in ["", '"', '""', '"a', 'a"', '"a"', '""a""']:
        v.add("headers", "strip_quotes", s)
    for a in HOSTS:
        v.add("hosts", "is_HDN", a)
        v.add("hosts", "liberal_is_HDN", a)
        v.add("hosts", "reach", a)
        for b in HOSTS:
            v.add("hosts", "domain_match", a, b)
            v.add("hosts", "user_domain_match", a, b)
    for u in URLS:
        for fn in ("request_host", "eff_request_host", "request_path", "request_port"):
            v.add("hosts", fn, u)
        for o in ("www.example.com", "example.com", "foo", "other.org", "a.b.example.co.uk", "127.0.0.1", "x.local"):
            v.add("hosts", "is_third_party", u, None, True, o)
    for p in ["/", "", "/a b", "/%7e", "/%zz%", "/%e2%82%ac", "/\u20ac", "/a?b#c", "/<>\"{}|\\^`[]", "/;:@&=+$,!~*'()", "/\x00\x7f", "/%2f%2F%aB", "/%%41"]:
        v.add("hosts", "escape_path", p)
    for h in HEADERS:
        for u in (URLS[1], URLS[2], URLS[4], URLS[5]):
            if h == "a=b; domain=" and u == URLS[4]:
                continue  # a domain of nothing but a dot: refused in Go
            v.add("sessions", "session", {}, [["extract", u, None, ["Set-Cookie", h]], ["header", u, None]])
        v.add("sessions", "session", {"rfc2965": True}, [["extract", URLS[1], None, ["Set-Cookie", h]], ["header", URLS[1], None]])
    for h in HEADERS2:
        for p in ({}, {"rfc2965": True}, {"rfc2965": True, "netscape": False}, {"rfc2965": True, "rfc2109_as_netscape": True}):
            v.add("sessions", "session", p, [["extract", URLS[1], None, ["Set-Cookie2", h]], ["header", URLS[1], None]])
            v.add("sessions", "session", p, [["extract", URLS[1], None, ["Set-Cookie", h]], ["header", URLS[1], None]])
    for _ in range(500):
        v.add("sessions", "session", random_policy(rng), [random_step(rng) for _ in range(rng.randint(1, 5))])
    for _ in range(500):
        v.add("life", "life", random_policy(rng) if rng.random() < 0.3 else {}, [random_life(rng) for _ in range(rng.randint(1, 12))])
    for f in NS_FILES:
        for head in ("# Netscape HTTP Cookie File\n", "# http cookie FILE x\n"):
            for i in (False, True):
                v.add("files", "load", "MozillaCookieJar", head + f, i, i)
    v.add("files", "load", "MozillaCookieJar", "x" + NS_FILES[3], True, True)
    v.add("files", "load", "MozillaCookieJar", "", True, True)
    for head in ("Netscape HTTP Cookie File", " HTTP Cookie File", " netscape http cookie file", "## Netscape HTTP Cookie File", "#  HTTP Cookie File", "#Netscape HTTP Cookie File", "# Netscape  HTTP Cookie File"):
        v.add("files", "load", "MozillaCookieJar", head + "\n", True, True)
    for f in LWP_FILES:
        for i in (False, True):
            v.add("files", "load", "LWPCookieJar", "#LWP-Cookies-2.0\nSet-Cookie3: " + f + "\n", i, i)
    for head in ("", "#LWP-Cookies-2\n", "#LWP-Cookies-1.10x\n", "#LWP-Cookies-.1\n"):
        v.add("files", "load", "LWPCookieJar", head, True, True)
    for _ in range(1500):
        cookie = [
            rng.choice([0, 0, 0, 1, 2, -1]), rng.choice(["a", "$b"]), *rng.choice([[None, False]] * 3 + [["80", True], ["80,443", True], ["80", False], ["x", True], ["", True]]),
            rng.choice(["www.example.com", ".example.com", "example.com", ".com", ".co.uk", ".example.co.uk", "foo.local", ".local", ".foo.com", "foo.com", "127.0.0.1", ".0.0.1"]), rng.random() < 0.5,
            rng.choice(["/", "/foo", "/foo/", "/any", "/a"]), rng.random() < 0.5, rng.random() < 0.2, rng.choice([None, None, FIXED, FIXED + 1, 0]),
        ]
        v.add("policy", "policy_ok", random_policy(rng), cookie, rng.choice(URLS[:12]), rng.choice([None, None, "www.example.com", "other.org"]))
