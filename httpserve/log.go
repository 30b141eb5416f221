package httpserve

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/gobatteries/batteries/internal/tty"
)

// requestFormat is what LogRequest gives to LogMessage. LogMessage knows it
// again to set the line's colours.
const requestFormat = `"%s" %v %v`

type logKind uint8

const (
	logPlain logKind = iota
	logAsError
)

// LogRequest logs an accepted request; SendResponse calls it. A code of 0 and a
// negative size are written as "-", Python's defaults. It calls LogMessage with
// the format `"%s" %v %v`, the request line, the code and the size. See
// [BaseHTTPRequestHandler.log_request].
//
// [BaseHTTPRequestHandler.log_request]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.log_request
func (h *BaseHTTPRequestHandler) LogRequest(code HTTPStatus, size int64) {
	h.logArgs = [3]any{(*requestText)(h), dash, dash}
	if code != 0 {
		h.logArgs[1] = code
	}
	if size >= 0 {
		h.logArgs[2] = size
	}
	h.self.LogMessage(requestFormat, h.logArgs[:]...)
}

// A requestText is a handler's request line, put together when it is written.
type requestText BaseHTTPRequestHandler

func (t *requestText) String() string { return (*BaseHTTPRequestHandler)(t).RequestLine() }

// dash is the default of both code and size, as an interface that needs no
// memory.
var dash any = "-"

// LogError logs an error; SendError calls it. The format is fmt's. See
// [BaseHTTPRequestHandler.log_error].
//
// [BaseHTTPRequestHandler.log_error]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.log_error
func (h *BaseHTTPRequestHandler) LogError(format string, args ...any) {
	h.logging = logAsError
	h.self.LogMessage(format, args...)
	h.logging = logPlain
}

// LogMessage writes a line to LogOutput: the client's address, the time and the
// message, whose format is fmt's. Control characters and backslashes in it are
// escaped. A type that wants another log, or none, replaces it. See
// [BaseHTTPRequestHandler.log_message].
//
// [BaseHTTPRequestHandler.log_message]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.log_message
func (h *BaseHTTPRequestHandler) LogMessage(format string, args ...any) {
	out := h.LogOutput
	if out == nil {
		out = os.Stderr
	}
	colour := wantsColour(out)
	var message string
	if request, ok := requestArgs(format, args); ok {
		message = requestMessage(request, colour)
	} else {
		message = escapeControl(fmt.Sprintf(format, args...))
		if h.logging == logAsError {
			message = paint(colour, yellow, message)
		}
	}
	prefix := h.self.AddressString() + " - - [" + h.self.LogDateTimeString() + "]"
	io.WriteString(out, paint(colour, grey, prefix)+" "+message+"\n")
}

// requestArgs returns the three texts of a request's line.
func requestArgs(format string, args []any) (texts [3]string, ok bool) {
	if format != requestFormat || len(args) != 3 {
		return texts, false
	}
	for i, a := range args {
		texts[i] = fmt.Sprint(a)
	}
	return texts, true
}

// requestMessage writes the line of a request. Like Python's, it sets three
// words with one blank between them and leaves other lines as they are.
func requestMessage(texts [3]string, colour bool) string {
	line, code, size := escapeControl(texts[0]), escapeControl(texts[1]), escapeControl(texts[2])
	if method, rest, ok := cutBlanks(line); ok {
		if path, version, ok := cutBlanks(rest); ok {
			line = method + " " + paint(colour, cyan, path) + " " + version
		}
	}
	if !colour {
		return `"` + line + `" ` + code + " " + size
	}
	// The code's colour lasts until the size's begins.
	return `"` + line + `" ` + codeColour(code) + code + " " + grey + size + reset
}

// cutBlanks splits at the first run of blanks after the leading ones, as
// str.split(None, 1) does; ok says that there are two parts.
func cutBlanks(s string) (word, rest string, ok bool) {
	s = strings.TrimLeftFunc(s, pythonSpace)
	i := strings.IndexFunc(s, pythonSpace)
	if i < 0 {
		return s, "", false
	}
	rest = strings.TrimLeftFunc(s[i:], pythonSpace)
	return s[:i], rest, rest != ""
}

const (
	reset  = "\x1b[0m"
	grey   = "\x1b[90m"
	yellow = "\x1b[33m"
	cyan   = "\x1b[36m"
)

func paint(colour bool, code, s string) string {
	if !colour {
		return s
	}
	return code + s + reset
}

