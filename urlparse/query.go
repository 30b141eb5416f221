package urlparse

import (
	"net/url"
	"strings"

	"github.com/gobatteries/batteries/internal/codecs"
)

// A Pair is a field of a query or form.
type Pair[T any] struct{ Key, Value T }

// ParseQSL parses a query or the body of a form into its fields, in their order.
// Percent signs and plus signs are resolved as in [UnquotePlus].
//
//	urlparse.ParseQSL("q=a+b&lang=en") // {"q", "a b"}, {"lang", "en"}
//
// Fields with an empty value, or none at all, are left out unless
// [KeepBlankValues]. A [ValueError] tells of an empty [Separator], of more fields
// than [MaxNumFields], and with [StrictParsing] of a field without an equals
// sign. From bytes come bytes: they are not decoded.
//
// There's no limit by default: pass MaxNumFields for input that isn't to be
// trusted. The time is in proportion to the length of the query.
//
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.parse_qsl.
//
// Keywords: [KeepBlankValues] (false), [StrictParsing] (false), [Encoding]
// ("utf-8"), [Errors] ("replace"), [MaxNumFields] (none), [Separator] ("&").
func ParseQSL[T Text](qs T, options ...ParseQSOption) ([]Pair[T], error) {
	c := queryConfig{codec: utf8Replace, limit: -1, separator: "&"}
	c.set(options)
	if c.separator == "" {
		return nil, valueError("Separator must be of type string or bytes.")
	}
	if isBytes[T]() && !isASCII(c.separator) {
		_, err := codecs.Encode(c.separator, "ascii", "strict")
		return nil, err
	}
	return parseFields[T](view(qs), &c)
}

// parseFields parses qs, which is a view if T is made of bytes.
func parseFields[T Text](qs string, c *queryConfig) ([]Pair[T], error) {
	if qs == "" {
		return nil, nil
	}
	n := 1 + strings.Count(qs, c.separator)
	if c.limit >= 0 && n > c.limit {
		return nil, valueError("Max number of fields exceeded")
	}
	d := fieldDecoder[T]{codec: c.codec, left: len(qs), plain: strings.IndexByte(qs, '%') < 0 && strings.IndexByte(qs, '+') < 0}
	fields := make([]Pair[T], 0, min(n, c.maxFields(len(qs))))
	for more := true; more; {
		var field, key, value string
		var ok bool
		field, qs, more = strings.Cut(qs, c.separator)
		if key, value, ok = strings.Cut(field, "="); !ok {
			if c.strict {
				return nil, valueError("bad query field: " + repr(T(field)))
			}
			if !c.keepBlank || field == "" {
				continue
			}
		}
		if value == "" && !c.keepBlank {
			continue
		}
		k, err := d.decode(key)
		if err != nil {
			return nil, err
		}
		v, err := d.decode(value)
		if err != nil {
			return nil, err
		}
		fields = append(fields, Pair[T]{k, v})
	}
	return fields, nil
}

// maxFields returns how many fields a query of n bytes has at most, so that
// a row of separators doesn't cost many times its length.
func (c *queryConfig) maxFields(n int) int {
	shortest := len("=v")
	if c.keepBlank {
		shortest = len("=")
	}
	return (n+len(c.separator))/(shortest+len(c.separator)) + 1
}

// A fieldDecoder decodes keys and values, all into one piece of memory.
type fieldDecoder[T Text] struct {
	codec
	plain bool   // there's nothing to decode
	room  []byte // for what will be decoded
	left  int    // how much is left of the query, at least
}

func (d *fieldDecoder[T]) decode(s string) (T, error) {
	if isBytes[T]() {
		return T(appendUnquoted(nil, s, true)), nil
	}
	if d.plain {
		return T(s), nil
	}
	escaped := strings.IndexByte(s, '%') >= 0
	if !escaped && strings.IndexByte(s, '+') < 0 {
		d.left -= len(s)
		return T(s), nil
	}
	if d.room == nil {
		d.room = make([]byte, 0, d.left)
	}
	start := len(d.room)
	var err error
	if escaped {
		d.room, err = d.codec.appendUnquoted(d.room, s, true)
	} else {
		d.room = appendUnquoted(d.room, s, true)
	}
	return own[T](d.room[start:]), err
}

// ParseQS is [ParseQSL] with the values of each key together.
//
// Python's dict keeps the keys in the order of the query. Where the order
// matters, take ParseQSL or [Query].
//
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.parse_qs.
//
// Keywords: those of ParseQSL.
func ParseQS[T Text](qs T, options ...ParseQSOption) (url.Values, error) {
	fields, err := ParseQSL(qs, options...)
	if err != nil {
		return nil, err
	}
	out := make(url.Values, len(fields))
	for _, f := range fields {
		out[string(f.Key)] = append(out[string(f.Key)], string(f.Value))
	}
	return out, nil
}
