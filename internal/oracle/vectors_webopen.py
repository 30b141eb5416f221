"""Vectors for examples/cmd/webopen: command lines of python -m webbrowser."""

import contextlib
import io
import os
import sys
import unittest.mock as mock
import webbrowser

FOLDER = "examples/cmd/webopen"


def run(args, columns, colour=False):
    """[exit code, output, errors, what open() was called with]"""
    os.environ["COLUMNS"] = str(columns)
    os.environ["PYTHON_COLORS"] = str(int(colour))
    out, err, calls = io.StringIO(), io.StringIO(), []

    def open_(url, new=0, autoraise=True):
        if url.lstrip().startswith("-"):
            raise ValueError(f"Invalid URL (leading dash disallowed): {url!r}")
        calls.append([url, new])
        return True

    code = 0
    main, sys.modules["__main__"] = sys.modules["__main__"], type(sys)("__main__")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), mock.patch.object(webbrowser, "open", open_), mock.patch.object(sys, "argv", ["webopen"] + args):
            webbrowser.main(args)
    except SystemExit as e:
        code = e.code
    except ValueError as e:
        code = 1
        err.write(f"ValueError: {e}\n")
    finally:
        sys.modules["__main__"] = main
    return [code, out.getvalue(), err.getvalue(), calls]


FUNCS = {"run": run}

WORDS = ["-n", "-t", "--new-window", "--new-tab", "--new", "--new-w", "--new-t", "-nt", "-h", "--help", "-x", "--", "http://h/", "https://h/a?b", "-rf", " -x", "--new-tab=1"]


def vectors(v):
    for words in ([], ["-h"], ["--", "-rf"], ["-n", "http://h/"], ["http://h/", "-t"], ["-n", "-t", "http://h/"], ["http://h/", "x"]):
        for columns in (80, 40, 10, 200):
            v.add("run", "run", words, columns)
            v.add("run", "run", words, columns, True)
    for _ in range(500):
        v.add("run", "run", [v.rng.choice(WORDS) for _ in range(v.rng.randint(0, 4))], 80)
