package xmlrpc_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/codecs"
	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
)

func TestLive(t *testing.T) {
	for _, x := range []struct {
		name string
		n    int
		gen  func(*rand.Rand) golden.Call
	}{
		{"Dumps", 15_000, genDumps},
		{"Loads", 20_000, genLoads},
		{"Mutated", 30_000, genMutated},
		{"Tokens", 20_000, genTokens},
		{"Pieces", 10_000, genPieces},
		{"Numbers", 15_000, genNumbers},
		{"Dates", 10_000, genDates},
		{"Markup", 10_000, genMarkup},
		{"Heads", 5_000, genHeads},
		{"Steps", 5_000, genSteps},
	} {
		t.Run(x.name, func(t *testing.T) { live.Compare(t, "xmlrpc", x.n, x.gen, call) })
	}
}

func pick[T any](r *rand.Rand, vs ...T) T { return vs[r.IntN(len(vs))] }

func randomText(r *rand.Rand, most int) string {
	var b strings.Builder
	for range r.IntN(most + 1) {
		switch r.IntN(8) {
		case 0:
			b.WriteString(pick(r, "<", ">", "&", "'", `"`, "\n", "\t", "\r", " ", "]", "]]>"))
		case 1:
			b.WriteRune(rune(0xa0 + r.IntN(0xd700)))
		case 2:
			b.WriteRune(rune(0x10000 + r.IntN(0x100000)))
		default:
			b.WriteByte(byte(' ' + r.IntN(95)))
		}
	}
	return b.String()
}

// randomValue returns a value in its travelling form (see vectors_xmlrpc.py).
func randomValue(r *rand.Rand, depth int) any {
	most := 14
	if depth > 4 {
		most = 10
	}
	switch r.IntN(most) {
	case 0:
		return nil
	case 1:
		return r.IntN(2) == 0
	case 2:
		return int64(r.Uint64()) >> r.IntN(64)
	case 3:
		return int64(int32(r.Uint32()))
	case 4:
		return math.Float64frombits(r.Uint64())
	case 5:
		return float64(r.IntN(2000)-1000) / pick(r, 1.0, 10, 8, 3)
	case 6:
		b := make([]byte, r.IntN(130))
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return b
	case 7:
		return golden.Tuple{"datetime", list(1+r.IntN(9999), 1+r.IntN(12), 1+r.IntN(28), r.IntN(24), r.IntN(60), r.IntN(60))}
	case 8, 9:
		return randomText(r, 20)
	case 10, 11:
		out := make([]any, r.IntN(5))
		for i := range out {
			out[i] = randomValue(r, depth+1)
		}
		return out
	}
	out := golden.Dict{}
	seen := map[string]bool{}
	for range r.IntN(5) {
		if k := randomText(r, 6); !seen[k] {
			seen[k] = true
			out = append(out, golden.Pair{Key: k, Value: randomValue(r, depth+1)})
		}
	}
	return out
}

func genDumps(r *rand.Rand) golden.Call {
	params := make([]any, r.IntN(4))
	for i := range params {
		params[i] = randomValue(r, 0)
	}
	kw := map[string]any{"allow_none": r.IntN(4) > 0}
	if r.IntN(2) == 0 {
		kw["methodname"] = randomText(r, 8)
	} else if len(params) == 1 {
		kw["methodresponse"] = r.IntN(2) == 0
	}
	return golden.Call{Fn: "dumps", Args: []any{params}, Kw: kw}
}

