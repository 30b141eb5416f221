package cookies

import (
	"iter"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/pystr"
)

// A Morsel is one cookie: a name, its value, the value's coded form, and the
// attributes of RFC 6265. It is Python's [http.cookies.Morsel].
//
// The attributes are expires, path, comment, domain, max-age, secure,
// httponly, version, samesite and partitioned. A morsel always has all of them;
// those that are not set are the empty string and are not written.
//
// Everything that comes into a morsel is checked, so that what it writes holds
// no control character. A Morsel may be read by several goroutines at a time.
//
// [http.cookies.Morsel]: https://docs.python.org/3.15/library/http.cookies.html#http.cookies.Morsel
type Morsel struct {
	key, value, coded string
	object            any // the value, if it is no string
	named             bool
	has               uint16 // the attributes that are in attrs, a bit each
	on                uint16 // the flags that are true, which are not in attrs
	attrs             []setting
}

// A setting is an attribute with its value: object, or text if object is nil. The
// text of an object that might print otherwise later is kept too.
type setting struct {
	text   string
	object any
	attr   attribute
}

// NewMorsel returns a Morsel without a name. [Morsel.Set] gives it one.
func NewMorsel() *Morsel { return new(Morsel) }

// Reset makes m a morsel without a name and attributes, and keeps its memory.
func (m *Morsel) Reset() {
	attrs := m.attrs[:0]
	*m = Morsel{attrs: attrs}
}

// Key returns the cookie's name.
func (m *Morsel) Key() string { return m.key }

// Value returns the cookie's value, before it was coded. If the coding makes
// other things than strings of it, Value returns its text and [Morsel.Object]
// the thing itself.
func (m *Morsel) Value() string { return m.value }

// Object returns the value as the coding gave it: a string, unless a [Coding]
// says otherwise.
func (m *Morsel) Object() any {
	if m.object != nil {
		return m.object
	}
	return m.value
}

// CodedValue returns the value as it is sent.
func (m *Morsel) CodedValue() string { return m.coded }

// Set sets the name, the value and its coded form, which must fit together; no
// coding takes place. It is Python's [Morsel.set]. It fails with a
// [*CookieError] if the name is one of an attribute or holds characters other
// than letters, digits and !#$%&'*+-.^_`|~: and if control characters are in
// any of the three.
//
// [Morsel.set]: https://docs.python.org/3.15/library/http.cookies.html#http.cookies.Morsel.set
func (m *Morsel) Set(key, val, codedVal string) error {
	if _, reserved := attributeOf(key); reserved {
		return errReservedKey(key)
	}
	return m.setText(key, val, codedVal)
}

// setText is Set for a name that is no attribute's.
func (m *Morsel) setText(key, val, codedVal string) error {
	if key == "" || !all(key, legal) {
		return errIllegalKey(key)
	}
	if hasControl(val) || codedVal != val && hasControl(codedVal) {
		return errControl(key, val, codedVal)
	}
	m.key, m.value, m.coded, m.object, m.named = key, val, codedVal, nil, true
	return nil
}

// IsReservedKey reports whether K names an attribute, in letters of any case.
func (m *Morsel) IsReservedKey(K string) bool {
	_, ok := attributeOf(K)
	return ok
}

// SetItem sets an attribute, as morsel[K] = V does in Python. K counts in
// letters of any case. V may be
//
//   - a string, which stands in the header as it is (comment is quoted if need be);
//   - for secure, httponly and partitioned a bool;
//   - for max-age an integer, in seconds, or a [time.Duration];
//   - for expires an integer, in seconds from the time of writing, or a [time.Time];
//   - any other value, whose str() is written.
//
// It fails with a [*CookieError] if there is no such attribute, if the value
// holds a control character, and (unless [Separators] allows it) if it holds a
// ';' or a ',' that would be written bare.
func (m *Morsel) SetItem(K string, V any, options ...AttributeOption) error {
	a, ok := attributeOf(K)
	if !ok {
		return errInvalidAttribute(pystr.Lower(K))
	}
	if on, ok := V.(bool); ok && on && a.flag() && m.has&(1<<a) == 0 {
		m.on |= 1 << a
		return nil
	}
	s, err := newSetting(a, V, allowSeparators(options))
	if err == nil {
		m.put(s)
	}
	return err
}

