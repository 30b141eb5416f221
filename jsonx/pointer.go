package jsonx

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A Pointer names a value inside a document, by RFC 6901: its reference tokens,
// unescaped. The empty pointer names the whole document.
type Pointer []string

// A PointerError says that a pointer is malformed or leads nowhere.
// Its base class is [ValueError].
type PointerError struct {
	Pointer string
	Msg     string
}

// Error returns the message and the pointer.
func (e *PointerError) Error() string { return e.Msg + ": " + strconv.Quote(e.Pointer) }

// Unwrap returns the error as its base class, [ValueError].
func (e *PointerError) Unwrap() error { return &ValueError{Text: e.Error()} }

// ParsePointer reads a pointer such as "/a~1b/0/c", or in the form of a URI's
// fragment, "#/a~1b/0/c" (RFC 6901, 3 and 6). The error is a *[PointerError].
func ParsePointer(s string) (Pointer, error) {
	text := s
	if strings.HasPrefix(s, "#") {
		var err error
		if text, err = url.PathUnescape(s[1:]); err != nil {
			return nil, &PointerError{s, "bad percent encoding in JSON pointer"}
		}
	}
	if text == "" {
		return Pointer{}, nil
	}
	if text[0] != '/' {
		return nil, &PointerError{s, "JSON pointer must be empty or start with a slash"}
	}
	p := Pointer(strings.Split(text[1:], "/"))
	for i, token := range p {
		for j := 0; j < len(token); j++ {
			if token[j] == '~' && (j+1 == len(token) || token[j+1] != '0' && token[j+1] != '1') {
				return nil, &PointerError{s, "bad escape in JSON pointer"}
			}
		}
		p[i] = strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
	}
	return p, nil
}

// String returns the pointer's text.
func (p Pointer) String() string {
	var b strings.Builder
	for _, token := range p {
		b.WriteByte('/')
		b.WriteString(strings.ReplaceAll(strings.ReplaceAll(token, "~", "~0"), "/", "~1"))
	}
	return b.String()
}

// Get returns the value that the pointer names in doc, which holds values as
// [Loads] returns them. The error is a *[PointerError].
func (p Pointer) Get(doc any) (any, error) {
	for i, token := range p {
		switch v := doc.(type) {
		case *Object:
			x, ok := v.Get(token)
			if !ok {
				return nil, &PointerError{p[:i+1].String(), "no such member"}
			}
			doc = x
		case []any:
			n, ok := elementIndex(token)
			if !ok {
				return nil, &PointerError{p[:i+1].String(), "not an index"}
			}
			if n >= len(v) {
				return nil, &PointerError{p[:i+1].String(), "index out of range"}
			}
			doc = v[n]
		default:
			return nil, &PointerError{p[:i+1].String(), "not inside " + kindName(doc)}
		}
	}
	return doc, nil
}

// elementIndex reads an array index, which has no leading zero.
func elementIndex(token string) (int, bool) {
	if token == "" || len(token) > 1 && token[0] == '0' || strings.Trim(token, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(token)
	if err != nil {
		return int(^uint(0) >> 1), true // beyond every array
	}
	return n, true
}

// Clone returns a deep copy of a value as [Loads] returns it. Values of other types
// are not copied.
func Clone(v any) any {
	switch v := v.(type) {
	case *Object:
		o := &Object{members: v.Members()}
		for i := range o.members {
			o.members[i].Value = Clone(o.members[i].Value)
		}
		return o
	case []any:
		out := slices.Clone(v)
		for i := range out {
			out[i] = Clone(out[i])
		}
		return out
	}
	return v
}
