"""Vectors for uuid."""

import os
import random
import time
import uuid
from uuid import UUID


def views(u):
    """Every property of a UUID."""
    return [
        str(u), u.hex, u.urn, u.int, u.bytes, u.bytes_le, u.fields, u.time_low, u.time_mid, u.time_hi_version, u.clock_seq_hi_variant,
        u.clock_seq_low, u.node, u.time, u.clock_seq, u.variant, u.version, str(u.is_safe), str(u.fields),
    ]


def new(**kw):
    if "fields" in kw:
        kw["fields"] = tuple(kw["fields"])
    return str(UUID(**kw))


def parse(text):
    return str(UUID(text))


def compare(a, b):
    u, v = UUID(int=a), UUID(int=b)
    return (u > v) - (u < v)


def uuid3(namespace, name):
    return str(uuid.uuid3(UUID(namespace), name))


def uuid5(namespace, name):
    return str(uuid.uuid5(UUID(namespace), name))


def uuid8(a, b, c):
    return str(uuid.uuid8(a, b, c))


def constants():
    names = ["NAMESPACE_DNS", "NAMESPACE_URL", "NAMESPACE_OID", "NAMESPACE_X500", "NIL", "MAX", "RESERVED_NCS", "RFC_4122", "RESERVED_MICROSOFT", "RESERVED_FUTURE"]
    return [str(getattr(uuid, n)) for n in names] + [str(s) for s in uuid.SafeUUID] + [s.value for s in uuid.SafeUUID]


class Source:
    """Stands in for the clock and the random source, one run after another."""

    def __init__(self, times, data):
        self.times = iter(times)
        self.data = data

    def time_ns(self):
        return next(self.times)

    def urandom(self, n):
        out, self.data = self.data[:n], self.data[n:]
        return out


def sequence(version, times, data, node, clock_seq):
    """The UUIDs that one process makes at the given times (ns) from the given random bytes."""
    source = Source(times, data)
    saved = time.time_ns, os.urandom
    time.time_ns, os.urandom = source.time_ns, source.urandom
    uuid._last_timestamp = uuid._last_timestamp_v6 = uuid._last_timestamp_v7 = None
    uuid._last_counter_v7 = 0
    make = {1: lambda: uuid.uuid1(node, clock_seq), 6: lambda: uuid.uuid6(node, clock_seq), 7: uuid.uuid7}[version]
    try:
        return [str(make()) for _ in times]
    finally:
        time.time_ns, os.urandom = saved


