package xmlrpc

import (
	"bytes"

	"github.com/gobatteries/batteries/internal/wtf8"
)

// A scanner splits an XML document into the tokens that matter to XML-RPC:
// start tags, end tags and text. It accepts and refuses what expat does, with
// expat's error texts and positions, but for document type declarations, which
// it refuses altogether: there are no entities but XML's own five.
//
// It is a pull parser over a buffer that may grow between calls: next returns
// tokMore when the buffer ends within a token and final is not set.
type scanner struct {
	buf   []byte // UTF-8; buf[:pos] is done with
	pos   int
	final bool // buf holds the end of the document
	phase phase
	cdata bool // within a CDATA section

	text    []byte // the text of a tokText; valid until the next call
	name    []byte // the full name of a tokStart, or of a tokEnd without an elem; valid until the next call
	local   []byte // the name of a tokStart without its prefix
	el      elem   // the element of a tokStart, tokEnd or tokLeaf
	empty   bool   // the tokStart was an empty-element tag: its tokEnd comes next
	isRef   bool   // the text of the tokText is in scratch: it goes with the next call already
	scratch [4]byte

	open  []openElem // the elements that are open
	names []byte     // the names of those that have no elem of their own

	maxOpen int // elements that may be open at once
	conv    *converter
	sniffed bool // the encoding of the first bytes is known
	marked  bool // they were a byte order mark
	blanks  bool // text of nothing but a line end may be left out here
	asUTF8  bool // the document is a string: its own word on its encoding doesn't count

	line, col int  // position of buf[0], both from 0; col in characters
	afterCR   bool // the byte before buf[0] was a CR, which has ended a line
}

type phase uint8

const (
	phaseStart   phase = iota // nothing was read
	phaseProlog               // before the root element
	phaseContent              // within it
	phaseEpilog               // after it
)

type token uint8

const (
	tokMore  token = iota // the buffer ends here, the document doesn't
	tokEOF                // the document ends here
	tokText               // a piece of text: one run may come in several
	tokStart              // a start tag
	tokEnd                // an end tag
	tokLeaf               // a start tag, text and the end tag, where all that is plain
)

// An openElem is an open element; an unknown one's name starts at names[off].
type openElem struct {
	el  elem
	off int
}

// next returns the next token. All its errors are final.
func (s *scanner) next() (token, error) {
	s.isRef = false
	if s.empty {
		s.empty = false
		return s.endElement(), nil
	}
	for {
		if s.phase != phaseContent {
			t, err := s.outside()
			if t != tokText || err != nil {
				return t, err
			}
			continue // a comment or the like was passed over
		}
		t, err := s.content()
		if t != tokText || err != nil || len(s.text) > 0 {
			return t, err
		}
	}
}

// content returns the next token within the root element; a tokText without
// text stands for something passed over.
func (s *scanner) content() (token, error) {
	p := s.pos
	if p == len(s.buf) {
		return s.atEnd()
	}
	if s.cdata {
		return s.cdataText()
	}
	if s.blanks && s.buf[p] == '\n' && p+1 < len(s.buf) && s.buf[p+1] == '<' {
		p++
		s.pos = p
	}
	switch s.buf[p] {
	case '<':
		if p+1 == len(s.buf) {
			return s.unclosed()
		}
		switch c := s.buf[p+1]; c {
		case '/':
			return s.endTag()
		case '!', '?':
			return s.markup()
		default:
			return s.startTag()
		}
	case '&':
		return s.reference()
	}
	return s.run()
}

// atEnd tells the ends of the buffer and of the document apart.
func (s *scanner) atEnd() (token, error) {
	if !s.final {
		return tokMore, nil
	}
	end := len(s.buf)
	if (s.cdata || s.phase == phaseContent) && end > 0 && s.buf[end-1] == '\r' {
		end-- // expat wants to see what follows
	}
	switch {
	case s.cdata:
		return tokEOF, s.errorAt(errUnclosedCDATA, end)
	case s.halfUnit():
		return tokEOF, s.errorAt(errUnclosedToken, end)
	case s.phase != phaseEpilog:
		return tokEOF, s.errorAt(errNoElements, end)
	}
	return tokEOF, nil
}

