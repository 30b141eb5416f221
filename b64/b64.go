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
	e := groupEncoder{alphabet: view(alphabetStandard), padded: true}
	var custom [64]byte
	if err := e.options64(opts, &custom); err != nil {
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
// keywords. It allocates nothing if dst has room for the bytes and 16 more. If
// there is an error, dst is returned unchanged. s must not lie in the room of
// dst.
func AppendB64Decode[T ~string | ~[]byte](dst []byte, s T, opts ...B64DecodeOption) ([]byte, error) {
	return appendB64Decode(dst, view(s), isText[T](), opts)
}

func appendB64Decode(dst, src []byte, text bool, opts []B64DecodeOption) ([]byte, error) {
	var d bitsDecoder
	var custom decodeTable
	err := d.options64(opts, &custom)
	if err == nil {
		dst, err = d.all(dst, src)
	}
	return ascii(dst, src, text, d.wide, err)
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
	e := groupEncoder{alphabet: view(alphabetStandard), padded: true}
	return e.all(dst, view(s))
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
	d := bitsDecoder{padded: true, loose: true, table: &tableStandard}
	for _, o := range opts {
		if o, ok := o.(Strict); ok && bool(o) {
			d.loose, d.canonical, d.table = false, true, &tableStandardStrict
		}
	}
	dst, err := d.all(dst, src)
	return ascii(dst, src, text, d.wide, err)
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
	e := groupEncoder{alphabet: view(alphabetURLSafe), padded: true}
	for _, o := range opts {
		if o, ok := o.(Padded); ok {
			e.padded = bool(o)
		}
	}
	return e.all(dst, src)
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
	d := bitsDecoder{loose: true, table: &tableURLSafe}
	for _, o := range opts {
		switch o := o.(type) {
		case Padded:
			d.padded = bool(o)
		case Strict:
			d.loose, d.canonical, d.table = true, false, &tableURLSafe
			if o {
				d.loose, d.canonical, d.table = false, true, &tableURLSafeStrict
			}
		}
	}
	dst, err := d.all(dst, src)
	return ascii(dst, src, text, d.wide, err)
}

// options64 sets the encoder up. A custom alphabet is put into custom.
func (e *groupEncoder) options64(opts []B64EncodeOption, custom *[64]byte) error {
	var wrap WrapCol
	for _, o := range opts {
		switch o := o.(type) {
		case AltChars:
			if len(o) != 2 {
				return errAltChars(o)
			}
			e.alphabet = o.alphabet(custom)
		case Padded:
			e.padded = bool(o)
		case WrapCol:
			wrap = o
		}
	}
	return e.wrap(wrap)
}

// alphabet returns the 64 characters, in custom if they are unusual.
func (a AltChars) alphabet(custom *[64]byte) []byte {
	switch a {
	case "+/":
		return view(alphabetStandard)
	case "-_":
		return view(alphabetURLSafe)
	}
	copy(custom[:], alphabetStandard)
	copy(custom[62:], a)
	return custom[:]
}

func errAltChars(a AltChars) error {
	return &ValueError{Text: "invalid altchars: " + pyrepr.Bytes(a)}
}

// options64 sets the decoder up. The table for unusual characters is put into
// custom.
func (d *bitsDecoder) options64(opts []B64DecodeOption, custom *decodeTable) error {
	alt, ignore := AltChars("+/"), IgnoreChars("")
	validate, validateGiven, exact, strict := false, false, false, false
	d.padded = true
	for _, o := range opts {
		switch o := o.(type) {
		case AltChars:
			alt = o
		case Validate:
			validate, validateGiven = bool(o), true
		case Padded:
			d.padded = bool(o)
		case IgnoreChars:
			ignore, exact = o, true
		case Canonical:
			d.canonical = bool(o)
		case Strict:
			strict = bool(o)
		}
	}
	if len(alt) != 2 {
		return errAltChars(alt)
	}
	if !validateGiven {
		validate = exact
	}
	if strict {
		validate, exact, ignore, d.canonical = true, true, "", true
	}
	d.loose = !validate || strings.Contains(string(ignore), "=")
	d.wide = alt[0] >= 0x80 || alt[1] >= 0x80
	d.table = table64(alt, ignore, validate, exact, custom)
	return nil
}
