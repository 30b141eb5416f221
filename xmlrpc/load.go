package xmlrpc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"sync"

	"github.com/gobatteries/batteries/internal/utf8x"
	"github.com/gobatteries/batteries/internal/wtf8"
)

// Loads reads a document: a call, a response or bare parameters. It returns the
// parameters and the name of the method, "" if it is no call. A response has
// one parameter, its result. A fault is returned as an error, a [*Fault].
//
// The values are
//
//	nil                 <nil/>, with a prefix as well
//	bool                <boolean>
//	int64 or *big.Int   <int>, <i1>, <i2>, <i4>, <i8>, <biginteger>
//	float64             <double>, <float>
//	string              <string>, or a <value> with nothing but text
//	Decimal             <bigdecimal>
//	Binary or []byte    <base64>
//	DateTime or time.Time   <dateTime.iso8601>
//	[]any               <array>
//	Struct              <struct>
//
// Bytes are read in the encoding that the document declares; a string is a
// string already, whatever it declares.
//
// Errors are [*ExpatError] for what isn't XML, [*ResponseError] for what isn't
// XML-RPC, [*ValueError] and [*TypeError] for a value that can't be read,
// [*LookupError] for an unknown encoding and [*LimitError].
//
// Keywords: [UseDatetime] (false), [UseBuiltinTypes] (false); additions:
// [Strict] (false), [MaxDepth] (1000), [MaxBytes] (-1, no limit).
//
// It is Python's [xmlrpc.client.loads].
//
// [xmlrpc.client.loads]: https://docs.python.org/3.15/library/xmlrpc.client.html#xmlrpc.client.loads
func Loads[T ~string | ~[]byte](data T, opts ...LoadOption) (params []any, methodName string, err error) {
	d := newDecoder(loadOptions(opts), nil)
	if err := loadAll(d, data); err != nil {
		return nil, "", err
	}
	return d.params(), d.method, nil
}

// LoadsInto reads a document like [Loads] and puts its parameters into the
// variables that targets point to, the result of a response into the first. It
// returns the name of the method.
//
// A target takes what [Call] takes. A value that doesn't fit is an
// [*UnmarshalTypeError] (an [*UnmarshalerError] if an [Unmarshaler] says so),
// another number of parameters a [*TypeError].
//
// It takes the keywords of Loads and is an addition to Python's module.
func LoadsInto[T ~string | ~[]byte](data T, targets []any, opts ...LoadOption) (methodName string, err error) {
	vs, err := targetValues(targets)
	if err != nil {
		return "", err
	}
	d := newDecoder(loadOptions(opts), vs)
	if err := loadAll(d, data); err != nil {
		if err == d.mismatch && len(targets) > 1 {
			d.nameParam()
		}
		return "", err
	}
	if n := d.frames[0].n; n != len(targets) {
		return "", &TypeError{Text: fmt.Sprintf("the document has %d parameters, not %d", n, len(targets))}
	}
	return d.method, nil
}

// nameParam has the path of a misfit begin with its parameter.
func (d *decoder) nameParam() {
	param := fmt.Sprintf("params[%d]", d.misfitAt)
	switch e := d.mismatch.(type) {
	case *UnmarshalTypeError:
		e.Path = param + e.Path
	case *UnmarshalerError:
		e.Path = param + e.Path
	}
}

func targetValues(targets []any) ([]reflect.Value, error) {
	vs := make([]reflect.Value, len(targets))
	for i, t := range targets {
		v := reflect.ValueOf(t)
		if v.Kind() != reflect.Pointer || v.IsNil() {
			return nil, &TypeError{Text: fmt.Sprintf("a target is a pointer to a variable, not %T", t)}
		}
		vs[i] = v.Elem()
	}
	return vs, nil
}

func loadOptions(opts []LoadOption) loadConfig {
	c := defaultLoad()
	for _, o := range opts {
		c.set(o)
	}
	return c
}

// loadAll reads a whole document.
func loadAll[T ~string | ~[]byte](d *decoder, data T) error {
	text, isString := any(data).(string)
	if !isString {
		switch reflect.TypeFor[T]().Kind() {
		case reflect.String:
			text, isString = string(data), true
		}
	}
	if isString && !utf8x.ValidString(text) {
		return badUTF8(text)
	}
	if d.maxBytes >= 0 && int64(len(data)) > d.maxBytes {
		return errTooLong(d.maxBytes)
	}
	s := newScanner(d.maxDepth)
	s.buf, s.final, s.asUTF8 = []byte(data), true, isString
	return d.run(s, nil)
}

