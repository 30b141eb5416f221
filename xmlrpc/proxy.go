package xmlrpc

import (
	"context"
	"fmt"
	"net/url"
	"reflect"
	"strings"
)

// A ServerProxy is a server's methods, to be called:
//
//	proxy, err := xmlrpc.NewServerProxy("http://localhost:8000")
//	v, err := proxy.Call(ctx, "pow", 2, 3)
//	n, err := xmlrpc.Call[int](ctx, proxy, "pow", 2, 3)
//	v, err = proxy.Method("system").Method("listMethods").Call(ctx)
//
// It may be used by several goroutines at once.
//
// It is Python's [xmlrpc.client.ServerProxy].
//
// [xmlrpc.client.ServerProxy]: https://docs.python.org/3.15/library/xmlrpc.client.html#xmlrpc.client.ServerProxy
type ServerProxy struct {
	host      string // the authority, user and password included
	handler   string // path and query
	transport *Transport
	dump      dumpConfig
	verbose   bool
}

// Server is Python's old name for [ServerProxy].
type Server = ServerProxy

// NewServerProxy returns a proxy for the server at uri, and connects to it no
// sooner than at the first call. The uri is
//
//	http://[user:password@]host[:port][/path]   and https; the path is /RPC2 if left out
//	unix:/run/app.sock                          a Unix socket, the path /RPC2 on it
//	http+unix://%2Frun%2Fapp.sock/path          a Unix socket and a path
//
// and anything else is an [*OSError], or a [*ValueError] for a bracket without its
// other one. User and password are sent with each call.
//
// Keywords: a [*Transport] or [*SafeTransport] (a new one), [Encoding]
// ("utf-8"), [Verbose] (false), [AllowNone] (false), [UseDatetime] (false),
// [UseBuiltinTypes] (false), [Headers] (none), [Context] (Go's defaults);
// additions: [HTTPClient], [Strict] (false), [MaxDepth] (1000), [MaxBytes]
// (64 MiB), [AllowControl] (false), [EscapeCR] (false). A transport that is
// given has its own settings for what is received: UseDatetime,
// UseBuiltinTypes, Headers, Context, HTTPClient, Strict and MaxBytes don't
// count then.
func NewServerProxy(uri string, opts ...ProxyOption) (*ServerProxy, error) {
	uri = cleanURL(uri)
	scheme, rest, ok := strings.Cut(uri, ":")
	if !ok {
		rest = uri
	}
	host, handler := splitAuthority(rest)
	if strings.Contains(host, "[") != strings.Contains(host, "]") {
		return nil, &ValueError{Text: "Invalid IPv6 URL"}
	}
	scheme = strings.ToLower(scheme)
	socket := ""
	p := &ServerProxy{dump: defaultDump()}
	switch {
	case !ok:
		return nil, badScheme()
	case scheme == "http", scheme == "https":
		p.host, p.handler = host, handler
	case scheme == "unix":
		socket, p.host = strings.TrimPrefix(rest, "//"), "localhost"
	case scheme == "http+unix":
		p.host, p.handler = host, handler
		at := strings.LastIndexByte(p.host, '@')
		path, err := url.PathUnescape(p.host[at+1:])
		if err != nil {
			return nil, &OSError{Strerror: "unsupported XML-RPC protocol"}
		}
		socket, p.host = path, p.host[:at+1]+"localhost"
	default:
		return nil, badScheme()
	}
	if p.handler == "" {
		p.handler = "/RPC2"
	}
	t := transportConfig{load: loadConfig{maxDepth: defaultMaxDepth, maxBytes: defaultMaxResponse}}
	for _, o := range opts {
		switch o := o.(type) {
		case *Transport:
			p.transport = o
		case *SafeTransport:
			if o != nil {
				p.transport = &o.Transport
			}
		case Verbose:
			p.verbose = bool(o)
		default:
			p.dump.set(o)
			t.set(o)
		}
	}
	if err := p.dump.checkEncoding(); err != nil {
		return nil, err
	}
	if p.transport == nil {
		p.transport = t.transport(scheme == "https", socket)
	}
	return p, nil
}

func badScheme() error { return &OSError{Strerror: "unsupported XML-RPC protocol"} }

// cleanURL drops what Python's urlsplit drops: blanks and control characters
// before a URL, and tabs and line ends everywhere.
func cleanURL(uri string) string {
	uri = strings.TrimLeftFunc(uri, func(r rune) bool { return r <= ' ' })
	return strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(uri)
}