// unclosed is what to return where the buffer ends within a token.
func (s *scanner) unclosed() (token, error) {
	if !s.final {
		return tokMore, nil
	}
	if s.partialEnd() {
		return tokEOF, s.errorAt(errPartialChar, s.pos)
	}
	return tokEOF, s.errorAt(errUnclosedToken, s.pos)
}

// partialEnd reports whether the buffer ends within a character.
func (s *scanner) partialEnd() bool {
	for i := max(s.pos, len(s.buf)-3); i < len(s.buf); i++ {
		if c := s.buf[i]; c >= 0xc0 && c < 0xf5 {
			if _, n := s.char(i); n == 0 {
				return true
			}
		}
	}
	return false
}

// Classes of the bytes of text. Everything that run must look at is not plain.
const (
	plain = iota
	special
)

var textClass = func() (t [256]uint8) {
	for c := range 256 {
		if c < ' ' && c != '\t' && c != '\n' || c >= 0x80 || c == '<' || c == '&' || c == ']' {
			t[c] = special
		}
	}
	return t
}()

// run returns a run of text without references.
func (s *scanner) run() (token, error) {
	buf, start := s.buf, s.pos
	i := start
	for {
		for i < len(buf) && textClass[buf[i]] == plain {
			i++
		}
		if i == len(buf) || buf[i] == '<' || buf[i] == '&' {
			return s.take(start, i)
		}
		switch c := buf[i]; {
		case c == ']':
			n := s.bracketEnd(i)
			if n < 0 {
				return s.stop(start, i, s.errorAt(errInvalidToken, i+2))
			}
			if n == 0 {
				return s.more(start, i)
			}
			i += n
		case c == '\r':
			if i > start {
				return s.take(start, i)
			}
			return s.lineEnd()
		default:
			n, bad := s.charLen(i)
			if bad {
				return s.stop(start, i, s.errorAt(errInvalidToken, i))
			}
			if n == 0 {
				return s.more(start, i)
			}
			i += n
		}
	}
}

// take returns buf[start:end] as text.
func (s *scanner) take(start, end int) (token, error) {
	s.text = s.buf[start:end]
	s.pos = end
	return tokText, nil
}

// stop returns the text before an error, which the next call will find again,
// or the error itself if there is none.
func (s *scanner) stop(start, i int, err error) (token, error) {
	if i > start {
		return s.take(start, i)
	}
	return tokEOF, err
}

// more returns the text before something that the buffer holds the beginning of.
func (s *scanner) more(start, i int) (token, error) {
	if i > start {
		return s.take(start, i)
	}
	if s.final && s.buf[i] == ']' { // "]" or "]]" are text where the document ends
		return s.take(start, len(s.buf))
	}
	return s.unclosed()
}

// bracketEnd returns how many bytes from the ']' at i are text: -1 for "]]>",
// which must not stand in text, 0 if the buffer ends too early to tell.
func (s *scanner) bracketEnd(i int) int {
	rest := s.buf[i+1:]
	switch {
	case len(rest) == 0:
		return 0
	case rest[0] != ']':
		return 1
	case len(rest) == 1:
		return 0
	case rest[1] != '>':
		return 1
	}
	return -1
}

var newline = []byte{'\n'}

// lineEnd returns the line end at a '\r' as one LF.
func (s *scanner) lineEnd() (token, error) {
	switch rest := s.buf[s.pos+1:]; {
	case len(rest) == 0 && !s.final:
		return tokMore, nil
	case len(rest) > 0 && rest[0] == '\n':
		s.pos++
	}
	s.pos++
	s.text = newline
	return tokText, nil
}

