"""Vectors for jsonx: json.loads and json.dumps with every keyword."""

import io
import json
import math
import random
import struct


def hooks(kw):
    """Replaces the names of hooks by functions."""
    made = {
        "object_hook": lambda d: ["object", list(d.items())],
        "object_pairs_hook": lambda p: ["pairs", p],
        "array_hook": lambda a: ["array", len(a), a],
        "parse_float": lambda s: "float " + s,
        "parse_int": lambda s: "int " + s,
        "parse_constant": lambda s: "constant " + s,
    }
    return {k: made[k] if k in made else v for k, v in kw.items() if v or k not in made}


def default(o):
    if isinstance(o, bytes):
        if o == b"fail":
            raise ValueError("no form for fail")
        return {"bytes": len(o), "text": o.decode("latin-1")}
    return repr(type(o))


SEPARATORS = [(", ", ": "), (",", ":"), (";", "="), ("", ""), (" , ", " : "), ("\u00e9", "\n")]


def settings(kw):
    kw = dict(kw)
    if kw.pop("default", False):
        kw["default"] = default
    if "separators" in kw:
        kw["separators"] = SEPARATORS[kw["separators"] % len(SEPARATORS)]
    return kw


def loads(s, **kw):
    return json.loads(s, **hooks(kw))


def loads_repeated(s, n, end):
    """Loads of a long document; whose stack ends first is not compared."""
    try:
        return json.loads(s * n + end)
    except RecursionError:
        raise RecursionError("too deep")


def error(s):
    """The attributes of the error."""
    try:
        json.loads(s)
    except json.JSONDecodeError as e:
        return [e.msg, e.doc, e.pos, e.lineno, e.colno]


def make_error(msg, doc, pos):
    e = json.JSONDecodeError(msg, doc, pos)
    return [str(e), e.msg, e.doc, e.pos, e.lineno, e.colno]


def decode(s, **kw):
    return json.JSONDecoder(**hooks(kw)).decode(s)


def raw_decode(s, idx=0, **kw):
    return list(json.JSONDecoder(**hooks(kw)).raw_decode(s, idx))


def dumps(v, **kw):
    return json.dumps(v, **settings(kw))


def notes(e):
    # Go has one kind of list.
    return [type(e).__name__, str(e), [n.replace("serializing tuple item", "serializing list item") for n in getattr(e, "__notes__", [])]]


def dumps_notes(v, **kw):
    """The error of dumps with its notes."""
    try:
        json.dumps(v, **settings(kw))
    except Exception as e:
        return notes(e)


def dump(v, **kw):
    """What was written, and the error with its notes."""
    f = io.StringIO()
    try:
        json.dump(v, f, **settings(kw))
    except Exception as e:
        return [f.getvalue(), notes(e)]
    return [f.getvalue(), None]


def iterencode(v, **kw):
    """The pieces, and the error with its notes."""
    pieces = []
    try:
        for p in json.JSONEncoder(**settings(kw)).iterencode(v):
            pieces.append(p)
    except Exception as e:
        return [pieces, notes(e)]
    return [pieces, None]


def encoder(**kw):
    """The attributes of an encoder."""
    e = json.JSONEncoder(**settings(kw))
    return [e.skipkeys, e.ensure_ascii, e.check_circular, e.allow_nan, e.sort_keys, e.indent, e.item_separator, e.key_separator]


FUNCS = {
    "loads": loads, "loads_repeated": loads_repeated, "error": error, "make_error": make_error, "decode": decode, "raw_decode": raw_decode,
    "dumps": dumps, "dumps_notes": dumps_notes, "dump": dump, "iterencode": iterencode, "encoder": encoder, "detect_encoding": json.detect_encoding,
}

