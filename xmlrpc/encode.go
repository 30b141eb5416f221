package xmlrpc

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/gobatteries/batteries/b64"
	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/utf8x"
	"github.com/gobatteries/batteries/internal/wtf8"
)

// Params are the parameters of a call or, if it is one, of a response: what
// Python has a tuple for.
type Params = []any

// Dumps returns a document of the parameters, which are a []any (Params), or of
// a [*Fault]. Without [MethodName] and [MethodResponse] it is the bare
// parameters, for a fault always a response.
//
// Values may be
//
//	nil (with AllowNone), bool, string
//	all kinds of integers and big.Int within 32 bits
//	float64 and float32
//	[]byte, [N]byte and Binary        base64
//	time.Time and DateTime            dateTime.iso8601
//	slices and arrays                 array
//	Struct, Go structs and maps       struct
//	what has All() iter.Seq2[string, any], such as *jsonx.Object: struct
//	a Marshaler, and pointers to any of these
//
// A Go struct goes out with its exported fields only, under their own names or
// those of their tags: `xmlrpc:"name,omitempty"`, `xmlrpc:"-"`; one without any,
// such as a big.Float, does not. A map goes out in the order of its names. Nil slices and maps are empty ones, nil pointers
// are nil. A time goes out as its own clock shows it, without the zone and
// fractions of a second.
//
// The text is that of Python's dumps to the byte. [Encoding] changes the
// declaration only; [AppendDumps] gives the bytes in that encoding.
//
// Errors are [*TypeError] for values of other types, for nil without AllowNone
// and for values that hold themselves, [*OverflowError] for integers beyond 32
// bits, [*RecursionError] beyond [MaxDepth], and [*ValueError] for characters
// that XML doesn't allow (see [AllowControl]) and years beyond 9999.
//
// Keywords: [MethodName] (none), [MethodResponse] (false), [Encoding]
// ("utf-8"), [AllowNone] (false); additions: [AllowControl] (false),
// [EscapeCR] (false), [MaxDepth] (1000).
//
// It is Python's [xmlrpc.client.dumps].
//
// [xmlrpc.client.dumps]: https://docs.python.org/3.15/library/xmlrpc.client.html#xmlrpc.client.dumps
func Dumps(params any, opts ...DumpOption) (string, error) {
	c := defaultDump()
	for _, o := range opts {
		c.set(o)
	}
	b, err := c.document(nil, params)
	return string(b), err
}

// AppendDumps appends the document that [Dumps] makes to dst, in the bytes of
// its [Encoding]; characters that have none become numeric references. It is an
// addition to Python's module.
func AppendDumps(dst []byte, params any, opts ...DumpOption) ([]byte, error) {
	c := defaultDump()
	for _, o := range opts {
		c.set(o)
	}
	return c.appendEncoded(dst, params)
}

// appendEncoded appends a document in its encoding.
func (c *dumpConfig) appendEncoded(dst []byte, params any) ([]byte, error) {
	start := len(dst)
	b, err := c.document(dst, params)
	if err != nil {
		return dst, err
	}
	if c.isUTF8() && utf8x.Valid(b[start:]) {
		return b, nil
	}
	encoding := c.encoding
	if encoding == "" {
		encoding = "utf-8"
	}
	text := string(b[start:])
	return codecs.AppendEncode(dst, text, encoding, "xmlcharrefreplace")
}

func (c *dumpConfig) isUTF8() bool { return c.encoding == "" || c.encoding == "utf-8" }

// checkEncoding makes sure that the encoding can be declared: nothing but a
// known name may stand there.
func (c *dumpConfig) checkEncoding() error {
	if c.isUTF8() {
		return nil
	}
	_, err := codecs.Lookup(c.encoding)
	if err == nil && strings.Trim(c.encoding, encodingChars) != "" {
		err = &LookupError{Text: "unknown encoding: " + c.encoding}
	}
	return err
}

