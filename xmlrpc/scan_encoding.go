package xmlrpc

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

// A converter turns a document in another encoding into UTF-8. What has no
// meaning becomes a byte that is no UTF-8, so that the scanner stumbles where
// expat does.
type converter struct {
	table *[256]rune // of a single-byte encoding; nil for UTF-16
	big   bool       // UTF-16, high byte first
	carry []byte     // the beginning of a character that wasn't whole yet
}

const notText = 0xff // a byte that is never UTF-8

// append appends b to dst as UTF-8.
func (c *converter) append(dst, b []byte) []byte {
	if c.table != nil {
		for _, x := range b {
			if r := c.table[x]; r >= 0 {
				dst = utf8.AppendRune(dst, r)
			} else {
				dst = append(dst, notText)
			}
		}
		return dst
	}
	if len(c.carry) > 0 {
		b = append(c.carry, b...)
	}
	unit := func(i int) rune {
		if c.big {
			return rune(b[i])<<8 | rune(b[i+1])
		}
		return rune(b[i+1])<<8 | rune(b[i])
	}
	i := 0
	for ; i+1 < len(b); i += 2 {
		r := unit(i)
		if r&^0x3ff == 0xd800 { // the first half of a pair
			if i+3 >= len(b) {
				break
			}
			if low := unit(i + 2); low&^0x3ff == 0xdc00 {
				r = (r-0xd800)<<10 + low - 0xdc00 + 0x10000
				i += 2
			}
		}
		dst = wtf8.AppendRune(dst, r) // half a pair is refused later on
	}
	c.carry = bytes.Clone(b[i:])
	return dst
}

// feed adds to the document.
func (s *scanner) feed(b []byte) {
	if s.conv != nil {
		s.buf = s.conv.append(s.buf, b)
		return
	}
	s.buf = append(s.buf, b...)
}

// pending returns how many bytes of the document, as they were fed, the buffer
// still holds.
func (s *scanner) pending() int {
	rest := s.buf[s.pos:]
	if s.conv == nil {
		return len(rest)
	}
	n := 0
	for _, c := range rest {
		switch {
		case c&0xc0 == 0x80: // counted with its character
		case c >= 0xf0 && s.conv.table == nil: // two units
			n += 2
		default:
			n++
		}
	}
	if s.conv.table == nil {
		n = 2*n + len(s.conv.carry)
	}
	return n
}

// convert turns what the buffer still holds, and all that is to come, into UTF-8.
func (s *scanner) convert(c *converter) {
	rest := s.buf[s.pos:]
	buf := make([]byte, 0, len(s.buf)+len(rest)/8)
	buf = append(buf, s.buf[:s.pos]...)
	s.buf = c.append(buf, rest)
	s.conv = c
	if s.final {
		s.end()
	}
}

// end says that the document has ended. Half of a surrogate pair is then the
// beginning of a character.
func (s *scanner) end() {
	s.final = true
	if s.conv != nil && len(s.conv.carry) > 1 {
		s.buf = append(s.buf, 0xf0)
		s.conv.carry = nil
	}
}

// halfUnit reports whether the document ends within a unit of UTF-16.
func (s *scanner) halfUnit() bool { return s.conv != nil && len(s.conv.carry) == 1 }

// sniff looks for a byte order mark and for UTF-16 without one. It reports
// whether the buffer is long enough to tell.
func (s *scanner) sniff() bool {
	if s.sniffed {
		return true
	}
	if len(s.buf) < s.sniffLen() && !s.final {
		return false
	}
	s.sniffed = true
	b := s.buf
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		s.mark(3)
	case s.asUTF8 || len(b) < 2:
	case b[0] == 0xfe && b[1] == 0xff, b[0] == 0xff && b[1] == 0xfe:
		s.mark(2)
		s.convert(&converter{big: b[0] == 0xfe})
	case b[0] == 0, b[1] == 0:
		s.convert(&converter{big: b[0] == 0})
	}
	return true
}

// mark passes over a byte order mark of n bytes, which counts as a character.
func (s *scanner) mark(n int) {
	s.buf = s.buf[n:]
	s.col = 1
	s.marked = true
}

// sniffLen returns how many bytes are needed to tell, going by the first.
func (s *scanner) sniffLen() int {
	if len(s.buf) == 0 {
		return 1
	}
	switch s.buf[0] {
	case 0xef:
		return 3
	case 0, '<', 0xfe, 0xff:
		return 2
	}
	return 1
}

