"""What urllib.request does on the wire. No vectors: fetch's live comparison has
both clients run the same programs against one recording server."""

import ssl
import urllib.error
import urllib.request as u

FOLDER = "fetch"


def build(kinds, base, proxy):
    """An opener with the named handlers."""
    handlers = [u.ProxyHandler({})]
    for kind in kinds:
        if kind == "basic":
            h = u.HTTPBasicAuthHandler()
            h.add_password("R", base, "us\u00e9r", "p:w")
        elif kind == "wrong":
            h = u.HTTPBasicAuthHandler()
            h.add_password("R", base, "user", "wrong")
        elif kind == "prior":
            m = u.HTTPPasswordMgrWithPriorAuth()
            m.add_password("R", base, "us\u00e9r", "p:w", is_authenticated=True)
            h = u.HTTPBasicAuthHandler(m)
        elif kind in ("digest", "wrongdigest"):
            h = u.HTTPDigestAuthHandler()
            h.get_cnonce = lambda nonce: "0123456789abcdef"
            h.add_password("R", base, "user", "secret" if kind == "digest" else "no")
        elif kind == "cookies":
            h = u.HTTPCookieProcessor()
        elif kind == "proxy":
            handlers[0] = u.ProxyHandler({"http": proxy, "https": proxy, "ftp": proxy})
            continue
        elif kind == "authproxy":
            url = proxy.replace("http://", "http://us%40r:p%2Fw@")
            handlers[0] = u.ProxyHandler({"http": url, "https": url})
            continue
        elif kind == "proxybasic":
            h = u.ProxyBasicAuthHandler()
            h.add_password("P", proxy.removeprefix("http://"), "puser", "ppass")
        elif kind == "https":
            h = u.HTTPSHandler(context=ssl._create_unverified_context())
        handlers.append(h)
    opener = u.build_opener(*handlers)
    opener.addheaders = [("User-agent", "me")]
    return opener


def wire(base, proxy, kinds, steps):
    """Opens the URLs of steps: (path, data, headers, method)."""
    opener = build(kinds, base, proxy)
    out = []
    for path, data, headers, method in steps:
        url = path if ":" in path.partition("/")[0] else base + path
        if isinstance(data, list):
            data = iter(data)
        try:
            with opener.open(u.Request(url, data, dict(headers), method=method), timeout=10) as r:
                out.append((r.status, r.url, r.read()))
        except urllib.error.HTTPError as e:
            with e:
                out.append((e.code, e.url, str(e), e.read()))
        except Exception as e:
            out.append((type(e).__name__, str(e)))
    return out


FUNCS = {"wire": wire}


def vectors(v):
    pass
