package xmlrpc

import (
	"context"
	"fmt"
	"math/big"
	"reflect"
	"runtime"
	"strings"
	"time"
	"unicode"
)

// A function is something that can be called by name.
type function struct {
	name   string
	doc    string
	params []string // names of the parameters, where they were given

	fn       reflect.Value
	in       []reflect.Type // without the context and the variadic one
	rest     reflect.Type   // the element type of a variadic parameter
	hasCtx   bool
	hasValue bool // the first result is one to send
	hasErr   bool // the last result is an error
	system   bool // one of ours

	// direct, if set, takes the parameters as Loads gives them: a system
	// method, or an instance's Dispatch.
	direct func(ctx context.Context, params []any) (any, error)
}

var (
	contextType = reflect.TypeFor[context.Context]()
	errorType   = reflect.TypeFor[error]()
)

// newFunction makes a function of a Go func.
func newFunction(name string, fn reflect.Value) (*function, error) {
	if fn.Kind() != reflect.Func || fn.IsNil() {
		return nil, &TypeError{Text: "a function is needed, not " + typeName(fn)}
	}
	t := fn.Type()
	f := &function{name: name, fn: fn}
	i := 0
	if t.NumIn() > 0 && t.In(0) == contextType {
		f.hasCtx = true
		i++
	}
	for ; i < t.NumIn(); i++ {
		in := t.In(i)
		if t.IsVariadic() && i == t.NumIn()-1 {
			in = in.Elem()
			f.rest = in
		} else {
			f.in = append(f.in, in)
		}
		if !isReadable(in) {
			return nil, &TypeError{Text: fmt.Sprintf("%s has a parameter of type %s, which no XML-RPC value fits", name, in)}
		}
	}
	out := t.NumOut()
	if out > 0 && t.Out(out-1) == errorType {
		f.hasErr = true
		out--
	}
	if out > 1 {
		return nil, &TypeError{Text: fmt.Sprintf("%s has %d results; one and an error are allowed", name, t.NumOut())}
	}
	f.hasValue = out == 1
	return f, nil
}

func typeName(v reflect.Value) string {
	if !v.IsValid() {
		return "nil"
	}
	return v.Type().String()
}

// isReadable reports whether values can be decoded into the type.
func isReadable(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Chan, reflect.Func, reflect.UnsafePointer, reflect.Complex64, reflect.Complex128:
		return hasUnmarshaler(t)
	case reflect.Interface:
		return t.NumMethod() == 0
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return hasUnmarshaler(t) || isReadable(t.Elem())
	}
	return true
}

// targets returns variables for the parameters.
func (f *function) targets() []reflect.Value {
	vs := make([]reflect.Value, len(f.in), len(f.in)+1)
	for i, t := range f.in {
		vs[i] = reflect.New(t).Elem()
	}
	return vs
}

// call calls the function with arguments of its own types.
func (f *function) call(ctx context.Context, args []reflect.Value) (any, error) {
	if f.hasCtx {
		args = append([]reflect.Value{reflect.ValueOf(ctx)}, args...)
	}
	out := f.fn.Call(args)
	var err error
	if f.hasErr {
		err, _ = out[len(out)-1].Interface().(error)
	}
	if err != nil || !f.hasValue {
		return nil, err
	}
	return out[0].Interface(), nil
}

// checkCount returns Python's error for a wrong number of arguments.
func (f *function) checkCount(n int) error {
	want := len(f.in)
	if n == want || f.rest != nil && n >= want {
		return nil
	}
	if n < want {
		missing := make([]string, want-n)
		for i := range missing {
			missing[i] = "'" + f.paramName(n+i) + "'"
		}
		s := "s"
		if len(missing) == 1 {
			s = ""
		}
		return &TypeError{Text: fmt.Sprintf("%s() missing %d required positional argument%s: %s", f.name, want-n, s, enumerate(missing))}
	}
	were := "were"
	if n == 1 {
		were = "was"
	}
	s := "s"
	if want == 1 {
		s = ""
	}
	return &TypeError{Text: fmt.Sprintf("%s() takes %d positional argument%s but %d %s given", f.name, want, s, n, were)}
}

// enumerate joins words as English does: 'a', 'a' and 'b', 'a', 'b', and 'c'.
func enumerate(words []string) string {
	switch n := len(words); n {
	case 1:
		return words[0]
	case 2:
		return words[0] + " and " + words[1]
	default:
		return strings.Join(words[:n-1], ", ") + ", and " + words[n-1]
	}
}

