// Base64tool encodes and decodes files in base64, as python -m base64 does.
//
//	$ go install github.com/gobatteries/batteries/examples/cmd/base64tool@latest
//	$ echo 'Aladdin:open sesame' | base64tool
//	QWxhZGRpbjpvcGVuIHNlc2FtZQo=
//
// It takes Python's options and gives its output and exit codes. The program's
// name stands in for the path of Python's module, and where Python prints a
// traceback it prints the traceback's last line.
//
// See https://docs.python.org/3.15/library/base64.html.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"

	"github.com/gobatteries/batteries/b64"
	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

const usage = `usage: base64tool [-h|-d|-e|-u] [file|-]
        -h: print this help message and exit
        -d, -u: decode
        -e: encode (default)
`

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	letters, names, bad := options(args)
	if bad != "" {
		fmt.Fprintf(stderr, "option %s not recognized\n%s", bad, usage)
		return 2
	}
	code := b64.Encode // the last of the options counts
	for _, c := range letters {
		switch c {
		case 'd', 'u':
			code = b64.Decode
		case 'e':
			code = b64.Encode
		case 'h':
			io.WriteString(stdout, usage)
			return 0
		}
	}
	if len(names) > 0 && names[0] != "-" {
		f, err := openFile(names[0])
		if err != nil {
			fmt.Fprintln(stderr, pyerr.LastLine(err, names[0]))
			return 1
		}
		defer f.Close()
		stdin = f
	}
	out := bufio.NewWriter(stdout)
	err := code(bufio.NewReader(stdin), out)
	if e := out.Flush(); err == nil {
		err = e
	}
	if err != nil {
		fmt.Fprintln(stderr, lastLine(err))
		return 1
	}
	return 0
}

// options returns the option letters in front of the names, the names, and the
// first option that there is none of. It follows getopt.
func options(args []string) (letters []rune, names []string, bad string) {
	for i, a := range args {
		switch {
		case a == "--":
			return letters, args[i+1:], ""
		case len(a) < 2 || a[0] != '-':
			return letters, args[i:], ""
		case a[1] == '-':
			bad, _, _ = strings.Cut(a, "=")
			return nil, nil, bad
		}
		for _, c := range wtf8.Runes(a[1:]) {
			if !strings.ContainsRune("hdeu", c) {
				return nil, nil, "-" + optionText(c)
			}
			letters = append(letters, c)
		}
	}
	return letters, nil, ""
}

// optionText is a character of an option as Python's stderr shows it.
func optionText(c rune) string {
	if wtf8.IsSurrogate(c) {
		return fmt.Sprintf(`\u%x`, c)
	}
	return string(c)
}

// lastLine is how a traceback ends.
func lastLine(err error) string {
	if e := new(b64.Error); errors.As(err, &e) {
		return "binascii.Error: " + err.Error()
	}
	return pyerr.LastLine(err)
}

// openFile opens a file to read, but no folder.
func openFile(name string) (*os.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, syscall.EISDIR
	}
	return f, nil
}
