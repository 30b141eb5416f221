package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gobatteries/batteries/fetch"
)

// bomb is 50 MB of zeros.
var bomb = func() string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(make([]byte, 50<<20))
	w.Close()
	return b.String()
}()

// A report says how a run went.
type report struct {
	met      map[string]int
	failures []string
	slowest  time.Duration
}

// limit is how long an opening may take: the timeout for each of the waits
// that the longest of them has, and time for a busy machine.
const limit = 20 * time.Second

// run makes n requests, several at a time.
func run(n, workers int, seed uint64) (*report, error) {
	log.SetOutput(io.Discard) // net/http's remarks on what follows an answer
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	defer l.Close()
	go serve(l)
	base := "http://" + l.Addr().String() + "/"
	digest := fetch.NewHTTPDigestAuthHandler(nil)
	digest.AddPassword("R", base, "user", "password")
	opener := fetch.BuildOpener(fetch.NewProxyHandler(map[string]string{}), digest, fetch.NewDecodeHandler(fetch.MaxSize(1<<20)))
	defer fetch.URLCleanup() // closes idle connections

	r := &report{met: map[string]int{}}
	var mu sync.Mutex
	var wg sync.WaitGroup
	jobs := make(chan int)
	for range workers {
		wg.Go(func() {
			for i := range jobs {
				h := habits[i]
				start := time.Now()
				body, err := get(opener, base+strconv.Itoa(i))
				took := time.Since(start)
				mu.Lock()
				r.met[h.name]++
				r.slowest = max(r.slowest, took)
				if !h.check(body, err) {
					r.failures = append(r.failures, fmt.Sprintf("%s: %.40q, %T %v", h.name, body, err, err))
				} else if took > limit {
					r.failures = append(r.failures, fmt.Sprintf("%s: took %v", h.name, took))
				}
				mu.Unlock()
			}
		})
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	for i := range n {
		if i >= len(habits) {
			i = rng.IntN(len(habits))
		}
		jobs <- i
	}
	close(jobs)
	wg.Wait()
	return r, nil
}

func get(o *fetch.OpenerDirector, url string) ([]byte, error) {
	r, err := o.Open(url, fetch.Timeout(timeout))
	if err != nil {
		return nil, err // an HTTPError is not closed, on purpose
	}
	defer r.Close()
	return io.ReadAll(r)
}

// serve answers each connection's first request by the habit that its path names.
func serve(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer c.Close()
			c.SetDeadline(time.Now().Add(20 * time.Second))
			r := bufio.NewReader(c)
			for {
				path, err := readHead(r)
				if err != nil {
					return
				}
				i, err := strconv.Atoi(path)
				switch {
				case err != nil: // /good
					io.WriteString(c, ok)
					continue
				case habits[i].serve == nil:
					fmt.Fprintf(c, "HTTP/1.1 302 Found\r\nLocation: /%d\r\nContent-Length: 0\r\n\r\n", i)
					continue
				}
				habits[i].serve(c)
				return
			}
		}()
	}
}

// readHead reads a request's head and returns its path.
func readHead(r *bufio.Reader) (string, error) {
	path := ""
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return "", err
		}
		if f := strings.Fields(line); path == "" && len(f) == 3 {
			path = strings.TrimPrefix(f[1], "/")
		}
		if line == "\r\n" {
			return path, nil
		}
	}
}
