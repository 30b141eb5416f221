"""Vectors for internal/pyrepr: repr() of str, bytes and float."""

import random
import struct

FOLDER = "internal/pyrepr"

FUNCS = {"repr": repr}


def random_text(rng):
    kinds = [(0, 0x7F), (0, 0xFF), (0, 0xFFFF), (0, 0x10FFFF), (0xD800, 0xDFFF), (0x20, 0x7E)]
    return "".join(chr(rng.randint(*rng.choice(kinds))) for _ in range(rng.randint(0, 12)))


def random_float(rng: random.Random):
    if rng.random() < 0.5:
        return struct.unpack("<d", rng.randbytes(8))[0]
    return rng.choice([1, -1]) * round(rng.random() * 10 ** rng.randint(-8, 20), rng.randint(0, 17))


def vectors(v):
    for s in ("", "'", '"', "'\"", "\\", "a\tb\r\nc\x00\x1b\x7f", "\x80\xa0\xad\xff", "\ud800\udfff", "😀\u2028\ufeff", "\ue000\U000e0001"):
        v.add("repr", "repr", s)
    for c in range(256):
        v.add("repr", "repr", bytes([c]))
        v.add("repr", "repr", chr(c))
    for f in (0.0, -0.0, 1e16, 1e15, 9999999999999998.0, 1e-4, 0.00009999, 1e22, 1e23, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 0.1, 1 / 3, 123456789.123, 1e100):
        v.add("repr", "repr", f)
    for _ in range(1000):
        v.add("repr", "repr", random_text(v.rng))
        v.add("repr", "repr", random_float(v.rng))
        v.add("repr", "repr", v.rng.randbytes(v.rng.randint(0, 9)))
