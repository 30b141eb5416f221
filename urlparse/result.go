package urlparse

import (
	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/internal/pyrepr"
)

// Missing says which components a URL lacks, where Python has None. The fields
// of missing components are empty.
//
// In what is parsed without [MissingAsNone] all of it is false: there's no
// telling http://a? from http://a, and GetURL writes the latter for both.
// With MissingAsNone(true) Known is true and the other fields are exact, and
// GetURL gives the ? and # of empty components back. A path may be empty but is
// never missing.
type Missing struct {
	Known                                   bool
	Scheme, Netloc, Params, Query, Fragment bool
}

// A SplitResultOf is what [URLSplit] returns: the five parts of a URL,
// as they stand in it.
type SplitResultOf[T Text] struct {
	Scheme   T // in lower case
	Netloc   T // network location: user, password, host and port
	Path     T
	Query    T // without the ?
	Fragment T // without the #
	Missing  Missing
}

// A SplitResult is Python's SplitResult. It can be compared with ==.
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.SplitResult.
type SplitResult = SplitResultOf[string]

// A SplitResultBytes is Python's SplitResultBytes.
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.SplitResultBytes.
type SplitResultBytes = SplitResultOf[[]byte]

// A ParseResultOf is what [URLParse] returns: the six parts of a URL.
type ParseResultOf[T Text] struct {
	Scheme   T // in lower case
	Netloc   T // network location: user, password, host and port
	Path     T
	Params   T // of the last path segment, without the ;
	Query    T // without the ?
	Fragment T // without the #
	Missing  Missing
}

// A ParseResult is Python's ParseResult. It can be compared with ==.
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.ParseResult.
type ParseResult = ParseResultOf[string]

// A ParseResultBytes is Python's ParseResultBytes.
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.ParseResultBytes.
type ParseResultBytes = ParseResultOf[[]byte]

// A DefragResultOf is what [URLDefrag] returns: a URL, and the fragment that
// was cut off it.
type DefragResultOf[T Text] struct {
	URL      T
	Fragment T // without the #
	Missing  Missing
}

// A DefragResult is Python's DefragResult. It can be compared with ==.
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.DefragResult.
type DefragResult = DefragResultOf[string]

// A DefragResultBytes is Python's DefragResultBytes.
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.DefragResultBytes.
type DefragResultBytes = DefragResultOf[[]byte]

func splitResult[T Text](p *parts) SplitResultOf[T] {
	return SplitResultOf[T]{T(p.scheme), T(p.netloc), T(p.path), T(p.query), T(p.fragment), p.missing}
}

func parseResult[T Text](p *parts) ParseResultOf[T] {
	return ParseResultOf[T]{T(p.scheme), T(p.netloc), T(p.path), T(p.params), T(p.query), T(p.fragment), p.missing}
}

func (r *SplitResultOf[T]) parts() parts {
	return parts{string(r.Scheme), string(r.Netloc), string(r.Path), "", string(r.Query), string(r.Fragment), r.Missing.withoutParams()}
}

func (r *ParseResultOf[T]) parts() parts {
	return parts{string(r.Scheme), string(r.Netloc), string(r.Path), string(r.Params), string(r.Query), string(r.Fragment), r.Missing}
}

func (m Missing) withoutParams() Missing {
	m.Params = true
	return m
}

// GetURL puts the URL together again. It may differ from what was parsed: the
// scheme is in lower case, and delimiters of empty components are gone unless
// the result was parsed with [MissingAsNone].
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.urllib.parse.SplitResult.geturl.
func (r SplitResultOf[T]) GetURL() T {
	p := r.parts()
	return unsplit[T](&p)
}

// GetURL puts the URL together again, as [SplitResultOf.GetURL] does.
func (r ParseResultOf[T]) GetURL() T {
	p := r.parts()
	return unsplit[T](&p)
}

// GetURL puts the URL and its fragment together again.
func (r DefragResultOf[T]) GetURL() T {
	if len(r.Fragment) == 0 && (!r.Missing.Known || r.Missing.Fragment) {
		return copied(r.URL)
	}
	b := make([]byte, 0, len(r.URL)+1+len(r.Fragment))
	b = append(b, r.URL...)
	b = append(b, '#')
	return own[T](append(b, r.Fragment...))
}

// Username returns the user's name in the network location, as it stands there.
// ok is false where Python has None.
func (r SplitResultOf[T]) Username() (user T, ok bool) { return username[T](string(r.Netloc)) }

// Username is like [SplitResultOf.Username].
func (r ParseResultOf[T]) Username() (user T, ok bool) { return username[T](string(r.Netloc)) }

// Password returns the password in the network location, as it stands there.
// ok is false where Python has None.
func (r SplitResultOf[T]) Password() (word T, ok bool) { return password[T](string(r.Netloc)) }

// Password is like [SplitResultOf.Password].
func (r ParseResultOf[T]) Password() (word T, ok bool) { return password[T](string(r.Netloc)) }

// Hostname returns the host in lower case, without the brackets of an IPv6
// address. A zone after % keeps its case. ok is false where Python has None:
// there's no host, or it is empty.
func (r SplitResultOf[T]) Hostname() (host T, ok bool) { return hostname[T](string(r.Netloc)) }

// Hostname is like [SplitResultOf.Hostname].
func (r ParseResultOf[T]) Hostname() (host T, ok bool) { return hostname[T](string(r.Netloc)) }

// Port returns the port, without asking the scheme for its default. ok is false
// where Python has None: there's no port, or it is empty. A port that is not a
// decimal number up to 65535 gives a [ValueError].
func (r SplitResultOf[T]) Port() (number int, ok bool, err error) { return port[T](string(r.Netloc)) }

