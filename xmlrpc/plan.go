package xmlrpc

import (
	"reflect"
	"strings"
	"sync"
)

// A structPlan says which fields of a Go struct go out and come in, under what names.
type structPlan struct {
	fields []planField
	byName map[string]int
	hidden bool // all fields are unexported, and so nothing can go out
}

type planField struct {
	name      string
	open      []byte // the start of its member, ready to be written
	index     []int
	omitEmpty bool
}

var plans sync.Map // of *structPlan by reflect.Type

func planOf(t reflect.Type) *structPlan {
	if p, ok := plans.Load(t); ok {
		return p.(*structPlan)
	}
	p := &structPlan{byName: map[string]int{}, hidden: t.NumField() > 0}
	for i := range t.NumField() {
		f := t.Field(i)
		p.hidden = p.hidden && !f.IsExported() && !f.Anonymous
	}
	p.addFields(t, nil, map[reflect.Type]bool{t: true})
	stored, _ := plans.LoadOrStore(t, p)
	return stored.(*structPlan)
}

// addFields adds the exported fields of t, which stands at index. The fields of
// embedded structs count as the outer one's own, as in Go; of two fields of one
// name, the first found in the order of the declaration stays.
func (p *structPlan) addFields(t reflect.Type, index []int, within map[reflect.Type]bool) {
	var embedded []reflect.StructField
	for i := range t.NumField() {
		f := t.Field(i)
		name, opts, _ := strings.Cut(f.Tag.Get("xmlrpc"), ",")
		if name == "-" && opts == "" {
			continue
		}
		if f.Anonymous && name == "" && isPlainStruct(deref(f.Type)) {
			embedded = append(embedded, f)
			continue
		}
		if !f.IsExported() {
			continue
		}
		if name == "" {
			name = f.Name
		}
		if _, ok := p.byName[name]; ok {
			continue
		}
		p.byName[name] = len(p.fields)
		open := append([]byte("<member>\n<name>"), appendEscaped(nil, name)...)
		p.fields = append(p.fields, planField{
			name:      name,
			open:      append(open, "</name>\n"...),
			index:     append(append([]int(nil), index...), i),
			omitEmpty: hasOption(opts, "omitempty"),
		})
	}
	for _, f := range embedded {
		e := deref(f.Type)
		if within[e] || f.Type.Kind() == reflect.Pointer && !f.IsExported() {
			continue
		}
		within[e] = true
		p.addFields(e, append(append([]int(nil), index...), f.Index...), within)
		delete(within, e)
	}
}

func deref(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

func hasOption(opts, name string) bool {
	for opts != "" {
		var o string
		if o, opts, _ = strings.Cut(opts, ","); o == name {
			return true
		}
	}
	return false
}

// find returns the number of the field with that name, or -1. Guess is the one
// that it probably is.
func (p *structPlan) find(name []byte, guess int) int {
	if guess < len(p.fields) && p.fields[guess].name == string(name) {
		return guess
	}
	if i, ok := p.byName[string(name)]; ok {
		return i
	}
	return -1
}

// in returns the field in v, to be set; embedded pointers on the way are made.
func (f *planField) in(v reflect.Value) reflect.Value {
	if len(f.index) == 1 {
		return v.Field(f.index[0])
	}
	for _, i := range f.index {
		v = indirect(v).Field(i)
	}
	return v
}

// of returns the field of v, to be read; not ok if an embedded pointer on the
// way is nil.
func (f *planField) of(v reflect.Value) (reflect.Value, bool) {
	if len(f.index) == 1 {
		return v.Field(f.index[0]), true
	}
	for _, i := range f.index {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return v, false
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v, true
}
