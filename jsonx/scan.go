package jsonx

import (
	"math/bits"
	"strings"
	"sync"

	"github.com/gobatteries/batteries/internal/wtf8"
)

// A decoder parses one document by recursive descent. Its methods take the place
// in the text to start from and return the place after what they have read,
// or -1 if the decoder has failed.
type decoder struct {
	s   string
	cfg *loadConfig
	arena
	depth   int
	turned  uint64 // with these bits turned over, the bytes at which a string needs
	floor   uint64 // care are those below these: the quote, and control characters
	high    uint64 // the same if bytes beyond ASCII must be checked
	relaxed bool   // JSONC or JSON5
	direct  bool   // the members of structs need no care but for their names
	borrows bool   // s is the caller's memory: what is kept of it must be copied
	plain   bool   // numbers are neither kept as text nor passed to a hook

	list    []any    // elements of the arrays that are open
	members []Member // members of the objects that are open
	tmp     []byte   // a string with escapes

	mostList, mostMembers int // how much of list and members has been in use

	// The failure: err, or a message with its place.
	err error
	msg string
	at  int
}

const highBits = 0x8080808080808080

var decoders = sync.Pool{New: func() any { return new(decoder) }}

func newDecoder(s string, cfg *loadConfig) *decoder {
	d := decoders.Get().(*decoder)
	d.s, d.cfg = s, cfg
	d.relaxed = cfg.jsonc || cfg.json5
	d.direct = fastFields && !d.relaxed && cfg.duplicates == DuplicateLast
	d.plain = !cfg.rawNumber && cfg.parseFloat == nil && cfg.parseInt == nil
	d.turned, d.floor = quotes, lowBits
	if cfg.strict {
		d.turned, d.floor = lowBits*2, lowBits*0x21
	}
	d.arena.plan(len(s))
	return d
}

// release makes d free for the next document, holding on to nothing of this one.
func (d *decoder) release() {
	const keep = 1 << 15
	list, members, tmp := d.list, d.members, d.tmp
	if cap(list) > keep {
		list = nil
	}
	if cap(members) > keep {
		members = nil
	}
	if cap(tmp) > keep {
		tmp = nil
	}
	if d.failed() {
		d.mostList, d.mostMembers = cap(list), cap(members)
	}
	clear(list[:min(d.mostList, cap(list))])
	clear(members[:min(d.mostMembers, cap(members))])
	*d = decoder{list: list[:0], members: members[:0], tmp: tmp[:0]}
	decoders.Put(d)
}

func (d *decoder) failed() bool { return d.err != nil || d.msg != "" || d.depth > 0 }

// fail records a failure at place i.
func (d *decoder) fail(msg string, i int) int {
	d.msg, d.at = msg, i
	return -1
}

// failWith records a failure that has an error of its own.
func (d *decoder) failWith(err error) int {
	d.err = err
	return -1
}

// failure returns the error if end says that the decoder has failed.
func (d *decoder) failure(end int) error {
	if end >= 0 {
		return nil
	}
	if d.err != nil {
		return d.err
	}
	doc := d.s
	if d.borrows {
		doc = strings.Clone(doc)
	}
	return errorAt(d.msg, doc, d.at, d.codePoints(d.at))
}

// codePoints converts a place, which may lie beyond the end, to code points.
func (d *decoder) codePoints(i int) int {
	if i > len(d.s) {
		return wtf8.RuneCountInString(d.s) + i - len(d.s)
	}
	return wtf8.RuneCountInString(d.s[:i])
}

// document parses the whole text.
func (d *decoder) document() (any, error) {
	v, i := d.value(d.space(0))
	if err := d.failure(d.finish(i)); err != nil {
		return nil, err
	}
	return v, nil
}

// finish checks that nothing but white space follows.
func (d *decoder) finish(i int) int {
	if i >= 0 {
		if i = d.space(i); i >= 0 && i != len(d.s) {
			return d.fail("Extra data", i)
		}
	}
	return i
}

// part returns a part of the text, to be kept.
func (d *decoder) part(start, end int) string {
	if d.borrows {
		return d.keep(d.s[start:end])
	}
	return d.s[start:end]
}

// space returns the place of the first character from i on that is no white space.
func (d *decoder) space(i int) int {
	s := d.s
	for i < len(s) {
		switch s[i] {
		case ' ', '\t', '\r':
			i++
		case '\n': // an indented document: spaces come in runs
			i++
			for i+8 <= len(s) {
				other := word(s, i) ^ eightSpaces
				if other != 0 {
					i += bits.TrailingZeros64(other) / 8
					break
				}
				i += 8
			}
		default:
			if d.relaxed && i >= 0 {
				if j := d.relaxedSpace(i); j != i {
					if i = j; i < 0 {
						return i
					}
					continue
				}
			}
			return i
		}
	}
	return i
}

const eightSpaces = 0x2020202020202020

