package jsonx

import (
	"math/bits"
	"strings"
)

// A DumpOption is a keyword argument of [Dump], [Dumps] and [NewJSONEncoder].
type DumpOption interface{ dumpOption() }

// A LoadOption is a keyword argument of [Load], [Loads] and [NewJSONDecoder],
// and of the streams of values: [LoadValues], [LoadLines] and [LoadItems].
type LoadOption interface{ loadOption() }

// An IntoOption is a keyword argument of [LoadInto] and [LoadsInto].
type IntoOption interface{ intoOption() }

// A TokenOption is a keyword argument of [NewTokenReader].
type TokenOption interface{ tokenOption() }

// SkipKeys, by default false, leaves out the members whose key is not a string,
// a number, a boolean or nil, instead of failing with a [TypeError].
type SkipKeys bool

// EnsureASCII, by default true, writes every character beyond ASCII as \uXXXX,
// with a surrogate pair beyond the basic plane.
type EnsureASCII bool

// CheckCircular, by default true, looks for containers that hold themselves and
// fails with a [ValueError]. Without it such a value ends in a [RecursionError].
type CheckCircular bool

// AllowNaN, by default true, lets NaN, Infinity and -Infinity through, which RFC
// 8259 does not know. Without it encoding one fails with a [ValueError], and
// decoding one, or a number beyond float64's range, with a [JSONDecodeError];
// the latter is an addition to Python.
type AllowNaN bool

// SortKeys, by default false, writes the members of an object in key order.
type SortKeys bool

// Default, by default absent, is called with each value that has no JSON form.
// What it returns is encoded in its place.
type Default func(o any) (any, error)

// An IndentOption is what [Indent] returns.
type IndentOption struct{ text string }

// Indent, by default absent, puts each member and element on a line of its own,
// indented by that many spaces (none if n is negative) or by that string for
// each level. The default item separator is then "," without a blank.
func Indent[T int | string](indent T) IndentOption {
	switch v := any(indent).(type) {
	case string:
		return IndentOption{v}
	case int:
		return IndentOption{strings.Repeat(" ", max(v, 0))}
	}
	return IndentOption{}
}

// A SeparatorsOption is what [Separators] returns.
type SeparatorsOption struct{ item, key string }

// Separators sets what stands between two items and between a key and its value;
// by default ", " and ": ", or "," and ": " with [Indent]. Separators(",", ":")
// is the most compact form.
func Separators(item, key string) SeparatorsOption { return SeparatorsOption{item, key} }

// EscapeHTML, by default false, writes <, >, &, U+2028 and U+2029 as \uXXXX, so
// that the text can stand inside a script element. An addition to Python.
type EscapeHTML bool

// ObjectHook, by default absent, is called with each decoded object, innermost
// first. What it returns takes the object's place.
type ObjectHook func(*Object) (any, error)

// ObjectPairsHook, by default absent, is called with the members of each decoded
// object in order, duplicates included. What it returns takes the object's
// place. It has priority over [ObjectHook].
type ObjectPairsHook func([]Member) (any, error)

// ArrayHook, by default absent, is called with each decoded array. What it
// returns takes the array's place.
type ArrayHook func([]any) (any, error)

// ParseFloat, by default absent, is called with the text of each number that has
// a fraction or an exponent. What it returns takes the number's place.
type ParseFloat func(string) (any, error)

// ParseInt, by default absent, is called with the text of each integer. What it
// returns takes the number's place.
type ParseInt func(string) (any, error)

// ParseConstant, by default absent, is called with "-Infinity", "Infinity" or
// "NaN" where the document has one. What it returns takes the constant's place.
type ParseConstant func(string) (any, error)

// Strict, by default true, refuses control characters (U+0000 to U+001F) in strings.
type Strict bool

// RawNumber, by default false, decodes every number as a [Number], which keeps
// its text. An addition to Python.
type RawNumber bool

// UTF8Only, by default false, takes bytes as UTF-8 without looking for another
// encoding, so that nothing that filters UTF-8 can be bypassed. A byte order
// mark is refused as in a string, and so are surrogates. An addition to Python.
type UTF8Only bool

// JSONC, by default false, reads // and /* */ comments and a comma after the last
// member or element. An addition to Python.
type JSONC bool

