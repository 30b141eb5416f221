package xmlrpc

import (
	"context"
	"reflect"
	"strings"
)

// The system methods' names.
const (
	listMethodsName     = "system.listMethods"
	methodHelpName      = "system.methodHelp"
	methodSignatureName = "system.methodSignature"
	multicallName       = "system.multicall"
)

// The system methods' help texts.
const (
	listMethodsDoc     = "system.listMethods() => ['add', 'subtract', 'multiple']\n\nReturns a list of the methods supported by the server."
	methodHelpDoc      = "system.methodHelp('add') => \"Adds two integers together\"\n\nReturns a string containing documentation for the specified method."
	methodSignatureDoc = "system.methodSignature('add') => [[double, int, int]]\n\nReturns a list of the signatures of the method, each a list: the type of\nits result, then those of its parameters."
	multicallDoc       = "system.multicall([{'methodName': 'add', 'params': [2, 2]}, ...]) => [[4], ...]\n\nAllows the caller to package multiple XML-RPC calls into a single\nrequest.\n\nSee http://www.xmlrpc.com/discuss/msgReader$1208"
)

// RegisterIntrospectionFunctions offers system.listMethods, system.methodHelp
// and system.methodSignature.
//
// It is Python's [SimpleXMLRPCServer.register_introspection_functions].
//
// [SimpleXMLRPCServer.register_introspection_functions]: https://docs.python.org/3.15/library/xmlrpc.server.html#xmlrpc.server.SimpleXMLRPCServer.register_introspection_functions
func (d *SimpleXMLRPCDispatcher) RegisterIntrospectionFunctions() {
	d.registerSystem(listMethodsName, listMethodsDoc, nil, d.SystemListMethods)
	d.registerSystem(methodHelpName, methodHelpDoc, []string{"method_name"}, d.SystemMethodHelp)
	d.registerSystem(methodSignatureName, methodSignatureDoc, []string{"method_name"}, d.SystemMethodSignature)
}

// RegisterMulticallFunctions offers system.multicall.
//
// It is Python's [SimpleXMLRPCServer.register_multicall_functions].
//
// [SimpleXMLRPCServer.register_multicall_functions]: https://docs.python.org/3.15/library/xmlrpc.server.html#xmlrpc.server.SimpleXMLRPCServer.register_multicall_functions
func (d *SimpleXMLRPCDispatcher) RegisterMulticallFunctions() {
	d.registerSystem(multicallName, multicallDoc, []string{"call_list"}, d.SystemMulticall)
}

func (d *SimpleXMLRPCDispatcher) registerSystem(name, doc string, params []string, fn any) {
	f, err := newFunction(name, reflect.ValueOf(fn))
	if err != nil {
		panic("xmlrpc: " + err.Error()) // not with the functions above
	}
	f.doc, f.params, f.system = doc, params, true
	d.register(f)
}

// SystemListMethods is system.listMethods: the names of all methods, in order.
func (d *SimpleXMLRPCDispatcher) SystemListMethods() []string { return d.methodNames() }

// SystemMethodSignature is system.methodSignature: the signatures of a method, a
// list of lists of types, the result's first. If there are none to tell, it
// returns what Python's servers always return, "signatures not supported".
//
// The types are XML-RPC's own; "nil" stands for a method without a result, and
// "any" for a value of any type.
func (d *SimpleXMLRPCDispatcher) SystemMethodSignature(methodName string) any {
	if f := d.lookup(methodName); f != nil {
		if s := f.signature(); s != nil {
			return []any{s}
		}
	}
	return "signatures not supported"
}

// SystemMethodHelp is system.methodHelp: the help text of a method, "" if there is none.
func (d *SimpleXMLRPCDispatcher) SystemMethodHelp(methodName string) string {
	d.mu.RLock()
	f, inst := d.funcs[methodName], d.instance
	d.mu.RUnlock()
	if f != nil {
		return f.doc
	}
	if inst != nil {
		if h, ok := inst.value.(MethodHelper); ok {
			return h.MethodHelp(methodName)
		}
	}
	return ""
}

// SystemMulticall is system.multicall: it makes the calls of the list, each a
// structure of methodName and params, and returns for each an array with the
// result, or a structure of faultCode and faultString.
func (d *SimpleXMLRPCDispatcher) SystemMulticall(ctx context.Context, callList []any) ([]any, error) {
	if d.config.maxCalls >= 0 && len(callList) > d.config.maxCalls {
		return nil, &callerError{&LimitError{What: "calls in system.multicall", Limit: int64(d.config.maxCalls)}}
	}
	results := make([]any, 0, len(callList))
	for _, c := range callList {
		method, params, err := callOf(c)
		if err != nil {
			return nil, &callerError{err}
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var v any
		if method == multicallName {
			err = &callerError{&ValueError{Text: "system.multicall within system.multicall is not allowed"}}
		} else {
			v, err = d.Dispatch(ctx, method, params)
		}
		if err != nil {
			f := d.fault(method, err)
			results = append(results, Struct{{"faultCode", f.FaultCode}, {"faultString", f.FaultString}})
			continue
		}
		results = append(results, []any{v})
	}
	return results, nil
}

// callOf takes a call of system.multicall apart.
func callOf(c any) (method string, params []any, err error) {
	s, ok := c.(Struct)
	if !ok {
		return "", nil, &TypeError{Text: "a call of system.multicall must be a struct, not " + wireTypeOf(c)}
	}
	m, ok := s.Get("methodName")
	if !ok {
		return "", nil, keyError("methodName")
	}
	p, ok := s.Get("params")
	if !ok {
		return "", nil, keyError("params")
	}
	method, ok1 := m.(string)
	params, ok2 := p.([]any)
	if !ok1 || !ok2 {
		return "", nil, &TypeError{Text: "a call of system.multicall needs a string and an array"}
	}
	return method, params, nil
}

// cleanDoc takes the common indentation out of a text, as inspect.cleandoc does.
func cleanDoc(doc string) string {
	lines := strings.Split(strings.ReplaceAll(doc, "\t", "        "), "\n")
	margin := -1
	for _, l := range lines[1:] {
		if t := strings.TrimLeft(l, " "); t != "" && (margin < 0 || len(l)-len(t) < margin) {
			margin = len(l) - len(t)
		}
	}
	lines[0] = strings.TrimLeft(lines[0], " ")
	for i, l := range lines {
		if i > 0 && margin > 0 {
			lines[i] = l[min(margin, len(l)):]
		}
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	return strings.Join(lines, "\n")
}
