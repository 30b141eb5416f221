package b64

// B85Encode returns b in base 85 as Git and Mercurial write it, as Python's
// [base64.b85encode] does. The error is nil unless an option is wrong.
//
// Keywords: [Pad] (default false), [WrapCol] (default 0).
//
// [base64.b85encode]: https://docs.python.org/3.15/library/base64.html#base64.b85encode
func B85Encode[T ~string | ~[]byte](b T, opts ...B85EncodeOption) ([]byte, error) {
	return noBytes(appendB85Encode([]byte{}, view(b), &chars85, opts))
}

// AppendB85Encode appends to dst what [B85Encode] returns, with the same
// keywords. About dst it is like [AppendB64Encode].
func AppendB85Encode[T ~string | ~[]byte](dst []byte, b T, opts ...B85EncodeOption) ([]byte, error) {
	return appendB85Encode(dst, view(b), &chars85, opts)
}

// Z85Encode returns s in the base 85 of ZeroMQ ([Z85]), as Python's
// [base64.z85encode] does. The error is nil unless an option is wrong.
//
// Keywords: [Pad] (default false), [WrapCol] (default 0).
//
// [Z85]: https://rfc.zeromq.org/spec/32/
// [base64.z85encode]: https://docs.python.org/3.15/library/base64.html#base64.z85encode
func Z85Encode[T ~string | ~[]byte](s T, opts ...B85EncodeOption) ([]byte, error) {
	return noBytes(appendB85Encode([]byte{}, view(s), &charsZ85, opts))
}

// AppendZ85Encode appends to dst what [Z85Encode] returns, with the same
// keywords. About dst it is like [AppendB64Encode].
func AppendZ85Encode[T ~string | ~[]byte](dst []byte, s T, opts ...B85EncodeOption) ([]byte, error) {
	return appendB85Encode(dst, view(s), &charsZ85, opts)
}

func appendB85Encode(dst, src []byte, chars *charSet, opts []B85EncodeOption) ([]byte, error) {
	e, err := newEncoder85(chars, opts)
	if err != nil {
		return dst, err
	}
	return e.all(dst, src), nil
}

// newEncoder85 returns the encoder for the keywords.
func newEncoder85(chars *charSet, opts []B85EncodeOption) (groupEncoder, error) {
	e := groupEncoder{family: base85, chars: chars}
	var wrap WrapCol
	for _, o := range opts {
		switch o := o.(type) {
		case Pad:
			e.padded = bool(o)
		case WrapCol:
			wrap = o
		}
	}
	return e, e.wrap(wrap)
}

// B85Decode returns the bytes that the base 85 text b stands for, as Python's
// [base64.b85decode] does. It returns an [Error] for a text that is no base 85,
// and a plain [ValueError] for strings that are not ASCII.
//
// Keywords: [IgnoreChars] (default none), [Canonical] (default false), [Strict]
// (default false).
//
// [base64.b85decode]: https://docs.python.org/3.15/library/base64.html#base64.b85decode
func B85Decode[T ~string | ~[]byte](b T, opts ...B85DecodeOption) ([]byte, error) {
	return noBytes(appendB85Decode([]byte{}, view(b), isText[T](), &table85, opts))
}

// AppendB85Decode appends to dst what [B85Decode] returns, with the same
// keywords. About dst it is like [AppendB64Decode].
func AppendB85Decode[T ~string | ~[]byte](dst []byte, b T, opts ...B85DecodeOption) ([]byte, error) {
	return appendB85Decode(dst, view(b), isText[T](), &table85, opts)
}

// Z85Decode returns the bytes that the z85 text s stands for, as Python's
// [base64.z85decode] does. It returns an [Error] for a text that is no z85, and
// a plain [ValueError] for strings that are not ASCII.
//
// Keywords: [IgnoreChars] (default none), [Canonical] (default false), [Strict]
// (default false).
//
// [base64.z85decode]: https://docs.python.org/3.15/library/base64.html#base64.z85decode
func Z85Decode[T ~string | ~[]byte](s T, opts ...B85DecodeOption) ([]byte, error) {
	return noBytes(appendB85Decode([]byte{}, view(s), isText[T](), &tableZ85, opts))
}

// AppendZ85Decode appends to dst what [Z85Decode] returns, with the same
// keywords. About dst it is like [AppendB64Decode].
func AppendZ85Decode[T ~string | ~[]byte](dst []byte, s T, opts ...B85DecodeOption) ([]byte, error) {
	return appendB85Decode(dst, view(s), isText[T](), &tableZ85, opts)
}

func appendB85Decode(dst, src []byte, text bool, table *decodeTable, opts []B85DecodeOption) ([]byte, error) {
	d, ignore := newDecoder85(table, opts)
	if ignore != "" {
		var custom decodeTable
		d.table = table.ignoring(ignore, &custom)
		out, err := d.all(dst, src)
		return ascii(out, src, text, d.high, err)
	}
	out, err := d.all(dst, src)
	return ascii(out, src, text, false, err)
}

// Both alphabets have = for a digit.
var (
	table85  = newTable(alphabet85, "", foreign)
	tableZ85 = newTable(alphabetZ85, "", foreign)
)

// newDecoder85 returns the decoder for the keywords, and what it is yet to
// ignore.
func newDecoder85(table *decodeTable, opts []B85DecodeOption) (base85Decoder, IgnoreChars) {
	d := base85Decoder{table: table, wide: wide85}
	if table == &tableZ85 {
		d.wide = wideZ85
	}
	var ignore IgnoreChars
	var strict bool
	for _, o := range opts {
		switch o := o.(type) {
		case IgnoreChars:
			ignore = o
		case Canonical:
			d.canonical = bool(o)
		case Strict:
			strict = bool(o)
		}
	}
	if strict {
		d.canonical, ignore = true, ""
	}
	return d, ignore
}
