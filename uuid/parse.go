package uuid

import (
	"bytes"
	"encoding/binary"
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
func Parse[T ~string | ~[]byte](s T) (u UUID, err error) {
	err = read(&u, s)
	return u, err
}

// ParseStrict returns the UUID whose text is s: the 36 characters of RFC 9562,
// section 4, hyphens in their places, digits in either case and nothing else.
// The error is a [ValueError]. Python has no such function.
func ParseStrict[T ~string | ~[]byte](s T) (u UUID, err error) {
	if !readCanonical(&u, s) {
		return UUID{}, errMalformed
	}
	return u, nil
}

// MustParse is [Parse] for texts that are part of the program. It panics if s is no UUID.
func MustParse(s string) UUID {
	u, err := Parse(s)
	if err != nil {
		panic("uuid: MustParse: " + err.Error())
	}
	return u
}

// read is Parse. (Parse itself is small enough to be compiled into its callers.)
func read[T ~string | ~[]byte](u *UUID, s T) error {
	if readCanonical(u, s) {
		return nil
	}
	return readLoose(u, s)
}

// readCanonical reads 8-4-4-4-12 digits, eight of them at a time, into *u, and
// reports whether that is what s is.
func readCanonical[T ~string | ~[]byte](u *UUID, s T) bool {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return false
	}
	a := load4(s, 0) | load4(s, 4)<<32
	b := load4(s, 9) | load4(s, 14)<<32
	c := load4(s, 19) | load4(s, 24)<<32
	d := load4(s, 28) | load4(s, 32)<<32
	if areHex(a)&areHex(b)&areHex(c)&areHex(d)&tops != tops {
		return false
	}
	binary.LittleEndian.PutUint64(u[:8], unhex(a)|unhex(b)<<32)
	binary.LittleEndian.PutUint64(u[8:], unhex(c)|unhex(d)<<32)
	return true
}

// load4 returns four bytes of s, the first one lowest. The compiler makes it one load.
func load4[T ~string | ~[]byte](s T, i int) uint64 {
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24
}

// Words of eight characters are worked on in all bytes at once: each is the
// word with 1 in every byte, tops has their top bits. To compare all bytes of a
// word with k, 0x80-k is added to them: the top bit shows which ones reach it.
// Bytes beyond ASCII may carry into the next one; areHex refuses them anyway.
const (
	each = 0x0101010101010101
	tops = 0x80 * each
)

// areHex returns x's top bits, set for the bytes that are hexadecimal digits.
// If all are set, there was no carry to spoil them.
func areHex(x uint64) uint64 {
	small := x | 0x20*each // letters, that is; digits have the bit
	digits := (x + (0x80-'0')*each) &^ (x + (0x80-'9'-1)*each)
	letters := (small + (0x80-'a')*each) &^ (small + (0x80-'f'-1)*each)
	return (digits | letters) &^ x
}

// unhex returns the four bytes, the first one lowest, that the eight digits of x
// make. Bit 6 tells letters from digits: a letter's value is its low four bits
// and 9. The values are joined in pairs, and the pairs moved together.
func unhex(x uint64) uint64 {
	x = x&(0x0f*each) + x>>6&each*9
	x = (x<<4 | x>>8) & 0x00ff00ff00ff00ff
	x = (x | x>>8) & 0x0000ffff0000ffff
	return (x | x>>16) & 0xffffffff
}

// readLoose follows Python's UUID constructor step by step.
func readLoose[T ~string | ~[]byte](u *UUID, s T) error {
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
		return errMalformed
	}
	var space [most]byte
	digits, ok := pyint.AppendDigits(space[:0], text, 16)
	if !ok {
		return pyint.Error(string(text), 16)
	}
	var hi, lo uint64
	for _, c := range digits {
		value := uint64(c&0x0f) + uint64(c>>6)*9
		hi, lo = hi<<4|lo>>60, lo<<4|value
	}
	u.put(hi, lo)
	return nil
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
