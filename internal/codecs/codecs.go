// Package codecs turns strings into bytes and back as Python's str.encode and
// bytes.decode do: by Python's names for the encodings and the error handlers,
// with CPython's exceptions.
//
// Strings may hold lone surrogates in their three-byte form (package wtf8); a
// byte that is no UTF-8 counts as the surrogate U+DC00+byte, as everywhere in
// this module. Decoding gives UTF-8, and the three-byte form where an error
// handler makes surrogates.
//
// The encodings are ASCII, Latin-1, the UTF-8, UTF-16 and UTF-32 families and
// nearly all of Python's single-byte encodings that agree with ASCII in the
// lower half (cp1252, iso8859-15, koi8-r and so on). UTF-16 and UTF-32 without
// a byte order in their name are little-endian behind a byte order mark, as
// CPython writes them nearly everywhere. Python's other encodings count as
// unknown.
//
// The error handlers are strict, replace, ignore, surrogateescape,
// surrogatepass, xmlcharrefreplace and backslashreplace. namereplace is known
// only where no character has a name, which is the Unicode encodings.
//
// See https://docs.python.org/3.15/library/codecs.html#standard-encodings and
// https://docs.python.org/3.15/library/codecs.html#error-handlers.
package codecs

import (
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/utf8x"
)

// A Codec is an encoding. Codecs are safe for concurrent use.
type Codec struct {
	name  string // in errors
	bad   string // the reason when a character has no bytes
	mark  string // what encoding writes first
	width int    // output comes in units of so many bytes
	big   bool   // whether the first byte of a unit is the highest

	// ascii says that a byte below 0x80 is the ASCII character and nothing else.
	ascii bool
	// each says that an error is about one character, not about a run of them.
	each bool
	// partly says that surrogateescape takes what it can of a run; else it's
	// the whole run or an error.
	partly bool
	// table is the upper half of a single-byte encoding.
	table halfTable

	// put appends the bytes of r to dst, or reports false if it has none.
	put func(c *Codec, dst []byte, r rune) ([]byte, bool)
	// step reads the first character of b, which is not empty. If reason is not
	// empty, the first n bytes are wrong.
	step func(c *Codec, b []byte) (r rune, n int, reason string)
	// sniff looks for a byte order mark and returns the codec for the rest.
	sniff func(c *Codec, b []byte) (rest *Codec, skip int)
}

// Encode returns str.encode(s, encoding, errors). The errors are
// [pyerr.UnicodeEncodeError], [pyerr.LookupError] for an unknown encoding or (if
// it is needed) error handler, and [pyerr.ValueError] for a NUL in a name.
func Encode(s, encoding, errors string) ([]byte, error) {
	return AppendEncode(nil, s, encoding, errors)
}

// AppendEncode appends [Encode] of s to dst. With an error, dst comes back as it was.
func AppendEncode(dst []byte, s, encoding, errors string) ([]byte, error) {
	if isUTF8(encoding) && IsHandler(errors) && utf8x.ValidString(s) {
		return append(dst, s...), nil
	}
	if err := checkNames(encoding, errors); err != nil {
		return dst, err
	}
	c, err := lookup(encoding, "encode")
	if err != nil {
		return dst, err
	}
	return c.AppendEncode(dst, s, errors)
}

// Decode returns bytes.decode(b, encoding, errors). The errors are
// [pyerr.UnicodeDecodeError], [pyerr.LookupError] for an unknown encoding or (if
// it is needed) error handler, [pyerr.TypeError] for a handler that only
// encodes, and [pyerr.ValueError] for a NUL in a name.
// As in Python, no bytes at all decode in any encoding.
func Decode(b []byte, encoding, errors string) (string, error) {
	if isUTF8(encoding) && IsHandler(errors) && utf8x.Valid(b) {
		return string(b), nil
	}
	dst, err := AppendDecode(nil, b, encoding, errors)
	return string(dst), err
}

// AppendDecode appends [Decode] of b to dst. With an error, dst comes back as it was.
func AppendDecode(dst, b []byte, encoding, errors string) ([]byte, error) {
	if isUTF8(encoding) && IsHandler(errors) && utf8x.Valid(b) {
		return append(dst, b...), nil
	}
	if err := checkNames(encoding, errors); err != nil {
		return dst, err
	}
	if len(b) == 0 {
		return dst, nil
	}
	c, err := lookup(encoding, "decode")
	if err != nil {
		return dst, err
	}
	return c.AppendDecode(dst, b, errors)
}

// Lookup returns the codec with that name or alias, and
// [pyerr.LookupError] if there is none.
func Lookup(encoding string) (*Codec, error) {
	if err := checkNames(encoding, "strict"); err != nil {
		return nil, err
	}
	return lookup(encoding, "encode")
}

func lookup(name, verb string) (*Codec, error) {
	module := moduleName(name)
	if c := unicodeCodecs[module]; c != nil {
		return c, nil
	}
	if upperHalves[module] != "" {
		return charmap(module), nil
	}
	if notText[module] {
		return nil, &pyerr.LookupError{Text: "'" + name + "' is not a text encoding; use codecs." + verb + "() to handle arbitrary codecs"}
	}
	return nil, &pyerr.LookupError{Text: "unknown encoding: " + name}
}

// checkNames refuses what the interpreter can't hand on to C.
func checkNames(names ...string) error {
	for _, name := range names {
		if !utf8.ValidString(name) {
			_, err := utf8Codec.AppendEncode(nil, name, "strict")
			return err
		}
		if strings.IndexByte(name, 0) >= 0 {
			return &pyerr.ValueError{Text: "embedded null character"}
		}
	}
	return nil
}

// isUTF8 knows the commonest spellings; lookup knows them all.
func isUTF8(name string) bool {
	return name == "utf-8" || name == "utf8" || name == "UTF-8"
}
