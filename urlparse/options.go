package urlparse

// Text is what most functions take and return: a string, or bytes where Python
// takes bytes.
type Text interface{ ~string | ~[]byte }

// The keyword arguments, each family behind its own interface.
type (
	// A URLSplitOption is a keyword argument of [URLSplit] and [URLParse].
	URLSplitOption interface{ urlSplitOption() }
	// A URLJoinOption is a keyword argument of [URLJoin].
	URLJoinOption interface{ urlJoinOption() }
	// A URLDefragOption is a keyword argument of [URLDefrag].
	URLDefragOption interface{ urlDefragOption() }
	// A URLUnsplitOption is a keyword argument of [URLUnsplit] and [URLUnparse].
	URLUnsplitOption interface{ urlUnsplitOption() }
	// A ParseQSOption is a keyword argument of [ParseQS] and [ParseQSL].
	ParseQSOption interface{ parseQSOption() }
	// A URLEncodeOption is a keyword argument of [URLEncode].
	URLEncodeOption interface{ urlEncodeOption() }
	// A QuoteOption is a keyword argument of [Quote], [QuotePlus] and their append forms.
	QuoteOption interface{ quoteOption() }
	// A QuoteFromBytesOption is a keyword argument of [QuoteFromBytes].
	QuoteFromBytesOption interface{ quoteFromBytesOption() }
	// A CodecOption is a keyword argument of [Unquote], [UnquotePlus] and of the
	// results' Encode and Decode methods.
	CodecOption interface{ codecOption() }
)

// Scheme is the scheme of a URL that has none of its own.
// By default it is empty, or missing with [MissingAsNone].
type Scheme string

// AllowFragments, by default true, splits off the fragment. If it is false, a #
// is a character like any other.
type AllowFragments bool

// MissingAsNone, by default false, tells the components that a URL lacks from
// those that are there but empty; see [Missing].
type MissingAsNone bool

// Strict, by default false, refuses URLs that browsers read differently, which
// is an addition to Python: with a control character, a backslash before the
// query, blanks around the URL, an http, https, ws, wss or ftp URL without a
// host, a file URL with a user or a colon beside the host, a bad port, or a host
// that is neither a name of printable ASCII without %<>^|, nor four plain decimal
// numbers, nor an IPv6 address without a zone.
type Strict bool

// KeepEmpty writes the delimiters of components that are there but empty, as in
// http://a?#. By default it is whether the result was parsed with [MissingAsNone].
type KeepEmpty bool

// KeepBlankValues, by default false, keeps fields with an empty value, and
// takes a field without an equals sign for one.
type KeepBlankValues bool

// StrictParsing, by default false, refuses fields without an equals sign.
type StrictParsing bool

// MaxNumFields is the number of fields above which a query is refused.
// By default there is no limit.
type MaxNumFields int

// Separator is what stands between the fields of a query, by default "&".
type Separator string

// Safe holds ASCII characters that are not quoted besides letters, digits and
// _.-~; other characters in it count for nothing.
// The default is "/" for [Quote] and [QuoteFromBytes], else empty.
type Safe string

// Encoding is a Python name of the encoding that quoted bytes are in, by
// default "utf-8" (for the results' Encode and Decode "ascii"): ASCII, Latin-1,
// UTF-8, UTF-16, UTF-32 and the single-byte encodings that agree with ASCII, by
// their names and aliases (https://docs.python.org/3.15/library/codecs.html#standard-encodings).
type Encoding string

// Errors names the handler for what can't be encoded or decoded: strict,
// replace, ignore, surrogateescape, surrogatepass, xmlcharrefreplace (encoding
// only) or backslashreplace. By default it is strict for encoding, and replace
// for [Unquote], [UnquotePlus], [ParseQS] and [ParseQSL].
// See https://docs.python.org/3.15/library/codecs.html#error-handlers.
type Errors string

// DoSeq, by default false, makes a field of each element of a value that is a
// sequence.
type DoSeq bool

