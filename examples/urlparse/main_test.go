package main

import (
	"strings"
	"testing"

	"github.com/gobatteries/batteries/examples/internal/menu/menutest"
)

// inPython has what Go prints for a value, and what Python does; testdata has the
// latter.
var inPython = strings.NewReplacer(
	`PARSED: ParseResult(`, `PARSED: <class 'urllib.parse.ParseResult'> ParseResult(`,
	`TUPLE : ["http" "netloc" "/path" "param" "query=arg" "frag"]`, `TUPLE : <class 'tuple'> ('http', 'netloc', '/path', 'param', 'query=arg', 'frag')`,
	`TUPLE : ["http" "netloc" "/path" "" "" ""]`, `TUPLE : <class 'tuple'> ('http', 'netloc', '/path', '', '', '')`,
	`map[foo:[foo1 foo2]]`, `{'foo': ['foo1', 'foo2']}`,
	`[{foo foo1} {foo foo2}]`, `[('foo', 'foo1'), ('foo', 'foo2')]`,
)

func TestPrograms(t *testing.T) {
	menutest.Compare(t, programs, inPython.Replace)
}