// wireValue writes a random <value>, seldom a tidy one.
func wireValue(r *rand.Rand, depth int) string {
	leaf := func(names ...string) string {
		name := pick(r, names...)
		return "<" + name + ">" + wireText(r, name) + "</" + name + ">"
	}
	space := pick(r, "", "", "", "\n", " ")
	most := 14
	if depth > 4 {
		most = 10
	}
	inner := ""
	switch r.IntN(most) {
	case 0, 1:
		inner = leaf("int", "i4", "i8", "i1", "i2", "biginteger")
	case 2:
		inner = leaf("double", "float", "bigdecimal")
	case 3:
		inner = leaf("boolean", "base64", "dateTime.iso8601")
	case 4:
		inner = pick(r, "<nil/>", "<ex:nil/>", "<nil></nil>", "<x:int>7</x:int>", "<nil />")
	case 5:
		inner = wireText(r, "string")
	case 6:
		if r.IntN(20) == 0 {
			inner = pick(r, "<data>x</data>", "<z/>", "<params/>", "<a:b/>", "<int>1</int><int>2</int>", "<name>n</name>", "<value>v</value>", "<fault/>", "<string>a<b>c</b>d</string>", "<methodName>x</methodName>")
		} else {
			inner = leaf("string")
		}
	case 7, 8, 9:
		inner = leaf("string")
	case 10, 11:
		inner = "<array><data>" + space
		for range r.IntN(4) {
			inner += wireValue(r, depth+1) + space
		}
		inner += "</data></array>"
	default:
		inner = "<struct>" + space
		for range r.IntN(4) {
			inner += "<member>" + space + leaf("name") + space + wireValue(r, depth+1) + space + "</member>" + space
		}
		inner += "</struct>"
	}
	if r.IntN(30) == 0 {
		inner = pick(r, "<!-- c -->", "<?p i?>", " ", "x") + inner
	}
	return "<value>" + inner + "</value>"
}

func wireText(r *rand.Rand, name string) string {
	odd := r.IntN(40) == 0
	switch name {
	case "int", "i4", "i8", "i1", "i2", "biginteger":
		if odd {
			return pick(r, "", "x", " 1", "1_0", "+1", "-", "1 1", "٣", "1.5", "99999999999999999999")
		}
		return fmt.Sprint(int64(r.Uint64()) >> r.IntN(64))
	case "double", "float", "bigdecimal":
		if odd {
			return pick(r, "", "x", " 1", "1_0", "nan", "-inf", ".", "1e", "1e999", "٣.٣")
		}
		return fmt.Sprint(float64(r.IntN(2000)-1000) / pick(r, 1.0, 10, 8))
	case "boolean":
		if odd {
			return pick(r, "", "true", "2", " 1")
		}
		return pick(r, "0", "1")
	case "base64":
		if odd {
			return pick(r, "a", "YQ", "=", "é", "YQ==YQ==", "Y Q = =", "!!!!")
		}
		return pick(r, "", "YQ==", "YWI=", "YWJj", "\nYWJj\n")
	case "dateTime.iso8601":
		return pick(r, "20160618T19:31:47", " 20160618T19:31:47 ", "junk", "")
	}
	var b strings.Builder
	for range r.IntN(6) {
		b.WriteString(pick(r, "a", "word", " ", "\n", "\r\n", "\r", "é", "€", "😀", "&lt;", "&amp;", "&#65;", "&#x20AC;", "&quot;", "<![CDATA[<x>]]>", "]", "'", `"`, "<!-- c -->", "\u0085", "&#13;"))
	}
	return b.String()
}

func wireDocument(r *rand.Rand) string {
	head := pick(r, "", "<?xml version='1.0'?>\n", `<?xml version="1.0" encoding="utf-8"?>`, "<?xml version='1.0' standalone='yes' ?>\r\n", "<!-- c -->\n", "\ufeff")
	var params strings.Builder
	for range pick(r, 0, 1, 1, 1, 2, 3) {
		params.WriteString("<param>" + wireValue(r, 0) + "</param>\n")
	}
	body := "<params>" + params.String() + "</params>"
	switch r.IntN(6) {
	case 0:
		return head + "<methodCall><methodName>" + wireText(r, "methodName") + "</methodName>" + body + "</methodCall>"
	case 1:
		return head + body
	case 2:
		return head + "<methodResponse><fault>" + pick(r, wireValue(r, 0), "<value><struct><member><name>faultCode</name>"+wireValue(r, 5)+
			"</member><member><name>faultString</name>"+wireValue(r, 5)+"</member></struct></value>") + "</fault></methodResponse>"
	}
	return head + "<methodResponse>" + body + "</methodResponse>" + pick(r, "", "", "\n", " <!-- c -->", "<?p?>")
}

