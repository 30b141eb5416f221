package b64

import "strings"

// B32Encode returns s in base 32, as Python's [base64.b32encode] does
// (RFC 4648, section 6). The error is nil unless an option is wrong.
//
// Keywords: [Padded] (default true), [WrapCol] (default 0).
//
// [base64.b32encode]: https://docs.python.org/3.15/library/base64.html#base64.b32encode
func B32Encode[T ~string | ~[]byte](s T, opts ...B32EncodeOption) ([]byte, error) {
	return noBytes(appendB32Encode([]byte{}, view(s), &chars32, opts))
}

// AppendB32Encode appends to dst what [B32Encode] returns, with the same
// keywords. About dst it is like [AppendB64Encode].
func AppendB32Encode[T ~string | ~[]byte](dst []byte, s T, opts ...B32EncodeOption) ([]byte, error) {
	return appendB32Encode(dst, view(s), &chars32, opts)
}

// B32HexEncode returns s in base 32 with the digits 0 to 9 and A to V, whose
// order is the bytes' order, as Python's [base64.b32hexencode] does (RFC 4648,
// section 7). The error is nil unless an option is wrong.
//
// Keywords: [Padded] (default true), [WrapCol] (default 0).
//
// [base64.b32hexencode]: https://docs.python.org/3.15/library/base64.html#base64.b32hexencode
func B32HexEncode[T ~string | ~[]byte](s T, opts ...B32EncodeOption) ([]byte, error) {
	return noBytes(appendB32Encode([]byte{}, view(s), &chars32Hex, opts))
}

// AppendB32HexEncode appends to dst what [B32HexEncode] returns, with the same
// keywords. About dst it is like [AppendB64Encode].
func AppendB32HexEncode[T ~string | ~[]byte](dst []byte, s T, opts ...B32EncodeOption) ([]byte, error) {
	return appendB32Encode(dst, view(s), &chars32Hex, opts)
}

func appendB32Encode(dst, src []byte, chars *charSet, opts []B32EncodeOption) ([]byte, error) {
	e, err := newEncoder32(chars, opts)
	if err != nil {
		return dst, err
	}
	return e.all(dst, src), nil
}

// newEncoder32 returns the encoder for the keywords.
func newEncoder32(chars *charSet, opts []B32EncodeOption) (groupEncoder, error) {
	e := groupEncoder{family: base32, chars: chars, padded: true}
	var wrap WrapCol
	for _, o := range opts {
		switch o := o.(type) {
		case Padded:
			e.padded = bool(o)
		case WrapCol:
			wrap = o
		}
	}
	return e, e.wrap(wrap)
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
	var custom decodeTable
	d, err := newDecoder32(alphabet, o, &custom)
	if err == nil {
		dst, err = d.all(dst, src)
	}
	return ascii(dst, src, text, d.high, err)
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
	table32        = newTable(alphabet32, "", foreign)
	table32Hex     = newTable(alphabet32Hex, "", foreign)
	table32Fold    = table32.folded(&options32{caseFold: true})
	table32HexFold = table32Hex.folded(&options32{caseFold: true})
)

// newDecoder32 returns the decoder for the keywords. The table is in custom if
// it is an unusual one.
func newDecoder32(alphabet string, o *options32, custom *decodeTable) (bitsDecoder, error) {
	d := bitsDecoder{family: base32, padded: o.padded, canonical: o.canonical}
	if o.mapped && len(o.map01) != 1 {
		return d, errMap01
	}
	if o.strict {
		d.canonical = true
		o.caseFold, o.mapped, o.ignore = false, false, ""
	}
	d.loose = strings.Contains(string(o.ignore), "=")
	switch hex := alphabet == alphabet32Hex; {
	case o.mapped || o.ignore != "":
		*custom = table32
		if hex {
			*custom = table32Hex
		}
		custom.ignore(o.ignore)
		*custom = custom.folded(o)
		d.table = custom
	case o.caseFold && hex:
		d.table, d.set = &table32HexFold, &digits32HexFold
	case o.caseFold:
		d.table, d.set = &table32Fold, &digits32Fold
	case hex:
		d.table, d.set = &table32Hex, &digits32Hex
	default:
		d.table, d.set = &table32, &digits32
	}
	return d, nil
}

// folded returns the table in which 0 and 1 mean the letters that Map01 says,
// and then lower-case letters what the upper-case ones mean.
func (t *decodeTable) folded(o *options32) decodeTable {
	out := *t
	upper := func(c byte) byte {
		if o.caseFold && 'a' <= c && c <= 'z' {
			return c - 'a' + 'A'
		}
		return c
	}
	for c := byte('a'); c <= 'z'; c++ {
		out[c] = t[upper(c)]
	}
	if o.mapped {
		out['0'] = t['O']
		out['1'] = t[upper(o.map01[0])]
	}
	return out
}
