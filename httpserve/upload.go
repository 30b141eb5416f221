package httpserve

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// maxFormFiles bounds the files of one form.
const maxFormFiles = 100

// uploadPrefix begins the names of files that are still being written.
const uploadPrefix = ".upload-"

// upload takes a file by PUT, or files by a form.
func (h *SimpleHTTPRequestHandler) upload() {
	if len(h.Users) == 0 && !isLoopback(h.Request) {
		h.self.SendError(HTTPStatusForbidden, Explain("Uploads need a user name and password, or a loopback address"))
		return
	}
	if !h.sameSite() {
		h.self.SendError(HTTPStatusForbidden, Explain("Uploads from other sites are refused"))
		return
	}
	if h.Request.ContentLength > h.MaxUpload {
		h.self.SendError(HTTPStatusContentTooLarge)
		return
	}
	body := http.MaxBytesReader(h.ResponseWriter, h.Request.Body, h.MaxUpload)
	if h.Command == "PUT" {
		h.uploadPut(body)
		return
	}
	h.uploadForm(body)
}

// sameSite reports whether the request comes from this site's own pages, from
// no browser, or from a site that CORS names for the method.
func (h *SimpleHTTPRequestHandler) sameSite() bool {
	if http.NewCrossOriginProtection().Check(h.Request) == nil {
		return true
	}
	return h.CORS != nil && slices.Contains(h.CORS.Origins, h.Headers.Get("Origin")) &&
		slices.Contains(h.CORS.Methods, h.Command)
}

func (h *SimpleHTTPRequestHandler) uploadPut(body io.Reader) {
	name, ok := h.uploadName()
	if !ok || path.Base(name) == "." {
		h.self.SendError(HTTPStatusBadRequest, Explain("That is no name for a file"))
		return
	}
	replaced, err := h.store(name, body)
	if err != nil {
		h.uploadError(err)
		return
	}
	code := HTTPStatusCreated
	if replaced {
		code = HTTPStatusNoContent
	}
	h.self.SendResponse(code)
	if !replaced {
		h.SendHeader("Location", "/"+string(appendQuoted(nil, name)))
		h.SendHeader("Content-Length", "0")
	}
	h.self.EndHeaders()
}

// uploadName returns the request's path within the folder. Unlike for reading,
// a path with ".." in it is refused: who uploads knows where.
func (h *SimpleHTTPRequestHandler) uploadName() (string, bool) {
	if slices.Contains(strings.Split(decodePath(h.Path), "/"), "..") {
		return "", false
	}
	name := h.self.(simpleHandler).TranslatePath(h.Path)
	if strings.HasSuffix(name, "/") && h.Command == "PUT" {
		return "", false
	}
	rel, ok := h.relative(name)
	if rel == "." {
		return rel, ok
	}
	return rel, ok && uploadable(path.Base(rel))
}

// uploadable reports whether a file may be given the name: one part, the same
// file on every system, and none that this server uses itself.
func uploadable(base string) bool {
	for _, r := range base {
		if r < ' ' || r == 0x7F {
			return false
		}
	}
	return !strings.HasPrefix(base, uploadPrefix) && base != "." && base != ".." && windowsName(base)
}

// uploadForm takes the files of a multipart form into the folder of the path.
func (h *SimpleHTTPRequestHandler) uploadForm(body io.ReadCloser) {
	folder, ok := h.uploadName()
	if !ok || !endsInSlash(h.Path) {
		h.self.SendError(HTTPStatusBadRequest, Explain("Forms are sent to a folder"))
		return
	}
	if kind, _, err := mime.ParseMediaType(h.Headers.Get("Content-Type")); err != nil || kind != "multipart/form-data" {
		h.self.SendError(HTTPStatusUnsupportedMediaType, Explain("Files are sent as multipart/form-data"))
		return
	}
	r := *h.Request
	r.Body = body
	parts, err := r.MultipartReader()
	for files := 0; err == nil; {
		part, nextErr := parts.NextPart()
		if nextErr != nil {
			err = nextErr
			break
		}
		base := fileNameOf(part.Header.Get("Content-Disposition"))
		if base == "" {
			continue
		}
		if files++; files > maxFormFiles || !uploadable(base) {
			err = errBadName
			break
		}
		_, err = h.store(joinName(folder, base), part)
	}
	if !errors.Is(err, io.EOF) {
		h.uploadError(err)
		return
	}
	target, _ := cutTarget(h.Path)
	h.self.SendResponse(HTTPStatusSeeOther)
	h.SendHeader("Location", collapseSlashes(strings.ReplaceAll(target, `\`, "%5C")))
	h.SendHeader("Content-Length", "0")
	h.self.EndHeaders()
}

// fileNameOf returns the name in a part's header as it was sent, directories
// and all, so that it can be judged.
func fileNameOf(disposition string) string {
	_, params, err := mime.ParseMediaType(disposition)
	if err != nil {
		return ""
	}
	return params["filename"]
}

var (
	errBadName = errors.New("a name that no file may be given")
	errExists  = errors.New("the file exists")
	errFolder  = errors.New("no such folder")
)

// store writes a file under a temporary name and then gives it its own, so that
// nobody sees half of it.
func (h *SimpleHTTPRequestHandler) store(name string, body io.Reader) (replaced bool, err error) {
	top, err := h.class.files.current()
	if err != nil {
		return false, err
	}
	root, name := top.root, filepath.FromSlash(name)
	if st, err := root.Stat(filepath.Dir(name)); err != nil || !st.IsDir() {
		return false, errFolder
	}
	old, statErr := root.Lstat(name)
	if statErr == nil && (!h.Overwrite || old.IsDir()) {
		return false, errExists
	}
	temp := filepath.Join(filepath.Dir(name), uploadPrefix+rand.Text())
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return false, err
	}
	defer root.Remove(temp) // gone already when all went well
	_, err = io.Copy(f, body)
	if err = errors.Join(err, f.Close()); err != nil {
		return false, err
	}
	if h.Overwrite {
		return statErr == nil, root.Rename(temp, name)
	}
	// A link, unlike a rename, fails if somebody was quicker.
	err = root.Link(temp, name)
	if errors.Is(err, fs.ErrExist) {
		return false, errExists
	}
	if err != nil { // a file system without links
		err = root.Rename(temp, name)
	}
	return false, err
}

func (h *SimpleHTTPRequestHandler) uploadError(err error) {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		h.self.SendError(HTTPStatusContentTooLarge)
	case errors.Is(err, errExists):
		h.self.SendError(HTTPStatusConflict, Explain("There is a file of that name"))
	case errors.Is(err, errBadName):
		h.self.SendError(HTTPStatusBadRequest, Explain("That is no name for a file"))
	case errors.Is(err, errFolder):
		h.self.SendError(HTTPStatusConflict, Explain("There is no such folder"))
	case errors.Is(err, fs.ErrPermission):
		h.self.SendError(HTTPStatusForbidden)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, os.ErrDeadlineExceeded):
		h.self.SendError(HTTPStatusBadRequest, Explain("The upload ended early"))
	default:
		h.self.LogError("%v", err)
		h.self.SendError(HTTPStatusInternalServerError)
	}
}
