package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gobatteries/batteries/httpserve"
)

type config struct {
	duration       time.Duration
	conns, workers int
	profile        string
}

// A report is what a run has counted.
type report struct {
	requests, slow, resets, held int64
	heapStart, heapEnd           uint64
	drained, lost                int64
}

func (r report) String() string {
	return fmt.Sprintf("%d requests, %d slow clients, %d resets, %d idle connections; heap %d KiB, then %d KiB; %d answered during the shutdown, %d lost",
		r.requests, r.slow, r.resets, r.held, r.heapStart>>10, r.heapEnd>>10, r.drained, r.lost)
}

// files is the server under load: files, listings, uploads and an echo.
type files struct {
	httpserve.SimpleHTTPRequestHandler
}

func (*files) LogMessage(string, ...any) {}

// DoSPAM answers with the body it got.
func (h *files) DoSPAM() {
	body, err := io.ReadAll(h.RFile)
	if err != nil {
		h.SendError(httpserve.HTTPStatusBadRequest)
		return
	}
	h.SendResponse(200)
	h.EndHeaders()
	h.WFile.Write(body)
}

// DoSLEEP answers after a while.
func (h *files) DoSLEEP() {
	time.Sleep(300 * time.Millisecond)
	h.SendResponse(200)
	h.SendHeader("Content-Length", 4)
	h.EndHeaders()
	io.WriteString(h.WFile, "done")
}

// A soaker is one run.
type soaker struct {
	config
	addr   string
	stop   chan struct{}
	failed chan error
	report report
	wg     sync.WaitGroup
}

const small, large = "small file\n", 4 << 20

// drained is how many requests are under way when the server is shut down.
const drained = 200

// slack is what the heap may have grown by besides.
const slack = 16 << 20

func soak(c config, logf func(string, ...any)) (report, error) {
	dir, err := os.MkdirTemp("", "soak")
	if err != nil {
		return report{}, err
	}
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "small.txt"), []byte(small), 0o644)
	os.WriteFile(filepath.Join(dir, "large.bin"), bytes.Repeat([]byte("x"), large), 0o644)
	goroutines, descriptors := runtime.NumGoroutine(), openFiles()

	h := new(files)
	h.Directory, h.LogOutput = dir, io.Discard
	h.Uploads, h.Overwrite, h.Ranges, h.ETags, h.Compress = true, true, true, true, true
	server, err := httpserve.NewThreadingHTTPServer("127.0.0.1:0", h, httpserve.MaxConnections(c.conns+1000),
		httpserve.ReadHeaderTimeout(2*time.Second), httpserve.StallTimeout(2*time.Second), httpserve.IdleTimeout(c.duration+time.Minute))
	if err != nil {
		return report{}, err
	}
	served := make(chan error, 1)
	go func() { served <- server.ServeForever() }()
	s := &soaker{config: c, addr: server.Addr().String(), stop: make(chan struct{}), failed: make(chan error, 1)}
	err = s.load(logf)
	if err == nil {
		err = s.drain(server)
	}
	server.Shutdown()
	server.ServerClose()
	if e := <-served; err == nil {
		err = e
	}
	http.DefaultClient.CloseIdleConnections()
	if err == nil {
		err = settled(goroutines, descriptors)
	}
	return s.report, err
}