// encodingChars are those that XML allows in the name of an encoding.
const encodingChars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"

// document appends a document of the parameters.
func (c *dumpConfig) document(dst []byte, params any) ([]byte, error) {
	var fault *Fault
	switch p := params.(type) {
	case *Fault:
		if p == nil {
			return dst, &TypeError{Text: "argument must be tuple or Fault instance"}
		}
		fault = p
	case Fault:
		fault = &p
	case []any:
		if c.methodResponse && len(p) != 1 {
			return dst, &TypeError{Text: "response tuple must be a singleton"}
		}
	default:
		return dst, &TypeError{Text: "argument must be tuple or Fault instance"}
	}
	isResponse := c.methodResponse || fault != nil && c.methodName == ""
	if c.methodName == "" && !isResponse {
		return c.params(dst, params)
	}
	if err := c.checkEncoding(); err != nil {
		return dst, err
	}
	start := len(dst)
	if c.isUTF8() {
		dst = append(dst, "<?xml version='1.0'?>\n"...)
	} else {
		dst = append(dst, "<?xml version='1.0' encoding='"+c.encoding+"'?>\n"...)
	}
	tail := "</methodResponse>\n"
	if c.methodName != "" {
		dst = append(dst, "<methodCall>\n<methodName>"...)
		var err error
		if dst, err = c.text(dst, c.methodName); err != nil {
			return dst[:start], err
		}
		dst = append(dst, "</methodName>\n"...)
		tail = "</methodCall>\n"
	} else {
		dst = append(dst, "<methodResponse>\n"...)
	}
	dst, err := c.params(dst, params)
	if err != nil {
		return dst[:start], err
	}
	return append(dst, tail...), nil
}

// params appends the <params> or the <fault>.
func (c *dumpConfig) params(dst []byte, params any) ([]byte, error) {
	e := encoder{dumpConfig: c}
	start := len(dst)
	list, ok := params.([]any)
	if !ok {
		dst = append(dst, "<fault>\n"...)
		f, isPointer := params.(*Fault)
		if !isPointer {
			v := params.(Fault)
			f = &v
		}
		dst, err := e.fault(dst, f)
		if err != nil {
			return dst[:start], err
		}
		return append(dst, "</fault>\n"...), nil
	}
	dst = append(dst, "<params>\n"...)
	for _, v := range list {
		dst = append(dst, "<param>\n"...)
		var err error
		if dst, err = e.any(dst, v); err != nil {
			return dst[:start], err
		}
		dst = append(dst, "</param>\n"...)
	}
	return append(dst, "</params>\n"...), nil
}

// A Marshaller writes the parameters of a document.
//
// It is Python's [xmlrpc.client.Marshaller].
//
// [xmlrpc.client.Marshaller]: https://docs.python.org/3.15/library/xmlrpc.client.html
type Marshaller struct{ c dumpConfig }

// NewMarshaller returns a Marshaller.
//
// Keywords: [Encoding] ("utf-8"), [AllowNone] (false); additions:
// [AllowControl] (false), [EscapeCR] (false), [MaxDepth] (1000).
func NewMarshaller(opts ...MarshallerOption) *Marshaller {
	m := &Marshaller{defaultDump()}
	for _, o := range opts {
		m.c.set(o)
	}
	return m
}

// Dumps returns the <params> of values, which are a []any, or the <fault> of a [*Fault].
func (m *Marshaller) Dumps(values any) (string, error) {
	switch v := values.(type) {
	case []any, Fault:
	case *Fault:
		if v == nil {
			return "", &TypeError{Text: "argument must be tuple or Fault instance"}
		}
	default:
		return "", &TypeError{Text: "argument must be tuple or Fault instance"}
	}
	b, err := m.c.params(nil, values)
	return string(b), err
}

// A Marshaler is a type that says what goes out in its place: anything that
// [Dumps] takes. Its errors are returned in a [*MarshalerError].
type Marshaler interface {
	MarshalXMLRPC() (any, error)
}

