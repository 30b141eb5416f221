"""Writes <package>/testdata/*.jsonl with the answers of the Python that runs it.

    python3.15 internal/oracle/generate.py [package ...]

A file of more than 1 MB is written gzipped. See README.md.
"""

import glob
import gzip
import importlib
import os
import platform
import sys
import warnings

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
sys.dont_write_bytecode = True
warnings.simplefilter("ignore")

import oracle


def write(folder, name, lines):
    head = oracle.dumps({"python": platform.python_version()})
    data = ("\n".join([head] + lines) + "\n").encode("ascii")
    path = os.path.join(folder, name + ".jsonl")
    for old in (path, path + ".gz"):
        if os.path.exists(old):
            os.remove(old)
    if len(data) > 1_000_000:
        path += ".gz"
        data = gzip.compress(data, 9, mtime=0)
    with open(path, "wb") as f:
        f.write(data)
    print(f"{os.path.relpath(path)}: {len(lines)} calls")


def main():
    packages = sys.argv[1:] or sorted(
        os.path.basename(p)[len("vectors_") : -len(".py")]
        for p in glob.glob(os.path.join(here, "vectors_*.py"))
    )
    for package in packages:
        m = importlib.import_module("vectors_" + package)
        v = oracle.Vectors(package, m.FUNCS)
        m.vectors(v)
        root = os.path.dirname(os.path.dirname(here))
        folder = os.path.join(root, getattr(m, "FOLDER", package), "testdata")
        os.makedirs(folder, exist_ok=True)
        for name, lines in sorted(v.files.items()):
            write(folder, name, lines)


main()
