"""Prints the public surface of the Python modules that Batteries follows.

    python3.15 internal/surface/dump.py > internal/surface/surface.json

Public is what has no leading underscore and belongs to the module: it stands in
__all__, or the module's own source defines it. Methods and attributes of a
class are those that its own module's classes define (so dict's and Exception's
don't count); attributes include those that its methods set on self.
"""

import ast
import enum
import importlib
import inspect
import json
import platform
import sys
import textwrap
import warnings

warnings.simplefilter("ignore")

# module -> names to take, or None for all that is public
MODULES = {
    "urllib.parse": None,
    "urllib.request": None,
    "urllib.error": None,
    "urllib.response": None,
    "urllib.robotparser": None,
    "base64": None,
    "http": ["HTTPStatus", "HTTPMethod"],  # the rest is http.client's
    "http.server": None,
    "http.cookies": None,
    "http.cookiejar": None,
    "webbrowser": None,
    "uuid": None,
    "json": None,
    "json.tool": None,
    "xmlrpc.client": None,
    "xmlrpc.server": None,
}
# where the names that a package re-exports come from
OWNERS = {"json": {"json.encoder", "json.decoder"}}


def source_names(node):
    """The names that a module's source binds at its top level, in order."""
    for stmt in node.body:
        match stmt:
            case ast.FunctionDef(name=n) | ast.ClassDef(name=n):
                yield n
            case ast.Assign(targets=ts):
                for t in ts:
                    for x in ast.walk(t):
                        if isinstance(x, ast.Name):
                            yield x.id
            case ast.AnnAssign(target=ast.Name(id=n)):
                yield n
            case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
                pass  # the module run as a program
            case ast.If() | ast.Try():
                yield from source_names(stmt)
                for more in (getattr(stmt, "orelse", []), getattr(stmt, "finalbody", [])):
                    yield from source_names(ast.Module(body=more, type_ignores=[]))


def public_names(module, name):
    if MODULES[name] is not None:
        return MODULES[name]
    names = list(getattr(module, "__all__", []))
    for n in source_names(ast.parse(inspect.getsource(module))):
        if n.startswith("_") or n in names:
            continue
        value = getattr(module, n, None)
        owner = getattr(value, "__module__", name) if callable(value) else name
        if n in vars(module) and inspect.ismodule(value):
            continue
        if owner == name or owner in OWNERS.get(name, ()):
            names.append(n)
    return names


def parameters(f):
    """The parameters of a callable: name, kind and default."""
    try:
        sig = inspect.signature(f)
    except (TypeError, ValueError):
        return []
    out = []
    for i, p in enumerate(sig.parameters.values()):
        if p.name in ("self", "cls") or p.name.startswith("_"):
            continue
        d = {"name": p.name}
        if p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD):
            d["kind"] = "var"
        elif p.default is not p.empty:
            d["kind"] = "keyword"
            d["default"] = repr(p.default) if isinstance(p.default, (str, bytes, int, float, bool, type(None), tuple)) else "..."
        else:
            d["kind"] = "positional"
        out.append(d)
    return out


def self_attributes(cls):
    """The public attributes that the methods of a class set on self."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    except (OSError, TypeError):
        return
    for x in ast.walk(tree):
        if isinstance(x, ast.Attribute) and isinstance(x.ctx, ast.Store):
            if isinstance(x.value, ast.Name) and x.value.id == "self" and not x.attr.startswith("_"):
                yield x.attr


def where(cls):
    """The class's full name, json's under the module that exports it."""
    module = "json" if cls.__module__ in OWNERS["json"] else cls.__module__
    return module + "." + cls.__name__


def class_dump(cls):
    d = {"kind": "class", "bases": [b.__name__ for b in cls.__bases__]}
    if issubclass(cls, enum.Enum):
        d["kind"] = "enum"
        d["enum"] = [m for m in cls.__members__]
        d["members"] = [{"name": n, "kind": "attribute"} for n in ("value", "phrase", "description") if hasattr(next(iter(cls)), n)]
        d["members"] += [{"name": n, "kind": "attribute"} for n, v in vars(cls).items() if isinstance(v, property) and not n.startswith("_")]
        return d
    members = {}
    if hasattr(cls, "_fields"):
        for n in cls._fields:
            members[n] = {"name": n, "kind": "attribute", "from": where(cls)}
    ours = [c for c in cls.__mro__ if c.__module__ in MODULES or c.__module__ in OWNERS["json"]]
    for c in ours:
        for n, v in vars(c).items():
            if n.startswith("_") or n in members:
                continue
            if isinstance(v, (staticmethod, classmethod)):
                v = v.__func__
            if inspect.isfunction(v):
                members[n] = {"name": n, "kind": "method", "from": where(c), "parameters": parameters(v)}
            else:
                members[n] = {"name": n, "kind": "attribute", "from": where(c)}
        for n in self_attributes(c):
            members.setdefault(n, {"name": n, "kind": "attribute", "from": where(c)})
    d["parameters"] = parameters(cls.__init__) if cls.__init__ is not object.__init__ else []
    d["members"] = [members[n] for n in sorted(members)]
    return d


def dump(name):
    module = importlib.import_module(name)
    out = []
    for n in sorted(set(public_names(module, name))):
        value = getattr(module, n, None)
        d = {"name": n}
        if inspect.isclass(value):
            d.update(class_dump(value))
        elif callable(value):
            d["kind"] = "function"
            d["parameters"] = parameters(value)
        elif n in vars(module):
            d["kind"] = "constant"
        else:
            d["kind"] = "other platform"  # webbrowser's for macOS and Windows
        out.append(d)
    return out


print(json.dumps({"python": platform.python_version(), "modules": {m: dump(m) for m in MODULES}}, indent=None, separators=(',', ':')).replace('{"name"', '\n{"name"'))