func newSetting(a attribute, v any, separators bool) (setting, error) {
	switch t := v.(type) {
	case string:
		return newTextSetting(a, t, separators)
	case bool, time.Time:
		return setting{object: v, attr: a}, nil
	case int:
		if n := int64(t); -maxSeconds <= n && n <= maxSeconds {
			return setting{object: v, attr: a}, nil
		}
	case time.Duration:
		v = int64(math.Floor(t.Seconds()))
	}
	s, err := newTextSetting(a, str(v), separators)
	if err != nil {
		return s, err
	}
	if n, isInt, fits := integer(v); isInt && a == attrExpires && (!fits || n > maxSeconds || n < -maxSeconds) {
		return s, &OverflowError{Text: "timestamp out of range for platform time_t"}
	}
	if s.object = v; v == nil {
		s.object = none{}
	}
	return s, nil
}

// none stands for an attribute that was set to nil.
type none struct{}

func (none) String() string { return "None" }

func newTextSetting(a attribute, text string, separators bool) (setting, error) {
	bits := classes(text)
	if bits&control != 0 {
		return setting{}, errControl(attributes[a].key, text)
	}
	if bits&separator != 0 && !separators && !a.flag() && a != attrComment {
		if a != attrExpires || strings.Contains(text, ";") {
			return setting{}, errSeparator(attributes[a].key, text)
		}
	}
	return setting{text: text, attr: a}, nil
}

func (m *Morsel) put(s setting) {
	m.on &^= 1 << s.attr
	if old := m.find(s.attr); old != nil {
		*old = s
		return
	}
	if s.attr.flag() && s.object == true {
		m.on |= 1 << s.attr
		return
	}
	if m.attrs == nil {
		m.attrs = make([]setting, 0, 4)
	}
	m.has |= 1 << s.attr
	m.attrs = append(m.attrs, s)
}

// find returns what attribute a was set to, or nil.
func (m *Morsel) find(a attribute) *setting {
	if m.has&(1<<a) == 0 {
		return nil
	}
	for i := range m.attrs {
		if m.attrs[i].attr == a {
			return &m.attrs[i]
		}
	}
	return nil
}

// get returns attribute a as it was set, "" if it was not.
func (m *Morsel) get(a attribute) any {
	s := m.find(a)
	switch {
	case m.on&(1<<a) != 0:
		return true
	case s == nil:
		return ""
	case s.object == nil:
		return s.text
	case s.object == none{}:
		return nil
	}
	return s.object
}

// Get returns an attribute as it was set, "" if it was not. The second result
// is false if there is no attribute K, which counts in small letters only, as
// it does for Python's morsel[K].
func (m *Morsel) Get(K string) (V any, ok bool) {
	a, ok := attributeOf(K)
	if !ok || attributes[a].key != K {
		return nil, false
	}
	return m.get(a), true
}

// GetString returns the text of an attribute, "" if it is not set or if there
// is no attribute K.
func (m *Morsel) GetString(K string) string {
	a, ok := attributeOf(K)
	s := m.find(a)
	switch {
	case !ok:
		return ""
	case m.on&(1<<a) != 0:
		return "True"
	case s == nil:
		return ""
	case s.object != nil:
		return string(s.appendObject(nil))
	}
	return s.text
}

// SetDefault returns the attribute key. Like Python's setdefault it checks the
// name and the value, but since a morsel always has all its attributes, it never
// sets one.
func (m *Morsel) SetDefault(key string, val any, options ...AttributeOption) (any, error) {
	a, ok := attributeOf(key)
	if !ok {
		return nil, errInvalidAttribute(pystr.Lower(key))
	}
	if _, err := newSetting(a, val, allowSeparators(options)); err != nil {
		return nil, err
	}
	return m.get(a), nil
}

