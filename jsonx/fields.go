package jsonx

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
)

// A field is a field of a struct as JSON sees it.
type field struct {
	name      string
	index     []int // for reflect.Value.FieldByIndex
	typ       reflect.Type
	kind      reflect.Kind // of a type without methods of its own for JSON, else Invalid
	offset    uintptr      // in the struct
	reached   bool         // by the offset; not through an embedded pointer
	way       way          // to encode and decode it
	tagged    bool
	omitEmpty bool
	omitZero  bool
	quoted    bool // the tag's option "string"

	text   [2]string // the name in quotes: as it is, and in ASCII
	isZero func(reflect.Value) bool
	omit   func(base) bool
	inner  *structType // of a struct without methods of its own for JSON
	append appendFunc
	store  storeFunc
	encode encodeFunc
	decode decodeFunc
}

// A way says how the variable of a type is encoded and decoded where its address
// is known: which of the frequent cases it is.
type way uint8

const (
	byReflection way = iota // there is no address
	byType                  // by the functions of the type
	stringWay
	int64Way
	boolWay
	floatWay
	structWay  // see openStruct
	listWay    // a slice that is [] if it is empty
	anyWay     // an empty interface
	pointerWay // null if it is nil
)

// wayOf returns the way of a type; kind is Invalid if the type has methods for JSON.
func wayOf(kind reflect.Kind, t reflect.Type) way {
	switch kind {
	case reflect.String:
		return stringWay
	case reflect.Int64:
		return int64Way
	case reflect.Bool:
		return boolWay
	case reflect.Float64:
		return floatWay
	case reflect.Struct:
		if openStruct(t) != nil {
			return structWay
		}
	case reflect.Slice:
		if t.Elem().Kind() != reflect.Uint8 && t != reflect.TypeFor[Dict]() {
			return listWay
		}
	case reflect.Interface:
		if t.NumMethod() == 0 {
			return anyWay
		}
	case reflect.Pointer:
		if t != bigIntType {
			return pointerWay
		}
	}
	return byType
}

// A structType holds the fields of a struct in order.
type structType struct {
	pointer typedNil
	fields  []field
	heads   []fieldHead
	sorted  []int // places in fields, in order of the names
	byName  map[string]int
	texts   [maxStyles]atomic.Pointer[fieldTexts] // by the slots of their styles
}

// A fieldHead is what decoding needs of a field whose name comes when it is
// expected. It is small, so that few cache lines hold those of a struct.
type fieldHead struct {
	head, mask uint64 // the first eight bytes of the name in quotes with a colon
	tail       uint64 // the last eight, if it has more
	middle     string // what is between them
	size       int
	way        way
	offset     uintptr
	field      *field
}

func newHead(f *field) fieldHead {
	prefix := f.text[0] + ":"
	n := len(prefix)
	h := fieldHead{size: n, way: f.way, offset: f.offset, field: f, mask: ^uint64(0)}
	switch {
	case n < 8:
		h.mask = 1<<(8*n) - 1
		h.head = word(prefix+"\x00\x00\x00\x00\x00\x00\x00", 0)
	default:
		h.head, h.tail = word(prefix, 0), word(prefix, n-8)
		h.middle = prefix[8:max(8, n-8)]
	}
	return h
}

// at reports whether the text goes on with the field's name and a colon, as most
// documents have it.
func (h *fieldHead) at(s string, i int) bool {
	n := h.size
	if i < 0 || i+max(n, 8) > len(s) || word(s, i)&h.mask != h.head {
		return false
	}
	return n <= 8 || word(s, i+n-8) == h.tail && (n <= 16 || s[i+8:i+n-8] == h.middle)
}

// A nameStyle is how names are written. There is one of each style in use.
type nameStyle struct {
	item, colon   string
	ascii, sorted bool
	slot          int
}

// of reports whether s is the style of an encoder's settings.
func (s *nameStyle) of(c *dumpConfig) bool {
	return s.item == c.itemSep && s.colon == c.keySep && s.ascii == c.ascii && s.sorted == c.sortKeys
}

const maxStyles = 8

