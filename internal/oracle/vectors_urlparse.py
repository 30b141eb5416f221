"""Vectors for urlparse: urllib.parse."""

import random
import string
import urllib.parse as p


def attributes(url, **kw):
    """What a result computes, except the port."""
    r = p.urlsplit(url, **kw)
    return [r.geturl(), r.username, r.password, r.hostname, repr(r)]


def parse_attributes(url, **kw):
    r = p.urlparse(url, **kw)
    return [r.geturl(), r.username, r.password, r.hostname, repr(r)]


def netloc_attributes(netloc):
    """The same of a network location that need not come from a URL."""
    r = p.SplitResult("", netloc, "", "", "") if isinstance(netloc, str) else p.SplitResultBytes(b"", netloc, b"", b"", b"")
    return [r.username, r.password, r.hostname]


def port(url):
    return p.urlsplit(url).port


def netloc_port(netloc):
    return (p.SplitResult("", netloc, "", "", "") if isinstance(netloc, str) else p.SplitResultBytes(b"", netloc, b"", b"", b"")).port


def defrag(url, **kw):
    r = p.urldefrag(url, **kw)
    return [r, r.geturl(), repr(r)]


def urlunsplit(components, **kw):
    return p.urlunsplit(tuple(components), **kw)


def urlunparse(components, **kw):
    return p.urlunparse(tuple(components), **kw)


def unsplit_result(url, missing_as_none, **kw):
    return p.urlunsplit(p.urlsplit(url, missing_as_none=missing_as_none), **kw)


def unparse_result(url, missing_as_none, **kw):
    return p.urlunparse(p.urlparse(url, missing_as_none=missing_as_none), **kw)


def urlencode(query, quote_via=None, **kw):
    """With the keys of a dict sorted, lists for pairs, and quote_via by its name."""
    if isinstance(query, dict):
        query = dict(sorted(query.items()))
    else:
        query = [tuple(pair) for pair in query]
    if quote_via:
        kw["quote_via"] = getattr(p, quote_via)
    return p.urlencode(query, **kw)


def encode(url, *args):
    return p.urlsplit(url, missing_as_none=True).encode(*args)


def decode(url, *args):
    return p.urlparse(url).decode(*args)


def decode_netloc(netloc, *args):
    return p.SplitResultBytes(b"", netloc, b"", b"", b"").decode(*args)


FUNCS = {
    f.__name__: f
    for f in (
        p.urlsplit, p.urlparse, p.urljoin, p.parse_qs, p.parse_qsl, p.quote, p.quote_plus, p.quote_from_bytes, p.unquote,
        p.unquote_plus, p.unquote_to_bytes, p.unwrap, attributes, parse_attributes, netloc_attributes, port, netloc_port, defrag,
        urlunsplit, urlunparse, unsplit_result, unparse_result, urlencode, encode, decode, decode_netloc,
    )
}  # fmt: skip

SCHEMES = sorted(set(p.uses_relative + p.uses_netloc + p.uses_params + p.non_hierarchical + p.uses_query + p.uses_fragment))

