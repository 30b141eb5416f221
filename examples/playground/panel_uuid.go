package main

import (
	"fmt"
	"time"

	"github.com/gobatteries/batteries/uuid"
)

type makeForm struct {
	Version   string `json:"version"`
	Namespace string `json:"namespace"` // for versions 3 and 5
	Name      string `json:"name"`
}

var namespaces = map[string]uuid.UUID{
	"dns": uuid.NamespaceDNS, "url": uuid.NamespaceURL, "oid": uuid.NamespaceOID, "x500": uuid.NamespaceX500,
}

// makeUUID makes a UUID of any version.
func makeUUID(_ *Playground, in makeForm) (any, error) {
	namespace, ok := namespaces[in.Namespace]
	if !ok {
		return nil, badForm{fmt.Errorf("no namespace %q", in.Namespace)}
	}
	switch in.Version {
	case "1": // RandomNode: the page may end up on a screenshot, this machine's address should not
		u, err := uuid.UUID1(uuid.RandomNode(true))
		return describe(u), err
	case "3":
		return describe(uuid.UUID3(namespace, in.Name)), nil
	case "4":
		return describe(uuid.UUID4()), nil
	case "5":
		return describe(uuid.UUID5(namespace, in.Name)), nil
	case "6":
		return describe(uuid.UUID6(uuid.RandomNode(true))), nil
	case "7":
		return describe(uuid.UUID7()), nil
	case "8":
		return describe(uuid.UUID8()), nil
	}
	return nil, badForm{fmt.Errorf("no version %q", in.Version)}
}

type parseForm struct {
	Text   string `json:"text"`
	Strict bool   `json:"strict"` // one spelling, not Python's many
}

// parseUUID reads a UUID.
func parseUUID(_ *Playground, in parseForm) (any, error) {
	parse := uuid.Parse[string]
	if in.Strict {
		parse = uuid.ParseStrict[string]
	}
	u, err := parse(in.Text)
	if err != nil {
		return nil, err
	}
	return describe(u), nil
}

// A field is a run of a UUID's 32 hexadecimal digits that mean something together.
type field struct {
	Name   string `json:"name"`
	Digits int    `json:"digits"`
}

// layouts are the fields of each version (RFC 9562, section 5).
var layouts = map[int][]field{
	1: {{"time, low", 8}, {"time, middle", 4}, {"version", 1}, {"time, high", 3}, {"variant and clock sequence", 4}, {"node", 12}},
	3: {{"MD5 of the name", 12}, {"version", 1}, {"MD5", 3}, {"variant", 1}, {"MD5", 15}},
	4: {{"random", 12}, {"version", 1}, {"random", 3}, {"variant", 1}, {"random", 15}},
	5: {{"SHA-1 of the name", 12}, {"version", 1}, {"SHA-1", 3}, {"variant", 1}, {"SHA-1", 15}},
	6: {{"time, high", 8}, {"time, middle", 4}, {"version", 1}, {"time, low", 3}, {"variant and clock sequence", 4}, {"node", 12}},
	7: {{"milliseconds since 1970", 12}, {"version", 1}, {"counter, high", 3}, {"variant", 1}, {"counter, low", 7}, {"random", 8}},
	8: {{"custom a", 12}, {"version", 1}, {"custom b", 3}, {"variant", 1}, {"custom c", 15}},
}

// otherLayout is that of UUIDs without a version: the six fields of Python's UUID.
var otherLayout = []field{{"time_low", 8}, {"time_mid", 4}, {"time_hi_version", 4}, {"clock_seq_hi_variant", 2}, {"clock_seq_low", 2}, {"node", 12}}

type description struct {
	UUID   string  `json:"uuid"`
	Hex    string  `json:"hex"`
	Layout []field `json:"layout"`
	Rows   []row   `json:"rows"`
}

// describe returns a UUID's fields and every view of it.
func describe(u uuid.UUID) description {
	d := description{UUID: u.String(), Hex: u.Hex(), Layout: otherLayout}
	version := any(nil)
	if v, ok := u.Version(); ok {
		version = v
		if layout, ok := layouts[v]; ok {
			d.Layout = layout
		}
	}
	d.Rows = []row{{"String()", d.UUID}, {"Version()", version}, {"Variant()", u.Variant()}}
	if t, ok := u.Timestamp(); ok {
		d.Rows = append(d.Rows, row{"Timestamp()", t.Format(time.RFC3339Nano)}, row{"Time()", fmt.Sprint(u.Time())})
	}
	d.Rows = append(d.Rows, row{"URN()", u.URN()}, row{"Int()", u.Int().String()}, row{"Fields()", u.Fields().String()})
	if v6, ok := u.ToUUID6(); ok {
		d.Rows = append(d.Rows, row{"ToUUID6()", v6.String()})
	}
	if v1, ok := u.ToUUID1(); ok {
		d.Rows = append(d.Rows, row{"ToUUID1()", v1.String()})
	}
	return d
}