GOOD = [
    "null", "true", "false", "0", "-0", "1", "-1", "12345678901234567890", "-9223372036854775808", "9223372036854775807",
    "9223372036854775808", "-9223372036854775809", "123456789012345678", "1234567890123456789", "0.0", "-0.0", "1.5", "1e5", "1E5", "1e+5", "1e-5",
    "1.25e-3", "1e400", "-1e400", "1e-400", "123456789012345678901234567890.5", "0.1", "5e-324", "2.2250738585072014e-308",
    "1.7976931348623157e308", "1.7976931348623159e308", "9007199254740993", "9007199254740993.0", "65.613616999999977", "NaN", "Infinity", "-Infinity",
    "1.00000000000000011102230246251565", "0.000000000000000000000000000000000000001", "12345678901234567890123456789e-40",
    '""', '"a"', '"\\""', '"\\\\\\/\\b\\f\\n\\r\\t"', '"\\u0041\\u00e9\\u20ac\\ud83d\\ude00"', '"\u00e9\u20ac\U0001f600"', '"\x7f\x80"',
    '"\\ud800"', '"\\udc00\\ud800"', '"\\ud83d\\ud83d\\ude00"', '"\\ud83d\\n"', '"\\uD83Dx"', '"\\u0000"', '"\ud800"', '"\udcff"', '"\ud83d\ude00"',
    '"abcdefg\\"hijklmnop\\\\qrstuvwxyz"', '"' + "x" * 100 + '"', '"' + "\u00e9" * 20 + '\\n"',
    "[]", "[ ]", "[1]", "[1,2,3]", "[[],[[]]]", "{}", "{ }", '{"a":1}', '{"a":{"b":[1,{"c":null}]}}', '{"a":1,"b":2,"a":3}', '{"":""}',
    ' \t\r\n{ "a" : [ 1 , 2 ] , "b" : "c" } \n', '{"a":1,"\\u0061":2}', "[1,\n        2,\n                3]", "\n                 1",
    '{"__proto__":1}', '[NaN,Infinity,-Infinity]', '[1.5,2,3e1,"x",null,true,false,{},[]]',
]

BAD = [
    "", " ", "[", "[1", "[1,", "[1,]", "[1 ,\n]", "[,]", "[1,,2]", "[1 2]", "]", "[1]]", "{", "{}}", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a":1 , \n }',
    "{,}", '{"a",}', '{"a" 1}', '{"a":,}', '{"a":}', "{1:2}", "{a:1}", "{'a':1}", '{"a":1 "b":2}', '{"a":1,,}', '{"a":tru}', '{"a":1}x', "nul", "tru", "falsy", "nulll", "True", "None",
    "-", "--1", "+1", ".5", "1.", "1.e5", "1e", "1e+", "1.5.5", "01", "-01", "00", "0x1", "1_000", "1,2", "[1.]", "[1e]", "[-]", "-x", "- 1", "-Infinit", "-NaN", "Infinit", "Na", "-I", "Inf", "nan", "infinity",
    '"', '"a', '"\\', '"\\"', '"\\x"', '"\\u', '"\\u"', '"\\u1', '"\\u12"', '"\\u123', '"\\u1234', '"\\u12g4"', '"\\u 123"', '"\\u+123"', '"\\u-123"', '"\\u\uff11\uff12\uff13\uff14"', '"\\ud83d\\', '"\\ud83d\\u', '"\\ud83d\\u"', '"\\ud83d\\u12"', '"\\ud83d\\u123g"', '"\\ud83d\\q"', '"\\a"', "'a'",
    '"a\nb"', '"a\x00b"', '"\x1f"', '"a\tb', '{"a\nb":1}', '{"a', '{"a\\x":1}', "\ufeff1", "1\ufeff", "\u00a01", "1\u00a0", "\uff11", "\u2028", "[1,\r\n2,\n\n x]", '["\U0001f600", x]', '["\ud800", x]', "\n\n  x", "/**/1", "1//", "#", '{"a":1,"b":[1,{"c":d}]}', "[1}", '{"a":1]', "\x00", "1\x00", "[1,2,3,4,5,6,7,8,9,10,11,12,x]",
]