URLS = """
http://www.python.org http://www.python.org#abc http://www.python.org?q=abc http://www.python.org/#abc http://a/b/c/d;p?q#f
http://a/b/c/d;p=1/2?q http://a/;p http://a;p http://a/b;p;q http://a/b;p/c;q?r;s#t;u //a //a/b //a?q //a#f /a a a/b a:b ./a:b 1:2 +a:b a+:b
http: http:/ http:// http:/// http://// http:///// http:a http:/a http:?q http:#f http://? http://# http://?# ? # ?# #? ; / // /// ////
///a ////a /////a http:////a http://a//b http://a? http://a# http://a?# http://a/? http://a/;?# http://a/;
mailto:1337@example.org mailto:a;b?c#d file:///tmp/a file:/tmp/a file:tmp file://h/a imap://mail.python.org/mbox1 tel:+1;ext=2 urn:a:b#c
svn+ssh://svn.zope.org/repos/ZConfig/trunk/ git+ssh://git@github.com/user/project.git itms-services://?action=x s3://b/k;p?q data:,a%20b
javascript:alert(1) JAVASCRIPT:a HtTp://A.b/ x-newscheme://foo.com/stuff;x?query a_b:c é:a 
http://u:p@h:80/ http://u@h http://u:@h http://:p@h http://@h http://:@h http://u@v@h:1 http://a:b:c@h http://u:p@h:80@i
http://h: http://h:/ http://h:0 http://h:65535 http://h:65536 http://h:00080 http://h:8a http://h:-1 http://h:+1 http://h:1_0 http://h:١
http://h:80:81 http://:80 http://:@: http://h:99999999999999999999 http://h:%38
http://[::1] http://[::1]:80 http://[::1]: http://u:p@[::1]:80/ http://[::1%25eth0]/ http://[::1%ETH0] http://[fe80::a%a%b] http://[::1%]
http://[1:2:3:4:5:6:7:8] http://[1:2:3:4:5:6:7::] http://[::2:3:4:5:6:7:8] http://[::ffff:1.2.3.4] http://[::01.2.3.4] http://[1::2::3]
http://[12345::] http://[g::] http://[::1 http://::1] http://[] http://[]:80 http://[[::1]] http://[::1]] http://a[::1] http://[::1]a
http://[::1].evil http://[::1]:a http://[1.2.3.4] http://[localhost] http://[v1.a] http://[V1.A:b] http://[v1] http://[v.a] http://[vg.a]
http://[v1.] http://[::1]@h http://a]@[::1] http://[a@::1] http://a[@b] http://a[@b]:1 http://h/[ http://h?] http://h#[ //[::1]/a [::1]
http://[Fedc:BA98::7654]:5432/a;b?c#d scheme://prefix.[v6a.ip]/ scheme://[v6a.ip].suffix/ scheme://[v6a.ip]/ scheme://v6a.ip[suffix]/
http://a.b\\@c.d http://a\\b http:\\\\a\\b http://0177.0.0.1/ http://0x7f000001/ http://127.1 http://h%2fi http://127.0.0.1#@evil.com/
http://[FEDC:BA98:7654:3210:FEDC:BA98:7654:3210]:80/index.html http://[1080:0:0:0:8:800:200C:417A]/index.html http://[3ffe:2a00:100:7031::1]
http://[1080::8:800:200C:417A]/foo http://[::192.9.5.5]/ipng http://[::FFFF:129.144.52.38]:80/index.html http://[2010:836B:4179::836B:4179]
http://user@bad＃@bing.com http://netloc℀.evil.com http://a：80 http://a／b http://a？b http://@＠a http://⁇ http://é.com http://İ.com
http://ΑΣ.ΣΑ http://ẞ http://Ⓐ http://www.example.com/é?é#é http://ａ.com foo://a℀b //a℀b /a℀b http:/a/℀ http://a/?℀ http://[v1.℀] http://u℀:p@h
""".split()

CONTROLS = [
    "", " ", "http://a/ ", " http://a/", "\x00http://a/", "\x0b\x00 https://example.com", "java\nscript:alert(1)", "ht\ttp://a\r\n/b\t",
    "\x1f\x20http:\n//a", "http://a\x00b/", "http://a b/", "http://a\x7fb/", "a\x1f:b", "\xa0http://a", "\u3000http://a", "http://a/b\x0bc",
    "http\n:\n/\n/a", "h\x00ttp://a", "http://a:8\n0", "\t\r\n", " #", " ?", "\ufeffhttp://a", "http://h/\udcff?\ud800#\udfff", "\udcffhttp://a",
    "http://\udcff\ud800", "http://a@\udcff:1", "http://A\udcffB", "//\n[::1\t]", "\x0c//a", "\x85//a",
]  # fmt: skip

REFERENCES = """
g:h g ./g g/ /g //g ?y g?y #s g#s g?y#s ;x g;x g;x?y#s . ./ .. ../ ../g ../.. ../../ ../../g
../../../g ../../../../g /./g /../g g. .g g.. ..g ./../g ./g/. g/./h g/../h g;x=1/./y g;x=1/../y g?y/./x g?y/../x g#s/./x g#s/../x
http:g http: g:h ;x ;p= ; ? # ?# ;?# // //? //# //g? /// ///g ////g /..//g .//g ..//g g//h g//../h //g/../h /a/./b/../../c a/.. a/../ a/. a/./
... .... ..a ../. ./.. ./. ../.a %2e%2e/g ../%2e . ./.?q ..#f http:/g http:///g http://g http:?q http:#f HTTP:g https:g mailto:g file:g foo:g :g g: ..;x .;x g/..;x g;x/..;y
""".split()

