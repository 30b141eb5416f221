package httpserve

import (
	"bytes"
	"io"
	"io/fs"
	"net/http"
	"path"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"
)

// SimpleHTTPRequestHandler serves files and listings of folders with GET and
// HEAD: Python's [http.server.SimpleHTTPRequestHandler].
//
//	server, err := httpserve.NewThreadingHTTPServer("localhost:8000",
//		&httpserve.SimpleHTTPRequestHandler{Directory: "/srv/www"})
//
// The fields up to IndexPages are Python's; what comes after them is beyond
// Python and off unless set. A type that embeds the handler may replace
// SendHead, ListDirectory, TranslatePath, CopyFile and GuessType.
//
// It serves regular files within the folder alone: a symbolic link that leads
// out of it is not found, unless FollowSymlinks is set.
//
// [http.server.SimpleHTTPRequestHandler]: https://docs.python.org/3.15/library/http.server.html#http.server.SimpleHTTPRequestHandler
type SimpleHTTPRequestHandler struct {
	BaseHTTPRequestHandler

	// Directory is the folder, by default the current one.
	Directory string
	// ExtraResponseHeaders are added to answers with a file or a listing; those
	// that the answer has anyway are left out.
	ExtraResponseHeaders [][2]string
	// DefaultContentType, by default application/octet-stream, is that of files
	// whose ending says nothing.
	DefaultContentType string
	// ExtensionsMap gives the type of an ending, with its dot, before the
	// general tables are asked. By default it has .gz, .Z, .bz2 and .xz.
	ExtensionsMap map[string]string
	// IndexPages, by default index.html and index.htm, are served in place of a
	// folder's listing.
	IndexPages []string

	// FS serves a file system in place of Directory.
	FS fs.FS
	// FollowSymlinks follows symbolic links out of the folder, as Python does.
	FollowSymlinks bool
	// Ranges answers requests for a part of a file.
	Ranges bool
	// ETags sends an ETag with each file and honours If-Match, If-None-Match and
	// If-Range.
	ETags bool
	// Compress sends text compressed to clients that take it: FILE.br or FILE.gz
	// if it lies beside FILE and is not older, else gzip made on the way.
	Compress bool
	// RichListing lists folders with sizes and dates, to be sorted by each, and
	// as JSON for clients that prefer application/json.
	RichListing bool
	// Uploads takes files by PUT, and by a form on the rich listing. Without
	// Users it is for loopback addresses only.
	Uploads bool
	// MaxUpload bounds an upload, in bytes. By default it is 1 GiB.
	MaxUpload int64
	// Overwrite lets an upload replace a file.
	Overwrite bool
	// Users, name to password, asks for one of them by HTTP basic
	// authentication. Realm is what the client shows the user then.
	Users map[string]string
	Realm string
	// CORS lets other sites' pages read the files.
	CORS *CORS
	// Fallback names the file that answers for missing pages, index.html, say,
	// of a single-page application. Paths with an ending are still not found.
	Fallback string
	// AllowedHosts are the names that the header Host may have, without ports.
	// With Uploads on a loopback address they are by default the loopback's own,
	// so that a page of a site that rebinds its name there can do nothing.
	AllowedHosts []string

	onError [][2]string // headers for an error page
	// Of the file that is sent; here, so that they need no memory of their own.
	modified [1]time.Time
	body     fileBody
}

// A simpleHandler is a handler type that embeds SimpleHTTPRequestHandler.
type simpleHandler interface {
	RequestHandler
	SendHead() io.ReadCloser
	ListDirectory(path string) io.ReadCloser
	TranslatePath(path string) string
	CopyFile(source io.Reader, outputfile io.Writer) error
	GuessType(path string) string
	simple() *SimpleHTTPRequestHandler
}

func (h *SimpleHTTPRequestHandler) simple() *SimpleHTTPRequestHandler { return h }

