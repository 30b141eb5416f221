package b64

// The options. Each kind of function has an interface that its keywords
// satisfy, so that a keyword which a function does not take does not compile.

// A B64EncodeOption is a keyword argument of [B64Encode], [AppendB64Encode] and
// [NewB64Encoder].
type B64EncodeOption interface{ b64EncodeOption() }

// A B64DecodeOption is a keyword argument of [B64Decode], [AppendB64Decode] and
// [NewB64Decoder].
type B64DecodeOption interface{ b64DecodeOption() }

// A StandardB64DecodeOption is a keyword argument of [StandardB64Decode] and
// [AppendStandardB64Decode]; Python has none.
type StandardB64DecodeOption interface{ standardB64DecodeOption() }

// A URLSafeB64EncodeOption is a keyword argument of [URLSafeB64Encode] and
// [AppendURLSafeB64Encode].
type URLSafeB64EncodeOption interface{ urlSafeB64EncodeOption() }

// A URLSafeB64DecodeOption is a keyword argument of [URLSafeB64Decode] and
// [AppendURLSafeB64Decode].
type URLSafeB64DecodeOption interface{ urlSafeB64DecodeOption() }

// A B32EncodeOption is a keyword argument of [B32Encode], [B32HexEncode] and
// their append and streaming forms.
type B32EncodeOption interface{ b32EncodeOption() }

// A B32DecodeOption is a keyword argument of [B32Decode], [AppendB32Decode] and
// [NewB32Decoder].
type B32DecodeOption interface{ b32DecodeOption() }

// A B32HexDecodeOption is a keyword argument of [B32HexDecode],
// [AppendB32HexDecode] and [NewB32HexDecoder].
type B32HexDecodeOption interface{ b32HexDecodeOption() }

// A B16EncodeOption is a keyword argument of [B16Encode], [AppendB16Encode] and
// [NewB16Encoder].
type B16EncodeOption interface{ b16EncodeOption() }

// A B16DecodeOption is a keyword argument of [B16Decode], [AppendB16Decode] and
// [NewB16Decoder].
type B16DecodeOption interface{ b16DecodeOption() }

// A B85EncodeOption is a keyword argument of [B85Encode], [Z85Encode] and their
// append and streaming forms.
type B85EncodeOption interface{ b85EncodeOption() }

// A B85DecodeOption is a keyword argument of [B85Decode], [Z85Decode] and their
// append and streaming forms.
type B85DecodeOption interface{ b85DecodeOption() }

// An A85EncodeOption is a keyword argument of [A85Encode], [AppendA85Encode] and
// [NewA85Encoder].
type A85EncodeOption interface{ a85EncodeOption() }

// An A85DecodeOption is a keyword argument of [A85Decode], [AppendA85Decode] and
// [NewA85Decoder].
type A85DecodeOption interface{ a85DecodeOption() }

// AltChars are the two characters that stand in place of + and /. Another
// length than two bytes is a [ValueError].
//
// An encoder uses them instead of + and /. A decoder takes them for + and /,
// and + and / themselves still count as well, unless IgnoreChars or Strict is
// given.
type AltChars string

// Padded, by default true, is whether = fills the last group. It is false by
// default for [URLSafeB64Decode].
//
// An encoder leaves the padding out if it is false. A decoder then doesn't
// require it; one that checks the text ([Validate], [IgnoreChars], base 32)
// doesn't even allow it.
type Padded bool

// WrapCol, if not zero, is the length of a line: an encoder puts a newline
// after that many characters, rounded down to whole groups but at least one
// group (ascii85 breaks anywhere). The last line has none. Negative ones are a
// [ValueError].
type WrapCol int

// Validate is whether a base64 decoder refuses characters outside the alphabet
// and padding in the wrong place. By default it does so only if [IgnoreChars]
// is given; else the characters are skipped.
type Validate bool

