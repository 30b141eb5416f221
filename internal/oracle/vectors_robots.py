"""Vectors for robots: what RobotFileParser makes of a file, and what it answers."""

from urllib.robotparser import RobotFileParser, normalize_uri


def parser(lines):
    p = RobotFileParser()
    p.parse(lines if isinstance(lines, list) else lines.splitlines())
    return p


def group(e):
    return [e.useragents, [[r.path, r.allowance, r.fullmatch] for r in e.rulelines], e.delay, e.req_rate and list(e.req_rate)]


def parse(lines):
    """The text of the parser, its groups, the merged groups and the sitemaps."""
    p = parser(lines)
    return [str(p), [group(e) for e in p.entries], [[k, group(e)] for k, e in p.groups.items()], p.site_maps()]


def can_fetch(lines, agent, url):
    return parser(lines).can_fetch(agent, url)


def rates(lines, agent):
    p = parser(lines)
    r = p.request_rate(agent)
    return [p.crawl_delay(agent), r and list(r)]


def applies_to(path, allowance, filename):
    """The rule for a path, and how much of a filename it matches."""
    p = parser(["User-agent: *", ("Allow: " if allowance else "Disallow: ") + path])
    rules = p.groups["*"].rulelines
    if not rules:
        return None
    r = rules[0]
    return [str(r), int(r.applies_to(filename))]


def agents(names, agent):
    """Which of several groups an agent belongs to: the rules of its group."""
    lines = []
    for i, n in enumerate(names):
        lines += ["User-agent: " + n, f"Disallow: /{i}", ""]
    p = parser(lines)
    return [i for i in range(len(names)) if not p.can_fetch(agent, f"/{i}")]


def life(url, steps):
    """What a parser says between the calls that change it."""
    if not isinstance(url, str) or not isinstance(steps, list) or not all(isinstance(s, list) and len(s) == 2 and sensible(*s) for s in steps):
        return "malformed"  # a live comparison that looks for a smaller call tries it
    p = RobotFileParser(url)
    out = []
    for kind, arg in steps:
        if kind == "parse":
            p.parse(arg)
        elif kind == "set_url":
            p.set_url(arg)
        elif kind == "modified":
            p.modified()
        else:
            setattr(p, kind, arg)
        answers = []
        for agent, url in (("a", "/x"), ("b/1", "http://h/x?y"), ("c", "/")):
            rate = p.request_rate(agent)
            answers.append([p.can_fetch(agent, url), p.crawl_delay(agent), rate and list(rate)])
        out.append([answers, p.url, p.host, p.path, p.mtime() > 0, p.allow_all, p.disallow_all, str(p), len(p.entries), [[k, group(e)] for k, e in p.groups.items()], p.site_maps() and list(p.site_maps())])
    return out


def sensible(kind, arg):
    match kind:
        case "parse":
            return isinstance(arg, list) and all(isinstance(x, str) for x in arg)
        case "set_url":
            return isinstance(arg, str)
        case "allow_all" | "disallow_all":
            return isinstance(arg, bool)
    return kind == "modified" and arg is None


FUNCS = {"life": life, "parse": parse, "can_fetch": can_fetch, "rates": rates, "applies_to": applies_to, "agents": agents}

