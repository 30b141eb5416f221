package jsonx

import (
	"io"
	"reflect"
	"strings"
)

// LoadsInto decodes a JSON document into what v points to, an addition to Python.
// It fills structs by the names of their json tags (omitempty and the like do not
// matter; the option string does), maps, slices, arrays, pointers and basic
// types, an empty interface as [Loads] does, and what has an UnmarshalJSON or an
// UnmarshalText method. null empties a pointer, a map, a slice or an interface
// and leaves anything else alone. []byte takes base64.
//
// Names must match exactly. Members without a field are skipped unless
// [DisallowUnknownFields] is given. The document may be in any of the encodings
// of [Loads]. Strings share the memory of one copy of the document, or of its
// strings if it is long.
//
// The errors are those of [Loads], and a *[JSONDecodeError] with the place of a
// value that does not fit its Go type, at which decoding stops.
//
// Keywords: [Strict] and [AllowNaN] true, [UTF8Only], [JSONC], [JSON5] and
// DisallowUnknownFields false, [DuplicateNames] DuplicateLast, [MaxDepth] 50000,
// [IntMaxStrDigits] 4300.
func LoadsInto[T ~string | ~[]byte](data T, v any, opts ...IntoOption) error {
	cfg := &usualLoad
	if len(opts) > 0 {
		cfg = new(loadConfig)
		cfg.init()
		cfg.applyInto(opts)
	}
	if reflect.TypeFor[T]().Kind() != reflect.String {
		return intoBytes([]byte(data), v, cfg)
	}
	s := string(data)
	if strings.HasPrefix(s, bom) {
		return errorAt(unexpectedBOM, s, 0, 0)
	}
	return intoText(s, 0, false, v, cfg)
}

// LoadInto decodes the JSON document that fp holds into what v points to; see
// [LoadsInto]. It reads all of it first.
func LoadInto(fp io.Reader, v any, opts ...IntoOption) error {
	data, err := io.ReadAll(fp)
	if err != nil {
		return err
	}
	return LoadsInto(data, v, opts...)
}

// minBorrowed is the length from which on a document is not copied as a whole.
const minBorrowed = 256

func intoBytes(b []byte, v any, cfg *loadConfig) error {
	if fastFields && len(b) >= minBorrowed && isUTF8(b) && !cfg.utf8Only {
		s := borrow(b)
		if err := intoText(s, highBits, true, v, cfg); err != nil {
			return decodingFirst(s, err)
		}
		return nil
	}
	s, checked, err := textOf(b, cfg)
	switch {
	case err != nil:
		return err
	case checked && cfg.utf8Only && strings.HasPrefix(s, bom):
		return errorAt(unexpectedBOM, s, 0, 0)
	case checked:
		return intoText(s, 0, false, v, cfg)
	}
	if err := intoText(s, highBits, false, v, cfg); err != nil {
		return decodingFirst(s, err)
	}
	return nil
}

func intoText(s string, high uint64, borrows bool, v any, cfg *loadConfig) error {
	p := reflect.ValueOf(v)
	if p.Kind() != reflect.Pointer || p.IsNil() {
		return &TypeError{Text: "LoadsInto needs a pointer, not " + typeName(reflect.TypeOf(v))}
	}
	d := newDecoder(s, cfg)
	defer d.release()
	d.high = high
	if borrows {
		d.borrows, d.textChunk = true, min(len(s)/2, maxTextChunk)
	}
	i := d.space(0)
	if i >= 0 {
		i = d.into(i, p.Elem())
	}
	return d.failure(d.finish(i))
}

// into decodes the value at i.
func (d *decoder) into(i int, v reflect.Value) int { return decoderOf(v.Type())(d, i, v) }

