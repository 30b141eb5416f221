package urlparse_test

import (
	"reflect"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/urlparse"
)

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

// call makes the Go call for a call of the functions in
// internal/oracle/vectors_urlparse.py.
func call(c golden.Call) golden.Outcome {
	v, err := dispatch(c)
	if err != nil {
		return golden.Raise(reflect.TypeOf(err).Elem().Name(), err.Error())
	}
	return golden.Return(v)
}

func dispatch(c golden.Call) (any, error) {
	switch c.Fn {
	case "unwrap":
		return urlparse.Unwrap(c.Arg(0).(string)), nil
	case "unquote_plus":
		return urlparse.UnquotePlus(c.Arg(0).(string), keywords[urlparse.CodecOption](c.Kw)...)
	case "urlencode":
		return urlencode(c)
	case "urlunsplit", "urlunparse":
		if parts := c.Arg(0).([]any); anyBytes(parts) {
			return unsplit[[]byte](c, parts)
		}
		return unsplit[string](c, c.Arg(0).([]any))
	}
	if anyBytes(c.Args) {
		return generic[[]byte](c)
	}
	return generic[string](c)
}

func anyBytes(vs []any) bool {
	for _, v := range vs {
		if _, ok := v.([]byte); ok {
			return true
		}
	}
	return false
}

// generic makes the calls of functions that take strings and bytes.
func generic[T urlparse.Text](c golden.Call) (any, error) {
	text := c.Arg(0).(T)
	switch c.Fn {
	case "urlsplit":
		r, err := urlparse.URLSplit(text, keywords[urlparse.URLSplitOption](c.Kw)...)
		return splitNamed(r), err
	case "urlparse":
		r, err := urlparse.URLParse(text, keywords[urlparse.URLSplitOption](c.Kw)...)
		return parseNamed(r), err
	case "attributes":
		r, err := urlparse.URLSplit(text, keywords[urlparse.URLSplitOption](c.Kw)...)
		return append(append([]any{r.GetURL()}, attributes[T](r)...), r.String()), err
	case "parse_attributes":
		r, err := urlparse.URLParse(text, keywords[urlparse.URLSplitOption](c.Kw)...)
		return append(append([]any{r.GetURL()}, attributes[T](r)...), r.String()), err
	case "netloc_attributes":
		return attributes[T](urlparse.SplitResultOf[T]{Netloc: text}), nil
	case "port":
		r, err := urlparse.URLSplit(text)
		if err != nil {
			return nil, err
		}
		return orNone3(r.Port())
	case "netloc_port":
		return orNone3(urlparse.ParseResultOf[T]{Netloc: text}.Port())
	case "defrag":
		r, err := urlparse.URLDefrag(text, keywords[urlparse.URLDefragOption](c.Kw)...)
		return []any{named(r, "DefragResult", []golden.Pair{{Key: "url", Value: r.URL}, {Key: "fragment", Value: orNone(r.Fragment, !r.Missing.Fragment)}}), r.GetURL(), r.String()}, err
	case "urljoin":
		return urlparse.URLJoin(text, c.Arg(1).(T), keywords[urlparse.URLJoinOption](c.Kw)...)
	case "unsplit_result":
		r, err := urlparse.URLSplit(text, urlparse.MissingAsNone(c.Arg(1).(bool)))
		if err != nil {
			return nil, err
		}
		return urlparse.URLUnsplit(r, keywords[urlparse.URLUnsplitOption](c.Kw)...)
	case "unparse_result":
		r, err := urlparse.URLParse(text, urlparse.MissingAsNone(c.Arg(1).(bool)))
		if err != nil {
			return nil, err
		}
		return urlparse.URLUnparse(r, keywords[urlparse.URLUnsplitOption](c.Kw)...)
	case "encode", "decode", "decode_netloc":
		return transcode(c, text)
	case "parse_qsl":
		fields, err := urlparse.ParseQSL(text, keywords[urlparse.ParseQSOption](c.Kw)...)
		list := []any{}
		for _, f := range fields {
			list = append(list, golden.Tuple{f.Key, f.Value})
		}
		return list, err
	case "parse_qs":
		return parseQS(text, keywords[urlparse.ParseQSOption](c.Kw))
	case "quote":
		return urlparse.Quote(text, keywords[urlparse.QuoteOption](c.Kw)...)
	case "quote_plus":
		return urlparse.QuotePlus(text, keywords[urlparse.QuoteOption](c.Kw)...)
	case "quote_from_bytes":
		return urlparse.QuoteFromBytes(text, keywords[urlparse.QuoteFromBytesOption](c.Kw)...), nil
	case "unquote":
		return urlparse.Unquote(text, keywords[urlparse.CodecOption](c.Kw)...)
	case "unquote_to_bytes":
		return urlparse.UnquoteToBytes(text)
	}
	panic("no such function: " + c.Fn)
}