// load runs all the clients for the given time.
func (s *soaker) load(logf func(string, ...any)) error {
	end, err := s.hold()
	if err != nil {
		return err
	}
	defer end()
	for range s.workers {
		s.wg.Go(s.requests)
	}
	s.wg.Go(s.slowClients)
	s.wg.Go(s.resetters)
	warm := time.After(s.duration / 5)
	over := time.After(s.duration)
	tick := time.NewTicker(max(s.duration/10, time.Second))
	defer tick.Stop()
	for running := true; running; {
		select {
		case <-warm:
			s.report.heapStart = heap()
		case <-tick.C:
			logf("%v: heap %d KiB, %d goroutines, %d requests", time.Now().Format(time.TimeOnly), heap()>>10, runtime.NumGoroutine(), atomic.LoadInt64(&s.report.requests))
		case err = <-s.failed:
			running = false
		case <-over:
			running = false
		}
	}
	// The load goes on meanwhile, so a single look may catch many uploads at once:
	// what has grown for good is still there a moment later.
	limit := s.report.heapStart + s.report.heapStart/2 + slack
	for range 20 {
		if s.report.heapEnd = heap(); s.report.heapEnd <= limit {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if s.profile != "" {
		err = errors.Join(err, s.writeProfile())
	}
	close(s.stop)
	s.wg.Wait()
	select {
	case e := <-s.failed:
		err = errors.Join(err, e)
	default:
	}
	if err == nil && s.report.heapEnd > limit {
		err = fmt.Errorf("the heap grew from %d to %d", s.report.heapStart, s.report.heapEnd)
	}
	return err
}

func (s *soaker) writeProfile() error {
	f, err := os.Create(s.profile)
	if err != nil {
		return err
	}
	return errors.Join(pprof.WriteHeapProfile(f), f.Close())
}

func (s *soaker) fail(err error) {
	select {
	case s.failed <- err:
	default:
	}
}

func (s *soaker) stopped() bool {
	select {
	case <-s.stop:
		return true
	default:
		return false
	}
}

// holdVariable tells a process started by hold whom to connect to.
const holdVariable = "BATTERIES_SOAK_HOLD"

// hold opens connections that have had one request and then say nothing. They
// are a second process's, since one may not have descriptors for both ends of
// ten thousand connections.
func (s *soaker) hold() (end func(), err error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s %d", holdVariable, s.addr, s.conns))
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	end = func() {
		stdin.Close()
		cmd.Wait()
	}
	if _, err := fmt.Fscan(stdout, &s.report.held); err != nil || s.report.held < int64(s.conns) {
		end()
		return nil, fmt.Errorf("%d of %d connections: %w", s.report.held, s.conns, err)
	}
	return end, nil
}

// heldIfAsked is hold's other process, if this is it.
func heldIfAsked() bool {
	var addr string
	var n int
	if _, err := fmt.Sscan(os.Getenv(holdVariable), &addr, &n); err != nil {
		return false
	}
	var conns []net.Conn
	for range n {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			break
		}
		defer c.Close()
		conns = append(conns, c)
		io.WriteString(c, "HEAD /small.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
	}
	fmt.Println(len(conns))
	io.Copy(io.Discard, os.Stdin)
	return true
}

// requests sends good requests of every kind and looks at the answers.
func (s *soaker) requests() {
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	for i := 0; !s.stopped(); i++ {
		if err := s.one(client, rand.IntN(9)); err != nil {
			s.fail(err)
			return
		}
		atomic.AddInt64(&s.report.requests, 1)
	}
}

func (s *soaker) one(client *http.Client, kind int) error {
	method, path, body, want, header := "GET", "/small.txt", "", 200, ""
	check := small
	switch kind {
	case 0:
		path, check = "/large.bin", strings.Repeat("x", large)
	case 1:
		path, header, want, check = "/large.bin", "bytes=100-199", 206, strings.Repeat("x", 100)
	case 2:
		path, check = "/", ""
	case 3:
		path, want, check = "/nope", 404, ""
	case 4:
		body = strings.Repeat("spam", rand.IntN(50_000))
		method, check = "SPAM", body
	case 5:
		method, path, want, check = "PUT", "/up"+strconv.Itoa(rand.IntN(20)), 0, ""
		body = strings.Repeat("u", rand.IntN(100_000))
	case 6:
		method, path, want, check = "BREW", "/", 501, ""
	}
	r, err := http.NewRequest(method, "http://"+s.addr+path, strings.NewReader(body))
	if err != nil {
		return err
	}
	r.Host = "localhost"
	if header != "" {
		r.Header.Set("Range", header)
	}
	resp, err := client.Do(r)
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, path, err)
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, path, err)
	}
	if want != 0 && resp.StatusCode != want || want == 0 && resp.StatusCode/100 != 2 {
		return fmt.Errorf("%s %s: status %d", method, path, resp.StatusCode)
	}
	if check != "" && string(got) != check {
		return fmt.Errorf("%s %s: %d bytes, want %d", method, path, len(got), len(check))
	}
	return nil
}

