package xmlrpc

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/pyrepr"
)

// A Dispatcher is an instance that dispatches calls itself: Python's _dispatch.
type Dispatcher interface {
	Dispatch(ctx context.Context, method string, params []any) (any, error)
}

// A MethodLister is an instance that says which methods it has: Python's _listMethods.
type MethodLister interface {
	ListMethods() []string
}

// A MethodHelper is an instance that documents its methods: Python's _methodHelp.
type MethodHelper interface {
	MethodHelp(method string) string
}

// A MethodArgstringer is an instance that knows the signatures of its methods,
// as text: Python's _get_method_argstring.
type MethodArgstringer interface {
	GetMethodArgstring(method string) string
}

// hooks are the methods of an instance that aren't offered to clients: their
// Python names start with an underscore.
var hooks = map[string]bool{"Dispatch": true, "ListMethods": true, "MethodHelp": true, "GetMethodArgstring": true}

// An AttributeError is Python's AttributeError: an instance has no method of that name.
type AttributeError struct{ Text string }

func (e *AttributeError) Error() string { return e.Text }

// AllowDottedNames, by default false, lets a name with dots reach through an
// instance's exported fields: dir.list is the method List of the field Dir.
// Everything that can be reached that way can be called, so the fields of an
// instance that is served like that are part of its interface.
type AllowDottedNames bool

// A NamesOption is what [MethodNames] returns.
type NamesOption struct{ name func(string) string }

// MethodNames says under what name a Go method (or field) is offered, by
// default [SnakeCase]. An empty name leaves it out.
//
//	d.RegisterInstance(app, xmlrpc.MethodNames(func(name string) string { return name }))
func MethodNames(name func(goName string) string) NamesOption { return NamesOption{name} }

func (AllowDottedNames) instanceOption() {}
func (NamesOption) instanceOption()      {}

type instanceConfig struct {
	allowDotted bool
	name        func(string) string
}

func instanceOptions(opts []InstanceOption, allowDotted bool) instanceConfig {
	c := instanceConfig{allowDotted, SnakeCase}
	for _, o := range opts {
		switch o := o.(type) {
		case AllowDottedNames:
			c.allowDotted = bool(o)
		case NamesOption:
			c.name = o.name
		}
	}
	return c
}

// An instance is a Go value whose methods are offered.
type instance struct {
	instanceConfig
	value   any
	methods map[string]*function
}

func newInstance(v any, c instanceConfig) *instance {
	i := &instance{instanceConfig: c, value: v, methods: map[string]*function{}}
	c.each(reflect.ValueOf(v), func(name string, fn reflect.Value) {
		if f, err := newFunction(name, fn); err == nil {
			i.methods[name] = f
		}
	})
	return i
}

// each calls f with the public methods of v.
func (c *instanceConfig) each(v reflect.Value, f func(name string, fn reflect.Value)) {
	if !v.IsValid() {
		return
	}
	t := v.Type()
	for i := range t.NumMethod() {
		m := t.Method(i)
		if !m.IsExported() || hooks[m.Name] {
			continue
		}
		if name := c.name(m.Name); isPublic(name) {
			f(name, v.Method(i))
		}
	}
}

func isPublic(name string) bool { return name != "" && name[0] != '_' }

// find returns the method with that name, or an AttributeError.
func (i *instance) find(name string) (*function, error) {
	if f := i.methods[name]; f != nil {
		return f, nil
	}
	if !i.allowDotted || !strings.Contains(name, ".") {
		return nil, noAttribute(i.value, name)
	}
	v, err := i.resolve(i.value, name)
	if err != nil {
		return nil, err
	}
	return newFunction(name, reflect.ValueOf(v))
}

// resolve follows a dotted name.
func (c *instanceConfig) resolve(obj any, attr string) (any, error) {
	parts := []string{attr}
	if c.allowDotted {
		parts = strings.Split(attr, ".")
	}
	for _, part := range parts {
		if strings.HasPrefix(part, "_") {
			return nil, &AttributeError{"attempt to access private attribute " + `"` + part + `"`}
		}
		next, ok := c.attribute(obj, part)
		if !ok {
			return nil, noAttribute(obj, part)
		}
		obj = next
	}
	return obj, nil
}

func noAttribute(obj any, name string) error {
	return &AttributeError{pyrepr.String(typeName(reflect.ValueOf(obj))) + " object has no attribute " + pyrepr.String(name)}
}

// attribute returns the public method or the exported field of that name. There
// is no other way into a value: no pointers' targets, maps or unexported fields
// of other types.
func (c *instanceConfig) attribute(obj any, name string) (any, bool) {
	v := reflect.ValueOf(obj)
	var found any
	c.each(v, func(n string, fn reflect.Value) {
		if n == name {
			found = fn.Interface()
		}
	})
	if found != nil {
		return found, true
	}
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return nil, false
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() || c.name(f.Name) != name {
			continue
		}
		if x := v.Field(i); x.Kind() == reflect.Struct && x.CanAddr() {
			return x.Addr().Interface(), true
		}
		return v.Field(i).Interface(), true
	}
	return nil, false
}

// ResolveDottedAttribute returns what a dotted name stands for in obj: an
// exported field's value (a pointer to it, if it's a struct), or a public
// method as a func. It returns an [*AttributeError] if there is none, or if a
// part of the name starts with an underscore.
//
// Keywords: [AllowDottedNames] (true); addition: [MethodNames] ([SnakeCase]).
//
// It is Python's [xmlrpc.server.resolve_dotted_attribute].
//
// [xmlrpc.server.resolve_dotted_attribute]: https://docs.python.org/3.15/library/xmlrpc.server.html
func ResolveDottedAttribute(obj any, attr string, opts ...InstanceOption) (any, error) {
	c := instanceOptions(opts, true)
	return c.resolve(obj, attr)
}

// ListPublicMethods returns the names of the public methods of obj, in order.
//
// Addition: [MethodNames] ([SnakeCase]).
//
// It is Python's [xmlrpc.server.list_public_methods].
//
// [xmlrpc.server.list_public_methods]: https://docs.python.org/3.15/library/xmlrpc.server.html
func ListPublicMethods(obj any, opts ...InstanceOption) []string {
	c := instanceOptions(opts, false)
	names := []string{}
	c.each(reflect.ValueOf(obj), func(name string, _ reflect.Value) { names = append(names, name) })
	slices.Sort(names)
	return slices.Compact(names)
}

func keyError(key string) error { return &pyerr.KeyError{Text: pyrepr.String(key)} }
