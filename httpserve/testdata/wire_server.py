"""The CPython side of the wire test: a file server and an echo server.

Usage: wire_server.py FOLDER. It prints both ports, and its log on stderr.
"""

import http.server
import sys
import threading
import mimetypes

mimetypes.knownfiles.clear()


class Files(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args):
        super().__init__(*args, directory=sys.argv[1])


class Echo(http.server.BaseHTTPRequestHandler):
    def answer(self, text):
        body = text.encode("utf-8", "surrogateescape")
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", len(body))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        kind, _, rest = self.path[1:].partition("/")
        if kind == "error":
            self.send_error(int(rest))
        elif kind == "message":
            self.send_error(404, "Gone <fishing>", "Back & soon")
        elif kind == "status":
            self.send_response(int(rest))
            self.send_header("X-Status", rest)
            self.send_header("Content-Length", 0)
            self.end_headers()
        elif kind == "headers":
            self.answer("\n".join(sorted(f"{k.lower()}={v}" for k, v in self.headers.items())))
        else:
            self.answer(f"{self.command} {self.path} {self.request_version}")

    def do_POST(self):
        n = int(self.headers.get("Content-Length") or 0)
        self.answer(f"{self.path} " + self.rfile.read(n).decode("latin-1"))

    def do_SPAM(self):
        self.answer("spam")


servers = [http.server.HTTPServer(("127.0.0.1", 0), kind) for kind in (Files, Echo)]
for s in servers:
    threading.Thread(target=s.serve_forever, daemon=True).start()
print(*(s.server_port for s in servers), flush=True)
sys.stdin.read()