// keywords returns the options for Python's keywords that are Os.
func keywords[O any](kw map[string]any) []O {
	var out []O
	for k, v := range kw {
		if o, ok := keyword(k, v).(O); ok {
			out = append(out, o)
		}
	}
	return out
}

func keyword(name string, v any) any {
	switch name {
	case "scheme":
		if b, ok := v.([]byte); ok {
			return urlparse.Scheme(b)
		}
		return urlparse.Scheme(v.(string))
	case "allow_fragments":
		return urlparse.AllowFragments(v.(bool))
	case "missing_as_none":
		return urlparse.MissingAsNone(v.(bool))
	case "keep_empty":
		return urlparse.KeepEmpty(v.(bool))
	case "keep_blank_values":
		return urlparse.KeepBlankValues(v.(bool))
	case "strict_parsing":
		return urlparse.StrictParsing(v.(bool))
	case "max_num_fields":
		return urlparse.MaxNumFields(v.(int64))
	case "separator":
		return urlparse.Separator(v.(string))
	case "encoding":
		return urlparse.Encoding(v.(string))
	case "errors":
		return urlparse.Errors(v.(string))
	case "safe":
		return urlparse.Safe(v.(string))
	case "doseq":
		return urlparse.DoSeq(v.(bool))
	case "quote_via":
		if v == "quote" {
			return urlparse.QuoteVia(urlparse.Quote)
		}
		return urlparse.QuoteVia(urlparse.QuotePlus)
	}
	panic("no such keyword: " + name)
}

type hasAttributes[T urlparse.Text] interface {
	Username() (T, bool)
	Password() (T, bool)
	Hostname() (T, bool)
}

func attributes[T urlparse.Text](r hasAttributes[T]) []any {
	return []any{orNone(r.Username()), orNone(r.Password()), orNone(r.Hostname())}
}

func orNone(v any, ok bool) any {
	if !ok {
		return nil
	}
	return v
}

func orNone3(v any, ok bool, err error) (any, error) { return orNone(v, ok), err }

func named(r any, name string, fields []golden.Pair) golden.Named {
	switch r.(type) {
	case urlparse.SplitResultBytes, urlparse.ParseResultBytes, urlparse.DefragResultBytes:
		name += "Bytes"
	}
	return golden.Named{Type: name, Fields: fields}
}

func splitNamed[T urlparse.Text](r urlparse.SplitResultOf[T]) golden.Named {
	return named(r, "SplitResult", []golden.Pair{
		{Key: "scheme", Value: orNone(r.Scheme, !r.Missing.Scheme)}, {Key: "netloc", Value: orNone(r.Netloc, !r.Missing.Netloc)}, {Key: "path", Value: r.Path},
		{Key: "query", Value: orNone(r.Query, !r.Missing.Query)}, {Key: "fragment", Value: orNone(r.Fragment, !r.Missing.Fragment)}})
}

func parseNamed[T urlparse.Text](r urlparse.ParseResultOf[T]) golden.Named {
	return named(r, "ParseResult", []golden.Pair{
		{Key: "scheme", Value: orNone(r.Scheme, !r.Missing.Scheme)}, {Key: "netloc", Value: orNone(r.Netloc, !r.Missing.Netloc)}, {Key: "path", Value: r.Path},
		{Key: "params", Value: orNone(r.Params, !r.Missing.Params)}, {Key: "query", Value: orNone(r.Query, !r.Missing.Query)}, {Key: "fragment", Value: orNone(r.Fragment, !r.Missing.Fragment)}})
}

