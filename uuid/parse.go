package uuid

import (
	"bytes"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyint"
	"github.com/gobatteries/batteries/internal/wtf8"
)

// Parse returns the UUID that s stands for, as Python's uuid.UUID(s) does: 32
// hexadecimal digits after "urn:" and "uuid:" have been removed wherever they
// stand, braces at both ends, and all hyphens.
//
// As the digits go through Python's int(), odder things pass as well: a sign, a
// prefix 0x, underscores, spaces at the ends and the digits of other scripts.
// One UUID thus has many spellings. Where text from outside serves as a key or
// is compared before parsing, use [ParseStrict].
//
// The error is a [ValueError] with Python's text. Parse does not allocate for text of
// up to 64 bytes, and takes time in proportion to the text.
func Parse[T ~string | ~[]byte](s T) (UUID, error) {
	if u, ok := parseCanonical(s); ok {
		return u, nil
	}
	return parseLoose(s)
}

// ParseStrict returns the UUID whose text is s: the 36 characters of RFC 9562,
// section 4, hyphens in their places, digits in either case and nothing else.
// The error is a [ValueError]. Python has no such function.
func ParseStrict[T ~string | ~[]byte](s T) (UUID, error) {
	if u, ok := parseCanonical(s); ok {
		return u, nil
	}
	return UUID{}, errMalformed
}

// MustParse is [Parse] for texts that are part of the program. It panics if s is no UUID.
func MustParse(s string) UUID {
	u, err := Parse(s)
	if err != nil {
		panic("uuid: MustParse: " + err.Error())
	}
	return u
}

// parseCanonical reads 8-4-4-4-12 digits. It reads eight digits at a time.
func parseCanonical[T ~string | ~[]byte](s T) (u UUID, ok bool) {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return UUID{}, false
	}
	a, bad1 := unhex8(load4(s, 0) | load4(s, 4)<<32)
	b, bad2 := unhex8(load4(s, 9) | load4(s, 14)<<32)
	c, bad3 := unhex8(load4(s, 19) | load4(s, 24)<<32)
	d, bad4 := unhex8(load4(s, 28) | load4(s, 32)<<32)
	if bad1|bad2|bad3|bad4 != 0 {
		return UUID{}, false
	}
	return fromHalves(a<<32|b, c<<32|d), true
}

// load4 returns four bytes of s, the first one lowest. The compiler makes it one load.
func load4[T ~string | ~[]byte](s T, i int) uint64 {
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24
}

// each is a word with the same byte in all eight places.
const each = 0x0101010101010101

// unhex8 returns the number that eight hexadecimal digits stand for, of which
// the lowest byte of x is the first; bad is not 0 if some byte is no digit.
//
// Bit 6 tells letters from digits: a letter's value is its low four bits and 9.
// Whether the bytes were digits at all shows when the values are written back
// ([hex8]) and compared, letters made small.
func unhex8(x uint64) (n, bad uint64) {
	letters := x >> 6 & each
	values := x&(0x0f*each) + letters*9
	bad = hex8(values&(0x0f*each)) ^ (x | letters<<5) | values&(0xf0*each)

	// Pairs, then fours, then all eight: the first digit is the highest.
	values = values<<4 | values>>8
	values &= 0x00ff00ff00ff00ff
	values = values<<8 | values>>16
	values &= 0x0000ffff0000ffff
	return values<<16&0xffffffff | values>>32, bad
}

// hex8 returns the hexadecimal digits of the eight values below 16 in the bytes of x.
func hex8(x uint64) uint64 {
	letters := (x + 0x76*each) >> 7 & each // 0x76+10 carries into the top bit
	return x + '0'*each + letters*('a'-'0'-10)
}

// parseLoose follows Python's UUID constructor step by step.
func parseLoose[T ~string | ~[]byte](s T) (UUID, error) {
	var stack [64]byte
	text := append(stack[:0], s...)
	text = remove(text, "urn:")
	text = remove(text, "uuid:")
	for len(text) > 0 && (text[0] == '{' || text[0] == '}') {
		text = text[1:]
	}
	for len(text) > 0 && (text[len(text)-1] == '{' || text[len(text)-1] == '}') {
		text = text[:len(text)-1]
	}
	text = remove(text, "-")

	const most = 32 * utf8.UTFMax
	if len(text) < 32 || len(text) > most || wtf8.RuneCountInString(string(text)) != 32 {
		return UUID{}, errMalformed
	}
	var space [most]byte
	digits, ok := pyint.AppendDigits(space[:0], text, 16)
	if !ok {
		return UUID{}, pyint.Error(string(text), 16)
	}
	var hi, lo uint64
	for _, c := range digits {
		value := uint64(c&0x0f) + uint64(c>>6)*9
		hi, lo = hi<<4|lo>>60, lo<<4|value
	}
	return fromHalves(hi, lo), nil
}

// remove cuts every occurrence of what out of text, in place.
func remove(text []byte, what string) []byte {
	i := bytes.Index(text, []byte(what))
	if i < 0 {
		return text
	}
	kept := text[:i]
	for rest := text[i+len(what):]; ; rest = rest[i+len(what):] {
		if i = bytes.Index(rest, []byte(what)); i < 0 {
			return append(kept, rest...)
		}
		kept = append(kept, rest[:i]...)
	}
}
