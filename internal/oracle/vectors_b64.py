"""Vectors for b64: base64."""

import base64
import io
import random


def encode_file(data):
    out = io.BytesIO()
    base64.encode(io.BytesIO(data), out)
    return out.getvalue()


def decode_file(text):
    """What was written, and the error if there was one."""
    out = io.BytesIO()
    try:
        base64.decode(io.BytesIO(text), out)
    except ValueError as e:
        return out.getvalue(), f"{type(e).__name__}: {e}"
    return out.getvalue(), None


def constants():
    return base64.MAXLINESIZE, base64.MAXBINSIZE


FUNCS = {f: getattr(base64, f) for f in base64.__all__}
FUNCS |= {"encode": encode_file, "decode": decode_file, "constants": constants}

# For each codec: its encoder, its decoder, its digits, and the keywords of
# both with values to choose from.
IGNORE = [b"", b"\n", b" \t\r\n", b"=", b"\n=", b"A-", b"a0", b"\xff\x00!", b"+/", b"zy~<>"]
WRAP = [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 16, 20, 40, 76, 1000, 2**31, 2**62]
ALT = [b"-_", b"+/", b"/+", b"AB", b"!!", b"=+", b"+=", b"\xff\xfe", b"-/", b"\n ", b"ab", b"/A"]
BOOL = [False, True]
B64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
B32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
B85 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
CODECS = {
    "b64": ("b64encode", "b64decode", B64, dict(altchars=ALT, padded=BOOL, wrapcol=WRAP),
            dict(altchars=ALT, validate=BOOL, padded=BOOL, ignorechars=IGNORE, canonical=BOOL)),
    "standard": ("standard_b64encode", "standard_b64decode", B64, {}, {}),
    "urlsafe": ("urlsafe_b64encode", "urlsafe_b64decode", B64[:-2] + "-_", dict(padded=BOOL), dict(padded=BOOL)),
    "b32": ("b32encode", "b32decode", B32, dict(padded=BOOL, wrapcol=WRAP),
            dict(casefold=BOOL, map01=[b"L", b"I", b"l", b"=", b"0", b"\n"], padded=BOOL, ignorechars=IGNORE, canonical=BOOL)),
    "b32hex": ("b32hexencode", "b32hexdecode", "0123456789ABCDEFGHIJKLMNOPQRSTUV", dict(padded=BOOL, wrapcol=WRAP),
               dict(casefold=BOOL, padded=BOOL, ignorechars=IGNORE, canonical=BOOL)),
    "b16": ("b16encode", "b16decode", "0123456789ABCDEF", dict(wrapcol=WRAP), dict(casefold=BOOL, ignorechars=IGNORE)),
    "a85": ("a85encode", "a85decode", "".join(map(chr, range(33, 118))), dict(foldspaces=BOOL, wrapcol=WRAP, pad=BOOL, adobe=BOOL),
            dict(foldspaces=BOOL, adobe=BOOL, ignorechars=IGNORE, canonical=BOOL)),
    "b85": ("b85encode", "b85decode", B85, dict(pad=BOOL, wrapcol=WRAP), dict(ignorechars=IGNORE, canonical=BOOL)),
    "z85": ("z85encode", "z85decode", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#",
            dict(pad=BOOL, wrapcol=WRAP), dict(ignorechars=IGNORE, canonical=BOOL)),
}


def some(rng: random.Random, keywords, p=0.4):
    return {k: rng.choice(values) for k, values in keywords.items() if rng.random() < p}


def data(rng: random.Random, n):
    """Random bytes, with the groups that ascii85 shortens among them."""
    b = bytearray(rng.randbytes(n))
    if rng.random() < 0.3:
        for i in range(0, n - 3, 4):
            if rng.random() < 0.5:
                b[i : i + 4] = rng.choice([b"\0\0\0\0", b"    ", b"\xff\xff\xff\xff"])
    return bytes(b)


JUNK = b"=====\n\n\r \t-_+/~<>zyYZ!\x00\x80\xffaA019"


def mutate(rng: random.Random, text):
    b = bytearray(text)
    for _ in range(rng.choice([1, 1, 2, 3, 8])):
        i = rng.randint(0, len(b))
        match rng.randint(0, 3):
            case 0:
                b[i:i] = bytes([rng.choice(JUNK)]) * rng.choice([1, 1, 2, 4])
            case 1:
                del b[i : i + rng.randint(1, 3)]
            case 2:
                b[i : i + 1] = bytes([rng.choice(JUNK)])
            case 3:
                b[i : i + 1] = bytes([rng.randrange(256)])
    return bytes(b)


