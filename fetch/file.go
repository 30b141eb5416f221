package fetch

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// A FileHandler opens file URLs. It is Python's [urllib.request.FileHandler].
//
// [urllib.request.FileHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.FileHandler
type FileHandler struct{ BaseHandler }

// NewFileHandler makes a FileHandler.
func NewFileHandler() *FileHandler { return new(FileHandler) }

func (*FileHandler) isFileHandler() {}

// OpenSchemes returns file.
func (*FileHandler) OpenSchemes() []string { return []string{"file"} }

// SchemeOpen is FileOpen.
func (h *FileHandler) SchemeOpen(req *Request) (*Response, error) { return h.FileOpen(req) }

// FileOpen opens a regular file of this machine; another host in the URL, and
// whatever else goes wrong, is a URLError.
func (h *FileHandler) FileOpen(req *Request) (*Response, error) { return h.OpenLocalFile(req) }

// OpenLocalFile is FileOpen.
func (h *FileHandler) OpenLocalFile(req *Request) (*Response, error) {
	path, err := urlToPath(req.Context(), req.FullURL(), true, true, filepath.Separator == '\\')
	if err != nil {
		return nil, err
	}
	if strings.IndexByte(path, 0) >= 0 {
		return nil, &ValueError{Text: "stat: embedded null character in path"}
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	if info.IsDir() {
		return nil, fileError(path, isDirectory)
	}
	if !info.Mode().IsRegular() {
		return nil, &URLError{Reason: &OSError{Strerror: "not a regular file: " + pyrepr.String(path)}, Filename: path}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	headers := http.Header{
		"Content-Type":   {guessType(path)},
		"Content-Length": {strconv.FormatInt(info.Size(), 10)},
		"Last-Modified":  {info.ModTime().UTC().Format(http.TimeFormat)},
	}
	return NewAddInfoURL(f, headers, Pathname2URL(path, AddScheme(true)), 0), nil
}

// GetNames returns the addresses that count as this machine's.
func (*FileHandler) GetNames() []string { return ownAddresses(context.Background()) }

func fileError(path string, err error) error {
	e := osError(err)
	e.Filename = path
	if e.Errno != 0 && path == "" {
		e.Strerror, e.Errno = fmt.Sprintf("[Errno %d] %s: ''", e.Errno, e.Strerror), 0
	}
	return &URLError{Reason: e, Filename: path}
}

const pathSeparators = "/" + string(filepath.Separator)

// guessType returns the media type that belongs to a file's name.
func guessType(path string) string {
	if t := knownType(path); t != "" {
		return t
	}
	return "text/plain"
}

// knownType is guessType, or "" if the name says nothing.
func knownType(path string) string {
	name := path[strings.LastIndexAny(path, pathSeparators)+1:]
	// Dots that begin a name begin no extension.
	t, _, _ := strings.Cut(mime.TypeByExtension(filepath.Ext(strings.TrimLeft(name, "."))), ";")
	return t
}
