package jsonx

import (
	"errors"
	"io"
	"iter"
	"reflect"
	"strings"
	"sync"
)

// Dumps encodes a value, like Python's [json.dumps], to the same text.
//
// It takes the values that [Loads] returns, and [Dict] and [Number]; and any
// other Go value: integers, floats and booleans of any size, slices and arrays,
// maps (in the order of their keys), structs with json tags, pointers, iterators
// ([iter.Seq] as an array, [iter.Seq2] as an object), and what has a MarshalJSON
// or a MarshalText method. Bytes are written in base64, as encoding/json does.
// A struct that shows nothing, having unexported fields alone, has no JSON form.
//
// What has no JSON form goes to [Default] or is a *[TypeError]. A container that
// holds itself, a float that AllowNaN refuses, and an integer with too many digits
// are a *[ValueError], too deep nesting a *[RecursionError]. The notes of a
// *[NotedError] around them say where. An error of Default or of a method comes
// back as it is.
//
// Keywords: [SkipKeys] false, [EnsureASCII] true, [CheckCircular] true,
// [AllowNaN] true, [Cls], [Indent] and [Default] by default absent,
// [Separators] ", " and ": ", [SortKeys] false.
// Additions: [EscapeHTML] false, [DuplicateNames], [MaxDepth] 50000,
// [IntMaxStrDigits] 4300.
//
// [json.dumps]: https://docs.python.org/3.15/library/json.html#json.dumps
func Dumps(obj any, opts ...DumpOption) (string, error) {
	e := newEncoder()
	defer e.release()
	e.apply(opts)
	if err := e.value(obj); err != nil {
		return "", e.failure(err)
	}
	return string(e.buf), nil
}

// AppendDumps appends the text of [Dumps] to dst, an addition to Python. With an
// error, dst comes back as it was.
func AppendDumps(dst []byte, obj any, opts ...DumpOption) ([]byte, error) {
	e := newEncoder()
	defer e.release()
	e.apply(opts)
	if err := e.value(obj); err != nil {
		return dst, e.failure(err)
	}
	return append(dst, e.buf...), nil
}

// Dump encodes a value to fp, like Python's [json.dump], without holding the whole
// text in memory. After an error fp has received what could be encoded, as with
// Python. Keywords and errors are those of [Dumps], and fp's.
//
// [json.dump]: https://docs.python.org/3.15/library/json.html#json.dump
func Dump(obj any, fp io.Writer, opts ...DumpOption) error {
	e := newEncoder()
	defer e.release()
	e.apply(opts)
	var writeErr error
	e.emit = func(piece []byte) bool {
		if len(piece) < dumpBuffer {
			return true
		}
		_, writeErr = fp.Write(piece)
		e.buf = e.buf[:0]
		return writeErr == nil
	}
	err := e.value(obj)
	if writeErr != nil {
		return writeErr
	}
	if err != nil {
		e.buf = e.buf[:e.cut]
	}
	if len(e.buf) > 0 {
		if _, writeErr := fp.Write(e.buf); writeErr != nil {
			return writeErr
		}
	}
	return e.failure(err)
}

const dumpBuffer = 32 << 10

// A JSONEncoder encodes values with fixed settings, like Python's
// [json.JSONEncoder]. It is safe for concurrent use if its fields stay as they are.
// One that [NewJSONEncoder] has not made has the default limits, and without
// separators the default ones.
//
// [json.JSONEncoder]: https://docs.python.org/3.15/library/json.html#json.JSONEncoder
type JSONEncoder struct {
	SkipKeys      bool    // see [SkipKeys]
	EnsureASCII   bool    // see [EnsureASCII]
	CheckCircular bool    // see [CheckCircular]
	AllowNaN      bool    // see [AllowNaN]
	SortKeys      bool    // see [SortKeys]
	Indent        *string // see [Indent]; nil without it
	ItemSeparator string  // what stands between two items
	KeySeparator  string  // what stands between a key and its value

	cfg dumpConfig // what has no field
}

// NewJSONEncoder returns an encoder. The keywords are those of [Dumps].
func NewJSONEncoder(opts ...DumpOption) *JSONEncoder {
	e := new(JSONEncoder)
	c := &e.cfg
	c.init()
	c.apply(opts)
	e.SkipKeys, e.EnsureASCII, e.CheckCircular, e.AllowNaN, e.SortKeys = c.skipKeys, c.ascii, c.circular, c.allowNaN, c.sortKeys
	e.ItemSeparator, e.KeySeparator = c.itemSep, c.keySep
	if c.pretty {
		e.Indent = &c.indent
	}
	return e
}

