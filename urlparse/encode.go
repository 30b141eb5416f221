package urlparse

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/internal/utf8x"
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
	var pairs []Pair[string]
	switch q := any(&query).(type) { // by its address, so that it can stay on the caller's stack
	case *[]Pair[string]:
		pairs = *q
	case *map[string]string:
		pairs = sortedPairs(*q)
	case *map[string][]string:
		pairs = listPairs(*q)
	case *url.Values:
		pairs = listPairs(*q)
	default:
		return e.values(q)
	}
	return e.texts(pairs)
}

// sortedPairs returns the fields of a map in the order of their keys.
func sortedPairs(m map[string]string) []Pair[string] {
	pairs := make([]Pair[string], 0, len(m))
	for k, v := range m {
		pairs = append(pairs, Pair[string]{k, v})
	}
	slices.SortFunc(pairs, func(a, b Pair[string]) int { return strings.Compare(a.Key, b.Key) })
	return pairs
}

// listPairs returns the fields of a map of lists.
func listPairs(m map[string][]string) []Pair[string] {
	n := 0
	for _, list := range m {
		n += len(list)
	}
	pairs := make([]Pair[string], 0, n)
	for k, list := range m {
		for _, v := range list {
			pairs = append(pairs, Pair[string]{k, v})
		}
	}
	slices.SortStableFunc(pairs, func(a, b Pair[string]) int { return strings.Compare(a.Key, b.Key) })
	return pairs
}

// A formEncoder writes fields to dst.
type formEncoder struct {
	quoteConfig
	doSeq bool
	via   QuoteFunc
	with  []QuoteOption // via's
	table *escapeTable
	dst   []byte
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
	e.table = escapesFor(e.safe, true)
}

// values returns the fields for what query points to: pairs or a map of any values.
func (e *formEncoder) values(query any) (string, error) {
	buf := buffers.Get().(*buffer)
	defer buffers.Put(buf)
	e.dst = buf[:0]
	switch q := query.(type) {
	case *[]Pair[[]byte]:
		for _, p := range *q {
			if err := e.pair(p.Key, p.Value); err != nil {
				return "", err
			}
		}
	case *[]Pair[any]:
		for _, p := range *q {
			if err := e.pair(p.Key, p.Value); err != nil {
				return "", err
			}
		}
	case *map[string]any:
		for _, k := range slices.Sorted(maps.Keys(*q)) {
			if err := e.pair(k, (*q)[k]); err != nil {
				return "", err
			}
		}
	}
	return string(e.dst), nil
}

// texts returns the fields for pairs of strings, for which it makes room at once.
func (e *formEncoder) texts(pairs []Pair[string]) (string, error) {
	n, plain := escapeRoom(0), e.via == nil && e.quoteConfig.isPlain()
	if plain {
		if out, ok := shortForm(pairs, e.table); ok {
			return out, nil
		}
	}
	for i := range pairs {
		k, ascii1 := escapedLen(pairs[i].Key, e.table)
		v, ascii2 := escapedLen(pairs[i].Value, e.table)
		n += k + v + len("&=")
		plain = plain && (ascii1 && ascii2 || utf8x.ValidString(pairs[i].Key) && utf8x.ValidString(pairs[i].Value))
	}
	e.dst = make([]byte, 0, n)
	for i := range pairs {
		e.start()
		if plain {
			e.dst, _ = escape(e.dst, pairs[i].Key, e.table)
			e.dst = append(e.dst, '=')
			e.dst, _ = escape(e.dst, pairs[i].Value, e.table)
			continue
		}
		if err := e.text(pairs[i].Key); err != nil {
			return "", err
		}
		e.dst = append(e.dst, '=')
		if err := e.text(pairs[i].Value); err != nil {
			return "", err
		}
	}
	return own[string](e.dst), nil
}

// shortForm writes fields into the stack's memory, so that the result's size is
// known without another pass. It is not ok if they are too long, or not UTF-8.
func shortForm(pairs []Pair[string], table *escapeTable) (out string, ok bool) {
	var buf [192]byte
	n := slack
	for i := range pairs {
		if n += 3*(len(pairs[i].Key)+len(pairs[i].Value)) + len("&="); n > len(buf) {
			return "", false
		}
	}
	b := buf[:0]
	for i := range pairs {
		if i > 0 {
			b = append(b, '&')
		}
		var ascii1, ascii2 bool
		b, ascii1 = escape(b, pairs[i].Key, table)
		b = append(b, '=')
		b, ascii2 = escape(b, pairs[i].Value, table)
		if !(ascii1 && ascii2 || utf8x.ValidString(pairs[i].Key) && utf8x.ValidString(pairs[i].Value)) {
			return "", false
		}
	}
	return string(b), true
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
	if e.encoding == "utf-8" && utf8x.ValidString(s) && codecs.IsHandler(e.errors) {
		e.dst, _ = appendEscaped(e.dst, s, e.table)
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
	e.dst, _ = appendEscaped(e.dst, view(b), e.table)
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
	if b, ok := namedBytes(v); ok {
		return e.bytes(b)
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
