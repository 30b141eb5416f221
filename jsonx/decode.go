package jsonx

import (
	"io"
	"reflect"
	"strings"

	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/internal/utf8x"
)

// Loads decodes a JSON document, like Python's [json.loads]. A string is taken as
// it is; bytes may be UTF-8, UTF-16 or UTF-32, as [DetectEncoding] finds.
//
// The values are *[Object], []any, string, int64 (or *[big.Int] if it is larger),
// float64, bool and nil. Strings hold lone surrogates in their three-byte form.
// They share the memory of one copy of the document.
//
// A malformed document is a *[JSONDecodeError], bytes that are not in their
// encoding a *[UnicodeDecodeError], too many digits a *[ValueError], too deep
// nesting a *[RecursionError]. An error of a hook comes back as it is.
//
// Keywords: [Cls], [ObjectHook], [ObjectPairsHook], [ArrayHook], [ParseFloat],
// [ParseInt] and [ParseConstant], by default absent; [Strict] true.
// Additions: [AllowNaN] true, [RawNumber], [UTF8Only], [JSONC] and [JSON5] false,
// [DuplicateNames] DuplicateLast, [MaxDepth] 50000, [IntMaxStrDigits] 4300.
//
// [json.loads]: https://docs.python.org/3.15/library/json.html#json.loads
func Loads[T ~string | ~[]byte](s T, opts ...LoadOption) (any, error) {
	cfg := &usualLoad
	if len(opts) > 0 {
		cfg = new(loadConfig)
		cfg.init()
		cfg.apply(opts)
	}
	if reflect.TypeFor[T]().Kind() == reflect.String {
		return loadString(string(s), cfg)
	}
	return loadBytes([]byte(s), cfg)
}

// Load decodes the JSON document that fp holds, like Python's [json.load]. It
// reads all of it first; see [LoadValues] and [TokenReader] for documents that
// are too large for that. Keywords and errors are those of [Loads], and fp's.
//
// [json.load]: https://docs.python.org/3.15/library/json.html#json.load
func Load(fp io.Reader, opts ...LoadOption) (any, error) {
	data, err := io.ReadAll(fp)
	if err != nil {
		return nil, err
	}
	return Loads(data, opts...)
}

func loadString(s string, cfg *loadConfig) (any, error) {
	if strings.HasPrefix(s, bom) {
		return nil, errorAt(unexpectedBOM, s, 0, 0)
	}
	return loadText(s, cfg)
}

func loadText(s string, cfg *loadConfig) (any, error) {
	d := newDecoder(s, cfg)
	v, err := d.document()
	d.release()
	return v, err
}

const (
	bom           = "\ufeff"
	unexpectedBOM = "Unexpected UTF-8 BOM (decode using utf-8-sig)"
)

func loadBytes(b []byte, cfg *loadConfig) (any, error) {
	s, checked, err := textOf(b, cfg)
	if err != nil {
		return nil, err
	}
	if checked {
		if cfg.utf8Only {
			return loadString(s, cfg)
		}
		return loadText(s, cfg)
	}
	d := newDecoder(s, cfg)
	d.high = highBits
	v, err := d.document()
	d.release()
	if err != nil {
		return nil, decodingFirst(s, err)
	}
	return v, nil
}

// decodingFirst returns the error for a document whose parsing failed with err:
// Python decodes all of it before, and so an error in that counts.
func decodingFirst(s string, err error) error {
	if _, err := codecs.Decode([]byte(s), "utf-8", "surrogatepass"); err != nil {
		return err
	}
	return err
}

// textOf returns the text that bytes hold, and whether it is known to be sound;
// if not, it is meant to be UTF-8.
func textOf(b []byte, cfg *loadConfig) (text string, checked bool, err error) {
	if cfg.utf8Only {
		if !utf8x.Valid(b) {
			_, err := codecs.Decode(b, "utf-8", "strict")
			return "", false, err
		}
		return string(b), true, nil
	}
	if isUTF8(b) {
		return string(b), false, nil
	}
	switch encoding := DetectEncoding(b); encoding {
	case "utf-8":
		return string(b), false, nil
	case "utf-8-sig":
		return string(b[len(bom):]), false, nil
	default:
		text, err = codecs.Decode(b, encoding, "surrogatepass")
		return text, true, err
	}
}