// wrongSimple finds the method that keeps a type from being a simpleHandler.
func wrongSimple(t reflect.Type) error {
	want := reflect.TypeFor[*SimpleHTTPRequestHandler]()
	for _, name := range []string{"SendHead", "ListDirectory", "TranslatePath", "CopyFile", "GuessType"} {
		m, _ := want.MethodByName(name)
		method := reflect.New(want).Elem().Method(m.Index).Type()
		if have, ok := t.MethodByName(name); ok && reflect.New(t).Elem().Method(have.Index).Type() != method {
			return &TypeError{Text: t.String() + "." + name + " must be a " + method.String()}
		}
	}
	return &TypeError{Text: t.String() + " does not replace SimpleHTTPRequestHandler's methods rightly"}
}

func (h *SimpleHTTPRequestHandler) setSimpleDefaults() {
	if h.ServerVersion == "BaseHTTP" {
		h.ServerVersion = "SimpleHTTP"
	}
	setDefault(&h.Directory, ".")
	setDefault(&h.DefaultContentType, "application/octet-stream")
	setDefault(&h.Realm, "Files")
	if h.ExtensionsMap == nil {
		h.ExtensionsMap = defaultExtensions
	}
	if h.IndexPages == nil {
		h.IndexPages = defaultIndexPages
	}
	if h.MaxUpload == 0 {
		h.MaxUpload = 1 << 30
	}
}

var defaultIndexPages = []string{"index.html", "index.htm"}

// DoGET answers with a file or a listing. See [SimpleHTTPRequestHandler.do_GET].
//
// [SimpleHTTPRequestHandler.do_GET]: https://docs.python.org/3.15/library/http.server.html#http.server.SimpleHTTPRequestHandler.do_GET
func (h *SimpleHTTPRequestHandler) DoGET() {
	self := h.self.(simpleHandler)
	if f := self.SendHead(); f != nil {
		defer f.Close()
		self.CopyFile(f, h.WFile)
	}
}

// DoHEAD answers with the head of what DoGET would send. See
// [SimpleHTTPRequestHandler.do_HEAD].
//
// [SimpleHTTPRequestHandler.do_HEAD]: https://docs.python.org/3.15/library/http.server.html#http.server.SimpleHTTPRequestHandler.do_HEAD
func (h *SimpleHTTPRequestHandler) DoHEAD() {
	if f := h.self.(simpleHandler).SendHead(); f != nil {
		f.Close()
	}
}

// SendHead sends the status line and the headers for a file or a listing, and
// returns what is to be sent after them: nil if there is nothing, as after an
// error. See [SimpleHTTPRequestHandler.send_head].
//
// [SimpleHTTPRequestHandler.send_head]: https://docs.python.org/3.15/library/http.server.html#http.server.SimpleHTTPRequestHandler
func (h *SimpleHTTPRequestHandler) SendHead() io.ReadCloser {
	self := h.self.(simpleHandler)
	name := self.TranslatePath(h.Path)
	f, info, err := h.open(name)
	if err == nil && info.dir {
		f.Close()
		if !endsInSlash(h.Path) {
			h.redirectToFolder()
			return nil
		}
		if name, f, info = h.openIndex(name); f == nil {
			return self.ListDirectory(name)
		}
	} else if err == nil && strings.HasSuffix(name, "/") {
		f.Close()
		err = fs.ErrNotExist
	}
	if err != nil {
		if f, info, name = h.openFallback(); f == nil {
			self.SendError(HTTPStatusNotFound, Message("File not found"))
			return nil
		}
	}
	return h.sendFileHead(self, name, f, info)
}