var (
	defaultStyle = nameStyle{item: ", ", colon: ": ", ascii: true}
	styles       [maxStyles]atomic.Pointer[nameStyle] // the others, the first one's place being free
)

// styleOf returns the style of an encoder's settings. Beyond so many styles, the
// last slot goes to the one that is asked for.
func styleOf(c *dumpConfig) *nameStyle {
	if defaultStyle.of(c) {
		return &defaultStyle
	}
	for slot := 1; ; slot++ {
		known := styles[slot].Load()
		if known != nil && known.of(c) {
			return known
		}
		if known == nil || slot == maxStyles-1 {
			own := &nameStyle{item: c.itemSep, colon: c.keySep, ascii: c.ascii, sorted: c.sortKeys, slot: slot}
			styles[slot].Store(own)
			return own
		}
	}
}

// fieldTexts holds what encoding needs of the fields in one style, in the order in
// which they are written.
type fieldTexts struct {
	owner  *structType
	style  *nameStyle
	fields []fieldText
}

// A fieldText is small, so that few cache lines hold those of a struct.
type fieldText struct {
	names   [2]nameText // the name behind an opening brace, and behind a separator
	way     way
	offset  uintptr
	certain bool // there is such a member in any case
	field   *field
}

// A nameText is a name with what stands around it. One that is not long, as
// nearly all are, is padded, and so appended without a call.
type nameText struct {
	text   string
	padded [shortName]byte
}

const shortName = 32

func newNameText(text string) nameText {
	t := nameText{text: text}
	copy(t.padded[:], text)
	return t
}

// appendTo appends the name where the padded one does not do.
//
//go:noinline
func (t *nameText) appendTo(buf []byte) []byte { return append(slices.Grow(buf, shortName), t.text...) }

// textsFor returns the names in a style.
func (st *structType) textsFor(style *nameStyle) *fieldTexts {
	if t := st.texts[style.slot].Load(); t != nil && t.style == style {
		return t
	}
	return st.newTexts(style)
}

func (st *structType) newTexts(style *nameStyle) *fieldTexts {
	t := &fieldTexts{owner: st, style: style}
	for i := range st.fields {
		if style.sorted {
			i = st.sorted[i]
		}
		f := &st.fields[i]
		text := f.text[0]
		if style.ascii {
			text = f.text[1]
		}
		t.fields = append(t.fields, fieldText{
			names: [2]nameText{newNameText("{" + text + style.colon), newNameText(style.item + text + style.colon)},
			way:   f.way, offset: f.offset, certain: f.reached && f.omit == nil, field: f,
		})
	}
	st.texts[style.slot].Store(t)
	return t
}

var structTypes sync.Map // reflect.Type -> *structType

// structOf returns the fields of t: the exported ones and those of embedded
// structs, by the names of their json tags. Of fields of the same name the least
// deeply embedded one counts, then one with a tag; two alike cancel out.
func structOf(t reflect.Type) *structType {
	if st, ok := structTypes.Load(t); ok {
		return st.(*structType)
	}
	all := collectFields(t, field{reached: true}, map[reflect.Type]bool{})
	slices.SortStableFunc(all, func(a, b field) int {
		tag := 0
		if a.tagged != b.tagged {
			tag = 1
			if a.tagged {
				tag = -1
			}
		}
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(len(a.index), len(b.index)), tag)
	})
	st := &structType{pointer: nilOf(t), byName: map[string]int{}}
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].name == all[i].name {
			j++
		}
		if j == i+1 || len(all[i].index) != len(all[i+1].index) || all[i].tagged != all[i+1].tagged {
			st.fields = append(st.fields, all[i])
		}
		i = j
	}
	slices.SortFunc(st.fields, func(a, b field) int { return slices.Compare(a.index, b.index) })
	for i := range st.fields {
		f := &st.fields[i]
		f.text = [2]string{string(appendQuoted(nil, f.name, false)), string(appendQuoted(nil, f.name, true))}
		if plainType(f.typ) {
			f.kind = f.typ.Kind()
		}
		if fastFields && f.reached && !f.quoted {
			f.way = wayOf(f.kind, f.typ)
			if f.way == structWay {
				f.inner = openStruct(f.typ)
			}
		}
		f.omit = f.omitTest()
		f.append, f.store = appenderOf(f.typ), storerOf(f.typ)
		f.encode = encoderOf(f.typ)
		f.decode = decoderOf(f.typ)
		st.heads = append(st.heads, newHead(f))
		st.byName[f.name] = i
		st.sorted = append(st.sorted, i)
	}
	slices.SortFunc(st.sorted, func(a, b int) int { return strings.Compare(st.fields[a].name, st.fields[b].name) })
	got, _ := structTypes.LoadOrStore(t, st)
	return got.(*structType)
}