// JSON5, by default false, reads JSON5 (https://spec.json5.org): what [JSONC]
// reads, and single quotes, names without quotes, hexadecimal numbers, leading
// and trailing points, signs, and more white space. An addition to Python.
type JSON5 bool

// MaxDepth, by default 50,000, is how deep arrays and objects may nest before
// encoding or decoding fails with a [RecursionError]. CPython's own limit depends
// on the size of its stack. Values beyond 200,000, on 32-bit machines 50,000, count
// as that: a Go program whose stack overflows dies.
type MaxDepth int

// IntMaxStrDigits, by default 4300, is how many digits an integer may have before
// reading or writing it fails with a [ValueError]; 0 means no limit. It stands
// for Python's sys.set_int_max_str_digits.
type IntMaxStrDigits int

// DuplicateNames says what becomes of a name that an object has more than once.
// An addition to Python, which behaves as [DuplicateLast].
//
// When decoding, the default is DuplicateLast. When encoding, names can become
// equal as keys turn into strings (1 and "1"); all are written unless
// DuplicateError is given.
type DuplicateNames int

const (
	DuplicateLast  DuplicateNames = iota // the last value, in the first one's place
	DuplicateFirst                       // the first value
	DuplicateError                       // a JSONDecodeError when decoding, a ValueError when encoding
)

// DisallowUnknownFields, by default false, refuses a member that the struct has
// no field for. An addition to Python.
type DisallowUnknownFields bool

func (SkipKeys) dumpOption()         {}
func (EnsureASCII) dumpOption()      {}
func (CheckCircular) dumpOption()    {}
func (AllowNaN) dumpOption()         {}
func (SortKeys) dumpOption()         {}
func (Default) dumpOption()          {}
func (IndentOption) dumpOption()     {}
func (SeparatorsOption) dumpOption() {}
func (EscapeHTML) dumpOption()       {}
func (MaxDepth) dumpOption()         {}
func (IntMaxStrDigits) dumpOption()  {}
func (DuplicateNames) dumpOption()   {}
func (*JSONEncoder) dumpOption()     {}

func (ObjectHook) loadOption()      {}
func (ObjectPairsHook) loadOption() {}
func (ArrayHook) loadOption()       {}
func (ParseFloat) loadOption()      {}
func (ParseInt) loadOption()        {}
func (ParseConstant) loadOption()   {}
func (Strict) loadOption()          {}
func (RawNumber) loadOption()       {}
func (UTF8Only) loadOption()        {}
func (JSONC) loadOption()           {}
func (JSON5) loadOption()           {}
func (AllowNaN) loadOption()        {}
func (MaxDepth) loadOption()        {}
func (IntMaxStrDigits) loadOption() {}
func (DuplicateNames) loadOption()  {}
func (*JSONDecoder) loadOption()    {}

func (Strict) intoOption()                {}
func (UTF8Only) intoOption()              {}
func (JSONC) intoOption()                 {}
func (JSON5) intoOption()                 {}
func (AllowNaN) intoOption()              {}
func (MaxDepth) intoOption()              {}
func (IntMaxStrDigits) intoOption()       {}
func (DuplicateNames) intoOption()        {}
func (DisallowUnknownFields) intoOption() {}

func (Strict) tokenOption()          {}
func (AllowNaN) tokenOption()        {}
func (RawNumber) tokenOption()       {}
func (MaxDepth) tokenOption()        {}
func (IntMaxStrDigits) tokenOption() {}

// Cls names the encoder or the decoder to use, whose settings then count; options
// after it change them. It gives Python's keyword cls: Dumps(v, Cls(enc)) takes
// a [JSONEncoder], Loads(s, Cls(dec)) a [JSONDecoder]. A nil one is none.
func Cls[T *JSONEncoder | *JSONDecoder](cls T) T { return cls }

const (
	defaultDepth  = 50_000
	maxDepth      = 50_000 * (1 + bits.UintSize/64*3) // a stack holds 5,000 bytes for each
	defaultDigits = 4300
)

// dumpConfig holds the settings of an encoder.
type dumpConfig struct {
	itemSep, keySep string
	indent          string
	dflt            Default
	maxDepth        int
	maxDigits       int
	duplicates      DuplicateNames
	skipKeys        bool
	ascii           bool
	circular        bool
	allowNaN        bool
	sortKeys        bool
	html            bool
	pretty          bool
	ownSeps         bool // Separators was given
	made            bool // by init
}