// Update sets the attributes in values, or none if one of them is wrong. Its
// errors are those of [Morsel.SetItem].
func (m *Morsel) Update(values map[string]any, options ...AttributeOption) error {
	separators := allowSeparators(options)
	settings := make([]setting, 0, len(values))
	for _, k := range sortedKeys(values) {
		a, ok := attributeOf(k)
		if !ok {
			return errInvalidAttribute(pystr.Lower(k))
		}
		s, err := newSetting(a, values[k], separators)
		if err != nil {
			return err
		}
		settings = append(settings, s)
	}
	for _, s := range settings {
		m.put(s)
	}
	return nil
}

// Keys returns the names of the attributes, set or not, in their order.
func (m *Morsel) Keys() []string {
	keys := make([]string, numAttributes)
	for a := range attributes {
		keys[a] = attributes[a].key
	}
	return keys
}

// Items iterates over the attributes, set or not, in their order.
func (m *Morsel) Items() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		for a := range numAttributes {
			if !yield(attributes[a].key, m.get(a)) {
				return
			}
		}
	}
}

// Copy returns a copy of the morsel.
func (m *Morsel) Copy() *Morsel {
	c := *m
	c.attrs = append([]setting(nil), m.attrs...)
	return &c
}

// Equal reports whether the morsels have the same name, value, coded value and
// attributes.
func (m *Morsel) Equal(morsel *Morsel) bool {
	if m == nil || morsel == nil {
		return m == morsel
	}
	if m.key != morsel.key || !same(m.Object(), morsel.Object()) || m.coded != morsel.coded || m.named != morsel.named {
		return false
	}
	for a := range numAttributes {
		if !same(m.get(a), morsel.get(a)) {
			return false
		}
	}
	return true
}

// same compares as Python's == does, for which True, 1 and 1.0 are one number.
func same(x, y any) bool {
	nx, xNumber := number(x)
	ny, yNumber := number(y)
	if xNumber && yNumber {
		return nx != nil && ny != nil && nx.Cmp(ny) == 0
	}
	_, xText := x.(string)
	_, yText := y.(string)
	return xNumber == yNumber && xText == yText && str(x) == str(y)
}

// Output returns the morsel as a header line without an end. It is Python's
// [Morsel.output].
//
// The keywords are [Attrs], by default all, and [Header], by default
// "Set-Cookie:".
//
// [Morsel.output]: https://docs.python.org/3.15/library/http.cookies.html#http.cookies.Morsel.output
func (m *Morsel) Output(options ...MorselOutputOption) string {
	c := outputDefaults()
	for _, o := range options {
		c.set(o)
	}
	var room [usualSize]byte
	return string(m.appendOutput(room[:0], &c))
}

func (m *Morsel) appendOutput(dst []byte, c *outputConfig) []byte {
	dst = append(dst, c.header...)
	dst = append(dst, ' ')
	return m.append(dst, &c.selection)
}

// String returns [Morsel.Output] with its defaults, as str() does.
func (m *Morsel) String() string { return m.Output() }

// GoString returns Python's repr of the morsel, which fmt prints for %#v.
func (m *Morsel) GoString() string { return "<Morsel: " + m.OutputString() + ">" }

// OutputString returns the morsel without the header's name: name=value and the
// attributes, sorted by their keys. It is Python's [Morsel.OutputString].
//
// The keyword is [Attrs], by default all.
//
// [Morsel.OutputString]: https://docs.python.org/3.15/library/http.cookies.html#http.cookies.Morsel.OutputString
func (m *Morsel) OutputString(options ...AttrsOption) string {
	s := selectAttrs(options)
	var room [usualSize]byte
	return string(m.append(room[:0], &s))
}

