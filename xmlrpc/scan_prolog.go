package xmlrpc

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

func appendRune(dst []byte, r rune) []byte { return utf8.AppendRune(dst, r) }

// outside reads what may stand before and after the root element. It returns
// tokText where it passed something over.
func (s *scanner) outside() (token, error) {
	if s.phase == phaseStart {
		if !s.sniff() {
			return tokMore, nil
		}
		if !s.final && len(s.buf)-s.pos < len(shortestDecl) && strings.HasPrefix(shortestDecl, string(s.buf[s.pos:])) {
			return tokMore, nil
		}
		if s.conv == nil && slices.Contains([]string{"\x00", "\xef", "\xfe", "\xff", "\xef\xbb"}, string(s.buf)) { // part of UTF-16, or of a mark
			return s.unclosedAt(0)
		}
		s.phase = phaseProlog
		if isDeclaration(s.buf[s.pos:]) {
			t, err := s.declaration()
			if t == tokMore {
				s.phase = phaseStart
			}
			return t, err
		}
	}
	s.pos = s.skipSpace(s.pos)
	if s.pos == len(s.buf) {
		if !s.final && s.phase == phaseProlog && s.pos > 0 && s.buf[s.pos-1] == '\r' {
			s.pos-- // expat waits for the LF that may follow
			return tokMore, nil
		}
		return s.atEnd()
	}
	if s.buf[s.pos] != '<' {
		return s.stray()
	}
	if s.pos+1 == len(s.buf) {
		return s.unclosed()
	}
	switch s.buf[s.pos+1] {
	case '!', '?':
		return s.markup()
	}
	if s.phase == phaseProlog {
		return s.startTag()
	}
	if c := s.buf[s.pos+1]; 0xc0 <= c && c < 0xf5 || s.nameAt(s.pos+1, true) > 0 {
		return tokEOF, s.errorAt(errJunkAfterElement, s.pos)
	}
	return s.invalid(s.pos + 1)
}

// shortestDecl is what begins an XML declaration at least, before it goes wrong.
const shortestDecl = "<?xml?>"

// isDeclaration reports whether an XML declaration begins the document.
func isDeclaration(b []byte) bool {
	rest, ok := bytes.CutPrefix(b, []byte("<?xml"))
	return ok && (len(rest) == 0 || isSpace(rest[0]) || bytes.HasPrefix(rest, []byte("?>")))
}

// unclosedAt is unclosed for a token at i whose characters don't matter yet.
func (s *scanner) unclosedAt(i int) (token, error) {
	if !s.final {
		return tokMore, nil
	}
	return tokEOF, s.errorAt(errUnclosedToken, i)
}

// stray reports text outside the root element: as a syntax error where a
// document type declaration could have such a token, else as invalid.
func (s *scanner) stray() (token, error) {
	i := s.pos
	switch c := s.buf[i]; c {
	case '"', '\'':
		return s.strayLiteral(c)
	case '>', ',', '|', '[', '(':
		return s.strayAt(i)
	case ']':
		rest := s.buf[i+1:]
		if len(rest) == 0 && !s.final && s.phase == phaseProlog || len(rest) == 1 && rest[0] == ']' {
			return s.unclosed()
		}
		return s.strayAt(i)
	case ')':
		if i+1 < len(s.buf) && s.buf[i+1] >= 0x80 {
			return s.invalidByte(i + 1)
		}
		return s.strayBefore(i+1, blanks+">,|)*+?")
	case '#':
		j, ok := s.skipName(i + 1)
		if !ok && (j < len(s.buf) || j == i+1 || s.partialEnd()) {
			return s.invalid(j)
		}
		return s.strayBefore(j, blanks+")>%|")
	case '%':
		if i+1 < len(s.buf) && (isSpace(s.buf[i+1]) || s.buf[i+1] == '%') {
			return s.strayAt(i)
		}
		j, ok := s.skipName(i + 1)
		if !ok || s.buf[j] != ';' {
			return s.invalid(j)
		}
		if s.phase == phaseProlog {
			return tokEOF, s.errorAt(errParamEntityRef, i)
		}
		return s.strayAt(i)
	}
	return s.strayWord()
}

const blanks = " \t\r\n"

// strayAt reports the token at i.
func (s *scanner) strayAt(i int) (token, error) {
	if s.phase == phaseEpilog {
		return tokEOF, s.errorAt(errJunkAfterElement, i)
	}
	return tokEOF, s.errorAt(errSyntax, i)
}

// strayBefore reports the token at pos, which ends at i, if what follows is one
// of next, else that.
func (s *scanner) strayBefore(i int, next string) (token, error) {
	if i == len(s.buf) && !s.final && s.phase == phaseProlog { // else expat doesn't wait
		return tokMore, nil
	}
	if i < len(s.buf) && strings.IndexByte(next, s.buf[i]) < 0 {
		return s.invalid(i)
	}
	return s.strayAt(s.pos)
}

// strayLiteral is stray for text in quotes.
func (s *scanner) strayLiteral(quote byte) (token, error) {
	i := s.pos + 1
	for i < len(s.buf) && s.buf[i] != quote {
		n, bad := s.charLen(i)
		if bad {
			return tokEOF, s.errorAt(errInvalidToken, i)
		}
		if n == 0 {
			return s.unclosed()
		}
		i += n
	}
	if i == len(s.buf) {
		return s.unclosed()
	}
	if i+1 < len(s.buf) && s.buf[i+1] >= 0x80 {
		return s.invalidByte(i + 1)
	}
	return s.strayBefore(i+1, blanks+">%[")
}

