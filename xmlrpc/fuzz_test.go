package xmlrpc

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

var seeds = []string{
	"<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value><array><data>\n<value><int>1</int></value>\n<value><string>a&amp;b</string></value>\n</data></array></value>\n</param>\n</params>\n</methodResponse>\n",
	"<methodCall><methodName>a.b</methodName><params><param><value><struct><member><name>k</name><value><nil/></value></member></struct></value></param></params></methodCall>",
	"<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>4</int></value></member><member><name>faultString</name><value>x</value></member></struct></value></fault></methodResponse>",
	"<params><param><value><base64>YQ==</base64></value></param><param><value><dateTime.iso8601>20160618T19:31:47</dateTime.iso8601></value></param></params>",
	"<a b='1' c=\"&lt;\"><!-- c --><![CDATA[x]]><?p i?>é&#65;</a>", "<a>\r\n</a>\r", "<?xml version='1.0' encoding='iso-8859-1'?><params>\xe9</params>",
	"\xff\xfe<\x00a\x00/\x00>\x00", "<params><param><value><double>1e5</double><bigdecimal>1.5</bigdecimal><boolean>1</boolean></value></param></params>",
}

// FuzzLoads looks for panics; what is read whole is read in pieces, and into Go
// values, with the same verdict; what can be written is read back the same.
func FuzzLoads(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s), 1)
	}
	f.Fuzz(func(t *testing.T, doc []byte, size int) {
		params, method, err := Loads(doc)
		if size = 1 + (size&0xff+0xff)%17; len(doc) < 4096 {
			p, u := GetParser()
			var err2 error
			for b := doc; len(b) > 0 && err2 == nil; b = b[min(size, len(b)):] {
				err2 = p.Feed(b[:min(size, len(b))])
			}
			if err2 == nil {
				err2 = p.Close()
			}
			var params2 []any
			if err2 == nil {
				params2, err2 = u.Close()
			}
			if (err == nil) != (err2 == nil) || err == nil && !sameValues(params, params2) {
				t.Fatalf("%q\nwhole: %v, %v\npieces: %v, %v", doc, params, err, params2, err2)
			}
		}
		if _, err2 := newTransportForFuzz.ParseResponse(bytes.NewReader(doc)); (err == nil) != (err2 == nil) {
			t.Fatalf("%q\nwhole: %v\nstream: %v", doc, err, err2)
		}
		var typed struct {
			K any `xmlrpc:"k"`
			N []map[string]*int
		}
		LoadsInto(doc, []any{&typed})
		if err != nil {
			return
		}
		again, err := Dumps(params, AllowNone(true), MethodName(method))
		if err != nil {
			return // a number beyond 32 bits, a date with markup
		}
		back, _, err := Loads(again)
		if err != nil || !strings.Contains(again, "\r") && !sameValues(back, params) {
			t.Fatalf("%q\n%q\n%v, %v", doc, again, back, err)
		}
	})
}

var newTransportForFuzz = NewTransport()

// sameValues is DeepEqual with NaNs equal, by way of what goes over the wire.
func sameValues(a, b []any) bool {
	if reflect.DeepEqual(a, b) {
		return true
	}
	s, err1 := Dumps(a, AllowNone(true), AllowControl(true))
	u, err2 := Dumps(b, AllowNone(true), AllowControl(true))
	return err1 == nil && err2 == nil && s == u
}

// FuzzTokens holds the scanner against encoding/xml: what both accept has the
// same elements and text, and what encoding/xml refuses, so does the scanner, a
// few known cases aside.
func FuzzTokens(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		if bytes.Contains(doc, []byte("<!D")) || bytes.Contains(doc, []byte("xmlns")) || bytes.Contains(doc, []byte("encoding")) ||
			bytes.IndexByte(doc, 0) >= 0 || bytes.HasPrefix(doc, []byte("\xef\xbb\xbf")) {
			return // ours has no document types, theirs no other encodings, and namespaces
		}
		ours, err := ownTokens(doc)
		theirs, err2 := xmlTokens(doc)
		switch {
		case err == nil && err2 != nil && !knownStricter(doc, err2):
			t.Fatalf("%q: encoding/xml refuses: %v", doc, err2)
		case err == nil && err2 == nil && ours != theirs && !bytes.Contains(doc, []byte(":")):
			t.Fatalf("%q\n%q\n%q", doc, ours, theirs)
		}
	})
}

// knownStricter reports whether encoding/xml alone refuses such a document:
// names with more than one colon, processing instructions that it can't read,
// and names that XML 1.0's fourth edition allows and it doesn't.
func knownStricter(doc []byte, err error) bool {
	var syntax *xml.SyntaxError
	return errors.As(err, &syntax) && (strings.Contains(syntax.Msg, "invalid XML name") || strings.Contains(syntax.Msg, "expected element name") ||
		strings.Contains(syntax.Msg, "expected attribute name") || strings.Contains(syntax.Msg, "processing instruction")) ||
		bytes.Contains(doc, []byte("<?")) || bytes.IndexByte(doc, ':') >= 0
}

func ownTokens(doc []byte) (string, error) {
	var b strings.Builder
	p := NewExpatParser(&tokenWriter{&b})
	if err := p.Feed(doc); err != nil {
		return "", err
	}
	return b.String(), p.Close()
}

type tokenWriter struct{ b *strings.Builder }

func (w *tokenWriter) Start(tag string, _ map[string]string) error {
	w.b.WriteString("\x01" + tag + "\x02")
	return nil
}
func (w *tokenWriter) Data(text string) { w.b.WriteString(text) }
func (w *tokenWriter) End(tag string) error {
	w.b.WriteString("\x03" + tag + "\x02")
	return nil
}

func xmlTokens(doc []byte) (string, error) {
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader(doc))
	depth := 0
	for {
		t, err := d.Token()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			b.WriteString("\x01" + t.Name.Local + "\x02")
			depth++
		case xml.EndElement:
			b.WriteString("\x03" + t.Name.Local + "\x02")
			depth--
		case xml.CharData:
			if depth > 0 {
				b.Write(t)
			}
		}
	}
}
