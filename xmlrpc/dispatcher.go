package xmlrpc

import (
	"context"
	"errors"
	"fmt"
	"log"
	"maps"
	"net/http"
	"reflect"
	"runtime/debug"
	"slices"
	"sync"
)

// A SimpleXMLRPCDispatcher holds functions and at most one instance, and calls
// them by the names that documents ask for. It is the heart of the servers
// here, and an [http.Handler] itself that answers every POST:
//
//	d, err := xmlrpc.NewSimpleXMLRPCDispatcher()
//	d.RegisterFunction(math.Pow, xmlrpc.Name("pow"))
//	mux.Handle("/RPC2", d)
//
// Functions are called concurrently, one goroutine a request, unless [Serial]
// says otherwise; registering them is safe at any time.
//
// It is Python's [xmlrpc.server.SimpleXMLRPCDispatcher].
//
// [xmlrpc.server.SimpleXMLRPCDispatcher]: https://docs.python.org/3.15/library/xmlrpc.server.html
type SimpleXMLRPCDispatcher struct {
	config dispatcherConfig

	mu       sync.RWMutex
	funcs    map[string]*function
	instance *instance

	serial sync.Mutex
}

// ExposeErrors, by default false, tells clients what went wrong within a
// function, as Python does: the fault's text is the class of the error and its
// message. By default they learn no more than that there was an error, and the
// log tells the rest. A [*Fault] that a function returns goes out as it is
// either way.
type ExposeErrors bool

// Serial, by default false, calls one function at a time, as Python's servers
// do.
type Serial bool

// MaxCalls is how many calls a system.multicall may hold, by default 1000.
// Negative is no limit. There can't be a system.multicall within one.
type MaxCalls int

// ErrorLog is where errors of functions are written, by default log.Default().
type ErrorLog struct{ logger *log.Logger }

// NewErrorLog returns an ErrorLog for a logger of the program's.
func NewErrorLog(logger *log.Logger) ErrorLog { return ErrorLog{logger} }

func (AllowNone) dispatcherOption()       {}
func (Encoding) dispatcherOption()        {}
func (UseBuiltinTypes) dispatcherOption() {}
func (AllowControl) dispatcherOption()    {}
func (EscapeCR) dispatcherOption()        {}
func (Strict) dispatcherOption()          {}
func (MaxDepth) dispatcherOption()        {}
func (MaxBytes) dispatcherOption()        {}
func (MaxCalls) dispatcherOption()        {}
func (ExposeErrors) dispatcherOption()    {}
func (Serial) dispatcherOption()          {}
func (ErrorLog) dispatcherOption()        {}

type dispatcherConfig struct {
	dump     dumpConfig
	load     loadConfig
	maxCalls int
	expose   bool
	serial   bool
	log      *log.Logger
	guard    guard
}

func defaultDispatcher() dispatcherConfig {
	c := dispatcherConfig{dump: defaultDump(), maxCalls: defaultMaxCalls, log: log.Default()}
	c.dump.methodResponse = true
	c.load = loadConfig{maxDepth: defaultMaxDepth, maxBytes: defaultMaxRequest}
	return c
}

func (c *dispatcherConfig) set(opt any) {
	switch o := opt.(type) {
	case MaxCalls:
		c.maxCalls = int(o)
	case ExposeErrors:
		c.expose = bool(o)
	case Serial:
		c.serial = bool(o)
	case ErrorLog:
		if o.logger != nil {
			c.log = o.logger
		}
	default:
		c.dump.set(o)
		c.load.set(o)
		c.guard.set(o)
	}
}

