// Uuidtool prints UUIDs, as python -m uuid does.
//
//	$ go install github.com/gobatteries/batteries/examples/cmd/uuidtool@latest
//	$ uuidtool --uuid uuid5 --namespace @dns --name go.dev
//	91da4ff0-bcdb-5fa4-b85d-7c2de6ebc8fe
//
// It takes Python's options and gives its output, exit codes and messages, with
// these differences: the program's name stands in for "python -m uuid", a
// namespace must be written as RFC 9562 has it, with hyphens and without braces
// (TestStrictNamespace), and the bytes of a name that is not UTF-8 are hashed as
// they are.
//
// See https://docs.python.org/3.15/library/uuid.html#command-line-usage.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"github.com/gobatteries/batteries/internal/argparse"
	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/uuid"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

const prog = "uuidtool"

// namespaces are those that have a name on the command line.
var namespaces = map[string]uuid.UUID{
	"@dns":  uuid.NamespaceDNS,
	"@url":  uuid.NamespaceURL,
	"@oid":  uuid.NamespaceOID,
	"@x500": uuid.NamespaceX500,
}

func run(args []string, stdout, stderr io.Writer) int {
	function, namespace, name, count := "uuid4", "", "", 1
	p := argparse.Parser{Prog: prog, Description: "Generate a UUID using the selected UUID function.", ShowDefaults: true}
	p.Add(argparse.Argument{
		Names:   []string{"-u", "--uuid"},
		Choices: []string{"uuid1", "uuid3", "uuid4", "uuid5", "uuid6", "uuid7", "uuid8"},
		Help:    "function to generate the UUID",
		Default: function,
		Value:   argparse.String(&function),
	})
	p.Add(argparse.Argument{
		Names:   []string{"-n", "--namespace"},
		Metavar: []string{"{any UUID,@dns,@url,@oid,@x500}"},
		Help:    "`uuid3`/`uuid5` only: a UUID, or a well-known predefined UUID addressed by namespace name",
		Default: "None",
		Value:   argparse.String(&namespace),
	})
	p.Add(argparse.Argument{
		Names:   []string{"-N", "--name"},
		Help:    "`uuid3`/`uuid5` only: name used as part of generating the UUID",
		Default: "None",
		Value:   argparse.String(&name),
	})
	p.Add(argparse.Argument{
		Names:   []string{"-C", "--count"},
		Metavar: []string{"NUM"},
		Help:    "generate `NUM` fresh UUIDs",
		Default: "1",
		Value:   argparse.Int(&count),
	})
	if code, ok := p.ParseArgs(args, stdout, stderr); !ok {
		return code
	}
	generate, problem := generator(function, namespace, name)
	if generate == nil {
		return p.Error(stderr, problem)
	}
	return write(stdout, stderr, generate, count)
}

// generator returns what makes the UUIDs, or nil and the message why not.
func generator(function, namespace, name string) (generate func() (uuid.UUID, error), problem string) {
	switch function {
	case "uuid1":
		return func() (uuid.UUID, error) { return uuid.UUID1() }, ""
	case "uuid4":
		return always(uuid.UUID4), ""
	case "uuid6":
		return always(func() uuid.UUID { return uuid.UUID6() }), ""
	case "uuid7":
		return always(uuid.UUID7), ""
	case "uuid8":
		return always(func() uuid.UUID { return uuid.UUID8() }), ""
	}
	if namespace == "" || name == "" {
		return nil, fmt.Sprintf("Incorrect number of arguments. %s requires a namespace and a name. Run '%s -h' for more information.", function, prog)
	}
	ns, err := namespaceOf(namespace)
	if err != nil {
		return nil, fmt.Sprintf("%v: %s", err, pyrepr.String(namespace))
	}
	if function == "uuid3" {
		return always(func() uuid.UUID { return uuid.UUID3(ns, name) }), ""
	}
	return always(func() uuid.UUID { return uuid.UUID5(ns, name) }), ""
}

// namespaceOf returns the namespace of a name or a UUID. One UUID has one
// spelling here; the error is Python's if Python would refuse it as well.
func namespaceOf(text string) (uuid.UUID, error) {
	if ns, ok := namespaces[text]; ok {
		return ns, nil
	}
	ns, err := uuid.ParseStrict(text)
	if err != nil {
		if _, lax := uuid.Parse(text); lax != nil {
			err = lax
		}
	}
	return ns, err
}

func always(f func() uuid.UUID) func() (uuid.UUID, error) {
	return func() (uuid.UUID, error) { return f(), nil }
}

// write prints count UUIDs, one a line.
func write(stdout, stderr io.Writer, generate func() (uuid.UUID, error), count int) int {
	out := bufio.NewWriter(stdout)
	line := make([]byte, 0, 37)
	for range count {
		u, err := generate()
		if err == nil {
			_, err = out.Write(append(u.Append(line), '\n'))
		}
		if err != nil {
			fmt.Fprintln(stderr, err)
			return 1
		}
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}