def sequence4(data):
    """The version 4 UUIDs made from the given random bytes."""
    saved = os.urandom
    source = Source([], data)
    os.urandom = source.urandom
    try:
        return [str(uuid.uuid4()) for _ in range(len(data) // 16)]
    finally:
        os.urandom = saved


def by_int(n):
    return views(UUID(int=n))


def getnode():
    """The node, and whether it is an interface's: a random one has the multicast bit."""
    node = uuid.getnode()
    return node, not node >> 40 & 1


FUNCS = {
    "getnode": getnode,
    "UUID": new, "parse": parse, "views": by_int, "compare": compare, "uuid3": uuid3, "uuid5": uuid5, "uuid8": uuid8,
    "constants": constants, "sequence": sequence, "sequence4": sequence4,
}

DNS = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
HEX = "6ba7b8109dad11d180b400c04fd430c8"

TEXTS = [
    DNS, DNS.upper(), HEX, "{" + DNS + "}", "urn:uuid:" + DNS, "urn:" + DNS, "uuid:" + DNS, "URN:UUID:" + DNS, "urn:uuid:{" + DNS + "}", "{urn:uuid:" + DNS + "}",
    "{{" + DNS, DNS + "}}}", "}" + DNS + "{", "-" + DNS + "-", "--" + HEX, "-{" + HEX + "}-", "6-b-a-7" + HEX[4:], HEX[:16] + "urn:" + HEX[16:],
    "uuurn:rn:" + HEX, "uurn:uid:" + HEX, "uuurn:id:" + HEX, "urnurn::" + HEX, "ururn:n:" + HEX, "uuid:urn:" + HEX, "uuuid:id:" + HEX, "u-uid:" + HEX, "urn:" * 50 + HEX,
    "-" * 500 + HEX, "{" * 500 + HEX, "", "{}", "-", "urn:uuid:", HEX[:31], HEX + "0", HEX[:31] + "g", DNS[:35] + "g", DNS[:8] + "_" + DNS[9:], DNS + "\n", DNS[:-1] + "\n",
    " " + HEX[:31], HEX[:31] + " ", "\t" + HEX[:30] + "\v", "\x1c" + HEX[:31], "\x85" + HEX[:31], "\u00a0" + HEX[:31], "\u2003" + HEX[:30] + "\u3000", "\ufeff" + HEX[:31],
    "+" + HEX[:31], "++" + HEX[:30], "+-" + HEX[:31], "+ " + HEX[:30], " +" + HEX[:30], "0x" + HEX[:30], "0X" + HEX[:30], "0x_" + HEX[:29], "0x__" + HEX[:28], "+0x" + HEX[:29],
    "0b" + "1" * 30, "0o" + "1" * 30, "_" + HEX[:31], HEX[:31] + "_", "1__" + HEX[:29], "1_" * 15 + "11", "1_" * 16, " " * 32, "0x" + " " * 30, "\0" + HEX[:31], HEX[:31] + "\0",
    "٣" * 32, "٣" * 31, "٣" * 33, "١٢" + HEX[:30], "１" + HEX[:31], "ａ" + HEX[:31], "𝟏" * 32, "𝟏" * 31 + "x", "é" * 32, "'" + HEX[:31], "'\"" * 16, "\ud800" + HEX[:31], "\ud800" * 32,
    "𐀀" * 32, "\U000e0001" * 32, "²" * 32, "g" * 32, "z" * 36, DNS.replace("-", "–"), DNS.replace("-", "_"), DNS.replace("-", " "), "\x00" * 32, "\x7f" * 32,
    "1" * 30 + "é", "1" * 30 + "٣", "1" * 28 + "𝟏", "1" * 29 + "\ud800", "1" * 30 + "٣٣",
    "1_3456789012345678901234567890123", "0x345678901234567890123456789012", " 2345678901234567890123456789012", "+2345678901234567890123456789012",
]

INTS = [0, 1, 2**128 - 1, 2**128, -1, 2**64, 2**64 - 1, 2**127, 2**63, -(2**63), 2**200, -(2**200), 0x6BA7B8109DAD11D180B400C04FD430C8]


def some_text(rng):
    """Text that is, nearly is, or is not a UUID."""
    h = "%032x" % rng.getrandbits(128)
    s = rng.choice([h, h.upper(), str(UUID(h)), "{" + str(UUID(h)) + "}", "urn:uuid:" + str(UUID(h)), h[: rng.randrange(33)]])
    s = list(s)
    for _ in range(rng.choice((0, 0, 1, 1, 2, 5))):
        junk = rng.choice(["-", "-", "{", "}", "_", "+", " ", "0x", "urn:", "uuid:", "g", "G", "٣", "\xa0", "\x00", "'", "\t", "é", "𝟏", "\ud800", "f", "0", ""])
        i = rng.randrange(len(s) + 1)
        if rng.random() < 0.5:
            s.insert(i, junk)
        elif s:
            s[i % len(s)] = junk
    return "".join(s)


def some_times(rng, n):
    t = rng.choice([0, 10**18, 1_700_000_000_000_000_000, 2**62, -(10**15)])
    times = []
    for _ in range(n):
        t += rng.choice([0, 0, 1, 99, 100, 1000, 10**6, 10**7, -1, -100, -(10**6), -(10**9)])
        times.append(t)
    return times


def vectors(v):
    rng = v.rng
    v.add("constants", "constants")
    for text in TEXTS:
        v.add("parse", "parse", text)
        v.add("parse", "UUID", hex=text, version=4)
    for _ in range(1500):
        v.add("parse", "parse", some_text(rng))
    for n in INTS:
        v.add("new", "UUID", int=n)
        for version in (-1, 0, 1, 5, 8, 9, 15, 16, 2**40):
            v.add("new", "UUID", int=n, version=version)
    for n in list(range(19)) + [32]:
        data = bytes(range(n))
        v.add("new", "UUID", bytes=data)
        v.add("new", "UUID", bytes_le=data)
        v.add("new", "UUID", bytes=data, version=7)
    v.add("new", "UUID")
    v.add("new", "UUID", version=4)
    v.add("new", "UUID", version=9)
    v.add("new", "UUID", hex=HEX, int=1)
    v.add("new", "UUID", bytes=b"", bytes_le=b"")
    v.add("new", "UUID", hex="", bytes=b"", bytes_le=b"", fields=(0, 0, 0, 0, 0, 0), int=0, version=1)
    bits = (32, 16, 16, 8, 8, 48)
    v.add("new", "UUID", fields=(2**32, 2**16, 2**16, 2**8, 2**8, 2**48))
    for i, b in enumerate(bits):
        for value in (-1, 0, 1, 2**b - 1, 2**b, 2**62):
            f = [5] * 6
            f[i] = value
            v.add("new", "UUID", fields=tuple(f))
            v.add("new", "UUID", fields=tuple(f), version=3)
    for _ in range(300):
        v.add("new", "UUID", bytes=rng.randbytes(16), version=rng.randrange(1, 9))
        v.add("new", "UUID", bytes_le=rng.randbytes(16))
        v.add("new", "UUID", int=rng.getrandbits(128))
        v.add("new", "UUID", fields=tuple(rng.getrandbits(b) for b in bits))
    for n in INTS[:3]:
        v.add("views", "views", n)
    for version in range(16):
        for variant in range(16):
            n = rng.getrandbits(128) & ~(0xF << 76) & ~(0xF << 60)
            v.add("views", "views", n | version << 76 | variant << 60)
    for _ in range(400):
        v.add("views", "views", rng.getrandbits(128))
    for _ in range(200):
        a = rng.getrandbits(128)
        b = rng.choice([a, a + 1, a ^ 1 << rng.randrange(128), rng.getrandbits(128)]) & (2**128 - 1)
        v.add("compare", "compare", a, b)
    namespaces = [str(u) for u in (uuid.NAMESPACE_DNS, uuid.NAMESPACE_URL, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500, uuid.NIL, uuid.MAX)]
    names = ["", "go.dev", "www.example.com", "python.org", "x", "é", "日本", "\0", b"", b"\xff\x00", "http://www.ietf.org/rfc/rfc4122.txt"]
    names += ["n" * n for n in (30, 38, 39, 40, 46, 47, 48, 55, 56, 64, 102, 103, 104, 111, 112, 113, 1000, 1023, 1024, 1025, 5000)]
    for ns in namespaces:
        for name in names:
            v.add("name", "uuid3", ns, name)
            v.add("name", "uuid5", ns, name)
    for _ in range(200):
        ns = str(UUID(int=rng.getrandbits(128)))
        v.add("name", "uuid3", ns, rng.randbytes(rng.randrange(200)))
        v.add("name", "uuid5", ns, rng.randbytes(rng.randrange(200)))
    for a, b, c in ((0, 0, 0), (-1, -1, -1), (2**48, 2**12, 2**62), (2**48 - 1, 2**12 - 1, 2**62 - 1), (1, 2, 3)):
        v.add("uuid8", "uuid8", a, b, c)
    for _ in range(200):
        v.add("uuid8", "uuid8", rng.getrandbits(rng.randrange(1, 64)), rng.getrandbits(rng.randrange(1, 64)), rng.getrandbits(rng.randrange(1, 64)))
    for _ in range(150):
        times = some_times(rng, 12)
        v.add("sequence", "sequence", 7, times, rng.randbytes(120), None, None)
        for version in (1, 6):
            node = rng.choice([0, 1, 2**48 - 1, rng.getrandbits(48), rng.getrandbits(48), 2**48, 2**63])
            v.add("sequence", "sequence", version, times, b"", node, rng.choice([0, 1, 2**14 - 1, 2**14, -1, rng.getrandbits(14)]))
    for _ in range(50):
        v.add("sequence", "sequence4", rng.randbytes(160))
