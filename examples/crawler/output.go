package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/gobatteries/batteries/jsonx"
)

// An output takes JSON Lines: a file, or the standard output.
type output struct {
	w    io.Writer
	file *os.File // nil for the standard output, and what else has no size
	size int64    // of the file
}

// openOutput opens the output of a crawl. If the crawl goes on, its file is gone on with
// as well: what stands there beyond the state is replayed.
func openOutput(name string, stdout io.Writer, s *state, replay func(page)) (*output, error) {
	if name == "" {
		return &output{w: stdout}, nil
	}
	flags := os.O_RDWR | os.O_CREATE
	if s.fresh {
		flags |= os.O_TRUNC
	}
	f, err := os.OpenFile(name, flags, 0o666)
	if err != nil {
		return nil, err
	}
	if st, err := f.Stat(); err == nil && !st.Mode().IsRegular() {
		return &output{w: f}, nil // a pipe or a device, which has no size
	}
	o := &output{w: f, file: f, size: s.Output}
	if err := o.goOn(replay); err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return o, nil
}

// goOn reads the lines beyond the size and goes on behind them. Half a line, which only a
// crash leaves, is cut off.
func (o *output) goOn(replay func(page)) error {
	st, err := o.file.Stat()
	if err != nil {
		return err
	}
	if st.Size() < o.size {
		return fmt.Errorf("there are %d bytes, where the state knows of %d", st.Size(), o.size)
	}
	if _, err := o.file.Seek(o.size, io.SeekStart); err != nil {
		return err
	}
	for r := bufio.NewReader(o.file); ; {
		line, err := r.ReadString('\n')
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		var p page
		if err := jsonx.LoadsInto(line, &p); err != nil {
			return fmt.Errorf("the line at byte %d is no page: %w", o.size, err)
		}
		replay(p)
		o.size += int64(len(line))
	}
	if err := o.file.Truncate(o.size); err != nil {
		return err
	}
	_, err = o.file.Seek(o.size, io.SeekStart)
	return err
}

// write writes a page as a line, at once.
func (o *output) write(p page) error {
	var line strings.Builder
	if err := jsonx.Dump(p, &line); err != nil {
		return err
	}
	line.WriteByte('\n')
	n, err := io.WriteString(o.w, line.String())
	if o.file != nil && err == nil {
		o.size += int64(n)
	}
	return err
}

// sync has the file on disk before the state says so.
func (o *output) sync() error {
	if o.file == nil {
		return nil
	}
	return o.file.Sync()
}

func (o *output) close() error {
	if o.file == nil {
		return nil
	}
	return o.file.Close()
}
