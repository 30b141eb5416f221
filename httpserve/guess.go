package httpserve

import (
	"bufio"
	"maps"
	"os"
	"strings"
	"sync"
)

var defaultExtensions = map[string]string{
	".gz":  "application/gzip",
	".Z":   "application/octet-stream",
	".bz2": "application/x-bzip2",
	".xz":  "application/x-xz",
}

// GuessType returns the content type of a file by its ending: from
// ExtensionsMap, else from mimetypes' tables and the system's, else
// DefaultContentType. See [SimpleHTTPRequestHandler.guess_type].
//
// [SimpleHTTPRequestHandler.guess_type]: https://docs.python.org/3.15/library/http.server.html#http.server.SimpleHTTPRequestHandler
func (h *SimpleHTTPRequestHandler) GuessType(name string) string {
	_, ext := splitExt(name)
	if t, ok := h.ExtensionsMap[ext]; ok {
		return t
	}
	if t, ok := h.ExtensionsMap[strings.ToLower(ext)]; ok {
		return t
	}
	if t := guessFileType(systemTypes(), name); t != "" {
		return t
	}
	return h.DefaultContentType
}

// splitExt is posixpath.splitext: a dot at a name's beginning begins no ending.
func splitExt(name string) (base, ext string) {
	name = name[strings.LastIndexByte(name, '/')+1:]
	i := strings.LastIndexByte(name, '.')
	if i <= 0 || strings.Trim(name[:i], ".") == "" {
		return name, ""
	}
	return name[:i], name[i:]
}

// guessFileType is mimetypes.guess_file_type without the encoding.
func guessFileType(types map[string]string, name string) string {
	base, ext := splitExt(name)
	for {
		full, ok := suffixMap[strings.ToLower(ext)]
		if !ok {
			break
		}
		base, ext = splitExt(base + full)
	}
	if _, ok := encodingsMap[ext]; ok {
		_, ext = splitExt(base)
	}
	return types[strings.ToLower(ext)]
}

// systemTypes returns mimetypes' table, with what the system's files add and
// change.
var systemTypes = sync.OnceValue(func() map[string]string {
	types := maps.Clone(pythonTypes)
	for _, file := range mimeFiles {
		readMimeTypes(types, file)
	}
	return types
})

// readMimeTypes reads a file of lines "type ending ending ...".
func readMimeTypes(types map[string]string, file string) {
	f, err := os.Open(file)
	if err != nil {
		return
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		for i, w := range words {
			if w[0] == '#' {
				words = words[:i]
				break
			}
		}
		for i := 1; i < len(words); i++ {
			types["."+words[i]] = words[0]
		}
	}
}
