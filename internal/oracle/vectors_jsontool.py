"""Vectors for examples/cmd/jsontool: command lines of python -m json."""

import io
import json.tool
import os
import shutil
import sys
import tempfile
import traceback

FOLDER = "examples/cmd/jsontool"

COLOURS = ("PYTHON_COLORS", "NO_COLOR", "FORCE_COLOR", "TERM")

FILES = {
    "good.json": b'{"b": 1, "a": [1.50, {"x": null}]}',
    "bad.json": b"[1,\n",
    "latin.json": b'["caf\xe9"]',
    "bom.json": b"\xef\xbb\xbf[]",
    "lines.json": b'{"a": 1}\r\n[2]\r"x"\n',
    "surrogate.json": b'["a", "\\ud800", 1]',
    "crlf.json": b"[1,\r\n2,\r x]",
}


class Kept(io.BytesIO):
    """A stream that can be read after the tool has closed it."""

    kept = None

    def close(self):
        if self.kept is None:
            self.kept = self.getvalue()
        super().close()


def run(args, stdin, env, columns=80):
    """[exit code, output, errors, files that are new]"""
    for name in COLOURS:
        os.environ.pop(name, None)
    os.environ.update(env)
    os.environ["COLUMNS"] = str(columns)
    folder = tempfile.mkdtemp()
    here = os.getcwd()
    streams, argv, main = (sys.stdin, sys.stdout, sys.stderr), sys.argv, sys.modules["__main__"]
    out, err = Kept(), io.BytesIO()
    code = 0
    try:
        os.chdir(folder)
        for name, data in FILES.items():
            with open(name, "wb") as f:
                f.write(data)
        os.mkdir("folder")
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8", errors="surrogateescape")
        sys.stdout = io.TextIOWrapper(out, encoding="utf-8", errors="surrogateescape")
        sys.stderr = io.TextIOWrapper(err, encoding="utf-8", errors="backslashreplace")
        sys.argv, sys.modules["__main__"] = ["/usr/bin/jsontool"] + args, type(sys)("__main__")
        try:
            json.tool.main()
        except SystemExit as e:
            code = e.code
            if code is not None and not isinstance(code, int):
                print(code, file=sys.stderr)
                code = 1
        except Exception as e:
            print("".join(traceback.format_exception_only(e)), end="", file=sys.stderr)
            code = 1
        if not sys.stdout.closed:
            sys.stdout.close()
        written = out.kept
        sys.stderr.flush()
        made = {}
        for name in sorted(os.listdir()):
            if os.path.isfile(name):
                with open(name, "rb") as f:
                    data = f.read()
                if FILES.get(name) != data:
                    made[name] = data
        return [code or 0, written, err.getvalue().decode(), made]
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        sys.argv, sys.modules["__main__"] = argv, main
        os.chdir(here)
        shutil.rmtree(folder)


FUNCS = {"run": run}

OPTIONS = [[], ["--sort-keys"], ["--no-ensure-ascii"], ["--json-lines"], ["--indent", "2"], ["--indent=0"], ["--indent", "-1"], ["--tab"], ["--no-indent"], ["--compact"], ["--sort", "--ind", "3"]]

INPUTS = [
    b'{"b":1,"a":[1,2.50,1e5,true,null,"\xc3\xa9",{},[]]}', b"[1,]", b"", b'{"a":1}x', b"\xff", b'["\xff"]', b"1" * 5000, b"\xef\xbb\xbf1", b'{"a":1}\n{"b":2}\n',
    b'{"a":1}\n\n{"b":2}\n', b'{"a":1}\nx\n', b'["\\ud800"]', b'["a","\\ud800",1]', b'["a"]\n"\\ud800"\n', b"[1,\r\n2\r,3]\r\n", b'"a\rb"', b"1\r2\n3", b'{"a":1,"a":2}', b"true", b'"x"', b"-1.5e10",
    b'{"a\\"b": "c\\\\", "": "", "x": {"y": [[-1.5e10]]}, "n":NaN, "i":Infinity,"m":-Infinity}', b'["a: b", "\\": 1", "NaN \\u001b[0m 1.5 true"]', b'{"\\ud83d\\ude00":"\\u00e9"}', b"  [ ]  ", b"[1]\n[2", b"\n", b"[[[]]]",
]


def vectors(v):
    for columns in (80, 200, 40, 20):
        for env in ({}, {"FORCE_COLOR": "1"}):
            v.add("usage", "run", ["-h"], b"", env, columns)
            v.add("usage", "run", ["-x"], b"", env, columns)
    for args in (["--indent", "x"], ["--indent"], ["--indent=", "x"], ["--indent", "2", "--tab"], ["--tab", "--compact"], ["--compact", "--no-indent"], ["--foo"], ["a", "b", "c"], ["--no"], ["--no-i"], ["--no-e"], ["--js"], ["--help", "x"], ["--tab=1"], ["--indent", "1_0"], ["--indent", " 2 "], ["--indent", "1.5"], ["--", "good.json"], ["-", "-"], ["-"], ["--", "--tab"]):
        v.add("usage", "run", args, b"[1]", {})
    for text in INPUTS:
        for options in OPTIONS:
            v.add("stdin", "run", options, text, {})
            v.add("stdin", "run", options, text, {"FORCE_COLOR": "1"})
    for name in sorted(FILES) + ["nope.json", "folder", "nope/x", ""]:
        for options in OPTIONS:
            v.add("files", "run", options + [name], b"", {})
            v.add("files", "run", options + [name, "out.json"], b"", {})
            v.add("files", "run", options + [name, "out.json"], b"", {"FORCE_COLOR": "1"})
    for outfile in ("good.json", "folder", "nope/out", "-", ""):
        v.add("files", "run", ["good.json", outfile], b"", {})
        v.add("files", "run", ["bad.json", outfile], b"", {})
    for python in (None, "", "0", "1", "x"):
        for no in (None, "", "1"):
            for force in (None, "", "1"):
                for term in (None, "dumb", "xterm"):
                    env = dict(zip(COLOURS, (python, no, force, term)))
                    v.add("colour", "run", [], b'{"a": [1, "x", true]}', {k: x for k, x in env.items() if x is not None})
