"""Vectors for internal/pystr: str.lower, str.strip and str.isspace."""

FOLDER = "internal/pystr"

FUNCS = {"lower": str.lower, "strip": str.strip, "isspace": lambda s: [c.isspace() for c in s]}


def vectors(v):
    every = [c for c in range(0x110000) if chr(c).lower() != chr(c) or chr(c).isspace()]
    for i in range(0, len(every), 40):
        text = "".join(map(chr, every[i : i + 40]))
        v.add("pystr", "lower", text)
        v.add("pystr", "isspace", text)
    for s in ("", "Σ", "aΣ", "aΣb", "a.Σ", "aΣ.", "aΣ.b", "Σa", "ΑΣ", "ΑΣ Σ", "İI", "ẞ", "\ud800A", "ǅ"):
        v.add("pystr", "lower", s)
    for c in range(0x3100):
        if chr(c).isspace() or c in (0x200B, 0x180E, 0xFEFF, 0x2060):
            v.add("pystr", "strip", chr(c) + "a" + chr(c) + "b" + chr(c))
    for _ in range(400):
        s = "".join(v.rng.choice(["Σ", "a", "B", ".", "'", "\u0301", " ", "\x1c", "\u3000", chr(v.rng.randrange(0x110000))]) for _ in range(v.rng.randint(0, 9)))
        v.add("pystr", "lower", s)
        v.add("pystr", "strip", s)