// sendFileHead sends the head for an open file.
func (h *SimpleHTTPRequestHandler) sendFileHead(self simpleHandler, name string, f io.ReadCloser, info fileInfo) io.ReadCloser {
	if h.Ranges || h.ETags || h.Compress {
		return h.sendExtended(self, name, f, info)
	}
	if h.notModified(info.modified) {
		f.Close()
		self.SendResponse(HTTPStatusNotModified)
		self.EndHeaders()
		return nil
	}
	self.SendResponse(HTTPStatusOK)
	h.sendText("Content-Type", self.GuessType(name))
	h.setHeader("Content-Length", strconv.FormatInt(info.size, 10))
	h.sendLastModified(self, info.modified)
	h.sendFileGuard()
	h.sendExtraResponseHeaders()
	self.EndHeaders()
	h.body = fileBody{f, info.size}
	return &h.body
}

// sendLastModified says when the file was changed. An embedded file, for one,
// does not know.
func (h *SimpleHTTPRequestHandler) sendLastModified(self simpleHandler, modified time.Time) {
	if !modified.IsZero() {
		h.modified[0] = modified
		h.sendText("Last-Modified", self.DateTimeString(h.modified[:]...))
	}
}

// notModified reports whether If-Modified-Since says that the client's copy is
// good, by CPython's rules: If-None-Match takes precedence, and only dates in
// UTC count.
func (h *SimpleHTTPRequestHandler) notModified(modified time.Time) bool {
	since := h.Headers["If-Modified-Since"]
	if since == nil || h.Headers["If-None-Match"] != nil {
		return false
	}
	t, ok := parseDate(since[0])
	return ok && !modified.IsZero() && !modified.Truncate(time.Second).After(t)
}

// sendExtraResponseHeaders sends the class's own headers.
func (h *SimpleHTTPRequestHandler) sendExtraResponseHeaders() {
	if len(h.ExtraResponseHeaders) == 0 {
		return
	}
	sent := make(map[string]bool)
	for name := range h.ResponseWriter.Header() {
		sent[name] = true
	}
	for _, pair := range h.ExtraResponseHeaders {
		if !sent[http.CanonicalHeaderKey(pair[0])] {
			h.SendHeader(pair[0], pair[1])
		}
	}
}

