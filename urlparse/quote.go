package urlparse

import (
	"strings"

	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/utf8x"
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
	return quote(string, options, "/", false)
}

// QuotePlus is [Quote] for the fields of forms: a space becomes a plus sign, and
// Safe is empty by default.
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.quote_plus.
//
// Keywords: [Safe] (""), [Encoding] ("utf-8"), [Errors] ("strict").
func QuotePlus[T Text](string T, options ...QuoteOption) (string, error) {
	return quote(string, options, "", true)
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
	if out, same, _ := quoteText(view(bs), escapesFor(safe, false), true); !same {
		return out
	}
	return string(bs)
}

// AppendQuote appends [Quote] of string to dst. With an error, dst comes back as it
// was. string must not lie in the room of dst.
//
// Keywords: [Safe] ("/"), [Encoding] ("utf-8"), [Errors] ("strict").
func AppendQuote[T Text](dst []byte, string T, options ...QuoteOption) ([]byte, error) {
	return appendQuote(dst, string, options, "/", false)
}

// AppendQuotePlus appends [QuotePlus] of string to dst. With an error, dst comes
// back as it was. string must not lie in the room of dst.
//
// Keywords: [Safe] (""), [Encoding] ("utf-8"), [Errors] ("strict").
func AppendQuotePlus[T Text](dst []byte, string T, options ...QuoteOption) ([]byte, error) {
	return appendQuote(dst, string, options, "", true)
}

var utf8Strict = codec{"utf-8", "strict"}

// quote is Quote, or QuotePlus, with its default for Safe.
func quote[T Text](text T, options []QuoteOption, safe string, plus bool) (string, error) {
	if safe, ok := onlySafe(options, safe); ok {
		if out, same, ok := quoteText(view(text), escapesFor(safe, plus), isBytes[T]()); ok {
			if same {
				out = string(text)
			}
			return out, nil
		}
	}
	return quoteWith(text, options, safe, plus)
}

// quoteWith is quote where the options matter, or text is not UTF-8.
func quoteWith[T Text](text T, options []QuoteOption, safe string, plus bool) (string, error) {
	c := quoteConfig{codec: utf8Strict, safe: safe, bytes: isBytes[T]()}
	c.set(options)
	out, same, err := c.quote(view(text), plus)
	if same {
		out = string(text)
	}
	return out, err
}

// appendQuote is AppendQuote, or AppendQuotePlus, with its default for Safe.
func appendQuote[T Text](dst []byte, text T, options []QuoteOption, safe string, plus bool) ([]byte, error) {
	if safe, ok := onlySafe(options, safe); ok {
		s := view(text)
		out, ascii := appendEscaped(dst, s, escapesFor(safe, plus))
		if ascii || isBytes[T]() || utf8x.ValidString(s) {
			return out, nil
		}
	}
	c := quoteConfig{codec: utf8Strict, safe: safe, bytes: isBytes[T]()}
	c.set(options)
	return c.append(dst, view(text), plus)
}

// onlySafe returns the safe characters, and whether there are no other options.
func onlySafe(options []QuoteOption, safe string) (string, bool) {
	switch len(options) {
	case 0:
		return safe, true
	case 1:
		s, ok := options[0].(Safe)
		return string(s), ok
	}
	return "", false
}

// quote returns text quoted. If that is the same, text itself is not returned.
func (c *quoteConfig) quote(text string, plus bool) (out string, same bool, err error) {
	if c.isPlain() {
		if out, same, ok := quoteText(text, escapesFor(c.safe, plus), c.bytes); ok {
			return out, same, nil
		}
	}
	b, plus, err := c.encode(text, plus)
	if err != nil {
		return "", false, err
	}
	if out, same, _ = quoteText(view(b), escapesFor(c.safe, plus), true); same {
		out = own[string](b)
	}
	return out, false, nil
}

func (c *quoteConfig) append(dst []byte, text string, plus bool) ([]byte, error) {
	if !c.isPlain() || !c.bytes && !utf8x.ValidString(text) {
		b, blanks, err := c.encode(text, plus)
		if err != nil {
			return dst, err
		}
		text, plus = view(b), blanks
	}
	dst, _ = appendEscaped(dst, text, escapesFor(c.safe, plus))
	return dst, nil
}

// isPlain reports whether the bytes to quote are those of the text, if it's valid.
func (c *quoteConfig) isPlain() bool {
	if c.bytes {
		return !c.encodingGiven && !c.errorsGiven
	}
	return c.encoding == "utf-8" && (c.errors == "strict" || codecs.IsHandler(c.errors))
}

// encode returns the bytes to quote and whether a byte 0x20 is a space that
// becomes a plus sign: in UTF-16 it may be half of something else.
func (c *quoteConfig) encode(text string, plus bool) ([]byte, bool, error) {
	switch {
	case c.bytes && c.encodingGiven:
		return nil, plus, &pyerr.TypeError{Text: "quote() doesn't support 'encoding' for bytes"}
	case c.bytes:
		return nil, plus, &pyerr.TypeError{Text: "quote() doesn't support 'errors' for bytes"}
	case text == "":
		return nil, plus, nil
	}
	b, err := codecs.Encode(text, c.encoding, c.errors)
	return b, plus && strings.IndexByte(text, ' ') >= 0, err
}