BASES = """
http://a/b/c/d;p?q http://a/b/c/d;p=1/2?q http://a/b/c/d;p?q=1/2 fred:///s//a/b/c http:///s//a/b/c http://a http://a/ http://a? http://a?q#f
http://a/b/ http://a/b//c http://a//b/c http://a/b/../c/d http://a/.. http://a/b/. http://a;p http://a/;p?q#f //a/b /a/b a/b a/b/ a . .. ../a ./a / // ///a
//// ?q #f ;p http:a http:a/b http:/a http: http:// mailto:a@b mailto:a?b file:///a/b file:a svn+ssh://h/a/b ws://h/a/b foo://h/a/b tel:1;p sip:a git://h/a
""".split()

QUERIES = """
a a= =1 = & && a=1 a=1&b=2 a=1&&b=2 &a=1 a=1& a=1&b a&b=1 a=1;b=2 a=1;b=2&c=3 a=1&a=2&b=3&a=4 a=1=2 a==1 =a=b a=%20+b a+b=1 +=+ %20=%2B %2b=%26%3d
a=%ff a=%c3%a9 %c3=%a9 a=%zz %=% a=%4 a=%u1234 a=é é=1 a=é%c3%a9 a=%c3é%a9 a=\xff a=%e2%82 a=%e2%82%ac&b=%f0%9f%98%80 a%00=%00 a=%ed%a0%80
x=1&y=2&z=3&x=4 &=&=1&2= key=v%26w&k%3d=v a=1&b=2;c=3 a=1%26b=2 a=1%3Bb=2 ;a=b ;;a=b;;
""".split() + ["", "a b=c d", "a=\ud800", "\udcff=\udcff%41", "a=\udcff%ff", "a=1\nb=2", "a=1\x00", "a=\u20ac+\u20ac%20"]  # fmt: skip

QUERY_KEYWORDS = [
    {}, {"keep_blank_values": True}, {"strict_parsing": True}, {"keep_blank_values": True, "strict_parsing": True}, {"encoding": "latin-1"},
    {"encoding": "ascii", "errors": "strict"}, {"errors": "strict"}, {"errors": "ignore", "keep_blank_values": True}, {"errors": "surrogateescape"},
    {"errors": "backslashreplace"}, {"encoding": "utf-16"}, {"encoding": "cp1252"}, {"encoding": "nonsense"}, {"errors": "nonsense"}, {"separator": ";"},
    {"separator": "&&"}, {"separator": "%"}, {"separator": "="}, {"separator": "\xe9"}, {"separator": ""}, {"max_num_fields": 2}, {"max_num_fields": 0},
]  # fmt: skip

TEXTS = [
    "", "a", "a b", "a+b", "/a/b", "a~b_c.d-e", "%", "%41", "%zz", "%4", "%%41", "é", "€", "😀", "a%c3%a9", "%C3%A9", "%c3é%a9", "%ff", "%ed%a0%80", "%f0%9f%98%80", "%f0%9f%98",
    "\x00", "\x7f", "\x80", "\ud800", "\udcff", "\ud83d\ude00", "%\udcff41", "\udcff%41", "a%20b%2fc", "%2B+%20", "<>\"{}|\\^`", "!*'();:@&=+$,/?#[]", "+ +", "%u0041", "%00%ff%80%fe", "%e2%82%ac%e2%82", "a" * 70,
    "%E3%81%82" * 5, "あいう", "%a9é%c3", "%4é1", "%é41", " ", "//", "é%20é+é",
]  # fmt: skip