// IgnoreChars are the characters that a decoder skips. Characters that mean
// something are not skipped: they are decoded. By default there are none; for
// ascii85 they are " \t\n\r\v".
//
// With base64, giving them (even empty) turns on [Validate], and turns off
// that + and / are accepted beside [AltChars].
type IgnoreChars string

// Canonical, by default false, refuses text that no encoder writes: non-zero
// padding bits, and in ascii85 "!!!!!" in place of "z".
type Canonical bool

// CaseFold, by default false, accepts lower-case letters in base 32 and base 16.
type CaseFold bool

// Map01 is the letter that the digit 1 stands for in base 32, "I" or "L"; the
// digit 0 then stands for the letter O. By default neither digit is accepted.
// Another length than one byte is a [ValueError].
type Map01 string

// Pad, by default false, keeps the zero bytes with which the last group of a
// base 85 encoding is filled, so that the text has a multiple of 5 characters.
type Pad bool

// FoldSpaces, by default false, writes four spaces as "y" in ascii85 and reads
// them back.
type FoldSpaces bool

// Adobe, by default false, frames ascii85 with "<~" and "~>". A decoder requires
// the latter alone.
type Adobe bool

// Strict, by default false, is an addition to Python's keywords: a decoder
// accepts nothing but what the encoder writes, so that no two texts mean the
// same bytes (RFC 4648, sections 3.3, 3.5 and 12). It refuses characters outside
// the one alphabet in use, wrong padding and non-zero padding bits, and
// overrides [Validate], [IgnoreChars], [Canonical], [CaseFold] and [Map01].
// What the text looks like is still up to [AltChars], [Padded], [FoldSpaces] and
// [Adobe].
type Strict bool

func (AltChars) b64EncodeOption()       {}
func (AltChars) b64DecodeOption()       {}
func (Padded) b64EncodeOption()         {}
func (Padded) b64DecodeOption()         {}
func (Padded) urlSafeB64EncodeOption()  {}
func (Padded) urlSafeB64DecodeOption()  {}
func (Padded) b32EncodeOption()         {}
func (Padded) b32DecodeOption()         {}
func (Padded) b32HexDecodeOption()      {}
func (WrapCol) b64EncodeOption()        {}
func (WrapCol) b32EncodeOption()        {}
func (WrapCol) b16EncodeOption()        {}
func (WrapCol) b85EncodeOption()        {}
func (WrapCol) a85EncodeOption()        {}
func (Validate) b64DecodeOption()       {}
func (IgnoreChars) b64DecodeOption()    {}
func (IgnoreChars) b32DecodeOption()    {}
func (IgnoreChars) b32HexDecodeOption() {}
func (IgnoreChars) b16DecodeOption()    {}
func (IgnoreChars) b85DecodeOption()    {}
func (IgnoreChars) a85DecodeOption()    {}
func (Canonical) b64DecodeOption()      {}
func (Canonical) b32DecodeOption()      {}
func (Canonical) b32HexDecodeOption()   {}
func (Canonical) b85DecodeOption()      {}
func (Canonical) a85DecodeOption()      {}
func (CaseFold) b32DecodeOption()       {}
func (CaseFold) b32HexDecodeOption()    {}
func (CaseFold) b16DecodeOption()       {}
func (Map01) b32DecodeOption()          {}
func (Pad) b85EncodeOption()            {}
func (Pad) a85EncodeOption()            {}
func (FoldSpaces) a85EncodeOption()     {}
func (FoldSpaces) a85DecodeOption()     {}
func (Adobe) a85EncodeOption()          {}
func (Adobe) a85DecodeOption()          {}
func (Strict) b64DecodeOption()         {}
func (Strict) standardB64DecodeOption() {}
func (Strict) urlSafeB64DecodeOption()  {}
func (Strict) b32DecodeOption()         {}
func (Strict) b32HexDecodeOption()      {}
func (Strict) b16DecodeOption()         {}
func (Strict) b85DecodeOption()         {}
func (Strict) a85DecodeOption()         {}