func (c *dumpConfig) init() {
	*c = dumpConfig{
		itemSep: ", ", keySep: ": ",
		maxDepth: defaultDepth, maxDigits: defaultDigits,
		ascii: true, circular: true, allowNaN: true, made: true,
	}
}

func (c *dumpConfig) apply(opts []DumpOption) {
	for _, o := range opts {
		switch o := o.(type) {
		case SkipKeys:
			c.skipKeys = bool(o)
		case EnsureASCII:
			c.ascii = bool(o)
		case CheckCircular:
			c.circular = bool(o)
		case AllowNaN:
			c.allowNaN = bool(o)
		case SortKeys:
			c.sortKeys = bool(o)
		case Default:
			c.dflt = o
		case IndentOption:
			c.indent, c.pretty = o.text, true
		case SeparatorsOption:
			c.itemSep, c.keySep, c.ownSeps = o.item, o.key, true
		case EscapeHTML:
			c.html = bool(o)
		case MaxDepth:
			c.maxDepth = depthOf(o)
		case IntMaxStrDigits:
			c.maxDigits = int(o)
		case DuplicateNames:
			c.duplicates = o
		case *JSONEncoder:
			if o != nil {
				*c = o.config()
			}
		}
	}
	if c.pretty && !c.ownSeps {
		c.itemSep = ","
	}
}

func depthOf(o MaxDepth) int { return min(max(int(o), 0), maxDepth) }

// loadConfig holds the settings of a decoder.
type loadConfig struct {
	objectHook  ObjectHook
	pairsHook   ObjectPairsHook
	arrayHook   ArrayHook
	parseFloat  ParseFloat
	parseInt    ParseInt
	parseConst  ParseConstant
	maxDepth    int
	maxDigits   int
	duplicates  DuplicateNames
	strict      bool
	rawNumber   bool
	utf8Only    bool
	jsonc       bool
	json5       bool
	allowNaN    bool
	knownFields bool // LoadsInto refuses others
	made        bool // by init
}

// usualLoad holds the default settings, and nobody changes it.
var usualLoad = func() (c loadConfig) {
	c.init()
	return c
}()

func (c *loadConfig) init() {
	*c = loadConfig{maxDepth: defaultDepth, maxDigits: defaultDigits, strict: true, allowNaN: true, made: true}
}

func (c *loadConfig) apply(opts []LoadOption) {
	for _, o := range opts {
		switch o := o.(type) {
		case ObjectHook:
			c.objectHook = o
		case ObjectPairsHook:
			c.pairsHook = o
		case ArrayHook:
			c.arrayHook = o
		case ParseFloat:
			c.parseFloat = o
		case ParseInt:
			c.parseInt = o
		case ParseConstant:
			c.parseConst = o
		case RawNumber:
			c.rawNumber = bool(o)
		case *JSONDecoder:
			if o != nil {
				*c = o.config()
			}
		default:
			c.common(o)
		}
	}
}

func (c *loadConfig) applyInto(opts []IntoOption) {
	for _, o := range opts {
		if o, ok := o.(DisallowUnknownFields); ok {
			c.knownFields = bool(o)
			continue
		}
		c.common(o)
	}
}

func (c *loadConfig) applyTokens(opts []TokenOption) {
	for _, o := range opts {
		if o, ok := o.(RawNumber); ok {
			c.rawNumber = bool(o)
			continue
		}
		c.common(o)
	}
}

// common decodes the options that several families share.
func (c *loadConfig) common(o any) {
	switch o := o.(type) {
	case Strict:
		c.strict = bool(o)
	case UTF8Only:
		c.utf8Only = bool(o)
	case JSONC:
		c.jsonc = bool(o)
	case JSON5:
		c.json5 = bool(o)
		c.jsonc = bool(o)
	case AllowNaN:
		c.allowNaN = bool(o)
	case MaxDepth:
		c.maxDepth = depthOf(o)
	case IntMaxStrDigits:
		c.maxDigits = int(o)
	case DuplicateNames:
		c.duplicates = o
	}
}