// slowClients send a head or take a file a few bytes at a time; the server may
// end them.
func (s *soaker) slowClients() {
	for !s.stopped() {
		c, err := net.Dial("tcp", s.addr)
		if err != nil {
			s.fail(err)
			return
		}
		atomic.AddInt64(&s.report.slow, 1)
		s.wg.Go(func() {
			defer c.Close()
			text := "GET /large.bin HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + strings.Repeat("y", 50) + "\r\n\r\n"
			if rand.IntN(2) == 0 {
				io.WriteString(c, text) // and takes nothing
				select {
				case <-s.stop:
				case <-time.After(5 * time.Second):
				}
				return
			}
			for i := 0; i < len(text) && !s.stopped(); i++ {
				if _, err := c.Write([]byte{text[i]}); err != nil {
					return
				}
				time.Sleep(100 * time.Millisecond)
			}
		})
		time.Sleep(50 * time.Millisecond)
	}
}

// resetters go away in the middle of things, with a reset.
func (s *soaker) resetters() {
	for !s.stopped() {
		c, err := net.Dial("tcp", s.addr)
		if err != nil {
			s.fail(err)
			return
		}
		texts := []string{"GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n", "PUT /half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nhalf",
			"GET / HT", "", "\x16\x03\x01", "garbage\r\n\r\n", "SLEEP / HTTP/1.1\r\nHost: localhost\r\n\r\n"}
		io.WriteString(c, texts[rand.IntN(len(texts))])
		time.Sleep(time.Duration(rand.IntN(5)) * time.Millisecond)
		c.(*net.TCPConn).SetLinger(0)
		c.Close()
		atomic.AddInt64(&s.report.resets, 1)
		time.Sleep(5 * time.Millisecond)
	}
}

// drain shuts the server down while requests are under way: each that was sent
// before must be answered.
func (s *soaker) drain(server *httpserve.ThreadingHTTPServer) error {
	var sent, done sync.WaitGroup
	sent.Add(drained)
	for range drained {
		done.Go(func() {
			ok := func() bool {
				c, err := net.Dial("tcp", s.addr)
				if err != nil {
					sent.Done()
					return false
				}
				defer c.Close()
				io.WriteString(c, "SLEEP / HTTP/1.1\r\nHost: localhost\r\n\r\n")
				sent.Done()
				resp, err := http.ReadResponse(bufio.NewReader(c), nil)
				if err != nil {
					return false
				}
				body, err := io.ReadAll(resp.Body)
				return err == nil && string(body) == "done"
			}()
			if ok {
				atomic.AddInt64(&s.report.drained, 1)
			} else {
				atomic.AddInt64(&s.report.lost, 1)
			}
		})
	}
	sent.Wait()
	server.Shutdown()
	done.Wait()
	if s.report.lost > 0 {
		return fmt.Errorf("%d requests were lost in the shutdown", s.report.lost)
	}
	return nil
}

// settled waits for goroutines and descriptors to be what they were.
func settled(goroutines, descriptors int) error {
	for range 100 {
		if runtime.NumGoroutine() <= goroutines+1 && openFiles() <= descriptors+3 {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
		runtime.GC()
	}
	return fmt.Errorf("%d goroutines and %d descriptors are left, of %d and %d", runtime.NumGoroutine(), openFiles(), goroutines, descriptors)
}

// heap returns what is in use. A pool, such as that of the pieces that files are
// copied with, is emptied by the second collection after its last use.
func heap() uint64 {
	for range 3 {
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc + m.StackInuse
}

// openFiles counts the process's descriptors; 0 where the system does not say.
func openFiles() int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}