// unsplit calls URLUnsplit or URLUnparse with a list of components, some None.
func unsplit[T urlparse.Text](c golden.Call, parts []any) (any, error) {
	at := func(i int) (part T, missing bool) {
		part, ok := parts[i].(T)
		return part, !ok
	}
	keep, _ := c.Kw["keep_empty"].(bool)
	r := urlparse.ParseResultOf[T]{Missing: urlparse.Missing{Known: keep}}
	r.Scheme, r.Missing.Scheme = at(0)
	r.Netloc, r.Missing.Netloc = at(1)
	r.Path, _ = at(2)
	n := len(parts)
	r.Query, r.Missing.Query = at(n - 2)
	r.Fragment, r.Missing.Fragment = at(n - 1)
	if c.Fn == "urlunparse" {
		r.Params, r.Missing.Params = at(3)
		return urlparse.URLUnparse(r, keywords[urlparse.URLUnsplitOption](c.Kw)...)
	}
	return urlparse.URLUnsplit(urlparse.SplitResultOf[T]{Scheme: r.Scheme, Netloc: r.Netloc, Path: r.Path, Query: r.Query, Fragment: r.Fragment, Missing: r.Missing},
		keywords[urlparse.URLUnsplitOption](c.Kw)...)
}

// transcode calls the Encode and Decode methods.
func transcode[T urlparse.Text](c golden.Call, text T) (any, error) {
	var options []urlparse.CodecOption
	if e, ok := c.Arg(1).(string); ok {
		options = append(options, urlparse.Encoding(e))
	}
	if e, ok := c.Arg(2).(string); ok {
		options = append(options, urlparse.Errors(e))
	}
	switch c.Fn {
	case "encode":
		r, err := urlparse.URLSplit(text, urlparse.MissingAsNone(true))
		if err != nil {
			return nil, err
		}
		out, err := r.Encode(options...)
		return splitNamed(out), err
	case "decode":
		r, err := urlparse.URLParse(text)
		if err != nil {
			return nil, err
		}
		out, err := r.Decode(options...)
		return parseNamed(out), err
	}
	out, err := urlparse.SplitResultOf[T]{Netloc: text}.Decode(options...)
	return splitNamed(out), err
}

// parseQS returns what ParseQS does, with the keys in ParseQSL's order.
func parseQS[T urlparse.Text](text T, options []urlparse.ParseQSOption) (any, error) {
	fields, err := urlparse.ParseQSL(text, options...)
	if err != nil {
		return nil, err
	}
	values, err := urlparse.ParseQS(text, options...)
	out := golden.Dict{}
	for _, f := range fields {
		list, ok := values[string(f.Key)]
		if !ok {
			continue // not its first time
		}
		var l []any
		for _, v := range list {
			l = append(l, any(T(v)))
		}
		out = append(out, golden.Pair{Key: f.Key, Value: l})
		delete(values, string(f.Key))
	}
	return out, err
}

func urlencode(c golden.Call) (any, error) {
	options := keywords[urlparse.URLEncodeOption](c.Kw)
	if d, ok := c.Arg(0).(golden.Dict); ok {
		m := map[string]any{}
		for _, p := range d {
			m[p.Key.(string)] = p.Value
		}
		return urlparse.URLEncode(m, options...)
	}
	var pairs []urlparse.Pair[any]
	for _, p := range c.Arg(0).([]any) {
		kv, ok := p.([]any)
		if !ok {
			kv = p.(golden.Tuple) // which the live comparison doesn't cut
		}
		pairs = append(pairs, urlparse.Pair[any]{Key: kv[0], Value: kv[1]})
	}
	var strs []urlparse.Pair[string]
	for _, p := range pairs {
		k, ok1 := p.Key.(string)
		v, ok2 := p.Value.(string)
		if ok1 && ok2 {
			strs = append(strs, urlparse.Pair[string]{Key: k, Value: v})
		}
	}
	if len(strs) == len(pairs) {
		return urlparse.URLEncode(strs, options...)
	}
	return urlparse.URLEncode(pairs, options...)
}
