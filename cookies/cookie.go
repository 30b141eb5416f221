package cookies

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// A Coding turns values into what is sent and back. A type that embeds
// [BaseCookie], has methods of these names, and hands itself to
// [BaseCookie.SetCoding] codes its values with them, as a Python class does that
// overrides them.
type Coding interface {
	// ValueDecode returns the value of a coded value from a header, and the
	// coded value to keep.
	ValueDecode(val string) (realValue any, codedValue string, err error)
	// ValueEncode returns the value to keep of one that the program sets, and
	// its coded form.
	ValueEncode(val any) (realValue any, codedValue string, err error)
}

// A NameCoding is a [Coding] whose coded values depend on the cookie's name, as
// those of [SignedCookie] do. Its two methods are used instead of Coding's.
type NameCoding interface {
	Coding
	NameDecode(name, val string) (realValue any, codedValue string, err error)
	NameEncode(name string, val any) (realValue any, codedValue string, err error)
}

// A BaseCookie maps names to [Morsel] values, in the order in which the names
// were set. It is Python's [http.cookies.BaseCookie]. The zero BaseCookie is
// empty and codes values as [SimpleCookie] does; [NewBaseCookie] returns one
// that codes them not at all.
//
// A BaseCookie that isn't changed may be used by several goroutines at a time.
//
// [http.cookies.BaseCookie]: https://docs.python.org/3.15/library/http.cookies.html#http.cookies.BaseCookie
type BaseCookie struct {
	coding  Coding // nil: quotes
	entries []entry
	index   map[string]int // the entries by name, once they are many
	slab    []Morsel       // room for new morsels
}

type entry struct {
	name string
	m    *Morsel
}

// A SimpleCookie is a [BaseCookie] that quotes values which can't be sent as
// they are. It is Python's [http.cookies.SimpleCookie]. The zero SimpleCookie is
// empty and ready to use.
//
// [http.cookies.SimpleCookie]: https://docs.python.org/3.15/library/http.cookies.html#http.cookies.SimpleCookie
type SimpleCookie struct{ BaseCookie }

// NewSimpleCookie returns a SimpleCookie filled by [BaseCookie.Load], empty if
// input is nil.
func NewSimpleCookie(input any) (*SimpleCookie, error) {
	c := new(SimpleCookie)
	return c, c.fill(input)
}

// NewBaseCookie returns a BaseCookie filled by [BaseCookie.Load], empty if input
// is nil. It sends values as they are, whatever they hold but control
// characters: what holds a ';' is no single cookie to its reader.
func NewBaseCookie(input any) (*BaseCookie, error) {
	c := &BaseCookie{coding: plain{}}
	return c, c.fill(input)
}

func (c *BaseCookie) fill(input any) error {
	if input == nil {
		return nil
	}
	return c.Load(input)
}

// SetCoding makes c code its values with coding, from now on.
func (c *BaseCookie) SetCoding(coding Coding) { c.coding = coding }

// plain leaves values as they are.
type plain struct{}

func (plain) ValueDecode(val string) (any, string, error) { return val, val, nil }

func (plain) ValueEncode(val any) (any, string, error) {
	s := str(val)
	return s, s, nil
}

// ValueDecode returns the value of a coded one from a header, and the coded
// value as it came. It is Python's [BaseCookie.value_decode].
//
// [BaseCookie.value_decode]: https://docs.python.org/3.15/library/http.cookies.html#http.cookies.BaseCookie.value_decode
func (c *BaseCookie) ValueDecode(val string) (realValue any, codedValue string, err error) {
	if _, ok := c.coding.(plain); ok {
		return val, val, nil
	}
	return unquote(val), val, nil
}

// ValueEncode returns str(val) and its coded form. It is Python's
// [BaseCookie.value_encode].
//
// [BaseCookie.value_encode]: https://docs.python.org/3.15/library/http.cookies.html#http.cookies.BaseCookie.value_encode
func (c *BaseCookie) ValueEncode(val any) (realValue any, codedValue string, err error) {
	s := str(val)
	if _, ok := c.coding.(plain); ok {
		return s, s, nil
	}
	return s, quote(s), nil
}

// SetItem sets the cookie's value, coded, as cookie[key] = value does in Python;
// a cookie of that name keeps its attributes. A [*Morsel] is stored as it is. It
// fails with a [*CookieError] as [Morsel.Set] does, with the coding's error, and
// with a [*TypeError] for a nil Morsel.
func (c *BaseCookie) SetItem(key string, value any) error {
	var val any
	var coded string
	var err error
	switch v := value.(type) {
	case *Morsel:
		if v == nil {
			return &TypeError{Text: "a nil *Morsel is no cookie"}
		}
		c.entry(key, v)
		return nil
	case string:
		if c.coding == nil {
			return c.set(key, v, nil, quote(v))
		}
	}
	switch coding := c.coding.(type) {
	case nil:
		val, coded, err = c.ValueEncode(value)
	case NameCoding:
		val, coded, err = coding.NameEncode(key, value)
	default:
		val, coded, err = coding.ValueEncode(value)
	}
	if err != nil {
		return err
	}
	text, object := split(val)
	return c.set(key, text, object, coded)
}

// split returns the text of a coding's value, and the value if it is no string.
func split(val any) (text string, object any) {
	if s, ok := val.(string); ok {
		return s, nil
	}
	if val == nil {
		return "None", none{}
	}
	return str(val), val
}

// set sets the morsel of that name, which keeps its attributes.
func (c *BaseCookie) set(key, val string, object any, coded string) error {
	m, ok := c.Get(key)
	if !ok {
		m = c.newMorsel(0)
	}
	if err := m.Set(key, val, coded); err != nil {
		return err
	}
	m.object = object
	if !ok {
		c.insert(key, m)
	}
	return nil
}

