// Package menutest runs the examples of a folder and compares what they print and
// put on the wire with transcripts.
package menutest

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/examples/internal/menu"
	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

// A Transcript is what a program printed and what went between its client and its
// server. In the wire's text the client's lines are marked by "> " and the server's
// by "< ", and each head is sorted, since its order is that of net/http.
type Transcript struct {
	Stdout, Stderr, Wire string
}

// String has the parts that are not empty, each below a line with its name. A
// carriage return at the end of a line is written \r, except in the wire's heads.
func (tr Transcript) String() string {
	var b strings.Builder
	for _, part := range [][2]string{{"stdout", tr.Stdout}, {"stderr", tr.Stderr}, {"wire", tr.Wire}} {
		if part[1] != "" {
			b.WriteString("-- " + part[0] + " --\n" + strings.ReplaceAll(part[1], "\r\n", "\\r\n"))
			if !strings.HasSuffix(part[1], "\n") {
				b.WriteString("\n\\ no line end\n")
			}
		}
	}
	return b.String()
}

// Compare runs each program and compares its transcript, once normalize (or nil)
// has been over it, with testdata/NAME.txt. There must be a program for each file.
//
// The files say what CPython 3.15 does. Where the program means to differ, a line
// that is CPython's alone begins with "py| " there, and one that is the program's
// alone with "go| ".
func Compare(t *testing.T, programs []menu.Program, normalize func(string) string) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		if !slices.ContainsFunc(programs, func(p menu.Program) bool { return p.Name == name }) {
			t.Errorf("%s: no program of that name", file)
		}
	}
	for _, p := range programs {
		t.Run(p.Name, func(t *testing.T) {
			got := Normalize(Run(t, p).String())
			if normalize != nil {
				got = normalize(got)
			}
			if diff := cmp.Diff(Expected(t, filepath.Join("testdata", p.Name+".txt")), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// Expected reads a transcript and leaves CPython's own lines out.
func Expected(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(string(text), "\r\n", "\\r\n")) {
		if !strings.HasPrefix(line, "py| ") {
			b.WriteString(strings.TrimPrefix(line, "go| "))
		}
	}
	return b.String()
}

// Tokens stand for what varies from run to run, under the names that a transcript
// has for it.
var Tokens = []struct {
	Varies *regexp.Regexp
	Token  string
}{
	{regexp.MustCompile(`\b\d\d/\w{3}/20\d\d \d\d:\d\d:\d\d`), "<LOGDATE>"},
	{regexp.MustCompile(`\b(127\.0\.0\.1|localhost):\d+`), "$1:8080"},
	{regexp.MustCompile(`\('127\.0\.0\.1', \d+\)`), "('127.0.0.1', <PORT>)"},
	{regexp.MustCompile(`Python/3\.15\.\d+`), "Python/<PYVER>"},
	{regexp.MustCompile(`Python-(urllib|xmlrpc)/3\.15`), "Python-$1/<PYMM>"},
}

var httpDate = regexp.MustCompile(`\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT`)

// Normalize puts tokens in place of what varies. A date is <HTTPDATE> if it is
// today's.
func Normalize(s string) string {
	for _, t := range Tokens {
		s = t.Varies.ReplaceAllString(s, t.Token)
	}
	return httpDate.ReplaceAllStringFunc(s, func(date string) string {
		if at, err := http.ParseTime(date); err != nil || time.Since(at).Abs() > 24*time.Hour {
			return date
		}
		return "<HTTPDATE>"
	})
}

// Run runs a program and returns its transcript. Nothing else may use os.Stdout and
// os.Stderr in the meantime.
func Run(t *testing.T, p menu.Program) Transcript {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var wire recorder
	run := p.Run
	if run == nil {
		run = func() error {
			stop := func() {}
			// Connections that a client keeps open end with the server.
			defer func() { stop() }()
			return p.ServeAndVisit(ctx, func(ctx context.Context, url string) (err error) {
				if url, stop, err = wire.tap(url); err != nil {
					return err
				}
				return p.Visit(ctx, url)
			})
		}
	}
	stdout := capture(t, &os.Stdout)
	stderr := capture(t, &os.Stderr)
	err := run()
	tr := Transcript{Stdout: stdout(), Stderr: stderr(), Wire: wire.String()}
	if err != nil {
		t.Errorf("%v\n%s", err, tr)
	}
	return tr
}

// capture diverts a file until the function it returns is called, which returns
// what was written to it.
func capture(t *testing.T, file **os.File) func() string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	old := *file
	*file = w
	text := make(chan string)
	go func() {
		b, _ := io.ReadAll(r)
		r.Close()
		text <- string(b)
	}()
	return func() string {
		*file = old
		w.Close()
		return <-text
	}
}

// A recorder stands between a client and a server and keeps what each sends.
type recorder struct{ connections []*connection }

// A connection's pieces are those of the client and the server in turn.
type connection struct {
	mu     sync.Mutex
	pieces []piece
}

type piece struct{ from, text string }

// A side is the writer of what one of them sends.
type side struct {
	c    *connection
	from string
}

func (s side) Write(b []byte) (int, error) {
	s.c.mu.Lock()
	defer s.c.mu.Unlock()
	if n := len(s.c.pieces); n > 0 && s.c.pieces[n-1].from == s.from {
		s.c.pieces[n-1].text += string(b)
	} else {
		s.c.pieces = append(s.c.pieces, piece{s.from, string(b)})
	}
	return len(b), nil
}

// tap returns the URL of a port that leads to target.
func (r *recorder) tap(target string) (tapped string, stop func(), err error) {
	u, err := url.Parse(target)
	if err != nil {
		return "", func() {}, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", func() {}, err
	}
	var running sync.WaitGroup
	running.Go(func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			c := new(connection)
			r.connections = append(r.connections, c)
			running.Go(func() { c.join(client, u.Host) })
		}
	})
	return "http://" + l.Addr().String(), func() { l.Close(); running.Wait() }, nil
}

// join copies between the two until either closes.
func (c *connection) join(client net.Conn, addr string) {
	defer client.Close()
	server, err := net.Dial("tcp", addr)
	if err != nil {
		return
	}
	defer server.Close()
	done := make(chan struct{})
	go func() {
		defer close(done)
		io.Copy(server, io.TeeReader(client, side{c, "> "}))
		server.(*net.TCPConn).CloseWrite()
	}()
	io.Copy(client, io.TeeReader(server, side{c, "< "}))
	client.Close() // the server has closed
	<-done
}

// String returns the text of a transcript's wire. It is called when all connections
// have ended.
func (r *recorder) String() string {
	var b strings.Builder
	for _, c := range r.connections {
		for _, p := range c.pieces {
			for line := range strings.Lines(p.text) {
				b.WriteString(p.from + strings.TrimSuffix(line, "\n") + "\n")
			}
		}
	}
	return head.ReplaceAllStringFunc(b.String(), sortHead)
}

// A head has a request line or a status line, headers and an empty line.
var head = regexp.MustCompile(`(?m)^[<>] ([A-Z]+ \S+ HTTP/1\.\d|HTTP/1\.\d \d{3}.*)\r\n([<>] .+\r\n)*[<>] \r\n`)

func sortHead(head string) string {
	lines := strings.Split(strings.ReplaceAll(head, "\r\n", "\n"), "\n")
	slices.Sort(lines[1 : len(lines)-2])
	lines[len(lines)-2] = lines[0][:1] // the empty line
	return strings.Join(lines, "\n")
}
