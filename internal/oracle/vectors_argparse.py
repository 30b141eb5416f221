"""Vectors for internal/argparse: parsers, command lines and what comes out."""

import argparse
import contextlib
import io
import os
import textwrap

FOLDER = "internal/argparse"


def build(spec):
    prog, description, groups, arguments, show_defaults = spec
    formatter = argparse.ArgumentDefaultsHelpFormatter if show_defaults else argparse.HelpFormatter
    p = argparse.ArgumentParser(prog=prog, description=description, formatter_class=formatter)
    made = [p.add_mutually_exclusive_group(required=r) for r in groups]
    for names, metavar, nargs, choices, required, help, type, group, default in arguments:
        kw = {"help": help}
        if nargs == 0:
            kw["action"] = "store_true"
        else:
            kw["nargs"] = nargs
            if metavar is not None:
                kw["metavar"] = tuple(metavar) if len(metavar) > 1 else metavar[0]
            if choices is not None:
                kw["choices"] = choices
            if type == "int":
                kw["type"] = int
            if default is not None:
                kw["default"] = default
        if required:
            kw["required"] = True
        to = p if group < 0 else made[group]
        to.add_argument(*names, **kw)
    return p


def dest(names):
    """The attribute that argparse stores an argument in."""
    long = [n for n in names if n.startswith("--")]
    return (long or names)[0].lstrip("-").replace("-", "_")


def run(spec, columns, args, colour):
    """[exit code or None, output, errors, the values that are not None]"""
    os.environ["COLUMNS"] = str(columns)
    os.environ["PYTHON_COLORS"] = str(int(colour))
    out, err = io.StringIO(), io.StringIO()
    p = build(spec)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            ns = p.parse_args(args)
        except SystemExit as e:
            return [e.code, out.getvalue(), err.getvalue(), []]
    values = []
    for names, _, nargs, *_ in spec[3]:
        v = getattr(ns, dest(names))
        if v is None or v is False or v == []:
            v = ""
        elif isinstance(v, list):
            v = " ".join(map(str, v))
        values.append(str(v))
    return [None, out.getvalue(), err.getvalue(), values]


def wrap(text, width):
    return textwrap.wrap(" ".join(text.split()), width)


def help(description, help, default, columns, colour):
    """The help of a parser with one option."""
    option = [["-x"], None, None, None, False, help, None, -1, default]
    return run(["p", description, [], [option], True], columns, ["-h"], colour)[1]


FUNCS = {"run": run, "help": help, "wrap": wrap}

UUID = ["uuid", "Generate a UUID using the selected UUID function.", [], [
    [["-u", "--uuid"], None, None, ["uuid1", "uuid3", "uuid4"], False, "function to generate the UUID", None, -1, "uuid4"],
    [["-n", "--namespace"], ["any UUID"], None, None, False, "`uuid3`/`uuid5` only: a UUID, or a well-known predefined UUID", None, -1, "None"],
    [["-N", "--name"], None, None, None, False, "name used as part of generating the UUID", None, -1, "None"],
    [["-C", "--count"], ["NUM"], None, None, False, "generate `NUM` fresh UUIDs", "int", -1, "1"],
], True]
JSON = ["python -m json", "A simple command line interface for json module to validate and pretty-print JSON objects.", [False], [
    [["infile"], None, "?", None, False, "a JSON file to be validated or pretty-printed; defaults to `stdin`", None, -1, None],
    [["outfile"], None, "?", None, False, "write the output of `infile` to `outfile`", None, -1, None],
    [["--sort-keys"], None, 0, None, False, "sort the output of dictionaries alphabetically by key", None, -1, None],
    [["--json-lines"], None, 0, None, False, "parse input using the JSON Lines format. Use with `--no-indent` or `--compact` to produce valid JSON Lines output.", None, -1, None],
    [["--indent"], None, None, None, False, "separate items with newlines and use this number of spaces for indentation", "int", 0, None],
    [["--tab"], None, 0, None, False, "separate items with newlines and use tabs for indentation", None, 0, None],
    [["--no-indent"], None, 0, None, False, "separate items with spaces rather than newlines", None, 0, None],
    [["--compact"], None, 0, None, False, "suppress all whitespace separation (most compact)", None, 0, None],
], False]
BROWSER = ["webbrowser", "Open URL in a web browser.", [False], [
    [["url"], None, None, None, False, "URL to open", None, -1, None],
    [["-n", "--new-window"], None, 0, None, False, "open new window", None, 0, None],
    [["-t", "--new-tab"], None, 0, None, False, "open new tab", None, 0, None],
], False]
SERVER = ["http.server", None, [], [
    [["-b", "--bind"], ["ADDRESS"], None, None, False, "bind to this address (default: all interfaces)", None, -1, None],
    [["-p", "--protocol"], ["VERSION"], None, None, False, "conform to this HTTP version (default: %(default)s)", None, -1, "HTTP/1.0"],
    [["--content-type"], None, None, None, False, "default content type for unknown extensions (default: %(default)s)", None, -1, "application/octet-stream"],
    [["--tls-cert"], ["PATH"], None, None, False, "path to the TLS certificate chain file", None, -1, None],
    [["-H", "--header"], ["HEADER", "VALUE"], 2, None, False, "Add a custom response header (can be specified multiple times)", None, -1, None],
    [["port"], None, "?", None, False, "bind to this port (default: %(default)s)", "int", -1, "8000"],
], False]
MIXED = ["a-program-with-a-long-name", "Lots of things.", [True], [
    [["first"], None, None, ["red", "green", "blue"], False, None, None, -1, None],
    [["rest"], ["thing"], "*", None, False, "what is left", "int", -1, None],
    [["-a"], None, 0, None, False, "", None, 0, None],
    [["-b"], None, 0, None, False, "b", None, 0, None],
    [["--level"], None, "?", None, False, "a level", "int", -1, None],
    [["-o", "--out"], None, "+", None, True, "where to", None, -1, None],
    [["-p"], None, 3, None, False, "three", None, -1, None],
], False]
TWO = ["t", "", [], [
    [["x"], None, None, None, False, "one", None, -1, None],
    [["y"], None, 2, None, False, "two", None, -1, None],
    [["z"], None, "?", None, False, "three", None, -1, None],
    [["-f"], None, 0, None, False, "flag", None, -1, None],
    [["-g"], None, 0, None, False, "flag", None, -1, None],
    [["-v"], None, None, None, False, "value", None, -1, None],
], False]
MARKS = ["marks", "Some `code`, ``more of it`` and a lone ` or `` is here", [False, True], [
    [["a"], ["one", "two"], 2, None, False, "words in `code that is well-known`", None, -1, None],
    [["b"], None, "*", ["x", "y"], False, "``b`` of `%(default)s`", None, -1, "x"],
    [["-long"], None, None, None, False, "` ` nothing `to see`", None, -1, "two words"],
    [["--level", "-é", "-l"], ["a b"], "?", None, False, "x", "int", -1, "1"],
    [["-e"], None, 3, None, True, "default: %(default)s.", None, -1, "a`b`c"],
    [["-q"], None, "*", None, False, "", None, 0, "q"],
    [["--quux"], ["A", "B"], "+", None, False, "`A`-`B`", None, 0, ""],
    [["-m"], None, 2, ["x", "y"], False, "m", None, 1, "x"],
    [["-no"], None, 0, None, False, "no", None, 1, None],
], False]
SHOWN = ["shown", None, [], [
    [["x"], None, "?", None, False, "x", None, -1, "a-b"],
    [["-e"], None, None, None, False, "has %(default)s", None, -1, "a b"],
    [["--quux"], None, None, None, False, "", None, -1, "q"],
    [["-y"], None, "+", None, False, "some `code` in a text that is well-known", None, -1, "`y`"],
], True]
SPECS = [UUID, JSON, BROWSER, SERVER, MIXED, TWO, MARKS, SHOWN]

