// Package menutest runs the examples of a folder and compares what they print and
// put on the wire with transcripts.
package menutest

import (
	"bytes"
	"context"
	"io"
	"net"
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
// server. In the wire's text lines end in LF, those from the client are marked by
// "> " and those from the server by "< ".
type Transcript struct {
	Stdout, Stderr, Wire string
}

// String has the parts that are not empty, each below a line with its name.
func (tr Transcript) String() string {
	var b strings.Builder
	for _, part := range [][2]string{{"stdout", tr.Stdout}, {"stderr", tr.Stderr}, {"wire", tr.Wire}} {
		if part[1] != "" {
			b.WriteString("-- " + part[0] + " --\n" + part[1])
			if !strings.HasSuffix(part[1], "\n") {
				b.WriteString("\n\\ no line end\n")
			}
		}
	}
	return b.String()
}

// Compare runs each program and compares its transcript, once normalize (or nil)
// has been over it, with testdata/NAME.txt. There must be a program for each file.
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
			want, err := os.ReadFile(filepath.Join("testdata", p.Name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			got := Normalize(Run(t, p).String())
			if normalize != nil {
				got = normalize(got)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// Tokens stand for what varies from run to run, under the names that a transcript
// has for it.
var Tokens = []struct {
	Varies *regexp.Regexp
	Token  string
}{
	{regexp.MustCompile(`\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} 20[2-9]\d \d\d:\d\d:\d\d GMT`), "<HTTPDATE>"},
	{regexp.MustCompile(`\b\d\d/\w{3}/20\d\d \d\d:\d\d:\d\d`), "<LOGDATE>"},
	{regexp.MustCompile(`\b(127\.0\.0\.1|localhost):\d+`), "$1:8080"},
	{regexp.MustCompile(`\('127\.0\.0\.1', \d+\)`), "('127.0.0.1', <PORT>)"},
	{regexp.MustCompile(`Python/3\.15\.\d+`), "Python/<PYVER>"},
	{regexp.MustCompile(`Python-(urllib|xmlrpc)/3\.15`), "Python-$1/<PYMM>"},
}

// Normalize puts tokens in place of what varies.
func Normalize(s string) string {
	for _, t := range Tokens {
		s = t.Varies.ReplaceAllString(s, t.Token)
	}
	return s
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
type recorder struct {
	mu          sync.Mutex
	connections []*connection
}

type connection struct{ sent, received bytes.Buffer }

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
			r.mu.Lock()
			r.connections = append(r.connections, c)
			r.mu.Unlock()
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
		io.Copy(server, io.TeeReader(client, &c.sent))
		server.(*net.TCPConn).CloseWrite()
	}()
	io.Copy(client, io.TeeReader(server, &c.received))
	client.Close() // the server has closed
	<-done
}

// String returns the text of a transcript's wire.
func (r *recorder) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var b strings.Builder
	for _, c := range r.connections {
		mark(&b, "> ", c.sent.String())
		mark(&b, "< ", c.received.String())
	}
	return b.String()
}

func mark(b *strings.Builder, sign, text string) {
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		b.WriteString(strings.TrimSuffix(strings.TrimRight(sign+line, "\n"), " ") + "\n")
	}
}
