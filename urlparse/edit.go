package urlparse

import (
	"iter"
	"slices"
	"strings"
)

// A Query is a query whose fields can be changed one by one, while the others
// keep their order and every byte of their spelling: a signed or cached URL
// stays what it is apart from the change. The zero Query is empty.
//
// Keys and values are given and returned as they are meant; in the query they
// are quoted as by [QuotePlus], byte for byte. A field
// without an equals sign has an empty value. A Query is not safe for concurrent
// changes.
type Query struct {
	fields []string // as they stand in the query
}

// NewQuery returns the Query for a query without its question mark, such as
// [SplitResult] has it. The fields stand between ampersands.
func NewQuery(query string) *Query {
	if query == "" {
		return &Query{}
	}
	return &Query{strings.Split(query, "&")}
}

// String returns the query.
func (q *Query) String() string { return strings.Join(q.fields, "&") }

// Len returns the number of fields, empty ones not counted.
func (q *Query) Len() int {
	n := 0
	for range q.All() {
		n++
	}
	return n
}

// All returns the keys and values of all fields in their order.
func (q *Query) All() iter.Seq2[string, string] {
	return func(yield func(key, value string) bool) {
		for _, f := range q.fields {
			if f == "" {
				continue
			}
			if key, value := fieldText(f); !yield(key, value) {
				return
			}
		}
	}
}

// Get returns the value of the first field with that key, and whether there is one.
func (q *Query) Get(key string) (value string, ok bool) {
	for k, v := range q.All() {
		if k == key {
			return v, true
		}
	}
	return "", false
}

// GetAll returns the values of all fields with that key.
func (q *Query) GetAll(key string) []string {
	var out []string
	for k, v := range q.All() {
		if k == key {
			out = append(out, v)
		}
	}
	return out
}

// Set gives the first field with that key a new value and removes the others.
// If there is none, it adds one at the end. If the first one has that value
// already, it keeps its spelling.
func (q *Query) Set(key, value string) {
	set := false
	out := q.fields[:0]
	for _, f := range q.fields {
		k, v := fieldText(f)
		switch {
		case f == "" || k != key:
			out = append(out, f)
		case !set:
			set = true
			if v != value {
				name, _, _ := strings.Cut(f, "=")
				f = name + "=" + quoteField(value)
			}
			out = append(out, f)
		}
	}
	clear(q.fields[len(out):])
	q.fields = out
	if !set {
		q.Add(key, value)
	}
}

// Add adds a field at the end.
func (q *Query) Add(key, value string) {
	q.fields = append(q.fields, quoteField(key)+"="+quoteField(value))
}

// Del removes all fields with that key.
func (q *Query) Del(key string) {
	q.fields = slices.DeleteFunc(q.fields, func(f string) bool {
		k, _ := fieldText(f)
		return f != "" && k == key
	})
}

// fieldText returns the key and value of a field. Bytes that are no UTF-8 stay as
// they are.
func fieldText(field string) (key, value string) {
	key, value, _ = strings.Cut(field, "=")
	return fieldPart(key), fieldPart(value)
}

func fieldPart(s string) string {
	if strings.IndexByte(s, '%') < 0 && strings.IndexByte(s, '+') < 0 {
		return s
	}
	return own[string](appendUnquoted(nil, s, true))
}

func quoteField(s string) string {
	if out, same, _ := quoteText(s, &escapesPlus, true); !same {
		return out
	}
	return s
}
