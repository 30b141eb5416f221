package uuid_test

import (
	"testing"

	"github.com/gobatteries/batteries/uuid"
)

var sinkS string

func Benchmark(b *testing.B) {
	pooled := uuid.NewGenerator(uuid.Pool(4096))
	batch := make([]uuid.UUID, 0, 1000)
	for _, op := range []struct {
		name string
		f    func()
	}{
		{"UUID1", func() { sink, _ = uuid.UUID1() }},
		{"UUID3", func() { sink = uuid.UUID3(uuid.NamespaceDNS, "www.example.com") }},
		{"UUID4", func() { sink = uuid.UUID4() }},
		{"UUID4/pool", func() { sink, _ = pooled.UUID4() }},
		{"UUID5", func() { sink = uuid.UUID5(uuid.NamespaceDNS, "www.example.com") }},
		{"UUID6", func() { sink = uuid.UUID6() }},
		{"UUID7", func() { sink = uuid.UUID7() }},
		{"UUID7/pool", func() { sink, _ = pooled.UUID7() }},
		{"UUID7/batch1000", func() { batch = uuid.AppendUUID7Batch(batch[:0], 1000) }},
		{"UUID8", func() { sink = uuid.UUID8() }},
		{"Parse", func() { sink, _ = uuid.Parse(dns) }},
		{"Parse/urn", func() { sink, _ = uuid.Parse("urn:uuid:" + dns) }},
		{"String", func() { sinkS = sink.String() }},
		{"Append", func() { sinkB = sink.Append(sinkB[:0]) }},
	} {
		b.Run(op.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				op.f()
			}
		})
	}
}

func BenchmarkParallelUUID7(b *testing.B) {
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			uuid.UUID7()
		}
	})
}
