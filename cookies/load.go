package cookies

import (
	"iter"

	"github.com/gobatteries/batteries/internal/pystr"
)

// Load adds cookies: those of a Cookie header (or of a Set-Cookie header, with
// its attributes) if rawdata is a string, else each of a mapping's, as
// [BaseCookie.SetItem] does. A mapping is a map[string]string, map[string]any,
// map[string]*Morsel (in the order of their keys) or an iter.Seq2[string, any].
// It is Python's [BaseCookie.load].
//
// A header of which some part is no cookie adds nothing, or what stands before that
// part, without an error: one bad cookie hides others. A server should use
// [BaseCookie.LoadLenient]. The
// error is a [*CookieError] for a name, a value or an attribute that is well
// formed but not allowed; the cookies before it are added.
//
// It takes time linear in the header's length.
//
// [BaseCookie.load]: https://docs.python.org/3.15/library/http.cookies.html#http.cookies.BaseCookie.load
func (c *BaseCookie) Load(rawdata any) error {
	switch data := rawdata.(type) {
	case string:
		return c.LoadString(data)
	case map[string]string:
		return loadMap(c, data)
	case map[string]any:
		return loadMap(c, data)
	case map[string]*Morsel:
		return loadMap(c, data)
	case *SimpleCookie:
		if data != nil {
			return c.loadEntries(&data.BaseCookie)
		}
	case *BaseCookie:
		if data != nil {
			return c.loadEntries(data)
		}
	case iter.Seq2[string, any]:
		for k, v := range data {
			if err := c.SetItem(k, v); err != nil {
				return err
			}
		}
		return nil
	}
	return errNoItems(rawdata)
}

func loadMap[V any](c *BaseCookie, data map[string]V) error {
	for _, k := range sortedKeys(data) {
		if err := c.SetItem(k, data[k]); err != nil {
			return err
		}
	}
	return nil
}

func (c *BaseCookie) loadEntries(from *BaseCookie) error {
	for _, e := range from.entries {
		if err := c.SetItem(e.name, e.m); err != nil {
			return err
		}
	}
	return nil
}

// A piece is what stands between two semicolons or blanks.
type piece struct {
	key, value string
	coded      string // of a cookie
	object     any    // the value, if it is no string
	attribute  bool   // it belongs to the cookie before it
}

// LoadString is [BaseCookie.Load] of a header.
func (c *BaseCookie) LoadString(header string) error {
	var room [16]piece
	pieces, ok, err := c.parse(header, room[:0])
	if !ok || err != nil {
		return err
	}
	of := 0 // cookies
	for i := range pieces {
		if !pieces[i].attribute {
			of++
		}
	}
	var m *Morsel
	for i := range pieces {
		p := &pieces[i]
		if !p.attribute {
			if m, err = c.add(p, of); err != nil {
				return err
			}
			continue
		}
		if err := m.setLoaded(p); err != nil {
			return err
		}
	}
	return nil
}

// parse reads the header up to what it doesn't understand. It reports false if
// the header is void.
func (c *BaseCookie) parse(header string, pieces []piece) (_ []piece, ok bool, err error) {
	seen := false // a cookie
	for i := 0; i < len(header); {
		s, next := scan(header, i)
		if next < 0 {
			break
		}
		i = next
		p := piece{key: s.key, value: s.value}
		a, reserved := attributeOf(s.key)
		switch {
		case s.key[0] == '$' && !seen:
			continue // about the header, not about a cookie
		case s.key[0] == '$':
			p.key, p.attribute = s.key[1:], true
			if s.bare {
				p.object = none{}
			}
		case reserved && s.bare && seen && a.flag():
			p.attribute, p.object = true, true
		case reserved && !s.bare && seen:
			p.attribute, p.value = true, unquote(s.value)
		case reserved || s.bare:
			return nil, false, nil
		default:
			seen = true
			if err := c.decode(&p); err != nil {
				return nil, false, err
			}
		}
		pieces = append(pieces, p)
	}
	return pieces, true, nil
}

// decode sets the piece's value from its coded one.
func (c *BaseCookie) decode(p *piece) (err error) {
	var val any
	switch coding := c.coding.(type) {
	case nil:
		p.coded, p.value = p.value, unquote(p.value)
		return nil
	case plain:
		p.coded = p.value
		return nil
	case NameCoding:
		val, p.coded, err = coding.NameDecode(p.key, p.value)
	default:
		val, p.coded, err = coding.ValueDecode(p.value)
	}
	if err == nil {
		p.value, p.object = split(val)
	}
	return err
}

// add adds the cookie that the piece is, one of at most so many. Its name is no
// attribute's.
func (c *BaseCookie) add(p *piece, of int) (*Morsel, error) {
	m, ok := c.Get(p.key)
	if !ok {
		m = c.newMorsel(of)
	}
	if err := m.setText(p.key, p.value, p.coded); err != nil {
		return nil, err
	}
	m.object = p.object
	if !ok {
		if c.entries == nil {
			c.entries = make([]entry, 0, of)
		}
		c.insert(p.key, m)
	}
	return m, nil
}

// setLoaded sets an attribute that a header holds. A semicolon within quotes is
// the sender's doing; it stays, as in CPython.
func (m *Morsel) setLoaded(p *piece) error {
	a, ok := attributeOf(p.key)
	if !ok {
		return errInvalidAttribute(pystr.Lower(p.key))
	}
	s := setting{text: p.value, object: p.object, attr: a}
	if p.object != nil {
		s.text = str(p.object)
	}
	if hasControl(s.text) {
		return errControl(attributes[a].key, s.text)
	}
	m.put(s)
	return nil
}