func loadsCall(r *rand.Rand, doc string) golden.Call {
	c := golden.Call{Fn: "loads", Args: []any{doc}, Kw: map[string]any{}}
	switch r.IntN(4) {
	case 0:
		c.Kw["use_builtin_types"] = true
	case 1:
		c.Kw["use_datetime"] = true
	}
	switch r.IntN(4) {
	case 0:
		c.Args[0] = []byte(doc)
	case 1:
		c.Fn = "feed"
		var pieces []any
		for b := []byte(doc); len(b) > 0; {
			n := min(len(b), 1+r.IntN(pick(r, 1, 8, 200)))
			pieces = append(pieces, b[:n:n])
			b = b[n:]
		}
		c.Args[0] = pieces
	}
	return c
}

func genLoads(r *rand.Rand) golden.Call { return loadsCall(r, wireDocument(r)) }

var tokens = []string{"<", ">", "</", "/>", "&", ";", "&lt;", "&#65;", "&#x41;", "&#0;", "&x;", "]]>", "<![CDATA[", "<!--", "-->", "--", "<?", "?>", "<?xml version='1.0'?>",
	"'", `"`, "=", " ", "\n", "\r", "x", "1", "\x01", "é", "€", ":", "_", ".", "-", "%", "#", "(", ")", "[", "]", "|", ",", "*", " a='1'", " a='&lt;'", " b = \"x\" ",
	"<value>", "</value>", "<int>", "</int>", "<string>", "</string>", "<array>", "</array>", "<data>", "</data>", "<struct>", "</struct>", "<name>", "</name>",
	"<member>", "</member>", "<nil/>", "<param>", "</param>", "<fault>", "</fault>", "<é>", "</é>", "<a b/>", "\ufffe", "\x7f", "\u00d7", "\u0300"}

func genMutated(r *rand.Rand) golden.Call {
	doc := wireDocument(r)
	for len(doc) > 600 {
		doc = wireDocument(r)
	}
	rs := []rune(doc)
	for range 1 + r.IntN(3) {
		i := r.IntN(len(rs) + 1)
		j := min(len(rs), i+pick(r, 0, 0, 1, 1, 2, 5, 12, 1000))
		insert := ""
		if r.IntN(3) > 0 {
			insert = tokens[r.IntN(len(tokens))]
		}
		rs = append(append(append([]rune{}, rs[:i]...), []rune(insert)...), rs[j:]...)
	}
	doc = string(rs)
	if strings.Contains(doc, "<!D") || strings.Contains(doc, "utf7") { // TestNoDocumentTypes and TestEncodings have those
		doc = ""
	}
	c := loadsCall(r, doc)
	if b, ok := c.Args[0].([]byte); ok && len(b) > 0 && r.IntN(3) == 0 { // some that are no UTF-8
		b[r.IntN(len(b))] = byte(r.Uint32())
		if strings.Contains(string(b), "<!D") {
			b[0] = '<'
		}
	}
	return c
}

// genPieces returns short documents in pieces, with and without byte order marks.
func genPieces(r *rand.Rand) golden.Call {
	doc := pick(r, "", "<a>", "<a/>", "<a/>x", "<a", " <a")
	for range r.IntN(5) {
		doc += pick(r, "<", ">", "/>", "</a>", "<b/>", "x", " ", "\n", "\r", "&#65;", "&lt", ";", "<!--", "-->", "é", "]")
	}
	var b []byte
	switch enc := pick(r, "utf-8", "utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "mark, utf-16-le", "mark, utf-16-be"); enc {
	case "utf-8":
		b = []byte(doc)
	case "utf-8-sig":
		b = []byte("\ufeff" + doc)
	default:
		name, marked := strings.CutPrefix(enc, "mark, ")
		if marked {
			doc = "\ufeff" + doc
		}
		b, _ = codecs.Encode(doc, name, "strict")
	}
	var pieces []any
	for most := pick(r, 1, 4, 8, 20); len(b) > 0; {
		n := min(len(b), 1+r.IntN(most))
		pieces = append(pieces, b[:n:n])
		b = b[n:]
	}
	return golden.Call{Fn: "feed", Args: []any{pieces}, Kw: map[string]any{}}
}

// genTokens returns short documents, most of which end within something.
func genTokens(r *rand.Rand) golden.Call {
	var b strings.Builder
	b.WriteString(pick(r, "", "<a>", "<a>", "<a/>", "<a", "<?x", "<!--", "<a><![CDATA["))
	for range r.IntN(6) {
		b.WriteString(pick(r, tokens...))
	}
	if strings.Contains(b.String(), "<!D") {
		b.Reset()
	}
	return loadsCall(r, b.String())
}

