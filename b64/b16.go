package b64

import "slices"

// B16Encode returns s in base 16, upper case, as Python's [base64.b16encode]
// does (RFC 4648, section 8). The error is nil unless an option is wrong.
//
// Keywords: [WrapCol] (default 0).
//
// [base64.b16encode]: https://docs.python.org/3.15/library/base64.html#base64.b16encode
func B16Encode[T ~string | ~[]byte](s T, opts ...B16EncodeOption) ([]byte, error) {
	return noBytes(appendB16Encode([]byte{}, view(s), opts))
}

// AppendB16Encode appends to dst what [B16Encode] returns, with the same
// keywords. About dst it is like [AppendB64Encode].
func AppendB16Encode[T ~string | ~[]byte](dst []byte, s T, opts ...B16EncodeOption) ([]byte, error) {
	return appendB16Encode(dst, view(s), opts)
}

func appendB16Encode(dst, src []byte, opts []B16EncodeOption) ([]byte, error) {
	if len(opts) == 0 {
		return append16(dst, src), nil
	}
	e, err := newEncoder16(opts)
	if err != nil {
		return dst, err
	}
	return e.all(dst, src), nil
}

// newEncoder16 returns the encoder for the keywords.
func newEncoder16(opts []B16EncodeOption) (groupEncoder, error) {
	e := groupEncoder{family: base16}
	var wrap WrapCol
	for _, o := range opts {
		if o, ok := o.(WrapCol); ok {
			wrap = o
		}
	}
	return e, e.wrap(wrap)
}

// B16Decode returns the bytes that the base 16 text s stands for, as Python's
// [base64.b16decode] does. It returns an [Error] for a text that is no base 16,
// and a plain [ValueError] for strings that are not ASCII.
//
// Keywords: [CaseFold] (default false), [IgnoreChars] (default none), [Strict]
// (default false).
//
// [base64.b16decode]: https://docs.python.org/3.15/library/base64.html#base64.b16decode
func B16Decode[T ~string | ~[]byte](s T, opts ...B16DecodeOption) ([]byte, error) {
	return noBytes(appendB16Decode([]byte{}, view(s), isText[T](), opts))
}

// AppendB16Decode appends to dst what [B16Decode] returns, with the same
// keywords. About dst it is like [AppendB64Decode].
func AppendB16Decode[T ~string | ~[]byte](dst []byte, s T, opts ...B16DecodeOption) ([]byte, error) {
	return appendB16Decode(dst, view(s), isText[T](), opts)
}

func appendB16Decode(dst, src []byte, text bool, opts []B16DecodeOption) ([]byte, error) {
	if len(opts) == 0 && len(src)%2 == 0 { // most calls, and most texts have no error
		at := len(dst)
		out := slices.Grow(dst, len(src)/2)[:at+len(src)/2]
		if decode16(out[at:], src, &table16, &digits16) == len(src) {
			return out, nil
		}
	}
	return appendB16DecodeOptions(dst, src, text, opts)
}

func appendB16DecodeOptions(dst, src []byte, text bool, opts []B16DecodeOption) ([]byte, error) {
	d, ignore := newDecoder16(opts)
	if ignore != "" {
		var custom decodeTable
		d.table = d.table.ignoring(ignore, &custom)
		out, err := d.all(dst, src)
		return ascii(out, src, text, d.high, err)
	}
	if len(src)%2 == 0 && len(opts) > 0 {
		at := len(dst)
		out := slices.Grow(dst, len(src)/2)[:at+len(src)/2]
		if decode16(out[at:], src, d.table, d.set) == len(src) {
			return out, nil
		}
	}
	out, err := d.all(dst, src)
	return ascii(out, src, text, false, err)
}

var (
	table16     = newTable16(false)
	table16Fold = newTable16(true)
)

func newTable16(caseFold bool) decodeTable {
	t := newTable(hexDigits, "", foreign)
	t['='] = foreign
	for i := range byte(6) {
		t['a'+i] = lower
		if caseFold {
			t['a'+i] = 10 + i
		}
	}
	return t
}

// newDecoder16 returns the decoder for the keywords, and what it is yet to
// ignore.
func newDecoder16(opts []B16DecodeOption) (hexDecoder, IgnoreChars) {
	var ignore IgnoreChars
	var caseFold, strict bool
	for _, o := range opts {
		switch o := o.(type) {
		case CaseFold:
			caseFold = bool(o)
		case IgnoreChars:
			ignore = o
		case Strict:
			strict = bool(o)
		}
	}
	switch {
	case strict:
		return hexDecoder{table: &table16, set: &digits16}, ""
	case caseFold:
		return hexDecoder{table: &table16Fold, set: &digits16Fold}, ignore
	}
	return hexDecoder{table: &table16, set: &digits16}, ignore
}
