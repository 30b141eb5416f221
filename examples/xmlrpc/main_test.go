package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/examples/internal/menu/menutest"
)

// Each program is compared with a transcript of its counterparts in CPython 3.15:
// what they print, what the server logs, and what goes over the wire.
func TestPrograms(t *testing.T) {
	tmp := t.TempDir()
	for _, file := range []string{"alpha.txt", "beta.db"} {
		if err := os.WriteFile(filepath.Join(tmp, file), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(tmp, "gamma"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} { // what os.TempDir goes by
		t.Setenv(name, tmp)
	}

	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(programs) {
		t.Errorf("%d transcripts, %d programs", len(files), len(programs))
	}
	for _, p := range programs {
		t.Run(p.Name, func(t *testing.T) {
			want, err := os.ReadFile(filepath.Join("testdata", p.Name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			wire := recorder{normalize: func(body string) string {
				return wireInPython(strings.ReplaceAll(body, tmp, "/tmp"))
			}}
			visit := p.Visit
			p.Visit = func(ctx context.Context, url string) error {
				tapped, stop := wire.tap(url)
				defer stop()
				return visit(ctx, tapped)
			}
			tr := menutest.Run(t, p)
			tr.Stdout = printedInPython(normalize(tr.Stdout))
			tr.Stderr = normalize(strings.ReplaceAll(tr.Stderr, tmp, "/tmp"))
			tr.Wire = normalize(wire.String())
			if diff := cmp.Diff(string(want), tr.String()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// normalize puts tokens in place of what varies, and the page's address.
func normalize(s string) string {
	return strings.ReplaceAll(menutest.Normalize(s), "127.0.0.1:8080", "localhost:9000")
}

// rules replace text by another.
type rules []struct {
	from *regexp.Regexp
	to   string
}

func (r rules) replace(s string) string {
	for _, rule := range r {
		s = rule.from.ReplaceAllString(s, rule.to)
	}
	return s
}

// printed has what varies in the output, and what Python has in its place.
var printed = rules{
	{regexp.MustCompile(`With: 20.* time\.Time\n`), "With: <DATETIME> <class 'datetime.datetime'> datetime\n"},
	{regexp.MustCompile(`Without: 20.* xmlrpc\.DateTime\n`), "Without: <ISO8601> <class 'xmlrpc.client.DateTime'> DateTime\n"},
	{regexp.MustCompile(`  datetime: 20\d\d-.*`), "  datetime: <DATETIME_REPR>"},
	{regexp.MustCompile(`  datetime: ` + iso8601), "  datetime: <DateTime '<ISO8601>' at <ADDR>>"},
	{regexp.MustCompile(`\b` + iso8601), "<ISO8601>"},
	{regexp.MustCompile(`send_back_binary\("\\x1e.*\)`), "send_back_binary(<PICKLE>)"},
	{regexp.MustCompile(`Local: 0x[0-9a-f]+`), "Local: <ID>"},
	{regexp.MustCompile(`From gob: 0x[0-9a-f]+`), "From pickle: <ID>"},
}

const iso8601 = `20\d{6}T\d\d:\d\d:\d\d`

// literals has what Go prints for a value, and what Python prints.
var literals = strings.NewReplacer(
	"Ping: true\n", "Ping: True\n",
	"0 true\n", "0 True\n",
	"[1 int64 1]", `['1', "<class 'int'>", 1]`,
	"[string string string]", `['string', "<class 'str'>", 'string']`,
	"Allowed: [<nil> <nil> <nil>]", `Allowed: ['None', "<class 'NoneType'>", None]`,
	"CREATE       : <nil>", "CREATE       : None",
	"REMOVE       : <nil>", "REMOVE       : None",
	"SHOULD EXIST : true", "SHOULD EXIST : True",
	"BEFORE       : false", "BEFORE       : False",
	"AFTER        : false", "AFTER        : False",
	"[alpha.txt beta.db gamma]", "['alpha.txt', 'beta.db', 'gamma']",

	"boolean     : true\n              bool\n              true\n", "boolean     : True\n              <class 'bool'>\n              True\n",
	" int64\n", " <class 'int'>\n",
	" float64\n", " <class 'float'>\n",
	"              string\n", "              <class 'str'>\n",
	" xmlrpc.DateTime\n", " <class 'xmlrpc.client.DateTime'>\n",
	" []interface {}\n", " <class 'list'>\n",
	" xmlrpc.Struct\n", " <class 'dict'>\n",
	"array2: [a tuple]\n  boolean: true\n  datetime: <DATETIME", "array2: ('a', 'tuple')\n  boolean: True\n  datetime: <DATETIME", // before the call
	"[a list]", "['a', 'list']",
	"[a tuple]", "['a', 'tuple']",
	"boolean: true", "boolean: True",
	"string: some text", "string: 'some text'",
	"map[a:dictionary]", "{'a': 'dictionary'}",
	"[{a dictionary}]", "{'a': 'dictionary'}",

	"MyObj(1, b goes here)", "MyObj(1, 'b goes here')",
	"[[{a 1} {b b goes here}] xmlrpc.Struct [{a 1} {b b goes here}]]",
	`["{'a': 1, 'b': 'b goes here'}", "<class 'dict'>", {'a': 1, 'b': 'b goes here'}]`,
	"[[{a 2} {b [{a 1} {b b goes here}]}] xmlrpc.Struct [{a 2} {b [{a 1} {b b goes here}]}]]",
	`["{'a': 2, 'b': {'a': 1, 'b': 'b goes here'}}", "<class 'dict'>", {'a': 2, 'b': {'a': 1, 'b': 'b goes here'}}]`,

	`"This is a string with control characters\x00"`, `b'This is a string with control characters\x00'`,
	`send_back_binary("data")`, `send_back_binary(b'data')`,
	"<class 'Exception'>:A message", "<class 'RuntimeError'>:A message",
	"<class 'Exception'>:Next to last", "<class 'RuntimeError'>:Next to last",

	// net/http's version and order of headers.
	"reply: 'HTTP/1.1 200", "reply: 'HTTP/1.0 200",
	"header: Content-Length: 129\nheader: Content-Type: text/xml\nheader: Date: <HTTPDATE>\nheader: Server: BaseHTTP Python/<PYVER>\n",
	"header: Server: BaseHTTP Python/<PYVER>\nheader: Date: <HTTPDATE>\nheader: Content-type: text/xml\nheader: Content-length: 129\n",

	// This server knows the signatures.
	signatureHelp, pythonSignatureHelp,
)

const (
	signatureHelp = "system.methodSignature('add') => [[double, int, int]]\n\n" +
		"Returns a list of the signatures of the method, each a list: the type of\nits result, then those of its parameters."
	pythonSignatureHelp = "system.methodSignature('add') => [double, int, int]\n\n" +
		"Returns a list describing the signature of the method. In the\nabove example, the add method takes two integers as arguments\nand returns a double result.\n\n" +
		"This server does NOT support system.methodSignature."
)

func printedInPython(s string) string { return literals.Replace(printed.replace(s)) }

// sent has what varies in documents, and what Python sends in its place. The server
// of types_nested answers with the text of all it got, in the form of its language.
var sent = rules{
	{regexp.MustCompile(`\b` + iso8601), "20160618T19:31:47"},
	{regexp.MustCompile(`<string>\[\[\{boolean true\}.*</string>`), "<string><STR></string>"},
	{regexp.MustCompile(`(?s)Hn8DAQ.*?(\n</base64>)`), "<PICKLE>$1"}, // a gob
}

// texts has what show_type and others answer, and what they do in Python.
var texts = strings.NewReplacer(
	stringsOf("true", "bool"), stringsOf("True", "&lt;class 'bool'&gt;"),
	stringsOf("1", "int64"), stringsOf("1", "&lt;class 'int'&gt;"),
	stringsOf("2.5", "float64"), stringsOf("2.5", "&lt;class 'float'&gt;"),
	stringsOf("some text", "string"), stringsOf("some text", "&lt;class 'str'&gt;"),
	stringsOf("string", "string", "string"), stringsOf("string", "&lt;class 'str'&gt;", "string"),
	stringsOf("20160618T19:31:47", "xmlrpc.DateTime"), stringsOf("20160618T19:31:47", "&lt;class 'xmlrpc.client.DateTime'&gt;"),
	stringsOf("[a list]", "[]interface {}"), stringsOf("['a', 'list']", "&lt;class 'list'&gt;"),
	stringsOf("[a tuple]", "[]interface {}"), stringsOf("['a', 'tuple']", "&lt;class 'list'&gt;"),
	stringsOf("<STR>", "[]interface {}"), stringsOf("<STR>", "&lt;class 'list'&gt;"),
	stringsOf("[{a dictionary}]", "xmlrpc.Struct"), stringsOf("{'a': 'dictionary'}", "&lt;class 'dict'&gt;"),
	stringsOf("[{a 1} {b b goes here}]", "xmlrpc.Struct"), stringsOf("{'a': 1, 'b': 'b goes here'}", "&lt;class 'dict'&gt;"),
	stringsOf("[{a 2} {b [{a 1} {b b goes here}]}]", "xmlrpc.Struct"), stringsOf("{'a': 2, 'b': {'a': 1, 'b': 'b goes here'}}", "&lt;class 'dict'&gt;"),
	stringsOf("&lt;nil&gt;", "&lt;nil&gt;"), stringsOf("None", "&lt;class 'NoneType'&gt;"),
	stringsOf("xmlrpc.Binary"), stringsOf("&lt;class 'xmlrpc.client.Binary'&gt;"),
	"&lt;class 'Exception'&gt;:A message", "&lt;class 'RuntimeError'&gt;:A message",
	"&lt;class 'Exception'&gt;:Next to last", "&lt;class 'RuntimeError'&gt;:Next to last",
	strings.ReplaceAll(signatureHelp, ">", "&gt;"), strings.ReplaceAll(pythonSignatureHelp, ">", "&gt;"),
)

// stringsOf returns the elements of strings in a row.
func stringsOf(s ...string) string {
	return "<value><string>" + strings.Join(s, "</string></value>\n<value><string>") + "</string></value>\n"
}

func wireInPython(body string) string { return texts.Replace(sent.replace(body)) }
