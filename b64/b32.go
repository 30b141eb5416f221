package b64

import "strings"

// B32Encode returns s in base 32, as Python's [base64.b32encode] does
// (RFC 4648, section 6). The error is nil unless an option is wrong.
//
// Keywords: [Padded] (default true), [WrapCol] (default 0).
//
// [base64.b32encode]: https://docs.python.org/3.15/library/base64.html#base64.b32encode
func B32Encode[T ~string | ~[]byte](s T, opts ...B32EncodeOption) ([]byte, error) {
	return noBytes(appendB32Encode([]byte{}, view(s), alphabet32, opts))
}

// AppendB32Encode appends to dst what [B32Encode] returns, with the same
// keywords. About dst it is like [AppendB64Encode].
func AppendB32Encode[T ~string | ~[]byte](dst []byte, s T, opts ...B32EncodeOption) ([]byte, error) {
	return appendB32Encode(dst, view(s), alphabet32, opts)
}

// B32HexEncode returns s in base 32 with the digits 0 to 9 and A to V, whose
// order is the bytes' order, as Python's [base64.b32hexencode] does (RFC 4648,
// section 7). The error is nil unless an option is wrong.
//
// Keywords: [Padded] (default true), [WrapCol] (default 0).
//
// [base64.b32hexencode]: https://docs.python.org/3.15/library/base64.html#base64.b32hexencode
func B32HexEncode[T ~string | ~[]byte](s T, opts ...B32EncodeOption) ([]byte, error) {
	return noBytes(appendB32Encode([]byte{}, view(s), alphabet32Hex, opts))
}

// AppendB32HexEncode appends to dst what [B32HexEncode] returns, with the same
// keywords. About dst it is like [AppendB64Encode].
func AppendB32HexEncode[T ~string | ~[]byte](dst []byte, s T, opts ...B32EncodeOption) ([]byte, error) {
	return appendB32Encode(dst, view(s), alphabet32Hex, opts)
}

func appendB32Encode(dst, src []byte, alphabet string, opts []B32EncodeOption) ([]byte, error) {
	e := groupEncoder{family: base32, alphabet: view(alphabet), padded: true}
	if err := e.options32(opts); err != nil {
		return dst, err
	}
	return e.all(dst, src), nil
}

func (e *groupEncoder) options32(opts []B32EncodeOption) error {
	var wrap WrapCol
	for _, o := range opts {
		switch o := o.(type) {
		case Padded:
			e.padded = bool(o)
		case WrapCol:
			wrap = o
		}
	}
	return e.wrap(wrap)
}

// B32Decode returns the bytes that the base 32 text s stands for, as Python's
// [base64.b32decode] does. It returns an [Error] for a text that is no base 32,
// and a plain [ValueError] for a wrong Map01 and for strings that are not ASCII.
//
// Keywords: [CaseFold] (default false), [Map01] (default none), [Padded]
// (default true), [IgnoreChars] (default none), [Canonical] (default false),
// [Strict] (default false).
//
// [base64.b32decode]: https://docs.python.org/3.15/library/base64.html#base64.b32decode
func B32Decode[T ~string | ~[]byte](s T, opts ...B32DecodeOption) ([]byte, error) {
	return noBytes(appendB32Decode([]byte{}, view(s), isText[T](), opts))
}

// AppendB32Decode appends to dst what [B32Decode] returns, with the same
// keywords. About dst it is like [AppendB64Decode].
func AppendB32Decode[T ~string | ~[]byte](dst []byte, s T, opts ...B32DecodeOption) ([]byte, error) {
	return appendB32Decode(dst, view(s), isText[T](), opts)
}

func appendB32Decode(dst, src []byte, text bool, opts []B32DecodeOption) ([]byte, error) {
	o := options32{padded: true}
	for _, opt := range opts {
		o.set(opt)
	}
	return appendDecode32(dst, src, text, alphabet32, &o)
}