// AppendOutputString appends [Morsel.OutputString] to dst.
func (m *Morsel) AppendOutputString(dst []byte, options ...AttrsOption) []byte {
	s := selectAttrs(options)
	return m.append(dst, &s)
}

// usualSize is the length of nearly all cookies at most, in bytes.
const usualSize = 320

func (m *Morsel) append(dst []byte, sel *selection) []byte {
	if !m.named {
		return append(dst, "None=None"...)
	}
	dst = append(dst, m.key...)
	dst = append(dst, '=')
	dst = append(dst, m.coded...)
	if m.has|m.on == 0 {
		return dst
	}
	for _, a := range written {
		if (m.has|m.on)&(1<<a) == 0 || !sel.has(a) {
			continue
		}
		if m.on&(1<<a) != 0 {
			dst = append(append(dst, "; "...), attributes[a].name...)
			continue
		}
		dst = m.find(a).append(dst)
	}
	return dst
}

// empty reports whether the attribute is not set, or to the empty string.
func (s *setting) empty() bool { return s == nil || s.object == nil && s.text == "" }

// append appends "; " and the attribute, or nothing if it is empty.
func (s *setting) append(dst []byte) []byte {
	if s.empty() {
		return dst
	}
	name := attributes[s.attr].name
	if s.attr.flag() {
		if s.object == nil || s.object != (none{}) && truth(s.object) {
			dst = append(append(dst, "; "...), name...)
		}
		return dst
	}
	dst = append(append(dst, "; "...), name...)
	dst = append(dst, '=')
	if s.object == nil {
		if s.attr == attrComment {
			return appendQuoted(dst, s.text)
		}
		return append(dst, s.text...)
	}
	return s.appendObject(dst)
}

// appendObject appends the value's text.
func (s *setting) appendObject(dst []byte) []byte {
	n, isInt, fits := integer(s.object)
	switch {
	case isInt && s.attr == attrExpires:
		return appendDate(dst, time.Unix(now().Unix()+n, 0))
	case isInt && fits && s.attr == attrMaxAge:
		return strconv.AppendInt(dst, n, 10)
	}
	switch v := s.object.(type) {
	case bool:
		return append(dst, str(v)...)
	case int:
		return strconv.AppendInt(dst, int64(v), 10)
	case time.Time:
		return appendDate(dst, v)
	}
	return append(dst, s.text...)
}

// JSOutput returns a script element that sets the cookie. It is Python's
// [Morsel.js_output], deprecated there and removed in 3.19.
//
// The keyword is [Attrs], by default all.
//
// Deprecated: use [Morsel.Output]. A cookie that a script sets can't be
// HttpOnly, and the element is none that a Content-Security-Policy allows.
//
// [Morsel.js_output]: https://docs.python.org/3.15/library/http.cookies.html#http.cookies.Morsel.js_output
func (m *Morsel) JSOutput(options ...AttrsOption) string {
	s := selectAttrs(options)
	return string(m.appendJS(nil, &s))
}

func (m *Morsel) appendJS(dst []byte, sel *selection) []byte {
	dst = append(dst, "\n        <script type=\"text/javascript\">\n        <!-- begin hiding\n        document.cookie = decodeURIComponent(\""...)
	for _, c := range m.append(nil, sel) {
		if class[c]&word != 0 || c == '.' || c == '-' || c == '~' {
			dst = append(dst, c)
			continue
		}
		const digits = "0123456789ABCDEF"
		dst = append(dst, '%', digits[c>>4], digits[c&15])
	}
	return append(dst, "\");\n        // end hiding -->\n        </script>\n        "...)
}

// repr returns Python's repr of the value.
func (m *Morsel) repr() string {
	if m.object != nil {
		if s, ok := pyrepr.Value(m.object); ok {
			return s
		}
		return str(m.object)
	}
	if !m.named {
		return "None"
	}
	return pyrepr.String(m.value)
}