CODECS = [
    {}, {"errors": "strict"}, {"errors": "ignore"}, {"errors": "replace"}, {"errors": "surrogateescape"}, {"errors": "surrogatepass"}, {"errors": "xmlcharrefreplace"},
    {"errors": "backslashreplace"}, {"errors": "nonsense"}, {"encoding": "ascii"}, {"encoding": "latin-1"}, {"encoding": "L1", "errors": "xmlcharrefreplace"},
    {"encoding": "cp1252", "errors": "replace"}, {"encoding": "ascii", "errors": "backslashreplace"}, {"encoding": "utf-16"}, {"encoding": "utf-16-le", "errors": "ignore"},
    {"encoding": "utf-16-be"}, {"encoding": "UTF8"}, {"encoding": "utf-8-sig"}, {"encoding": "nonsense"}, {"encoding": "utf-8", "errors": "strict"},
]  # fmt: skip

FORMS = [
    [], [["a", "1"]], [["a", "1"], ["b", "2"], ["a", "3"]], [["a b", "c&d=e"], ["é", "€ \U0001f600"]], [["", ""]], [["a", b"\xff b"], [b"k\xe9", "v"]], [["n", None], ["t", True], ["f", False]],
    [["i", 1], ["m", -1], ["big", 2**70], ["x", 1.0], ["y", 1e16], ["z", 1e-5], ["inf", float("inf")]], [[1, 2], [None, 1.5]], [["a", [1, "b", None, b"c", 1.5, [2, [3]]]]], [["a", []], ["b", ["x"]]],
    [["a", ["é", b"\xff", 1, "+"]], ["b", "str"], ["c", b"bytes"]], {"b": "1", "a": "2"}, {"a": [1, 2], "c": "x", "B": None}, [["a", "\udcff"]], [["\ud800", "1"]], [["a", ["\ud800", "x"]]], [["a", "~_.-!*'()"]], [["a", "'\""]], [["a", ["'", '"', "'\""]]],
]  # fmt: skip


ALPHABET = ["a", "b", "Z", "0", "9", ":", "/", "//", "?", "#", ";", "@", "[", "]", "..", ".", "%", "%41", "&", "=", "+", "é", "\udcff", " ", "\t", "\n", "\\", "http:", "http://", "[::1]", "℀", "-", ",", "~"]


def random_url(rng: random.Random):
    """A URL by its grammar, or a known one, then perhaps with a few mutations."""
    if rng.random() < 0.3:
        url = rng.choice(URLS)
    else:
        word = lambda: "".join(rng.choice(["a", "b", "c", ".", "x1", "%41", "é", "", "Z"]) for _ in range(rng.randint(0, 4)))
        url = rng.choice(["", rng.choice(SCHEMES) + ":", "http:", "https:"])
        url += rng.choice(["", "//", "//" + word(), "//" + word() + "@" + word() + ":" + rng.choice(["", "80", "x"]), "//[::1]", "//a"])
        url += "".join(rng.choice(["/", "/", "/..", "/.", ""]) + word() for _ in range(rng.randint(0, 5)))
        url += rng.choice(["", "", ";" + word()]) + rng.choice(["", "", "?", "?" + word()]) + rng.choice(["", "", "#", "#" + word()])
    for _ in range(rng.choice([0, 0, 1, 1, 2, 4])):
        i = rng.randint(0, len(url))
        j = min(len(url), i + rng.choice([0, 0, 1, 1, 3]))
        url = url[:i] + rng.choice(ALPHABET + [""] * 10) + url[j:]
    return url


def random_text(rng: random.Random):
    parts = ["%", "%4", "%41", "%c3", "%a9", "%c3%a9", "%E2%82%AC", "%ff", "%2F", "%20", "+", " ", "/", "a", "bc", "é", "€", "😀", "\udcff", "~", "%zz", "=", "&", ";"]
    return "".join(rng.choice(parts) for _ in range(rng.randint(0, 9)))


def ascii_bytes(url):
    return url.encode("ascii", "ignore")


