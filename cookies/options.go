package cookies

// An OutputOption is a keyword argument of [BaseCookie.Output]: [Attrs],
// [Header] or [Sep].
type OutputOption interface{ outputOption() }

// A MorselOutputOption is a keyword argument of [Morsel.Output]: [Attrs] or
// [Header].
type MorselOutputOption interface{ morselOutputOption() }

// An AttrsOption is a keyword argument of [Morsel.OutputString],
// [Morsel.JSOutput] and [BaseCookie.JSOutput]: [Attrs].
type AttrsOption interface{ attrsOption() }

// An AttributeOption is an option of [Morsel.SetItem], [Morsel.SetDefault] and
// [Morsel.Update]: [Separators].
type AttributeOption interface{ attributeOption() }

// A LenientOption is an option of [BaseCookie.LoadLenient]: [MaxCookies].
type LenientOption interface{ lenientOption() }

type (
	// Attrs names the attributes that are written, in small letters; by default
	// all are.
	Attrs []string

	// Header, by default "Set-Cookie:", is written before each cookie, with a
	// blank after it.
	Header string

	// Sep, by default "\r\n", is written between the cookies.
	Sep string

	// Separators, by default false, lets an attribute's value hold ';' and ','
	// as CPython does. What follows a ';' is another attribute to a browser.
	Separators bool

	// MaxCookies, by default 3000, is how many cookies of one header are read.
	MaxCookies int
)

func (Attrs) outputOption()         {}
func (Attrs) morselOutputOption()   {}
func (Attrs) attrsOption()          {}
func (Header) outputOption()        {}
func (Header) morselOutputOption()  {}
func (Sep) outputOption()           {}
func (Separators) attributeOption() {}
func (MaxCookies) lenientOption()   {}

const defaultMaxCookies = 3000

// A selection says which attributes are written.
type selection struct {
	some  bool
	attrs Attrs
}

func (s *selection) has(a attribute) bool {
	if !s.some {
		return true
	}
	for _, name := range s.attrs {
		if name == attributes[a].key {
			return true
		}
	}
	return false
}

type outputConfig struct {
	selection
	header, sep string
}

func outputDefaults() outputConfig { return outputConfig{header: "Set-Cookie:", sep: "\r\n"} }

// set takes one option of any of the output functions, whose interfaces keep
// out those that they don't take.
func (c *outputConfig) set(option any) {
	switch o := option.(type) {
	case Attrs:
		c.selection = selection{true, o}
	case Header:
		c.header = string(o)
	case Sep:
		c.sep = string(o)
	}
}

func selectAttrs(options []AttrsOption) selection {
	var s selection
	for _, o := range options {
		if a, ok := o.(Attrs); ok {
			s = selection{true, a}
		}
	}
	return s
}

func allowSeparators(options []AttributeOption) bool {
	allow := false
	for _, o := range options {
		if s, ok := o.(Separators); ok {
			allow = bool(s)
		}
	}
	return allow
}
