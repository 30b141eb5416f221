package httpserve

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"
)

// A file that does not know when it was changed, as an embedded one, has no
// Last-Modified and no ETag, and no condition on them holds.
func TestNoModTime(t *testing.T) {
	for _, handler := range []*SimpleHTTPRequestHandler{{}, {Ranges: true, ETags: true}} {
		handler.FS = fstest.MapFS{"a.txt": {Data: []byte("new")}}
		handler.LogOutput = t.Output()
		for _, header := range [][2]string{{}, {"If-Modified-Since", "Thu, 02 Jan 2020 03:04:05 GMT"}, {"If-None-Match", `"x"`}} {
			req := httptest.NewRequest("GET", "/a.txt", nil)
			req.Header.Set(header[0], header[1])
			w := httptest.NewRecorder()
			Handler(handler).ServeHTTP(w, req)
			if w.Code != http.StatusOK || w.Body.String() != "new" {
				t.Errorf("%q: status %d, %q", header, w.Code, w.Body)
			}
			for _, name := range []string{"Last-Modified", "ETag"} {
				if got := w.Header().Get(name); got != "" {
					t.Errorf("%q: %s is %q", header, name, got)
				}
			}
		}
	}
}