FILES = [
    "",
    "User-agent: *\nDisallow:",
    "User-agent: *\nDisallow: /\n",
    "User-agent: a\nUser-agent: b\nDisallow: /x\nAllow: /y\n\nUser-agent: a\nDisallow: /z",
    "Disallow: /x\nUser-agent: a\nDisallow: /y\n\nAllow: /z",
    "User-agent: a\n\nDisallow: /x\n\n\nAllow: /z",
    "User-agent: A\nUser-agent: a/1.0\nUser-agent: *\nuser-agent: * x\nCrawl-delay: 3\nRequest-rate: 9/30\nSitemap: http://s\nDisallow",
    "User-agent: a\nCrawl-delay: 3.5\nCrawl-delay: -1\nCrawl-delay: x\nCrawl-delay: 007\nRequest-rate: 1/2/3\nRequest-rate: a/b\nRequest-rate: 3 / 4\nDisallow: /x",
    "User-agent: a\nCrawl-delay: 3\nUser-agent: b\nDisallow: /\nCrawl-delay: 5\nRequest-rate: 3/4",
    "USER-AGENT : a # c\nDISALLOW:/x#y\nDisallow: /x %20y\nAllow:\nDisallow:\nDisallow: /*.gif$\nDisallow: *\nDisallow: x\nFoo: bar\nSite-map: x\nSitemap:\nSitemap: a:b:c\nhost: x",
    "\ufeffUser-agent: *\nDisallow: /",
    "User-agent:\nDisallow: /\nUser-agent: \xe9\nDisallow: /\xe9%E9%c3%a9\udcff",
    "User-agent: a\nSitemap: q\nUser-agent: b\nFoo: x\nUser-agent: c\nDisallow: /",
    "User-agent: a\nUser-agent: a\nDisallow: /",
    "User-agent: a%20b\nDisallow: /a?b=c&d=%26%3D\nDisallow: /a**b***\nDisallow: /a*$\nDisallow: /a$b$$\nDisallow: $\nDisallow: /%2a%24\nDisallow: /a$$",
    "User-agent: \u0130X\nUser-agent: \xdf\nDisallow: /",
    "User-agent: *\nDisallow: /a\x85Allow: /b\u2028Disallow: /c\x0cDisallow: /d\x1cAllow: /e\r\rAllow: /f",
    "User-agent: a\nCrawl-delay: 3\n\nUser-agent: a\nCrawl-delay: 5\nDisallow: /\nRequest-rate: 1/2\nRequest-rate: 3/4\nUser-agent: a\nRequest-rate: 7/8",
    "User-agent: *\nRequest-rate: 1/\u0664\nCrawl-delay: \u0664\nRequest-rate: 1/0\nRequest-rate: 0/1\nCrawl-delay: \xb2",
    "User-agent: A\nCrawl-delay: 7\nUser-agent: A\nCrawl-delay: 1.",
    # RFC 9309, section 5.1
    "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\nUser-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\nUser-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n\nEOF",
    # RFC 9309, section 5.2
    "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif",
]
URLS = [
    "/\n/h/x", "/\r\t//x", "/\n/]", "/\nx",
    "", "/", "/x", "/y", "/z", "/a", "/ab", "/a.gif", "/a.gif?x", "x", "*", "?", "?x", "#", "//h/x", "///x", "http://h", "http://h/", "http://h?x", "http://h?",
    "http://h//x", "http://h/x#f", "/robots.txt", "/robots.txt?x", "/%72obots.txt", "http://h/robots.txt", "/a%2fb", "/%7Ejoe", "/\xe9", "/%C3%A9", "/%c3%a9", "/%E9", "/\udcff",
    "/a?b=c&d=%26%3D", "/a?b=c&d=&=", "mailto:x", "x:y", "/a\tb", " /a", "/a%24", "/%2A%24", "/example/", "/example/page.html", "/example/page/disallowed.gif", "/publications/a.gif",
    "/example/allowed.gif", "/a b", "/a;b", "/a%3Bb", "/*", "/$", "/%", "/%4", "/%zz",
]
AGENTS = ["", "a", "A", "b", "ab", "a/1.0", "a/2", "xa", "x", "*", "a b", "foobot", "FooBot/2.1", "Mozilla/5.0 (compatible; foobot)", "bazbot", "quxbot", "\xe9", "i\u0307x", "a%20b"]
PATHS = [
    "", "/", "*", "**", "$", "*$", "/*", "/*$", "/a", "/a$", "/a$$", "/a*", "/a*$", "/a*b", "/a*b$", "/a**b", "*a", "*a$", "*a*", "/a$b", "/a?b", "/*?", "/a*b*c", "a", "/a%2Ab", "/a%24", "/\xe9*", "/%e9*$",
    "/*a*a*a", "/*.php", "/*.php$", "/fish", "/fish*", "/fish/", "/fish*.php", "/ab*ba", "/*ab", "/a*a",
]
NAMES = ["/", "", "/a", "/ab", "/aab", "/abb", "/axb", "/axbxc", "/abc", "a", "/a%2Ab", "/a%24", "/%C3%A9x", "/%E9", "/a?b", "/aaaa", "/index.php", "/index.php?x", "/fish.html", "/fish/salmon", "/fishheads.php", "/aba", "/abba", "/xabxab"]


