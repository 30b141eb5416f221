package main

import (
	"fmt"
	"io"
	"path"
	"strconv"
	"sync"
	"time"

	"github.com/gobatteries/batteries/httpserve"
)

// A transfers handler shows on a terminal how far long downloads are.
type transfers struct {
	httpserve.SimpleHTTPRequestHandler
	Progress *progress
}

// CopyFile sends a file, and says how it goes.
func (h *transfers) CopyFile(source io.Reader, outputfile io.Writer) error {
	size, _ := strconv.ParseInt(h.ResponseWriter.Header().Get("Content-Length"), 10, 64)
	defer h.Progress.clear()
	return h.SimpleHTTPRequestHandler.CopyFile(&countingReader{r: source, report: h.Progress.report(path.Base(h.Path), size)}, outputfile)
}

// A progress is the last line of a terminal. It is written in between log lines.
type progress struct {
	mu    sync.Mutex
	w     io.Writer
	now   func() time.Time
	shown bool
}

const (
	patience  = time.Second            // how long a download takes before it is shown
	interval  = 200 * time.Millisecond // between two looks at it
	clearLine = "\r\x1b[K"
)

// Write writes a log line in the place of the progress.
func (p *progress) Write(line []byte) (int, error) {
	p.clear()
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.w.Write(line)
}

func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		io.WriteString(p.w, clearLine)
		p.shown = false
	}
}

// report returns a function that is told how many bytes of a file went out.
func (p *progress) report(name string, size int64) func(done int64) {
	start := p.now()
	next := start.Add(patience)
	return func(done int64) {
		now := p.now()
		if now.Before(next) {
			return
		}
		next = now.Add(interval)
		text := fmt.Sprintf("%.60q %s", name, bytesText(done))
		if size > 0 {
			text += fmt.Sprintf(" of %s, %d %%", bytesText(size), done*100/size)
		}
		text += fmt.Sprintf(", %s/s", bytesText(int64(float64(done)/now.Sub(start).Seconds())))
		p.mu.Lock()
		defer p.mu.Unlock()
		io.WriteString(p.w, clearLine+text)
		p.shown = true
	}
}

func bytesText(n int64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.1f GB", float64(n)/1e9)
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.1f kB", float64(n)/1e3)
}

// A countingReader reports how much was read of it.
type countingReader struct {
	r      io.Reader
	done   int64
	report func(done int64)
}

func (c *countingReader) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.done += int64(n)
	c.report(c.done)
	return n, err
}
