package cookies_test

import (
	"errors"
	"testing"

	"github.com/gobatteries/batteries/cookies"
	"github.com/gobatteries/batteries/internal/golden"
)

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

// call makes the calls of internal/oracle/vectors_cookies.py.
func call(c golden.Call) golden.Outcome {
	v, err := callGo(c)
	if err != nil {
		return raise(err)
	}
	return golden.Return(v)
}

func raise(err error) golden.Outcome {
	var cookie *cookies.CookieError
	var overflow *cookies.OverflowError
	switch {
	case errors.As(err, &cookie):
		return golden.Raise("CookieError", err.Error())
	case errors.As(err, &overflow):
		return golden.Raise("OverflowError", err.Error())
	}
	return golden.Raise("?", err.Error())
}

func callGo(c golden.Call) (any, error) {
	text := func(i int) string { s, _ := c.Arg(i).(string); return s }
	switch c.Fn {
	case "load":
		var jar cookies.SimpleCookie
		if err := jar.Load(text(0)); err != nil {
			return []any{state(&jar.BaseCookie), err.Error()}, nil
		}
		return []any{state(&jar.BaseCookie), jar.Output(), jar.GoString()}, nil
	case "load_base":
		jar, err := cookies.NewBaseCookie(text(0))
		if err != nil {
			return nil, err
		}
		return []any{state(jar), jar.Output()}, nil
	case "setitem":
		return setItem(text(0), text(1), c.Arg(2))
	case "morsel":
		return morsel(c.Arg(0).([]any))
	case "set":
		m := cookies.NewMorsel()
		if err := m.Set(text(0), text(1), text(2)); err != nil {
			return nil, err
		}
		return []any{m.Key(), m.Value(), m.CodedValue(), m.String(), m.GoString()}, nil
	case "update":
		m := cookies.NewMorsel()
		m.Set("k", "v", "v")
		values := map[string]any{}
		for _, p := range c.Arg(0).(golden.Dict) {
			values[p.Key.(string)] = p.Value
		}
		err := m.Update(values, cookies.Separators(true))
		return m.OutputString(), err
	case "setdefault":
		m := cookies.NewMorsel()
		m.Set("k", "v", "v")
		m.SetItem("path", "/p")
		v, err := m.SetDefault(text(0), c.Arg(1), cookies.Separators(true))
		return []any{v, m.OutputString()}, err
	case "output":
		return output(c)
	case "value_decode":
		v, coded, err := new(cookies.SimpleCookie).ValueDecode(text(0))
		return []any{v, coded}, err
	case "value_encode":
		v, coded, err := new(cookies.SimpleCookie).ValueEncode(c.Arg(0))
		return []any{v, coded}, err
	case "isReservedKey":
		return cookies.NewMorsel().IsReservedKey(text(0)), nil
	}
	return nil, errors.New("no function " + c.Fn)
}

// state is what the vector module's function of that name returns.
func state(c *cookies.BaseCookie) any {
	out := []any{}
	for name, m := range c.All() {
		attrs := golden.Dict{}
		for k, v := range m.Items() {
			if v != "" {
				attrs = append(attrs, golden.Pair{Key: k, Value: v})
			}
		}
		out = append(out, []any{name, m.Key(), m.Value(), m.CodedValue(), attrs})
	}
	return out
}

func setItem(kind, key string, value any) (any, error) {
	simple, base := new(cookies.SimpleCookie), new(cookies.BaseCookie)
	if kind == "SimpleCookie" {
		base = &simple.BaseCookie
	} else {
		base, _ = cookies.NewBaseCookie(nil)
	}
	if err := base.SetItem(key, value); err != nil {
		return nil, err
	}
	repr := base.GoString()
	if kind == "SimpleCookie" {
		repr = simple.GoString()
	}
	m, _ := base.Get(key)
	return []any{m.Object(), m.CodedValue(), base.Output(), repr}, nil
}

func morsel(attrs []any) (any, error) {
	m := cookies.NewMorsel()
	m.Set("k", "v", "v")
	for _, a := range attrs {
		kv := a.([]any)
		if err := m.SetItem(kv[0].(string), kv[1], cookies.Separators(true)); err != nil {
			return nil, err
		}
	}
	return m.OutputString(), nil
}

func output(c golden.Call) (any, error) {
	var jar cookies.SimpleCookie
	for _, x := range c.Arg(0).([]any) {
		x := x.([]any)
		if err := jar.SetItem(x[0].(string), x[1]); err != nil {
			return nil, err
		}
		m, _ := jar.Get(x[0].(string))
		for _, kv := range x[2].([]any) {
			kv := kv.([]any)
			if err := m.SetItem(kv[0].(string), kv[1]); err != nil {
				return nil, err
			}
		}
	}
	header, sep := cookies.Header(c.Arg(2).(string)), cookies.Sep(c.Arg(3).(string))
	all, morsels, some := []cookies.OutputOption{header, sep}, []cookies.MorselOutputOption{header}, []cookies.AttrsOption{}
	if list, ok := c.Arg(1).([]any); ok {
		attrs := cookies.Attrs{}
		for _, a := range list {
			attrs = append(attrs, a.(string))
		}
		all, morsels, some = append(all, attrs), append(morsels, attrs), append(some, attrs)
	}
	lines, strings, scripts := []any{}, []any{}, []any{}
	for _, m := range jar.All() {
		lines = append(lines, m.Output(morsels...))
		strings = append(strings, m.OutputString(some...))
		scripts = append(scripts, m.JSOutput(some...))
	}
	return []any{jar.Output(all...), jar.JSOutput(some...), lines, strings, scripts}, nil
}
