package codecs

import (
	"encoding/binary"
	"sync"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/wtf8"
)

const noSurrogates = "surrogates not allowed"

var utf8Codec = Codec{name: "utf-8", bad: noSurrogates, width: 1, ascii: true, partly: true, put: putUTF8, step: stepUTF8}

var unicodeCodecs = map[string]*Codec{
	"utf_8":     &utf8Codec,
	"utf_8_sig": {name: "utf-8", bad: noSurrogates, mark: "\ufeff", width: 1, ascii: true, partly: true, put: putUTF8, sniff: sniffUTF8},
	"utf_16":    {name: "utf-16", bad: noSurrogates, mark: "\xff\xfe", width: 2, each: true, put: put16, sniff: sniff16},
	"utf_16_le": utf16LE,
	"utf_16_be": utf16BE,
	"utf_32":    {name: "utf-32", bad: noSurrogates, mark: "\xff\xfe\x00\x00", width: 4, each: true, put: put32, sniff: sniff32},
	"utf_32_le": utf32LE,
	"utf_32_be": utf32BE,
	"ascii":     {name: "ascii", bad: notASCII, width: 1, ascii: true, partly: true, put: putASCII, step: stepASCII},
	"latin_1":   {name: "latin-1", bad: "ordinal not in range(256)", width: 1, ascii: true, partly: true, put: putLatin1, step: stepLatin1},
}

var (
	utf16LE = &Codec{name: "utf-16-le", bad: noSurrogates, width: 2, each: true, put: put16, step: step16}
	utf16BE = &Codec{name: "utf-16-be", bad: noSurrogates, width: 2, big: true, each: true, put: put16, step: step16}
	utf32LE = &Codec{name: "utf-32-le", bad: noSurrogates, width: 4, each: true, put: put32, step: step32}
	utf32BE = &Codec{name: "utf-32-be", bad: noSurrogates, width: 4, big: true, each: true, put: put32, step: step32}
)

const notASCII = "ordinal not in range(128)"

func putASCII(_ *Codec, dst []byte, r rune) ([]byte, bool) {
	if r >= 0x80 {
		return dst, false
	}
	return append(dst, byte(r)), true
}

func stepASCII(_ *Codec, b []byte) (rune, int, string) {
	if b[0] >= 0x80 {
		return 0, 1, notASCII
	}
	return rune(b[0]), 1, ""
}

func putLatin1(_ *Codec, dst []byte, r rune) ([]byte, bool) {
	if r >= 0x100 {
		return dst, false
	}
	return append(dst, byte(r)), true
}

func stepLatin1(_ *Codec, b []byte) (rune, int, string) { return rune(b[0]), 1, "" }

func putUTF8(_ *Codec, dst []byte, r rune) ([]byte, bool) {
	if wtf8.IsSurrogate(r) {
		return dst, false
	}
	return utf8.AppendRune(dst, r), true
}

func stepUTF8(_ *Codec, b []byte) (rune, int, string) {
	if r, n := utf8.DecodeRune(b); n > 1 || b[0] < utf8.RuneSelf {
		return r, n, ""
	}
	n, more := utf8Stump(b)
	switch {
	case n == 0:
		return 0, 1, "invalid start byte"
	case n == len(b) && more:
		return 0, n, "unexpected end of data"
	}
	return 0, n, "invalid continuation byte"
}

// utf8Stump returns how many bytes at the start of b, which begins with no
// character, could begin one, and whether more would be needed.
func utf8Stump(b []byte) (n int, more bool) {
	need, low, high := 0, byte(0x80), byte(0xbf) // RFC 3629, section 4
	switch c := b[0]; {
	case 0xc2 <= c && c <= 0xdf:
		need = 2
	case 0xe0 <= c && c <= 0xef:
		need = 3
	case 0xf0 <= c && c <= 0xf4:
		need = 4
	default:
		return 0, false
	}
	switch b[0] {
	case 0xe0:
		low = 0xa0
	case 0xed:
		high = 0x9f
	case 0xf0:
		low = 0x90
	case 0xf4:
		high = 0x8f
	}
	for n = 1; n < need && n < len(b) && low <= b[n] && b[n] <= high; n++ {
		low, high = 0x80, 0xbf
	}
	return n, n < need
}

func sniffUTF8(_ *Codec, b []byte) (*Codec, int) {
	if len(b) >= 3 && string(b[:3]) == "\ufeff" {
		return &utf8Codec, 3
	}
	return &utf8Codec, 0
}

