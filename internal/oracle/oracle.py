"""Calls Python functions for the golden vectors and the live comparison.

Values travel as JSON. What JSON has no exact form for is tagged, so that
nothing is lost on the way to Go and back:

    null true false "text" 12        None, bool, str, int (|n| < 2**53)
    [..]                             list
    {"$int": "123..."}               larger int
    {"$float": "0.1"}                every float, as its repr
    {"$str": [104, 55296]}           str with lone surrogates, as code points
    {"$b": "text"}                   bytes, all printable ASCII
    {"$hex": "ff00"}                 other bytes
    {"$tuple": [..]}                 tuple
    {"$dict": [[k, v], ..]}          dict, in order
    {"$named": ["Type", [[k, v], ..]]}   namedtuple
    {"$repr": "<...>"}               anything else, by its repr
"""

import json
import random
import re
import sys

_surrogate = re.compile("[\ud800-\udfff]")


def tag(v):
    """The JSON-ready form of a Python value."""
    if v is None or v is True or v is False:
        return v
    t = type(v)
    if t is str:
        if _surrogate.search(v):
            return {"$str": [ord(c) for c in v]}
        return v
    if t is int:
        return v if -(2**53) < v < 2**53 else {"$int": int_text(v)}
    if t is float:
        return {"$float": repr(v)}
    if t in (bytes, bytearray):
        if all(32 <= b < 127 for b in v):
            return {"$b": v.decode("ascii")}
        return {"$hex": v.hex()}
    if isinstance(v, tuple) and hasattr(v, "_fields"):
        return {"$named": [t.__name__, [[n, tag(x)] for n, x in zip(v._fields, v)]]}
    if t is tuple:
        return {"$tuple": [tag(x) for x in v]}
    if t is list:
        return [tag(x) for x in v]
    if isinstance(v, dict):
        return {"$dict": [[tag(k), tag(x)] for k, x in v.items()]}
    if isinstance(v, str):  # a subclass, such as an enum's
        return tag(str.__str__(v))
    if isinstance(v, int):
        return tag(int(v))
    return {"$repr": repr(v)}


def untag(v):
    """The Python value of a tagged form."""
    if isinstance(v, list):
        return [untag(x) for x in v]
    if not isinstance(v, dict):
        return v
    ((k, x),) = v.items()
    if k == "$int":
        return big_int(x)
    if k == "$float":
        return float(x)
    if k == "$str":
        return "".join(map(chr, x))
    if k == "$b":
        return x.encode("ascii")
    if k == "$hex":
        return bytes.fromhex(x)
    if k == "$tuple":
        return tuple(untag(y) for y in x)
    if k == "$dict":
        return {untag(a): untag(b) for a, b in x}
    raise ValueError("unknown tag " + k)


def int_text(v):
    """str(int) without the interpreter's digit limit."""
    old = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return str(v)
    finally:
        sys.set_int_max_str_digits(old)


def big_int(text):
    old = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return int(text)
    finally:
        sys.set_int_max_str_digits(old)


def outcome(funcs, fn, args, kw):
    """What a call gives: {"ret": ..} or {"exc": [class, text]}."""
    try:
        return {"ret": tag(funcs[fn](*args, **kw))}
    except RecursionError as e:
        return {"exc": ["RecursionError", str(e)]}
    except Exception as e:
        return {"exc": [type(e).__name__, tag(str(e))]}


def line(funcs, fn, args, kw):
    """One line of a vector file."""
    d = {"fn": fn}
    if args:
        d["args"] = [tag(a) for a in args]
    if kw:
        d["kw"] = {k: tag(v) for k, v in kw.items()}
    d.update(outcome(funcs, fn, args, kw))
    return dumps(d)


def dumps(d):
    return json.dumps(d, ensure_ascii=True, separators=(",", ":"))


class Vectors:
    """Collects the calls of one package, a file for each topic.

    add() takes a call as Python would write it; the answer is asked for at
    once. Equal calls within a file are kept once.
    """

    def __init__(self, package, funcs):
        self.package = package
        self.funcs = funcs
        self.rng = random.Random(package)  # seeded: every run gives the same files
        self.files = {}
        self._seen = set()

    def add(self, file, fn, *args, **kw):
        text = line(self.funcs, fn, args, kw)
        key = (file, text)
        if key not in self._seen:
            self._seen.add(key)
            self.files.setdefault(file, []).append(text)
