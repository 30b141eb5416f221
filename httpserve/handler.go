package httpserve

import (
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// SysVersion is the default of the field of that name: what CPython 3.15
// announces.
const SysVersion = "Python/3.15.2"

// An Address is a host and a port, Python's tuple.
type Address struct {
	Host string
	Port int
}

// String returns the tuple as Python's repr does: ('127.0.0.1', 8000).
func (a Address) String() string {
	return fmt.Sprintf("('%s', %d)", a.Host, a.Port)
}

// BaseHTTPRequestHandler is what a handler type embeds: Python's
// [http.server.BaseHTTPRequestHandler]. The type answers the request method
// SPAM with its method DoSPAM; the name is "Do" and the request method as it
// came, so that GET is answered by DoGET and get, if at all, by Doget. A
// request without such a method is answered with 501.
//
// The first group of fields is filled in for each request. The second are the
// class's attributes, set once on the value given to the server; where they are
// empty they have Python's defaults.
//
// [http.server.BaseHTTPRequestHandler]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler
type BaseHTTPRequestHandler struct {
	Command        string      // the method, "GET"
	Path           string      // the request's target with its query, as it came; leading slashes are cut down to one
	RequestVersion string      // "HTTP/1.1"
	Headers        http.Header // of the request, Host included
	// RFile is the request's body; it ends where the body does. It must be read
	// before the response begins.
	RFile         io.Reader
	WFile         io.Writer   // the response's body
	ClientAddress Address     // of the other end of the connection
	Server        *HTTPServer // nil if one of ours does not serve the request
	// CloseConnection says whether the connection ends with this request. A
	// handler may set it before EndHeaders.
	CloseConnection bool
	Request         *http.Request       // the request as net/http has it
	ResponseWriter  http.ResponseWriter // the response as net/http has it

	ServerVersion      string // "BaseHTTP"
	SysVersion         string // [SysVersion]
	ProtocolVersion    string // "HTTP/1.0"; for handlers to read, the wire has net/http's
	ErrorMessageFormat string // [DefaultErrorMessage]
	ErrorContentType   string // [DefaultErrorContentType]
	// LogOutput is by default os.Stderr. Requests that are served at once may write
	// to it at once, a line with each call.
	LogOutput io.Writer

	self     RequestHandler // the value that embeds this one
	class    *class
	conn     *conn
	override *override // a request that net/http has no form for
	status   HTTPStatus
	ended    bool // the head is on its way
	dated    bool // SendResponse has sent a Date
	logging  logKind
	logArgs  [3]any    // of LogRequest
	values   [8]string // of the first headers, so that they need no memory of their own
	used     int       // how many of them
}

func (h *BaseHTTPRequestHandler) base() *BaseHTTPRequestHandler { return h }

func (h *BaseHTTPRequestHandler) setDefaults() {
	setDefault(&h.ServerVersion, "BaseHTTP")
	setDefault(&h.SysVersion, SysVersion)
	setDefault(&h.ProtocolVersion, "HTTP/1.0")
	setDefault(&h.ErrorMessageFormat, DefaultErrorMessage)
	setDefault(&h.ErrorContentType, DefaultErrorContentType)
}

func setDefault(field *string, value string) {
	if *field == "" {
		*field = value
	}
}

// begin fills the handler's fields from the request.
func (h *BaseHTTPRequestHandler) begin(self RequestHandler, c *class, w http.ResponseWriter, r *http.Request, cn *conn) {
	h.self, h.class, h.conn = self, c, cn
	h.Request, h.ResponseWriter = r, w
	h.Command, h.RequestVersion = r.Method, r.Proto
	h.Headers = r.Header
	h.RFile, h.WFile = r.Body, (*bodyWriter)(h)
	h.ClientAddress = parseAddress(r.RemoteAddr)
	h.CloseConnection = r.Close
	if cn != nil {
		h.Server = cn.server
		h.override = cn.override
	}
	if o := h.override; o != nil {
		h.Command, h.Path, h.RequestVersion = o.command, o.path, o.version
	} else {
		h.Path = collapseSlashes(latin1(requestTarget(r)))
	}
	if r.Host != "" && (h.override == nil || !h.override.bare) {
		r.Header["Host"] = h.values[:1:1]
		h.values[0], h.used = r.Host, 1
	}
	if len(r.TransferEncoding) > 0 {
		r.Header["Transfer-Encoding"] = r.TransferEncoding
	}
	if r.ContentLength != 0 {
		h.RFile = (*bodyReader)(h)
	}
}

// refused answers a head that Python would refuse, and reports whether it did.
func (h *BaseHTTPRequestHandler) refused() bool {
	if h.override == nil || h.override.refusal == nil {
		return false
	}
	e := h.override.refusal
	if e.explain == "" {
		h.self.SendError(e.code, Message(e.message))
	} else {
		h.self.SendError(e.code, Message(e.message), Explain(e.explain))
	}
	return true
}

// finish sends what a handler prepared without ending it.
func (h *BaseHTTPRequestHandler) finish() {
	if h.status != 0 && !h.ended {
		h.self.EndHeaders()
	}
}

// A bodyReader is RFile where there is a body.
type bodyReader BaseHTTPRequestHandler

// Read reads from the body. net/http gives up what is left of it when the
// response begins; a handler that reads on has a mistake that should be seen.
func (b *bodyReader) Read(p []byte) (int, error) {
	n, err := b.Request.Body.Read(p)
	if err == http.ErrBodyReadAfterClose {
		b.self.LogError("the request's body was read after the response had begun")
	}
	return n, err
}

// HandleOneRequest answers the request: it calls the Do method for Command, or
// SendError with 501 if there is none. See [BaseHTTPRequestHandler.handle_one_request].
//
// [BaseHTTPRequestHandler.handle_one_request]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.handle_one_request
func (h *BaseHTTPRequestHandler) HandleOneRequest() {
	if h.Headers["Expect"] != nil && strings.EqualFold(h.Headers.Get("Expect"), "100-continue") && h.Request.ProtoAtLeast(1, 1) && !h.self.HandleExpect100() {
		return
	}
	do := h.class.methods[h.Command]
	if do == nil {
		h.self.SendError(HTTPStatusNotImplemented, Message("Unsupported method ("+reprString(h.Command)+")"))
		return
	}
	do(h.self)
}

// HandleExpect100 is asked before an HTTP/1.1 request with "Expect: 100-continue"
// is answered. A type that refuses such a request replaces it, sends an error and
// returns false. This one returns true, and net/http asks the client for the
// body as soon as it is read. See [BaseHTTPRequestHandler.handle_expect_100].
//
// [BaseHTTPRequestHandler.handle_expect_100]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.handle_expect_100
func (h *BaseHTTPRequestHandler) HandleExpect100() bool { return true }

// SendResponse logs the request, and begins a response with the status line and
// the headers Server and Date. See [BaseHTTPRequestHandler.send_response].
//
// Keyword: [Message], which Python puts in the status line; here the reason
// phrase there is net/http's, and the message has no effect.
//
// [BaseHTTPRequestHandler.send_response]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.send_response
func (h *BaseHTTPRequestHandler) SendResponse(code HTTPStatus, options ...ResponseOption) {
	h.self.LogRequest(code, -1)
	h.self.SendResponseOnly(code, options...)
	h.setHeader("Server", h.self.VersionString())
	h.setHeader("Date", h.self.DateTimeString())
	h.dated = true
}

// SendResponseOnly begins a response with the status line alone: it neither logs
// nor adds headers. A code that is none, below 100 or above 999, is sent as 500.
// See [BaseHTTPRequestHandler.send_response_only].
//
// Keyword: [Message], which has no effect.
//
// [BaseHTTPRequestHandler.send_response_only]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.send_response_only
func (h *BaseHTTPRequestHandler) SendResponseOnly(code HTTPStatus, _ ...ResponseOption) {
	if code < 100 || code > 999 {
		code = HTTPStatusInternalServerError // or else net/http would say 200
	}
	h.status = code
}

// SendHeader adds a header to the response. The value is written as Python's
// str() does: text as it stands, numbers in decimal. See
// [BaseHTTPRequestHandler.send_header].
//
// A name that is no token, or a value with a line end or NUL in it, would split
// the response: it is left out, and the error is a [*ValueError]. Text outside
// Latin-1 is left out with a [*UnicodeEncodeError].
//
// [BaseHTTPRequestHandler.send_header]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.send_header
func (h *BaseHTTPRequestHandler) SendHeader(keyword string, value any) error {
	return h.sendText(keyword, headerValue(value))
}

// sendText is SendHeader of a text.
func (h *BaseHTTPRequestHandler) sendText(keyword, text string) error {
	text, err := headerText(keyword, text)
	if err != nil {
		return err
	}
	key := textproto.CanonicalMIMEHeaderKey(keyword)
	h.addHeader(key, text)
	if key == "Connection" {
		switch {
		case strings.EqualFold(text, "close"):
			h.CloseConnection = true
		case strings.EqualFold(text, "keep-alive"):
			h.CloseConnection = false
		}
	}
	return nil
}

// setHeader sets a header whose name is known to be good. Whether net/http's
// map has it already is not asked: that would be half the work.
func (h *BaseHTTPRequestHandler) setHeader(key, text string) {
	text, err := headerValueText(text)
	if err != nil {
		return
	}
	if i := h.used; i < len(h.values) {
		h.used++
		h.values[i] = text
		h.ResponseWriter.Header()[key] = h.values[i : i+1 : i+1]
		return
	}
	h.ResponseWriter.Header()[key] = []string{text}
}

func (h *BaseHTTPRequestHandler) addHeader(key, text string) {
	header := h.ResponseWriter.Header()
	if old := header[key]; len(old) > 0 {
		header[key] = append(old, text)
		return
	}
	if i := h.used; i < len(h.values) {
		h.used++
		h.values[i] = text
		header[key] = h.values[i : i+1 : i+1]
		return
	}
	header[key] = []string{text}
}

// EndHeaders ends the response's head and sends it. See
// [BaseHTTPRequestHandler.end_headers].
//
// A type that replaces it to add headers of its own to every response calls
// this one in the end.
//
// [BaseHTTPRequestHandler.end_headers]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.end_headers
func (h *BaseHTTPRequestHandler) EndHeaders() {
	if h.ended || h.status == 0 {
		return
	}
	w := h.ResponseWriter
	header := w.Header()
	if h.status.IsInformational() && h.status != HTTPStatusSwitchingProtocols {
		w.WriteHeader(int(h.status))
		clear(header)
		h.status = 0
		return
	}
	// A nil entry keeps net/http from adding what Python does not.
	if _, ok := header["Content-Type"]; !ok {
		header["Content-Type"] = nil
	}
	if !h.dated && header["Date"] == nil {
		header["Date"] = nil
	}
	if h.conn != nil && h.conn.ending() {
		h.CloseConnection = true
	}
	if h.CloseConnection && !h.Request.Close && header["Connection"] == nil {
		header["Connection"] = []string{"close"}
	}
	h.ended = true
	w.WriteHeader(int(h.status))
}

// FlushHeaders sends the head without waiting for the body's first bytes. See
// [BaseHTTPRequestHandler.flush_headers].
//
// [BaseHTTPRequestHandler.flush_headers]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.flush_headers
func (h *BaseHTTPRequestHandler) FlushHeaders() {
	if h.ended {
		(*bodyWriter)(h).Flush()
	}
}

// VersionString returns the value of the header Server: ServerVersion, a blank
// and SysVersion. See [BaseHTTPRequestHandler.version_string].
//
// [BaseHTTPRequestHandler.version_string]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.version_string
func (h *BaseHTTPRequestHandler) VersionString() string {
	if h.ServerVersion == "BaseHTTP" && h.SysVersion == SysVersion {
		return "BaseHTTP " + SysVersion
	}
	if h.ServerVersion == "SimpleHTTP" && h.SysVersion == SysVersion {
		return "SimpleHTTP " + SysVersion
	}
	return h.ServerVersion + " " + h.SysVersion
}

// AddressString returns the client's address for the log. See
// [BaseHTTPRequestHandler.address_string].
//
// [BaseHTTPRequestHandler.address_string]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.address_string
func (h *BaseHTTPRequestHandler) AddressString() string { return h.ClientAddress.Host }

// RequestLine returns the request line as it came, "GET /ok HTTP/1.1". See
// [BaseHTTPRequestHandler.requestline].
//
// [BaseHTTPRequestHandler.requestline]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.requestline
func (h *BaseHTTPRequestHandler) RequestLine() string {
	if h.override != nil {
		return h.override.line
	}
	return h.Command + " " + latin1(requestTarget(h.Request)) + " " + h.RequestVersion
}

// A bodyWriter is WFile: it ends the head, if that is still to do, and writes to
// net/http's response.
type bodyWriter BaseHTTPRequestHandler

func (b *bodyWriter) ready() {
	if !b.ended && b.status != 0 {
		b.self.EndHeaders()
	}
}

func (b *bodyWriter) Write(p []byte) (int, error) {
	b.ready()
	return b.ResponseWriter.Write(p)
}

func (b *bodyWriter) WriteString(s string) (int, error) {
	b.ready()
	return io.WriteString(b.ResponseWriter, s)
}

func (b *bodyWriter) ReadFrom(r io.Reader) (int64, error) {
	b.ready()
	return io.Copy(b.ResponseWriter, r)
}

// Flush sends what is buffered.
func (b *bodyWriter) Flush() {
	b.ready()
	http.NewResponseController(b.ResponseWriter).Flush()
}

// headerValue is str(value).
func headerValue(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case bool:
		if v {
			return "True"
		}
		return "False"
	case float64:
		return pyrepr.Float(v)
	case []byte:
		return pyrepr.Bytes(v)
	case nil:
		return "None"
	}
	return fmt.Sprint(value)
}

