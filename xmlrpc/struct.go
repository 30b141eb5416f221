package xmlrpc

import "iter"

// A Struct is an XML-RPC structure in the order in which it came or is to go
// out; it is what Loads makes of a <struct>, and Python's dict. No name is in
// it twice when it comes from Loads.
type Struct []Member

// A Member is a name of a [Struct] with its value.
type Member struct {
	Name  string
	Value any
}

// Get returns the value of the member with that name, and whether there is one.
func (s Struct) Get(name string) (any, bool) {
	for i := range s {
		if s[i].Name == name {
			return s[i].Value, true
		}
	}
	return nil, false
}

// Set gives the member with that name a value; a new one goes to the end.
func (s *Struct) Set(name string, value any) {
	for i := range *s {
		if (*s)[i].Name == name {
			(*s)[i].Value = value
			return
		}
	}
	*s = append(*s, Member{name, value})
}

// Map returns the members as a map. It is not deep: a Struct within stays one.
func (s Struct) Map() map[string]any {
	m := make(map[string]any, len(s))
	for _, x := range s {
		m[x.Name] = x.Value
	}
	return m
}

// All returns an iterator over the members in their order.
func (s Struct) All() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		for _, x := range s {
			if !yield(x.Name, x.Value) {
				return
			}
		}
	}
}

// dedupe makes one member of those with the same name: the place of the first,
// the value of the last, as in a dict that is filled in that order.
func dedupe(s Struct) Struct {
	const few = 12
	if len(s) <= few {
		return dedupeFew(s)
	}
	at := make(map[string]int, len(s))
	out := s[:0]
	for _, m := range s {
		if i, ok := at[m.Name]; ok {
			out[i].Value = m.Value
			continue
		}
		at[m.Name] = len(out)
		out = append(out, m)
	}
	return out
}

func dedupeFew(s Struct) Struct {
	for i := 1; i < len(s); i++ {
		for j := range i {
			if s[j].Name == s[i].Name {
				return dedupeFewSlow(s)
			}
		}
	}
	return s
}

func dedupeFewSlow(s Struct) Struct {
	out := s[:0:0]
	for _, m := range s {
		out.Set(m.Name, m.Value)
	}
	return out
}