// An encoder writes values.
type encoder struct {
	*dumpConfig
	depth int
	path  []visit // the arrays and structures that are being written, beyond trustedDepth
}

// any appends a value.
func (e *encoder) any(dst []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return e.none(dst)
	case string:
		return e.string(dst, v)
	case bool:
		return appendBool(dst, v), nil
	case int:
		return e.int(dst, int64(v))
	case int64:
		return e.int(dst, v)
	case float64:
		return appendDouble(dst, v), nil
	case []byte:
		return appendBase64(dst, v), nil
	case Binary:
		return appendBase64(dst, v.Data), nil
	case DateTime:
		return e.date(dst, v.Value)
	case time.Time:
		return e.time(dst, v)
	case *big.Int:
		if v == nil {
			return e.none(dst)
		}
		return e.big(dst, v)
	case []any:
		return e.array(dst, v)
	case Struct:
		return e.structure(dst, v)
	case *Fault:
		if v == nil {
			return e.none(dst)
		}
		return e.fault(dst, v)
	}
	return e.reflect(dst, v)
}

func (e *encoder) none(dst []byte) ([]byte, error) {
	if !e.allowNone {
		return dst, &TypeError{Text: "cannot marshal None unless allow_none is enabled"}
	}
	return append(dst, "<value><nil/></value>"...), nil
}

func appendBool(dst []byte, v bool) []byte {
	if v {
		return append(dst, "<value><boolean>1</boolean></value>\n"...)
	}
	return append(dst, "<value><boolean>0</boolean></value>\n"...)
}

func (e *encoder) int(dst []byte, v int64) ([]byte, error) {
	if v > math.MaxInt32 || v < math.MinInt32 {
		return dst, &OverflowError{Text: "int exceeds XML-RPC limits"}
	}
	dst = append(dst, "<value><int>"...)
	dst = strconv.AppendInt(dst, v, 10)
	return append(dst, "</int></value>\n"...), nil
}

func (e *encoder) big(dst []byte, v *big.Int) ([]byte, error) {
	if !v.IsInt64() {
		return dst, &OverflowError{Text: "int exceeds XML-RPC limits"}
	}
	return e.int(dst, v.Int64())
}

func appendDouble(dst []byte, v float64) []byte {
	dst = append(dst, "<value><double>"...)
	dst = pyrepr.AppendFloat(dst, v)
	return append(dst, "</double></value>\n"...)
}

func (e *encoder) string(dst []byte, v string) ([]byte, error) {
	dst = append(dst, "<value><string>"...)
	dst, err := e.text(dst, v)
	return append(dst, "</string></value>\n"...), err
}

func (e *encoder) date(dst []byte, v string) ([]byte, error) {
	dst = append(dst, "<value><dateTime.iso8601>"...)
	if strings.ContainsAny(v, "<&>") { // Python writes such a date raw and so breaks the document
		return dst, &ValueError{Text: "a date can't hold " + pyrepr.String(v)}
	}
	dst, err := e.text(dst, v)
	return append(dst, "</dateTime.iso8601></value>\n"...), err
}

func (e *encoder) time(dst []byte, t time.Time) ([]byte, error) {
	dst = append(dst, "<value><dateTime.iso8601>"...)
	dst, err := appendTime(dst, t)
	return append(dst, "</dateTime.iso8601></value>\n"...), err
}

const bytesPerLine = 57 // make 76 characters of base64

func appendBase64(dst, data []byte) []byte {
	dst = append(dst, "<value><base64>\n"...)
	for len(data) > 0 {
		n := min(len(data), bytesPerLine)
		dst, _ = b64.AppendB64Encode(dst, data[:n]) // which fails for its options only
		dst = append(dst, '\n')
		data = data[n:]
	}
	return append(dst, "</base64></value>\n"...)
}