// splitAuthority splits what stands behind the scheme into authority and the
// rest, as Python puts that together again: an empty query or fragment counts for
// nothing, and a path that begins with two slashes gets two more.
func splitAuthority(rest string) (host, handler string) {
	handler = rest
	if after, ok := strings.CutPrefix(rest, "//"); ok {
		host, handler = after, ""
		if i := strings.IndexAny(after, "/?#"); i >= 0 {
			host, handler = after[:i], after[i:]
		}
	}
	handler, fragment, _ := strings.Cut(handler, "#")
	path, query, _ := strings.Cut(handler, "?")
	if strings.HasPrefix(path, "//") {
		path = "//" + path
	}
	if query != "" {
		path += "?" + query
	}
	if fragment != "" {
		path += "#" + fragment
	}
	return host, path
}

// String returns what Python prints of a proxy, the password aside:
// <ServerProxy for localhost:8000/RPC2>.
func (p *ServerProxy) String() string {
	return "<ServerProxy for " + redact(p.host+p.handler) + ">"
}

// GoString keeps the password from being printed with %#v.
func (p *ServerProxy) GoString() string { return p.String() }

// Transport returns the transport: Python's proxy("transport").
func (p *ServerProxy) Transport() *Transport { return p.transport }

// Close closes the connections that no call uses: Python's proxy("close").
// The proxy can be used further.
func (p *ServerProxy) Close() error { return p.transport.Close() }

// Call calls a method and returns its result in the form that [Loads] describes.
//
// Errors are a [*Fault] that the server sent, a [*ProtocolError] for another
// HTTP status than 200, an [*OSError] of the network, those of [Dumps] and Loads,
// and those of net/http.
func (p *ServerProxy) Call(ctx context.Context, method string, args ...any) (any, error) {
	d := newDecoder(p.transport.load, nil)
	if err := p.call(ctx, d, method, args); err != nil {
		return nil, err
	}
	if params := d.params(); len(params) != 1 {
		return params, nil
	}
	return d.stack[0], nil
}

// Call calls a method and puts its result into a T: a bool, a number, a string,
// a []byte, a time.Time, a big.Int, a slice, an array, a map with string keys, a
// struct, any, a pointer to one of these, an [Unmarshaler], or a type of this
// package. Integers have to fit, and go into floats, too; names of structures
// are those of fields or their tags (`xmlrpc:"name"`), and members without a
// field are passed over; nil gives the zero value.
//
// Errors are those of [ServerProxy.Call], an [*UnmarshalTypeError] for a result
// that doesn't fit, and an [*UnmarshalerError] of an Unmarshaler.
//
//	n, err := xmlrpc.Call[int](ctx, proxy, "add", 2, 3)
//	users, err := xmlrpc.Call[[]User](ctx, proxy, "users.list")
//
// It is an addition to Python's module.
func Call[T any](ctx context.Context, proxy *ServerProxy, method string, args ...any) (T, error) {
	result := new(T)
	d := newDecoder(proxy.transport.load, []reflect.Value{reflect.ValueOf(result).Elem()})
	err := proxy.call(ctx, d, method, args)
	if err == nil && d.frames[0].n != 1 {
		err = &TypeError{Text: fmt.Sprintf("the response has %d results, not 1", d.frames[0].n)}
	}
	if err != nil {
		var zero T
		return zero, err
	}
	return *result, nil
}

func (p *ServerProxy) call(ctx context.Context, d *decoder, method string, args []any) error {
	if args == nil {
		args = []any{}
	}
	c := p.dump
	c.methodName = method
	body, err := c.appendEncoded(make([]byte, 0, 512), args)
	if err != nil {
		return err
	}
	return p.transport.exchange(ctx, d, p.host, p.handler, body, p.verbose)
}

// A Method is a method of a server, or the beginning of its name.
type Method struct {
	proxy *ServerProxy
	name  string
}

// Method returns the method with that name: Python's proxy.name.
func (p *ServerProxy) Method(name string) Method { return Method{p, name} }

// Method returns the method whose name is this one's, a dot and name.
func (m Method) Method(name string) Method { return Method{m.proxy, m.name + "." + name} }

// Call calls the method: see [ServerProxy.Call].
func (m Method) Call(ctx context.Context, args ...any) (any, error) {
	return m.proxy.Call(ctx, m.name, args...)
}

// String returns the method's name.
func (m Method) String() string { return m.name }