// A QuoteFunc quotes keys and values for [URLEncode]. [Quote] and [QuotePlus]
// are such functions. It gets the Safe, Encoding and Errors of URLEncode; hand
// them on, since they may also say that the text stands for bytes.
type QuoteFunc = func(text string, options ...QuoteOption) (string, error)

type quoteVia struct{ f QuoteFunc }

// QuoteVia is the function that quotes keys and values, by default [QuotePlus]:
//
//	urlparse.URLEncode(fields, urlparse.QuoteVia(urlparse.Quote)) // %20 rather than +
func QuoteVia(f QuoteFunc) URLEncodeOption { return quoteVia{f} }

// asBytes tells Quote that its string stands for bytes.
type asBytes struct{}

func (Scheme) urlSplitOption()         {}
func (AllowFragments) urlSplitOption() {}
func (MissingAsNone) urlSplitOption()  {}
func (Strict) urlSplitOption()         {}

func (AllowFragments) urlJoinOption() {}

func (MissingAsNone) urlDefragOption() {}

func (KeepEmpty) urlUnsplitOption() {}

func (KeepBlankValues) parseQSOption() {}
func (StrictParsing) parseQSOption()   {}
func (MaxNumFields) parseQSOption()    {}
func (Separator) parseQSOption()       {}
func (Encoding) parseQSOption()        {}
func (Errors) parseQSOption()          {}

func (DoSeq) urlEncodeOption()    {}
func (Safe) urlEncodeOption()     {}
func (Encoding) urlEncodeOption() {}
func (Errors) urlEncodeOption()   {}
func (quoteVia) urlEncodeOption() {}

func (Safe) quoteOption()     {}
func (Encoding) quoteOption() {}
func (Errors) quoteOption()   {}
func (asBytes) quoteOption()  {}

func (Safe) quoteFromBytesOption() {}

func (Encoding) codecOption() {}
func (Errors) codecOption()   {}

type splitConfig struct {
	scheme        string
	schemeGiven   bool
	noFragments   bool
	missingAsNone bool
	strict        bool
}

func (c *splitConfig) set(options []URLSplitOption) {
	for _, o := range options {
		switch o := o.(type) {
		case Scheme:
			c.scheme, c.schemeGiven = string(o), true
		case AllowFragments:
			c.noFragments = !bool(o)
		case MissingAsNone:
			c.missingAsNone = bool(o)
		case Strict:
			c.strict = bool(o)
		}
	}
}

// codec is an encoding with an error handler.
type codec struct{ encoding, errors string }

func (c *codec) set(options []CodecOption) {
	for _, o := range options {
		switch o := o.(type) {
		case Encoding:
			c.encoding = string(o)
		case Errors:
			c.errors = string(o)
		}
	}
}

type queryConfig struct {
	codec
	raw               bool // bytes stay bytes
	keepBlank, strict bool
	limit             int // of the number of fields, or -1
	separator         string
}

func (c *queryConfig) set(options []ParseQSOption) {
	for _, o := range options {
		switch o := o.(type) {
		case KeepBlankValues:
			c.keepBlank = bool(o)
		case StrictParsing:
			c.strict = bool(o)
		case MaxNumFields:
			c.limit = max(int(o), 0)
		case Separator:
			c.separator = string(o)
		case Encoding:
			c.encoding = string(o)
		case Errors:
			c.errors = string(o)
		}
	}
}

type quoteConfig struct {
	codec
	encodingGiven, errorsGiven bool
	safe                       string
	bytes                      bool
}

func (c *quoteConfig) set(options []QuoteOption) {
	for _, o := range options {
		switch o := o.(type) {
		case Safe:
			c.safe = string(o)
		case Encoding:
			c.encoding, c.encodingGiven = string(o), true
		case Errors:
			c.errors, c.errorsGiven = string(o), true
		case asBytes:
			c.bytes = true
		}
	}
}
