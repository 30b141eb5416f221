package httpserve

import (
	"io"
	"io/fs"
)

// CORS says which other sites' pages may read the files
// (https://fetch.spec.whatwg.org/#http-cors-protocol).
type CORS struct {
	// Origins, by default "*", are the sites: "https://example.com".
	Origins []string
	// Methods, by default GET and HEAD, and PUT and POST with Uploads.
	Methods []string
	// Headers are those that requests may carry beyond the safe ones.
	Headers []string
	// Credentials lets the pages send the user's name and password. It needs
	// Origins to be named.
	Credentials bool
	// MaxAge, in seconds, is how long a browser may remember the answer.
	MaxAge int
}

func (h *SimpleHTTPRequestHandler) sendExtended(self simpleHandler, name string, f fs.File, info fs.FileInfo) io.ReadCloser {
	return nil
}

func (h *SimpleHTTPRequestHandler) sendRichListing(self simpleHandler, name string, entries []entry) io.ReadCloser {
	return nil
}
