package urlparse

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/utf8x"
)

// An escapeTable says what to write for each byte: one to three bytes, lowest
// first, and above them how many they are.
type escapeTable struct {
	of   [256]uint32
	kept [utf8.RuneSelf]byte // what an ASCII character becomes, or escaped
	plus bool                // whether a blank becomes something as long
}

const escaped = 0x80

const alwaysSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"

var (
	escapesPlain = newEscapes(false)
	escapesPath  = func() escapeTable { t := newEscapes(false); t.keep("/"); return t }()
	escapesPlus  = newEscapes(true)
)

func newEscapes(plus bool) (t escapeTable) {
	for c := range uint32(256) {
		t.of[c] = '%' | uint32(upperHex[c>>4])<<8 | uint32(upperHex[c&15])<<16 | 3<<24
	}
	for c := range t.kept {
		t.kept[c] = escaped
	}
	t.keep(alwaysSafe)
	if plus {
		t.set(' ', '+')
		t.plus = true
	}
	return t
}

// set makes c become one character.
func (t *escapeTable) set(c, char byte) {
	t.of[c] = uint32(char) | 1<<24
	t.kept[c] = char
}

const upperHex = "0123456789ABCDEF"

// keep makes the ASCII characters of safe stay as they are.
func (t *escapeTable) keep(safe string) {
	for i := range len(safe) {
		if c := safe[i]; c < utf8.RuneSelf && (c != ' ' || !t.plus) {
			t.set(c, c)
		}
	}
}

// escapesFor returns the table for the characters in safe.
func escapesFor(safe string, plus bool) *escapeTable {
	if safe == "" {
		if plus {
			return &escapesPlus
		}
		return &escapesPlain
	}
	return escapesForSome(safe, plus)
}

func escapesForSome(safe string, plus bool) *escapeTable {
	if safe == "/" && !plus {
		return &escapesPath
	}
	if last := lastEscapes.Load(); last != nil && last.safe == safe && last.table.plus == plus {
		return &last.table
	}
	other := &safeEscapes{strings.Clone(safe), newEscapes(plus)}
	other.table.keep(safe)
	lastEscapes.Store(other)
	return &other.table
}

// lastEscapes is the last table for unusual safe characters. Programs hardly
// have more than one kind of them.
var lastEscapes atomic.Pointer[safeEscapes]

type safeEscapes struct {
	safe  string
	table escapeTable
}

// quoteText returns s with its bytes escaped, or same if none needs to be.
// Unless raw, s must be UTF-8, else ok is false.
func quoteText(s string, table *escapeTable, raw bool) (out string, same, ok bool) {
	if !hasKernels || len(s) > maxMarked {
		return quoteLong(s, table, raw)
	}
	escapes, high := markEscapes(s, table)
	switch {
	case high != 0 && !raw && !utf8x.ValidString(s):
		return "", false, false
	case escapes == 0 && (!table.plus || strings.IndexByte(s, ' ') < 0):
		return "", true, true
	}
	b := make([]byte, len(s)+2*bits.OnesCount64(escapes))
	escapeMarked(b, s, table, escapes)
	return own[string](b), false, true
}

// maxMarked is the length up to which a word has a bit for each byte of a text.
// Kernels take characters by 21.
const maxMarked = 63

// quoteLong is quoteText for texts of any length.
func quoteLong(s string, table *escapeTable, raw bool) (out string, same, ok bool) {
	switch n := len(s); {
	case hasKernels:
	case n <= smallText:
		return quoteSmall(s, table, raw)
	case n <= mediumText:
		return quoteMedium(s, table, raw)
	}
	n, ascii := escapedLen(s, table)
	if !raw && !ascii && !utf8x.ValidString(s) {
		return "", false, false
	}
	if n == len(s) && (!table.plus || strings.IndexByte(s, ' ') < 0) {
		return "", true, true
	}
	b, _ := escape(make([]byte, 0, escapeRoom(n)), s, table)
	return own[string](b), false, true
}

// slack is how many bytes behind the end plainEscape may touch.
const slack = 3

