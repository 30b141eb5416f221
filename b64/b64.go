package b64

import (
	"strings"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// B64Encode returns s in base64, as Python's [base64.b64encode] does
// (RFC 4648, section 4). The error is nil unless an option is wrong.
//
// Keywords: [AltChars] (default +/), [Padded] (default true), [WrapCol]
// (default 0).
//
// [base64.b64encode]: https://docs.python.org/3.15/library/base64.html#base64.b64encode
func B64Encode[T ~string | ~[]byte](s T, opts ...B64EncodeOption) ([]byte, error) {
	return noBytes(appendB64Encode([]byte{}, view(s), opts))
}

// AppendB64Encode appends to dst what [B64Encode] returns, with the same
// keywords. It allocates nothing if dst has room. If there is an error, dst is
// returned unchanged. s must not lie in the room of dst.
func AppendB64Encode[T ~string | ~[]byte](dst []byte, s T, opts ...B64EncodeOption) ([]byte, error) {
	return appendB64Encode(dst, view(s), opts)
}

func appendB64Encode(dst, src []byte, opts []B64EncodeOption) ([]byte, error) {
	if len(opts) == 0 {
		return append64(dst, src, &charsStandard, true), nil
	}
	var custom charSet
	e, err := newEncoder64(opts, &custom)
	if err != nil {
		return dst, err
	}
	return e.all(dst, src), nil
}

// B64Decode returns the bytes that the base64 text s stands for, as Python's
// [base64.b64decode] does. By default it skips what is no base64, padding in
// the middle included; use [Validate] or [Strict] where the text comes from
// elsewhere.
//
// It returns an [Error] for a text that is no base64, and a plain [ValueError]
// for wrong AltChars and for strings that are not ASCII.
//
// Keywords: [AltChars] (default +/), [Validate] (default: whether IgnoreChars
// is given), [Padded] (default true), [IgnoreChars] (default none), [Canonical]
// (default false), [Strict] (default false).
//
// [base64.b64decode]: https://docs.python.org/3.15/library/base64.html#base64.b64decode
func B64Decode[T ~string | ~[]byte](s T, opts ...B64DecodeOption) ([]byte, error) {
	return noBytes(appendB64Decode([]byte{}, view(s), isText[T](), opts))
}

// AppendB64Decode appends to dst what [B64Decode] returns, with the same
// keywords. It allocates nothing if dst has room. If there is an error, dst is
// returned unchanged. s must not lie in the room of dst.
func AppendB64Decode[T ~string | ~[]byte](dst []byte, s T, opts ...B64DecodeOption) ([]byte, error) {
	return appendB64Decode(dst, view(s), isText[T](), opts)
}

func appendB64Decode(dst, src []byte, text bool, opts []B64DecodeOption) ([]byte, error) {
	if len(opts) == 0 {
		return appendStandardB64Decode(dst, src, text, nil)
	}
	var custom decodeTable
	d, err := newDecoder64(opts, &custom)
	if err == nil {
		dst, err = d.all(dst, src)
	}
	return ascii(dst, src, text, d.high, err)
}

// StandardB64Encode returns s in base64, as Python's
// [base64.standard_b64encode] does.
//
// [base64.standard_b64encode]: https://docs.python.org/3.15/library/base64.html#base64.standard_b64encode
func StandardB64Encode[T ~string | ~[]byte](s T) []byte {
	return AppendStandardB64Encode([]byte{}, s)
}

// AppendStandardB64Encode appends to dst what [StandardB64Encode] returns. It
// allocates nothing if dst has room. s must not lie in the room of dst.
func AppendStandardB64Encode[T ~string | ~[]byte](dst []byte, s T) []byte {
	return append64(dst, view(s), &charsStandard, true)
}

// StandardB64Decode returns the bytes that the base64 text s stands for, as
// Python's [base64.standard_b64decode] and [B64Decode] without keywords do.
//
// Keywords: [Strict] (default false).
//
// [base64.standard_b64decode]: https://docs.python.org/3.15/library/base64.html#base64.standard_b64decode
func StandardB64Decode[T ~string | ~[]byte](s T, opts ...StandardB64DecodeOption) ([]byte, error) {
	return noBytes(appendStandardB64Decode([]byte{}, view(s), isText[T](), opts))
}

// AppendStandardB64Decode appends to dst what [StandardB64Decode] returns, with
// the same keywords. About dst it is like [AppendB64Decode].
func AppendStandardB64Decode[T ~string | ~[]byte](dst []byte, s T, opts ...StandardB64DecodeOption) ([]byte, error) {
	return appendStandardB64Decode(dst, view(s), isText[T](), opts)
}

func appendStandardB64Decode(dst, src []byte, text bool, opts []StandardB64DecodeOption) ([]byte, error) {
	strict := false
	for _, o := range opts {
		if o, ok := o.(Strict); ok {
			strict = bool(o)
		}
	}
	out, n := usual64(dst, src, &tableStandard, &digitsStandard, strict)
	if n == len(src) {
		return out, nil
	}
	d := decoder64()
	if strict {
		d.loose, d.canonical, d.table = false, true, &tableStandardStrict // the digits are the same
	}
	dst, err := d.rest(dst, out, src, n)
	return ascii(dst, src, text, d.high, err)
}

// URLSafeB64Encode returns s in the URL-safe base64, which has - and _ in place
// of + and /, as Python's [base64.urlsafe_b64encode] does (RFC 4648, section 5).
//
// Keywords: [Padded] (default true).
//
// [base64.urlsafe_b64encode]: https://docs.python.org/3.15/library/base64.html#base64.urlsafe_b64encode
func URLSafeB64Encode[T ~string | ~[]byte](s T, opts ...URLSafeB64EncodeOption) []byte {
	return appendURLSafeB64Encode([]byte{}, view(s), opts)
}

// AppendURLSafeB64Encode appends to dst what [URLSafeB64Encode] returns, with
// the same keywords. It allocates nothing if dst has room. s must not lie in
// the room of dst.
func AppendURLSafeB64Encode[T ~string | ~[]byte](dst []byte, s T, opts ...URLSafeB64EncodeOption) []byte {
	return appendURLSafeB64Encode(dst, view(s), opts)
}

func appendURLSafeB64Encode(dst, src []byte, opts []URLSafeB64EncodeOption) []byte {
	padded := true
	for _, o := range opts {
		if o, ok := o.(Padded); ok {
			padded = bool(o)
		}
	}
	return append64(dst, src, &charsURLSafe, padded)
}

// URLSafeB64Decode returns the bytes that the URL-safe base64 text s stands
// for, as Python's [base64.urlsafe_b64decode] does: it doesn't require padding,
// accepts + and / beside - and _, and skips what is no base64.
//
// Keywords: [Padded] (default false), [Strict] (default false).
//
// [base64.urlsafe_b64decode]: https://docs.python.org/3.15/library/base64.html#base64.urlsafe_b64decode
func URLSafeB64Decode[T ~string | ~[]byte](s T, opts ...URLSafeB64DecodeOption) ([]byte, error) {
	return noBytes(appendURLSafeB64Decode([]byte{}, view(s), isText[T](), opts))
}

// AppendURLSafeB64Decode appends to dst what [URLSafeB64Decode] returns, with
// the same keywords. About dst it is like [AppendB64Decode].
func AppendURLSafeB64Decode[T ~string | ~[]byte](dst []byte, s T, opts ...URLSafeB64DecodeOption) ([]byte, error) {
	return appendURLSafeB64Decode(dst, view(s), isText[T](), opts)
}

func appendURLSafeB64Decode(dst, src []byte, text bool, opts []URLSafeB64DecodeOption) ([]byte, error) {
	d := bitsDecoder{loose: true, table: &tableURLSafe, set: &digitsURLSafe}
	strict := false
	for _, o := range opts {
		switch o := o.(type) {
		case Padded:
			d.padded = bool(o)
		case Strict:
			strict = bool(o)
		}
	}
	if strict {
		d.loose, d.canonical = false, true
		d.table, d.set = &tableURLSafeStrict, &digitsURLSafeStrict
	}
	dst, err := d.all(dst, src)
	return ascii(dst, src, text, d.high, err)
}

// encoder64 returns the encoder without keywords.
func encoder64() groupEncoder {
	return groupEncoder{chars: &charsStandard, padded: true}
}

// newEncoder64 returns the encoder for the keywords. A custom alphabet is put
// into custom.
func newEncoder64(opts []B64EncodeOption, custom *charSet) (groupEncoder, error) {
	e := encoder64()
	var wrap WrapCol
	for _, o := range opts {
		switch o := o.(type) {
		case AltChars:
			if len(o) != 2 {
				return e, errAltChars(o)
			}
			e.chars = o.chars(custom)
		case Padded:
			e.padded = bool(o)
		case WrapCol:
			wrap = o
		}
	}
	return e, e.wrap(wrap)
}

// chars returns the 64 characters, in custom if they are unusual.
func (a AltChars) chars(custom *charSet) *charSet {
	switch a {
	case "+/":
		return &charsStandard
	case "-_":
		return &charsURLSafe
	}
	copy(custom.alphabet[:], alphabetStandard)
	copy(custom.alphabet[62:], a)
	return custom
}

func errAltChars(a AltChars) error {
	return &ValueError{Text: "invalid altchars: " + pyrepr.Bytes(a)}
}

// decoder64 returns the decoder without keywords.
func decoder64() bitsDecoder {
	return bitsDecoder{padded: true, loose: true, table: &tableStandard, set: &digitsStandard}
}

// newDecoder64 returns the decoder for the keywords. The table for unusual
// characters is put into custom.
func newDecoder64(opts []B64DecodeOption, custom *decodeTable) (bitsDecoder, error) {
	o := options64{alt: "+/"}
	d := bitsDecoder{padded: true}
	for _, opt := range opts {
		switch opt := opt.(type) {
		case AltChars:
			o.alt = opt
		case Validate:
			o.validate, o.validateGiven = bool(opt), true
		case Padded:
			d.padded = bool(opt)
		case IgnoreChars:
			o.ignore, o.exact = opt, true
		case Canonical:
			d.canonical = bool(opt)
		case Strict:
			o.strict = bool(opt)
		}
	}
	if len(o.alt) != 2 {
		return d, errAltChars(o.alt)
	}
	if !o.validateGiven {
		o.validate = o.exact
	}
	if o.strict {
		o.validate, o.exact, o.ignore, d.canonical = true, true, "", true
	}
	d.loose = !o.validate || strings.Contains(string(o.ignore), "=")
	d.high = o.alt[0] >= 0x80 || o.alt[1] >= 0x80
	d.table = o.table(custom)
	d.set = o.set()
	return d, nil
}

// options64 are the keywords of the base64 decoder that decide on its table.
type options64 struct {
	alt                     AltChars
	ignore                  IgnoreChars
	validate, validateGiven bool
	exact                   bool // the alphabet has alt in place of + and /, else beside them
	strict                  bool
}

// table returns the table, in custom if it is an unusual one.
func (o *options64) table(custom *decodeTable) *decodeTable {
	switch {
	case o.ignore != "":
	case o.alt == "+/" && o.validate:
		return &tableStandardStrict
	case o.alt == "+/":
		return &tableStandard
	case o.alt == "-_" && o.exact && o.validate:
		return &tableURLSafeStrict
	case o.alt == "-_" && !o.exact && o.validate:
		return &tableURLSafeValid
	case o.alt == "-_" && !o.exact:
		return &tableURLSafe
	}
	*custom = tableStandard
	rest := ignored
	if o.validate {
		*custom = tableStandardStrict
		rest = foreign
	}
	if !o.exact {
		custom.alias(o.alt)
		return custom
	}
	custom['+'], custom['/'] = rest, rest
	custom[o.alt[0]], custom[o.alt[1]] = 62, 63
	custom['='] = padding
	custom.ignore(o.ignore)
	return custom
}

// set returns the table's digits if they are usual ones, or nil.
func (o *options64) set() *digitSet {
	switch {
	case o.alt == "+/":
		return &digitsStandard
	case o.alt == "-_" && o.exact:
		return &digitsURLSafeStrict
	case o.alt == "-_":
		return &digitsURLSafe
	}
	return nil
}