// byteOrder returns the order of c's bytes.
func (c *Codec) byteOrder() interface {
	binary.ByteOrder
	binary.AppendByteOrder
} {
	if c.big {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

func put16(c *Codec, dst []byte, r rune) ([]byte, bool) {
	if wtf8.IsSurrogate(r) {
		return dst, false
	}
	if r >= 0x10000 {
		r -= 0x10000
		dst = c.byteOrder().AppendUint16(dst, uint16(0xd800+r>>10))
		r = 0xdc00 + r&0x3ff
	}
	return c.byteOrder().AppendUint16(dst, uint16(r)), true
}

func step16(c *Codec, b []byte) (rune, int, string) {
	if len(b) < 2 {
		return 0, len(b), "truncated data"
	}
	r := rune(c.byteOrder().Uint16(b))
	switch {
	case !wtf8.IsSurrogate(r):
		return r, 2, ""
	case r >= 0xdc00:
		return 0, 2, "illegal encoding"
	case len(b) < 4:
		return 0, len(b), "unexpected end of data"
	}
	low := rune(c.byteOrder().Uint16(b[2:]))
	if low < 0xdc00 || low > 0xdfff {
		return 0, 2, "illegal UTF-16 surrogate"
	}
	return 0x10000 + (r-0xd800)<<10 + (low - 0xdc00), 4, ""
}

func sniff16(_ *Codec, b []byte) (*Codec, int) {
	if len(b) >= 2 {
		switch string(b[:2]) {
		case "\xff\xfe":
			return utf16LE, 2
		case "\xfe\xff":
			return utf16BE, 2
		}
	}
	return utf16LE, 0
}

func put32(c *Codec, dst []byte, r rune) ([]byte, bool) {
	if wtf8.IsSurrogate(r) {
		return dst, false
	}
	return c.byteOrder().AppendUint32(dst, uint32(r)), true
}

func step32(c *Codec, b []byte) (rune, int, string) {
	if len(b) < 4 {
		return 0, len(b), "truncated data"
	}
	switch u := c.byteOrder().Uint32(b); {
	case u > utf8.MaxRune:
		return 0, 4, "code point not in range(0x110000)"
	case wtf8.IsSurrogate(rune(u)):
		return 0, 4, "code point in surrogate code point range(0xd800, 0xe000)"
	default:
		return rune(u), 4, ""
	}
}

func sniff32(_ *Codec, b []byte) (*Codec, int) {
	if len(b) >= 4 {
		switch string(b[:4]) {
		case "\xff\xfe\x00\x00":
			return utf32LE, 4
		case "\x00\x00\xfe\xff":
			return utf32BE, 4
		}
	}
	return utf32LE, 0
}

// isUnicode reports whether only surrogates have no bytes in c.
func (c *Codec) isUnicode() bool { return c.bad == noSurrogates }

// appendSurrogates appends the surrogates of s in a Unicode encoding.
func (c *Codec) appendSurrogates(dst []byte, s string) []byte {
	for s != "" {
		r, n := wtf8.DecodeRuneInString(s)
		s = s[n:]
		switch c.width {
		case 1:
			dst = wtf8.AppendRune(dst, r)
		case 2:
			dst = c.byteOrder().AppendUint16(dst, uint16(r))
		case 4:
			dst = c.byteOrder().AppendUint32(dst, uint32(r))
		}
	}
	return dst
}

// surrogate returns the surrogate at the start of b and its width, or 0, 0.
func (c *Codec) surrogate(b []byte) (r rune, width int) {
	if !c.isUnicode() {
		return 0, 0
	}
	switch {
	case c.width == 1 && wtf8.SurrogateAt(b, 0):
		r, width = wtf8.DecodeRuneInString(string(b[:3]))
	case c.width == 2 && len(b) >= 2:
		r, width = rune(c.byteOrder().Uint16(b)), 2
	case c.width == 4 && len(b) >= 4:
		r, width = rune(c.byteOrder().Uint32(b)), 4
	}
	if !wtf8.IsSurrogate(r) {
		return 0, 0
	}
	return r, width
}

const undefined = "character maps to <undefined>"

// A halfTable is a single-byte encoding's upper half.
type halfTable struct {
	chars [128]rune
	bytes map[rune]byte
}

// charmaps holds the codecs of the single-byte encodings that were asked for.
var charmaps sync.Map // from a module's name to its *Codec

func charmap(module string) *Codec {
	if c, ok := charmaps.Load(module); ok {
		return c.(*Codec)
	}
	c := &Codec{name: "charmap", bad: undefined, width: 1, ascii: true, put: putCharmap, step: stepCharmap}
	c.table.bytes = make(map[rune]byte, 128)
	i := 0
	for _, r := range upperHalves[module] {
		c.table.chars[i] = r
		if r != utf8.RuneError {
			c.table.bytes[r] = byte(0x80 + i)
		}
		i++
	}
	charmaps.Store(module, c)
	return c
}

func putCharmap(c *Codec, dst []byte, r rune) ([]byte, bool) {
	if r < 0x80 {
		return append(dst, byte(r)), true
	}
	b, ok := c.table.bytes[r]
	if !ok {
		return dst, false
	}
	return append(dst, b), true
}

func stepCharmap(c *Codec, b []byte) (rune, int, string) {
	if b[0] < 0x80 {
		return rune(b[0]), 1, ""
	}
	if r := c.table.chars[b[0]-0x80]; r != utf8.RuneError {
		return r, 1, ""
	}
	return 0, 1, undefined
}
