// Package urlparse takes URLs apart, puts them together and quotes what goes
// into them. It is Python's urllib.parse, name for name and byte for byte.
//
//	r, err := urlparse.URLSplit("https://user@example.com:8080/a%20b?q=go#top")
//	fmt.Println(r.Scheme, r.Path) // https /a%20b
//	host, ok := r.Hostname()      // example.com, true
//
// The parts of a URL stay as they are: nothing is decoded, and nothing checked
// beyond what Python checks. [SplitResultOf.GetURL] gives the URL back, with the
// scheme in lower case and, unless [MissingAsNone], without empty components.
//
//	urllib.parse                         Go
//	urlsplit, urlparse                   URLSplit, URLParse
//	urlunsplit, urlunparse               URLUnsplit, URLUnparse
//	urljoin, urldefrag                   URLJoin, URLDefrag
//	SplitResult, SplitResultBytes        SplitResult, SplitResultBytes
//	ParseResult, DefragResult            ParseResult, DefragResult (and ...Bytes)
//	r.geturl(), r.hostname, r.port       r.GetURL(), r.Hostname(), r.Port()
//	r.query is None                      r.Missing.Query
//	r._replace(query='')                 r.Query = ""
//	repr(r)                              r.String()
//	r.encode(), r.decode()               r.Encode(), r.Decode()
//	parse_qsl, parse_qs                  ParseQSL, ParseQS
//	urlencode                            URLEncode
//	quote, quote_plus, quote_from_bytes  Quote, QuotePlus, QuoteFromBytes
//	unquote, unquote_plus                Unquote, UnquotePlus
//	unquote_to_bytes, unwrap             UnquoteToBytes, Unwrap
//	uses_netloc.append('s3')             UsesNetloc = append(UsesNetloc, "s3")
//
// Keyword arguments are conversions to types of their names:
// urlsplit(url, missing_as_none=True) is URLSplit(url, MissingAsNone(true)).
// None stands for a missing result as a second result that is false.
//
// A function that takes str and bytes in Python takes a string or []byte, or a
// type made of one, and returns the same. A str can hold lone surrogates; in a
// string they have their three-byte form, and a byte that is no UTF-8 counts as
// the surrogate that Python's surrogateescape makes of it.
//
// # Additions
//
// [Normalize] (RFC 3986, section 6.2.2), the keyword [Strict], [Query] for
// editing one parameter of a query, [FromURL] and [SplitResultOf.NetURL] for
// package net/url, and the append forms [AppendQuote] and [AppendQuotePlus].
//
// # Differences from Python
//
//   - Mixing str and bytes, or passing something else, does not compile; Python
//     raises TypeError.
//   - [ParseQS] returns a map, which has no order (TestParseQSOrder).
//   - [URLEncode] sorts the keys of maps (TestURLEncodeMaps).
//   - A result made by hand counts as parsed without MissingAsNone: [KeepEmpty]
//     needs Missing.Known (TestKeepEmptyNeedsKnown).
//   - GetURL doesn't check that the parts of a result of bytes are ASCII, nor
//     does UnquotePlus take bytes (TestGetURLBytes).
//   - Encodings other than UTF-8, UTF-16, UTF-32 and the single-byte ones that
//     agree with ASCII are unknown, also mac-arabic and mac-farsi, as is the error
//     handler namereplace for others than Unicode's (TestUnknownEncodings).
//
// # Speed
//
// Quoting, unquoting and parsing a query use AVX-512 (VBMI2) on amd64 processors
// that have it; the build tag purego leaves that out. All else is plain Go. Of a
// short text, most of the time that [Quote] and [Unquote] take is the result's
// allocation: [AppendQuote] does without.
//
// # Specifications
//
// RFC 3986 (URLs), with RFC 1808's params and RFC 2732's brackets as Python has
// them; the URL Standard (https://url.spec.whatwg.org/) for the dropping of
// blanks and control characters, for forms and for [Strict].
package urlparse