// B32HexDecode returns the bytes that the text s in base 32 with the digits 0
// to 9 and A to V stands for, as Python's [base64.b32hexdecode] does. It returns
// an [Error] for a text that is no base 32, and a plain [ValueError] for strings
// that are not ASCII.
//
// Keywords: [CaseFold] (default false), [Padded] (default true), [IgnoreChars]
// (default none), [Canonical] (default false), [Strict] (default false).
//
// [base64.b32hexdecode]: https://docs.python.org/3.15/library/base64.html#base64.b32hexdecode
func B32HexDecode[T ~string | ~[]byte](s T, opts ...B32HexDecodeOption) ([]byte, error) {
	return noBytes(appendB32HexDecode([]byte{}, view(s), isText[T](), opts))
}

// AppendB32HexDecode appends to dst what [B32HexDecode] returns, with the same
// keywords. About dst it is like [AppendB64Decode].
func AppendB32HexDecode[T ~string | ~[]byte](dst []byte, s T, opts ...B32HexDecodeOption) ([]byte, error) {
	return appendB32HexDecode(dst, view(s), isText[T](), opts)
}

func appendB32HexDecode(dst, src []byte, text bool, opts []B32HexDecodeOption) ([]byte, error) {
	o := options32{padded: true}
	for _, opt := range opts {
		o.set(opt)
	}
	return appendDecode32(dst, src, text, alphabet32Hex, &o)
}

func appendDecode32(dst, src []byte, text bool, alphabet string, o *options32) ([]byte, error) {
	var d bitsDecoder
	var custom decodeTable
	err := d.options32(alphabet, o, &custom)
	if err == nil {
		dst, err = d.all(dst, src)
	}
	return ascii(dst, src, text, d.wide, err)
}

// options32 are the keywords of the base 32 decoders.
type options32 struct {
	caseFold, padded, canonical, strict, mapped bool
	map01                                       Map01
	ignore                                      IgnoreChars
}

// set takes a B32DecodeOption or a B32HexDecodeOption.
func (o *options32) set(opt any) {
	switch opt := opt.(type) {
	case CaseFold:
		o.caseFold = bool(opt)
	case Map01:
		o.map01, o.mapped = opt, true
	case Padded:
		o.padded = bool(opt)
	case IgnoreChars:
		o.ignore = opt
	case Canonical:
		o.canonical = bool(opt)
	case Strict:
		o.strict = bool(opt)
	}
}

var (
	table32    = newTable(alphabet32, "", foreign)
	table32Hex = newTable(alphabet32Hex, "", foreign)
)

// options32 sets the decoder up. The table is in custom if it is an unusual one.
func (d *bitsDecoder) options32(alphabet string, o *options32, custom *decodeTable) error {
	if o.mapped && len(o.map01) != 1 {
		return errMap01
	}
	d.family = base32
	d.padded = o.padded
	d.canonical = o.canonical
	if o.strict {
		d.canonical = true
		o.caseFold, o.mapped, o.ignore = false, false, ""
	}
	d.loose = strings.Contains(string(o.ignore), "=")
	d.table = &table32
	if alphabet == alphabet32Hex {
		d.table = &table32Hex
	}
	if o.caseFold || o.mapped || o.ignore != "" {
		custom.fill(view(alphabet), string(o.ignore), foreign)
		custom['='] = padding
		d.table = custom
		custom.fold(o)
	}
	return nil
}

// fold makes 0 and 1 mean the letters that Map01 says, and then lower-case
// letters what the upper-case ones mean.
func (t *decodeTable) fold(o *options32) {
	plain := *t
	upper := func(c byte) byte {
		if o.caseFold && 'a' <= c && c <= 'z' {
			return c - 'a' + 'A'
		}
		return c
	}
	for c := byte('a'); c <= 'z'; c++ {
		t[c] = plain[upper(c)]
	}
	if o.mapped {
		t['0'] = plain['O']
		t['1'] = plain[upper(o.map01[0])]
	}
}