// NewSimpleXMLRPCDispatcher returns a dispatcher without functions.
//
// Keywords: [AllowNone] (false), [Encoding] ("utf-8"), [UseBuiltinTypes]
// (false); additions: [ExposeErrors] (false), [Serial] (false), [MaxBytes] (20
// MiB), [MaxDepth] (1000), [MaxCalls] (1000), [Strict] (false), [AllowControl]
// (false), [EscapeCR] (false), [ErrorLog] (log.Default()), [RequireXML]
// (false), [AllowedHosts] (all), [CrossOrigin] (none). An unknown encoding is a
// [*LookupError].
func NewSimpleXMLRPCDispatcher(opts ...DispatcherOption) (*SimpleXMLRPCDispatcher, error) {
	c := defaultDispatcher()
	for _, o := range opts {
		c.set(o)
	}
	return newDispatcher(c)
}

func newDispatcher(c dispatcherConfig) (*SimpleXMLRPCDispatcher, error) {
	if err := c.dump.checkEncoding(); err != nil {
		return nil, err
	}
	return &SimpleXMLRPCDispatcher{config: c, funcs: map[string]*function{}}, nil
}

// Name is the name that a function is registered under, by default its own in
// snake case. Any text is a name: "dir.list", "multiply args".
type Name string

// Doc is the help text of a function, Python's docstring, by default none.
type Doc string

// ArgNames are the names of a function's parameters, for its documentation and
// for errors; Go doesn't keep them. By default they are arg1, arg2 and so on.
type ArgNames []string

func (Name) registerOption()     {}
func (Doc) registerOption()      {}
func (ArgNames) registerOption() {}

// RegisterFunction offers a function to clients. It is a func of any
// parameters that values can be decoded into, as with [Call], and may have a
// context.Context before them, which ends with the request; it may have a
// result that [Dumps] takes, and an error at the end. Without a result it
// returns nil, which needs [AllowNone]. A panic in it is an error.
//
//	d.RegisterFunction(func(ctx context.Context, id int) (User, error) {...}, xmlrpc.Name("users.get"))
//
// A func of another form is a [*TypeError], a func literal without a name a
// [*ValueError].
//
// Keywords: [Name] (the func's own); additions: [Doc] (none), [ArgNames].
//
// It is Python's [SimpleXMLRPCServer.register_function].
//
// [SimpleXMLRPCServer.register_function]: https://docs.python.org/3.15/library/xmlrpc.server.html#xmlrpc.server.SimpleXMLRPCServer.register_function
func (d *SimpleXMLRPCDispatcher) RegisterFunction(function any, opts ...RegisterOption) error {
	var name, doc string
	var params []string
	for _, o := range opts {
		switch o := o.(type) {
		case Name:
			name = string(o)
		case Doc:
			doc = cleanDoc(string(o))
		case ArgNames:
			params = o
		}
	}
	fn := reflect.ValueOf(function)
	if name == "" && fn.Kind() == reflect.Func && !fn.IsNil() {
		var ok bool
		if name, ok = funcName(fn); !ok {
			return &ValueError{Text: "a func literal needs a Name"}
		}
	}
	f, err := newFunction(name, fn)
	if err != nil {
		return err
	}
	f.doc, f.params = doc, params
	d.register(f)
	return nil
}

func (d *SimpleXMLRPCDispatcher) register(f *function) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.funcs[f.name] = f
}

// RegisterInstance offers the exported methods of a value to clients, beside
// the registered functions, which come first. A new instance takes the place of
// the one before. The methods' names are in snake case: ListContents is
// list_contents.
//
// An instance that is a [Dispatcher] is asked for every call; one that is a
// [MethodLister] or [MethodHelper] is asked by the introspection functions.
// Those methods are not offered themselves.
//
// Keywords: [AllowDottedNames] (false); addition: [MethodNames] ([SnakeCase]).
//
// It is Python's [SimpleXMLRPCServer.register_instance].
//
// [SimpleXMLRPCServer.register_instance]: https://docs.python.org/3.15/library/xmlrpc.server.html#xmlrpc.server.SimpleXMLRPCServer.register_instance
func (d *SimpleXMLRPCDispatcher) RegisterInstance(instance any, opts ...InstanceOption) {
	i := newInstance(instance, instanceOptions(opts, false))
	d.mu.Lock()
	defer d.mu.Unlock()
	d.instance = i
}

