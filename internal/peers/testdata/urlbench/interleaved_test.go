package urlbench

import (
	"testing"

	"peersbench/turns"
)

// TestInterleaved times what the issues' targets are about: whole lists.
func TestInterleaved(t *testing.T) {
	turns.Need(t)
	in := load(t)
	for _, o := range []struct {
		name string
		of   func(*peer) func() // nil if the peer doesn't offer it
	}{
		{"quote/paths", func(p *peer) func() { return quoting(p, in.segments) }},
		{"quote/tweets", func(p *peer) func() { return quoting(p, in.texts) }},
		{"unquote/paths", func(p *peer) func() { return checking(p.unquote, in.quotedSegs) }},
		{"unquote/tweets", func(p *peer) func() { return checking(p.unquote, in.quotedTexts) }},
		{"parse_qs", func(p *peer) func() { return checking(p.parseQS, in.queries) }},
		{"parse", func(p *peer) func() { return checking(p.parse, in.urls) }},
		{"parse+print", func(p *peer) func() { return checking(p.geturl, in.urls) }},
		{"join", func(p *peer) func() {
			if p.join == nil {
				return nil
			}
			return func() {
				for i, u := range in.urls {
					p.join(u, refs[i%len(refs)])
				}
			}
		}},
		{"urlencode", func(p *peer) func() {
			if p.urlencode == nil {
				return nil
			}
			return func() {
				for _, f := range in.forms {
					sink += len(p.urlencode(f))
				}
			}
		}},
	} {
		var list []turns.Peer
		for i := range peers {
			p := &peers[i]
			if f := o.of(p); f != nil && p.name != "whatwg" { // which takes many times as long
				list = append(list, turns.Peer{Name: p.name, Run: func() error { f(); return nil }})
			}
		}
		turns.Compare(t, o.name, list)
	}
}

func quoting(p *peer, list []string) func() {
	if p.quotePath == nil {
		return nil
	}
	return func() {
		for _, s := range list {
			sink += len(p.quotePath(s))
		}
	}
}

func checking(f func(string) error, list []string) func() {
	if f == nil {
		return nil
	}
	return func() {
		for _, s := range list {
			f(s)
		}
	}
}
