package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/gobatteries/batteries/jsonx"
)

const (
	stateVersion = 1
	maxQueue     = 100_000 // how many pages may wait
)

// A state is what is done and what is left to do.
type state struct {
	Version int      `json:"version"`
	Start   string   `json:"start"`
	Output  int64    `json:"output"` // how long the output file was when the state was written
	Queue   []target `json:"queue"`
	Seen    []string `json:"seen"` // every URL that was ever in the queue

	file      string
	fresh     bool // there was no file
	seen      map[string]bool
	postponed []target // left for another run
}

// loadState reads the state file, or begins with the start URL if there is none yet.
func loadState(o options) (*state, error) {
	s := &state{file: o.stateFile, seen: make(map[string]bool)}
	text, err := os.ReadFile(o.stateFile)
	if o.stateFile == "" || errors.Is(err, fs.ErrNotExist) {
		s.Version, s.Start, s.fresh = stateVersion, o.start, true
		s.add(target{URL: o.start})
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	if err := jsonx.LoadsInto(text, s, jsonx.DisallowUnknownFields(true)); err != nil {
		return nil, fmt.Errorf("%s is no state of a crawl: %w", o.stateFile, err)
	}
	if err := s.check(o.start); err != nil {
		return nil, fmt.Errorf("%s: %w", o.stateFile, err)
	}
	return s, nil
}

func (s *state) check(start string) error {
	if s.Version != stateVersion {
		return fmt.Errorf("the state is of version %d, not %d", s.Version, stateVersion)
	}
	if s.Start != start {
		return fmt.Errorf("the state is of a crawl of %s", s.Start)
	}
	for _, url := range s.Seen {
		s.seen[url] = true
	}
	for _, t := range s.Queue {
		if url, err := resolve("", t.URL); err != nil || url != t.URL || !s.seen[url] || t.Depth < 0 || t.Hops < 0 {
			return fmt.Errorf("the state is damaged: %q is in the queue", t.URL)
		}
	}
	if s.Output < 0 {
		return errors.New("the state is damaged: the output's length is negative")
	}
	return nil
}

// add puts a page into the queue if it never was there. It reports false if the queue is
// full.
func (s *state) add(t target) bool {
	if s.seen[t.URL] {
		return true
	}
	if s.left() >= maxQueue {
		return false
	}
	s.seen[t.URL] = true
	s.Queue = append(s.Queue, t)
	return true
}

// targets yields the first page of the queue for as long as there is one. The loop
// takes it out, by finish or postpone.
func (s *state) targets() iter.Seq[target] {
	return func(yield func(target) bool) {
		for len(s.Queue) > 0 && yield(s.Queue[0]) {
		}
	}
}

// finish takes a page out of the queue for good.
func (s *state) finish(t target) {
	s.seen[t.URL] = true
	if i := slices.IndexFunc(s.Queue, func(q target) bool { return q.URL == t.URL }); i == 0 {
		s.Queue = s.Queue[1:]
	} else if i > 0 { // another order, in a replay
		s.Queue = slices.Delete(s.Queue, i, i+1)
	}
}

// postpone leaves the first page of the queue for another run.
func (s *state) postpone(t target) {
	s.postponed = append(s.postponed, t)
	s.Queue = s.Queue[1:]
}

func (s *state) left() int { return len(s.postponed) + len(s.Queue) }

// save writes the file in one step: a crash leaves the old one or the new one.
func (s *state) save() error {
	saved := *s
	saved.Queue = slices.Concat(s.postponed, s.Queue)
	saved.Seen = slices.Sorted(maps.Keys(s.seen))
	f, err := os.CreateTemp(filepath.Dir(s.file), filepath.Base(s.file)+".*.tmp")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // in vain once it has its name
	w := bufio.NewWriter(f)
	err = errors.Join(jsonx.Dump(saved, w), w.Flush(), f.Sync(), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), s.file)
}