// Port is like [SplitResultOf.Port].
func (r ParseResultOf[T]) Port() (number int, ok bool, err error) { return port[T](string(r.Netloc)) }

// String returns Python's repr of the result, such as
//
//	SplitResult(scheme='http', netloc='a', path='', query='', fragment='')
func (r SplitResultOf[T]) String() string {
	return reprOf[T]("SplitResult",
		field[T]{"scheme", r.Scheme, r.Missing.Scheme}, field[T]{"netloc", r.Netloc, r.Missing.Netloc}, field[T]{"path", r.Path, false},
		field[T]{"query", r.Query, r.Missing.Query}, field[T]{"fragment", r.Fragment, r.Missing.Fragment})
}

// String returns Python's repr of the result.
func (r ParseResultOf[T]) String() string {
	return reprOf[T]("ParseResult",
		field[T]{"scheme", r.Scheme, r.Missing.Scheme}, field[T]{"netloc", r.Netloc, r.Missing.Netloc}, field[T]{"path", r.Path, false},
		field[T]{"params", r.Params, r.Missing.Params}, field[T]{"query", r.Query, r.Missing.Query}, field[T]{"fragment", r.Fragment, r.Missing.Fragment})
}

// String returns Python's repr of the result.
func (r DefragResultOf[T]) String() string {
	return reprOf[T]("DefragResult", field[T]{"url", r.URL, false}, field[T]{"fragment", r.Fragment, r.Missing.Fragment})
}

type field[T Text] struct {
	name    string
	value   T
	missing bool
}

func reprOf[T Text](name string, fields ...field[T]) string {
	b := []byte(name)
	if isBytes[T]() {
		b = append(b, "Bytes"...)
	}
	for i, f := range fields {
		if i == 0 {
			b = append(b, '(')
		} else {
			b = append(b, ", "...)
		}
		b = append(append(b, f.name...), '=')
		switch {
		case f.missing && len(f.value) == 0:
			b = append(b, "None"...)
		case isBytes[T]():
			b = pyrepr.AppendBytes(b, f.value)
		default:
			b = pyrepr.AppendString(b, string(f.value))
		}
	}
	return string(append(b, ')'))
}

// Encode returns the result with each part encoded, as Python's
// SplitResult.encode does. It is meant for strings; bytes count as UTF-8.
//
// Keywords: [Encoding] ("ascii"), [Errors] ("strict").
func (r SplitResultOf[T]) Encode(options ...CodecOption) (SplitResultBytes, error) {
	p := r.parts()
	if err := p.encode(options); err != nil {
		return SplitResultBytes{}, err
	}
	out := splitResult[[]byte](&p)
	out.Missing = r.Missing
	return out, nil
}

// Decode returns the result with each part decoded, as Python's
// SplitResultBytes.decode does.
//
// Keywords: [Encoding] ("ascii"), [Errors] ("strict").
func (r SplitResultOf[T]) Decode(options ...CodecOption) (SplitResult, error) {
	p := r.parts()
	if err := p.decode(options); err != nil {
		return SplitResult{}, err
	}
	out := splitResult[string](&p)
	out.Missing = r.Missing
	return out, nil
}

// Encode is like [SplitResultOf.Encode].
func (r ParseResultOf[T]) Encode(options ...CodecOption) (ParseResultBytes, error) {
	p := r.parts()
	if err := p.encode(options); err != nil {
		return ParseResultBytes{}, err
	}
	return parseResult[[]byte](&p), nil
}

// Decode is like [SplitResultOf.Decode].
func (r ParseResultOf[T]) Decode(options ...CodecOption) (ParseResult, error) {
	p := r.parts()
	if err := p.decode(options); err != nil {
		return ParseResult{}, err
	}
	return parseResult[string](&p), nil
}

// Encode is like [SplitResultOf.Encode].
func (r DefragResultOf[T]) Encode(options ...CodecOption) (DefragResultBytes, error) {
	p := parts{path: string(r.URL), fragment: string(r.Fragment), missing: r.Missing}
	if err := p.encode(options); err != nil {
		return DefragResultBytes{}, err
	}
	return DefragResultBytes{[]byte(p.path), []byte(p.fragment), r.Missing}, nil
}

// Decode is like [SplitResultOf.Decode].
func (r DefragResultOf[T]) Decode(options ...CodecOption) (DefragResult, error) {
	p := parts{path: string(r.URL), fragment: string(r.Fragment), missing: r.Missing}
	if err := p.decode(options); err != nil {
		return DefragResult{}, err
	}
	return DefragResult{p.path, p.fragment, r.Missing}, nil
}

// each replaces each part that is there by f of it.
func (p *parts) each(f func(string) (string, error)) error {
	m := p.missing
	fields := []*string{&p.scheme, &p.netloc, &p.path, &p.params, &p.query, &p.fragment}
	gone := []bool{m.Scheme, m.Netloc, false, m.Params, m.Query, m.Fragment}
	for i, s := range fields {
		if gone[i] && *s == "" {
			continue
		}
		out, err := f(*s)
		if err != nil {
			return err
		}
		*s = out
	}
	return nil
}

func (p *parts) encode(options []CodecOption) error {
	c := codec{"ascii", "strict"}
	c.set(options)
	return p.each(func(s string) (string, error) {
		b, err := codecs.Encode(s, c.encoding, c.errors)
		return string(b), err
	})
}

func (p *parts) decode(options []CodecOption) error {
	c := codec{"ascii", "strict"}
	c.set(options)
	return p.each(func(s string) (string, error) { return codecs.Decode([]byte(s), c.encoding, c.errors) })
}