def random_path(rng):
    return "".join(rng.choice(["/", "/", "a", "b", "c", "a", "*", "$", "?", "&", "=", "%41", "%2f", "%2A", "%26", "%c3%a9", "\xe9", ".", ";", " ", "%"]) for _ in range(rng.randint(0, 8)))


def random_line(rng):
    key = rng.choice(["User-agent"] * 6 + ["Disallow"] * 8 + ["Allow"] * 6 + ["Crawl-delay", "Request-rate", "Sitemap", "Foo", "", "DISALLOW", "user-Agent"])
    match key.lower():
        case "user-agent":
            value = rng.choice(["*", "a", "b", "ab", "A", "b/1", "c d", "", "x*"])
        case "crawl-delay":
            value = rng.choice(["1", "20", "1.5", "x", "-3", "", "07", "\u0663"])
        case "request-rate":
            value = rng.choice(["1/2", "1", "3/x", " 4 / 5 ", "1/2/3", "/"])
        case _:
            value = "/" * rng.randint(0, 1) + random_path(rng)
    return rng.choice(["", "", "", " ", "\t"]) + key + rng.choice([":", ": ", " : ", "", ":  "]) + value + rng.choice(["", "", "", " ", "#c", " # x"])


def random_file(rng):
    end = rng.choice(["\n", "\r\n", "\r", "\n", "\n"])
    return end.join(rng.choice([random_line(rng), random_line(rng), random_line(rng), ""]) for _ in range(rng.randint(0, 16)))


def random_url(rng):
    return rng.choice(["", "", "", "http://h", "//h", "https://h:80"]) + rng.choice(["/", "/", ""]) + random_path(rng).replace("*", "").replace("$", rng.choice(["", "$"])) + rng.choice(["", "", "#f"])


def random_step(rng):
    match rng.randint(0, 9):
        case 0:
            return ["set_url", rng.choice(["", "http://h/robots.txt", "x:y", "//h:8/z?q#f", "HTTP://H/P;p", " http://a/b"])]
        case 1:
            return ["modified", None]
        case 2 | 3:
            return [rng.choice(["allow_all", "disallow_all"]), rng.random() < 0.4]
    return ["parse", [rng.choice([random_line(rng), random_line(rng), random_line(rng), "", "\n", "Allow: /x\nDisallow: /x", "User-agent: a"]) for _ in range(rng.randint(0, 6))]]


def vectors(v):
    for text in FILES:
        v.add("parse", "parse", text)
        v.add("parse", "parse", text.split("\n"))
        for agent in AGENTS:
            v.add("rates", "rates", text, agent)
    for text in FILES[1:]:
        for url in URLS:
            try:
                parser(text).can_fetch("a", url)
            except ValueError:
                continue  # ours: false
            v.add("can_fetch", "can_fetch", text, "a", url)
    for text in FILES[-2:]:
        for agent in AGENTS:
            for url in URLS[-16:]:
                v.add("can_fetch", "can_fetch", text, agent, url)
    for path in PATHS:
        for name in NAMES:
            v.add("rules", "applies_to", path, False, name)
    for names in (["bot", "*"], ["foo", "foobar", "*"], ["foobar", "foo", "*"], ["foo/1.0", "foo", "*"], ["foo bar", "*"], ["", "*"], ["*", "x*", "*x"], ["bot", "Bot"], ["b", "ab"], ["a", "b", "a"], [" ", "*"]):
        for agent in ["foo", "foobar", "foobarbaz", "xfoobar", "FOO/1.0", "foo/1.0 x", "foo bar", "foo bar/2", "foo/ bar", "bot", "notabot", "x*", "ax", "*", "", "/", "xab", "xba"] + AGENTS:
            v.add("agents", "agents", names, agent)
    for _ in range(700):
        v.add("parse", "parse", random_file(v.rng))
    for _ in range(2500):
        v.add("can_fetch", "can_fetch", random_file(v.rng), v.rng.choice(AGENTS), random_url(v.rng))
    for _ in range(300):
        v.add("life", "life", v.rng.choice(["", "http://h/robots.txt"]), [random_step(v.rng) for _ in range(v.rng.randint(1, 6))])
    for _ in range(600):
        v.add("rules", "applies_to", random_path(v.rng), v.rng.random() < 0.5, normalize_uri("/" + random_path(v.rng)))