# What may stand between the quotes of a string, or not.
IN_QUOTES = [
    b'\t', b'', b'\\\x00', b'\\\t', b'\\"', b'\\"\\\\\\/\\b\\f\\n\\r\\t', b'\\', b'\\\\\\', b'\\\\a', b'\\\\n', b'\\\\u0000', b'\\a', b'\\u0000',
    b'\\u0012', b'\\u0022', b'\\u002c', b'\\u005C', b'\\u0060\\u012a\\u12AB', b'\\u0061\\u30af\\u30EA\\u30b9', b'\\u00A', b'\\u0123', b'\\u0821',
    b'\\u200B', b'\\u2064', b'\\uA66D', b'\\uD800\\', b'\\uD800\\n', b'\\uD800\\u', b'\\uD800\\u1', b'\\uD800\\u1x', b'\\uD800\\uD800\\n',
    b'\\uD800\\uD800\\x', b'\\uD801\\udc37', b'\\uD834\\uDd', b'\\uD834\\uDd1e', b'\\uD83F\\uDFFE', b'\\uD888\\u1234', b'\\uDADA', b'\\uDBFF\\uDFFE',
    b'\\uDBFF\\uDFFF', b'\\uDFAA', b'\\uDd1e\\uD834', b'\\uDd1ea', b'\\uFDD0', b'\\uFFFE', b'\\uFFFF', b'\\ud800', b'\\ud800abc',
    b'\\ud83d\\ude39\\ud83d\\udc8d', b'\\uqqqq', b'\\u\xe5', b'\\x00', b'\\\xe5', b'\\\xf0\x9f\x8c\x80', b'a\x00a', b'a', b'a/*b*/c/*d//e', b'asd ',
    b'asd', b'a\x7fa', b'new\nline', b'new\\u000Aline', b'new\\u00A0line', b'\x7f', b'\x81', b'\xc0\xaf', b'\xcf\x80', b'\xe0\xff', b'\xe2\x80\xa8',
    b'\xe2\x80\xa9', b'\xe2\x82\xac\xf0\x9d\x84\x9e', b'\xe2\x8d\x82\xe3\x88\xb4\xe2\x8d\x82', b'\xe6\x97\xa5\xd1\x88\xfa', b'\xe9', b'\xed\xa0\x80',
    b'\xef\xbf\xbf', b'\xf0\x9b\xbf\xbf', b'\xf4\x8f\xbf\xbf', b'\xf4\xbf\xbf\xbf', b'\xfc\x80\x80\x80\x80\x80', b'\xfc\x83\xbf\xbf\xbf\xbf', b'\xff',
]

# Between the brackets of an array.
IN_BRACKETS = [
    b'\x00', b'\x0c', b'   , ""', b' "asd"', b' 4', b'"\x0ba"\\f', b'"",', b'"": 1', b'"asd', b'"x", truth', b'"x",,', b'"x"]', b"'single quote'",
    b'*', b'++1234', b'+1', b'+Inf', b',1', b',', b'- 1', b'-.123', b'-012', b'-01', b'-0', b'-1.0.', b'-123.123foo',
    b'-123123123123123123123123123123', b'-123123e100000', b'-123', b'-1', b'-1e+9999', b'-1x', b'-2.',
    b'-237462374673276894279832749832423479823246327846', b'-Infinity', b'-NaN', b'-', b'-foo', b'.-1', b'.123', b'.2e-3', b'0.1.2', b'0.3e+', b'0.3e',
    b'0.4e00669999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999969999999006',
    b'0.e1', b'012', b'0E+', b'0E', b'0e+-1', b'0e+1', b'0e+', b'0e1', b'0e', b'0x1', b'0x42', b'1\n', b'1 000.0', b'1 true', b'1+2', b'1,,2', b'1,,',
    b'1,', b'1,null,null,null,2', b'1.0e+', b'1.0e-', b'1.0e', b'1.2a-3', b'1.5e+9999', b'1.8011670033376514H-308', b'1.', b'100000000000000000000',
    b'123.456789', b'123.456e-789', b'123.456e78', b'123123e100000', b'123', b'123e-10000000', b'123e45', b'123e65', b'123\xe5', b'1:2', b'1E+2',
    b'1E-2', b'1E22', b'1]', b'1e+2', b'1e-2', b'1e1\xe5', b'1eE2', b'1ea', b'1e\xe5', b'2.e+3', b'2.e-3', b'2.e3', b'20e1', b'3[4]', b'9.e+',
    b'<null>', b'Inf', b'Infinity', b'NaN', b'True', b'[]   ', b'\\n', b'\\u000A""', b'\\u0020"asd"', b'', b'][', b'a\xe5', b'fals', b'false', b'nul',
    b'null, 1, "1", {}', b'null', b'tru', b'true', b'\xc3\xa9', b'\xe2\x81\xa0', b'\xef\xbc\x91', b'\xff',
]