// redirectToFolder sends the client to the same path with a slash behind it.
// The target never begins with two slashes, nor with a backslash that browsers
// take for one, so that it stays on this host.
func (h *SimpleHTTPRequestHandler) redirectToFolder() {
	target, rest := cutTarget(h.Path)
	if i := strings.Index(target, "://"); i > 0 && !strings.HasPrefix(target, "/") {
		_, target, _ = strings.Cut(target[i+len("://"):], "/")
		target = "/" + target
	}
	target = strings.ReplaceAll(target, `\`, "%5C")
	h.self.SendResponse(HTTPStatusMovedPermanently)
	h.SendHeader("Location", collapseSlashes(target)+"/"+rest)
	h.SendHeader("Content-Length", "0")
	h.self.EndHeaders()
}

// openIndex opens the first index page of a folder. Without one it returns the
// folder's name.
func (h *SimpleHTTPRequestHandler) openIndex(folder string) (string, io.ReadCloser, fileInfo) {
	for _, page := range h.IndexPages {
		name := strings.TrimSuffix(folder, "/") + "/" + page
		f, info, err := h.open(name)
		if err != nil {
			continue
		}
		if !info.dir {
			return name, f, info
		}
		f.Close()
	}
	return folder, nil, fileInfo{}
}

// open opens a translated path.
func (h *SimpleHTTPRequestHandler) open(name string) (io.ReadCloser, fileInfo, error) {
	rel, ok := h.relative(name)
	if !ok {
		return nil, fileInfo{}, fs.ErrNotExist
	}
	return h.class.files.open(rel)
}

// relative returns the path within the folder, "." for itself.
func (h *SimpleHTTPRequestHandler) relative(name string) (string, bool) {
	if h.FS == nil {
		var ok bool
		if name, ok = cutFolder(filepath.ToSlash(name), filepath.ToSlash(h.Directory)); !ok {
			return "", false
		}
	}
	name = strings.Trim(name, "/")
	if name == "" {
		name = "."
	}
	if h.FS != nil {
		return name, fs.ValidPath(name)
	}
	return name, filepath.IsLocal(filepath.FromSlash(name)) && localName(name)
}

func cutFolder(name, folder string) (string, bool) {
	if !strings.HasPrefix(name, folder) {
		return "", false
	}
	rest := name[len(folder):]
	return rest, rest == "" || rest[0] == '/' || strings.HasSuffix(folder, "/")
}

// TranslatePath returns the file that a request's path stands for: Directory
// and the path's parts, decoded, without "." and "..", and with a slash at the
// end if the path has one. See [SimpleHTTPRequestHandler.translate_path].
//
// With FS it is the name in the file system. A type may replace it, but what is
// returned must lie within Directory; else the file is not found.
//
// [SimpleHTTPRequestHandler.translate_path]: https://docs.python.org/3.15/library/http.server.html#http.server.SimpleHTTPRequestHandler
func (h *SimpleHTTPRequestHandler) TranslatePath(target string) string {
	decoded := decodePath(target)
	slash := strings.HasSuffix(decoded, "/")
	if !strings.HasPrefix(decoded, "/") {
		decoded = "/" + decoded
	}
	clean := path.Clean(decoded)
	if h.FS != nil {
		clean = clean[1:]
		if slash && clean != "" {
			clean += "/"
		}
		return clean
	}
	folder := filepath.ToSlash(h.Directory)
	if clean == "/" {
		if !slash {
			return folder
		}
		clean = ""
	}
	if slash {
		clean += "/"
	}
	return strings.TrimSuffix(folder, "/") + clean
}

// CopyFile copies what SendHead returned to the client. The error is the first of
// reading or writing. See [SimpleHTTPRequestHandler.copyfile].
//
// [SimpleHTTPRequestHandler.copyfile]: https://docs.python.org/3.15/library/http.server.html#http.server.SimpleHTTPRequestHandler
func (h *SimpleHTTPRequestHandler) CopyFile(source io.Reader, outputfile io.Writer) error {
	if b, ok := source.(*fileBody); ok && b.left <= smallFile {
		buf := smallBuffers.Get().(*[smallFile]byte)
		defer smallBuffers.Put(buf)
		n, err := io.ReadFull(b, buf[:b.left])
		if n > 0 {
			if _, werr := outputfile.Write(buf[:n]); werr != nil {
				return werr
			}
		}
		return err
	}
	_, err := io.Copy(outputfile, source)
	return err
}

// smallFile is the size up to which a file is sent in one piece.
const smallFile = 32 << 10

var smallBuffers = sync.Pool{New: func() any { return new([smallFile]byte) }}

// A fileBody is as much of a file as was promised in Content-Length.
type fileBody struct {
	io.ReadCloser
	left int64
}

func (b *fileBody) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, io.EOF
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

type bytesBody struct{ *bytes.Reader }

func (bytesBody) Close() error { return nil }

// endsInSlash reports whether the target's path ends in a slash, written so or
// in percents.
func endsInSlash(target string) bool {
	target, _ = cutTarget(target)
	return strings.HasSuffix(target, "/") || strings.HasSuffix(target, "%2f") || strings.HasSuffix(target, "%2F")
}

// cutTarget splits a target into its path and the query or fragment behind it.
func cutTarget(target string) (path, rest string) {
	if i := strings.IndexAny(target, "?#"); i >= 0 {
		return target[:i], target[i:]
	}
	return target, ""
}

// openFallback opens the page that answers for missing ones.
func (h *SimpleHTTPRequestHandler) openFallback() (f io.ReadCloser, info fileInfo, name string) {
	target, _ := cutTarget(h.Path)
	if h.Fallback == "" || path.Ext(target) != "" {
		return nil, fileInfo{}, ""
	}
	name = h.self.(simpleHandler).TranslatePath("/" + h.Fallback)
	f, info, err := h.open(name)
	if err != nil {
		return nil, fileInfo{}, ""
	}
	if info.dir {
		f.Close()
		return nil, fileInfo{}, ""
	}
	return f, info, name
}
