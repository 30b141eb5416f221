"""A server of CPython's for the tests: prints its port, ends with its input."""

import os
import sys
import threading
from xmlrpc.client import Binary, DateTime, Fault
from xmlrpc.server import DocXMLRPCServer, SimpleXMLRPCRequestHandler


class Handler(SimpleXMLRPCRequestHandler):
    protocol_version = "HTTP/1.1"  # so that connections are kept
    ports = set()

    def do_POST(self):
        self.ports.add(self.client_address[1])
        super().do_POST()


def fault():
    "Raises a fault."
    raise Fault(42, "custom <fault>")


def fail():
    raise RuntimeError("A message")


class Instance:
    def _listMethods(self):
        return ["inst.twice"]

    def _methodHelp(self, name):
        return "help for " + name

    def _dispatch(self, method, params):
        if method == "inst.twice":
            return params[0] * 2
        raise Exception("bad method")


server = DocXMLRPCServer(("127.0.0.1", 0), Handler, logRequests=False, allow_none=True)
server.register_function(lambda *args: list(args), "echo")
server.register_function(lambda a, b: a + b, "add")
server.register_function(lambda x: type(x).__name__, "kind")
server.register_function(lambda n: "x" * n, "long")
server.register_function(lambda: len(Handler.ports), "connections")
server.register_function(lambda: [Binary(b"\x00\xff"), b"bytes", DateTime("20160618T19:31:47"), 2**31 - 1, -0.0, None, True, (1, 2), {"k": "\u20ac"}], "values")
server.register_function(fault)
server.register_function(fail)
server.register_function(lambda a: a, "multiply args")
server.register_instance(Instance())
server.register_introspection_functions()
server.register_multicall_functions()
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
os._exit(0)
