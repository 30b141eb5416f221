package jsonx

import (
	"bytes"
	"io"
	"iter"
)

// A TokenKind says what a [Token] is.
type TokenKind int

const (
	ObjectStart TokenKind = iota + 1 // {
	ObjectEnd                        // }
	ArrayStart                       // [
	ArrayEnd                         // ]
	Name                             // the name of a member; Value is a string
	Scalar                           // a string, number, boolean or nil, in Value
)

// String names the kind.
func (k TokenKind) String() string {
	switch k {
	case ObjectStart:
		return "the start of an object"
	case ObjectEnd:
		return "the end of an object"
	case ArrayStart:
		return "the start of an array"
	case ArrayEnd:
		return "the end of an array"
	case Name:
		return "a name"
	case Scalar:
		return "a scalar"
	}
	return "no token"
}

// A Token is a piece of a document.
type Token struct {
	Kind  TokenKind
	Value any // of a Name or a Scalar, as [Loads] gives it
}

// maxToken is how long a string or a number in a stream of tokens may be.
const maxToken = 64 << 20

// A TokenReader reads a document token by token, in memory that does not grow with
// the document, and checks that it is well-formed on the way; an addition to
// Python. A string or a number may be up to 64 MiB long. The stream must be UTF-8.
type TokenReader struct {
	w     window
	cfg   loadConfig
	open  []byte // the brackets that are open
	state tokenState
	err   error // which the reader ended with
}

// tokenState is what may come next.
type tokenState int

const (
	wantDocument   tokenState = iota // the first value
	wantFirst                        // a value or the end of the array
	wantValue                        // a value
	wantFirstName                    // a name or the end of the object
	wantMemberName                   // a name
	wantComma                        // a comma or the end of the container
	wantEnd                          // the end of the stream
)

// NewTokenReader returns a reader of the document in fp.
//
// Keywords: [Strict] and [AllowNaN] true, [RawNumber] false, [MaxDepth] 50000,
// [IntMaxStrDigits] 4300.
func NewTokenReader(fp io.Reader, opts ...TokenOption) *TokenReader {
	t := &TokenReader{w: window{r: fp}}
	t.cfg.init()
	t.cfg.applyTokens(opts)
	return t
}

// Tokens iterates over the tokens that are left. An error ends it; there is none
// at the end of the document.
func (t *TokenReader) Tokens() iter.Seq2[Token, error] {
	return func(yield func(Token, error) bool) {
		for {
			tok, err := t.Next()
			if err == io.EOF {
				return
			}
			if !yield(tok, err) || err != nil {
				return
			}
		}
	}
}

// Depth returns how many arrays and objects are open.
func (t *TokenReader) Depth() int { return len(t.open) }

// More reports whether another element or member follows in the container that is
// open, or, at the start, whether there is a document at all.
func (t *TokenReader) More() bool {
	if t.err != nil || t.w.start() != nil {
		return false
	}
	c := t.w.space()
	return c != 0 && c != ']' && c != '}'
}

// Next returns the next token, and [io.EOF] at the end of the document. Other
// errors are fp's and those of [Loads], in which a position counts from the
// start of the stream and Doc is empty. After an error it comes again.
func (t *TokenReader) Next() (Token, error) {
	if t.err != nil {
		return Token{}, t.err
	}
	tok, err := t.next()
	t.err = err
	return tok, err
}

func (t *TokenReader) next() (Token, error) {
	if err := t.w.start(); err != nil {
		return Token{}, err
	}
	if err := t.separator(); err != nil {
		return Token{}, err
	}
	c := t.w.space()
	switch t.state {
	case wantFirst, wantFirstName, wantComma:
		if len(t.open) > 0 && c == t.open[len(t.open)-1] {
			return t.close(c), nil
		}
	}
	if t.state == wantFirstName || t.state == wantMemberName {
		return t.name(c)
	}
	if c == '[' || c == '{' {
		return t.enter(c)
	}
	v, err := t.scalar(c)
	if err != nil {
		return Token{}, err
	}
	t.after()
	return Token{Scalar, v}, nil
}