// mismatch fails because the value at i has no place in a Go type.
func (d *decoder) mismatch(i int, t reflect.Type) int {
	if d.msg != "" || d.err != nil {
		return -1
	}
	what := "number"
	if i >= len(d.s) {
		return d.fail("Expecting value", i)
	}
	switch d.s[i] {
	case '"', '\'':
		what = "string"
	case '{':
		what = "object"
	case '[':
		what = "array"
	case 't', 'f':
		what = "boolean"
	case 'n':
		what = "null"
	}
	if _, end := d.value(i); end < 0 { // malformed in the first place
		return end
	}
	return d.fail("Cannot decode "+what+" into "+t.String(), i)
}

// null reports whether the value at i is null.
func (d *decoder) null(i int) bool {
	return uint(i) < uint(len(d.s)) && d.s[i] == 'n' && strings.HasPrefix(d.s[i:], "null")
}

// punctuation goes on after an element or a member: it returns the place of the
// next one and false, or the place after the closing bracket and true.
func (d *decoder) punctuation(i int, closing byte, kind string) (next int, done bool) {
	if s := d.s; i+1 < len(s) && s[i] == ',' && s[i+1] > ' ' && s[i+1] != closing && !d.relaxed {
		return i + 1, false
	}
	if uint(i) >= uint(len(d.s)) || d.s[i] != ',' && d.s[i] != closing {
		i = d.space(i)
	}
	if uint(i) >= uint(len(d.s)) || d.s[i] != ',' && d.s[i] != closing {
		return d.expect("Expecting ',' delimiter", i), true
	}
	if d.s[i] == closing {
		return i + 1, true
	}
	comma := i
	i = d.space(i + 1)
	if uint(i) < uint(len(d.s)) && d.s[i] == closing {
		if !d.relaxed {
			return d.fail("Illegal trailing comma before end of "+kind, comma), true
		}
		return i + 1, true
	}
	return i, i < 0
}

// name parses the name at i and what is between it and its value.
func (d *decoder) name(i int) (key string, next int) {
	if uint(i) < uint(len(d.s)) && d.s[i] == '"' {
		key, i = d.str(i + 1)
	} else {
		key, i = d.json5Name(i)
	}
	if i < 0 {
		return "", i
	}
	if uint(i) >= uint(len(d.s)) || d.s[i] != ':' {
		i = d.space(i)
	}
	if uint(i) >= uint(len(d.s)) || d.s[i] != ':' {
		return "", d.expect("Expecting ':' delimiter", i)
	}
	i++
	if uint(i) < uint(len(d.s)) && d.s[i] > ' ' && !d.relaxed {
		return key, i
	}
	return key, d.space(i)
}

// open enters the container whose bracket is before i. It returns the place of
// the first item, or the place after the closing bracket and true.
func (d *decoder) open(i int, closing byte, kind string) (next int, done bool) {
	if !d.enter(kind) {
		return -1, true
	}
	i = d.space(i)
	if uint(i) < uint(len(d.s)) && d.s[i] == closing {
		return i + 1, true
	}
	return i, i < 0
}

// skip reads the value at i as value does, with the same errors, and makes nothing
// of it.
func (d *decoder) skip(i int) int {
	if uint(i) < uint(len(d.s)) && !d.relaxed && d.cfg.duplicates != DuplicateError {
		switch c := d.s[i]; {
		case c == '"':
			_, end := d.str(i + 1)
			return end
		case c == '[' || c == '{':
			return d.skipContainer(i+1, c)
		case c-'0' <= 9 || c == '-':
			n, end := d.numeral(i)
			if end >= 0 && (n.isFloat && d.cfg.allowNaN || !n.isFloat && n.digits < 19) { // no limit is near
				return end
			}
		}
	}
	_, end := d.value(i)
	return end
}

// skipContainer is skip for an array or an object whose bracket is before i.
func (d *decoder) skipContainer(i int, bracket byte) int {
	closing := bracket + 2 // in ASCII
	kind := containerName(closing)
	i, done := d.open(i, closing, kind)
	for !done {
		if bracket == '{' {
			if _, i = d.name(i); i < 0 {
				return i
			}
		}
		if i = d.skip(i); i < 0 {
			return i
		}
		i, done = d.punctuation(i, closing, kind)
	}
	if i >= 0 {
		d.depth--
	}
	return i
}