WORDS = ["x", "y", "red", "gren", "7", "-7", "-1.5", "1_0", "a b", "-a b", "", "-", "--", "-h", "--help", "--he", "--h=1", "-q", "--quux", "--quux=1",
         "-hx", "-xh", "'", "é", "-é", "http://go.dev"]


def words(spec):
    out = list(WORDS)
    for names, *_ in spec[3]:
        for n in names:
            if n.startswith("-"):
                out += [n, n, n + "x", n + "=7", n + "7", n + "=", n[:-1], n[:4], n + "-", n + "fg", n + "h", n + "=a b", "-h" + n.lstrip("-")]
    out += ["-fgv", "-fgvx", "-fgv=x", "-fq", "-f=g", "-fg=1", "-f-g", "-fv", "-fé", "-nt", "-ab"]
    return out


TEXTS = ["", "a", "plain words", "a-b", "well-known", "e-mail", "--no-indent", "x--y", "one -- two", "wait--what", "a---b-c", "1-2", "x-1-y", "foo-bar-baz",
         "(--compact)", "Hello.--there", "word--", "--", "-x-y", "aaaaaaaaaaaaaaaaaaaaaaaaa", "aaaa-aaaaaaaaaaaaaaaaaa", "----------------aaaa", "non-é", "ü-bär"]

CODE = ["`", "``", "```", "`a`", "``a``", "```a```", "`a``b`", "``a`b``", "``a`", "`a``", "` a`", "`a `", "`a`b`c`", "x`a`y", "``a`` `b`", "`a  b`", "``a``b```",
        "x ` ` y", "` `", "`x %(default)s` y", "%(default)s", "(%(default)s)", "`a`-`b` c", "`one two three four` five", "five-six `one-two` seven",
        "a `bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb`", "`a-b`", "`a`, `b`; `c`.", "`é` ü"]


def vectors(v):
    for spec in SPECS:
        for columns in (80, 200, 60, 45, 40, 33, 27, 20, 12, 1, 0):
            for colour in (False, True):
                v.add("run", "run", spec, columns, ["-h"], colour)
                v.add("run", "run", spec, columns, ["--quuux"], colour)
        for w in words(spec):
            v.add("run", "run", spec, 80, [w], False)
    for text in TEXTS + CODE:
        for columns in (80, 34, 22, 10):
            v.add("help", "help", text.replace("%", ""), "h " + text, "a-b c", columns, True)
    for args in ([], ["-f"], ["1"], ["1", "2", "3"], ["1", "-f", "2", "3", "4"], ["1", "2", "3", "-f", "4"], ["--", "-1", "-f", "3"], ["1", "--", "-f", "3"],
                 ["1", "2", "3", "--"], ["1", "2", "--", "3", "--"], ["-v", "--", "1"], ["-v", "-1", "1", "2", "3"]):
        v.add("run", "run", TWO, 80, args, False)
    for spec in SPECS:
        pool = words(spec)
        for _ in range(250):
            v.add("run", "run", spec, v.rng.choice((80, 80, 50, 100)), [v.rng.choice(pool) for _ in range(v.rng.randrange(1, 6))], v.rng.random() < 0.5)
    for text in TEXTS:
        for width in (1, 2, 3, 5, 10, 20):
            v.add("wrap", "wrap", text, width)
    alphabet = "ab1-- .,é'_"
    for _ in range(600):
        text = "".join(v.rng.choice(alphabet) for _ in range(v.rng.randrange(1, 30)))
        v.add("wrap", "wrap", text, v.rng.randrange(1, 15))
