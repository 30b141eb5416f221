"""A client of CPython's for the tests: calls the server that it is told of, and
says what isn't as it should be."""

import datetime
import sys
import xmlrpc.client as client

uri = sys.argv[1]


def check(got, want):
    if got != want or type(got) is not type(want):
        raise SystemExit(f"got {got!r}, want {want!r}")


def fault(f):
    try:
        f()
    except client.Fault as e:
        return e.faultCode, e.faultString
    raise SystemExit("no fault")


with client.ServerProxy(uri, allow_none=True) as p:
    for v in (0, 1, -1, 2**31 - 1, -(2**31), 1.5, -0.0, 1e100, 5e-324, "", "text", "<a> & ]]>", "caf\xe9 \u20ac \U0001f600", " x ", True, False, None, [], [1, [2, [3]]], {}, {"a": {"b": [1]}}, {"<&>": 1}):
        check(p.echo(v), [v])
    check(repr(p.echo(float("inf"))), "[inf]")
    check(p.echo(b"\x00\xff" * 100)[0].data, b"\x00\xff" * 100)
    check(p.echo(client.Binary(b"")), [client.Binary(b"")])
    check(p.echo(client.DateTime("20160618T19:31:47"))[0].value, "20160618T19:31:47")
    check(p.echo(datetime.datetime(2016, 6, 18, 19, 31, 47))[0].value, "20160618T19:31:47")
    check(p.echo(), [])
    check(p.echo(1, "a"), [1, "a"])
    check(p.add(2, 3), 5)
    check(p.nothing(), None)
    check(len(p.long(100_000)), 100_000)  # compressed on the way
    check(getattr(p, "multiply args")(5, 5), 25)
    check(p.item(7), {"id": 7, "name": "item", "tags": ["a"]})
    check(p.deep.er.method(), "deep")
    check(fault(p.fault), (42, "custom <fault>"))
    check(fault(p.fail), (1, "<class 'Exception'>:internal error"))
    check(fault(p.nope), (1, '<class \'Exception\'>:method "nope" is not supported'))
    check(fault(p.add)[1], "<class 'TypeError'>:add() missing 2 required positional arguments: 'a' and 'b'")
    check(fault(lambda: p.add(1, 2, 3))[1], "<class 'TypeError'>:add() takes 2 positional arguments but 3 were given")
    check(fault(lambda: p.add(1, "x"))[1], "<class 'TypeError'>:add() argument 2 must be int, not string")
    check("add" in p.system.listMethods(), True)
    check(p.system.methodHelp("add"), "Adds.\n\nTwo numbers.")
    check(p.system.methodSignature("add"), [["int", "int", "int"]])
    check(p.system.methodSignature("nope"), "signatures not supported")
    m = client.MultiCall(p)
    m.add(1, 2)
    m.fault()
    m.echo("x")
    results = m()
    check((results[0], results[2]), (3, ["x"]))
    check(fault(lambda: results[1]), (42, "custom <fault>"))
    connection = p("transport")._connection[1]  # kept: the server speaks HTTP/1.1
    check(connection is not None and connection.sock is not None, True)
    sock = connection.sock
    p.add(1, 2)
    check(p("transport")._connection[1].sock is sock, True)
    p("transport").encode_threshold = 100
    check(p.echo("y" * 5000), ["y" * 5000])  # compressed on the way there
    try:
        p("transport").request(uri.split("/")[2], "/other", b"x")
        raise SystemExit("no error")
    except client.ProtocolError as e:
        check((e.errcode, e.errmsg), (404, "Not Found"))

with client.ServerProxy(uri, encoding="iso-8859-1", use_builtin_types=True) as p:
    check(p.echo("caf\xe9 \u20ac"), ["caf\xe9 \u20ac"])
    check(p.echo(b"x"), [b"x"])
    check(p.echo(datetime.datetime(2016, 6, 18)), [datetime.datetime(2016, 6, 18)])
print("ok")
