package xmlrpc

import (
	"bytes"
	"strings"
)

// nameClass tells of the ASCII characters which may be in a name (1) and which
// may start one (3).
var nameClass = func() (t [128]uint8) {
	for c := range 128 {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', c == ':':
			t[c] = 3
		case '0' <= c && c <= '9', c == '-', c == '.':
			t[c] = 1
		}
	}
	return t
}()

// nameAt returns the width of the character at buf[i] if it may be in a name
// (or start one, if first is set), -1 if it may not, 0 if the buffer ends
// within it.
func (s *scanner) nameAt(i int, first bool) int {
	c := s.buf[i]
	if c < 0x80 {
		if cl := nameClass[c]; cl == 3 || cl == 1 && !first {
			return 1
		}
		return -1
	}
	r, n := s.char(i)
	if n == 0 {
		return 0
	}
	if r < 0 || !isNameRune(r, first) {
		return -1
	}
	return n
}

// skipName returns the index after the name at i and whether all is well. If it
// is not, the index is that of the offending character, or the end of the
// buffer if that came too early.
func (s *scanner) skipName(i int) (int, bool) {
	first := true
	for i < len(s.buf) {
		n := s.nameAt(i, first)
		if n == 0 {
			return len(s.buf), false
		}
		if n < 0 {
			return i, !first
		}
		i += n
		first = false
	}
	return i, false
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func (s *scanner) skipSpace(i int) int {
	for i < len(s.buf) && isSpace(s.buf[i]) {
		i++
	}
	return i
}

// invalid reports the character at i as out of place, or the token as not
// closed if the buffer ends there (or within that character).
func (s *scanner) invalid(i int) (token, error) {
	if i >= len(s.buf) {
		return s.unclosed()
	}
	if _, n := s.char(i); n == 0 {
		return s.unclosed()
	}
	return tokEOF, s.errorAt(errInvalidToken, i)
}

// invalidByte is invalid where a look at a byte is enough to refuse it.
func (s *scanner) invalidByte(i int) (token, error) {
	if i >= len(s.buf) {
		return s.unclosed()
	}
	return tokEOF, s.errorAt(errInvalidToken, i)
}

// startTag reads the start tag at pos.
func (s *scanner) startTag() (token, error) {
	buf, start := s.buf, s.pos+1
	i := start
	for i < len(buf) && buf[i] < 0x80 && nameClass[buf[i]] != 0 {
		i++
	}
	if i == len(buf) || i == start || buf[i] >= 0x80 || nameClass[buf[start]] != 3 {
		var ok bool
		if i, ok = s.skipName(start); !ok {
			return s.invalid(i)
		}
	}
	name := buf[start:i]
	if buf[i] != '>' {
		attrs := i
		var t token
		var err error
		if i, t, err = s.skipAttributes(i); i < 0 {
			return t, err
		}
		if err := s.checkAttributes(attrs, i); err != nil {
			return tokEOF, err
		}
		if buf[i] == '/' {
			s.empty = true
			i++
		}
	}
	if len(s.open) >= s.maxOpen {
		return tokEOF, &LimitError{What: "open elements", Limit: int64(s.maxOpen)}
	}
	s.pos = i + 1
	s.name, s.local = name, name
	s.el = lookupElem(name)
	if s.el.isLeaf() && !s.empty && s.phase == phaseContent && s.wholeLeaf() {
		return tokLeaf, nil
	}
	s.phase = phaseContent
	s.open = append(s.open, openElem{s.el, len(s.names)})
	if s.el == elemUnknown {
		s.names = append(s.names, name...)
		if i := bytes.LastIndexByte(name, ':'); i >= 0 {
			s.local = name[i+1:]
			s.el = lookupElem(s.local)
		}
	}
	return tokStart, nil
}

// wholeLeaf takes the text and the end tag that follow the start tag of a leaf,
// if they do and there is nothing special about them; else the usual way will.
func (s *scanner) wholeLeaf() bool {
	buf, i := s.buf, s.pos
	for {
		for i < len(buf) && textClass[buf[i]] == plain {
			i++
		}
		if i == len(buf) {
			return false
		}
		if buf[i] < 0x80 {
			break
		}
		n, bad := s.charLen(i)
		if n == 0 || bad {
			return false
		}
		i += n
	}
	name := elemNames[s.el]
	end := i + len(name) + 2
	if end >= len(buf) || buf[i] != '<' || buf[i+1] != '/' || buf[end] != '>' || string(buf[i+2:end]) != name {
		return false
	}
	s.text = buf[s.pos:i]
	s.pos = end + 1
	return true
}

// endElement closes the innermost element.
func (s *scanner) endElement() token {
	top := s.open[len(s.open)-1]
	s.open = s.open[:len(s.open)-1]
	s.el, s.name = top.el, nil
	if top.el == elemUnknown {
		name := s.names[top.off:]
		s.names, s.name = s.names[:top.off], name
		if i := bytes.LastIndexByte(name, ':'); i >= 0 {
			s.el = lookupElem(name[i+1:])
		}
	}
	if len(s.open) == 0 {
		s.phase = phaseEpilog
	}
	return tokEnd
}

// endTag reads the end tag at pos.
func (s *scanner) endTag() (token, error) {
	start := s.pos + 2
	top := s.open[len(s.open)-1]
	if top.el != elemUnknown { // the usual case, without a look at each character
		want := elemNames[top.el]
		if end := start + len(want); end < len(s.buf) && s.buf[end] == '>' && string(s.buf[start:end]) == want {
			s.pos = end + 1
			return s.endElement(), nil
		}
	}
	i, ok := s.skipName(start)
	if !ok {
		return s.invalid(i)
	}
	name := s.buf[start:i]
	if k := s.skipSpace(i); k > i && (k == len(s.buf) || s.buf[k] != '>') {
		return s.invalidByte(k)
	} else if k == len(s.buf) || s.buf[k] != '>' {
		return s.invalid(k)
	} else {
		i = k
	}
	if top.el != elemUnknown && string(name) != elemNames[top.el] ||
		top.el == elemUnknown && !bytes.Equal(name, s.names[top.off:]) {
		return tokEOF, s.errorAt(errTagMismatch, start)
	}
	s.pos = i + 1
	return s.endElement(), nil
}

// skipAttributes returns the index of the '>' or "/>" that ends the start tag
// whose name ended at i. If there is none, it returns -1 and what to return.
func (s *scanner) skipAttributes(i int) (int, token, error) {
	fail := func(i int) (int, token, error) {
		t, err := s.invalid(i)
		return -1, t, err
	}
	failByte := func(i int) (int, token, error) {
		t, err := s.invalidByte(i)
		return -1, t, err
	}
	for {
		j := s.skipSpace(i)
		if j == len(s.buf) {
			return fail(j)
		}
		switch s.buf[j] {
		case '>':
			return j, 0, nil
		case '/':
			if j+1 == len(s.buf) || s.buf[j+1] != '>' {
				return failByte(j + 1)
			}
			return j, 0, nil
		}
		if j == i { // no space before the attribute
			return failByte(j)
		}
		k, ok := s.skipName(j)
		if !ok {
			return fail(k)
		}
		k = s.skipSpace(k)
		if k == len(s.buf) || s.buf[k] != '=' {
			return failByte(k)
		}
		k = s.skipSpace(k + 1)
		if k == len(s.buf) || s.buf[k] != '"' && s.buf[k] != '\'' {
			return failByte(k)
		}
		if k, ok = s.skipValue(k+1, s.buf[k]); !ok {
			if inNumber(s.buf[:k]) {
				return failByte(k)
			}
			return fail(k)
		}
		i = k
	}
}

// skipValue returns the index after the quote that ends the attribute value at i.
func (s *scanner) skipValue(i int, quote byte) (int, bool) {
	for i < len(s.buf) {
		switch c := s.buf[i]; {
		case c == quote:
			return i + 1, true
		case c == '<':
			return i, false
		case c == '&':
			j, ok := s.skipReference(i)
			if !ok {
				return j, false
			}
			i = j
		default:
			n, bad := s.charLen(i)
			if bad {
				return i, false
			}
			if n == 0 {
				return len(s.buf), false
			}
			i += n
		}
	}
	return i, false
}

// inNumber reports whether b ends within a reference by number.
func inNumber(b []byte) bool {
	i := bytes.LastIndexByte(b, '&')
	return i >= 0 && i+1 < len(b) && b[i+1] == '#' && bytes.IndexByte(b[i:], ';') < 0
}

// checkAttributes looks at the attributes in buf[i:end], which are well formed:
// no name twice, no reference without meaning.
func (s *scanner) checkAttributes(i, end int) error {
	var seen map[string]bool
	for {
		i = s.skipSpace(i)
		if i >= end {
			return nil
		}
		start := i
		i, _ = s.skipName(i)
		name := string(s.buf[start:i])
		if seen[name] {
			return s.errorAt(errDuplicateAttribute, start)
		}
		if seen == nil {
			seen = make(map[string]bool)
		}
		seen[name] = true
		i = s.skipSpace(s.skipSpace(i) + 1)
		quote := s.buf[i]
		for i++; s.buf[i] != quote; i++ {
			if s.buf[i] != '&' {
				continue
			}
			j, _ := s.skipReference(i)
			if _, code := resolve(s.buf[i+1 : j-1]); code != 0 {
				if code == errUndefinedEntity {
					return s.errorAt(code, s.pos)
				}
				return s.errorAt(code, i)
			}
			i = j - 1
		}
		i++
	}
}

// skipReference returns the index after the reference at i.
func (s *scanner) skipReference(i int) (int, bool) {
	i++
	if i == len(s.buf) {
		return i, false
	}
	if s.buf[i] != '#' {
		j, ok := s.skipName(i)
		if !ok || s.buf[j] != ';' {
			return j, false
		}
		return j + 1, true
	}
	i++
	digits := "0123456789"
	if i < len(s.buf) && s.buf[i] == 'x' {
		i++
		digits = "0123456789abcdefABCDEF"
	}
	start := i
	for i < len(s.buf) && strings.IndexByte(digits, s.buf[i]) >= 0 {
		i++
	}
	if i == len(s.buf) || s.buf[i] != ';' || i == start {
		return i, false
	}
	return i + 1, true
}

// reference returns the character of the reference at pos.
func (s *scanner) reference() (token, error) {
	j, ok := s.skipReference(s.pos)
	if !ok && s.pos+1 < len(s.buf) && s.buf[s.pos+1] == '#' {
		return s.invalidByte(j)
	} else if !ok {
		return s.invalid(j)
	}
	r, code := resolve(s.buf[s.pos+1 : j-1])
	if code != 0 {
		return tokEOF, s.errorAt(code, s.pos)
	}
	s.text, s.isRef = appendRune(s.scratch[:0], r), true
	s.pos = j
	return tokText, nil
}

// resolve returns the character that a reference (without & and ;) stands for,
// or the code of an error.
func resolve(ref []byte) (rune, int) {
	switch string(ref) {
	case "lt":
		return '<', 0
	case "gt":
		return '>', 0
	case "amp":
		return '&', 0
	case "quot":
		return '"', 0
	case "apos":
		return '\'', 0
	}
	if ref[0] != '#' {
		return 0, errUndefinedEntity
	}
	base, digits := rune(10), ref[1:]
	if digits[0] == 'x' {
		base, digits = 16, digits[1:]
	}
	var r rune
	for _, c := range digits {
		d := rune(c - '0')
		if c > '9' {
			d = rune(c|0x20-'a') + 10
		}
		if r = r*base + d; r > 0x10ffff {
			return 0, errBadCharRef
		}
	}
	if !isXMLChar(r) {
		return 0, errBadCharRef
	}
	return r, 0
}

// isXMLChar reports whether XML 1.0 allows the character, literally or as a
// reference (https://www.w3.org/TR/xml/#charsets).
func isXMLChar(r rune) bool {
	switch {
	case r < ' ':
		return r == '\t' || r == '\n' || r == '\r'
	case r < 0xd800:
		return true
	}
	return 0xe000 <= r && r <= 0x10ffff && r != 0xfffe && r != 0xffff
}

// endName returns the name of the tokEnd that next returned.
func (s *scanner) endName() string {
	if s.name == nil {
		return elemNames[s.el]
	}
	return string(s.name)
}
