package urlparse

import (
	"net/url"
	"slices"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/codecs"
)

// Fields is what [URLEncode] takes: pairs in their order, or a map, whose keys
// are sorted.
//
// Of the values of type any, strings and bytes stand for themselves, and others
// for their Python str(): nil is None, true is True, 1e16 is 1e+16, []int{1, 2}
// is [1, 2]. A [fmt.Stringer] is asked first.
type Fields interface {
	[]Pair[string] | []Pair[[]byte] | []Pair[any] |
		map[string]string | map[string][]string | map[string]any | url.Values
}

// URLEncode makes a query, or the body of a form, of fields.
//
//	urlparse.URLEncode([]urlparse.Pair[any]{{"q", "a b"}, {"page", 2}}) // q=a+b&page=2
//
// Text is encoded and quoted as in [QuotePlus]; bytes are quoted as they are.
// Each string of a map[string][]string or [url.Values] makes a field; for the
// other types [DoSeq](true) makes one of each element of a value that is a slice,
// and of each key of a map.
//
// The errors are those of [Quote], and a [RecursionError] for values nested a
// thousand deep.
//
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.urlencode.
//
// Keywords: [DoSeq] (false), [Safe] (""), [Encoding] ("utf-8"), [Errors]
// ("strict"), [QuoteVia] ([QuotePlus]).
func URLEncode[F Fields](query F, options ...URLEncodeOption) (string, error) {
	e := formEncoder{quoteConfig: quoteConfig{codec: utf8Strict}}
	e.set(options)
	var stack [512]byte
	e.dst = stack[:0]
	var err error
	switch q := any(query).(type) {
	case []Pair[string]:
		err = e.texts(q, len(stack))
	case []Pair[[]byte]:
		for _, p := range q {
			if err = e.pair(p.Key, p.Value); err != nil {
				break
			}
		}
	case []Pair[any]:
		for _, p := range q {
			if err = e.pair(p.Key, p.Value); err != nil {
				break
			}
		}
	case map[string]string:
		pairs := make([]Pair[string], 0, len(q))
		for _, k := range sortedKeys(q) {
			pairs = append(pairs, Pair[string]{k, q[k]})
		}
		err = e.texts(pairs, len(stack))
	case map[string][]string:
		err = e.lists(q, len(stack))
	case url.Values:
		err = e.lists(q, len(stack))
	case map[string]any:
		for _, k := range sortedKeys(q) {
			if err = e.pair(k, q[k]); err != nil {
				break
			}
		}
	}
	if err != nil {
		return "", err
	}
	return e.result(), nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// A formEncoder writes fields to dst.
type formEncoder struct {
	quoteConfig
	doSeq bool
	via   QuoteFunc
	with  []QuoteOption // via's
	room  escapeTable
	table *escapeTable
	dst   []byte
	owned bool // dst was made for the result
}

func (e *formEncoder) set(options []URLEncodeOption) {
	for _, o := range options {
		switch o := o.(type) {
		case DoSeq:
			e.doSeq = bool(o)
		case Safe:
			e.safe = string(o)
		case Encoding:
			e.encoding = string(o)
		case Errors:
			e.errors = string(o)
		case quoteVia:
			e.via = o.f
		}
	}
	if e.via != nil {
		e.with = []QuoteOption{Safe(e.safe), Encoding(e.encoding), Errors(e.errors)}
	}
	e.table = escapesFor(e.safe, true, &e.room)
}

func (e *formEncoder) result() string {
	if e.owned {
		return own[string](e.dst)
	}
	return string(e.dst)
}

// texts writes pairs of strings. If they might not fit in free bytes, it makes
// room for them all at once.
func (e *formEncoder) texts(pairs []Pair[string], free int) error {
	n := slack
	for i := range pairs {
		n += 3*(len(pairs[i].Key)+len(pairs[i].Value)) + len("&=")
	}
	if n > free {
		n = slack
		for i := range pairs {
			n += escapedLen(pairs[i].Key, e.table) + escapedLen(pairs[i].Value, e.table) + len("&=")
		}
		e.dst, e.owned = make([]byte, 0, n), true
	}
	for i := range pairs {
		e.start()
		if err := e.text(pairs[i].Key); err != nil {
			return err
		}
		e.dst = append(e.dst, '=')
		if err := e.text(pairs[i].Value); err != nil {
			return err
		}
	}
	return nil
}

func (e *formEncoder) lists(m map[string][]string, free int) error {
	n := 0
	for _, list := range m {
		n += len(list)
	}
	pairs := make([]Pair[string], 0, n)
	for _, k := range sortedKeys(m) {
		for _, v := range m[k] {
			pairs = append(pairs, Pair[string]{k, v})
		}
	}
	return e.texts(pairs, free)
}

// start begins a field.
func (e *formEncoder) start() {
	if len(e.dst) > 0 {
		e.dst = append(e.dst, '&')
	}
}

// text writes a quoted string.
func (e *formEncoder) text(s string) error {
	if e.via != nil {
		return e.call(s, e.with)
	}
	if e.encoding == "utf-8" && utf8.ValidString(s) && codecs.IsHandler(e.errors) {
		e.dst = appendEscaped(e.dst, s, e.table)
		return nil
	}
	var err error
	e.dst, err = e.quoteConfig.append(e.dst, s, true)
	return err
}

// bytes writes quoted bytes.
func (e *formEncoder) bytes(b []byte) error {
	if e.via != nil {
		return e.call(string(b), []QuoteOption{Safe(e.safe), asBytes{}})
	}
	e.dst = appendEscaped(e.dst, view(b), e.table)
	return nil
}

func (e *formEncoder) call(s string, options []QuoteOption) error {
	quoted, err := e.via(s, options...)
	e.dst = append(e.dst, quoted...)
	return err
}

// any writes a value that need not be text.
func (e *formEncoder) any(v any) error {
	switch v := v.(type) {
	case string:
		return e.text(v)
	case []byte:
		return e.bytes(v)
	}
	s, err := pyStr(v)
	if err != nil {
		return err
	}
	return e.text(s)
}

// pair writes a field, or with doSeq a field for each element of value.
func (e *formEncoder) pair(key, value any) error {
	values, isSeq := []any{value}, false
	if e.doSeq {
		if values, isSeq = elements(value); !isSeq {
			values = []any{value}
		}
	}
	if len(values) == 0 { // the key may still be wrong
		n := len(e.dst)
		err := e.any(key)
		e.dst = e.dst[:n]
		return err
	}
	for _, v := range values {
		e.start()
		if err := e.any(key); err != nil {
			return err
		}
		e.dst = append(e.dst, '=')
		if err := e.any(v); err != nil {
			return err
		}
	}
	return nil
}
