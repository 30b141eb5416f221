package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/gobatteries/batteries/jsonx"
	"github.com/gobatteries/batteries/xmlrpc"
)

// newService returns the service that the console talks to.
func newService() (*xmlrpc.SimpleXMLRPCDispatcher, error) {
	d, err := xmlrpc.NewSimpleXMLRPCDispatcher(xmlrpc.AllowNone(true), xmlrpc.RequireXML(true),
		xmlrpc.MaxBytes(maxBody), xmlrpc.MaxDepth(100), xmlrpc.MaxCalls(100))
	if err != nil {
		return nil, err
	}
	for _, f := range []struct {
		name     xmlrpc.Name
		function any
		args     xmlrpc.ArgNames
		doc      xmlrpc.Doc
	}{
		{"add", add, xmlrpc.ArgNames{"a", "b"}, "Returns the sum of two integers."},
		{"divide", divide, xmlrpc.ArgNames{"a", "b"}, "Returns a / b. Dividing by zero is a fault."},
		{"primes", primes, xmlrpc.ArgNames{"below"}, "Returns the prime numbers below a limit, at most 10000."},
		{"text.count", count, xmlrpc.ArgNames{"text"}, "Counts the bytes, characters and words of a text."},
		{"time.now", now, nil, "Returns the time in UTC."},
		{"echo", echo, xmlrpc.ArgNames{"value"}, "Returns its argument, whatever that is."},
	} {
		if err := d.RegisterFunction(f.function, f.name, f.args, f.doc); err != nil {
			return nil, err
		}
	}
	d.RegisterIntrospectionFunctions()
	d.RegisterMulticallFunctions()
	return d, nil
}

func add(a, b int32) int64 { return int64(a) + int64(b) }

func divide(a, b float64) (float64, error) {
	if b == 0 {
		return 0, xmlrpc.NewFault(42, "division by zero")
	}
	return a / b, nil
}

func primes(below int) ([]int, error) {
	if below > 10000 {
		return nil, xmlrpc.NewFault(xmlrpc.InvalidMethodParams, "the limit is 10000")
	}
	found := []int{}
next:
	for n := 2; n < below; n++ {
		for _, p := range found {
			if n%p == 0 {
				continue next
			}
		}
		found = append(found, n)
	}
	return found, nil
}

type counts struct {
	Bytes      int `xmlrpc:"bytes"`
	Characters int `xmlrpc:"characters"`
	Words      int `xmlrpc:"words"`
}

func count(text string) counts {
	return counts{len(text), len([]rune(text)), len(strings.Fields(text))}
}

func now() time.Time { return time.Now().UTC() }

func echo(value any) any { return value }

// A recorder is a client's transport that keeps the last request and response.
type recorder struct {
	http.Transport
	request, response string
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	sent, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	req.Body = io.NopCloser(bytes.NewReader(sent))
	resp, err := r.Transport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	received, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	resp.Body = io.NopCloser(bytes.NewReader(received))
	r.request, r.response = string(sent), string(received)
	return resp, err
}

// client returns a proxy for the service, which it reaches over HTTP like anyone.
func (p *Playground) client() (*xmlrpc.ServerProxy, *recorder, error) {
	wire := new(recorder)
	transport := xmlrpc.NewTransport(xmlrpc.HTTPClient(&http.Client{Transport: wire, Timeout: 10 * time.Second}))
	transport.AcceptGzipEncoding = false // so that the wire can be read
	proxy, err := xmlrpc.NewServerProxy(address(p.Server)+"/RPC2", transport, xmlrpc.AllowNone(true))
	return proxy, wire, err
}

type methodInfo struct {
	Name      string `json:"name"`
	Signature any    `json:"signature"`
	Help      any    `json:"help"`
}

// listMethods asks the service what it can do: one call for the names, one
// system.multicall for all that is known about them.
func listMethods(p *Playground, _ struct{}) (any, error) {
	proxy, _, err := p.client()
	if err != nil {
		return nil, err
	}
	defer proxy.Close()
	ctx := p.Request.Context()
	names, err := xmlrpc.Call[[]string](ctx, proxy, "system.listMethods")
	if err != nil {
		return nil, err
	}
	multi := xmlrpc.NewMultiCall(proxy)
	for _, name := range names {
		multi.Add("system.methodSignature", name)
		multi.Add("system.methodHelp", name)
	}
	answers, err := multi.Call(ctx)
	if err != nil {
		return nil, err
	}
	methods := []methodInfo{}
	for i, name := range names {
		signature, err := answers.GetItem(2 * i)
		if err != nil {
			return nil, err
		}
		help, err := answers.GetItem(2*i + 1)
		if err != nil {
			return nil, err
		}
		methods = append(methods, methodInfo{name, signature, help})
	}
	return methods, nil
}

type callForm struct {
	Method string `json:"method"`
	Params string `json:"params"` // a JSON array
}

// callMethod calls a method of the service and shows the XML on the wire.
func callMethod(p *Playground, in callForm) (any, error) {
	params, err := jsonx.Loads(in.Params, jsonx.MaxDepth(100))
	if err != nil {
		return nil, err
	}
	args, ok := params.([]any)
	if !ok {
		return nil, errors.New("the arguments must be a JSON array: [1, 2]")
	}
	for i := range args {
		args[i] = toXMLRPC(args[i])
	}
	proxy, wire, err := p.client()
	if err != nil {
		return nil, err
	}
	defer proxy.Close()
	ctx, cancel := context.WithTimeout(p.Request.Context(), 10*time.Second)
	defer cancel()
	result, err := proxy.Call(ctx, in.Method, args...)
	if err != nil && wire.response == "" {
		return nil, err // it never left the client
	}
	if err != nil {
		result = failure(err)
	} else {
		result = fromXMLRPC(result)
	}
	return struct {
		Result   any    `json:"result"`
		Request  string `json:"request"`
		Response string `json:"response"`
	}{result, wire.request, wire.response}, nil
}

// toXMLRPC makes a value for package xmlrpc of one of package jsonx: an object
// becomes a Struct, which keeps the order of its members too.
func toXMLRPC(v any) any {
	switch v := v.(type) {
	case *jsonx.Object:
		var s xmlrpc.Struct
		for name, value := range v.All() {
			s = append(s, xmlrpc.Member{Name: name, Value: toXMLRPC(value)})
		}
		return s
	case []any:
		for i := range v {
			v[i] = toXMLRPC(v[i])
		}
	}
	return v
}

// fromXMLRPC is the way back. What JSON has no form for becomes text.
func fromXMLRPC(v any) any {
	switch v := v.(type) {
	case xmlrpc.Struct:
		o := jsonx.NewObject()
		for name, value := range v.All() {
			o.Set(name, fromXMLRPC(value))
		}
		return o
	case []any:
		for i := range v {
			v[i] = fromXMLRPC(v[i])
		}
	case fmt.Stringer: // DateTime, Binary
		return v.String()
	}
	return v
}
