package b64

// A85Encode returns b in ascii85, as Python's [base64.a85encode] does. The error
// is nil unless an option is wrong.
//
// Keywords: [FoldSpaces] (default false), [WrapCol] (default 0), [Pad] (default
// false), [Adobe] (default false).
//
// [base64.a85encode]: https://docs.python.org/3.15/library/base64.html#base64.a85encode
func A85Encode[T ~string | ~[]byte](b T, opts ...A85EncodeOption) ([]byte, error) {
	return noBytes(appendA85Encode([]byte{}, view(b), opts))
}

// AppendA85Encode appends to dst what [A85Encode] returns, with the same
// keywords. It allocates nothing if dst has room for the text without short
// forms. If there is an error, dst is returned unchanged. b must not lie in the
// room of dst.
func AppendA85Encode[T ~string | ~[]byte](dst []byte, b T, opts ...A85EncodeOption) ([]byte, error) {
	return appendA85Encode(dst, view(b), opts)
}

func appendA85Encode(dst, src []byte, opts []A85EncodeOption) ([]byte, error) {
	var e a85Encoder
	if err := e.options(opts); err != nil {
		return dst, err
	}
	return e.all(dst, src), nil
}

func (e *a85Encoder) options(opts []A85EncodeOption) error {
	var wrap WrapCol
	for _, o := range opts {
		switch o := o.(type) {
		case FoldSpaces:
			e.foldSpaces = bool(o)
		case WrapCol:
			wrap = o
		case Pad:
			e.pad = bool(o)
		case Adobe:
			e.adobe = bool(o)
		}
	}
	if wrap < 0 {
		return errNegative
	}
	if wrap > 0 && int(wrap) < maxLine {
		e.line = int(wrap)
		if e.adobe {
			e.line = max(e.line, len("<~"))
		}
	}
	return nil
}

// A85Decode returns the bytes that the ascii85 text b stands for, as Python's
// [base64.a85decode] does. It returns an [Error] for a text that is no ascii85,
// and a plain [ValueError] for strings that are not ASCII.
//
// Keywords: [FoldSpaces] (default false), [Adobe] (default false),
// [IgnoreChars] (default " \t\n\r\v"), [Canonical] (default false), [Strict]
// (default false).
//
// [base64.a85decode]: https://docs.python.org/3.15/library/base64.html#base64.a85decode
func A85Decode[T ~string | ~[]byte](b T, opts ...A85DecodeOption) ([]byte, error) {
	return noBytes(appendA85Decode([]byte{}, view(b), isText[T](), opts))
}

// AppendA85Decode appends to dst what [A85Decode] returns, with the same
// keywords. About dst it is like [AppendB64Decode].
func AppendA85Decode[T ~string | ~[]byte](dst []byte, b T, opts ...A85DecodeOption) ([]byte, error) {
	return appendA85Decode(dst, view(b), isText[T](), opts)
}

func appendA85Decode(dst, src []byte, text bool, opts []A85DecodeOption) ([]byte, error) {
	d, ignore := newDecoderA85(opts)
	if ignore != whitespace85 {
		var custom decodeTable
		d.table = tableA85.ignoring(ignore, &custom)
		out, err := d.all(dst, src)
		return ascii(out, src, text, d.high, err)
	}
	out, err := d.all(dst, src)
	return ascii(out, src, text, false, err)
}

var (
	tableA85      = newTableA85("")
	tableA85Space = newTableA85(whitespace85)
)

func newTableA85(ignore IgnoreChars) decodeTable {
	t := newTable(alphabetA85, "", foreign)
	t.ignore(ignore)
	return t
}

// newDecoderA85 returns the decoder for the keywords, and what it is yet to
// ignore if that is not whitespace.
func newDecoderA85(opts []A85DecodeOption) (a85Decoder, IgnoreChars) {
	d := a85Decoder{table: &tableA85Space}
	ignore := IgnoreChars(whitespace85)
	for _, o := range opts {
		switch o := o.(type) {
		case FoldSpaces:
			d.foldSpaces = bool(o)
		case Adobe:
			d.adobe = bool(o)
		case IgnoreChars:
			ignore = o
		case Canonical:
			d.canonical = bool(o)
		case Strict:
			d.strict = bool(o)
		}
	}
	if d.strict {
		d.canonical, ignore = true, ""
	}
	return d, ignore
}