# Between the braces of an object.
IN_BRACES = [
    b'\n"a": "b"\n', b' "foo" : "bar", "a" ', b' "min": -1.0e+28, "max": 1.0e+28 ', b'"":0', b'"\\uDFAA":0', b'"a" "b"', b'"a" b', b'"a":"a" 123',
    b'"a":"b","a":"b"', b'"a":"b","a":"c"', b'"a":"b",,"c":"d"', b'"a":"b"}#{', b'"a":/*comment*/"b"', b'"a":[]', b'"asd":"sdf", "dfg":"fgh"',
    b'"asd":"sdf"', b'"foo\\u0000bar": 42', b'"id":0,,,,,', b'"id":0,',
    b'"title":"\\u041f\\u043e\\u043b\\u0442\\u043e\\u0440\\u0430 \\u0417\\u0435\\u043c\\u043b\\u0435\\u043a\\u043e\\u043f\\u0430" ', b'"x", null',
    b'"x"::"b"', b'"x":[{"id": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}], "id": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"', b'"\xb9":"0",',
    b"'a':0", b'1:1', b'9999E9999:1', b':"b"', b'a: "b"', b"key: 'value'", b'null:null,null:null', b'', b'}', b'\xf0\x9f\x87\xa8\xf0\x9f\x87\xad',
]

# As a document of its own.
ALONE = [
    b'', b'\x00[\x00"\x00\xe9\x00"\x00]', b' ', b' [1]', b' [] ', b'"', b'" "', b'""', b'""x', b'"\\UA66D"', b'"asd"', b'*', b'-0.1', b'123\x00',
    b'1]', b'2@', b'42', b'<.>', b'[', b'[\x00"\x00\xe9\x00"\x00]\x00', b'[ false, nul', b'[ false, tru', b'[ true, fals', b'[""', b'[""],', b'["\\',
    b'["\\{["\\{["\\{["\\{', b'["a', b'["a"', b'["a",\n4\n,1,', b'["a"]\n', b'["x"', b"['", b'[,',
    b'[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]\n', b'[0\xe5]\n', b'[1', b'[1,', b'[1,\n1\n,1', b'[1]x',
    b'[2] ', b'[x', b'[{', b'[{}', b']', b'abc', b'a\xc3\xa5', b'false', b'null', b'true', b'{', b'{"":', b'{"a', b'{"a"', b'{"a":',
    b'{"a": true} "x"', b'{"a":"a', b'{"a":"b"}#', b'{"a":"b"}/', b'{"a":"b"}/**/', b'{"a":"b"}/**//', b'{"a":"b"}//', b'{"asd":"asd"', b'{"x": true,',
    b"{'a'", b'{,', b'{[', b'{[: "x"}\n', b'{]', b'\xc3\xa5', b'\xe5', b'\xe9', b'\xef\xbb{}', b'\xef\xbb\xbf', b'\xef\xbb\xbf{}',
    b'\xff\xfe[\x00"\x00\xe9\x00"\x00]\x00',
]

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]

