// Package b64 is Python's [base64] module: base64, base 32, base 16, ascii85,
// base 85 and z85, with its keywords, its answers and its error texts.
//
//	text, err := b64.B64Encode("data to be encoded", b64.AltChars("-_"))
//	data, err := b64.B64Decode(text, b64.AltChars("-_"), b64.Validate(true))
//
// All functions take strings and byte slices and return byte slices. What may
// raise an exception in Python returns an error. An encoder's is nil unless an
// option is wrong; [StandardB64Encode], [URLSafeB64Encode] and [EncodeBytes]
// have no such options and no error.
//
// # Names
//
//	Python                                     Go
//	b64encode, b64decode                       B64Encode, B64Decode
//	standard_b64encode, standard_b64decode     StandardB64Encode, StandardB64Decode
//	urlsafe_b64encode, urlsafe_b64decode       URLSafeB64Encode, URLSafeB64Decode
//	b32encode, b32decode                       B32Encode, B32Decode
//	b32hexencode, b32hexdecode                 B32HexEncode, B32HexDecode
//	b16encode, b16decode                       B16Encode, B16Decode
//	a85encode, a85decode                       A85Encode, A85Decode
//	b85encode, b85decode                       B85Encode, B85Decode
//	z85encode, z85decode                       Z85Encode, Z85Decode
//	encodebytes, decodebytes                   EncodeBytes, DecodeBytes
//	encode, decode                             Encode, Decode
//	MAXLINESIZE, MAXBINSIZE                    MAXLINESIZE, MAXBINSIZE
//	altchars, validate, padded, wrapcol, ...   AltChars, Validate, Padded, WrapCol, ...
//	binascii.Error                             Error, which is a ValueError
//
// Additions: each function has a form that appends to a slice
// ([AppendB64Encode]) and each codec a form for streams ([NewB64Encoder],
// [NewB64Decoder]); [Strict] makes a decoder accept one text only for the same
// bytes.
//
// # Texts from elsewhere
//
// Without keywords, B64Decode is as lenient as Python's: it skips what is no
// base64, even padding in the middle, and ignores the bits that padding leaves
// over, so that many texts mean the same bytes. Where that matters (signatures,
// keys of a cache, filters that look at the text), use [Strict].
//
// # Speed
//
// On amd64, base64 and base 16 are done with AVX-512 VBMI or AVX2, as the
// processor allows; the build tag purego leaves these out. All else is plain
// Go.
//
// # Differences from Python
//
//   - AltChars, IgnoreChars and Map01 are bytes: Python takes some of them as str
//     too, and then only ASCII (TestBytesForCharacters).
//   - The encoders, EncodeBytes and DecodeBytes take strings as well, as the
//     bytes of the string, where Python raises TypeError
//     (TestStringsAsBytes).
//   - No FutureWarning or DeprecationWarning for + and / beside AltChars.
//   - Decode holds back at most 64 KiB of what a line stands for; of a longer
//     line that turns out to be broken, the start has been written
//     (TestDecodeLongLine).
//   - A Decoder for base 16 or for ascii85 with [Adobe] does not read to the
//     end of the text to find the error that Python reports first (TestStreams).
//
// # Specifications
//
//   - RFC 4648, The Base16, Base32, and Base64 Data Encodings
//   - RFC 2045, section 6.8, for the lines of EncodeBytes
//   - ZeroMQ RFC 32/Z85, https://rfc.zeromq.org/spec/32/
//   - PDF 32000-1:2008, section 7.4.3, for ascii85
//
// [base64]: https://docs.python.org/3.15/library/base64.html
package b64