// strayWord is stray for a word.
func (s *scanner) strayWord() (token, error) {
	i := s.pos
	next := blanks + ">,|[)%"
	if s.nameAt(i, true) > 0 {
		next += "*+?"
	}
	for i < len(s.buf) {
		n := s.nameAt(i, false)
		if n == 0 {
			return s.unclosed()
		}
		if n < 0 {
			break
		}
		i += n
	}
	if i == s.pos {
		return s.invalid(i)
	}
	return s.strayBefore(i, next)
}

// markup reads the comment, processing instruction or CDATA section at pos.
func (s *scanner) markup() (token, error) {
	if s.buf[s.pos+1] == '?' {
		return s.instruction()
	}
	i := s.pos + 2
	if i == len(s.buf) {
		return s.unclosed()
	}
	switch {
	case s.buf[i] == '-':
		return s.comment()
	case s.buf[i] == '[' && s.phase == phaseContent:
		return s.startCDATA()
	case s.buf[i] == '[':
		if s.phase == phaseEpilog {
			return tokEOF, s.errorAt(errJunkAfterElement, s.pos)
		}
		return tokEOF, s.errorAt(errSyntax, s.pos)
	case s.phase == phaseContent || s.buf[i] >= 0x80 || nameClass[s.buf[i]] != 3:
		return s.invalidByte(i)
	}
	return s.keyword(i)
}

var doctype = []byte("DOCTYPE")

// keyword reads the declaration whose keyword is at i: of a document type,
// which is refused, or something that isn't allowed here at all.
func (s *scanner) keyword(i int) (token, error) {
	start := i
	for i < len(s.buf) && s.buf[i] < 0x80 && nameClass[s.buf[i]] == 3 {
		i++
	}
	switch {
	case i == len(s.buf):
		return s.unclosed()
	case s.buf[i] == '%' && i+1 == len(s.buf):
		return s.unclosed()
	case !isSpace(s.buf[i]) && (s.buf[i] != '%' || isSpace(s.buf[i+1]) || s.buf[i+1] == '%'):
		return s.invalidByte(i)
	case s.phase == phaseEpilog:
		return tokEOF, s.errorAt(errJunkAfterElement, s.pos)
	case bytes.Equal(s.buf[start:i], doctype):
		return tokEOF, s.errorAt(errDoctype, s.pos)
	}
	return tokEOF, s.errorAt(errSyntax, s.pos)
}

// skipped moves on to i, behind something that is no token.
func (s *scanner) skipped(i int) (token, error) {
	s.pos, s.text = i, nil
	return tokText, nil
}

func (s *scanner) comment() (token, error) {
	i := s.pos + 3
	if i >= len(s.buf) || s.buf[i] != '-' {
		return s.invalidByte(i)
	}
	for i++; i < len(s.buf); {
		if s.buf[i] == '-' && i+1 < len(s.buf) && s.buf[i+1] == '-' {
			if i+2 >= len(s.buf) || s.buf[i+2] != '>' {
				return s.invalidByte(i + 2)
			}
			return s.skipped(i + 3)
		}
		n, bad := s.charLen(i)
		if bad {
			return tokEOF, s.errorAt(errInvalidToken, i)
		}
		if n == 0 {
			break
		}
		i += n
	}
	return s.unclosed()
}

func (s *scanner) startCDATA() (token, error) {
	const head = "<![CDATA["
	i := s.pos
	if len(s.buf)-i < len(head) {
		return s.unclosedAt(i)
	}
	for j := range len(head) {
		if s.buf[i+j] != head[j] {
			return s.invalidByte(i + j)
		}
	}
	s.cdata = true
	return s.skipped(i + len(head))
}

// instruction reads the processing instruction at pos.
func (s *scanner) instruction() (token, error) {
	start := s.pos + 2
	i, ok := s.skipName(start)
	if !ok {
		return s.invalid(i)
	}
	isXML := false
	if target := s.buf[start:i]; bytes.EqualFold(target, []byte("xml")) {
		if string(target) != "xml" {
			return s.invalid(i)
		}
		isXML = true
	}
	if s.buf[i] != '?' && !isSpace(s.buf[i]) {
		return s.invalid(i)
	}
	if s.buf[i] == '?' && (i+1 == len(s.buf) || s.buf[i+1] != '>') {
		return s.invalidByte(i + 1)
	}
	for i < len(s.buf) {
		if s.buf[i] == '?' && i+1 < len(s.buf) && s.buf[i+1] == '>' {
			switch {
			case isXML && s.phase == phaseEpilog:
				return tokEOF, s.errorAt(errJunkAfterElement, s.pos)
			case isXML:
				return tokEOF, s.errorAt(errMisplacedXMLPI, s.pos)
			}
			return s.skipped(i + 2)
		}
		n, bad := s.charLen(i)
		if bad {
			return tokEOF, s.errorAt(errInvalidToken, i)
		}
		if n == 0 {
			break
		}
		i += n
	}
	return s.unclosed()
}