// charLen returns the width of the character at buf[i], 0 if the buffer ends
// within it, and whether XML doesn't allow it.
func (s *scanner) charLen(i int) (n int, bad bool) {
	c := s.buf[i]
	if c < 0x80 {
		return 1, c < ' ' && c != '\t' && c != '\n' && c != '\r'
	}
	r, n := s.char(i)
	return n, n != 0 && (r < 0 || r == 0xfffe || r == 0xffff)
}

// char decodes the character at buf[i]. It returns a width of 0 if the buffer
// ends within it and a negative rune if it is no UTF-8.
func (s *scanner) char(i int) (r rune, n int) {
	b := s.buf[i:]
	c := b[0]
	switch {
	case c < 0x80:
		return rune(c), 1
	case 0xc0 <= c && c < 0xe0:
		n, r = 2, rune(c&0x1f)
	case 0xe0 <= c && c < 0xf0:
		n, r = 3, rune(c&0x0f)
	case 0xf0 <= c && c < 0xf5:
		n, r = 4, rune(c&0x07)
	default:
		return -1, 1
	}
	if len(b) < n {
		return r, 0
	}
	for _, c := range b[1:n] {
		if c&0xc0 != 0x80 {
			return -1, 1
		}
		r = r<<6 | rune(c&0x3f)
	}
	if n == 2 && r < 0x80 || n == 3 && r < 0x800 || n == 4 && (r < 0x10000 || r > 0x10ffff) || wtf8.IsSurrogate(r) {
		return -1, 1
	}
	return r, n
}

var cdataEnd = []byte("]]>")

// cdataText returns the next piece of a CDATA section.
func (s *scanner) cdataText() (token, error) {
	buf, start := s.buf, s.pos
	i := start
	for i < len(buf) {
		c := buf[i]
		if c == ']' {
			if bytes.HasPrefix(buf[i:], cdataEnd) {
				if i > start {
					return s.take(start, i)
				}
				s.cdata, s.pos, s.text = false, i+3, nil
				return tokText, nil
			}
			if bytes.HasPrefix(cdataEnd, buf[i:]) {
				if i > start {
					return s.take(start, i)
				}
				return s.unclosedCDATA()
			}
		}
		if c == '\r' {
			if i > start {
				return s.take(start, i)
			}
			return s.lineEnd()
		}
		n, bad := s.charLen(i)
		if bad {
			return s.stop(start, i, s.errorAt(errInvalidToken, i))
		}
		if n == 0 {
			if i > start {
				return s.take(start, i)
			}
			return s.unclosed()
		}
		i += n
	}
	return s.take(start, i)
}

func (s *scanner) unclosedCDATA() (token, error) {
	if !s.final {
		return tokMore, nil
	}
	return tokEOF, s.errorAt(errUnclosedCDATA, s.pos)
}

// compact drops what was read from the buffer, keeping count of lines.
func (s *scanner) compact() {
	s.line, s.col = s.position(s.pos)
	if s.pos > 0 {
		// After the root element, expat takes a CR that ends a piece for a whole line end.
		s.afterCR = s.buf[s.pos-1] == '\r' && s.phase != phaseEpilog
	}
	n := copy(s.buf, s.buf[s.pos:])
	s.buf, s.pos = s.buf[:n], 0
}

// position returns the line and column of buf[off], both from 0.
// A line ends with LF, CR or CR LF; columns count characters.
func (s *scanner) position(off int) (line, col int) {
	line, col = s.line, s.col
	b := s.buf[:min(off, len(s.buf))]
	i := 0
	if s.afterCR && len(b) > 0 && b[0] == '\n' {
		i = 1
	}
	for ; i < len(b); i++ {
		switch c := b[i]; {
		case c == '\r' && i+1 < len(s.buf) && s.buf[i+1] == '\n':
			if i+1 == len(b) { // between the two bytes of one line end
				line, col = line+1, 0
			}
		case c == '\n' || c == '\r':
			line, col = line+1, 0
		case c&0xc0 != 0x80:
			col++
		}
	}
	return line, col
}
