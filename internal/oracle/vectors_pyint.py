"""Vectors for internal/pyint: int(text, base)."""

import unicodedata

FOLDER = "internal/pyint"


def decimal(c):
    return unicodedata.decimal(c, None)


FUNCS = {"int": int, "decimal": decimal}

EDGES = [
    "", " ", "0", "-0", "+0", "+", "-", "_", "1_", "_1", "1__1", "1_1", "0_1", "00", "0x", "0x1", "0X_1", "0x_", "0x__1",
    "0b1", "0B_1", "0o7", "0O_7", "0_x1", "x1", "0 x1", "0x 1", "+ 1", "--1", "-0x1", " +0X_1 ", "\t1\n", "\v\f\r1", "1\x00", "\x001",
    "\x1c1", "1\x1f", "\x851", "\xa01\xa0", "\u20281", "\u180e1", "\ufeff1", "٣", "٠x1", "0x٣", "٣_٣", "1٣", "0xａ", "ｘ", "é", "\ud800",
    "'", "\"'", "é" * 300, "'\"" * 150, "𝟏" * 40, "1" * 30, "f" * 40, "9" * 4300, "9" * 4301, "-" + "9" * 4301, "0" * 4301, "\U0001fbf9", "\U00011de9",
]


def vectors(v):
    for text in EDGES:
        for base in (2, 8, 10, 16):
            v.add("int", "int", text, base)
    for c in range(0x110000):
        if unicodedata.decimal(chr(c), None) in (0, 9):
            for x in (c - 1, c, c + 1):
                v.add("decimal", "decimal", chr(x))
    pieces = list("019aF_xX+- \tboe") + ["0x", "٣", "\xa0", "𝟏"]
    for _ in range(1500):
        text = "".join(v.rng.choice(pieces) for _ in range(v.rng.randrange(8)))
        v.add("int", "int", text, v.rng.choice((2, 8, 10, 16)))
