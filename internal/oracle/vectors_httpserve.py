"""Vectors for httpserve: the parts of http.server that are functions of text."""

import email.utils
import http
import http.server
import io
import mimetypes
import os
import tempfile
import time
from unittest import mock

mimetypes.knownfiles.clear()  # the tables inside Python alone
mimetypes.init()

PATHS = [
    "/", "/a", "/a/", "//a", "a", "/a/../b", "/../b", "/a/./b/", "/%2e%2e/x", "/a%2fb", "/a%2f", "/a?x/", "/a#b/",
    "/a?b#c", "/#?", "/%", "/%zz", "/%FF", "/%ED%B3%BF", "/\xe9", "/%c3%a9", "/a/..", "/a/../", "/a/.", "...", "/.../x",
    "/a\\b", "/c:/x", "http://h/x/y", "*", "", "?", "/a//b", "/%2F%2Fa", "/a/%2e", "/%ed%a0%80", "/%e9/x", "/~/x",
    "/a%2f%2e%2e%2fb%2F", "/%3fx", "/a%23b", "/ a ", "/a/b/../../..", "/x/%2e%2e/", "/x/..%2f", "/..%5c..%5cx",
    "/\xff%FF", "/%C3\xe9", "/%f0%9f%98%80", "/%f0%9f%98", "/%e2%82", "/%252e%252e/", "/a%00b", "//evil.com/..%2f../d",
]
NAMES = [
    "f.html", "UPPER.HTML", "f.tar.gz", "f.tgz", "f.TGZ", "f.svgz", "a.svgz", ".profile", "noext", "f.Z", "f.z", "f.gz",
    "f.GZ", "f.bz2", "f.xz", "f.br", "f.css.br", "f.js", "f.json", "f.xml", "..html", ".html", "a..html", "f.", "",
    "d.html/f", "f.py", "f.md", "f.wasm", "f.tar.Z", "f.txt.gz", "f.x.y", "a.b/.txt", "f.TAR.bz2", "f.taz", "f.txz",
]
DATES = [
    "Thu, 02 Jan 2020 03:04:05 GMT", "Thu, 02 Jan 2020 03:04:04 GMT", "Fri, 03 Jan 2020 00:00:00 GMT",
    "Thursday, 02-Jan-20 03:04:05 GMT", "Thu Jan  2 03:04:05 2020", "Thu, 02 Jan 2020 03:04:05 +0000",
    "Thu, 02 Jan 2020 03:04:05 -0000", "Thu, 02 Jan 2020 04:04:05 +0100", "Thu, 02 Jan 2020 03:04:05 UTC",
    "Thu, 02 Jan 2020 03:04:05 EST", "Thu, 02 Jan 2020 03:04:05", "yesterday", "", "2020-01-02T03:04:05Z",
    "Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 99 Jan 2020 03:04:05 GMT", "02 Jan 2020 03:04:05 GMT",
    "Thu,02 Jan 2020 03:04:05 GMT", "Thu, 02 January 2020 03:04:05 GMT", "Thu, Jan 02 2020 03:04:05 GMT",
    "Thu, 02 Jan 2020 03:04 GMT", "Thu, 02 Jan 2020 3.04.05 GMT", "Thu, 02 Jan 20 03:04:05 GMT",
    "Thu, 02 Jan 70 03:04:05 GMT", "Thu, 02 Jan 2020 03:04:05+0000", "Thu, 02 Jan 2020 24:00:00 GMT",
    "Thu, 02 Jan 2020 23:59:60 GMT", "Thu, 29 Feb 2019 00:00:00 GMT", "Thu, 29 Feb 2020 00:00:00 GMT",
    "Thu, 02 Jan 2020 03:04:05 0", "Thu, 02 Jan 2020 03:04:05 00000", "Thu, 02 Jan 2020 03:04:05 +99999999",
    "thu, 02 JAN 2020 03:04:05 gmt", "Thu, 2_0 Jan 2020 03:04:05 GMT", "Thu, -2 Jan 2020 03:04:05 GMT",
    "Thu 02 Jan 2020 03:04:05 GMT", "Jan 2 2020, 03:04:05 GMT", "2 Jan, 2020 03:04:05", "2 Jan GMT 03:04:05 2020",
    "Thu, 02 Jan 2020 03:04:05 GMT; length=5", "Thu, 02 Jan 2020 03:04:05.5 GMT", ",", "Thu,", "a b c d e",
]
LINES = [
    b"GET /ok HTTP/1.1", b"GET", b"garbage", b"POST /ok", b"GET /a b HTTP/1.1", b"GET /ok FTP/1.0", b"GET /ok HTTP/1",
    b"GET /ok HTTP/1.x", b"GET /ok HTTP/1.1.1", b"GET /ok HTTP/", b"GET /ok HTTP/1.12345678901", b"GET /ok http/1.1",
    b"GET /ok HTTP/-1.1", b"GET /ok HTTP/1.1a", b"GET /ok HTTP/2.0", b"GET /ok HTTP/3.1", b"GET /ok HTTP/10.0",
    b"GET /path HTTP/1.2", b"GET /path HTTP/1.10", b"GET /path HTTP/01.01", b"GET /ok", b"GET HTTP/1.1", b"", b"  ",
    b"  GET   /ok   HTTP/1.1  ", b"GET\t/ok\tHTTP/1.1", b"GET //evil/x HTTP/1.1", b"GET /\xe9 HTTP/1.1",
    b"G\xc9T / HTTP/1.1", b"FO'O /ok HTTP/1.1", b"get /ok HTTP/1.1", b"GET * HTTP/1.1", b"GET http://h/x HTTP/1.0",
    b"GET /ok HTTP/0.9", b"GET /ok HTTP/0.5", b"GET /ok HTTP/00.9", b"PRI * HTTP/2.0", b"GET /a\x85b HTTP/1.1",
    b"GET /a\x1cb", b"GET\xa0/ok\xa0HTTP/1.1", b"GET /\x00 HTTP/1.1", b"GET /ok HTTP/\xb2.0", b"a b c d", b"GET /ok HTTP/1. 1",
    b"HEAD /x HTTP/1.1 HTTP/1.1", b"GET /ok HTTP/1_0.1", b"\rGET / HTTP/1.1", b"GET / HTTP/1.1\r\r", b"CONNECT h:1 HTTP/1.1",
]


