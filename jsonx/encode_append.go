package jsonx

import "slices"

// These functions write what [Loads] returns, all in one piece. They append to buf
// and return it, as append does, so that it stays in registers on the way.

// appendValue appends the JSON text of v.
func (e *encoder) appendValue(buf []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case string:
		return e.appendString(buf, v), nil
	case *Object:
		return e.appendObject(buf, v)
	case []any:
		return e.appendList(buf, v)
	case int64:
		return appendInt(buf, v), nil
	case int:
		return appendInt(buf, int64(v)), nil
	case float64:
		return e.appendFinite(buf, v)
	case bool:
		return appendBool(buf, v), nil
	case nil:
		return append(buf, "null"...), nil
	}
	e.set(buf)
	err := e.other(v)
	return e.buf, err
}

func (e *encoder) appendString(buf []byte, s string) []byte {
	if e.cfg.html {
		return appendQuotedHTML(buf, s, e.cfg.ascii)
	}
	return appendQuoted(buf, s, e.cfg.ascii)
}

func appendBool(buf []byte, v bool) []byte {
	if v {
		return append(buf, "true"...)
	}
	return append(buf, "false"...)
}

// appendFinite appends a float, which e's settings must allow.
func (e *encoder) appendFinite(buf []byte, f float64) ([]byte, error) {
	if f-f != 0 { // infinite or not a number
		e.set(buf)
		err := e.notFinite(f)
		return e.buf, err
	}
	return appendFloat(buf, f, 64), nil
}

// appendList appends an array.
func (e *encoder) appendList(buf []byte, v []any) ([]byte, error) {
	if len(v) == 0 {
		return append(buf, "[]"...), nil
	}
	if err := e.enterList(v); err != nil {
		return buf, err
	}
	buf = append(buf, '[')
	for i := range v {
		if i > 0 {
			buf = appendSeparator(buf, &e.item)
		}
		if e.cfg.pretty {
			buf = e.appendLine(buf)
		}
		var err error
		if buf, err = e.appendValue(buf, v[i]); err != nil {
			return buf, e.note(err, "when serializing list item %d", i)
		}
	}
	e.leaveList()
	if e.cfg.pretty {
		buf = e.appendLine(buf)
	}
	return append(buf, ']'), nil
}

// appendObject appends an object.
func (e *encoder) appendObject(buf []byte, o *Object) ([]byte, error) {
	switch {
	case o == nil:
		return append(buf, "null"...), nil
	case o.Len() == 0:
		return append(buf, "{}"...), nil
	}
	if err := e.enterObject(o); err != nil {
		return buf, err
	}
	members, base := o.members, len(e.sorted)
	if e.cfg.sortKeys {
		members = e.sort(o.members)
	}
	buf = append(buf, '{')
	first := true
	for i := range members {
		m := &members[i]
		if m.Value == dead {
			continue
		}
		if !first {
			buf = appendSeparator(buf, &e.item)
		}
		if e.cfg.pretty {
			buf = e.appendLine(buf)
		}
		buf = appendSeparator(e.appendString(buf, m.Key), &e.colon)
		var err error
		if buf, err = e.appendValue(buf, m.Value); err != nil {
			return buf, e.note(err, "when serializing dict item %s", keyRepr(m.Key))
		}
		first = false
	}
	e.sorted = e.sorted[:base]
	e.leaveObject()
	if e.cfg.pretty && !first {
		buf = e.appendLine(buf)
	}
	return append(buf, '}'), nil
}

// appendLine appends a line end and the indentation of the current level.
func (e *encoder) appendLine(buf []byte) []byte {
	buf = append(buf, '\n')
	width := len(e.cfg.indent)
	if n := e.depth * width; n <= len(e.indents) {
		return append(buf, e.indents[:n]...)
	}
	buf = slices.Grow(buf, e.depth*width)
	for range e.depth {
		buf = append(buf, e.cfg.indent...)
	}
	return buf
}

// appendSeparator appends one of up to two bytes without a call.
func appendSeparator(buf []byte, s *separator) []byte {
	if n := len(s.text); n <= 2 {
		buf = append(buf, s.two[0], s.two[1])
		return buf[:len(buf)-2+n]
	}
	return append(buf, s.text...)
}