// newMorsel returns an empty morsel. When there is no room left it makes room
// for more of them.
func (c *BaseCookie) newMorsel(more int) *Morsel {
	if len(c.slab) == cap(c.slab) {
		c.slab = make([]Morsel, 0, max(1, more))
	}
	c.slab = c.slab[:len(c.slab)+1]
	m := &c.slab[len(c.slab)-1]
	m.has, m.on, m.attrs, m.named = 0, 0, m.attrs[:0], false
	return m
}

const indexFrom = 16 // so many names are found faster in a map

// entry maps key to m.
func (c *BaseCookie) entry(key string, m *Morsel) {
	if i := c.at(key); i >= 0 {
		c.entries[i].m = m
		return
	}
	c.insert(key, m)
}

// insert is entry for a name that is not there.
func (c *BaseCookie) insert(key string, m *Morsel) {
	c.entries = append(c.entries, entry{key, m})
	switch {
	case c.index != nil:
		c.index[key] = len(c.entries) - 1
	case len(c.entries) > indexFrom:
		c.reindex()
	}
}

func (c *BaseCookie) reindex() {
	c.index = nil
	if len(c.entries) <= indexFrom {
		return
	}
	c.index = make(map[string]int, 2*len(c.entries))
	for i, e := range c.entries {
		c.index[e.name] = i
	}
}

// at returns the index of the entry, or -1.
func (c *BaseCookie) at(key string) int {
	if c.index != nil {
		if i, ok := c.index[key]; ok {
			return i
		}
		return -1
	}
	for i := range c.entries {
		if c.entries[i].name == key {
			return i
		}
	}
	return -1
}

// Get returns the cookie of that name.
func (c *BaseCookie) Get(key string) (m *Morsel, ok bool) {
	if i := c.at(key); i >= 0 {
		return c.entries[i].m, true
	}
	return nil, false
}

// Value returns the value of the cookie of that name, "" if there is none.
func (c *BaseCookie) Value(key string) string {
	if m, ok := c.Get(key); ok {
		return m.Value()
	}
	return ""
}

// Len returns the number of cookies.
func (c *BaseCookie) Len() int { return len(c.entries) }

// All iterates over the names and cookies in the order in which the names were
// set.
func (c *BaseCookie) All() iter.Seq2[string, *Morsel] {
	return func(yield func(string, *Morsel) bool) {
		for _, e := range c.entries {
			if !yield(e.name, e.m) {
				return
			}
		}
	}
}

// Delete removes the cookie of that name, if there is one.
func (c *BaseCookie) Delete(key string) {
	if i := c.at(key); i >= 0 {
		c.entries = slices.Delete(c.entries, i, i+1)
		c.reindex()
	}
}

// Clear removes all cookies.
func (c *BaseCookie) Clear() {
	clear(c.entries)
	c.entries, c.index, c.slab = c.entries[:0], nil, nil
}

// Reset removes all cookies and keeps their memory for new ones: morsels taken
// from c before change with it.
func (c *BaseCookie) Reset() {
	clear(c.entries)
	c.entries, c.index, c.slab = c.entries[:0], nil, c.slab[:0]
}

// Output returns the cookies as header lines, sorted by name. It is Python's
// [BaseCookie.output].
//
// The keywords are [Attrs], by default all, [Header], by default "Set-Cookie:",
// and [Sep], by default "\r\n".
//
// [BaseCookie.output]: https://docs.python.org/3.15/library/http.cookies.html#http.cookies.BaseCookie.output
func (c *BaseCookie) Output(options ...OutputOption) string {
	config := outputDefaults()
	for _, o := range options {
		config.set(o)
	}
	var room [usualSize]byte
	dst := room[:0]
	for i, e := range c.sorted() {
		if i > 0 {
			dst = append(dst, config.sep...)
		}
		dst = e.m.appendOutput(dst, &config)
	}
	return string(dst)
}

func (c *BaseCookie) sorted() []entry {
	return slices.SortedFunc(slices.Values(c.entries), func(a, b entry) int { return cmp.Compare(a.name, b.name) })
}

// String returns [BaseCookie.Output] with its defaults, as str() does.
func (c *BaseCookie) String() string { return c.Output() }

// GoString returns Python's repr of the cookies, which fmt prints for %#v.
func (c *BaseCookie) GoString() string { return c.repr("BaseCookie") }

// GoString returns Python's repr of the cookies, which fmt prints for %#v.
func (c *SimpleCookie) GoString() string { return c.repr("SimpleCookie") }

func (c *BaseCookie) repr(typ string) string {
	s := "<" + typ + ":"
	if len(c.entries) == 0 {
		s += " "
	}
	for _, e := range c.sorted() {
		s += " " + e.name + "=" + e.m.repr()
	}
	return s + ">"
}

// JSOutput returns script elements that set the cookies. It is Python's
// [BaseCookie.js_output], deprecated there and removed in 3.19.
//
// The keyword is [Attrs], by default all.
//
// Deprecated: use [BaseCookie.Output], for the reasons at [Morsel.JSOutput].
//
// [BaseCookie.js_output]: https://docs.python.org/3.15/library/http.cookies.html#http.cookies.BaseCookie.js_output
func (c *BaseCookie) JSOutput(options ...AttrsOption) string {
	s := selectAttrs(options)
	var dst []byte
	for _, e := range c.sorted() {
		dst = e.m.appendJS(dst, &s)
	}
	return string(dst)
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func errNoItems(v any) error {
	return &TypeError{Text: pyrepr.String(fmt.Sprintf("%T", v)) + " is neither a header nor a mapping"}
}