class Handler(http.server.SimpleHTTPRequestHandler):
    """A handler without a connection: what it sends is kept."""

    def __init__(self, command="GET", path="/"):
        self.client_address = ("127.0.0.1", 50000)
        self.server = None
        self.command, self.path = command, path
        self.request_version = "HTTP/1.1"
        self.requestline = f"{command} {path} HTTP/1.1"
        self.close_connection = True
        self.directory = "/D"
        self.extra_response_headers = None
        self.headers = http.client.HTTPMessage()
        self.wfile = io.BytesIO()
        self.codes, self.lines = [], []

    def send_response_only(self, code, message=None):
        self.codes.append((int(code), message))
        super().send_response_only(code, message)

    def log_message(self, format, *args):
        self.lines.append(format % args)

    def version_string(self):
        return "S"

    def date_time_string(self, timestamp=None):
        return "D"


def translate_path(path):
    return Handler().translate_path(path)


def guess_type(name):
    return Handler().guess_type(name)


def not_modified(text):
    """Does If-Modified-Since make the answer 304? The file's time is fixed."""
    global _file
    try:
        _file
    except NameError:
        _file = tempfile.NamedTemporaryFile()
        os.utime(_file.name, (1577934245, 1577934245))
    h = Handler()
    h.headers["If-Modified-Since"] = text
    h.translate_path = lambda path: _file.name
    f = h.send_head()
    if f:
        f.close()
    return h.codes[0][0] == 304


def listing(path, names):
    """The page for a folder; a name is (text, is a folder, is a link)."""
    kinds = {os.path.join("/D", n): (d, l) for n, d, l in names}
    h = Handler(path=path)
    with (mock.patch("os.listdir", lambda p: [n for n, _, _ in names]),
          mock.patch("os.path.isdir", lambda p: kinds[p][0]),
          mock.patch("os.path.islink", lambda p: kinds[p][1])):
        return h.list_directory("/D").read()


def send_error(code, message, explain, command="GET"):
    h = Handler(command)
    h.send_error(code, message, explain)
    head, _, body = h.wfile.getvalue().partition(b"\r\n\r\n")
    return head.split(b"\r\n")[1:], body, h.lines


def parse_request(line):
    """What becomes of a request line: nothing, an error, or command, path and version."""
    h = Handler()
    h.raw_requestline = line + b"\r\n"
    h.rfile = io.BytesIO(b"\r\n")
    errors = []
    h.send_error = lambda code, message=None, explain=None: errors.append((int(code), message))
    if h.parse_request():
        return ("ok", h.command, h.path, h.request_version)
    return ("error", *errors[0]) if errors else ("close",)


def log_request(line, code, size):
    h = Handler()
    h.requestline = line
    with mock.patch("sys.stderr", io.StringIO()) as err:
        h.log_message = lambda *a: http.server.BaseHTTPRequestHandler.log_message(h, *a)
        h.log_request(code, size)
        return err.getvalue().split("] ", 1)[1]


def status(code):
    s = http.HTTPStatus(code)
    return (s.name, s.value, s.phrase, s.description, str(s), s.is_informational, s.is_success, s.is_redirection,
            s.is_client_error, s.is_server_error)


def method(name):
    m = http.HTTPMethod(name)
    return m.name, m.value, m.description


