package httpserve

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/wtf8"
)

func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.jsonl*", call) }

// pyText returns the text as Python has it: bytes of a file's name that are not
// UTF-8 are surrogates there.
func pyText(s string) string { return wtf8.FromRunes(wtf8.Runes(s)) }

// quietSimple is a file server without a log, a date and a version.
type quietSimple struct {
	SimpleHTTPRequestHandler
	lines *[]any
}

func (h *quietSimple) LogMessage(format string, args ...any) {
	if h.lines != nil {
		*h.lines = append(*h.lines, fmt.Sprintf(format, args...))
	}
}
func (*quietSimple) VersionString() string                { return "S" }
func (*quietSimple) DateTimeString(_ ...time.Time) string { return "D" }

// bareHandler returns a handler as a request would have it.
func bareHandler(method, target string) (*quietSimple, *httptest.ResponseRecorder) {
	h := new(quietSimple)
	h.Directory = "/D"
	c, err := newClass(h)
	if err != nil {
		panic(err)
	}
	q := c.instance().(*quietSimple)
	w := httptest.NewRecorder()
	r := httptest.NewRequest(method, "/", nil)
	q.begin(q, c, w, r, nil)
	q.Path = target
	q.lines = new([]any)
	return q, w
}

var fileTime = time.Unix(1577934245, 0)

// call makes the call of a vector in Go.
func call(c golden.Call) golden.Outcome {
	str := func(i int) string { s, _ := c.Arg(i).(string); return s }
	switch c.Fn {
	case "translate_path":
		h, _ := bareHandler("GET", "/")
		return golden.Return(pyText(h.TranslatePath(str(0))))
	case "guess_type":
		return golden.Return(guessPure(str(0)))
	case "not_modified":
		h, _ := bareHandler("GET", "/")
		h.Headers = http.Header{"If-Modified-Since": {wireText(str(0))}}
		return golden.Return(h.notModified(fileTime))
	case "listing":
		return golden.Return(goldenListing(str(0), c.Arg(1).([]any)))
	case "send_error":
		return goldenError(c)
	case "parse_request":
		return golden.Return(goldenLine(c.Arg(0).([]byte)))
	case "log_request":
		return golden.Return(requestMessage([3]string{str(0), str(1), str(2)}, false) + "\n")
	case "status":
		s, err := NewHTTPStatus(int(c.Arg(0).(int64)))
		if err != nil {
			return golden.Raise("ValueError", err.Error())
		}
		return golden.Return(golden.Tuple{s.Name(), int64(s.Value()), s.Phrase(), s.Description(), s.String(),
			s.IsInformational(), s.IsSuccess(), s.IsRedirection(), s.IsClientError(), s.IsServerError()})
	case "method":
		m, err := NewHTTPMethod(str(0))
		if err != nil {
			return golden.Raise("ValueError", err.Error())
		}
		return golden.Return(golden.Tuple{m.Name(), m.Value(), m.Description()})
	case "date_time_string":
		return golden.Return(new(BaseHTTPRequestHandler).DateTimeString(time.Unix(c.Arg(0).(int64), 0)))
	}
	panic("no function " + c.Fn)
}

// wireText returns a header's text as its bytes, if it is Latin-1.
func wireText(s string) string {
	if b, err := encodeLatin1(s); err == nil {
		return b
	}
	return s
}

func guessPure(name string) string {
	_, ext := splitExt(name)
	if t, ok := defaultExtensions[ext]; ok {
		return t
	}
	if t, ok := defaultExtensions[strings.ToLower(ext)]; ok {
		return t
	}
	if t := guessFileType(pythonTypes, name); t != "" {
		return t
	}
	return "application/octet-stream"
}

func goldenListing(path string, names []any) []byte {
	var entries []entry
	for _, n := range names {
		n := n.([]any)
		name := fileBytes(n[0].(string))
		entries = append(entries, entry{name: name, key: sortKey(name), dir: n[1].(bool), link: n[2].(bool)})
	}
	return appendListing(nil, decodePath(path), sortEntries(entries))
}

func goldenError(c golden.Call) golden.Outcome {
	command := "GET"
	if len(c.Args) > 3 {
		command = c.Arg(3).(string)
	}
	h, w := bareHandler(command, "/")
	var options []ErrorOption
	if m, ok := c.Arg(1).(string); ok {
		options = append(options, Message(m))
	}
	if e, ok := c.Arg(2).(string); ok {
		options = append(options, Explain(e))
	}
	code := HTTPStatus(c.Arg(0).(int64))
	h.SendError(code, options...)
	var head []any
	for _, name := range []string{"Server", "Date", "Connection", "Content-Type", "Content-Length"} {
		if v, ok := w.Header()[name]; ok && len(v) > 0 {
			head = append(head, []byte(name+": "+v[0]))
		}
	}
	if code < 200 { // net/http sends these heads without keeping them
		head = []any{[]byte("Server: S"), []byte("Date: D"), []byte("Connection: close")}
	}
	body := w.Body.Bytes()
	if body == nil {
		body = []byte{}
	}
	return golden.Return(golden.Tuple{head, body, *h.lines})
}

func goldenLine(line []byte) golden.Tuple {
	head := checkHead(append(bytes.Clone(line), "\r\nHost: x\r\n\r\n"...), headPolicy{plain: true, max: 1 << 20})
	switch o := head.override; head.verdict {
	case headPlain:
		words := strings.Fields(string(line))
		return golden.Tuple{"ok", words[0], collapseSlashes(words[1]), words[2]}
	case headOverride:
		return golden.Tuple{"ok", o.command, o.path, o.version}
	case headRefused:
		return golden.Tuple{"error", int64(o.refusal.code), o.refusal.message}
	case headEmpty:
		return golden.Tuple{"close"}
	}
	return golden.Tuple{"incomplete"}
}

// TestHTTPDate: the quick form is time's.
func TestHTTPDate(t *testing.T) {
	for _, at := range []time.Time{{}, fileTime, time.Unix(0, 0), time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
		time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)} {
		for day := range 800 {
			at := at.Add(time.Duration(day) * 12_345 * time.Second * 7).In(time.FixedZone("", 3*3600))
			if got, want := httpDate(at), at.UTC().Format(http.TimeFormat); got != want {
				t.Fatalf("%q, want %q", got, want)
			}
		}
	}
}
