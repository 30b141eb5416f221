"""Vectors for examples/cmd/base64tool: command lines of python -m base64."""

import base64
import contextlib
import io
import os
import sys
import tempfile
import unittest.mock as mock

FOLDER = "examples/cmd/base64tool"

# The files that the command lines may name.
FILES = {"plain": b"Aladdin:open sesame\n", "long": bytes(range(256)), "coded": b"QWxhZGRpbjpv\ncGVuIHNlc2FtZQo=\n", "bad": b"QQ\n"}


class Stream:
    """A text stream over bytes, as sys.stdin and sys.stdout are."""

    def __init__(self, data=b""):
        self.buffer = io.BytesIO(data)

    def write(self, text):
        self.buffer.write(text.encode())

    def isatty(self):
        return False

    def flush(self):
        pass


def run(args, stdin):
    """[exit code, output, errors]"""
    out, err = Stream(), io.StringIO()
    code, old = 0, os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        for name, data in FILES.items():
            with open(os.path.join(folder, name), "wb") as f:
                f.write(data)
        os.mkdir(os.path.join(folder, "folder"))
        os.chdir(folder)
        try:
            with mock.patch.multiple(sys, argv=["base64tool"] + args, stdin=Stream(stdin), stdout=out), contextlib.redirect_stderr(err):
                try:
                    base64.main()
                except SystemExit as e:
                    code = e.code or 0
                    if isinstance(code, str):
                        err.write(code + "\n")
                        code = 1
        except Exception as e:  # the last line of the traceback
            code = 1
            name = type(e).__name__
            err.write(f"{'binascii.' if name == 'Error' else ''}{name}: {e}\n")
        finally:
            os.chdir(old)
    return [code, out.buffer.getvalue(), err.getvalue()]


FUNCS = {"run": run}

WORDS = ["-d", "-e", "-u", "-h", "-de", "-ud", "-x", "-dx", "--", "--decode", "-", "", "plain", "long", "coded", "bad", "nosuch"]
ODD = ["folder", "plain/x", "folder/x", "--decode=x", "--=", "-=", "-d=x", "-é", "nosuch\udcff"]


def vectors(v):
    for words in ([], ["-d"], ["-h"], ["-x"], ["plain"], ["-d", "coded"], ["-d", "bad"], ["nosuch"], ["-d", "-"], ["--", "plain"]):
        v.add("run", "run", words, b"YWJj\n")
    for w in ODD:
        v.add("run", "run", [w], b"YWJj\n")
        v.add("run", "run", ["-d", w], b"YWJj\n")
    for _ in range(500):
        stdin = v.rng.choice([b"", b"YWJj", b"YW Jj\nZA==\nx", v.rng.randbytes(60), base64.b64encode(v.rng.randbytes(90))])
        v.add("run", "run", [v.rng.choice(WORDS) for _ in range(v.rng.randint(0, 4))], stdin)
