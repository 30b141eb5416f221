package fetch

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/gobatteries/batteries/b64"
	"github.com/gobatteries/batteries/urlparse"
)

// A DataHandler opens data URLs (RFC 2397). It is Python's
// [urllib.request.DataHandler].
//
// [urllib.request.DataHandler]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.DataHandler
type DataHandler struct{ BaseHandler }

// NewDataHandler makes a DataHandler.
func NewDataHandler() *DataHandler { return new(DataHandler) }

func (*DataHandler) isDataHandler() {}

// OpenSchemes returns data.
func (*DataHandler) OpenSchemes() []string { return []string{"data"} }

// SchemeOpen is DataOpen.
func (h *DataHandler) SchemeOpen(req *Request) (*Response, error) { return h.DataOpen(req) }

// DataOpen returns what the URL itself holds. A URL without a comma, and a
// media type with control characters, are ValueErrors; base64 that can't be
// decoded is a b64.Error.
func (*DataHandler) DataOpen(req *Request) (*Response, error) {
	url := req.FullURL()
	_, rest, _ := strings.Cut(url, ":")
	mediatype, text, ok := strings.Cut(rest, ",")
	if !ok {
		return nil, &ValueError{Text: "not enough values to unpack (expected 2, got 1)"}
	}
	for i := 0; i < len(mediatype); i++ {
		if c := mediatype[i]; c < ' ' || c == 0x7f {
			return nil, &ValueError{Text: "Control characters not allowed in data: mediatype"}
		}
	}
	data, err := urlparse.UnquoteToBytes(text)
	if err != nil {
		return nil, err
	}
	if rest, ok := strings.CutSuffix(mediatype, ";base64"); ok {
		mediatype = rest
		if data, err = b64.DecodeBytes(data); err != nil {
			return nil, err
		}
	}
	if mediatype == "" {
		mediatype = "text/plain;charset=US-ASCII"
	}
	headers := http.Header{
		"Content-Type":   {strings.TrimLeft(mediatype, " ")},
		"Content-Length": {strconv.Itoa(len(data))},
	}
	return NewAddInfoURL(io.NopCloser(bytes.NewReader(data)), headers, url, 0), nil
}
