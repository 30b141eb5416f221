package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/gobatteries/batteries/xmlrpc"
)

// types follows xmlrpc_types. Call with a type puts the result into it, here an
// array of three.
func types(ctx context.Context, url string) error {
	server, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer server.Close()
	for _, data := range []struct {
		name  string
		value any
	}{
		{"boolean", true},
		{"integer", 1},
		{"float", 2.5},
		{"string", "some text"},
		{"datetime", time.Now()},
		{"array", []string{"a", "list"}},
		{"array", [2]string{"a", "tuple"}},
		{"structure", map[string]string{"a": "dictionary"}},
	} {
		shown, err := xmlrpc.Call[[3]any](ctx, server, "show_type", data.value)
		if err != nil {
			return err
		}
		fmt.Printf("%-12s: %v\n", data.name, shown[0])
		fmt.Printf("%12s  %v\n", "", shown[1])
		fmt.Printf("%12s  %v\n", "", shown[2])
	}
	return nil
}

// typesNested follows xmlrpc_types_nested. A Struct keeps the order of its members,
// as Python's dict does; a map would go out in the order of its keys. The answer is
// long, so that the server compresses it.
func typesNested(ctx context.Context, url string) error {
	server, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer server.Close()

	var list []xmlrpc.Struct
	for i := range 3 {
		list = append(list, xmlrpc.Struct{
			{Name: "boolean", Value: true},
			{Name: "integer", Value: i},
			{Name: "floating-point number", Value: 2.5},
			{Name: "string", Value: "some text"},
			{Name: "datetime", Value: time.Now()},
			{Name: "array1", Value: []string{"a", "list"}},
			{Name: "array2", Value: [2]string{"a", "tuple"}},
			{Name: "structure", Value: map[string]string{"a": "dictionary"}},
		})
	}

	fmt.Println("Before:")
	for _, members := range list {
		printSorted(members)
	}

	shown, err := xmlrpc.Call[[3]any](ctx, server, "show_type", list)
	if err != nil {
		return err
	}
	fmt.Println("After:")
	after, _ := shown[2].([]any)
	for _, element := range after {
		members, _ := element.(xmlrpc.Struct)
		printSorted(members)
	}
	return nil
}

// printSorted prints the members in the order of their names, as pprint does.
func printSorted(members xmlrpc.Struct) {
	m := members.Map()
	for _, name := range slices.Sorted(maps.Keys(m)) {
		fmt.Printf("  %s: %v\n", name, m[name])
	}
	fmt.Println()
}

// A MyObj goes out as a structure of its exported fields.
type MyObj struct {
	A int `xmlrpc:"a"`
	B any `xmlrpc:"b"`
}

// String returns what the page's class returns as its repr, but for the quotes.
func (o MyObj) String() string { return fmt.Sprintf("MyObj(%d, %v)", o.A, o.B) }

// typesObject follows xmlrpc_types_object: the server knows nothing of the type, and
// gets a structure.
func typesObject(ctx context.Context, url string) error {
	server, err := xmlrpc.NewServerProxy(url)
	if err != nil {
		return err
	}
	defer server.Close()

	o := MyObj{1, "b goes here"}
	fmt.Println("o  :", o)
	shown, err := server.Call(ctx, "show_type", o)
	if err != nil {
		return err
	}
	fmt.Println(shown)

	o2 := MyObj{2, o}
	fmt.Println("\no2 :", o2)
	shown, err = server.Call(ctx, "show_type", o2)
	if err != nil {
		return err
	}
	fmt.Println(shown)
	return nil
}
