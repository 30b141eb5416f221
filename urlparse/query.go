package urlparse

import (
	"net/url"
	"strings"

	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/internal/pyrepr"
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
	raw := isBytes[T]()
	c := &defaultQuery
	if raw || len(options) > 0 {
		own := defaultQuery
		own.raw = raw
		own.set(options)
		c = &own
	}
	if c.separator == "" {
		return nil, valueError("Separator must be of type string or bytes.")
	}
	if raw && !isASCII(c.separator) {
		_, err := codecs.Encode(c.separator, "ascii", "strict")
		return nil, err
	}
	fields, err := c.parse(view(qs))
	if !raw || err != nil {
		return pairsOf[T](fields), err
	}
	out := make([]Pair[T], len(fields))
	for i, f := range fields {
		out[i] = Pair[T]{T(f.Key), T(f.Value)}
	}
	return out, nil
}

var defaultQuery = queryConfig{codec: utf8Replace, limit: -1, separator: "&"}

// parse parses qs into strings, which may be parts of it.
func (c *queryConfig) parse(qs string) ([]Pair[string], error) {
	if qs == "" {
		return nil, nil
	}
	var marks queryMarks
	var n int
	short := len(qs) <= maxMarked && c.separator == "&"
	switch {
	case short && hasKernels:
		marks = markQuery(qs)
		n = marks.fields()
	case short:
		marks = plainMarkQuery(qs)
		n = marks.fields()
	default:
		n = 1 + strings.Count(qs, c.separator)
	}
	if c.limit >= 0 && n > c.limit {
		return nil, valueError("Max number of fields exceeded")
	}
	if n > few {
		n = min(n, c.maxFields(len(qs)))
	}
	fields := make([]Pair[string], 0, n)
	var room []byte // for all that is decoded
	for rest, more := qs, true; more; {
		var field string
		var equals int
		var escaped bool
		if short {
			field, equals, escaped = marks.next(rest)
		} else {
			field, equals, escaped = nextField(rest, c.separator)
		}
		left := len(rest)
		if more = len(field) < left; more {
			rest = rest[len(field)+len(c.separator):]
		}
		if equals == len(field) {
			if c.strict {
				return nil, c.badField(field)
			}
			if equals == 0 || !c.keepBlank {
				continue
			}
		}
		key, value := field[:equals], field[min(equals+1, len(field)):]
		if value == "" && !c.keepBlank {
			continue
		}
		if escaped {
			if room == nil {
				room = make([]byte, 0, left)
			}
			var err error
			if key, room, err = c.decode(room, key); err == nil {
				value, room, err = c.decode(room, value)
			}
			if err != nil {
				return nil, err
			}
		}
		fields = append(fields, Pair[string]{key, value})
	}
	return fields, nil
}

func (c *queryConfig) badField(field string) error {
	form := pyrepr.String(field)
	if c.raw {
		form = pyrepr.Bytes(field)
	}
	return valueError("bad query field: " + form)
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

// few fields may as well be room for nothing.
const few = 4

// maxFields returns how many fields a query of n bytes has at most, so that
// a row of separators doesn't cost many times its length.
func (c *queryConfig) maxFields(n int) int {
	shortest := len("=v")
	if c.keepBlank {
		shortest = len("=")
	}
	return (n+len(c.separator))/(shortest+len(c.separator)) + 1
}

// decode decodes a key or value, for which it may append to room.
func (c *queryConfig) decode(room []byte, s string) (string, []byte, error) {
	escaped := strings.IndexByte(s, '%') >= 0
	if !escaped && strings.IndexByte(s, '+') < 0 {
		return s, room, nil
	}
	start := len(room)
	var err error
	if escaped && !c.raw {
		room, err = c.codec.appendUnquoted(room, s, true)
	} else {
		room = appendUnquoted(room, s, true)
	}
	return own[string](room[start:]), room, err
}
