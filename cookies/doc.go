// Package cookies writes and reads cookies. It is Python's [http.cookies].
//
//	var c cookies.SimpleCookie
//	c.SetItem("session", "He said, \"Hello\"")
//	m, _ := c.Get("session")
//	m.SetItem("path", "/")
//	m.SetItem("httponly", true)
//	fmt.Println(&c) // Set-Cookie: session="He said\054 \"Hello\""; HttpOnly; Path=/
//
//	skipped := c.LoadLenient(r.Header.Get("Cookie")) // in a server
//
// A [SimpleCookie] maps names to [Morsel] values; a morsel is a name, a value,
// its coded form, and the attributes. The strings are CPython's to the byte:
// their order, their quoting and their errors.
//
// # Python names
//
//	SimpleCookie(), BaseCookie()       var c SimpleCookie, NewSimpleCookie, NewBaseCookie
//	c[k] = v                           BaseCookie.SetItem
//	c[k], k in c, c.get(k)             BaseCookie.Get
//	c[k].value                         BaseCookie.Value, Morsel.Value, Morsel.Object
//	del c[k], len(c), c.clear()        BaseCookie.Delete, Len, Clear
//	c.items(), c.values()              BaseCookie.All
//	c.load(x)                          BaseCookie.Load, LoadString
//	c.output(), str(c), repr(c)        BaseCookie.Output, String, GoString (%#v)
//	c.js_output()                      BaseCookie.JSOutput
//	c.value_encode, c.value_decode     BaseCookie.ValueEncode, ValueDecode; see Coding
//	Morsel(), m.set(k, v, coded)       NewMorsel, Morsel.Set
//	m.key, m.value, m.coded_value      Morsel.Key, Value, CodedValue
//	m[k] = v, m[k]                     Morsel.SetItem, Get, GetString
//	m.update(d), m.setdefault(k, v)    Morsel.Update, SetDefault
//	m.keys(), m.items(), m.copy()      Morsel.Keys, Items, Copy
//	m.output(), m.OutputString()       Morsel.Output, OutputString, AppendOutputString
//	m.js_output(), m.isReservedKey(k)  Morsel.JSOutput, IsReservedKey
//	attrs=, header=, sep=              Attrs, Header, Sep
//	CookieError                        CookieError
//
// Additions: [BaseCookie.LoadLenient], [SignedCookie], [HTTPFields] and
// [FromHTTPFields].
//
// A class that overrides value_encode and value_decode is in Go a type that
// embeds [BaseCookie] and has a [Coding]'s methods; see the example.
//
// # Differences from Python
//
//   - An attribute that the program sets may not hold ';' or ',' (an expires may
//     hold ',' and a comment is quoted), unless [Separators] allows it: see
//     TestAttributeInjection.
//   - A morsel's attributes, and not only what is written, are checked wherever
//     they come from: see FuzzNoControlCharacter.
//   - An integer of more than 2**53 seconds for expires is refused when it is
//     set, not when it is written: see TestFarExpires.
//   - Output has no error: a [Header] that holds a control character, for which
//     BaseCookie.output raises a CookieError, is written as it is. See
//     TestHeaderKeyword.
//   - JSOutput writes a lone surrogate as its three bytes: see TestJSSurrogate.
//   - A map is loaded in the order of its keys: see TestLoadMap.
//   - There is no pickling: a morsel that was stored is read with [Morsel.Set]
//     and [Morsel.Update].
//
// # Standards
//
// RFC 6265 and RFC 6265bis (draft-ietf-httpbis-rfc6265bis), which the header's
// syntax and LoadLenient follow; RFC 2109, from which quoting, comment and
// version come; CHIPS for Partitioned.
//
// [http.cookies]: https://docs.python.org/3.15/library/http.cookies.html
package cookies