// badUTF8 is the error of a string that UTF-8 has no bytes for.
func badUTF8(text string) error {
	rs := wtf8.Runes(text)
	start := 0
	for !wtf8.IsSurrogate(rs[start]) {
		start++
	}
	end := start
	for end < len(rs) && wtf8.IsSurrogate(rs[end]) {
		end++
	}
	return &UnicodeEncodeError{Encoding: "utf-8", Object: text, Start: start, End: end, Reason: "surrogates not allowed"}
}

// elementsPerDepth is how many elements an array or structure takes.
const elementsPerDepth = 4

func newScanner(maxDepth int) *scanner {
	return &scanner{maxOpen: elementsPerDepth*maxDepth + 16}
}

// params returns the parameters that were collected, never nil.
func (d *decoder) params() []any {
	if d.stack == nil {
		return []any{}
	}
	return d.stack
}

// run takes the tokens of s to the end of the document. If more is not nil, it
// is asked for more of the document when the scanner has come to its end.
func (d *decoder) run(s *scanner, more func() error) error {
	if err := d.drain(s, more); err != nil {
		return err
	}
	return d.done()
}

// drain takes the tokens that there are.
func (d *decoder) drain(s *scanner, more func() error) error {
	for {
		s.blanks = d.leaves == 0 && !d.inValue
		t, err := s.next()
		if err != nil {
			return err
		}
		switch t {
		case tokText:
			d.chars(s.text)
			if s.isRef {
				d.hold()
			}
		case tokStart:
			err = d.start(s.el, s.local)
		case tokEnd:
			err = d.end(s.el)
		case tokLeaf:
			d.inValue = false
			d.text, d.owned = s.text, false
			err = d.endElement(s.el)
		case tokEOF:
			return nil
		case tokMore:
			d.hold()
			if more == nil {
				return nil
			}
			err = more()
		}
		if err != nil {
			return err
		}
	}
}

func localName(name []byte) []byte {
	return name[bytes.LastIndexByte(name, ':')+1:]
}

// window is how much of a stream is read at a time.
const window = 32 << 10

// errTooLong is what a stream's reader is told when it goes beyond the limit.
func errTooLong(limit int64) error { return &LimitError{What: limitBytes, Limit: limit} }

const limitBytes = "bytes"