func (e *encoder) fault(dst []byte, f *Fault) ([]byte, error) {
	dst = append(dst, "<value><struct>\n<member>\n<name>faultCode</name>\n"...)
	dst, err := e.int(dst, int64(f.FaultCode))
	if err != nil {
		return dst, err
	}
	dst = append(dst, "</member>\n<member>\n<name>faultString</name>\n"...)
	if dst, err = e.string(dst, f.FaultString); err != nil {
		return dst, err
	}
	return append(dst, "</member>\n</struct></value>\n"...), nil
}

func (e *encoder) array(dst []byte, v []any) ([]byte, error) {
	if err := e.enter(v, len(v)); err != nil {
		return dst, err
	}
	dst = append(dst, "<value><array><data>\n"...)
	for _, x := range v {
		var err error
		if dst, err = e.any(dst, x); err != nil {
			return dst, err
		}
	}
	e.leave()
	return append(dst, "</data></array></value>\n"...), nil
}

func (e *encoder) structure(dst []byte, s Struct) ([]byte, error) {
	if err := e.enter(s, len(s)); err != nil {
		return dst, err
	}
	dst = append(dst, "<value><struct>\n"...)
	for i := range s {
		var err error
		if dst, err = e.member(dst, s[i].Name); err != nil {
			return dst, err
		}
		if dst, err = e.any(dst, s[i].Value); err != nil {
			return dst, err
		}
		dst = append(dst, "</member>\n"...)
	}
	e.leave()
	return append(dst, "</struct></value>\n"...), nil
}

// member begins a member of a structure.
func (e *encoder) member(dst []byte, name string) ([]byte, error) {
	dst = append(dst, "<member>\n<name>"...)
	dst, err := e.text(dst, name)
	return append(dst, "</name>\n"...), err
}

// Classes of the bytes of text that goes out.
const (
	outPlain = iota
	outEscape
	outCR
	outCheck // may be part of a character that XML doesn't allow
	outBad
)

var outClass = func() (t [256]uint8) {
	for c := range ' ' {
		t[c] = outBad
	}
	t['\t'], t['\n'], t['\r'] = outPlain, outPlain, outCR
	t['&'], t['<'], t['>'] = outEscape, outEscape, outEscape
	for c := 0xed; c < 256; c++ { // where surrogates, U+FFFE and U+FFFF begin
		t[c] = outCheck
	}
	return t
}()

// text appends s with the three characters escaped that XML needs escaped.
func (c *dumpConfig) text(dst []byte, s string) ([]byte, error) {
	start := 0
	for i := 0; i < len(s); i++ {
		class := outClass[s[i]]
		if class == outPlain {
			continue
		}
		var ref string
		switch class {
		case outEscape:
			ref = escapeOf(s[i])
		case outCR:
			if !c.escapeCR {
				continue
			}
			ref = "&#13;"
		case outCheck, outBad:
			if !c.allowControl {
				if r, _ := wtf8.DecodeRuneInString(s[i:]); !isXMLChar(r) {
					return dst, &ValueError{Text: fmt.Sprintf("XML has no character %s (see AllowControl)", pyrepr.String(string(wtf8.AppendRune(nil, r))))}
				}
			}
			continue
		}
		dst = append(dst, s[start:i]...)
		dst = append(dst, ref...)
		start = i + 1
	}
	return append(dst, s[start:]...), nil
}

func escapeOf(c byte) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	}
	return "&gt;"
}

// Escape returns s with &, < and > as references.
//
// It is Python's [xmlrpc.client.escape].
//
// [xmlrpc.client.escape]: https://docs.python.org/3.15/library/xmlrpc.client.html
func Escape(s string) string { return string(appendEscaped(nil, s)) }

func appendEscaped(dst []byte, s string) []byte {
	for i := range len(s) {
		if outClass[s[i]] == outEscape {
			dst = append(dst, escapeOf(s[i])...)
		} else {
			dst = append(dst, s[i])
		}
	}
	return dst
}
