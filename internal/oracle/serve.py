"""Answers calls on standard input, a line each, for the live comparison.

    python3.15 internal/oracle/serve.py package

A request is {"fn": .., "args": [..], "kw": {..}}, the answer {"ret": ..} or
{"exc": [class, text]}; an empty line asks for all answers so far. Values are
tagged as oracle.py says.
"""

import importlib
import json
import os
import sys
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
warnings.simplefilter("ignore")

import oracle


def main():
    funcs = importlib.import_module("vectors_" + sys.argv[1]).FUNCS
    stdout = sys.stdout.buffer
    for request in sys.stdin.buffer:
        if request == b"\n":  # the end of a batch
            stdout.flush()
            continue
        r = json.loads(request)
        args = [oracle.untag(a) for a in r.get("args") or ()]
        kw = {k: oracle.untag(v) for k, v in (r.get("kw") or {}).items()}
        answer = oracle.outcome(funcs, r["fn"], args, kw)
        stdout.write(oracle.dumps(answer).encode("ascii") + b"\n")


main()