EDGES = [b"", b"=", b"==", b"====", b"Y", b"YQ", b"YQ=", b"YQ==", b"YQ===", b"YQ==Y", b"YQ==YQ==", b"YWI=Y2Q=", b"YQ==YWRtaW4=",
         b"YR==", b"YWJ=", b"YWJj=", b"YWJj==", b"=YWJj", b"Y=Q=", b"Y==Q", b"YQ=!=", b"YQ=\n=\n", b"Y!W\nJ\xff j", b"/+/+", b"-_-_",
         b"-_+/", b"\xc3\xa9YQ==", b"ME", b"ME======", b"MF======", b"ME=====", b"ME=======", b"ME======A", b"ME==A===", b"M=======",
         b"MEA=====", b"MEAAAAA==", b"AAAAAAAA=", b"M1======", b"M0======", b"me======", b"6", b"61", b"6a", b"6g", b"6!a", b"g!a",
         b"61 62", b"6 1", b"0", b"00", b"01", b"~", b"~~", b"~~~~", b"~~~~~", b"|NsC0", b"|NsC1", b"|NsC", b"00000~~", b"0000000~~~~~",
         b"00 00", b"#####", b"####", b"%nSc0", b"%nSc1", b"z", b"zz", b"!z", b"!!!!z", b"y", b"!y", b"uuuuu", b"s8W-!", b's8W-"', b"s8W-",
         b"!!!!!", b"+<VdL", b"<~~>", b"<~>", b"~>", b"<~", b"<~zz~>", b"<~!!~>\n", b" <~!!~>", b"<~!!~ >", b"<~!!~>~>", b"<!!!!~>",
         b"!!~>", b"!! \t\n\r\x0b!!", b"!!\x0c!!", b"!!v!!", b"!!\xff!!", b"!!\x00!!"]


def edges(v):
    for name, (enc, dec, _, kenc, kdec) in CODECS.items():
        for text in EDGES:
            v.add(name, dec, text)
            for k, values in kdec.items():
                for value in values:
                    v.add(name, dec, text, **{k: value})
            if "padded" in kdec and "ignorechars" in kdec:
                for i in IGNORE[:5]:
                    v.add(name, dec, text, padded=False, ignorechars=i, canonical=True)
        v.add(name, dec, "\xe9")
        v.add(name, dec, "YQ==\U0001f600")
        v.add(name, dec, "")
        if "wrapcol" in kenc:
            for s in (b"", b"a", b"abcdefgh" * 20):
                for w in [-1, -(2**31)] + WRAP:
                    v.add(name, enc, s, wrapcol=w)
                    if "adobe" in kenc:
                        v.add(name, enc, s, wrapcol=w, adobe=True)
    for bad in (b"", b"a", b"abc", b"'\"\\\n", b"\xff" * 3):
        v.add("b64", "b64encode", b"abc", altchars=bad)
        v.add("b64", "b64decode", b"abcd", altchars=bad)
        v.add("b64", "b64decode", "\xe9", altchars=bad)
        v.add("b64", "b64encode", b"abc", altchars=bad, wrapcol=-1)
        v.add("b32", "b32decode", b"M1======", map01=bad)
        v.add("b32", "b32decode", "\xe9", map01=bad)
    for a in ALT:
        for text in (b"+/+/", b"-_-_", b"-_+/", b"AB+/", b"+A==", b"!!ab", b"\n\n  ", b"\xff\xfe\xff\xfe", "-_+/"):
            for kw in ({}, dict(validate=True), dict(ignorechars=b""), dict(ignorechars=b"+/"), dict(ignorechars=b"+/", validate=False)):
                v.add("b64", "b64decode", text, altchars=a, **kw)


def legacy(v):
    v.add("legacy", "constants")
    for n in (0, 1, 2, 3, 56, 57, 58, 114, 115, 500):
        v.add("legacy", "encodebytes", v.rng.randbytes(n))
        v.add("legacy", "encode", v.rng.randbytes(n))
    for text in EDGES + [b"YWJj\nYW\nJj", b"YW\nJj", b"YQ==\nYQ==", b"\n\nYWJj", b"YWJj\n\xff\nYWJj\n", b"YWJj\r\nYQ==\r\n", b"YWJj\nY"]:
        v.add("legacy", "decodebytes", text)
        v.add("legacy", "decode", text)
    for _ in range(150):
        text = mutate(v.rng, base64.encodebytes(v.rng.randbytes(v.rng.randint(0, 200))))
        v.add("legacy", "decodebytes", text)
        v.add("legacy", "decode", text)


def vectors(v):
    edges(v)
    legacy(v)
    rng = v.rng
    for name, (enc, dec, digits, kenc, kdec) in CODECS.items():
        for n in range(301):  # every length, there and back
            b = data(rng, n)
            v.add("lengths", enc, b)
            v.add("lengths", dec, FUNCS[enc](b))
        for _ in range(250):
            b = data(rng, rng.randint(0, 40))
            kw = some(rng, kenc)
            v.add(name, enc, b, **kw)
            text = FUNCS[enc](b, **kw)
            back = some(rng, kdec)
            for k in ("altchars", "padded", "foldspaces", "adobe"):
                if k in kw and k in kdec and rng.random() < 0.8:
                    back[k] = kw[k]
            v.add(name, dec, text, **back)
            v.add(name, dec, mutate(rng, text), **back)
            text = "".join(rng.choice(digits + "=\n") for _ in range(rng.randint(0, 24)))
            v.add(name, dec, rng.choice([text, text.encode()]), **some(rng, kdec))