def split_vectors(v):
    for url in URLS + CONTROLS:
        for fn in ("urlsplit", "urlparse", "attributes", "parse_attributes", "defrag"):
            v.add("split", fn, url)
            v.add("split", fn, url, missing_as_none=True)
        v.add("split", "port", url)
        for kw in ({"allow_fragments": False}, {"scheme": "ftp"}, {"scheme": " hT\ntp"}, {"scheme": "", "missing_as_none": True}, {"scheme": "foo", "allow_fragments": False, "missing_as_none": True}):
            v.add("split", "urlsplit", url, **kw)
            v.add("split", "urlparse", url, **kw)
        for fn in ("urlsplit", "urlparse", "attributes", "defrag"):
            v.add("bytes", fn, ascii_bytes(url), missing_as_none=True)
            v.add("bytes", fn, url.encode("utf-8", "surrogatepass"))
        v.add("bytes", "port", ascii_bytes(url))
    for url in (b"//a", b"x:a", b"\xff", b""):
        for scheme in (b"", b"ftp", b" hT\ntp", "é".encode(), b"\xff"):
            for fn in ("urlsplit", "urlparse"):
                v.add("bytes", fn, url, scheme=scheme)
    for s in SCHEMES + ["x"]:
        for rest in ("://h:1/p;x?q#f", ":p;x?q#f", ":/p", ":", "://", ":///p", "://h", ":;x", "://h?#", ":?#"):
            for fn in ("urlparse", "attributes", "parse_attributes"):
                v.add("schemes", fn, s + rest)
        for ref in ("../g;y?z#w", "/g", "//i", "?y", "", s + ":g"):
            v.add("schemes", "urljoin", s + "://h/a/b;c?d", ref)
            v.add("schemes", "urljoin", s + ":a/b;c?d", ref)
    for n in ["u:p@h:1", "İ:1", b"\xc9A:8\xb2", b"A%B", "A%B", "[A%B]:", "a]b", "[a", "a:" + "1" * 4301, "a:" + "0" * 4300, "a:" + "0" * 5000, "a:" + "9" * 4300, "a:\udcff", "ΑΣ", "ΑΣ.", "ΑΣa", "\u0345Σ", "Ⴀ\U00010400"]:
        v.add("netloc", "netloc_attributes", n)
        v.add("netloc", "netloc_port", n)
    for h in "::1%a/ :: 1:: :1 1: ::1: :1:: ::: 1:2:3:4:5:6:7 1:2:3:4:5:6:7:8:9 1:2:3:4:5:6:1.2.3.4 1:2:3:4:5:6:7:1.2.3.4 ::1.2.3 ::1.2.3.256 1.2.3.4:: ::1.2.3.4:5 ::-1 ::0x1 ::1_0 ::00001 ::1' ::1\"' v1.a:b ::ABCD".split():
        v.add("netloc", "attributes", "http://[" + h + "]/")


def unsplit_vectors(v):
    for scheme in (None, "", "http", "foo"):
        for netloc in (None, "", "a"):
            for path in ("", "p", "/p", "//p", "a:b"):
                for rest in ([None, None], ["", ""], ["q", "f"], ["", None]):
                    for kw in ({}, {"keep_empty": True}, {"keep_empty": False}):
                        v.add("unsplit", "urlunsplit", [scheme, netloc, path, *rest], **kw)
                        v.add("unsplit", "urlunparse", [scheme, netloc, path, rest[0], *rest], **kw)
    for url in URLS[:60]:
        for missing in (False, True):
            for kw in ({}, {"keep_empty": True}, {"keep_empty": False}):
                v.add("unsplit", "unsplit_result", url, missing, **kw)
                v.add("unsplit", "unparse_result", url, missing, **kw)
    v.add("unsplit", "urlunsplit", [b"http", b"\xff", b"", b"", b""])
    v.add("unsplit", "urlunsplit", [b"http", b"h", b"p", None, b""], keep_empty=True)
    for url in ("http://h/p?q#f", "http://é/", "//a", "a?"):
        for args in ((), ("utf-8",), ("latin-1",), ("utf-16",), ("ascii", "replace"), ("ascii", "xmlcharrefreplace"), ("nonsense",)):
            v.add("unsplit", "encode", url, *args)
            v.add("unsplit", "decode", ascii_bytes(url), *args)
            v.add("unsplit", "decode_netloc", url.encode(), *args)