// word returns eight bytes of s, the first one lowest.
func word(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// value parses the value at i, before which there is no white space.
func (d *decoder) value(i int) (any, int) {
	if uint(i) >= uint(len(d.s)) {
		if i < 0 {
			return nil, i
		}
		return nil, d.fail("Expecting value", i)
	}
	switch d.s[i] {
	case '"':
		s, j := d.ownStr(i + 1)
		if j < 0 {
			return nil, j
		}
		return d.newString(s), j
	case '{':
		return d.object(i + 1)
	case '[':
		return d.array(i + 1)
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return d.number(i)
	case 't':
		if strings.HasPrefix(d.s[i:], "true") {
			return true, i + 4
		}
	case 'f':
		if strings.HasPrefix(d.s[i:], "false") {
			return false, i + 5
		}
	case 'n':
		if strings.HasPrefix(d.s[i:], "null") {
			return nil, i + 4
		}
	case 'N', 'I':
		return d.constant(i, i)
	}
	if d.cfg.json5 {
		return d.json5Value(i)
	}
	return nil, d.fail("Expecting value", i)
}

// enter counts one more open array or object.
func (d *decoder) enter(kind string) bool {
	d.depth++
	if d.depth > d.cfg.maxDepth {
		d.failWith(&RecursionError{Text: "maximum recursion depth exceeded while decoding a JSON " + kind + " from a unicode string"})
		return false
	}
	return true
}

// array parses an array whose bracket is before i.
func (d *decoder) array(i int) (any, int) {
	if !d.enter("array") {
		return nil, -1
	}
	base := len(d.list)
	i = d.space(i)
	if i >= 0 && i < len(d.s) && d.s[i] == ']' {
		return d.endArray(base, i+1)
	}
	for {
		var v any
		if v, i = d.value(i); i < 0 {
			return nil, i
		}
		d.list = append(d.list, v)
		if uint(i) < uint(len(d.s)) && d.s[i] <= ' ' || d.relaxed {
			i = d.space(i)
		}
		if uint(i) >= uint(len(d.s)) {
			return nil, d.expect("Expecting ',' delimiter", i)
		}
		c := d.s[i]
		if c == ']' {
			return d.endArray(base, i+1)
		}
		if c != ',' {
			return nil, d.fail("Expecting ',' delimiter", i)
		}
		comma := i
		if i++; i < len(d.s) && d.s[i] <= ' ' || d.relaxed {
			i = d.space(i)
		}
		if i >= 0 && i < len(d.s) && d.s[i] == ']' {
			if !d.relaxed {
				return nil, d.fail("Illegal trailing comma before end of array", comma)
			}
			return d.endArray(base, i+1)
		}
	}
}

// expect fails with a message unless the decoder has failed already.
func (d *decoder) expect(msg string, i int) int {
	if i < 0 {
		return i
	}
	return d.fail(msg, i)
}

// noElements is the value of every empty array; having no room, it can be shared.
var noElements any = []any{}

// endArray makes an array of the elements from base on.
func (d *decoder) endArray(base, i int) (any, int) {
	d.depth--
	elements := d.list[base:]
	d.mostList = max(d.mostList, len(d.list))
	d.list = d.list[:base]
	if d.cfg.arrayHook != nil {
		v, err := d.cfg.arrayHook(append([]any{}, elements...))
		if err != nil {
			return nil, d.failWith(err)
		}
		return v, i
	}
	if len(elements) == 0 {
		return noElements, i
	}
	return d.newArray(elements), i
}

const wantName = "Expecting property name enclosed in double quotes"

// object parses an object whose brace is before i.
func (d *decoder) object(i int) (any, int) {
	if !d.enter("object") {
		return nil, -1
	}
	var names map[string]struct{}
	base := len(d.members)
	i = d.space(i)
	if i >= 0 && i < len(d.s) && d.s[i] == '}' {
		return d.endObject(base, i+1)
	}
	for {
		var key string
		at := i
		if uint(i) < uint(len(d.s)) && d.s[i] == '"' {
			key, i = d.ownStr(i + 1)
		} else {
			key, i = d.json5Name(i)
		}
		if i < 0 {
			return nil, i
		}
		if d.cfg.duplicates == DuplicateError && !d.unique(&names, key, at) {
			return nil, -1
		}
		if uint(i) < uint(len(d.s)) && d.s[i] != ':' {
			i = d.space(i)
		}
		if uint(i) >= uint(len(d.s)) || d.s[i] != ':' {
			return nil, d.expect("Expecting ':' delimiter", i)
		}
		if i++; i < len(d.s) && d.s[i] <= ' ' || d.relaxed {
			i = d.space(i)
		}
		var v any
		if v, i = d.value(i); i < 0 {
			return nil, i
		}
		d.members = append(d.members, Member{key, v})
		if uint(i) < uint(len(d.s)) && d.s[i] <= ' ' || d.relaxed {
			i = d.space(i)
		}
		if uint(i) >= uint(len(d.s)) {
			return nil, d.expect("Expecting ',' delimiter", i)
		}
		c := d.s[i]
		if c == '}' {
			return d.endObject(base, i+1)
		}
		if c != ',' {
			return nil, d.fail("Expecting ',' delimiter", i)
		}
		comma := i
		if i++; i < len(d.s) && d.s[i] <= ' ' || d.relaxed {
			i = d.space(i)
		}
		if i >= 0 && i < len(d.s) && d.s[i] == '}' {
			if !d.relaxed {
				return nil, d.fail("Illegal trailing comma before end of object", comma)
			}
			return d.endObject(base, i+1)
		}
	}
}

// endObject makes an object of the members from base on.
func (d *decoder) endObject(base, i int) (any, int) {
	d.depth--
	members := d.members[base:]
	d.mostMembers = max(d.mostMembers, len(d.members))
	d.members = d.members[:base]
	if d.cfg.pairsHook != nil {
		v, err := d.cfg.pairsHook(append([]Member{}, members...))
		if err != nil {
			return nil, d.failWith(err)
		}
		return v, i
	}
	o := d.newObject(members, d.cfg.duplicates == DuplicateFirst)
	if d.cfg.objectHook != nil {
		v, err := d.cfg.objectHook(o)
		if err != nil {
			return nil, d.failWith(err)
		}
		return v, i
	}
	return o, i
}