// declaration reads the XML declaration at the start of the document.
func (s *scanner) declaration() (token, error) {
	end := bytes.Index(s.buf[s.pos:], []byte("?>"))
	if end < 0 {
		if !s.final {
			return tokMore, nil
		}
		return s.instruction() // which knows what is wrong with it
	}
	end += s.pos
	for i := s.pos; i < end; { // characters that are no characters are worse than a bad declaration
		n, bad := s.charLen(i)
		switch {
		case bad:
			return tokEOF, s.errorAt(errInvalidToken, i)
		case n == 0: // it may go on where the document does
			return s.unclosed()
		}
		i += n
	}
	encoding, at, bad := s.parseDeclaration(s.pos+len("<?xml"), end)
	if bad {
		return tokEOF, s.errorAt(errXMLDecl, at)
	}
	start := s.pos
	s.pos = end + 2
	if encoding != "" && !s.asUTF8 {
		if err := s.setEncoding(encoding, at); err != nil {
			s.pos = start
			return tokEOF, err
		}
	}
	return s.skipped(s.pos)
}

// parseDeclaration reads version, encoding and standalone in buf[i:end]. It
// returns the encoding and its place, or the place of an error.
func (s *scanner) parseDeclaration(i, end int) (encoding string, at int, bad bool) {
	name, value, next, ok := s.pseudoAttribute(i, end)
	if !ok {
		return "", next, true
	}
	if name == "" {
		return "", i, true
	}
	if name != "version" {
		return "", s.skipSpace(i), true
	}
	if !validVersion(value) {
		return "", next - 1 - len(value), true
	}
	i = next
	if name, value, next, ok = s.pseudoAttribute(i, end); !ok {
		return "", next, true
	}
	if name == "encoding" {
		at = next - 1 - len(value)
		if value == "" || nameClass[value[0]] != 3 || value[0] == '_' {
			return "", at, true
		}
		encoding, i = value, next
		if name, value, next, ok = s.pseudoAttribute(i, end); !ok {
			return "", next, true
		}
	}
	if name == "" {
		return encoding, at, false
	}
	if name != "standalone" {
		return "", s.skipSpace(i), true
	}
	if value != "yes" && value != "no" {
		return "", next - 1 - len(value), true
	}
	if rest := min(s.skipSpace(next), end); rest != end {
		return "", rest, true
	}
	return encoding, at, false
}

func validVersion(v string) bool {
	return len(v) > 2 && strings.HasPrefix(v, "1.") && strings.Trim(v[2:], "0123456789") == ""
}

// pseudoAttribute reads name='value' at i, which a space must come before.
// The name is empty at the end. If not ok, next is the place of the error.
func (s *scanner) pseudoAttribute(i, end int) (name, value string, next int, ok bool) {
	if i == end {
		return "", "", i, true
	}
	if !isSpace(s.buf[i]) {
		return "", "", i, false
	}
	i = s.skipSpace(i)
	if i >= end {
		return "", "", end, true
	}
	start := i
	for i < end && s.buf[i] != '=' && !isSpace(s.buf[i]) {
		if s.buf[i] >= 0x80 {
			return "", "", i, false
		}
		i++
	}
	name = string(s.buf[start:i])
	i = s.skipSpace(i)
	if name == "" || i >= end || s.buf[i] != '=' {
		return "", "", min(i, end), false
	}
	i = s.skipSpace(i + 1)
	if i >= end || s.buf[i] != '"' && s.buf[i] != '\'' {
		return "", "", min(i, end), false
	}
	quote := s.buf[i]
	i++
	start = i
	for ; i < end && s.buf[i] != quote; i++ {
		if c := s.buf[i]; c >= 0x80 || nameClass[c] == 0 || c == ':' {
			return "", "", i, false
		}
	}
	if i >= end {
		return "", "", end, false
	}
	return name, string(s.buf[start:i]), i + 1, true
}

// setEncoding makes the rest of the document one in the encoding, whose name
// stands at at.
func (s *scanner) setEncoding(name string, at int) error {
	wide := s.conv != nil // UTF-16, as its first bytes have shown
	switch strings.ToUpper(name) {
	case "UTF-8":
		if wide {
			return s.errorAt(errIncorrectEncoding, at)
		}
		return nil
	case "UTF-16":
		if wide {
			return nil
		}
		return s.errorAt(errIncorrectEncoding, at)
	case "UTF-16BE", "UTF-16LE":
		if wide && s.conv.big == (strings.ToUpper(name) == "UTF-16BE") {
			return nil
		}
		return s.errorAt(errIncorrectEncoding, at)
	}
	table, err := charTable(name)
	if err != nil {
		return err
	}
	if wide {
		return s.errorAt(errIncorrectEncoding, at)
	}
	s.convert(&converter{table: table})
	return nil
}

// charTable returns the characters of a single-byte encoding; -1 where there is none.
func charTable(name string) (*[256]rune, error) {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	text, err := codecs.Decode(all, name, "replace")
	if err != nil {
		return nil, err
	}
	runes := wtf8.Runes(text)
	if len(runes) != 256 {
		return nil, &pyerr.ValueError{Text: "multi-byte encodings are not supported"}
	}
	table := new([256]rune)
	for i, r := range runes {
		if r == utf8.RuneError {
			r = -1
		}
		table[i] = r
	}
	return table, nil
}
