"""Vectors for examples/cmd/uuidtool: command lines of python -m uuid."""

import contextlib
import io
import os
import re
import sys
import uuid

FOLDER = "examples/cmd/uuidtool"

_random = re.compile(r"(?m)^[0-9a-f]{8}-[0-9a-f]{4}-([124678])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")


def run(args, columns, colour=False):
    """[exit code, output with random UUIDs as "version N", errors]"""
    os.environ["COLUMNS"] = str(columns)
    os.environ["PYTHON_COLORS"] = str(int(colour))
    out, err = io.StringIO(), io.StringIO()
    old, sys.argv = sys.argv, ["/usr/bin/uuidtool"] + args
    main, sys.modules["__main__"] = sys.modules["__main__"], type(sys)("__main__")
    code = 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            uuid.main()
    except SystemExit as e:
        code = e.code
    finally:
        sys.argv = old
        sys.modules["__main__"] = main
    errors = err.getvalue().replace("python -m uuid", "uuidtool")
    return [code, _random.sub(r"version \1", out.getvalue()), errors]


FUNCS = {"run": run}

WORDS = ["-u", "--uuid", "-n", "--namespace", "-N", "--name", "-C", "--count", "-h", "--help", "--uu", "--n", "--nam", "--na", "--c", "--", "-x", "x", "",
         "uuid1", "uuid3", "uuid4", "uuid5", "uuid6", "uuid7", "uuid8", "uuid2", "UUID4", "u", "@dns", "@url", "@oid", "@x500", "@DNS", "go.dev", "é", "a b",
         "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6BA7B810-9DAD-11D1-80B4-00C04FD430C8", "6ba7b810-9dad-11d1-80b4-00c04fd430cz", "zz", "0", "1", "3", "-1", "1_0",
         " 2 ", "1.5", "٣", "-C2", "-uuuid7", "--uuid=uuid6", "--count=2", "-n=@dns", "-Nx", "-N="]


def vectors(v):
    for columns in (80, 200, 60, 40, 20, 1):
        v.add("run", "run", ["-h"], columns)
        v.add("run", "run", ["-x"], columns)
        v.add("run", "run", ["-h"], columns, True)
        v.add("run", "run", ["-x"], columns, True)
    v.add("run", "run", [], 80)
    for w in WORDS:
        v.add("run", "run", [w], 80)
    for u in WORDS[19:29]:
        v.add("run", "run", ["-u", u], 80)
        v.add("run", "run", ["-u", u, "-C", "3"], 80)
        for n in WORDS[29:41]:
            v.add("run", "run", ["-u", u, "-n", n, "-N", "go.dev"], 80)
        v.add("run", "run", ["-u", u, "-n", "@dns", "-N", ""], 80)
        v.add("run", "run", ["-u", u, "-n", "", "-N", "x"], 80)
    for _ in range(300):
        v.add("run", "run", [v.rng.choice(WORDS) for _ in range(v.rng.randrange(2, 8))], 80)