// lookup returns the function for a method, or nil.
func (d *SimpleXMLRPCDispatcher) lookup(method string) *function {
	d.mu.RLock()
	f, inst := d.funcs[method], d.instance
	d.mu.RUnlock()
	if f != nil || inst == nil {
		return f
	}
	if own, ok := inst.value.(Dispatcher); ok {
		return &function{name: method, direct: func(ctx context.Context, params []any) (any, error) {
			return own.Dispatch(ctx, method, params)
		}}
	}
	f, _ = inst.find(method)
	return f
}

// errUnsupported is what an unknown method gives.
func errUnsupported(method string) error {
	return errors.New(`method "` + method + `" is not supported`)
}

// Dispatch calls a method with parameters as [Loads] returns them: Python's
// _dispatch. The error is that of the function, or says that there is none.
func (d *SimpleXMLRPCDispatcher) Dispatch(ctx context.Context, method string, params []any) (any, error) {
	f := d.lookup(method)
	if f == nil {
		return nil, &callerError{errUnsupported(method)}
	}
	if f.direct != nil {
		return d.guarded(ctx, f, func() (any, error) { return f.direct(ctx, params) })
	}
	if err := f.checkCount(len(params)); err != nil {
		return nil, &callerError{err}
	}
	args := f.targets()
	for len(args) < len(params) {
		args = append(args, reflect.New(f.rest).Elem())
	}
	for i, p := range params {
		if err := assign(args[i], p); err != nil {
			return nil, f.argumentError(i, wireTypeOf(p), err)
		}
	}
	return d.guarded(ctx, f, func() (any, error) { return f.call(ctx, args) })
}

// A callerError is an error that the caller made and may hear about.
type callerError struct{ err error }

func (e *callerError) Error() string { return e.err.Error() }
func (e *callerError) Unwrap() error { return e.err }

// argumentError says that the i-th argument doesn't fit, in XML-RPC's words:
// Go's types are nobody's business. What an Unmarshaler says is treated as if
// the function had said it.
func (f *function) argumentError(i int, got string, err error) error {
	switch e := err.(type) {
	case *UnmarshalerError:
		return err
	case *UnmarshalTypeError:
		if e.Path != "" {
			err = &TypeError{Text: fmt.Sprintf("%s() argument %d does not fit at %s", f.name, i+1, e.Path)}
			break
		}
		t := f.rest
		if i < len(f.in) {
			t = f.in[i]
		}
		if want := wireType(t); want != got {
			err = &TypeError{Text: fmt.Sprintf("%s() argument %d must be %s, not %s", f.name, i+1, want, got)}
		} else { // a number out of range
			err = &TypeError{Text: fmt.Sprintf("%s() argument %d does not fit", f.name, i+1)}
		}
	}
	return &callerError{err}
}

// guarded calls, one at a time if that is wanted.
func (d *SimpleXMLRPCDispatcher) guarded(ctx context.Context, f *function, call func() (any, error)) (v any, err error) {
	if d.config.serial && f.name != multicallName { // which calls others itself
		d.serial.Lock()
		defer d.serial.Unlock()
	}
	err = catch(func() error {
		v, err = call()
		return err
	})
	return v, err
}

// catch makes an error of a panic: of a function, or of a Marshaler or an
// Unmarshaler.
func catch(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler {
				panic(p)
			}
			err = &panicError{p, debug.Stack()}
		}
	}()
	return f()
}

// A panicError is a panic of a program's code.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

// fault returns the fault that an error is sent as, and logs what that hides.
func (d *SimpleXMLRPCDispatcher) fault(method string, err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		if f != nil {
			return f
		}
		err = errors.New("a *Fault that is nil")
	}
	const code = 1
	if c := (*callerError)(nil); d.config.expose || errors.As(err, &c) {
		if p := (*panicError)(nil); !errors.As(err, &p) {
			return &Fault{code, "<class '" + className(err) + "'>:" + fmt.Sprint(err)} // which bears an error that is a nil pointer
		}
	}
	if p := (*panicError)(nil); errors.As(err, &p) {
		d.config.log.Printf("xmlrpc: %q: %v\n%s", method, p, p.stack)
	} else {
		d.config.log.Printf("xmlrpc: %q: %v", method, err)
	}
	return &Fault{code, "<class 'Exception'>:internal error"}
}