FLOATS = [0.0, -0.0, 1.0, -1.0, 0.1, 1 / 3, 1e15, 1e16, 1e17, 9999999999999998.0, 123456789012345680.0, 1e-4, 0.00009999, 1e-5, 1e22, 1e23, 1e100, 1e-100, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, math.inf, -math.inf, math.nan, 123.456, 1e21, 4.35, 2.675, 100.0, 1234567.0]
INTS = [0, 1, -1, 255, 256, -256, 2**31, -(2**31), 2**53, 2**53 + 1, 2**63 - 1, -(2**63), 2**63, 2**64, 10**30, -(10**30), 10**4299, -(10**4299), 10**4300 - 1, 10**4300, -(10**4300), 10**5000]
TEXTS = ["", "a", '"', "\\", "/", "\x00\x01\x1f\x7f", "\b\f\n\r\t", "\x80\xe9\u20ac", "\U0001f600", "\ud800", "\udc00\ud800", "\ud83d\ude00x", "\u2028\u2029", "</script>", "<>&'", "abcdefgh", "abcdefg\"", "abcdefgh\"ijk\\", "x" * 50 + "\n", "caf\xe9" * 5, "\uffff\U0010ffff"]


def random_text(rng, quoted=False):
    kinds = [(0x20, 0x7E), (0x20, 0x7E), (0x61, 0x7A), (0, 0x7F), (0, 0xFF), (0, 0xFFFF), (0x10000, 0x10FFFF), (0xD800, 0xDFFF)]
    return "".join(chr(rng.randint(*rng.choice(kinds))) for _ in range(rng.choice([0, 1, 3, 8, 20])))


def random_float(rng):
    if rng.random() < 0.3:
        return struct.unpack("<d", rng.randbytes(8))[0]
    if rng.random() < 0.3:
        return rng.choice(FLOATS)
    return rng.choice([1, -1]) * round(rng.random() * 10 ** rng.randint(-8, 20), rng.randint(0, 17))


def random_int(rng):
    if rng.random() < 0.1:
        return rng.choice(INTS)
    return rng.choice([1, -1]) * rng.getrandbits(rng.choice([1, 8, 16, 31, 53, 63, 64, 65, 200]))


def random_key(rng, odd):
    if rng.random() >= odd:
        return random_text(rng)
    return rng.choice([None, True, False, random_int(rng), random_float(rng), (1, 2), b"key", random_text(rng)])


def random_value(rng, depth=0, odd=0.0):
    kind = rng.randint(0, 9 if depth < 4 else 5)
    if kind == 0:
        return rng.choice([None, True, False])
    if kind == 1:
        return random_int(rng)
    if kind == 2:
        return random_float(rng)
    if kind <= 4:
        return random_text(rng)
    if kind == 5:
        return b"bytes" if rng.random() < odd else rng.choice(TEXTS)
    if kind <= 7:
        n = rng.choice([0, 1, 2, 3, 6])
        items = [random_value(rng, depth + 1, odd) for _ in range(n)]
        return tuple(items) if rng.random() < 0.2 else items
    return {random_key(rng, odd): random_value(rng, depth + 1, odd) for _ in range(rng.choice([0, 1, 2, 3, 8]))}


def random_settings(rng):
    kw = {}
    for name, chance in (("skipkeys", 0.3), ("ensure_ascii", 0.5), ("check_circular", 0.2), ("allow_nan", 0.2), ("sort_keys", 0.4), ("default", 0.4)):
        if rng.random() < chance:
            kw[name] = rng.random() < 0.5 if name != "default" else True
    if rng.random() < 0.5:
        kw["indent"] = rng.choice([None, 0, 1, 2, 4, -1, "\t", "", "--", " "])
    if rng.random() < 0.3:
        kw["separators"] = rng.randrange(len(SEPARATORS))
    return kw


def random_hooks(rng):
    kw = {}
    for name in ("object_hook", "object_pairs_hook", "array_hook", "parse_float", "parse_int", "parse_constant"):
        if rng.random() < 0.2:
            kw[name] = True
    if rng.random() < 0.3:
        kw["strict"] = rng.random() < 0.5
    return kw


PARTS = ["{", "}", "[", "]", ",", ":", '"', "\\", "\\u", "\\ud83d", "\\ude00", "\\n", "0", "1", "-", "+", ".", "e", "E", "null", "true", "false", "NaN", "Infinity", " ", "\n", "\t", "\r", "a", "\x00", "\x1f", "\u00e9", "\ud800", "\U0001f600", "/", "'", '"a"', '"b":', "[]", "{}", "1.5", "12345678901234567890"]