// collectFields returns the fields of t, which is embedded at that field, and of
// the structs that it embeds.
func collectFields(t reflect.Type, outer field, inside map[reflect.Type]bool) []field {
	if inside[t] {
		return nil
	}
	inside[t] = true
	defer delete(inside, t)
	var out []field
	for i := range t.NumField() {
		sf := t.Field(i)
		inner := sf.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if !sf.IsExported() && !(sf.Anonymous && inner.Kind() == reflect.Struct && sf.Type.Kind() == reflect.Struct) {
			continue
		}
		tag := sf.Tag.Get("json")
		if tag == "-" {
			continue
		}
		name, opts, _ := strings.Cut(tag, ",")
		if !validTag(name) {
			name = ""
		}
		at := append(slices.Clone(outer.index), i)
		offset := outer.offset + sf.Offset
		if sf.Anonymous && name == "" && inner.Kind() == reflect.Struct {
			place := field{index: at, offset: offset, reached: outer.reached && inner == sf.Type}
			out = append(out, collectFields(inner, place, inside)...)
			continue
		}
		if !sf.IsExported() {
			continue
		}
		f := field{name: cmp.Or(name, sf.Name), index: at, typ: sf.Type, offset: offset, reached: outer.reached, tagged: name != ""}
		for _, o := range strings.Split(opts, ",") {
			switch o {
			case "omitempty":
				f.omitEmpty = true
			case "omitzero":
				f.omitZero = true
				f.isZero = zeroTest(sf.Type)
			case "string":
				f.quoted = quotable(sf.Type)
			}
		}
		out = append(out, f)
	}
	return out
}

// validTag reports whether a tag may be a name, by encoding/json's rule.
func validTag(s string) bool {
	for _, c := range s {
		if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", c) && !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return false
		}
	}
	return true
}

// plainType reports whether a type's kind says all about its JSON form.
func plainType(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return !p.Implements(marshalerType) && !p.Implements(textMarshalerType) &&
		!p.Implements(unmarshalerType) && !p.Implements(textUnmarshalerType) && !isNumber(t)
}

// isNumber reports whether t is a string that holds a number's text.
func isNumber(t reflect.Type) bool {
	return t == reflect.TypeFor[Number]() || t.PkgPath() == "encoding/json" && t.Name() == "Number"
}

// quotable reports whether the option "string" applies to a type.
func quotable(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Kind() <= reflect.Float64 || t.Kind() == reflect.String
}

// zeroTest returns what decides whether the option omitzero leaves a value out.
func zeroTest(t reflect.Type) func(reflect.Value) bool {
	type zeroer interface{ IsZero() bool }
	if !t.Implements(reflect.TypeFor[zeroer]()) {
		return reflect.Value.IsZero
	}
	return func(v reflect.Value) bool {
		if k := v.Kind(); (k == reflect.Pointer || k == reflect.Interface) && v.IsNil() {
			return true
		}
		return v.Interface().(zeroer).IsZero()
	}
}

// empty reports whether the option omitempty leaves a value out.
func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return false
	}
	return v.IsZero()
}

// at returns the field's value in struct v; it reports false if an embedded
// pointer on the way is nil.
func (f *field) at(v reflect.Value) (reflect.Value, bool) {
	if len(f.index) == 1 {
		return v.Field(f.index[0]), true
	}
	for i, n := range f.index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return reflect.Value{}, false
			}
			v = v.Elem()
		}
		v = v.Field(n)
	}
	return v, true
}
