"""Vectors for cookies: http.cookies."""

import time
from http import cookies

FIXED = 1_700_000_000  # the tests' clock

time.time = lambda: FIXED


def state(c):
    """All there is to know of a BaseCookie."""
    return [
        [name, m.key, m.value, m.coded_value, {k: v for k, v in m.items() if v != ""}]
        for name, m in c.items()
    ]


def load(header):
    """The cookies of a header, or those that were there at the error."""
    c = cookies.SimpleCookie()
    try:
        c.load(header)
    except cookies.CookieError as e:
        return [state(c), str(e)]
    return [state(c), c.output(), repr(c)]


def load_base(header):
    c = cookies.BaseCookie()
    c.load(header)
    return [state(c), c.output()]


def setitem(kind, key, value):
    c = getattr(cookies, kind)()
    c[key] = value
    m = c[key]
    return [m.value, m.coded_value, c.output(), repr(c)]


def morsel(attrs):
    m = cookies.Morsel()
    m.set("k", "v", "v")
    for k, v in attrs:
        m[k] = v
    return m.OutputString()


def morsel_set(key, val, coded):
    m = cookies.Morsel()
    m.set(key, val, coded)
    return [m.key, m.value, m.coded_value, str(m), repr(m)]


def update(values):
    m = cookies.Morsel()
    m.set("k", "v", "v")
    m.update(values)
    return m.OutputString()


def setdefault(key, val):
    m = cookies.Morsel()
    m.set("k", "v", "v")
    m["path"] = "/p"
    return [m.setdefault(key, val), m.OutputString()]


def output(values, attrs, header, sep):
    """The three ways out of a jar with attributes."""
    c = cookies.SimpleCookie()
    for name, value, items in values:
        c[name] = value
        c[name].update(dict(items))
    return [
        c.output(attrs=attrs, header=header, sep=sep),
        c.js_output(attrs=attrs),
        [m.output(attrs=attrs, header=header) for m in c.values()],
        [m.OutputString(attrs) for m in c.values()],
        [m.js_output(attrs) for m in c.values()],
    ]


FUNCS = {
    "load": load,
    "load_base": load_base,
    "setitem": setitem,
    "morsel": morsel,
    "set": morsel_set,
    "update": update,
    "setdefault": setdefault,
    "output": output,
    "value_decode": lambda s: list(cookies.SimpleCookie().value_decode(s)),
    "value_encode": lambda s: list(cookies.SimpleCookie().value_encode(s)),
    "isReservedKey": lambda s: cookies.Morsel().isReservedKey(s),
}

NAMES = ["expires", "path", "comment", "domain", "max-age", "secure", "httponly", "version", "samesite", "partitioned"]