// headerText returns the text as the wire has it.
func headerText(keyword, text string) (string, error) {
	if !isToken(keyword) {
		return "", &ValueError{Text: "Invalid header name " + reprString(keyword)}
	}
	return headerValueText(text)
}

func headerValueText(text string) (string, error) {
	ascii := true
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\r' || c == '\n' || c == 0:
			return "", &ValueError{Text: "Invalid header value " + reprString(text)}
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	if ascii {
		return text, nil
	}
	return encodeLatin1(text)
}

// requestTarget returns the target as the client sent it, or, where a mux in
// between has changed the URL (as http.StripPrefix does), the changed one.
func requestTarget(r *http.Request) string {
	raw, u := r.RequestURI, r.URL
	if u.RawPath == "" && strings.HasPrefix(raw, u.Path) {
		if rest := raw[len(u.Path):]; rest == "" || rest[0] == '?' && rest[1:] == u.RawQuery {
			return raw
		}
	}
	if raw == "" {
		return u.RequestURI()
	}
	sent, err := url.ParseRequestURI(raw)
	if r.Method == http.MethodConnect || err != nil {
		return raw
	}
	if sent.Path == u.Path && sent.RawPath == u.RawPath && sent.RawQuery == u.RawQuery {
		return raw
	}
	return u.RequestURI()
}

func collapseSlashes(path string) string {
	if strings.HasPrefix(path, "//") {
		return "/" + strings.TrimLeft(path, "/")
	}
	return path
}

func parseAddress(remote string) Address {
	i := strings.LastIndexByte(remote, ':')
	if i < 0 {
		return Address{Host: remote}
	}
	port, _ := strconv.Atoi(remote[i+1:])
	host := remote[:i]
	if len(host) > 1 && host[0] == '[' {
		host = host[1 : len(host)-1]
	}
	return Address{host, port}
}