def query_vectors(v):
    for q in QUERIES:
        for kw in QUERY_KEYWORDS:
            v.add("query", "parse_qsl", q, **kw)
        v.add("query", "parse_qs", q)
        v.add("query", "parse_qs", q, keep_blank_values=True, separator=";")
        b = q.encode("utf-8", "surrogatepass")
        for kw in QUERY_KEYWORDS[:4] + QUERY_KEYWORDS[-8:]:
            v.add("query", "parse_qsl", b, **kw)
        v.add("query", "parse_qs", b)
    for form in FORMS:
        for kw in ({}, {"doseq": True}, {"safe": "/é&"}, {"encoding": "latin-1", "errors": "xmlcharrefreplace"}, {"quote_via": "quote"}, {"quote_via": "quote", "safe": "/ ", "doseq": True}, {"errors": "surrogateescape", "doseq": True}, {"encoding": "utf-16"}, {"encoding": "nonsense"}):
            v.add("query", "urlencode", form, **kw)


def quote_vectors(v):
    for t in TEXTS:
        b = t.encode("utf-8", "surrogatepass")
        for kw in CODECS:
            for fn in ("quote", "quote_plus", "unquote", "unquote_plus"):
                v.add("quote", fn, t, **kw)
            v.add("quote", "unquote", b, **kw)
        for safe in ("", "/", " ", "%", "é/", "+ /", string.printable):
            for fn in ("quote", "quote_plus"):
                v.add("quote", fn, t, safe=safe)
                v.add("quote", fn, b, safe=safe)
            v.add("quote", "quote_from_bytes", b, safe=safe)
        v.add("quote", "quote_plus", t, safe=" ", encoding="utf-16")
        v.add("quote", "unquote_to_bytes", t)
        v.add("quote", "unquote_to_bytes", b)
    v.add("quote", "quote", b"", encoding="utf-8")
    v.add("quote", "quote_plus", b"a", errors="strict")
    v.add("quote", "quote_plus", "\u2020\u0120", encoding="utf-16-le")
    every = bytes(range(256))
    for fn in ("quote", "quote_plus", "quote_from_bytes"):
        v.add("quote", fn, every)
    v.add("quote", "quote", every.decode("latin-1"), encoding="latin-1")
    v.add("quote", "unquote", "".join(f"%{c:02x}" for c in range(256)), encoding="latin-1")
    v.add("quote", "unquote_to_bytes", "".join(f"%{c:02X}" for c in range(256)))
    for u in ["<URL:http://a>", "<http://a>", "URL:http://a", " <URL: http://a > ", "<>", "<", ">", "<URL:>", "URL:", "<a", "url:x", "\u3000a\x85", "<<a>>", "\x1f<a>\x1c", "<  URL:a >", "<URL:<a>>", "", "\u200ba", "\xa0<URL:\u2028a\u205f>"]:
        v.add("quote", "unwrap", u)


def vectors(v):
    split_vectors(v)
    unsplit_vectors(v)
    for base in BASES:
        for ref in REFERENCES:
            v.add("join", "urljoin", base, ref)
    for base in BASES[:12]:
        for ref in REFERENCES[:60]:
            v.add("join_more", "urljoin", base, ref, allow_fragments=False)
            v.add("join_more", "urljoin", ascii_bytes(base), ascii_bytes(ref))
    for base, ref in ((b"http://a", b"\xff"), (b"\xff", b"a"), (b"", b"\xff"), (b"\xff", b""), ("http://[", "a"), ("a", "http://[a]"), ("http://a", "\nb\t"), (" http://a", " b"), ("http://a/é", "ü")):
        v.add("join_more", "urljoin", base, ref)
    query_vectors(v)
    quote_vectors(v)
    for _ in range(1500):
        url = random_url(v.rng)
        v.add("random", "attributes", url, missing_as_none=v.rng.random() < 0.5)
        v.add("random", v.rng.choice(["urlparse", "parse_attributes", "defrag"]), url, missing_as_none=v.rng.random() < 0.5)
        v.add("random", "urljoin", random_url(v.rng), random_url(v.rng))
        t = random_text(v.rng)
        v.add("random", v.rng.choice(["quote", "quote_plus", "unquote", "unquote_plus", "parse_qsl", "unquote_to_bytes"]), t)
