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
	var custom decodeTable
	d := newDecoderA85(opts, &custom)
	dst, err := d.all(dst, src)
	return ascii(dst, src, text, d.high, err)
}

// tableA85 is the table of a decoder that ignores nothing.
var tableA85 = newTableA85()

// tableA85Space is the table of one that ignores whitespace.
var tableA85Space = newTableA85Space()

func newTableA85() decodeTable {
	var t decodeTable
	for i := range t {
		t[i] = foreign
	}
	for i := range byte(85) {
		t['!'+i] = i
	}
	return t
}

func newTableA85Space() decodeTable {
	t := newTableA85()
	t.ignore(whitespace85)
	return t
}

// newDecoderA85 returns the decoder for the keywords. The table is in custom if
// it is an unusual one.
func newDecoderA85(opts []A85DecodeOption, custom *decodeTable) a85Decoder {
	d := a85Decoder{table: &tableA85Space}
	for _, o := range opts {
		switch o := o.(type) {
		case FoldSpaces:
			d.foldSpaces = bool(o)
		case Adobe:
			d.adobe = bool(o)
		case IgnoreChars:
			*custom = tableA85
			custom.ignore(string(o))
			d.table = custom
		case Canonical:
			d.canonical = bool(o)
		case Strict:
			d.strict = bool(o)
		}
	}
	if d.strict {
		d.canonical, d.table = true, &tableA85
	}
	return d
}
