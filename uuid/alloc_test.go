package uuid_test

import (
	"strings"
	"testing"

	"github.com/gobatteries/batteries/uuid"
)

var (
	sink  uuid.UUID
	sinkB []byte
)

// TestNoAllocs holds the generators, parsers and Append forms to no allocation.
func TestNoAllocs(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	const text = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
	bytes := []byte(text)
	longName := strings.Repeat("n", 1000)
	longBytes := []byte(longName)
	pooled := uuid.NewGenerator(uuid.Pool(4096))
	batch := make([]uuid.UUID, 0, 100)
	sinkB = make([]byte, 0, 64)
	for name, f := range map[string]func(){
		"UUID1":            func() { sink, _ = uuid.UUID1() },
		"UUID1 keywords":   func() { sink, _ = uuid.UUID1(uuid.Node(5), uuid.ClockSeq(3)) },
		"UUID3":            func() { sink = uuid.UUID3(uuid.NamespaceDNS, "www.example.com") },
		"UUID3 bytes":      func() { sink = uuid.UUID3(uuid.NamespaceDNS, bytes) },
		"UUID3 long name":  func() { sink = uuid.UUID3(uuid.NamespaceURL, longName) },
		"UUID5 long name":  func() { sink = uuid.UUID5(uuid.NamespaceURL, longBytes) },
		"UUID4":            func() { sink = uuid.UUID4() },
		"UUID5":            func() { sink = uuid.UUID5(uuid.NamespaceDNS, "www.example.com") },
		"UUID6":            func() { sink = uuid.UUID6() },
		"UUID7":            func() { sink = uuid.UUID7() },
		"UUID8":            func() { sink = uuid.UUID8() },
		"UUID8 keywords":   func() { sink = uuid.UUID8(uuid.A(1), uuid.C(3)) },
		"pooled UUID4":     func() { sink, _ = pooled.UUID4() },
		"pooled UUID7":     func() { sink, _ = pooled.UUID7() },
		"AppendUUID7Batch": func() { batch = uuid.AppendUUID7Batch(batch[:0], 100) },
		"NewUUID":          func() { sink, _ = uuid.NewUUID(uuid.Hex(text), uuid.Version(4)) },
		"Parse":            func() { sink, _ = uuid.Parse(text) },
		"Parse bytes":      func() { sink, _ = uuid.Parse(bytes) },
		"Parse URN":        func() { sink, _ = uuid.Parse("urn:uuid:" + text) },
		"Parse braces":     func() { sink, _ = uuid.Parse("{" + text + "}") },
		"Parse hex":        func() { sink, _ = uuid.Parse("6ba7b8109dad11d180b400c04fd430c8") },
		"ParseStrict":      func() { sink, _ = uuid.ParseStrict(text) },
		"strict refusal":   func() { sink, _ = uuid.ParseStrict("x") },
		"Append":           func() { sinkB = sink.Append(sinkB[:0]) },
		"AppendFormat":     func() { sinkB = sink.AppendFormat(sinkB[:0], uuid.FormatURN|uuid.FormatUpper) },
		"AppendText":       func() { sinkB, _ = sink.AppendText(sinkB[:0]) },
		"AppendBinary":     func() { sinkB, _ = sink.AppendBinary(sinkB[:0]) },
		"UnmarshalText":    func() { _ = sink.UnmarshalText(bytes) },
	} {
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}