def date_time_string(t):
    return http.server.BaseHTTPRequestHandler.date_time_string(Handler(), t)


FUNCS = {
    "translate_path": translate_path, "guess_type": guess_type, "not_modified": not_modified, "listing": listing,
    "send_error": send_error, "parse_request": parse_request, "log_request": log_request, "status": status,
    "method": method, "date_time_string": date_time_string,
}


def vectors(v):
    rng = v.rng
    for p in PATHS:
        v.add("paths", "translate_path", p)
    pieces = ["/", "a", "..", ".", "%2e", "%2f", "%", "%c3", "%a9", "%ff", "?", "#", "\xe9", "%ED", "%B3", "%BF", "\\", "%00", "é", "%e2%82%ac", "%25", "~", " "]
    for _ in range(1500):
        v.add("paths", "translate_path", "/" + "".join(rng.choices(pieces, k=rng.randrange(1, 9))))
    for n in NAMES:
        v.add("types", "guess_type", n)
    for ext in sorted(mimetypes.types_map):
        v.add("types", "guess_type", "f" + ext)
        v.add("types", "guess_type", "x.Y" + ext.upper())
    for d in DATES:
        v.add("dates", "not_modified", d)
    words = ["Thu,", "thu", "Thu,02", "02", "2", "31", "Jan", "jan", "January", "Feb", "2020", "20", "99", "68", "03:04:05",
             "03:04", "3.4.5", "25:00:00", "GMT", "UTC", "EST", "+0000", "-0000", "+0100", "02-Jan-20", "02-Jan-2020", ",", "Jan,", "2020,", "0", "-", "a"]
    for _ in range(2000):
        v.add("dates", "not_modified", " ".join(rng.choices(words, k=rng.randrange(1, 8))))
        v.add("dates", "not_modified", " ".join(rng.choice(g) for g in (
            words[:3], ["02", "31", "2", "30"], ["Jan", "feb", "Dec"], ["2020", "20", "1999", "2021", "9999"],
            ["03:04:05", "03:04", "23:59:60"], ["GMT", "UTC", "", "+0000", "EST", "Z", "x"])))
    for line in LINES:
        v.add("lines", "parse_request", line)
        v.add("lines", "log_request", line.decode("latin-1"), "200", "-")
    parts = [b"GET", b"POST", b"get", b"HEAD", b" ", b" ", b"  ", b"\t", b"/", b"/a", b"//b", b"HTTP/1.1", b"HTTP/1.0", b"HTTP/", b"1.1",
             b"HTTP/2.0", b"HTTP/1.2", b"\xe9", b"\xa0", b"\x85", b"'", b'"', b"%", b"\x1b", b"\x7f", b"\\", b".", b"9", b"\r"]
    for _ in range(3000):
        line = b"".join(rng.choices(parts, k=rng.randrange(1, 9)))
        v.add("lines", "parse_request", line)
        v.add("lines", "log_request", line.decode("latin-1"), rng.choice(["200", "404", "-"]), "-")
    for code in range(90, 600):
        v.add("status", "status", code)
        v.add("errors", "send_error", code, None, None)
    for m in ["GET", "get", "", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "SPAM"]:
        v.add("status", "method", m)
    texts = [None, "", "plain", "<b>&\"'</b>", "caf\xe9", "\u20ac", "\ud800", "100%", "%(code)d", "a\x1bb"]
    for command in "GET", "HEAD":
        for message in texts:
            for explain in texts:
                if message != "\ud800" and message != "\u20ac":  # no Latin-1 for the status line
                    v.add("errors", "send_error", 404, message, explain, command)
    for t in [0, 1, 1577934245, 4102444800, 253402300799, 951782400]:
        v.add("status", "date_time_string", t)
    letters = ["a", "B", "b", "A", "&", "<", ">", "\"", "'", "%", "é", "É", "İ", "Σ", "σ", "ß", "ẞ", "\udcff", "\udc80", "€", "😀", "𐐀", " ",
               "\n", "#", "?", ":", "\\", ".", "+", "~", "_", "-", "ſ", "K", "Å", "ÿ", "\x7f", "\u0301", "1", "Dž", "Ⓐ"]
    v.add("listings", "listing", "/", [])
    v.add("listings", "listing", "/odd/?x=<y>#z", [["b", False, False], ["B", True, False], ["a", True, True]])
    for _ in range(400):
        names = {"".join(rng.choices(letters, k=rng.randrange(1, 5))): 0 for _ in range(rng.randrange(1, 12))}
        v.add("listings", "listing", "/" + rng.choice(["", "a/", "%ff/", "a%3Cb/", "..%2f/", "%ED%B3%BF/", "\xe9/", "a?q"]),
              [[n, rng.random() < 0.3, rng.random() < 0.2] for n in names])