HEADERS = [
    "", " ", "   ", "a=1; b=2", "a=1;b=2", " a = 1 ; b = 2 ", "a=1 b=2", "a=1,b=2", "a=1, b=2",
    'a="x y"; b=2', r'a="x \"y\" \054 \\z"; b=2', 'a="unterminated; b=2', "a=; b=2", "a; b=2", "b=2; a",
    "a=b=c", "a==", "=x; a=1", "= =x", "==x", 'a="1"', 'a="a"b', "a='x'",
    "a=1; Path=/; Domain=d; b=2; Secure; HttpOnly", "Path=/; a=1", "a=1; Expires=Wed, 01-Jan-98 00:00:00 GMT; b=2",
    "a=1; expires=Thu, 01 Jan 1970 00:00:00 GMT", 'a=1; max-age=10; version=1; comment="c d"; samesite=Strict; partitioned',
    "a=1; max-age", "$Version=1; a=1; $Path=/p; $Domain=d", "a=1; $Port=80; b=2", "a=1; a=2", "A=1; a=2",
    "caf\xe9=1", "a=caf\xe9", "a=\u20ac", "a=[x]; b={y}", "a[0]=1", "a=1;;b=2", ";a=1", "a=1;", "a=x;y=z w",
    'keebler="E=everybody; L=\\"Loves\\"; fudge=\\012;";', r'a="\303\251"', r'a="\8"', r'a="x\y"', "a=1; b",
    "a=1; b=2; c d=3", "a=1\r\nb=2", "a=1\tb=2", "a=1\x0bb=2\x0cc=3", "a=1\x1cb=2", "a=1\x85b=2", "a=1\xa0b=2",
    'a="b;c"; d=e', "a=%20; b=+", "a=1; Secure=yes", "a=1; httponly=", "a b=1", "a=<>", "a=x/y:z", 'a="x\ny"',
    r'a="\012"', r"a=1; path=/\012x", r'a=1; path="/\012x"; b=2', 'a=1; path="/ x"; b=2', 'a=1; path="/;x"',
    'a="1" "2"', 'a="1";;b=2', "a=1 ,b=2", "a,b=2", "a@b=1", "a(=1", "a=1; (=2", "a=\x7f", "a=1; path=\x7f", 'a="\x7f"',
    r'a="\177"', r'a=1; path="\177"', "a=1; path=/a; a=2; domain=d", "a=1 Path=/", r'a="\400"', r'a="\777"', r'a="\3777"',
    "a=1; path=", 'a=1; path=""', 'a=""', 'a="""', 'a="\xe9"', 'a="\u20ac"', 'a="\ud800"', 'a="x" y', 'a="x"y=2',
    'a = "x y" ; b=1', 'a=x"y"', "a=Wed, 01-Jan-98 00:00:00 GMTx; b=2", "a=Wednesday, 01-Jan-98 00:00:00 GMT",
    "a=Wednday, 01-Jan-98 00:00:00 GMT", "a=day, 01-Jan-98 00:00:00 GMT", "a=xday, 01-Jan-98 00:00:00 GMT",
    "a=xyzday, 01-Jan-98 00:00:00 GMT", "a=abcdefday, 01-Jan-98 00:00:00 GMT", "a=abcdefgday, 01-Jan-98 00:00:00 GMT",
    "a=Wed, 01-Jan-98  00:00:00 GMT", "a=Wed, 01-Jan-98 00:00:00  GMT", "a=Wed,\n01-Jan-98 00:00:00 GMT",
    "a=Wed, 01-Jan-1998 00:00:00 GMT", "a=Wed, 1-Jan-98 00:00:00 GMT; b=1", "a=Wed, 1-Jan-8 00:00:00 GMT; b=1",
    "a=1; $path; b=2", "a=1; $secure", 'a=1; $Path="/x"', "a=1; $", "a=1; $=5", "$", "$a=1; b=2", "a=1; $c=3",
    'a="x\\\ny"', "a = b = c", "a= =b", 'a= "x', 'a= "x"y; b=2', 'a=1; secure ="x', "a=1; secure= \xe9", "a=1\n",
    'a="x"\n', 'a="\\"', 'a="x\\', r'a="\\"', 'a=1; b="\\012"; c=1', 'a=1; path=x; a="\\012"', "a=1; path; b=2",
    "a=1; Secure; secure", "a=1; version", "a=1; b=2; expires", 'a=1; j={"x":1}; c=3', "a=1; path=/evil; secure; b=2",
    "__Host-a=1; __Secure-b=2", "a.b=1; c-d=2; e_f=3; g:h=4; i!j=5", "a=b; c", 'a=b="c d"; e=f', 'a=b=c="d"', 'a=="b"', 'a==="b" c', 'a=b="c"d', 'a=[b="c"', '=="x"', 'a =b="c"', "a=" + "x" * 300, "a = ", "a =", "a", "a ;", " a= ; b",
]


def values(rng):
    kinds = ["", "/", "a b", "a,b", "a;b", 'a"b', "\\", "\xe9", "\u20ac", "\ud800", "x\ny", "x\x7f", "Lax", "example.com", True, False, None, 0, 1, -5, 300, 2.5, 0.0, 10**12, b"x", [1, "a\n"], "0"]
    return rng.choice(kinds)


def random_header(rng):
    parts = ["a", "b", "=", "=", "=", ";", "; ", " ", '"', "\\", ",", "$", "path", "Path=/x", "secure", "expires=", "max-age=5", "x", "1", "\t", "\n", "[", "\xe9", "\u20ac", "\x00", "\x7f", "\\012", "\\\"", '="', '";', "Wed, 01-Jan-98 00:00:00 GMT", "@", "{", "$Path=/p", "HttpOnly", "'", ":", "\\303", "Thu, "]
    return "".join(rng.choice(parts) for _ in range(rng.randint(1, 14)))


