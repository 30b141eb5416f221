"""Vectors for internal/codecs: str.encode, bytes.decode and the names of encodings."""

import encodings.aliases
import random

FOLDER = "internal/codecs"


def known(name):
    """What "a" encodes to, to see whether a name is known."""
    return "a".encode(name)


FUNCS = {"encode": str.encode, "decode": bytes.decode, "known": known}

ENCODINGS = [
    "utf-8", "utf-8-sig", "ascii", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
    "iso8859-15", "koi8-r", "cp437",
]
HANDLERS = ["strict", "replace", "ignore", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "backslashreplace", "nonsense"]
SINGLE_BYTE = """cp1006 cp1125 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp437 cp720 cp737 cp775 cp850 cp852
cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863 cp865 cp866 cp869 cp874 hp_roman8 iso8859_10 iso8859_11 iso8859_13 iso8859_14
iso8859_15 iso8859_16 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 koi8_r koi8_t koi8_u kz1048
mac_croatian mac_cyrillic mac_greek mac_iceland mac_latin2 mac_roman mac_romanian mac_turkish palmos ptcp154
tis_620""".split()

TEXTS = ["", "abc", "é", "a€b", "😀", "\ud800", "a\udc80b", "\udcff\udc80", "\udc80\ud800", "\ud83d\ude00", "\ufffe\ufeff", "\x00\x7f\x80\x9d\xff"]
BYTES = [
    b"", b"abc", b"\xc3\xa9", b"\xff", b"a\x80b", b"\xe2\x82", b"\xe2\x82A", b"\xe2(", b"\xf0\x9f\x98\x80", b"\xf0\x9f\x98", b"\xf0\x9fA",
    b"\xed\xa0\x80", b"\xed\xa0", b"\xc0\x80", b"\xc1", b"\xe0\x80\x80", b"\xf4\x90\x80\x80", b"\xf5\x80", b"\xef\xbb\xbfa\xff", b"\xef\xbb",
    b"\xff\xfea\x00", b"\xfe\xff\x00a", b"a\x00\x00", b"\x00\xd8", b"\x00\xd8a\x00", b"\x00\xdca\x00", b"\x00\xd8\x00", b"\x00\xd8\x00\xdc",
    b"\xd8\x00\xdc\x00", b"\xff\xfe\x00\x00a\x00\x00\x00", b"\x00\x00\xfe\xff\x00\x00\x00a", b"\x00\x00\x11\x00", b"\x00\x11\x00\x00",
    b"\x00\x00\xd8\x00", b"\xff\xff\xff\xff", bytes(range(256)),
]


def random_text(rng: random.Random):
    kinds = [(0, 0x7F), (0, 0xFF), (0, 0xFFFF), (0, 0x10FFFF), (0xD800, 0xDFFF), (0xDC80, 0xDCFF)]
    return "".join(chr(rng.randint(*rng.choice(kinds))) for _ in range(rng.randint(0, 7)))


def random_bytes(rng: random.Random):
    b = rng.choice(
        [
            lambda: random_text(rng).encode("utf-8", "surrogatepass"),
            lambda: random_text(rng).encode(rng.choice(["utf-16", "utf-16-be", "utf-32", "utf-32-be"]), "surrogatepass"),
            lambda: rng.randbytes(rng.randint(0, 8)),
        ]
    )()
    if b and rng.random() < 0.5:
        i = rng.randrange(len(b))
        b = b[:i] + rng.choice([b"", rng.randbytes(1)]) + b[i + 1 :]
    return b


def vectors(v):
    for e in ENCODINGS:
        for h in HANDLERS:
            for s in TEXTS:
                v.add("encode", "encode", s, e, h)
            for b in BYTES:
                v.add("decode", "decode", b, e, h)
    for e in SINGLE_BYTE:
        v.add("single", "decode", bytes(range(256)), e, "replace")
        v.add("single", "encode", bytes(range(128, 256)).decode(e, "ignore") + "\x80\xa0\xe9\u0101\u20ac", e, "backslashreplace")
        v.add("single", "encode", "a\ufeff", e)
    names = ["utf-8", "UTF8", "Utf 8", "utf--8", " utf-8 ", "-utf-8-", "utf.8", "u.8", "us.ascii", "ISO_8859_1:1987", "windows-1252", "iso8859-1", "iso-8859-15", "l1", "foo", "", "é", "utf-8é", "utfé8", "utf\xa08", "²", "a\0b", "\ud800", "encodings.utf_8", "aliases", "utf-16-ex", "x" * 500, "rot13", "base64", "hex", "bz2", "uu", "zip", "quopri", "646", "utf_8_sig"]
    for a, m in sorted(encodings.aliases.aliases.items()):
        if m in SINGLE_BYTE or m.startswith(("utf_8", "utf_16", "utf_32")) or m in ("ascii", "latin_1", "hex_codec", "rot_13", "uu_codec", "zlib_codec", "bz2_codec", "quopri_codec", "base64_codec"):
            names += [a, a.upper().replace("_", "-"), m]
    for n in names:
        v.add("names", "known", n)
        v.add("names", "decode", b"", n)
        v.add("names", "decode", b"a", n)
    for h in ("", "a\0b", "\ud800", "Strict", "x" * 500, "namereplace"):
        for s in ("a", "\udcff"):
            v.add("names", "encode", s, "utf-8", h)
            v.add("names", "encode", s, "utf-16", h)
        for b in (b"", b"a", b"\xff"):
            v.add("names", "decode", b, "utf-8", h)
            v.add("names", "decode", b, "ascii", h)
    for _ in range(1500):
        e, h = v.rng.choice(ENCODINGS), v.rng.choice(HANDLERS)
        v.add("random", "encode", random_text(v.rng), e, h)
        v.add("random", "decode", random_bytes(v.rng), e, h)
