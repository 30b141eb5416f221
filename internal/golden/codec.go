package golden

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

// EncodeCall returns the line that asks a Python for the call's answer.
func EncodeCall(c Call) []byte {
	b, err := json.Marshal(encodeCall(c))
	if err != nil {
		panic(err) // Encode leaves nothing that can't be marshalled
	}
	return b
}

func encodeCall(c Call) map[string]any {
	m := map[string]any{"fn": c.Fn}
	if len(c.Args) > 0 {
		m["args"] = encodeList(c.Args)
	}
	if len(c.Kw) > 0 {
		kw := map[string]any{}
		for k, v := range c.Kw {
			kw[k] = Encode(v)
		}
		m["kw"] = kw
	}
	return m
}

func encodeList(vs []any) []any {
	out := make([]any, len(vs))
	for i, v := range vs {
		out[i] = Encode(v)
	}
	return out
}

func tagged(k string, v any) map[string]any { return map[string]any{k: v} }

const exact = 1 << 53 // integers from here on are tagged

// Encode returns the tagged form of a value, ready for encoding/json; the tags
// are those of internal/oracle/oracle.py.
func Encode(v any) any {
	switch v := v.(type) {
	case nil, bool:
		return v
	case int:
		return Encode(int64(v))
	case int64:
		if -exact < v && v < exact {
			return v
		}
		return tagged("$int", strconv.FormatInt(v, 10))
	case *big.Int:
		return tagged("$int", v.String())
	case float64:
		return tagged("$float", pyrepr.Float(v))
	case string:
		if utf8.ValidString(v) {
			return v
		}
		return tagged("$str", wtf8.Runes(v))
	case []byte:
		for _, c := range v {
			if c < ' ' || c > '~' {
				return tagged("$hex", hex.EncodeToString(v))
			}
		}
		return tagged("$b", string(v))
	case []any:
		return encodeList(v)
	case Tuple:
		return tagged("$tuple", encodeList(v))
	case Dict:
		return tagged("$dict", encodePairs(v))
	case Named:
		return tagged("$named", []any{v.Type, encodePairs(v.Fields)})
	case Repr:
		return tagged("$repr", string(v))
	}
	return tagged("$repr", fmt.Sprintf("%#v", v))
}

func encodePairs(ps []Pair) []any {
	out := make([]any, len(ps))
	for i, p := range ps {
		out[i] = []any{Encode(p.Key), Encode(p.Value)}
	}
	return out
}

func decode(raw []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return untag(v)
}

func untag(v any) (any, error) {
	switch v := v.(type) {
	case json.Number:
		return strconv.ParseInt(string(v), 10, 64)
	case []any:
		return untagList(v)
	case map[string]any:
		for k, x := range v {
			return untagOne(k, x)
		}
		return nil, fmt.Errorf("an empty tag")
	}
	return v, nil
}

func untagList(v []any) ([]any, error) {
	out := make([]any, len(v))
	for i, x := range v {
		y, err := untag(x)
		if err != nil {
			return nil, err
		}
		out[i] = y
	}
	return out, nil
}

func untagPairs(v any) ([]Pair, error) {
	list, ok := v.([]any)
	if !ok {
		return nil, fmt.Errorf("not a list of pairs: %v", v)
	}
	out := make([]Pair, len(list))
	for i, x := range list {
		p, ok := x.([]any)
		if !ok || len(p) != 2 {
			return nil, fmt.Errorf("not a pair: %v", x)
		}
		two, err := untagList(p)
		if err != nil {
			return nil, err
		}
		out[i] = Pair{two[0], two[1]}
	}
	return out, nil
}

func untagOne(tag string, x any) (any, error) {
	text, _ := x.(string)
	list, _ := x.([]any)
	switch tag {
	case "$int":
		n, ok := new(big.Int).SetString(text, 10)
		if !ok {
			return nil, fmt.Errorf("bad $int %q", text)
		}
		if n.IsInt64() {
			return n.Int64(), nil
		}
		return n, nil
	case "$float":
		switch text {
		case "nan":
			return math.NaN(), nil
		}
		return strconv.ParseFloat(text, 64)
	case "$str":
		var out []byte
		for _, c := range list {
			n, err := c.(json.Number).Int64()
			if err != nil {
				return nil, err
			}
			out = wtf8.AppendRune(out, rune(n))
		}
		return string(out), nil
	case "$b":
		return []byte(text), nil
	case "$hex":
		return hex.DecodeString(text)
	case "$repr":
		return Repr(text), nil
	case "$tuple":
		out, err := untagList(list)
		return Tuple(out), err
	case "$dict":
		ps, err := untagPairs(x)
		return Dict(ps), err
	case "$named":
		if len(list) == 2 {
			name, _ := list[0].(string)
			ps, err := untagPairs(list[1])
			return Named{name, ps}, err
		}
	}
	return nil, fmt.Errorf("unknown tag %s", tag)
}