func genNumbers(r *rand.Rand) golden.Call {
	var b strings.Builder
	for range r.IntN(9) {
		b.WriteString(pick(r, "0", "1", "9", "12", ".", "e", "E", "+", "-", "_", " ", "\n", "٣", "\u00a0", "x", "inf", "nan", "\u0085", "\u2003", "１", "²", "00", "infinity", "s", "\x1f"))
	}
	name := pick(r, "int", "double", "bigdecimal", "i8", "float", "bigdecimal")
	return golden.Call{Fn: "loads", Args: []any{"<params><param><value><" + name + ">" + strings.ReplaceAll(b.String(), "\x1f", "") + "</" + name + "></value></param></params>"}}
}

func genDates(r *rand.Rand) golden.Call {
	s := []rune(fmt.Sprintf("%04d%02d%02dT%02d:%02d:%02d", r.IntN(10000), r.IntN(15), r.IntN(33), r.IntN(26), r.IntN(62), r.IntN(63)))
	for range r.IntN(3) {
		i := r.IntN(len(s))
		insert := pick(r, "", "", " ", "1", "٣", "t", "T", ":", "x", "0", "\n")
		s = append(append(append([]rune{}, s[:i]...), []rune(insert)...), s[i+r.IntN(2):]...)
	}
	return golden.Call{Fn: "loads", Args: []any{"<params><param><value><dateTime.iso8601>" + string(s) + "</dateTime.iso8601></value></param></params>"},
		Kw: map[string]any{"use_datetime": true}}
}

func genMarkup(r *rand.Rand) golden.Call {
	var b strings.Builder
	for range 1 + r.IntN(10) {
		b.WriteString(pick(r, "http://", "https://a.b/", "ftp://x", "RFC ", "RFC-", "PEP ", "PEP", "self.", "add", "(", ")", " ", "\n", "\t", "1", "22", "<", "&", `"`, ".", "-", "é", "x.y", "/", "_", "٣", "'"))
	}
	links := golden.Dict{{Key: "add", Value: "#-add"}, {Key: "x.y", Value: "#-x.y"}}
	return golden.Call{Fn: "markup", Args: []any{b.String(), links, golden.Dict{{Key: "add", Value: "#m"}}}}
}

// genHeads returns what stands in URLs and headers.
func genHeads(r *rand.Rand) golden.Call {
	text := func(parts ...string) string {
		var b strings.Builder
		for range r.IntN(10) {
			b.WriteString(pick(r, parts...))
		}
		return b.String()
	}
	switch r.IntN(3) {
	case 0:
		return golden.Call{Fn: "accept_encodings", Args: []any{text("gzip", ";", "q", "Q", "=", "0", "1", ".5", ".", " ", "\t", "x", "-", "e", "*", ",", "br;q=1", "q=")}}
	case 1:
		return golden.Call{Fn: "host_info", Args: []any{text("@", ":", "h", "u", "%", "%41", "%zz", "%4", "é", "%C3%A9", "+", "[::1]", "/")}}
	}
	scheme := pick(r, "http:", "https:", "HTTP:", " http:", "\thttp:", "ht\ntp:")
	return golden.Call{Fn: "proxy", Args: []any{scheme + text("//", "/", "//h", "h", "?", "#", "x=1", ":80", "\n", "\t", " ", ";", "%20", "é", "\x01")}}
}

// genSteps returns pieces of a document, and questions between them.
func genSteps(r *rand.Rand) golden.Call {
	var names []any
	for range 1 + r.IntN(8) {
		names = append(names, pick(r, "", "<params>", "</params>", "<params/>", "<param><value><int>1</int></value></param>", "close", "result", "name", "<methodName>m</methodName>", "<a>", "</a>", "&",
			"<methodCall>", "</methodCall>", "<value>x</value>", "<int>x</int>", "<boolean>2</boolean>", "<fault>", "</fault>", "<value><foo>", "<array>", "</array>", "<struct>", "</struct>", "<nil/>", "\x01", "<!-- "))
	}
	return golden.Call{Fn: "steps", Args: []any{names}}
}