func codeColour(code string) string {
	if len(code) == 3 {
		switch code[0] {
		case '2':
			return "\x1b[32m"
		case '3':
			return "\x1b[96m"
		case '4':
			return "\x1b[33m"
		case '5':
			return "\x1b[31m"
		}
	}
	return ""
}

// escapeControl writes control characters and the backslash as Python's log
// does, so that a request cannot write to the terminal (C0, DEL and C1).
func escapeControl(s string) string {
	plain := true
	for i := 0; plain && i < len(s); i++ {
		plain = s[i] >= 0x20 && s[i] < 0x7F && s[i] != '\\'
	}
	if plain {
		return s
	}
	const hex = "0123456789abcdef"
	out := make([]byte, 0, len(s)+16)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\\':
			out = append(out, `\\`...)
		case r < 0x20 || 0x7F <= r && r < 0xA0:
			out = append(out, '\\', 'x', hex[r>>4], hex[r&15])
		case r == utf8.RuneError && n == 1:
			out = append(out, '\\', 'x', hex[s[i]>>4], hex[s[i]&15])
		default:
			out = append(out, s[i:i+n]...)
		}
		i += n
	}
	return string(out)
}

// wantsColour reports whether the log is set in colour: on a terminal, or when
// the environment says so (PYTHON_COLORS, NO_COLOR, FORCE_COLOR).
func wantsColour(out io.Writer) bool {
	f, ok := out.(*os.File)
	if !ok {
		return false
	}
	if f == os.Stderr {
		return stderrColour()
	}
	return tty.Colour(f)
}

var stderrColour = sync.OnceValue(func() bool { return tty.Colour(os.Stderr) })

// A second is the current second's text in one of the two forms. Whether it is
// over is told by the time after programStart, which is quicker to have than the
// time of day.
type second struct {
	from, to time.Duration
	text     string
}

var httpSecond, logSecond atomic.Pointer[second]

// secondText returns the current second's text, which is put together once.
func secondText(last *atomic.Pointer[second], text func(time.Time) string) string {
	since := time.Since(programStart)
	if s := last.Load(); s != nil && s.from <= since && since < s.to {
		return s.text
	}
	now := time.Now()
	since = now.Sub(programStart)
	s := &second{since, since + time.Second - time.Duration(now.Nanosecond()), text(now)}
	last.Store(s)
	return s.text
}

// DateTimeString returns the time, by default the current one, in the form that
// HTTP headers have: Thu, 02 Jan 2020 03:04:05 GMT. See
// [BaseHTTPRequestHandler.date_time_string].
//
// [BaseHTTPRequestHandler.date_time_string]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.date_time_string
func (h *BaseHTTPRequestHandler) DateTimeString(timestamp ...time.Time) string {
	if len(timestamp) > 0 {
		return httpDate(timestamp[0])
	}
	return secondText(&httpSecond, httpDate)
}

func logDate(t time.Time) string { return t.Format("02/Jan/2006 15:04:05") }

// httpDate is t.UTC().Format(http.TimeFormat) in a quarter of the time: each file
// has one.
func httpDate(t time.Time) string {
	t = t.UTC()
	year, month, day := t.Date()
	if year < 0 || year > 9999 {
		return t.Format(http.TimeFormat)
	}
	hour, minute, sec := t.Clock()
	var b [len(http.TimeFormat)]byte
	copy(b[:], "Sun, 00 Jan 0000 00:00:00 GMT")
	copy(b[0:3], "SunMonTueWedThuFriSat"[3*t.Weekday():])
	twoDigits(b[5:], day)
	copy(b[8:11], "JanFebMarAprMayJunJulAugSepOctNovDec"[3*(month-1):])
	twoDigits(b[12:], year/100)
	twoDigits(b[14:], year%100)
	twoDigits(b[17:], hour)
	twoDigits(b[20:], minute)
	twoDigits(b[23:], sec)
	return string(b[:])
}

func twoDigits(b []byte, n int) { b[0], b[1] = byte('0'+n/10), byte('0'+n%10) }

// LogDateTimeString returns the current local time in the form that the log has:
// 02/Jan/2020 03:04:05. See [BaseHTTPRequestHandler.log_date_time_string].
//
// [BaseHTTPRequestHandler.log_date_time_string]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.log_date_time_string
func (h *BaseHTTPRequestHandler) LogDateTimeString() string {
	return secondText(&logSecond, logDate)
}
