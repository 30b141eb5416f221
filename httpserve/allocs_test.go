package httpserve

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// requestAllocs returns the allocations of a request, of a thousand on one
// connection.
func requestAllocs(serve func(n int)) int {
	const n = 1000
	serve(n) // fills pools and tables
	least := ^uint64(0)
	for range 5 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		serve(n)
		runtime.ReadMemStats(&after)
		least = min(least, after.Mallocs-before.Mallocs)
	}
	return int(least / n)
}

// TestRequestAllocs: what a request costs more than net/http's own work for a
// handler of nothing but a body.
func TestRequestAllocs(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	bare := requestAllocs(func(n int) { serveBare(n, http.HandlerFunc(bareHello)) })
	files := new(benchFiles)
	files.Directory = benchFolder(t)
	for _, c := range []struct {
		name  string
		h     RequestHandler
		more  int
		linux bool
	}{
		// Nothing: net/http's handler is called by net/http.
		{name: "HTTPHandler", h: HTTPHandler(http.HandlerFunc(bareHello))},
		// The handler's copy, the map of the headers, and the three parts of
		// net/http's copy of that.
		{name: "hello", h: new(benchHello), more: 5},
		// Further the file, its path, and two headers' text: length and date.
		{name: "small file", h: files, more: 9, linux: true},
	} {
		if c.linux && runtime.GOOS != "linux" {
			continue // os.Root's own allocations come in
		}
		got := requestAllocs(func(n int) { serveClass(n, c.h) }) - bare
		if got > c.more {
			t.Errorf("%s: %d allocations more than net/http's %d, want %d", c.name, got, bare, c.more)
		}
		t.Logf("%s: %d+%d", c.name, bare, got)
	}
}

// TestListingGrowth: ten times the entries take at most ten times the
// allocations, and the page itself is one.
func TestListingGrowth(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	dir := t.TempDir()
	files := new(benchFiles)
	files.Directory = dir
	h := Handler(files)
	allocs := func(n int) float64 {
		for i := range n {
			writeFile(t, dir, fmt.Sprintf("%x.txt", i))
		}
		return testing.AllocsPerRun(10, func() {
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
		})
	}
	few := allocs(100)
	if many := allocs(1000); many > 10*few {
		t.Errorf("%v allocations for 100 entries, %v for 1000", few, many)
	}
	entries := make([]entry, 10_000)
	for i := range entries {
		entries[i].name = fmt.Sprint(i)
	}
	if n := testing.AllocsPerRun(10, func() { appendListing(nil, "/", entries) }); n > 1 {
		t.Errorf("%v allocations for a page", n)
	}
}

// TestHeadGrowth: the check of a plain head allocates nothing, however long it
// is, and one that comes byte by byte is not read again for each of them.
func TestHeadGrowth(t *testing.T) {
	policy := headPolicy{plain: true, max: 1 << 20}
	for _, n := range []int{500, 5_000, 50_000, 500_000} {
		head := []byte("GET / HTTP/1.1\r\nHost: h\r\n" + strings.Repeat("X: "+strings.Repeat("a", n/90)+"\r\n", 90) + "\r\n")
		if h := checkHead(head, policy); h.verdict != headPlain || h.length != len(head) {
			t.Fatal(h)
		}
		if allocs := testing.AllocsPerRun(10, func() { checkHead(head, policy) }); allocs > 0 {
			t.Errorf("%v allocations for %d bytes", allocs, len(head))
		}
		work, looked := 0, 0
		for i := range len(head) {
			if headDue(head[:i+1], looked, 1) {
				work, looked = work+i+1, i+1
			}
		}
		if lines := 94; work > lines*len(head) {
			t.Errorf("%d bytes looked at for %d", work, len(head))
		}
	}
}

// A readConn is a connection that is read only.
type readConn struct {
	net.Conn
	in io.Reader
}

func (c readConn) Read(p []byte) (int, error)    { return c.in.Read(p) }
func (readConn) SetReadDeadline(time.Time) error { return nil }

// TestHeadByBytes: how the bytes of a head come makes no difference.
func TestHeadByBytes(t *testing.T) {
	s, err := NewHTTPServer("", new(echoQuiet), BindAndActivate(false))
	if err != nil {
		t.Fatal(err)
	}
	// given returns what net/http is given to read, and the last refusal.
	given := func(in io.Reader) string {
		c := &conn{Conn: readConn{in: in}, server: s}
		var all []byte
		refused := ""
		for p := make([]byte, 4096); ; {
			n, err := c.Read(p)
			all = append(all, p[:n]...)
			if c.override != nil && c.override.refusal != nil {
				refused = fmt.Sprint(*c.override.refusal)
			}
			if err != nil {
				return fmt.Sprintf("%s %v %s", all, err, refused)
			}
		}
	}
	raws := []string{"GET /" + strings.Repeat("a", 66_000), get("/")[:20] + strings.Repeat("a", 70_000)}
	for _, c := range wireCases() {
		raws = append(raws, c.raw)
	}
	for _, raw := range raws {
		want := given(strings.NewReader(raw))
		if got := given(iotest.OneByteReader(strings.NewReader(raw))); got != want {
			t.Errorf("%.80q:\n%.200q, in one piece\n%.200q", raw, got, want)
		}
	}
}
