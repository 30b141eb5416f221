package httpserve

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// sendExtended sends a file's head with what Ranges, ETags and Compress add.
func (h *SimpleHTTPRequestHandler) sendExtended(self simpleHandler, name string, f io.ReadCloser, info fileInfo) io.ReadCloser {
	kind, coding := self.GuessType(name), ""
	varies := h.Compress && (compressible(kind) || h.hasSidecar(name))
	if varies {
		f, info, coding = h.chooseCoding(name, kind, f, info)
	}
	etag := ""
	if h.ETags && !info.modified.IsZero() {
		etag = makeETag(info, coding)
	}
	content, seekable := f.(io.ReadSeeker)
	conditional := h.Ranges && h.Headers["Range"] != nil ||
		h.ETags && (h.Headers["If-None-Match"] != nil || h.Headers["If-Match"] != nil)
	switch {
	case h.notModified(info.modified):
		defer f.Close()
		self.SendResponse(HTTPStatusNotModified)
		h.sendValidators(etag, varies)
		self.EndHeaders()
		return nil
	case conditional && seekable:
		defer f.Close()
		h.serveContent(self, kind, coding, etag, varies, info, content)
		return nil
	}
	self.SendResponse(HTTPStatusOK)
	h.sendText("Content-Type", kind)
	h.setHeader("Content-Length", strconv.FormatInt(info.size, 10))
	h.sendLastModified(self, info.modified)
	h.sendEntityHeaders(coding, seekable)
	h.sendValidators(etag, varies)
	h.sendExtraResponseHeaders()
	self.EndHeaders()
	h.body = fileBody{f, info.size}
	return &h.body
}

func (h *SimpleHTTPRequestHandler) sendEntityHeaders(coding string, seekable bool) {
	if coding != "" {
		h.setHeader("Content-Encoding", coding)
	}
	if h.Ranges && seekable {
		h.setHeader("Accept-Ranges", "bytes")
	}
	h.sendFileGuard()
}

func (h *SimpleHTTPRequestHandler) sendValidators(etag string, varies bool) {
	if etag != "" {
		h.setHeader("Etag", etag)
	}
	if varies {
		h.addVary("Accept-Encoding")
	}
}

func (h *SimpleHTTPRequestHandler) addVary(name string) {
	h.ResponseWriter.Header().Add("Vary", name)
}

// makeETag returns a validator that changes with the file (RFC 9110, section
// 8.8.3).
func makeETag(info fileInfo, coding string) string {
	tag := strconv.AppendInt([]byte{'"'}, info.modified.UnixNano(), 36)
	tag = strconv.AppendInt(append(tag, '-'), info.size, 36)
	if coding != "" {
		tag = append(append(tag, '-'), coding...)
	}
	return string(append(tag, '"'))
}

// serveContent leaves conditions and ranges to http.ServeContent (RFC 9110,
// sections 13 and 14).
func (h *SimpleHTTPRequestHandler) serveContent(self simpleHandler, kind, coding, etag string, varies bool, info fileInfo, content io.ReadSeeker) {
	w := &contentWriter{h: h, self: self}
	header := w.Header()
	header.Set("Content-Type", kind)
	h.sendEntityHeaders(coding, true)
	h.sendValidators(etag, varies)
	h.sendExtraResponseHeaders()
	r := h.Request
	if !h.Ranges && r.Header["Range"] != nil {
		r = r.Clone(r.Context())
		r.Header.Del("Range")
	}
	http.ServeContent(w, r, "", info.modified, content)
}

// A contentWriter is what http.ServeContent writes to: statuses go through the
// handler, so that they are logged and errors have the handler's page.
type contentWriter struct {
	h      *SimpleHTTPRequestHandler
	self   simpleHandler
	failed bool
}

func (w *contentWriter) Header() http.Header { return w.h.ResponseWriter.Header() }

