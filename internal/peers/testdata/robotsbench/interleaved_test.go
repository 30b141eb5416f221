package robotsbench

import (
	"testing"

	"peersbench/corpus"
	"peersbench/turns"
)

// TestInterleaved times parsing, and 1,000 checks, beside the quickest two.
func TestInterleaved(t *testing.T) {
	turns.Need(t)
	for _, f := range files {
		text := corpus.Bytes(t, "robots/"+f+".txt")
		urls := probes(text)
		var parse, check []turns.Peer
		for _, p := range peers {
			switch p.name {
			case "slyrz", "temoto", "project":
				allowed := p.parse(text)
				parse = append(parse, turns.Peer{Name: p.name, Run: func() error { p.parse(text); return nil }})
				check = append(check, turns.Peer{Name: p.name, Run: func() error {
					for _, u := range urls {
						allowed(u)
					}
					return nil
				}})
			}
		}
		turns.Compare(t, "parse "+f, parse)
		turns.Compare(t, "check "+f, check)
	}
}