// paramName returns the name of the i-th parameter.
func (f *function) paramName(i int) string {
	if i < len(f.params) {
		return f.params[i]
	}
	return fmt.Sprintf("arg%d", i+1)
}

// signature returns the types of the result and the parameters, as
// system.methodSignature has them; nil if they can't be told.
func (f *function) signature() []any {
	if f.direct != nil && f.fn.Kind() != reflect.Func {
		return nil
	}
	result := "nil"
	if t := f.fn.Type(); f.hasValue {
		result = wireType(t.Out(0))
	}
	types := []any{result}
	for _, t := range f.in {
		types = append(types, wireType(t))
	}
	return types
}

// wireType returns the XML-RPC type that a Go type travels as.
func wireType(t reflect.Type) string {
	t = deref(t)
	switch t {
	case timeType, dateTimeType:
		return "dateTime.iso8601"
	case binaryType:
		return "base64"
	case bigIntType:
		return "int"
	case structType, faultType:
		return "struct"
	}
	switch t.Kind() {
	case reflect.Bool:
		return "boolean"
	case reflect.Float32, reflect.Float64:
		return "double"
	case reflect.String:
		return "string"
	case reflect.Slice, reflect.Array:
		if t.Elem().Kind() == reflect.Uint8 {
			return "base64"
		}
		return "array"
	case reflect.Map, reflect.Struct:
		return "struct"
	case reflect.Interface:
		return "any"
	}
	return "int"
}

// argstring returns the signature as the documentation shows it.
func (f *function) argstring() string {
	if f.fn.Kind() != reflect.Func {
		return "(...)"
	}
	if f.system { // as Python shows them
		return "(" + strings.Join(f.params, ", ") + ")"
	}
	var parts []string
	for i, t := range f.in {
		parts = append(parts, f.paramName(i)+": "+pythonType(t))
	}
	if f.rest != nil {
		parts = append(parts, "*"+f.paramName(len(f.in))+": "+pythonType(f.rest))
	}
	s := "(" + strings.Join(parts, ", ") + ")"
	if f.hasValue {
		s += " -> " + pythonType(f.fn.Type().Out(0))
	}
	return s
}

// pythonType returns the Python type that a Go type arrives as.
func pythonType(t reflect.Type) string {
	switch wireType(t) {
	case "boolean":
		return "bool"
	case "double":
		return "float"
	case "string":
		return "str"
	case "base64":
		return "bytes"
	case "dateTime.iso8601":
		return "datetime"
	case "array":
		return "list"
	case "struct":
		return "dict"
	case "any":
		return "object"
	}
	return "int"
}

// funcName returns the name that a func has in its package, in snake case;
// none if it is a literal.
func funcName(fn reflect.Value) (string, bool) {
	f := runtime.FuncForPC(fn.Pointer())
	if f == nil {
		return "", false
	}
	name := strings.TrimSuffix(f.Name(), "-fm") // of a method value
	name = name[strings.LastIndexByte(name, '.')+1:]
	if name == "" || !isASCIILetter(name[0]) || isLiteralName(name) {
		return "", false
	}
	return SnakeCase(name), true
}

func isASCIILetter(c byte) bool { return c < 0x80 && nameClass[c] == 3 && c != ':' }

// isLiteralName knows the compiler's names for func literals: func1, func2.
func isLiteralName(name string) bool {
	rest, ok := strings.CutPrefix(name, "func")
	return ok && rest != "" && strings.Trim(rest, "0123456789") == ""
}

// SnakeCase returns a Go name as Python would write it: list_contents for
// ListContents, http_get for HTTPGet. It is how the methods of an instance are
// offered unless [MethodNames] says otherwise.
func SnakeCase(name string) string {
	var b strings.Builder
	rs := []rune(name)
	for i, r := range rs {
		if unicode.IsUpper(r) && i > 0 && rs[i-1] != '_' {
			afterWord := !unicode.IsUpper(rs[i-1])
			beforeWord := i+1 < len(rs) && unicode.IsLower(rs[i+1])
			if afterWord || beforeWord {
				b.WriteByte('_')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// wireTypeOf returns the XML-RPC type of a value that Loads returned.
func wireTypeOf(v any) string {
	switch v.(type) {
	case nil:
		return "nil"
	case time.Time:
		return "dateTime.iso8601"
	case *big.Int:
		return "int"
	}
	return wireType(reflect.TypeOf(v))
}