def random_text(rng):
    kinds = [(0x20, 0x7E)] * 5 + [(0, 0xFF), (0, 0xFFFF), (0x80, 0x17F)]
    return "".join(chr(rng.randint(*rng.choice(kinds))) for _ in range(rng.randint(0, 8)))


def vectors(v):
    rng = v.rng
    for h in HEADERS:
        v.add("load", "load", h)
        v.add("load", "load_base", h)
    for _ in range(1500):
        v.add("load", "load", random_header(rng))
    for c in list(range(0x180)) + [0x20AC, 0xD800, 0x1F600]:
        for kind in ("SimpleCookie", "BaseCookie"):
            v.add("quoting", "setitem", kind, "k", "a" + chr(c))
        v.add("quoting", "value_encode", chr(c))
        v.add("quoting", "value_decode", '"%s"' % chr(c))
        v.add("quoting", "value_decode", '"\\%s"' % chr(c))
        v.add("quoting", "set", chr(c), "v", "v")
        v.add("quoting", "load", "a%s=1; b=2" % chr(c))
        v.add("quoting", "load", "a=1%s2; b=2" % chr(c))
        v.add("quoting", "load", 'a="%s"; b=2' % chr(c))
    for i in range(512):
        v.add("quoting", "value_decode", '"\\%03o"' % i)
    for _ in range(500):
        s = random_text(rng)
        v.add("quoting", "value_encode", s)
        v.add("quoting", "value_decode", '"%s"' % s)
    for x in (None, 5, 2.5, True, 1e100, 10**30, b"x", [1, 2], "", "5"):
        v.add("quoting", "setitem", "SimpleCookie", "a", x)
        v.add("quoting", "setitem", "BaseCookie", "a", x)
    for key in ["a b", "path", "Path", "", "a\n", "$a", "MAX-AGE", "max_age", "a:b", "\u0130"]:
        v.add("morsel", "setitem", "SimpleCookie", key, "x")
        v.add("morsel", "set", key, "x", "x")
        v.add("morsel", "isReservedKey", key)
    for name in NAMES:
        v.add("morsel", "isReservedKey", name.upper())
        for x in ["", "x", "a b", "a,b", "a;b", 'a"b', "\xe9", "\u20ac", "x\n", "x\x7f", "\x80", True, False, None, 0, 1, -5, 300, 2.5, 0.0, 10**11, 10**12, -10**11, -63_000_000_000, b"x", [1, "a\n"], []]:
            v.add("morsel", "morsel", [[name, x]])
            v.add("morsel", "update", {name.title(): x})
            v.add("morsel", "setdefault", name, x)
    for a in [("a", "b", "c\n"), ("a", "b\n", "c"), ("a b\n", "", ""), ("a", "b", "a;b")]:
        v.add("morsel", "set", *a)
    v.add("morsel", "morsel", [["max-age", 10**30], ["version", -(10**30)]])
    for k in ("colour", "KEY", "", "\u0130X", "\ud800"):
        v.add("morsel", "morsel", [[k, "x"]])
        v.add("morsel", "update", {k: "x"})
        v.add("morsel", "setdefault", k, "x")
    for _ in range(400):
        v.add("morsel", "morsel", [[rng.choice(NAMES), values(rng)] for _ in range(rng.randint(1, 10))])
    for _ in range(400):
        jar = [
            [rng.choice("abcXYZ01_") + rng.choice(["", "x", "-", "!"]), rng.choice(["v", "a b", 'q"', "\xe9", "\u20ac", "", "</script><script>"]), [[rng.choice(NAMES), rng.choice(["/", "x y", "", True, 5])] for _ in range(rng.randint(0, 4))]]
            for _ in range(rng.randint(0, 4))
        ]
        attrs = rng.choice([None, None, [], rng.sample(NAMES, 3), ["Path", "bad"]])
        v.add("output", "output", jar, attrs, rng.choice(["Set-Cookie:", "", "X"]), rng.choice(["\r\n", "", "|"]))
