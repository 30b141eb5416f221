package xmlrpc

import (
	"context"
	"fmt"
	"iter"
	"reflect"
)

// A MultiCall collects calls and makes them in one request, by the server's
// method system.multicall:
//
//	multi := xmlrpc.NewMultiCall(proxy)
//	multi.Add("ping")
//	multi.Add("pow", 2, 3)
//	results, err := multi.Call(ctx)
//
// It is Python's [xmlrpc.client.MultiCall]. It is not for several goroutines at once.
//
// [xmlrpc.client.MultiCall]: https://docs.python.org/3.15/library/xmlrpc.client.html#multicall-objects
type MultiCall struct {
	server *ServerProxy
	calls  []any
}

// NewMultiCall returns a MultiCall without calls for the server.
func NewMultiCall(server *ServerProxy) *MultiCall { return &MultiCall{server: server} }

// Add adds a call: Python's multi.method(args).
func (m *MultiCall) Add(method string, args ...any) {
	if args == nil {
		args = []any{}
	}
	m.calls = append(m.calls, Struct{{"methodName", method}, {"params", args}})
}

// Call makes the calls and returns their results: Python's multi(). An error is
// one of the request, as of [ServerProxy.Call]; those of the single calls are in
// the results. The calls stay, so that they can be made again.
func (m *MultiCall) Call(ctx context.Context) (*MultiCallIterator, error) {
	calls := m.calls
	if calls == nil {
		calls = []any{}
	}
	v, err := m.server.Call(ctx, "system.multicall", calls)
	if err != nil {
		return nil, err
	}
	results, ok := v.([]any)
	if !ok {
		return nil, &ResponseError{"system.multicall returned no array"}
	}
	return NewMultiCallIterator(results), nil
}

// String returns what Python prints of it.
func (m *MultiCall) String() string { return fmt.Sprintf("<MultiCall at %p>", m) }

// A MultiCallIterator holds the results of a [MultiCall].
//
// It is Python's [xmlrpc.client.MultiCallIterator].
//
// [xmlrpc.client.MultiCallIterator]: https://docs.python.org/3.15/library/xmlrpc.client.html#multicall-objects
type MultiCallIterator struct {
	Results []any // as the server sent them: a result is an array of one, an error a structure
}

// NewMultiCallIterator returns an iterator over what system.multicall returned.
func NewMultiCallIterator(results []any) *MultiCallIterator { return &MultiCallIterator{results} }

// Len returns the number of results.
func (it *MultiCallIterator) Len() int { return len(it.Results) }

// GetItem returns the i-th result, from 0: Python's results[i]. A call that
// failed gives a [*Fault]; what is neither a result nor a fault gives a
// [*ValueError] or a [*ResponseError].
func (it *MultiCallIterator) GetItem(i int) (any, error) {
	if i < 0 || i >= len(it.Results) {
		return nil, &ResponseError{errIndex}
	}
	switch r := it.Results[i].(type) {
	case Struct:
		return nil, asFault(r)
	case []any:
		if len(r) == 0 {
			return nil, &ResponseError{errIndex}
		}
		return r[0], nil
	}
	return nil, &ValueError{Text: "unexpected type in multicall result"}
}

// All returns an iterator over the results and their errors. Unlike Python's,
// it goes on after an error.
func (it *MultiCallIterator) All() iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for i := range it.Results {
			if !yield(it.GetItem(i)) {
				return
			}
		}
	}
}

// Item returns the i-th result in a T, as [Call] does. It is an addition to
// Python's module.
func Item[T any](results *MultiCallIterator, i int) (T, error) {
	var out T
	v, err := results.GetItem(i)
	if err != nil {
		return out, err
	}
	err = assign(reflect.ValueOf(&out).Elem(), v)
	return out, err
}
