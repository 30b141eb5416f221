package uuidbench

import "github.com/gobatteries/batteries/uuid"

var (
	pj     = uuid.MustParse(text)
	pjPool = uuid.NewGenerator(uuid.Pool(4096))
	batch  = make([]uuid.UUID, 0, 1000)
)

func init() {
	ops = append(ops,
		op{"v1", "project", func() { must(uuid.UUID1()) }},
		op{"v3", "project", func() { sink = uuid.UUID3(uuid.NamespaceDNS, name) }},
		op{"v4", "project", func() { sink = uuid.UUID4() }},
		op{"v4", "project-pool", func() { must(pjPool.UUID4()) }},
		op{"v5", "project", func() { sink = uuid.UUID5(uuid.NamespaceDNS, name) }},
		op{"v6", "project", func() { sink = uuid.UUID6() }},
		op{"v7", "project", func() { sink = uuid.UUID7() }},
		op{"v7", "project-pool", func() { must(pjPool.UUID7()) }},
		op{"v7batch1000", "project", func() { batch = uuid.AppendUUID7Batch(batch[:0], 1000) }},
		op{"v8", "project", func() { sink = uuid.UUID8() }},
		op{"parse", "project", func() { must(uuid.Parse(text)) }},
		op{"parse", "project-strict", func() { must(uuid.ParseStrict(text)) }},
		op{"string", "project", func() { sinkS = pj.String() }},
		op{"append", "project", func() { sinkB = pj.Append(sinkB[:0]) }},
		op{"append", "project-text", func() { sinkB, _ = pj.AppendText(sinkB[:0]) }},
		op{"v4string", "project", func() { sinkS = uuid.UUID4().String() }},
	)
}
