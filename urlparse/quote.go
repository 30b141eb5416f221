package urlparse

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/internal/pyerr"
)

// Quote replaces characters by percent signs and the hexadecimal form of their
// bytes, except ASCII letters, digits, _.-~ and those in [Safe].
//
//	urlparse.Quote("/El Niño/") // /El%20Ni%C3%B1o/
//
// A string is encoded first: a lone surrogate, or a byte that is no UTF-8, gives
// a [UnicodeEncodeError] unless [Errors] says otherwise. Bytes are taken as they
// are; with them [Encoding] or [Errors] gives a [TypeError]. Where no error can
// be dealt with, [QuoteFromBytes] has none.
//
// If there's nothing to quote, a string comes back without an allocation.
//
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.quote
// and RFC 3986, section 2.
//
// Keywords: [Safe] ("/"), [Encoding] ("utf-8"), [Errors] ("strict").
func Quote[T Text](string T, options ...QuoteOption) (string, error) {
	c := quoteConfig{codec: utf8Strict, safe: "/", bytes: isBytes[T]()}
	c.set(options)
	return quote(string, &c, false)
}

// QuotePlus is [Quote] for the fields of forms: a space becomes a plus sign, and
// Safe is empty by default.
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.quote_plus.
//
// Keywords: [Safe] (""), [Encoding] ("utf-8"), [Errors] ("strict").
func QuotePlus[T Text](string T, options ...QuoteOption) (string, error) {
	c := quoteConfig{codec: utf8Strict, bytes: isBytes[T]()}
	c.set(options)
	return quote(string, &c, true)
}

// QuoteFromBytes is [Quote] for bytes; those of a string are its UTF-8.
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.quote_from_bytes.
//
// Keywords: [Safe] ("/").
func QuoteFromBytes[T Text](bs T, options ...QuoteFromBytesOption) string {
	safe := "/"
	for _, o := range options {
		if s, ok := o.(Safe); ok {
			safe = string(s)
		}
	}
	var room escapeTable
	return quoteView(bs, escapesFor(safe, false, &room))
}

// AppendQuote appends [Quote] of string to dst. With an error, dst comes back as it was.
//
// Keywords: [Safe] ("/"), [Encoding] ("utf-8"), [Errors] ("strict").
func AppendQuote[T Text](dst []byte, string T, options ...QuoteOption) ([]byte, error) {
	c := quoteConfig{codec: utf8Strict, safe: "/", bytes: isBytes[T]()}
	c.set(options)
	return c.append(dst, view(string), false)
}

// AppendQuotePlus appends [QuotePlus] of string to dst. With an error, dst comes
// back as it was.
//
// Keywords: [Safe] (""), [Encoding] ("utf-8"), [Errors] ("strict").
func AppendQuotePlus[T Text](dst []byte, string T, options ...QuoteOption) ([]byte, error) {
	c := quoteConfig{codec: utf8Strict, bytes: isBytes[T]()}
	c.set(options)
	return c.append(dst, view(string), true)
}

var utf8Strict = codec{"utf-8", "strict"}

func quote[T Text](text T, c *quoteConfig, plus bool) (string, error) {
	b, plus, err := c.encode(view(text), plus)
	if err != nil {
		return "", err
	}
	var room escapeTable
	table := escapesFor(c.safe, plus, &room)
	if b != nil {
		return quoteView(b, table), nil
	}
	return quoteView(text, table), nil
}

func (c *quoteConfig) append(dst []byte, text string, plus bool) ([]byte, error) {
	b, plus, err := c.encode(text, plus)
	if err != nil {
		return dst, err
	}
	if b != nil {
		text = view(b)
	}
	var room escapeTable
	return appendEscaped(dst, text, escapesFor(c.safe, plus, &room)), nil
}

// encode returns the bytes of text, or nil if they are text's own, and whether
// a byte 0x20 is a space that becomes a plus sign: in UTF-16 it may be half of
// something else.
func (c *quoteConfig) encode(text string, plus bool) ([]byte, bool, error) {
	switch {
	case c.bytes && c.encodingGiven:
		return nil, plus, &pyerr.TypeError{Text: "quote() doesn't support 'encoding' for bytes"}
	case c.bytes && c.errorsGiven:
		return nil, plus, &pyerr.TypeError{Text: "quote() doesn't support 'errors' for bytes"}
	case c.bytes, text == "":
		return nil, plus, nil
	case c.encoding == "utf-8" && codecs.IsHandler(c.errors) && utf8.ValidString(text):
		return nil, plus, nil
	}
	b, err := codecs.Encode(text, c.encoding, c.errors)
	if b == nil {
		b = []byte{}
	}
	return b, plus && strings.IndexByte(text, ' ') >= 0, err
}

// quoteView returns text with its bytes escaped, and a string itself if none is.
func quoteView[T Text](text T, table *escapeTable) string {
	s := view(text)
	n := escapedLen(s, table)
	if n == len(s) && !table.plus {
		return string(text)
	}
	b := make([]byte, 0, n+slack)
	return own[string](appendEscaped(b, s, table))
}

// An escapeTable says what to write for each byte: one to three bytes, lowest
// first, and above them how many they are.
type escapeTable struct {
	of   [256]uint32
	plus bool // whether a blank becomes something as long
}

const alwaysSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"

var (
	escapesPlain = newEscapes(false)
	escapesPath  = func() escapeTable { t := newEscapes(false); t.keep("/"); return t }()
	escapesPlus  = newEscapes(true)
)

func newEscapes(plus bool) (t escapeTable) {
	for c := range uint32(256) {
		t.of[c] = '%' | uint32(upperHex[c>>4])<<8 | uint32(upperHex[c&15])<<16 | 3<<24
	}
	t.keep(alwaysSafe)
	if plus {
		t.of[' '] = '+' | 1<<24
		t.plus = true
	}
	return t
}

const upperHex = "0123456789ABCDEF"

// keep makes the ASCII characters of safe stay as they are.
func (t *escapeTable) keep(safe string) {
	for i := range len(safe) {
		if c := safe[i]; c < utf8.RuneSelf && (c != ' ' || !t.plus) {
			t.of[c] = uint32(c) | 1<<24
		}
	}
}

// escapesFor returns the table for the characters in safe, in room if it's not
// one of the usual ones.
func escapesFor(safe string, plus bool, room *escapeTable) *escapeTable {
	switch {
	case safe == "" && plus:
		return &escapesPlus
	case safe == "":
		return &escapesPlain
	case safe == "/" && !plus:
		return &escapesPath
	case plus:
		*room = escapesPlus
	default:
		*room = escapesPlain
	}
	room.keep(safe)
	return room
}

func escapedLen(s string, table *escapeTable) int {
	n := 0
	for i := range len(s) {
		n += int(table.of[s[i]] >> 24)
	}
	return n
}

// slack is how many bytes behind the end appendEscaped may touch.
const slack = 3

// appendEscaped appends s with its bytes escaped.
func appendEscaped(dst []byte, s string, table *escapeTable) []byte {
	j := len(dst)
	dst = slices.Grow(dst, escapedLen(s, table)+slack)
	out := dst[:cap(dst)]
	for i := range len(s) {
		e := table.of[s[i]]
		binary.LittleEndian.PutUint32(out[j:], e) // the fourth byte is the next one's
		j += int(e >> 24)
	}
	return out[:j]
}
