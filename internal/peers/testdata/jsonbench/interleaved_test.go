package jsonbench

import (
	"encoding/json"
	"testing"

	"peersbench/corpus"
	"peersbench/turns"
)

// TestInterleaved times what the issues' targets are about.
func TestInterleaved(t *testing.T) {
	turns.Need(t)
	inAgreement = false
	for _, d := range docs {
		text := corpus.Bytes(t, d.file)
		values, typed := new(any), d.typed()
		for _, v := range []any{values, typed} {
			if err := json.Unmarshal(text, v); err != nil {
				t.Fatal(err)
			}
		}
		for _, o := range []struct {
			name string
			run  func(codec) error
		}{
			{"decode any", func(c codec) error { var v any; return c.decode(text, &v) }},
			{"decode typed", func(c codec) error { return c.decode(text, d.typed()) }},
			{"encode any", func(c codec) error { _, err := c.encode(*values); return err }},
			{"encode typed", func(c codec) error { _, err := c.encode(typed); return err }},
			{"sorted", func(c codec) error { _, err := c.sorted(*values); return err }},
			{"indent", func(c codec) error { _, err := c.indent(*values); return err }},
		} {
			var peers []turns.Peer
			for _, c := range codecs {
				switch c.name {
				case "goccy", "sonic-fastest", "project":
					peers = append(peers, turns.Peer{Name: c.name, Run: func() error { return o.run(c) }})
				}
			}
			turns.Compare(t, d.name+" "+o.name, peers)
		}
	}
}