// isUTF8 reports whether b is meant to be UTF-8, in the common case.
func isUTF8(b []byte) bool { return len(b) >= 2 && b[0] != 0 && b[1] != 0 && b[0] < 0x80 }

// DetectEncoding returns Python's name for the encoding of a JSON document, like
// json.detect_encoding: by the byte order mark, or else by where the first
// characters, which are ASCII, have their zero bytes. It is one of utf-8,
// utf-8-sig, utf-16, utf-16-be, utf-16-le, utf-32, utf-32-be and utf-32-le.
func DetectEncoding(b []byte) string {
	has := func(prefix string) bool { return strings.HasPrefix(string(b[:min(len(b), 4)]), prefix) }
	zero := func(i int) bool { return b[i] == 0 }
	switch {
	case has("\x00\x00\xfe\xff"), has("\xff\xfe\x00\x00"):
		return "utf-32"
	case has("\xfe\xff"), has("\xff\xfe"):
		return "utf-16"
	case has(bom):
		return "utf-8-sig"
	case len(b) >= 4 && zero(0) && zero(1), len(b) >= 4 && zero(0) && !zero(1):
		if zero(1) {
			return "utf-32-be"
		}
		return "utf-16-be"
	case len(b) >= 4 && zero(1):
		if zero(2) && zero(3) {
			return "utf-32-le"
		}
		return "utf-16-le"
	case len(b) == 2 && zero(0):
		return "utf-16-be"
	case len(b) == 2 && zero(1):
		return "utf-16-le"
	}
	return "utf-8"
}

// A JSONDecoder decodes JSON documents with fixed settings, like Python's
// [json.JSONDecoder]. It is safe for concurrent use if its fields stay as they are.
// One that [NewJSONDecoder] has not made has the default limits.
//
// [json.JSONDecoder]: https://docs.python.org/3.15/library/json.html#json.JSONDecoder
type JSONDecoder struct {
	ObjectHook      ObjectHook      // see [ObjectHook]; nil without it, as are the others
	ObjectPairsHook ObjectPairsHook // see [ObjectPairsHook]
	ArrayHook       ArrayHook       // see [ArrayHook]
	ParseFloat      ParseFloat      // see [ParseFloat]
	ParseInt        ParseInt        // see [ParseInt]
	ParseConstant   ParseConstant   // see [ParseConstant]
	Strict          bool            // see [Strict]

	cfg loadConfig // what has no field
}

// NewJSONDecoder returns a decoder. The keywords are those of [Loads].
func NewJSONDecoder(opts ...LoadOption) *JSONDecoder {
	d := new(JSONDecoder)
	c := &d.cfg
	c.init()
	c.apply(opts)
	d.ObjectHook, d.ObjectPairsHook, d.ArrayHook = c.objectHook, c.pairsHook, c.arrayHook
	d.ParseFloat, d.ParseInt, d.ParseConstant = c.parseFloat, c.parseInt, c.parseConst
	d.Strict = c.strict
	return d
}

// config returns the settings, of which the fields have the last word.
func (d *JSONDecoder) config() loadConfig {
	c := d.cfg
	if !c.made {
		c.init()
	}
	c.objectHook, c.pairsHook, c.arrayHook = d.ObjectHook, d.ObjectPairsHook, d.ArrayHook
	c.parseFloat, c.parseInt, c.parseConst = d.ParseFloat, d.ParseInt, d.ParseConstant
	c.strict = d.Strict
	return c
}

// Decode decodes a document, which may have white space around it.
// Unlike [Loads] it takes a byte order mark for any other character.
func (d *JSONDecoder) Decode(s string) (any, error) {
	cfg := d.config()
	return loadText(s, &cfg)
}

// RawDecode decodes the document that starts at s[idx] and returns where it ends;
// anything may follow. Both places count bytes, so that s[end:] is the rest;
// the positions in errors count code points all the same.
func (d *JSONDecoder) RawDecode(s string, idx int) (v any, end int, err error) {
	if idx < 0 {
		return nil, 0, &ValueError{Text: "idx cannot be negative"}
	}
	cfg := d.config()
	dec := newDecoder(s, &cfg)
	v, end = dec.value(idx)
	err = dec.failure(end)
	dec.release()
	if err != nil {
		return nil, 0, err
	}
	return v, end, nil
}
