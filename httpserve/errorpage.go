package httpserve

import (
	"io"
	"strings"

	"github.com/gobatteries/batteries/internal/wtf8"
)

// DefaultErrorMessage is the error page; %(code)d, %(message)s and %(explain)s
// stand for its texts. A handler's field ErrorMessageFormat replaces it.
const DefaultErrorMessage = `<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <style type="text/css">
            :root {
                color-scheme: light dark;
            }
        </style>
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
`

// DefaultErrorContentType is the error page's Content-Type.
const DefaultErrorContentType = "text/html;charset=utf-8"

// SendError logs an error and answers with an error page, after which the
// connection closes. See [BaseHTTPRequestHandler.send_error].
//
// There is no page for a status below 200, for 204, 205 and 304, and in answer
// to HEAD. Once the head of another response is sent, it only logs.
//
// Keywords: [Message], by default the status's phrase; [Explain], by default its
// description. A status without either has "???".
//
// [BaseHTTPRequestHandler.send_error]: https://docs.python.org/3.15/library/http.server.html#http.server.BaseHTTPRequestHandler.send_error
func (h *BaseHTTPRequestHandler) SendError(code HTTPStatus, options ...ErrorOption) {
	message, explain := "???", "???"
	if text, ok := statusTable[code]; ok {
		message, explain = text.phrase, text.description
	}
	for _, option := range options {
		switch o := option.(type) {
		case Message:
			message = string(o)
		case Explain:
			explain = string(o)
		}
	}
	h.self.LogError("code %d, message %s", int(code), message)
	if h.ended {
		return
	}
	clear(h.ResponseWriter.Header())
	h.self.SendResponse(code, Message(message))
	h.sendText("Connection", "close")
	if !bodyAllowed(code) {
		h.self.EndHeaders()
		return
	}
	page := encodeReplace(strings.NewReplacer(
		"%(code)d", code.String(),
		"%(code)s", code.String(),
		"%(message)s", escapeHTML(message),
		"%(explain)s", escapeHTML(explain),
		"%%", "%",
	).Replace(h.ErrorMessageFormat))
	h.SendHeader("Content-Type", h.ErrorContentType)
	h.SendHeader("Content-Length", len(page))
	h.self.EndHeaders()
	if h.Command != "HEAD" {
		io.WriteString(h.WFile, page)
	}
}

func bodyAllowed(code HTTPStatus) bool {
	return code >= 200 && code != 204 && code != 205 && code != 304
}

// encodeReplace is str.encode('UTF-8', 'replace'): what UTF-8 lacks, lone
// surrogates, becomes a question mark.
func encodeReplace(s string) string {
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	for _, r := range wtf8.Runes(s) {
		if wtf8.IsSurrogate(r) {
			r = '?'
		}
		b.WriteRune(r)
	}
	return b.String()
}