// runReader reads a document from r, in a buffer that grows with the longest
// tag only, not with the document.
func (d *decoder) runReader(r io.Reader) error {
	s := newScanner(d.maxDepth)
	pooled := windows.Get().(*[window]byte)
	defer windows.Put(pooled)
	buf := pooled[:]
	total := int64(0)
	fill := func() error {
		s.compact()
		want := max(1, len(s.buf)) // what a long tag is waiting for doubles each time
		for got := 0; got < want; {
			n, err := r.Read(buf)
			total += int64(n)
			if d.maxBytes >= 0 && total > d.maxBytes {
				return errTooLong(d.maxBytes)
			}
			got += n
			s.feed(buf[:n])
			if errors.Is(err, io.EOF) {
				s.end()
				return nil
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	return d.run(s, fill)
}

// An Unmarshaller makes values of the parts of a document: hand it start
// tags, text and end tags, then ask for the result. [GetParser] gives one with
// a parser that does so.
//
// It is Python's [xmlrpc.client.Unmarshaller].
//
// [xmlrpc.client.Unmarshaller]: https://docs.python.org/3.15/library/xmlrpc.client.html
type Unmarshaller struct{ d *decoder }

// NewUnmarshaller returns an Unmarshaller. It takes the keywords of [Loads].
func NewUnmarshaller(opts ...LoadOption) *Unmarshaller {
	return &Unmarshaller{newDecoder(loadOptions(opts), nil)}
}

// XML takes the encoding and the standalone declaration of a document, which
// change nothing here: the text is text already.
func (u *Unmarshaller) XML(encoding string, standalone int) {}

// Start takes a start tag. The attributes mean nothing in XML-RPC.
func (u *Unmarshaller) Start(tag string, attrs map[string]string) error {
	local := localName([]byte(tag))
	return u.d.start(lookupElem(local), local)
}

// Data takes a piece of text.
func (u *Unmarshaller) Data(text string) {
	u.d.chars([]byte(text))
}

// End takes an end tag. Tags that have no meaning are passed over.
func (u *Unmarshaller) End(tag string) error {
	return u.d.end(lookupElem(localName([]byte(tag))))
}

// EndDispatch does what End does, with the element's text given.
func (u *Unmarshaller) EndDispatch(tag, data string) error {
	u.d.text, u.d.owned = []byte(data), true
	return u.End(tag)
}

// Close returns the parameters. The error is a [*Fault] if the document holds
// one, a [*ResponseError] if it holds no parameters and no method's name either.
func (u *Unmarshaller) Close() ([]any, error) {
	if err := u.d.done(); err != nil {
		return nil, err
	}
	return u.d.params(), nil
}

// GetMethodName returns the name of the method; not ok if there was none.
func (u *Unmarshaller) GetMethodName() (name string, ok bool) {
	return u.d.method, u.d.hasMethod
}

// A Target takes the parts of a document from an [ExpatParser].
type Target interface {
	Start(tag string, attrs map[string]string) error
	Data(text string)
	End(tag string) error
}

// An ExpatParser reads XML in pieces and hands its parts to a target. It
// accepts and refuses what expat does, except document type declarations.
// Attributes are checked but not handed on.
//
// It is Python's [xmlrpc.client.ExpatParser].
//
// [xmlrpc.client.ExpatParser]: https://docs.python.org/3.15/library/xmlrpc.client.html
type ExpatParser struct {
	target Target
	s      *scanner
	held   int // bytes that were fed and not passed over yet
	retry  int // how many it must be for another try
	err    error
}

// NewExpatParser returns a parser for the target.
func NewExpatParser(target Target) *ExpatParser {
	return &ExpatParser{target: target, s: newScanner(defaultMaxDepth)}
}

// GetParser returns a parser and the [Unmarshaller] that it hands a document to.
// It takes the keywords of [Loads].
//
// It is Python's [xmlrpc.client.getparser].
//
// [xmlrpc.client.getparser]: https://docs.python.org/3.15/library/xmlrpc.client.html
func GetParser(opts ...LoadOption) (*ExpatParser, *Unmarshaller) {
	u := NewUnmarshaller(opts...)
	p := NewExpatParser(u)
	p.s = newScanner(u.d.maxDepth)
	return p, u
}

// Feed takes the next piece of the document. An error is final.
func (p *ExpatParser) Feed(data []byte) error {
	if p.err != nil {
		return p.err
	}
	p.s.compact()
	p.s.feed(data)
	if p.held += len(data); p.held < p.retry { // still within the same tag
		return nil
	}
	start, marked := p.s.pos, p.s.marked
	p.err = p.drain()
	p.held, p.retry = p.s.pending(), 0
	if p.s.pos == start && p.s.marked == marked {
		p.retry = 2 * p.held
	}
	return p.err
}

// Close says that the document has ended. The target is not closed with it.
func (p *ExpatParser) Close() error {
	if p.err != nil {
		return p.err
	}
	p.s.end()
	p.err = p.drain()
	return p.err
}

func (p *ExpatParser) drain() error {
	if u, ok := p.target.(*Unmarshaller); ok { // without a string for each part
		return u.d.drain(p.s, nil)
	}
	for {
		t, err := p.s.next()
		if err != nil {
			return err
		}
		switch t {
		case tokText:
			p.target.Data(string(p.s.text))
		case tokLeaf:
			if err = p.target.Start(elemNames[p.s.el], map[string]string{}); err == nil {
				if len(p.s.text) > 0 {
					p.target.Data(string(p.s.text))
				}
				err = p.target.End(elemNames[p.s.el])
			}
		case tokStart:
			err = p.target.Start(string(p.s.name), map[string]string{})
		case tokEnd:
			err = p.target.End(p.s.endName())
		default:
			return nil
		}
		if err != nil {
			return err
		}
	}
}

var windows = sync.Pool{New: func() any { return new([window]byte) }}

// runShort reads a document of n bytes from r, at once.
func (d *decoder) runShort(r io.Reader, n int) error {
	if d.maxBytes >= 0 && int64(n) > d.maxBytes {
		return errTooLong(d.maxBytes)
	}
	buf := windows.Get().(*[window]byte)
	defer windows.Put(buf)
	if _, err := io.ReadFull(r, buf[:n]); err != nil {
		return err
	}
	s := newScanner(d.maxDepth)
	s.buf, s.final = buf[:n], true
	return d.run(s, nil)
}