// MarshaledDispatch reads a call, makes it, and returns the response document:
// Python's _marshaled_dispatch. Whatever is wrong becomes a fault.
func (d *SimpleXMLRPCDispatcher) MarshaledDispatch(ctx context.Context, data []byte) []byte {
	out, _ := d.respond(ctx, nil, func(dec *decoder) error { return loadAll(dec, data) })
	return out
}

// A call is a request that is being read.
type call struct {
	d  *SimpleXMLRPCDispatcher
	fn *function // by the method's name; nil if it came after parameters
}

// targets is asked by the decoder as soon as it knows the method's name.
func (c *call) targets(method string) ([]reflect.Value, reflect.Type) {
	f := c.d.lookup(method)
	if f == nil || f.direct != nil {
		return nil, nil
	}
	c.fn = f
	return f.targets(), f.rest
}

// respond reads a request by means of load, makes the call and appends the
// response to dst. An error is one of HTTP: nothing can be answered then.
func (d *SimpleXMLRPCDispatcher) respond(ctx context.Context, dst []byte, load func(*decoder) error) ([]byte, error) {
	c := &call{d: d}
	dec := newDecoder(d.config.load, nil)
	dec.onMethod = c.targets
	err := catch(func() error { return load(dec) })
	if h := (*httpError)(nil); errors.As(err, &h) {
		return dst, h
	}
	result, err := d.run(ctx, c, dec, err)
	if err == nil {
		var out []byte
		err = catch(func() (err error) {
			out, err = d.config.dump.appendEncoded(dst, []any{result})
			return err
		})
		if err == nil {
			return out, nil
		}
		if !namesTypes(err) {
			err = &callerError{err}
		}
	}
	dump := d.config.dump
	dump.allowControl = false
	f := d.fault(dec.method, err)
	out, err := dump.appendEncoded(dst, f)
	if err != nil { // a text that can't go out
		out, _ = dump.appendEncoded(dst, &Fault{1, "<class 'Exception'>:internal error"})
	}
	return out, nil
}

// run makes the call that dec has read with the outcome err.
func (d *SimpleXMLRPCDispatcher) run(ctx context.Context, c *call, dec *decoder, err error) (any, error) {
	if err != nil && err != dec.mismatch {
		if f := (*Fault)(nil); errors.As(err, &f) { // a fault is no call
			return nil, &callerError{&ResponseError{}}
		}
		return nil, &callerError{err}
	}
	if c.fn == nil || dec.frames[0].targets == nil {
		method := dec.method
		if !dec.hasMethod {
			method = "None"
		}
		return d.Dispatch(ctx, method, dec.params())
	}
	f, n := c.fn, dec.frames[0].n
	if err := f.checkCount(n); err != nil {
		return nil, &callerError{err}
	}
	if err != nil {
		return nil, f.argumentError(dec.misfitAt, dec.misfitIs, err)
	}
	return d.guarded(ctx, f, func() (any, error) { return f.call(ctx, dec.frames[0].targets) })
}

// listed returns the registered functions by name.
func (d *SimpleXMLRPCDispatcher) listed() map[string]*function {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return maps.Clone(d.funcs)
}

// methodNames returns the names that system.listMethods gives.
func (d *SimpleXMLRPCDispatcher) methodNames() []string {
	funcs := d.listed()
	names := slices.Collect(maps.Keys(funcs))
	d.mu.RLock()
	inst := d.instance
	d.mu.RUnlock()
	if inst != nil {
		if l, ok := inst.value.(MethodLister); ok {
			names = append(names, l.ListMethods()...)
		} else if _, ok := inst.value.(Dispatcher); !ok {
			names = slices.AppendSeq(names, maps.Keys(inst.methods))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
