package httpserve

import (
	"bytes"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// Python's limits on a request's head.
const (
	maxLine    = 65536
	maxHeaders = 100
)

// An override is what a handler sees of a request whose first line net/http
// has no form for, or which it must not read at all.
type override struct {
	command, path, version string
	line                   string // the request line
	bare                   bool   // HTTP/0.9: the response is the body alone
	refusal                *refusal
}

// A refusal is an error page in place of an answer.
type refusal struct {
	code             HTTPStatus
	message, explain string
}

// A verdict is what a head's check says.
type verdict uint8

const (
	headIncomplete verdict = iota // more bytes are needed
	headPlain                     // net/http reads it as it stands
	headOverride                  // the override counts, and the first line must be rewritten
	headRefused                   // the override has a refusal
	headEmpty                     // no request: close without an answer
)

// A head is the result of a check.
type head struct {
	verdict  verdict
	length   int // bytes of the head, the empty line included
	line     int // bytes of the request line, its end included
	body     int64
	chunked  bool
	override *override
	engine   string // the request line for net/http, without its end
}

// A headPolicy is what the server makes of a head beyond Python's rules.
type headPolicy struct {
	plain bool // the handler takes requests that net/http has no form for
	max   int  // bytes in all
}

// checkHead looks at the bytes that begin with a request's first line. It reads
// the request line as CPython does, and is stricter than CPython about the
// header lines: where two readers could disagree about them, it refuses.
func checkHead(b []byte, policy headPolicy) head {
	end := bytes.IndexByte(b, '\n')
	if end < 0 && len(b) <= maxLine {
		return head{verdict: headIncomplete}
	}
	if end < 0 || end+1 > maxLine {
		return refuse(&override{}, HTTPStatusURITooLong, "URI Too Long")
	}
	h := checkLine(b[:end], policy)
	h.line = end + 1
	if h.verdict != headPlain && h.verdict != headOverride {
		return h
	}
	if h.override != nil && h.override.bare && h.override.line == "" {
		return h
	}
	if h.override != nil && h.override.bare && !strings.HasSuffix(h.override.line, "HTTP/0.9") {
		h.length = h.line // two words: no headers follow
		return h
	}
	return h.checkHeaders(b, policy)
}

func refuse(o *override, code HTTPStatus, message string, args ...any) head {
	o.refusal = &refusal{code: code, message: fmt.Sprintf(message, args...)}
	return head{verdict: headRefused, override: o}
}

// checkLine judges the request line.
func checkLine(line []byte, policy headPolicy) head {
	if plainLine(bytes.TrimSuffix(line, []byte("\r"))) {
		return head{verdict: headPlain}
	}
	line = bytes.TrimRight(line, "\r")
	text := latin1(string(line))
	words := strings.FieldsFunc(text, pythonSpace)
	o := &override{line: text}
	if len(words) == 0 {
		return head{verdict: headEmpty}
	}
	version := "HTTP/1.0"
	if len(words) >= 3 {
		last := words[len(words)-1]
		major, minor, ok := parseVersion(last)
		if !ok {
			return refuse(o, HTTPStatusBadRequest, "Bad request version (%s)", reprString(last))
		}
		if major >= 2 {
			return refuse(o, HTTPStatusHTTPVersionNotSupported, "Invalid HTTP version (%s)", last[len("HTTP/"):])
		}
		o.version = last
		if major == 1 && minor >= 1 {
			version = "HTTP/1.1"
		}
	}
	if len(words) < 2 || len(words) > 3 {
		return refuse(o, HTTPStatusBadRequest, "Bad request syntax (%s)", reprString(text))
	}
	if len(words) == 2 {
		o.version = "HTTP/0.9"
		if words[0] != "GET" {
			return refuse(o, HTTPStatusBadRequest, "Bad HTTP/0.9 request type (%s)", reprString(words[0]))
		}
	}
	o.bare = o.version == "HTTP/0.9"
	o.command, o.path = words[0], collapseSlashes(words[1])
	return rewriteLine(o, words[1], version, policy)
}

// rewriteLine finds the request line that net/http is to read in place of the
// client's, whose method or target it may have no form for.
func rewriteLine(o *override, target, version string, policy headPolicy) head {
	method := o.command
	if !isToken(method) {
		method = "GET"
	}
	raw, _ := encodeLatin1(target)
	if !engineTarget(method, raw) {
		raw = "/"
	}
	h := head{verdict: headOverride, override: o, engine: method + " " + raw + " " + version}
	if policy.plain {
		return h
	}
	if method != o.command || raw == "/" && target != "/" || o.bare {
		return refuse(o, HTTPStatusBadRequest, "Bad request syntax (%s)", reprString(o.line))
	}
	return h
}

// engineTarget reports whether net/http takes the target.
func engineTarget(method, target string) bool {
	for i := range len(target) {
		if target[i] <= ' ' || target[i] == 0x7F {
			return false
		}
	}
	if method == "CONNECT" && !strings.HasPrefix(target, "/") {
		target = "http://" + target
	}
	u, err := url.ParseRequestURI(target)
	return err == nil && (u.Host == "" || validHost(u.Host))
}

// plainLine reports whether the line is one that Python and net/http read in the
// same way: a method in capitals, a target of printable ASCII with whole
// escapes, HTTP/1.0 or HTTP/1.1, one blank between them.
func plainLine(line []byte) bool {
	n := len(line) - len(" HTTP/1.1")
	if n < 0 || string(line[n:n+8]) != " HTTP/1." || line[n+8] != '1' && line[n+8] != '0' {
		return false
	}
	i := 0
	for i < n && 'A' <= line[i] && line[i] <= 'Z' {
		i++
	}
	if i == 0 || i+1 >= n || line[i] != ' ' || line[i+1] != '/' {
		return false
	}
	for i++; i < n; i++ {
		switch c := line[i]; {
		case c <= ' ' || c >= 0x7F:
			return false
		case c == '%' && (i+2 >= n || !isHex(line[i+1]) || !isHex(line[i+2])):
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// pythonSpace is str.isspace within Latin-1.
func pythonSpace(r rune) bool {
	return '\t' <= r && r <= '\r' || 0x1C <= r && r <= ' ' || r == 0x85 || r == 0xA0
}

func parseVersion(s string) (major, minor int, ok bool) {
	number, ok := strings.CutPrefix(s, "HTTP/")
	if !ok {
		return 0, 0, false
	}
	first, second, ok := strings.Cut(number, ".")
	major, ok1 := versionNumber(first)
	minor, ok2 := versionNumber(second)
	return major, minor, ok && ok1 && ok2
}

// versionNumber reads at most ten digits; no number above 99 is told apart.
func versionNumber(s string) (int, bool) {
	if s == "" || len(s) > 10 {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = min(n*10+int(s[i]-'0'), 99)
	}
	return n, true
}

// A fieldCheck is what the header lines say about the body, and what must not
// be said twice.
type fieldCheck struct {
	count                     int
	hosts, lengths, encodings int
	length                    int64
	bad                       *refusal
}

// checkHeaders judges the lines from h.line on.
func (h head) checkHeaders(b []byte, policy headPolicy) head {
	var fields fieldCheck
	for at := h.line; ; {
		n := bytes.IndexByte(b[at:], '\n')
		if n+1 > maxLine || n < 0 && len(b)-at > maxLine {
			return h.refuse(b, &refusal{HTTPStatusRequestHeaderFieldsTooLarge, "Line too long",
				"got more than 65536 bytes when reading header line"})
		}
		if n < 0 {
			if len(b) > policy.max {
				return h.refuse(b, &refusal{HTTPStatusRequestHeaderFieldsTooLarge, "Too many headers",
					"got more than " + strconv.Itoa(policy.max) + " bytes"})
			}
			return head{verdict: headIncomplete}
		}
		line := b[at : at+n]
		at += n + 1
		if len(line) > 0 && line[len(line)-1] == '\r' {
			line = line[:len(line)-1]
		}
		if len(line) == 0 {
			h.length = at
			break
		}
		if fields.count++; fields.count > maxHeaders {
			return h.refuse(b, &refusal{HTTPStatusRequestHeaderFieldsTooLarge, "Too many headers",
				"got more than 100 headers"})
		}
		if fields.bad == nil {
			fields.bad = fields.add(line)
		}
	}
	if bad := fields.verdict(h.isHTTP11(b)); bad != nil {
		return h.refuse(b, bad)
	}
	h.body = fields.length
	h.chunked = fields.encodings > 0
	return h
}

// isHTTP11 reports whether net/http is to read the request as HTTP/1.1.
func (h head) isHTTP11(b []byte) bool {
	if h.verdict == headOverride {
		return strings.HasSuffix(h.engine, "1.1")
	}
	return bytes.HasSuffix(bytes.TrimRight(b[:h.line], "\r\n"), []byte("1.1"))
}

// refuse turns a head that was fine so far into a refusal.
func (h head) refuse(b []byte, r *refusal) head {
	o := h.override
	if o == nil {
		line := string(bytes.TrimRight(b[:h.line], "\r\n"))
		words := strings.Fields(line)
		o = &override{command: words[0], path: collapseSlashes(words[1]), version: words[2], line: line}
	}
	o.refusal = r
	return head{verdict: headRefused, override: o, line: h.line}
}

func badHeader(format string, args ...any) *refusal {
	return &refusal{code: HTTPStatusBadRequest, message: fmt.Sprintf(format, args...)}
}

// add looks at one header line (RFC 9112, section 5).
func (f *fieldCheck) add(line []byte) *refusal {
	colon := bytes.IndexByte(line, ':')
	if colon <= 0 {
		return badHeader("Bad header line (%s)", reprString(latin1(string(line))))
	}
	for _, c := range line[:colon] {
		if !tokenBytes[c] {
			return badHeader("Bad header line (%s)", reprString(latin1(string(line))))
		}
	}
	value := bytes.Trim(line[colon+1:], " \t")
	for _, c := range value {
		if c < ' ' && c != '\t' || c == 0x7F {
			return badHeader("Bad header line (%s)", reprString(latin1(string(line))))
		}
	}
	switch line[0] | 0x20 {
	case 'c', 't', 'e', 'h':
		return f.addKnown(line[:colon], value)
	}
	return nil
}

// addKnown looks at the headers that say where the request ends and whom it is
// for.
func (f *fieldCheck) addKnown(name, value []byte) *refusal {
	switch {
	case equalFold(name, "host"):
		if f.hosts++; f.hosts > 1 {
			return badHeader("Bad header (more than one Host)")
		}
		if !validHost(string(value)) {
			return badHeader("Bad header (Host %s)", reprString(latin1(string(value))))
		}
	case equalFold(name, "content-length"):
		n, ok := parseLength(value)
		if f.lengths++; !ok || f.lengths > 1 && n != f.length {
			return badHeader("Bad header (Content-Length %s)", reprString(latin1(string(value))))
		}
		f.length = n
	case equalFold(name, "transfer-encoding"):
		f.encodings++
		if !equalFold(value, "chunked") {
			return &refusal{code: HTTPStatusNotImplemented,
				message: "Unsupported transfer encoding (" + reprString(latin1(string(value))) + ")"}
		}
	case equalFold(name, "expect"):
		if !equalFold(value, "100-continue") && len(value) > 0 {
			return &refusal{code: HTTPStatusExpectationFailed, message: "Expectation Failed"}
		}
	}
	return nil
}

// verdict judges the head as a whole.
func (f *fieldCheck) verdict(http11 bool) *refusal {
	switch {
	case f.bad != nil:
		return f.bad
	case f.lengths > 0 && f.encodings > 0:
		return badHeader("Bad header (Content-Length with Transfer-Encoding)")
	case f.encodings > 1:
		return badHeader("Bad header (more than one Transfer-Encoding)")
	case f.encodings > 0 && !http11: // which net/http takes for no body
		return badHeader("Bad header (Transfer-Encoding in HTTP/1.0)")
	case http11 && f.hosts == 0:
		return badHeader("Bad header (no Host)")
	}
	return nil
}

func equalFold(b []byte, lower string) bool {
	return len(b) == len(lower) && strings.EqualFold(string(b), lower)
}

// parseLength reads a Content-Length: digits alone.
func parseLength(b []byte) (int64, bool) {
	if len(b) == 0 || len(b) > 18 {
		return 0, false
	}
	var n int64
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

// validHost reports whether a Host header has only the characters of a host and
// port (RFC 9110, section 7.2). It may be empty.
func validHost(host string) bool {
	for i := range len(host) {
		c := host[i]
		if tokenBytes[c] && c != '#' && c != '^' && c != '`' && c != '|' {
			continue
		}
		switch c {
		case ':', '[', ']', '%', '(', ')', ',', ';', '=':
			continue
		}
		return false
	}
	return true
}
