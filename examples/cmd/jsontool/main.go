// Jsontool checks and formats JSON, as python -m json does.
//
//	$ go install github.com/gobatteries/batteries/examples/cmd/jsontool@latest
//	$ echo '{"b": [1.50, true], "a": "\u00e9"}' | jsontool --sort-keys --indent 2
//	{
//	  "a": "\u00e9",
//	  "b": [
//	    1.5,
//	    true
//	  ]
//	}
//
// It takes Python's options and gives its output, colours on a terminal included,
// and its exit codes. Where Python prints a traceback it prints the traceback's
// last line.
//
// See https://docs.python.org/3.15/library/json.html#module-json.tool.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/gobatteries/batteries/internal/argparse"
	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/tty"
	"github.com/gobatteries/batteries/jsonx"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// flags are what the command line says.
type flags struct {
	sortKeys, unicode, lines  bool
	indent                    int
	tab, noIndent, compact    bool
	infile, outfile           string
	infileGiven, outfileGiven bool
}

func newParser(f *flags) *argparse.Parser {
	f.indent = 4
	p := &argparse.Parser{Prog: "jsontool",
		Description: "A simple command line interface for json module to validate and pretty-print JSON objects."}
	name := func(to *string, given *bool) argparse.Value {
		return argparse.Func(func(values []string) error {
			if len(values) > 0 {
				*to, *given = values[0], true
			}
			return nil
		})
	}
	p.Add(argparse.Argument{Names: []string{"infile"}, Nargs: argparse.Optional, Value: name(&f.infile, &f.infileGiven),
		Help: "a JSON file to be validated or pretty-printed; defaults to `stdin`"})
	p.Add(argparse.Argument{Names: []string{"outfile"}, Nargs: argparse.Optional, Value: name(&f.outfile, &f.outfileGiven),
		Help: "write the output of `infile` to `outfile`"})
	flag := func(to *bool, name, help string) argparse.Argument {
		return argparse.Argument{Names: []string{name}, Nargs: argparse.Flag, Value: argparse.True(to), Help: help}
	}
	p.Add(flag(&f.sortKeys, "--sort-keys", "sort the output of dictionaries alphabetically by key"))
	p.Add(flag(&f.unicode, "--no-ensure-ascii", "disable escaping of non-ASCII characters"))
	p.Add(flag(&f.lines, "--json-lines", "parse input using the JSON Lines format. Use with `--no-indent` or `--compact` to produce valid JSON Lines output."))
	g := p.Group()
	g.Add(argparse.Argument{Names: []string{"--indent"}, Value: argparse.Int(&f.indent),
		Help: "separate items with newlines and use this number of spaces for indentation"})
	g.Add(flag(&f.tab, "--tab", "separate items with newlines and use tabs for indentation"))
	g.Add(flag(&f.noIndent, "--no-indent", "separate items with spaces rather than newlines"))
	g.Add(flag(&f.compact, "--compact", "suppress all whitespace separation (most compact)"))
	return p
}

// options returns the keywords for the output.
func (f *flags) options() []jsonx.DumpOption {
	opts := []jsonx.DumpOption{jsonx.SortKeys(f.sortKeys), jsonx.EnsureASCII(!f.unicode)}
	switch {
	case f.tab:
		return append(opts, jsonx.Indent("\t"))
	case f.noIndent:
		return opts
	case f.compact:
		return append(opts, jsonx.Separators(",", ":"))
	}
	return append(opts, jsonx.Indent(f.indent))
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var f flags
	if code, ok := newParser(&f).ParseArgs(args, stdout, stderr); !ok {
		return code
	}
	if err := f.format(stdin, stdout); err != nil {
		fmt.Fprintln(stderr, message(err))
		return 1
	}
	return 0
}

// format reads the input and writes it anew.
func (f *flags) format(stdin io.Reader, stdout io.Writer) (err error) {
	text, err := f.read(stdin)
	if err != nil {
		return err
	}
	docs := []string{text}
	if f.lines {
		docs = strings.SplitAfter(text, "\n")
		if docs[len(docs)-1] == "" {
			docs = docs[:len(docs)-1]
		}
	}
	var first any
	if !f.lines { // a malformed document does not touch the output
		if first, err = jsonx.Loads(text); err != nil {
			return err
		}
	}
	out := output{to: stdout, errors: "surrogateescape", colour: tty.Colour(stdout), opts: f.options()}
	if f.outfileGiven {
		file, err := os.OpenFile(f.outfile, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
		if err != nil {
			return &openError{f.outfile, err}
		}
		defer func() {
			if e := file.Close(); err == nil {
				err = e
			}
		}()
		out.to, out.errors, out.colour = file, "strict", tty.Colour(file)
	}
	w := bufio.NewWriter(out.to)
	defer func() {
		if e := w.Flush(); err == nil {
			err = e
		}
	}()
	out.to = w
	for _, doc := range docs {
		v := first
		if f.lines {
			if v, err = jsonx.Loads(doc); err != nil {
				return err
			}
		}
		if err := out.write(v); err != nil {
			return err
		}
	}
	return nil
}

// read returns the text of the input, its line ends as Python's text files have
// them. Bytes of stdin that are no UTF-8 stay as they are.
func (f *flags) read(stdin io.Reader) (string, error) {
	var text string
	if f.infileGiven && f.infile != "-" {
		data, err := os.ReadFile(f.infile)
		if err != nil {
			return "", &openError{f.infile, err}
		}
		if text, err = codecs.Decode(data, "utf-8", "strict"); err != nil {
			return "", err
		}
	} else {
		data, err := io.ReadAll(stdin)
		if err != nil {
			return "", err
		}
		text = string(data)
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), nil
}

// message is the error as Python prints it: the text of a ValueError, the last
// line of the traceback of any other.
func message(err error) string {
	if e := new(openError); errors.As(err, &e) {
		return e.Error()
	}
	if e := new(jsonx.RecursionError); errors.As(err, &e) {
		return "RecursionError: " + err.Error()
	}
	return pyerr.LastLine(err)
}

// An openError is Python's exception for a file that can't be opened.
type openError struct {
	name string
	err  error
}

func (e *openError) Error() string { return pyerr.LastLine(e.err, e.name) }