// escapeRoom is the capacity that escape needs for n bytes.
func escapeRoom(n int) int {
	if hasKernels {
		return n
	}
	return n + slack
}

const (
	smallText  = 40
	mediumText = (len(buffer{}) - room) / 3
	room       = 12 // that one step of escapeText may need
)

// A buffer is too large to be cleared for each text.
type buffer [2048]byte

var buffers = sync.Pool{New: func() any { return new(buffer) }}

// quoteMedium is quoteText for at most mediumText bytes. It writes them into a
// buffer first, so that the result's size is known without another pass.
func quoteMedium(s string, table *escapeTable, raw bool) (out string, same, ok bool) {
	buf := buffers.Get().(*buffer)
	n, check := escapeText(buf, s, table)
	if ok = raw || !check || utf8x.ValidString(s); ok {
		if same = string(buf[:n]) == s; !same {
			out = string(buf[:n])
		}
	}
	buffers.Put(buf)
	return out, same, ok
}

// quoteSmall is quoteMedium for ASCII, and anything raw, in the stack's memory.
func quoteSmall(s string, table *escapeTable, raw bool) (out string, same, ok bool) {
	var buf [3*smallText + slack + 1]byte
	b, ascii := plainEscape(buf[:0], s, table)
	if !ascii && !raw && !utf8x.ValidString(s) {
		return "", false, false
	}
	if string(b) == s {
		return "", true, true
	}
	return string(b), false, true
}

// escapeText writes s escaped to buf, which must be large enough. Unless check
// is true, s is known to be UTF-8: it takes the most frequent characters outside
// ASCII in one step.
func escapeText(buf *buffer, s string, table *escapeTable) (n int, check bool) {
	j := uint(0)
	for i := 0; i < len(s) && j <= uint(len(buf)-room); {
		c := s[i]
		if c >= utf8.RuneSelf {
			if i+2 < len(s) && isCommonLead(uint(c)) {
				c1, c2 := s[i+1], s[i+2]
				if c1&0xc0 == 0x80 && c2&0xc0 == 0x80 {
					const low = 1<<24 - 1
					e0, e1, e2 := uint64(table.of[c]&low), uint64(table.of[c1]&low), uint64(table.of[c2])
					binary.LittleEndian.PutUint64(buf[j:], e0|e1<<24|e2<<48)
					buf[j+8] = byte(e2 >> 16)
					i, j = i+3, j+9
					continue
				}
			}
			check = true
		}
		e := table.of[c]
		binary.LittleEndian.PutUint32(buf[j:], e) // the fourth byte is the next one's
		j += uint(e >> 24)
		i++
	}
	return int(j), check
}

// isCommonLead reports whether c begins a character of three bytes, whose other
// bytes may be any continuation bytes: all from U+1000 up but U+D000 to U+DFFF.
func isCommonLead(c uint) bool { return 0xe1 <= c && c <= 0xef && c != 0xed }

// plainEscapedLen returns the length of s with its bytes escaped, and whether it
// is ASCII.
func plainEscapedLen(s string, table *escapeTable) (n int, ascii bool) {
	all := byte(0)
	for i := range len(s) {
		all |= s[i]
		n += int(table.of[s[i]] >> 24)
	}
	return n, all < utf8.RuneSelf
}

// appendEscaped appends s with its bytes escaped. It returns whether s is ASCII, too.
func appendEscaped(dst []byte, s string, table *escapeTable) (out []byte, ascii bool) {
	if cap(dst)-len(dst) < 3*len(s)+slack {
		n, _ := escapedLen(s, table)
		dst = slices.Grow(dst, escapeRoom(n))
	}
	return escape(dst, s, table)
}

// plainEscape is appendEscaped where there is room enough, slack included.
func plainEscape(dst []byte, s string, table *escapeTable) (out []byte, ascii bool) {
	j := len(dst)
	out = dst[:cap(dst)]
	all := byte(0)
	for i := range len(s) {
		c := s[i]
		e := table.of[c]
		binary.LittleEndian.PutUint32(out[j:], e) // the fourth byte is the next one's
		j += int(e >> 24)
		all |= c
	}
	return out[:j], all < utf8.RuneSelf
}