// separator takes the comma before the next token, or finds the end.
func (t *TokenReader) separator() error {
	w := &t.w
	c := w.space()
	switch t.state {
	case wantEnd:
		if w.next < len(w.buf) {
			return w.fail("Extra data", w.next)
		}
		if err := w.readError(); err != nil {
			return err
		}
		return io.EOF
	case wantComma:
		closing := t.open[len(t.open)-1]
		if c == closing {
			return nil
		}
		if c != ',' {
			return w.fail("Expecting ',' delimiter", w.next)
		}
		comma := w.locate(w.next)
		w.next++
		if w.space() == closing {
			return comma.fail("Illegal trailing comma before end of " + containerName(closing))
		}
		t.state = wantValue
		if closing == '}' {
			t.state = wantMemberName
		}
	}
	return nil
}

func containerName(closing byte) string {
	if closing == '}' {
		return "object"
	}
	return "array"
}

// enter takes an opening bracket.
func (t *TokenReader) enter(c byte) (Token, error) {
	if len(t.open) >= t.cfg.maxDepth {
		return Token{}, &RecursionError{Text: "maximum recursion depth exceeded while decoding a JSON " + containerName(c+2) + " from a unicode string"}
	}
	t.w.next++
	t.open = append(t.open, c+2) // the closing one is two further on in ASCII
	if c == '[' {
		t.state = wantFirst
		return Token{Kind: ArrayStart}, nil
	}
	t.state = wantFirstName
	return Token{Kind: ObjectStart}, nil
}

// close takes a closing bracket.
func (t *TokenReader) close(c byte) Token {
	t.w.next++
	t.open = t.open[:len(t.open)-1]
	t.after()
	if c == ']' {
		return Token{Kind: ArrayEnd}
	}
	return Token{Kind: ObjectEnd}
}

// after is the state behind a value.
func (t *TokenReader) after() {
	t.state = wantComma
	if len(t.open) == 0 {
		t.state = wantEnd
	}
}

// name takes a name and its colon.
func (t *TokenReader) name(c byte) (Token, error) {
	w := &t.w
	if c != '"' {
		return Token{}, w.fail(wantName, w.next)
	}
	v, err := t.scalar(c)
	if err != nil {
		return Token{}, err
	}
	if w.space() != ':' {
		return Token{}, w.fail("Expecting ':' delimiter", w.next)
	}
	w.next++
	t.state = wantValue
	return Token{Name, v}, nil
}

// scalar takes a value that is no container.
func (t *TokenReader) scalar(c byte) (any, error) {
	w := &t.w
	if w.next == len(w.buf) || c != '"' && bytes.IndexByte([]byte("-0123456789tfnNI"), c) < 0 {
		return nil, w.fail("Expecting value", w.next)
	}
	end, ok := w.extent(maxToken)
	if !ok {
		return nil, w.fail("Value too large", w.next)
	}
	if err := w.readError(); err != nil && end == len(w.buf) {
		return nil, err
	}
	v, n, err := t.parse(end, false)
	if err != nil {
		return nil, err
	}
	w.next += n
	return v, nil
}

// Value returns the whole value that comes next, which must not be a name or
// the end of a container. It takes memory for that value.
func (t *TokenReader) Value() (any, error) {
	if t.err != nil {
		return nil, t.err
	}
	v, err := t.nextValue()
	t.err = err
	return v, err
}

func (t *TokenReader) nextValue() (any, error) {
	if err := t.w.start(); err != nil {
		return nil, err
	}
	if err := t.separator(); err != nil {
		return nil, err
	}
	c := t.w.space()
	if t.state == wantFirstName || t.state == wantMemberName || c == ']' || c == '}' || t.w.next == len(t.w.buf) {
		return nil, t.w.fail("Expecting value", t.w.next)
	}
	v, err := t.value()
	if err == nil {
		t.after()
	}
	return v, err
}

// Skip takes the value that comes next, or the rest of the container if it is a
// name or an end, without keeping it.
func (t *TokenReader) Skip() error {
	depth := len(t.open)
	for {
		tok, err := t.Next()
		if err != nil {
			return err
		}
		if tok.Kind != Name && len(t.open) <= depth {
			return nil
		}
	}
}
