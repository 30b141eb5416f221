package urlparse

import "strings"

// URLSplit splits a URL into its five parts:
//
//	scheme://netloc/path?query#fragment
//
// The parts stand as they are in the URL, percent-encoding and all; only the
// scheme is put into lower case. What is not there is empty (see [MissingAsNone]).
// Blanks and control characters before the URL are dropped, and tabs and line
// ends everywhere.
//
// A [ValueError] tells of brackets that hold no IPv6 address (nor RFC 3986's
// IPvFuture) and of hosts with a character that becomes a delimiter under NFKC,
// a [UnicodeDecodeError] of bytes that are not ASCII. Nothing else is refused:
// the parts may hold anything. See [Strict] for URLs that aren't to be trusted.
//
// URLSplit takes time in proportion to the URL's length. The parts of a string
// are parts of it, for which nothing is allocated unless there is something to
// drop or a capital letter in the scheme; those of bytes are copies.
//
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.urlsplit
// and RFC 3986, appendix B.
//
// Keywords: [Scheme] (empty), [AllowFragments] (true), [MissingAsNone] (false),
// [Strict] (false).
func URLSplit[T Text](url T, options ...URLSplitOption) (SplitResultOf[T], error) {
	var c splitConfig
	c.set(options)
	var p parts
	if err := checkASCII(url, T(c.scheme)); err != nil {
		return SplitResultOf[T]{}, err
	}
	if err := p.split(view(url), &c); err != nil {
		return SplitResultOf[T]{}, err
	}
	return splitResult[T](&p), nil
}

// URLParse splits a URL into its six parts, which is [URLSplit] and then, if
// the scheme is in [UsesParams], the params of the last path segment:
//
//	scheme://netloc/path;params?query#fragment
//
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.urlparse
// and RFC 1808, section 2.1.
//
// Keywords: [Scheme] (empty), [AllowFragments] (true), [MissingAsNone] (false),
// [Strict] (false).
func URLParse[T Text](url T, options ...URLSplitOption) (ParseResultOf[T], error) {
	var c splitConfig
	c.set(options)
	var p parts
	if err := checkASCII(url, T(c.scheme)); err != nil {
		return ParseResultOf[T]{}, err
	}
	if err := p.split(view(url), &c); err != nil {
		return ParseResultOf[T]{}, err
	}
	p.splitParams()
	return parseResult[T](&p), nil
}

// URLDefrag cuts the fragment off a URL. The rest may come back in an equivalent
// form, as from [SplitResultOf.GetURL]. The errors are those of [URLSplit].
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.urldefrag.
//
// Keywords: [MissingAsNone] (false).
func URLDefrag[T Text](url T, options ...URLDefragOption) (DefragResultOf[T], error) {
	known := false
	for _, o := range options {
		if m, ok := o.(MissingAsNone); ok {
			known = bool(m)
		}
	}
	if err := checkASCII(url); err != nil {
		return DefragResultOf[T]{}, err
	}
	rest, fragment, missing := view(url), "", true
	if strings.IndexByte(rest, '#') >= 0 {
		var p parts
		if err := p.split(rest, &splitConfig{}); err != nil {
			return DefragResultOf[T]{}, err
		}
		rest, fragment, _ = strings.Cut(clean(rest), "#")
		missing = false
		if !strings.HasPrefix(rest, p.scheme) { // it was in capitals
			rest = p.scheme + rest[len(p.scheme):]
		}
	}
	return DefragResultOf[T]{T(rest), T(fragment), Missing{Known: known, Fragment: known && missing}}, nil
}

// Kinds of bytes, as bits.
const (
	schemeByte = 1 << iota // may stand in a scheme
	upperByte              // a capital letter
	netlocEnd              // ends the network location
	bracket
	control // up to the blank
	notASCII
)

var kinds = func() (t [256]uint8) {
	for i := range len(SchemeChars) {
		t[SchemeChars[i]] |= schemeByte
	}
	for c := 'A'; c <= 'Z'; c++ {
		t[c] |= upperByte
	}
	for _, c := range "/?#" {
		t[c] |= netlocEnd
	}
	for _, c := range "[]" {
		t[c] |= bracket
	}
	for c := range ' ' + 1 {
		t[c] |= control
	}
	for c := 0x80; c < 0x100; c++ {
		t[c] |= notASCII
	}
	return t
}()

// split fills p with the parts of a URL.
func (p *parts) split(url string, c *splitConfig) error {
	if c.strict {
		if err := checkStrict(url); err != nil {
			return err
		}
	}
	url = clean(url)
	url = p.splitScheme(url, c)
	if len(url) > 1 && url[0] == '/' && url[1] == '/' {
		var err error
		if url, err = p.splitNetloc(url[2:]); err != nil {
			return err
		}
	} else {
		p.missing.Netloc = true
	}
	p.missing.Fragment, p.missing.Query = true, true
	if !c.noFragments {
		if i := strings.IndexByte(url, '#'); i >= 0 {
			url, p.fragment, p.missing.Fragment = url[:i], url[i+1:], false
		}
	}
	if i := strings.IndexByte(url, '?'); i >= 0 {
		url, p.query, p.missing.Query = url[:i], url[i+1:], false
	}
	p.path = url
	if c.missingAsNone {
		p.missing.Known = true
	} else {
		p.missing = Missing{}
	}
	if c.strict {
		return p.checkStrictHost()
	}
	return nil
}

// clean drops what stands before a URL but is none of it, and tabs and line
// ends anywhere, as browsers do.
func clean(url string) string {
	for url != "" && kinds[url[0]]&control != 0 {
		url = url[1:]
	}
	if strings.IndexByte(url, '\n') >= 0 || strings.IndexByte(url, '\t') >= 0 || strings.IndexByte(url, '\r') >= 0 {
		return dropper.Replace(url)
	}
	return url
}

var dropper = strings.NewReplacer("\t", "", "\r", "", "\n", "")

// splitScheme cuts the scheme off url.
func (p *parts) splitScheme(url string, c *splitConfig) string {
	kind := uint8(0)
	for i := range len(url) {
		k := kinds[url[i]]
		if k&schemeByte != 0 {
			kind |= k
			continue
		}
		if url[i] != ':' || i == 0 || url[0]|0x20 < 'a' || url[0]|0x20 > 'z' {
			break
		}
		p.scheme = url[:i]
		if kind&upperByte != 0 {
			p.scheme = strings.ToLower(p.scheme)
		}
		return url[i+1:]
	}
	if c.schemeGiven {
		p.scheme = strings.TrimFunc(clean(c.scheme), func(r rune) bool { return r <= ' ' })
	}
	p.missing.Scheme = !c.schemeGiven
	return url
}

// splitNetloc cuts the network location off url, which begins with it.
func (p *parts) splitNetloc(url string) (rest string, err error) {
	kind, i := uint8(0), 0
	for i < len(url) && kinds[url[i]]&netlocEnd == 0 {
		kind |= kinds[url[i]]
		i++
	}
	p.netloc = url[:i]
	if kind&(bracket|notASCII) != 0 {
		err = checkNetloc(p.netloc, kind&bracket != 0, kind&notASCII == 0)
	}
	return url[i:], err
}

// splitParams cuts the params off the path.
func (p *parts) splitParams() {
	p.missing.Params = p.missing.Known
	if !uses(UsesParams, p.scheme) {
		return
	}
	slash := strings.LastIndexByte(p.path, '/') + 1
	if i := strings.IndexByte(p.path[slash:], ';'); i >= 0 {
		p.path, p.params = p.path[:slash+i], p.path[slash+i+1:]
		p.missing.Params = false
	}
}