def mutate(rng, s):
    for _ in range(rng.choice([1, 1, 2, 3])):
        i = rng.randint(0, len(s))
        j = min(len(s), i + rng.choice([0, 0, 1, 1, 2, 5]))
        s = s[:i] + rng.choice(PARTS + [""]) + s[j:]
    return s


def random_document(rng):
    r = rng.random()
    if r < 0.15:
        return "".join(rng.choice(PARTS) for _ in range(rng.randint(0, 12)))
    if r < 0.3:
        return mutate(rng, rng.choice(GOOD + BAD))
    while True:
        try:
            s = json.dumps(random_value(rng), indent=rng.choice([None, None, 0, 2, "\t"]), ensure_ascii=rng.random() < 0.5)
            break
        except ValueError:
            pass
    return s if r < 0.6 else mutate(rng, s)


def encoded(s, encoding):
    try:
        return s.encode(encoding, "surrogatepass")
    except UnicodeError:
        return s.encode("utf-8", "surrogatepass")


def vectors(v):
    rng = v.rng
    for s in GOOD + BAD:
        v.add("loads", "loads", s)
        v.add("loads", "loads", s, strict=False)
        v.add("loads", "error", s)
        v.add("loads", "decode", s)
        v.add("loads", "raw_decode", s)
        v.add("loads", "raw_decode", "  " + s, 2)
        v.add("loads", "loads", "[1, " + s + "]")
        v.add("loads", "loads", '{"k": ' + s + "}")
        for e in ENCODINGS:
            v.add("encodings", "loads", encoded(s, e))
            v.add("encodings", "detect_encoding", encoded(s, e))
        for h in ("object_hook", "object_pairs_hook", "array_hook", "parse_float", "parse_int", "parse_constant"):
            v.add("hooks", "loads", s, **{h: True})
    suite = {b'["%s"]' % b for b in IN_QUOTES} | {b"[%s]" % b for b in IN_BRACKETS} | {b"{%s}" % b for b in IN_BRACES} | set(ALONE)
    suite |= {b'{"%s":1}' % b for b in IN_QUOTES} | {b'"%s"' % b for b in IN_QUOTES} | set(IN_BRACKETS) | {b'{"k":%s}' % b for b in IN_BRACKETS} | {b"[{%s}]" % b for b in IN_BRACES}
    suite |= {b"[" * 500 + b"]" * 500, b"[" * 100000, b'[{"":' * 50000 + b"\n"}
    for b in sorted(suite):
        if len(b) > 1000:
            v.add("suite", "loads_repeated", b.rstrip(b"\n")[: 5 if b'"' in b else 1], 100000 if b'"' not in b else 50000, b[len(b.rstrip(b"\n")) :])
        else:
            v.add("suite", "loads", b)
    for s, i in (("{}", -1), ("{}", 1), ("{}", 2), ("{}", 3), ("{}", 9), ("", 0), ("", 5), ("ab[1]x", 2), (" 1", 0)):
        v.add("loads", "raw_decode", s, i)
    for n in (4299, 4300, 4301, 5000):
        for s in ("1" * n, "-" + "1" * n, "1" * n + ".5", "1" * n + "e1", "[" + "1" * n, "1" * n + " x", '{"a":' + "9" * n):
            v.add("limits", "loads", s)
    for n in (1, 100, 1000, 20000):
        v.add("limits", "loads", "[" * n)
        v.add("limits", "loads", '{"a":' * n)
    for b in (b"", b"1", b"\xff", b'["\xff"]', b'["\xed\xa0\x80"]', b'"\xc3"', b'"\xc3', b'"\xe2\x82"', b'"\xf0\x9f\x98"', b'"\xf5\x80\x80\x80"', b'"\xc0\x80"', b'"\xed\xa0"', b"\x00", b"1\x00", b"\x001", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"[\x00\x00\x00]", b"\x00\x00[\x00", b"a\x00b\x00", b"\x00a\x00b", b"ab\x00\x00", b"a\x00\x00b", b"1\x00\x00", b"\xef\xbb\xbf", b"\xef\xbb", b"\xef\xbb\xbf\xef\xbb\xbf1", b"[1,\xe9]", b"\xe9", b'["\xc3\xa9", x]', b'["\xc3\xa9\\x"]', b'{"\xff":1}', b'[x, "\xff"]', b'"\\x \xff"', b'"a\nb\xff"', b'"\xe2\x82\xac\xe2\x82\xac\xe2\x82"'):
        v.add("encodings", "loads", b)
        v.add("encodings", "detect_encoding", b)
    for _ in range(400):
        b = bytes(rng.choice([0, 0, 0x31, 0x5B, 0x5D, 0xFE, 0xFF, 0xEF, 0xBB, 0xBF, 0x22, 0x20]) for _ in range(rng.randint(0, 6)))
        v.add("encodings", "loads", b)
        v.add("encodings", "detect_encoding", b)
    for msg, doc, pos in (("m", "", 0), ("m", "abc", 1), ("m", "a\nb\nc", 4), ("m", "a\nb", 1), ("m", "a\nb", 2), ("m", "\u00e9\U0001f600\nx", 3), ("m", "abc", 9), ("", "\n", 1), ("m", "a\r\nb", 3)):
        v.add("loads", "make_error", msg, doc, pos)
    for _ in range(2500):
        v.add("random_loads", "loads", random_document(rng), **random_hooks(rng))
        v.add("random_loads", "error", random_document(rng))
    for _ in range(1200):
        v.add("random_bytes", "loads", mutate_bytes(rng, encoded(random_document(rng), rng.choice(ENCODINGS))))

    singles = [None, True, False, b"x"] + FLOATS + INTS + TEXTS
    for x in singles:
        for ascii in (True, False):
            v.add("dumps", "dumps", x, ensure_ascii=ascii)
            v.add("dumps", "dumps", [x], ensure_ascii=ascii)
            v.add("dumps", "dumps", {"k": x, "l": [x]}, ensure_ascii=ascii, indent=2)
        v.add("dumps", "dumps", x, allow_nan=False)
        v.add("dumps", "iterencode", [x, {"k": x}])
        v.add("dumps", "dump", [1, x])
        v.add("dumps", "dumps", x, default=True)
        v.add("keys", "dumps", {x: x})
        v.add("keys", "dumps", {"a": {x: 1}}, skipkeys=True)
        v.add("keys", "dumps", {x: 1}, allow_nan=False)
    for x in ([], {}, (), [[]], [{}], {"a": []}, {"a": {}}, [[], {}, [[]], {"a": {}}], (1, (2,)), [1, [2, [3, [4]]]], {"a": {"b": {"c": {}}}}, [{"a": "A", "b": [2, 4], "c": 3.0}], {"b": 1, "a": [1, {"d": 1, "c": 2}]}, {(1,): 1}, {(1,): 1, "a": 2, (2,): 3}):
        for indent in (None, 0, 1, 2, -1, "", "\t", "--"):
            for kw in ({}, {"sort_keys": True}, {"separators": 1}, {"skipkeys": True}):
                for fn in ("dumps", "iterencode", "dump"):
                    v.add("containers", fn, x, indent=indent, **kw)
    mixed = [{"b": 1, 1: 2}, {1: 1, "b": 2}, {1: 1, "b": 2, 3: 3}, {None: 1, "a": 2}, {"a": 1, None: 2}, {None: 1}, {True: 1, 2.5: 2, -1: 3}, {3: 1, 10: 2, 2: 3}, {1.5: 1, 10**30: 2, math.inf: 3, -math.inf: 4}, {"b": 1, "a": 2, 1: 3, "c": 4}, {"c": 1, "b": 2, "a": 3, 1: 4}, {"a": 1, "c": 2, "b": 3, 1: 4}, {"a": 1, "c": 2, "b": 3, "d": 4, 1.5: 5, "e": 6}, {(1,): 1, "a": 2}, {"1": 1, 1: 2}, {"\U0001f600": 1, "\uffff": 2, "a": 3}, {2**60: 1, 2**60 + 1: 2, 2.0**60 * 2: 3}, {b"x": 1, 1: 2}, {1: 1, b"x": 2}, {(1,): 1, (2,): 2}, {b"b": 1, b"a": 2}, {(1,): 1, b"a": 2}]
    # NaN is neither less nor greater; integers beyond every float are less than infinity; a run in reverse goes on in order.
    mixed += [{3: 1, math.nan: 2}, {math.nan: 1, 1: 2, -2: 3}, {2: 1, math.nan: 2, 1: 3, float("nan"): 4, 0: 5}, {math.nan: 1, float("nan"): 2, 3: 3, 1: 4}, {5: 1, math.nan: 2, 3: 3, float("nan"): 4, float("nan"): 5, 7: 6, 4.5: 7}]
    mixed += [{math.inf: 1, 10**400: 2}, {-(10**400): 1, -math.inf: 2}, {10**400: 1, 1e300: 2, math.nan: 3}, {False: 1, -1: 2, 2: 3, None: 4}, {6: 0, 1: 1, 7.0: 2, "a": 4}, {6: 0, 1.5: 1, 7: 2, 8.5: 3, 9: 4, "a": 5}]
    for x in mixed:
        for kw in ({}, {"sort_keys": True}, {"skipkeys": True}, {"sort_keys": True, "skipkeys": True}, {"sort_keys": True, "indent": 1}):
            for fn in ("dumps", "iterencode", "dump"):
                v.add("keys", fn, x, **kw)
    for k in ("a", "1", "null", 1, -1, 2**70, 1.5, -0.0, 1e300, math.nan, math.inf, -math.inf, None, True, False):
        for kw in ({}, {"indent": 2}, {"sort_keys": True, "check_circular": False}):
            for fn in ("dumps_notes", "dump"):
                v.add("errors", fn, [{"x": 1, k: [b"x"]}], **kw)
                v.add("errors", fn, {k: {"a": b"x"}}, **kw)
    for x in (b"fail", [b"fail"], {"a": [1, b"fail"]}, [1, b"x", 2], {"a": b"x"}, {"a": 1, "b": [1, {"c": b"x"}]}, [math.nan], {"a": math.inf}, [[10**5000]], {"a": {(1, 2): 3}}):
        for kw in ({}, {"default": True}, {"allow_nan": False}, {"indent": 2}, {"default": True, "indent": "\t"}):
            for fn in ("dumps", "iterencode", "dump"):
                v.add("errors", fn, x, **kw)
    for kw in ({}, {"indent": 2}, {"indent": "\t", "separators": 2}, {"separators": 1}, {"skipkeys": True, "ensure_ascii": False, "check_circular": False, "allow_nan": False, "sort_keys": True}):
        v.add("dumps", "encoder", **kw)
    for _ in range(2500):
        odd = rng.choice([0, 0, 0.1])
        v.add("random_dumps", "dumps", random_value(rng, odd=odd), **random_settings(rng))
    for _ in range(700):
        odd = rng.choice([0, 0.1])
        v.add("random_dumps", "iterencode", random_value(rng, odd=odd), **random_settings(rng))
        v.add("random_dumps", "dump", random_value(rng, odd=odd), **random_settings(rng))
    for _ in range(1500):
        v.add("floats", "dumps", random_float(rng))
        v.add("floats", "loads", repr(abs(random_float(rng))).replace("inf", "1e999").replace("nan", "0.5"))
        v.add("floats", "loads", f"{rng.getrandbits(rng.choice([10, 40, 60, 64, 70]))}{rng.choice(['', '.5', '.125', 'e-5', 'e3', '.000123', 'e-19', 'e19', 'e-25', 'e25'])}")


def mutate_bytes(rng, b):
    if rng.random() < 0.4:
        return b
    i = rng.randint(0, len(b))
    j = min(len(b), i + rng.choice([0, 1, 1, 2]))
    return b[:i] + bytes(rng.choice([0, 0x22, 0x5C, 0x80, 0xBF, 0xC3, 0xED, 0xA0, 0xE2, 0xF0, 0xFF, 0x5D]) for _ in range(rng.randint(0, 2))) + b[j:]