func (w *contentWriter) WriteHeader(code int) {
	if code < 400 {
		w.self.SendResponse(HTTPStatus(code))
		w.self.EndHeaders()
		return
	}
	w.failed = true
	if size := w.Header().Get("Content-Range"); size != "" {
		w.h.onError = append(w.h.onError, [2]string{"Content-Range", size})
	}
	w.self.SendError(HTTPStatus(code))
}

func (w *contentWriter) Write(p []byte) (int, error) {
	if w.failed {
		return len(p), nil
	}
	return w.h.WFile.Write(p)
}

func (w *contentWriter) ReadFrom(r io.Reader) (int64, error) {
	if w.failed {
		return io.Copy(io.Discard, r)
	}
	return io.Copy(w.h.WFile, r)
}

// chooseCoding returns the file as the client is to have it: as FILE.br or
// FILE.gz, compressed on the way, or as it is.
func (h *SimpleHTTPRequestHandler) chooseCoding(name, kind string, f io.ReadCloser, info fileInfo) (io.ReadCloser, fileInfo, string) {
	accepted := strings.Join(h.Headers["Accept-Encoding"], ",")
	if accepted == "" {
		return f, info, ""
	}
	for _, coding := range sidecars {
		if !acceptsCoding(accepted, coding.name) {
			continue
		}
		side, sideInfo, err := h.open(name + coding.ending)
		if err != nil {
			continue
		}
		if sideInfo.dir || sideInfo.modified.Before(info.modified) {
			side.Close()
			continue
		}
		f.Close()
		return side, sideInfo, coding.name
	}
	if h.Headers["Range"] != nil || !compressible(kind) || info.size < minCompress || info.size > maxCompress || !acceptsCoding(accepted, "gzip") {
		return f, info, ""
	}
	packed, err := gzipped(&fileBody{f, info.size})
	if err != nil {
		return f, info, "" // the file was cut short; its length will tell
	}
	f.Close()
	info.size = int64(len(packed))
	return bytesBody{bytes.NewReader(packed)}, info, "gzip"
}

// sidecars are the files that may lie beside one, the best first.
var sidecars = []struct{ name, ending string }{{"br", ".br"}, {"gzip", ".gz"}}

func (h *SimpleHTTPRequestHandler) hasSidecar(name string) bool {
	for _, coding := range sidecars {
		if f, _, err := h.open(name + coding.ending); err == nil {
			f.Close()
			return true
		}
	}
	return false
}

// Files of these sizes are compressed on the way; larger ones want a sidecar.
const (
	minCompress = 512
	maxCompress = 4 << 20
)

var gzipWriters = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(nil, 5)
	return w
}}

func gzipped(r io.Reader) ([]byte, error) {
	w := gzipWriters.Get().(*gzip.Writer)
	defer gzipWriters.Put(w)
	var buf bytes.Buffer
	w.Reset(&buf)
	if _, err := io.Copy(w, r); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// compressible reports whether files of the type are worth compressing.
func compressible(kind string) bool {
	kind, _, _ = strings.Cut(kind, ";")
	if strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "+xml") || strings.HasSuffix(kind, "+json") {
		return true
	}
	switch kind {
	case "application/json", "application/javascript", "application/xml", "application/wasm",
		"application/manifest+json", "application/x-ndjson", "application/yaml", "application/toml",
		"application/sql", "font/ttf", "font/otf", "image/vnd.microsoft.icon":
		return true
	}
	return false
}

// acceptsCoding reads an Accept-Encoding header (RFC 9110, section 12.5.3).
func acceptsCoding(header, coding string) bool {
	accepted, named := false, false
	for item := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(item, ";")
		name = strings.TrimSpace(name)
		exact := strings.EqualFold(name, coding) || coding == "gzip" && strings.EqualFold(name, "x-gzip")
		if exact || name == "*" && !named {
			accepted = !zeroQuality(params)
			named = named || exact
		}
	}
	return accepted
}

func zeroQuality(params string) bool {
	for param := range strings.SplitSeq(params, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(param), "=")
		if strings.EqualFold(strings.TrimSpace(name), "q") {
			q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			return err == nil && q == 0
		}
	}
	return false
}