// config returns the settings, of which the fields have the last word.
func (e *JSONEncoder) config() dumpConfig {
	c := e.cfg
	if !c.made {
		c.init()
	}
	c.skipKeys, c.ascii, c.circular, c.allowNaN, c.sortKeys = e.SkipKeys, e.EnsureASCII, e.CheckCircular, e.AllowNaN, e.SortKeys
	if e.cfg.made || e.ItemSeparator != "" || e.KeySeparator != "" {
		c.itemSep, c.keySep, c.ownSeps = e.ItemSeparator, e.KeySeparator, true
	}
	c.pretty = e.Indent != nil
	if c.pretty {
		c.indent = *e.Indent
	}
	return c
}

// Default is what becomes of a value without a JSON form: the keyword's function
// if it was given, else a *[TypeError].
func (e *JSONEncoder) Default(o any) (any, error) {
	if e.cfg.dflt != nil {
		return e.cfg.dflt(o)
	}
	return nil, notSerializable(o)
}

// Encode returns the JSON text of a value.
func (e *JSONEncoder) Encode(o any) (string, error) { return Dumps(o, e) }

// IterEncode yields the text of a value in the pieces that Python's
// [json.JSONEncoder.iterencode] yields. An error ends it.
//
// [json.JSONEncoder.iterencode]: https://docs.python.org/3.15/library/json.html#json.JSONEncoder.iterencode
func (e *JSONEncoder) IterEncode(o any) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		enc := newEncoder()
		defer enc.release()
		enc.apply([]DumpOption{e})
		enc.emit = func(piece []byte) bool {
			s := string(piece)
			enc.buf = enc.buf[:0]
			return yield(s, nil)
		}
		err := enc.value(o)
		if err == nil && len(enc.buf) > 0 {
			err = enc.piece()
		}
		if err != nil && err != errStopped {
			yield("", enc.failure(err))
		}
	}
}

// errStopped says that whoever takes the pieces wants no more.
var errStopped = errors.New("stopped")

// An encoder writes one value.
type encoder struct {
	buf   []byte
	cfg   dumpConfig
	depth int // of arrays and objects, for the indentation
	// emit takes the pieces that Python's generator yields; nil in Dumps.
	emit func(piece []byte) bool
	cut  int // where the last piece ended in buf

	item, colon separator
	style       *nameStyle   // of these separators and cfg
	indents     string       // the indentation of the first levels
	custom      bool         // cfg is not the default
	lastType    reflect.Type // of the value that was encoded last, and its function
	lastFunc    encodeFunc
	tracker
	sorting
}

// encoders holds encoders that are ready for use.
var encoders = sync.Pool{New: func() any {
	e := new(encoder)
	e.cfg.init()
	e.item, e.colon = newSeparator(e.cfg.itemSep), newSeparator(e.cfg.keySep)
	e.style = &defaultStyle
	return e
}}

func newEncoder() *encoder { return encoders.Get().(*encoder) }

// apply applies options to the default settings.
func (e *encoder) apply(opts []DumpOption) {
	if len(opts) == 0 && !e.custom {
		return
	}
	if e.custom { // from the last time
		e.cfg.init()
	}
	e.custom = len(opts) > 0
	e.cfg.apply(opts)
	if !e.style.of(&e.cfg) {
		e.style = styleOf(&e.cfg)
		e.item, e.colon = newSeparator(e.cfg.itemSep), newSeparator(e.cfg.keySep)
	}
	e.indents = ""
	if e.cfg.pretty && strings.Trim(e.cfg.indent, " ") == "" {
		e.indents = spaces[:len(spaces)-len(spaces)%max(1, len(e.cfg.indent))]
	}
}

const spaces = "                                                                "

// release makes e free for the next value, holding on to nothing of this one.
func (e *encoder) release() {
	const keep = 16 << 20
	if cap(e.buf) > keep {
		e.buf = nil
	}
	e.buf = e.buf[:0]
	e.depth, e.cut, e.emit = 0, 0, nil
	e.tracker.release()
	e.sorting.release()
	if e.custom { // the rest waits for the next settings
		e.cfg.dflt, e.cfg.indent = nil, ""
	}
	encoders.Put(e)
}

// piece ends a piece, where Python's generator yields.
func (e *encoder) piece() error {
	if e.emit == nil {
		return nil
	}
	if !e.emit(e.buf) {
		return errStopped
	}
	e.cut = len(e.buf)
	return nil
}

// failure returns the error for the caller.
func (e *encoder) failure(err error) error {
	if d, ok := err.(*depthError); ok {
		return d.err
	}
	return err
}
